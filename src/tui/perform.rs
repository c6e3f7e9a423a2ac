//! Carrying effects out at the desk. Errors become sentences here, once.

mod overview;
mod review;
mod roster;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::draft::Kept;
use super::effect::{Answer, Query, Saved, SavedWhat, SourceRow, Write};
use super::runtime::drafts_left;
use crate::desk::LedgerEntry;
use crate::desk::{Clock, Config, Desk, DeskError};
use crate::domain::kind::Kinds;
use crate::domain::{Activity, AnyRecord, Catalog, Id, Member, RecordType, Stored, Voucher};
use crate::entry::{Outcome, Reading};
use crate::locale::{Language, Messages, explain};
use crate::report::SourceRef;
use crate::store::{Draft, StoreError, Undone, take_stray_draft, write_draft_patiently};
use crate::text::clean;
use crate::text::date;
use crate::tui::screen::feeds::Feeds;

mod book;
mod export;
mod folder;
mod narrative;
mod parcel;
mod photos;
mod sent;

/// How many rows of a fund's month are read at most; a school's month has dozens.
const LEDGER_ROWS: usize = 2_000;

/// How many earlier entries of a kind are asked for.
const SIMILAR: usize = 200;

/// The desk behind the screen; without a book until one is set up.
pub struct Performer {
    desk: Option<Desk>,
    book: PathBuf,
    officer: String,
    messages: Messages,
    config: Config,
    /// The parcel that is being made.
    parcel: Option<crate::desk::parcel::Parcel>,
}

impl Performer {
    /// Opens the book if there is one.
    ///
    /// # Errors
    /// Those of opening; a missing book is none.
    pub fn open(
        book: PathBuf,
        officer: String,
        language: Language,
        config: Config,
    ) -> Result<Self, DeskError> {
        let desk = if book.exists() { Some(Desk::open(&book, &officer)?) } else { None };
        Ok(Self { desk, book, officer, messages: Messages::new(language), config, parcel: None })
    }

    /// The catalog; without a book the program's own kinds and nothing else.
    ///
    /// # Errors
    /// Those of reading.
    pub fn catalog(&self) -> Result<Catalog, DeskError> {
        if let Some(desk) = &self.desk {
            return desk.catalog();
        }
        let clock = Clock::of_system()?;
        let mut catalog = Catalog::new(Kinds::built_in()?, clock.today);
        catalog.today_assumed = clock.assumed;
        Ok(catalog)
    }

    /// Drafts that a former run left.
    pub fn drafts(&self) -> Vec<Kept> {
        drafts_left(&self.book, self.desk.as_ref().map(Desk::store), &self.officer)
    }

    /// Where the book is.
    pub fn book(&self) -> &Path {
        &self.book
    }

