//! The texts that words are looked for in, folded, with what tells quickly where a word can't be.

use std::collections::HashSet;
use std::mem::take;
use std::ops::Range;
use std::sync::OnceLock;

use super::columns::{NO_TEXTS, Strings};
use super::ends::Ends;
use super::gather::{Job, Place, job, numbers, taken};
use super::parts::{Damaged, Part, Parts};
use super::{EventView, Store};
use crate::data::{Axis, SourceRef, Text};
use crate::text::fold::{fold, word_at, word_starts};
use crate::text::reading::Lexicon;
use crate::text::{Lang, is_japanese, romaji};

/// Texts of the events, folded, one row an event.
#[derive(Debug, Default)]
pub struct FoldedTexts {
    /// The titles in both languages, parted by [`Strings::PART`].
    pub titles: Strings,
    /// The readings of the titles in kana.
    pub readings: Strings,
    /// The same in canonical Latin letters.
    pub romaji: Strings,
    /// Summaries, notes and places in sources, parted by [`Strings::PART`]; the summaries come first.
    pub bodies: Strings,
    /// For each row, how many bytes of its body are the summaries.
    summaries: Ends,
    /// For each row, the [`letter_bits`] of its title.
    pub letters: Vec<u64>,
    /// For each row, the bits of the letters that words of its title start with.
    pub initials: Vec<u64>,
    /// For each byte of the titles' blob, a bit that says whether a word starts there.
    starts: Vec<u64>,
    /// The different words of the titles, or `None` where they are too many; made when the first word is misspelt, or before.
    words: OnceLock<Option<Strings>>,
    /// Made when the first match through a reading is shown, or before.
    lexicon: OnceLock<Lexicon>,
}

