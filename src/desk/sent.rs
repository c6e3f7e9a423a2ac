//! Reports that were sent: frozen as they went out, exported again with equal bytes, and what changed in the book since.
//!
//! A report that was sent is a paper in somebody's file. Nothing here ever writes over what is kept of one; a re-issue
//! is a report of its own that names the one it replaces.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::own::codes_in;
use super::paper::json;
use super::{Desk, DeskError, Format};
use crate::document::{DocumentError, xlsx};
use crate::domain::{
    Activity, AnyRecord, Day, Fund, Id, IssuedReport, Member, Moment, Period, Record, RecordType, Stored,
    VoucherState,
};
use crate::report::sent::{is_whole, last_sent};
use crate::report::{self, Facts, Figure, Frozen, Report};
use crate::store::{Before, Finding, FindingKind, Table, Touched, label};
use crate::text::digest::sha256;
use crate::text::fold::search_key;

/// Why a report cannot be marked as sent, or one that was cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SentError {
    /// A report that went out bears a number and a day.
    #[error("the report has no number ({number}) or no day ({day})")]
    Lacks {
        /// The number is missing.
        number: bool,
        /// The day is missing.
        day: bool,
    },
    /// Another report of that year went out with this number; a re-issue has its own.
    #[error("number {number} went out on {day}")]
    NumberUsed {
        /// The number.
        number: String,
        /// The day of the report that bears it.
        day: Day,
    },
    /// A re-issue does not bear an earlier day than the report it replaces.
    #[error("{day} is before {former}")]
    Backdated {
        /// The day given.
        day: Day,
        /// The day of the report that is replaced.
        former: Day,
    },
    /// What is kept of the report is not what went out.
    #[error("what is kept of report {number} is damaged")]
    Damaged {
        /// The report's number.
        number: String,
    },
    /// The report was sent before the annex in figures was kept with it.
    #[error("report {number} was sent without an annex")]
    NoAnnex {
        /// The report's number.
        number: String,
    },
    /// No report went out with this number.
    #[error("no report {number} was sent")]
    Unknown {
        /// The number asked for; empty: any of the period.
        number: String,
        /// The numbers there are, the newest first.
        known: Vec<String>,
    },
}

/// A report that was sent and what changed in the book since.
#[derive(Debug, Clone, PartialEq)]
pub struct SinceSent {
    /// The report.
    pub issued: Stored<IssuedReport>,
    /// What changed, oldest change first; each record once.
    pub differences: Vec<Difference>,
}

/// A record that a sent report was made from, or would be made from now, and that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The record as it is now.
    pub now: AnyRecord,
    /// The record as it was when the report was sent; none when it was not there, or nobody knows.
    pub before: Option<Box<AnyRecord>>,
    /// What happened to it.
    pub happened: Happened,
    /// Of a part's words: where the part stands in the report, "II.3 Thi đua".
    pub place: String,
    /// When it was written last.
    pub at: Moment,
    /// By whom (login); empty where only the record's own times tell.
    pub officer: String,
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It came, or came back.
    Added,
    /// It says something else.
    Changed,
    /// It was taken away; a voucher became void.
    Removed,
}

/// The records that a report is made from.
const TYPES: [RecordType; 9] = [
    RecordType::Unit,
    RecordType::OwnKind,
    RecordType::OwnOutline,
    RecordType::Activity,
    RecordType::Voucher,
    RecordType::Member,
    RecordType::Fund,
    RecordType::Narrative,
    RecordType::Period,
];

