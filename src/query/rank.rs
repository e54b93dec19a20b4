//! The best of the hits: all by class and site, the best of them by fuzzy-matcher's scores too.

use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Plan;
use super::find::Found;
use super::scan::{Run, block};
use super::words::{self, Needle, Rank};
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::columns::Strings;

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
    let rows = best(hits, scores, run)?;
    let parts: Vec<&[u32]> = rows.chunks(RANKED / 8).collect();
    let keyed = run.map(parts.len(), &|part| {
        let mut scorer = Scorer::default();
        let key = |row: &u32| {
            let fine: i64 = needles.iter().map(|needle| scorer.title(store, *row, needle)).sum();
            (scores.of(*row), -fine, 3 - store.event(*row).weight().min(3), *row)
        };
        parts[part].iter().map(key).collect::<Vec<_>>()
    })?;
    let mut keyed = keyed.concat();
    keyed.sort_unstable();
    Some(keyed.into_iter().map(|(.., row)| row).collect())
}

/// The hits of each score, in order.
fn by_key(hits: &Bits, key: impl Fn(u32) -> usize) -> Vec<u32> {
    let mut tally: Vec<usize> = Vec::new();
    for row in hits.iter() {
        count(&mut tally, key(row));
    }
    let mut sum = 0;
    for place in &mut tally {
        sum += std::mem::replace(place, sum);
    }
    let mut rows = vec![0; sum];
    for row in hits.iter() {
        let place = &mut tally[key(row)];
        rows[*place] = row;
        *place += 1;
    }
    rows
}

fn count<T: From<u8> + Clone + std::ops::AddAssign>(tally: &mut Vec<T>, key: usize) {
    if tally.len() <= key {
        tally.resize(key + 1, T::from(0));
    }
    tally[key] += T::from(1);
}

/// The hits by weight, then by date.
pub(super) fn by_weight(hits: &Bits, store: &Store) -> Vec<u32> {
    by_key(hits, |row| usize::from(3 - store.event(row).weight().min(3)))
}

/// The finely ranked hits in their order, then all others by class and site, then by date.
pub(super) fn by_score(hits: &Bits, scores: &Scores, ranked: &[u32]) -> Vec<u32> {
    let mut rest = hits.clone();
    ranked.iter().for_each(|row| rest.remove(*row));
    let mut rows = ranked.to_vec();
    rows.extend(by_key(&rest, |row| usize::from(scores.of(row))));
    rows
}

/// The [`RANKED`] hits of the lowest scores, of equal ones the first; counted, as sorting all would take long.
fn best(hits: &Bits, scores: &Scores, run: &Run<'_>) -> Option<Vec<u32>> {
    if hits.count() <= RANKED {
        return Some(hits.rows());
    }
    let tallies = run.blocks(hits.len(), &|rows| {
        let mut tally: Vec<u32> = Vec::new();
        hits.range(rows).for_each(|row| count(&mut tally, usize::from(scores.of(row))));
        tally
    })?;
    let mut quotas: Vec<u32> = vec![0; tallies.iter().map(Vec::len).max().unwrap_or_default()];
    for tally in &tallies {
        quotas.iter_mut().zip(tally).for_each(|(sum, count)| *sum += count);
    }
    let mut left = RANKED as u32;
    for quota in &mut quotas {
        *quota = (*quota).min(left);
        left -= *quota;
    }
    let mut taken = Vec::with_capacity(RANKED);
    for (at, tally) in tallies.iter().enumerate() {
        // Most blocks have none that is wanted.
        if !quotas.iter().zip(tally).any(|(quota, count)| *quota > 0 && *count > 0) {
            continue;
        }
        for row in hits.range(block(at, hits.len())) {
            let quota = &mut quotas[usize::from(scores.of(row))];
            if *quota > 0 {
                *quota -= 1;
                taken.push(row);
            }
        }
    }
    Some(taken)
}

/// Fuzzy-matcher, in such a way that what it was asked before does not change what it says.
///
/// It keeps the cells of its last call and reads some of them before it writes them. A call with one letter leaves four
/// cells of the first row, and that row is always written first, where a text has three letters or more.
#[derive(Default)]
struct Scorer(SkimMatcherV2);

impl Scorer {
    /// The score of a word in a title: the better of both languages, 0 where its letters don't stand there.
    fn title(&mut self, store: &Store, row: u32, needle: &Needle) -> i64 {
        let parts = store.folded().titles.get(row).split(Strings::PART);
        parts.filter_map(|part| self.score(part, &needle.folded)).max().unwrap_or_default()
    }

    fn score(&mut self, text: &str, word: &str) -> Option<i64> {
        if text.chars().nth(2).is_none() {
            return SkimMatcherV2::default().fuzzy_match(text, word);
        }
        self.0.fuzzy_match("a", "a");
        self.0.fuzzy_match(text, word)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_score_does_not_hang_on_the_scores_before(
            calls in proptest::collection::vec(("[a-c 科学]{0,12}", "[a-c科]{0,6}"), 1..8),
        ) {
            let mut scorer = Scorer::default();
            for (text, word) in calls {
                let fresh = SkimMatcherV2::default().fuzzy_match(&text, &word);
                prop_assert_eq!(scorer.score(&text, &word), fresh, "{} in {}", word, text);
            }
        }
    }
}
