//! Which events a typed word matches, and how well: the one place where that is stated.
//!
//! A bare word matches an event when, in its title or in the name, acronym or alias of an actor, country or place of it
//! (folded, in either language), it is
//!
//! | class | | worked example |
//! |---|---|---|
//! | 1 | contained at a word start | `forum` in *World Science Forum*, `顧問` in 大臣の顧問 |
//! | 2 | contained | `plomacy` in *Science Diplomacy* |
//! | 3 | the initials of words in a row, two letters or more | `wsf` for *World Science Forum* |
//! | 4 | beginnings of words in order, one after the other, three letters or more, over at most twice its length | `sciforum` in *Science Forum* |
//! | 5 | or contained in a summary, a note, a source or its place there | |
//! | 6 | or contained in a reading, typed in kana or Latin letters | `kagaku` in 科学 |
//!
//! Only where a word matches no event in any of these ways, it is taken for something else, by the first of these that
//! finds an event; the answer then tells what was found in its place ([`Guess`]):
//!
//! | | | worked example |
//! |---|---|---|
//! | | what an input method has finished of it: a word that ends with one to three Latin consonants after a Japanese letter is looked for without them, by classes 1 to 6 | `かがk` as `かが` |
//! | 7 | one slip away from a word of a title or name: a letter too many, too few or wrong, or two neighbours changed round | `fmsatn` for *FMSTAN*, `サミト` for サミット |
//! | 8 | its letters close together in order, three or more, over at most twice its length | `forgn` in *Foreign* |
//!
//! Within a class a title comes before an actor, an actor before a place or country. The ranks of several words are added;
//! of words joined by `|` the best counts, and an event that holds by none of them, but by what else stands there, comes
//! last. Then come fuzzy-matcher's scores of all words in the title, the weight and the date.
//!
//! A word typed as `'word` matches by classes 1, 2 and 5 alone; `!word` takes away what has it by class 1 or 2 or in its
//! summary, `!'word` what has it by classes 1 to 6. The names of countries of up to three letters are codes: they match as a
//! whole only. Japanese has no initials and no blanks, so classes 3 and 4 are of words without Japanese letters. A reading is
//! matched by two letters of kana or three Latin letters; what is typed in Latin letters begins at a sound of it. A word of a
//! text starts and ends where a gap does or the script changes.
//!
//! A slip is forgiven in words of four letters or more, digits not counted. In a word with Japanese letters it is from three
//! on, and any stretch of the text will do for a word; but where the slip is in the first or last letter, a word must start
//! or end there.
//!
//! Themes lend no words to their events: neither their names, which speak of several things at once (海洋・極域・宇宙 is no
//! word for *Sputnik*, nor is *Bilateral and trilateral* for an agreement of two), nor their aliases, which stand for a part
//! of a theme. They are asked for as `theme:` and chosen in their pane.
//!
//! The cases are held equal to the slow definition in `tests/oracle`.

use std::ops::Range;

use super::How;
pub use super::find::{Found, find, is_known_word, is_word, prepare};
pub use super::guess::{Guess, Taken};
use crate::data::Axis;
use crate::store::column::Entry;
use crate::store::columns::Strings;
use crate::text::fold::{fold, is_word_end, is_word_start};
use crate::text::{is_japanese, romaji};

/// How well a text matches: the lower the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Contained at a word start.
    WordStart = 1,
    /// Contained.
    Contained,
    /// The initials of words in a row.
    Initials,
    /// Beginnings of words in order.
    Beginnings,
    /// Contained in a summary, note or source.
    Body,
    /// Contained in a reading.
    Reading,
    /// One slip away from a word, where nothing else matches.
    Slip,
    /// Letters close together, where nothing else matches.
    Loose,
}

/// Where a match stands: the lower the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// The title.
    Title = 0,
    /// A name of an actor.
    Actor,
    /// A name of a country or place.
    Place,
}

/// The tables whose names a word is looked for in, with the site that they are.
pub(super) const NAMED: &[(Axis, Site)] =
    &[(Axis::Actors, Site::Actor), (Axis::Countries, Site::Place), (Axis::Places, Site::Place)];

