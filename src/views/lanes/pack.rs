//! A lane fitted into lines of cells: marks and bars where they belong, labels beside them where there is room, and a number
//! where events cannot be told apart. No event is left out: each stands for itself or is counted with one that does.

use super::grid::{Cell, Grid};
use super::scale::Scale;
use super::terms::{self, Held};
use super::{Lane, Lanes};
use crate::data::{Day, Precision};
use crate::store::Store;
use crate::text::Lang;
use crate::text::width::width;
use crate::views::timeline::Mark;

/// What lanes are packed with.
#[derive(Clone, Copy, Debug)]
pub struct Packer<'a> {
    /// The lanes.
    pub lanes: &'a Lanes,
    /// Their store.
    pub store: &'a Store,
    /// The window of time.
    pub scale: Scale,
    /// The day that is taken as today: what goes on reaches to it.
    pub today: Day,
    /// The language of the labels.
    pub lang: Lang,
}

/// How an event is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As a mark.
    Point,
    /// As a bar.
    Bar {
        /// Whether its beginning is open.
        from_before: bool,
        /// Whether it goes on.
        ongoing: bool,
    },
}

/// An event that stands in a lane, alone or for others as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The event.
    pub event: u32,
    /// The line of the lane.
    pub line: usize,
    /// The cell of its mark.
    pub cell: usize,
    /// The first and last cell that its date can mean.
    pub reach: (usize, usize),
    /// How it is drawn.
    pub shape: Shape,
    /// Its mark.
    pub mark: Mark,
    /// The group of its main theme.
    pub group: Option<usize>,
    /// How many more events stand in its cell and nowhere else.
    pub more: u32,
    /// The first cell of its label and how many cells it has; none where there is no room.
    pub label: Option<(usize, usize)>,
    /// Where the number of the others stands, where that is neither in the label nor in place of the mark.
    pub count_at: Option<usize>,
}

/// A lane in so many lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// How many lines it has.
    pub lines: usize,
    /// The events.
    pub items: Vec<Item>,
    /// The terms behind them.
    pub held: Vec<Held>,
    /// How much is not told: what more lines might tell.
    pub loss: usize,
}

/// What a lane has in a window, before it is known how many lines there are.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    candidates: Vec<Candidate>,
    /// For a cell, how many events more than the candidates stand there.
    more: Vec<(usize, u32)>,
    held: Vec<Held>,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    event: u32,
    cell: usize,
    reach: (usize, usize),
    shape: Shape,
    weight: u8,
}

/// Of so many events in a cell each may stand for itself.
const EACH: usize = 8;
/// Of more in a cell, the weightiest of the first so many,
const LOOKED_AT: usize = 16;
/// and no more than this: a lane has no more lines.
const KEPT: usize = 3;

/// No label has more cells.
const LONGEST: usize = 120;

/// A label has at least so many cells, or it is not looked at.
const SHORTEST: usize = 4;

/// A label that is cut has at least so many cells; half of them within a bar, which tells of itself.
const CUT: usize = 20;

impl Gathered {
    /// How many lines a lane has at least: where terms are shown, one is theirs and one the events'.
    pub fn least(&self) -> usize {
        1 + usize::from(!self.held.is_empty() && !self.candidates.is_empty())
    }
}

