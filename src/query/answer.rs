//! The answer: which events match, in which order, and how many there would be under every other choice.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::plan::{Check, PlanGroup};
use super::words::{self, Needle};
use super::{Ctx, DateRelation, Is, Plan, Sort};
use crate::data::{Axis, Field};
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
}

/// How many of the best matches are ranked finely.
pub(super) const RANKED: usize = 2000;

/// Answers a plan from the store that it was made for. `None` where `go_on` said that the answer is no longer wanted.
pub fn answer(plan: &Plan, store: &Store, ctx: Ctx, go_on: &dyn Fn() -> bool) -> Option<Answer> {
    let mut out = Answer { stamp: plan.stamp, ..Answer::default() };
    let mut look = Look { store, ctx, go_on, scores: Vec::new(), loose: Vec::new() };
    let sets: Vec<Bits> = plan.groups.iter().map(|group| look.group(group)).collect::<Option<_>>()?;
    let Look { scores, loose, .. } = look;
    out.loose = loose;
    let under = |leave: Owner| {
        let mut rows = Bits::all(store.len());
        let kept = plan.groups.iter().zip(&sets).filter(|(group, _)| leave == Owner::Nobody || group.owner != leave);
        kept.for_each(|(_, set)| rows.and(set));
        rows
    };
    let hits = under(Owner::Nobody);
    for (at, name) in PANES.iter().enumerate() {
        let has_own = plan.groups.iter().any(|group| group.owner == Owner::Pane(at));
        let rows = if has_own { under(Owner::Pane(at)) } else { hits.clone() };
        out.facets.push(count_values(store, name, &rows));
        go_on().then_some(())?;
    }
    count_years(&mut out, store, ctx, &under(Owner::Strip));
    out.rows = hits.iter().collect();
    if out.rows.is_empty() {
        out.without = (0..sets.len()).map(|at| without(&sets, at, store.len())).collect();
    }
    rank(&mut out, plan, store, &scores);
    match plan.sort {
        Sort::Date => {}
        Sort::DateDown => out.rows.reverse(),
        Sort::Score if out.ranked.is_empty() => {
            out.rows.sort_by_key(|row| (3 - store.event(*row).weight().min(3), *row));
        }
        Sort::Score => out.rows.sort_by_key(|row| (scores.get(*row as usize).copied().unwrap_or_default(), *row)),
    }
    if plan.sort == Sort::Score {
        // The finely ranked come first, in their order.
        let fine: std::collections::HashSet<u32> = out.ranked.iter().copied().collect();
        let rest = std::mem::take(&mut out.rows).into_iter().filter(|row| !fine.contains(row));
        out.rows = out.ranked.iter().copied().chain(rest).collect();
    }
    Some(out)
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
    go_on: &'a dyn Fn() -> bool,
    /// For each row the sum of the best ranks of each group's words; empty until a word is asked.
    scores: Vec<u16>,
    /// The words that only matched loosely.
    loose: Vec<String>,
}

impl Look<'_> {
    /// The rows for which at least one check of a group holds; adds the best rank of its words to each row's score.
    fn group(&mut self, group: &PlanGroup) -> Option<Bits> {
        let mut rows = Bits::none(self.store.len());
        let mut best: Vec<u8> = Vec::new();
        for (not, check) in &group.checks {
            let mut set = match check {
                Check::Text(needle) if !not => {
                    let found = words::find(self.store, needle, self.go_on)?;
                    if found.loose {
                        self.loose.push(needle.folded.clone());
                    }
                    best.resize(self.store.len(), 0);
                    for (best, rank) in best.iter_mut().zip(found.ranks).filter(|(_, rank)| *rank != 0) {
                        *best = if *best == 0 { rank } else { rank.min(*best) };
                    }
                    found.rows
                }
                check => check_rows(check, self.store, self.ctx, self.go_on)?,
            };
            if *not {
                set.invert();
            }
            rows.or(&set);
        }
        if !best.is_empty() {
            self.scores.resize(self.store.len(), 0);
            // What holds by the other side of an `|` alone stands behind all that match the word.
            let ranks = best.into_iter().map(|best| if best == 0 { words::NO_MATCH } else { best });
            self.scores.iter_mut().zip(ranks).for_each(|(score, rank)| *score += u16::from(rank));
        }
        Some(rows)
    }
}

