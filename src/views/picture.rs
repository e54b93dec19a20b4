//! What a view other than the list draws, counted beside the search and off the thread that draws.

use crate::query::{Answer, Asked, Query};

/// The picture of a view, in no language and for no size: drawing takes from it what is visible.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Picture {
    /// The list needs no more than the answer.
    #[default]
    None,
}

/// The picture that a query asks for, of its answer. `None` where `go_on` said that it is no longer wanted.
pub fn picture(_asked: Asked<'_>, _query: &Query, _answer: &Answer, _go_on: &dyn Fn() -> bool) -> Option<Picture> {
    Some(Picture::None)
}
