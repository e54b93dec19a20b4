//! The selected event: everything known about it, wrapped and scrolled.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Act, Pane, PaneId, View, body};
use crate::keys::{Action, Context};
use crate::query::Marker;
use crate::text::Lang;
use crate::text::width::width;
use crate::text::wording::Word;
use crate::text::wrap::wrap;
use crate::views::detail::{Block, blocks};
use crate::widgets::paint::{Marked, fill, put, put_marked, rule};
use crate::widgets::palette::Palette;
use crate::widgets::popup::scrollbar;

/// The selected event.
#[derive(Default)]
pub(super) struct Detail {
    top: usize,
    lines: Vec<Line>,
    made_for: Option<Made>,
}

/// What the lines were wrapped for; they are wrapped anew only when this changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Made {
    store: u64,
    row: Option<u32>,
    lang: Lang,
    cells: usize,
    roomy: bool,
}

/// One line of the wrapped text.
#[derive(Debug)]
struct Line {
    indent: u16,
    text: String,
    role: Role,
    /// A label that stands before the first line of its value.
    label: Option<&'static str>,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    OtherTitle,
    Body,
    Plain,
    Dim,
    Warning,
    Heading,
    Link,
}

impl Pane for Detail {
    fn context(&self) -> Context {
        Context::Detail
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let page = usize::from(body(area).height).max(2) - 1;
        let own = view.focus == PaneId::Detail;
        self.top = match action {
            Action::DetailUp => self.top.saturating_sub(1),
            Action::DetailDown => self.top + 1,
            Action::Up if own => self.top.saturating_sub(1),
            Action::Down if own => self.top + 1,
            Action::PageUp if own => self.top.saturating_sub(page),
            Action::PageDown if own => self.top + page,
            Action::First if own => 0,
            Action::Last if own => self.lines.len(),
            Action::Back | Action::Open if own => return Some(vec![Act::Leave]),
            _ => return None,
        };
        Some(Vec::new())
    }

    fn wheel(&mut self, lines: isize, _view: &View<'_>, _area: Rect) -> Vec<Act> {
        self.top = self.top.saturating_add_signed(lines);
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        let made = Made {
            store: view.store.stamp,
            row: view.selected,
            lang: view.lang,
            cells: usize::from(area.width.saturating_sub(3)),
            roomy: area.height > 10,
        };
        if self.made_for != Some(made) {
            if self.made_for.is_none_or(|before| before.row != made.row) {
                self.top = 0;
            }
            let blocks = made.row.map(|row| blocks(view.store.event(row), made.lang, view.today)).unwrap_or_default();
            self.lines = blocks.iter().flat_map(|block| lines(block, made.cells, made.roomy)).collect();
            self.made_for = Some(made);
        }
        self.top = self.top.min(self.lines.len().saturating_sub(usize::from(body(area).height)));
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let style = view.rule_style(PaneId::Detail);
        let title = view.selected.map_or_else(String::new, |row| view.store.event(row).date().short());
        let title = if title.is_empty() { view.word(Word::Detail).to_owned() } else { title };
        let place = match (view.position, view.answer().rows.len()) {
            (Some(position), hits) if !view.answer().is_part => {
                Word::OfTotal.with(view.lang, &[&(position + 1), &hits])
            }
            _ => String::new(),
        };
        rule(buf, Rect { height: 1, ..area }, (&title, style), &place, style);
        let text = body(area);
        fill(buf, text, view.palette.text);
        let Some(row) = view.selected else {
            put(buf, (text.x + 1, text.y), view.word(Word::NothingChosen), usize::from(text.width), view.palette.dim);
            return None;
        };
        let marker = view.marker.of_event(view.store.event(row));
        for (line, y) in self.lines.iter().skip(self.top).zip(text.top()..text.bottom()) {
            draw_line((view.palette, &marker), line, Rect { y, height: 1, ..text }, buf);
        }
        let edge = Rect { height: area.height + 1, ..area };
        scrollbar(buf, edge, (self.lines.len(), self.top), view.palette);
        None
    }
}

fn draw_line((palette, words): (&Palette, &Marker), line: &Line, row: Rect, buf: &mut Buffer) {
    let style: Style = match line.role {
        Role::Title => palette.title,
        Role::Body | Role::Plain => palette.text,
        Role::Dim | Role::OtherTitle => palette.dim,
        Role::Warning => palette.warning,
        Role::Heading => palette.rule_focus,
        Role::Link => palette.link,
    };
    if let Some(label) = line.label {
        put(buf, (row.x + 1, row.y), label, LABEL, palette.dim);
    }
    let marks = match line.role {
        Role::Title | Role::OtherTitle => words.in_title(&line.text),
        Role::Body | Role::Plain => words.in_body(&line.text),
        _ => Vec::new(),
    };
    let x = row.x + 1 + line.indent;
    let marked = Marked { text: &line.text, marks: &marks, mark: palette.mark };
    put_marked(buf, (x, row.y), &marked, usize::from(row.right().saturating_sub(x)), style);
}

/// The cells of the labels of fields.
const LABEL: usize = 10;

fn lines(block: &Block, cells: usize, roomy: bool) -> Vec<Line> {
    let (text, role, indent, label) = match block {
        Block::Title(text) => (text.as_str(), Role::Title, 0, None),
        Block::OtherTitle(text) => (text.as_str(), Role::OtherTitle, 0, None),
        Block::Facts(text) => (text.as_str(), Role::Dim, 0, None),
        Block::Field(label, text) => (text.as_str(), Role::Plain, LABEL.min(cells / 3), Some(*label)),
        Block::Paragraph(text) => (text.as_str(), Role::Body, 0, None),
        Block::Warning(text) => (text.as_str(), Role::Warning, 2, Some("!")),
        Block::Heading(text) => (*text, Role::Heading, 0, None),
        Block::Item(text, None) => (text.as_str(), Role::Plain, 2, Some("·")),
        Block::Item(text, Some(_)) => (text.as_str(), Role::Plain, 2, Some("→")),
        Block::Address(text) => (text.as_str(), Role::Link, 2, None),
    };
    // A blank line parts what is read in one go, where there is room for it.
    let apart = matches!(block, Block::Heading(_)) || (roomy && matches!(block, Block::Paragraph(_)));
    let blank = Line { indent: 0, text: String::new(), role: Role::Plain, label: None };
    let wrapped = wrap(text, cells.saturating_sub(indent));
    let lines = wrapped.into_iter().enumerate().map(|(at, range)| Line {
        indent: indent as u16,
        text: text[range].to_owned(),
        role,
        label: label.filter(|label| at == 0 && width(label) <= LABEL),
    });
    apart.then_some(blank).into_iter().chain(lines).collect()
}
