//! The page of an event, an actor, a theme, a country or a source, over the screen: everything that is known of it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::reader::{Reader, Sheet};
use super::{Act, Pane, View};
use crate::keys::{Action, Context, MouseEventKind};
use crate::query::edit;
use crate::views::subject::Subject;
use crate::widgets::popup;

/// The page.
#[derive(Default)]
pub(super) struct Page {
    reader: Reader,
}

/// The cells of the text within the frame.
fn sheet(area: Rect) -> Rect {
    let width = area.width.saturating_sub(5);
    Rect { x: area.x + area.width.min(2), y: area.y + area.height.min(1), width, height: area.height.saturating_sub(2) }
}

impl Pane for Page {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Page
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        match action {
            Action::Open => self.reader.chosen(view).is_some(),
            Action::NextReference => self.reader.count() > 0,
            Action::StepBack => view.behind > 0,
            Action::ShowChain => view.read_event().is_some(),
            Action::Only => view.page.is_some_and(|subject| subject.field(view.store).is_some()),
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let acts = match action {
            Action::Open => self.reader.chosen(view).map(Act::Follow).into_iter().collect(),
            // One step back from the first page closes it.
            Action::Back | Action::StepBack if view.behind > 0 => vec![Act::StepBack],
            Action::StepForward => vec![Act::StepForward],
            Action::Back | Action::StepBack | Action::Close | Action::ReadPage => vec![Act::Leave],
            Action::Only => only(view),
            action if self.reader.act(action, usize::from(sheet(area).height)) => Vec::new(),
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
        if !area.is_empty() {
            let tell = |subject: Subject| subject.page(view.store, view.lang, view.today);
            self.reader.settle(view, view.page, sheet(area), tell);
        }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = view.page.map_or("", |subject| subject.kind(view.store, view.lang));
        popup::frame(buf, area, title, view.palette);
        self.reader.draw(view, Sheet { area: sheet(area), active: true }, buf);
        popup::scrollbar(buf, area, (self.reader.len(), self.reader.top()), view.palette);
        None
    }
}

/// Takes what the page tells of into the query, alone of its field, and closes the page.
fn only(view: &View<'_>) -> Vec<Act> {
    let Some((field, key)) = view.page.and_then(|subject| subject.field(view.store)) else { return Vec::new() };
    vec![Act::Leave, Act::Line(edit::only(view.parsed, view.line.text(), field, key))]
}
