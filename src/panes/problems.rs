//! What was left out of the data and why, over the screen.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::View;
use super::boxed::Boxed;
use crate::keys::Action;
use crate::text::wording::Word;
use crate::text::wrap::wrap;

/// The box of problems.
pub(super) fn problems() -> Boxed {
    Boxed::new(Word::Problems, Action::Problems, content)
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
