//! Which lanes there are from top to bottom: in the order chosen, the pinned ones first.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::View;
use crate::data::{ActorKind, Axis};
use crate::store::Store;
use crate::text::Lang;
use crate::text::fold::fold;
use crate::text::width::width;
use crate::text::wording::Word;
use crate::views::lanes::{Lane, Lanes, at};
use crate::views::order::Order;

/// The names of so many first lanes say how much room names have.
const SEEN: usize = 60;

/// The lanes from top to bottom.
#[derive(Default)]
pub(super) struct Listing {
    made_for: Option<(u64, u64, Lang, Order)>,
    /// The indices of the lanes in the picture.
    pub(super) order: Vec<usize>,
    /// How many of the first are pinned.
    pub(super) pinned: usize,
    /// The cells of the longest name, and of the greatest count.
    pub(super) widths: (usize, usize),
    places: HashMap<Option<u32>, usize>,
    pins: Vec<(Axis, String)>,
}

impl Listing {
    /// Lists the lanes anew where anything has changed; says whether it has.
    pub(super) fn settle(&mut self, view: &View<'_>, lanes: &Lanes, order: Order) -> bool {
        let made = (view.generation, view.store.stamp, view.lang, order);
        if self.made_for == Some(made) {
            return false;
        }
        self.made_for = Some(made);
        self.order = (0..lanes.lanes.len()).collect();
        let lane = |place: &usize| &lanes.lanes[*place];
        match order {
            Order::Count | Order::Factor => {}
            Order::Name => {
                self.order.sort_by_cached_key(|at| {
                    (lane(at).entry.is_none(), fold(&name((view.store, view.lang), lanes, lane(at))))
                });
            }
            Order::First => self.order.sort_by_cached_key(|place| {
                let first = lanes.rows(lane(place)).first();
                (lane(place).entry.is_none(), first.map(|row| at(view.store, *row)), lane(place).entry)
            }),
        }
        let is_pinned = |place: &usize| self.pins.iter().any(|pin| is_of(view, lanes, lane(place), pin));
        self.order.sort_by_cached_key(|place| !is_pinned(place));
        self.pinned = self.order.iter().take_while(|place| is_pinned(place)).count();
        let seen = self.order.iter().take(SEEN).filter_map(|place| lanes.lanes.get(*place));
        let names = seen.map(|lane| width(&name((view.store, view.lang), lanes, lane)));
        let most = lanes.lanes.iter().map(Lane::len).max().unwrap_or_default();
        self.widths = (names.max().unwrap_or_default(), width(&most.to_string()));
        self.places = self.order.iter().enumerate().map(|(at, place)| (lanes.lanes[*place].entry, at)).collect();
        true
    }

    /// The place of the lane of a value.
    pub(super) fn place(&self, entry: Option<u32>) -> Option<usize> {
        self.places.get(&entry).copied()
    }

    /// The lane at a place.
    pub(super) fn lane<'a>(&self, lanes: &'a Lanes, place: usize) -> Option<&'a Lane> {
        lanes.lanes.get(*self.order.get(place)?)
    }

    /// Pins a lane to the top, or lets it go.
    pub(super) fn pin(&mut self, view: &View<'_>, lanes: &Lanes, lane: &Lane) {
        let Some(key) = key(view, lanes, lane) else { return };
        let pin = (lanes.field.axis, key.to_owned());
        if let Some(known) = self.pins.iter().position(|known| *known == pin) {
            self.pins.remove(known);
        } else {
            self.pins.push(pin);
        }
        self.made_for = None;
    }
}

fn is_of(view: &View<'_>, lanes: &Lanes, lane: &Lane, (axis, pinned): &(Axis, String)) -> bool {
    *axis == lanes.field.axis && key(view, lanes, lane) == Some(pinned)
}

/// The key of a lane's value.
pub(super) fn key<'a>(view: &View<'a>, lanes: &Lanes, lane: &Lane) -> Option<&'a str> {
    Some(&view.store.column(lanes.field.axis).entries.get(lane.entry? as usize)?.key)
}

/// The name of a lane; posts have alike names in many countries, and theirs begins with the country's code.
pub(super) fn name<'a>((store, language): (&'a Store, Lang), lanes: &Lanes, lane: &Lane) -> Cow<'a, str> {
    let entry = lane.entry.and_then(|entry| store.column(lanes.field.axis).entries.get(entry as usize));
    let Some(entry) = entry else { return Word::NoValue.in_lang(language).into() };
    let post = Some(entry).filter(|entry| lanes.field.axis == Axis::Actors && entry.kind == ActorKind::Post);
    match post.and_then(|entry| store.actor(&entry.key)) {
        Some(actor) if !actor.country.is_empty() => format!("{} {}", actor.country, entry.label(language)).into(),
        _ => entry.label(language).into(),
    }
}
