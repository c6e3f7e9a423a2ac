//! Head and foot of the paper: two columns without borders.

use super::super::block_text::place_and_day;
use super::super::clean::{Span, clean, recipients};
use super::super::model::{Foot, Head};
use super::super::style::{GUTTER, LEFT, LINE, RIGHT, Setting, style};
use super::lines::{Lines, set};
use super::strips::{Ending, Strip};
use super::{Face, Metrics, Rule, points};

/// Height of the line that carries a rule, points.
const RULE_HEIGHT: f32 = 4.0;
/// Thickness of a rule, points.
const RULE_WIDTH: f32 = 0.75;
/// Points between the title and the body.
const BELOW: f32 = 10.0;

/// How long a rule is under a line of that length: the decree asks for a third to a half; the motto's has its own.
const TWO_FIFTHS: f32 = 0.4;

/// Country, bodies, number, day, title and addressee.
pub(super) fn head(head: &Head, metrics: &dyn Metrics) -> Vec<Strip> {
    let mut left = Pile::new(0.0, points(LEFT - GUTTER), metrics);
    left.line("UpperBody", &head.upper_body);
    left.ruled("IssuingBody", &head.issuing_body, TWO_FIFTHS);
    left.line("DocumentNumber", &head.number_line);
    let mut right = Pile::new(points(LEFT), points(RIGHT), metrics);
    right.line("CountryName", &head.country);
    right.ruled("Motto", &head.motto, 1.0);
    right.line("PlaceAndDate", &day_apart(&head.place_and_date, points(RIGHT), metrics));
    let mut title = Pile::new(0.0, points(LINE), metrics);
    title.line("Kind", &head.kind);
    title.ruled("Subject", &head.subject, TWO_FIFTHS);
    if let Some(addressee) = &head.addressee {
        title.line("Addressee", addressee);
    }
    let mut strips = vec![beside(left, right), title.strip];
    strips.retain(|strip| strip.height > 0.0);
    for strip in &mut strips {
        strip.ending = Ending::Kept;
    }
    if let Some(last) = strips.last_mut() {
        last.after = BELOW;
    }
    strips
}

/// Recipients on the left, signature on the right; on one page unless that is too short for it.
pub(super) fn foot(foot: &Foot, metrics: &dyn Metrics) -> Vec<Strip> {
    let half = points(LINE / 2);
    let mut left = Pile::new(0.0, half, metrics);
    left.line("RecipientsTitle", &foot.recipients_title);
    for recipient in recipients(&foot.recipients) {
        left.line("Recipients", &recipient);
    }
    let mut right = Pile::new(half, points(LINE) - half, metrics);
    for signer in &foot.signer_lines {
        right.line("SignerTitle", signer);
    }
    // Without a name there is still room to sign.
    if right.strip.height > 0.0 || !foot.signer_name.trim().is_empty() {
        right.always("SignerName", &foot.signer_name);
    }
    let strip = beside(left, right);
    if strip.height > 0.0 { vec![strip] } else { Vec::new() }
}

fn beside(left: Pile<'_>, right: Pile<'_>) -> Strip {
    let mut strip = left.strip;
    strip.height = strip.height.max(right.strip.height);
    strip.texts.extend(right.strip.texts);
    strip.rules.extend(right.strip.rules);
    strip
}

fn day_apart(text: &str, room: f32, metrics: &dyn Metrics) -> String {
    let size = style("PlaceAndDate").size as f32 / 2.0;
    place_and_day(text, metrics.width(Face::Italic, size, &clean(text)) > room)
}

fn one(id: &str, text: &str, room: f32, metrics: &dyn Metrics) -> Lines {
    let text = clean(text).lines().map(str::trim).collect::<Vec<_>>().join("\n");
    set(&[Span { text, bold: false, italic: false }], style(id), room, metrics)
}

/// Lines one below the other in a column.
struct Pile<'m> {
    x: f32,
    room: f32,
    strip: Strip,
    metrics: &'m dyn Metrics,
}

impl<'m> Pile<'m> {
    fn new(x: f32, room: f32, metrics: &'m dyn Metrics) -> Self {
        Self { x, room, strip: Strip::empty(0.0), metrics }
    }

    fn line(&mut self, id: &str, text: &str) {
        if !text.trim().is_empty() {
            self.always(id, text);
        }
    }

    /// The line, its room taken even where there is nothing to print; points of its widest line.
    fn always(&mut self, id: &str, text: &str) -> f32 {
        let look = style(id);
        let lines = one(id, text, self.room, self.metrics);
        self.strip.height += points(look.before);
        for (at, line) in lines.lines.iter().enumerate() {
            let top = self.strip.height + at as f32 * lines.pitch;
            self.strip.texts.extend(line.iter().cloned().map(|mut text| {
                text.x += self.x;
                text.baseline += top;
                text
            }));
        }
        self.strip.height += lines.height() + points(look.after);
        debug_assert!(look.setting != Setting::Justified, "{id} is no line of a frame");
        lines.width(self.metrics)
    }

    /// The line with a rule in its middle below, that part of its length.
    fn ruled(&mut self, id: &str, text: &str, part: f32) {
        if text.trim().is_empty() {
            return;
        }
        let length = self.always(id, text) * part;
        let y = self.strip.height + RULE_HEIGHT / 2.0;
        let middle = self.x + self.room / 2.0;
        let (from, to) = ((middle - length / 2.0, y), (middle + length / 2.0, y));
        self.strip.rules.push(Rule { from, to, width: RULE_WIDTH });
        self.strip.height += RULE_HEIGHT;
    }
}
