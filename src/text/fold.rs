//! Folding: one form for all spellings that a reader takes for the same word.
//!
//! NFKC, lower case, Latin letters without marks, katakana as hiragana. [`fold`] gives the folded text alone,
//! [`fold_with_map`] also says which letter of the source each folded letter came from.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A folded text whose letters remember where they came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each letter (`char`) of `text`, the byte range in the source of the grapheme cluster that it came from.
    pub origin: Vec<(u32, u32)>,
}

/// The folded form of a text.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        // Most letters stand alone and fold by themselves; only the others need to be taken as a cluster.
        let next_alone = after.chars().next().is_none_or(|next| fold_alone(next).is_some());
        if let Some(folded) = fold_alone(letter).filter(|_| next_alone) {
            out.push(folded);
            rest = after;
        } else {
            let end = rest.graphemes(true).next().map_or(rest.len(), str::len);
            fold_cluster(&rest[..end], &mut out);
            rest = &rest[end..];
        }
    }
    out
}

/// The folded form of a letter that never joins with the letter after it, where that is one letter again.
fn fold_alone(letter: char) -> Option<char> {
    let moved = |to: char, from: char| char::from_u32(to as u32 + (letter as u32 - from as u32));
    match letter {
        ' '..='~' => Some(letter.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '、' | '。' | '「' | '」' | '『' | '』' | '・' | 'ー' => {
            Some(letter)
        }
        '\u{30a1}'..='\u{30f6}' => moved('ぁ', 'ァ'),
        '０'..='９' => moved('0', '０'),
        'Ａ'..='Ｚ' => moved('a', 'Ａ'),
        'ａ'..='ｚ' => moved('a', 'ａ'),
        '（' => Some('('),
        '）' => Some(')'),
        _ => None,
    }
}

/// The folded form of a text, with the origin of each folded letter.
pub fn fold_with_map(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
    for (start, cluster) in text.grapheme_indices(true) {
        let before = folded.text.len();
        fold_cluster(cluster, &mut folded.text);
        let letters = folded.text[before..].chars().count();
        folded.origin.extend(std::iter::repeat_n((start as u32, (start + cluster.len()) as u32), letters));
    }
    folded
}

fn fold_cluster(cluster: &str, out: &mut String) {
    let mut letters = cluster.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
            return;
        }
        if let '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' = letter {
            out.push(letter);
            return;
        }
    }
    let mut after_japanese = false;
    for letter in cluster.nfkc().flat_map(char::to_lowercase).nfd().filter(|letter| !is_ignorable(*letter)) {
        if is_combining_mark(letter) {
            // Sound marks of kana change the letter; marks of other scripts only colour it.
            if after_japanese {
                recompose(out, letter);
            }
            continue;
        }
        after_japanese = super::is_japanese(letter);
        push_folded(letter, out);
    }
}

fn is_ignorable(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

fn recompose(out: &mut String, mark: char) {
    if let Some(base) = out.pop() {
        match unicode_normalization::char::compose(base, mark) {
            Some(letter) => out.push(letter),
            None => out.extend([base, mark]),
        }
    }
}

fn push_folded(letter: char, out: &mut String) {
    match letter {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'þ' => out.push_str("th"),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        '‘' | '’' | '‚' | '′' => out.push('\''),
        '“' | '”' | '„' | '″' => out.push('"'),
        '‐'..='―' | '−' => out.push('-'),
        '〜' => out.push('~'),
        '\u{30a1}'..='\u{30f6}' | '\u{30fd}' | '\u{30fe}' => {
            out.push(char::from_u32(letter as u32 - 0x60).unwrap_or(letter));
        }
        _ => out.push(letter),
    }
}

/// The kinds of letters between which a word starts, in folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Digit,
    Kana,
    Kanji,
    Gap,
}

fn script(letter: char) -> Script {
    match letter {
        '0'..='9' => Script::Digit,
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\u{3041}'..='\u{30ff}' if letter != '・' => Script::Kana,
        '々' | '〇' => Script::Kanji,
        _ if super::is_japanese(letter) => Script::Kanji,
        _ if letter.is_alphanumeric() => Script::Latin,
        _ => Script::Gap,
    }
}

