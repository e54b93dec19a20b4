//! The best of the hits, in the order that [`words`] states.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Plan;
use super::find::Found;
use super::scan::Run;
use super::words::{self, Needle, Rank};
use crate::data::{Axis, EventKind};
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::columns::Strings;

/// How many of the best matches are ranked finely.
pub(super) const RANKED: usize = 2000;

/// How well rows match.
pub(super) struct Scores<'a> {
    store: &'a Store,
    /// For each group of the query that has words, the best rank of a row there.
    groups: Vec<GroupRanks>,
    /// The rows of the events at which what the words name was founded, in order.
    founding: Vec<u32>,
}

/// The ranks of one group; several words that are joined by `|` have the best of theirs.
pub(super) enum GroupRanks {
    One(Arc<Found>),
    Best(Vec<Rank>),
}

impl<'a> Scores<'a> {
    /// The scores of what each group of a plan found.
    pub(super) fn new(store: &'a Store, plan: &Plan, groups: Vec<GroupRanks>) -> Self {
        let name = plan.needles().map(|needle| &*needle.folded).collect::<Vec<_>>().join(" ");
        let actors = store.column(Axis::Actors);
        let named = (0..).zip(&actors.entries).filter(|(_, entry)| !name.is_empty() && entry.names().contains(&name));
        let rows = named.flat_map(|(at, _)| actors.rows_of(at).iter().map(move |row| (at, *row)));
        let founds = |(at, row): &(u32, u32)| {
            store.event(*row).kind() == EventKind::Founding && actors.lists.get(*row).first() == Some(at)
        };
        let mut founding: Vec<u32> = rows.filter(founds).map(|(_, row)| row).collect();
        founding.sort_unstable();
        Self { store, groups, founding }
    }

    /// The sum of a row's ranks, and its weight: the lower the better.
    pub(super) fn of(&self, row: u32) -> u32 {
        if self.founding.binary_search(&row).is_ok() {
            return 0;
        }
        let rank = |group: &GroupRanks| match group {
            GroupRanks::One(found) => found.ranks.get(row as usize).copied(),
            GroupRanks::Best(ranks) => ranks.get(row as usize).copied(),
        };
        // What holds by the other side of an `|` alone stands behind all that match the word.
        let ranks =
            self.groups.iter().map(|group| u32::from(rank(group).filter(|rank| *rank != 0).unwrap_or(words::NO_MATCH)));
        ranks.sum::<u32>() * WEIGHTS + 3 - u32::from(self.store.event(row).weight().min(3))
    }
}

/// How many weights there are.
const WEIGHTS: u32 = 4;

/// The best of the hits by their scores, finely ranked, the best first; none where no word is asked.
pub(super) fn rank(hits: &Bits, plan: &Plan, scores: &Scores<'_>, run: &Run<'_>) -> Option<Vec<u32>> {
    let (store, needles) = (scores.store, plan.needles().collect::<Vec<_>>());
    if needles.is_empty() {
        return Some(Vec::new());
    }
    let rows = best(hits, scores);
    let keyed = Mutex::new(Vec::with_capacity(rows.len()));
    let parts: Vec<&[u32]> = rows.chunks(RANKED / 8).collect();
    run.each(parts.len(), &|part| {
        let part: Vec<_> = parts[part]
            .iter()
            .map(|row| {
                let fine: i64 = needles.iter().map(|needle| title_score(store, *row, needle)).sum();
                let together = needles.windows(2).filter(|pair| side_by_side(store, *row, pair[0], pair[1])).count();
                let whole = scores.of(*row);
                (whole / WEIGHTS, Reverse(together), whole % WEIGHTS, Reverse(fine), *row)
            })
            .collect();
        keyed.lock().unwrap_or_else(PoisonError::into_inner).extend(part);
    })?;
    let mut keyed = keyed.into_inner().unwrap_or_else(PoisonError::into_inner);
    keyed.sort_unstable();
    Some(keyed.into_iter().map(|(.., row)| row).collect())
}

/// The [`RANKED`] hits of the lowest scores, of equal ones the first; counted, as sorting all would take long.
fn best(hits: &Bits, scores: &Scores<'_>) -> Vec<u32> {
    if hits.count() <= RANKED {
        return hits.iter().collect();
    }
    let mut tally: Vec<u32> = Vec::new();
    for row in hits.iter() {
        let score = scores.of(row) as usize;
        if tally.len() <= score {
            tally.resize(score + 1, 0);
        }
        tally[score] += 1;
    }
    let mut left = RANKED as u32;
    for quota in &mut tally {
        *quota = (*quota).min(left);
        left -= *quota;
    }
    let mut taken = Vec::with_capacity(RANKED);
    for row in hits.iter() {
        let quota = &mut tally[scores.of(row) as usize];
        if *quota > 0 {
            *quota -= 1;
            taken.push(row);
            if taken.len() == RANKED {
                break;
            }
        }
    }
    taken
}

/// Whether two words stand one after the other in a title or its reading, with at most one letter between them that is no
/// part of a word.
fn side_by_side(store: &Store, row: u32, one: &Needle, other: &Needle) -> bool {
    let folded = store.folded();
    let [[kana, latin], [other_kana, other_latin]] = [one.as_reading(), other.as_reading()];
    follows(folded.titles.get(row), &one.folded, &other.folded)
        || kana.zip(other_kana).is_some_and(|(one, other)| follows(folded.readings.get(row), one, other))
        || latin.zip(other_latin).is_some_and(|(one, other)| follows(folded.romaji.get(row), one, other))
}

fn follows(text: &str, one: &str, other: &str) -> bool {
    words::places(text, one).any(|at| {
        let rest = &text[at + one.len()..];
        let gap = rest.chars().next().filter(|letter| !letter.is_alphanumeric() && *letter != Strings::PART);
        rest.starts_with(other) || gap.is_some_and(|gap| rest[gap.len_utf8()..].starts_with(other))
    })
}

/// Fuzzy-matcher's score of a word in a title; a fresh matcher each time, because a used one reads cells of its last call.
fn title_score(store: &Store, row: u32, needle: &Needle) -> i64 {
    let title = store.folded().titles.get(row);
    title
        .split(Strings::PART)
        .filter_map(|part| SkimMatcherV2::default().fuzzy_match(part, &needle.folded))
        .max()
        .unwrap_or_default()
}
