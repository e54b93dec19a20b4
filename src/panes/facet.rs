//! A pane of values: each with what choosing it would give; chosen, excluded and found by typing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Act, Pane, PaneId, View, body};
use crate::data::Field;
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{PANES, edit};
use crate::text::Lang;
use crate::text::width::{cut, width};
use crate::text::wording::Word;
use crate::views::facet::{Listing, Value, values};
use crate::views::order::Order;
use crate::widgets::line_edit::{Edit, LineEdit};
use crate::widgets::paint::{bar, fill, put, rule};
use crate::widgets::window::keep_visible;

/// A pane of values of one field.
pub(super) struct Facet {
    pane: usize,
    field: Option<&'static Field>,
    top: usize,
    cursor: Option<u32>,
    filter: LineEdit,
    filtering: bool,
    order: Order,
    values: Vec<Value>,
    made_for: Option<Made>,
}

/// What the values were listed for; they are listed anew only when this changes.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    generation: u64,
    store: u64,
    lang: Lang,
    filter: String,
    order: Order,
    focused: bool,
}

impl Facet {
    pub(super) fn of(pane: usize) -> Self {
        Self {
            pane,
            field: PANES.get(pane).and_then(|name| Field::named(name)),
            top: 0,
            cursor: None,
            filter: LineEdit::default(),
            filtering: false,
            order: Order::Count,
            values: Vec::new(),
            made_for: None,
        }
    }

    fn id(&self) -> PaneId {
        PaneId::Facet(self.pane)
    }

    /// The index of the value under the cursor.
    fn here(&self) -> usize {
        let found = self.cursor.and_then(|entry| self.values.iter().position(|value| value.entry == entry));
        found.unwrap_or(0)
    }

    fn go(&mut self, to: usize) -> Vec<Act> {
        self.cursor = self.values.get(to.min(self.values.len().saturating_sub(1))).map(|value| value.entry);
        Vec::new()
    }

    fn key<'a>(&self, view: &View<'a>) -> Option<&'a str> {
        let value = self.values.get(self.here())?;
        Some(&view.store.column(self.field?.axis).entries.get(value.entry as usize)?.key)
    }

    fn edited(&self, view: &View<'_>, action: Action) -> Option<String> {
        let (field, line, parsed) = (self.field?, view.line.text(), view.parsed);
        if action == Action::ClearPane {
            return Some(edit::clear(parsed, line, field));
        }
        if action == Action::JoinAll {
            return Some(edit::join(parsed, line, field));
        }
        let key = self.key(view)?;
        Some(match action {
            Action::Only => edit::only(parsed, line, field, key),
            _ => edit::toggle(parsed, line, view.store, edit::Value { field, key, not: action == Action::Exclude }),
        })
    }
}

impl Pane for Facet {
    fn context(&self, _view: &View<'_>) -> Context {
        if self.filtering { Context::Filter } else { Context::Facet }
    }

