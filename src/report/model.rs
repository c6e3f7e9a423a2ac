//! The compiled report as a value: sections, lines, and figures with their sources.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{Day, Direction, FactKind, Movement, RecordType};
use crate::text::money::Dong;

/// A report compiled from a term's data by an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The outline's code.
    pub outline_code: String,
    /// The period's code.
    pub period_code: String,
    /// The name of the kind of paper, capitals: "BÁO CÁO".
    pub kind: String,
    /// The subject line.
    pub subject: String,
    /// Sections in reading order; all levels in one list.
    pub sections: Vec<Section>,
    /// Lines in reading order.
    pub lines: Vec<Line>,
    /// What the lines' runs point at.
    pub figures: Vec<Figure>,
}

impl Report {
    /// Where a section stands, in short: "II.3", "PHẦN II"; the numbers of the sections above it from the first
    /// numbered level on, without their punctuation. Empty for a section that is not there.
    pub fn place_of(&self, section: usize) -> String {
        let bare = |number: &str| number.trim_end_matches(['.', ':', ')', ' ']).to_owned();
        let Some(own) = self.sections.get(section) else { return String::new() };
        let mut numbers = vec![bare(&own.number)];
        let mut level = own.level;
        for above in self.sections.iter().take(section).rev() {
            if above.level >= level || above.level == 0 {
                if above.level == 0 {
                    break;
                }
                continue;
            }
            level = above.level;
            numbers.push(bare(&above.number));
        }
        numbers.retain(|number| !number.is_empty());
        numbers.reverse();
        numbers.join(".")
    }
}

/// A section (mục) of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its id in the outline.
    pub id: String,
    /// 0 for a part above the Roman numerals, then 1, 2, 3.
    pub level: u8,
    /// The number as printed, with its punctuation: "PHẦN I:", "2.".
    pub number: String,
    /// The heading without its number, values filled in.
    pub title: String,
    /// The title where it must be read at a glance; the title itself when the outline has none.
    pub short: String,
    /// True: behind the signatures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub annex: bool,
    /// How far it is.
    pub state: PartState,
    /// Why it is not [`PartState::Enough`].
    pub issues: Vec<Issue>,
    /// Its own lines in [`Report::lines`], the heading first; those of sections below it are theirs.
    pub lines: Range<usize>,
}

/// How far a section is; the worst of its own blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// Đủ.
    Enough,
    /// Cần xem lại: something in it looks wrong.
    Review,
    /// Còn thiếu: a required text or fact is not there.
    Missing,
}

/// Why a section is not enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "issue")]
pub enum Issue {
    /// A required narrative is empty.
    NoNarrative {
        /// Its key.
        key: String,
    },
    /// A required fact has no records.
    NoRecords {
        /// Its id.
        fact: String,
    },
    /// A value was blank where the text needs one.
    Blank {
        /// The fact.
        fact: String,
        /// The line in [`Report::lines`].
        line: usize,
    },
    /// Zero is confirmed and yet there are entries.
    Contradiction {
        /// The fact.
        fact: String,
    },
    /// More than all: n is above N.
    MoreThanAll {
        /// The fact.
        fact: String,
    },
    /// Members counted but without the value that the breakdown is by.
    Ungrouped {
        /// The fact.
        fact: String,
        /// How many.
        members: usize,
    },
    /// Vouchers of the settled fund whose code the form does not have; counted by their direction.
    UnknownCodes {
        /// The fact.
        fact: String,
        /// How many.
        vouchers: usize,
    },
    /// The lines of the settlement do not add up to the balance of the fund's book: an opening within the range
    /// differs from what the account held.
    Unexplained {
        /// The fact.
        fact: String,
        /// What the lines lack of the balance, đồng; below 0 when they say too much.
        difference: Dong,
    },
    /// Entries that count for some of their people only and do not say how much each of them got: their money counts
    /// whole.
    Undivided {
        /// The fact.
        fact: String,
        /// How many.
        entries: usize,
    },
    /// Entries name people for whom the roster does not say the same within these days.
    Disagrees {
        /// The fact.
        fact: String,
        /// How many people.
        people: usize,
    },
    /// A line that ends in a colon with nothing below it.
    DanglingLead {
        /// The line in [`Report::lines`].
        line: usize,
    },
}

impl Issue {
    /// The state it puts its section in.
    pub const fn state(&self) -> PartState {
        match self {
            Issue::NoNarrative { .. } | Issue::NoRecords { .. } => PartState::Missing,
            _ => PartState::Review,
        }
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A heading; its level is its section's.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph that introduces what follows ("Cụ thể:").
    Lead,
    /// "- ".
    Dash,
    /// "+ ".
    Plus,
    /// Below an entry of a list, without a mark.
    Inset,
    /// An unnumbered heading: "* Ưu điểm".
    Label,
    /// An amount in words.
    Amount,
    /// In the middle of the line.
    Centered,
    /// The last sentence of the report.
    Closing,
    /// Titles of a table; see [`Line::cells`].
    TableHead,
    /// A row.
    TableRow,
    /// The last row, sums.
    TableTotal,
    /// Nothing is printed: here an empty narrative or fact belongs.
    Gap,
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The section in [`Report::sections`]; none above the first.
    pub section: Option<usize>,
    /// What it is.
    pub kind: LineKind,
    /// The number of a heading, punctuation included; empty elsewhere.
    pub number: String,
    /// Its text, without the marker of a list.
    pub runs: Vec<Run>,
    /// For rows of tables: how many runs each cell has, left to right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<usize>,
    /// For heads of tables: alignment and width of the columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<TableColumn>,
    /// The narrative it belongs to.
    pub narrative: Option<String>,
    /// The fact it belongs to.
    pub fact: Option<String>,
    /// What the letter asks to be written here.
    pub guidance: Option<String>,
}

/// Alignment and width of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableColumn {
    /// How its cells are aligned.
    #[serde(default)]
    pub align: crate::document::Align,
    /// Millimetres; none: an equal share of what is left.
    #[serde(default)]
    pub width_mm: Option<u16>,
}

