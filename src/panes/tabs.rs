//! The rule over the middle of the screen: the views by name, the one that is shown in strong letters.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{PaneId, View};
use crate::query::ViewKind;
use crate::text::width::width;
use crate::widgets::paint::{put, rule};

/// The cells that are left for what a view says of itself, at least.
const ROOM: usize = 12;

/// Where the name of each view stands on the rule: the first column and the cells. Only the shown one where not all fit.
fn places(view: &View<'_>, area: Rect) -> Vec<(ViewKind, u16, usize)> {
    let mut x = area.x + 2;
    let all = ViewKind::NAMED.iter().map(|(_, kind)| *kind);
    let cells: usize = all.clone().map(|kind| width(kind.label(view.lang)) + 2).sum();
    let fits = cells + ROOM + 2 <= usize::from(area.width);
    let shown = all.filter(|kind| fits || *kind == view.kind());
    shown
        .map(|kind| {
            let cells = width(kind.label(view.lang));
            let at = x;
            x += cells as u16 + 2;
            (kind, at, cells)
        })
        .collect()
}

/// Draws the rule over the first row of a view's area: the views, what the shown one says of itself beside them, and `right` at
/// the end.
pub fn draw(view: &View<'_>, area: Rect, about: &str, right: &str, buf: &mut Buffer) {
    let row = Rect { height: area.height.min(1), ..area };
    let style = view.rule_style(PaneId::View(view.kind()));
    rule(buf, row, ("", style), right, style);
    let mut end = row.x;
    for (kind, x, cells) in places(view, area) {
        let own = if kind == view.kind() { style.patch(view.palette.title) } else { view.palette.dim };
        let text = format!(" {} ", kind.label(view.lang));
        end = put(buf, (x - 1, row.y), &text, cells + 2, own);
    }
    let room = left_over(end, row, right);
    if !about.is_empty() && room >= 2 {
        put(buf, (end + 1, row.y), &format!(" {} ", crate::text::width::cut(about, room)), room + 2, style);
    }
}

/// The cells that a view has on the rule for what it says of itself.
pub fn room(view: &View<'_>, area: Rect, right: &str) -> usize {
    let end = places(view, area).last().map_or(area.x, |(_, x, cells)| x + *cells as u16 + 1);
    left_over(end, area, right)
}

fn left_over(end: u16, row: Rect, right: &str) -> usize {
    let taken = if right.is_empty() { 0 } else { width(right) + 4 };
    usize::from(row.right().saturating_sub(end + 5)).saturating_sub(taken)
}

/// The view whose name stands at a cell of the rule.
pub fn at(view: &View<'_>, area: Rect, at: Position) -> Option<ViewKind> {
    let on = |x: u16, cells: usize| (x..x + cells as u16).contains(&at.x);
    places(view, area).into_iter().find(|(_, x, cells)| on(*x, *cells)).map(|(kind, ..)| kind)
}
