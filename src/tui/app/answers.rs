//! What an answer of the desk makes of the app.

use super::App;
use crate::locale::Value;
use crate::tui::effect::{Answer, Effect, Generation, Query, Saved, SavedWhat};
use crate::tui::layer::{Command, Confirm, LateLayer, Layer};
use crate::tui::screen::activities::Detail;
use crate::tui::screen::{Tab, World};
use crate::tui::theme::Role;

impl App {
    /// The answer to an effect.
    pub fn answer(&mut self, generation: Generation, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Catalog(catalog) => {
                let first = self.catalog.units.is_empty() && !catalog.units.is_empty();
                let moved =
                    self.catalog.period.as_ref().map(|p| p.id) != catalog.period.as_ref().map(|p| p.id);
                self.catalog = *catalog;
                self.refresh_roster();
                let setting_up = self.layers.iter().any(|layer| matches!(layer, Layer::SetUp(_)));
                if first && !self.catalog.today_assumed && !setting_up {
                    self.layers.push(Layer::Name(Box::default()));
                }
                if first || moved {
                    self.feeds = None;
                    self.activities.open_on(&self.catalog);
                    return self.reload_screen();
                }
            }
            Answer::Activities { rows, at, more_before, more_behind } => {
                if self.activities.loaded(generation, rows, at, (more_before, more_behind)) {
                    return self.activities.want_detail();
                }
            }
            Answer::Totals(totals) => self.activities.totalled(generation, totals),
            Answer::Detail { id, vouchers, written, photos } => {
                self.activities.detailed(Detail { id: Some(id), vouchers, written, photos });
                return self.want_feeds();
            }
            Answer::Ledger { rows, opening, closing } => {
                self.ledger.loaded(generation, rows, opening, closing);
            }
            Answer::Overview(overview) => {
                if generation == self.overview.generation {
                    self.overview.overview = *overview;
                }
            }
            Answer::Late(Some(offer)) => {
                self.layers.push(Layer::Late(Box::new(LateLayer::new(offer.period, offer.entries))));
            }
            // Somebody else has decided about them since they were counted.
            Answer::Late(None) => return self.reload_screen(),
            Answer::Feeds(feeds) => {
                if generation == self.feeds_generation {
                    self.feeds = Some(*feeds);
                }
            }
            Answer::Lacking(lacking) => {
                if generation == self.overview.generation {
                    self.overview.lacking = Some(*lacking);
                }
            }
            Answer::Report { report, paper, narratives, help } => {
                let mut effects = self.report.loaded(generation, report, narratives, help, &mut self.next);
                // The text is there first; its pages are counted behind it.
                effects.push(Effect::LoadLater(generation, Query::Pages(paper)));
                return effects;
            }
            Answer::Pages(pages) => self.report.paged(generation, pages),
            Answer::Review(found) => return self.review_came(generation, found),
            Answer::Sent(state) => self.sent_came(generation, state.map(|state| *state)),
            Answer::Sources(rows) => self.report.sourced(generation, rows),
            Answer::Line { reading, vouchers, repeated } => {
                if let Some(Layer::Line(line)) = self.layers.last_mut() {
                    let world = World { messages: &self.messages, catalog: &self.catalog };
                    line.understood(generation, reading, (vouchers, repeated), world);
                }
            }
            Answer::Similar(rows) => return self.similar_came(rows),
            Answer::TetPlans(entries) => self.tet_came(entries),
            Answer::Photos(list) => self.photos_came(*list),
            Answer::PhotoFiles(files) => self.photo_files_came(files),
            Answer::PhotoFits(path) => self.ask_photo_caption(path),
            Answer::PhotosExported { count, shown, fetch } => self.photos_exported(count, &shown, fetch),
            Answer::PhotosExist { shown, period } => self.photos_exist(&shown, period),
            Answer::RosterFiles(files) => self.roster_files_came(files),
            Answer::Roster(intake) => self.roster_came(*intake),
            Answer::Saved(saved) => return self.saved(&saved),
            Answer::Opened { catalog, book, outlines } => {
                self.catalog = *catalog;
                self.book = book;
                self.outlines = outlines;
                // What was left stays with the place it was typed for.
                self.drafts.clear();
                self.activities.open_on(&self.catalog);
                return self.reload_screen();
            }
            Answer::Exported { format, shown, undrawn, fetch } => {
                self.exported(format, &shown, undrawn, fetch);
            }
            Answer::Parcel(came) => return self.parcel_came(came),
            Answer::FolderUsed(words) => return self.folder_used(words),
            Answer::FileExists { path, format } => {
                let question = self
                    .messages
                    .with("confirm-overwrite", &[("path", Value::from(path.display().to_string()))]);
                self.layers.push(Layer::Confirm(Box::new(Confirm {
                    question,
                    command: Command::ExportOver(format),
                })));
            }
            Answer::SentFileExists { path, id, format } => {
                let question = self
                    .messages
                    .with("confirm-overwrite", &[("path", Value::from(path.display().to_string()))]);
                let command = Command::ExportSentOver(id, format);
                self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
            }
            Answer::Verified(findings) => {
                let key = if findings.is_empty() { "verify-clean" } else { "verify-found" };
                let role = if findings.is_empty() { Role::Good } else { Role::Error };
                let text = self.messages.with(key, &[("count", Value::from(findings.len().to_string()))]);
                self.settings.findings = Some(findings);
                self.say(role, text);
            }
            Answer::BookMoved => {
                self.feeds = None;
                let mut effects = vec![self.reload_catalog()];
                effects.extend(self.reload_screen());
                return effects;
            }
            Answer::Failed { sentence, theirs } => {
                return self.failed(&sentence, theirs.map(|theirs| *theirs));
            }
        }
        Vec::new()
    }

    pub(super) fn reload_catalog(&self) -> Effect {
        let period = self.catalog.period.as_ref().map(|period| period.id);
        Effect::Load(0, Query::Catalog { period })
    }

    /// A change is in the book: says so, closes what asked for it, reads again.
    fn saved(&mut self, saved: &Saved) -> Vec<Effect> {
        let elsewhere = match self.layers.last() {
            Some(Layer::Narrative(layer)) => self.other_period(Some(layer.period)),
            _ => None,
        };
        let text = match &saved.what {
            SavedWhat::Saved if elsewhere.is_some() => self
                .messages
                .with("saved-elsewhere", &[("period", Value::from(elsewhere.unwrap_or_default()))]),
            SavedWhat::Saved if saved.vouchers.is_empty() => self.messages.get("saved"),
            SavedWhat::Saved => {
                self.messages.with("saved-voucher", &[("voucher", Value::from(saved.vouchers.join(", ")))])
            }
            SavedWhat::Deleted => self.messages.get("saved-deleted"),
            SavedWhat::Made => self.messages.get("saved-book"),
            SavedWhat::Ready => self.messages.get("set-up-ready"),
            SavedWhat::Undone(what) => {
                self.messages.with("saved-undone", &[("what", Value::from(what.as_str()))])
            }
            SavedWhat::Redone(what) => {
                self.messages.with("saved-redone", &[("what", Value::from(what.as_str()))])
            }
            SavedWhat::NewYear => self.messages.get("saved-new-year"),
            SavedWhat::Sent(name) => {
                self.messages.with("saved-sent", &[("name", Value::from(name.as_str()))])
            }
            SavedWhat::Photo(text) => text.clone(),
            SavedWhat::Roster(count) => {
                self.messages.with("saved-roster", &[("count", Value::from(count.to_string()))])
            }
            SavedWhat::Late { count, period, taken } => self.messages.with(
                if *taken { "saved-late-taken" } else { "saved-late-left" },
                &[("count", Value::from(count.to_string())), ("period", Value::from(period.as_str()))],
            ),
        };
        self.say(Role::Good, format!("✓ {text}"));
        let mut effects = vec![match saved.what {
            // Work goes on in the period that holds today, which is a new one as a rule.
            SavedWhat::NewYear => Effect::Load(0, Query::Catalog { period: None }),
            _ => self.reload_catalog(),
        }];
        if saved.what == SavedWhat::Made {
            effects.extend(self.book_was_made());
        }
        let asked_by_layer = matches!(
            saved.what,
            SavedWhat::Saved | SavedWhat::NewYear | SavedWhat::Roster(_) | SavedWhat::Late { .. }
        );
        if asked_by_layer {
            effects.extend(self.close_saved());
        }
        if matches!(self.layers.last(), Some(Layer::Tet(_))) {
            effects.extend(self.open_tet());
        }
        effects.extend(self.renew_review());
        effects.extend(self.renew_photos());
        self.activities.forget_detail();
        self.feeds = None;
        match (&saved.activity, self.tab) {
            (Some(entry), Tab::Activities) => {
                effects.extend(self.activities.show(entry, &self.catalog, &mut self.next));
            }
            _ => effects.extend(self.reload_screen()),
        }
        effects
    }
}
