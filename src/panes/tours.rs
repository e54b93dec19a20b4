//! Guided tours: the list of them over the screen, and the box of the one that is gone through, below the real screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Act, Pane, PaneId, View, body};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::text::wording::Word;
use crate::text::wrap::wrap;
use crate::widgets::paint::{fill, put, rule};
use crate::widgets::popup;
use crate::widgets::window::keep_visible;

/// The list of tours.
#[derive(Default)]
pub(super) struct Tours {
    cursor: usize,
    top: usize,
}

impl Tours {
    /// The lines of the list, and for each the tour that it is of.
    fn lines<'a>(&self, view: &View<'a>, area: Rect) -> Vec<(usize, Line<'a>)> {
        let cells = usize::from(area.width.saturating_sub(6));
        let palette = view.palette;
        let mut lines = Vec::new();
        for (at, tour) in view.tours.iter().enumerate() {
            let style = if at == self.cursor { palette.selected } else { palette.title };
            let count = Word::Stops.with(view.lang, &[&tour.stops.len()]);
            let title = tour.title.get(view.lang);
            for range in wrap(title, cells) {
                let title = Span::styled(format!(" {} ", title[range].trim_end()), style);
                lines.push((at, Line::from(vec![Span::raw(" "), title])));
            }
            // The number of stops stands beside the title where there is room for it.
            let count = Span::styled(format!("  {count}"), palette.dim);
            match lines.last_mut() {
                Some((_, line)) if line.width() + count.width() <= cells + 3 => line.push_span(count),
                _ => lines.push((at, Line::from(count))),
            }
            let about = tour.about.get(view.lang);
            let about =
                wrap(about, cells).into_iter().map(|range| Line::styled(format!("  {}", &about[range]), palette.text));
            lines.extend(about.map(|line| (at, line)));
            lines.push((at, Line::raw("")));
        }
        lines.pop();
        lines
    }

    /// The box, no taller than its lines.
    fn frame(lines: usize, area: Rect) -> Rect {
        popup::area(area, area.width, (lines as u16).saturating_add(2))
    }

    fn begin(&self) -> Vec<Act> {
        vec![Act::Leave, Act::Guide(Some((self.cursor, 0)))]
    }
}

impl Pane for Tours {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Tours
    }

    fn act(&mut self, action: Action, view: &View<'_>, _area: Rect) -> Option<Vec<Act>> {
        let last = view.tours.len().saturating_sub(1);
        self.cursor = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => (self.cursor + 1).min(last),
            Action::First => 0,
            Action::Last => last,
            Action::BeginTour => return Some(self.begin()),
            Action::Back | Action::Tours => return Some(vec![Act::Leave]),
            _ => return None,
        };
        Some(Vec::new())
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        if kind != MouseEventKind::Down(MouseButton::Left) {
            return Vec::new();
        }
        let lines = self.lines(view, area);
        let frame = Self::frame(lines.len(), area);
        let line = self.top + usize::from(at.y.saturating_sub(frame.y + 1));
        let Some((tour, _)) = lines.into_iter().nth(line).filter(|_| at.y > frame.y) else { return vec![Act::Leave] };
        // The first press points, the second begins.
        if self.cursor == tour {
            return self.begin();
        }
        self.cursor = tour;
        Vec::new()
    }

    fn wheel(&mut self, lines: isize, view: &View<'_>, _area: Rect) -> Vec<Act> {
        self.cursor = self.cursor.saturating_add_signed(lines.signum()).min(view.tours.len().saturating_sub(1));
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        let lines = self.lines(view, area);
        let of_cursor = |(at, _): &(usize, Line<'_>)| *at == self.cursor;
        let (first, last) = (lines.iter().position(of_cursor), lines.iter().rposition(of_cursor));
        for line in [last, first].into_iter().flatten() {
            self.top = keep_visible(self.top, line, popup::lines(Self::frame(lines.len(), area)), lines.len());
        }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let lines: Vec<Line<'_>> = self.lines(view, area).into_iter().map(|(_, line)| line).collect();
        let frame = Self::frame(lines.len(), area);
        popup::draw(buf, frame, view.word(Word::Tours), (&lines, self.top), view.palette);
        None
    }
}

/// The box of a tour's stop.
#[derive(Default)]
pub(super) struct Guide;

impl Pane for Guide {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Tour
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        let Some((tour, stop)) = view.stop else { return true };
        match action {
            Action::PreviousStop => stop > 0,
            Action::NextStop => view.tours.get(tour).is_some_and(|tour| stop + 1 < tour.stops.len()),
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, _area: Rect) -> Option<Vec<Act>> {
        let (tour, stop) = view.stop?;
        let last = view.tours.get(tour)?.stops.len() - 1;
        let to = match action {
            Action::NextStop if stop < last => stop + 1,
            Action::PreviousStop => stop.saturating_sub(1),
            Action::NextStop | Action::Back => return Some(vec![Act::Guide(None)]),
            _ => return None,
        };
        Some(vec![Act::Guide(Some((tour, to)))])
    }

    fn mouse(&mut self, kind: MouseEventKind, _at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let pressed = kind == MouseEventKind::Down(MouseButton::Left);
        if pressed { self.act(Action::NextStop, view, area).unwrap_or_default() } else { Vec::new() }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (tour, stop) = view.stop?;
        let tour = view.tours.get(tour)?;
        let style = view.rule_style(PaneId::Guide);
        let count = format!("{}/{}", stop + 1, tour.stops.len());
        rule(buf, Rect { height: 1, ..area }, (tour.title.get(view.lang), style), &count, style);
        let box_area = body(area);
        fill(buf, box_area, view.palette.text);
        let text = tour.stops.get(stop)?.text.get(view.lang);
        let cells = usize::from(area.width.saturating_sub(4)).min(WIDEST);
        let top = box_area.y + u16::from(box_area.height > 4);
        for (range, y) in wrap(text, cells).into_iter().zip(top..box_area.bottom()) {
            put(buf, (area.x + 2, y), &text[range], cells, view.palette.text);
        }
        None
    }
}

/// The widest lines that are read with ease.
const WIDEST: usize = 110;
