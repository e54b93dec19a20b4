//! The list of events: moving through it, and a line each with date, mark, title and countries.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::{Act, Pane, PaneId, View, body, tabs};
use crate::data::{Axis, Day};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::in_the_way;
use crate::store::EventView;
use crate::text::width::width;
use crate::text::wording::Word;
use crate::views::timeline::{COMPACT, Line, Mark, compact, date_columns};
use crate::widgets::paint::{Marked, fill, put, put_marked, rule};
use crate::widgets::popup::scrollbar;
use crate::widgets::window::keep_visible;

/// The list of events.
#[derive(Default)]
pub(super) struct Timeline {
    top: usize,
    /// The selected event, how many lines below the top it stands, and in which answer.
    held: Option<(u32, usize, u64)>,
}

impl Pane for Timeline {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::List
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        action != Action::Open || !view.answer().rows.is_empty()
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let rows = &view.answer().rows;
        let here = view.near();
        let page = usize::from(body(area).height).saturating_sub(1).max(1);
        let last = rows.len().saturating_sub(1);
        let to = match action {
            Action::Up => here.saturating_sub(1),
            Action::Down => here + usize::from(view.position.is_some()),
            Action::PageUp => here.saturating_sub(page),
            Action::PageDown => here + page,
            Action::HalfUp => here.saturating_sub(page / 2),
            Action::HalfDown => here + page / 2,
            Action::First => 0,
            Action::Last => last,
            Action::GoToday => begun(view).saturating_sub(1),
            Action::NextYear | Action::PreviousYear => by_year(view, here, action == Action::NextYear),
            Action::NextEra | Action::PreviousEra => by_era(view, here, action == Action::NextEra)?,
            Action::NextMatch | Action::PreviousMatch => {
                return Some(by_rank(view, action == Action::NextMatch).map(Act::Select).into_iter().collect());
            }
            Action::Open => return Some(vec![Act::Focus(PaneId::Detail)]),
            _ => return None,
        };
        Some(rows.get(to.min(last)).map(|row| Act::Select(*row)).into_iter().collect())
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let area = body(area);
        if !matches!(kind, MouseEventKind::Down(MouseButton::Left) | MouseEventKind::Drag(MouseButton::Left))
            || !area.contains(at)
        {
            return Vec::new();
        }
        match view.lines().get(self.top + usize::from(at.y - area.y)) {
            Some(Line::Event(position)) => vec![Act::Select(view.answer().rows[position])],
            _ => Vec::new(),
        }
    }

    fn wheel(&mut self, lines: isize, view: &View<'_>, _area: Rect) -> Vec<Act> {
        let rows = &view.answer().rows;
        let to = view.near().saturating_add_signed(lines).min(rows.len().saturating_sub(1));
        rows.get(to).map(|row| Act::Select(*row)).into_iter().collect()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        let lines = view.lines();
        let line = view.position.map_or(self.top, |position| lines.line_of(position));
        // What one looks at stays where it is while other events come and go around it.
        if let Some((row, below, generation)) = self.held
            && view.position.is_some()
            && view.selected == Some(row)
            && view.generation != generation
        {
            self.top = line.saturating_sub(below);
        }
        self.top = keep_visible(self.top, line, usize::from(body(area).height), lines.len());
        let selected = view.selected.filter(|_| view.position.is_some());
        self.held = selected.map(|row| (row, line - self.top.min(line), view.generation));
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        tabs::draw(view, area, &self.era(view), "", buf);
        let list = body(area);
        fill(buf, list, view.palette.text);
        if view.lines().is_empty() {
            draw_nothing(view, list, buf);
            return None;
        }
        let mut year_before = None;
        for (line, y) in (self.top..).zip(list.top()..list.bottom()) {
            let row = Rect { y, height: 1, ..list };
            match view.lines().get(line) {
                Some(Line::Today) => draw_today(view, row, buf),
                Some(Line::Event(position)) => {
                    let event = view.store.event(view.answer().rows[position]);
                    let year = view.store.year(event.row);
                    draw_event(view, event, year_before == Some(year), row, buf);
                    year_before = Some(year);
                }
                None => break,
            }
        }
        if !view.answer().is_part {
            let edge = Rect { x: area.x, width: area.width, y: area.y, height: area.height + 1 };
            scrollbar(buf, edge, (view.lines().len(), self.top), view.palette);
        }
        None
    }
}

