//! Lines: where a text may be broken, by the Unicode line breaking rules (Japanese ones included).

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::width::{head, width};

/// The text in lines of at most `cells`, as byte ranges of the text without the blanks at line ends.
///
/// A word longer than a line is cut between grapheme clusters. An empty text gives no line.
pub fn wrap(text: &str, cells: usize) -> Vec<std::ops::Range<usize>> {
    let cells = cells.max(2);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fits = 0;
    for (at, kind) in linebreaks(text) {
        while width(text[start..at].trim_end()) > cells {
            if fits > start {
                push_line(text, start..fits, &mut lines);
                start = fits;
            } else {
                let cut = start + head(&text[start..], cells).len().max(first_letter(&text[start..]));
                push_line(text, start..cut, &mut lines);
                start = cut;
                fits = cut;
            }
        }
        fits = at;
        if kind == BreakOpportunity::Mandatory && at > start {
            push_line(text, start..at, &mut lines);
            start = at;
        }
    }
    lines
}

fn first_letter(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

fn push_line(text: &str, range: std::ops::Range<usize>, lines: &mut Vec<std::ops::Range<usize>>) {
    let end = range.start + text[range.clone()].trim_end().len();
    lines.push(range.start..end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn breaks_at_blanks() {
        assert_eq!(lines("science for diplomacy", 12), ["science for", "diplomacy"]);
        assert_eq!(lines("", 12), Vec::<&str>::new());
    }

    #[test]
    fn japanese_keeps_its_stops_off_the_line_start() {
        assert_eq!(lines("科学技術、外交。", 8), ["科学技", "術、外", "交。"]);
        assert!(lines("科学技術、外交。", 8).iter().all(|line| !line.starts_with(['、', '。'])));
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("科学外交", 3), ["科", "学", "外", "交"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[a-z 科学技術、。ァー()]{0,60}", cells in 2_usize..20) {
            let lines = lines(&text, cells);
            let joined: String = lines.concat().chars().filter(|letter| !letter.is_whitespace()).collect();
            let whole: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
            proptest::prop_assert_eq!(joined, whole);
            proptest::prop_assert!(lines.iter().all(|line| width(line) <= cells.max(2)));
        }
    }
}
