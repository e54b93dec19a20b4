//! Where nothing is compared yet: the first side is chosen from the values of a field, then the other, or everything else.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::ID;
use crate::data::{FIELDS, Field};
use crate::keys::Action;
use crate::panes::{Act, View, body, tabs, timeline};
use crate::query::{PANES, Setting, Side, edit, parse};
use crate::text::wording::Word;
use crate::views::compare::Compare as Picture;
use crate::views::picture;
use crate::widgets::paint::{bar, fill, put};
use crate::widgets::popup::scrollbar;
use crate::widgets::window::keep_visible;

/// Choosing the sides.
#[derive(Default)]
pub(super) struct Choice {
    cursor: usize,
    top: usize,
    /// The side that is chosen already.
    first: Option<(&'static Field, String)>,
    lines: Vec<Line>,
    /// What the lines were made for: the answer, the store, and whether a side is chosen.
    made_for: Option<(u64, u64, bool)>,
}

/// What may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// All that the first side is not.
    Else,
    /// A value of the field, and how many hits it has.
    Value(u32, u32),
}

/// The field whose values are proposed, and the values.
fn proposed<'a>(view: &View<'a>) -> Option<(&'static Field, &'a [(u32, u32)])> {
    match view.picture() {
        picture::Picture::Compare(Picture::Choice(field, values)) => Some((field, values)),
        _ => None,
    }
}

impl Choice {
    /// Whether there is anything to choose.
    pub(super) fn has_values(&self) -> bool {
        !self.lines.is_empty()
    }