/// Class and site in one number, the lower the better; 0 stands for no match.
pub type Rank = u8;

/// What an event counts for that holds by the other side of an `|` and matches no word of the group.
pub(super) const NO_MATCH: Rank = Class::Loose as u8 * 4 + 8;

/// The rank of a class at a site.
pub fn rank(class: Class, site: Site) -> Rank {
    class as u8 * 4 + site as u8
}

/// Takes the better of two ranks.
pub(super) fn improve(rank: &mut Rank, to: Rank) {
    if *rank == 0 || to < *rank {
        *rank = to;
    }
}

/// A word made ready for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// The word, folded.
    pub folded: String,
    /// How it must occur.
    pub how: How,
    /// The word as a reading in canonical Latin letters, where it can be one.
    romaji: Option<String>,
    /// Whether it is written in kana, and so may be a reading as it stands.
    kana: bool,
    /// How many letters it has.
    pub(super) letters: usize,
}

impl Needle {
    /// The needle of a typed word.
    pub fn new(text: &str, how: How) -> Self {
        let folded = fold(text);
        let letters = folded.chars().count();
        let kana = letters >= 2 && folded.chars().all(|letter| matches!(letter, '\u{3041}'..='\u{309f}' | 'ー'));
        let bare = how == How::Bare;
        let romaji = romaji::from_latin(&folded).filter(|_| bare && letters >= 3);
        Self { folded, how, romaji, kana: kana && bare, letters }
    }

    /// How a title or a name matches, readings and loose matches apart. The text may be several, parted by
    /// [`Strings::PART`].
    pub fn class(&self, text: &str) -> Option<Class> {
        match self.how {
            How::Exact => self.contained(text),
            How::Bare => self.contained(text).or_else(|| {
                if !self.may_abbreviate() {
                    return None;
                }
                text.split(Strings::PART).filter_map(|part| self.abbreviates(part)).min()
            }),
            how => text.split(Strings::PART).filter_map(|part| self.placed(part, how)).min(),
        }
    }

    fn contained(&self, text: &str) -> Option<Class> {
        let mut found = None;
        for at in places(text, &self.folded) {
            if is_word_start(text, at) {
                return Some(Class::WordStart);
            }
            found = Some(Class::Contained);
        }
        found
    }

    fn placed(&self, text: &str, how: How) -> Option<Class> {
        let word = &*self.folded;
        let holds = match how {
            How::Start => text.starts_with(word),
            How::End => text.ends_with(word),
            How::Whole => text == word,
            _ => places(text, word).any(|at| starts(text, at) && ends(text, at + word.len())),
        };
        holds.then_some(Class::WordStart)
    }

    /// Whether it can be an abbreviation at all.
    pub(super) fn may_abbreviate(&self) -> bool {
        self.how == How::Bare && self.letters >= 2 && !self.folded.chars().any(is_japanese)
    }

    /// The word as a reading in kana, and the word as a reading in Latin letters, where it can be one.
    pub(super) fn as_reading(&self) -> [Option<&str>; 2] {
        [self.kana.then_some(&*self.folded), self.romaji.as_deref()]
    }