    fn hints_at(&self, action: Action, _view: &View<'_>) -> bool {
        match action {
            Action::ClearPane => self.values.iter().any(|value| value.included || value.excluded),
            Action::Include | Action::Exclude | Action::Only => !self.values.is_empty(),
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let (here, page) = (self.here(), usize::from(body(area).height).max(1));
        Some(match action {
            Action::Up => self.go(here.saturating_sub(1)),
            Action::Down => self.go(here + 1),
            Action::PageUp => self.go(here.saturating_sub(page)),
            Action::PageDown => self.go(here + page),
            Action::First => self.go(0),
            Action::Last => self.go(usize::MAX),
            Action::Include | Action::Exclude | Action::Only | Action::ClearPane | Action::JoinAll => {
                self.edited(view, action).map(Act::Line).into_iter().collect()
            }
            Action::Reorder => {
                self.order = self.order.next(&[Order::Count, Order::Name]);
                Vec::new()
            }
            Action::FilterValues => {
                self.filtering = true;
                Vec::new()
            }
            Action::Back if self.filtering => {
                self.filtering = false;
                self.filter = LineEdit::default();
                Vec::new()
            }
            Action::DeleteBack | Action::DeleteWord | Action::DeleteToStart => {
                self.filter.edit(match action {
                    Action::DeleteBack => Edit::DeleteBack,
                    Action::DeleteWord => Edit::DeleteWord,
                    _ => Edit::DeleteToStart,
                });
                Vec::new()
            }
            _ => return None,
        })
    }

    fn type_text(&mut self, text: &str, _view: &View<'_>) -> Vec<Act> {
        self.filter.type_text(text);
        self.cursor = None;
        Vec::new()
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let list = body(area);
        if kind != MouseEventKind::Down(MouseButton::Left) || !list.contains(at) {
            return Vec::new();
        }
        let to = self.top + usize::from(at.y - list.y);
        if to >= self.values.len() {
            return Vec::new();
        }
        self.go(to);
        self.edited(view, Action::Include).map(Act::Line).into_iter().collect()
    }

    fn wheel(&mut self, lines: isize, _view: &View<'_>, area: Rect) -> Vec<Act> {
        let most = self.values.len().saturating_sub(usize::from(body(area).height));
        self.top = self.top.saturating_add_signed(lines).min(most);
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        let focused = view.focus == self.id();
        if !focused {
            self.filtering = false;
            self.filter = LineEdit::default();
        }
        let made = Made {
            generation: view.generation,
            store: view.store.stamp,
            lang: view.lang,
            filter: self.filter.text().to_owned(),
            order: self.order,
            focused,
        };
        if self.made_for.as_ref() != Some(&made) {
            let how = Listing { filter: &made.filter, order: self.order, lang: view.lang, chosen_first: !focused };
            self.values = values(view.store, view.answer(), view.plan(), self.pane, &how);
            self.made_for = Some(made);
        }
        let height = usize::from(body(area).height);
        if focused {
            self.cursor = self.values.get(self.here()).map(|value| value.entry);
            self.top = keep_visible(self.top, self.here(), height, self.values.len());
        } else {
            self.top = 0;
        }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let field = self.field?;
        let style = view.rule_style(self.id());
        let list = body(area);
        let title = format!("{} {}", self.pane + 1, field.label(view.lang));
        let below = self.values.len().saturating_sub(self.top + usize::from(list.height));
        let more = if below > 0 { Word::More.with(view.lang, &[&below]) } else { String::new() };
        rule(buf, Rect { height: 1, ..area }, (&title, style), &more, style);
        fill(buf, list, view.palette.text);
        let mut cursor = None;
        if self.filtering {
            let prompt = format!("{}: {}", view.word(Word::Filter), self.filter.text());
            fill(buf, Rect { height: 1, ..area }, view.palette.text);
            let end = put(buf, (area.x + 1, area.y), &prompt, usize::from(area.width.saturating_sub(2)), style);
            cursor = Some(Position::new(end.min(area.right().saturating_sub(1)), area.y));
        }
        let most = self.values.iter().map(|value| value.count).max().unwrap_or_default();
        for (value, y) in self.values.iter().skip(self.top).zip(list.top()..list.bottom()) {
            self.draw_value(view, (*value, most), Rect { y, height: 1, ..list }, buf);
        }
        cursor
    }
}

impl Facet {
    fn draw_value(&self, view: &View<'_>, (value, most): (Value, u32), row: Rect, buf: &mut Buffer) {
        let palette = view.palette;
        let Some(field) = self.field else { return };
        let Some(entry) = view.store.column(field.axis).entries.get(value.entry as usize) else { return };
        let here = view.focus == self.id() && self.cursor == Some(value.entry);
        let style = match (value.included, value.excluded, value.count) {
            (true, _, _) => palette.included,
            (_, true, _) => palette.excluded,
            (_, _, 0) => palette.faint,
            _ => palette.text,
        };
        if here {
            fill(buf, row, palette.selected);
        }
        let tint = |style: ratatui::style::Style| if here { style.patch(palette.selected) } else { style };
        let sign = match (value.included, value.excluded) {
            (true, _) => "+",
            (_, true) => "-",
            _ => " ",
        };
        put(buf, (row.x + 1, row.y), sign, 1, tint(style));
        let bar_cells = usize::from(row.width / 9).clamp(2, 6);
        let count = value.count.to_string();
        let count_cells = most.to_string().len().max(2);
        let name_cells = usize::from(row.width).saturating_sub(5 + count_cells + bar_cells);
        put(buf, (row.x + 3, row.y), &fitting(entry, view.lang, name_cells), name_cells, tint(style));
        let count_at = row.right().saturating_sub(1 + bar_cells as u16 + count.len() as u16);
        put(buf, (count_at, row.y), &count, count.len(), tint(style));
        let group = entry.group.map_or(palette.bar, |group| palette.group(Some(group as usize)));
        let bar_at = row.right().saturating_sub(bar_cells as u16);
        put(buf, (bar_at, row.y), &bar(value.count, most, bar_cells), bar_cells, tint(group));
    }
}

/// The name where it fits, else the acronym, else the name cut.
pub(super) fn fitting(entry: &crate::store::column::Entry, lang: Lang, cells: usize) -> String {
    let name = entry.label(lang);
    if width(name) > cells && !entry.acronym.is_empty() {
        return cut(&entry.acronym, cells).into_owned();
    }
    cut(name, cells).into_owned()
}
