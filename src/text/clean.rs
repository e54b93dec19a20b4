//! Cleaning of text where it enters: nothing from a file or a terminal may later act as a control sequence.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Whether a letter must never reach the terminal: controls, bidirectional overrides and isolates, invisible tags.
pub fn is_forbidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_half_width_kana(letter: char) -> bool {
    matches!(letter, '\u{ff61}'..='\u{ff9f}')
}

/// The text without forbidden letters, and whether any was taken out.
///
/// Line breaks and tabs become one blank without being counted as taken out; half-width kana becomes full-width,
/// because terminals and width tables disagree on its sound marks.
pub fn clean(text: &str) -> (Cow<'_, str>, bool) {
    // Most texts are plain, and a file may hold millions of them.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return (Cow::Borrowed(text), false);
    }
    if !text.chars().any(|letter| is_forbidden(letter) || is_half_width_kana(letter)) {
        return (Cow::Borrowed(text), false);
    }
    let mut out = String::with_capacity(text.len());
    let mut kana = String::new();
    let mut taken = false;
    for letter in text.chars() {
        if is_half_width_kana(letter) {
            kana.push(letter);
            continue;
        }
        out.extend(kana.nfkc());
        kana.clear();
        match letter {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if is_forbidden(letter) => taken = true,
            _ => out.push(letter),
        }
    }
    out.extend(kana.nfkc());
    (Cow::Owned(out), taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_overrides_go_and_are_reported() {
        assert_eq!(clean("a\u{1b}[31mb"), (Cow::Owned("a[31mb".into()), true));
        assert_eq!(clean("a\u{202e}b\u{9b}c").0, "abc");
        assert_eq!(clean("plain"), (Cow::Borrowed("plain"), false));
    }

    #[test]
    fn breaks_become_one_blank_without_a_report() {
        assert_eq!(clean("a\r\n\tb"), (Cow::Owned("a b".into()), false));
    }

    #[test]
    fn half_width_kana_becomes_full_width() {
        assert_eq!(clean("ｶﾞｷﾞx").0, "ガギx");
    }
}
