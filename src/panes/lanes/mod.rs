//! The lanes: a lane for each value of a field, time running across; moving along and across them, zooming and panning.

mod draw;
mod layout;
mod listing;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Act, Pane, PaneId, View};
use crate::data::{Day, Field};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{Setting, Zoom, edit};
use crate::text::Lang;
use crate::views::lanes::pack::Packer;
use crate::views::lanes::scale::Scale;
use crate::views::lanes::{self, FIELDS, Lane, at};
use crate::views::order::Order;
use crate::views::picture::Picture;
use layout::{Frame, Layout, Placed};
use listing::Listing;

/// The lanes.
#[derive(Default)]
pub(super) struct Lanes {
    listing: Listing,
    order: Option<Order>,
    /// The value whose lane the cursor is in.
    lane: Option<Value>,
    /// The day that one keeps to while one goes across the lanes.
    day: Option<Day>,
    /// The first lane on screen below the pinned ones.
    top: usize,
    zoom: Option<Zoom>,
    scale: Option<Scale>,
    frame: Frame,
    laid: Vec<Placed>,
    laid_for: Option<Made>,
    followed: Option<Followed>,
    /// The lines before and after each narrowing to a lane, for going back.
    narrowed: Vec<(String, String)>,
    /// Where a drag began: the column, and the first day then.
    drag: Option<(u16, Day)>,
}

/// The value of a lane; of none, where it is the lane of the events that carry none.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Value(Option<u32>);

/// What is kept on screen: it is scrolled to only when this changes.
type Followed = (Option<u32>, Option<Value>, u64);

/// What the lanes were laid out for.
#[derive(Clone, Copy, PartialEq)]
struct Made {
    generation: u64,
    store: u64,
    lang: Lang,
    area: Rect,
    scale: Scale,
    top: usize,
}

/// The lanes of the answer that is shown.
fn shown<'a>(view: &View<'a>) -> Option<&'a lanes::Lanes> {
    if let Picture::Lanes(lanes) = view.picture() { Some(lanes) } else { None }
}

impl Lanes {
    fn order(&self, lanes: &lanes::Lanes) -> Order {
        let natural = if lanes.field.axis == crate::data::Axis::Eras { Order::First } else { Order::Count };
        self.order.unwrap_or(natural)
    }

    /// The place of the lane that the cursor is in.
    fn here(&self) -> usize {
        self.lane.and_then(|value| self.listing.place(value.0)).unwrap_or(0)
    }

    /// Puts the cursor into a lane that holds the selected event, where it is not in one.
    fn settle_lane(&mut self, view: &View<'_>, lanes: &lanes::Lanes) {
        let holds = |entry: Option<u32>, row: u32| {
            let lane = self.listing.place(entry).and_then(|place| self.listing.lane(lanes, place));
            lane.is_some_and(|lane| lanes.position(lane, view.store, row).is_some())
        };
        let Some(row) = view.selected.filter(|_| view.position.is_some()) else { return };
        if self.lane.is_some_and(|value| holds(value.0, row)) {
            return;
        }
        let values = view.store.column(lanes.field.axis).lists.get(row).iter().map(|entry| Some(*entry));
        let first = values.chain([None]).filter(|entry| holds(*entry, row)).min_by_key(|at| self.listing.place(*at));
        self.lane = first.map(Value).or(self.lane);
        self.day = None;
    }

