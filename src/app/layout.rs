//! Which pane stands where: a function of the window's size and of the pane that has the keys. What gives way as the
//! window shrinks stands here and nowhere else.

use ratatui::layout::{Position, Rect};

use crate::panes::PaneId;
use crate::query::ViewKind;
use crate::widgets::popup;

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The whole window.
    pub window: Rect,
    /// The panes on screen, in the order of drawing: a later one may lie over an earlier one.
    pub panes: Vec<(PaneId, Rect)>,
    /// Vertical lines between panes: column, first and last row.
    pub separators: Vec<(u16, u16, u16)>,
    /// The line of hints.
    pub hints: Option<Rect>,
    /// Where a mistake in the line is told.
    pub message: Option<Rect>,
    /// Whether the window is too small for anything.
    pub too_small: bool,
    narrow: bool,
    /// Whether the detail, which has no place of its own, takes that of the view.
    opens_detail: bool,
}

/// The narrowest window in which the facets stand beside the list.
const BESIDE: u16 = 80;
/// The same for the views that need width themselves.
const BESIDE_WIDE: u16 = 110;
/// The narrowest window in which the facets, once opened, leave room for the list.
const DRAWER_BESIDE: u16 = 60;
/// The narrowest window in which the detail stands beside the list.
const THREE_COLUMNS: u16 = 130;
/// The same for the views that need width themselves.
const THREE_COLUMNS_WIDE: u16 = 160;
/// The same for the lanes, whose labels need the most.
const THREE_COLUMNS_LANES: u16 = 190;
/// The same for the comparison, which has columns of its own.
const THREE_COLUMNS_COMPARED: u16 = 200;

impl Areas {
    /// The area of a pane; an empty one where it is not on screen.
    pub fn of(&self, id: PaneId) -> Rect {
        self.panes.iter().rev().find(|(own, _)| *own == id).map_or(Rect::default(), |(_, area)| *area)
    }

    /// The pane at a cell.
    pub fn under(&self, at: Position) -> Option<PaneId> {
        let boxed = self.panes.iter().any(|(id, _)| id.is_overlay());
        let found = self.panes.iter().rev().find(|(_, area)| area.contains(at)).map(|(id, _)| *id);
        found.filter(|id| !boxed || id.is_overlay())
    }

    /// Whether the keys may go to a pane: it is on screen, or opens in a small window once it has them.
    pub fn is_reachable(&self, id: PaneId) -> bool {
        let opens = match id {
            PaneId::Facet(_) => self.narrow,
            PaneId::Detail => self.narrow || self.opens_detail,
            PaneId::Strip => strip_height(self.window, true) > 0,
            _ => false,
        };
        opens || self.of(id).area() > 0
    }

    fn put(&mut self, id: PaneId, area: Rect) {
        if area.area() > 0 {
            self.panes.push((id, area));
        }
    }
}

/// Where everything stands in a window of this size, `focus` having the keys and `kind` being in the middle.
pub fn areas((width, height): (u16, u16), focus: PaneId, kind: ViewKind) -> Areas {
    let window = Rect::new(0, 0, width, height);
    let (beside, three) = match kind {
        ViewKind::Timeline => (BESIDE, THREE_COLUMNS),
        ViewKind::Lanes => (BESIDE_WIDE, THREE_COLUMNS_LANES),
        ViewKind::Compare => (BESIDE_WIDE, THREE_COLUMNS_COMPARED),
        _ => (BESIDE_WIDE, THREE_COLUMNS_WIDE),
    };
    let mut out = Areas { window, narrow: width < beside, ..Areas::default() };
    if width < 20 || height < 3 {
        out.too_small = true;
        return out;
    }
    let has_hints = height >= 4;
    out.put(PaneId::Line, Rect { height: 1, ..window });
    out.hints = has_hints.then(|| Rect { y: height - 1, height: 1, ..window });
    let strip_height = strip_height(window, focus == PaneId::Strip);
    out.put(PaneId::Strip, Rect { y: 1, height: strip_height, ..window });
    out.message = (height >= 4).then_some(Rect { y: 1, height: 1, ..window });
    let top = 1 + strip_height;
    let mut middle = Rect { y: top, height: height - top - u16::from(has_hints), ..window };
    if focus == PaneId::Guide {
        // The stop of a tour stands below the screen that it speaks of.
        let guide = (middle.height / 3).clamp(4, 6).min(middle.height.saturating_sub(1));
        middle.height -= guide;
        out.put(PaneId::Guide, Rect { y: middle.bottom(), height: guide, ..window });
    }
    if width >= three {
        three_columns(middle, kind, &mut out);
    } else if width >= beside {
        two_columns(middle, focus, kind, &mut out);
    } else {
        one_column(middle, focus, kind, &mut out);
    }
    if focus.is_overlay() {
        // A page has two columns of text where there is room for them, and a tree grows to the right.
        let widest = if matches!(focus, PaneId::Page | PaneId::Chain) { 140 } else { 100 };
        let (wide, tall) = (width.saturating_sub(4).min(widest), height.saturating_sub(2));
        out.put(focus, popup::area(window, wide.max(20), tall.max(3)));
    }
    out
}

/// The rows of the strip; in a small window it opens while it has the keys.
fn strip_height(window: Rect, has_keys: bool) -> u16 {
    let is_small = window.width < 40 || window.height < 16;
    match window.height {
        0..6 => 0,
        _ if is_small => {
            if has_keys {
                2
            } else {
                0
            }
        }
        16..30 => 2,
        30..40 => 4,
        _ => 5,
    }
}