impl Line {
    /// The whole text, without number and marker.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A stretch of a line of one origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// The figure in [`Report::figures`] that it prints; none for words.
    pub figure: Option<usize>,
}

/// A computed value with the records it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The fact's id in the outline; a section's id for a value in its heading.
    pub fact: String,
    /// The placeholder as the outline writes it: "count:02".
    pub name: String,
    /// The value.
    pub value: FigureValue,
    /// How it is computed from the sources.
    pub rule: Rule,
    /// The records, each once, in the order read.
    pub sources: Vec<SourceRef>,
}

/// A computed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureValue {
    /// A number of things.
    Count(u64),
    /// Đồng.
    Money(Dong),
    /// n of N; both none: a bare 100 %.
    Share {
        /// n.
        n: Option<u64>,
        /// N.
        of: Option<u64>,
    },
    /// A list, each entry once.
    Names(Vec<String>),
    /// A breakdown: label and count.
    Groups(Vec<(String, u64)>),
    /// An amount in words.
    Words(String),
    /// Text out of the records.
    Text(String),
    /// A count or an amount now and before.
    Change {
        /// Now.
        now: i64,
        /// Before.
        before: i64,
    },
}

/// Which people of an activity are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wanted {
    /// Relation codes, groups expanded; empty: any. A person without relation is `ban-than`.
    pub relations: Vec<String>,
    /// Other relations for certain kinds, by the kind's code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations_of: Vec<(String, Vec<String>)>,
    /// Only people with a prize.
    pub prized: bool,
    /// Only people with this prize, compared by search key.
    pub prize: Option<String>,
}

/// What happened to members, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedMoves {
    /// What.
    pub movement: Movement,
    /// Employment or membership.
    pub stay: FactKind,
    /// Codes of reasons, any of these; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Codes of reasons left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// First day.
    pub from: Day,
    /// Last day, counted.
    pub to: Day,
}

/// How a value follows from its sources, so that anybody can compute it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule")]
pub enum Rule {
    /// Lượt: the wanted people of every activity; for one without people its n, else 1.
    CountVisits(Wanted),
    /// Different members and names among the wanted people.
    CountPersons(Wanted),
    /// Different relatives: (member, relation, relative) of wanted people with a relation.
    CountRelatives(Wanted),
    /// The wanted people as a list, each once.
    ListPeople(Wanted),
    /// How many activities or vouchers.
    CountEntries,
    /// All money lines of the activities.
    SumMoney,
    /// The money of the wanted people: their own amounts, else the rate of each line that counts everybody; the whole
    /// entry where neither tells ([`Issue::Undivided`]) and where all its people are wanted.
    SumShares(Wanted),
    /// The planned amounts.
    SumPlanned,
    /// The planned quantities; without one the people of the entry, else its n.
    PlannedQuantity,
    /// A count or an amount against that of another period.
    Change {
        /// Now.
        now: Box<Side>,
        /// Before.
        before: Box<Side>,
    },
    /// The sum of n.
    HeadCount,
    /// The sum of N.
    HeadCountOf,
    /// The sum of n against the sum of N, of those that have both; none: a bare 100 %.
    Share,
    /// How many members.
    CountMembers,
    /// The members' names.
    ListMembers,
    /// Members by the value of a fact on a day.
    GroupMembers {
        /// The fact's name: `duty`.
        by: String,
        /// The day.
        day: Day,
    },
    /// How often something happened to the members ([`crate::domain::Member::moves`]).
    CountMoves(WantedMoves),
    /// Their names, each as often as it happened.
    ListMoves(WantedMoves),
    /// What happened, by a fact of the member on that day or by its reason.
    GroupMoves {
        /// The breakdown's name: `reason`.
        by: String,
        /// What is meant.
        wanted: WantedMoves,
    },
    /// Vouchers of this direction, less those of the other.
    SumVouchers {
        /// What counts as plus.
        direction: Direction,
    },
    /// The fund's balance before `from`.
    Opening {
        /// First day of the range.
        from: Day,
        /// Last day of the range.
        to: Day,
    },
    /// The fund's balance at the end of `to`.
    Balance {
        /// First day of the range.
        from: Day,
        /// Last day of the range.
        to: Day,
    },
    /// A field of the entries as it was noted, different ones in order.
    Noted,
    /// Said because the entries say so: a confirmed zero.
    Statement,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The period's code.
    pub period: String,
    /// The number of the report that was sent, when the value is what it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
    /// How the value follows from the sources.
    #[serde(flatten)]
    pub rule: Rule,
    /// The records.
    pub sources: Vec<SourceRef>,
}

/// A record that a figure was computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceRef {
    /// Its type.
    pub record_type: RecordType,
    /// Its id.
    pub id: Uuid,
}

/// A stored record as a source.
pub trait RecordRef {
    /// The reference to it.
    fn source(&self) -> SourceRef;
}

impl<T: crate::domain::Record> RecordRef for crate::domain::Stored<T> {
    fn source(&self) -> SourceRef {
        SourceRef { record_type: T::TYPE, id: self.id.uuid() }
    }
}
