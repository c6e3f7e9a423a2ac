//! What lies over a screen: forms, lists to choose from, questions. The topmost layer gets every
//! event first and owns the cursor.

pub mod confirm;
pub mod conflict;
pub mod facts;
pub mod help;
pub mod late;
pub mod line;
mod line_history;
mod line_preview;
mod line_summary;
pub mod name;
pub mod narrative;
pub mod new_year;
pub mod parcel;
pub mod photos;
pub mod review;
pub mod roster;
pub mod roster_file;
pub mod sent;
pub mod set_up;
pub mod tet;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::desk::Format;
use crate::domain::{Activity, Day, FactKind, Id, IssuedReport, Member, Period, Stored, Voucher};
use crate::tui::action::Action;
use crate::tui::effect::Write;
use crate::tui::form::{Form, FormKind};
use crate::tui::widget::Picker;

pub use confirm::Confirm;
pub use conflict::Conflict;
pub use help::Help;
pub use late::LateLayer;
pub use line::LineLayer;
pub use name::NameLayer;
pub use narrative::NarrativeLayer;
pub use roster::RosterLayer;
pub use roster_file::RosterFileLayer;
pub use sent::SentLayer;
pub use set_up::SetUpLayer;
pub use tet::TetLayer;
pub use told::Told;

/// A layer.
#[derive(Debug)]
pub enum Layer {
    /// A form with what saving it does.
    Form(Box<FormLayer>),
    /// One-line entry.
    Line(Box<LineLayer>),
    /// A part's words.
    Narrative(Box<NarrativeLayer>),
    /// A list to choose from.
    Pick(Box<Picker<Choice>>),
    /// A question with yes and no.
    Confirm(Box<Confirm>),
    /// Two versions of one entry.
    Conflict(Box<Conflict>),
    /// Who writes.
    Name(Box<NameLayer>),
    /// The Tết budget.
    Tet(Box<TetLayer>),
    /// Entries that came too late for a report.
    Late(Box<LateLayer>),
    /// Soát lỗi.
    Review(Box<review::ReviewLayer>),
    /// Ảnh.
    Photos(Box<photos::PhotosLayer>),
    /// What changed since a report was sent.
    Sent(Box<SentLayer>),
    /// The parcel for the upper union.
    Parcel(Box<parcel::ParcelLayer>),
    /// A member's history.
    Facts(Box<facts::Facts>),
    /// Năm học mới.
    NewYear(Box<new_year::NewYearLayer>),
    /// The keys that work.
    Help(Box<Help>),
    /// Something said that wants more room than the sentence's row.
    Told(Box<Told>),
    /// The guided set-up of a new book.
    SetUp(Box<SetUpLayer>),
    /// Which file a roster is in.
    RosterFile(Box<RosterFileLayer>),
    /// The preview of a roster.
    Roster(Box<RosterLayer>),
}

/// What a list offers.
#[derive(Debug, Clone)]
pub enum Choice {
    /// A form for a new entry of this kind.
    NewEntry(String),
    /// Only this kind; none: all.
    FilterKind(Option<String>),
    /// Only entries that stand like this.
    FilterState(crate::tui::screen::activities::Standing),
    /// Only this month (its first day); none: the period.
    FilterMonth(Option<Day>),
    /// Only this member; none: all.
    FilterMember(Option<Id<Member>>),
    /// Work in this period.
    Period(Id<Period>),
    /// Show this outline.
    Outline(String),
    /// Such a file of the report; which report is asked next.
    Export(Format),
    /// Export a report as it was sent.
    ExportSent(Id<IssuedReport>, Format),
    /// Write the file of the report as the book is now.
    ExportNow(Format),
    /// Do this.
    Action(Action),
    /// Go on with what was left under this key.
    OpenDraft(String),
    /// Leave it for another time.
    KeepDraft,
    /// What was left under this key is not wanted.
    DropDraft(String),
    /// One more fact of a member, of this sort.
    NewFact(Id<Member>, FactKind),
    /// Save an entry, with or without what it changes in the roster.
    Save(Box<Write>),
    /// No book yet: the guided set-up.
    SetUp,
    /// No book yet: look at the sample first.
    Demo,
}

