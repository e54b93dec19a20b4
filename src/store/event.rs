//! One event of a store, read field by field.

use super::Store;
use super::rows::Extra;
use crate::data::{Axis, Date, Day, Event, EventKind, Link, Precision, SourceRef, Text, Versions};
use crate::text::Lang;

/// Where an event stands against a day that is taken as today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The sources say that it happened.
    Past,
    /// A span that has begun and, as far as the sources say, goes on: until its last day is over.
    Ongoing,
    /// It was announced, and its date is still to come or not yet over.
    Planned,
    /// It was announced, its date is over, and no source says that it happened.
    Unconfirmed,
}

impl State {
    /// The name in queries and in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

pub(super) const PLANNED: u8 = 1;
pub(super) const DISPUTED: u8 = 2;
pub(super) const ONGOING: u8 = 4;

/// One event of a store.
#[derive(Clone, Copy, Debug)]
pub struct EventView<'a> {
    /// The store that it belongs to.
    pub store: &'a Store,
    /// Its row there.
    pub row: u32,
}

impl<'a> EventView<'a> {
    /// The id.
    pub fn id(self) -> &'a str {
        self.store.shown.ids.get(self.row)
    }

    /// The date.
    pub fn date(self) -> Date {
        Date::parse(self.store.shown.dates.get(self.row)).unwrap_or_else(|_| Date::day(self.earliest()))
    }

    /// The first day that the date can mean.
    pub fn earliest(self) -> Day {
        self.store.earliest(self.row)
    }

    /// The last day that the date can mean.
    pub fn latest(self) -> Day {
        self.store.latest(self.row)
    }

    /// How exactly the date is known.
    pub fn precision(self) -> Precision {
        self.store.precision.get(self.row as usize).copied().unwrap_or(Precision::Day)
    }

    /// The title in a language, or in the other where it is missing.
    pub fn title(self, lang: Lang) -> &'a str {
        shown(&self.store.shown.titles, self.row, lang)
    }

    /// The title in exactly this language, empty where it is missing.
    pub fn title_only(self, lang: Lang) -> &'a str {
        self.store.shown.titles[lang as usize].get(self.row)
    }

    /// The reading of the Japanese title, empty where it is not known.
    pub fn reading(self) -> &'a str {
        self.store.shown.readings.get(self.row)
    }

    /// The summary in a language, or in the other where it is missing.
    pub fn summary(self, lang: Lang) -> &'a str {
        shown(&self.store.shown.summaries, self.row, lang)
    }

    /// The summary in exactly this language, empty where it is missing.
    pub fn summary_only(self, lang: Lang) -> &'a str {
        self.store.shown.summaries[lang as usize].get(self.row)
    }

    /// What kind of thing happened.
    pub fn kind(self) -> EventKind {
        self.store.kinds.get(self.row as usize).copied().unwrap_or_default()
    }

    /// The weight, 1 to 3; 0 where it is not said.
    pub fn weight(self) -> u8 {
        self.store.weights.get(self.row as usize).copied().unwrap_or_default()
    }

    /// The values on an axis that the event carries.
    pub fn values(self, axis: Axis) -> impl Iterator<Item = &'a super::column::Entry> {
        let column = self.store.column(axis);
        column.lists.get(self.row).iter().filter_map(move |at| column.entries.get(*at as usize))
    }

    /// Where it happened.
    pub fn place(self) -> &'a Text {
        const NOWHERE: &Text = &Text { en: String::new(), ja: String::new(), yomi: String::new() };
        self.values(Axis::Places).next().map_or(NOWHERE, |entry| &entry.name)
    }

    fn extra(self) -> &'a Extra {
        self.store.extras.get(self.row).unwrap_or(Extra::NOTHING)
    }

    /// The links as written.
    pub fn links(self) -> &'a [Link] {
        &self.extra().links
    }

    /// The events that link to this one: the relation and their rows.
    pub fn links_in(self) -> &'a [(&'static str, u32)] {
        self.store.links_in.to(self.row)
    }

    /// Its page.
    pub fn url(self) -> &'a str {
        &self.extra().url
    }

    /// Where it stands in the sources.
    pub fn sources(self) -> &'a [SourceRef] {
        &self.extra().sources
    }

    /// The date as of which it was announced, where no source says that it happened.
    pub fn planned(self) -> Option<&'a Date> {
        self.extra().planned.as_ref()
    }

    /// The user's own tags.
    pub fn tags(self) -> &'a [String] {
        &self.extra().tags
    }

    /// Other dates and who says so.
    pub fn disputed(self) -> &'a [Versions] {
        &self.extra().disputed
    }

    /// Whether sources disagree.
    pub fn is_disputed(self) -> bool {
        self.flag(DISPUTED)
    }

    /// What else a reader must know.
    pub fn note(self) -> &'a Text {
        &self.extra().note
    }

    /// The event as it was written. Of what several events spell differently, a country in small letters or a place in one
    /// language, it has the spelling that all share.
    pub fn written(self) -> Event {
        let keys = |axis| self.values(axis).map(|entry| entry.key.clone()).collect();
        let both = |only: fn(Self, Lang) -> &'a str, yomi: &str| {
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| only(self, lang).to_owned());
            Text { en, ja, yomi: yomi.to_owned() }
        };
        let Extra { links, url, sources, planned, tags, disputed, note } = self.store.extras.read(self.row);
        Event {
            id: self.id().to_owned(),
            date: Some(self.date()),
            title: both(Self::title_only, self.reading()),
            summary: both(Self::summary_only, ""),
            kind: self.kind(),
            weight: self.weight(),
            countries: keys(Axis::Countries),
            actors: keys(Axis::Actors),
            themes: keys(Axis::Themes),
            place: self.place().clone(),
            links,
            url,
            sources,
            planned,
            tags,
            disputed,
            note,
        }
    }

    /// Where the event stands against a day that is taken as today. What begins after it has not happened, announced or not.
    pub fn state(self, today: Day) -> State {
        if self.flag(PLANNED) || self.earliest() > today {
            return if self.latest() < today { State::Unconfirmed } else { State::Planned };
        }
        if self.precision() == Precision::Span && (self.flag(ONGOING) || self.latest() >= today) {
            return State::Ongoing;
        }
        State::Past
    }

    fn flag(self, flag: u8) -> bool {
        self.store.flags.get(self.row as usize).is_some_and(|flags| flags & flag != 0)
    }
}

fn shown(texts: &[super::columns::Strings; 2], row: u32, lang: Lang) -> &str {
    match texts[lang as usize].get(row) {
        "" => texts[lang.other() as usize].get(row),
        text => text,
    }
}
