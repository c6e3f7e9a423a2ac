//! Pictures: in the middle of the line, each with its caption on one page.

use super::super::model::{Picture, Run};
use super::super::picture::{CAPTION, FRAME};
use super::super::style::{LINE, style};
use super::lines::{ASCENT, PITCH};
use super::strips::{Ending, Strip, paragraph};
use super::{Metrics, Placed, points};

/// Puts a picture, and its caption where it has one.
pub(super) fn put(out: &mut Vec<Strip>, picture: &Picture, caption: &[Run], metrics: &dyn Metrics) {
    let look = style(FRAME);
    let (width, height) = picture.on_paper();
    let (width, height) = (points(width), points(height));
    // It stands on the line as a letter does: what letters have below it is left free, as in Word.
    let below = look.size as f32 / 2.0 * (PITCH - ASCENT);
    let mut strip = Strip::empty(height + below);
    strip.before = points(look.before);
    strip.after = points(look.after);
    let x = (points(LINE) - width) / 2.0;
    strip.pictures.push(Placed { x, top: 0.0, width, height, picture: picture.clone() });
    let captioned = caption.iter().any(|run| !run.text.is_empty());
    if captioned {
        strip.ending = Ending::Kept;
    }
    out.push(strip);
    if captioned {
        paragraph(out, CAPTION, "", caption, metrics);
    }
}