    /// True when the book does not know yet who writes.
    pub fn is_unnamed(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.officer_record().is_ok_and(|known| known.is_none()))
    }

    /// Makes the sample book beside the book's place and opens it.
    pub fn open_demo(&mut self) -> Answer {
        let folder = self.book.parent().map(Path::to_owned).unwrap_or_default();
        let opened = Desk::demo(&folder, &self.officer).and_then(|book| {
            let desk = Desk::open(&book, &self.officer)?;
            let catalog = desk.catalog()?;
            Ok((book, desk, catalog))
        });
        match opened {
            Ok((book, desk, catalog)) => {
                self.desk = Some(desk);
                self.book = book;
                Answer::Opened {
                    catalog: Box::new(catalog),
                    book: self.book.display().to_string(),
                    outlines: self.outlines(),
                }
            }
            Err(error) => self.failed(&error),
        }
    }

    /// Codes and titles of the outlines.
    pub fn outlines(&self) -> Vec<(String, String)> {
        let pick = |(code, vi, en): (String, String, String)| (code, self.messages.pick(&vi, &en).to_owned());
        let titles = match &self.desk {
            Some(desk) => desk.outline_titles(),
            None => Desk::built_in_outlines().unwrap_or_default(),
        };
        titles.into_iter().map(pick).collect()
    }

    /// Another language for sentences; what cannot be remembered holds until the end of the run.
    pub fn speak(&mut self, language: Language) {
        self.messages = Messages::new(language);
        let _ = self.config.keep_language(language.code());
    }

    /// True when another process changed the book.
    pub fn moved_outside(&mut self) -> bool {
        self.desk.as_mut().is_some_and(|desk| desk.store_mut().outside_change().unwrap_or(false))
    }

    /// A draft as the book keeps it.
    pub fn draft_of(&self, kept: &Kept) -> Draft {
        Draft::now(self.officer.as_str(), kept.state.key(), kept.state.payload()).changed_at(kept.changed)
    }

    /// Keeps a draft in the book.
    pub fn keep_draft(&self, kept: &Kept) {
        let draft = self.draft_of(kept);
        let _ = match &self.desk {
            Some(desk) => desk.store().save_draft(&draft),
            None => self
                .book
                .parent()
                .map_or(Ok(()), std::fs::create_dir_all)
                .map_or(Ok(()), |()| write_draft_patiently(&self.book, &draft, Duration::ZERO)),
        };
    }

    /// The officer's earlier lines, oldest first.
    pub fn earlier_lines(&self) -> Vec<String> {
        self.desk.as_ref().map(Desk::earlier_lines).unwrap_or_default()
    }

    /// Keeps a line for later; one that cannot be kept is nobody's loss but the arrow's.
    pub fn remember_line(&self, line: &str) {
        if let Some(desk) = &self.desk {
            let _ = desk.remember_line(line);
        }
    }

    /// Forgets a draft.
    pub fn drop_draft(&self, key: &str) {
        if let Some(desk) = &self.desk {
            let _ = desk.store().drop_draft(&self.officer, key);
            // What was typed before there was a book lies beside its place.
            if let Ok(Some(stray)) = take_stray_draft(&self.book)
                && stray.key != key
            {
                let _ = desk.store().save_draft(&stray);
            }
        }
    }

    fn failed(&self, error: &DeskError) -> Answer {
        let theirs = match error {
            DeskError::Store(StoreError::Stale { theirs, .. }) => Some(theirs.clone()),
            _ => None,
        };
        Answer::Failed { sentence: explain::explain(error, &self.messages), theirs }
    }

    /// Reads what is asked for.
    pub fn load(&self, query: Query, catalog: &Catalog) -> Answer {
        let Some(desk) = &self.desk else {
            return match query {
                Query::Overview => Answer::Overview(Box::default()),
                Query::TetPlans => Answer::TetPlans(Vec::new()),
                Query::Totals(_) => Answer::Totals(crate::store::Totals::default()),
                _ => Answer::Activities { rows: Vec::new(), at: 0, more_before: false, more_behind: false },
            };
        };
        self.loaded(desk, query, catalog).unwrap_or_else(|error| self.failed(&error))
    }

    fn loaded(&self, desk: &Desk, query: Query, catalog: &Catalog) -> Result<Answer, DeskError> {
        let store = desk.store();
        Ok(match query {
            Query::Catalog { period } => {
                let mut fresh = desk.catalog()?;
                if let Some(wanted) = period.and_then(|id| fresh.periods.iter().find(|p| p.id == id)) {
                    fresh.period = Some(wanted.clone());
                }
                Answer::Catalog(Box::new(fresh))
            }
            Query::Activities { selection, around, reach } => {
                let Some((day, id)) = around else {
                    let mut rows = store.activities(&selection, None, reach * 2 + 1)?;
                    let more_behind = rows.len() > reach * 2;
                    rows.truncate(reach * 2);
                    return Ok(Answer::Activities { rows, at: 0, more_before: false, more_behind });
                };
                // The entry itself and those behind it come with one more than asked, which tells
                // whether there are more.
                let mut before = store.activities_before(&selection, (day, id), reach + 1)?;
                let more_before = before.len() > reach;
                if more_before {
                    before.remove(0);
                }
                let mut rows = before;
                let at = rows.len();
                let itself = store.get::<Activity>(id)?;
                rows.extend(
                    itself.filter(|entry| entry.day == day && selection.matches(entry, entry.is_deleted())),
                );
                let mut behind = store.activities(&selection, Some((day, id)), reach + 1)?;
                let more_behind = behind.len() > reach;
                behind.truncate(reach);
                rows.extend(behind);
                Answer::Activities { rows, at, more_before, more_behind }
            }
            Query::Totals(selection) => Answer::Totals(store.totals(&selection)?),
            Query::Detail(id) => {
                let photos = store.photos_of(id)?.len();
                let (vouchers, written) = (store.vouchers_of(id)?, written_by(desk, id)?);
                Answer::Detail { id, vouchers, written, photos }
            }
            Query::Ledger { fund, account, from, to } => {
                let rows = store.vouchers(fund, account, from, to, None, LEDGER_ROWS)?;
                let opening = store.balance(fund, account, from)?;
                let closing = store.closing(fund, account, to)?;
                Answer::Ledger { rows, opening, closing }
            }
            Query::Overview => Answer::Overview(Box::new(overview::overview(desk, catalog)?)),
            Query::Late => match &catalog.period {
                Some(period) => Answer::Late(desk.late_offer(period)?.map(Box::new)),
                None => Answer::Failed { sentence: self.messages.get("report-no-period"), theirs: None },
            },
            Query::Feeds => Answer::Feeds(Box::new(match &catalog.period {
                Some(period) => Feeds::of(&desk.compile(period, None)?),
                None => Feeds::default(),
            })),
            Query::Lacking => Answer::Lacking(Box::new(overview::lacking(desk, catalog)?)),
            Query::Report { period, outline } => {
                let Some(of) = catalog.periods.iter().find(|one| one.id == period) else {
                    return Ok(Answer::Failed {
                        sentence: self.messages.get("report-no-period"),
                        theirs: None,
                    });
                };
                let (report, paper) = desk.compile_paper(of, Some(&outline))?;
                let narratives = store.all::<crate::domain::Narrative>()?;
                let help = narrative::part_help(catalog, of, desk.outlines().get(&outline), &narratives);
                let narratives = narratives
                    .into_iter()
                    .filter(|narrative| narrative.period == period)
                    .map(|narrative| (narrative.body.part, narrative.body.text))
                    .collect();
                Answer::Report { report: Box::new(report), paper: Box::new(paper), narratives, help }
            }
            Query::Review { period, outline } => {
                let of = catalog.periods.iter().find(|one| one.id == period);
                let found = of.map(|period| desk.review(period, Some(&outline))).transpose()?;
                Answer::Review(found.unwrap_or_default())
            }
            Query::Sent { period, outline } => {
                Answer::Sent(sent::state(desk, catalog, period, &outline)?.map(Box::new))
            }
            Query::Photos(of) => Answer::Photos(Box::new(photos::list(desk, of, catalog, &self.messages)?)),
            Query::Pages(paper) => Answer::Pages(desk.pages(&paper)?),
            Query::Sources(sources) => Answer::Sources(source_rows(desk, catalog, &sources)?),
            Query::Line { line, answers } => {
                let reading = Box::new(desk.read_line(&line, catalog, &answers));
                let vouchers = planned_vouchers(desk, &reading, catalog)?;
                let repeated = review::repeated(desk, &reading, catalog, &self.messages)?;
                Answer::Line { reading, vouchers, repeated }
            }
            Query::TetPlans => Answer::TetPlans(desk.tet_plans(catalog)?),
            Query::Similar { kind } => Answer::Similar(store.similar(&kind, SIMILAR)?),
        })
    }

    /// Changes the book.
    pub fn write(&mut self, write: Write, catalog: &Catalog) -> Answer {
        match self.written(write, catalog) {
            Ok(saved) => Answer::Saved(Box::new(saved)),
            Err(error) => self.failed(&error),
        }
    }

    fn written(&mut self, write: Write, catalog: &Catalog) -> Result<Saved, DeskError> {
        if let Write::SetUp(book) = &write {
            self.desk = Some(Desk::create(&self.book, &self.officer, book)?);
            // What was typed before there was a book is in it now.
            let _ = take_stray_draft(&self.book);
            return Ok(Saved { what: SavedWhat::Made, ..Saved::default() });
        }
        if let Write::TakeRoster(intake) = &write {
            return self.take_roster(intake);
        }
        let Some(desk) = &mut self.desk else { return Ok(Saved::default()) };
        let of_entry = |saved: crate::desk::Saved| Saved {
            what: SavedWhat::Saved,
            vouchers: labels(&saved.vouchers),
            activity: Some(saved.activity),
        };
        Ok(match write {
            Write::Log(activities) => of_entries(desk.log_all(activities)?),
            Write::LogWith(activities, agreed) => of_entries(desk.log_all_with(activities, &agreed)?),
            Write::AmendWith(old, activity, agreed) => of_entry(desk.amend_with(&old, *activity, &agreed)?),
            Write::Amend(old, activity) => of_entry(desk.amend(&old, *activity)?),
            Write::NewYear(year) => {
                desk.save_new_year(&year)?;
                Saved { what: SavedWhat::NewYear, ..Saved::default() }
            }
            Write::Delete(old) => {
                desk.delete(&old)?;
                Saved { what: SavedWhat::Deleted, ..Saved::default() }
            }
            Write::Restore(old) => of_entry(desk.restore(&old)?),
            Write::LogLedger(line) => of_voucher(&desk.log_voucher(LedgerEntry::from(line))?),
            Write::LogVoucher(voucher) => of_voucher(&desk.log_voucher(entry_of(*voucher))?),
            Write::AmendVoucher(old, voucher) => of_voucher(&desk.amend_voucher(&old, entry_of(*voucher))?),
            Write::VoidVoucher(old) => of_voucher(&desk.void_voucher(&old)?),
            Write::SaveMember(old, member) => {
                desk.save_member(old.as_deref(), *member)?;
                Saved::default()
            }
            Write::DeleteMember(old) => {
                desk.delete_member(&old)?;
                Saved { what: SavedWhat::Deleted, ..Saved::default() }
            }
            Write::SaveNarrative { period, part, before, text } => {
                let old = desk
                    .store()
                    .all::<crate::domain::Narrative>()?
                    .into_iter()
                    .find(|narrative| narrative.period == period && narrative.part == part);
                // Somebody else's words since then are not written over unseen.
                if let Some(old) = old.as_ref().filter(|old| old.text != before && old.text != text) {
                    let mine = crate::domain::Narrative { period, part, text };
                    return Err(StoreError::Stale {
                        record_type: RecordType::Narrative,
                        id: old.id.uuid(),
                        mine: Box::new(AnyRecord::Narrative(Stored { body: mine, ..old.clone() })),
                        theirs: Box::new(AnyRecord::Narrative(old.clone())),
                    }
                    .into());
                }
                desk.save_narrative(old.as_ref(), period, &part, &text)?;
                Saved::default()
            }
            Write::SaveReportSettings(old, settings) => {
                desk.save_report_settings(&old, *settings)?;
                Saved::default()
            }
            Write::Photo(write) => Self::photo_written(desk, *write, &self.config.folder(), &self.messages)?,
            Write::Send { period, outline } => Self::send(desk, &period, &outline, &self.messages)?,
            Write::DecideLate { period, ids, take } => {
                if take {
                    desk.take_late(&period, &ids)?;
                } else {
                    desk.decline_late(&period, &ids)?;
                }
                let (count, period) = (ids.len(), period.body.title);
                Saved { what: SavedWhat::Late { count, period, taken: take }, ..Saved::default() }
            }
            Write::SaveSetting { key, value } => {
                desk.save_setting(&key, &value)?;
                Saved::default()
            }
            Write::SaveOfficer(name) => {
                desk.save_officer_name(&name)?;
                Saved::default()
            }
            Write::Undo => {
                let undone = desk.undo()?;
                Saved {
                    what: SavedWhat::Undone(what(&undone, desk, catalog, &self.messages)),
                    ..Saved::default()
                }
            }
            Write::Redo => {
                let redone = desk.redo()?;
                Saved {
                    what: SavedWhat::Redone(what(&redone, desk, catalog, &self.messages)),
                    ..Saved::default()
                }
            }
            Write::Book(record) => Self::written_record(desk, *record)?,
            Write::TakeRoster(_) | Write::SetUp(_) => Saved::default(),
        })
    }

    /// Checks the book.
    pub fn verify(&self) -> Answer {
        let Some(desk) = &self.desk else { return Answer::Verified(Vec::new()) };
        match desk.verify() {
            Ok(findings) => Answer::Verified(
                findings.iter().map(|finding| explain::explain(finding, &self.messages)).collect(),
            ),
            Err(error) => self.failed(&error),
        }
    }
}

