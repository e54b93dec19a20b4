//! The strip of years: how many hits each has, the chosen span, today, the eras; years are chosen here.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Act, Pane, PaneId, View};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{Point, When, edit};
use crate::views::strip::{Bar, Strip as Picture, Years};
use crate::widgets::paint::{LEVELS, band, fill, put};

/// The strip of years.
#[derive(Default)]
pub(super) struct Strip {
    /// The year that the cursor stands at, while the strip has the keys.
    cursor: Option<i32>,
    /// The year at which choosing began; the next choice makes a span from here.
    anchor: Option<i32>,
    /// For each year of the store, its events; the store that they were counted for.
    all: (u64, Vec<u32>),
}

/// The cells left and right of the bars.
const MARGIN: u16 = 3;

impl Strip {
    fn picture(&self, view: &View<'_>, area: Rect) -> Picture {
        let answer = view.answer();
        let first = view.store.years().map_or(0, |(first, _)| first);
        let years = Years { first, hits: &answer.years, coming: &answer.coming, all: &self.all.1 };
        let span = view.plan().and_then(|plan| plan.span);
        Picture::fit(years, span, view.today, usize::from(area.width.saturating_sub(2 * MARGIN)))
    }

    /// The year of the cursor: where it was put, else the selected event's.
    fn year(&self, view: &View<'_>) -> i32 {
        let (first, last) = view.store.years().unwrap_or((1954, 2027));
        let selected = view.selected.map_or(first, |row| view.store.year(row));
        self.cursor.unwrap_or(selected).clamp(first, last)
    }

    fn chosen(view: &View<'_>, from: i32, to: i32) -> Vec<Act> {
        let (from, to) = (from.min(to), from.max(to));
        let span = if from == to {
            When::At(Point::Year(from))
        } else {
            When::Range(Some(Point::Year(from)), Some(Point::Year(to)))
        };
        vec![Act::Line(edit::set_span(view.parsed, view.line.text(), Some(span)))]
    }

    fn pick(&mut self, view: &View<'_>) -> Vec<Act> {
        let here = self.year(view);
        match self.anchor.take() {
            Some(anchor) if anchor != here => Self::chosen(view, anchor, here),
            _ => {
                self.anchor = Some(here);
                Self::chosen(view, here, here)
            }
        }
    }

    fn extend(&mut self, view: &View<'_>, by: i32) -> Vec<Act> {
        let here = self.year(view);
        let anchor = *self.anchor.get_or_insert(here);
        let (first, last) = view.store.years().unwrap_or((1954, 2027));
        let to = (here + by).clamp(first, last);
        self.cursor = Some(to);
        Self::chosen(view, anchor, to)
    }
}

