//! The order of a store's rows: by date, then by id.

use std::sync::{Mutex, PoisonError};

use crate::data::{Crew, Date, Event};

/// How many events are sorted at a time.
const PIECE: usize = if cfg!(test) { 5 } else { 1 << 16 };

/// The numbers of the events that have a date, in the order of rows.
pub(super) fn in_order(events: &[Event], crew: &Crew) -> Vec<u32> {
    let dated = events.iter().enumerate().filter_map(|(at, event)| Some((key(event.date.as_ref()?), at as u32)));
    let mut all: Vec<(u64, u32)> = dated.collect();
    each_piece(all.chunks_mut(PIECE).collect(), crew, &|piece: &mut [(u64, u32)]| piece.sort_unstable());
    // The stable sort of the standard library finds the pieces in order and merges them.
    #[expect(clippy::stable_sort_primitive, reason = "the unstable one would not make use of the order of the pieces")]
    all.sort();
    // What the keys leave open is decided by the date's text and the id. These lie far apart in memory, so that each is
    // looked up once.
    each_piece(whole_runs(&mut all), crew, &|piece: &mut [(u64, u32)]| {
        for run in piece.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            let rest = |at: u32| (events[at as usize].date.as_ref().map(Date::as_str), &*events[at as usize].id, at);
            let mut rest: Vec<_> = run.iter().map(|(_, at)| rest(*at)).collect();
            rest.sort_unstable();
            run.iter_mut().zip(rest).for_each(|(place, (.., at))| place.1 = at);
        }
    });
    all.into_iter().map(|(_, at)| at).collect()
}

/// Pieces that part nowhere between equal keys.
fn whole_runs(mut all: &mut [(u64, u32)]) -> Vec<&mut [(u64, u32)]> {
    let mut pieces = Vec::new();
    while !all.is_empty() {
        let last = all[all.len().min(PIECE) - 1].0;
        let end = all.partition_point(|(key, _)| *key <= last);
        let (piece, rest) = all.split_at_mut(end);
        pieces.push(piece);
        all = rest;
    }
    pieces
}

/// Does something to each piece.
fn each_piece<T: Send>(pieces: Vec<&mut [T]>, crew: &Crew, work: &(dyn Fn(&mut [T]) + Sync)) {
    let pieces: Vec<Mutex<&mut [T]>> = pieces.into_iter().map(Mutex::new).collect();
    crew(pieces.len(), &|piece| work(&mut pieces[piece].lock().unwrap_or_else(PoisonError::into_inner)));
}

/// What dates are ordered by: the earliest day, the more exact first, the latest day.
fn key(date: &Date) -> u64 {
    let day = |day: crate::data::Day| u64::from(day.0.cast_unsigned());
    day(date.earliest) << 32 | (date.precision as u64) << 28 | day(date.latest)
}
