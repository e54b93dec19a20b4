//! What a view other than the list draws, counted beside the search and off the thread that draws.

use super::compare::{Compare, compare};
use crate::query::{Answer, Asked, Query, ViewKind};

/// The picture of a view, in no language and for no size: drawing takes from it what is visible.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Picture {
    /// The list needs no more than the answer.
    #[default]
    None,
    /// Two sides against each other.
    Compare(Compare),
}

/// The picture that a query asks for, of its answer. `None` where `go_on` said that it is no longer wanted.
pub fn picture(asked: Asked<'_>, query: &Query, answer: &Answer, go_on: &dyn Fn() -> bool) -> Option<Picture> {
    Some(match query.show.view {
        Some(ViewKind::Compare) => Picture::Compare(compare(asked, query, answer, go_on)?),
        _ => Picture::None,
    })
}
