//! One value on an axis. What is counted and filtered by is at hand; what is read and searched, the texts, stays in the compact
//! form until it is asked for, which is for few of thousands of values.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::columns::{Strings, Values};
use super::parts::{Damaged, Part, Parts};
use crate::data::{ActorKind, Text};
use crate::text::fold::fold;
use crate::text::{Lang, romaji};

/// One value on an axis: a country, an actor, a theme, a place, …; it reads as what is [`Written`] of it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The kind, where it is an actor.
    pub kind: ActorKind,
    /// The index of its group in the column, where it is a theme.
    pub group: Option<u32>,
    /// In how many events it stands.
    pub total: u32,
    written: Kept<Written>,
    folded: Kept<Folded>,
}

/// What is written of a value.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Written {
    /// The code or id that a query writes.
    pub key: String,
    /// The name.
    pub name: Text,
    /// The acronym, empty where there is none.
    pub acronym: String,
    /// Other names, parted by [`Strings::PART`].
    also: String,
}

/// All names of a value, folded, and its reading in kana and in Latin letters.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Folded {
    names: Vec<String>,
    readings: [String; 2],
}

/// Something in its compact form, where it was kept, and made from that when it is first asked for.
#[derive(Clone, Debug)]
struct Kept<T> {
    bytes: Cow<'static, [u8]>,
    made: OnceLock<Box<T>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { bytes: Cow::Borrowed(&[]), made: OnceLock::new() }
    }
}

impl<T: Default + Serialize + DeserializeOwned> Kept<T> {
    fn new(value: T) -> Self {
        Self { made: OnceLock::from(Box::new(value)), ..Self::default() }
    }

    fn of_bytes(bytes: Cow<'static, [u8]>) -> Self {
        Self { bytes, ..Self::default() }
    }

    fn get_or(&self, make: impl FnOnce() -> T) -> &T {
        self.made.get_or_init(|| {
            let kept =
                if self.bytes.is_empty() { make() } else { postcard::from_bytes(&self.bytes).unwrap_or_default() };
            Box::new(kept)
        })
    }

    /// The value to be changed, so that its compact form holds no longer.
    fn to_mut(&mut self) -> Option<&mut T> {
        self.get_or(T::default);
        self.bytes = Cow::Borrowed(&[]);
        self.made.get_mut().map(|value| &mut **value)
    }

    /// The compact form, which is nothing where there is no value yet.
    fn bytes(&self) -> Cow<'_, [u8]> {
        match self.made.get() {
            Some(value) if self.bytes.is_empty() => postcard::to_stdvec(value).unwrap_or_default().into(),
            _ => Cow::Borrowed(&self.bytes),
        }
    }
}

impl Deref for Entry {
    type Target = Written;

    fn deref(&self) -> &Written {
        self.written.get_or(Written::default)
    }
}

impl Written {
    /// Adds another spelling of the name; what is not yet known of it is shown from then on. Gives whether any of it is new.
    fn learn(&mut self, name: &Text) -> bool {
        let mut learnt = false;
        let known = &mut self.name;
        for (known, new) in [(&mut known.en, &name.en), (&mut known.ja, &name.ja), (&mut known.yomi, &name.yomi)] {
            if known.is_empty() && !new.is_empty() {
                known.clone_from(new);
                learnt = true;
            }
        }
        for new in [&name.en, &name.ja].into_iter().filter(|new| !new.is_empty()) {
            learnt |= self.learn_other(new);
        }
        learnt
    }

    /// Adds another name, unless it is known.
    fn learn_other(&mut self, new: &str) -> bool {
        let learnt = new != self.name.en && new != self.name.ja && self.others().all(|known| known != new);
        if learnt {
            self.also.push(Strings::PART);
            self.also.push_str(new);
        }
        learnt
    }

    fn others(&self) -> impl Iterator<Item = &str> {
        self.also.split(Strings::PART).filter(|name| !name.is_empty())
    }

    /// All names as they are written.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let all = [&*self.name.en, &self.name.ja, &self.acronym].into_iter().chain(self.others());
        all.filter(|name| !name.is_empty())
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

    fn folded(&self) -> Folded {
        let mut names: Vec<String> = Vec::with_capacity(4);
        for name in self.spellings().map(fold) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let reading = fold(&self.name.yomi);
        let latin = romaji::from_kana(&reading);
        Folded { names, readings: [reading, latin] }
    }
}

impl Entry {
    /// An entry that is found by its key, its names and its aliases.
    pub fn new(key: &str, name: &Text, acronym: &str, also: &[String]) -> Self {
        let written = Written {
            key: key.to_owned(),
            name: name.clone(),
            acronym: acronym.to_owned(),
            also: also.join(Strings::PART.encode_utf8(&mut [0; 4])),
        };
        Self { written: Kept::new(written), ..Self::default() }
    }

    /// Adds another spelling of the name; what is not yet known of it is shown from then on.
    pub(super) fn learn(&mut self, name: &Text) {
        if self.written.to_mut().is_some_and(|known| known.learn(name)) {
            self.folded = Kept::default();
        }
    }

    /// Adds the names of another value to those of this one.
    pub(super) fn learn_all(&mut self, other: &Self) {
        self.learn(&other.name);
        for name in other.others() {
            if self.written.to_mut().is_some_and(|known| known.learn_other(name)) {
                self.folded = Kept::default();
            }
        }
    }

    /// All names, folded: in both languages, acronym, aliases; each once.
    pub fn names(&self) -> &[String] {
        &self.folded().names
    }

    /// The reading of the name, folded, and the same in canonical Latin letters.
    pub fn readings(&self) -> &[String; 2] {
        &self.folded().readings
    }

    fn folded(&self) -> &Folded {
        self.folded.get_or(|| Written::folded(self))
    }

    /// Values as parts, with their names folded.
    pub(super) fn pack_all(all: &[Self], parts: &mut Vec<Part<'_>>) {
        let heads: Vec<_> = all.iter().map(|entry| (entry.kind, entry.group, entry.total)).collect();
        let (mut written, mut folded) = (Values::default(), Values::default());
        for entry in all {
            entry.folded();
            written.push(&entry.written.bytes());
            folded.push(&entry.folded.bytes());
        }
        parts.push(Part::of_value(&heads));
        written.pack_into(parts);
        folded.pack_into(parts);
    }

    /// Any number of values.
    pub(super) fn unpack_all(parts: &mut Parts) -> Result<Vec<Self>, Damaged> {
        let heads: Vec<(ActorKind, Option<u32>, u32)> = parts.value()?;
        let (written, folded) = (Values::unpack(parts)?, Values::unpack(parts)?);
        if written.len() != heads.len() || folded.len() != heads.len() {
            return Err(Damaged("the names of values"));
        }
        let all = (0..).zip(heads).map(|(at, (kind, group, total))| {
            let [written, folded] = [&written, &folded].map(|values| values.slice(at));
            Self { kind, group, total, written: Kept::of_bytes(written), folded: Kept::of_bytes(folded) }
        });
        Ok(all.collect())
    }
}
