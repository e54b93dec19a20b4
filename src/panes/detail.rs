//! The selected event beside the list: what is known about it, and what it leads to.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::reader::{Reader, Sheet};
use super::{Act, Pane, PaneId, View, body};
use crate::keys::{Action, Context, MouseEventKind};
use crate::text::wording::Word;
use crate::views::detail::blocks;
use crate::views::subject::Subject;
use crate::widgets::paint::{fill, put, rule};
use crate::widgets::popup::scrollbar;

/// The selected event.
#[derive(Default)]
pub(super) struct Detail {
    reader: Reader,
}

/// The cells of the text: one is left free at the left, and at the right one beside the scroll bar.
fn sheet(area: Rect) -> Rect {
    let text = body(area);
    Rect { x: text.x + text.width.min(1), width: text.width.saturating_sub(3), ..text }
}

impl Pane for Detail {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Detail
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        match action {
            Action::Open | Action::ShowChain => view.selected.is_some(),
            Action::NextReference => self.reader.count() > 0,
            Action::StepBack => view.behind > 0,
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let height = usize::from(sheet(area).height);
        let own = view.focus == PaneId::Detail;
        let acts = match action {
            Action::DetailUp | Action::DetailDown => {
                self.reader.scroll(if action == Action::DetailUp { -1 } else { 1 });
                Vec::new()
            }
            Action::Open if own => match self.reader.chosen(view) {
                Some(to) => vec![Act::Follow(to)],
                None => view.selected.map(|row| Act::Read(Subject::Event(row))).into_iter().collect(),
            },
            Action::Back | Action::StepBack if own && view.behind > 0 => vec![Act::StepBack],
            Action::StepForward if own => vec![Act::StepForward],
            Action::Back if own => vec![Act::Leave],
            action if own && self.reader.act(action, height) => Vec::new(),
            _ => return None,
        };
        Some(acts)
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        self.reader.press(kind, at, view, sheet(area))
    }

    fn wheel(&mut self, lines: isize, _view: &View<'_>, _area: Rect) -> Vec<Act> {
        self.reader.scroll(lines);
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        let subject = view.selected.map(Subject::Event);
        let tell = |subject| match subject {
            Subject::Event(row) => blocks(view.store.event(row), view.lang, view.today),
            Subject::Entry(..) => Vec::new(),
        };
        self.reader.settle(view, subject, sheet(area), tell);
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let style = view.rule_style(PaneId::Detail);
        let title = view.selected.map_or_else(String::new, |row| view.store.event(row).date().short());
        let title = if title.is_empty() { view.word(Word::Detail).to_owned() } else { title };
        let place = match (view.position, view.answer().rows.len()) {
            (Some(position), hits) if !view.answer().is_part => {
                Word::OfTotal.with(view.lang, &[&(position + 1), &hits])
            }
            (None, hits) if hits > 0 && view.selected.is_some() => view.word(Word::NoHit).to_owned(),
            _ => String::new(),
        };
        rule(buf, Rect { height: 1, ..area }, (&title, style), &place, style);
        let text = body(area);
        fill(buf, text, view.palette.text);
        if view.selected.is_none() {
            put(buf, (text.x + 1, text.y), view.word(Word::NothingChosen), usize::from(text.width), view.palette.dim);
            return None;
        }
        self.reader.draw(view, Sheet { area: sheet(area), active: view.focus == PaneId::Detail }, buf);
        let edge = Rect { height: area.height + 1, ..area };
        scrollbar(buf, edge, (self.reader.len(), self.reader.top()), view.palette);
        None
    }
}
