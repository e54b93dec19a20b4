//! The fields of an event as one table, for whatever walks over them: formats, the detail of an event, facets, `schema`.

use super::{Date, Event, EventKind, Link, SourceRef, Table, Text, Versions};
use crate::text::Lang;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The id of the event.
    Id,
    /// A text in two languages.
    Text,
    /// A date.
    Date,
    /// The kind of event.
    Kind,
    /// A whole number from 1 to 3, 0 where it is not said.
    Number,
    /// Ids of a table.
    Ids(Table),
    /// Words of the user.
    Words,
    /// The address of a page.
    Url,
    /// Links to other events.
    Links,
    /// Places in sources.
    Sources,
    /// Other dates, and who says so.
    Versions,
}

/// What an event says in a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Values<'a> {
    /// A plain text: an id or the address of a page.
    Plain(&'a str),
    /// A text in two languages.
    Text(&'a Text),
    /// A date, or none.
    Date(Option<&'a Date>),
    /// The kind of event.
    Kind(EventKind),
    /// A number, 0 where it is not said.
    Number(u8),
    /// Ids or words.
    List(&'a [String]),
    /// Links.
    Links(&'a [Link]),
    /// Places in sources.
    Sources(&'a [SourceRef]),
    /// Other dates.
    Versions(&'a [Versions]),
}

impl Values<'_> {
    /// Whether the event says nothing in the field.
    pub fn is_empty(self) -> bool {
        match self {
            Self::Plain(text) => text.is_empty(),
            Self::Text(text) => text.is_empty(),
            Self::Date(date) => date.is_none(),
            Self::Kind(_) => false,
            Self::Number(number) => number == 0,
            Self::List(list) => list.is_empty(),
            Self::Links(links) => links.is_empty(),
            Self::Sources(sources) => sources.is_empty(),
            Self::Versions(versions) => versions.is_empty(),
        }
    }
}

/// A field of an event.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its name in RON.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    en: &'static str,
    ja: &'static str,
    /// What an event says in it.
    pub of: fn(&Event) -> Values<'_>,
}

impl Field {
    /// Its label for readers.
    pub fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }

    /// The field of a name in RON.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }
}

macro_rules! fields {
    ($($name:ident: $kind:expr, $en:literal, $ja:literal, $of:expr;)*) => {
        /// Every field of an event, in the order of RON.
        pub const FIELDS: &[Field] =
            &[$(Field { name: stringify!($name), kind: $kind, en: $en, ja: $ja, of: $of },)*];
    };
}

fields! {
    id: FieldKind::Id, "Id", "ID", |event| Values::Plain(&event.id);
    date: FieldKind::Date, "Date", "日付", |event| Values::Date(event.date.as_ref());
    title: FieldKind::Text, "Title", "題名", |event| Values::Text(&event.title);
    summary: FieldKind::Text, "Summary", "概要", |event| Values::Text(&event.summary);
    kind: FieldKind::Kind, "Kind", "種類", |event| Values::Kind(event.kind);
    weight: FieldKind::Number, "Weight", "重要度", |event| Values::Number(event.weight);
    countries: FieldKind::Ids(Table::Countries), "Countries and regions", "国・地域", |event| Values::List(&event.countries);
    actors: FieldKind::Ids(Table::Actors), "Actors", "主体", |event| Values::List(&event.actors);
    themes: FieldKind::Ids(Table::Themes), "Themes", "分野", |event| Values::List(&event.themes);
    place: FieldKind::Text, "Place", "場所", |event| Values::Text(&event.place);
    links: FieldKind::Links, "Links", "関連", |event| Values::Links(&event.links);
    url: FieldKind::Url, "Web page", "ウェブページ", |event| Values::Plain(&event.url);
    sources: FieldKind::Sources, "Sources", "出典", |event| Values::Sources(&event.sources);
    planned: FieldKind::Date, "Announced as of", "発表時点", |event| Values::Date(event.planned.as_ref());
    tags: FieldKind::Words, "Tags", "タグ", |event| Values::List(&event.tags);
    disputed: FieldKind::Versions, "Other dates", "異なる日付", |event| Values::Versions(&event.disputed);
    note: FieldKind::Text, "Note", "注記", |event| Values::Text(&event.note);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_model() {
        let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(names, Event::FIELDS);
        assert!(FIELDS.iter().all(|field| Field::named(field.name).is_some_and(|found| found.name == field.name)));
    }

    #[test]
    fn a_new_event_says_only_its_kind() {
        let event = Event::default();
        let said: Vec<&str> = FIELDS.iter().filter(|f| !(f.of)(&event).is_empty()).map(|f| f.name).collect();
        assert_eq!(said, ["kind"]);
    }
}
