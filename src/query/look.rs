//! Which rows each condition of a plan holds for: recalled, or looked up in all rows or in a few.

use std::ops::Range;
use std::sync::Arc;

use super::answer::Asked;
use super::find::{Found, Narrow, Scope, Search, part};
use super::guess::{Guess, Other};
use super::plan::{Check, PlanGroup};
use super::rank::GroupRanks;
use super::recall::Recall;
use super::scan::Run;
use super::words::{self, Needle, Rank};
use super::{Ctx, DateRelation, How, Is};
use crate::store::bits::Bits;
use crate::store::{State, Store};

/// Looks up what each group of a plan matches, and gathers how well.
pub(super) struct Look<'a> {
    pub(super) asked: Asked<'a>,
    recall: &'a mut Recall,
    /// For each condition of each group, how its rows are come by.
    pub(super) groups: Vec<Vec<(bool, Way<'a>)>>,
    /// The same for each side of a comparison.
    pub(super) sides: Vec<Vec<Vec<(bool, Way<'a>)>>>,
    /// How well the groups that have words match.
    pub(super) ranks: Vec<GroupRanks>,
    /// What the words that match nothing were taken for.
    pub(super) guesses: Vec<Guess>,
}

/// How the rows of a condition are come by.
pub(super) enum Way<'a> {
    /// They are known, with what takes them away taken into account.
    Set(Arc<Bits>),
    /// They are known, and so is how well a word matches.
    Word(Arc<Found>),
    /// A word is looked for.
    Search(&'a Check, Box<Search<'a>>),
    /// A word that matches nothing is looked for as what it may be taken for.
    Other(&'a Needle, Box<Other<'a>>),
    /// A condition on anything but texts is looked at row by row.
    Check(&'a Check),
}

impl<'a> Look<'a> {
    /// Makes everything ready; nothing is searched yet.
    pub(super) fn new(asked: Asked<'a>, recall: &'a mut Recall) -> Self {
        let (groups, sides) = (Vec::new(), Vec::new());
        let mut look = Self { asked, recall, groups, sides, ranks: Vec::new(), guesses: Vec::new() };
        look.groups = look.ways(&asked.plan.groups);
        look.sides = asked.plan.sides.iter().map(|side| look.ways(side)).collect();
        look
    }

    fn ways(&mut self, groups: &'a [PlanGroup]) -> Vec<Vec<(bool, Way<'a>)>> {
        let mut ways =
            |group: &'a PlanGroup| group.checks.iter().map(|(not, check)| (*not, self.way(*not, check))).collect();
        groups.iter().map(&mut ways).collect()
    }

    /// The sides of which a hit is on one; none where a single side is compared with everything else.
    pub(super) fn either(&self) -> &[Vec<Vec<(bool, Way<'a>)>>] {
        if self.sides.len() == 2 { &self.sides } else { &[] }
    }

    fn way(&mut self, not: bool, check: &'a Check) -> Way<'a> {
        let store = self.asked.store;
        let (needle, scope) = match check {
            Check::Text(needle) if not && needle.how == How::Exact => (needle, Scope::Told),
            Check::Text(needle) => (needle, Scope::All),
            Check::Title(needle) => (needle, Scope::Title),
            _ => return self.recall.set(not, check).map_or(Way::Check(check), Way::Set),
        };
        if scope == Scope::All {
            if let Some(found) = self.recall.word(needle) {
                return Way::Word(found);
            }
            return Way::Search(check, Box::new(Search::new(store, needle, scope, self.recall.narrow(needle))));
        }
        let search = || Way::Search(check, Box::new(Search::new(store, needle, scope, Narrow::default())));
        self.recall.set(not, check).map_or_else(search, Way::Set)
    }

    /// Finds what the words match as they stand, and what those that match nothing may be taken for; gives whether there are
    /// any such. `None` where the answer is no longer wanted.
    pub(super) fn settle(&mut self, run: &Run<'_>) -> Option<bool> {
        let mut are_any = false;
        for (_, way) in self.groups.iter_mut().chain(self.sides.iter_mut().flatten()).flatten() {
            let Way::Search(_, search) = way else { continue };
            if !search.may_be_guessed() {
                continue;
            }
            let needle = search.needle;
            *way = match search.stand(run)? {
                Ok(found) => Way::Word(self.recall.kept_word(needle, found)),
                Err(other) => {
                    are_any = true;
                    Way::Other(needle, Box::new(other))
                }
            };
        }
        Some(are_any)
    }

    /// The rows of each group; `None` where the answer is no longer wanted.
    pub(super) fn sets(&mut self, run: &Run<'_>) -> Option<Vec<Bits>> {
        let groups = std::mem::take(&mut self.groups);
        groups.into_iter().map(|ways| self.group(ways, run)).collect()
    }

    /// The rows of each side: those for which all its groups hold. Its words rank nothing: what is compared stands side by side.
    pub(super) fn sides(&mut self, run: &Run<'_>) -> Option<Vec<Bits>> {
        let ranks = self.ranks.len();
        let mut sides = Vec::new();
        for groups in std::mem::take(&mut self.sides) {
            let mut rows = Bits::all(self.asked.store.len());
            for ways in groups {
                rows.and(&self.group(ways, run)?);
            }
            sides.push(rows);
        }
        self.ranks.truncate(ranks);
        Some(sides)
    }

    /// The rows for which at least one condition of a group holds.
    fn group(&mut self, ways: Vec<(bool, Way<'a>)>, run: &Run<'_>) -> Option<Bits> {
        let len = self.asked.store.len();
        let is_one = ways.len() == 1;
        let mut words = Vec::new();
        let mut rows: Option<Bits> = None;
        for (not, way) in ways {
            let more = self.rows(not, way, &mut words, run)?;
            match &mut rows {
                Some(rows) => rows.or(&more),
                None => rows = Some(more),
            }
        }
        self.ranks.extend(match &words[..] {
            [] => None,
            [word] if is_one => Some(GroupRanks::One(Arc::clone(word))),
            words => Some(GroupRanks::Best(best(words, len))),
        });
        Some(rows.unwrap_or_else(|| Bits::none(len)))
    }

    fn rows(&mut self, not: bool, way: Way<'a>, words: &mut Vec<Arc<Found>>, run: &Run<'_>) -> Option<Bits> {
        let found = match way {
            Way::Set(rows) => return Some((*rows).clone()),
            Way::Check(check) => {
                let Asked { store, ctx, .. } = self.asked;
                let parts = run.blocks(store.len(), &|rows| check_rows(check, store, ctx, &rows))?;
                return Some(self.keep(not, check, Bits::join(&parts)));
            }
            Way::Search(check, search) if search.scope != Scope::All => {
                let rows = search.find(run)?.rows;
                return Some(self.keep(not, check, rows));
            }
            Way::Search(_, search) => self.recall.kept_word(search.needle, search.find(run)?),
            Way::Other(needle, other) => self.recall.kept_word(needle, other.find(run)?),
            Way::Word(found) => found,
        };
        if not {
            return Some(others(&found));
        }
        let rows = found.rows.clone();
        self.guesses.extend(found.guess.clone());
        words.push(found);
        Some(rows)
    }

    fn keep(&mut self, not: bool, check: &Check, mut rows: Bits) -> Bits {
        if not {
            rows.invert();
        }
        self.recall.keep_set(not, check, &Arc::new(rows.clone()));
        rows
    }
}

/// The rows that a word leaves where it is taken away; what is only guessed at takes nothing away.
pub(super) fn others(found: &Found) -> Bits {
    let mut rows = if found.guess.is_some() { Bits::none(found.rows.len()) } else { found.rows.clone() };
    rows.invert();
    rows
}

/// For each row the best rank that one of several words has there.
fn best(words: &[Arc<Found>], len: usize) -> Vec<Rank> {
    let mut best: Vec<Rank> = vec![0; len];
    for found in words {
        for (best, rank) in best.iter_mut().zip(&found.ranks).filter(|(_, rank)| **rank != 0) {
            words::improve(best, *rank);
        }
    }
    best
}

/// The rows of a range, counted from its first, for which a condition on anything but texts holds.
pub(super) fn check_rows(check: &Check, store: &Store, ctx: Ctx, range: &Range<u32>) -> Bits {
    let pick = |holds: &dyn Fn(u32) -> bool| Bits::of(range.len(), |at| holds(range.start + at));
    let mut rows = Bits::none(range.len());
    match check {
        Check::Text(_) | Check::Title(_) => {}
        Check::Values(axis, entries) => {
            let column = store.column(*axis);
            let carrying = entries.iter().flat_map(|entry| part(column.rows_of(*entry), range));
            carrying.for_each(|row| rows.insert(row - range.start));
        }
        Check::Rows(some) => {
            for row in part(some, range) {
                rows.insert(row - range.start);
            }
        }
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
