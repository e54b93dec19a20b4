//! A line cut into its words: blanks part them, except escaped ones and those within quotes.

use std::ops::Range;

/// The words of a line, as byte ranges.
///
/// A quote opens at the start of a word, after its negation, or after the colon or a comma of a field, and runs to the next
/// quote that no backslash precedes, or else to the end of the line. A phrase that fills its quotes ends with them, whatever
/// follows, and so does the side of a comparison. `is_field` says whether a name is a field's.
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
                phrase = matches!(before, "!" | "！") || (!quoted && begins_side(before));
                quoted = !quoted && (phrase || (valued && before.ends_with([':', '：', ',', '，'])));
            }
            escaped = letter == '\\' && !escaped;
        }
        words.push(start..end);
    }
    words
}

/// Whether what stands before a quote is the name of a side, with signs before it or without.
fn begins_side(before: &str) -> bool {
    let name = before.trim_start_matches(['!', '！', '-']).strip_suffix([':', '：']);
    name.is_some_and(|name| name.eq_ignore_ascii_case(super::side::NAME))
}

/// A quoted text without its quotes and escapes, and what follows the closing quote.
pub(super) fn unquote(text: &str) -> (String, &str) {
    let Unquoted { text, rest, .. } = unquote_in_place(text);
    (text, rest.unwrap_or_default())
}

/// A text taken out of its quotes.
pub(super) struct Unquoted<'a> {
    /// The text without quotes and escapes.
    pub(super) text: String,
    /// For each byte of it, and for its end, where it stood among the quotes.
    pub(super) places: Vec<usize>,
    /// What follows the closing quote, where there is one.
    pub(super) rest: Option<&'a str>,
}

/// The same, with the place of each byte.
pub(super) fn unquote_in_place(quoted: &str) -> Unquoted<'_> {
    let (mut text, mut places) = (String::new(), Vec::new());
    let mut letters = quoted.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        let letter = match (letter, letters.clone().next()) {
            ('"', _) => {
                places.push(at);
                return Unquoted { text, places, rest: Some(&quoted[at + 1..]) };
            }
            ('\\', Some((_, next @ ('"' | '\\')))) => {
                letters.next();
                next
            }
            _ => letter,
        };
        text.push(letter);
        places.extend(at..at + letter.len_utf8());
    }
    places.push(quoted.len());
    Unquoted { text, places, rest: None }
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

    #[test]
    fn a_letter_knows_where_it_stood_in_quotes() {
        let quoted = r#""a\"科\\x" rest"#;
        let Unquoted { text, places, rest } = unquote_in_place(quoted);
        assert_eq!(rest, Some(" rest"));
        for (at, letter) in text.char_indices() {
            let place = &quoted[places[at]..places[at + letter.len_utf8()]];
            assert!(place == letter.to_string() || place == format!("\\{letter}"), "{letter}: {place}");
        }
    }
}
