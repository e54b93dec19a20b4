//! `scidip show`: everything about events or actors.

use std::collections::HashSet;
use std::io::{self, Write};

use crate::data::{Actor, Link};
use crate::store::Store;
use crate::text::Lang;
use crate::text::near::nearest;
use crate::text::wording::Word;

use super::args::Common;
use super::{CliError, FAILED, FOUND, list, output};

pub(super) fn run(common: &Common, ids: &[String], format: Option<&str>) -> Result<u8, CliError> {
    let format = list::named(format.unwrap_or("plain"))?;
    let opened = list::open(common)?;
    let store = &*opened.store;
    let settings = list::settings(common);
    let mut code = FOUND;
    let mut rows = Vec::new();
    let mut actors = Vec::new();
    for id in ids {
        let (row, actor) = (store.row(id), store.actor(id));
        if row.is_none() && actor.is_none() {
            output::complain(&unknown(store, id));
            code = FAILED;
        }
        // Ids are unique within their table only: one may name an event and an actor, and then both are meant.
        rows.extend(row);
        actors.extend(actor);
    }
    // Only prose tells of an actor itself; elsewhere its events stand for it, in one document with the others.
    let is_prose = format.name == "plain";
    if !is_prose {
        rows.extend(actors.drain(..).flat_map(|actor| rows_of(store, actor)));
    }
    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(*row));
    output::to_stdout(|out| {
        if !rows.is_empty() || !is_prose {
            (format.write)(&mut rows.iter().map(|row| store.event(*row)), settings, out)?;
        }
        for (at, actor) in actors.iter().enumerate() {
            if at > 0 || !rows.is_empty() {
                writeln!(out)?;
            }
            profile(store, actor, settings.lang, out)?;
        }
        Ok(())
    })
    .map_err(CliError::Write)?;
    opened.keep();
    std::mem::forget(opened);
    Ok(code)
}

fn unknown(store: &Store, id: &str) -> String {
    let events = (0..store.len() as u32).map(|row| store.event(row).id());
    let known: Vec<&str> = events.chain(store.actors().map(|actor| &*actor.id)).collect();
    let meant = nearest(id, known).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    format!("{id}: there is no event or actor with this id{meant}")
}

/// The rows of the events in which an actor stands, in date order.
fn rows_of<'a>(store: &'a Store, actor: &'a Actor) -> impl Iterator<Item = u32> {
    let column = store.column(crate::data::Axis::Actors);
    let entry = column.index(&actor.id);
    let holds = move |row: &u32| entry.is_some_and(|entry| column.lists.get(*row).contains(&entry));
    (0..store.len() as u32).filter(holds)
}

/// An actor as a paragraph, with its links and its events.
fn profile(store: &Store, actor: &Actor, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let acronym = if actor.acronym.is_empty() { String::new() } else { format!(" ({})", actor.acronym) };
    writeln!(out, "{}{acronym}  [{}]", actor.name.get(lang), actor.id)?;
    let other = actor.name.only(lang.other());
    if !other.is_empty() && other != actor.name.get(lang) {
        writeln!(out, "{other}")?;
    }
    let mut facts = vec![actor.kind.label(lang).to_owned(), actor.country.clone(), actor.place.get(lang).to_owned()];
    facts.extend(actor.date.as_ref().map(|date| date.long(lang)));
    facts.retain(|fact| !fact.is_empty());
    writeln!(out, "{}", facts.join(" · "))?;
    for text in [actor.summary.get(lang), &actor.url].into_iter().filter(|text| !text.is_empty()) {
        writeln!(out, "{text}")?;
    }
    for link in &actor.links {
        let name = store.actor(link.to()).map_or(link.to(), |to| to.name.get(lang));
        write_link(out, Word::link(link.rel()).in_lang(lang), name, link)?;
    }
    // What points here: above all who held a post, in the order of the terms.
    let others = store.actors().flat_map(|other| other.links.iter().map(move |link| (other, link)));
    let mut back: Vec<_> = others.filter(|(_, link)| link.to() == actor.id).collect();
    back.sort_by_key(|(_, link)| link.term().cloned());
    for (other, link) in back {
        write_link(out, Word::link_back(link.rel()).in_lang(lang), other.name.get(lang), link)?;
    }
    for event in rows_of(store, actor).map(|row| store.event(row)) {
        writeln!(out, "{}  {}  [{}]", event.date().short(), event.title(lang), event.id())?;
    }
    Ok(())
}

fn write_link(out: &mut dyn Write, word: &str, name: &str, link: &Link) -> io::Result<()> {
    let term = link.term().map_or_else(String::new, |term| format!("  {}", term.short()));
    writeln!(out, "- {word}: {name}{term}")
}
