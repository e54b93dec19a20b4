//! A word looked for in many titles, summaries and readings at once.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem::Finder;

use super::How;
use super::abbreviate::MOST;
use super::words::{Class, Needle, Rank, Site, improve, rank};
use crate::store::bits::Bits;
use crate::store::columns::Strings;
use crate::store::{FoldedTexts, letter_bit, letter_bits};

/// How many rows are looked at between two questions whether the answer is still wanted: a millisecond or less. Few in
/// tests, so that small data has many blocks; a multiple of 64, so that sets of blocks join.
pub(super) const BLOCK: usize = if cfg!(test) { 64 } else { 1 << 14 };

/// The rows of each block.
pub(super) fn block(at: usize, len: usize) -> Range<u32> {
    (at * BLOCK) as u32..((at + 1) * BLOCK).min(len) as u32
}

/// Does each of a number of pieces of work, by whom and in whatever order; ends when all are done.
type Crew<'a> = dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync + 'a;

/// How an answer is come by: whether it is still wanted, and who does the work.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Whether the answer is still wanted.
    pub go_on: &'a (dyn Fn() -> bool + Sync),
    /// Who does the pieces of work.
    pub crew: &'a Crew<'a>,
}

impl Run<'static> {
    /// All work is done here, and the answer stays wanted.
    pub const PATIENT: Self = Self { go_on: &|| true, crew: &|pieces, work| (0..pieces).for_each(work) };
}

impl<'a> Run<'a> {
    /// All work is done here, one piece after the other.
    pub fn alone(go_on: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { go_on, crew: &|pieces, work| (0..pieces).for_each(work) }
    }

    /// Does each piece of work; `None` where the answer was no longer wanted before the last.
    pub(super) fn each(&self, pieces: usize, work: &(dyn Fn(usize) + Sync)) -> Option<()> {
        let stopped = AtomicBool::new(false);
        (self.crew)(pieces, &|piece| {
            if stopped.load(Ordering::Relaxed) {
                return;
            }
            if (self.go_on)() { work(piece) } else { stopped.store(true, Ordering::Relaxed) }
        });
        (!stopped.into_inner() && (pieces > 0 || (self.go_on)())).then_some(())
    }

    /// The same, with what each piece gives, in their order.
    pub(super) fn map<T: Send + Sync>(&self, pieces: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Option<Vec<T>> {
        let done: Vec<OnceLock<T>> = (0..pieces).map(|_| OnceLock::new()).collect();
        self.each(pieces, &|piece| {
            done[piece].get_or_init(|| work(piece));
        })?;
        Some(done.into_iter().filter_map(OnceLock::into_inner).collect())
    }

    /// What each block of so many rows gives, in their order.
    pub(super) fn blocks<T: Send + Sync>(&self, len: usize, work: &(dyn Fn(Range<u32>) -> T + Sync)) -> Option<Vec<T>> {
        self.map(len.div_ceil(BLOCK), &|at| work(block(at, len)))
    }
}

/// A word and the texts that it is looked for in. Every function improves the ranks of a range of rows.
pub(super) struct Texts<'a> {
    pub(super) folded: &'a FoldedTexts,
    pub(super) needle: &'a Needle,
    finder: Finder<'a>,
    /// The bits of its letters, and of the first one.
    pub(super) letters: u64,
    pub(super) first: u64,
    /// For each byte, the bits of the places in the word's first [`MOST`] bytes that it has.
    pub(super) places: Box<[u64; 256]>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(folded: &'a FoldedTexts, needle: &'a Needle) -> Self {
        let word = &needle.folded;
        let mut places = Box::new([0; 256]);
        word.bytes().take(MOST).enumerate().for_each(|(at, byte)| places[byte as usize] |= 1 << at);
        Self {
            folded,
            needle,
            finder: Finder::new(word),
            letters: letter_bits(word),
            first: word.chars().next().map_or(0, letter_bit),
            places,
        }
    }

    /// Titles that contain the word, or have it in its place.
    pub(super) fn titles(&self, rows: &Range<u32>, ranks: &mut [Rank], within: Option<&Bits>) {
        let mut take = |row: u32, class| improve(&mut ranks[(row - rows.start) as usize], rank(class, Site::Title));
        if !matches!(self.needle.how, How::Bare | How::Exact) || self.needle.folded.is_empty() {
            for row in rows.clone().filter(|row| self.may_hold(*row)) {
                if let Some(class) = self.needle.class(self.folded.titles.get(row)) {
                    take(row, class);
                }
            }
            return;
        }
        if let [b'a'..=b'z' | b'0'..=b'9'] = self.needle.folded.as_bytes() {
            // The bit of such a letter is no other's.
            for row in rows.clone().filter(|row| self.may_hold(*row)) {
                let begins = self.folded.initials[row as usize] & self.first != 0;
                take(row, if begins { Class::WordStart } else { Class::Contained });
            }
            return;
        }
        let titles = &self.folded.titles;
        let mut place = |row: u32, byte: usize| {
            if self.folded.is_start(byte) {
                take(row, Class::WordStart);
                return false;
            }
            take(row, Class::Contained);
            self.folded.initials[row as usize] & self.first != 0
        };
        match within {
            Some(within) => {
                for row in within.range(rows.clone()).filter(|row| self.may_hold(*row)) {
                    self.in_text(titles.start(row), titles.end(row), titles, &mut |byte| place(row, byte));
                }
            }
            None => in_rows(&self.finder, rows, titles, &mut place),
        }
    }