/// What is folded of an event.
pub(super) struct Texts<'a> {
    pub title: [&'a str; 2],
    pub yomi: &'a str,
    pub summary: [&'a str; 2],
    pub note: &'a Text,
    pub sources: &'a [SourceRef],
}

/// The most different words of titles that are looked at one by one rather than the titles.
const MOST_WORDS: usize = 1 << 18;

/// How many names of a table are learnt from.
const LEARNT_FROM: usize = 5000;

/// The bit of a letter: one of its own for each of a to z and 0 to 9, a shared one for any other.
pub fn letter_bit(letter: char) -> u64 {
    match letter {
        'a'..='z' => 1 << (letter as u32 - 'a' as u32),
        '0'..='9' => 1 << (letter as u32 - '0' as u32 + 26),
        _ => 1 << (36 + (letter as u32).wrapping_mul(0x9e37_79b1) % 28),
    }
}

/// The bits of all letters of a text. A text that has a word has all bits of the word.
pub fn letter_bits(text: &str) -> u64 {
    text.chars().fold(0, |bits, letter| bits | letter_bit(letter))
}

impl FoldedTexts {
    /// Folds the texts of a store.
    pub(super) fn of(store: &Store) -> Self {
        let mut folded = Self::default();
        for row in 0..store.len() as u32 {
            let event = store.event(row);
            let extra = store.extras.read(row);
            let only = |text: fn(EventView, Lang) -> &str| [Lang::En, Lang::Ja].map(|lang| text(event, lang));
            folded.push(&Texts {
                title: only(|event, lang| event.title_only(lang)),
                yomi: store.shown.readings.get(row),
                summary: only(|event, lang| event.summary_only(lang)),
                note: &extra.note,
                sources: &extra.sources,
            });
        }
        folded.shrink();
        folded
    }

    /// Ends the marks and gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        self.starts.resize(self.titles.blob().len() / 64 + 1, 0);
        for strings in [&mut self.titles, &mut self.readings, &mut self.romaji, &mut self.bodies] {
            strings.shrink();
        }
        for words in [&mut self.letters, &mut self.initials, &mut self.starts] {
            words.shrink_to_fit();
        }
        self.summaries.shrink();
    }

    /// What puts the texts of pieces into the order of rows.
    pub(super) fn gather<'a>(&'a mut self, pieces: &mut [Self], order: &'a [Place]) -> Vec<Job<'a>> {
        let titles: Vec<(Strings, Vec<u64>)> =
            pieces.iter_mut().map(|piece| (take(&mut piece.titles), take(&mut piece.starts))).collect();
        let Self { titles: own_titles, starts, readings, romaji, bodies, summaries, letters, initials, .. } = self;
        vec![
            job(bodies, taken(pieces, |piece| &mut piece.bodies), order, Strings::gathered),
            Box::new(move || (*own_titles, *starts) = titles_of(titles, order)),
            job(romaji, taken(pieces, |piece| &mut piece.romaji), order, Strings::gathered),
            job(readings, taken(pieces, |piece| &mut piece.readings), order, Strings::gathered),
            job(letters, taken(pieces, |piece| &mut piece.letters), order, numbers),
            job(initials, taken(pieces, |piece| &mut piece.initials), order, numbers),
            job(summaries, taken(pieces, |piece| &mut piece.summaries), order, Ends::gathered),
        ]
    }

    /// Folds the texts of the next row.
    pub(super) fn push(&mut self, texts: &Texts) {
        let row = self.letters.len() as u32;
        let [en, ja] = texts.title.map(fold);
        self.titles.push_parts(&[&en, &ja]);
        self.push_marks(row);
        let reading = fold(texts.yomi);
        self.romaji.push(&romaji::from_kana(&reading));
        self.readings.push(&reading);
        let both = |text: &Text| [fold(&text.en), fold(&text.ja)];
        let summary = texts.summary.map(fold);
        let written: Vec<&String> = summary.iter().filter(|part| !part.is_empty()).collect();
        let parting = written.len().saturating_sub(1) * Strings::PART.len_utf8();
        let before = self.summaries.start(row + 1);
        self.summaries.push(before + written.iter().map(|part| part.len()).sum::<usize>() + parting);
        let places = texts.sources.iter().flat_map(|source| both(&source.at));
        let body: Vec<String> = summary.into_iter().chain(both(texts.note)).chain(places).collect();
        let parts: Vec<&str> = body.iter().map(String::as_str).collect();
        self.bodies.push_parts(&parts);
    }

    /// Marks the letters and the word starts of a title that was just added.
    fn push_marks(&mut self, row: u32) {
        let begin = self.titles.start(row);
        let title = self.titles.get(row);
        self.starts.resize((begin + title.len()) / 64 + 1, 0);
        let mut initials = 0;
        for (at, letter) in word_starts(title) {
            self.starts[(begin + at) / 64] |= 1 << ((begin + at) % 64);
            initials |= letter_bit(letter);
        }
        self.letters.push(letter_bits(title));
        self.initials.push(initials);
    }

    /// The texts as parts, to be kept.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        for strings in [&self.titles, &self.readings, &self.romaji, &self.bodies] {
            strings.pack(&mut parts);
        }
        self.summaries.pack(&mut parts);
        parts.extend([&self.letters, &self.initials, &self.starts].map(|words| Part::of_words(words)));
        self.words.get().and_then(Option::as_ref).unwrap_or(&NO_TEXTS).pack(&mut parts);
        parts
    }

    /// The texts of so many rows from their parts.
    pub(super) fn from_parts(parts: Vec<Part<'static>>, rows: usize) -> Result<Self, Damaged> {
        let mut parts = Parts::new(parts);
        let mut strings = || Strings::unpack(&mut parts, rows);
        let (titles, readings, romaji, bodies) = (strings()?, strings()?, strings()?, strings()?);
        let summaries = Ends::unpack_any(&mut parts)?;
        let (letters, initials) = (parts.words_of(rows)?, parts.words_of(rows)?);
        let starts = parts.words_of(titles.blob().len() / 64 + 1)?;
        let words = Some(Strings::unpack_any(&mut parts)?).filter(|words| words.len() > 0);
        parts.end()?;
        let words = words.map_or_else(OnceLock::new, |words| OnceLock::from(Some(words)));
        let lexicon = OnceLock::new();
        let folded = Self { titles, readings, romaji, bodies, summaries, letters, initials, starts, words, lexicon };
        let within = folded.summaries.len() == rows
            && (0..rows as u32).all(|row| {
                let end = folded.summary_end(row);
                end <= folded.bodies.end(row) && folded.bodies.blob().is_char_boundary(end)
            });
        if within { Ok(folded) } else { Err(Damaged("the length of a summary")) }
    }

    /// The different words of all titles, as [`words_of`](Self::words_of) finds them; `None` where they are too many, or were
    /// not made yet.
    pub fn words(&self) -> Option<&Strings> {
        self.words.get()?.as_ref()
    }

    /// Whether it is known what the words of all titles are, or that they are too many.
    pub fn has_words(&self) -> bool {
        self.words.get().is_some()
    }

    /// Makes the words of all titles of those of any parts of them; `None` stands for too many.
    pub fn make_words(&self, of_parts: Vec<Option<Vec<&str>>>) {
        self.words.get_or_init(|| {
            let parts: Vec<Vec<&str>> = of_parts.into_iter().collect::<Option<_>>()?;
            let mut all: Vec<&str> = parts.into_iter().flatten().collect();
            all.sort_unstable();
            all.dedup();
            let mut words = Strings::default();
            for word in &all {
                words.push(word);
            }
            words.shrink();
            (all.len() <= MOST_WORDS).then_some(words)
        });
    }

    /// The different words of the titles of some rows, without Japanese ones and the shortest; `None` where they are too many.
    pub fn words_of(&self, rows: Range<u32>) -> Option<Vec<&str>> {
        let mut words = HashSet::new();
        // Most words were met shortly before.
        let mut met = [""; 1 << 10];
        for row in rows {
            let (from, to) = (self.titles.start(row), self.titles.end(row));
            for at in self.starts(from, to) {
                let word = word_at(&self.titles.blob()[..to], at);
                let hash = word.bytes().take(8).fold(word.len(), |hash, byte| hash * 31 + usize::from(byte));
                let place = &mut met[hash % (1 << 10)];
                if word.len() < 3 || *place == word || word.chars().next().is_none_or(is_japanese) {
                    continue;
                }
                *place = word;
                words.insert(word);
            }
            if words.len() > MOST_WORDS {
                return None;
            }
        }
        Some(words.into_iter().collect())
    }

    /// The readings of words, learnt from the names of actors, countries, places and themes.
    pub fn lexicon(&self, store: &Store) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            let axes = [Axis::Actors, Axis::Countries, Axis::Places, Axis::Themes];
            let entries = axes.iter().flat_map(|axis| store.column(*axis).entries.iter().take(LEARNT_FROM));
            let read = entries.filter(|entry| !entry.name.ja.is_empty() && !entry.readings()[0].is_empty());
            let names: Vec<(String, &str)> = read.map(|entry| (fold(&entry.name.ja), &*entry.readings()[0])).collect();
            Lexicon::learn(&names.iter().map(|(name, reading)| (&**name, *reading)).collect::<Vec<_>>())
        })
    }

    /// How many bytes of memory they take.
    pub(super) fn bytes(&self) -> usize {
        let strings = [&self.titles, &self.readings, &self.romaji, &self.bodies].map(Strings::bytes);
        let marks = [&self.letters, &self.initials, &self.starts].map(|bits| bits.capacity() * 8);
        let words = self.words.get().and_then(Option::as_ref).map_or(0, Strings::bytes);
        strings.iter().chain(&marks).sum::<usize>() + self.summaries.bytes() + words
    }

    /// Where the summaries of a row end in the bodies' blob.
    pub fn summary_end(&self, row: u32) -> usize {
        self.bodies.start(row) + self.summaries.length(row)
    }

    /// The summaries of a row, parted by [`Strings::PART`].
    pub fn summary(&self, row: u32) -> &str {
        self.bodies.blob().get(self.bodies.start(row)..self.summary_end(row)).unwrap_or_default()
    }

    /// Whether a word starts at a byte of the titles' blob.
    pub fn is_start(&self, byte: usize) -> bool {
        self.starts.get(byte / 64).is_some_and(|bits| bits >> (byte % 64) & 1 == 1)
    }

    /// The bytes of the titles' blob from `from` to before `to` at which words start.
    pub fn starts(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        marked(&self.starts, from, to)
    }
}

