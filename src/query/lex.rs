//! A line cut into its words: blanks part them, except escaped ones and those within quotes.

use std::ops::Range;

/// The words of a line, as byte ranges.
///
/// A quote opens at the start of a word, after its negation, or after the colon or a comma of a field, and runs to the next
/// quote that no backslash precedes, or else to the end of the line. A phrase that fills its quotes ends with them, whatever
/// follows. `is_field` says whether a name is a field's.
pub(super) fn words(line: &str, is_field: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut letters = line.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut valued = false;
        let mut quoted = first == '"';
        let mut phrase = quoted;
        let mut escaped = first == '\\';
        while let Some((at, letter)) = letters.next_if(|(_, letter)| quoted || escaped || !letter.is_whitespace()) {
            let before = &line[start..at];
            if !quoted && matches!(letter, ':' | '：') && !before.contains([':', '：']) {
                valued = is_field(before.trim_start_matches(['!', '！', '-']));
            }
            end = at + letter.len_utf8();
            if letter == '"' && !escaped {
                if phrase {
                    break;
                }
                phrase = matches!(before, "!" | "！");
                quoted = !quoted && (phrase || (valued && before.ends_with([':', '：', ',', '，'])));
            }
            escaped = letter == '\\' && !escaped;
        }
        words.push(start..end);
    }
    words
}

/// A quoted text without its quotes and escapes, and what follows the closing quote.
pub(super) fn unquote(text: &str) -> (String, &str) {
    let mut out = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (out, &text[at + 1..]),
            '\\' => match letters.clone().next() {
                Some((_, next @ ('"' | '\\'))) => {
                    out.push(next);
                    letters.next();
                }
                _ => out.push('\\'),
            },
            _ => out.push(letter),
        }
    }
    (out, "")
}

/// A word without the backslashes before blanks.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(blank) if letter == '\\' && blank.is_whitespace() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A text in quotes, so that nothing in it is read as a sign.
pub(super) fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        words(line, &|name| name == "x").into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn blanks_part_words_unless_escaped_or_quoted() {
        assert_eq!(cut("a  b\u{3000}c"), ["a", "b", "c"]);
        assert_eq!(cut(r"a\ b c"), [r"a\ b", "c"]);
        assert_eq!(cut(r#""a b" c"#), [r#""a b""#, "c"]);
        assert_eq!(cut(r#"!"a b" c"#), [r#"!"a b""#, "c"]);
        assert_eq!(cut(r#"x:"a b",c d"#), [r#"x:"a b",c"#, "d"]);
        assert_eq!(cut(r#"a"b y:"c d"#), [r#"a"b"#, r#"y:"c"#, "d"]);
        assert_eq!(cut(r#""a b"c !"d"e"#), [r#""a b""#, "c", r#"!"d""#, "e"]);
        assert_eq!(cut(r#""a \" b" c"#), [r#""a \" b""#, "c"]);
        assert_eq!(cut(r#""open to the end"#), [r#""open to the end"#]);
    }

    #[test]
    fn quoting_comes_back() {
        for text in ["a b", r#"say "x""#, r"back\slash", "科学 外交", ""] {
            assert_eq!(unquote(&quote(text)), (text.to_owned(), ""), "{text}");
        }
    }
}