impl Desk {
    /// Marks a period's report as sent: number, day, the paper, the report behind it and the facts are frozen as they
    /// are now, as one change that can be taken back. Behind a report that was sent already it is a re-issue.
    ///
    /// # Errors
    /// [`SentError::Lacks`], [`SentError::NumberUsed`], [`SentError::Backdated`]; else those of compiling and writing.
    pub fn send(
        &mut self,
        period: &Stored<Period>,
        outline: Option<&str>,
    ) -> Result<Stored<IssuedReport>, DeskError> {
        loop {
            let head = self.store.head()?;
            let body = self.to_send(period.id, outline)?;
            let officer = self.officer.clone();
            let sent = self.store.change(&officer, "send", |change| {
                // Whoever wrote in between wrote something that is not in what was compiled.
                if change.number() == head + 1 { change.insert(body).map(Some) } else { Ok(None) }
            })?;
            if let Some(sent) = sent.value {
                return Ok(sent);
            }
        }
    }

    /// What would be frozen now.
    fn to_send(&self, period: Id<Period>, outline: Option<&str>) -> Result<IssuedReport, DeskError> {
        let term = self.store.term_data(period, self.clock.today)?;
        let outline = self.outline(&term, outline)?;
        let settings = &term.period.report;
        let lacks = SentError::Lacks { number: settings.number.is_empty(), day: settings.day.is_none() };
        let Some(day) = settings.day.filter(|_| !settings.number.is_empty()) else {
            return Err(lacks.into());
        };
        let key = search_key(&settings.number);
        let used =
            term.issued.iter().find(|sent| year(sent.day) == year(day) && search_key(&sent.number) == key);
        if let Some(used) = used {
            return Err(SentError::NumberUsed { number: used.number.clone(), day: used.day }.into());
        }
        let former = last_sent(&term.issued, period, &outline.code);
        if let Some(former) = former.filter(|former| day < former.day) {
            return Err(SentError::Backdated { day, former: former.day }.into());
        }
        let report = report::compile(&term, outline);
        let document = report::to_document(&report, &term, outline);
        let facts = Facts::of(&term);
        let annex = Some(Self::workbook(&term, &facts)?);
        let document = Frozen { document, report, annex }.to_text().map_err(DocumentError::from)?;
        Ok(IssuedReport {
            period,
            number: settings.number.clone(),
            day,
            outline: outline.code.clone(),
            digest: sha256(document.as_bytes()),
            document,
            facts: serde_json::to_string(&facts).map_err(DocumentError::from)?,
            replaces: former.map(|former| former.id),
        })
    }

    /// The reports that were sent, the newest first; of one period, or of all.
    pub fn sent(&self, period: Option<Id<Period>>) -> Result<Vec<Stored<IssuedReport>>, DeskError> {
        let mut sent = self.store.all::<IssuedReport>()?;
        sent.retain(|sent| period.is_none_or(|period| sent.period == period));
        sent.sort_by_key(|sent| std::cmp::Reverse((sent.meta.created_at, sent.id)));
        Ok(sent)
    }

    /// The report that went out with this number, capitals and accents aside; the newest where two years used one.
    /// Without a number the newest of all that may be meant.
    ///
    /// # Errors
    /// [`SentError::Unknown`] with the numbers there are.
    pub fn sent_by_number(
        &self,
        number: Option<&str>,
        period: Option<Id<Period>>,
    ) -> Result<Stored<IssuedReport>, DeskError> {
        let sent = self.sent(period)?;
        let known = sent.iter().map(|sent| sent.number.clone()).collect();
        let key = number.map(search_key);
        let found =
            sent.into_iter().find(|sent| key.as_ref().is_none_or(|key| search_key(&sent.number) == *key));
        let number = number.unwrap_or_default().to_owned();
        found.ok_or_else(|| SentError::Unknown { number, known }.into())
    }

    /// A report that was sent, or the annex that went with it, as a file: with equal fonts always the same bytes,
    /// whatever became of the book.
    ///
    /// # Errors
    /// [`SentError::Damaged`] when what is kept is not what went out, [`SentError::NoAnnex`]; else those of writing.
    pub fn export_sent(
        &self,
        issued: &IssuedReport,
        format: impl Into<Format>,
    ) -> Result<Vec<u8>, DeskError> {
        self.export_sent_told(issued, format).map(|(bytes, _)| bytes)
    }