    fn abbreviates(&self, text: &str) -> Option<Class> {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|at| is_word_start(text, *at)).collect();
        let initials = |first: usize| {
            let mut words = starts[first..].iter().filter_map(|at| text[*at..].chars().next());
            self.folded.chars().all(|letter| words.next() == Some(letter))
        };
        if (0..starts.len()).any(initials) {
            return Some(Class::Initials);
        }
        let long = self.letters >= 3;
        let begins = |first: usize| {
            let reach = text[starts[first]..]
                .char_indices()
                .nth(self.letters * 2)
                .map_or(text.len(), |(at, _)| starts[first] + at);
            beginnings(&text[..reach], &starts[first..], &self.folded)
        };
        (long && (0..starts.len()).any(begins)).then_some(Class::Beginnings)
    }

    /// Whether a reading matches: one in kana, and the same in canonical Latin letters.
    pub fn reads(&self, kana: &str, latin: &str) -> bool {
        (self.kana && kana.contains(&*self.folded))
            || self.romaji.as_ref().is_some_and(|word| romaji::find(latin, word).is_some())
    }

    /// Whether the letters stand close together in order; see class 8.
    pub fn loose(&self, text: &str) -> bool {
        self.loose_at(text).is_some()
    }

    /// The words of a text that its letters stand in, in a loose match: the first, as a byte range.
    pub(super) fn loose_in(&self, text: &str) -> Option<Range<usize>> {
        let range = self.loose_at(text)?;
        let from = (0..=range.start).rev().find(|at| starts(text, *at)).unwrap_or_default();
        let to = (range.end..=text.len()).find(|at| ends(text, *at)).unwrap_or(text.len());
        Some(from..to)
    }

    fn loose_at(&self, text: &str) -> Option<Range<usize>> {
        let reach = self.letters * 2;
        let mut parts = text.split(Strings::PART).filter(|_| self.letters >= 3);
        parts.find_map(|part| {
            let from = part.as_ptr() as usize - text.as_ptr() as usize;
            tight_span(part, &self.folded, reach).map(|range| from + range.start..from + range.end)
        })
    }

    /// How any name of an entry matches.
    pub fn entry_class(&self, entry: &Entry, axis: Axis) -> Option<Class> {
        let named = |name: &String| {
            if is_code(axis, name) {
                return (*name == self.folded).then_some(Class::WordStart);
            }
            self.class(name)
        };
        entry.names().iter().filter_map(named).min()
    }
}

/// The bytes at which a word stands in a text; occurrences may overlap.
pub(super) fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let at = from? + text.get(from?..)?.find(word)?;
        from = text[at..].chars().next().map(|letter| at + letter.len_utf8());
        Some(at)
    })
}

/// Whether a word may be taken to start here: a text that begins with a sign begins with its first word all the same.
fn starts(text: &str, at: usize) -> bool {
    is_word_start(text, at) || at == 0
}

fn ends(text: &str, at: usize) -> bool {
    is_word_end(text, at) || at == text.len()
}

/// Whether a word is made of beginnings of the words that start at `starts`, in order, the first at the first of them.
fn beginnings(text: &str, starts: &[usize], word: &str) -> bool {
    let (Some(first), Some(letter)) = (starts.first(), word.chars().next()) else { return word.is_empty() };
    let Some(here) = text.get(*first..) else { return false };
    if !here.starts_with(letter) {
        return false;
    }
    // The longest common beginning first; a shorter one may leave letters that a later word begins with.
    let common = word.char_indices().zip(here.chars()).take_while(|((at, a), b)| word[*at..].starts_with(*a) && a == b);
    let ends: Vec<usize> = common.map(|((at, letter), _)| at + letter.len_utf8()).collect();
    ends.iter().rev().any(|end| {
        let rest = &word[*end..];
        rest.is_empty()
            || (1..starts.len()).any(|next| starts[next] >= first + end && beginnings(text, &starts[next..], rest))
    })
}

/// Where the letters of a word occur in order within `reach` letters of a text, from the first to the last.
fn tight_span(text: &str, word: &str, reach: usize) -> Option<Range<usize>> {
    let first = word.chars().next()?;
    text.match_indices(first).find_map(|(at, _)| {
        let mut window = text[at..].char_indices().take(reach);
        let mut end = at;
        let stands = word.chars().all(|wanted| {
            let found = window.find(|(_, letter)| *letter == wanted);
            end = found.map_or(end, |(byte, letter)| at + byte + letter.len_utf8());
            found.is_some()
        });
        stands.then_some(at..end)
    })
}

/// Whether a name is a country's code, which matches as a whole only.
pub(super) fn is_code(axis: Axis, name: &str) -> bool {
    axis == Axis::Countries && name.len() <= 3 && name.is_ascii()
}

#[cfg(test)]
mod tests;
