//! The fields that events are searched, filtered and counted by: one row each, read by every later layer.

use super::{ActorKind, Event};
use crate::text::Lang;

/// What events are told apart and counted by: each has its values, and an event carries some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// Countries and their regions.
    Countries,
    /// Actors of every kind.
    Actors,
    /// Themes and their groups.
    Themes,
    /// Kinds of events.
    Kinds,
    /// Sources.
    Sources,
    /// Places of events.
    Places,
    /// Eras; an event belongs to those that hold its year.
    Eras,
    /// The user's own tags.
    Tags,
}

impl Axis {
    /// All of them, in the order of the store's columns.
    pub const ALL: [Self; 8] =
        [Self::Countries, Self::Actors, Self::Themes, Self::Kinds, Self::Sources, Self::Places, Self::Eras, Self::Tags];

    /// Gives each key that an event carries on this axis to `take`; eras are computed from the year instead.
    pub fn keys<'a>(self, event: &'a Event, take: &mut dyn FnMut(&'a str)) {
        let list = match self {
            Self::Countries => &event.countries,
            Self::Actors => &event.actors,
            Self::Themes => &event.themes,
            Self::Tags => &event.tags,
            Self::Kinds => return take(event.kind.name()),
            Self::Sources => {
                let named = event.sources.iter().filter(|source| !source.id.is_empty());
                return named.for_each(|source| take(&source.id));
            }
            Self::Places if event.place.is_empty() => return,
            Self::Places => return take(event.place.get(Lang::En)),
            Self::Eras => return,
        };
        for key in list {
            take(key);
        }
    }
}

/// A field of the query language.
#[derive(Debug)]
pub struct Field {
    /// The name as typed before the colon.
    pub name: &'static str,
    /// Other names that are read the same way.
    pub also: &'static [&'static str],
    /// The labels in English and Japanese.
    label: [&'static str; 2],
    /// The axis that its values are on.
    pub axis: Axis,
    /// Which kinds of actors it speaks of, where its axis is the actors'.
    pub speaks_of: fn(ActorKind) -> bool,
}

impl Field {
    /// The label shown to readers.
    pub fn label(&self, lang: Lang) -> &'static str {
        self.label[usize::from(lang == Lang::Ja)]
    }

    /// The field of a name as typed, in any case, or of a part of its Japanese label.
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = name.to_ascii_lowercase();
        let is_label = |field: &Self| field.label[1].split('・').any(|label| label == name);
        FIELDS.iter().find(|field| field.name == name || field.also.contains(&&*name) || is_label(field))
    }

    /// The field of a name that is known to be in the table; used for the panes' own fields.
    pub fn index(&self) -> usize {
        FIELDS.iter().position(|field| std::ptr::eq(field, self)).unwrap_or_default()
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

fn any(_: ActorKind) -> bool {
    true
}

macro_rules! fields {
    ($($name:literal $also:tt $en:literal $ja:literal $axis:ident $speaks:expr;)*) => {
        /// The fields of the query language whose values are words, in the order in which they are documented.
        pub static FIELDS: &[Field] = &[$(Field {
            name: $name, also: &$also, label: [$en, $ja], axis: Axis::$axis, speaks_of: $speaks,
        },)*];
    };
}

fields! {
    "country" ["c", "region"] "Country and region" "国・地域" Countries any;
    "org" ["o", "organization", "organisation"] "Organization" "組織" Actors ActorKind::is_organization;
    "theme" ["t"] "Theme" "分野" Themes any;
    "person" ["p"] "Person" "人物" Actors |kind| kind == ActorKind::Person;
    "post" [] "Post" "職" Actors |kind| kind == ActorKind::Post;
    "actor" ["a"] "Actor" "関係者" Actors any;
    "kind" ["k"] "Kind" "種別" Kinds any;
    "source" ["s"] "Source" "出典" Sources any;
    "place" [] "Place" "場所" Places any;
    "era" [] "Era" "時代" Eras any;
    "tag" [] "Tag" "タグ" Tags any;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_fields_are_typed_alike() {
        let mut names: Vec<&str> =
            FIELDS.iter().flat_map(|field| field.also.iter().copied().chain([field.name])).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(Field::named("C").is_some_and(|field| field.name == "country" && field.index() == 0));
    }
}