impl Packer<'_> {
    /// What a lane has in the window.
    pub fn gather(&self, lane: &Lane) -> Gathered {
        let mut out = Gathered { held: terms::held(lane, self.scale, self.today), ..Gathered::default() };
        if self.scale.cells == 0 {
            return out;
        }
        let (rows, days) = (self.lanes.rows(lane), self.lanes.days(lane));
        let mut from = days.partition_point(|day| *day < self.scale.from);
        while let Some(cell) = days.get(from).and_then(|day| self.scale.shown(*day)) {
            let next = self.scale.day(cell + 1);
            let to = from + ahead(&days[from..], next);
            self.keep(&rows[from..to], cell, &mut out);
            from = to;
        }
        let mut before = self.lanes.reaching(lane, self.store, self.scale.from);
        let mut first: Vec<u32> = before.by_ref().take(LOOKED_AT).collect();
        first.sort_by_key(|row| weight_down(self.store, *row));
        let rest = first.len().saturating_sub(EACH) + before.count();
        out.more.push((0, rest as u32));
        out.candidates.extend(first.iter().take(EACH).map(|row| self.candidate(*row, 0)));
        // Bars first, as they need the most room; then what no timeline could leave out.
        let rank = |c: &Candidate| {
            let cells = c.reach.1 - c.reach.0;
            let bar = c.is_bar();
            (!bar, std::cmp::Reverse(c.weight), if bar { usize::MAX - cells } else { c.cell }, c.event)
        };
        out.candidates.sort_by_key(rank);
        out
    }

    /// Takes the events of one cell, or the weightiest where they are many.
    fn keep(&self, rows: &[u32], cell: usize, out: &mut Gathered) {
        if rows.len() <= EACH {
            out.candidates.extend(rows.iter().map(|row| self.candidate(*row, cell)));
            return;
        }
        let mut first: Vec<u32> = rows.iter().take(LOOKED_AT).copied().collect();
        first.sort_by_key(|row| weight_down(self.store, *row));
        out.candidates.extend(first.iter().take(KEPT).map(|row| self.candidate(*row, cell)));
        out.more.push((cell, (rows.len() - KEPT) as u32));
    }

    fn candidate(&self, row: u32, cell: usize) -> Candidate {
        let event = self.store.event(row);
        let (earliest, latest) = (event.earliest(), event.latest());
        let (from_before, ongoing) = (earliest == Day::FIRST, latest == Day::LAST);
        let span = event.precision() == Precision::Span;
        let to = if ongoing && span { self.today.max(earliest) } else { latest };
        let reach = self.scale.span(earliest, to).unwrap_or((cell, cell));
        let shape = if span && (reach.1 > reach.0 || ongoing) {
            Shape::Bar { from_before, ongoing: ongoing && self.scale.shown(to).is_some() }
        } else {
            Shape::Point
        };
        // A mark in the midst of what its date can mean, where that takes some cells.
        let reach = if shape == Shape::Point && reach.1 - reach.0 < 2 { (cell, cell) } else { reach };
        Candidate { event: row, cell, reach, shape, weight: event.weight() }
    }

    /// The cells of a label. Measured only where there is room for one: in a crowd there is none.
    fn width(&self, candidate: &Candidate) -> usize {
        width(self.store.event(candidate.event).title(self.lang)).min(LONGEST)
    }

    /// Places what was gathered in so many lines.
    pub fn place(&self, gathered: &Gathered, lines: usize) -> Packed {
        let mut placing = Placing {
            packer: self,
            grid: Grid::new(lines, self.scale.cells),
            out: Packed { lines, ..Packed::default() },
            hidden: vec![0; self.scale.cells],
        };
        if lines == 0 || self.scale.cells == 0 {
            return placing.out;
        }
        gathered.candidates.iter().for_each(|candidate| placing.grid.wait(candidate.cell));
        for held in &gathered.held {
            placing.hold(*held);
        }
        for candidate in &gathered.candidates {
            let placed = candidate.is_bar() && placing.bar(candidate) || placing.point(candidate);
            if !placed {
                placing.hidden[candidate.cell] += 1;
                placing.out.loss += 3;
            }
        }
        for (cell, more) in &gathered.more {
            placing.hidden[*cell] += more;
        }
        placing.count();
        placing.out
    }
}

/// How many days at the start of a list are before one, found by ever longer steps: mostly it is few.
fn ahead(days: &[Day], next: Day) -> usize {
    let mut step = 1;
    while days.get(step).is_some_and(|day| *day < next) {
        step *= 2;
    }
    let known = step / 2;
    known + days[known..days.len().min(step)].partition_point(|day| *day < next)
}

fn weight_down(store: &Store, row: u32) -> u8 {
    u8::MAX - store.event(row).weight()
}

impl Candidate {
    fn is_bar(&self) -> bool {
        self.shape != Shape::Point
    }

    fn item(&self, line: usize, packer: &Packer<'_>) -> Item {
        let Self { event, cell, reach, shape, .. } = *self;
        let (mark, group) = (Mark::of(packer.store.event(event), packer.today), packer.store.group_of(event));
        Item { event, line, cell, reach, shape, mark, group, more: 0, label: None, count_at: None }
    }
}

/// Where a mark may stand.
#[derive(Clone, Copy)]
struct Spot {
    line: usize,
    reach: (usize, usize),
    label: Option<(usize, usize)>,
}

/// A lane being placed.
struct Placing<'a> {
    packer: &'a Packer<'a>,
    grid: Grid,
    out: Packed,
    /// For each cell, how many events have no place there.
    hidden: Vec<u32>,
}

