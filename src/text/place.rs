//! Places in a text that somebody wrote by hand: what an offset is to whoever looks at an editor.

/// Line and column of a byte offset, both from 1; the column counts characters. An offset past the end is the end.
pub fn of(source: &str, offset: usize) -> (usize, usize) {
    let before = source.get(..offset).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_an_editor_shows() {
        let source = "mã = 1\nnhãn = x\n";
        assert_eq!(of(source, 0), (1, 1));
        assert_eq!(of(source, source.find('x').unwrap_or(0)), (2, 8));
        assert_eq!(of(source, 1_000), (3, 1));
        assert_eq!(of("", 0), (1, 1));
    }
}
