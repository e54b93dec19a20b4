//! The strip of years as it is drawn.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::MARGIN;
use crate::panes::View;
use crate::text::width::width;
use crate::text::wording::Word;
use crate::views::strip::{Count, Strip};
use crate::widgets::paint::{LEVELS, band, fill, put};

/// The cells of the label of a year: the sign of the cursor on the axis is no wider, however few years there are.
const YEAR: usize = 4;

/// Draws the strip; `cursor` is the year of the cursor, where the strip has the keys.
pub(super) fn draw(view: &View<'_>, picture: &Strip, cursor: Option<i32>, (area, buf): (Rect, &mut Buffer)) {
    fill(buf, area, view.palette.text);
    if picture.bars.is_empty() || area.height < 2 {
        return;
    }
    let drawing = Drawing { view, picture, left: area.x + MARGIN };
    let rows = Rows::of(area);
    drawing.bars(rows.hits, Count::Hits, buf);
    if let Some(all) = rows.all {
        drawing.bars((all, all), Count::All, buf);
    }
    let bubble = cursor.map(|year| drawing.bubble(year));
    drawing.axis(rows.axis, bubble.as_ref().map(|(cells, _)| cells), buf);
    if let Some(eras) = rows.eras {
        drawing.eras(eras, buf);
    }
    match (cursor, &bubble) {
        (Some(year), Some((cells, text))) => {
            drawing.tint((year, usize::MAX), rows.hits, view.palette.selected, buf);
            let place =
                Rect { x: drawing.left + cells.start as u16, y: rows.axis, width: cells.len() as u16, height: 1 };
            fill(buf, place.intersection(area), view.palette.text);
            let room = usize::from(area.right().saturating_sub(place.x));
            put(buf, (place.x, rows.axis), text, room, view.palette.cursor);
        }
        _ => {
            if let Some(row) = view.selected {
                drawing.tint((view.store.year(row), YEAR), (rows.axis, rows.axis), view.palette.cursor, buf);
            }
        }
    }
}

/// Which rows of the area show what: two rows of hits where there are three rows, then all events and the eras.
struct Rows {
    hits: (u16, u16),
    all: Option<u16>,
    axis: u16,
    eras: Option<u16>,
}

impl Rows {
    fn of(area: Rect) -> Self {
        let y = area.y;
        match area.height {
            0..=2 => Self { hits: (y, y), all: None, axis: y + 1, eras: None },
            3 => Self { hits: (y, y + 1), all: None, axis: y + 2, eras: None },
            4 => Self { hits: (y, y + 1), all: None, axis: y + 2, eras: Some(y + 3) },
            _ => Self { hits: (y, y + 1), all: Some(y + 2), axis: y + 3, eras: Some(y + 4) },
        }
    }
}

struct Drawing<'a> {
    view: &'a View<'a>,
    picture: &'a Strip,
    left: u16,
}

