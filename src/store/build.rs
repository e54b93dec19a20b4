//! A dataset turned into columns: its events in pieces, side by side, and the pieces joined in their order.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Store;
use super::column::{Column, Entry, Set};
use super::fill::Eras;
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

impl Store {
    /// Builds the columns of a dataset; events without a date are left out. Its texts are folded when a word is looked for.
    pub fn build(mut dataset: Dataset) -> Self {
        let events = std::mem::take(&mut dataset.events);
        Self::build_pieces(dataset, &events, PIECE, false, &|pieces, work| (0..pieces).for_each(work))
    }

    /// The same by a crew, which folds the texts as well. The events stay apart from the rest of the dataset: a million of
    /// them take a while to drop, which can be done when nobody waits.
    pub fn build_with(dataset: Dataset, events: &[Event], crew: &Crew) -> Self {
        Self::build_pieces(dataset, events, PIECE, true, crew)
    }

    fn build_pieces(dataset: Dataset, events: &[Event], piece: usize, fold: bool, crew: &Crew) -> Self {
        let mut columns: Vec<Column> = Axis::ALL.iter().map(|axis| declared(*axis, &dataset)).collect();
        let eras = Eras::new(&dataset.eras, &columns[Axis::Eras as usize]);
        let order = in_order(events, crew);
        let pieces: Vec<&[u32]> = order.chunks(piece).collect();
        let filled: Vec<OnceLock<Piece>> = pieces.iter().map(|_| OnceLock::new()).collect();
        crew(pieces.len(), &|number| {
            let rows = pieces[number].iter().map(|at| &events[*at as usize]);
            filled[number].get_or_init(|| Piece::of(rows, &columns, &eras, fold));
        });
        let counts: Vec<usize> = columns.iter().map(|column| column.entries.len()).collect();
        let mut all = Piece::default();
        for piece in filled.into_iter().filter_map(OnceLock::into_inner) {
            all.join(piece, &counts, &mut columns);
        }
        all.shrink();
        let Piece { shown, folded, earliest, latest, years, precision, kinds, weights, flags, extras, links, values } =
            all;
        for (column, values) in columns.iter_mut().zip(values) {
            column.lists = values.lists;
        }
        name_sets(&mut columns, &dataset);
        let mut store = Self {
            stamp: STAMP.fetch_add(1, Ordering::Relaxed),
            meta: dataset.meta,
            themes: Rows::of(&dataset.themes),
            actors: Rows::of(&dataset.actors),
            sources: Rows::of(&dataset.sources),
            eras: dataset.eras,
            rows_by_id: Ids::of(&shown.ids),
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
        let known = links.into_iter().filter_map(|(to, rel, from)| Some((store.row(&to)?, rel, from)));
        store.links_in = LinksIn::of(known.collect());
        store
    }
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
            let mut set = dataset(&text);
            let events = std::mem::take(&mut set.events);
            let built = Store::build_pieces(set, &events, piece, true, &backwards);
            for (number, (one, other)) in built.parts().iter().zip(&whole.parts()).enumerate() {
                assert_eq!(one, other, "part {number} in pieces of {piece}");
            }
            assert_eq!(built.folded_if_made().unwrap().parts(), whole.folded().parts(), "{piece}");
        }
    }
}
