//! The titles that a word abbreviates (classes 3 and 4), by a quick look at their bytes.

use std::ops::Range;

use super::scan::Texts;
use super::words::{Class, Rank, Site, improve, rank};
use crate::store::bits::Bits;
use crate::store::columns::Strings;

/// The most bytes of a word, and the most words of a title, that are looked at quickly.
pub(super) const MOST: usize = 40;
const WORDS: usize = 40;

impl Texts<'_> {
    /// Titles that the word abbreviates, where nothing better is known of the row. Gives the rows in which the word is
    /// chained, maybe with others, or `None` where it can't be an abbreviation; `before` are those of a word that this one
    /// has grown from.
    pub(super) fn abbreviations(&self, rows: &Range<u32>, ranks: &mut [Rank], before: Option<&Bits>) -> Option<Bits> {
        if !self.needle.may_abbreviate() {
            return None;
        }
        let best = rank(Class::Initials, Site::Title);
        let mut chained = Bits::none(rows.len());
        let mut look = |row: u32| {
            let place = row - rows.start;
            let rank_here = &mut ranks[place as usize];
            let is_better = (1..=best).contains(rank_here);
            if !self.may_hold(row) || self.folded.initials[row as usize] & self.first == 0 {
                return;
            }
            // What is better already is not looked at, but a longer word may yet be chained there.
            if is_better || self.is_chained(row) {
                chained.insert(place);
            }
            if !is_better
                && chained.contains(place)
                && let Some(class) = self.abbreviates(row)
            {
                improve(rank_here, rank(class, Site::Title));
            }
        };
        match before {
            Some(before) => before.range(rows.clone()).for_each(&mut look),
            None => rows.clone().for_each(&mut look),
        }
        Some(chained)
    }

    /// Whether the word can be cut into beginnings of words of a title, in order, however far apart: so it is wherever it
    /// abbreviates the title, and wherever it begins a word there; and so is every beginning of it.
    fn is_chained(&self, row: u32) -> bool {
        let word = self.needle.folded.as_bytes();
        if word.len() > MOST {
            return true;
        }
        let bytes = self.folded.titles.blob().as_bytes();
        let (from, to) = (self.folded.titles.start(row), self.folded.titles.end(row));
        // The bit of each number of the word's first bytes that are made up so far.
        let mut done: u64 = 1;
        for start in self.folded.starts(from, to) {
            let mut next = self.places[bytes[start] as usize] & done;
            while next != 0 {
                let at = next.trailing_zeros() as usize;
                next &= next - 1;
                let common = word[at..].iter().zip(&bytes[start..to]).take_while(|(a, b)| a == b).count();
                done |= ((2 << common) - 2) << at;
            }
            if done >> word.len() & 1 == 1 {
                return true;
            }
        }
        false
    }

    /// How the word abbreviates a title: the definition is asked only where a quick look at the bytes gives hope.
    fn abbreviates(&self, row: u32) -> Option<Class> {
        let (from, to) = (self.folded.titles.start(row), self.folded.titles.end(row));
        let bytes = self.folded.titles.blob().as_bytes();
        let mut starts = [0; WORDS];
        let mut count = 0;
        for start in self.folded.starts(from, to) {
            // A title of very many words is not worth a quick look.
            let Some(place) = starts.get_mut(count) else { return self.needle.class(self.folded.titles.get(row)) };
            *place = start;
            count += 1;
        }
        let firsts = || (0..count).filter(|first| self.places[bytes[starts[*first]] as usize] & 1 == 1);
        let all_begin = self.folded.initials[row as usize] & self.letters == self.letters;
        if all_begin && firsts().any(|first| self.initials(&starts[first..count])) {
            return self.settle(row, from..to, Class::Initials);
        }
        let begins = self.needle.letters >= 3 && firsts().any(|first| self.beginnings(&starts[first..count], to));
        if begins { self.settle(row, from..to, Class::Beginnings) } else { None }
    }

    /// The class of a title of which the bytes say this one; they are right where all are ASCII and of one part.
    fn settle(&self, row: u32, title: Range<usize>, class: Class) -> Option<Class> {
        let bytes = &self.folded.titles.blob().as_bytes()[title];
        let is_plain = self.needle.folded.len() <= MOST
            && self.needle.folded.is_ascii()
            && bytes.is_ascii()
            && memchr::memchr(Strings::PART as u8, bytes).is_none();
        if is_plain { Some(class) } else { self.needle.class(self.folded.titles.get(row)) }
    }

    /// Whether words in a row, from the first of `starts`, have the word's letters as their first bytes.
    fn initials(&self, starts: &[usize]) -> bool {
        let bytes = self.folded.titles.blob().as_bytes();
        let mut starts = starts.iter();
        self.needle
            .folded
            .chars()
            .all(|letter| starts.next().is_some_and(|at| bytes[*at] == letter.encode_utf8(&mut [0; 4]).as_bytes()[0]))
    }

    /// Whether beginnings of words, from the first of `starts` on, can make up the word, letters being as long as they can be.
    fn beginnings(&self, starts: &[usize], to: usize) -> bool {
        let word = self.needle.folded.as_bytes();
        if word.len() > MOST {
            return true;
        }
        let bytes = self.folded.titles.blob().as_bytes();
        let start = starts[0];
        let is_ascii = bytes[start..to.min(start + word.len() * 2)].is_ascii() && self.needle.folded.is_ascii();
        let to = to.min(start + if is_ascii { word.len() * 2 } else { self.needle.letters * 8 });
        // Most words agree in a letter or two and none of the next ones goes on from there.
        let common = word.iter().zip(&bytes[start..to]).take_while(|(a, b)| a == b).count();
        let next = ((2 << common) - 1) & !1;
        let near = starts.iter().skip(1).take_while(|at| **at < to);
        if !near.clone().any(|at| self.places[bytes[*at] as usize] & next != 0) {
            return false;
        }
        // For each number of bytes of the word, where the shortest text that has them in this way ends.
        let mut ends = [usize::MAX; MOST + 1];
        ends[0] = start;
        let mut longest = 0;
        for at in starts.iter().copied().take_while(|at| *at < to) {
            let here = &bytes[at..to];
            for done in 0..=longest.min(word.len() - 1) {
                if (done == 0 && at != start) || ends[done] > at {
                    continue;
                }
                let common = word[done..].iter().zip(here).take_while(|(a, b)| a == b).count();
                for length in 1..=common {
                    ends[done + length] = ends[done + length].min(at + length);
                }
                longest = longest.max(done + common);
            }
            if ends[word.len()] != usize::MAX {
                return true;
            }
        }
        false
    }
}
