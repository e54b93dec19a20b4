//! The best of the hits, in the order that [`words`] states.

use std::cmp::Reverse;
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Plan;
use super::find::Found;
use super::kinds::kinds_of;
use super::scan::{Run, block};
use super::words::{self, Needle, Rank};
use crate::data::{Axis, Day, EventKind};
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::columns::Strings;
use crate::text::fold::{is_word_end, is_word_start};
use crate::text::is_japanese;

/// How many of the best matches are ranked finely.
pub(super) const RANKED: usize = 2000;

/// How well rows match.
pub(super) struct Scores<'a> {
    store: &'a Store,
    /// For each group of the query that has words, the best rank of a row there.
    groups: Vec<GroupRanks>,
    /// The rows of the events at which what the words name began, in order.
    begun: Vec<u32>,
}

/// The ranks of one group; several words that are joined by `|` have the best of theirs.
pub(super) enum GroupRanks {
    One(Arc<Found>),
    Best(Vec<Rank>),
}

impl<'a> Scores<'a> {
    /// The scores of what each group of a plan found.
    pub(super) fn new(store: &'a Store, plan: &Plan, groups: Vec<GroupRanks>) -> Self {
        let words = plan.needles().map(|needle| &*needle.folded);
        let name = words.filter(|word| !kinds_of(word).contains(&EventKind::Founding)).collect::<Vec<_>>().join(" ");
        let actors = store.column(Axis::Actors);
        let named = (0..).zip(&actors.entries).filter(|(_, entry)| !name.is_empty() && entry.names().contains(&name));
        let mut begun: Vec<u32> = named.flat_map(|(at, _)| beginnings(store, at)).collect();
        begun.sort_unstable();
        Self { store, groups, begun }
    }

    /// The sum of a row's ranks, none where what the words name began there, and its weight: the lower the better.
    pub(super) fn of(&self, row: u32) -> u32 {
        let weight = 3 - u32::from(self.store.event(row).weight().min(3));
        if !self.begun.is_empty() && self.begun.binary_search(&row).is_ok() {
            return weight;
        }
        let rank = |group: &GroupRanks| match group {
            GroupRanks::One(found) => found.ranks.get(row as usize).copied(),
            GroupRanks::Best(ranks) => ranks.get(row as usize).copied(),
        };
        // What holds by the other side of an `|` alone stands behind all that match the word.
        let ranks =
            self.groups.iter().map(|group| u32::from(rank(group).filter(|rank| *rank != 0).unwrap_or(words::NO_MATCH)));
        ranks.sum::<u32>() * WEIGHTS + weight
    }
}

/// The events at which an actor began: those that begin on the first day of its own date, or else those that founded it.
fn beginnings(store: &Store, actor: u32) -> Vec<u32> {
    let actors = store.column(Axis::Actors);
    let rows = || actors.rows_of(actor).iter().copied();
    let date = store.actor(&actors.entries[actor as usize].key).and_then(|actor| actor.date.as_ref());
    if let Some(day) = date.map(|date| date.earliest).filter(|day| *day != Day::FIRST) {
        let dated: Vec<u32> = rows().filter(|row| store.earliest(*row) == day).collect();
        if !dated.is_empty() {
            return dated;
        }
    }
    let founds =
        |row: &u32| store.event(*row).kind() == EventKind::Founding && actors.lists.get(*row).first() == Some(&actor);
    rows().filter(founds).collect()
}

/// How many weights there are.
const WEIGHTS: u32 = 4;

/// The best of the hits by their scores, finely ranked, the best first; none where no word is asked.
pub(super) fn rank(hits: &Bits, plan: &Plan, scores: &Scores<'_>, run: &Run<'_>) -> Option<Vec<u32>> {
    let (store, needles) = (scores.store, plan.needles().collect::<Vec<_>>());
    if needles.is_empty() {
        return Some(Vec::new());
    }
    let rows = best(hits, scores, run)?;
    let parts: Vec<&[u32]> = rows.chunks(RANKED / 8).collect();
    let keyed = run.map(parts.len(), &|part| {
        let mut fuzzy = Scorer::default();
        let key = |row: &u32| {
            let fine: i64 = needles.iter().map(|needle| fuzzy.title(store, *row, needle)).sum();
            let together = needles.windows(2).filter(|pair| side_by_side(store, *row, pair[0], pair[1])).count();
            let whole = needles.iter().filter(|needle| is_whole(store, *row, needle)).count();
            let rough = scores.of(*row);
            (rough / WEIGHTS, Reverse(together), Reverse(whole), rough % WEIGHTS, Reverse(fine), *row)
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

/// The finely ranked hits in their order, then all others by their scores, then by date.
pub(super) fn by_score(hits: &Bits, scores: &Scores<'_>, ranked: &[u32]) -> Vec<u32> {
    let mut rest = hits.clone();
    for row in ranked {
        rest.remove(*row);
    }
    let mut rows = ranked.to_vec();
    rows.extend(by_key(&rest, |row| scores.of(row) as usize));
    rows
}

/// The [`RANKED`] hits of the lowest scores, of equal ones the first; counted, as sorting all would take long.
fn best(hits: &Bits, scores: &Scores<'_>, run: &Run<'_>) -> Option<Vec<u32>> {
    if hits.count() <= RANKED {
        return Some(hits.rows());
    }
    let tallies = run.blocks(hits.len(), &|rows| {
        let mut tally: Vec<u32> = Vec::new();
        hits.range(rows).for_each(|row| count(&mut tally, scores.of(row) as usize));
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
            let quota = &mut quotas[scores.of(row) as usize];
            if *quota > 0 {
                *quota -= 1;
                taken.push(row);
            }
        }
    }
    Some(taken)
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

/// Whether a word without Japanese letters is a whole word of the title or the summary.
fn is_whole(store: &Store, row: u32, needle: &Needle) -> bool {
    let folded = store.folded();
    !needle.folded.chars().any(is_japanese)
        && [folded.titles.get(row), folded.summary(row)].iter().any(|text| stands_whole(text, &needle.folded))
}

/// Whether a word, or the word and an s, is a whole word of a text.
fn stands_whole(text: &str, word: &str) -> bool {
    let ends = |at: usize| at == text.len() || is_word_end(text, at);
    words::places(text, word).any(|at| {
        let end = at + word.len();
        (at == 0 || is_word_start(text, at)) && (ends(end) || (text[end..].starts_with('s') && ends(end + 1)))
    })
}

fn follows(text: &str, one: &str, other: &str) -> bool {
    words::places(text, one).any(|at| {
        let rest = &text[at + one.len()..];
        let gap = rest.chars().next().filter(|letter| !letter.is_alphanumeric() && *letter != Strings::PART);
        rest.starts_with(other) || gap.is_some_and(|gap| rest[gap.len_utf8()..].starts_with(other))
    })
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
