//! What a page tells of and what a reference leads to: an event, or a value of one of the axes.

use super::block::Block;
use super::{detail, profile};
use crate::data::{Axis, Day, FIELDS, Field};
use crate::store::Store;
use crate::store::column::Entry;
use crate::text::Lang;

/// An event by its row, or a value by its axis and its index there; both mean something in one store only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An event.
    Event(u32),
    /// An actor, a country, a theme, a source, ….
    Entry(Axis, u32),
}

impl Subject {
    /// The value with a key on an axis.
    pub fn named(store: &Store, axis: Axis, key: &str) -> Option<Self> {
        store.column(axis).index(key).map(|entry| Self::Entry(axis, entry))
    }

    /// The entry of a value; `None` for an event.
    pub fn entry(self, store: &Store) -> Option<&Entry> {
        match self {
            Self::Event(_) => None,
            Self::Entry(axis, entry) => store.column(axis).entries.get(entry as usize),
        }
    }

    /// The same in another store, where it is known there.
    #[must_use]
    pub fn carried(self, from: &Store, to: &Store) -> Option<Self> {
        match self {
            Self::Event(row) => to.row(from.event(row).id()).map(Self::Event),
            Self::Entry(axis, _) => Self::named(to, axis, &self.entry(from)?.key),
        }
    }

    /// Everything known, as blocks; what happened with it is listed after them, see [`Self::events`].
    pub fn page(self, store: &Store, lang: Lang, today: Day) -> Vec<Block> {
        match self {
            Self::Event(row) => detail::page(store.event(row), lang, today),
            Self::Entry(axis, entry) => profile::profile(store, (axis, entry), lang, today),
        }
    }

    /// The events that carry a value, in date order; none for an event itself.
    pub fn events(self, store: &Store) -> &[u32] {
        match self {
            Self::Event(_) => &[],
            Self::Entry(axis, entry) => store.column(axis).rows_of(entry),
        }
    }

    /// The field and the key that ask for the events of a value: the narrowest field that speaks of it.
    pub fn field(self, store: &Store) -> Option<(&'static Field, &str)> {
        let entry = self.entry(store)?;
        let Self::Entry(axis, _) = self else { return None };
        let field = FIELDS.iter().find(|field| field.axis == axis && (field.speaks_of)(entry.kind))?;
        Some((field, &entry.key))
    }

    /// What kind of thing it is, for the title of its page.
    pub fn kind(self, store: &Store, lang: Lang) -> &'static str {
        use crate::text::wording::Word;
        self.field(store).map_or(Word::Event.in_lang(lang), |(field, _)| field.label(lang))
    }
}
