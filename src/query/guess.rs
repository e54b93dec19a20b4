//! What a word that matches nothing is taken for, and what was found in its place.

use std::collections::HashMap;
use std::ops::Range;

use super::How;
use super::find::{Names, Narrow, Scope, Search, fill};
use super::heard::Heard;
use super::scan::{Run, Texts};
use super::slips::Slips;
use super::words::{Class, NAMED, Needle, Rank, Site, improve, is_code, rank};
use crate::store::Store;
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

/// What a needle that matches nothing may stand for, and the ranks of the events that it then matches.
pub(super) fn guess(store: &Store, needle: &Needle, run: &Run<'_>) -> Option<(Vec<Rank>, Option<Guess>)> {
    let told = |taken, found| Guess { word: needle.folded.clone(), taken, found };
    if needle.how != How::Bare {
        return Some((vec![0; store.len()], None));
    }
    for (taken, meant) in [(Taken::Unfinished, needle.finished()), (Taken::Counted, needle.counted())] {
        let Some(meant) = meant else { continue };
        let (ranks, _) = Search::new(store, &meant, Scope::All, Narrow::default()).matches(run)?;
        if ranks.iter().any(|rank| *rank != 0) {
            return Some((ranks, Some(told(taken, vec![meant.folded]))));
        }
    }
    let texts = Texts::new(store.folded(), needle);
    if let Some(slips) = Slips::of(needle) {
        let names = names(store, Class::Slip, &|name| slips.any_in(name));
        let ranks = fill(store, run, &|rows, ranks| {
            names.improve(store, &rows, ranks);
            texts.slips(&slips, &rows, ranks);
        })?;
        if ranks.iter().any(|rank| *rank != 0) {
            let found = spelt(store, &ranks, false, &|text| slips.in_text(text));
            return Some((ranks, Some(told(Taken::Slip, found))));
        }
    }
    if let Some(heard) = Heard::of(needle) {
        let readings = &store.folded().romaji;
        let names = Names::of(store, |entry, _| heard.any_in(&entry.readings()[1]).then_some(Class::Slip));
        let ranks = fill(store, run, &|rows, ranks| {
            names.improve(store, &rows, ranks);
            for (_, rank_here) in rows.zip(ranks).filter(|(row, _)| heard.any_in(readings.get(*row))) {
                improve(rank_here, rank(Class::Slip, Site::Title));
            }
        })?;
        if ranks.iter().any(|rank| *rank != 0) {
            let found = spelt(store, &ranks, true, &|kana| heard.in_kana(kana));
            return Some((ranks, Some(told(Taken::Slip, found))));
        }
    }
    let names = names(store, Class::Loose, &|name| needle.loose(name));
    let ranks = fill(store, run, &|rows, ranks| {
        names.improve(store, &rows, ranks);
        texts.loose(&rows, ranks);
    })?;
    let found = spelt(store, &ranks, false, &|text| needle.loose_words(text).into_iter().collect());
    let guess = (!found.is_empty()).then(|| told(Taken::Loose, found));
    Some((ranks, guess))
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
