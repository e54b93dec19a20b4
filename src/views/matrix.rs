//! The matrix: how many hits carry each value of a field, by spans of years or by the values of another field.
//!
//! Every number is how many hits there are, so a total is no sum: an event with two countries counts once in each of their
//! rows and once in the column. By years an event counts in its first year only, as in the strip.

use super::order::Order;
use crate::data::{Axis, Field};
use crate::query::{Answer, Columns};
use crate::store::Store;
use crate::store::column::Entry;
use crate::text::Lang;
use crate::text::fold::fold;

/// The most rows, and the most columns of values; the most frequent ones are kept.
pub const MOST: usize = if cfg!(test) { 4 } else { 2_000 };

/// The most cells: at four bytes each they stay a small part of what the events take.
const MOST_CELLS: usize = 1 << 22;

/// After so many events it is asked whether the picture is still wanted: a millisecond or so.
pub(super) const BLOCK: usize = if cfg!(test) { 2 } else { 1 << 14 };

/// The field of the rows where the line names none.
pub const FIELD: &str = "theme";

/// A row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it stands for.
    pub key: Key,
    /// How many hits it has.
    pub total: u32,
    /// The year of its first hit.
    pub first_year: i32,
}

/// What a row or a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A value, by the index of its entry in the field's column.
    Entry(u32),
    /// The first and last year of a span.
    Years(i32, i32),
}

/// Hits counted by two things.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The field of the rows.
    pub field: &'static Field,
    /// What the columns are.
    pub columns: Columns,
    /// The rows, the most frequent first.
    pub rows: Vec<Side>,
    /// The columns: spans from the first hit's to the last hit's, or values, the most frequent first.
    pub heads: Vec<Side>,
    /// How many values the rows, and the columns of a field, would have if none were left out.
    pub values: [usize; 2],
    /// All hits.
    pub hits: u32,
    /// The greatest number in a cell.
    pub most: u32,
    cells: Vec<u32>,
}

impl Matrix {
    /// Counts an answer. `None` where `go_on` said that it is no longer wanted.
    pub fn of(
        store: &Store,
        answer: &Answer,
        (field, columns): (&'static Field, Columns),
        go_on: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let mut heads = Ruler::of(store, answer, columns, go_on)?;
        let mut rows = Values::of(store, answer, field, go_on)?;
        rows.keep(MOST.min(MOST_CELLS / heads.sides.len().max(1)));
        let mut cells = vec![0; rows.sides.len() * heads.sides.len()];
        for block in answer.rows.chunks(BLOCK) {
            if !go_on() {
                return None;
            }
            for event in block {
                for row in rows.places(store, *event) {
                    let start = row as usize * heads.sides.len();
                    heads.places(store, *event, &mut |column| cells[start + column as usize] += 1);
                }
            }
        }
        Some(Self {
            field,
            columns,
            values: [rows.all, heads.all],
            hits: answer.rows.len() as u32,
            most: cells.iter().max().copied().unwrap_or_default(),
            rows: rows.sides,
            heads: std::mem::take(&mut heads.sides),
            cells,
        })
    }

    /// How many hits have both the value of a row and what a column stands for.
    pub fn cell(&self, row: usize, column: usize) -> u32 {
        let at = row * self.heads.len() + column;
        self.cells.get(at).copied().filter(|_| column < self.heads.len()).unwrap_or_default()
    }

    /// How dark a cell is, from 0 where there is nothing to `steps`. By the root of the number, so that among few great
    /// numbers the small ones are still told apart.
    pub fn shade(&self, count: u32, steps: usize) -> usize {
        let part = f64::from(count) / f64::from(self.most.max(1));
        (part.sqrt() * steps as f64).ceil() as usize
    }
}

/// The values of a field that some hits carry, and which place each has.
struct Values {
    field: &'static Field,
    sides: Vec<Side>,
    /// For each entry its place, or [`NOWHERE`].
    place_of: Vec<u32>,
    /// How many values there are, kept or not.
    all: usize,
}

const NOWHERE: u32 = u32::MAX;

impl Values {
    fn of(store: &Store, answer: &Answer, field: &'static Field, go_on: &dyn Fn() -> bool) -> Option<Self> {
        let column = store.column(field.axis);
        let mut found: Vec<(u32, i32)> = vec![(0, i32::MAX); column.entries.len()];
        for block in answer.rows.chunks(BLOCK) {
            if !go_on() {
                return None;
            }
            for event in block {
                let year = store.year(*event);
                for entry in column.lists.get(*event) {
                    let (total, first) = &mut found[*entry as usize];
                    *total += 1;
                    *first = year.min(*first);
                }
            }
        }
        let counted = (0_u32..).zip(found).zip(&column.entries);
        let counted = counted.filter(|((_, (total, _)), entry)| *total > 0 && speaks_of(field, entry));
        let mut sides: Vec<Side> = counted
            .map(|((entry, (total, first_year)), _)| Side { key: Key::Entry(entry), total, first_year })
            .collect();
        sides.sort_by_key(|side| std::cmp::Reverse(side.total));
        let mut values = Self { field, all: sides.len(), sides, place_of: vec![NOWHERE; column.entries.len()] };
        values.keep(MOST);
        Some(values)
    }

