//! Where the lanes stand: which of them are on screen, and how many lines each has.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::super::body;
use super::listing::{self, Listing};
use crate::text::wrap::wrap;
use crate::views::lanes::Lane;
use crate::views::lanes::pack::{Gathered, Packed, Packer};

/// The parts of the view's area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// The labels of the axis.
    pub(super) axis: Rect,
    /// The eras, where there is room for them.
    pub(super) eras: Rect,
    /// The names and counts of the lanes.
    pub(super) names: Rect,
    /// The lanes.
    pub(super) time: Rect,
}

/// From this height on the eras are named.
const ERAS: u16 = 12;

impl Frame {
    /// The parts of an area for names and counts so wide.
    pub(super) fn of(area: Rect, (name, count): (usize, usize)) -> Self {
        let body = body(area);
        let most = usize::from(body.width / 4 + 1).clamp(9, 34);
        // A sign, the name, a blank, the count, a blank.
        let names = (name + count + 3).min(most).min(usize::from(body.width)) as u16;
        let eras = u16::from(body.height >= ERAS);
        let head = (1 + eras).min(body.height);
        let right = Rect { x: body.x + names, width: (body.width - names).saturating_sub(1), ..body };
        let lanes = Rect { y: body.y + head, height: body.height - head, ..body };
        Self {
            axis: Rect { height: head.min(1), ..right },
            eras: Rect { y: body.y + 1, height: eras, ..right },
            names: Rect { width: names, ..lanes },
            time: Rect { y: lanes.y, height: lanes.height, ..right },
        }
    }
}

/// The cells of a lane's name, of those that names and counts take: before it a sign, after it a blank, the count and a blank.
pub(super) fn name_room(names: u16, lane: &Lane) -> usize {
    usize::from(names).saturating_sub(lane.len().to_string().len() + 3)
}

/// A lane on screen.
pub(super) struct Placed {
    /// Its place in the listing.
    pub(super) place: usize,
    /// Its first row, counted from the first lane's.
    pub(super) y: u16,
    /// What stands in it.
    pub(super) packed: Rc<Packed>,
}

/// The most lines of a lane where all lanes are on screen.
const MOST: usize = 3;

/// How many rows some lanes take from the first row on.
fn rows(placed: &[Placed]) -> usize {
    placed.last().map_or(0, |last| usize::from(last.y) + last.packed.lines)
}