    /// Whether a title has all letters of the word.
    pub(super) fn may_hold(&self, row: u32) -> bool {
        self.folded.letters[row as usize] & self.letters == self.letters
    }

    /// Tells each place of the word between two bytes of a blob, until it is told to stop.
    fn in_text(&self, from: usize, to: usize, strings: &Strings, tell: &mut dyn FnMut(usize) -> bool) {
        let mut from = from;
        while let Some(at) = self.finder.find(&strings.blob().as_bytes()[from..to]) {
            if !tell(from + at) {
                return;
            }
            from += at + 1;
        }
    }

    /// Summaries, notes and places in sources that contain the word.
    pub(super) fn bodies(&self, rows: &Range<u32>, ranks: &mut [Rank], within: Option<&Bits>) {
        let body = rank(Class::Body, Site::Title);
        let bodies = &self.folded.bodies;
        if self.needle.folded.is_empty() {
            return ranks.iter_mut().for_each(|rank| improve(rank, body));
        }
        let mut take = |row: u32, _| {
            improve(&mut ranks[(row - rows.start) as usize], body);
            false
        };
        match within {
            Some(within) => within.range(rows.clone()).for_each(|row| {
                self.in_text(bodies.start(row), bodies.end(row), bodies, &mut |byte| take(row, byte));
            }),
            None => in_rows(&self.finder, rows, bodies, &mut take),
        }
    }

    /// Summaries alone that contain the word.
    pub(super) fn summaries(&self, rows: &Range<u32>, ranks: &mut [Rank]) {
        let body = rank(Class::Body, Site::Title);
        if self.needle.folded.is_empty() {
            return ranks.iter_mut().for_each(|rank| improve(rank, body));
        }
        in_rows(&self.finder, rows, &self.folded.bodies, &mut |row, byte| {
            if byte + self.needle.folded.len() <= self.folded.summary_end(row) {
                improve(&mut ranks[(row - rows.start) as usize], body);
            }
            false
        });
    }

    /// Readings that contain the word.
    pub(super) fn readings(&self, rows: &Range<u32>, ranks: &mut [Rank]) {
        let reading = rank(Class::Reading, Site::Title);
        let mut take = |strings: &Strings, word: Option<&str>, is_latin: bool| {
            let Some(word) = word else { return };
            in_rows(&Finder::new(word), rows, strings, &mut |row, _| {
                let text = strings.get(row);
                let [kana, latin] = if is_latin { ["", text] } else { [text, ""] };
                if self.needle.reads(kana, latin) {
                    improve(&mut ranks[(row - rows.start) as usize], reading);
                }
                false
            });
        };
        let [kana, latin] = self.needle.as_reading();
        take(&self.folded.readings, kana, false);
        take(&self.folded.romaji, latin, true);
    }

    /// Whether a title has the word's bytes in order, so close that its letters may be close enough.
    fn may_be_loose(&self, title: &[u8]) -> bool {
        let word = self.needle.folded.as_bytes();
        let Some((first, rest)) = word.split_first() else { return false };
        // In a text without longer letters than ASCII has the reach is the same number of bytes.
        let reach = self.needle.letters * 2 * if title.is_ascii() { 1 } else { 4 };
        memchr::memchr_iter(*first, title).any(|at| {
            let mut window = title[at + 1..title.len().min(at + reach)].iter();
            rest.iter().all(|wanted| window.any(|byte| byte == wanted))
        })
    }

    /// Titles that have the word's letters close together.
    pub(super) fn loose(&self, rows: &Range<u32>, ranks: &mut [Rank]) {
        for row in rows.clone().filter(|row| self.may_hold(*row)) {
            let title = self.folded.titles.get(row);
            if self.may_be_loose(title.as_bytes()) && self.needle.loose(title) {
                improve(&mut ranks[(row - rows.start) as usize], rank(Class::Loose, Site::Title));
            }
        }
    }

    /// Whether any title matches.
    pub(super) fn any_title(&self) -> bool {
        let mut rows = 0..self.folded.letters.len() as u32;
        rows.any(|row| self.may_hold(row) && self.needle.class(self.folded.titles.get(row)).is_some())
    }
}

/// Tells each place of a word in the texts of some rows; where it is told so, it goes on in the same row.
pub(super) fn in_rows(
    finder: &Finder<'_>,
    rows: &Range<u32>,
    strings: &Strings,
    tell: &mut dyn FnMut(u32, usize) -> bool,
) {
    let bytes = strings.blob().as_bytes();
    let (mut from, end) = (strings.start(rows.start), strings.start(rows.end));
    let mut row = rows.start;
    while let Some(at) = finder.find(&bytes[from.min(end)..end]) {
        let byte = from + at;
        row = strings.row_of(byte, row);
        let row_end = strings.end(row);
        let crosses = byte + finder.needle().len() > row_end;
        from = if crosses || tell(row, byte) { byte + 1 } else { row_end };
    }
}
