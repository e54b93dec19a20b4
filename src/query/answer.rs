//! The answer: which events match, in which order, and how many there would be under every other choice.

use std::sync::{Mutex, PoisonError};

use super::count::{count_values, count_years};
use super::find;
use super::plan::{Check, PlanGroup};
use super::rank::{GroupRanks, Scores, rank};
use super::recall::Recall;
use super::scan::Run;
use super::words::{self, Rank};
use super::{Ctx, DateRelation, How, Is, Plan, Sort};
use crate::store::bits::Bits;
use crate::store::{State, Store};

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
    /// The words that only matched loosely.
    pub loose: Vec<String>,
    /// Where nothing matches: for each group of the query, how many events there would be without it.
    pub without: Vec<u32>,
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
}

/// Answers a plan from the store that it was made for. `None` where `go_on` said that the answer is no longer wanted.
pub fn answer(plan: &Plan, store: &Store, ctx: Ctx, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Answer> {
    answer_in_steps(Asked { plan, store, ctx }, &Run::alone(go_on), &mut Recall::default(), &mut |_| {})
}

/// The same with the work shared out and with what was found before; `first` is told the answer when it has its rows but
/// neither counts nor ranks, where the order asked for needs no ranks.
pub fn answer_in_steps(
    asked: Asked<'_>,
    run: &Run<'_>,
    recall: &mut Recall,
    first: &mut dyn FnMut(&Answer),
) -> Option<Answer> {
    let Asked { plan, store, ctx } = asked;
    let mut out = Answer { stamp: plan.stamp, ..Answer::default() };
    recall.turn_to(plan.stamp);
    let mut look = Look { store, ctx, run, recall, ranks: Vec::new(), loose: Vec::new() };
    let sets: Vec<Bits> = plan.groups.iter().map(|group| look.group(group)).collect::<Option<_>>()?;
    let Look { ranks, loose, .. } = look;
    out.loose = loose;
    let under = |leave: Owner| {
        let mut rows = Bits::all(store.len());
        let kept = plan.groups.iter().zip(&sets).filter(|(group, _)| leave == Owner::Nobody || group.owner != leave);
        kept.for_each(|(_, set)| rows.and(set));
        rows
    };
    let hits = under(Owner::Nobody);
    out.rows = hits.iter().collect();
    if plan.sort == Sort::DateDown {
        out.rows.reverse();
    }
    if plan.sort != Sort::Score {
        first(&out);
    }
    let counts = Mutex::new((Vec::new(), vec![FacetCounts::default(); PANES.len()]));
    run.each(PANES.len() + 1, &|at| {
        let owner = if at < PANES.len() { Owner::Pane(at) } else { Owner::Strip };
        let has_own = plan.groups.iter().any(|group| group.owner == owner);
        let rows = if has_own { &under(owner) } else { &hits };
        let found = PANES
            .get(at)
            .map_or_else(|| Err(count_years(store, ctx, rows)), |pane| Ok(count_values(store, pane, rows)));
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        match found {
            Ok(facet) => counts.1[at] = facet,
            Err(years) => counts.0 = years,
        }
    })?;
    let (years, facets) = counts.into_inner().unwrap_or_else(PoisonError::into_inner);
    out.facets = facets;
    if let Some((year, _)) = store.years() {
        out.first_year = year;
        (out.years, out.coming) = years.into_iter().unzip();
    }
    if out.rows.is_empty() {
        out.without = (0..sets.len()).map(|at| without(&sets, at, store.len())).collect();
    }
    finish(&mut out, plan, store, (&hits, &Scores(ranks)), run)?;
    Some(out)
}

/// Ranks the hits, and puts them in the order of their ranks where that is asked for.
fn finish(out: &mut Answer, plan: &Plan, store: &Store, (hits, scores): (&Bits, &Scores), run: &Run<'_>) -> Option<()> {
    out.ranked = rank(hits, plan, store, scores, run)?;
    if plan.sort == Sort::Score {
        if out.ranked.is_empty() {
            out.rows.sort_by_key(|row| (3 - store.event(*row).weight().min(3), *row));
        } else {
            out.rows.sort_by_key(|row| (scores.of(*row), *row));
        }
        // The finely ranked come first, in their order.
        let mut fine = Bits::none(store.len());
        out.ranked.iter().for_each(|row| fine.insert(*row));
        let rest = std::mem::take(&mut out.rows).into_iter().filter(|row| !fine.contains(*row));
        out.rows = out.ranked.iter().copied().chain(rest).collect();
    }
    let positions = out.rows.iter().zip(0..);
    out.disputed = positions.filter(|(row, _)| store.event(**row).is_disputed()).map(|(_, at)| at).collect();
    Some(())
}

fn without(sets: &[Bits], leave: usize, len: usize) -> u32 {
    let mut rows = Bits::all(len);
    sets.iter().enumerate().filter(|(at, _)| *at != leave).for_each(|(_, set)| rows.and(set));
    rows.count() as u32
}

/// Looks up what each group of a plan matches, and gathers how well.
struct Look<'a> {
    store: &'a Store,
    ctx: Ctx,
    run: &'a Run<'a>,
    recall: &'a mut Recall,
    ranks: Vec<GroupRanks>,
    /// The words that only matched loosely.
    loose: Vec<String>,
}

