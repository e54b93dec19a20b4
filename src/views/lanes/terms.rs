//! What stands behind the events of an actor's lane: the span of its existence, the terms of a post or of a person.

use std::collections::HashMap;

use super::Lane;
use super::scale::Scale;
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

/// A term in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The entry of the other side.
    pub other: u32,
    /// The line of the lane.
    pub line: usize,
    /// The first and last cell.
    pub reach: (usize, usize),
    /// Whether the beginning is in the window.
    pub begins: bool,
    /// Whether the end is in the window, and is one.
    pub ends: bool,
    /// Whether the person was acting.
    pub acting: bool,
}

/// How far the ends of two terms may overlap and still be one end: a year that both name.
const SAME_END: i32 = 366;

/// The terms of a lane in a window; where one ends in the year in which the next begins, it ends there.
pub(super) fn held(lane: &Lane, scale: Scale, today: Day) -> Vec<Held> {
    let terms = &lane.terms;
    let held = terms.iter().enumerate().filter_map(|(place, term)| {
        let open = term.to == Day::LAST;
        let mut to = if open { today.max(term.from) } else { term.to };
        let next = terms[place + 1..].iter().find(|next| next.from > term.from && next.from <= to);
        if let Some(next) = next.filter(|next| to.0 - next.from.0 <= SAME_END && next.to > to) {
            to = next.from;
        }
        let mut reach = scale.span(term.from, to)?;
        // Two that meet in a cell: it is the later one's.
        if next.is_some_and(|next| scale.shown(next.from) == Some(reach.1)) && reach.1 > reach.0 {
            reach.1 -= 1;
        }
        let (begins, ends) = (scale.shown(term.from).is_some(), !open && scale.shown(to).is_some());
        Some(Held { other: term.other, line: 0, reach, begins, ends, acting: term.acting })
    });
    held.collect()
}

/// Gives the lanes of actors their spans and terms.
pub(super) fn add(store: &Store, lanes: &mut [Lane]) {
    let column = store.column(Axis::Actors);
    let at: HashMap<u32, usize> = lanes.iter().enumerate().filter_map(|(at, lane)| Some((lane.entry?, at))).collect();
    for actor in store.actors() {
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
