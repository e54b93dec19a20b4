//! What a word that matches nothing is taken for, and what was found in its place.

use std::collections::HashMap;
use std::ops::Range;

use super::find::{Found, Names, Narrow, Scope, Search};
use super::heard::Heard;
use super::scan::{Run, Texts};
use super::slips::{Off, Slips};
use super::words::{Class, NAMED, Needle, Rank, Site, improve, is_code, rank};
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::column::Entry;
use crate::text::Lang;
use crate::text::fold::fold_with_map;

/// A word that matches nothing as it stands, and what was found in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The word, folded.
    pub word: String,
    /// What it was taken for.
    pub taken: Taken,
    /// What was found, as it is written, at most three of them, what stands in the most events first; of two, one of which
    /// contains the other, only the first.
    pub found: Vec<String>,
}

/// What a word that matches nothing was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A word that an input method has not finished.
    Unfinished,
    /// A number with its counter, typed as they sound.
    Counted,
    /// A word with a slip in it.
    Slip,
    /// Letters of other words.
    Loose,
    /// A word with another ending, where the words match no event together.
    Bent,
    /// Nothing: it only holds a sentence together, and the words match no event together.
    LeftOut,
}

/// In how many of the events, the first ones, and how many different words are looked for to be told.
const LOOKED_AT: usize = 200;
const TOLD: usize = 3;

/// A word that matches nothing as it stands, ready to be looked for as what it may be taken for.
pub(super) struct Other<'a> {
    store: &'a Store,
    needle: &'a Needle,
    texts: Texts<'a>,
    names: Names,
    sought: Sought<'a>,
    chained: Option<Bits>,
}

/// What a word is looked for as, in the order in which it is.
enum Sought<'a> {
    /// A word with a slip in its letters.
    Slips(Slips, Off<'a>),
    /// A word with a slip in its sounds.
    Heard(Box<Heard>),
    /// Letters of other words.
    Loose,
}

/// What a word that matches nothing is found to be, or is yet to be looked for as. `chained` are the rows of its search.
pub(super) fn other<'a>(
    store: &'a Store,
    needle: &'a Needle,
    chained: Option<Bits>,
    run: &Run<'_>,
) -> Option<Result<Found, Other<'a>>> {
    for (taken, meant) in [(Taken::Unfinished, needle.finished()), (Taken::Counted, needle.counted())] {
        let Some(meant) = meant else { continue };
        let (ranks, _) = Search::new(store, &meant, Scope::All, Narrow::default()).matches(run)?;
        let rows = Bits::of_bytes(&ranks);
        if !rows.is_empty() {
            let guess = Guess { word: needle.folded.clone(), taken, found: vec![meant.folded] };
            return Some(Ok(Found { rows, ranks, guess: Some(guess), chained }));
        }
    }
    let texts = Texts::new(store.folded(), needle);
    let unsought = Other { store, needle, texts, names: Names::default(), sought: Sought::Loose, chained };
    let Some(slips) = Slips::of(needle) else { return Some(Err(unsought.heard())) };
    let names = names(store, Class::Slip, &|name| slips.any_in(name));
    let off = unsought.texts.words_off(&slips, run)?;
    let is_any = !names.is_empty() || !matches!(&off, Off::Words(words) if words.is_empty());
    Some(Err(if is_any { Other { names, sought: Sought::Slips(slips, off), ..unsought } } else { unsought.heard() }))
}

