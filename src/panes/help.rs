//! All keys and the query language, over the screen; made from the keymap and the table of the language.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Act, Pane, View};
use crate::keys::{Action, Context};
use crate::query::LANGUAGE;
use crate::text::width::{pad, width};
use crate::text::wording::Word;
use crate::text::wrap::wrap;
use crate::widgets::popup;

/// All keys and the query language.
#[derive(Default)]
pub(super) struct Help {
    top: usize,
}

impl Pane for Help {
    fn context(&self) -> Context {
        Context::Overlay
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let shown = popup::lines(area);
        let most = content(view, area).len().saturating_sub(shown);
        match scrolled(action, self.top, (most, shown)) {
            Some(top) => self.top = top,
            None if matches!(action, Action::Back | Action::Help) => {
                self.top = 0;
                return Some(vec![Act::Leave]);
            }
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
        popup::draw(buf, area, view.word(Word::Help), (&content(view, area), self.top), view.palette);
        None
    }
}

/// Where a box of text is scrolled to by an action: at most `most` lines down, `page` lines a page.
pub(super) fn scrolled(action: Action, top: usize, (most, page): (usize, usize)) -> Option<usize> {
    let top = match action {
        Action::Up => top.saturating_sub(1),
        Action::Down => top + 1,
        Action::PageUp => top.saturating_sub(page),
        Action::PageDown => top + page,
        Action::First => 0,
        Action::Last => most,
        _ => return None,
    };
    Some(top.min(most))
}

/// The keys of every context and then the language, in two columns.
fn content<'a>(view: &View<'a>, area: Rect) -> Vec<Line<'a>> {
    let palette = view.palette;
    let cells = usize::from(area.width.saturating_sub(4));
    let column = (cells * 2 / 5).min(44);
    let mut lines = Vec::new();
    let heading = |lines: &mut Vec<Line<'a>>, word: Word| {
        if !lines.is_empty() {
            lines.push(Line::raw(""));
        }
        lines.push(Line::styled(format!(" {}", view.word(word)), palette.title));
    };
    for context in Context::ALL {
        heading(&mut lines, Word::context(*context));
        for binding in view.keymap.bindings(*context) {
            row(
                &mut lines,
                (&binding.keys.join("  "), column.min(26)),
                binding.does.help(view.lang),
                cells,
                palette.key,
            );
        }
    }
    heading(&mut lines, Word::QueryLanguage);
    for example in LANGUAGE {
        row(&mut lines, (example.example, column), example.meaning(view.lang), cells, palette.key);
    }
    lines
}

/// A row of two columns: what is typed, and what it means, on as many lines as it needs.
fn row<'a>(lines: &mut Vec<Line<'a>>, (typed, column): (&str, usize), meaning: &'a str, cells: usize, style: Style) {
    let wide = width(typed) > column;
    if wide {
        lines.push(Line::from(vec![Span::raw("  "), Span::styled(typed.to_owned(), style)]));
    }
    for (at, range) in wrap(meaning, cells.saturating_sub(column + 4)).into_iter().enumerate() {
        let typed = if at == 0 && !wide { typed } else { "" };
        lines.push(Line::from(vec![
            Span::raw("  "),
            Span::styled(pad(typed, column + 1), style),
            Span::raw(&meaning[range]),
        ]));
    }
}

impl Word {
    /// The heading of a context.
    pub fn context(context: Context) -> Self {
        match context {
            Context::Everywhere => Self::KeysEverywhere,
            Context::List => Self::KeysList,
            Context::Facet => Self::KeysFacet,
            Context::Strip => Self::KeysStrip,
            Context::Detail => Self::KeysDetail,
            Context::Line => Self::KeysLine,
            Context::Filter => Self::KeysFilter,
            Context::Overlay => Self::KeysOverlay,
        }
    }
}
