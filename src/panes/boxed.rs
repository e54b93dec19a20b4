//! A box of text over the screen: scrolled, and closed by the key that opened it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::{Act, Pane, View};
use crate::keys::{Action, Context};
use crate::text::wording::Word;
use crate::widgets::popup;

/// The lines of a box for an area.
type Content = for<'a> fn(&View<'a>, Rect) -> Vec<Line<'a>>;

/// A box of text.
pub(super) struct Boxed {
    title: Word,
    opened_by: Action,
    content: Content,
    top: usize,
}

impl Boxed {
    pub(super) fn new(title: Word, opened_by: Action, content: Content) -> Self {
        Self { title, opened_by, content, top: 0 }
    }

    /// How far it can be scrolled.
    fn most(&self, view: &View<'_>, area: Rect) -> usize {
        (self.content)(view, area).len().saturating_sub(popup::lines(area))
    }
}

impl Pane for Boxed {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Overlay
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let page = popup::lines(area);
        let top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            _ if action == Action::Back || action == self.opened_by => {
                self.top = 0;
                return Some(vec![Act::Leave]);
            }
            _ => return None,
        };
        self.top = top.min(self.most(view, area));
        Some(Vec::new())
    }

    fn wheel(&mut self, lines: isize, view: &View<'_>, area: Rect) -> Vec<Act> {
        self.top = self.top.saturating_add_signed(lines).min(self.most(view, area));
        Vec::new()
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let lines = (self.content)(view, area);
        popup::draw(buf, area, view.word(self.title), (&lines, self.top), view.palette);
        None
    }
}
