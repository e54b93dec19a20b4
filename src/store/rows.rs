//! Values that are looked at one at a time: kept in the compact form, and made when they are asked for.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::columns::Values;
use super::gather::Place;
use super::parts::{Damaged, Part, Parts};
use crate::data::{Date, Event, Link, SourceRef, Text, Versions};

/// How many values are made room for at once, when the first of them is asked for.
const ROOM: usize = 64;

/// Those of some rows one after the other that were asked for.
type Made<T> = Box<[OnceLock<Box<T>>]>;

/// A value for each row; that of a row without one is the default.
#[derive(Debug)]
pub(super) struct Rows<T> {
    values: Values,
    made: OnceLock<Box<[OnceLock<Made<T>>]>>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { values: Values::default(), made: OnceLock::new() }
    }
}

impl<T: Default + PartialEq + Serialize + DeserializeOwned> Rows<T> {
    /// The rows with these values.
    pub(super) fn of(values: &[T]) -> Self {
        let mut rows = Self::default();
        for value in values {
            rows.push(value);
        }
        rows.shrink();
        rows
    }

    /// Adds that of the next row.
    pub(super) fn push(&mut self, value: &T) {
        let bytes = if *value == T::default() { Vec::new() } else { postcard::to_stdvec(value).unwrap_or_default() };
        self.values.push(&bytes);
    }

    /// Those of pieces in the order of rows.
    pub(super) fn gathered(pieces: &[Self], order: &[Place]) -> Self {
        let values: Vec<&Values> = pieces.iter().map(|piece| &piece.values).collect();
        Self { values: Values::gathered(&values, order), made: OnceLock::new() }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// That of a row; `None` where it is the default.
    pub(super) fn get(&self, row: u32) -> Option<&T> {
        let bytes = self.values.get(row);
        if bytes.is_empty() {
            return None;
        }
        let row = row as usize;
        let made = self.made.get_or_init(|| room(self.values.len().div_ceil(ROOM)));
        let made = made.get(row / ROOM)?.get_or_init(|| room(ROOM)).get(row % ROOM)?;
        Some(made.get_or_init(|| Box::new(postcard::from_bytes(bytes).unwrap_or_default())))
    }

    /// That of a row, made for one look at it.
    pub(super) fn read(&self, row: u32) -> T {
        postcard::from_bytes(self.values.get(row)).unwrap_or_default()
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        self.values.shrink();
    }

    /// How many bytes of memory they take, without those that were asked for.
    pub(super) fn bytes(&self) -> usize {
        self.values.bytes()
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        self.values.pack(parts);
    }

    /// Those of any number of rows.
    pub(super) fn unpack(parts: &mut Parts) -> Result<Self, Damaged> {
        Ok(Self { values: Values::unpack(parts)?, made: OnceLock::new() })
    }
}

/// Room for so many values.
fn room<T>(of: usize) -> Box<[OnceLock<T>]> {
    (0..of).map(|_| OnceLock::new()).collect()
}

/// What few events have, or what is shown of one event at a time.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Extra {
    pub links: Vec<Link>,
    pub url: String,
    pub sources: Vec<SourceRef>,
    pub planned: Option<Date>,
    pub tags: Vec<String>,
    pub disputed: Vec<Versions>,
    pub note: Text,
}

impl Extra {
    /// What an event has that has nothing of it.
    pub(super) const NOTHING: &Self = &Self {
        links: Vec::new(),
        url: String::new(),
        sources: Vec::new(),
        planned: None,
        tags: Vec::new(),
        disputed: Vec::new(),
        note: Text { en: String::new(), ja: String::new(), yomi: String::new() },
    };

    /// That of an event.
    pub(super) fn of(event: &Event) -> Self {
        Self {
            links: event.links.clone(),
            url: event.url.clone(),
            sources: event.sources.clone(),
            planned: event.planned.clone(),
            tags: event.tags.clone(),
            disputed: event.disputed.clone(),
            note: event.note.clone(),
        }
    }
}
