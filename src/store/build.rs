//! A dataset turned into columns.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::column::{Column, Entry, Set};
use super::event::{DISPUTED, ONGOING, PLANNED};
use super::ids::Ids;
use super::{Extra, Shown, Store};
use crate::data::{Axis, Dataset, Date, Day, Event, EventKind, Text};
use crate::text::Lang;

/// Each store built in this process gets the next number.
static STAMP: AtomicU64 = AtomicU64::new(1);

impl Store {
    /// Builds the columns of a dataset; events without a date are left out.
    pub fn build(mut dataset: Dataset) -> Self {
        let mut events: Vec<Event> = std::mem::take(&mut dataset.events);
        events.retain(|event| event.date.is_some());
        events.sort_by(|a, b| (&a.date, &a.id).cmp(&(&b.date, &b.id)));
        let mut store = Self {
            stamp: STAMP.fetch_add(1, Ordering::Relaxed),
            shown: Shown::default(),
            folded: OnceLock::new(),
            earliest: Vec::with_capacity(events.len()),
            latest: Vec::with_capacity(events.len()),
            years: Vec::with_capacity(events.len()),
            year_span: OnceLock::new(),
            precision: Vec::with_capacity(events.len()),
            kinds: Vec::with_capacity(events.len()),
            weights: Vec::with_capacity(events.len()),
            flags: Vec::with_capacity(events.len()),
            columns: Axis::ALL.iter().map(|axis| declared(*axis, &dataset)).collect(),
            extras: Vec::with_capacity(events.len()),
            rows_by_id: Ids::default(),
            links_in: HashMap::new(),
            actors_by_id: dataset.actors.iter().enumerate().map(|(at, actor)| (actor.id.clone(), at)).collect(),
            tables: dataset,
        };
        for event in events {
            store.push(event);
        }
        store.shown.shrink();
        store.columns.iter_mut().for_each(|column| column.lists.shrink());
        store.rows_by_id = Ids::of(&store.shown.ids, store.len() as u32);
        store.name_sets();
        store.invert_links();
        store
    }

    fn push(&mut self, event: Event) {
        let Some(date) = &event.date else { return };
        self.earliest.push(date.earliest);
        self.latest.push(date.latest);
        self.years.push(i16::try_from(date.year()).unwrap_or(i16::MAX));
        self.precision.push(date.precision);
        self.kinds.push(event.kind);
        self.weights.push(event.weight);
        let flags =
            [(event.planned.is_some(), PLANNED), (!event.disputed.is_empty(), DISPUTED), (date.ongoing, ONGOING)];
        self.flags.push(flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum());
        self.push_texts(&event, date);
        for axis in Axis::ALL {
            self.push_values(axis, &event, date);
        }
        let extra = Extra {
            links: event.links,
            url: event.url,
            sources: event.sources,
            planned: event.planned,
            tags: event.tags,
            disputed: event.disputed,
            note: event.note,
        };
        self.extras.push((extra != Extra::default()).then(|| Box::new(extra)));
    }

    fn push_texts(&mut self, event: &Event, date: &Date) {
        self.shown.ids.push(&event.id);
        self.shown.dates.push(date.as_str());
        for lang in [Lang::En, Lang::Ja] {
            self.shown.titles[lang as usize].push(event.title.only(lang));
            self.shown.summaries[lang as usize].push(event.summary.only(lang));
        }
        self.shown.readings.push(&event.title.yomi);
    }

    fn push_values(&mut self, axis: Axis, event: &Event, date: &Date) {
        let column = &mut self.columns[axis as usize];
        let mut list: Vec<u32> = Vec::new();
        let mut take = |column: &mut Column, at: u32| {
            if !list.contains(&at) {
                list.push(at);
                column.entries[at as usize].total += 1;
            }
        };
        if axis == Axis::Eras {
            for (at, era) in self.tables.eras.iter().enumerate() {
                let held = era.date.as_ref().is_some_and(|span| holds_year(span, date.year()));
                if let (true, Some(at)) = (held, column.index(&era.id).or(Some(at as u32))) {
                    take(column, at);
                }
            }
        } else {
            axis.keys(event, &mut |key| {
                let known = column.index(key);
                let at = known.unwrap_or_else(|| column.add(undeclared(axis, key, event)));
                if let (Axis::Places, Some(at)) = (axis, known) {
                    column.entries[at as usize].learn(&event.place);
                }
                take(column, at);
            });
        }
        column.lists.push(list);
    }

    /// Regions and groups, when all values are known: a region may have a member that events alone name.
    fn name_sets(&mut self) {
        let tables = &self.tables;
        let none: &[String] = &[];
        let regions = tables.regions.iter().map(|region| (&region.id, &region.name, &*region.also, &*region.members));
        add_sets(&mut self.columns[Axis::Countries as usize], regions);
        let members: Vec<Vec<String>> = tables
            .groups
            .iter()
            .map(|group| tables.themes.iter().filter(|theme| theme.group == group.id).map(|t| t.id.clone()).collect())
            .collect();
        let groups = tables.groups.iter().zip(&members);
        let groups = groups.map(|(group, members)| (&group.id, &group.name, none, members.as_slice()));
        add_sets(&mut self.columns[Axis::Themes as usize], groups);
    }

    fn invert_links(&mut self) {
        for row in 0..self.len() as u32 {
            for link in self.extras[row as usize].iter().flat_map(|extra| &extra.links) {
                if let Some(to) = self.rows_by_id.row(link.to(), &self.shown.ids) {
                    self.links_in.entry(to).or_default().push((link.rel(), row));
                }
            }
        }
    }
}

impl Shown {
    /// Gives back what was set aside for more rows.
    fn shrink(&mut self) {
        let [en, ja] = &mut self.titles;
        let [summary_en, summary_ja] = &mut self.summaries;
        for strings in [&mut self.ids, &mut self.dates, en, ja, &mut self.readings, summary_en, summary_ja] {
            strings.shrink();
        }
    }
}

/// Whether a year lies in an era.
fn holds_year(span: &Date, year: i32) -> bool {
    span.earliest <= Day::year_end(year) && Day::year_start(year) <= span.latest
}

/// A value that no table declares: it is known by its key, a place also by its other language.
fn undeclared(axis: Axis, key: &str, event: &Event) -> Entry {
    let name = if axis == Axis::Places { event.place.clone() } else { Text::plain(key) };
    Entry::new(key, &name, "", &[])
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
