//! What can be said only over the union of all files: ids that are named and declared nowhere, or declared twice.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::locate::{self, Outline, Spot, Step};
use super::named::{Named, each_name};
use super::report::{At, Report, Said};
use super::row::Row;
use super::{FileRead, Input, without_mark};
use crate::data::problem::Code;
use crate::data::{Actor, ActorKind, Dataset, Era, Event, Link, Region, SourceRef, Table, Theme};
use crate::text::Lang;

/// An entry that is made because it is named.
pub(super) struct Made {
    pub table: Table,
    pub id: String,
    /// What was written in place of the id, which becomes the name.
    pub written: String,
}

/// Numbers of links, by the file, the table and the number of their entry.
pub(super) type Links = HashMap<(usize, Table, usize), HashSet<usize>>;

/// What is to be done about what was found.
#[derive(Default)]
pub(super) struct Outcome {
    /// Links to leave out.
    pub links_left_out: Links,
    /// Events to leave out, by file.
    pub events_left_out: Vec<(usize, usize)>,
    /// Entries to make.
    pub made: Vec<Made>,
}

/// The texts of all files, with what is needed to say on which line an entry begins.
pub(super) struct Texts<'a> {
    inputs: &'a [Input],
    outlines: Vec<OnceCell<Outline>>,
    lines: Vec<OnceCell<Vec<usize>>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(inputs: &'a [Input]) -> Self {
        let cells = inputs.len();
        Self {
            inputs,
            outlines: std::iter::repeat_with(OnceCell::new).take(cells).collect(),
            lines: std::iter::repeat_with(OnceCell::new).take(cells).collect(),
        }
    }

    /// `file:line` of an event.
    pub(super) fn place(&self, file: usize, read: &FileRead, event: usize) -> String {
        let Input { name, text } = &self.inputs[file];
        let text = without_mark(text);
        let outline =
            read.outline.as_ref().unwrap_or_else(|| self.outlines[file].get_or_init(|| locate::outline(text)));
        let lines = self.lines[file].get_or_init(|| text.match_indices('\n').map(|(at, _)| at).collect());
        match outline[Table::Events as usize].get(event) {
            Some(place) => format!("{name}:{}", lines.partition_point(|newline| *newline < place.start) + 1),
            None => name.clone(),
        }
    }
}

/// What is known of an id.
pub(super) struct Known {
    /// The file that declared it last; `None` for the base.
    pub file: Option<usize>,
    /// The number of the entry in that file.
    pub entry: usize,
    pub kind: ActorKind,
    pub named: bool,
}

/// A name that is declared nowhere.
pub(super) struct Undeclared<'a> {
    pub table: Table,
    pub id: &'a str,
    pub file: usize,
    pub spot: Spot,
    pub places: usize,
}