fn of_entries(saved: Vec<crate::desk::Saved>) -> Saved {
    let vouchers = saved.iter().flat_map(|one| labels(&one.vouchers)).collect();
    let activity = saved.into_iter().next_back().map(|one| one.activity);
    Saved { what: SavedWhat::Saved, activity, vouchers }
}

fn labels(vouchers: &[Stored<Voucher>]) -> Vec<String> {
    vouchers
        .iter()
        .filter(|voucher| voucher.state == crate::domain::VoucherState::Posted)
        .map(|voucher| voucher.label())
        .collect()
}

/// The numbers that saving a line would take now.
fn planned_vouchers(desk: &Desk, reading: &Reading, catalog: &Catalog) -> Result<Vec<String>, DeskError> {
    Ok(match &reading.outcome {
        // Of two entries the second one's numbers would follow the first one's: said when it is saved.
        Outcome::Activities(entries) => match entries.as_slice() {
            [only] => desk.preview(only, catalog)?.iter().map(Voucher::label).collect(),
            _ => Vec::new(),
        },
        Outcome::Ledger(line) => desk
            .preview_voucher(&LedgerEntry::from(line.clone()), catalog)
            .map(|voucher| vec![voucher.label()])
            .unwrap_or_default(),
        Outcome::Ask(_) | Outcome::Refused(_) => Vec::new(),
    })
}

