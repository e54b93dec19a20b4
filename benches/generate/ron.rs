//! A dataset as a person would write it in RON: what is empty is left away, an event is a line.

use std::io::{self, Write};

use scidip::data::{Actor, Country, Dataset, Event, Group, Source, SourceRef, Text, Theme};

/// Writes a dataset with these events.
pub(crate) fn write(out: &mut impl Write, set: &Dataset, events: impl Iterator<Item = Event>) -> io::Result<()> {
    writeln!(out, "(")?;
    table(out, "countries", set.countries.iter().map(country))?;
    table(out, "groups", set.groups.iter().map(group))?;
    table(out, "themes", set.themes.iter().map(theme))?;
    table(out, "actors", set.actors.iter().map(actor))?;
    table(out, "sources", set.sources.iter().map(source))?;
    table(out, "events", events.map(|event| written(&event)))?;
    writeln!(out, ")")
}

fn table(out: &mut impl Write, name: &str, entries: impl Iterator<Item = Fields>) -> io::Result<()> {
    writeln!(out, "    {name}: [")?;
    for Fields(fields) in entries {
        writeln!(out, "        ({fields}),")?;
    }
    writeln!(out, "    ],")
}

/// The fields of an entry that are not empty.
struct Fields(String);

impl Fields {
    fn of(id: &str) -> Self {
        Self(String::new()).text("id", id)
    }

    fn put(mut self, name: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push_str(", ");
        }
        self.0.push_str(name);
        self.0.push_str(": ");
        self.0.push_str(value);
        self
    }

    fn text(self, name: &str, text: &str) -> Self {
        if text.is_empty() { self } else { self.put(name, &format!("{text:?}")) }
    }

    fn texts(self, name: &str, text: &Text) -> Self {
        if text.ja.is_empty() {
            return self.text(name, &text.en);
        }
        let Self(inside) = Self(String::new()).text("en", &text.en).text("ja", &text.ja).text("yomi", &text.yomi);
        self.put(name, &format!("({inside})"))
    }

    fn list(self, name: &str, items: &[String]) -> Self {
        if items.is_empty() { self } else { self.put(name, &format!("{items:?}")) }
    }
}

fn country(country: &Country) -> Fields {
    Fields::of(&country.id).texts("name", &country.name)
}

fn group(group: &Group) -> Fields {
    Fields::of(&group.id).texts("name", &group.name)
}

fn theme(theme: &Theme) -> Fields {
    Fields::of(&theme.id).text("group", &theme.group).texts("name", &theme.name)
}

fn actor(actor: &Actor) -> Fields {
    Fields::of(&actor.id).texts("name", &actor.name).put("kind", actor.kind.name())
}

fn source(source: &Source) -> Fields {
    Fields::of(&source.id).texts("title", &source.title)
}

fn written(event: &Event) -> Fields {
    let mut fields = Fields::of(&event.id).text("date", event.date.as_ref().map_or("", |date| date.as_str()));
    fields = fields.texts("title", &event.title).texts("summary", &event.summary).put("kind", event.kind.name());
    if event.weight > 0 {
        fields = fields.put("weight", &event.weight.to_string());
    }
    fields = fields.list("countries", &event.countries).list("actors", &event.actors).list("themes", &event.themes);
    let sources: Vec<String> = event.sources.iter().map(|SourceRef { id, .. }| format!("(id: {id:?})")).collect();
    fields = fields.texts("place", &event.place);
    if sources.is_empty() { fields } else { fields.put("sources", &format!("[{}]", sources.join(", "))) }
}
