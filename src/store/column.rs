//! The values on one axis: who and what events carry, by which names they are found, and in which events they stand.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::columns::{Lists, Strings};
pub use super::entry::{Entry, Written};
use super::ids::Ids;
use super::parts::{Damaged, Part, Parts};
use crate::data::Text;
use crate::text::Lang;
use crate::text::fold::{fold, is_word_start};

/// A named set of values: a region of countries, a group of themes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// For each value, its place in the order of names in a language.
    places: [OnceLock<Vec<u32>>; 2],
    /// The keys of the values, folded, and the way from a key to its value.
    keys: Strings,
    by_key: Ids,
}

impl Column {
    /// Adds a value that is not there yet; gives its index either way.
    pub fn add(&mut self, entry: Entry) -> u32 {
        let key = fold(&entry.key);
        self.by_key.row(&key, &self.keys).unwrap_or_else(|| {
            let next = self.entries.len() as u32;
            self.entries.push(entry);
            self.keys.push(&key);
            self.by_key.add(next, &self.keys);
            next
        })
    }

    /// Adds a value, or its names to those of the value with its key; gives its index.
    pub(super) fn add_or_learn(&mut self, entry: Entry) -> u32 {
        if let Some(at) = self.index(&entry.key) {
            self.entries[at as usize].learn_all(&entry);
            return at;
        }
        self.add(entry)
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        Entry::pack_all(&self.entries, parts);
        parts.push(Part::of_value(&self.sets));
        self.keys.pack(parts);
        self.by_key.pack(parts);
        self.lists.pack(parts);
        parts.extend([Lang::En, Lang::Ja].map(|lang| Part::of_numbers(self.places(lang))));
    }

    /// The values on an axis over so many rows.
    pub(super) fn unpack(parts: &mut Parts, rows: usize) -> Result<Self, Damaged> {
        let entries = Entry::unpack_all(parts)?;
        let sets: Vec<Set> = parts.value()?;
        let values = entries.len();
        if sets.iter().flat_map(|set| &set.members).any(|member| *member as usize >= values) {
            return Err(Damaged("a set of values"));
        }
        let keys = Strings::unpack(parts, values)?;
        let by_key = Ids::unpack(parts, values)?;
        let lists = Lists::unpack(parts, rows, values)?;
        let places = [parts.numbers_of(values)?, parts.numbers_of(values)?].map(OnceLock::from);
        Ok(Self { entries, sets, lists, rows: OnceLock::new(), places, keys, by_key })
    }

    /// About how many bytes of memory it takes, its names apart.
    pub(super) fn bytes(&self) -> usize {
        self.lists.bytes() + self.rows.get().map_or(0, Lists::bytes)
    }

    /// The rows that carry a value, in order; to be asked when all rows are there.
    pub fn rows_of(&self, entry: u32) -> &[u32] {
        self.rows.get_or_init(|| self.lists.inverted(self.entries.len())).get(entry)
    }

    /// For each value, its place in the order of the names shown to readers of a language, folded; to be asked when all values
    /// are there.
    pub fn places(&self, lang: Lang) -> &[u32] {
        self.places[lang as usize].get_or_init(|| {
            let mut order: Vec<u32> = (0..self.entries.len() as u32).collect();
            order.sort_by_cached_key(|entry| fold(self.entries[*entry as usize].label(lang)));
            let mut places = vec![0; order.len()];
            for (place, entry) in (0..).zip(order) {
                places[entry as usize] = place;
            }
            places
        })
    }

    /// The index of the value with a key, in any case.
    pub fn index(&self, key: &str) -> Option<u32> {
        self.by_key.row(&fold(key), &self.keys)
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
