//! A roster (danh sách đoàn viên, người lao động) from csv: a row of column names, then one person a row.
//!
//! Columns may be named in Vietnamese, with or without accents, or in English; separators may be commas,
//! semicolons or tabs; title rows above the column names are passed over. A row that cannot be taken is refused
//! with its line and reason, and nothing of a roster may enter while one row is refused ([`Roster::accepted`]).

use std::collections::HashMap;

use thiserror::Error;

use super::book::MAX_BYTES;
use super::check::hidden_in;
use super::error::{ExchangeError, shown};
use crate::domain::roster::ListEntry;
use crate::domain::{Day, FactKind, Gender, Kinds, Member, MemberFact};
use crate::text::clean;
use crate::text::date::{self, DateContext, DateError};
use crate::text::fold::search_key;

/// The longest cell, characters.
pub const MAX_CELL: usize = 300;

/// How many rows may stand above the column names.
const TITLE_ROWS: usize = 20;

/// What a roster holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// The people of the rows that could be taken, in the order of the file.
    pub members: Vec<Member>,
    /// The rows that could not.
    pub refused: Vec<RefusedRow>,
    /// Names of columns that mean nothing here, printable; they were not read.
    pub ignored: Vec<String>,
}

impl Roster {
    /// The people, if no row was refused.
    ///
    /// # Errors
    /// The refused rows.
    pub fn accepted(self) -> Result<Vec<Member>, Vec<RefusedRow>> {
        if self.refused.is_empty() { Ok(self.members) } else { Err(self.refused) }
    }
}

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct RefusedRow {
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// Which column.
    pub column: Column,
    /// Why.
    pub fault: RowFault,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RowFault {
    /// A control or invisible character (NUL, ESC …).
    #[error("character U+{code:04X} may not stand in a text")]
    Character {
        /// The character's code point.
        code: u32,
    },
    /// A cell beyond [`MAX_CELL`].
    #[error("{chars} characters, {limit} at most")]
    TooLong {
        /// Its length, characters.
        chars: usize,
        /// The limit, characters.
        limit: usize,
    },
    /// A cell that must be filled is empty.
    #[error("is empty")]
    Empty,
    /// Not a day.
    #[error(transparent)]
    Day(#[from] DateError),
    /// A day without its year.
    #[error("`{text}` has no year")]
    NoYear {
        /// The cell, printable.
        text: String,
    },
    /// A word that the column's list does not know.
    #[error("`{value}` is not in the list")]
    Unknown {
        /// The cell, printable.
        value: String,
    },
    /// Somebody above has the full name, and not both have short names.
    #[error("`{name}` already stands on line {first}, without different short names")]
    DoubledName {
        /// The full name.
        name: String,
        /// The line of the first.
        first: u64,
    },
    /// Somebody above has the short name.
    #[error("the short name `{name}` already stands on line {first}")]
    DoubledShortName {
        /// The short name.
        name: String,
        /// The line of the first.
        first: u64,
    },
    /// The row has cells beyond the last column.
    #[error("more cells than columns")]
    TooManyCells,
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $label:literal : $($word:literal),+;)+) => {
        /// A column of a roster.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// Its English name, for logs and message keys.
            pub const fn name(self) -> &'static str {
                match self { $(Column::$name => $label),+ }
            }
            /// The column that this heading names; accents, case and what stands in brackets do not matter.
            fn named(heading: &str) -> Option<Self> {
                let plain = heading.split('(').next().unwrap_or(heading);
                let key = search_key(&clean::line(plain));
                $(if [$($word),+].iter().any(|word| search_key(word) == key) {
                    return Some(Column::$name);
                })+
                None
            }
        }
    };
}