    pub(super) fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let page = usize::from(area.height).saturating_sub(2).max(1);
        let last = self.lines.len().saturating_sub(1);
        let to = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => self.cursor + 1,
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::PageDown => self.cursor + page,
            Action::First => 0,
            Action::Last => last,
            Action::NextField | Action::PreviousField => return Some(turn_field(view, action == Action::NextField)),
            Action::PickSide => return Some(self.choose(view)),
            Action::Back if self.first.is_some() => {
                self.first = None;
                self.cursor = 0;
                return Some(Vec::new());
            }
            _ => return None,
        };
        self.cursor = to.min(last);
        Some(Vec::new())
    }

    /// Takes the line under the cursor as a side; with the second the comparison begins.
    fn choose(&mut self, view: &View<'_>) -> Vec<Act> {
        let (Some(line), Some((field, _))) = (self.lines.get(self.cursor).copied(), proposed(view)) else {
            return Vec::new();
        };
        let key = |entry: u32| view.store.column(field.axis).entries.get(entry as usize).map(|entry| entry.key.clone());
        let chosen = match line {
            Line::Else => None,
            Line::Value(entry, _) => key(entry),
        };
        let Some((first_field, first)) = self.first.take() else {
            self.first = chosen.map(|key| (field, key));
            return Vec::new();
        };
        let mut sides = vec![Side::of_value(first_field, first)];
        sides.extend(chosen.map(|key| Side::of_value(field, key)));
        // What the panes of these fields choose is what the counts leave out.
        let mut text = view.line.text().to_owned();
        for field in [first_field, field].into_iter().filter(|field| PANES.contains(&field.name)) {
            text = edit::clear(&parse(&text), &text, field);
        }
        vec![Act::Line(edit::set_sides(&parse(&text), &text, &sides))]
    }

    pub(super) fn press(&mut self, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let list = body(area);
        let to = self.top + usize::from(at.y.saturating_sub(list.y));
        if !list.contains(at) || to >= self.lines.len() {
            return Vec::new();
        }
        self.cursor = to;
        self.choose(view)
    }

    pub(super) fn wheel(&mut self, lines: isize) -> Vec<Act> {
        self.cursor = self.cursor.saturating_add_signed(lines).min(self.lines.len().saturating_sub(1));
        Vec::new()
    }

    pub(super) fn settle(&mut self, view: &View<'_>, area: Rect) {
        let made_for = Some((view.generation, view.store.stamp, self.first.is_some()));
        if self.made_for != made_for {
            self.list(view);
            self.made_for = made_for;
        }
        self.cursor = self.cursor.min(self.lines.len().saturating_sub(1));
        self.top = keep_visible(self.top, self.cursor, usize::from(body(area).height), self.lines.len());
    }

    /// Lists what may be chosen: what the line chooses already comes first, and the first side is not the second.
    fn list(&mut self, view: &View<'_>) {
        let Some((field, values)) = proposed(view) else {
            self.lines.clear();
            return;
        };
        let pane = PANES.iter().position(|pane| *pane == field.name);
        let choice = pane.and_then(|pane| view.plan()?.chosen.get(pane));
        let is_chosen = |entry: u32| choice.is_some_and(|choice| choice.included.contains(&entry));
        let column = view.store.column(field.axis);
        let first = self.first.as_ref().filter(|(own, _)| *own == field).and_then(|(_, key)| column.index(key));
        let (chosen, others): (Vec<_>, Vec<_>) = values.iter().partition(|(entry, _)| is_chosen(*entry));
        let all: Vec<(u32, u32)> = chosen.into_iter().chain(others).copied().collect();
        let before = all.iter().position(|(entry, _)| Some(*entry) == first).unwrap_or(0);
        let lines =
            all.into_iter().filter(|(entry, _)| Some(*entry) != first).map(|(entry, count)| Line::Value(entry, count));
        self.lines = self.first.iter().map(|_| Line::Else).chain(lines).collect();
        // The cursor stands at the value after the first side, below everything else.
        self.cursor = if self.first.is_some() { before + 1 } else { 0 };
        self.top = 0;
    }

    pub(super) fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) {
        tabs::draw(view, area, "", "", buf);
        let area = body(area);
        fill(buf, area, view.palette.text);
        let Some((field, _)) = proposed(view) else { return };
        self.draw_steps(view, field, Rect { height: area.height.min(1), ..area }, buf);
        let list = body(area);
        match view.answer().rows.is_empty() {
            true => timeline::draw_nothing(view, list, buf),
            false if self.lines.is_empty() => {
                let text = Word::NoValues.with(view.lang, &[&field.label(view.lang)]);
                put(buf, (list.x + 2, list.y), &text, usize::from(list.width.saturating_sub(3)), view.palette.text);
            }
            false => {}
        }
        for (at, y) in (self.top..self.lines.len()).zip(list.top()..list.bottom()) {
            self.draw_line(view, at, Rect { y, height: 1, ..list }, buf);
        }
        let edge = Rect { y: area.y, height: area.height + 1, ..list };
        scrollbar(buf, edge, (self.lines.len(), self.top), view.palette);
    }

    /// The steps in one line: what is chosen and what is asked for next, and of which field.
    fn draw_steps(&self, view: &View<'_>, field: &'static Field, row: Rect, buf: &mut Buffer) {
        let palette = view.palette;
        let end = row.right().saturating_sub(1);
        let mut x = row.x + 1;
        let mut say = |text: &str, style| {
            x = put(buf, (x, row.y), text, usize::from(end.saturating_sub(x)), style);
        };
        match &self.first {
            None => say(view.word(Word::FirstSide), palette.strong),
            Some((field, key)) => {
                let column = view.store.column(field.axis);
                let entry = column.index(key).and_then(|entry| column.entries.get(entry as usize));
                say(
                    &Word::SecondSide.with(view.lang, &[&entry.map_or(&**key, |entry| entry.label(view.lang))]),
                    palette.strong,
                );
            }
        }
        say(&format!("   ‹ {} ›", field.label(view.lang)), palette.dim);
    }

    fn draw_line(&self, view: &View<'_>, at: usize, row: Rect, buf: &mut Buffer) {
        let palette = view.palette;
        let Some((field, values)) = proposed(view) else { return };
        let most = values.first().map_or(0, |(_, count)| *count);
        let over = if at == self.cursor { view.selected_style(ID) } else { palette.text };
        fill(buf, row, over);
        let room = usize::from(row.width);
        let Line::Value(entry, count) = self.lines[at] else {
            put(
                buf,
                (row.x + 2, row.y),
                view.word(Word::EverythingElse),
                room.saturating_sub(3),
                palette.dim.patch(over),
            );
            return;
        };
        let Some(entry) = view.store.column(field.axis).entries.get(entry as usize) else { return };
        let names = (room / 2).clamp(8, 44).min(room.saturating_sub(9));
        put(buf, (row.x + 2, row.y), entry.label(view.lang), names, over);
        let number = format!("{count:>6}");
        let x = row.x + 2 + names as u16;
        let x = put(buf, (x, row.y), &number, number.len(), over) + 1;
        let cells = usize::from(row.right().saturating_sub(x + 2)).min(40);
        let group = entry.group.map_or(palette.bar, |group| palette.group(Some(group as usize)));
        put(buf, (x, row.y), &bar(count, most, cells), cells, group.patch(over));
    }
}

/// Proposes the values of the next field, or of the one before.
fn turn_field(view: &View<'_>, forward: bool) -> Vec<Act> {
    let Some((field, _)) = proposed(view) else { return Vec::new() };
    let here = FIELDS.iter().position(|own| own == field).unwrap_or(0);
    let to = &FIELDS[(here + if forward { 1 } else { FIELDS.len() - 1 }) % FIELDS.len()];
    vec![Act::Line(edit::set(view.parsed, view.line.text(), Setting::Lanes(to)))]
}
