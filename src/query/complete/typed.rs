//! What stands before the cursor: a word, a value of a field, or text that nothing completes.

use super::super::item::is_name;
use super::super::lex::words;

/// A range of bytes of the line.
pub type Span = std::ops::Range<usize>;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A word that may become a field or a date.
    Word(String),
    /// The name of a field as typed, and the beginning of one of its values.
    Value(String, String),
    /// A text that is no beginning of anything.
    Text,
}

/// What stands before the cursor, and the bytes that what is meant takes the place of.
pub(super) fn typed_at(line: &str, cursor: usize) -> (Span, Typed) {
    let cursor = (0..=cursor.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default();
    let word = words(line, &is_name).into_iter().find(|span| span.start < cursor && cursor <= span.end);
    let Some(word) = word else {
        // What is put before a word would be a part of it.
        let apart = line[cursor..].chars().next().is_none_or(char::is_whitespace);
        return (cursor..cursor, if apart { Typed::Word(String::new()) } else { Typed::Text });
    };
    let head = &line[word.start..cursor];
    let bare = head.trim_start_matches(['!', '！']);
    let bare = if bare.contains([':', '：']) { bare.strip_prefix('-').unwrap_or(bare) } else { bare };
    let start = cursor - bare.len();
    if bare.starts_with(['"', '\'', '^']) {
        return (start..word.end, Typed::Text);
    }
    let Some(colon) = bare.find([':', '：']).filter(|at| is_name(&bare[..*at])) else {
        // Of a field that has its value already only the name is meant.
        let colon = line[cursor..word.end].char_indices().find(|(_, letter)| matches!(letter, ':' | '：'));
        let end = colon.map_or(word.end, |(at, letter)| cursor + at + letter.len_utf8());
        return (start..end, Typed::Word(bare.to_owned()));
    };
    let name = bare[..colon].to_owned();
    let after = start + colon + bare[colon..].chars().next().map_or(0, char::len_utf8);
    let value = value_at(&line[after..word.end], cursor - after);
    let typed = line[after + value.start..cursor].trim_start_matches('"').to_owned();
    (after + value.start..after + value.end, Typed::Value(name, typed))
}

/// The value of several, parted by commas outside quotes, that a byte stands in.
fn value_at(values: &str, cursor: usize) -> Span {
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, letter) in values.char_indices() {
        if !quoted && matches!(letter, ',' | '，') {
            if at >= cursor {
                return start..at;
            }
            start = at + letter.len_utf8();
        }
        quoted ^= letter == '"' && !escaped && (quoted || at == start);
        escaped = letter == '\\' && !escaped;
    }
    start..values.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_told_with_its_place() {
        let word = |text: &str| Typed::Word(text.to_owned());
        let value = |name: &str, text: &str| Typed::Value(name.to_owned(), text.to_owned());
        // The cursor stands at the sign ¦.
        for (line, replaced, typed) in [
            ("¦", "", word("")),
            ("cou¦", "cou", word("cou")),
            ("iter !cou¦nt x", "count", word("cou")),
            ("country:¦", "", value("country", "")),
            ("x country:j¦ap y", "jap", value("country", "j")),
            ("-c:US,j¦,FR", "j", value("c", "j")),
            ("c:\"united¦ st", "\"united st", value("c", "united")),
            ("c:\"a, b¦\",FR", "\"a, b\"", value("c", "a, b")),
            ("国：日¦", "日", value("国", "日")),
            ("\"world sc¦", "\"world sc", Typed::Text),
            ("'it¦er", "'iter", Typed::Text),
            ("10:3¦0", "10:30", word("10:3")),
            ("c¦:jap", "c:", word("c")),
            ("¦jap", "", Typed::Text),
        ] {
            let cursor = line.find('¦').unwrap();
            let line = line.replace('¦', "");
            let (span, found) = typed_at(&line, cursor);
            assert_eq!((&line[span], found), (replaced, typed), "{line}");
        }
    }
}
