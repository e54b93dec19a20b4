//! How many of the hits carry each value and fall into each year.

use super::Ctx;
use super::answer::{Answer, FacetCounts, Owner, PANES};
use super::scan::Run;
use crate::data::{Axis, Field};
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::column::Column;

/// About how many rows are counted at once: many, as each part of the work has counts of its own.
const PART: usize = if cfg!(test) { 64 } else { 1 << 16 };

/// Counts for each pane and for the strip; `own` gives the rows for a part of the screen that has conditions of its own.
pub(super) fn count(
    out: &mut Answer,
    store: &Store,
    ctx: Ctx,
    (hits, own): (&Bits, &dyn Fn(Owner) -> Option<Bits>),
    run: &Run<'_>,
) -> Option<()> {
    let rows_for = |owner| own(owner).unwrap_or_else(|| hits.clone());
    let panes =
        (0..).zip(PANES).map(|(at, pane)| Some(Pane::of(store, Field::named(pane)?, rows_for(Owner::Pane(at)))));
    let panes: Vec<Option<Pane<'_>>> = panes.collect();
    let strip = rows_for(Owner::Strip);
    let parts = store.len().div_ceil(PART);
    // One piece of work is one pane, or the strip, in one part of the rows.
    let counted = run.map(parts * (panes.len() + 1), &|piece| {
        let from = piece % parts * PART;
        let rows = from as u32..(from + PART).min(store.len()) as u32;
        match panes.get(piece / parts) {
            Some(pane) => pane.as_ref().map_or_else(Vec::new, |pane| pane.count(rows)),
            None => count_years(store, ctx, strip.range(rows)),
        }
    })?;
    let mut sums = (0..=panes.len()).map(|at| sum(&counted[at * parts..(at + 1) * parts]));
    out.facets = panes.iter().zip(&mut sums).map(|(pane, sum)| FacetCounts::of(pane.as_ref(), sum)).collect();
    if let (Some((first, _)), Some(years)) = (store.years(), sums.next()) {
        out.first_year = first;
        (out.years, out.coming) = years.chunks_exact(2).map(|year| (year[0], year[1])).unzip();
    }
    Some(())
}

/// Counts added up, place by place.
fn sum(parts: &[Vec<u32>]) -> Vec<u32> {
    let mut sums = parts.first().cloned().unwrap_or_default();
    for part in parts.iter().skip(1) {
        sums.iter_mut().zip(part).for_each(|(sum, count)| *sum += count);
    }
    sums
}

/// A pane's values and the rows that are counted for it.
struct Pane<'a> {
    field: &'static Field,
    column: &'a Column,
    /// The rows to count, or where those are the fewer, all others.
    rows: Bits,
    others: bool,
}

impl<'a> Pane<'a> {
    fn of(store: &'a Store, field: &'static Field, mut rows: Bits) -> Self {
        let others = rows.count() > rows.len() / 2;
        if others {
            rows.invert();
        }
        Self { field, column: store.column(field.axis), rows, others }
    }

    fn count(&self, rows: std::ops::Range<u32>) -> Vec<u32> {
        let mut counts = vec![0; self.column.entries.len()];
        for row in self.rows.range(rows) {
            self.column.lists.get(row).iter().for_each(|entry| counts[*entry as usize] += 1);
        }
        counts
    }
}

impl FacetCounts {
    fn of(pane: Option<&Pane<'_>>, mut counts: Vec<u32>) -> Self {
        let Some(Pane { field, column, others, .. }) = pane else { return Self::default() };
        counts.resize(column.entries.len(), 0);
        for (count, entry) in counts.iter_mut().zip(&column.entries) {
            if *others {
                *count = entry.total - *count;
            }
            if field.axis == Axis::Actors && !(field.speaks_of)(entry.kind) {
                *count = 0;
            }
        }
        Self { counts }
    }
}

/// For each year of the store, how many of some rows count in it, and how many of these are planned or unconfirmed.
fn count_years(store: &Store, ctx: Ctx, rows: impl Iterator<Item = u32>) -> Vec<u32> {
    let Some((first, last)) = store.years() else { return Vec::new() };
    let mut years = vec![0; ((last - first) as usize + 1) * 2];
    let begun = store.begun(ctx.today) as u32;
    for row in rows {
        let year = (store.year(row) - first) as usize * 2;
        years[year] += 1;
        years[year + 1] += u32::from(row >= begun || store.is_announced(row));
    }
    years
}
