//! The built-in dataset, as the build has compiled it from `assets/dataset` and `assets/countries.ron`: as a store whose
//! columns are those of the binary, and as the dataset that own files are joined with.

use std::borrow::Cow;

use crate::data::{Dataset, Event};
use crate::store::blob::Blob;
use crate::store::parts::{Damaged, Part, from_differences};
use crate::store::{Later, Store};

/// A part of the store as the binary holds it.
enum Held {
    Text(&'static str),
    Bytes(&'static [u8]),
    /// Bytes in about half the room.
    Pressed(&'static [u8]),
    /// Numbers as their differences.
    Numbers(&'static [u8]),
    Words(&'static [u64]),
}

/// The parts of the store, and of its folded texts.
#[allow(clippy::unreadable_literal, reason = "columns of bits that nobody reads")]
static PARTS: [&[Held]; 2] = include!(concat!(env!("OUT_DIR"), "/parts.rs"));

/// What a store does not keep as it was written, in the compact form: the rows whose events have a spelling of their own, with
/// these, and what names values of events.
static EVENTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/events.bin"));
static WORLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.bin"));

/// The binary holds data that it can't read: it was not built from this source.
#[derive(Debug, thiserror::Error)]
pub enum BuiltInError {
    /// The dataset can't be read.
    #[error("the built-in data: {0}: build the program again from its source")]
    Dataset(#[from] postcard::Error),
    /// The store can't be read.
    #[error("the built-in data: {0}: build the program again from its source")]
    Store(#[from] Damaged),
}

/// The store of the built-in dataset with the table of countries.
pub fn store() -> Result<Store, BuiltInError> {
    let [store, folded] = PARTS;
    Ok(Store::from_parts(parts(store)?, Some(Later::new(|| parts(folded).ok())))?)
}

fn parts(held: &'static [Held]) -> Result<Vec<Part<'static>>, Damaged> {
    let part = |held: &Held| {
        Ok(match *held {
            Held::Text(text) => Part::Text(Cow::Borrowed(text)),
            Held::Bytes(bytes) => Part::Bytes(Cow::Borrowed(bytes)),
            Held::Pressed(pressed) => Part::Seldom(Blob::of_pressed(pressed)?),
            Held::Numbers(differences) => Part::Numbers(Cow::Owned(from_differences(differences)?)),
            Held::Words(words) => Part::Words(Cow::Borrowed(words)),
        })
    };
    held.iter().map(part).collect()
}

/// The built-in dataset with the table of countries; its events are in the order of the store's rows.
pub fn dataset() -> Result<Dataset, BuiltInError> {
    let store = store()?;
    let mut events: Vec<Event> = (0..store.len() as u32).map(|row| store.event(row).written()).collect();
    for (row, event) in postcard::from_bytes::<Vec<(u32, Event)>>(EVENTS)? {
        if let Some(place) = events.get_mut(row as usize) {
            *place = event;
        }
    }
    Ok(Dataset {
        meta: store.meta.clone(),
        themes: store.themes().cloned().collect(),
        actors: store.actors().cloned().collect(),
        sources: store.sources().cloned().collect(),
        eras: store.eras,
        events,
        ..postcard::from_bytes(WORLD)?
    })
}

/// What of it holds for anybody's data: the countries and regions of the world, and no event.
pub fn world() -> Result<Dataset, BuiltInError> {
    let Dataset { countries, regions, .. } = postcard::from_bytes(WORLD)?;
    Ok(Dataset { countries, regions, ..Dataset::default() })
}