/// Lays lanes out over a number of rows.
pub(super) struct Layout<'a> {
    packer: &'a Packer<'a>,
    listing: &'a Listing,
    names: u16,
    height: usize,
    /// What was gathered and placed before: one layout asks for the same lanes several times.
    gathered: RefCell<HashMap<usize, Rc<Gathered>>>,
    placed: RefCell<HashMap<(usize, usize), Rc<Packed>>>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(packer: &'a Packer<'a>, listing: &'a Listing, frame: &Frame) -> Self {
        let (names, height) = (frame.names.width, usize::from(frame.time.height));
        Self { packer, listing, names, height, gathered: RefCell::default(), placed: RefCell::default() }
    }

    /// Whether each lane has the lines that it has at least.
    fn all_fit(&self) -> bool {
        let lanes = self.listing.order.len();
        lanes <= self.height
            && (0..lanes).filter_map(|place| self.gathered(place)).map(|of| of.least()).sum::<usize>() <= self.height
    }

    /// The pinned lanes that stay on top: as many as half the height holds, in as few lines as they need. The others are
    /// scrolled with the rest.
    fn fixed(&self) -> Vec<Placed> {
        let mut out: Vec<Placed> = Vec::new();
        let mut y = 0;
        for place in 0..self.listing.pinned {
            let Some(gathered) = self.gathered(place) else { break };
            let lines = gathered.least();
            if y + lines > self.height / 2 {
                break;
            }
            let Some(packed) = self.placed(place, lines) else { break };
            out.push(Placed { place, y: y as u16, packed });
            y += lines;
        }
        out
    }

    /// The first lane that is scrolled to such that the one at `place` is on screen, moved as little as possible; where no
    /// lane must be on screen, such that the rows are filled.
    pub(super) fn top(&self, top: usize, place: Option<usize>) -> usize {
        if self.all_fit() {
            return 0;
        }
        let fixed = self.fixed();
        let (lanes, height) = (self.listing.order.len(), self.height - rows(&fixed));
        let mut top = top.clamp(fixed.len(), lanes - 1);
        // A lane has a line at least: from further up, the rows are filled without a look at the last lanes.
        if top + height > lanes {
            top = top.min(self.first_above(lanes - 1, &fixed)).max(fixed.len());
        }
        match place.filter(|place| *place >= fixed.len()) {
            Some(place) if place < top => place,
            // Nor does one that is scrolled to have more than two.
            Some(place) if (place - top + 1) * 2 > height => top.max(self.first_above(place, &fixed)),
            _ => top,
        }
    }

    /// The first of the lanes that are on screen where the one at `place` is the last.
    fn first_above(&self, place: usize, fixed: &[Placed]) -> usize {
        let mut left = self.height - rows(fixed);
        let mut first = place;
        for at in (fixed.len()..=place).rev() {
            let Some(lane) = self.scrolled_lane(at, left).filter(|lane| lane.lines <= left) else { break };
            left -= lane.lines;
            first = at;
        }
        first
    }

    /// The lanes on screen from `top` on, below the pinned ones.
    pub(super) fn lay(&self, top: usize) -> Vec<Placed> {
        if self.all_fit() {
            return self.spread();
        }
        let mut out = self.fixed();
        let mut y = rows(&out);
        for place in top.max(out.len())..self.listing.order.len() {
            let Some(packed) = self.scrolled_lane(place, self.height - y).filter(|lane| lane.lines > 0) else { break };
            out.push(Placed { place, y: y as u16, packed });
            y = rows(&out);
        }
        out
    }

    fn gathered(&self, place: usize) -> Option<Rc<Gathered>> {
        let lane = self.listing.lane(self.packer.lanes, place)?;
        let mut known = self.gathered.borrow_mut();
        Some(Rc::clone(known.entry(place).or_insert_with(|| Rc::new(self.packer.gather(lane)))))
    }

    /// The lines that the whole name of a lane takes.
    fn name_lines(&self, place: usize) -> usize {
        let Some(lane) = self.listing.lane(self.packer.lanes, place) else { return 0 };
        let name = listing::name((self.packer.store, self.packer.lang), self.packer.lanes, lane);
        wrap(&name, name_room(self.names, lane)).len()
    }

    /// A lane in so many lines.
    fn placed(&self, place: usize, lines: usize) -> Option<Rc<Packed>> {
        let gathered = self.gathered(place)?;
        let mut known = self.placed.borrow_mut();
        let placed = known.entry((place, lines)).or_insert_with(|| Rc::new(self.packer.place(&gathered, lines)));
        Some(Rc::clone(placed))
    }

    /// A lane where not all lanes fit: as few lines as it needs, or two where these tell more and there is height for them.
    /// None where fewer are left than it needs.
    fn scrolled_lane(&self, place: usize, left: usize) -> Option<Rc<Packed>> {
        let least = self.gathered(place)?.least().min(self.height);
        if left < least {
            return None;
        }
        let one = self.placed(place, least)?;
        if one.loss == 0 || self.height < 12 || left < 2 || least > 1 {
            return Some(one);
        }
        let two = self.placed(place, 2)?;
        Some(if two.loss < one.loss { two } else { one })
    }

    /// All lanes: the rows that are left over go where they tell most, then to names that are cut.
    fn spread(&self) -> Vec<Placed> {
        let least = |place| Some(self.gathered(place)?.least());
        let mut packed: Vec<Rc<Packed>> =
            (0..self.listing.order.len()).filter_map(|place| self.placed(place, least(place)?)).collect();
        let longer = |place: usize, lines: usize| if lines < MOST { self.placed(place, lines + 1) } else { None };
        let rows = |packed: &[Rc<Packed>]| packed.iter().map(|packed| packed.lines).sum::<usize>();
        let spare = self.height.saturating_sub(rows(&packed));
        let mut next: Vec<Option<Rc<Packed>>> =
            (0..packed.len()).map(|place| if spare > 0 { longer(place, packed[place].lines) } else { None }).collect();
        for _ in 0..spare {
            // The events without a value come last also here.
            let least = |place: &usize| {
                let lane = self.listing.lane(self.packer.lanes, *place);
                if lane.is_some_and(|lane| lane.entry.is_some()) { usize::MAX } else { 1 }
            };
            let gain = |place: &usize| {
                let gain = next[*place].as_ref().map_or(0, |next| packed[*place].loss.saturating_sub(next.loss));
                gain.min(least(place))
            };
            let Some(place) = (0..packed.len()).max_by_key(|place| (gain(place), usize::MAX - place)) else { break };
            if gain(&place) == 0 {
                break;
            }
            if let Some(more) = next[place].take() {
                next[place] = longer(place, more.lines);
                packed[place] = more;
            }
        }
        for place in 0..packed.len() {
            let wanted = self.name_lines(place).min(MOST);
            while packed[place].lines < wanted && rows(&packed) < self.height {
                let Some(more) = longer(place, packed[place].lines) else { break };
                packed[place] = more;
            }
        }
        let mut y = 0;
        let placed = packed.into_iter().enumerate().map(|(place, packed)| {
            let lane = Placed { place, y, packed };
            y += lane.packed.lines as u16;
            lane
        });
        placed.collect()
    }
}
