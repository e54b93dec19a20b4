//! The hits in sentences: a page whose words lead to the events and values that they speak of.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Act, Pane, PaneId, View, body, tabs, timeline};
use crate::data::Day;
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::edit::{self, Value};
use crate::query::{Point, ViewKind, When};
use crate::text::Lang;
use crate::text::width::{head, pad, width};
use crate::text::wording::Word;
use crate::text::wrap::wrap;
use crate::views::picture::Picture;
use crate::views::timeline::{COMPACT, Mark, compact};
use crate::views::told::{Part, Sentence, Target, told};
use crate::widgets::paint::{Marked, fill, put, put_marked};
use crate::widgets::popup::scrollbar;
use crate::widgets::window::keep_visible;

/// The page of a period.
#[derive(Default)]
pub(super) struct Period {
    top: usize,
    /// The target that Enter follows, by its place in `targets`.
    cursor: usize,
    lines: Vec<Line>,
    /// Every target with the line that it begins on.
    targets: Vec<(usize, Target)>,
    made_for: Option<(u64, u64, Lang, usize)>,
}

/// A line of the page.
#[derive(Default)]
struct Line {
    text: String,
    heading: bool,
    /// Byte ranges that lead somewhere, and to which target.
    links: Vec<(Range<usize>, usize)>,
    /// The event that the line shows, where it is one's.
    event: Option<u32>,
}

/// The cells left and right of the text.
const MARGIN: u16 = 2;
/// The widest lines that are read with ease.
const WIDEST: usize = 96;

impl Period {
    fn make(&mut self, view: &View<'_>, cells: usize) {
        (self.lines, self.targets) = (Vec::new(), Vec::new());
        let Picture::Period(period) = view.picture() else { return };
        for part in told(period, view.store, view.lang) {
            match part {
                Part::Heading(text) => {
                    self.lines.push(Line::default());
                    self.lines.push(Line { text: text.to_owned(), heading: true, ..Line::default() });
                }
                Part::Sentence(sentence) => self.push_sentence(&sentence, cells),
                Part::Event(row) => {
                    let event = view.store.event(row);
                    let mark = Mark::of(event, view.today).sign();
                    let date = pad(&compact(&event.date()), COMPACT);
                    let text = format!("{date} {mark} {}", event.title(view.lang));
                    let link = (0..text.len(), self.targets.len());
                    self.targets.push((self.lines.len(), Target::Event(row)));
                    self.lines.push(Line { text, links: vec![link], event: Some(row), ..Line::default() });
                }
            }
        }
    }

    fn push_sentence(&mut self, sentence: &Sentence, cells: usize) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        let first = self.targets.len();
        for range in wrap(&sentence.text, cells) {
            let at = self.lines.len();
            let mut line = Line { text: sentence.text[range.clone()].to_owned(), ..Line::default() };
            for (number, (link, target)) in sentence.targets.iter().enumerate() {
                let (start, end) = (link.start.max(range.start), link.end.min(range.end));
                if start >= end {
                    continue;
                }
                if first + number == self.targets.len() {
                    self.targets.push((at, *target));
                }
                line.links.push((start - range.start..end - range.start, first + number));
            }
            self.lines.push(line);
        }
    }

    /// The first target on the nearest line above or below that has any.
    fn by_line(&self, forward: bool) -> usize {
        let Some((here, _)) = self.targets.get(self.cursor) else { return 0 };
        let mut lines = self.targets.iter().map(|(line, _)| *line);
        if forward {
            return lines.position(|line| line > *here).unwrap_or(self.cursor);
        }
        let above = self.targets.iter().map(|(line, _)| *line).rfind(|line| line < here);
        above.and_then(|above| lines.position(|line| line == above)).unwrap_or(0)
    }

    fn follow(view: &View<'_>, target: Target) -> Vec<Act> {
        let (parsed, line) = (view.parsed, view.line.text());
        match target {
            Target::Event(row) => vec![Act::Select(row), Act::Line(edit::unset(parsed, line, "view"))],
            Target::Value(field, entry) => {
                let key = &view.store.column(field.axis).entries[entry as usize].key;
                vec![Act::Line(edit::toggle(parsed, line, view.store, Value { field, key, not: false }))]
            }
            Target::Year(year) => {
                vec![Act::Line(edit::set_span(parsed, line, Some(When::At(Point::Year(year)))))]
            }
            Target::State(_) => vec![Act::Line(edit::put(line, &target.query(view.store)))],
        }
    }
}

/// The stretch of as many years before or after the one that is shown; a decade where none is chosen.
fn next_stretch(view: &View<'_>, forward: bool) -> Option<When> {
    let (first, last) = view.store.years()?;
    let sign = if forward { 1 } else { -1 };
    let (from, to) = if let Some(span) = view.plan().and_then(|plan| plan.span) {
        let bounded = |day: Day, edge: Day, year: i32| if day == edge { year } else { day.year() };
        let from = bounded(span.earliest(), Day::FIRST, first);
        let to = bounded(span.latest(), Day::LAST, last);
        let years = to - from + 1;
        (from + sign * years, to + sign * years)
    } else {
        let year = view.selected.map_or(first, |row| view.store.year(row));
        let decade = year.div_euclid(10) * 10;
        (decade, decade + 9)
    };
    (from <= last && to >= first).then(|| stretch(from, to))
}

