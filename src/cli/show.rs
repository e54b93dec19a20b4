//! `scidip show`: everything about events or actors.

use std::collections::HashSet;
use std::io::{self, Write};

use crate::data::{Actor, Axis};
use crate::formats::{Settings, write_blocks};
use crate::store::Store;
use crate::text::near::nearest;
use crate::views::block::Block;
use crate::views::subject::Subject;

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
        let subjects = actors.drain(..).filter_map(|actor| Subject::named(store, Axis::Actors, &actor.id));
        rows.extend(subjects.flat_map(|subject| subject.events(store).to_vec()));
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
            profile(store, actor, settings, out)?;
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

/// An actor as a paragraph: its page, and then its events.
fn profile(store: &Store, actor: &Actor, settings: Settings, out: &mut dyn Write) -> io::Result<()> {
    let Some(subject) = Subject::named(store, Axis::Actors, &actor.id) else { return Ok(()) };
    let mut blocks = subject.page(store, settings.lang, settings.today);
    if let Some(Block::Title(name)) = blocks.first_mut() {
        *name = format!("{name}  [{}]", actor.id);
    }
    blocks.extend(subject.events(store).iter().map(|row| Block::Event(None, *row)));
    write_blocks(&blocks, store, settings.lang, out)
}
