//! The best of the hits: all by class and site, the best of them by fuzzy-matcher's scores too.

use std::sync::{Arc, Mutex, PoisonError};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Plan;
use super::find::Found;
use super::scan::Run;
use super::words::{self, Needle, Rank};
use crate::store::Store;
use crate::store::bits::Bits;

/// How many of the best matches are ranked finely.
pub(super) const RANKED: usize = 2000;

/// How well rows match: for each group of the query that has words, the best rank of a row there.
pub(super) struct Scores(pub(super) Vec<GroupRanks>);

/// The ranks of one group; several words that are joined by `|` have the best of theirs.
pub(super) enum GroupRanks {
    One(Arc<Found>),
    Best(Vec<Rank>),
}

impl Scores {
    /// The sum of a row's ranks: the lower the better.
    pub(super) fn of(&self, row: u32) -> u16 {
        let rank = |group: &GroupRanks| match group {
            GroupRanks::One(found) => found.ranks.get(row as usize).copied(),
            GroupRanks::Best(ranks) => ranks.get(row as usize).copied(),
        };
        // What holds by the other side of an `|` alone stands behind all that match the word.
        self.0.iter().map(|group| u16::from(rank(group).filter(|rank| *rank != 0).unwrap_or(words::NO_MATCH))).sum()
    }
}

/// The best of the hits by class and site, in the order of fuzzy-matcher's scores, weight and date.
pub(super) fn rank(hits: &Bits, plan: &Plan, store: &Store, scores: &Scores, run: &Run<'_>) -> Option<Vec<u32>> {
    let needles: Vec<&Needle> = plan.needles().collect();
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
                (scores.of(*row), -fine, 3 - store.event(*row).weight().min(3), *row)
            })
            .collect();
        keyed.lock().unwrap_or_else(PoisonError::into_inner).extend(part);
    })?;
    let mut keyed = keyed.into_inner().unwrap_or_else(PoisonError::into_inner);
    keyed.sort_unstable();
    Some(keyed.into_iter().map(|(.., row)| row).collect())
}

/// The [`RANKED`] hits of the lowest scores, of equal ones the first; counted, as sorting all would take long.
fn best(hits: &Bits, scores: &Scores) -> Vec<u32> {
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

/// Fuzzy-matcher's score of a word in a title; a fresh matcher each time, because a used one reads cells of its last call.
fn title_score(store: &Store, row: u32, needle: &Needle) -> i64 {
    let title = store.folded().titles.get(row);
    title
        .split(crate::store::columns::Strings::PART)
        .filter_map(|part| SkimMatcherV2::default().fuzzy_match(part, &needle.folded))
        .max()
        .unwrap_or_default()
}
