//! What the app wants done ([`Effect`]) and what comes back ([`Answer`]). The app itself has neither
//! terminal nor book; the runtime carries effects out one after the other, and the answer to one is
//! applied before the next key is taken.

use std::path::PathBuf;

use crate::desk::Format;
use crate::desk::offices::Appointment;
use crate::document::Document;
use crate::domain::filter::Selection;
use crate::domain::{
    Account, Activity, AgreedChange, AnyRecord, Catalog, Day, Fund, Id, IssuedReport, Member, Norm, Period,
    ReportSettings, Stored, Unit, Voucher,
};
use crate::entry::{Answer as LineAnswer, LedgerLine, Reading};
use crate::report::Report;
use crate::store::{LedgerRow, Totals};
use crate::text::money::Dong;
use crate::tui::screen::feeds::Feeds;
use crate::tui::screen::overview::{Lacking, Overview};
use crate::tui::screen::report::SentState;

/// Which answer belongs to which question: a stale one is dropped.
pub type Generation = u64;

/// Something to be done by the runtime.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Read something from the book.
    Load(Generation, Query),
    /// The same, after the screen is drawn and when no key waits.
    LoadLater(Generation, Query),
    /// Change the book.
    Write(Write),
    /// Write a report's file.
    Export {
        /// The period.
        period: Box<Stored<Period>>,
        /// The outline's code.
        outline: String,
        /// Which file.
        format: Format,
        /// Replace a file that is there.
        overwrite: bool,
    },
    /// Write the file of a report that was sent.
    ExportSent {
        /// The report.
        id: Id<IssuedReport>,
        /// Which file.
        format: Format,
        /// Replace a file that is there.
        overwrite: bool,
    },
    /// Look up the pictures of the exchange folder.
    PhotoFiles,
    /// Looks whether a file can be attached to an activity, before its caption is asked for.
    PhotoFits(Id<Activity>, PathBuf),
    /// Write the photos that go out with a period's report as files.
    ExportPhotos {
        /// The period.
        period: Id<Period>,
        /// Replace those of an earlier export.
        overwrite: bool,
    },
    /// Begin the parcel for the upper union; its steps follow when no key waits.
    BeginParcel {
        /// The period.
        period: Box<Stored<Period>>,
        /// The outline's code.
        outline: String,
        /// Replace a folder that is there.
        overwrite: bool,
    },
    /// Make no parcel after all.
    DropParcel,
    /// Check the book.
    Verify,
    /// Put the draft into the book: a field was left.
    KeepDraft,
    /// The draft is no longer needed.
    DropDraft(String),
    /// Keep a line for the arrow up.
    RememberLine(String),
    /// No book yet: make the sample beside its place and open that.
    OpenDemo,
    /// Hand a text to the officer's own editor.
    EditOutside(String),
    /// Look up the files that may be rosters.
    RosterFiles,
    /// Read a roster for its preview.
    ReadRoster(crate::tui::app::roster::RosterSource),
    /// Remember the language.
    UseLanguage(crate::locale::Language),
    /// Remember the exchange folder; empty texts bring the default back.
    UseFolder {
        /// As typed.
        folder: String,
        /// The name it is shown under.
        shown_as: String,
    },
}

