//! Where the lanes stand: which of them are on screen, and how many lines each has.

use ratatui::layout::Rect;

use super::super::body;
use super::listing::Listing;
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
        let most = usize::from(body.width / 5 + 3).clamp(9, 34);
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

/// A lane on screen.
pub(super) struct Placed {
    /// Its place in the listing.
    pub(super) place: usize,
    /// Its first row, counted from the first lane's.
    pub(super) y: u16,
    /// What stands in it.
    pub(super) packed: Packed,
}

/// The most lines of a lane where all lanes are on screen.
const MOST: usize = 3;

/// Lays lanes out over a number of rows.
pub(super) struct Layout<'a> {
    pub(super) packer: &'a Packer<'a>,
    pub(super) listing: &'a Listing,
    pub(super) height: usize,
}

impl Layout<'_> {
    /// Whether each lane has a row.
    fn all_fit(&self) -> bool {
        self.listing.order.len() <= self.height
    }

    /// How many rows the pinned lanes may take.
    fn pinned_rows(&self) -> usize {
        self.listing.pinned.min(self.height.div_ceil(2))
    }

    /// The first scrolled lane such that the one at `place` is on screen, moved as little as possible.
    pub(super) fn top(&self, top: usize, place: usize) -> usize {
        if self.all_fit() {
            return self.listing.pinned;
        }
        let first = self.listing.pinned.max(self.pinned_rows());
        let last = self.first_above(self.listing.order.len() - 1).max(first);
        let top = top.clamp(first, last);
        if place < first { top } else { top.clamp(self.first_above(place).min(place), place) }
    }

    /// The same where no lane must be on screen.
    pub(super) fn scrolled(&self, top: usize) -> usize {
        if self.all_fit() {
            return self.listing.pinned;
        }
        let first = self.listing.pinned;
        top.clamp(first, self.first_above(self.listing.order.len() - 1).max(first))
    }

    /// The first of the lanes that are on screen where the one at `place` is the last.
    fn first_above(&self, place: usize) -> usize {
        let mut left = self.height - self.pinned_rows();
        let mut first = place;
        for at in (self.listing.pinned..=place).rev() {
            let lines = self.scrolled_lane(at, left).map_or(1, |packed| packed.lines);
            if lines > left {
                break;
            }
            left -= lines;
            first = at;
        }
        first
    }

    /// The lanes on screen from `top` on, below the pinned ones.
    pub(super) fn lay(&self, top: usize) -> Vec<Placed> {
        if self.all_fit() {
            return self.spread();
        }
        let mut out: Vec<Placed> = Vec::new();
        let mut y = 0;
        for place in (0..self.pinned_rows()).chain(top..self.listing.order.len()) {
            let left = if place < self.listing.pinned { 1 } else { self.height - y };
            let Some(packed) = self.scrolled_lane(place, left) else { break };
            let lines = packed.lines;
            out.push(Placed { place, y: y as u16, packed });
            y += lines;
            if y >= self.height {
                break;
            }
        }
        out
    }

    fn gathered(&self, place: usize) -> Option<Gathered> {
        Some(self.packer.gather(self.listing.lane(self.packer.lanes, place)?))
    }

    /// A lane where not all lanes fit: one line, or two where these tell more and there is height for them.
    fn scrolled_lane(&self, place: usize, left: usize) -> Option<Packed> {
        let gathered = self.gathered(place)?;
        let one = self.packer.place(&gathered, 1);
        if one.loss == 0 || self.height < 12 || left < 2 {
            return Some(one);
        }
        let two = self.packer.place(&gathered, 2);
        Some(if two.loss < one.loss { two } else { one })
    }

    /// All lanes: the rows that are left over go where they tell most.
    fn spread(&self) -> Vec<Placed> {
        let gathered: Vec<Gathered> = (0..self.listing.order.len()).filter_map(|place| self.gathered(place)).collect();
        let mut packed: Vec<Packed> = gathered.iter().map(|gathered| self.packer.place(gathered, 1)).collect();
        let longer =
            |place: usize, lines: usize| (lines < MOST).then(|| self.packer.place(&gathered[place], lines + 1));
        let spare = self.height - packed.len();
        let mut next: Vec<Option<Packed>> =
            (0..packed.len()).map(|place| if spare > 0 { longer(place, 1) } else { None }).collect();
        for _ in 0..spare {
            let is_none =
                |place: &usize| self.listing.lane(self.packer.lanes, *place).is_none_or(|lane| lane.entry.is_none());
            let gain = |place: &usize| {
                let next = next[*place].as_ref().filter(|_| !is_none(place));
                next.map_or(0, |next| packed[*place].loss.saturating_sub(next.loss))
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
        let mut y = 0;
        let placed = packed.into_iter().enumerate().map(|(place, packed)| {
            let lane = Placed { place, y, packed };
            y += lane.packed.lines as u16;
            lane
        });
        placed.collect()
    }
}