/// Files that are being checked over their union.
pub(super) struct Check<'a> {
    pub base: Option<&'a Dataset>,
    pub files: &'a [FileRead],
    pub texts: &'a Texts<'a>,
    pub reports: &'a mut [Report],
    pub known: [HashMap<&'a str, Known>; 8],
    pub undeclared: Vec<Undeclared<'a>>,
    pub undeclared_ids: HashMap<(Table, &'a str), usize>,
    /// Comparisons made for suggestions.
    pub comparisons: usize,
    pub outcome: Outcome,
}

/// Checks the files over their union with the base.
pub(super) fn check(base: Option<&Dataset>, files: &[FileRead], texts: &Texts, reports: &mut [Report]) -> Outcome {
    let mut check = Check {
        base,
        files,
        texts,
        reports,
        known: Default::default(),
        undeclared: Vec::new(),
        undeclared_ids: HashMap::new(),
        comparisons: 0,
        outcome: Outcome::default(),
    };
    check.declare_all();
    check.refer_all();
    check.report_undeclared();
    check.outcome
}

pub(super) fn spot<T: Row>(entry: usize, path: &[Step], needle: &str) -> Spot {
    Spot { table: T::TABLE, entry, path: path.to_vec(), needle: needle.to_owned() }
}

impl<'a> Check<'a> {
    pub(super) fn note(&mut self, file: usize, spot: Spot, said: Said) {
        self.reports[file].add(At::Spot(spot), said);
    }

    fn refer_all(&mut self) {
        use Step::{Field, Item};
        let files = self.files;
        for (number, file) in files.iter().enumerate() {
            let set = &file.set;
            for (at, era) in file.kept(&set.eras) {
                self.sources(number, &spot::<Era>(at, &[Field("sources")], ""), &era.sources);
            }
            for (at, theme) in file.kept(&set.themes) {
                let spot = || spot::<Theme>(at, &[Field("group")], &theme.group);
                self.refer(number, spot, (Table::Groups, &theme.group), 1);
            }
            for (at, region) in file.kept(&set.regions) {
                for (item, id) in region.members.iter().enumerate() {
                    let spot = || spot::<Region>(at, &[Field("members"), Item(item)], id);
                    self.refer(number, spot, (Table::Countries, id), 1);
                }
            }
            for (at, actor) in file.kept(&set.actors) {
                self.refer(
                    number,
                    || spot::<Actor>(at, &[Field("country")], &actor.country),
                    (Table::Countries, &actor.country),
                    1,
                );
                self.links::<Actor>(number, at, &actor.links);
                self.holds(number, at, actor);
            }
            for (at, event) in file.kept(&set.events) {
                each_name(event, at, &mut |table, id, spot| self.refer(number, spot, (table, id), 1));
                self.links::<Event>(number, at, &event.links);
            }
            for Named { table, id, spot, places } in &file.named {
                self.refer(number, || spot.clone(), (*table, id), *places);
            }
        }
    }

    fn sources(&mut self, file: usize, within: &Spot, sources: &'a [SourceRef]) {
        for (item, source) in sources.iter().enumerate() {
            let there = || {
                let mut spot = within.clone();
                spot.path.extend([Step::Item(item), Step::Field("id")]);
                spot.needle.clone_from(&source.id);
                spot
            };
            self.refer(file, there, (Table::Sources, &source.id), 1);
        }
    }

    /// Notes that an id is named in so many places which nobody declares.
    fn refer(&mut self, file: usize, spot: impl FnOnce() -> Spot, (table, id): (Table, &'a str), places: usize) {
        if id.is_empty() || self.known[table as usize].contains_key(id) {
            return;
        }
        if let Some(first) = self.undeclared_ids.get(&(table, id)) {
            self.undeclared[*first].places += places;
        } else {
            self.undeclared_ids.insert((table, id), self.undeclared.len());
            self.undeclared.push(Undeclared { table, id, file, spot: spot(), places });
        }
    }

    fn links<T: Row>(&mut self, file: usize, at: usize, links: &'a [Link]) {
        for (number, link) in links.iter().enumerate() {
            let to = link.to();
            if self.known[T::TABLE as usize].contains_key(to) {
                continue;
            }
            self.outcome.links_left_out.entry((file, T::TABLE, at)).or_default().insert(number);
            let one = T::TABLE.one(Lang::En);
            let what = format!("{}(\"{to}\") leads to no {one} and was left out", link.rel());
            let near = if self.reports[file].is_full() { None } else { self.near(T::TABLE, to) };
            let hint =
                near.map_or_else(|| format!("write the id of an {one}"), |near| format!("did you mean \"{near}\"?"));
            let path = [Step::Field("links"), Step::Item(number), Step::Item(0)];
            self.note(file, spot::<T>(at, &path, to), Said::new(Code::UnknownLink, what, hint));
        }
    }

    fn holds(&mut self, file: usize, at: usize, actor: &Actor) {
        let kind = |check: &Self, id: &str| check.known[Table::Actors as usize].get(id).map(|known| known.kind);
        for (number, link) in actor.links.iter().enumerate().filter(|(_, link)| link.term().is_some()) {
            let path = [Step::Field("links"), Step::Item(number), Step::Item(0)];
            let spot = spot::<Actor>(at, &path, link.to());
            if kind(self, &actor.id) != Some(ActorKind::Person) {
                let what = format!("\"{}\" holds a post and is no person", actor.id);
                self.note(file, spot, Said::new(Code::Holds, what, "give it kind: Person, or use another link"));
            } else if kind(self, link.to()).is_some_and(|kind| kind != ActorKind::Post) {
                let what = format!("\"{}\" holds \"{}\", which is no post", actor.id, link.to());
                self.note(file, spot, Said::new(Code::Holds, what, "give that actor kind: Post, or use another link"));
            }
        }
    }
}