columns! {
    /// Họ và tên.
    FullName = "full_name": "họ và tên", "họ tên", "họ, tên", "tên", "full name", "full_name", "name";
    /// Tên gọi.
    ShortName = "short_name": "tên gọi", "tên gọi tắt", "tên ngắn", "short name", "short_name";
    /// Giới tính.
    Gender = "gender": "giới tính", "giới", "gender", "sex";
    /// Nữ: marked with x.
    Female = "female": "nữ", "female";
    /// Chức danh.
    Position = "position": "chức danh", "vị trí", "position";
    /// Hợp đồng.
    Contract = "contract": "hợp đồng", "loại hợp đồng", "biên chế/hợp đồng", "contract";
    /// Nhiệm vụ.
    Duty = "duty": "nhiệm vụ", "nhiệm vụ/lớp", "lớp", "phân công", "phân công nhiệm vụ", "duty", "class";
    /// Tổ công đoàn.
    Team = "team": "tổ", "tổ công đoàn", "team";
    /// Chức vụ công đoàn.
    Office = "office": "chức vụ công đoàn", "chức vụ cđ", "union office", "office";
    /// Trình độ lý luận chính trị.
    Theory = "theory": "lý luận chính trị", "trình độ lý luận chính trị", "trình độ llct", "llct", "theory";
    /// Ngày sinh.
    BirthDay = "birth_day": "ngày sinh", "ngày tháng năm sinh", "ngày, tháng, năm sinh", "birth day", "birthday", "birth_day", "date of birth";
    /// Ngày vào Đảng.
    PartyJoined = "party_joined": "ngày vào đảng", "ngày kết nạp đảng", "party joined", "party_joined";
    /// Ngày chính thức.
    PartyOfficial = "party_official": "ngày chính thức", "ngày vào đảng chính thức", "party official", "party_official";
    /// Ngày vào trường.
    Employed = "employed": "ngày vào trường", "ngày về trường", "ngày vào làm", "employed from";
    /// Ngày vào công đoàn.
    Membership = "membership": "ngày vào công đoàn", "ngày vào cđ", "member from";
    /// Dân tộc.
    Ethnicity = "ethnicity": "dân tộc", "ethnicity";
    /// Trình độ chuyên môn.
    Degree = "degree": "trình độ", "trình độ chuyên môn", "degree";
    /// BHXH, BHYT: marked with x.
    Insured = "insured": "bhxh", "bhyt", "bhxh, bhyt", "bảo hiểm", "insured";
    /// Ghi chú.
    Note = "note": "ghi chú", "note";
    /// Số thứ tự, which says nothing.
    Ordinal = "ordinal": "stt", "tt", "số tt", "no", "no.";
}

