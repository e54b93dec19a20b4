//! What of a comparison stands where, and what gives way as there is less room.

use ratatui::layout::{Position, Rect};

use crate::panes::body;
use crate::views::compare::Sides;

/// The width from which the parts stand beside each other; below it one list shows all of them.
const BESIDE: u16 = 84;

/// The parts that a comparison has: with everything else a side shares no event.
pub(super) fn shown(alone: bool) -> &'static [usize] {
    if alone { &[0, 2] } else { &[0, 1, 2] }
}

/// Where everything stands.
pub(super) struct Places {
    /// The lines that name the sides, and the rows of years between them.
    pub(super) sides: Option<[Rect; 2]>,
    /// The years: how many rows of bars each side has above and below the row of labels; none where there are none.
    pub(super) bars: u16,
    /// The headings of the lists, one row.
    pub(super) headings: Option<Rect>,
    /// The lists, with the part that each shows.
    pub(super) lists: Vec<(usize, Rect)>,
    /// The themes below their heading.
    pub(super) themes: Option<Rect>,
}

impl Places {
    pub(super) fn of(area: Rect, sides: &Sides) -> Self {
        let body = body(area);
        let bars = match body.height {
            _ if area.width < 30 => 0,
            0..12 => 0,
            12..18 => 1,
            18..30 => 2,
            _ => 3,
        };
        let lines = (body.height >= 5).then(|| {
            let between = if bars == 0 { 0 } else { 2 * bars + 1 };
            let line = |y| Rect { y, height: 1, ..body };
            [line(body.y), line(body.y + 1 + between)]
        });
        let mut rest = body;
        if let Some([_, b]) = lines {
            rest = Rect { y: b.bottom(), height: body.bottom() - b.bottom(), ..body };
        }
        let themes = match body.height {
            0..16 => 0,
            _ if sides.themes.is_empty() => 0,
            height => (sides.themes.len() as u16).saturating_add(1).min((height / 4).max(4)),
        };
        let themes_area = Rect { y: rest.bottom() - themes, height: themes, ..rest };
        rest.height -= themes;
        let is_one = area.width < BESIDE;
        let headings = (!is_one && rest.height > 1).then_some(Rect { height: 1, ..rest });
        if headings.is_some() {
            rest = Rect { y: rest.y + 1, height: rest.height - 1, ..rest };
        }
        let parts = shown(sides.alone);
        let count = parts.len() as u16;
        let lists = if is_one {
            vec![(0, rest)]
        } else {
            // A line stands between two lists.
            let cells = rest.width - (count - 1);
            let edge = |at: u16| rest.x + at * cells / count + at;
            let list = |at: u16| Rect { x: edge(at), width: edge(at + 1) - 1 - edge(at), ..rest };
            parts.iter().zip(0..count).map(|(part, at)| (*part, list(at))).collect()
        };
        Self { sides: lines, bars, headings, lists, themes: (themes > 0).then_some(themes_area) }
    }

    /// Whether one list shows all parts.
    pub(super) fn is_one(&self) -> bool {
        self.headings.is_none() && self.lists.len() == 1
    }

    /// The rows of a list.
    pub(super) fn list_height(&self) -> u16 {
        self.lists.first().map_or(0, |(_, area)| area.height)
    }

    /// The side whose line is at a cell.
    pub(super) fn side_at(&self, at: Position) -> Option<usize> {
        self.sides?.iter().position(|line| line.contains(at))
    }

    /// The list at a cell, and the line in it.
    pub(super) fn list_at(&self, at: Position) -> Option<(usize, usize)> {
        let (part, area) = self.lists.iter().find(|(_, area)| area.contains(at))?;
        Some((*part, usize::from(at.y - area.y)))
    }

    /// The line among the themes at a cell.
    pub(super) fn theme_at(&self, at: Position) -> Option<usize> {
        let area = self.themes.filter(|area| area.contains(at))?;
        usize::from(at.y - area.y).checked_sub(1)
    }
}
