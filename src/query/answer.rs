//! The answer: which events match, in which order, and how many there would be under every other choice.

use super::count::count;
use super::guess::Guess;
use super::look::Look;
use super::near::near;
use super::rank::{Scores, by_score, rank};
use super::recall::Recall;
use super::scan::Run;
use super::{Ctx, Plan, Sort};
use crate::store::Store;
use crate::store::bits::Bits;

/// The fields that have a pane, in the panes' order.
pub const PANES: &[&str] = &["country", "org", "theme"];

/// Which part of the screen owns a group of the query, and so counts without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// None: it holds everywhere.
    Nobody,
    /// The strip.
    Strip,
    /// The pane of this index in [`PANES`].
    Pane(usize),
}

/// What one pane shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// For each entry of the pane's axis, how many events there would be if it were chosen.
    pub counts: Vec<u32>,
}

/// The events that a plan asks for, and what the panes count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The store's stamp.
    pub stamp: u64,
    /// The rows, in the order asked for.
    pub rows: Vec<u32>,
    /// Whether these are only some of the rows, one after the other without a gap; then nothing is counted.
    pub is_part: bool,
    /// The best matches, best first, at most `RANKED`; empty where no word is asked.
    pub ranked: Vec<u32>,
    /// For each of [`PANES`], the counts.
    pub facets: Vec<FacetCounts>,
    /// The first year that `years` counts.
    pub first_year: i32,
    /// Hits by the year that an event counts in, under all but the strip's own span.
    pub years: Vec<u32>,
    /// How many of them are planned or unconfirmed.
    pub coming: Vec<u32>,
    /// What the words that match nothing as they stand were taken for.
    pub guesses: Vec<Guess>,
    /// Where nothing matches: for each group of the query, how many events there would be without it; where two sides are
    /// compared, also how many without them.
    pub without: Vec<u32>,
    /// What is compared, where anything is: the hits of the first side, and those of the second or of no side.
    pub sides: Option<[Bits; 2]>,
    /// The positions in `rows` of the events on whose date the sources disagree.
    pub disputed: Vec<u32>,
}

impl Answer {
    /// Takes over what another answer of the same store has counted, to be shown until this one has its own.
    pub fn keep_counts(&mut self, before: Self) {
        if self.stamp == before.stamp {
            let Self { facets, first_year, years, coming, .. } = before;
            (self.facets, self.first_year, self.years, self.coming) = (facets, first_year, years, coming);
        }
    }
}

/// What is asked: a plan, of the store that it was made for, and what else the answer depends on.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The store.
    pub store: &'a Store,
    /// The rest.
    pub ctx: Ctx,
    /// The row around which the answer is looked at first; `None` where all of it may come at once.
    pub near: Option<u32>,
}

