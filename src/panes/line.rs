//! The search line: what is typed, what of it is read as what, how many events there are, and a mistake at its place.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Act, Busy, Pane, PaneId, View, offers};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{Atom, Place, Sort, Term};
use crate::text::Lang;
use crate::text::width::{ELLIPSIS, width};
use crate::text::wording::Word;
use crate::widgets::line_edit::{Edit, LineEdit};
use crate::widgets::paint::put;

/// The search line; its text belongs to the app.
#[derive(Default)]
pub(super) struct Line {
    /// The offer that is chosen below it, and the line that it was offered for.
    chosen: Option<usize>,
    chosen_for: String,
}

/// The cells before the text.
pub(super) const PROMPT: u16 = 3;

impl Pane for Line {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Line
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        action != Action::TakeSuggestion || view.offers.for_line(view.line).is_some() || suggested(view).is_some()
    }

    fn act(&mut self, action: Action, view: &View<'_>, _area: Rect) -> Option<Vec<Act>> {
        let offered = view.offers.for_line(view.line);
        if let Some(completion) = offered.filter(|_| view.offers.are_values()) {
            match (action, self.chosen) {
                (Action::Down, chosen) => {
                    self.chosen = Some(chosen.map_or(0, |at| (at + 1).min(completion.offers.len() - 1)));
                    return Some(Vec::new());
                }
                (Action::Up, Some(at)) => {
                    self.chosen = at.checked_sub(1);
                    return Some(Vec::new());
                }
                (Action::Accept, Some(at)) => {
                    return Some(offers::taken(completion, at, view.line).map(Act::Edit).into_iter().collect());
                }
                _ => {}
            }
        }
        let edit = match action {
            Action::CharLeft => Edit::Left,
            Action::CharRight => Edit::Right,
            Action::WordLeft => Edit::WordLeft,
            Action::WordRight => Edit::WordRight,
            Action::LineStart => Edit::Start,
            Action::LineEnd => Edit::End,
            Action::DeleteBack => Edit::DeleteBack,
            Action::DeleteForward => Edit::DeleteForward,
            Action::DeleteWord => Edit::DeleteWord,
            Action::DeleteToStart => Edit::DeleteToStart,
            Action::DeleteToEnd => Edit::DeleteToEnd,
            Action::Accept | Action::Back => return Some(vec![Act::Focus(PaneId::View(view.kind()))]),
            Action::TakeSuggestion => {
                let take = |completion| offers::taken(completion, self.chosen.unwrap_or(0), view.line);
                return Some(vec![
                    offered
                        .and_then(take)
                        .or_else(|| suggested(view))
                        .map_or(Act::Focus(PaneId::View(view.kind())), Act::Edit),
                ]);
            }
            _ => return None,
        };
        let mut line = view.line.clone();
        line.edit(edit);
        Some(vec![Act::Edit(line)])
    }

    fn type_text(&mut self, text: &str, view: &View<'_>) -> Vec<Act> {
        let mut line = view.line.clone();
        line.type_text(text);
        vec![Act::Edit(line)]
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        if kind != MouseEventKind::Down(MouseButton::Left) {
            return Vec::new();
        }
        let mut line = view.line.clone();
        let (shown, _) = line.window(text_cells(view, area));
        let before = width(&line.text()[..shown.start]);
        line.point(before + usize::from(at.x.saturating_sub(area.x + PROMPT)));
        vec![Act::Edit(line)]
    }

    fn settle(&mut self, view: &View<'_>, _area: Rect) {
        if self.chosen_for != view.line.text() || view.focus != PaneId::Line {
            self.chosen = None;
            view.line.text().clone_into(&mut self.chosen_for);
        }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        draw_line(view, area, buf)
    }

    fn draw_over(&self, view: &View<'_>, window: Rect, buf: &mut Buffer) {
        let offered = view.offers.for_line(view.line).filter(|_| view.focus == PaneId::Line);
        if let Some(completion) = offered {
            offers::draw(view, completion, self.chosen, window, buf);
        }
    }
}

/// The line with the first mistake replaced by what may have been meant.
fn suggested(view: &View<'_>) -> Option<LineEdit> {
    let error = view.errors.iter().find(|error| error.suggestion().is_some())?;
    let mut text = view.line.text().to_owned();
    let wrong = &text[error.span.clone()];
    let meant = error.suggestion()?;
    let meant = match &error.kind {
        crate::query::ErrorKind::UnknownField(name, _) => wrong.replacen(name.as_str(), meant, 1),
        crate::query::ErrorKind::UnknownValue(_, typed, _) => {
            // Within the quotes of a side a quote has a backslash before it.
            let quote = if is_in_quotes(view, &error.span) { "\\\"" } else { "\"" };
            let meant = if meant.contains(' ') { format!("{quote}{meant}{quote}") } else { meant.to_owned() };
            wrong.replacen(&format!("{quote}{typed}{quote}"), &meant, 1).replacen(typed.as_str(), &meant, 1)
        }
        crate::query::ErrorKind::NoSuchDate(typed, _) | crate::query::ErrorKind::Backwards(typed, _) => {
            wrong.replacen(typed.as_str(), meant, 1)
        }
        _ => return None,
    };
    text.replace_range(error.span.clone(), &meant);
    Some(LineEdit::new(&text))
}

/// Whether a place of the line lies within the quotes of a side.
fn is_in_quotes(view: &View<'_>, span: &Range<usize>) -> bool {
    let pieces = view.parsed.pieces.iter().filter(|piece| piece.span.contains(&span.start) && piece.span != *span);
    pieces.filter_map(|piece| piece.within.first()).any(|first| view.line.text()[..first.span.start].ends_with('"'))
}

