//! How wide the columns of a table are and which of its rows stay together, for every writer that has pages. Lengths
//! are in twips.

use super::clean::one_line;
use super::metrics::bold_twips;
use super::model::{Cell, Column};
use super::style::LINE;

/// Twips in a hundred millimetres.
const TWIPS_PER_100_MM: u32 = 5669;
/// Word shows no column narrower than its cell margins; this leaves room for a figure.
const NARROWEST: u32 = 300;
/// The size of a table's text, as the styles have it.
const TABLE_HALF_POINTS: u32 = 26;
/// Left and right of a cell's text: the margins of the table style, and a little for a wider font.
const CELL_MARGINS: u32 = 2 * 108 + 40;
/// A table of so many rows, the total counted, is not torn by a page's end: it is read at one glance.
const SHORT_TABLE: usize = 6;

/// The width of each column; as many as the columns, or as the cells of the longest row. None for an empty table.
pub(super) fn widths(columns: &[Column], rows: &[Vec<Cell>], total: Option<&[Cell]>) -> Vec<u32> {
    let widest = rows.iter().map(Vec::len).chain(total.map(<[Cell]>::len)).max().unwrap_or(0);
    let count = columns.len().max(widest);
    let wishes: Vec<Wish> =
        (0..count).map(|place| Wish::of(columns.get(place), place, rows, total)).collect();
    by_wishes(columns, &wishes)
}

/// True for a row that has text in one cell only: a heading within the table, which stays with the row below it.
fn is_heading(cells: &[Cell]) -> bool {
    cells.len() > 1 && cells.iter().filter(|cell| !cell.runs.is_empty()).count() == 1
}

/// Whether row `at` stands on the same page as the row below it; the total is the row behind the last. A heading does,
/// as do the rows of a short table, and in a long one the first and the last: neither the titles nor the total are left
/// with nothing beside them.
pub(super) fn stays_with_next(rows: &[Vec<Cell>], total: bool, at: usize) -> bool {
    let count = rows.len() + usize::from(total);
    let heading = rows.get(at).is_some_and(|cells| is_heading(cells));
    let first_or_last = at == 0 || (total && at + 2 == count);
    heading || (at + 1 < count && (count <= SHORT_TABLE || first_or_last))
}

/// What a column's texts ask for, with the margins of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wish {
    /// Every cell on one line; the title may break between its words.
    whole: u32,
    /// No word broken.
    word: u32,
}

impl Wish {
    fn of(column: Option<&Column>, place: usize, rows: &[Vec<Cell>], total: Option<&[Cell]>) -> Self {
        let longest = |text: &str| text.split_whitespace().map(cell_width).max().unwrap_or(0);
        let word = column.map_or(0, |column| longest(&column.title));
        let cells = rows.iter().map(Vec::as_slice).chain(total).filter_map(|cells| cells.get(place));
        let wish = cells.fold(Self { whole: word, word }, |wish, cell| {
            let text: String = cell.runs.iter().map(|run| one_line(&run.text)).collect();
            Self { whole: wish.whole.max(cell_width(&text)), word: wish.word.max(longest(&text)) }
        });
        Self { whole: wish.whole.min(LINE), word: wish.word.min(LINE) }
    }
}

/// What a text in a cell takes on one line.
fn cell_width(text: &str) -> u32 {
    bold_twips(text.trim(), TABLE_HALF_POINTS).saturating_add(CELL_MARGINS)
}

/// The width of each column: as told, else by its texts, the widest giving way first and no word broken while there is
/// room. They never exceed the line, unless there are more columns than it can hold at the narrowest.
fn by_wishes(columns: &[Column], wishes: &[Wish]) -> Vec<u32> {
    let count = wishes.len() as u32;
    let given: Vec<Option<u32>> = (0..wishes.len())
        .map(|i| columns.get(i).and_then(|column| column.width_mm))
        .map(|mm| mm.map(|mm| (u32::from(mm) * TWIPS_PER_100_MM / 100).max(NARROWEST)))
        .collect();
    let open: Vec<Wish> =
        given.iter().zip(wishes).filter(|(width, _)| width.is_none()).map(|(_, wish)| *wish).collect();
    let taken: u32 = given.iter().flatten().sum();
    // Columns without a width get a tenth of the line at least, so that one wide neighbour cannot hide them.
    let least = (LINE / 10).min(LINE / count.max(1)).max(NARROWEST);
    let room = LINE.saturating_sub(least * open.len() as u32);
    let fitted = |width: u32| {
        if taken <= room { width } else { (u64::from(width) * u64::from(room) / u64::from(taken)) as u32 }
    };
    let used: u32 = given.iter().flatten().map(|width| fitted(*width)).sum();
    let mut shares = shares(&open, least, LINE.saturating_sub(used)).into_iter();
    let share = |width: Option<u32>| match width {
        Some(width) => fitted(width).max(NARROWEST),
        None => shares.next().unwrap_or(NARROWEST).max(NARROWEST),
    };
    given.into_iter().map(share).collect()
}