impl Timeline {
    /// The era of the first event on screen, so that it stays in sight while its events scroll.
    fn era(&self, view: &View<'_>) -> String {
        let first = (self.top..).find_map(|line| match view.lines().get(line) {
            Some(Line::Today) => None,
            other => Some(other),
        });
        let Some(Some(Line::Event(position))) = first else { return String::new() };
        let event = view.store.event(view.answer().rows[position]);
        let era = event.values(Axis::Eras).last().filter(|_| view.is_in_date_order());
        era.map_or_else(String::new, |era| era.label(view.lang).to_owned())
    }
}

/// How many events of the answer have begun.
fn begun(view: &View<'_>) -> usize {
    view.answer().rows.partition_point(|row| view.store.earliest(*row) <= view.today)
}

/// The first event of the next year that has events, or of the year before.
fn by_year(view: &View<'_>, here: usize, forward: bool) -> usize {
    let rows = &view.answer().rows;
    let year_of = |at: usize| rows.get(at).map(|row| view.store.year(*row));
    let year = year_of(here);
    let start_of = |at: usize| (0..=at).rev().take_while(|n| year_of(*n) == year_of(at)).last().unwrap_or(at);
    if forward {
        return (here..rows.len()).find(|at| year_of(*at) != year).unwrap_or(here);
    }
    let start = start_of(here);
    if start < here { start } else { start_of(start.saturating_sub(1)) }
}

/// The first event of the next era, or of this one or the one before.
fn by_era(view: &View<'_>, here: usize, forward: bool) -> Option<usize> {
    if !view.is_in_date_order() {
        return None;
    }
    let rows = &view.answer().rows;
    let day = view.store.earliest(*rows.get(here)?);
    let starts = || view.store.eras.iter().filter_map(|era| Some(era.date.as_ref()?.earliest));
    // Rows are in the order of their first days, so that the first one of an era is found in few steps.
    let at_start =
        |start: Day| Some(rows.partition_point(|row| view.store.earliest(*row) < start)).filter(|at| *at < rows.len());
    if forward {
        return starts().filter(|start| *start > day).min().and_then(at_start);
    }
    let before = starts().filter_map(at_start).filter(|at| *at < here).max();
    before.or(Some(0))
}

/// The event that matches the words next best, or better, than the selected one.
fn by_rank(view: &View<'_>, forward: bool) -> Option<u32> {
    let ranked = &view.answer().ranked;
    let here = view.selected.and_then(|row| ranked.iter().position(|ranked| *ranked == row));
    let to = match (here, forward) {
        (None, _) => 0,
        (Some(here), true) => (here + 1) % ranked.len(),
        (Some(here), false) => (here + ranked.len() - 1) % ranked.len(),
    };
    ranked.get(to).copied()
}

/// What is said in place of a list: why there is nothing, and which part of the line to take away.
pub(super) fn draw_nothing(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let mut lines = Vec::new();
    if matches!(view.busy, super::Busy::Loading(_)) {
        lines.push((view.word(Word::Loading).to_owned(), view.palette.dim));
    } else if view.store.is_empty() {
        lines.push((view.word(Word::NoData).to_owned(), view.palette.text));
    } else {
        lines.push((view.word(Word::NoEvents).to_owned(), view.palette.text));
        if let Some(solved) = view.solved {
            let parts = in_the_way(&solved.query, &solved.answer);
            let told = |(part, without): &(String, u32)| Word::Without.with(view.lang, &[part, without]);
            lines.extend(parts.iter().map(|part| (told(part), view.palette.dim)));
        }
    }
    for ((text, style), y) in lines.iter().zip(area.top() + area.height.min(2) / 2..area.bottom()) {
        put(buf, (area.x + 2, y), text, usize::from(area.width.saturating_sub(3)), *style);
    }
}