/// Something to read.
#[derive(Debug, Clone)]
pub enum Query {
    /// Roster, kinds, funds, periods.
    Catalog {
        /// The period to work in; none: the book's.
        period: Option<Id<Period>>,
    },
    /// A window of the log around an entry.
    Activities {
        /// What is selected.
        selection: Selection,
        /// The entry the pointer is on; none: the newest.
        around: Option<(Day, Id<Activity>)>,
        /// How many rows before and behind it.
        reach: usize,
    },
    /// Counts and sums of a selection.
    Totals(Selection),
    /// One entry with its vouchers and latest change.
    Detail(Id<Activity>),
    /// A stretch of a fund's book.
    Ledger {
        /// The fund.
        fund: Id<Fund>,
        /// Cash or bank.
        account: Account,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
    /// Balances, counts and the latest entries for Tổng quan.
    Overview,
    /// What the report lacks and what waits to be done.
    Lacking,
    /// The entries that came too late for a former report.
    Late,
    /// Which line of the report each entry makes.
    Feeds,
    /// A compiled report.
    Report {
        /// The period.
        period: Id<Period>,
        /// The outline's code.
        outline: String,
    },
    /// How many pages a report's paper takes.
    Pages(Box<Document>),
    /// What may be wrong with a report.
    Review {
        /// The period.
        period: Id<Period>,
        /// The outline's code.
        outline: String,
    },
    /// Which reports of a period were sent by an outline, and what changed since.
    Sent {
        /// The period.
        period: Id<Period>,
        /// The outline's code.
        outline: String,
    },
    /// The photos of an activity or of a period.
    Photos(crate::tui::layer::photos::PhotosOf),
    /// The entries behind a figure.
    Sources(Vec<crate::report::SourceRef>),
    /// A line as it is understood.
    Line {
        /// As typed.
        line: String,
        /// What was answered to its questions.
        answers: Vec<LineAnswer>,
    },
    /// Every entry planned for a Tết.
    TetPlans,
    /// Earlier entries of a kind, newest first.
    Similar {
        /// The kind's code.
        kind: String,
    },
}

/// A change of the book; each is one transaction.
#[derive(Debug, Clone)]
pub enum Write {
    /// New entries.
    Log(Vec<Activity>),
    /// An entry with other content.
    Amend(Box<Stored<Activity>>, Box<Activity>),
    /// New entries with what they change in the roster.
    LogWith(Vec<Activity>, Vec<AgreedChange>),
    /// An entry with other content and what it changes in the roster.
    AmendWith(Box<Stored<Activity>>, Box<Activity>, Vec<AgreedChange>),
    /// A new school year.
    NewYear(Box<crate::desk::new_year::NewYear>),
    /// The deletion mark.
    Delete(Box<Stored<Activity>>),
    /// The deletion mark taken off.
    Restore(Box<Stored<Activity>>),
    /// A ledger line.
    LogLedger(LedgerLine),
    /// A voucher made by form.
    LogVoucher(Box<Voucher>),
    /// A voucher with other content.
    AmendVoucher(Box<Stored<Voucher>>, Box<Voucher>),
    /// A voucher made void.
    VoidVoucher(Box<Stored<Voucher>>),
    /// A new or changed member.
    SaveMember(Option<Box<Stored<Member>>>, Box<Member>),
    /// A member's deletion mark.
    DeleteMember(Box<Stored<Member>>),
    /// The words of a part.
    SaveNarrative {
        /// The period.
        period: Id<Period>,
        /// The narrative's key.
        part: String,
        /// The text as the book had it when the editing began.
        before: String,
        /// The text.
        text: String,
    },
    /// The head and foot of a report.
    SaveReportSettings(Box<Stored<Period>>, Box<ReportSettings>),
    /// A report marked as sent: frozen as it is.
    Send {
        /// The period.
        period: Box<Stored<Period>>,
        /// The outline's code.
        outline: String,
    },
    /// Late entries taken over into a period, or left where they are.
    DecideLate {
        /// The period as it was read.
        period: Box<Stored<Period>>,
        /// The entries.
        ids: Vec<Id<Activity>>,
        /// True: taken over.
        take: bool,
    },
    /// A setting of the book.
    SaveSetting {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// The name of who writes.
    SaveOfficer(String),
    /// The first records of an empty book.
    SetUp(Box<crate::desk::NewBook>),
    /// A record of the book itself.
    Book(Box<BookRecord>),
    /// A change of photos.
    Photo(Box<crate::tui::layer::photos::PhotoWrite>),
    /// The people of a roster.
    TakeRoster(Box<crate::exchange::Intake>),
    /// Take back.
    Undo,
    /// Do again.
    Redo,
}

/// What came back.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The catalog.
    Catalog(Box<Catalog>),
    /// A window of the log.
    Activities {
        /// Entries, newest first.
        rows: Vec<Stored<Activity>>,
        /// Which of them the pointer is on.
        at: usize,
        /// There are newer ones.
        more_before: bool,
        /// There are older ones.
        more_behind: bool,
    },
    /// Counts and sums.
    Totals(Totals),
    /// An entry's vouchers and its latest change.
    Detail {
        /// The entry.
        id: Id<Activity>,
        /// Its vouchers.
        vouchers: Vec<Stored<Voucher>>,
        /// When and by whom it was written last.
        written: Option<(crate::domain::Moment, String)>,
        /// How many photos it has.
        photos: usize,
    },
    /// A stretch of a fund's book.
    Ledger {
        /// Rows with the running balance.
        rows: Vec<LedgerRow>,
        /// The balance before the first day.
        opening: Dong,
        /// The balance behind the last day.
        closing: Dong,
    },
    /// Balances, counts and the latest entries for Tổng quan.
    Overview(Box<Overview>),
    /// What the report lacks and what waits to be done.
    Lacking(Box<Lacking>),
    /// The entries that came too late for a former report, and the period they are offered to.
    Late(Option<Box<crate::desk::LateOffer>>),
    /// Which line of the report each entry makes.
    Feeds(Box<Feeds>),
    /// A report.
    Report {
        /// Compiled.
        report: Box<Report>,
        /// Its paper.
        paper: Box<Document>,
        /// The words of its parts, by key.
        narratives: std::collections::BTreeMap<String, String>,
        /// What helps to write them, by key.
        help: std::collections::BTreeMap<String, crate::tui::layer::narrative::PartHelp>,
    },
    /// What may be wrong with a report, the worst first.
    Review(Vec<crate::desk::review::Reviewed>),
    /// Which reports were sent, and what changed since.
    Sent(Option<Box<SentState>>),
    /// The file of a report that was sent is there already.
    SentFileExists {
        /// Where, as shown.
        path: std::path::PathBuf,
        /// The report.
        id: Id<IssuedReport>,
        /// Which file.
        format: Format,
    },
    /// How many pages the report shown takes.
    Pages(usize),
    /// The entries behind a figure.
    Sources(Vec<SourceRow>),
    /// A line as it is understood.
    Line {
        /// As it is understood.
        reading: Box<Reading>,
        /// Numbers of the vouchers that saving it would write now.
        vouchers: Vec<String>,
        /// That it seems to be there already.
        repeated: Option<String>,
    },
    /// Every entry planned for a Tết.
    TetPlans(Vec<Stored<Activity>>),
    /// Earlier entries of a kind.
    Similar(Vec<Stored<Activity>>),
    /// Photos as they are in the book.
    Photos(Box<crate::tui::layer::photos::PhotoList>),
    /// The pictures of the exchange folder.
    PhotoFiles(Vec<crate::tui::layer::photos::OfferedPicture>),
    /// This file can be attached.
    PhotoFits(PathBuf),
    /// Photos are written as files.
    PhotosExported {
        /// How many.
        count: usize,
        /// The folder, as shown.
        shown: String,
        /// Over SSH: the line that fetches it.
        fetch: Option<String>,
    },
    /// Photos of an earlier export are there already.
    PhotosExist {
        /// The folder, as shown.
        shown: String,
        /// The period.
        period: Id<Period>,
    },
    /// The files that may be rosters.
    RosterFiles(Vec<std::path::PathBuf>),
    /// A roster as it was read.
    Roster(Box<crate::exchange::Intake>),
    /// A change is in the book.
    Saved(Box<Saved>),
    /// Another book is open now.
    Opened {
        /// Its catalog.
        catalog: Box<Catalog>,
        /// Where it is, as shown.
        book: String,
        /// Codes and titles of its outlines.
        outlines: Vec<(String, String)>,
    },
    /// A file is written.
    Exported {
        /// What.
        format: Format,
        /// Where, as the officer knows it.
        shown: String,
        /// What is said of letters that it shows a box for.
        undrawn: Option<String>,
        /// Over SSH: the line that fetches it.
        fetch: Option<String>,
    },
    /// What has become of a parcel.
    Parcel(ParcelAnswer),
    /// The exchange folder is another one now.
    FolderUsed(FolderWords),
    /// A file is there already.
    FileExists {
        /// Which.
        path: std::path::PathBuf,
        /// What it was to be.
        format: Format,
    },
    /// The book was checked.
    Verified(Vec<String>),
    /// Somebody else's change is in the book.
    BookMoved,
    /// Refused; nothing was written.
    Failed {
        /// The sentence for the person.
        sentence: String,
        /// The record as it stands in the book now, when a save was stale.
        theirs: Option<Box<AnyRecord>>,
    },
}

/// What has become of a parcel.
#[derive(Debug, Clone)]
pub enum ParcelAnswer {
    /// It is being made; this step comes next.
    Next(crate::desk::parcel::Step),
    /// It stands in its place.
    Lies {
        /// What is in it and what to do with it.
        done: Box<crate::desk::parcel::Parceled>,
        /// Where, as the officer knows it.
        shown: String,
        /// Over SSH: the line that fetches it.
        fetch: Option<String>,
    },
    /// A folder is there already.
    Exists {
        /// Where, as the officer knows it.
        shown: String,
        /// Files of a former parcel in it that were changed since.
        edited: Vec<String>,
    },
    /// It was not made, and nothing is left of it.
    Failed(String),
    /// It was given up.
    Dropped,
}

/// A record of the book itself: the one that was read, none for a new one, and its content.
#[derive(Debug, Clone)]
pub enum BookRecord {
    /// The unit and its upper body.
    Unit(Option<Box<Stored<Unit>>>, Box<Unit>),
    /// A reporting period.
    Period(Option<Box<Stored<Period>>>, Box<Period>),
    /// A fund with its openings.
    Fund(Option<Stored<Fund>>, Fund),
    /// A norm.
    Norm(Option<Stored<Norm>>, Norm),
    /// A norm's deletion mark.
    DropNorm(Stored<Norm>),
    /// Who holds which union office, from that day; none: a name that was wrong all along.
    Offices(Vec<Appointment>, Option<Day>),
    /// Nothing more is asked: who was named for an office gets it.
    Ready,
}

/// The exchange folder in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderWords {
    /// The folder as the officer knows it.
    pub shown: String,
    /// As it was typed; empty: the default.
    pub typed: String,
    /// The name it is shown under; empty: its own.
    pub shown_as: String,
    /// Over SSH: what the officer types at the own machine to put a file into it.
    pub send: Option<String>,
}