    /// The same, and the letters that the file shows a box for, a PDF's only.
    ///
    /// # Errors
    /// As [`Desk::export_sent`].
    pub fn export_sent_told(
        &self,
        issued: &IssuedReport,
        format: impl Into<Format>,
    ) -> Result<(Vec<u8>, Vec<char>), DeskError> {
        let frozen = frozen(issued)?;
        let bytes = match format.into() {
            Format::Paper(format) => return self.written(&frozen.document, format),
            Format::Xlsx => {
                let lacks = || SentError::NoAnnex { number: issued.number.clone() };
                xlsx::write(&frozen.annex.ok_or_else(lacks)?)?
            }
            Format::Json => {
                let facts: serde_json::Value =
                    serde_json::from_str(&issued.facts).map_err(|_| damaged(issued))?;
                json(&serde_json::json!({ "report": frozen.report, "facts": facts }))?
            }
        };
        Ok((bytes, Vec::new()))
    }

    /// The report of a period that counts as sent by an outline (the period's own when none is named), and what
    /// changed in the book since; none when nothing was sent.
    ///
    /// # Errors
    /// [`SentError::Damaged`]; else those of reading and compiling.
    pub fn since_sent(
        &self,
        period: &Stored<Period>,
        outline: Option<&str>,
    ) -> Result<Option<SinceSent>, DeskError> {
        let code = outline.unwrap_or(&period.outline);
        match last_sent(&self.store.all::<IssuedReport>()?, period.id, code) {
            Some(issued) => Ok(Some(self.since(issued.clone())?)),
            None => Ok(None),
        }
    }

    /// What changed in the book since this report was sent.
    ///
    /// # Errors
    /// As [`Desk::since_sent`].
    pub fn since(&self, issued: Stored<IssuedReport>) -> Result<SinceSent, DeskError> {
        let touched = self.store.touched_since(issued.id, &TYPES)?;
        if touched.is_empty() {
            return Ok(SinceSent { issued, differences: Vec::new() });
        }
        let sent = frozen(&issued)?.report;
        let term = self.store.term_data(issued.period, self.clock.today)?;
        // An outline that was taken out of the book since tells nothing about today.
        let today = self.outlines.get(&issued.outline).map(|outline| report::compile(&term, outline));
        let of = Relevant::of(&sent, today.as_ref(), &term.period);
        let mut differences: Vec<Difference> = Vec::new();
        let activities = of.activities_behind(&touched);
        for one in touched {
            let wanted = match &one.now {
                // A voucher that an entry wrote is told by the entry.
                AnyRecord::Voucher(voucher) => voucher.activity.is_none() && of.reads(&one.now),
                AnyRecord::Activity(entry) => activities.contains(&entry.id.uuid()),
                AnyRecord::Narrative(words) => {
                    words.period == issued.period && of.parts.contains_key(&words.part)
                }
                AnyRecord::Period(period) => period.id == issued.period,
                AnyRecord::OwnOutline(outline) => outline.code == issued.outline,
                AnyRecord::OwnKind(file) => of.reads_kinds(&codes_in(&file.source), &term.activities),
                AnyRecord::Unit(unit) => unit.from.is_none_or(|from| from <= of.last),
                _ => of.reads(&one.now),
            };
            if wanted {
                differences.extend(of.difference(one));
            }
        }
        Ok(SinceSent { issued, differences })
    }

    /// Reports that were sent and are not kept as they went out.
    pub(super) fn verify_sent(&self) -> Result<Vec<Finding>, DeskError> {
        let sent = self.store.all_with_deleted::<IssuedReport>()?;
        let broken = sent.iter().filter(|sent| !is_whole(sent));
        Ok(broken
            .map(|sent| {
                let id = Some(sent.id.uuid());
                Finding::of_record(FindingKind::SentDamaged, IssuedReport::TYPE, id, sent.body.label())
            })
            .collect())
    }
}