/// A voucher as a form gives it, without the number that the book decides.
fn entry_of(voucher: Voucher) -> LedgerEntry {
    LedgerEntry {
        fund: voucher.fund,
        account: voucher.account,
        direction: voucher.direction,
        day: voucher.day,
        amount: voucher.amount,
        code: voucher.code,
        description: voucher.description,
        counterpart: voucher.counterpart,
    }
}

fn of_voucher(voucher: &Stored<Voucher>) -> Saved {
    Saved { what: SavedWhat::Saved, activity: None, vouchers: vec![voucher.label()] }
}

/// Actions that no single record tells: they touch many, or a period by the way.
const BY_ACTION: [&str; 7] = ["import", "new-year", "take-late", "decline-late", "send", "photo", "photos"];

/// What a change was about, in words: its activity or member, else its first record.
fn what(undone: &Undone, desk: &Desk, catalog: &Catalog, messages: &Messages) -> String {
    if BY_ACTION.contains(&undone.action.as_str()) {
        return explain::store::action(&undone.action, messages);
    }
    let records = &undone.records;
    let many = records
        .iter()
        .filter(|record| matches!(record, AnyRecord::Activity(_) | AnyRecord::Member(_)))
        .count();
    let named = records.iter().find_map(|record| match record {
        AnyRecord::Activity(entry) => {
            let kind = catalog
                .kinds
                .get(&entry.kind)
                .map_or(entry.kind.as_str(), |kind| messages.pick(&kind.label, &kind.en));
            Some(format!("{kind} {} {}", date::format_short(entry.day), catalog.headline(entry)))
        }
        AnyRecord::Member(member) => Some(member.full_name.clone()),
        AnyRecord::Narrative(words) => {
            let period = catalog.periods.iter().find(|period| period.id == words.period)?;
            let title = desk.outlines().get(&period.outline)?.title_of(&words.part)?;
            Some(messages.with("sent-words", &[("place", title.into())]))
        }
        _ => None,
    });
    let named = named.map(|name| if many > 1 { format!("{name} +{}", many - 1) } else { name });
    named.unwrap_or_else(|| {
        records.first().map_or_else(String::new, |record| explain::store::record(record, messages))
    })
}

