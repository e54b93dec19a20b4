//! A dataset turned into columns: its events in pieces, side by side, and the pieces put together.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::Store;
use super::column::{Column, Entry, Set};
use super::columns::Lists;
use super::fill::Eras;
use super::gather::{self, Job, job};
use super::ids::Ids;
use super::links::LinksIn;
use super::order::in_order;
use super::piece::Piece;
use super::rows::Rows;
use crate::data::{Axis, Crew, Dataset, Event, EventKind, Text};
use crate::text::Lang;

/// Each store built in this process gets the next number.
pub(super) static STAMP: AtomicU64 = AtomicU64::new(1);

/// How many events a piece has.
const PIECE: usize = 1 << 14;

/// Events on their way into a store: given in pieces, by several threads at once and in any order, and needed no longer.
#[derive(Default)]
pub struct Builder {
    fold: bool,
    pieces: Mutex<Vec<(usize, Piece)>>,
}

/// A store, and what only the building of it shows.
#[derive(Debug)]
pub struct Built {
    /// The store.
    pub store: Store,
    /// Whether no id stands twice, and every link leads to an event.
    pub is_sound: bool,
}

impl Builder {
    /// One that folds the texts of events as well.
    pub fn folding() -> Self {
        Self { fold: true, ..Self::default() }
    }

    /// Takes some events; those without a date are left out. Events that are given with a greater number come later.
    pub fn take(&self, number: usize, events: &[Event]) {
        let piece = Piece::of(events, self.fold);
        self.pieces.lock().unwrap_or_else(PoisonError::into_inner).push((number, piece));
    }

    /// Puts all events together with the rest of their dataset.
    pub fn build(self, dataset: Dataset, crew: &Crew) -> Built {
        let mut pieces = self.pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
        pieces.sort_by_key(|(number, _)| *number);
        put_together(dataset, pieces.into_iter().map(|(_, piece)| piece).collect(), crew)
    }
}

impl Store {
    /// Builds the columns of a dataset; events without a date are left out. Its texts are folded when a word is looked for.
    pub fn build(dataset: Dataset) -> Self {
        Self::build_by(Builder::default(), dataset, PIECE, &|pieces, work| (0..pieces).for_each(work))
    }

    /// The same by a crew, which folds the texts as well.
    pub fn build_with(dataset: Dataset, crew: &Crew) -> Self {
        Self::build_by(Builder::folding(), dataset, PIECE, crew)
    }

    fn build_by(builder: Builder, mut dataset: Dataset, piece: usize, crew: &Crew) -> Self {
        let events = std::mem::take(&mut dataset.events);
        let pieces: Vec<&[Event]> = events.chunks(piece).collect();
        crew(pieces.len(), &|number| builder.take(number, pieces[number]));
        drop(events);
        builder.build(dataset, crew).store
    }
}

fn put_together(dataset: Dataset, mut pieces: Vec<Piece>, crew: &Crew) -> Built {
    let mut columns: Vec<Column> = Axis::ALL.iter().map(|axis| declared(*axis, &dataset)).collect();
    let eras = Eras::new(&dataset.eras, &columns[Axis::Eras as usize]);
    let order = in_order(&pieces, crew);
    let mut values: Vec<Vec<(Lists, Vec<u32>)>> = Axis::ALL.iter().map(|_| Vec::new()).collect();
    for piece in &mut pieces {
        for ((axis, filled), values) in Axis::ALL.into_iter().zip(std::mem::take(&mut piece.values)).zip(&mut values) {
            values.push(filled.join(axis, &mut columns[axis as usize]));
        }
    }
    let Piece { shown, folded, earliest, latest, years, precision, kinds, weights, flags, extras, links, values: _ } =
        Piece::all(pieces, &order, crew);
    let lists: Vec<Job> = columns
        .iter_mut()
        .zip(values)
        .map(|(column, values)| job(&mut column.lists, values, &order, Lists::gathered))
        .collect();
    gather::each(lists, crew);
    let own = &mut columns[Axis::Eras as usize];
    eras.fill(&years, own);
    name_sets(&mut columns, &dataset);
    let rows_by_id = Ids::of(&shown.ids);
    let are_different = rows_by_id.len() == shown.ids.len();
    let mut store = Store {
        stamp: STAMP.fetch_add(1, Ordering::Relaxed),
        meta: dataset.meta,
        themes: Rows::of(&dataset.themes),
        actors: Rows::of(&dataset.actors),
        sources: Rows::of(&dataset.sources),
        eras: dataset.eras,
        rows_by_id,
        shown,
        folded: folded.map_or_else(OnceLock::new, OnceLock::from),
        later: None,
        earliest,
        latest,
        years,
        year_span: OnceLock::new(),
        precision,
        kinds,
        weights,
        flags,
        columns,
        extras,
        links_in: LinksIn::default(),
    };
    let count = links.len();
    let known = links.into_iter().filter_map(|(to, rel, from)| Some((store.row(&to)?, rel, from)));
    let known: Vec<_> = known.collect();
    let is_sound = are_different && known.len() == count;
    store.links_in = LinksIn::of(known);
    Built { store, is_sound }
}

