//! Cells: how wide a text stands on the terminal, and how to cut it to a width.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The mark of a text that was cut.
pub const ELLIPSIS: &str = "…";

/// The letters of a bar, by its height in eighths.
pub const LEVELS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The cells that a text takes, by the same tables as the painting.
///
/// Tables and terminals disagree on half-width sound marks; cleaned text (see [`super::clean`]) has none.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The longest beginning of a text that fits into `cells`, never splitting a grapheme cluster.
pub fn head(text: &str, cells: usize) -> &str {
    if text.is_ascii() {
        return &text[..text.len().min(cells)];
    }
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// The longest end of a text that fits into `cells`.
pub fn tail(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true).rev() {
        used += cluster.width();
        if used > cells {
            return &text[at + cluster.len()..];
        }
    }
    text
}

/// The text itself where it fits into `cells`, else its beginning with an ellipsis.
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    match cells {
        0 => Cow::Borrowed(""),
        _ => Cow::Owned(format!("{}{ELLIPSIS}", head(text, cells - 1).trim_end())),
    }
}

/// The text cut or filled with blanks on the right to exactly `cells`.
pub fn pad(text: &str, cells: usize) -> String {
    let text = cut(text, cells);
    let missing = cells - width(&text);
    format!("{text}{:missing$}", "")
}

/// The text cut or filled with blanks on the left to exactly `cells`.
pub fn pad_left(text: &str, cells: usize) -> String {
    let text = cut(text, cells);
    let missing = cells - width(&text);
    format!("{:missing$}{text}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_takes_two_cells_also_where_it_came_in_half_width() {
        assert_eq!(width("外務省"), 6);
        assert_eq!(width(&crate::text::clean::clean("ｶﾞｷﾞ").0), 4);
        assert_eq!(width("e\u{301}"), 1);
    }

    #[test]
    fn a_cut_never_splits_and_never_overflows() {
        assert_eq!(cut("科学外交", 8), "科学外交");
        assert_eq!(cut("科学外交", 7), "科学外…");
        assert_eq!(cut("科学外交", 6), "科学…");
        assert_eq!(pad("科学外交", 6), "科学… ");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(tail("科学外交", 5), "外交");
    }

    proptest::proptest! {
        #[test]
        fn padded_is_exactly_as_wide_as_asked(text in "\\PC{0,40}", cells in 0_usize..60) {
            proptest::prop_assert_eq!(width(&pad(&text, cells)), cells);
            proptest::prop_assert_eq!(width(&pad_left(&text, cells)), cells);
        }
    }
}