fn check_rows(check: &Check, store: &Store, ctx: Ctx, go_on: &dyn Fn() -> bool) -> Option<Bits> {
    let pick = |holds: &dyn Fn(u32) -> bool| {
        let mut rows = Bits::none(store.len());
        (0..store.len() as u32).filter(|row| holds(*row)).for_each(|row| rows.insert(row));
        rows
    };
    if let Some(word) = check.is_exact_word() {
        return Some(words::contains(store, word));
    }
    Some(match check {
        Check::Text(needle) => words::find(store, needle, go_on)?.rows,
        Check::Values(axis, entries) => {
            let column = store.column(*axis);
            let mut wanted = vec![false; column.entries.len()];
            for entry in entries {
                wanted[*entry as usize] = true;
            }
            pick(&|row| column.lists.get(row).iter().any(|entry| wanted[*entry as usize]))
        }
        Check::Rows(rows) => pick(&|row| rows.contains(&row)),
        Check::Title(text) => pick(&|row| store.folded().titles.get(row).contains(text)),
        Check::Date(relation, from, to) => pick(&|row| {
            let (earliest, latest) = (store.earliest(row), store.latest(row));
            match relation {
                DateRelation::Overlaps => earliest <= *to && *from <= latest,
                DateRelation::Before => latest < *from,
                DateRelation::After => earliest > *to,
                DateRelation::On => *from <= earliest && latest <= *to,
            }
        }),
        Check::Weight(from, to) => pick(&|row| (*from..=*to).contains(&store.event(row).weight())),
        Check::Is(is) => pick(&|row| {
            let event = store.event(row);
            match is {
                Is::Planned => event.state(ctx.today) == State::Planned,
                Is::Unconfirmed => event.state(ctx.today) == State::Unconfirmed,
                Is::Past => event.state(ctx.today) == State::Past,
                Is::Ongoing => event.state(ctx.today) == State::Ongoing,
                Is::Span => event.precision() == crate::data::Precision::Span,
                Is::Disputed => event.is_disputed(),
            }
        }),
    })
}

fn count_values(store: &Store, pane: &str, rows: &Bits) -> FacetCounts {
    let Some(field) = Field::named(pane) else { return FacetCounts::default() };
    let column = store.column(field.axis);
    let mut counts = vec![0; column.entries.len()];
    for row in rows.iter() {
        column.lists.get(row).iter().for_each(|entry| counts[*entry as usize] += 1);
    }
    if field.axis == Axis::Actors {
        counts
            .iter_mut()
            .zip(&column.entries)
            .filter(|(_, e)| !(field.speaks_of)(e.kind))
            .for_each(|(count, _)| *count = 0);
    }
    FacetCounts { counts }
}

fn count_years(out: &mut Answer, store: &Store, ctx: Ctx, rows: &Bits) {
    let Some((first, last)) = store.years() else { return };
    out.first_year = first;
    out.years = vec![0; (last - first) as usize + 1];
    out.coming = out.years.clone();
    for row in rows.iter() {
        let at = (store.year(row) - first) as usize;
        out.years[at] += 1;
        if matches!(store.event(row).state(ctx.today), State::Planned | State::Unconfirmed) {
            out.coming[at] += 1;
        }
    }
}

/// Ranks the hits by class and site, and the best of them by fuzzy-matcher's score, weight and date.
fn rank(out: &mut Answer, plan: &Plan, store: &Store, scores: &[u16]) {
    let needles: Vec<&Needle> = plan.needles().collect();
    if needles.is_empty() {
        return;
    }
    let coarse = |row: &u32| (scores.get(*row as usize).copied().unwrap_or_default(), *row);
    let mut rows = out.rows.clone();
    if rows.len() > RANKED {
        rows.select_nth_unstable_by_key(RANKED, coarse);
        rows.truncate(RANKED);
    }
    let mut keyed: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let fine: i64 = needles.iter().map(|needle| title_score(store, row, needle)).sum();
            (coarse(&row).0, -fine, 3 - store.event(row).weight().min(3), row)
        })
        .collect();
    keyed.sort_unstable();
    out.ranked = keyed.into_iter().map(|(.., row)| row).collect();
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
