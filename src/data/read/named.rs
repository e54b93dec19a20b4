//! The ids of other tables that events name: of events at hand, or of events that are gone.

use std::collections::HashMap;

use super::check::spot;
use super::locate::{Spot, Step};
use crate::data::{Event, SourceRef, Table};

/// An id that events name which are gone.
pub(super) struct Named {
    pub table: Table,
    pub id: String,
    /// Where it stands first.
    pub spot: Spot,
    /// In how many places it stands.
    pub places: usize,
}

/// Is told a table, an id of it, and a way to the place where it stands.
type Tell<'a, 't> = dyn FnMut(Table, &'a str, &dyn Fn() -> Spot) + 't;

/// Tells each id that an event names, which has this number.
pub(super) fn each_name<'a>(event: &'a Event, at: usize, tell: &mut Tell<'a, '_>) {
    use Step::{Field, Item};
    for (field, table, ids) in [
        ("countries", Table::Countries, &event.countries),
        ("actors", Table::Actors, &event.actors),
        ("themes", Table::Themes, &event.themes),
    ] {
        for (item, id) in ids.iter().enumerate() {
            tell(table, id, &|| spot::<Event>(at, &[Field(field), Item(item)], id));
        }
    }
    let mut sources = |path: &[Step], sources: &'a [SourceRef]| {
        for (item, source) in sources.iter().enumerate() {
            let path = [path, &[Item(item), Field("id")]];
            tell(Table::Sources, &source.id, &|| spot::<Event>(at, &path.concat(), &source.id));
        }
    };
    sources(&[Field("sources")], &event.sources);
    for (item, version) in event.disputed.iter().enumerate() {
        sources(&[Field("disputed"), Item(item), Field("sources")], &version.sources);
    }
}

/// Each id that some events name, in the order in which they are met.
pub(super) fn all_names(events: &[Event]) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    let mut known: HashMap<(Table, &str), usize> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        each_name(event, at, &mut |table, id, spot| {
            let next = all.len();
            let place = *known.entry((table, id)).or_insert(next);
            match all.get_mut(place) {
                Some(named) => named.places += 1,
                None => all.push(Named { table, id: id.to_owned(), spot: spot(), places: 1 }),
            }
        });
    }
    all
}
