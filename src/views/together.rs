//! Together: which values appear in the same events as a chosen one, how often, and against what chance would give.
//!
//! All is counted among the events that the query asks for without the chosen value: the scope. Where the chosen one has
//! `hits` events of the scope and another has `total`, chance would put them together in `hits * total / scope` events. What
//! is shown is [`Together::factor`].

use super::matrix::{BLOCK, MOST, speaks_of};
use super::order::Order;
use super::picture::Means;
use crate::data::Field;
use crate::query::{Answer, Asked};
use crate::store::Store;
use crate::store::bits::Bits;
use crate::text::Lang;
use crate::text::fold::fold;

/// The field where the line names none.
pub const FIELD: &str = "actor";

/// The fields that are gone through: those of which an event may have several values, and whose values act together.
pub const FIELDS: &[&str] = &["actor", "org", "person", "post", "country", "theme"];

/// As if each pair had been seen so often where chance would put it so often. A pair seen once so never shows more than ×1.5,
/// one seen twice no more than ×2, and one seen often shows almost what was counted.
const PRIOR: f64 = 2.0;

/// The most years of all rows together.
const MOST_CELLS: usize = 1 << 22;

/// A value that appears with the chosen one; or, where none is chosen, one that appears in the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partner {
    /// The index of its entry in the field's column.
    pub entry: u32,
    /// In how many hits it stands.
    pub both: u32,
    /// In how many events of the scope it stands.
    pub total: u32,
    /// The years of its first and last hit.
    pub years: (i32, i32),
}

/// Who appears together.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The field.
    pub field: &'static Field,
    /// The group of the query that asks for exactly one value on the field's axis, and its entry.
    pub chosen: Option<(usize, u32)>,
    /// The events of the chosen one in the scope.
    pub hits: u32,
    /// The events in the scope.
    pub scope: u32,
    /// The others, those with the most hits first.
    pub partners: Vec<Partner>,
    /// How many there would be if none were left out.
    pub values: usize,
    /// The years of the first and last hit.
    pub years: (i32, i32),
    counts: Vec<u32>,
}

impl Together {
    /// Counts an answer. `None` where it is no longer wanted.
    pub fn of(asked: Asked<'_>, answer: &Answer, field: &'static Field, (go_on, without): Means<'_>) -> Option<Self> {
        let Asked { plan, store, .. } = asked;
        let chosen = plan.sole(field.axis);
        let column = store.column(field.axis);
        let mut found = vec![(0_u32, i32::MAX, i32::MIN); column.entries.len()];
        for block in answer.rows.chunks(BLOCK) {
            if !go_on() {
                return None;
            }
            for event in block {
                let year = store.year(*event);
                for entry in column.lists.get(*event) {
                    let (both, first, last) = &mut found[*entry as usize];
                    *both += 1;
                    (*first, *last) = (year.min(*first), year.max(*last));
                }
            }
        }
        let scope = match chosen {
            Some((group, _)) => Some(without(group)?),
            None => None,
        };
        let totals = match &scope {
            Some(scope) => totals(store, field, scope, go_on)?,
            None => found.iter().map(|(both, ..)| *both).collect(),
        };
        let is_chosen = |entry: u32| chosen.is_some_and(|(_, own)| own == entry);
        let listed = (0_u32..).zip(found).filter(|(entry, (both, ..))| *both > 0 && !is_chosen(*entry));
        let mut partners: Vec<Partner> = listed
            .filter(|(entry, _)| speaks_of(field, &column.entries[*entry as usize]))
            .map(|(entry, (both, first, last))| {
                let total = totals[entry as usize];
                Partner { entry, both, total, years: (first, last) }
            })
            .collect();
        partners.sort_by_key(|partner| std::cmp::Reverse(partner.both));
        let years = || answer.rows.iter().map(|event| store.year(*event));
        let years = (years().min().unwrap_or_default(), years().max().unwrap_or_default());
        let span = (years.1 - years.0) as usize + 1;
        let values = partners.len();
        partners.truncate(MOST.min(MOST_CELLS / span));
        let mut together = Self {
            field,
            chosen,
            hits: answer.rows.len() as u32,
            scope: scope.map_or(answer.rows.len(), |scope| scope.count()) as u32,
            counts: vec![0; partners.len() * span],
            partners,
            values,
            years,
        };
        together.count_years(store, answer, go_on)?;
        Some(together)
    }

