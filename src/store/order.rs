//! The order of a store's rows: by date, then by id.

use std::sync::{Mutex, PoisonError};

use super::gather::Place;
use super::piece::Piece;
use crate::data::Crew;

/// How many events are sorted at a time.
const PIECE: usize = if cfg!(test) { 5 } else { 1 << 16 };

/// What a row is first ordered by, and where it was.
type Keyed = (u64, Place);

/// The places of all events of pieces, in the order of rows.
pub(super) fn in_order(pieces: &[Piece], crew: &Crew) -> Vec<Place> {
    let of_piece = |(piece, number): (&'_ Piece, u32)| {
        let rows = 0..piece.earliest.len() as u32;
        rows.map(move |row| (key(piece, row as usize), Place { piece: number, row })).collect::<Vec<Keyed>>()
    };
    let mut all: Vec<Keyed> = pieces.iter().zip(0..).flat_map(of_piece).collect();
    each_piece(all.chunks_mut(PIECE).collect(), crew, &|piece: &mut [Keyed]| piece.sort_unstable());
    // The stable sort of the standard library finds the pieces in order and merges them.
    all.sort();
    // What the keys leave open is decided by the date's text and the id. These lie far apart in memory, so that each is
    // looked up once.
    each_piece(whole_runs(&mut all), crew, &|piece: &mut [Keyed]| {
        for run in piece.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            let rest = |place: Place| {
                let (piece, row) = place.of(pieces);
                (piece.shown.dates.get(row), piece.shown.ids.get(row), place)
            };
            let mut rest: Vec<_> = run.iter().map(|(_, place)| rest(*place)).collect();
            rest.sort_unstable();
            run.iter_mut().zip(rest).for_each(|(keyed, (.., place))| keyed.1 = place);
        }
    });
    all.into_iter().map(|(_, place)| place).collect()
}

/// Pieces that part nowhere between equal keys.
fn whole_runs(mut all: &mut [Keyed]) -> Vec<&mut [Keyed]> {
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
fn key(piece: &Piece, row: usize) -> u64 {
    let day = |day: crate::data::Day| u64::from(day.0.cast_unsigned());
    day(piece.earliest[row]) << 32 | (piece.precision[row] as u64) << 28 | day(piece.latest[row])
}
