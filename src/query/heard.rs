//! Words typed by their sound that no reading has: a number with its counter, and a slip in the sounds.

use std::ops::Range;

use memchr::memmem::Finder;

use super::How;
use super::slips::Slips;
use super::words::Needle;
use crate::text::romaji;

/// What numbers are counted in, with its sound.
const COUNTERS: &[(&str, &str)] = &[
    ("期", "き"),
    ("回", "かい"),
    ("次", "じ"),
    ("号", "ごう"),
    ("周年", "しゅうねん"),
    ("か国", "かこく"),
    ("万人", "まんにん"),
];

/// The fewest sounds, in canonical Latin letters, of a word whose slips are forgiven in a reading.
const LETTERS: usize = 8;

impl Needle {
    /// What it is in writing, where it is a number with its counter as they sound: `dai6ki` is 第6期.
    pub(super) fn counted(&self) -> Option<Self> {
        let digit = |letter: char| letter.is_ascii_digit();
        let (first, last) = (self.folded.find(digit)?, self.folded.rfind(digit)?);
        let (before, number, after) = (&self.folded[..first], &self.folded[first..=last], &self.folded[last + 1..]);
        let sounds = |typed: &str, kana: &str| {
            typed == kana || romaji::from_latin(typed).is_some_and(|latin| latin == romaji::from_kana(kana))
        };
        let before = if sounds(before, "だい") { "第" } else { before };
        let after = COUNTERS.iter().find(|(_, kana)| sounds(after, kana)).map_or(after, |(written, _)| written);
        let written = [before, number, after].concat();
        (self.how == How::Bare && written != self.folded).then(|| Self::new(&written, How::Bare))
    }
}

/// A word typed by its sound, whose slips are forgiven in readings.
pub(super) struct Heard {
    slips: Slips,
    /// Wherever the one slip is, one of these parts is without it.
    parts: [Finder<'static>; 3],
}

impl Heard {
    /// The slips in the sounds of a needle, where it may be a reading and has enough of them.
    pub(super) fn of(needle: &Needle) -> Option<Self> {
        let [kana, latin] = needle.as_reading();
        let latin = kana.map(romaji::from_kana).or_else(|| latin.map(str::to_owned))?;
        if latin.len() < LETTERS || !latin.is_ascii() {
            return None;
        }
        let third = latin.len() / 3;
        let part = |part: &str| Finder::new(part).into_owned();
        let parts = [part(&latin[..third]), part(&latin[third..2 * third]), part(&latin[2 * third..])];
        Some(Self { slips: Slips::of_sounds(&latin), parts })
    }

    /// Whether a reading in canonical Latin letters has the sounds with one slip.
    pub(super) fn any_in(&self, latin: &str) -> bool {
        self.parts.iter().any(|part| part.find(latin.as_bytes()).is_some()) && self.slips.any_in(latin)
    }

    /// The parts of a folded reading in kana that it was typed for.
    pub(super) fn in_kana(&self, kana: &str) -> Vec<Range<usize>> {
        let found = self.slips.in_text(&romaji::from_kana(kana));
        found.into_iter().map(|range| romaji::kana_of(kana, range)).filter(|range| !range.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_with_its_counter() {
        for (typed, written) in [
            ("dai6ki", Some("第6期")),
            ("だい6き", Some("第6期")),
            ("第6ki", Some("第6期")),
            ("dai12kai", Some("第12回")),
            ("50shuunen", Some("50周年")),
            ("dai6", Some("第6")),
            ("g7", None),
            ("第6期", None),
            ("dai", None),
            ("2011", None),
        ] {
            let counted = Needle::new(typed, How::Bare).counted();
            assert_eq!(counted.map(|needle| needle.folded).as_deref(), written, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_part_is_without_the_slip(word in "[a-c]{8,10}", at in 0_usize..10, kind in 0..4, letter in "[a-d]") {
            let heard = Heard::of(&Needle::new(&word, How::Bare));
            let Some(heard) = heard else { return Ok(()) };
            let latin = romaji::from_latin(&word).unwrap_or_default();
            let at = at % latin.len();
            let mut text = latin.clone();
            match kind {
                0 => text.insert_str(at, &letter),
                1 => text.replace_range(at..=at, ""),
                2 => text.replace_range(at..=at, &letter),
                _ => {
                    let end = (at + 2).min(text.len());
                    let pair: String = text[at..end].chars().rev().collect();
                    text.replace_range(at..end, &pair);
                }
            }
            proptest::prop_assert_eq!(heard.any_in(&text), heard.slips.any_in(&text));
        }
    }
}
