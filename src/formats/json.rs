//! JSON, as one array or as one object a line; the names and their meaning are stable.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::Settings;
use crate::data::{ActorKind, Axis, Date, Day, Link, SourceRef, Text, Versions};
use crate::store::EventView;
use crate::text::Lang;

/// Writes one array.
pub(super) fn write_array(
    events: &mut dyn Iterator<Item = EventView<'_>>,
    settings: Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut between: &[u8] = b"\n";
    for event in events {
        out.write_all(between)?;
        serde_json::to_writer(&mut *out, &Object::of(event, settings.today))?;
        between = b",\n";
    }
    out.write_all(b"\n]\n")
}

/// Writes one object a line.
pub(super) fn write_lines(
    events: &mut dyn Iterator<Item = EventView<'_>>,
    settings: Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    for event in events {
        serde_json::to_writer(&mut *out, &Object::of(event, settings.today))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A text in two languages, an empty one where it is missing.
#[derive(Serialize)]
struct Both<'a> {
    en: &'a str,
    ja: &'a str,
}

impl<'a> Both<'a> {
    fn of(text: &'a Text) -> Self {
        Self { en: &text.en, ja: &text.ja }
    }
}

/// An event as an object.
#[derive(Serialize)]
struct Object<'a> {
    id: &'a str,
    date: Date,
    earliest: Option<Shown<Day>>,
    latest: Option<Shown<Day>>,
    title: Both<'a>,
    summary: Both<'a>,
    kind: &'static str,
    weight: u8,
    countries: Vec<&'a str>,
    actors: Vec<Who<'a>>,
    themes: Vec<&'a str>,
    place: Both<'a>,
    url: &'a str,
    links: Vec<To<'a>>,
    sources: Vec<Place<'a>>,
    planned: Option<&'a Date>,
    state: &'static str,
    disputed: Vec<Other<'a>>,
    note: Both<'a>,
    tags: &'a [String],
}

#[derive(Serialize)]
struct Who<'a> {
    id: &'a str,
    name: Both<'a>,
    acronym: &'a str,
    kind: ActorKind,
}

#[derive(Serialize)]
struct To<'a> {
    rel: &'static str,
    to: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    id: &'a str,
    at: Both<'a>,
    url: &'a str,
}

#[derive(Serialize)]
struct Other<'a> {
    date: Option<&'a Date>,
    note: Both<'a>,
    sources: Vec<Place<'a>>,
}

/// Serializes a value as what it displays.
struct Shown<T>(T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'a> Object<'a> {
    fn of(event: EventView<'a>, today: Day) -> Self {
        let keys = |axis: Axis| event.values(axis).map(|entry| &*entry.key).collect();
        // An open end is no day.
        let day = |day: Day| Some(Shown(day)).filter(|_| day != Day::FIRST && day != Day::LAST);
        let source_url = |source: &'a SourceRef| match &*source.url {
            "" => event.store.source(&source.id).map_or("", |source| &source.url),
            url => url,
        };
        let places = |sources: &'a [SourceRef]| -> Vec<Place<'a>> {
            let place =
                |source: &'a SourceRef| Place { id: &source.id, at: Both::of(&source.at), url: source_url(source) };
            sources.iter().map(place).collect()
        };
        let other = |version: &'a Versions| Other {
            date: version.date.as_ref(),
            note: Both::of(&version.note),
            sources: places(&version.sources),
        };
        Self {
            id: event.id(),
            date: event.date(),
            earliest: day(event.earliest()),
            latest: day(event.latest()),
            title: Both { en: event.title_only(Lang::En), ja: event.title_only(Lang::Ja) },
            summary: Both { en: event.summary_only(Lang::En), ja: event.summary_only(Lang::Ja) },
            kind: event.kind().name(),
            weight: event.weight(),
            countries: keys(Axis::Countries),
            actors: event
                .values(Axis::Actors)
                .map(|entry| Who {
                    id: &entry.key,
                    name: Both::of(&entry.name),
                    acronym: &entry.acronym,
                    kind: entry.kind,
                })
                .collect(),
            themes: keys(Axis::Themes),
            place: Both::of(event.place()),
            url: event.url(),
            links: event.links().iter().map(|link: &Link| To { rel: link.rel(), to: link.to() }).collect(),
            sources: places(event.sources()),
            planned: event.planned(),
            state: event.state(today).name(),
            disputed: event.disputed().iter().map(other).collect(),
            note: Both::of(event.note()),
            tags: event.tags(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::written;
    use super::*;

    #[test]
    fn an_object_has_every_name_that_is_promised() {
        let text = written("ndjson", Lang::En, None);
        let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        let names: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
        let promised = "actors countries date disputed earliest id kind latest links note place planned sources state \
                        summary tags themes title url weight";
        assert_eq!(names, promised.split_whitespace().collect::<Vec<_>>());
        assert_eq!(first["actors"][0]["name"]["ja"], "欧州合同原子核研究機関");
        assert_eq!(first["place"]["en"], "Geneva");
        assert_eq!(first["sources"][0]["at"]["en"], "§1.1");
        assert!(first["planned"].is_null());
    }

    #[test]
    fn open_ends_are_no_days_and_states_depend_on_today() {
        let text = written("json", Lang::En, None);
        let all: serde_json::Value = serde_json::from_str(&text).unwrap();
        let by_id = |id: &str| all.as_array().unwrap().iter().find(|event| event["id"] == id).unwrap();
        assert!(by_id("satreps")["latest"].is_null());
        assert_eq!(by_id("satreps")["state"], "ongoing");
        assert_eq!(by_id("wsf-12")["state"], "unconfirmed");
        assert_eq!(by_id("wsf-12")["planned"], "2025-02");
        assert_eq!(by_id("iiasa")["disputed"][0]["date"], "1964");
    }
}
