//! Tổng quan's jumps: where each line leads, and the way back.

use super::App;
use crate::domain::{ActivityFilter, State};
use crate::locale::Value;
use crate::tui::effect::{Effect, Query};
use crate::tui::form::book::BookForm;
use crate::tui::layer::Layer;
use crate::tui::screen::Tab;
use crate::tui::screen::overview::Jump;
use crate::tui::theme::Role;

impl App {
    /// Reads Tổng quan: its figures before the next frame, what the report lacks behind it.
    pub(super) fn reload_overview(&mut self) -> Vec<Effect> {
        self.next += 1;
        self.overview.generation = self.next;
        vec![Effect::Load(self.next, Query::Overview), Effect::LoadLater(self.next, Query::Lacking)]
    }

    /// Asks which lines the entries make, once after each change of the book, when no key waits.
    pub(super) fn want_feeds(&mut self) -> Vec<Effect> {
        if self.feeds.is_some() || self.catalog.period.is_none() {
            return Vec::new();
        }
        self.next += 1;
        self.feeds_generation = self.next;
        vec![Effect::LoadLater(self.next, Query::Feeds)]
    }

    /// Enter on Tổng quan: goes where the line leads. Esc comes back.
    pub(super) fn follow_overview(&mut self) -> Vec<Effect> {
        let Some(jump) = self.overview.current().cloned() else { return Vec::new() };
        let today = self.catalog.today;
        let term = self.catalog.period.as_ref().map(|period| period.activities);
        let by_day = matches!(jump, Jump::Group(_) | Jump::Month(_));
        let effects = match jump {
            // These lie over Tổng quan: there is nothing to come back from.
            Jump::Period => return self.open_period_form("due"),
            Jump::Photos => return self.open_period_photos(),
            Jump::Members => self.go(Tab::Members),
            Jump::Report(part) => {
                self.report.show_part(part);
                self.go(Tab::Report)
            }
            Jump::More => {
                self.overview.unfold();
                return Vec::new();
            }
            Jump::Late => {
                self.next += 1;
                return vec![Effect::Load(self.next, Query::Late)];
            }
            Jump::Plans { overdue } => self.show_log(|filter| {
                filter.state = Some(State::Planned);
                filter.from = if overdue { None } else { Some(today) };
                filter.to = if overdue { today.pred_opt() } else { None };
            }),
            Jump::Group(code) => self.show_log(|filter| {
                filter.group = Some(code);
                filter.state = Some(State::Done);
                // What came since the period ended is counted in the next one.
                filter.to = term.map(|(_, last)| last);
            }),
            Jump::Month(first) => self.show_log(|filter| {
                filter.state = Some(State::Done);
                let end = first.checked_add_months(chrono::Months::new(1)).and_then(|day| day.pred_opt());
                // A month before the period has the entries taken over from there.
                let begin = term.map(|(begin, _)| begin).filter(|begin| end.is_none_or(|end| *begin <= end));
                filter.from = Some(begin.map_or(first, |begin| begin.max(first)));
                filter.to = end.map(|end| term.map_or(end, |(_, last)| last.min(end)));
            }),
            Jump::Fund(fund, account) => {
                self.ledger.show(fund, account, today);
                self.go(Tab::Ledger)
            }
            Jump::Entry(entry) => {
                self.activities.open_on(&self.catalog);
                // An entry outside the period is shown among those around it.
                let filter = &mut self.activities.filter;
                filter.from = filter.from.map(|from| from.min(entry.day));
                filter.to = filter.to.map(|to| to.max(entry.day));
                self.tab = Tab::Activities;
                self.activities.forget_detail();
                self.activities.show(&entry, &self.catalog, &mut self.next)
            }
        };
        self.came_from = Some(Tab::Overview);
        if by_day {
            self.tell_moved();
        }
        effects
    }

    /// The log goes by day, Tổng quan counts as the report does: where late entries make a difference, that is said.
    fn tell_moved(&mut self) {
        let (gained, lost) = (self.overview.overview.gained, self.overview.overview.lost);
        let key = match (gained, lost) {
            (0, 0) => return,
            (_, 0) => "overview-gained",
            (0, _) => "overview-lost",
            _ => "overview-gained-lost",
        };
        let number = |count: usize| Value::from(count.to_string());
        let text = self.messages.with(key, &[("gained", number(gained)), ("lost", number(lost))]);
        self.say(Role::Muted, text);
    }

    /// The form of the period being worked in, at one of its fields.
    pub(super) fn open_period_form(&mut self, field: &str) -> Vec<Effect> {
        let Some(period) = self.catalog.period.clone() else { return Vec::new() };
        let effects = self.open_book_form(BookForm::Period(Some(Box::new(period)), self.outlines.clone()));
        if let Some(Layer::Form(layer)) = self.layers.last_mut() {
            layer.form.focus_on(field);
        }
        effects
    }

    /// The log of the period, narrowed; from its top.
    fn show_log(&mut self, narrow: impl FnOnce(&mut ActivityFilter)) -> Vec<Effect> {
        self.activities.open_on(&self.catalog);
        narrow(&mut self.activities.filter);
        self.tab = Tab::Activities;
        self.activities.forget_detail();
        self.activities.reload_from_top(&self.catalog, &mut self.next)
    }

    /// Esc where a jump led to: what narrowed the log goes with it.
    pub(super) fn return_to_overview(&mut self) -> Vec<Effect> {
        if self.tab == Tab::Activities {
            self.activities.open_on(&self.catalog);
        }
        self.go(Tab::Overview)
    }
}
