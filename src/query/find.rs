//! Which events a word matches, found fast: what [`words`](super::words) says of one text, for all rows at once.
//!
//! Names are compared once each and lead to their rows. Titles and summaries are searched as one long text, or, where a
//! part of the word was searched before, in the rows that had it. Where nothing matches, [`guess`] has the last word.

use std::sync::{Mutex, PoisonError};

use super::How;
use super::guess::{Guess, guess};
use super::scan::{BLOCK, Run, Texts};
use super::words::{Class, NAMED, Needle, Rank, Site, improve, rank};
use crate::data::Axis;
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::column::Entry;

/// The events that a word matches.
#[derive(Clone, Debug)]
pub struct Found {
    /// Their rows.
    pub rows: Bits,
    /// For each row how well, 0 where it does not match.
    pub ranks: Vec<Rank>,
    /// What the word was taken for, where nothing matches it as it stands.
    pub guess: Option<Guess>,
}

/// Finds the events that a needle matches. `go_on` is asked every few thousand rows whether the answer is still wanted.
pub fn find(store: &Store, needle: &Needle, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Found> {
    find_with(store, needle, &Run::alone(go_on), None)
}

/// The same, with the work shared out; `within` are all rows of which a text can hold the word, where that is known.
pub(super) fn find_with(store: &Store, needle: &Needle, run: &Run<'_>, within: Option<&Bits>) -> Option<Found> {
    let mut ranks = matches(store, needle, run, within)?;
    let mut taken = None;
    if ranks.iter().all(|rank| *rank == 0) {
        (ranks, taken) = guess(store, needle, run)?;
    }
    Some(Found { rows: Bits::of(ranks.len(), |row| ranks[row as usize] != 0), ranks, guess: taken })
}

/// How well each row matches a needle as it stands.
pub(super) fn matches(store: &Store, needle: &Needle, run: &Run<'_>, within: Option<&Bits>) -> Option<Vec<Rank>> {
    let names = Names::of(store, |entry, axis| {
        needle.entry_class(entry, axis).or_else(|| {
            let read = needle.reads(&entry.readings()[0], &entry.readings()[1]);
            read.then_some(Class::Reading)
        })
    });
    let placed = !matches!(needle.how, How::Bare | How::Exact);
    let sources = store.column(Axis::Sources);
    let cited: Vec<u32> = (0..sources.entries.len() as u32)
        .filter(|at| !placed && sources.entries[*at as usize].names().iter().any(|name| name.contains(&needle.folded)))
        .collect();
    let texts = Texts::new(store.folded(), needle);
    fill(store, run, &|rows, ranks| {
        names.improve(store, &rows, ranks);
        texts.titles(&rows, ranks, within);
        if !placed {
            let body = rank(Class::Body, Site::Title);
            for source in &cited {
                for row in part(sources.rows_of(*source), &rows) {
                    improve(&mut ranks[(row - rows.start) as usize], body);
                }
            }
            texts.bodies(&rows, ranks, within);
        }
        texts.abbreviations(&rows, ranks);
        texts.readings(&rows, ranks);
    })
}

/// The rows whose title, names or summary contain a text exactly: those that `!word` takes away.
pub(super) fn contains(store: &Store, folded: &str, run: &Run<'_>) -> Option<Bits> {
    let needle = Needle::new(folded, How::Exact);
    let names = Names::of(store, |entry, axis| needle.entry_class(entry, axis));
    let texts = Texts::new(store.folded(), &needle);
    let ranks = fill(store, run, &|rows, ranks| {
        names.improve(store, &rows, ranks);
        texts.titles(&rows, ranks, None);
        texts.summaries(&rows, ranks);
    })?;
    Some(Bits::of(ranks.len(), |row| ranks[row as usize] != 0))
}

/// The rows whose title contains a text exactly.
pub(super) fn in_title(store: &Store, folded: &str, run: &Run<'_>) -> Option<Bits> {
    let needle = Needle::new(folded, How::Exact);
    let texts = Texts::new(store.folded(), &needle);
    let ranks = fill(store, run, &|rows, ranks| texts.titles(&rows, ranks, None))?;
    Some(Bits::of(ranks.len(), |row| ranks[row as usize] != 0))
}

/// Makes ready what the first word would otherwise wait for.
pub fn prepare(store: &Store) {
    store.folded().lexicon(store);
    for axis in NAMED.iter().map(|(axis, _)| *axis).chain([Axis::Sources]) {
        let column = store.column(axis);
        column.rows_of(0);
        column.entries.iter().for_each(|entry| {
            entry.names();
        });
    }
}

/// Whether a text is a word of the data: a name of an actor, country, place or theme, or a word of a title.
pub fn is_word(store: &Store, text: &str) -> bool {
    let needle = Needle::new(text, How::Word);
    let named = NAMED
        .iter()
        .any(|(axis, _)| store.column(*axis).entries.iter().any(|entry| entry.names().contains(&needle.folded)));
    named || Texts::new(store.folded(), &needle).any_title()
}

/// The same, without waiting for texts that are not ready: then it is taken for none, until the answer tells.
pub fn is_known_word(store: &Store, text: &str) -> bool {
    store.folded_if_made().is_some() && is_word(store, text)
}

/// Lets each block of rows be ranked, in whatever order; `None` where the answer is no longer wanted.
pub(super) fn fill(
    store: &Store,
    run: &Run<'_>,
    block: &(dyn Fn(std::ops::Range<u32>, &mut [Rank]) + Sync),
) -> Option<Vec<Rank>> {
    let mut ranks: Vec<Rank> = vec![0; store.len()];
    let blocks: Vec<Mutex<&mut [Rank]>> = ranks.chunks_mut(BLOCK).map(Mutex::new).collect();
    run.each(blocks.len(), &|at| {
        let mut ranks = blocks[at].lock().unwrap_or_else(PoisonError::into_inner);
        let first = (at * BLOCK) as u32;
        block(first..first + ranks.len() as u32, &mut ranks);
    })?;
    drop(blocks);
    Some(ranks)
}

/// The part of ascending rows that lies in a range.
fn part<'a>(rows: &'a [u32], range: &std::ops::Range<u32>) -> &'a [u32] {
    let begin = rows.partition_point(|row| *row < range.start);
    let rows = &rows[begin..];
    &rows[..rows.partition_point(|row| *row < range.end)]
}