impl std::fmt::Display for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads a roster. Everybody is employed and a union member from `first_day`, unless the row says otherwise; other
/// facts hold since ever.
///
/// # Errors
/// [`ExchangeError`] when the file as a whole is none; refused rows are in the roster.
pub fn read_roster(bytes: &[u8], kinds: &Kinds, first_day: Day) -> Result<Roster, ExchangeError> {
    if bytes.len() > MAX_BYTES {
        return Err(ExchangeError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ExchangeError::NotText { valid_up_to: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| ExchangeError::Csv {
            line: error.position().map_or(0, csv::Position::line),
            reason: shown(&error.to_string()),
        })?;
        let line = row.position().map_or(0, csv::Position::line);
        rows.push((line, row));
    }
    let mut rows = rows.into_iter();
    let (line, heading) = rows
        .by_ref()
        .take(TITLE_ROWS)
        .find(|(_, row)| row.iter().any(|cell| Column::named(cell) == Some(Column::FullName)))
        .ok_or(ExchangeError::NoHeader)?;
    let (columns, ignored) = columns(line, &heading)?;
    let mut taken = Taken {
        first_day,
        kinds,
        women_marked: columns.contains(&Some(Column::Female)),
        names: HashMap::new(),
        short_names: HashMap::new(),
    };
    let mut roster = Roster { ignored, ..Roster::default() };
    for (line, row) in rows {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match taken.row(line, &row, &columns) {
            Ok(member) => roster.members.push(member),
            Err((column, fault)) => roster.refused.push(RefusedRow { line, column, fault }),
        }
    }
    if roster.members.is_empty() && roster.refused.is_empty() {
        return Err(ExchangeError::NoRows);
    }
    Ok(roster)
}

/// The separator that the line with the full name's column uses most; title rows above it may hold commas.
fn separator(text: &str) -> u8 {
    let heading = text
        .lines()
        .take(TITLE_ROWS)
        .find(|line| {
            let key = search_key(line);
            ["ho va ten", "ho ten", "full name", "full_name", "name"].iter().any(|word| key.contains(word))
        })
        .unwrap_or_default();
    let count = |wanted: u8| heading.bytes().filter(|byte| *byte == wanted).count();
    // Of equals the last wins: a comma, unless another is more frequent.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

type Columns = Vec<Option<Column>>;

fn columns(line: u64, heading: &csv::StringRecord) -> Result<(Columns, Vec<String>), ExchangeError> {
    let (mut columns, mut ignored) = (Vec::new(), Vec::new());
    for cell in heading {
        let column = Column::named(cell);
        match column {
            Some(known) if columns.contains(&Some(known)) => {
                return Err(ExchangeError::DoubledColumn { line, column: shown(cell) });
            }
            None if !cell.trim().is_empty() => ignored.push(shown(cell)),
            _ => {}
        }
        columns.push(column);
    }
    Ok((columns, ignored))
}

type Refusal = (Column, RowFault);

/// Reads rows, and remembers who was read.
struct Taken<'k> {
    first_day: Day,
    kinds: &'k Kinds,
    /// Whether a column marks women, so that an empty cell says "nam".
    women_marked: bool,
    /// Full name, lower case: its first line, and whether all so far have a short name.
    names: HashMap<String, (u64, bool)>,
    /// Short name, lower case: its line.
    short_names: HashMap<String, u64>,
}

impl Taken<'_> {
    fn row(
        &mut self,
        line: u64,
        row: &csv::StringRecord,
        columns: &[Option<Column>],
    ) -> Result<Member, Refusal> {
        let mut cells: HashMap<Column, String> = HashMap::new();
        for (index, raw) in row.iter().enumerate() {
            let column = columns.get(index).copied().flatten();
            let cell = sound(raw).map_err(|fault| (column.unwrap_or(Column::Ordinal), fault))?;
            if index >= columns.len() && !cell.is_empty() {
                return Err((Column::Ordinal, RowFault::TooManyCells));
            }
            if let Some(column) = column.filter(|_| !cell.is_empty()) {
                cells.insert(column, cell);
            }
        }
        let member = self.member(&cells)?;
        self.remember(line, &member)?;
        Ok(member)
    }

    fn member(&self, cells: &HashMap<Column, String>) -> Result<Member, Refusal> {
        let cell = |column: Column| cells.get(&column).cloned().unwrap_or_default();
        let full_name = cell(Column::FullName);
        if full_name.is_empty() {
            return Err((Column::FullName, RowFault::Empty));
        }
        let mut facts = Vec::new();
        for (column, kind) in
            [(Column::Employed, FactKind::Employment), (Column::Membership, FactKind::Membership)]
        {
            let from = self.day(cells, column)?.unwrap_or(self.first_day);
            facts.push(MemberFact { from: Some(from), ..MemberFact::always(kind, "") });
        }
        for (column, kind) in [
            (Column::ShortName, FactKind::ShortName),
            (Column::Duty, FactKind::Duty),
            (Column::Team, FactKind::Team),
            (Column::Office, FactKind::Office),
        ] {
            facts.extend(cells.get(&column).map(|value| MemberFact::always(kind, value.clone())));
        }
        let lists = &self.kinds.roster;
        for (column, kind, list) in [
            (Column::Position, FactKind::Position, &lists.position),
            (Column::Contract, FactKind::Contract, &lists.contract),
            (Column::Theory, FactKind::Theory, &lists.theory),
        ] {
            if let Some(value) = cells.get(&column) {
                let code =
                    code(list, value).ok_or_else(|| (column, RowFault::Unknown { value: shown(value) }))?;
                facts.push(MemberFact::always(kind, code));
            }
        }
        Ok(Member {
            full_name,
            gender: gender(cells, self.women_marked)?,
            ethnicity: cell(Column::Ethnicity),
            birth_day: self.day(cells, Column::BirthDay)?,
            degree: cell(Column::Degree),
            insured: ticked(cells, Column::Insured)?,
            party_joined: self.day(cells, Column::PartyJoined)?,
            party_official: self.day(cells, Column::PartyOfficial)?,
            note: cell(Column::Note),
            facts,
        })
    }

    fn day(&self, cells: &HashMap<Column, String>, column: Column) -> Result<Option<Day>, Refusal> {
        let Some(text) = cells.get(&column) else { return Ok(None) };
        let context = DateContext { today: self.first_day, period: None };
        let day = date::parse(text, &context).map_err(|error| (column, RowFault::Day(error)))?;
        // A day of birth without a year would be guessed.
        if text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count() < 3 {
            return Err((column, RowFault::NoYear { text: shown(text) }));
        }
        Ok(Some(day))
    }

    fn remember(&mut self, line: u64, member: &Member) -> Result<(), Refusal> {
        let short = member.value_on(FactKind::ShortName, self.first_day).to_lowercase();
        let key = member.full_name.to_lowercase();
        if let Some((first, named)) = self.names.get(&key)
            && (short.is_empty() || !named)
        {
            let fault = RowFault::DoubledName { name: member.full_name.clone(), first: *first };
            return Err((Column::FullName, fault));
        }
        if !short.is_empty() {
            if let Some(first) = self.short_names.get(&short) {
                let name = member.value_on(FactKind::ShortName, self.first_day).to_owned();
                return Err((Column::ShortName, RowFault::DoubledShortName { name, first: *first }));
            }
            self.short_names.insert(short.clone(), line);
        }
        self.names.entry(key).or_insert((line, !short.is_empty()));
        Ok(())
    }
}

