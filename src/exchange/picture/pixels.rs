//! Pixels made fewer and turned, in linear time.

use super::exif::Turn;

/// Red, green and blue, one byte each, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) rgb: Vec<u8>,
}

/// Bytes of a pixel.
const DEPTH: usize = 3;

impl Pixels {
    /// The picture with no side longer than `side` pixels, its shape kept; a smaller one stays as it is. Each new
    /// pixel is the mean of the area it covers, whole numbers throughout: the same everywhere.
    pub(super) fn within(self, side: u32) -> Self {
        let long = self.width.max(self.height);
        if long <= side || side == 0 {
            return self;
        }
        let fewer = |length: u32| {
            let scaled = (u64::from(length) * u64::from(side) + u64::from(long) / 2) / u64::from(long);
            scaled.max(1) as u32
        };
        let (width, height) = (fewer(self.width), fewer(self.height));
        let area = u64::from(self.width) * u64::from(self.height);
        let mut rgb = Vec::with_capacity(width as usize * height as usize * DEPTH);
        let mut sums = vec![0_u64; width as usize * DEPTH];
        let mut line = vec![0_u64; width as usize * DEPTH];
        let mut rows = self.rgb.chunks_exact(self.width as usize * DEPTH).enumerate();
        let mut kept: Option<usize> = None;
        for span in spans(self.height, height) {
            sums.fill(0);
            for at in span.clone() {
                // The row that two spans share is still in `line`.
                if kept != Some(at) {
                    let Some((_, row)) = rows.next() else { break };
                    squeeze(row, self.width, width, &mut line);
                    kept = Some(at);
                }
                let weight = span.weight(at);
                for (sum, value) in sums.iter_mut().zip(&line) {
                    *sum += weight * value;
                }
            }
            rgb.extend(sums.iter().map(|sum| ((sum + area / 2) / area).min(255) as u8));
        }
        Self { width, height, rgb }
    }

    /// The picture turned.
    pub(super) fn turned(self, turn: Turn) -> Self {
        if turn.is_none() {
            return self;
        }
        let (columns, rows) = (self.width as usize, self.height as usize);
        let (width, height) = if turn.transpose { (rows, columns) } else { (columns, rows) };
        let mut rgb = Vec::with_capacity(self.rgb.len());
        for y in 0..height {
            let y = if turn.flip { height - 1 - y } else { y };
            for x in 0..width {
                let x = if turn.mirror { width - 1 - x } else { x };
                let (x, y) = if turn.transpose { (y, x) } else { (x, y) };
                let at = (y * columns + x) * DEPTH;
                rgb.extend_from_slice(self.rgb.get(at..at + DEPTH).unwrap_or_default());
            }
        }
        Self { width: width as u32, height: height as u32, rgb }
    }
}

/// One row made shorter; each value is a sum with weights that add up to the row's length.
fn squeeze(row: &[u8], from: u32, to: u32, line: &mut [u64]) {
    for (span, out) in spans(from, to).zip(line.chunks_exact_mut(DEPTH)) {
        let covered = span.clone();
        let pixels = row.chunks_exact(DEPTH).skip(span.first).zip(covered);
        let mut sum = [0_u64; DEPTH];
        for (pixel, at) in pixels {
            let weight = span.weight(at);
            for (sum, value) in sum.iter_mut().zip(pixel) {
                *sum += weight * u64::from(*value);
            }
        }
        out.copy_from_slice(&sum);
    }
}

/// Which of the old pixels of a line one new pixel covers. Lengths are counted in parts of an old pixel of which
/// there are as many as new pixels, so that every border is a whole number.
#[derive(Debug, Clone)]
struct Span {
    first: usize,
    last: usize,
    next: usize,
    begin: u64,
    end: u64,
    part: u64,
}

impl Span {
    /// How much of an old pixel is covered, 0 to `part`.
    fn weight(&self, at: usize) -> u64 {
        let begin = at as u64 * self.part;
        (begin + self.part).min(self.end).saturating_sub(begin.max(self.begin))
    }
}

impl Iterator for Span {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.next;
        self.next += 1;
        (at <= self.last).then_some(at)
    }
}

/// The spans of `to` new pixels over `from` old ones; `to` is at least 1.
fn spans(from: u32, to: u32) -> impl Iterator<Item = Span> {
    let (from, part) = (u64::from(from), u64::from(to));
    (0..part).map(move |new| {
        let (begin, end) = (new * from, (new + 1) * from);
        let first = (begin / part) as usize;
        Span { first, last: ((end - 1) / part) as usize, next: first, begin, end, part }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn grey(width: u32, height: u32, values: &[u8]) -> Pixels {
        Pixels { width, height, rgb: values.iter().flat_map(|value| [*value; DEPTH]).collect() }
    }

    fn values(pixels: &Pixels) -> Vec<u8> {
        pixels.rgb.iter().step_by(DEPTH).copied().collect()
    }

    #[test]
    fn a_new_pixel_is_the_mean_of_what_it_covers() {
        let halved = grey(4, 2, &[0, 100, 10, 30, 200, 100, 10, 30]).within(2);
        assert_eq!((halved.width, halved.height, values(&halved)), (2, 1, vec![100, 20]));
        // Three over two: the one in the middle counts half on either side.
        let across = grey(3, 1, &[0, 90, 240]).within(2);
        assert_eq!(values(&across), [30, 190]);
        let down = grey(1, 3, &[0, 90, 240]).within(2);
        assert_eq!((down.width, down.height, values(&down)), (1, 2, vec![30, 190]));
    }

    #[test]
    fn eight_turns_put_every_corner_where_exif_says() {
        // Seen upright: 1 2 above 3 4.
        for (orientation, stored) in [
            (1, [1, 2, 3, 4]),
            (2, [2, 1, 4, 3]),
            (3, [4, 3, 2, 1]),
            (4, [3, 4, 1, 2]),
            (5, [1, 3, 2, 4]),
            (6, [2, 4, 1, 3]),
            (7, [4, 2, 3, 1]),
            (8, [3, 1, 4, 2]),
        ] {
            let upright = grey(2, 2, &stored).turned(Turn::of(orientation));
            assert_eq!(values(&upright), [1, 2, 3, 4], "{orientation}");
        }
        let wide = grey(3, 1, &[1, 2, 3]).turned(Turn::of(6));
        assert_eq!((wide.width, wide.height), (1, 3));
    }

    proptest! {
        #[test]
        fn a_plain_colour_stays_and_the_shape_fits(
            (width, height, side, value) in (1_u32..60, 1_u32..60, 1_u32..40, any::<u8>()),
        ) {
            let plain = grey(width, height, &vec![value; (width * height) as usize]).within(side);
            prop_assert!(plain.width <= side.max(1) && plain.height <= side.max(1) || width.max(height) <= side);
            prop_assert_eq!(plain.rgb.len(), (plain.width * plain.height) as usize * DEPTH);
            prop_assert!(plain.rgb.iter().all(|byte| *byte == value));
        }
    }
}