impl Look<'_> {
    /// The rows for which at least one check of a group holds.
    fn group(&mut self, group: &PlanGroup) -> Option<Bits> {
        if let [(not, check)] = &group.checks[..] {
            return self.check(*not, check);
        }
        let before = self.ranks.len();
        let mut rows = Bits::none(self.store.len());
        for (not, check) in &group.checks {
            rows.or(&self.check(*not, check)?);
        }
        let mut best: Vec<Rank> = Vec::new();
        for found in self.ranks.drain(before..) {
            let GroupRanks::One(found) = found else { continue };
            best.resize(self.store.len(), 0);
            for (best, rank) in best.iter_mut().zip(&found.ranks).filter(|(_, rank)| **rank != 0) {
                words::improve(best, *rank);
            }
        }
        if !best.is_empty() {
            self.ranks.push(GroupRanks::Best(best));
        }
        Some(rows)
    }

    fn check(&mut self, not: bool, check: &Check) -> Option<Bits> {
        let mut rows = match check {
            Check::Text(needle) if !not => {
                let found = self.recall.find(self.store, needle, self.run)?;
                if found.loose {
                    self.loose.push(needle.folded.clone());
                }
                let rows = found.rows.clone();
                self.ranks.push(GroupRanks::One(found));
                return Some(rows);
            }
            Check::Text(needle) if needle.how == How::Exact => find::contains(self.store, &needle.folded, self.run)?,
            Check::Text(needle) => self.recall.find(self.store, needle, self.run)?.rows.clone(),
            Check::Title(text) => find::in_title(self.store, text, self.run)?,
            check => check_rows(check, self.store, self.ctx),
        };
        if not {
            rows.invert();
        }
        Some(rows)
    }
}

/// The rows for which a condition on anything but texts holds.
fn check_rows(check: &Check, store: &Store, ctx: Ctx) -> Bits {
    let pick = |holds: &dyn Fn(u32) -> bool| Bits::of(store.len(), holds);
    let mut rows = Bits::none(store.len());
    match check {
        Check::Text(_) | Check::Title(_) => {}
        Check::Values(axis, entries) => {
            let column = store.column(*axis);
            entries.iter().flat_map(|entry| column.rows_of(*entry)).for_each(|row| rows.insert(*row));
        }
        Check::Rows(some) => some.iter().for_each(|row| rows.insert(*row)),
        Check::Date(relation, from, to) => {
            return pick(&|row| {
                let (earliest, latest) = (store.earliest(row), store.latest(row));
                match relation {
                    DateRelation::Overlaps => earliest <= *to && *from <= latest,
                    DateRelation::Before => latest < *from,
                    DateRelation::After => earliest > *to,
                    DateRelation::On => *from <= earliest && latest <= *to,
                }
            });
        }
        Check::Weight(from, to) => return pick(&|row| (*from..=*to).contains(&store.event(row).weight())),
        Check::Is(is) => {
            return pick(&|row| {
                let event = store.event(row);
                match is {
                    Is::Planned => event.state(ctx.today) == State::Planned,
                    Is::Unconfirmed => event.state(ctx.today) == State::Unconfirmed,
                    Is::Past => event.state(ctx.today) == State::Past,
                    Is::Ongoing => event.state(ctx.today) == State::Ongoing,
                    Is::Span => event.precision() == crate::data::Precision::Span,
                    Is::Disputed => event.is_disputed(),
                }
            });
        }
    }
    rows
}