/// What a change did.
#[derive(Debug, Clone, Default)]
pub struct Saved {
    /// What was done.
    pub what: SavedWhat,
    /// The entry the list should show.
    pub activity: Option<Stored<Activity>>,
    /// Numbers of the vouchers written or changed.
    pub vouchers: Vec<String>,
}

/// The kind of change, for the sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SavedWhat {
    /// Saved.
    #[default]
    Saved,
    /// Deleted.
    Deleted,
    /// Undone; what it was.
    Undone(String),
    /// Done again; what it was.
    Redone(String),
    /// A book was made.
    Made,
    /// The set-up is over.
    Ready,
    /// A new school year was begun.
    NewYear,
    /// A roster came in; how many people.
    Roster(usize),
    /// A report was marked as sent; what it is called.
    Sent(String),
    /// Photos were changed; the sentence.
    Photo(String),
    /// Late entries were taken over into a period, or left where they are.
    Late {
        /// How many.
        count: usize,
        /// The title of the period they were offered to.
        period: String,
        /// True: taken over.
        taken: bool,
    },
}

/// One entry behind a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRow {
    /// The day.
    pub day: Option<Day>,
    /// What it is.
    pub label: String,
    /// Đồng.
    pub amount: Option<Dong>,
    /// Voucher numbers.
    pub voucher: String,
    /// The entry, when it is one of the log.
    pub activity: Option<Stored<Activity>>,
}
