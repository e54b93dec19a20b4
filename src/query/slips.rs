//! Words that are one slip away from a typed one (class 7).

use std::ops::Range;

use memchr::memmem::Finder;

use super::How;
use super::scan::{Run, Texts, in_rows};
use super::words::{Class, Needle, Rank, Site, improve, rank};
use crate::store::columns::Strings;
use crate::text::fold::{is_word_end, is_word_start, word_at, word_starts};
use crate::text::is_japanese;

/// The fewest letters of a word whose slips are forgiven, without and with Japanese ones.
const LETTERS: usize = 4;
const JAPANESE: usize = 3;

/// A typed word whose slips are forgiven.
#[derive(Clone, Debug)]
pub(super) struct Slips {
    letters: Vec<char>,
    /// Whether it has Japanese letters, so that any stretch of a text will do for a word.
    is_japanese: bool,
}

impl Slips {
    /// The slips of a needle, where they are forgiven.
    pub(super) fn of(needle: &Needle) -> Option<Self> {
        let letters: Vec<char> = needle.folded.chars().collect();
        let is_japanese = letters.iter().any(|letter| is_japanese(*letter));
        let counted = letters.iter().filter(|letter| letter.is_alphabetic()).count();
        let long = counted >= if is_japanese { JAPANESE } else { LETTERS };
        (needle.how == How::Bare && long).then_some(Self { letters, is_japanese })
    }

    /// The slips in sounds, for which any stretch of a reading in Latin letters will do.
    pub(super) fn of_sounds(latin: &str) -> Self {
        Self { letters: latin.chars().collect(), is_japanese: true }
    }

    /// Whether a text holds a word that is one slip away.
    pub(super) fn any_in(&self, text: &str) -> bool {
        let mut found = false;
        self.each(text, &mut |_| {
            found = true;
            false
        });
        found
    }

    /// The byte ranges of the words of a folded text that are one slip away.
    pub(super) fn in_text(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        self.each(text, &mut |range| {
            found.push(range);
            true
        });
        found
    }

    /// Tells each word of a folded text that is one slip away, until it is told to stop.
    fn each(&self, text: &str, tell: &mut dyn FnMut(Range<usize>) -> bool) {
        if self.is_japanese {
            self.each_stretch(text, tell);
            return;
        }
        for (at, _) in word_starts(text) {
            let word = word_at(text, at);
            if self.is_off(word) && !tell(at..at + word.len()) {
                return;
            }
        }
    }

    /// Whether a whole word may be one slip away, by a quick look at its bytes and what parts it from the next one.
    fn may_be_off(&self, bytes: &[u8]) -> bool {
        let count = self.letters.len();
        // Too few bytes are too few letters.
        if bytes.len() + 1 < count {
            return false;
        }
        let Some(head) = bytes.get(..count + 2).or(Some(bytes)).filter(|head| head.is_ascii()) else { return true };
        // No word starts among these bytes but the first, so a letter so far behind is one of the same word.
        if head.get(count + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return false;
        }
        // However the slip is made, the first letters agree, or the second ones, or one with the other.
        let ([one, two, ..], [first, second, ..]) = (&self.letters[..], head) else { return true };
        let (first, second) = (char::from(*first), char::from(*second));
        *one == first || *two == second || *one == second || *two == first
    }

    /// Whether a whole word is one slip away.
    fn is_off(&self, word: &str) -> bool {
        let most = self.letters.len() + 1;
        let mut letters = ['\0'; 64];
        let mut count = 0;
        for letter in word.chars() {
            let Some(place) = letters.get_mut(count).filter(|_| count < most) else {
                // Longer than any word in its place, or than any word at all.
                return count < most && slip(&self.letters, &word.chars().collect::<Vec<_>>()).is_some();
            };
            *place = letter;
            count += 1;
        }
        slip(&self.letters, &letters[..count]).is_some()
    }

    fn each_stretch(&self, text: &str, tell: &mut dyn FnMut(Range<usize>) -> bool) {
        let letters: Vec<char> = text.chars().collect();
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let count = self.letters.len();
        for from in 0..letters.len() {
            for length in [count, count + 1, count - 1] {
                let to = from + length;
                let Some(stretch) = letters.get(from..to) else { continue };
                let Some(edges) = slip(&self.letters, stretch) else { continue };
                let range = bytes[from]..bytes[to];
                let bounded =
                    (!edges.first || is_word_start(text, range.start)) && (!edges.last || is_word_end(text, range.end));
                if bounded && !stretch.contains(&Strings::PART) && !tell(range) {
                    return;
                }
            }
        }
    }
}

/// Whether a slip is in the first or in the last letter, and can't be told to be elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edges {
    first: bool,
    last: bool,
}

/// Where exactly one slip parts two words, if it is one.
fn slip(one: &[char], other: &[char]) -> Option<Edges> {
    if one.len() > other.len() {
        return slip(other, one);
    }
    let alike = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    if one.len() == other.len() {
        let last = one.len().checked_sub(1).filter(|last| alike <= *last)?;
        if one[alike + 1..] == other[alike + 1..] {
            return Some(Edges { first: alike == 0, last: alike == last });
        }
        let swapped = alike < last
            && (one[alike], one[alike + 1]) == (other[alike + 1], other[alike])
            && one[alike + 2..] == other[alike + 2..];
        return swapped.then_some(Edges { first: alike == 0, last: alike + 1 == last });
    }
    let one_more = other.len() == one.len() + 1 && one[alike..] == other[alike + 1..];
    let alike_at_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    one_more.then_some(Edges { first: alike == 0, last: alike_at_end == 0 })
}