/// How the columns without a width divide the room between them.
fn shares(open: &[Wish], least: u32, room: u32) -> Vec<u32> {
    let capped = |cap: u32| open.iter().map(move |wish| wish.whole.min(cap.max(wish.word)).max(least));
    let whole: u32 = capped(LINE).sum();
    if whole <= room {
        // The rest in the same proportion: a long label gets more of it than a figure.
        let stretched = |width: u32| (u64::from(width) * u64::from(room) / u64::from(whole.max(1))) as u32;
        return capped(LINE).map(stretched).collect();
    }
    // The widest that a column may be; below its longest word none goes.
    let (mut fits, mut fails) = (0, LINE);
    while fails - fits > 1 {
        let middle = fits.midpoint(fails);
        if capped(middle).sum::<u32>() <= room { fits = middle } else { fails = middle }
    }
    let narrow: Vec<u32> = capped(fits).collect();
    let sum: u32 = narrow.iter().sum();
    if sum <= room {
        return narrow;
    }
    narrow.into_iter().map(|width| (u64::from(width) * u64::from(room) / u64::from(sum)) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::{Align, Run};
    use super::*;
    use proptest::prelude::*;

    fn columns(widths: &[Option<u16>]) -> Vec<Column> {
        widths.iter().map(|&width_mm| Column { width_mm, ..Column::new("", Align::Left) }).collect()
    }

    fn wish(title: &str, texts: &[&str]) -> Wish {
        let rows: Vec<Vec<Cell>> =
            texts.iter().map(|text| vec![Cell::from(vec![Run::plain(*text)])]).collect();
        Wish::of(Some(&Column::new(title, Align::Left)), 0, &rows, None)
    }

    #[test]
    fn columns_without_a_width_share_the_rest_of_the_line() {
        let widths = by_wishes(&columns(&[Some(10), None, None, Some(30)]), &[wish("", &[]); 4]);
        assert_eq!(widths.first(), Some(&566));
        assert_eq!(widths.get(1), widths.get(2));
        assert!(LINE - widths.iter().sum::<u32>() <= 1);
    }

    #[test]
    fn amounts_stand_on_one_line_and_the_longest_text_gives_way() {
        let label =
            wish("Nội dung", &["Thăm hỏi ốm đau, thai sản của công đoàn viên trong cả năm học (lượt)"]);
        let amount = wish("Học kỳ I", &["16.281.014", "5"]);
        let change = wish("So với học kỳ trước", &["giảm 16.281.014", "không đổi"]);
        let widths = by_wishes(
            &columns(&[Some(11), None, None, None, None, None]),
            &[wish("TT", &["1"]), label, amount, amount, amount, change],
        );
        assert_eq!(widths[2..], [amount.whole, amount.whole, amount.whole, change.whole]);
        assert!(label.word < widths[1] && widths[1] < label.whole);
        assert!(LINE - widths.iter().sum::<u32>() <= 6);
    }

    #[test]
    fn a_short_table_stays_whole_and_a_long_one_keeps_company_at_both_ends() {
        let kept = |rows: usize, total: bool| -> Vec<usize> {
            let rows = vec![vec![Cell::plain("1"), Cell::plain("Quà Tết")]; rows];
            (0..rows.len() + usize::from(total)).filter(|at| stays_with_next(&rows, total, *at)).collect()
        };
        assert_eq!(kept(2, true), [0, 1]);
        assert_eq!(kept(6, false), [0, 1, 2, 3, 4]);
        assert_eq!(kept(6, true), [0, 5]);
        assert_eq!(kept(60, false), [0]);
        assert_eq!(kept(1, false), [0; 0]);
        assert_eq!(kept(0, true), [0; 0]);
        let mut long = vec![vec![Cell::plain("1"), Cell::plain("Quà Tết")]; 9];
        long[4] = vec![Cell::from(Vec::new()), Cell::plain("Học kỳ II")];
        assert!(stays_with_next(&long, false, 4), "a heading within the table");
    }

    proptest! {
        #[test]
        fn a_table_never_leaves_the_line(
            given in proptest::collection::vec((proptest::option::of(0u16..), 0u32..20_000, 0u32..20_000), 1..12),
        ) {
            let told: Vec<Option<u16>> = given.iter().map(|one| one.0).collect();
            let wishes: Vec<Wish> = given
                .iter()
                .map(|one| Wish { whole: one.1.max(one.2).min(LINE), word: one.2.min(LINE) })
                .collect();
            let widths = by_wishes(&columns(&told), &wishes);
            prop_assert!(widths.iter().all(|&width| width >= NARROWEST));
            prop_assert!(widths.iter().sum::<u32>() <= LINE + NARROWEST * given.len() as u32);
        }
    }
}