/// The next era after the first year that is shown, or the one before it.
fn next_era(view: &View<'_>, forward: bool) -> Option<When> {
    let span = view.plan().and_then(|plan| plan.span);
    let year = span.map(|span| span.earliest().year()).or_else(|| view.selected.map(|row| view.store.year(row)))?;
    let mut eras: Vec<(i32, i32)> = view
        .store
        .eras
        .iter()
        .filter_map(|era| era.date.as_ref().map(|date| (date.earliest.year(), date.latest.year())))
        .collect();
    eras.sort_unstable();
    let here = eras.iter().rposition(|(start, _)| *start <= year);
    let to = match (here, span, forward) {
        (Some(here), None, _) => here,
        (Some(here), Some(_), true) => here + 1,
        (Some(here), Some(_), false) => here.checked_sub(1)?,
        (None, _, _) => 0,
    };
    eras.get(to).map(|(from, to)| stretch(*from, *to))
}

fn stretch(from: i32, to: i32) -> When {
    match (from, to) {
        (from, to) if from == to => When::At(Point::Year(from)),
        (from, to) if from % 10 == 0 && to == from + 9 => When::At(Point::Decade(from)),
        (from, to) => When::Range(Some(Point::Year(from)), Some(Point::Year(to))),
    }
}

impl Pane for Period {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Period
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        action != Action::Open || !(self.targets.is_empty() || view.answer().rows.is_empty())
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        if view.focus != PaneId::View(ViewKind::Period) {
            return None;
        }
        let page = usize::from(body(area).height).max(2) - 1;
        let last = self.targets.len().saturating_sub(1);
        let line_at = |line: usize| self.targets.iter().position(|(own, _)| *own >= line).unwrap_or(last);
        let here = self.targets.get(self.cursor).map_or(0, |(line, _)| *line);
        let span = |span: Option<When>| {
            let line = |span| Act::Line(edit::set_span(view.parsed, view.line.text(), Some(span)));
            Some(span.map(line).into_iter().collect())
        };
        self.cursor = match action {
            Action::Up => self.by_line(false),
            Action::Down => self.by_line(true),
            Action::Left => self.cursor.saturating_sub(1),
            Action::Right => (self.cursor + 1).min(last),
            Action::PageUp => line_at(here.saturating_sub(page)),
            Action::PageDown => line_at(here + page),
            Action::First => 0,
            Action::Last => last,
            Action::Later | Action::Earlier => return span(next_stretch(view, action == Action::Later)),
            Action::NextEra | Action::PreviousEra => return span(next_era(view, action == Action::NextEra)),
            Action::Open => {
                return Some(self.targets.get(self.cursor).map(|(_, to)| Self::follow(view, *to)).unwrap_or_default());
            }
            _ => return None,
        };
        Some(Vec::new())
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let text = body(area);
        if kind != MouseEventKind::Down(MouseButton::Left) || !text.contains(at) {
            return Vec::new();
        }
        let Some(line) = self.lines.get(self.top + usize::from(at.y - text.y)) else { return Vec::new() };
        let cell = usize::from(at.x.saturating_sub(text.x + MARGIN));
        let byte = head(&line.text, cell + 1).len();
        let under = line.links.iter().find(|(range, _)| range.start < byte && byte <= range.end);
        let Some((_, target)) = under else { return Vec::new() };
        // The first press points, the second follows.
        if self.cursor == *target {
            return self.targets.get(*target).map(|(_, to)| Self::follow(view, *to)).unwrap_or_default();
        }
        self.cursor = *target;
        Vec::new()
    }

    fn wheel(&mut self, lines: isize, _view: &View<'_>, _area: Rect) -> Vec<Act> {
        for _ in 0..lines.unsigned_abs() {
            self.cursor = self.by_line(lines > 0);
        }
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        let cells = usize::from(area.width.saturating_sub(2 * MARGIN)).min(WIDEST);
        let made = (view.store.stamp, view.generation, view.lang, cells);
        if self.made_for != Some(made) {
            if self.made_for.is_none_or(|before| before.1 != made.1) {
                (self.top, self.cursor) = (0, 0);
            }
            self.make(view, cells);
            self.made_for = Some(made);
        }
        self.cursor = self.cursor.min(self.targets.len().saturating_sub(1));
        let line = self.targets.get(self.cursor).map_or(0, |(line, _)| *line);
        let height = usize::from(body(area).height);
        // What stands above the first target belongs to it.
        let line = if self.cursor == 0 { 0 } else { line };
        self.top = keep_visible(self.top, line, height, self.lines.len());
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        tabs::draw(view, area, "", "", buf);
        let text = body(area);
        let palette = view.palette;
        fill(buf, text, palette.text);
        if self.lines.is_empty() {
            if view.busy == super::Busy::No {
                timeline::draw_nothing(view, text, buf);
            } else {
                put(buf, (text.x + MARGIN, text.y), view.word(Word::Searching), usize::from(text.width), palette.dim);
            }
            return None;
        }
        let focused = view.focus == PaneId::View(ViewKind::Period);
        for (line, y) in self.lines.iter().skip(self.top).zip(text.top()..text.bottom()) {
            let x = text.x + MARGIN;
            let cells = usize::from(text.right().saturating_sub(x + 1));
            let style = match line.event {
                _ if line.heading => palette.rule_focus,
                Some(row) => palette.group(view.store.group_of(row)),
                None => palette.text,
            };
            let marks: Vec<Range<usize>> = line.links.iter().map(|(range, _)| range.clone()).collect();
            let mark = if line.event.is_some() { palette.text } else { palette.link };
            put_marked(buf, (x, y), &Marked { text: &line.text, marks: &marks, mark }, cells, style);
            if let Some((range, _)) = line.links.iter().find(|(_, target)| *target == self.cursor) {
                let before = width(&line.text[..range.start]);
                let style = if focused { palette.selected } else { palette.selected_idle };
                put(buf, (x + before as u16, y), &line.text[range.clone()], cells.saturating_sub(before), style);
            }
        }
        let edge = Rect { height: area.height + 1, ..area };
        scrollbar(buf, edge, (self.lines.len(), self.top), palette);
        None
    }
}