fn year(day: Day) -> i32 {
    chrono::Datelike::year(&day)
}

fn damaged(issued: &IssuedReport) -> DeskError {
    SentError::Damaged { number: issued.number.clone() }.into()
}

/// What is kept of a report, once it is known to be what went out.
pub(super) fn frozen(issued: &IssuedReport) -> Result<Frozen, DeskError> {
    if !is_whole(issued) {
        return Err(damaged(issued));
    }
    Frozen::read(&issued.document).map_err(|_| damaged(issued))
}

/// What two reports of one period read, the one that was sent and today's.
struct Relevant {
    sources: BTreeSet<(RecordType, Uuid)>,
    /// Those of figures that say something else today.
    moved: BTreeSet<(RecordType, Uuid)>,
    /// The parts of words with where they stand.
    parts: BTreeMap<String, String>,
    /// The last day that the report looks at: what begins behind it is another report's.
    last: Day,
}

impl Relevant {
    fn of(sent: &Report, today: Option<&Report>, period: &Period) -> Self {
        let both = || [Some(sent), today].into_iter().flatten();
        let figures = both().flat_map(|report| &report.figures);
        let mut parts = BTreeMap::new();
        for report in both() {
            for line in &report.lines {
                let Some(part) = &line.narrative else { continue };
                let place = line.section.map(|section| {
                    let title = report.sections.get(section).map_or("", |section| section.short.as_str());
                    format!("{} {title}", report.place_of(section)).trim().to_owned()
                });
                parts.insert(part.clone(), place.unwrap_or_default());
            }
        }
        let sources_of = |figure: &Figure| -> Vec<(RecordType, Uuid)> {
            figure.sources.iter().map(|source| (source.record_type, source.id)).collect()
        };
        let said = today.map(values).unwrap_or_default();
        let moved = values(sent)
            .into_iter()
            .filter(|(key, figure)| said.get(key).is_none_or(|today| today.value != figure.value));
        Self {
            moved: moved.flat_map(|(_, figure)| sources_of(figure)).collect(),
            sources: figures.flat_map(sources_of).collect(),
            parts,
            last: period.activities.1.max(period.finance.1).max(period.head_count_day),
        }
    }

    fn reads(&self, record: &AnyRecord) -> bool {
        self.sources.contains(&(record.record_type(), record.uuid()))
    }

    /// Whether one of the entries that are read is of one of these kinds.
    fn reads_kinds(&self, kinds: &[String], activities: &[Stored<Activity>]) -> bool {
        let source = |entry: &Stored<Activity>| (RecordType::Activity, entry.id.uuid());
        activities.iter().any(|entry| kinds.contains(&entry.kind) && self.sources.contains(&source(entry)))
    }

    /// Entries that the reports read themselves, or by a voucher that they wrote.
    fn activities_behind(&self, touched: &[Touched]) -> BTreeSet<Uuid> {
        let entries = touched.iter().filter_map(|one| match &one.now {
            AnyRecord::Activity(entry) if self.reads(&one.now) => Some(entry.id.uuid()),
            AnyRecord::Voucher(voucher) if self.reads(&one.now) => voucher.activity.map(Id::<Activity>::uuid),
            _ => None,
        });
        entries.collect()
    }

