//! What the base and the files declare: which ids there are, which are declared twice, and what has no name.

use std::collections::HashMap;

use super::check::{Check, Known, spot};
use super::locate::{Spot, Step};
use super::report::Said;
use super::row::Row;
use crate::data::problem::Code;
use crate::data::{Actor, ActorKind, Dataset, Table};

impl<'a> Check<'a> {
    /// Notes everything that is declared.
    pub(super) fn declare_all(&mut self) {
        self.declare(|set| &set.eras);
        self.declare(|set| &set.groups);
        self.declare(|set| &set.themes);
        self.declare(|set| &set.countries);
        self.declare(|set| &set.regions);
        self.declare(|set| &set.sources);
        self.declare(|set| &set.events);
        self.declare(|set| &set.actors);
        let (base, files) = (self.base, self.files);
        for actor in base.iter().flat_map(|base| &base.actors) {
            self.learn_kind(actor);
        }
        for file in files {
            file.kept(&file.set.actors).for_each(|(_, actor)| self.learn_kind(actor));
        }
    }

    fn learn_kind(&mut self, actor: &Actor) {
        if let Some(known) = self.known[Table::Actors as usize].get_mut(&*actor.id)
            && actor.kind != ActorKind::default()
        {
            known.kind = actor.kind;
        }
    }

    /// Notes what a table of the base and of all files declares, and what is declared twice or has no name.
    fn declare<T: Row>(&mut self, table: fn(&Dataset) -> &Vec<T>) {
        let new = |file, entry, named| Known { file, entry, kind: ActorKind::default(), named };
        let (base, files) = (self.base, self.files);
        let sets = base.into_iter().chain(files.iter().map(|file| &file.set));
        let mut all: HashMap<&'a str, Known> = HashMap::with_capacity(sets.map(|set| table(set).len()).sum());
        for entry in base.into_iter().flat_map(table) {
            all.insert(entry.id(), new(None, 0, !entry.name().is_empty()));
        }
        for (number, file) in files.iter().enumerate() {
            for (at, entry) in file.kept(table(&file.set)) {
                let named = !entry.name().is_empty();
                match all.get_mut(entry.id()) {
                    None => {
                        all.insert(entry.id(), new(Some(number), at, named));
                    }
                    Some(known) if T::TABLE == Table::Events => {
                        let first = (known.file, known.entry);
                        self.duplicate(number, spot::<T>(at, &[Step::Field("id")], entry.id()), first);
                    }
                    Some(known) => {
                        let again = known.file == Some(number);
                        *known = new(Some(number), at, known.named || named);
                        if again {
                            let what = format!("{} \"{}\" is declared a second time in this file", T::NOUN, entry.id());
                            let hint = "join the two, or give one of them another id";
                            self.note(
                                number,
                                spot::<T>(at, &[Step::Field("id")], entry.id()),
                                Said::new(Code::RepeatedEntry, what, hint),
                            );
                        }
                    }
                }
            }
        }
        self.unnamed::<T>(&all);
        self.known[T::TABLE as usize] = all;
    }

    fn unnamed<T: Row>(&mut self, all: &HashMap<&'a str, Known>) {
        let mut unnamed: Vec<_> = all.iter().filter(|(_, known)| !known.named).collect();
        unnamed.sort_by_key(|(_, known)| (known.file, known.entry));
        for (id, known) in unnamed {
            if let Some(file) = known.file {
                let name = if T::TABLE == Table::Sources { "title" } else { "name" };
                let what = format!("{} \"{id}\" has no {name}; its id is shown instead", T::NOUN);
                let hint = format!("write {name}: \"…\"");
                self.note(
                    file,
                    spot::<T>(known.entry, &[Step::Field("id")], id),
                    Said::new(Code::MissingName, what, hint),
                );
            }
        }
    }

    fn duplicate(&mut self, file: usize, spot: Spot, (first_file, first): (Option<usize>, usize)) {
        self.outcome.events_left_out.push((file, spot.entry));
        let there = match first_file {
            _ if self.reports[file].is_full() => String::new(),
            Some(first_file) => self.texts.place(first_file, &self.files[first_file], first),
            None => "the built-in data".into(),
        };
        let what = format!("the event id \"{}\" stands already in {there}; this event was left out", spot.needle);
        self.note(file, spot, Said::new(Code::DuplicateId, what, "give one of them another id, or take it away"));
    }
}
