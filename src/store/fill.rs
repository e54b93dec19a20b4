//! Which values on an axis some events carry; values that nobody declares are found on the way.

use std::collections::HashMap;

use super::column::{Column, Entry};
use super::columns::Lists;
use crate::data::{Axis, Era, Event, Text};

/// The eras by the years that they span, with their values.
pub(super) struct Eras(Vec<(i32, i32, u32)>);

impl Eras {
    pub(super) fn new(eras: &[Era], column: &Column) -> Self {
        let spans = eras.iter().filter_map(|era| {
            let date = era.date.as_ref()?;
            Some((date.earliest.year(), date.latest.year(), column.index(&era.id)?))
        });
        Self(spans.collect())
    }

    /// Puts the eras of each row into their column.
    pub(super) fn fill(&self, years: &[i16], column: &mut Column) {
        column.lists = Lists::default();
        for year in years {
            let year = i32::from(*year);
            let first = column.lists.values();
            for (_, _, at) in self.0.iter().filter(|(from, to, _)| (*from..=*to).contains(&year)) {
                if column.lists.push_value(first, *at) {
                    column.entries[*at as usize].total += 1;
                }
            }
            column.lists.end_row();
        }
        column.lists.shrink();
    }
}

/// The values that the events of a piece carry on an axis.
#[derive(Default)]
pub(super) struct Filled {
    /// For each row, the values by their numbers in the piece.
    lists: Lists,
    /// The values, in the order in which they are met.
    met: Column,
    /// In how many of the rows each value stands.
    totals: Vec<u32>,
}

impl Filled {
    /// Adds the values of an event. `known` keeps where each key was found, as it was written.
    pub(super) fn push<'a>(&mut self, axis: Axis, event: &'a Event, known: &mut HashMap<&'a str, u32>) {
        let first = self.lists.values();
        axis.keys(event, &mut |key| {
            let at = *known.entry(key).or_insert_with(|| self.met.add(undeclared(axis, key, event)));
            if axis == Axis::Places {
                self.met.entries[at as usize].learn(&event.place);
            }
            if self.lists.push_value(first, at) {
                self.totals.resize(self.totals.len().max(self.met.entries.len()), 0);
                self.totals[at as usize] += 1;
            }
        });
        self.lists.end_row();
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        self.lists.shrink();
    }

    /// Adds the values to those of all pieces; gives the lists with what each number means there.
    pub(super) fn join(self, axis: Axis, column: &mut Column) -> (Lists, Vec<u32>) {
        // Only of places other spellings are learnt, here as within a piece.
        let add = |entry| if axis == Axis::Places { column.add_or_learn(entry) } else { column.add(entry) };
        let numbers: Vec<u32> = self.met.entries.into_iter().map(add).collect();
        for (at, total) in numbers.iter().zip(self.totals) {
            column.entries[*at as usize].total += total;
        }
        (self.lists, numbers)
    }
}

/// A value as an event tells of it: it is known by its key, a place also by its other language.
fn undeclared(axis: Axis, key: &str, event: &Event) -> Entry {
    let name = if axis == Axis::Places { event.place.clone() } else { Text::plain(key) };
    Entry::new(key, &name, "", &[])
}
