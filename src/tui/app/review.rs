//! Soát lỗi: opening it, going where a finding is mended and coming back, and asking before an export.

use crossterm::event::KeyEvent;

use super::App;
use crate::desk::Format;
use crate::desk::review::{self, Reviewed};
use crate::domain::Account;
use crate::locale::{Explain, Value};
use crate::report::review::Place;
use crate::tui::effect::{Effect, Generation, Query};
use crate::tui::layer::review::{Looked, ReviewLayer};
use crate::tui::layer::{Command, Confirm, Layer};
use crate::tui::screen::Tab;
use crate::tui::theme::Role;

/// How many errors the question before an export names.
const NAMED: usize = 3;

/// What the review is doing.
#[derive(Debug, Default)]
pub struct ReviewState {
    /// Which answer is wanted.
    generation: Generation,
    /// What is to be written when nothing stands against it.
    waits: Option<Box<Effect>>,
    /// What is to be asked once the report is looked over, and in how few words behind the errors found.
    asks: Option<(Box<Confirm>, String)>,
    /// The finding that the pointer begins on.
    begin: usize,
    /// The screen on which the review was left for another one, and the finding that was followed.
    left_on: Option<(Tab, usize)>,
}

impl ReviewState {
    /// Forgets the way back: another screen was chosen.
    pub(super) const fn forget(&mut self) {
        self.left_on = None;
    }

    /// Whether Esc leads back to the review.
    pub(super) const fn was_left(&self) -> bool {
        self.left_on.is_some()
    }
}

impl App {
    /// `s`: looks the report over. The report itself is read too: its words are edited from here.
    pub(super) fn open_review(&mut self) -> Vec<Effect> {
        (self.review.waits, self.review.asks) = (None, None);
        let mut effects = self.report.reload(&self.catalog, &mut self.next);
        effects.extend(self.ask_review());
        effects
    }

    /// After a change: the findings under the layers are looked for again.
    pub(super) fn renew_review(&mut self) -> Vec<Effect> {
        if self.layers.iter().any(|layer| matches!(layer, Layer::Review(_))) {
            return self.open_review();
        }
        Vec::new()
    }

    fn ask_review(&mut self) -> Vec<Effect> {
        let Some(period) = &self.catalog.period else { return Vec::new() };
        self.next += 1;
        self.review.generation = self.next;
        let outline = self.report.outline_code(&self.catalog);
        vec![Effect::Load(self.next, Query::Review { period: period.id, outline })]
    }

    /// Writes the report's file once it is looked over; errors are named and asked about first.
    pub(super) fn export_reviewed(&mut self, format: Format) -> Vec<Effect> {
        let Some(effect) = self.export(format, false).into_iter().next() else { return Vec::new() };
        self.carry_reviewed(effect)
    }

    /// Carries out what lets the report go out once it is looked over; errors are named and asked about first.
    pub(super) fn carry_reviewed(&mut self, effect: Effect) -> Vec<Effect> {
        (self.review.waits, self.review.asks) = (Some(Box::new(effect)), None);
        self.ask_review()
    }

    /// Asks a question once the report is looked over; where it has errors they are named and the question is `brief`,
    /// so that both fit on a small screen.
    pub(super) fn ask_reviewed(&mut self, question: Confirm, brief: String) -> Vec<Effect> {
        (self.review.waits, self.review.asks) = (None, Some((Box::new(question), brief)));
        self.ask_review()
    }

