//! How many of the hits carry each value and fall into each year.

use super::Ctx;
use super::answer::FacetCounts;
use crate::data::{Axis, Field};
use crate::store::Store;
use crate::store::bits::Bits;

/// How many of some rows carry each value of a pane's field.
pub(super) fn count_values(store: &Store, pane: &str, rows: &Bits) -> FacetCounts {
    let Some(field) = Field::named(pane) else { return FacetCounts::default() };
    let column = store.column(field.axis);
    let count = rows.count();
    let mut counts: Vec<u32>;
    if count <= rows.len() / 2 {
        counts = vec![0; column.entries.len()];
        for row in rows.iter() {
            column.lists.get(row).iter().for_each(|entry| counts[*entry as usize] += 1);
        }
    } else {
        // The fewer are those that are left out.
        counts = column.entries.iter().map(|entry| entry.total).collect();
        let mut left = rows.clone();
        left.invert();
        for row in left.iter() {
            column.lists.get(row).iter().for_each(|entry| counts[*entry as usize] -= 1);
        }
    }
    if field.axis == Axis::Actors {
        let of_others = counts.iter_mut().zip(&column.entries).filter(|(_, entry)| !(field.speaks_of)(entry.kind));
        of_others.for_each(|(count, _)| *count = 0);
    }
    FacetCounts { counts }
}

/// For each year of the store, how many of some rows count in it, and how many of these are planned or unconfirmed.
pub(super) fn count_years(store: &Store, ctx: Ctx, rows: &Bits) -> Vec<(u32, u32)> {
    let Some((first, last)) = store.years() else { return Vec::new() };
    let mut years = vec![(0, 0); (last - first) as usize + 1];
    let begun = store.begun(ctx.today) as u32;
    for row in rows.iter() {
        let (all, coming) = &mut years[(store.year(row) - first) as usize];
        *all += 1;
        *coming += u32::from(row >= begun || store.is_announced(row));
    }
    years
}
