//! Photos: opening their layer, and what its keys ask for.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use super::App;
use crate::desk::photo::caption;
use crate::domain::{Id, Period};
use crate::locale::Value;
use crate::tui::effect::{Effect, Query, Write};
use crate::tui::layer::photos::{Asked, OfferedPicture, PhotoList, PhotosLayer, PhotosOf};
use crate::tui::layer::{Command, Confirm, Layer, Told};
use crate::tui::theme::Role;

impl App {
    /// The photos of the activity pointed at.
    pub(super) fn open_photos(&self) -> Vec<Effect> {
        let Some(entry) = self.activities.current().filter(|entry| !entry.is_deleted()) else {
            return Vec::new();
        };
        vec![Effect::Load(0, Query::Photos(PhotosOf::Activity(Box::new(entry.clone()))))]
    }

    /// The photos of the period being worked in.
    pub(super) fn open_period_photos(&self) -> Vec<Effect> {
        let Some(period) = self.catalog.period.clone() else { return Vec::new() };
        vec![Effect::Load(0, Query::Photos(PhotosOf::Period(Box::new(period))))]
    }

    /// Photos have been read: their layer is opened, or shows them as they are now.
    pub(super) fn photos_came(&mut self, list: PhotoList) {
        if let Some(Layer::Photos(layer)) = self.layers.last_mut() {
            layer.refresh(list);
        } else {
            self.layers.push(Layer::Photos(Box::new(PhotosLayer::new(list))));
        }
    }

    /// After a change of the book the layer on top reads again.
    pub(super) fn renew_photos(&self) -> Vec<Effect> {
        match self.layers.last() {
            Some(Layer::Photos(layer)) => vec![Effect::Load(0, Query::Photos(layer.list.of.clone()))],
            _ => Vec::new(),
        }
    }

    /// The pictures of the exchange folder have been looked up.
    pub(super) fn photo_files_came(&mut self, files: Vec<OfferedPicture>) {
        let folder = self.folder.clone();
        if let Some(Layer::Photos(layer)) = self.layers.last_mut() {
            layer.offer(files, folder);
        }
    }

    /// Photos are written: where, and over SSH the line that fetches them.
    pub(super) fn photos_exported(&mut self, count: usize, shown: &str, fetch: Option<String>) {
        let values = [("count", Value::from(count.to_string())), ("path", Value::from(shown))];
        let text = self.messages.with("photos-exported", &values);
        if let Some(line) = fetch {
            let told = Told { title: text.clone(), said: self.messages.get("exported-fetch"), line };
            self.layers.push(Layer::Told(Box::new(told)));
        }
        self.say(Role::Good, text);
    }

    /// Photos written before are in the folder: asks.
    pub(super) fn photos_exist(&mut self, path: &str, period: Id<Period>) {
        let question = self.messages.with("confirm-photos-overwrite", &[("path", Value::from(path))]);
        let command = Command::Carry(Box::new(Effect::ExportPhotos { period, overwrite: true }));
        self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
    }

    pub(super) fn photos_key(&mut self, mut layer: Box<PhotosLayer>, key: KeyEvent) -> Vec<Effect> {
        let asked = layer.key(key);
        if matches!(asked, Asked::Left) {
            // What changed is to be seen behind it.
            return self.reload_screen();
        }
        self.layers.push(Layer::Photos(layer));
        self.photos_asked(asked)
    }

    pub(super) fn photos_asked(&mut self, asked: Asked) -> Vec<Effect> {
        match asked {
            Asked::Open | Asked::Left => Vec::new(),
            Asked::Files => vec![Effect::PhotoFiles],
            Asked::Named(path) => match self.layers.last() {
                Some(Layer::Photos(layer)) => match &layer.list.of {
                    PhotosOf::Activity(entry) => vec![Effect::PhotoFits(entry.id, path)],
                    PhotosOf::Period(_) => Vec::new(),
                },
                _ => Vec::new(),
            },
            Asked::Unfit(sentence) => {
                self.say(Role::Error, format!("! {sentence}"));
                Vec::new()
            }
            Asked::KeepOne => {
                let text = self.messages.get("photos-keep-one");
                self.say(Role::Warn, text);
                Vec::new()
            }
            Asked::Write(write) => vec![Effect::Write(Write::Photo(Box::new(write)))],
            Asked::Undo => vec![Effect::Write(Write::Undo)],
            Asked::Export(period) => {
                vec![Effect::ExportPhotos { period: period.id, overwrite: false }]
            }
        }
    }

    /// A file that was chosen can be attached: its caption is asked for.
    pub(super) fn ask_photo_caption(&mut self, path: PathBuf) {
        let proposed = match self.layers.last() {
            Some(Layer::Photos(layer)) => match &layer.list.of {
                PhotosOf::Activity(entry) => caption(entry, &self.catalog),
                PhotosOf::Period(_) => String::new(),
            },
            _ => String::new(),
        };
        if let Some(Layer::Photos(layer)) = self.layers.last_mut() {
            layer.ask_caption(path, &proposed);
        }
    }
}
