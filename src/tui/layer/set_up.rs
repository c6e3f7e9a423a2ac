//! The guided set-up: six pages and the roster, one after the other, back and forth. Until the last page is done there
//! is no book; everything typed lives in the layer and its draft.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use crate::desk::NewBook;
use crate::domain::{Catalog, Id, Meta, Moment, Stored};
use crate::tui::draft::DraftState;
use crate::tui::form::book::{
    BookForm, OutlineTitles, Step, enter_step, new_book, planned_period, step_title,
};
use crate::tui::form::{Form, FormEvent};
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Picked, Picker, PickerItem};

/// The key of its draft.
pub const DRAFT_KEY: &str = "set-up";

/// How the roster comes into the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterWay {
    /// Everybody is there.
    Done,
    /// From a file of the exchange folder.
    File,
    /// Cells copied in a spreadsheet.
    Paste,
    /// Typed one by one.
    Typed,
    /// Another time.
    Later,
}

/// The set-up as far as it has come.
#[derive(Debug)]
pub struct SetUpLayer {
    /// The step, 0 or more; [`Step::ALL`]'s length: the roster.
    pub at: usize,
    /// The pages.
    pub forms: Vec<Form>,
    /// The book is there: only the roster is left.
    pub made: bool,
    picker: Option<Picker<RosterWay>>,
    people: usize,
}

/// What a key did.
#[derive(Debug)]
pub enum SettingUp {
    /// Nothing to be done.
    Open,
    /// A field or a page was left: the draft is to be written.
    Keep,
    /// Left for now.
    Left,
    /// A page has errors.
    Refused,
    /// Everything is said: make the book.
    Make(Box<NewBook>),
    /// There is no page to go back to: the book is made.
    Made,
    /// The roster, this way.
    Roster(RosterWay),
}

impl SetUpLayer {
    /// The first page, everything empty.
    pub fn new(outlines: &OutlineTitles, catalog: &Catalog) -> Self {
        let forms = Step::ALL
            .into_iter()
            .map(|step| Form::for_book(BookForm::Step(step, outlines.clone()), catalog))
            .collect();
        Self { at: 0, forms, made: false, picker: None, people: 0 }
    }

    /// The set-up of a draft; none when one of its pages does not read. `made`: the book is there by now.
    pub fn of_draft(at: usize, forms: &[String], made: bool, catalog: &Catalog) -> Option<Self> {
        let forms: Vec<Form> =
            forms.iter().map(|form| Form::from_draft(form, catalog)).collect::<Option<_>>()?;
        if forms.len() != Step::ALL.len() {
            return None;
        }
        let last = Step::ALL.len();
        Some(Self { at: if made { last } else { at.min(last - 1) }, forms, made, picker: None, people: 0 })
    }

    /// As a draft.
    pub fn draft(&self) -> DraftState {
        DraftState::SetUp { at: self.at, forms: self.forms.iter().map(Form::draft).collect() }
    }

    /// The catalog as the pages see it: days without a year fall into the semester that is planned.
    fn seen(&self, catalog: &Catalog) -> Catalog {
        let mut seen = catalog.clone();
        if let Some(period) = planned_period(&self.forms, catalog) {
            let at = Moment::default();
            let meta = Meta { version: 1, created_at: at, updated_at: at, deleted_at: None };
            seen.period = Some(Stored { id: Id::fresh(), meta, body: period });
        }
        seen
    }