impl Other<'_> {
    /// The word as it is looked for where no slip in its letters leads anywhere.
    fn heard(self) -> Self {
        let Some(heard) = Heard::of(self.needle) else { return self.loose() };
        let names = Names::of(self.store, |entry, _| heard.any_in(&entry.readings()[1]).then_some(Class::Slip));
        Self { names, sought: Sought::Heard(Box::new(heard)), ..self }
    }

    /// The word as it is looked for at last.
    fn loose(self) -> Self {
        let names = names(self.store, Class::Loose, &|name| self.needle.loose(name));
        Self { names, sought: Sought::Loose, ..self }
    }

    /// How well each of some rows matches; where none does, any may yet match as something else.
    pub(super) fn look(&self, rows: &Range<u32>) -> Vec<Rank> {
        let mut ranks = vec![0; rows.len()];
        self.names.improve(self.store, rows, &mut ranks);
        match &self.sought {
            Sought::Slips(slips, off) => self.texts.slips(slips, off, rows, &mut ranks),
            Sought::Heard(heard) => {
                let readings = &self.store.folded().romaji;
                for (_, here) in rows.clone().zip(&mut ranks).filter(|(row, _)| heard.any_in(readings.get(*row))) {
                    improve(here, rank(Class::Slip, Site::Title));
                }
            }
            Sought::Loose => self.texts.loose(rows, &mut ranks),
        }
        ranks
    }

    /// The events that it matches; `None` where the answer is no longer wanted.
    pub(super) fn find(self, run: &Run<'_>) -> Option<Found> {
        let ranks = run.blocks(self.store.len(), &|rows| self.look(&rows))?.concat();
        let rows = Bits::of_bytes(&ranks);
        match &self.sought {
            Sought::Slips(..) if rows.is_empty() => self.heard().find(run),
            Sought::Heard(..) if rows.is_empty() => self.loose().find(run),
            _ => Some(self.found(rows, ranks)),
        }
    }

    /// The events, and how that is written which was found in them.
    fn found(self, rows: Bits, ranks: Vec<Rank>) -> Found {
        let Self { store, needle, chained, .. } = self;
        let (taken, found) = match &self.sought {
            Sought::Slips(slips, _) => (Taken::Slip, spelt(store, &ranks, false, &|text| slips.in_text(text))),
            Sought::Heard(heard) => (Taken::Slip, spelt(store, &ranks, true, &|kana| heard.in_kana(kana))),
            Sought::Loose => {
                let words = |text: &str| needle.loose_words(text).into_iter().collect();
                (Taken::Loose, spelt(store, &ranks, false, &words))
            }
        };
        let is_any = taken == Taken::Slip || !found.is_empty();
        let guess = is_any.then(|| Guess { word: needle.folded.clone(), taken, found });
        Found { rows, ranks, guess, chained }
    }
}

fn names(store: &Store, class: Class, holds: &dyn Fn(&str) -> bool) -> Names {
    Names::of(store, |entry, axis| {
        entry.names().iter().any(|name| !is_code(axis, name) && holds(name)).then_some(class)
    })
}

/// The words that were found, as titles and names write them, or as their readings do.
fn spelt(store: &Store, ranks: &[Rank], in_readings: bool, find: &dyn Fn(&str) -> Vec<Range<usize>>) -> Vec<String> {
    let mut tally: HashMap<String, (usize, String)> = HashMap::new();
    let hits = (0..).zip(ranks).filter(|(_, rank)| **rank != 0).map(|(row, _)| row);
    for row in hits.take(LOOKED_AT) {
        let event = store.event(row);
        let mut here: HashMap<String, String> = HashMap::new();
        let mut look = |text: &str| {
            let folded = fold_with_map(text);
            for range in find(&folded.text) {
                let first = folded.text[..range.start].chars().count();
                let last = first + folded.text[range.clone()].chars().count() - 1;
                let written = &text[folded.origin[first].0 as usize..folded.origin[last].1 as usize];
                let known = here.entry(folded.text[range].to_owned()).or_default();
                // Of several spellings the one that begins a sentence least.
                if *written > **known {
                    written.clone_into(known);
                }
            }
        };
        if in_readings {
            look(store.folded().readings.get(row));
            let entries = NAMED.iter().flat_map(|(axis, _)| event.values(*axis));
            entries.for_each(|entry| look(&entry.readings()[0]));
        } else {
            look(event.title_only(Lang::En));
            look(event.title_only(Lang::Ja));
        }
        for (axis, _) in NAMED.iter().filter(|_| !in_readings) {
            // Most values have no such name; the folded ones tell at once.
            let holds = |entry: &&Entry| entry.names().iter().any(|name| !find(name).is_empty());
            let names = event.values(*axis).filter(holds).flat_map(|entry| entry.spellings());
            names.filter(|name| !is_code(*axis, name)).for_each(&mut look);
        }
        for (word, written) in here {
            let (count, known) = tally.entry(word).or_default();
            *count += 1;
            if written > *known {
                *known = written;
            }
        }
    }
    let mut found: Vec<(usize, String, String)> =
        tally.into_iter().map(|(word, (count, written))| (count, word, written)).collect();
    // What stands within another word in all of its events tells less than that word.
    found.sort_by(|a, b| (b.0, b.1.len(), &a.2).cmp(&(a.0, a.1.len(), &b.2)));
    let mut told: Vec<(String, String)> = Vec::new();
    for (_, word, written) in found {
        if !told.iter().any(|(known, _)| known.contains(&word) || word.contains(known)) {
            told.push((word, written));
        }
    }
    told.into_iter().take(TOLD).map(|(_, written)| written).collect()
}
