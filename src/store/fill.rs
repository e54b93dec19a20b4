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
}

/// The values that events carry on an axis.
#[derive(Default)]
pub(super) struct Filled {
    /// For each row, the values: those that were declared, then those that were added.
    pub lists: Lists,
    /// Values that nobody declares, in the order in which they are met.
    added: Column,
    /// In how many of the rows each value stands.
    totals: Vec<u32>,
}

impl Filled {
    /// Adds the values of an event. `known` keeps where each key was found, as it was written.
    pub(super) fn push<'a>(
        &mut self,
        axis: Axis,
        event: &'a Event,
        (declared, eras): (&Column, &Eras),
        known: &mut HashMap<&'a str, u32>,
    ) {
        let first = self.lists.values();
        if let (Axis::Eras, Some(date)) = (axis, &event.date) {
            let year = date.year();
            for (_, _, at) in eras.0.iter().filter(|(from, to, _)| (*from..=*to).contains(&year)) {
                self.take(first, *at);
            }
        }
        axis.keys(event, &mut |key| {
            let at = *known.entry(key).or_insert_with(|| self.find(axis, key, event, declared));
            if let (Axis::Places, Some(added)) = (axis, (at as usize).checked_sub(declared.entries.len())) {
                self.added.entries[added].learn(&event.place);
            }
            self.take(first, at);
        });
        self.lists.end_row();
    }

    fn find(&mut self, axis: Axis, key: &str, event: &Event, declared: &Column) -> u32 {
        declared
            .index(key)
            .unwrap_or_else(|| declared.entries.len() as u32 + self.added.add(undeclared(axis, key, event)))
    }

    /// Puts a value into the last row, once.
    fn take(&mut self, first: usize, at: u32) {
        if self.lists.push_value(first, at) {
            let needed = at as usize + 1;
            self.totals.resize(self.totals.len().max(needed), 0);
            self.totals[at as usize] += 1;
        }
    }

    /// Takes the values of the rows that come next; what they add to is the column.
    pub(super) fn join(&mut self, axis: Axis, next: Self, declared: u32, column: &mut Column) {
        // Only of places other spellings are learnt, here as within a piece.
        let add = |entry| if axis == Axis::Places { column.add_or_learn(entry) } else { column.add(entry) };
        let numbers: Vec<u32> = next.added.entries.into_iter().map(add).collect();
        let number = |at: u32| at.checked_sub(declared).map_or(at, |added| numbers[added as usize]);
        for (at, total) in (0..).zip(next.totals) {
            column.entries[number(at) as usize].total += total;
        }
        self.lists.append(&next.lists, number);
    }
}

/// A value that no table declares: it is known by its key, a place also by its other language.
fn undeclared(axis: Axis, key: &str, event: &Event) -> Entry {
    let name = if axis == Axis::Places { event.place.clone() } else { Text::plain(key) };
    Entry::new(key, &name, "", &[])
}