    /// The book is made: the roster is left.
    pub fn book_made(&mut self) {
        self.made = true;
        self.at = Step::ALL.len();
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, world: World<'_>) -> SettingUp {
        if self.at >= Step::ALL.len() {
            return self.roster_key(key, world);
        }
        let seen = self.seen(world.catalog);
        let Some(form) = self.forms.get_mut(self.at) else { return SettingUp::Open };
        let key = match key.code {
            KeyCode::PageUp => {
                form.rest(&seen);
                self.at = self.at.saturating_sub(1);
                return SettingUp::Keep;
            }
            KeyCode::PageDown => KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL),
            _ => key,
        };
        match form.handle(key, &seen) {
            FormEvent::Nothing | FormEvent::Changed if form.has_errors() => SettingUp::Refused,
            FormEvent::Nothing | FormEvent::Changed => SettingUp::Open,
            FormEvent::Left(_) => SettingUp::Keep,
            FormEvent::Cancel => SettingUp::Left,
            FormEvent::Save | FormEvent::SaveAndAddAnother => self.next(world.catalog),
        }
    }

    /// The next page with its proposals; behind the last one the book.
    fn next(&mut self, catalog: &Catalog) -> SettingUp {
        if self.at + 1 >= Step::ALL.len() {
            // A page that was passed may be wrong by now: its days hang on another page's.
            let seen = self.seen(catalog);
            for (at, form) in self.forms.iter_mut().enumerate() {
                if !form.errors(&seen).is_empty() {
                    self.at = at;
                    form.handle(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL), &seen);
                    return SettingUp::Refused;
                }
            }
            return SettingUp::Make(Box::new(new_book(&self.forms, &seen)));
        }
        self.at += 1;
        let seen = self.seen(catalog);
        enter_step(&mut self.forms, self.at, &seen);
        if let Some(form) = self.forms.get_mut(self.at) {
            form.to_first();
        }
        SettingUp::Keep
    }

    fn roster_key(&mut self, key: KeyEvent, world: World<'_>) -> SettingUp {
        if key.code == KeyCode::PageUp {
            return SettingUp::Made;
        }
        match self.ways(world).key(key) {
            Picked::Open => SettingUp::Open,
            Picked::Left => SettingUp::Left,
            Picked::Chosen(way) => SettingUp::Roster(way),
        }
    }

    /// The ways to a roster; anew when somebody came onto it.
    fn ways(&mut self, world: World<'_>) -> &mut Picker<RosterWay> {
        let people = world.catalog.members.len();
        if people != self.people {
            self.picker = None;
            self.people = people;
        }
        self.picker.get_or_insert_with(|| {
            let mut ways: Vec<(&str, RosterWay)> =
                vec![("file", RosterWay::File), ("paste", RosterWay::Paste), ("typed", RosterWay::Typed)];
            if people > 0 {
                ways.insert(0, ("done", RosterWay::Done));
            } else {
                ways.push(("later", RosterWay::Later));
            }
            let items = ways
                .into_iter()
                .map(|(name, value)| PickerItem {
                    label: world.say(&format!("step-roster-{name}")),
                    detail: if value == RosterWay::Done {
                        world.messages.with("step-roster-people", &[("count", people.to_string().into())])
                    } else {
                        world.say(&format!("step-roster-{name}-detail"))
                    },
                    value,
                })
                .collect();
            let name = world.say("step-roster");
            Picker::new(step_title(world.messages, Step::COUNT, &name), items)
        })
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str, world: World<'_>) {
        let seen = self.seen(world.catalog);
        if let Some(form) = self.forms.get_mut(self.at) {
            form.paste(text, &seen);
        }
    }

    /// Whether a paste is the roster.
    pub fn awaits_roster(&self) -> bool {
        self.at >= Step::ALL.len()
    }

    /// Draws the page.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let seen = self.seen(world.catalog);
        if let Some(form) = self.forms.get(self.at) {
            let theme = canvas.theme();
            let (buffer, area) = canvas.raw();
            return form.render(buffer, area, &theme, world.messages, &seen);
        }
        let intro = world.say("step-roster-intro");
        let (width, height) = (canvas.width(), canvas.height());
        let rows = canvas.paragraph(1, 0, width.saturating_sub(2), 3, &intro, Role::Muted);
        let mut rest = canvas.part(0, rows + 1, width, height.saturating_sub(rows + 1));
        let none = world.say("picker-none");
        self.ways(world).draw(&mut rest, &none)
    }
}