impl Needle {
    /// What an input method has finished of it: a Japanese word without one to three Latin consonants at its end.
    pub(super) fn finished(&self) -> Option<Self> {
        let finished =
            self.folded.trim_end_matches(|letter: char| letter.is_ascii_lowercase() && !"aiueo".contains(letter));
        let typed = self.folded.len() - finished.len();
        let follows = finished.chars().next_back().is_some_and(is_japanese);
        (self.how == How::Bare && (1..=3).contains(&typed) && follows).then(|| Self::new(finished, How::Bare))
    }
}

/// What is known of the words of titles that are one slip away.
pub(super) enum Off<'a> {
    /// They are these.
    Words(Vec<Finder<'a>>),
    /// Each title is to be looked at.
    Any,
}

/// So many words of titles that are one slip away are looked for one by one.
const FEW: usize = 16;

impl<'a> Texts<'a> {
    /// The words of titles that are one slip away; `None` where the answer is no longer wanted.
    pub(super) fn words_off(&self, slips: &Slips, run: &Run<'_>) -> Option<Off<'a>> {
        if slips.is_japanese {
            return Some(Off::Any);
        }
        let folded = self.folded;
        if !folded.has_words() {
            folded.make_words(run.blocks(folded.letters.len(), &|rows| folded.words_of(rows))?);
        }
        let Some(words) = folded.words() else { return Some(Off::Any) };
        let off: Vec<Finder> = words.each().filter(|word| slips.is_off(word)).map(Finder::new).collect();
        Some(if off.len() > FEW { Off::Any } else { Off::Words(off) })
    }

    /// Titles that hold a word that is one slip away.
    pub(super) fn slips(&self, slips: &Slips, off: &Off<'_>, rows: &Range<u32>, ranks: &mut [Rank]) {
        let titles = &self.folded.titles;
        if let Off::Words(words) = off {
            for word in words {
                in_rows(word, rows, titles, &mut |row, byte| {
                    let is_it = self.folded.is_start(byte)
                        && word_at(&titles.blob()[..titles.end(row)], byte).len() == word.needle().len();
                    if is_it {
                        improve(&mut ranks[(row - rows.start) as usize], rank(Class::Slip, Site::Title));
                    }
                    !is_it
                });
            }
            return;
        }
        for row in rows.clone() {
            // A slip adds or changes one letter of the word, so no more than one is missing in the title.
            if (self.letters & !self.folded.letters[row as usize]).count_ones() > 1 {
                continue;
            }
            let found = if slips.is_japanese {
                slips.any_in(titles.get(row))
            } else {
                self.has_slip(slips, titles.start(row), titles.end(row))
            };
            if found {
                improve(&mut ranks[(row - rows.start) as usize], rank(Class::Slip, Site::Title));
            }
        }
    }

    /// Whether one of the words that start between two bytes of the titles is one slip away.
    fn has_slip(&self, slips: &Slips, from: usize, to: usize) -> bool {
        let text = &self.folded.titles.blob()[..to];
        let mut starts = self.folded.starts(from, to).peekable();
        while let Some(at) = starts.next() {
            let next = starts.peek().copied().unwrap_or(to);
            if slips.may_be_off(&text.as_bytes()[at..next]) && slips.is_off(word_at(text, at)) {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::near::distance;

    fn found<'a>(word: &str, text: &'a str) -> Vec<&'a str> {
        let slips = Slips::of(&Needle::new(word, How::Bare));
        slips.map_or_else(Vec::new, |slips| slips.in_text(text).into_iter().map(|range| &text[range]).collect())
    }

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for (word, text, wanted) in [
            ("fmsatn", "fmstan meets", &["fmstan"][..]),
            ("protocl", "montreal protocol", &["protocol"]),
            ("wassenar", "the wassenaar arrangement", &["wassenaar"]),
            ("chernobyll", "chernobyl", &["chernobyl"]),
            ("chernobil", "chernobyl, again", &["chernobyl"]),
            ("cren", "cern and cree", &["cern", "cree"]),
            ("crn", "cern", &[]),
            ("forgn", "foreign", &[]),
            ("20111", "in 2011", &[]),
            ("さみと", "第3回さみっとで", &["さみっと"]),
            ("南極上約", "南極条約発効", &["南極条約"]),
            ("外大臣", "初代外務大臣が", &["外務大臣"]),
            ("科学省", "科学技術と科学者の", &["科学者"]),
            ("岸輝男", "岸輝雄、就任", &["岸輝雄"]),
            ("科学技術", "科学\u{1f}技術", &[]),
        ] {
            assert_eq!(found(word, text), wanted, "{word} in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_off_may_be_off(word in "[abcé]{4,6}", text in "[abcé]{1,7}", after in "[ ,-]{0,2}") {
            let slips = Slips::of(&Needle::new(&word, How::Bare)).unwrap();
            let text = crate::text::fold::fold(&text);
            let bytes = [text.as_bytes(), after.as_bytes()].concat();
            proptest::prop_assert!(slips.may_be_off(&bytes) || !slips.is_off(&text));
        }

        #[test]
        fn a_slip_is_a_distance_of_one(one in "[abc]{0,6}", other in "[abc]{0,6}") {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            let is_one = distance(&one, &other) == 1;
            proptest::prop_assert_eq!(slip(&letters(&one), &letters(&other)).is_some(), is_one);
        }
    }

    #[test]
    fn what_an_input_method_has_not_finished_is_left_out() {
        for (word, finished) in [
            ("かがk", Some("かが")),
            ("がk", Some("が")),
            ("かがくぎjy", Some("かがくぎ")),
            ("科学g", Some("科学")),
            ("かが", None),
            ("かa", None),
            ("k", None),
            ("g7k", None),
            ("かがkkkk", None),
        ] {
            let needle = Needle::new(word, How::Bare);
            assert_eq!(needle.finished().map(|needle| needle.folded).as_deref(), finished, "{word}");
        }
    }
}
