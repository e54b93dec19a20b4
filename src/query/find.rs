//! Which events a word matches, found fast: what [`words`](super::words) says of one text, for all rows at once.
//!
//! Names are compared once each and lead to their rows. Titles and summaries are searched as one long text, or, where a
//! part of the word was searched before, in the rows that had it. Where nothing matches, [`guess`](super::guess) has the last word.

use std::ops::Range;

use super::How;
use super::guess::{Guess, Other, other};
use super::kinds::kinds_of;
use super::scan::{Run, Texts};
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
    /// All rows, and maybe more, of which words of the title begin the word in order; a longer word that begins with this
    /// one has no others. `None` where that was not looked at.
    pub(super) chained: Option<Bits>,
}

/// Finds the events that a needle matches. `go_on` is asked every few thousand rows whether the answer is still wanted.
pub fn find(store: &Store, needle: &Needle, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Found> {
    Search::new(store, needle, Scope::All, Narrow::default()).find(&Run::alone(go_on))
}

/// Where a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Wherever it may match.
    All,
    /// In titles, names and summaries: where `!word` must not occur.
    Told,
    /// In titles.
    Title,
}

/// What is known of where a word can be, from the words that it has grown from.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrow {
    /// All rows of which a text can hold it.
    pub(super) within: Option<Bits>,
    /// The same word with fewer letters at its end, with the rows that it is chained in.
    pub(super) chained: Option<std::sync::Arc<Found>>,
}

/// A word that is ready to be looked for in any rows.
pub(super) struct Search<'a> {
    store: &'a Store,
    pub(super) needle: &'a Needle,
    pub(super) scope: Scope,
    narrow: Narrow,
    texts: Texts<'a>,
    names: Names,
    /// The sources that name it.
    cited: Vec<u32>,
    /// The events of the kinds that it says.
    of_kinds: Vec<&'a [u32]>,
}

/// What was found in a range of rows.
pub(super) struct Part {
    pub(super) ranks: Vec<Rank>,
    chained: Option<Bits>,
}

impl<'a> Search<'a> {
    pub(super) fn new(store: &'a Store, needle: &'a Needle, scope: Scope, narrow: Narrow) -> Self {
        let names = Names::of(store, |entry, axis| match scope {
            Scope::Title => None,
            Scope::Told => needle.entry_class(entry, axis),
            Scope::All => needle.entry_class(entry, axis).or_else(|| {
                let read = needle.reads(&entry.readings()[0], &entry.readings()[1]);
                read.then_some(Class::Reading)
            }),
        });
        let sources = &store.column(Axis::Sources).entries;
        let is_cited = |at: &u32| sources[*at as usize].names().iter().any(|name| name.contains(&needle.folded));
        let has_bodies = scope == Scope::All && matches!(needle.how, How::Bare | How::Exact);
        let cited = (0..sources.len() as u32).filter(|at| has_bodies && is_cited(at)).collect();
        let is_bare = scope == Scope::All && needle.how == How::Bare;
        let kinds = if is_bare { kinds_of(&needle.folded) } else { &[] };
        let column = store.column(Axis::Kinds);
        let of_kinds = kinds.iter().filter_map(|kind| column.index(kind.name())).map(|kind| column.rows_of(kind));
        let of_kinds = of_kinds.collect();
        Self { store, needle, scope, narrow, texts: Texts::new(store.folded(), needle), names, cited, of_kinds }
    }

    /// Whether it is taken for something else where it matches nothing.
    pub(super) fn may_be_guessed(&self) -> bool {
        self.scope == Scope::All && self.needle.how == How::Bare
    }

    /// How well each of some rows matches as it stands; the first row is a multiple of 64.
    pub(super) fn look(&self, rows: &Range<u32>) -> Part {
        let mut ranks = vec![0; rows.len()];
        let within = self.narrow.within.as_ref();
        // Titles first: where one matches as well as can be no name is looked at.
        self.texts.titles(rows, &mut ranks, within);
        self.names.improve(self.store, rows, &mut ranks);
        let mut chained = None;
        match self.scope {
            Scope::All => {
                if matches!(self.needle.how, How::Bare | How::Exact) {
                    self.cite(rows, &mut ranks);
                    for of_kind in &self.of_kinds {
                        for row in part(of_kind, rows) {
                            take_body(rows, *row, &mut ranks);
                        }
                    }
                    self.texts.bodies(rows, &mut ranks, within);
                }
                let before = self.narrow.chained.as_ref().and_then(|found| found.chained.as_ref());
                chained = self.texts.abbreviations(rows, &mut ranks, before);
                self.texts.readings(rows, &mut ranks);
            }
            Scope::Told => self.texts.summaries(rows, &mut ranks),
            Scope::Title => {}
        }
        Part { ranks, chained }
    }