    /// The findings have come.
    pub(super) fn review_came(&mut self, generation: Generation, found: Vec<Reviewed>) -> Vec<Effect> {
        if generation != self.review.generation {
            return Vec::new();
        }
        if let Some((mut asks, brief)) = self.review.asks.take() {
            let errors = review::errors(&found);
            if !errors.is_empty() {
                asks.question = format!("{} {brief}", self.question(&errors, "review-send"));
            }
            self.layers.push(Layer::Confirm(asks));
            return Vec::new();
        }
        if let Some(waits) = self.review.waits.take() {
            let errors = review::errors(&found);
            if errors.is_empty() {
                return vec![*waits];
            }
            let parcel = matches!(*waits, Effect::BeginParcel { .. });
            let question = self.question(&errors, if parcel { "review-parcel" } else { "review-export" });
            let command = Command::Carry(waits);
            self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
            return Vec::new();
        }
        let open = self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Review(layer) => Some(layer),
            _ => None,
        });
        if let Some(layer) = open {
            layer.set(found);
        } else {
            let mut layer = ReviewLayer::at(std::mem::take(&mut self.review.begin));
            layer.set(found);
            self.layers.push(Layer::Review(Box::new(layer)));
        }
        Vec::new()
    }

    /// Which errors the report still has, the first ones in full, as the message `key` has it.
    fn question(&self, errors: &[&Reviewed], key: &str) -> String {
        let name = |one: &&Reviewed| {
            let sentence = one.finding.explain(&self.messages);
            let place = if one.part.is_empty() { String::new() } else { format!("{}: ", one.part) };
            format!("\n- {place}{sentence}")
        };
        let mut named: String = errors.iter().take(NAMED).map(name).collect();
        if errors.len() > NAMED {
            let more = (errors.len() - NAMED).to_string();
            named.push('\n');
            named.push_str(&self.messages.with("review-export-more", &[("count", Value::from(more))]));
        }
        named.push('\n');
        let count = Value::from(errors.len().to_string());
        self.messages.with(key, &[("count", count), ("named", Value::from(named))])
    }

    pub(super) fn review_key(&mut self, mut layer: Box<ReviewLayer>, key: KeyEvent) -> Vec<Effect> {
        match layer.key(key) {
            Looked::Left => Vec::new(),
            Looked::Open => {
                self.layers.push(Layer::Review(layer));
                Vec::new()
            }
            Looked::Go(one) => {
                self.layers.push(Layer::Review(layer));
                self.mend(*one)
            }
        }
    }

    /// Goes where a finding is mended: a form over the review, or another screen, from which Esc comes back.
    fn mend(&mut self, one: Reviewed) -> Vec<Effect> {
        match one.finding.place {
            Place::Activity { .. } => match one.entry {
                Some(entry) => self.open_activity_form(*entry),
                None => self.gone(),
            },
            Place::Member { id } => match self.catalog.member(id).cloned() {
                Some(member) => self.open_member_form(Some(member)),
                None => self.gone(),
            },
            Place::Narrative { part } => match self.report.narrative_of(&part) {
                Some(place) => {
                    self.open_narrative(place);
                    Vec::new()
                }
                None => self.gone(),
            },
            Place::ReportSettings => self.open_report_settings(),
            Place::Period => self.open_period_photos(),
            Place::Voucher { fund, day, .. } => {
                self.ledger.show(fund, Account::Cash, day);
                self.leave_review_for(Tab::Ledger)
            }
            Place::Section { id } => {
                self.report.show_part(Some(id));
                self.leave_review_for(Tab::Report)
            }
        }
    }

    fn gone(&mut self) -> Vec<Effect> {
        let text = self.messages.get("review-gone");
        self.say(Role::Warn, text);
        Vec::new()
    }

    fn leave_review_for(&mut self, tab: Tab) -> Vec<Effect> {
        let mut at = 0;
        self.layers.retain(|layer| match layer {
            Layer::Review(review) => {
                at = review.pointed();
                false
            }
            _ => true,
        });
        let from = (self.tab, at);
        let effects = self.go(tab);
        self.review.left_on = Some(from);
        effects
    }

    /// Esc where a finding led to.
    pub(super) fn return_to_review(&mut self) -> Vec<Effect> {
        let Some((tab, at)) = self.review.left_on.take() else { return Vec::new() };
        let mut effects = self.go(tab);
        self.review.begin = at;
        effects.extend(self.open_review());
        effects
    }
}