/// Facets at the left, the list, the detail at the right.
fn three_columns(middle: Rect, kind: ViewKind, out: &mut Areas) {
    let facets = if middle.width >= 160 { 34 } else { 28 };
    let detail = match middle.width {
        0..160 => 40,
        160..200 => 52,
        _ => 72,
    };
    put_facets(Rect { width: facets, ..middle }, out);
    let list_x = middle.x + facets + 1;
    let detail_x = middle.right() - detail;
    out.put(PaneId::View(kind), Rect { x: list_x, width: detail_x - 1 - list_x, ..middle });
    out.put(PaneId::Detail, Rect { x: detail_x, width: detail, ..middle });
    out.separators.push((list_x - 1, middle.y, middle.bottom() - 1));
    out.separators.push((detail_x - 1, middle.y, middle.bottom() - 1));
}

/// Facets at the left, the list, the detail below it; in a view without single events below it the detail takes the view's place
/// while it has the keys.
fn two_columns(middle: Rect, focus: PaneId, kind: ViewKind, out: &mut Areas) {
    let facets = if middle.width >= 100 { 28 } else { 24 };
    let detail = match middle.height {
        _ if !has_events(kind) => 0,
        0..8 => 0,
        8..13 => 4,
        13..18 => 5,
        18..24 => 7,
        // Each row is a lane or a line of labels more.
        _ if kind == ViewKind::Lanes => 9,
        _ => middle.height * 2 / 5,
    };
    let upper = Rect { height: middle.height - detail, ..middle };
    put_facets(Rect { width: facets, ..middle }, out);
    let x = middle.x + facets + 1;
    let right = Rect { x, width: middle.right() - x, ..middle };
    out.opens_detail = detail == 0;
    if focus == PaneId::Detail && out.opens_detail {
        out.put(PaneId::Detail, right);
    } else {
        out.put(PaneId::View(kind), Rect { height: upper.height, ..right });
        out.put(PaneId::Detail, Rect { y: upper.bottom(), height: detail, ..right });
    }
    out.separators.push((x - 1, middle.y, middle.bottom() - 1));
}

/// The list alone; the detail takes its place while it has the keys, and the facets stand beside it while they have them, or
/// take its place where there is no room beside.
fn one_column(middle: Rect, focus: PaneId, kind: ViewKind, out: &mut Areas) {
    if focus == PaneId::Detail {
        return out.put(PaneId::Detail, middle);
    }
    let mut list = middle;
    if let PaneId::Facet(_) = focus {
        let width = if middle.width >= DRAWER_BESIDE { 32 } else { middle.width };
        put_facets(Rect { width, ..middle }, out);
        if width == middle.width {
            return;
        }
        out.separators.push((middle.x + width, middle.y, middle.bottom() - 1));
        list = Rect { x: middle.x + width + 1, width: middle.width - width - 1, ..middle };
    }
    let detail = if has_events(kind) && middle.height >= 16 && middle.width >= 60 { 6 } else { 0 };
    out.put(PaneId::View(kind), Rect { height: list.height - detail, ..list });
    out.put(PaneId::Detail, Rect { y: list.bottom() - detail, height: detail, ..list });
}

/// Whether a view shows single events, so that the selected one is told below it.
fn has_events(kind: ViewKind) -> bool {
    matches!(kind, ViewKind::Timeline | ViewKind::Lanes)
}

/// Three panes of values one below the other, the first ones taller where the rows do not divide.
fn put_facets(area: Rect, out: &mut Areas) {
    let mut y = area.y;
    for pane in 0..3 {
        let left = area.bottom() - y;
        let height = left.div_ceil(3 - pane);
        out.put(PaneId::Facet(usize::from(pane)), Rect { y, height, ..area });
        y += height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOCI: &[PaneId] = &[
        PaneId::TIMELINE,
        PaneId::Line,
        PaneId::Facet(1),
        PaneId::Detail,
        PaneId::Strip,
        PaneId::Guide,
        PaneId::Page,
        PaneId::Help,
    ];

    #[test]
    fn every_size_is_laid_out_within_the_window_and_keeps_the_list() {
        for width in 1..=220 {
            for height in 1..=70 {
                for (focus, (_, kind)) in
                    FOCI.iter().flat_map(|focus| ViewKind::NAMED.iter().map(move |kind| (focus, kind)))
                {
                    let focus = if *focus == PaneId::TIMELINE { &PaneId::View(*kind) } else { focus };
                    let areas = areas((width, height), *focus, *kind);
                    assert!(
                        areas.panes.iter().all(|(_, area)| areas.window.union(*area) == areas.window),
                        "{width}x{height}"
                    );
                    // In a narrow window what has the keys may take the list's place.
                    let main = if areas.of(PaneId::View(*kind)).is_empty() {
                        areas.of(*focus)
                    } else {
                        areas.of(PaneId::View(*kind))
                    };
                    assert!(areas.too_small || (main.height >= 1 && main.width >= 20), "{width}x{height} {focus:?}");
                }
            }
        }
    }

    #[test]
    fn panes_of_wide_windows_do_not_overlap() {
        for (width, height) in [(80, 24), (100, 30), (120, 40), (130, 24), (160, 45), (200, 60)] {
            let areas = areas((width, height), PaneId::TIMELINE, ViewKind::Timeline);
            for (at, (id, area)) in areas.panes.iter().enumerate() {
                for (other, over) in &areas.panes[at + 1..] {
                    assert!(area.intersection(*over).is_empty(), "{width}x{height}: {id:?} {other:?}");
                }
            }
        }
    }
}