impl Pane for Strip {
    fn context(&self) -> Context {
        Context::Strip
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let step = self.picture(view, area).years_per_bar.max(1);
        let (first, last) = view.store.years()?;
        let here = self.year(view);
        let mut go = |year: i32| {
            self.cursor = Some(year.clamp(first, last));
            Vec::new()
        };
        Some(match action {
            Action::Left => go(here - step),
            Action::Right => go(here + step),
            Action::First => go(first),
            Action::Last => go(last),
            Action::PickYear => self.pick(view),
            Action::SpanLeft => self.extend(view, -step),
            Action::SpanRight => self.extend(view, step),
            Action::ClearPane => {
                self.anchor = None;
                vec![Act::Line(edit::set_span(view.parsed, view.line.text(), None))]
            }
            _ => return None,
        })
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let picture = self.picture(view, area);
        let cell = usize::from(at.x.saturating_sub(area.x + MARGIN));
        let (year, end) = (picture.year_at(cell), picture.year_end_at(cell));
        match kind {
            MouseEventKind::Down(MouseButton::Left) => {
                self.anchor = Some(year);
                self.cursor = Some(year);
                Self::chosen(view, year, end)
            }
            MouseEventKind::Drag(MouseButton::Left) => {
                let anchor = self.anchor.unwrap_or(year);
                self.cursor = Some(year);
                Self::chosen(view, anchor, if year < anchor { year } else { end })
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, view: &View<'_>, _area: Rect) {
        if view.focus != PaneId::Strip {
            self.cursor = None;
            self.anchor = None;
        }
        if self.all.0 != view.store.stamp {
            let mut all = Vec::new();
            if let Some((first, last)) = view.store.years() {
                all = vec![0; (last - first) as usize + 1];
                for row in 0..view.store.len() as u32 {
                    all[(view.store.year(row) - first) as usize] += 1;
                }
            }
            self.all = (view.store.stamp, all);
        }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        fill(buf, area, view.palette.text);
        let picture = self.picture(view, area);
        if picture.bars.is_empty() || area.height < 2 {
            return None;
        }
        let drawing = Drawing { view, picture: &picture, left: area.x + MARGIN };
        let rows = Rows::of(area);
        drawing.bars(rows.hits, false, buf);
        if let Some(all) = rows.all {
            drawing.bars((all, all), true, buf);
        }
        drawing.axis(rows.axis, buf);
        if let Some(eras) = rows.eras {
            drawing.eras(eras, buf);
        }
        if view.focus == PaneId::Strip {
            drawing.cursor(self.year(view), rows.hits, buf);
        }
        drawing.caption(self.year(view), rows.hits.1, area, buf);
        None
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
    picture: &'a Picture,
    left: u16,
}

impl Drawing<'_> {
    /// Bars over one or two rows, from `top` to `bottom`.
    fn bars(&self, (top, bottom): (u16, u16), all: bool, buf: &mut Buffer) {
        let palette = self.view.palette;
        let rows = usize::from(bottom - top) + 1;
        let has_span = self.view.plan().is_some_and(|plan| plan.span.is_some());
        let width = self.picture.cells_per_bar.saturating_sub(usize::from(self.picture.cells_per_bar > 2)).max(1);
        for (at, bar) in self.picture.bars.iter().enumerate() {
            let count = if all { bar.all } else { bar.hits };
            let level = self.level(count, all, rows);
            let style = match bar {
                _ if all => palette.bar_faint,
                Bar { chosen: false, .. } if has_span => palette.bar_faint,
                Bar { coming: true, .. } => palette.bar_coming,
                _ => palette.bar,
            };
            let x = self.left + (at * self.picture.cells_per_bar) as u16;
            for row in 0..rows {
                let filled = level.saturating_sub(row * 8).min(8);
                put(buf, (x, bottom - row as u16), &LEVELS[filled].repeat(width), width, style);
            }
        }
    }

    fn level(&self, count: u32, all: bool, rows: usize) -> usize {
        if rows == 1 {
            return self.picture.level(count, all);
        }
        let most = self.picture.bars.iter().map(|bar| if all { bar.all } else { bar.hits }).max().unwrap_or_default();
        if count == 0 { 0 } else { (count as usize * 8 * rows).div_ceil(most.max(1) as usize) }
    }

    /// The years below the bars, the chosen span in brackets over them, and a sign for today.
    fn axis(&self, y: u16, buf: &mut Buffer) {
        let palette = self.view.palette;
        let today = self.picture.bars.iter().position(|bar| bar.today);
        let chosen = self.picture.chosen();
        // A label of which the span's brackets would take a digit is left out.
        let is_cut =
            |cell: usize| chosen.is_some_and(|(from, to)| (cell..cell + 4).any(|at| at + 1 == from || at == to + 1));
        for (cell, year) in self.picture.ticks.iter().filter(|(cell, _)| !is_cut(*cell)) {
            put(buf, (self.left + *cell as u16, y), &year.to_string(), 4, palette.dim);
        }
        if let Some(at) = today {
            let x = self.left + (at * self.picture.cells_per_bar) as u16;
            if buf[(x, y)].symbol() == " " {
                put(buf, (x, y), "▲", 1, palette.today);
            }
        }
        if let Some((from, to)) = chosen {
            for x in self.left + from as u16..=self.left + to as u16 {
                if buf.area().contains(Position::new(x, y)) {
                    if buf[(x, y)].symbol() == " " {
                        buf[(x, y)].set_symbol("═");
                    }
                    buf[(x, y)].set_style(palette.chosen);
                }
            }
            put(buf, (self.left + from as u16 - 1, y), "[", 1, palette.chosen);
            put(buf, (self.left + to as u16 + 1, y), "]", 1, palette.chosen);
        }
    }

    /// A band for each era, with its name where it fits.
    fn eras(&self, y: u16, buf: &mut Buffer) {
        let palette = self.view.palette;
        let eras = &self.view.store.eras;
        for (from, to, at) in self.picture.eras(eras) {
            let cells = to - from + 1;
            let name = eras[at].name.get(self.view.lang);
            put(buf, (self.left + from as u16, y), &band(name, cells), cells, palette.dim);
        }
    }

    fn cursor(&self, year: i32, (top, bottom): (u16, u16), buf: &mut Buffer) {
        let x = self.left + self.picture.cell_of(year) as u16;
        let width = self.picture.cells_per_bar as u16;
        let cells = Rect { x, y: top, width, height: bottom - top + 1 }.intersection(*buf.area());
        buf.set_style(cells, self.view.palette.cursor);
    }

    /// What the year of the cursor holds, to the right of the bars where there is room for it.
    fn caption(&self, year: i32, y: u16, area: Rect, buf: &mut Buffer) {
        let x = self.left + self.picture.width() as u16 + 3;
        let room = usize::from(area.right().saturating_sub(x + 1));
        let bar = self.picture.bars.get(self.picture.cell_of(year) / self.picture.cells_per_bar.max(1));
        let Some(bar) = bar.filter(|_| room >= 16) else { return };
        let text =
            format!("{year}: {}", crate::text::wording::Word::OfTotal.with(self.view.lang, &[&bar.hits, &bar.all]));
        put(buf, (x, y), &text, room, self.view.palette.dim);
        let view = self.view;
        let era = view.store.eras.iter().find(|era| {
            era.date.as_ref().is_some_and(|date| (date.earliest.year()..=date.latest.year()).contains(&year))
        });
        if let Some(era) = era.filter(|_| area.height < 4) {
            put(buf, (x, y + 1), era.name.get(view.lang), room, view.palette.dim);
        }
    }
}