/// The values whose names match, with the rank that they give to their rows.
pub(super) struct Names {
    /// For each named table that has any: its axis, the rank of each entry, and the entries that have one.
    matched: Vec<(Axis, Vec<Rank>, Vec<u32>)>,
}

impl Names {
    pub(super) fn of(store: &Store, class: impl Fn(&Entry, Axis) -> Option<Class>) -> Self {
        let table = |(axis, site): &(Axis, Site)| {
            let entries = &store.column(*axis).entries;
            let ranks: Vec<Rank> =
                entries.iter().map(|entry| class(entry, *axis).map_or(0, |class| rank(class, *site))).collect();
            let some: Vec<u32> = (0..ranks.len() as u32).filter(|at| ranks[*at as usize] != 0).collect();
            (*axis, ranks, some)
        };
        Self { matched: NAMED.iter().map(table).filter(|(.., some)| !some.is_empty()).collect() }
    }

    /// Gives each row the best rank that a value of it has.
    pub(super) fn improve(&self, store: &Store, rows: &std::ops::Range<u32>, ranks: &mut [Rank]) {
        for (axis, by_entry, some) in &self.matched {
            let column = store.column(*axis);
            // Many values that each have few rows are met sooner by going through the rows.
            if some.len() > ranks.len() / 64 {
                for (row, rank_here) in rows.clone().zip(ranks.iter_mut()) {
                    let found = column.lists.get(row).iter().map(|at| by_entry[*at as usize]).filter(|rank| *rank != 0);
                    found.for_each(|rank| improve(rank_here, rank));
                }
                continue;
            }
            for entry in some {
                for row in part(column.rows_of(*entry), rows) {
                    improve(&mut ranks[(row - rows.start) as usize], by_entry[*entry as usize]);
                }
            }
        }
    }
}
