//! What a view other than the list draws, counted beside the search and off the thread that draws.

use super::compare::{Compare, compare};
use super::lanes::{self, Lanes};
use super::period::Period;
use crate::query::{Answer, Asked, Query, ViewKind};

/// The picture of a view, in no language and for no size: drawing takes from it what is visible.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Picture {
    /// The list needs no more than the answer.
    #[default]
    None,
    /// A lane for each value of a field.
    Lanes(Lanes),
    /// Two sides against each other.
    Compare(Compare),
    /// The hits in numbers.
    Period(Period),
}

/// The picture that a query asks for, of its answer. `None` where `go_on` said that it is no longer wanted.
pub fn picture(asked: Asked<'_>, query: &Query, answer: &Answer, go_on: &dyn Fn() -> bool) -> Option<Picture> {
    Some(match query.show.view {
        Some(ViewKind::Lanes) => Picture::Lanes(lanes::lanes(asked, query, answer, go_on)?),
        Some(ViewKind::Compare) => Picture::Compare(compare(asked, query, answer, go_on)?),
        Some(ViewKind::Period) => Picture::Period(Period::of(asked, answer, go_on)?),
        _ => Picture::None,
    })
}
