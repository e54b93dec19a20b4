//! From an id to its row, without keeping any id a second time.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::columns::Strings;

/// A table of rows by the hash of their ids. It is at most half full, so that the next free place is near.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// One more than a row, or 0 for a free place; a power of two of them.
    places: Vec<u32>,
}

impl Ids {
    /// The table of the first `len` rows; of equal ids the last counts.
    pub(super) fn of(ids: &Strings, len: u32) -> Self {
        let mut table = Self { places: vec![0; (len as usize * 2).next_power_of_two().max(2)] };
        for row in 0..len {
            let id = ids.get(row);
            let place = table.place(id, ids);
            table.places[place] = row + 1;
        }
        table
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
        let mut place = BuildHasherDefault::<DefaultHasher>::default().hash_one(id) as usize & last;
        while self.places.get(place).and_then(|row| row.checked_sub(1)).is_some_and(|row| ids.get(row) != id) {
            place = (place + 1) & last;
        }
        place
    }
}
