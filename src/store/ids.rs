//! From an id to its row, without keeping any id a second time.

use twox_hash::XxHash3_64;

use super::columns::Strings;
use super::parts::{Damaged, Part, Parts};

/// A table of rows by the hash of their ids. It is at most half full, so that the next free place is near.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ids {
    /// One more than a row, or 0 for a free place; a power of two of them.
    places: Vec<u32>,
}

impl Ids {
    /// The table of all rows; of equal ids the last counts.
    pub(super) fn of(ids: &Strings) -> Self {
        let mut table = Self { places: vec![0; (ids.len() * 2).next_power_of_two().max(2)] };
        for row in 0..ids.len() as u32 {
            table.put(row, ids);
        }
        table
    }

    /// Adds the last row.
    pub(super) fn add(&mut self, row: u32, ids: &Strings) {
        if ids.len() * 2 > self.places.len() {
            *self = Self::of(ids);
        } else {
            self.put(row, ids);
        }
    }

    fn put(&mut self, row: u32, ids: &Strings) {
        let place = self.place(ids.get(row), ids);
        self.places[place] = row + 1;
    }

    /// How many different ids there are.
    pub(super) fn len(&self) -> usize {
        self.places.iter().filter(|place| **place != 0).count()
    }

    /// How many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.places.capacity() * 4
    }

    /// The row of an id.
    pub(super) fn row(&self, id: &str, ids: &Strings) -> Option<u32> {
        let place = self.place(id, ids);
        self.places.get(place)?.checked_sub(1)
    }

    /// The place that an id has, or would get.
    fn place(&self, id: &str, ids: &Strings) -> usize {
        let last = self.places.len().saturating_sub(1);
        // The hash is part of the form that is kept, so it is one that never changes.
        let mut place = XxHash3_64::oneshot(id.as_bytes()) as usize & last;
        while self.places.get(place).and_then(|row| row.checked_sub(1)).is_some_and(|row| ids.get(row) != id) {
            place = (place + 1) & last;
        }
        place
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        parts.push(Part::of_numbers(&self.places));
    }

    /// The table of so many rows.
    pub(super) fn unpack(parts: &mut Parts, rows: usize) -> Result<Self, Damaged> {
        let places = parts.numbers()?;
        let sound = places.is_empty() && rows == 0
            || places.len().is_power_of_two()
                && places.contains(&0)
                && places.iter().all(|place| *place as usize <= rows);
        if sound { Ok(Self { places }) } else { Err(Damaged("a table of ids")) }
    }
}
