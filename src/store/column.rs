//! The values on one axis: who and what events carry, by which names they are found, and in which events they stand.

use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::columns::{Lists, Strings};
use super::ids::Ids;
use super::parts::{Damaged, Part, Parts};
use crate::data::{ActorKind, Text};
use crate::text::fold::{fold, is_word_start};
use crate::text::{Lang, romaji};

/// One value on an axis: a country, an actor, a theme, a place, ….
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
    /// Other names, parted by [`Strings::PART`].
    also: String,
    names: Names,
}

/// All names of an entry, folded, and its reading in kana and in Latin letters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FoldedNames {
    names: Vec<String>,
    readings: [String; 2],
}

/// The names of an entry, folded at their first use.
#[derive(Clone, Debug, Default)]
struct Names {
    /// As they were kept, where they were: parted by [`Strings::PART`], and after [`READING`] the reading and its letters.
    kept: Box<str>,
    folded: OnceLock<FoldedNames>,
}

/// What parts the names of an entry from its reading, and this from its letters.
const READING: char = '\u{1e}';

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.folded.get() {
            Some(FoldedNames { names, readings: [kana, latin] }) => {
                let names = names.join(Strings::PART.encode_utf8(&mut [0; 4]));
                serializer.serialize_str(&format!("{names}{READING}{kana}{READING}{latin}"))
            }
            None => serializer.serialize_str(&self.kept),
        }
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { kept: Deserialize::deserialize(deserializer)?, folded: OnceLock::new() })
    }
}

impl FoldedNames {
    /// Reads what was kept.
    fn of(kept: &str) -> Self {
        let mut pieces = kept.split(READING);
        let names = pieces.next().unwrap_or_default().split(Strings::PART);
        let names = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let mut next = || pieces.next().unwrap_or_default().to_owned();
        Self { names, readings: [next(), next()] }
    }
}

impl Entry {
    /// An entry that is found by its key, its names and its aliases.
    pub fn new(key: &str, name: &Text, acronym: &str, also: &[String]) -> Self {
        Self {
            key: key.to_owned(),
            name: name.clone(),
            acronym: acronym.to_owned(),
            also: also.join(Strings::PART.encode_utf8(&mut [0; 4])),
            ..Self::default()
        }
    }

    /// Adds another spelling of the name; what is not yet known of it is shown from then on.
    pub(super) fn learn(&mut self, name: &Text) {
        let known = &mut self.name;
        for (known, new) in [(&mut known.en, &name.en), (&mut known.ja, &name.ja), (&mut known.yomi, &name.yomi)] {
            if known.is_empty() && !new.is_empty() {
                known.clone_from(new);
                self.names = Names::default();
            }
        }
        for new in [&name.en, &name.ja].into_iter().filter(|new| !new.is_empty()) {
            self.learn_other(new);
        }
    }

    /// Adds another name, unless it is known.
    fn learn_other(&mut self, new: &str) {
        if new != self.name.en && new != self.name.ja && self.others().all(|known| known != new) {
            self.also.push(Strings::PART);
            self.also.push_str(new);
            self.names = Names::default();
        }
    }

    /// All names, folded: in both languages, acronym, aliases; each once.
    pub fn names(&self) -> &[String] {
        &self.folded().names
    }

    /// All names as they are written.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let all = [&*self.name.en, &self.name.ja, &self.acronym].into_iter().chain(self.others());
        all.filter(|name| !name.is_empty())
    }

    fn others(&self) -> impl Iterator<Item = &str> {
        self.also.split(Strings::PART).filter(|name| !name.is_empty())
    }

    /// The reading of the name, folded, and the same in canonical Latin letters.
    pub fn readings(&self) -> &[String; 2] {
        &self.folded().readings
    }

    fn folded(&self) -> &FoldedNames {
        self.names.folded.get_or_init(|| {
            if !self.names.kept.is_empty() {
                return FoldedNames::of(&self.names.kept);
            }
            let mut names: Vec<String> = Vec::with_capacity(4);
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
            let known = &mut self.entries[at as usize];
            known.learn(&entry.name);
            entry.others().for_each(|other| known.learn_other(other));
            return at;
        }
        self.add(entry)
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        for entry in &self.entries {
            entry.folded();
        }
        parts.extend([Part::of_value(&self.entries), Part::of_value(&self.sets)]);
        self.keys.pack(parts);
        self.by_key.pack(parts);
        self.lists.pack(parts);
    }

    /// The values on an axis over so many rows.
    pub(super) fn unpack(parts: &mut Parts, rows: usize) -> Result<Self, Damaged> {
        let (entries, sets): (Vec<Entry>, Vec<Set>) = (parts.value()?, parts.value()?);
        let values = entries.len();
        if sets.iter().flat_map(|set| &set.members).any(|member| *member as usize >= values) {
            return Err(Damaged("a set of values"));
        }
        let keys = Strings::unpack(parts, values)?;
        let by_key = Ids::unpack(parts, values)?;
        let lists = Lists::unpack(parts, rows, values)?;
        Ok(Self { entries, sets, lists, rows: OnceLock::new(), keys, by_key })
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