impl Placing<'_> {
    /// Puts a term on the first line that it has for itself; the last line is left to the events, unless it is the only one.
    fn hold(&mut self, held: Held) {
        let lines = self.grid.lines().end;
        let columns = held.reach.0..held.reach.1 + 1;
        let free = |line: &usize| columns.clone().all(|column| self.grid.at(*line, column) == Cell::Free);
        let Some(line) = (0..lines.max(2) - 1).find(free) else {
            self.out.loss += 3;
            return;
        };
        self.grid.set(line, columns, if lines == 1 { Cell::Bar } else { Cell::Taken });
        self.out.held.push(Held { line, ..held });
    }

    /// Puts a bar on a line where it has room, its label within it or after it.
    fn bar(&mut self, candidate: &Candidate) -> bool {
        let (from, to) = candidate.reach;
        let free = |line: &usize| (from..=to).all(|column| self.grid.at(*line, column) == Cell::Free);
        let Some(line) = self.grid.lines().find(free) else { return false };
        self.grid.done(candidate.cell);
        self.grid.set(line, from..to + 1, Cell::Bar);
        self.grid.set(line, candidate.cell..candidate.cell + 1, Cell::Taken);
        let mut item = candidate.item(line, self.packer);
        // A sign, a blank, the label, a blank, a sign.
        let within = self.grid.room_within(line, from + 1..to).saturating_sub(2);
        let after = self.grid.room_after(line, to, LONGEST);
        let wanted = if within.max(after) < SHORTEST { usize::MAX } else { self.packer.width(candidate) };
        let (within, after) = (shown(within, wanted, CUT / 2), shown(after, wanted, CUT));
        if within >= after && within > 0 {
            self.grid.set(line, from + 1..from + 3 + within, Cell::Taken);
            item.label = Some((from + 2, within));
        } else if after > 0 {
            self.grid.set(line, to + 1..to + 3 + after, Cell::Taken);
            item.label = Some((to + 2, after));
        }
        self.out.loss += loss(candidate, wanted, item.label);
        self.out.items.push(item);
        true
    }

    /// Puts a mark on the line where the most of its label can be read; where no line is free, on a bar.
    fn point(&mut self, candidate: &Candidate) -> bool {
        self.grid.done(candidate.cell);
        let cell = candidate.cell;
        // Measured when the first line has room for a label.
        let mut wanted = usize::MAX;
        let mut best: Option<Spot> = None;
        for line in self.grid.lines().filter(|line| self.grid.at(*line, cell) == Cell::Free) {
            let whole = candidate.reach.0..candidate.reach.1 + 1;
            let around = |range: std::ops::Range<usize>| self.grid.is_open(line, range, Cell::Free);
            let fits = around(whole.start..cell) && around(cell + 1..whole.end);
            let reach = if fits { candidate.reach } else { (cell, cell) };
            let after = self.grid.room_after(line, reach.1, LONGEST);
            let before = self.grid.room_before(line, reach.0, LONGEST);
            if wanted == usize::MAX && after.max(before) >= SHORTEST {
                wanted = self.packer.width(candidate);
            }
            let (after, before) = (shown(after, wanted, CUT), shown(before, wanted, CUT));
            let label = match (after, before) {
                (0, 0) => None,
                _ if after >= before => Some((reach.1 + 2, after)),
                _ => Some((reach.0 - 1 - before, before)),
            };
            let cells = |label: Option<(usize, usize)>| label.map_or(0, |(_, cells)| cells);
            // Without labels the lower lines fill first, so that the upper ones keep room for those that come.
            let tells_more = |most: Spot| cells(label) > cells(most.label) || (label.is_none() && most.label.is_none());
            if best.is_none_or(tells_more) {
                best = Some(Spot { line, reach, label });
            }
        }
        let Some(Spot { line, reach, label }) = best else { return self.point_on_bar(candidate) };
        let from = label.map_or(reach.0, |(at, _)| at.saturating_sub(1).min(reach.0));
        let to = label.map_or(reach.1, |(at, cells)| (at + cells).max(reach.1));
        self.grid.set(line, from..to + 1, Cell::Taken);
        self.out.loss += loss(candidate, wanted, label);
        self.out.items.push(Item { reach, label, ..candidate.item(line, self.packer) });
        true
    }

    fn point_on_bar(&mut self, candidate: &Candidate) -> bool {
        let cell = candidate.cell;
        // The cell may be the last one of its column that is left.
        let Some(line) = self.grid.lines().find(|line| self.grid.at(*line, cell) == Cell::Bar) else { return false };
        self.grid.set(line, cell..cell + 1, Cell::Taken);
        self.out.loss += loss(candidate, usize::MAX, None);
        self.out.items.push(Item { reach: (cell, cell), shape: Shape::Point, ..candidate.item(line, self.packer) });
        true
    }

    /// Counts the events that have no place with one that stands in their cell.
    fn count(&mut self) {
        let mut lowest: Vec<Option<usize>> = vec![None; self.hidden.len()];
        for (place, item) in self.out.items.iter().enumerate() {
            let known = &mut lowest[item.cell];
            if known.is_none_or(|known| self.out.items[known].line < item.line) {
                *known = Some(place);
            }
        }
        for (cell, place) in lowest.iter().enumerate() {
            let (more, Some(place)) = (self.hidden[cell], *place) else { continue };
            let item = &mut self.out.items[place];
            item.more = more;
            let labelled = item.label.is_some_and(|(at, _)| at > item.cell);
            if more == 0 || labelled {
                continue;
            }
            let cells = item.reach.1 + 1..item.reach.1 + 2 + more.to_string().len();
            if self.grid.is_open(item.line, cells.clone(), Cell::Free) {
                item.count_at = Some(cells.start);
                self.grid.set(item.line, cells, Cell::Taken);
            }
        }
    }
}

/// How much of a label is shown in some room: all, `cut` cells at least, or nothing.
fn shown(room: usize, wanted: usize, cut: usize) -> usize {
    if room >= wanted || room >= cut { room.min(wanted) } else { 0 }
}

fn loss(candidate: &Candidate, wanted: usize, label: Option<(usize, usize)>) -> usize {
    match label {
        Some((_, cells)) if cells >= wanted => 0,
        Some(_) => 1,
        None => 1 + usize::from(candidate.weight.max(1)),
    }
}
