//! Columns of pieces, put together in the order of rows.
//!
//! A column takes its part of every piece with it and drops it when it is done, so that never more than one or two columns
//! are there twice.

use std::sync::{Mutex, PoisonError};

use crate::data::Crew;

/// Where a row was before all were put in order: in which piece, and where there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub piece: u32,
    pub row: u32,
}

impl Place {
    /// What a piece has at this place.
    pub(super) fn of<T>(self, pieces: &[T]) -> (&T, u32) {
        (&pieces[self.piece as usize], self.row)
    }
}

/// A column that is to be put together.
pub(super) type Job<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Puts columns together, those that take longest first.
pub(super) fn each(jobs: Vec<Job>, crew: &Crew) {
    let jobs: Vec<Mutex<Option<Job>>> = jobs.into_iter().map(|job| Mutex::new(Some(job))).collect();
    crew(jobs.len(), &|at| {
        let job = jobs[at].lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(job) = job {
            job();
        }
    });
}

/// The part of each piece that a column is made of, taken out of it.
pub(super) fn taken<P, T: Default>(pieces: &mut [P], part: impl Fn(&mut P) -> &mut T) -> Vec<T> {
    pieces.iter_mut().map(|piece| std::mem::take(part(piece))).collect()
}

/// A column of numbers.
pub(super) fn numbers<T: Copy>(pieces: &[Vec<T>], order: &[Place]) -> Vec<T> {
    let number = |place: &Place| {
        let (column, row) = place.of(pieces);
        column[row as usize]
    };
    order.iter().map(number).collect()
}

/// What puts one column together.
pub(super) fn job<'a, P: Send + 'a, T: Send>(
    column: &'a mut T,
    pieces: Vec<P>,
    order: &'a [Place],
    gathered: impl Fn(&[P], &[Place]) -> T + Send + 'a,
) -> Job<'a> {
    Box::new(move || *column = gathered(&pieces, order))
}