/// Regions and groups, when all values are known: a region may have a member that events alone name.
fn name_sets(columns: &mut [Column], tables: &Dataset) {
    let none: &[String] = &[];
    let regions = tables.regions.iter().map(|region| (&region.id, &region.name, &*region.also, &*region.members));
    add_sets(&mut columns[Axis::Countries as usize], regions);
    let members: Vec<Vec<String>> = tables
        .groups
        .iter()
        .map(|group| tables.themes.iter().filter(|theme| theme.group == group.id).map(|t| t.id.clone()).collect())
        .collect();
    let groups = tables.groups.iter().zip(&members);
    let groups = groups.map(|(group, members)| (&group.id, &group.name, none, members.as_slice()));
    add_sets(&mut columns[Axis::Themes as usize], groups);
}

/// The values that a dataset declares on an axis.
fn declared(axis: Axis, set: &Dataset) -> Column {
    let mut column = Column::default();
    let none: &[String] = &[];
    match axis {
        Axis::Countries => {
            for country in &set.countries {
                // The code is a name too: `uk` and `usa` are words for a country as much as its name is.
                let also: Vec<String> = country.also.iter().chain([&country.id]).cloned().collect();
                column.add(Entry::new(&country.id, &country.name, "", &also));
            }
        }
        Axis::Actors => {
            for actor in &set.actors {
                let mut entry = Entry::new(&actor.id, &actor.name, &actor.acronym, &actor.also);
                entry.kind = actor.kind;
                column.add(entry);
            }
        }
        Axis::Themes => {
            for theme in &set.themes {
                let group = set.groups.iter().position(|group| group.id == theme.group).map(|at| at as u32);
                let mut entry = Entry::new(&theme.id, &theme.name, "", &theme.also);
                entry.group = group;
                column.add(entry);
            }
        }
        Axis::Kinds => {
            for kind in EventKind::ALL {
                let name =
                    Text { en: kind.label(Lang::En).into(), ja: kind.label(Lang::Ja).into(), yomi: String::new() };
                column.add(Entry::new(&kind.name().to_lowercase(), &name, "", none));
            }
        }
        Axis::Sources => {
            for source in &set.sources {
                column.add(Entry::new(&source.id, &source.title, "", none));
            }
        }
        Axis::Eras => {
            for era in &set.eras {
                column.add(Entry::new(&era.id, &era.name, "", none));
            }
        }
        Axis::Places | Axis::Tags => {}
    }
    column
}

fn add_sets<'a>(column: &mut Column, sets: impl Iterator<Item = (&'a String, &'a Text, &'a [String], &'a [String])>) {
    for (key, name, also, members) in sets {
        let members = members.iter().filter_map(|member| column.index(member)).collect();
        let names = Entry::new(key, name, "", also).names().to_vec();
        column.sets.push(Set { key: key.clone(), name: name.clone(), names, members });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{SMALL, dataset};

    #[test]
    fn pieces_of_any_length_make_the_same_store() {
        // Events that nobody's tables know, with places written in several ways, so that pieces learn from each other.
        let more = r#"(date: "1954", title: "a", place: "Trieste", tags: ["x"]), (date: "1999", title: "b", place: (ja: "トリエステ",
            en: "TRIESTE"), actors: ["nobody"]), (date: "2020", title: "c", place: (en: "trieste", ja: "別名"), tags: ["y", "X"]),"#;
        let text = SMALL.replacen("events: [", &format!("events: [{more}"), 1);
        let whole = Store::build(dataset(&text));
        for piece in [1, 2, 3, 1000] {
            let backwards = |pieces: usize, work: &(dyn Fn(usize) + Sync)| (0..pieces).rev().for_each(work);
            let built = Store::build_by(Builder::folding(), dataset(&text), piece, &backwards);
            for (number, (one, other)) in built.parts().iter().zip(&whole.parts()).enumerate() {
                assert_eq!(one, other, "part {number} in pieces of {piece}");
            }
            assert_eq!(built.folded_if_made().unwrap().parts(), whole.folded().parts(), "{piece}");
        }
    }
}
