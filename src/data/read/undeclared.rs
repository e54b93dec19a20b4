//! Ids that are named and declared nowhere: each is said once, with the one that is probably meant.

use std::collections::HashMap;

use super::check::{Check, Made, Undeclared};
use super::report::Said;
use crate::data::problem::Code;
use crate::data::{Actor, Country, Group, Source, Table, Theme};
use crate::text::Lang;
use crate::text::fold::fold;
use crate::text::near::nearest;

/// How many comparisons may be spent on suggestions; a file with that many unknown ids lacks a declaration, not letters.
const SUGGESTIONS: usize = 1_000_000;

impl<'a> Check<'a> {
    /// The declared id nearest to one, as long as looking for it is worth its time.
    pub(super) fn near(&mut self, table: Table, id: &str) -> Option<&'a str> {
        let known = &self.known[table as usize];
        self.comparisons += known.len();
        if self.comparisons > SUGGESTIONS {
            return None;
        }
        // Any two codes of two letters are near to each other, which says nothing.
        let near = |known: &&str| table != Table::Countries || known.eq_ignore_ascii_case(id);
        nearest(id, known.keys().copied().filter(near))
    }

    /// Names each id that nobody declares once, and has it made.
    pub(super) fn report_undeclared(&mut self) {
        let undeclared = std::mem::take(&mut self.undeclared);
        let names = if undeclared.is_empty() { HashMap::new() } else { self.names() };
        for Undeclared { table, id, file, spot, places } in undeclared {
            let written = self.files[file].written.get(id).map_or(id, |written| written);
            if self.reports[file].is_full() {
                // Only counted; the first ones say enough.
                self.note(file, spot, Said::new(Code::Undeclared, "", ""));
            } else {
                let one = table.one(Lang::En);
                let count = if places > 1 { format!(" (named in {places} places)") } else { String::new() };
                let what = format!("the {one} \"{written}\" is declared nowhere{count}");
                let meant = names.get(&(table, fold(written))).copied();
                let hint = match meant.or_else(|| self.near(table, id)) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("declare it in {}: [(id: \"{id}\", …)]", table.name()),
                };
                self.note(file, spot, Said::new(Code::Undeclared, what, hint));
            }
            self.outcome.made.push(Made { table, id: id.to_owned(), written: written.to_owned() });
        }
    }

    /// The ids that names, acronyms and other names belong to.
    fn names(&self) -> HashMap<(Table, String), &'a str> {
        let mut names = HashMap::new();
        let files = self.files;
        for set in self.base.into_iter().chain(files.iter().map(|file| &file.set)) {
            let mut learn = |table, id: &'a str, words: &mut dyn Iterator<Item = &'a String>| {
                for word in words.filter(|word| !word.is_empty()) {
                    names.entry((table, fold(word))).or_insert(id);
                }
            };
            for Country { id, name, also } in &set.countries {
                learn(Table::Countries, id, &mut [&name.en, &name.ja].into_iter().chain(also));
            }
            for Actor { id, name, acronym, also, .. } in &set.actors {
                learn(Table::Actors, id, &mut [&name.en, &name.ja, acronym].into_iter().chain(also));
            }
            for Theme { id, name, also, .. } in &set.themes {
                learn(Table::Themes, id, &mut [&name.en, &name.ja].into_iter().chain(also));
            }
            for Group { id, name, .. } in &set.groups {
                learn(Table::Groups, id, &mut [&name.en, &name.ja].into_iter());
            }
            for Source { id, title, number, .. } in &set.sources {
                learn(Table::Sources, id, &mut [&title.en, &title.ja, number].into_iter());
            }
        }
        names
    }
}
