//! A large text read in pieces, side by side, in one typed pass; what is not wholly good is left to be read as a whole.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::leaf::ron;
use super::named::{Named, all_names};
use super::report::Report;
use super::split::Splitter;
use super::tidy::Tidy;
use super::{FileRead, Work, tidy_table, without_mark};
use crate::data::{Dataset, Event, Table};

/// From how many bytes on a text is cut: below it, all is read sooner than threads are started.
const LARGE: usize = if cfg!(test) { 256 } else { 4 << 20 };

/// The events of a piece, put right, and what was found on the way.
struct Piece {
    place: Range<usize>,
    events: Vec<Event>,
    /// How many events it has, or had.
    count: usize,
    /// What they name, where they are gone.
    named: Vec<Named>,
    report: Report,
    dropped: HashSet<(Table, usize)>,
    written: HashMap<String, String>,
}

/// Reads a text whose events can be cut and are all good; else `None`.
pub(super) fn read(text: &str, work: Work) -> Option<FileRead> {
    read_each(text, work, &|_| true)
}

/// The same, with the events of each piece given away as soon as they are read, and the byte that they begin at. `None` also
/// where one of them is not to be taken as it is.
pub(super) fn read_away(text: &str, work: Work, take: &(dyn Fn(usize, &[Event]) + Sync)) -> Option<FileRead> {
    read_each(text, work, &|piece| {
        let is_whole = |event: &Event| !event.id.is_empty() && !event.title.is_empty() && event.date.is_some();
        let are_whole = piece.dropped.is_empty() && piece.events.iter().all(is_whole);
        if are_whole {
            take(piece.place.start, &piece.events);
            piece.named = all_names(&piece.events);
            piece.events = Vec::new();
        }
        are_whole
    })
}

/// Reads a text in pieces, each of which is looked at and may be refused.
fn read_each(text: &str, work: Work, accept: &(dyn Fn(&mut Piece) -> bool + Sync)) -> Option<FileRead> {
    if text.len() < LARGE {
        return None;
    }
    let splitter = Mutex::new(Splitter::new(text)?);
    let pieces: Mutex<Option<Vec<Piece>>> = Mutex::new(Some(Vec::new()));
    let locked = || pieces.lock().unwrap_or_else(PoisonError::into_inner);
    // When one has failed, no more are read.
    let next = || {
        let is_good = locked().is_some();
        is_good.then(|| splitter.lock().unwrap_or_else(PoisonError::into_inner).next_piece()).flatten()
    };
    // More turns than there are pieces: who finds none left has nothing to do.
    (work.crew)(Splitter::most_pieces(text), &|_| {
        let Some(place) = next() else { return };
        let mut piece = read_piece(text, place);
        if let Some(piece) = &piece {
            (work.told)(piece.count);
        }
        let piece = piece.take_if(|piece| accept(piece));
        let mut pieces = locked();
        // One that failed spoils them all.
        match (pieces.as_mut(), piece) {
            (Some(pieces), Some(piece)) => pieces.push(piece),
            _ => *pieces = None,
        }
    });
    let splitter = splitter.into_inner().unwrap_or_else(PoisonError::into_inner);
    let pieces = pieces.into_inner().unwrap_or_else(PoisonError::into_inner)?;
    let set: Dataset = ron().from_str(&splitter.rest()?).ok()?;
    Some(join(set, pieces))
}

fn read_piece(text: &str, place: Range<usize>) -> Option<Piece> {
    let events: Vec<Event> = ron().from_str(&["[", &text[place.clone()], "]"].concat()).ok()?;
    let mut piece = Piece {
        place,
        count: events.len(),
        events,
        named: Vec::new(),
        report: Report::default(),
        dropped: HashSet::new(),
        written: HashMap::new(),
    };
    let Piece { events, report, dropped, written, .. } = &mut piece;
    let mut tidy = Tidy { report, entry: None, told: false, path: Vec::new(), written };
    tidy_table(events, &mut tidy, &HashSet::new(), dropped);
    Some(piece)
}

/// All pieces in their order, as one file.
fn join(set: Dataset, mut pieces: Vec<Piece>) -> FileRead {
    pieces.sort_by_key(|piece| piece.place.start);
    let mut file = FileRead { set, ..FileRead::default() };
    let mut found = Report::default();
    file.set.events.reserve_exact(pieces.iter().map(|piece| piece.events.len()).sum());
    let mut before = 0;
    for piece in pieces {
        found.append(piece.report, before);
        file.pieces.push((before, piece.place));
        file.dropped.extend(piece.dropped.into_iter().map(|(table, entry)| (table, entry + before)));
        file.written.extend(piece.written);
        file.set.events.extend(piece.events);
        file.named.extend(piece.named.into_iter().map(|mut named| {
            named.spot.entry += before;
            named
        }));
        before += piece.count;
    }
    file.tidied = Some(found);
    file
}

/// The beginning of a text that breaks off, as a text of its own: all up to the last event that is whole. `None` where that
/// is not to be told, or no event is whole.
pub fn beginning(text: &str) -> Option<String> {
    let mut splitter = Splitter::new(without_mark(text))?;
    let events = splitter.whole_ones();
    (!events.trim().is_empty()).then(|| [splitter.head(), events, "])"].concat())
}
