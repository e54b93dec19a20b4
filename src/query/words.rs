//! Which events a typed word matches, and how well: the one place where that is stated.
//!
//! A bare word matches an event when, in its title or in the name, acronym or alias of an actor, country or place of it
//! (folded, in either language), it is
//!
//! | class | | typed | for example in |
//! |---|---|---|---|
//! | 1 | contained at a word start | `forum` | title: World Science Forum |
//! | 1 | as well | `顧問` | title: 大臣の顧問 |
//! | 2 | contained | `plomacy` | title: Science Diplomacy |
//! | 3 | the initials of words in a row, two letters or more | `wsf` | title: World Science Forum |
//! | 4 | beginnings of words in order, one after the other, three letters or more, over at most twice its length | `sciforum` | title: A Science Forum |
//! | 5 | or contained in a summary, a note, a source or its place there | `talks` | title: Forum; summary: Talks on talks |
//! | 5 | or a word of its kind, as [`kinds_of`] lists them | `founded` | title: The academies unite; kind: Founding |
//! | 6 | or contained in a reading, typed in kana or Latin letters | `kagaku` | title: 科学; yomi: かがく |
//!
//! Only where a word matches no event in any of these ways, it is taken for something else, by the first of these that
//! finds an event; the answer then tells what was found in its place ([`Guess`]):
//!
//! | class | | typed | for example in |
//! |---|---|---|---|
//! | 1 to 6 | what an input method has finished of it: a word that ends with one to three Latin consonants after a Japanese letter is looked for without them | `かがk` | title: かがやき |
//! | 1 to 6 | a number with its counter, typed as they sound: 第, 期, 回, 次, 号, 周年, か国, 万人 | `dai6ki` | title: 第6期 |
//! | 7 | one slip away from a word of a title or name: a letter too many, too few or wrong, or two neighbours changed round | `fmsatn` | title: FMSTAN meets |
//! | 7 | as well | `サミト` | title: G7サミット |
//! | 7 | or so in a reading, of which any stretch will do | `かがくぎじゅちゅ` | title: 科学技術; yomi: かがくぎじゅつ |
//! | 8 | its letters close together in order, three or more, over at most twice its length | `forgn` | title: Foreign ministries |
//!
//! Where no event matches all of a line, the line is taken for the same one without the words that only hold a sentence together
//! ([`is_filler`]: of `when did japan join cern`, *when* and *did*), and of the English words with an ending ([`stem`]) what is
//! left of them counts, typed as `'word`: `sesame opening` finds *SESAME opens*. A word that says a kind stays as it is. Only
//! words that stand alone are so taken, not those of a side nor those joined by `|`. Where nothing matches that line either, it
//! is only told what is in its way, if no single word is in the way of the line itself.
//!
//! # Which match is the better one
//!
//! 1. Where the words together, those that say the kind Founding apart, are a whole name, acronym or alias of an actor: the
//!    event at which it began. That is one which begins on the first day of the actor's own date; where there is none, one of
//!    the kind Founding whose first actor it is.
//! 2. The sum of the words' ranks. A rank is the class, and within it the site: a title before an actor, an actor before a
//!    place or country. Of words joined by `|` the best counts; an event that holds by none of them, but by what else stands
//!    there, ranks behind all matches.
//! 3. More pairs of words that stand side by side, as they were typed, in the title or its reading.
//! 4. More words that are whole words of the title or the summary, words with Japanese letters apart; a word and an s is the
//!    same word.
//! 5. The greater weight.
//! 6. The sum of fuzzy-matcher's scores of the words in the title, the greater one.
//! 7. The earlier date.
//!
//! All hits are ranked by 1, 2, 5 and 7, the best 2,000 of them by all. In each row of this table the first event comes before
//! the second, although, unless it says so, the second is the earlier one:
//!
//! | typed | the better match | the other | because |
//! |---|---|---|---|
//! | `art` | title: Art and science | title: Start of the talks | a word start comes before the inside of a word |
//! | `wsf` | title: The BWSF meets | title: World Science Forum | what contains it comes before what it abbreviates |
//! | `sof` | title: Start of fusion | title: The sea of Japan | initials come before beginnings |
//! | `wsf` | title: World Science Forum | title: A forum; summary: The WSF met. | a title comes before a summary |
//! | `kagaku` | title: Prizes; summary: Kagaku is a journal. | title: 科学; yomi: かがく | what is written comes before what is read |
//! | `oslo` | title: Talks in Oslo | title: A meeting; actor: Oslo Academy | a title comes before a name |
//! | `oslo` | title: A meeting; actor: Oslo Academy | title: Talks; place: Oslo | an actor comes before a place |
//! | `oslo` | title: A meeting; actor: Oslo Academy | title: Slow talks; weight: 3; summary: Held in Oslo | a name comes before a summary, whatever the weight |
//! | `polar advice` | title: Advice on polar research | title: Polar research; summary: On advice | the ranks of all words count |
//! | `polar \| 1999..2002` | title: Polar year | title: A debate | a word comes before what else holds |
//! | `cern` | title: A laboratory is founded; actor: CERN; kind: Founding | title: CERN opens its doors; weight: 3 | a name asks for its founding |
//! | `iss` | title: A station is built; actor: ISS; since: 2000 | title: The ISS opens; actor: ISS; kind: Founding; weight: 3 | or for what its own date begins with |
//! | `cern founded` | title: A laboratory begins; actor: CERN; kind: Founding | title: CERN founded a school; weight: 3 | whether founding is named or not |
//! | `outer space` | title: A treaty on outer space | title: Space for the outer isles; weight: 3 | side by side comes before apart |
//! | `kagaku gaikou` | title: 科学外交; yomi: かがくがいこう | title: 科学と外交; yomi: かがくとがいこう | in a reading as well |
//! | `ai` | title: The state of AI; weight: 1 | title: Air; weight: 3 | a whole word comes before the beginning of one |
//! | `cow` | title: Herds; summary: A cow died.; weight: 1 | title: Talks; summary: In Moscow.; weight: 3 | in a summary as well |
//! | `forum` | title: Two forums; weight: 3 | title: Forum; weight: 2 | and so does its plural |
//! | `forum` | title: A forum; weight: 3 | title: Forum; weight: 2 | the weightier event comes first |
//! | `iter` | title: ITER begins | title: Three parties talk on ITER | fuzzy-matcher favours the start of a title |
//! | `forum` | title: A forum; date: 1999 | title: A forum; date: 2000 | of equals the earlier one comes first |
//!
//! # What else holds
//!
//! A word typed as `'word` matches by classes 1, 2 and 5 alone; `!word` takes away what has it by class 1 or 2 or in its
//! summary, `!'word` what has it by classes 1 to 6. The names of countries of up to three letters are codes: they match as a
//! whole only. Japanese has no initials and no blanks, so classes 3 and 4 are of words without Japanese letters. A reading is
//! matched by two letters of kana or three Latin letters; what is typed in Latin letters begins at a sound of it. A word of a
//! text starts and ends where a gap does or the script changes.
//!
//! A slip is forgiven in words of four letters or more, digits not counted. In a word with Japanese letters it is from three
//! on, and any stretch of the text will do for a word; but where the slip is in the first or last letter, a word must start
//! or end there. In a reading it is forgiven to a word of eight letters or more as it is spelt in Latin ones, kana or not.
//!
//! Themes lend no words to their events: neither their names, which speak of several things at once (海洋・極域・宇宙 is no
//! word for *Sputnik*, nor is *Bilateral and trilateral* for an agreement of two), nor their aliases, which stand for a part
//! of a theme. They are asked for as `theme:` and chosen in their pane.
//!
//! All this is held equal to the slow definition in `tests/oracle`, and the tables are read and tried by a test.