fn draw_today(view: &View<'_>, row: Rect, buf: &mut Buffer) {
    let today = crate::data::Date::day(view.today).long(view.lang);
    let text = Word::Today.with(view.lang, &[&today]);
    let line = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    rule(buf, line, (&text, view.palette.today), "", view.palette.today);
}

/// The width from which the date stands in two columns, year and rest; below, it is one short text.
const WIDE: u16 = 66;

/// Draws an event in a row: date, mark, title, and the codes of its countries where there is room.
pub(super) fn draw_event(view: &View<'_>, event: EventView<'_>, same_year: bool, row: Rect, buf: &mut Buffer) {
    let palette = view.palette;
    let selected = view.selected == Some(event.row);
    if selected {
        fill(buf, row, view.selected_style(PaneId::View(view.kind())));
    }
    let over = if selected { view.selected_style(PaneId::View(view.kind())) } else { palette.text };
    let tint = |style: ratatui::style::Style| if selected { style.patch(over) } else { style };
    let mark = Mark::of(event, view.today);
    let colour = palette.group(view.store.group_of(event.row));
    let mut x = row.x + 1;
    let date = event.date();
    if row.width >= WIDE {
        let (year, rest) = date_columns(&date, view.lang);
        let year_style = if same_year && !selected { palette.faint } else { palette.text };
        x = put(buf, (x, row.y), &year, 4, tint(year_style)) + 1;
        put(buf, (x, row.y), &rest, REST, tint(palette.dim));
        x += REST as u16 + 1;
    } else {
        put(buf, (x, row.y), &compact(&date), COMPACT, tint(if same_year { palette.dim } else { palette.text }));
        x += COMPACT as u16 + 1;
    }
    let mark_style = if mark.warns() { palette.warning } else { colour };
    x = put(buf, (x, row.y), mark.sign(), 1, tint(mark_style)) + 1;
    let codes = codes(event, usize::from(row.width));
    let end = row.right().saturating_sub(1 + if codes.is_empty() { 0 } else { width(&codes) as u16 + 1 });
    let title_style = match event.weight() {
        3 => palette.strong.patch(over),
        1 if !selected => palette.dim,
        _ => over,
    };
    let title_style = match mark {
        Mark::Planned | Mark::Unconfirmed if !selected => palette.dim.add_modifier(Modifier::ITALIC),
        _ => title_style,
    };
    let title = event.title(view.lang);
    let marks = view.marker.of_event(event).in_title(title);
    let marked = Marked { text: title, marks: &marks, mark: palette.mark };
    put_marked(buf, (x, row.y), &marked, usize::from(end.saturating_sub(x)), title_style);
    put(buf, (end + 1, row.y), &codes, width(&codes), tint(palette.dim));
}

/// The cells of the part of a date after its year.
const REST: usize = 9;

/// The codes of the countries, at the right end where there is room, the last ones as a number.
fn codes(event: EventView<'_>, cells: usize) -> String {
    let room = match cells {
        0..50 => return String::new(),
        50..80 => 8,
        80..110 => 11,
        _ => 17,
    };
    let keys: Vec<&str> = event.values(Axis::Countries).map(|entry| &*entry.key).collect();
    let all = keys.join(" ");
    if all.len() <= room {
        return all;
    }
    let fitting = (1..keys.len()).rev().find_map(|kept| {
        let text = format!("{} +{}", keys[..kept].join(" "), keys.len() - kept);
        (text.len() <= room).then_some(text)
    });
    fitting.unwrap_or_else(|| format!("+{}", keys.len()))
}
