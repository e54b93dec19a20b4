//! The years of two sides on one axis: those of A stand up, those of B hang down, both on one scale.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::panes::View;
use crate::views::compare::Sides;
use crate::views::scale::Scale;
use crate::widgets::paint::put;

/// The cells left and right of the bars.
const MARGIN: u16 = 3;

/// A bar's cells from its foot on: whole cells, then a half or the least.
fn cells(count: u32, most: u32, rows: u16, [least, half]: [&'static str; 2]) -> Vec<&'static str> {
    let halves = count as usize * usize::from(rows) * 2;
    let most = most.max(1) as usize;
    // Rounded, but what is there is seen.
    let full = (halves + most / 2) / most;
    let mut cells = vec!["█"; full / 2];
    match (full, count) {
        (_, 0) => {}
        (0, _) => cells.push(least),
        (odd, _) if odd % 2 == 1 => cells.push(half),
        _ => {}
    }
    cells
}

/// Draws the bars of both sides over and under a row of years; `area` is so many rows above that row, the row, and as many below.
pub(super) fn draw(
    view: &View<'_>,
    sides: &Sides,
    (area, rows): (Rect, u16),
    (styles, buf): ([Style; 2], &mut Buffer),
) {
    let answer = view.answer();
    let width = usize::from(area.width.saturating_sub(2 * MARGIN));
    let scale = Scale::fit(answer.first_year, answer.years.len(), width);
    let left = area.x + MARGIN;
    let axis = area.y + rows;
    let sums = sides.years.each_ref().map(|years| scale.sums(years));
    let most = sums.iter().flatten().copied().max().unwrap_or_default();
    let signs = [["▁", "▄"], ["▔", "▀"]];
    for side in 0..2 {
        for (bar, count) in sums[side].iter().enumerate() {
            let across = scale.cells_of(bar);
            for (cell, at) in cells(*count, most, rows, signs[side]).into_iter().zip(1..) {
                let y = if side == 0 { axis - at } else { axis + at };
                put(buf, (left + across.start as u16, y), &cell.repeat(across.len()), across.len(), styles[side]);
            }
        }
    }
    let today = scale.cells_of(scale.bar_of(view.today.year())).start;
    for (cell, year) in scale.ticks(|cells| !cells.contains(&today)) {
        put(buf, (left + cell as u16, axis), &year.to_string(), 4, view.palette.dim);
    }
    if scale.bars() > 0 {
        put(buf, (left + today as u16, axis), "▲", 1, view.palette.today);
    }
    if let Some(row) = view.selected.filter(|_| scale.bars() > 0) {
        let across = scale.cells_of(scale.bar_of(view.store.year(row)));
        let place = Rect { x: left + across.start as u16, y: axis, width: across.len() as u16, height: 1 };
        buf.set_style(place.intersection(*buf.area()), view.palette.cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_high_as_its_count_and_never_higher_than_its_room() {
        let up = |count, most, rows| cells(count, most, rows, ["▁", "▄"]).concat();
        assert_eq!([up(0, 9, 2), up(1, 90, 2), up(90, 90, 2), up(45, 90, 2)], ["", "▁", "██", "█"]);
        assert_eq!([up(1, 1, 1), up(1, 2, 1), up(1, 9, 1), up(3, 4, 1)], ["█", "▄", "▁", "█"]);
        for rows in 1..4 {
            assert!((0..=50).all(|count| cells(count, 50, rows, ["▁", "▄"]).len() <= usize::from(rows)));
        }
    }
}
