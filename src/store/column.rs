//! The values on one axis: who and what events carry, by which names they are found, and in which events they stand.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::columns::Lists;
use crate::data::{ActorKind, Text};
use crate::text::fold::{fold, is_word_start};
use crate::text::{Lang, romaji};

/// One value on an axis: a country, an actor, a theme, a place, ….
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The code or id that a query writes.
    pub key: String,
    /// The name.
    pub name: Text,
    /// The acronym, empty where there is none.
    pub acronym: String,
    /// The kind, where it is an actor.
    pub kind: ActorKind,
    /// The index of its group in the column, where it is a theme.
    pub group: Option<u32>,
    /// In how many events it stands.
    pub total: u32,
    /// Other names.
    also: Vec<String>,
    folded: OnceLock<FoldedNames>,
}

/// The names of an entry, folded at their first use.
#[derive(Clone, Debug)]
struct FoldedNames {
    names: Vec<String>,
    readings: [String; 2],
}

impl Entry {
    /// An entry that is found by its key, its names and its aliases.
    pub fn new(key: &str, name: &Text, acronym: &str, also: &[String]) -> Self {
        Self {
            key: key.to_owned(),
            name: name.clone(),
            acronym: acronym.to_owned(),
            also: also.to_vec(),
            ..Self::default()
        }
    }

    /// Adds another spelling of the name; what is not yet known of it is shown from then on.
    pub(super) fn learn(&mut self, name: &Text) {
        let Self { name: known, also, .. } = self;
        let mut learnt = false;
        for (known, new) in [(&mut known.en, &name.en), (&mut known.ja, &name.ja), (&mut known.yomi, &name.yomi)] {
            if known.is_empty() && !new.is_empty() {
                known.clone_from(new);
                learnt = true;
            }
        }
        for new in [&name.en, &name.ja].into_iter().filter(|new| !new.is_empty()) {
            if *new != known.en && *new != known.ja && !also.contains(new) {
                also.push(new.clone());
                learnt = true;
            }
        }
        if learnt {
            self.folded = OnceLock::new();
        }
    }

    /// All names, folded: in both languages, acronym, aliases; each once.
    pub fn names(&self) -> &[String] {
        &self.folded().names
    }

    /// All names as they are written.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let all = [&self.name.en, &self.name.ja, &self.acronym].into_iter().chain(&self.also);
        all.map(String::as_str).filter(|name| !name.is_empty())
    }

    /// The reading of the name, folded, and the same in canonical Latin letters.
    pub fn readings(&self) -> &[String; 2] {
        &self.folded().readings
    }

    fn folded(&self) -> &FoldedNames {
        self.folded.get_or_init(|| {
            let mut names: Vec<String> = Vec::with_capacity(self.also.len() + 3);
            for name in self.spellings().map(fold) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let reading = fold(&self.name.yomi);
            let latin = romaji::from_kana(&reading);
            FoldedNames { names, readings: [reading, latin] }
        })
    }

    /// The name shown to readers; the key where there is none.
    pub fn label(&self, lang: Lang) -> &str {
        match self.name.get(lang) {
            "" => &self.key,
            name => name,
        }
    }

    /// The acronym, or else the name.
    pub fn short(&self, lang: Lang) -> &str {
        if self.acronym.is_empty() { self.label(lang) } else { &self.acronym }
    }
}

/// A named set of values: a region of countries, a group of themes.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// The id that a query writes after `@`.
    pub key: String,
    /// The name.
    pub name: Text,
    /// All names, folded.
    pub names: Vec<String>,
    /// The indices of its entries.
    pub members: Vec<u32>,
}

/// The values on one axis and, for each event, which of them it carries.
#[derive(Debug, Default)]
pub struct Column {
    /// The values; an event's list holds indices into them.
    pub entries: Vec<Entry>,
    /// Named sets of values.
    pub sets: Vec<Set>,
    /// For each row, the indices of its values.
    pub lists: Lists,
    rows: OnceLock<Lists>,
    by_key: HashMap<String, u32>,
}

impl Column {
    /// Adds a value that is not there yet; gives its index either way.
    pub fn add(&mut self, entry: Entry) -> u32 {
        let next = self.entries.len() as u32;
        let at = *self.by_key.entry(fold(&entry.key)).or_insert(next);
        if at == next {
            self.entries.push(entry);
        }
        at
    }

    /// About how many bytes of memory it takes, its names apart.
    pub(super) fn bytes(&self) -> usize {
        self.lists.bytes() + self.rows.get().map_or(0, Lists::bytes)
    }

    /// The rows that carry a value, in order; to be asked when all rows are there.
    pub fn rows_of(&self, entry: u32) -> &[u32] {
        self.rows.get_or_init(|| self.lists.inverted(self.entries.len())).get(entry)
    }

    /// The index of the value with a key, in any case.
    pub fn index(&self, key: &str) -> Option<u32> {
        self.by_key.get(&fold(key)).copied()
    }

    /// The values that a typed word means among those that `of` accepts: by key or any name exactly, else all whose key or a
    /// name begins so, else all that have a word beginning so, else the members of the sets so named. `@word` means the
    /// members of the sets alone: of the one so named, else of all whose key or a name begins so. Empty: nothing is meant.
    pub fn resolve(&self, typed: &str, of: impl Fn(&Entry) -> bool) -> Vec<u32> {
        if let Some(set) = typed.strip_prefix(['@', '＠']) {
            return self.resolve_set(set);
        }
        let typed = fold(typed.trim());
        if typed.is_empty() {
            return Vec::new();
        }
        let pick = |means: &dyn Fn(&str) -> bool| -> Vec<u32> {
            let entries = self.entries.iter().enumerate().filter(|(_, entry)| of(entry));
            entries
                .filter(|(_, entry)| {
                    means(&fold(&entry.key))
                        || entry.names().iter().chain(&entry.readings()[..1]).any(|name| means(name))
                })
                .map(|(at, _)| at as u32)
                .collect()
        };
        let steps: [&dyn Fn(&str) -> bool; 3] = [&|name| name == typed, &|name| name.starts_with(&typed), &|name| {
            name.match_indices(&typed).any(|(at, _)| is_word_start(name, at))
        }];
        let found = steps.iter().map(|step| pick(*step)).find(|found| !found.is_empty());
        // A set may be named without its sign where no value has that name: country:asean.
        found.unwrap_or_else(|| self.resolve_set(&typed))
    }

    fn resolve_set(&self, typed: &str) -> Vec<u32> {
        let typed = fold(typed.trim());
        if typed.is_empty() {
            return Vec::new();
        }
        let named = |set: &Set, means: &dyn Fn(&str) -> bool| {
            means(&fold(&set.key)) || set.names.iter().any(|name| means(name))
        };
        let exactly = self.sets.iter().any(|set| named(set, &|name| name == typed));
        let means = |name: &str| if exactly { name == typed } else { name.starts_with(&typed) };
        let sets = self.sets.iter().filter(|set| named(set, &means));
        let mut members: Vec<u32> = sets.flat_map(|set| set.members.iter().copied()).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// All keys and names that a query may write, for suggestions.
    pub fn all_names(&self, of: impl Fn(&Entry) -> bool) -> Vec<&str> {
        let entries = self.entries.iter().filter(|entry| of(entry));
        entries.flat_map(|entry| std::iter::once(&*entry.key).chain(entry.names().iter().map(String::as_str))).collect()
    }
}