/// The bits that are set from one to before another.
fn marked(marks: &[u64], from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
    let mut at = from / 64;
    let mut left = marks.get(at).map_or(0, |bits| bits & (!0 << (from % 64)));
    std::iter::from_fn(move || {
        while left == 0 {
            at += 1;
            left = if at * 64 < to { *marks.get(at)? } else { return None };
        }
        let bit = left.trailing_zeros() as usize;
        left &= left - 1;
        Some(at * 64 + bit).filter(|byte| *byte < to)
    })
}

/// The titles of pieces in the order of rows, and where words start in them.
fn titles_of(pieces: Vec<(Strings, Vec<u64>)>, order: &[Place]) -> (Strings, Vec<u64>) {
    let (titles, marks): (Vec<Strings>, Vec<Vec<u64>>) = pieces.into_iter().unzip();
    let all = Strings::gathered(&titles, order);
    let mut starts = vec![0; all.blob().len() / 64 + 1];
    for (place, row) in order.iter().zip(0..) {
        let ((titles, there), to) = (place.of(&titles), all.start(row));
        let from = titles.start(there);
        for start in marked(place.of(&marks).0, from, titles.end(there)) {
            let start = start - from + to;
            starts[start / 64] |= 1 << (start % 64);
        }
    }
    (all, starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::small;
    use crate::text::fold::is_word_start;

    #[test]
    fn the_marks_are_those_of_the_titles() {
        let store = small();
        let folded = store.folded();
        for row in 0..store.len() as u32 {
            let (title, begin) = (folded.titles.get(row), folded.titles.start(row));
            let starts: Vec<usize> =
                (0..title.len()).filter(|at| is_word_start(title, *at)).map(|at| begin + at).collect();
            assert_eq!(folded.starts(begin, begin + title.len()).collect::<Vec<_>>(), starts, "{title}");
            assert!((begin..begin + title.len()).all(|byte| folded.is_start(byte) == starts.contains(&byte)));
            assert_eq!(folded.letters[row as usize], letter_bits(title));
            let event = store.event(row);
            let summary = [Lang::En, Lang::Ja].map(|lang| fold(event.summary_only(lang)));
            let parts: Vec<&str> = summary.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            assert_eq!(folded.summary(row), parts.join("\u{1f}"));
        }
    }
}
