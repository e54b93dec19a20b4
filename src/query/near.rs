//! The hits around one row, found before all others: as soon as they fill a screen.

use std::ops::Range;

use super::How;
use super::find::Scope;
use super::look::{Look, Way, check_rows};
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
    let is_known = |(_, way): &(bool, Way<'_>)| matches!(way, Way::Set(_) | Way::Word(..));
    if store.is_empty() || look.groups.iter().flatten().all(is_known) {
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
        if (next_to - next_from) * ONE_IN > steps.max(2 * ONE_IN) {
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
        let is_sure = (0..look.groups.iter().flatten().count()).all(|way| seen.iter().any(|seen| seen.sure[way]));
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
        let mut seen = Self { first: rows.start, hits: Bits::all(rows.len()), sure: Vec::new() };
        for group in &look.groups {
            let mut any = Bits::none(rows.len());
            for (not, way) in group {
                let (mut found, is_sure) = found(look, way, rows);
                if *not && !matches!(way, Way::Set(_)) {
                    found.invert();
                }
                any.or(&found);
                seen.sure.push(is_sure);
            }
            seen.hits.and(&any);
        }
        seen
    }
}

/// The rows of a condition in a range, and whether they are so whatever stands in other rows.
fn found(look: &Look<'_>, way: &Way<'_>, rows: &Range<u32>) -> (Bits, bool) {
    match way {
        Way::Set(known) => (known.part(rows.clone()), true),
        Way::Word(_, known) => (known.rows.part(rows.clone()), true),
        Way::Check(check) => (check_rows(check, look.asked.store, look.asked.ctx, rows), true),
        Way::Search(_, search) => {
            let found = Bits::of_bytes(&search.look(rows).ranks);
            // A bare word that matches nothing anywhere is taken for something else.
            let is_sure = search.scope != Scope::All || search.needle.how != How::Bare || !found.is_empty();
            (found, is_sure)
        }
    }
}