/// When an entry was written last, and by whom: the officer's name where the book knows it.
fn written_by(desk: &Desk, id: Id<Activity>) -> Result<Option<(crate::domain::Moment, String)>, DeskError> {
    let Some((at, login)) = desk.store().last_change_of(id.uuid())? else { return Ok(None) };
    let officers = desk.store().all::<crate::domain::Officer>()?;
    let name = officers.into_iter().find(|officer| officer.login == login).map(|officer| officer.body.name);
    Ok(Some((at, name.unwrap_or(login))))
}

/// The records behind a figure as rows: what was logged, who it is, which voucher.
fn source_rows(desk: &Desk, catalog: &Catalog, sources: &[SourceRef]) -> Result<Vec<SourceRow>, DeskError> {
    let store = desk.store();
    let mut rows = Vec::new();
    for source in sources {
        let row = match source.record_type {
            RecordType::Activity => store.get::<Activity>(Id::from_uuid(source.id))?.map(|entry| {
                let vouchers = store.vouchers_of(entry.id).unwrap_or_default();
                SourceRow {
                    day: Some(entry.day),
                    label: catalog.headline(&entry),
                    amount: Some(entry.total()),
                    voucher: labels(&vouchers).join(", "),
                    activity: Some(entry),
                }
            }),
            RecordType::Member => store.get::<Member>(Id::from_uuid(source.id))?.map(|member| SourceRow {
                day: None,
                label: format!("{} ({})", member.full_name, member.short_name_on(catalog.today)),
                amount: None,
                voucher: String::new(),
                activity: None,
            }),
            RecordType::Voucher => store.get::<Voucher>(Id::from_uuid(source.id))?.map(|voucher| SourceRow {
                day: Some(voucher.day),
                label: voucher.description.clone(),
                amount: Some(voucher.amount),
                voucher: voucher.label(),
                activity: None,
            }),
            RecordType::Fund => {
                store.get::<crate::domain::Fund>(Id::from_uuid(source.id))?.map(|fund| SourceRow {
                    day: fund.openings.first().map(|opening| opening.day),
                    label: clean::line(&fund.name),
                    amount: Some(fund.openings.iter().map(|opening| opening.amount).sum()),
                    voucher: String::new(),
                    activity: None,
                })
            }
            _ => None,
        };
        rows.extend(row);
    }
    Ok(rows)
}
