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
pub(crate) const SLIP: u8 = 7;
pub(crate) const LOOSE: u8 = 8;

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
                // Japanese has no initials and no blanks: of it only classes 1, 2 and 5 to 8 speak.
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
    as_kana((word, how)).is_some_and(|kana| reading.contains(kana))
        || as_latin((word, how)).is_some_and(|latin| romaji::find(&romaji::from_kana(reading), &latin).is_some())
}

/// A bare word as a reading in kana.
pub(crate) fn as_kana((word, how): (&str, How)) -> Option<&str> {
    let kana = word.chars().all(|letter| matches!(letter, '\u{3041}'..='\u{309f}' | 'ー'));
    (how == How::Bare && kana && word.chars().count() >= 2).then_some(word)
}

/// A bare word as a reading in canonical Latin letters.
pub(crate) fn as_latin((word, how): (&str, How)) -> Option<String> {
    romaji::from_latin(word).filter(|_| how == How::Bare && word.chars().count() >= 3)
}

/// What an input method has finished of a word: it ends with one to three Latin consonants after a Japanese letter.
pub(crate) fn finished(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let consonant = |letter: &char| letter.is_ascii_lowercase() && !['a', 'i', 'u', 'e', 'o'].contains(letter);
    let mut left = 0;
    while letters.last().is_some_and(consonant) {
        letters.pop();
        left += 1;
    }
    ((1..=3).contains(&left) && letters.last().is_some_and(|letter| is_japanese(*letter)))
        .then(|| letters.into_iter().collect())
}

/// The words of a text that are one slip away from a bare word, as byte ranges: all whole words, or, for a word with Japanese
/// letters, all stretches, where a slip in the first or last letter needs a word to start or end there.
pub(crate) fn slips(word: &str, how: How, text: &str) -> Vec<(usize, usize)> {
    let japanese = word.chars().any(is_japanese);
    let counted = word.chars().filter(|letter| letter.is_alphabetic()).count();
    if how != How::Bare || counted < if japanese { 3 } else { 4 } {
        return Vec::new();
    }
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut found = Vec::new();
    for from in &edges {
        for to in edges.iter().filter(|to| *to > from) {
            let (starts, ends) = (is_word_start(text, *from), is_word_end(text, *to));
            let inner =
                edges.iter().any(|at| from < at && at < to && (is_word_start(text, *at) || is_word_end(text, *at)));
            if !japanese && (!starts || !ends || inner) {
                continue;
            }
            // A slip that may be taken for one inside the word is one there.
            let ways = ways(word, &text[*from..*to]);
            if ways.iter().any(|(first, last)| !japanese || ((!first || starts) && (!last || ends))) {
                found.push((*from, *to));
            }
        }
    }
    found
}

/// The ways in which exactly one slip parts two words: whether it is in the first, and whether in the last letter.
fn ways(one: &str, other: &str) -> Vec<(bool, bool)> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() > other.len() {
        return longer(&one, &other);
    }
    if one.len() < other.len() {
        return longer(&other, &one);
    }
    let mut ways = Vec::new();
    for at in 0..one.len() {
        let mut swapped = one.clone();
        if at + 1 < one.len() {
            swapped.swap(at, at + 1);
        }
        if swapped == other && one != other {
            ways.push((at == 0, at + 2 == one.len()));
        }
        if one[at] != other[at] && one[..at] == other[..at] && one[at + 1..] == other[at + 1..] {
            ways.push((at == 0, at + 1 == one.len()));
        }
    }
    ways
}

/// The letters that may be left out of a word to make another one.
fn longer(long: &[char], short: &[char]) -> Vec<(bool, bool)> {
    let without = |at: &usize| [&long[..*at], &long[at + 1..]].concat() == short;
    (0..long.len()).filter(without).map(|at| (at == 0, at + 1 == long.len())).collect()
}

/// Whether the letters of a bare word, three or more, stand in order within twice as many letters of a text: then the words
/// that they stand in, at the first such place, as a byte range.
pub(crate) fn loose(word: &str, how: How, text: &str) -> Option<(usize, usize)> {
    let word: Vec<char> = word.chars().collect();
    if how != How::Bare || word.len() < 3 {
        return None;
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for at in 0..letters.len() {
        let mut left = &word[..];
        let mut end = 0;
        for (byte, letter) in letters[at..].iter().take(2 * word.len()) {
            if left.first() == Some(letter) {
                left = &left[1..];
                end = byte + letter.len_utf8();
            }
        }
        if letters[at].1 == word[0] && left.is_empty() {
            let from = (0..=letters[at].0).rev().find(|at| *at == 0 || is_word_start(text, *at));
            let to = (end..=text.len()).find(|at| *at == text.len() || is_word_end(text, *at));
            return from.zip(to);
        }
    }
    None
}

/// What a word is in writing that is a number with its counter as they sound.
pub(crate) fn counted(word: &str) -> Option<String> {
    const COUNTERS: [(&str, &str); 7] = [
        ("き", "期"),
        ("かい", "回"),
        ("じ", "次"),
        ("ごう", "号"),
        ("しゅうねん", "周年"),
        ("かこく", "か国"),
        ("まんにん", "万人"),
    ];
    let digits: Vec<usize> = word.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let (first, last) = (*digits.first()?, *digits.last()?);
    let sounds = |typed: &str, kana: &str| typed == kana || romaji::from_latin(typed) == Some(romaji::from_kana(kana));
    let before = if sounds(&word[..first], "だい") { "第" } else { &word[..first] };
    let typed = &word[last + 1..];
    let after = COUNTERS.iter().find(|(kana, _)| sounds(typed, kana)).map_or(typed, |(_, written)| written);
    let written = format!("{before}{}{after}", &word[first..=last]);
    (written != word).then_some(written)
}

/// The parts of a reading in kana that a word, eight letters or more in Latin spelling, was typed for with one slip, as byte
/// ranges. Any stretch will do; where the slip is in the first or last letter, a word must start or end there.
pub(crate) fn heard(word: &str, how: How, reading: &str) -> Vec<(usize, usize)> {
    let latin = as_kana((word, how)).map(romaji::from_kana).or_else(|| as_latin((word, how)));
    let Some(latin) = latin.filter(|latin| latin.is_ascii() && latin.len() >= 8) else { return Vec::new() };
    let text = romaji::from_kana(reading);
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut found = Vec::new();
    for from in &edges {
        for to in edges.iter().filter(|to| *to > from) {
            let (starts, ends) = (is_word_start(&text, *from), is_word_end(&text, *to));
            let near = to - from <= latin.len() + 4;
            if near && ways(&latin, &text[*from..*to]).iter().any(|(first, last)| (!first || starts) && (!last || ends))
            {
                let kana = romaji::kana_of(reading, *from..*to);
                found.push((kana.start, kana.end));
            }
        }
    }
    found
}
