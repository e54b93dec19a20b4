//! All keys and the query language, over the screen; made from the keymap and the table of the language.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::View;
use super::boxed::Boxed;
use crate::keys::{Action, Context};
use crate::query::{LANGUAGE, ViewKind};
use crate::text::width::{pad, width};
use crate::text::wording::Word;
use crate::text::wrap::wrap;

/// The box of help.
pub(super) fn help() -> Boxed {
    Boxed::new(Word::Help, Action::Help, content)
}

/// The keys of the view that is shown, those of every other context and then the language, in two columns.
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
    let own = of_view(view.kind());
    let others = Context::ALL.iter().filter(|context| !own.contains(context));
    for context in own.iter().chain(others) {
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

/// The contexts of a view.
fn of_view(kind: ViewKind) -> &'static [Context] {
    match kind {
        ViewKind::Timeline => &[Context::List],
        ViewKind::Lanes => &[Context::Lanes],
        ViewKind::Matrix => &[Context::Matrix],
        ViewKind::Together => &[Context::Together],
        ViewKind::Compare => &[Context::Compare, Context::Sides],
        ViewKind::Period => &[Context::Period],
    }
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
            Context::Lanes => Self::KeysLanes,
            Context::Facet => Self::KeysFacet,
            Context::Period => Self::KeysPeriod,
            Context::Strip => Self::KeysStrip,
            Context::Matrix => Self::KeysMatrix,
            Context::Together => Self::KeysTogether,
            Context::Compare => Self::KeysCompare,
            Context::Sides => Self::KeysSides,
            Context::Detail => Self::KeysDetail,
            Context::Line => Self::KeysLine,
            Context::Filter => Self::KeysFilter,
            Context::Tour => Self::KeysTour,
            Context::Page => Self::KeysPage,
            Context::Chain => Self::KeysChain,
            Context::Tours => Self::KeysTours,
            Context::Overlay => Self::KeysOverlay,
        }
    }
}