    /// Keeps the most frequent ones.
    fn keep(&mut self, most: usize) {
        self.sides.truncate(most);
        self.place_of.fill(NOWHERE);
        for (place, side) in (0..).zip(&self.sides) {
            if let Key::Entry(entry) = side.key {
                self.place_of[entry as usize] = place;
            }
        }
    }

    /// The places of an event's values.
    fn places<'a>(&'a self, store: &'a Store, event: u32) -> impl Iterator<Item = u32> + 'a {
        let entries = store.column(self.field.axis).lists.get(event);
        entries.iter().map(|entry| self.place_of[*entry as usize]).filter(|place| *place != NOWHERE)
    }
}

/// The columns, and where an event stands in them.
struct Ruler {
    sides: Vec<Side>,
    all: usize,
    by: By,
}

/// By what an event finds its columns.
enum By {
    /// The first year of the first span, and how many years one has.
    Years(i32, i32),
    /// A field.
    Values(Values),
}

impl Ruler {
    fn of(store: &Store, answer: &Answer, columns: Columns, go_on: &dyn Fn() -> bool) -> Option<Self> {
        let size = match columns {
            Columns::Years(size) => i32::from(size.max(1)),
            Columns::Field(field) => {
                let mut values = Values::of(store, answer, field, go_on)?;
                return Some(Self {
                    sides: std::mem::take(&mut values.sides),
                    all: values.all,
                    by: By::Values(values),
                });
            }
        };
        let years = || answer.rows.iter().map(|row| store.year(*row));
        let (Some(first), Some(last)) = (years().min(), years().max()) else {
            return Some(Self { sides: Vec::new(), all: 0, by: By::Years(0, size) });
        };
        let start = first.div_euclid(size) * size;
        let mut sides: Vec<Side> = (start..=last)
            .step_by(size as usize)
            .map(|year| Side { key: Key::Years(year, year + size - 1), total: 0, first_year: i32::MAX })
            .collect();
        for block in answer.rows.chunks(BLOCK) {
            if !go_on() {
                return None;
            }
            for year in block.iter().map(|row| store.year(*row)) {
                let span = &mut sides[((year - start) / size) as usize];
                span.total += 1;
                span.first_year = span.first_year.min(year);
            }
        }
        Some(Self { all: sides.len(), sides, by: By::Years(start, size) })
    }

    /// Tells each column in which an event counts.
    fn places(&self, store: &Store, event: u32, tell: &mut dyn FnMut(u32)) {
        match &self.by {
            By::Years(start, size) => tell(((store.year(event) - start) / size) as u32),
            By::Values(values) => values.places(store, event).for_each(tell),
        }
    }
}

/// Whether an entry of a field's axis is one of the field's values.
pub(super) fn speaks_of(field: &Field, entry: &Entry) -> bool {
    field.axis != Axis::Actors || (field.speaks_of)(entry.kind)
}

/// The places of some rows or columns in an order; spans of years always stay in theirs.
pub fn ordered(sides: &[Side], order: Order, store: &Store, (axis, lang): (Axis, Lang)) -> Vec<usize> {
    let mut places: Vec<usize> = (0..sides.len()).collect();
    let entries = &store.column(axis).entries;
    match (sides.first().map(|side| side.key), order) {
        (Some(Key::Entry(_)), Order::Name) => places.sort_by_cached_key(|at| match sides[*at].key {
            Key::Entry(entry) => entries.get(entry as usize).map(|entry| fold(entry.label(lang))),
            Key::Years(..) => None,
        }),
        (Some(Key::Entry(_)), Order::First) => places.sort_by_key(|at| sides[*at].first_year),
        _ => {}
    }
    places
}

#[cfg(test)]
mod tests;