/// Whether a word starts at this byte of a folded text: after a gap, or where the script changes
/// (kana, kanji, Latin letters, digits). False inside a letter and at the end.
pub fn is_word_start(folded: &str, at: usize) -> bool {
    let Some(rest) = folded.get(at..) else { return false };
    let Some(next) = rest.chars().next() else { return false };
    let next = script(next);
    let before = folded[..at].chars().next_back().map_or(Script::Gap, script);
    next != Script::Gap && next != before
}

/// All word starts of a folded text, as [`is_word_start`] tells them, with the letter that stands there.
pub fn word_starts(folded: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut before = Script::Gap;
    folded.char_indices().filter(move |(_, letter)| {
        let next = script(*letter);
        let last = std::mem::replace(&mut before, next);
        next != Script::Gap && next != last
    })
}

/// The word of a folded text that starts at this byte: the letters of one script from there on.
pub fn word_at(folded: &str, at: usize) -> &str {
    let rest = folded.get(at..).unwrap_or_default();
    let mut letters = rest.char_indices();
    let Some(first) = letters.next().map(|(_, letter)| script(letter)).filter(|first| *first != Script::Gap) else {
        return "";
    };
    let end = letters.find(|(_, letter)| script(*letter) != first);
    &rest[..end.map_or(rest.len(), |(end, _)| end)]
}

/// Whether a word ends at this byte of a folded text; the mirror of [`is_word_start`].
pub fn is_word_end(folded: &str, at: usize) -> bool {
    let Some(before) = folded.get(..at).and_then(|text| text.chars().next_back()) else { return false };
    let before = script(before);
    let next = folded[at..].chars().next().map_or(Script::Gap, script);
    before != Script::Gap && before != next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (one, other) in [
            ("CERN", "cern"),
            ("ＣＥＲＮ", "cern"),
            ("Müller", "muller"),
            ("Colón", "colon"),
            ("Straße", "strasse"),
            ("フォーラム", "ふぉーらむ"),
            ("ﾊﾞｲｵ", "ばいお"),
            ("㍻", "平成"),
            ("ガ", "か\u{3099}"),
            ("Ångström", "angstrom"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_is_the_long_way(text in "[a-zA-Zぁ-んァ-ヶ科学Ａｚ９（）、・ーゝヽéßﾊﾞ㍻\u{301}\u{3099}\u{200d}\u{fe0f} \r\n]{0,12}|\\PC{0,12}") {
            proptest::prop_assert_eq!(fold(&text), fold_with_map(&text).text);
        }
    }

    #[test]
    fn the_map_leads_back_to_the_cluster() {
        let folded = fold_with_map("Aß㍻ﾊﾞ");
        assert_eq!(folded.text, "ass平成ば");
        assert_eq!(folded.origin, [(0, 1), (1, 3), (1, 3), (3, 6), (3, 6), (6, 12)]);
    }

    #[test]
    fn words_start_where_the_script_changes() {
        let text = fold("第5回INGSA国際会議のテーマ, x-ray");
        let starts: Vec<&str> =
            text.char_indices().filter(|(at, _)| is_word_start(&text, *at)).map(|(at, _)| &text[at..]).collect();
        let firsts: String = starts.iter().filter_map(|rest| rest.chars().next()).collect();
        assert_eq!(firsts, "第5回i国のxr");
    }

    proptest::proptest! {
        #[test]
        fn all_starts_are_the_starts(text in "[a-cあア科Ａ9 、ー.\u{1f}-]{0,12}|\\PC{0,12}") {
            let each = text.char_indices().filter(|(at, _)| is_word_start(&text, *at));
            proptest::prop_assert_eq!(word_starts(&text).collect::<Vec<_>>(), each.collect::<Vec<_>>());
        }
    }

    proptest::proptest! {
        #[test]
        fn a_word_ends_where_words_end(text in "[a-cあア科Ａ9 、ー.\u{1f}-]{0,12}|\\PC{0,12}") {
            for (at, _) in word_starts(&text) {
                let end = (at + 1..=text.len()).find(|end| is_word_end(&text, *end)).unwrap();
                proptest::prop_assert_eq!(word_at(&text, at), &text[at..end]);
            }
        }
    }

    #[test]
    fn ends_mirror_starts() {
        assert!(is_word_end("iter", 4));
        assert!(!is_word_end("iteration", 4));
        assert!(is_word_end("iter計画", 4));
        assert!(!is_word_end("a", 0));
    }
}
