//! How wide the columns of a table are, for every writer that has pages. Lengths are in twips.

use super::model::Column;
use super::style::LINE;

/// Twips in a hundred millimetres.
const TWIPS_PER_100_MM: u32 = 5669;
/// Word shows no column narrower than its cell margins; this leaves room for a figure.
const NARROWEST: u32 = 300;

/// The width of each of `count` columns. They never exceed the line, unless there are more columns than it
/// can hold at the narrowest.
pub(super) fn widths(columns: &[Column], count: usize) -> Vec<u32> {
    let given: Vec<Option<u32>> = (0..count)
        .map(|i| columns.get(i).and_then(|column| column.width_mm))
        .map(|mm| mm.map(|mm| (u32::from(mm) * TWIPS_PER_100_MM / 100).max(NARROWEST)))
        .collect();
    let open = given.iter().filter(|width| width.is_none()).count() as u32;
    let taken: u32 = given.iter().flatten().sum();
    // Columns without a width get a tenth of the line at least, so that one wide neighbour cannot hide them.
    let least = (LINE / 10).min(LINE / (count as u32).max(1)).max(NARROWEST);
    let room = LINE.saturating_sub(least * open);
    let fitted = |width: u32| {
        if taken <= room { width } else { (u64::from(width) * u64::from(room) / u64::from(taken)) as u32 }
    };
    let used: u32 = given.iter().flatten().map(|width| fitted(*width)).sum();
    let share = LINE.saturating_sub(used).checked_div(open).unwrap_or(0).max(NARROWEST);
    given.into_iter().map(|width| width.map_or(share, |width| fitted(width).max(NARROWEST))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::Align;
    use super::*;
    use proptest::prelude::*;

    fn columns(widths: &[Option<u16>]) -> Vec<Column> {
        widths.iter().map(|&width_mm| Column { width_mm, ..Column::new("", Align::Left) }).collect()
    }

    #[test]
    fn columns_without_a_width_share_the_rest_of_the_line() {
        let widths = widths(&columns(&[Some(10), None, None, Some(30)]), 4);
        assert_eq!(widths.first(), Some(&566));
        assert_eq!(widths.get(1), widths.get(2));
        assert!(LINE - widths.iter().sum::<u32>() <= 1);
    }

    proptest! {
        #[test]
        fn a_table_never_leaves_the_line(given in proptest::collection::vec(proptest::option::of(0u16..), 1..12)) {
            let widths = widths(&columns(&given), given.len());
            prop_assert!(widths.iter().all(|&width| width >= NARROWEST));
            prop_assert!(widths.iter().sum::<u32>() <= LINE + NARROWEST * given.len() as u32);
        }
    }
}
