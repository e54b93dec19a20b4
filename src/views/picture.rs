//! What a view other than the list draws, counted beside the search and off the thread that draws.

use super::compare::{Compare, compare};
use super::lanes::{self, Lanes};
use super::matrix::{self, Matrix};
use super::period::Period;
use super::together::{self, Together};
use crate::data::Field;
use crate::query::{Answer, Asked, Columns, Query, ViewKind};
use crate::store::bits::Bits;

/// The picture of a view, in no language and for no size: drawing takes from it what is visible.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Picture {
    /// The list needs no more than the answer.
    #[default]
    None,
    /// A lane for each value of a field.
    Lanes(Lanes),
    /// Hits counted by two things.
    Matrix(Matrix),
    /// Who appears with the chosen one.
    Together(Together),
    /// Two sides against each other.
    Compare(Compare),
    /// The hits in numbers.
    Period(Period),
}

/// How a picture is come by: whether it is still wanted, and the rows that the query asks for without one of its groups.
pub type Means<'a> = (&'a dyn Fn() -> bool, &'a mut dyn FnMut(usize) -> Option<Bits>);

/// The picture that a query asks for, of its answer. `None` where it is no longer wanted.
pub fn picture(asked: Asked<'_>, query: &Query, answer: &Answer, (go_on, without): Means<'_>) -> Option<Picture> {
    let show = &query.show;
    let field = |otherwise: &str| show.lanes.or_else(|| Field::named(otherwise));
    Some(match show.view {
        Some(ViewKind::Lanes) => Picture::Lanes(lanes::lanes(asked, query, answer, go_on)?),
        Some(ViewKind::Compare) => Picture::Compare(compare(asked, query, answer, go_on)?),
        Some(ViewKind::Period) => Picture::Period(Period::of(asked, answer, go_on)?),
        Some(ViewKind::Matrix) => match field(matrix::FIELD) {
            Some(field) => {
                let columns = show.columns.unwrap_or(Columns::Years(10));
                Picture::Matrix(Matrix::of(asked.store, answer, (field, columns), go_on)?)
            }
            None => Picture::None,
        },
        Some(ViewKind::Together) => match field(together::FIELD) {
            Some(field) => Picture::Together(Together::of(asked, answer, field, (go_on, without))?),
            None => Picture::None,
        },
        _ => Picture::None,
    })
}