    /// The window of time: as it was, zoomed around the selected event, moved where the event would be outside.
    fn settle_scale(&mut self, view: &View<'_>, lanes: &lanes::Lanes, cells: usize, follow: bool) -> Scale {
        let years = lanes.years.unwrap_or_else(|| (view.today.year(), view.today.year()));
        let span = view.plan().and_then(|plan| plan.span);
        let (from, to) = span.map_or((years.0, years.1), |span| {
            let (first, last) = (span.earliest(), span.latest());
            let first = if first == Day::FIRST { years.0 } else { first.year() };
            let last = if last == Day::LAST { years.1 } else { last.year() };
            (first.min(last), last.max(first))
        });
        let all = Scale::of_years((from, to), cells);
        let zoom = view.solved.and_then(|solved| solved.query.show.zoom).unwrap_or(Zoom::All);
        let days = zoom.days(all.days);
        let day = view.selected.map(|row| at(view.store, row));
        let first = match self.scale {
            Some(before) if self.zoom == Some(zoom) => before.from,
            Some(before) => {
                let seen = day.filter(|day| before.shown(*day).is_some());
                let around = seen.unwrap_or(Day(before.from.0 + before.days / 2));
                let part = f64::from(around.0 - before.from.0) / f64::from(before.days.max(1));
                Day(around.0 - (part * f64::from(days)) as i32)
            }
            None => day.map_or(all.from, |day| Day(day.0 - days / 2)),
        };
        let mut scale = all.part(days, first);
        if let Some(day) = day.filter(|day| follow && scale.shown(*day).is_none()) {
            scale = all.part(days, Day(day.0 - days / 2));
        }
        self.zoom = Some(zoom);
        scale
    }

    fn packer<'a>(view: &View<'a>, lanes: &'a lanes::Lanes, scale: Scale) -> Packer<'a> {
        Packer { lanes, store: view.store, scale, today: view.today, lang: view.lang }
    }

    /// Goes to the event before or after the selected one in the lane.
    fn along(&mut self, view: &View<'_>, lanes: &lanes::Lanes, to: impl Fn(usize, usize) -> usize) -> Vec<Act> {
        let Some(lane) = self.listing.lane(lanes, self.here()) else { return Vec::new() };
        let rows = lanes.rows(lane);
        let here = view.selected.and_then(|row| lanes.position(lane, view.store, row)).unwrap_or(0);
        let to = to(here, rows.len().saturating_sub(1)).min(rows.len().saturating_sub(1));
        self.day = None;
        rows.get(to).map(|row| Act::Select(*row)).into_iter().collect()
    }

    /// Goes to another lane, to its event that is nearest in time.
    fn across(&mut self, view: &View<'_>, lanes: &lanes::Lanes, place: usize) -> Vec<Act> {
        let place = place.min(self.listing.order.len().saturating_sub(1));
        let day = self.day.or_else(|| view.selected.map(|row| at(view.store, row)));
        let Some((lane, day)) = self.listing.lane(lanes, place).zip(day) else { return Vec::new() };
        self.lane = Some(Value(lane.entry));
        self.day = Some(day);
        // An event that stands in both lanes stays selected.
        let both = view.selected.filter(|row| at(view.store, *row) == day);
        let both = both.filter(|row| lanes.position(lane, view.store, *row).is_some());
        let row = both.or_else(|| lanes.nearest(lane, day));
        row.map(Act::Select).into_iter().collect()
    }

    /// Moves the window by a part of its width.
    fn pan(&mut self, part: f64) -> Vec<Act> {
        if let Some(scale) = &mut self.scale {
            scale.from = Day(scale.from.0 + (f64::from(scale.days) * part) as i32);
        }
        Vec::new()
    }

    /// Asks for the lanes of the next field, or of the one before.
    fn next_field(view: &View<'_>, lanes: &lanes::Lanes, forward: bool) -> Vec<Act> {
        let here = FIELDS.iter().position(|name| *name == lanes.field.name);
        let to = match (here, forward) {
            (None, _) => 0,
            (Some(here), true) => (here + 1) % FIELDS.len(),
            (Some(here), false) => (here + FIELDS.len() - 1) % FIELDS.len(),
        };
        let field = FIELDS.get(to).and_then(|name| Field::named(name));
        let set = |field| Act::Line(edit::set(view.parsed, view.line.text(), Setting::Lanes(field)));
        field.map(set).into_iter().collect()
    }