    fn cite(&self, rows: &Range<u32>, ranks: &mut [Rank]) {
        for source in &self.cited {
            for row in part(self.store.column(Axis::Sources).rows_of(*source), rows) {
                take_body(rows, *row, ranks);
            }
        }
    }

    /// How well each row matches as it stands, and the rows in which it is chained.
    pub(super) fn matches(&self, run: &Run<'_>) -> Option<(Vec<Rank>, Option<Bits>)> {
        let parts = run.blocks(self.store.len(), &|rows| self.look(&rows))?;
        let mut ranks: Vec<Rank> = Vec::with_capacity(self.store.len());
        for part in &parts {
            ranks.extend_from_slice(&part.ranks);
        }
        let chained: Option<Vec<&Bits>> = parts.iter().map(|part| part.chained.as_ref()).collect();
        Some((ranks, chained.filter(|parts| !parts.is_empty()).map(Bits::join)))
    }

    /// The events that it matches; `None` where the answer is no longer wanted.
    pub(super) fn find(&self, run: &Run<'_>) -> Option<Found> {
        self.stand(run)?.map_or_else(|other| other.find(run), Some)
    }

    /// The events that it matches as it stands, or what it may be taken for where it matches none.
    pub(super) fn stand(&self, run: &Run<'_>) -> Option<Result<Found, Other<'a>>> {
        let (ranks, chained) = self.matches(run)?;
        let rows = Bits::of_bytes(&ranks);
        if self.may_be_guessed() && rows.is_empty() {
            return other(self.store, self.needle, chained, run);
        }
        Some(Ok(Found { rows, ranks, guess: None, chained }))
    }
}

/// Counts a row of a range for one that holds the word beside title and names.
fn take_body(rows: &Range<u32>, row: u32, ranks: &mut [Rank]) {
    improve(&mut ranks[(row - rows.start) as usize], rank(Class::Body, Site::Title));
}

/// Makes ready what the first word would otherwise wait for.
pub fn prepare(store: &Store) {
    store.folded().lexicon(store);
    for axis in NAMED.iter().map(|(axis, _)| *axis).chain([Axis::Sources, Axis::Kinds]) {
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

/// From this many events on, asking for one word takes longer than a key should.
const MANY: usize = 50_000;

/// The same, without waiting for texts that are not ready or many: then it is taken for none, until the answer tells.
pub fn is_known_word(store: &Store, text: &str) -> bool {
    store.len() < MANY && store.folded_if_made().is_some() && is_word(store, text)
}

/// The part of ascending rows that lies in a range.
pub(super) fn part<'a>(rows: &'a [u32], range: &Range<u32>) -> &'a [u32] {
    let begin = rows.partition_point(|row| *row < range.start);
    let rows = &rows[begin..];
    &rows[..rows.partition_point(|row| *row < range.end)]
}

/// The values whose names match, with the rank that they give to their rows.
#[derive(Default)]
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

    /// Whether no value has such a name.
    pub(super) fn is_empty(&self) -> bool {
        self.matched.is_empty()
    }

    /// Gives each row the best rank that a value of it has.
    pub(super) fn improve(&self, store: &Store, rows: &Range<u32>, ranks: &mut [Rank]) {
        for (axis, by_entry, some) in &self.matched {
            let column = store.column(*axis);
            // Many values that each have few rows are met sooner by going through the rows.
            if some.len() > ranks.len() / 64 {
                let best = some.iter().map(|at| by_entry[*at as usize]).min().unwrap_or_default();
                for (row, rank_here) in rows.clone().zip(ranks.iter_mut()) {
                    if (1..=best).contains(rank_here) {
                        continue;
                    }
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
