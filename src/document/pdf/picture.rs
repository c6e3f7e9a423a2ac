//! Pictures on a page: put into the file as they are (a PNG packed anew, since PDF has no PNG), each once.

use std::num::NonZeroU64;
use std::sync::Arc;

use krilla::Data;
use krilla::error::KrillaError;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::{Location, Surface};

use super::super::error::DocumentError;
use super::super::layout::Placed;
use super::super::model::{MediaType, PictureFault};

/// Draws the picture, the `number`th of the document from 1.
///
/// # Errors
/// [`DocumentError::Picture`] if it is none.
pub(super) fn draw(surface: &mut Surface<'_>, placed: &Placed, number: usize) -> Result<(), DocumentError> {
    let fault = |fault| DocumentError::Picture { number, fault };
    let picture = &placed.picture;
    picture.check().map_err(fault)?;
    let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(&picture.bytes));
    let read = match picture.media_type {
        MediaType::Jpeg => Image::from_jpeg(Data::from(bytes), false),
        MediaType::Png => Image::from_png(Data::from(bytes), false),
    };
    let image = read.map_err(|_| fault(PictureFault::NoPicture))?;
    let size = Size::from_wh(placed.width, placed.height).ok_or_else(|| fault(PictureFault::NoPicture))?;
    surface.set_location(location(number));
    surface.push_transform(&Transform::from_translate(placed.x, placed.top));
    surface.draw_image(image, size);
    surface.pop();
    surface.reset_location();
    Ok(())
}

/// The writer's number of a picture.
fn location(number: usize) -> Location {
    NonZeroU64::new(number as u64).unwrap_or(NonZeroU64::MIN)
}

/// What the writer refused: a picture whose pixels do not read, or something else in its own words.
pub(super) fn refused(error: &KrillaError) -> DocumentError {
    match error {
        KrillaError::Image(_, Some(location), _) => {
            DocumentError::Picture { number: location.get() as usize, fault: PictureFault::NoPicture }
        }
        other => DocumentError::Pdf(format!("{other:?}")),
    }
}