/// A form and what it is for.
#[derive(Debug)]
pub struct FormLayer {
    /// The form.
    pub form: Form,
    /// What it is for.
    pub target: Target,
    /// After saving, the next one is wanted.
    pub another: bool,
    /// Under which key its draft is kept; every form opened has its own.
    pub draft: String,
    /// It began with what was typed in a line, which would be lost with it.
    pub begun: bool,
    /// Beside a draft that was opened again its record as the book has it, or the draft while that is shown.
    pub other: Option<Box<Version>>,
    /// The record is shown as the book has it, its draft is put aside.
    pub shows_saved: bool,
}

/// One of two versions of what a form edits.
#[derive(Debug)]
pub struct Version {
    /// The form.
    pub form: Form,
    /// What it is for.
    pub target: Target,
    /// Under which key its draft is kept.
    pub draft: String,
}

impl FormLayer {
    /// A form that was just opened.
    pub fn new(form: Form, target: Target) -> Self {
        let draft = match &target {
            // Every row of a history has its own, apart from the member's; one that was changed since is another row.
            Target::Member(base) if matches!(form.kind(), FormKind::Fact(_)) => {
                form.fact_row().map_or_else(|| fresh_key("form"), |row| format!("form:{}:{row}", base.id))
            }
            Target::Activity(base) => format!("form:{}", base.id),
            Target::Member(base) => format!("form:{}", base.id),
            Target::Voucher(base) => format!("form:{}", base.id),
            Target::ReportSettings(base) => format!("form:{}", base.id),
            Target::Book => form
                .book()
                .and_then(crate::tui::form::book::BookForm::draft_key)
                .unwrap_or_else(|| fresh_key("form")),
            Target::NewActivity | Target::NewMember | Target::Newcomer(_) | Target::NewVoucher => {
                fresh_key("form")
            }
        };
        Self { form, target, another: false, draft, begun: false, other: None, shows_saved: false }
    }

    /// Shows the record as the book has it, or its draft again; false when that is shown, or there is only one.
    pub fn turn(&mut self, to_saved: bool) -> bool {
        let Some(other) = self.other.as_mut().filter(|_| self.shows_saved != to_saved) else { return false };
        std::mem::swap(&mut self.form, &mut other.form);
        std::mem::swap(&mut self.target, &mut other.target);
        std::mem::swap(&mut self.draft, &mut other.draft);
        self.form.know_recent_of(&other.form);
        self.shows_saved = to_saved;
        true
    }

    /// True when closing it would lose something.
    pub fn is_worth_keeping(&self) -> bool {
        self.begun || self.form.is_dirty()
    }
}

/// A key under which no other draft is kept.
pub fn fresh_key(sort: &str) -> String {
    format!("{sort}:{}", uuid::Uuid::now_v7())
}

/// What a form fills.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A new entry.
    NewActivity,
    /// An entry of the book.
    Activity(Box<Stored<Activity>>),
    /// A new member.
    NewMember,
    /// A member of the book.
    Member(Box<Stored<Member>>),
    /// Somebody who comes with a new school year: a row of its table, by its place; none: one more.
    Newcomer(Option<usize>),
    /// A new voucher.
    NewVoucher,
    /// A voucher of the book.
    Voucher(Box<Stored<Voucher>>),
    /// A record of the book itself, as the form says.
    Book,
    /// The head and foot of a report.
    ReportSettings(Box<Stored<Period>>),
}

impl Target {
    /// True for what may be followed by another one of its sort.
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::NewActivity | Self::NewMember | Self::Newcomer(None) | Self::NewVoucher)
    }
}

/// What a confirmed question does.
#[derive(Debug, Clone)]
pub enum Command {
    /// Change the book.
    Write(Box<Write>),
    /// Write the report's file over the one that is there.
    ExportOver(Format),
    /// What was asked about.
    Carry(Box<crate::tui::effect::Effect>),
    /// Write the file of a report that was sent over the one that is there.
    ExportSentOver(Id<IssuedReport>, Format),
    /// Leave the program.
    Quit,
}