/// Answers a plan from the store that it was made for. `None` where `go_on` said that the answer is no longer wanted.
pub fn answer(plan: &Plan, store: &Store, ctx: Ctx, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Answer> {
    answer_in_steps(Asked { plan, store, ctx, near: None }, &Run::alone(go_on), &mut Recall::default(), &mut |_| {})
}

/// The same with the work shared out and with what was found before. `first` is told what is there so far: in an order by
/// date some rows around the one asked for, then all of them; in the order of ranks the best of them; nothing counted yet.
pub fn answer_in_steps(
    asked: Asked<'_>,
    run: &Run<'_>,
    recall: &mut Recall,
    first: &mut dyn FnMut(&Answer),
) -> Option<Answer> {
    let Asked { plan, store, ctx, .. } = asked;
    recall.turn_to(plan.stamp, ctx);
    if let Some(known) = recall.answer(plan) {
        return Some(known);
    }
    let mut out = Answer { stamp: plan.stamp, ..Answer::default() };
    let mut look = Look::new(asked, recall);
    if let (Some(at), Sort::Date | Sort::DateDown) = (asked.near, plan.sort) {
        let mut rows = near(&look, at, run)?;
        if rows.is_none() && look.settle(run)? {
            rows = near(&look, at, run)?;
        }
        if let Some(rows) = rows {
            first(&Answer { is_part: true, ..in_order(rows, plan, &out) });
        }
    }
    let sets = look.sets(run)?;
    let mut sides = look.sides(run)?;
    let Look { ranks, guesses, .. } = look;
    out.guesses = guesses;
    let scores = Scores::new(store, plan, ranks);
    // With two sides a hit is on one of them; with one, all that is not on it is the other.
    let mut compared = Bits::all(store.len());
    match &sides[..] {
        [a] => {
            let mut rest = a.clone();
            rest.invert();
            sides.push(rest);
        }
        [a, b] => {
            compared = a.clone();
            compared.or(b);
        }
        _ => {}
    }
    let under = |leave: Owner| {
        let mut rows = compared.clone();
        let kept = plan.groups.iter().zip(&sets).filter(|(group, _)| leave == Owner::Nobody || group.owner != leave);
        kept.for_each(|(_, set)| rows.and(set));
        rows
    };
    let hits = under(Owner::Nobody);
    for side in &mut sides {
        side.and(&hits);
    }
    out.sides = sides.try_into().ok();
    if plan.sort == Sort::Score {
        out.ranked = rank(&hits, plan, &scores, run)?;
        first(&Answer { is_part: true, rows: out.ranked.clone(), ..out.clone() });
        out.rows = by_score(&hits, &scores, &out.ranked);
    } else {
        out = in_order(hits.rows(), plan, &out);
        first(&out);
    }
    let own = |owner: Owner| plan.groups.iter().any(|group| group.owner == owner).then(|| under(owner));
    count(&mut out, store, ctx, (&hits, &own), run)?;
    if out.rows.is_empty() {
        let mut sets = sets;
        if plan.sides.len() == 2 {
            sets.push(compared);
        }
        out.without = (0..sets.len()).map(|at| without(&sets, at, store.len())).collect();
    }
    if plan.sort != Sort::Score {
        out.ranked = rank(&hits, plan, &scores, run)?;
    }
    out.disputed = disputed(&out.rows, store);
    recall.keep_answer(plan, &out);
    Some(out)
}

/// The rows that a plan asks for, of which nothing is counted. `None` where the answer is no longer wanted.
pub(super) fn rows(asked: Asked<'_>, run: &Run<'_>, recall: &mut Recall) -> Option<Bits> {
    recall.turn_to(asked.plan.stamp, asked.ctx);
    let mut look = Look::new(asked, recall);
    let sets = look.sets(run)?;
    let mut rows = match &look.sides(run)?[..] {
        [a, b] => {
            let mut either = a.clone();
            either.or(b);
            either
        }
        _ => Bits::all(asked.store.len()),
    };
    for set in &sets {
        rows.and(set);
    }
    Some(rows)
}

/// The rows that a plan asks for without one of its groups. `None` where the answer is no longer wanted.
pub fn rows_without(asked: Asked<'_>, leave: usize, run: &Run<'_>, recall: &mut Recall) -> Option<Bits> {
    recall.turn_to(asked.plan.stamp, asked.ctx);
    let sets = Look::new(asked, recall).sets(run)?;
    let mut rows = Bits::all(asked.store.len());
    sets.iter().enumerate().filter(|(at, _)| *at != leave).for_each(|(_, set)| rows.and(set));
    Some(rows)
}

/// The positions of the rows on whose date the sources disagree.
fn disputed(rows: &[u32], store: &Store) -> Vec<u32> {
    rows.iter().zip(0..).filter(|(row, _)| store.event(**row).is_disputed()).map(|(_, at)| at).collect()
}

fn in_order(mut rows: Vec<u32>, plan: &Plan, so_far: &Answer) -> Answer {
    if plan.sort == Sort::DateDown {
        rows.reverse();
    }
    Answer { rows, ..so_far.clone() }
}

fn without(sets: &[Bits], leave: usize, len: usize) -> u32 {
    let mut rows = Bits::all(len);
    sets.iter().enumerate().filter(|(at, _)| *at != leave).for_each(|(_, set)| rows.and(set));
    rows.count() as u32
}
