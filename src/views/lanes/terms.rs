//! What stands behind the events of an actor's lane: the span of its existence, the terms of a post or of a person.

use std::collections::HashMap;

use super::Lane;
use crate::data::{Axis, Date, Day, Link};
use crate::store::Store;

/// A term of a person in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The entry of the other side: of the person in a post's lane, of the post in a person's.
    pub other: u32,
    /// The first day that it can mean.
    pub from: Day,
    /// The last day; [`Day::LAST`] where it goes on.
    pub to: Day,
    /// Whether the person was acting.
    pub acting: bool,
}

/// Gives the lanes of actors their spans and terms.
pub(super) fn add(store: &Store, lanes: &mut [Lane]) {
    let column = store.column(Axis::Actors);
    let at: HashMap<u32, usize> = lanes.iter().enumerate().filter_map(|(at, lane)| Some((lane.entry?, at))).collect();
    for actor in &store.tables.actors {
        let Some(own) = column.index(&actor.id) else { continue };
        let lane = at.get(&own).copied();
        if let Some(lane) = lane {
            lanes[lane].life = actor.date.as_ref().map(|date| (date.earliest, end(date)));
        }
        for link in &actor.links {
            let Some((post, term)) = column.index(link.to()).zip(link.term()) else { continue };
            let acting = matches!(link, Link::HoldsActing(..));
            let term = |other: u32| Term { other, from: term.earliest, to: end(term), acting };
            if let Some(lane) = at.get(&post) {
                lanes[*lane].terms.push(term(own));
            }
            if let Some(lane) = lane {
                lanes[lane].terms.push(term(post));
            }
        }
    }
    for lane in lanes {
        lane.terms.sort_by_key(|term| (term.from, term.to));
    }
}

/// The last day of a span; one that is still going on has none.
fn end(date: &Date) -> Day {
    if date.ongoing { Day::LAST } else { date.latest }
}