    fn zoomed(&self, view: &View<'_>, finer: bool) -> Vec<Act> {
        let (parsed, line) = (view.parsed, view.line.text());
        let before = self.zoom.unwrap_or(Zoom::All);
        let line = match before.next(finer) {
            zoom if zoom == before => return Vec::new(),
            Zoom::All => edit::unset(parsed, line, "zoom"),
            zoom => edit::set(parsed, line, Setting::Zoom(zoom)),
        };
        vec![Act::Line(line)]
    }

    /// Asks for the events of the lane alone.
    fn narrow(&mut self, view: &View<'_>, lanes: &lanes::Lanes) -> Vec<Act> {
        let lane = self.listing.lane(lanes, self.here());
        let Some(key) = lane.and_then(|lane| listing::key(view, lanes, lane)) else { return Vec::new() };
        let before = view.line.text();
        let after = edit::only(view.parsed, before, lanes.field, key);
        if after == before {
            return Vec::new();
        }
        self.narrowed.push((before.to_owned(), after.clone()));
        vec![Act::Line(after)]
    }

    /// Takes back the last narrowing, where nothing was changed since.
    fn widen(&mut self, view: &View<'_>) -> Option<Vec<Act>> {
        let (before, after) = self.narrowed.pop()?;
        if after == view.line.text() {
            return Some(vec![Act::Line(before)]);
        }
        self.narrowed.clear();
        None
    }

    /// The lane at a row of the screen, and the row within it.
    fn lane_at<'a>(&self, lanes: &'a lanes::Lanes, at: Position) -> Option<(&Placed, &'a Lane, usize)> {
        let row = at.y.checked_sub(self.frame.names.y)?;
        let placed = self.laid.iter().find(|placed| {
            (placed.y..placed.y + placed.packed.lines as u16).contains(&row) && row < self.frame.names.height
        })?;
        Some((placed, self.listing.lane(lanes, placed.place)?, usize::from(row - placed.y)))
    }

    /// What is pressed: an event, or the name of a lane, which narrows to it where the cursor is there already.
    fn press(&mut self, at: Position, view: &View<'_>, lanes: &lanes::Lanes) -> Vec<Act> {
        let Some(scale) = self.scale else { return Vec::new() };
        self.drag = self.frame.time.x.le(&at.x).then_some((at.x, scale.from));
        let Some((placed, lane, row)) = self.lane_at(lanes, at) else { return Vec::new() };
        let place = placed.place;
        if at.x < self.frame.time.x {
            return if place == self.here() { self.narrow(view, lanes) } else { self.across(view, lanes, place) };
        }
        let cell = usize::from(at.x - self.frame.time.x);
        let told = placed.packed.items.iter().filter(|item| item.line == row).find(|item| {
            let label = item.label.is_some_and(|(from, cells)| (from..from + cells).contains(&cell));
            label || cell == item.cell || (item.reach.0..=item.reach.1).contains(&cell)
        });
        let day = Day(i32::midpoint(scale.day(cell).0, scale.day(cell + 1).0));
        let row = told.map(|item| item.event).or_else(|| lanes.nearest(lane, day));
        self.lane = Some(Value(lane.entry));
        self.day = None;
        row.map(Act::Select).into_iter().collect()
    }
}

