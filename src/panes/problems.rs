//! What was left out of the data and why, over the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::help::scrolled;
use super::{Act, Pane, View};
use crate::keys::{Action, Context};
use crate::text::wording::Word;
use crate::text::wrap::wrap;
use crate::widgets::popup;

/// The problems of the data.
#[derive(Default)]
pub(super) struct Problems {
    top: usize,
}

impl Pane for Problems {
    fn context(&self) -> Context {
        Context::Overlay
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let shown = popup::lines(area);
        let most = content(view, area).len().saturating_sub(shown);
        match scrolled(action, self.top, (most, shown)) {
            Some(top) => self.top = top,
            None if matches!(action, Action::Back | Action::Problems) => return Some(vec![Act::Leave]),
            None => return None,
        }
        Some(Vec::new())
    }

    fn wheel(&mut self, lines: isize, view: &View<'_>, area: Rect) -> Vec<Act> {
        let most = content(view, area).len().saturating_sub(popup::lines(area));
        self.top = self.top.saturating_add_signed(lines).min(most);
        Vec::new()
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        popup::draw(buf, area, view.word(Word::Problems), (&content(view, area), self.top), view.palette);
        None
    }
}

/// The problems, a blank line between them; lines of source code are cut, never wrapped.
fn content<'a>(view: &View<'a>, area: Rect) -> Vec<Line<'a>> {
    if view.problems.is_empty() {
        return vec![Line::raw(view.word(Word::NoProblems))];
    }
    let cells = usize::from(area.width.saturating_sub(3));
    let mut lines = Vec::new();
    for problem in view.problems {
        let mut rows = problem.lines();
        if let Some(message) = rows.next() {
            lines.extend(
                wrap(message, cells).into_iter().map(|range| Line::styled(&message[range], view.palette.message)),
            );
        }
        lines.extend(rows.map(Line::raw));
        lines.push(Line::raw(""));
    }
    lines
}