use std::ops::Range;

pub use super::find::{Found, find, is_known_word, is_word, prepare};
pub use super::guess::{Guess, Taken};
pub use super::kinds::kinds_of;
pub use super::loosen::{is_filler, stem};
use super::{How, letters};
use crate::data::Axis;
use crate::store::column::Entry;
use crate::store::columns::Strings;
use crate::text::fold::{fold, is_word_end, is_word_start, word_starts};
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
        self.abbreviated_in(text).map(|(class, _)| class)
    }

    /// How a single title or name is abbreviated, and by which of its letters.
    pub(super) fn abbreviated_in(&self, text: &str) -> Option<(Class, Vec<Range<usize>>)> {
        let starts: Vec<usize> = word_starts(text).map(|(at, _)| at).collect();
        let initials = letters::initials(text, &starts, &self.folded).map(|found| (Class::Initials, found));
        initials.or_else(|| {
            let begins = || letters::beginnings(text, &starts, &self.folded);
            (self.letters >= 3).then(begins)?.map(|found| (Class::Beginnings, found))
        })
    }

    /// The parts of a folded reading that it stands for, in bytes.
    pub(super) fn read_in(&self, reading: &str) -> Vec<Range<usize>> {
        let kana = self.as_reading()[0].map(|word| places(reading, word).map(|at| at..at + word.len()).collect());
        kana.filter(|found: &Vec<_>| !found.is_empty()).unwrap_or_else(|| {
            let Some(word) = &self.romaji else { return Vec::new() };
            let latin = romaji::from_kana(reading);
            romaji::finds(&latin, word).map(|at| romaji::kana_of(reading, at..at + word.len())).collect()
        })
    }

    /// Whether a reading matches: one in kana, and the same in canonical Latin letters.
    pub fn reads(&self, kana: &str, latin: &str) -> bool {
        (self.kana && kana.contains(&*self.folded))
            || self.romaji.as_ref().is_some_and(|word| romaji::find(latin, word).is_some())
    }

    /// Whether the letters stand close together in order; see class 8. The text may be several.
    pub fn loose(&self, text: &str) -> bool {
        let close = |part: &str| letters::close_at(part, &self.folded, self.letters * 2).is_some();
        self.letters >= 3 && text.split(Strings::PART).any(close)
    }

    /// Where they do so in a single title or name.
    pub(super) fn loose_in(&self, text: &str) -> Option<Vec<Range<usize>>> {
        (self.letters >= 3).then(|| letters::close_together(text, &self.folded, self.letters * 2))?
    }

    /// The words that they stand in, from the first to the last.
    pub(super) fn loose_words(&self, text: &str) -> Option<Range<usize>> {
        let found = self.loose_in(text)?;
        let (first, last) = (found.first()?.start, found.last()?.end);
        let from = (0..=first).rev().find(|at| starts(text, *at)).unwrap_or_default();
        let to = (last..=text.len()).find(|at| ends(text, *at)).unwrap_or(text.len());
        Some(from..to)
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

/// Whether a name is a country's code, which matches as a whole only.
pub(super) fn is_code(axis: Axis, name: &str) -> bool {
    axis == Axis::Countries && name.len() <= 3 && name.is_ascii()
}

#[cfg(test)]
mod tests;