    fn count_years(&mut self, store: &Store, answer: &Answer, go_on: &dyn Fn() -> bool) -> Option<()> {
        const NOWHERE: usize = usize::MAX;
        let column = store.column(self.field.axis);
        let span = (self.years.1 - self.years.0) as usize + 1;
        let mut place_of = vec![NOWHERE; column.entries.len()];
        for (place, partner) in self.partners.iter().enumerate() {
            place_of[partner.entry as usize] = place;
        }
        for block in answer.rows.chunks(BLOCK) {
            if !go_on() {
                return None;
            }
            for event in block {
                let year = (store.year(*event) - self.years.0) as usize;
                let places = column.lists.get(*event).iter().map(|entry| place_of[*entry as usize]);
                places.filter(|place| *place != NOWHERE).for_each(|place| self.counts[place * span + year] += 1);
            }
        }
        Some(())
    }

    /// How many hits a partner has in each year from the first hit's to the last hit's.
    pub fn counts(&self, partner: usize) -> &[u32] {
        let span = (self.years.1 - self.years.0) as usize + 1;
        self.counts.get(partner * span..(partner + 1) * span).unwrap_or_default()
    }

    /// How much more often than by chance a partner appears with the chosen one, drawn towards 1 where there are few: counted
    /// and expected events both grow by the same small number, as a gamma distribution around 1 would have it.
    pub fn factor(&self, partner: &Partner) -> f64 {
        let expected = f64::from(self.hits) * f64::from(partner.total) / f64::from(self.scope.max(1));
        (f64::from(partner.both) + PRIOR) / (expected + PRIOR)
    }
}

/// In how many events of a scope each value of a field stands.
fn totals(store: &Store, field: &Field, scope: &Bits, go_on: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let column = store.column(field.axis);
    if scope.count() == store.len() {
        return Some(column.entries.iter().map(|entry| entry.total).collect());
    }
    let mut totals = vec![0; column.entries.len()];
    for (at, event) in scope.iter().enumerate() {
        if at % BLOCK == 0 && !go_on() {
            return None;
        }
        column.lists.get(event).iter().for_each(|entry| totals[*entry as usize] += 1);
    }
    Some(totals)
}

/// Counts of years put together into so many bins at most.
pub fn binned(counts: &[u32], bins: usize) -> Vec<u32> {
    let years = counts.len().div_ceil(bins.max(1)).max(1);
    counts.chunks(years).map(|bin| bin.iter().sum()).collect()
}

/// The orders of the partners; where none is chosen there is no factor.
pub fn orders(has_factor: bool) -> &'static [Order] {
    if has_factor { &[Order::Factor, Order::Count, Order::Name, Order::First] } else { Order::COMMON }
}

/// The places of the partners in an order.
pub fn ordered(together: &Together, order: Order, store: &Store, lang: Lang) -> Vec<usize> {
    let partners = &together.partners;
    let mut places: Vec<usize> = (0..partners.len()).collect();
    let entries = &store.column(together.field.axis).entries;
    match order {
        Order::Factor => {
            let factors: Vec<f64> = partners.iter().map(|partner| together.factor(partner)).collect();
            places.sort_by(|a, b| factors[*b].total_cmp(&factors[*a]));
        }
        Order::Count => {}
        Order::Name => places.sort_by_cached_key(|at| {
            let entry = entries.get(partners[*at].entry as usize);
            entry.map(|entry| fold(entry.label(lang)))
        }),
        Order::First => places.sort_by_key(|at| partners[*at].years.0),
    }
    places
}

#[cfg(test)]
mod tests;