/// What stands at the right end, the shorter the less room there is.
fn status(view: &View<'_>, cells: usize) -> String {
    let count = match view.busy {
        Busy::Loading(0) => view.word(Word::Loading).to_owned(),
        Busy::Loading(read) => Word::LoadingMany.with(view.lang, &[&read]),
        _ if view.answer().is_part => Word::OfTotal.with(view.lang, &[&"…", &view.store.len()]),
        _ => Word::OfTotal.with(view.lang, &[&view.answer().rows.len(), &view.store.len()]),
    };
    let order = view.plan().map_or(Sort::Date, |plan| plan.sort).label(view.lang);
    let language = if view.lang == Lang::En { "EN" } else { "日本語" };
    let parts = [count, order.to_owned(), language.to_owned()];
    let keep = match cells {
        0..50 => 1,
        50..70 => 2,
        _ => 3,
    };
    parts[..keep].join(" · ")
}

pub(super) fn text_cells(view: &View<'_>, area: Rect) -> usize {
    let taken = width(&status(view, usize::from(area.width))) + 3 + usize::from(PROMPT);
    usize::from(area.width).saturating_sub(taken)
}

/// Draws the search line; gives the cell of the cursor where it has the keys.
pub fn draw_line(view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let palette = view.palette;
    let focused = view.focus == PaneId::Line;
    put(buf, (area.x, area.y), " / ", 3, if focused { palette.rule_focus } else { palette.dim });
    let cells = text_cells(view, area);
    let (shown, cursor) = view.line.window(cells);
    let mut x = area.x + PROMPT;
    if view.line.text().is_empty() {
        put(buf, (x, area.y), view.word(Word::Placeholder), cells, palette.faint);
    }
    let mut done = shown.start;
    for (span, style) in runs(view) {
        let (start, end) = (span.start.max(done), span.end.min(shown.end));
        if start >= end {
            continue;
        }
        x = put(buf, (x, area.y), &view.line.text()[done..start], cells, palette.text);
        x = put(buf, (x, area.y), &view.line.text()[start..end], cells, style);
        done = end;
    }
    let x = put(buf, (x, area.y), &view.line.text()[done..shown.end], cells, palette.text);
    // Where the line goes on beyond what is shown, it says so.
    let cuts = [(shown.start > 0, area.x + PROMPT - 1), (shown.end < view.line.text().len(), x)];
    for (_, x) in cuts.into_iter().filter(|(is_cut, _)| *is_cut) {
        put(buf, (x, area.y), ELLIPSIS, 1, palette.sign);
    }
    let right = status(view, usize::from(area.width));
    let at = area.right().saturating_sub(width(&right) as u16 + 1);
    let style = if view.busy == Busy::No { palette.dim } else { palette.faint };
    put(buf, (at, area.y), &right, width(&right), style);
    focused.then(|| Position::new(area.x + PROMPT + cursor as u16, area.y))
}

/// The stretches of the line that have a style of their own, in order: its pieces, and those of its sides among their signs.
fn runs(view: &View<'_>) -> Vec<(Range<usize>, Style)> {
    let mut runs = Vec::new();
    let is_wrong = |span: &Range<usize>| view.errors.iter().any(|error| error.span == *span);
    for piece in &view.parsed.pieces {
        let wrong = is_wrong(&piece.span);
        let mut done = piece.span.start;
        for inner in piece.within.iter().filter(|_| !wrong) {
            runs.push((done..inner.span.start, view.palette.sign));
            let style = if is_wrong(&inner.span) {
                view.palette.error
            } else {
                piece_style(view, inner.place, view.parsed.term_within(piece.place, inner.place))
            };
            runs.push((inner.span.clone(), style));
            done = inner.span.end;
        }
        let own = if piece.within.is_empty() || wrong {
            piece_style(view, if wrong { Place::Bad } else { piece.place }, view.parsed.term(piece.place))
        } else {
            view.palette.sign
        };
        runs.push((done..piece.span.end, own));
    }
    runs
}

fn piece_style(view: &View<'_>, place: Place, term: Option<&Term>) -> Style {
    let palette = view.palette;
    match place {
        Place::Open => palette.faint,
        Place::Or | Place::Setting(_) | Place::Side(_) => palette.sign,
        Place::Bad => palette.error,
        Place::Term(..) => match term {
            Some(term) if term.not => palette.excluded,
            Some(term) => match term.atom {
                Atom::Text { .. } => palette.text,
                Atom::Date(..) => palette.sign,
                _ => palette.field,
            },
            None => palette.text,
        },
    }
}

/// Draws what is wrong with the line below its place, over the row given; nothing where nothing is wrong.
pub fn draw_error(view: &View<'_>, row: Rect, buf: &mut Buffer) {
    let Some(error) = view.errors.first() else { return };
    let (shown, _) = view.line.window(text_cells(view, row));
    let start = error.span.start.clamp(shown.start, shown.end);
    let column = PROMPT as usize + width(&view.line.text()[shown.start..start]);
    let take = match suggested(view) {
        Some(_) if view.focus == PaneId::Line => format!("  ({})", view.word(Word::TakeSuggestion)),
        _ => String::new(),
    };
    let message = format!("^ {}", error.message(view.lang));
    // The line of hints tells of the key as well, so it is left out first.
    let fits = width(&message) + width(&take) < usize::from(row.width);
    let message = if fits { message + &take } else { message };
    // A message that would not fit to the right of its place begins further left.
    let room = usize::from(row.width).saturating_sub(width(&message) + 1);
    let column = column.min(room.max(1));
    crate::widgets::paint::fill(buf, row, view.palette.text);
    put(buf, (row.x + column as u16, row.y), &message, usize::from(row.width) - column, view.palette.message);
}
