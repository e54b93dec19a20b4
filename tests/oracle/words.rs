//! Whether a word matches a text, and how well.
//!
//! Texts are compared folded (NFKC, lower case, no Latin marks, katakana as hiragana). A word of a text starts where the
//! script changes or a gap ends, and ends likewise; so `第5回INGSA国際会議` has the words 第, 5, 回, ingsa, 国際会議.

use scidip::text::fold::{is_word_end, is_word_start};
use scidip::text::{is_japanese, romaji};

use super::line::How;

/// The classes of a match, the lower the better.
pub(crate) const WORD_START: u8 = 1;
pub(crate) const CONTAINED: u8 = 2;
pub(crate) const INITIALS: u8 = 3;
pub(crate) const BEGINNINGS: u8 = 4;
pub(crate) const BODY: u8 = 5;
pub(crate) const READING: u8 = 6;
pub(crate) const LOOSE: u8 = 7;

/// The class of a folded word in a folded title or name, as far as the letters themselves say (1 to 4).
pub(crate) fn class(word: &str, how: How, text: &str) -> Option<u8> {
    let found: Vec<usize> = places(word, text);
    let starts = |at: usize| at == 0 || is_word_start(text, at);
    let ends = |at: usize| at == text.len() || is_word_end(text, at);
    let placed = match how {
        How::Start => text.starts_with(word),
        How::End => text.ends_with(word),
        How::Whole => text == word,
        How::Word => found.iter().any(|at| starts(*at) && ends(at + word.len())),
        How::Bare | How::Exact => {
            return if found.iter().any(|at| is_word_start(text, *at)) {
                Some(WORD_START)
            } else if !found.is_empty() {
                Some(CONTAINED)
            } else if how == How::Exact || word.chars().any(is_japanese) {
                // Japanese has no initials and no blanks: of it only classes 1, 2 and 5 to 7 speak.
                None
            } else if initials(word, text) {
                Some(INITIALS)
            } else {
                begins_words(word, text).then_some(BEGINNINGS)
            };
        }
    };
    placed.then_some(WORD_START)
}

/// All bytes of a text at which a word stands.
fn places(word: &str, text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with(word)).collect()
}

/// Two letters or more, each the first of a word, the words in a row.
fn initials(word: &str, text: &str) -> bool {
    let firsts: Vec<char> =
        text.char_indices().filter(|(at, _)| is_word_start(text, *at)).map(|(_, letter)| letter).collect();
    let word: Vec<char> = word.chars().collect();
    word.len() >= 2 && firsts.windows(word.len()).any(|row| row == word)
}

/// Three letters or more, cut into pieces of which each starts where a word of the text starts, one after the other, all
/// within twice as many letters of the text as the word has.
fn begins_words(word: &str, text: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let letters: Vec<char> = text.chars().collect();
    let starts: Vec<usize> =
        text.char_indices().enumerate().filter(|(_, (byte, _))| is_word_start(text, *byte)).map(|(at, _)| at).collect();
    let reach = 2 * word.len();
    word.len() >= 3
        && starts.iter().any(|first| pieces(&word, &letters[..letters.len().min(first + reach)], &starts, *first, true))
}

/// Whether `word` can be cut into pieces that stand at starts from `from` on; the first piece at `from` itself.
fn pieces(word: &[char], letters: &[char], starts: &[usize], from: usize, first: bool) -> bool {
    if word.is_empty() {
        return true;
    }
    let here = starts.iter().filter(|start| if first { **start == from } else { **start >= from });
    here.copied().any(|start| {
        let common = (1..=word.len()).take_while(|n| letters.get(start..start + n) == Some(&word[..*n]));
        common.collect::<Vec<_>>().into_iter().any(|n| pieces(&word[n..], letters, starts, start + n, false))
    })
}

/// Whether a bare word is, or may be typed for, a part of a reading: two letters of kana or more, or three Latin letters or
/// more that spell a sound of it and what follows.
pub(crate) fn reads(word: &str, how: How, reading: &str) -> bool {
    let letters = word.chars().count();
    let kana = word.chars().all(|letter| matches!(letter, '\u{3041}'..='\u{309f}' | 'ー'));
    let latin = romaji::from_latin(word);
    how == How::Bare
        && (letters >= 2 && kana && reading.contains(word)
            || letters >= 3 && latin.is_some_and(|latin| romaji::find(&romaji::from_kana(reading), &latin).is_some()))
}

/// Whether the letters of a bare word, three or more, stand in order within twice as many letters of a text.
pub(crate) fn loose(word: &str, how: How, text: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let letters: Vec<char> = text.chars().collect();
    let stand = |window: &[char]| {
        let mut left = &word[..];
        for letter in window {
            if left.first() == Some(letter) {
                left = &left[1..];
            }
        }
        left.is_empty()
    };
    how == How::Bare
        && word.len() >= 3
        && (0..letters.len())
            .any(|at| letters[at] == word[0] && stand(&letters[at..letters.len().min(at + 2 * word.len())]))
}