impl Pane for Lanes {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Lanes
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        let has_lanes = shown(view).is_some_and(|lanes| !lanes.lanes.is_empty());
        match action {
            Action::ZoomOut | Action::PanLeft => has_lanes && self.zoom.is_some_and(|zoom| zoom != Zoom::All),
            Action::Only | Action::ZoomIn | Action::Pin | Action::Reorder | Action::Open => has_lanes,
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, _area: Rect) -> Option<Vec<Act>> {
        let lanes = shown(view)?;
        let (here, page) = (self.here(), self.laid.len().saturating_sub(self.listing.pinned + 1).max(1));
        Some(match action {
            Action::Up => self.across(view, lanes, here.saturating_sub(1)),
            Action::Down => self.across(view, lanes, here + 1),
            Action::PageUp => self.across(view, lanes, here.saturating_sub(page)),
            Action::PageDown => self.across(view, lanes, here + page),
            Action::Left => self.along(view, lanes, |here, _| here.saturating_sub(1)),
            Action::Right => self.along(view, lanes, |here, _| here + 1),
            Action::First => self.along(view, lanes, |_, _| 0),
            Action::Last => self.along(view, lanes, |_, last| last),
            Action::PanLeft => self.pan(-0.25),
            Action::PanRight => self.pan(0.25),
            Action::ZoomIn | Action::ZoomOut => self.zoomed(view, action == Action::ZoomIn),
            Action::NextField | Action::PreviousField => Self::next_field(view, lanes, action == Action::NextField),
            Action::Reorder => {
                self.order = Some(self.order(lanes).next(Order::COMMON));
                Vec::new()
            }
            Action::Pin => {
                if let Some(lane) = self.listing.lane(lanes, here) {
                    self.listing.pin(view, lanes, lane);
                }
                Vec::new()
            }
            Action::Only => self.narrow(view, lanes),
            Action::Back => self.widen(view)?,
            Action::Open => vec![Act::Focus(PaneId::Detail)],
            _ => return None,
        })
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, _area: Rect) -> Vec<Act> {
        let Some(lanes) = shown(view) else { return Vec::new() };
        match kind {
            MouseEventKind::Down(MouseButton::Left) => self.press(at, view, lanes),
            MouseEventKind::Drag(MouseButton::Left) => {
                if let (Some((column, from)), Some(scale)) = (self.drag, &mut self.scale) {
                    let cells = i64::from(column) - i64::from(at.x);
                    let days = cells * i64::from(scale.days) / scale.cells.max(1) as i64;
                    scale.from = Day((i64::from(from.0) + days).clamp(0, i64::from(Day::LAST.0)) as i32);
                }
                Vec::new()
            }
            _ => {
                self.drag = None;
                Vec::new()
            }
        }
    }

    fn wheel(&mut self, lines: isize, _view: &View<'_>, _area: Rect) -> Vec<Act> {
        self.top = self.top.saturating_add_signed(lines);
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        let Some(lanes) = shown(view).filter(|_| !area.is_empty()) else {
            self.laid.clear();
            self.laid_for = None;
            return;
        };
        let listed = self.listing.settle(view, lanes, self.order(lanes));
        self.settle_lane(view, lanes);
        self.frame = Frame::of(area, self.listing.widths);
        let followed = (view.selected, self.lane, view.generation);
        // At the very start the first event is nobody's choice: the lanes begin at the top.
        let begins = self.followed.is_none() && view.position == Some(0);
        let follow = (listed || self.followed != Some(followed)) && !begins;
        self.followed = Some(followed);
        let scale = self.settle_scale(view, lanes, usize::from(self.frame.time.width), follow);
        self.scale = Some(scale);
        let packer = Self::packer(view, lanes, scale);
        let layout = Layout::new(&packer, &self.listing, &self.frame);
        let made =
            |top| Made { generation: view.generation, store: view.store.stamp, lang: view.lang, area, scale, top };
        let seen = || self.laid.iter().any(|placed| placed.place == self.here());
        if !listed && self.laid_for == Some(made(self.top)) && (!follow || seen()) {
            return;
        }
        let top = layout.top(self.top, follow.then(|| self.here()));
        if listed || self.laid_for != Some(made(top)) {
            self.laid =
                if self.listing.order.is_empty() || self.frame.time.height == 0 { Vec::new() } else { layout.lay(top) };
        }
        self.top = top;
        self.laid_for = Some(made(top));
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        draw::draw(self, view, area, buf);
        None
    }
}