impl Drawing<'_> {
    /// Bars over one or two rows, from `top` to `bottom`; what is still to come lies on what has happened.
    fn bars(&self, (top, bottom): (u16, u16), of: Count, buf: &mut Buffer) {
        let palette = self.view.palette;
        let rows = usize::from(bottom - top) + 1;
        let has_span = self.view.plan().is_some_and(|plan| plan.span.is_some());
        // A blank parts the bars where all are wide.
        let parted = self.picture.scale.cells() / self.picture.bars.len().max(1) > 2;
        for ((at, bar), (height, happened)) in self.picture.bars.iter().enumerate().zip(self.picture.heights(of, rows))
        {
            let cells = self.picture.scale.cells_of(at);
            let wide = cells.len() - usize::from(parted);
            for row in 0..rows {
                let [filled, happened] = [height, happened].map(|eighths| eighths.saturating_sub(row * 8).min(8));
                let style = match of {
                    Count::All => palette.bar_faint,
                    Count::Hits if has_span && !bar.chosen => palette.bar_faint,
                    // In the cell where both meet, the greater part counts.
                    Count::Hits if happened * 2 < filled => palette.bar_coming,
                    Count::Hits => palette.bar,
                };
                let x = self.left + cells.start as u16;
                put(buf, (x, bottom - row as u16), &LEVELS[filled].repeat(wide), wide, style);
            }
        }
    }

    /// The years below the bars, the chosen span in brackets over them, and a sign for today. Labels of which something else
    /// would take a digit are left out.
    fn axis(&self, y: u16, bubble: Option<&Range<usize>>, buf: &mut Buffer) {
        let palette = self.view.palette;
        let scale = &self.picture.scale;
        let chosen = self.picture.chosen();
        // Where the data ends before today, or begins after it, today has no place.
        let year = self.view.today.year();
        let has_today = self.view.store.years().is_some_and(|(first, last)| (first..=last).contains(&year));
        let today = has_today.then(|| scale.cells_of(scale.bar_of(year)).start);
        let is_free = |label: Range<usize>| {
            let cut = chosen
                .as_ref()
                .is_some_and(|chosen| label.clone().any(|at| at + 1 == chosen.start || at == chosen.end));
            let meets = bubble.is_some_and(|bubble| label.start <= bubble.end && bubble.start <= label.end);
            !cut && !meets && today.is_none_or(|today| !label.contains(&today))
        };
        for (cell, year) in scale.ticks(is_free) {
            put(buf, (self.left + cell as u16, y), &format!("{year:04}"), 4, palette.dim);
        }
        if let Some(today) = today {
            put(buf, (self.left + today as u16, y), "▲", 1, palette.today);
        }
        let Some(chosen) = chosen else { return };
        for x in self.left + chosen.start as u16..self.left + chosen.end as u16 {
            if x < buf.area().right() {
                if buf[(x, y)].symbol() == " " {
                    buf[(x, y)].set_symbol("═");
                }
                buf[(x, y)].set_style(palette.chosen);
            }
        }
        put(buf, (self.left + chosen.start as u16 - 1, y), "[", 1, palette.chosen);
        put(buf, (self.left + chosen.end as u16, y), "]", 1, palette.chosen);
    }

    /// A band for each era, with its name, cut where it does not fit.
    fn eras(&self, y: u16, buf: &mut Buffer) {
        let palette = self.view.palette;
        let eras = &self.view.store.eras;
        for (cells, at) in self.picture.eras(eras) {
            let name = eras[at].name.get(self.view.lang);
            put(buf, (self.left + cells.start as u16, y), &band(name, cells.len()), cells.len(), palette.dim);
        }
    }

    /// Marks the place of a year over some rows, in so many cells at most.
    fn tint(&self, (year, most): (i32, usize), (top, bottom): (u16, u16), style: Style, buf: &mut Buffer) {
        let cells = self.picture.scale.cells_of(self.picture.scale.bar_of(year));
        let wide = cells.len().min(most) as u16;
        let place = Rect { x: self.left + cells.start as u16, y: top, width: wide, height: bottom - top + 1 };
        buf.set_style(place.intersection(*buf.area()), style);
    }

    /// What the bar of a year holds, and the cells under the bar where that is told.
    fn bubble(&self, year: i32) -> (Range<usize>, String) {
        let scale = &self.picture.scale;
        let at = scale.bar_of(year);
        let (bar, years, cells) = (self.picture.bars[at], scale.years_of(at), scale.cells_of(at));
        let told = if years.start() == years.end() {
            years.start().to_string()
        } else {
            format!("{}–{}", years.start(), years.end())
        };
        let text = format!(" {told}: {} ", Word::OfTotal.with(self.view.lang, &[&bar.hits, &bar.all]));
        let wide = width(&text);
        let most = scale.cells().saturating_sub(wide);
        let under = usize::midpoint(cells.start, cells.end).saturating_sub(wide / 2).min(most);
        let chosen = self.picture.chosen();
        // Beside the window, where it would cover its ends.
        let covers =
            |start: usize| chosen.as_ref().is_some_and(|chosen| start <= chosen.end && chosen.start <= start + wide);
        let beside = chosen.as_ref().map(|chosen| [Some(chosen.end + 1), chosen.start.checked_sub(wide + 1)]);
        let free = beside.into_iter().flatten().flatten().filter(|start| *start <= most);
        let start = [under].into_iter().chain(free).find(|start| !covers(*start)).unwrap_or(under);
        (start..start + wide, text)
    }
}