    /// The difference, unless the record says the same as then.
    fn difference(&self, touched: Touched) -> Option<Difference> {
        let Touched { now, before, at, officer } = touched;
        let gone = is_gone(&now);
        let (happened, before) = match before {
            Before::Absent => (Happened::Added, None),
            // Of these the times alone say too much: a new class in August, a number for a re-issue.
            Before::Unknown
                if matches!(now, AnyRecord::Period(_) | AnyRecord::Unit(_) | AnyRecord::OwnKind(_)) =>
            {
                return None;
            }
            Before::Unknown if matches!(now, AnyRecord::Member(_) | AnyRecord::Fund(_)) => {
                self.moved.contains(&(now.record_type(), now.uuid())).then_some(())?;
                (Happened::Changed, None)
            }
            Before::Unknown => (Happened::Changed, None),
            Before::Known(before) if is_gone(&before) => (Happened::Added, None),
            Before::Known(before) => {
                if !gone && self.same(&before, &now) {
                    return None;
                }
                (Happened::Changed, Some(before))
            }
        };
        let happened = match (happened, gone) {
            (Happened::Added, true) => return None,
            (_, true) => Happened::Removed,
            (happened, false) => happened,
        };
        let place = match &now {
            AnyRecord::Narrative(words) => self.parts.get(&words.part).cloned().unwrap_or_default(),
            _ => String::new(),
        };
        Some(Difference { now, before, happened, place, at, officer })
    }

    /// Whether two states of a record say the same to this report.
    fn same(&self, before: &AnyRecord, now: &AnyRecord) -> bool {
        match (before, now) {
            (AnyRecord::Activity(before), AnyRecord::Activity(now)) => before.body == now.body,
            (AnyRecord::Voucher(before), AnyRecord::Voucher(now)) => before.body == now.body,
            (AnyRecord::Narrative(before), AnyRecord::Narrative(now)) => before.body == now.body,
            (AnyRecord::Unit(before), AnyRecord::Unit(now)) => before.body == now.body,
            (AnyRecord::OwnKind(before), AnyRecord::OwnKind(now)) => before.body == now.body,
            (AnyRecord::OwnOutline(before), AnyRecord::OwnOutline(now)) => before.body == now.body,
            (AnyRecord::Member(before), AnyRecord::Member(now)) => {
                as_of(&before.body, self.last) == as_of(&now.body, self.last)
            }
            (AnyRecord::Fund(before), AnyRecord::Fund(now)) => {
                let until = |fund: &Fund| {
                    let openings = fund.openings.iter().filter(|opening| opening.day <= self.last);
                    (openings.cloned().collect::<Vec<_>>(), fund.settled, fund.name.clone())
                };
                until(&before.body) == until(&now.body)
            }
            (AnyRecord::Period(before), AnyRecord::Period(now)) => {
                read_of(&before.body) == read_of(&now.body)
            }
            _ => before == now,
        }
    }
}

/// The figures of a report, each under its fact, its name and its place among those called alike.
fn values(report: &Report) -> BTreeMap<(&str, &str, usize), &Figure> {
    let mut values = BTreeMap::new();
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for figure in &report.figures {
        let place = places.entry((figure.fact.as_str(), figure.name.as_str())).or_default();
        values.insert((figure.fact.as_str(), figure.name.as_str(), *place), figure);
        *place += 1;
    }
    values
}

/// What of a period is read into the text: number and day are the paper's own, and a letter or a day to hand in change
/// nothing.
fn read_of(period: &Period) -> Period {
    let mut read = period.clone();
    read.code = String::new();
    read.due = None;
    read.letter = crate::domain::Letter::default();
    read.report.number = String::new();
    read.report.day = None;
    read
}

/// What a member's record says up to a day, notes aside.
fn as_of(member: &Member, last: Day) -> Member {
    let mut read = member.clone();
    read.note = String::new();
    read.facts.retain(|fact| fact.from.is_none_or(|from| from <= last));
    for fact in &mut read.facts {
        if fact.until.is_some_and(|until| until > last) {
            fact.until = None;
            fact.reason_out = String::new();
        }
    }
    read
}

/// Deleted, or a voucher that is void.
fn is_gone(record: &AnyRecord) -> bool {
    let void = matches!(record, AnyRecord::Voucher(voucher) if voucher.state == VoucherState::Void);
    void || record.meta().deleted_at.is_some()
}

impl Difference {
    /// What the record is called, for logs.
    pub fn label(&self) -> String {
        label(&self.now)
    }
}
