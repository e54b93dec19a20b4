//! The hits around one row, found before all others: as soon as they fill a screen.

use std::ops::Range;

use super::look::{Look, Way, check_rows, others};
use super::scan::{BLOCK, Run};
use crate::store::bits::Bits;

/// As many hits before the row and after it are enough for any screen.
const ENOUGH: usize = if cfg!(test) { 4 } else { 100 };

/// All rows are looked at before long; so it is not worth while to look at more than one in so many first.
const ONE_IN: usize = if cfg!(test) { 1 } else { 8 };

/// How many rows are looked at together.
const STEP: usize = if cfg!(test) { 64 } else { BLOCK / 2 };

/// The hits around a row without a gap, in the order of their numbers; the inner `None` where there would be little gain in
/// it, or where what a word matches is not to be told from some rows.
#[allow(clippy::option_option, reason = "the outer one, as everywhere, says that the answer is no longer wanted")]
pub(super) fn near(look: &Look<'_>, at: u32, run: &Run<'_>) -> Option<Option<Vec<u32>>> {
    let store = look.asked.store;
    let is_known = |(_, way): &(bool, Way<'_>)| matches!(way, Way::Set(_) | Way::Word(_));
    let ways = || look.groups.iter().chain(look.either().iter().flatten()).flatten();
    if store.is_empty() || ways().all(is_known) {
        return Some(None);
    }
    let steps = store.len().div_ceil(STEP);
    let middle = (at as usize / STEP).min(steps - 1);
    // What has been looked at: the steps from..to.
    let (mut from, mut to) = (middle, middle);
    let mut seen: Vec<Seen> = Vec::new();
    let mut more = 1;
    loop {
        let (next_from, next_to) = (from.saturating_sub(more), (to + more).min(steps));
        // Nothing more to look at, or too much.
        if (next_from, next_to) == (from, to) || (next_to - next_from) * ONE_IN > steps.max(2 * ONE_IN) {
            return Some(None);
        }
        let new: Vec<usize> = (next_from..from).chain(to..next_to).collect();
        let parts = run.map(new.len(), &|part| {
            let rows = new[part] * STEP..((new[part] + 1) * STEP).min(store.len());
            Seen::of(look, &(rows.start as u32..rows.end as u32))
        })?;
        seen.extend(parts);
        seen.sort_unstable_by_key(|seen| seen.first);
        (from, to) = (next_from, next_to);
        let hits: Vec<u32> = seen.iter().flat_map(|seen| seen.hits.iter().map(|row| row + seen.first)).collect();
        let before = hits.partition_point(|row| *row < at);
        let is_enough = (before >= ENOUGH || from == 0) && (hits.len() - before >= ENOUGH || to == steps);
        let is_sure = (0..ways().count()).all(|way| seen.iter().any(|seen| seen.sure[way]));
        if is_enough && is_sure {
            return Some(Some(hits));
        }
        more *= 2;
    }
}

/// What was seen in some rows.
struct Seen {
    first: u32,
    /// The hits, counted from the first row.
    hits: Bits,
    /// For each condition, whether what it holds for does not hang on rows elsewhere.
    sure: Vec<bool>,
}

impl Seen {
    fn of(look: &Look<'_>, rows: &Range<u32>) -> Self {
        let mut seen = Self { first: rows.start, hits: Bits::none(rows.len()), sure: Vec::new() };
        seen.hits = seen.all(look, &look.groups, rows);
        if let [a, b] = look.either() {
            let mut either = seen.all(look, a, rows);
            either.or(&seen.all(look, b, rows));
            seen.hits.and(&either);
        }
        seen
    }

    /// The rows of a range for which all of some groups hold; whether that is sure is noted.
    fn all(&mut self, look: &Look<'_>, groups: &[Vec<(bool, Way<'_>)>], rows: &Range<u32>) -> Bits {
        let mut all = Bits::all(rows.len());
        for group in groups {
            let mut any = Bits::none(rows.len());
            for (not, way) in group {
                let (found, is_sure) = found(look, *not, way, rows);
                any.or(&found);
                self.sure.push(is_sure);
            }
            all.and(&any);
        }
        all
    }
}

/// The rows of a range for which a condition holds, or does not, and whether that is so whatever stands in other rows.
fn found(look: &Look<'_>, not: bool, way: &Way<'_>, rows: &Range<u32>) -> (Bits, bool) {
    let (mut found, is_sure) = match way {
        Way::Set(known) => return (known.part(rows.clone()), true),
        Way::Word(known) if not => return (others(known).part(rows.clone()), true),
        Way::Word(known) => return (known.rows.part(rows.clone()), true),
        // What is only guessed at takes nothing away.
        Way::Other(..) if not => return (Bits::all(rows.len()), true),
        Way::Other(_, other) => {
            let found = Bits::of_bytes(&other.look(rows));
            let is_sure = !found.is_empty();
            (found, is_sure)
        }
        Way::Check(check) => (check_rows(check, look.asked.store, look.asked.ctx, rows), true),
        Way::Search(_, search) => {
            let found = Bits::of_bytes(&search.look(rows).ranks);
            // What matches nothing here may match nothing anywhere, and is then taken for something else.
            let is_sure = !search.may_be_guessed() || !found.is_empty();
            (found, is_sure)
        }
    };
    if not {
        found.invert();
    }
    (found, is_sure)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::plain::{events, phrase};
    use super::super::{Answer, Asked, Ctx, Plan, Recall, answer, answer_in_steps, parse};
    use super::*;
    use crate::store::Store;
    use crate::store::tests::dataset;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

        /// Whatever is told before the whole answer is a part of it without a gap; and what is recalled changes no answer.
        #[test]
        fn what_is_told_first_is_a_part_of_the_answer(
            text in events(),
            words in prop::collection::vec(phrase(1..3), 2..5),
            (signs, at) in (prop::collection::vec(0..8_usize, 5), any::<prop::sample::Index>()),
        ) {
            let store = Store::build(dataset(&text));
            prop_assume!(!store.is_empty());
            let go_on = || true;
            let (run, ctx) = (Run::alone(&go_on), Ctx { today: crate::data::Day::LAST });
            let mut recall = Recall::default();
            let mut line = String::new();
            let sign = |at: &usize| ["", "!", "!'", "| ", "2010..2020 ", "sort:-date ", "vs:", "vs:!"][*at];
            for (word, at_sign) in words.iter().zip(&signs) {
                line = format!("{line} {}{word}", sign(at_sign));
                let Ok(plan) = Plan::new(&parse(&line), &store) else { continue };
                let asked = Asked { plan: &plan, store: &store, ctx, near: Some(at.index(store.len()) as u32) };
                let mut told: Vec<Answer> = Vec::new();
                let whole = answer_in_steps(asked, &run, &mut recall, &mut |first| told.push(first.clone())).unwrap();
                let plain = answer(&plan, &store, ctx, &go_on).unwrap();
                prop_assert_eq!(&whole, &plain, "{}", line);
                for first in told {
                    let is_within = first.rows.is_empty() || whole.rows.windows(first.rows.len()).any(|rows| rows == first.rows);
                    prop_assert!(is_within, "{}: {:?} of {:?}", line, first.rows, whole.rows);
                    prop_assert!(first.is_part || first.rows == whole.rows, "{}", line);
                }
            }
        }
    }
}
