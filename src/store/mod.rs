//! A dataset as columns, sorted by date: what search and drawing read. A snapshot never changes; row numbers never cross
//! snapshots. Knows no query, no file and no screen.

pub mod bits;
pub mod blob;
mod build;
pub mod column;
pub mod columns;
mod ends;
mod entry;
pub mod event;
mod fill;
mod folded;
pub mod form;
mod gather;
mod ids;
mod links;
mod order;
mod pack;
pub mod parts;
mod piece;
mod rows;

use std::sync::OnceLock;

use crate::data::{Actor, Axis, Day, Era, EventKind, Meta, Precision, Source, Theme};
pub use build::{Builder, Built};
use column::Column;
use columns::Strings;
pub use event::{EventView, State};
pub use folded::{FoldedTexts, letter_bit, letter_bits};
pub use pack::Later;
use rows::Rows;

/// A dataset as columns. Rows are events in date order: earliest day, then the more exact first.
#[derive(Debug)]
pub struct Store {
    /// Which snapshot this is; a row number means nothing in another one.
    pub stamp: u64,
    /// What the dataset says of itself.
    pub meta: Option<Meta>,
    /// The eras.
    pub eras: Vec<Era>,
    themes: Rows<Theme>,
    actors: Rows<Actor>,
    sources: Rows<Source>,
    shown: Shown,
    /// Made when the first word is searched, so that nothing that needs no word waits for it.
    folded: OnceLock<FoldedTexts>,
    /// Where they are kept, if they are.
    later: Option<Later>,
    earliest: Vec<Day>,
    latest: Vec<Day>,
    years: Vec<i16>,
    /// The first and last of them, found at the first call: they are asked for with every picture.
    year_span: OnceLock<Option<(i32, i32)>>,
    precision: Vec<Precision>,
    kinds: Vec<EventKind>,
    weights: Vec<u8>,
    flags: Vec<u8>,
    columns: Vec<Column>,
    extras: Rows<rows::Extra>,
    rows_by_id: ids::Ids,
    links_in: links::LinksIn,
}

/// Texts as they are shown.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shown {
    ids: Strings,
    dates: Strings,
    titles: [Strings; 2],
    readings: Strings,
    summaries: [Strings; 2],
}

impl Store {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.earliest.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.earliest.is_empty()
    }

    /// The texts of the events, folded; made at the first call.
    pub fn folded(&self) -> &FoldedTexts {
        self.folded.get_or_init(|| {
            let kept = self.later.as_ref().and_then(Later::parts);
            let kept = kept.and_then(|parts| FoldedTexts::from_parts(parts, self.len()).ok());
            kept.unwrap_or_else(|| FoldedTexts::of(self))
        })
    }

    /// The same, where they are made already.
    pub fn folded_if_made(&self) -> Option<&FoldedTexts> {
        self.folded.get()
    }

    /// How many events, actors, themes and sources there are.
    pub fn counts(&self) -> [usize; 4] {
        [self.len(), self.actors.len(), self.themes.len(), self.sources.len()]
    }

    /// How many events begin on this day or before; those are the first rows.
    pub fn begun(&self, day: Day) -> usize {
        self.earliest.partition_point(|earliest| *earliest <= day)
    }

    /// Whether an event was announced, and no source says that it happened.
    pub fn is_announced(&self, row: u32) -> bool {
        self.flags.get(row as usize).is_some_and(|flags| flags & event::PLANNED != 0)
    }

    /// About how many bytes of memory the events take.
    pub fn bytes(&self) -> usize {
        let Shown { ids, dates, titles, readings, summaries } = &self.shown;
        let shown =
            [ids, dates, readings].into_iter().chain(titles).chain(summaries).map(Strings::bytes).sum::<usize>();
        // Two days, a year and four small columns.
        let fixed = self.len() * (4 + 4 + 2 + 4) + self.rows_by_id.bytes() + self.extras.bytes();
        let folded = self.folded.get().map_or(0, FoldedTexts::bytes);
        shown + fixed + folded + self.columns.iter().map(Column::bytes).sum::<usize>()
    }

    /// The event of a row; a row past the end shows as empty.
    pub fn event(&self, row: u32) -> EventView<'_> {
        EventView { store: self, row }
    }

    /// The row of an event's id.
    pub fn row(&self, id: &str) -> Option<u32> {
        self.rows_by_id.row(id, &self.shown.ids)
    }

    /// The values on an axis, and which event carries which.
    pub fn column(&self, axis: Axis) -> &Column {
        &self.columns[axis as usize]
    }

    /// The first and last year that an event counts in, or `None` where there is no event.
    pub fn years(&self) -> Option<(i32, i32)> {
        *self.year_span.get_or_init(|| {
            let years = self.years.iter().map(|year| i32::from(*year));
            Some((years.clone().min()?, years.max()?))
        })
    }

    /// The year that an event counts in.
    pub fn year(&self, row: u32) -> i32 {
        self.years.get(row as usize).map_or(0, |year| i32::from(*year))
    }

    /// The first day that an event's date can mean.
    pub fn earliest(&self, row: u32) -> Day {
        self.earliest.get(row as usize).copied().unwrap_or(Day::FIRST)
    }

    /// The last day that an event's date can mean.
    pub fn latest(&self, row: u32) -> Day {
        self.latest.get(row as usize).copied().unwrap_or(Day::LAST)
    }

    /// The actors, in the order in which they were declared.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        (0..self.actors.len() as u32).filter_map(|row| self.actors.get(row))
    }

    /// The themes.
    pub fn themes(&self) -> impl Iterator<Item = &Theme> {
        (0..self.themes.len() as u32).filter_map(|row| self.themes.get(row))
    }

    /// The sources.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        (0..self.sources.len() as u32).filter_map(|row| self.sources.get(row))
    }

    /// The actor of an id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        let near = self.actors.get(self.column(Axis::Actors).index(id)?);
        // Its value has its number, unless two ids differ in case alone.
        near.filter(|actor| actor.id == id).or_else(|| self.actors().find(|actor| actor.id == id))
    }

    /// The theme of an id.
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        let near = self.themes.get(self.column(Axis::Themes).index(id)?);
        near.filter(|theme| theme.id == id).or_else(|| self.themes().find(|theme| theme.id == id))
    }

    /// The source of an id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        let near = self.sources.get(self.column(Axis::Sources).index(id)?);
        near.filter(|source| source.id == id).or_else(|| self.sources().find(|source| source.id == id))
    }

    /// The group of an event's main theme, as an index into the groups; it gives the colour.
    pub fn group_of(&self, row: u32) -> Option<usize> {
        let column = self.column(Axis::Themes);
        let main = column.lists.get(row).first()?;
        column.entries.get(*main as usize)?.group.map(|group| group as usize)
    }
}

#[cfg(test)]
pub(crate) mod tests;
