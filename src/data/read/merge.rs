//! The union: entries declared again extend the entry, the later one winning; events stand side by side.

use std::collections::HashMap;

use super::FileRead;
use super::check::Made;
use super::row::Row;
use super::value::Value;
use crate::data::{Actor, Country, Dataset, Group, Source, Table, Text, Theme};

/// Joins files, which have been checked, with the dataset that they extend and the entries that they only name.
pub(super) fn merge(base: Option<&Dataset>, files: Vec<FileRead>, made: Vec<Made>) -> Dataset {
    let mut all = base.cloned().unwrap_or_default();
    let mut later: Vec<FileRead> = files;
    join(&mut all.eras, &mut later, |set| &mut set.eras);
    join(&mut all.groups, &mut later, |set| &mut set.groups);
    join(&mut all.themes, &mut later, |set| &mut set.themes);
    join(&mut all.countries, &mut later, |set| &mut set.countries);
    join(&mut all.regions, &mut later, |set| &mut set.regions);
    join(&mut all.actors, &mut later, |set| &mut set.actors);
    join(&mut all.sources, &mut later, |set| &mut set.sources);
    for mut file in later {
        let events = std::mem::take(&mut file.set.events);
        if all.events.is_empty() && file.dropped.is_empty() {
            all.events = events;
        } else {
            let kept = events.into_iter().enumerate().filter(|(number, _)| file.keeps(Table::Events, *number));
            all.events.extend(kept.map(|(_, event)| event));
        }
        all.meta.join(file.set.meta);
    }
    for made in made {
        add(&mut all, made);
    }
    name_all(&mut all);
    all
}

/// Joins a table of all files into that of the base.
fn join<T: Row>(all: &mut Vec<T>, files: &mut [FileRead], table: fn(&mut Dataset) -> &mut Vec<T>) {
    if files.iter_mut().all(|file| table(&mut file.set).is_empty()) {
        return;
    }
    let mut places: HashMap<String, usize> =
        all.iter().enumerate().map(|(place, entry)| (entry.id().to_owned(), place)).collect();
    for file in files {
        let entries = std::mem::take(table(&mut file.set));
        for (number, entry) in entries.into_iter().enumerate() {
            if !file.keeps(T::TABLE, number) {
                continue;
            }
            if let Some(place) = places.get(entry.id()) {
                all[*place].join(entry);
            } else {
                places.insert(entry.id().to_owned(), all.len());
                all.push(entry);
            }
        }
    }
}

/// Adds an entry that is only named.
fn add(all: &mut Dataset, Made { table, id, written }: Made) {
    let name = Text::plain(&written);
    match table {
        Table::Groups => all.groups.push(Group { id, name, ..Group::default() }),
        Table::Themes => all.themes.push(Theme { id, name, ..Theme::default() }),
        Table::Countries => all.countries.push(Country { id, name, ..Country::default() }),
        Table::Actors => all.actors.push(Actor { id, name, ..Actor::default() }),
        Table::Sources => all.sources.push(Source { id, title: name, ..Source::default() }),
        // Nothing else is made by being named.
        Table::Eras | Table::Regions | Table::Events => {}
    }
}

/// Gives the id as a name to what has none.
fn name_all(all: &mut Dataset) {
    fn name<T: Row>(entries: &mut [T]) {
        for entry in entries.iter_mut().filter(|entry| entry.name().is_empty()) {
            *entry.name_mut() = Text::plain(entry.id());
        }
    }
    name(&mut all.eras);
    name(&mut all.groups);
    name(&mut all.themes);
    name(&mut all.countries);
    name(&mut all.regions);
    name(&mut all.actors);
    name(&mut all.sources);
}