/// A cell as the book stores it: one line, NFC; line breaks and tabs are spaces.
fn sound(raw: &str) -> Result<String, RowFault> {
    let chars = raw.chars().count();
    if chars > MAX_CELL {
        return Err(RowFault::TooLong { chars, limit: MAX_CELL });
    }
    if let Some(character) = hidden_in(raw) {
        return Err(RowFault::Character { code: character as u32 });
    }
    Ok(clean::line(raw))
}

fn gender(cells: &HashMap<Column, String>, women_marked: bool) -> Result<Gender, Refusal> {
    match cells.get(&Column::Gender).map(|text| search_key(text)) {
        Some(key) if matches!(key.as_str(), "nu" | "female" | "f") => Ok(Gender::Female),
        Some(key) if matches!(key.as_str(), "nam" | "male" | "m") => Ok(Gender::Male),
        Some(_) => {
            let value = cells.get(&Column::Gender).map(|text| shown(text)).unwrap_or_default();
            Err((Column::Gender, RowFault::Unknown { value }))
        }
        None if !women_marked => Err((Column::Gender, RowFault::Empty)),
        None => Ok(if ticked(cells, Column::Female)? { Gender::Female } else { Gender::Male }),
    }
}

fn ticked(cells: &HashMap<Column, String>, column: Column) -> Result<bool, Refusal> {
    match cells.get(&column).map(|text| search_key(text)) {
        None => Ok(false),
        Some(key) if matches!(key.as_str(), "x" | "1" | "co" | "yes" | "v" | "✓") => Ok(true),
        Some(key) if matches!(key.as_str(), "0" | "khong" | "no" | "-") => Ok(false),
        Some(key) => Err((column, RowFault::Unknown { value: shown(&key) })),
    }
}

/// The code of the list's entry that bears this code, label or alias.
fn code(list: &[ListEntry], text: &str) -> Option<String> {
    let key = search_key(text);
    list.iter()
        .find(|entry| {
            entry.code == text
                || [&entry.label, &entry.en]
                    .into_iter()
                    .chain(&entry.aliases)
                    .any(|word| search_key(word) == key)
        })
        .map(|entry| entry.code.clone())
}
