//! The last line: what the keys do where one is, and what a reader should know of the data.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Pane, PaneId, View};
use crate::keys::{Action, Context};
use crate::text::width::{cut, width};
use crate::text::wording::Word;
use crate::views::guess::did_you_mean;
use crate::widgets::paint::{fill, put};

/// Draws the line of hints for the pane that has the keys: as many whole hints as fit, in the keymap's order.
pub fn draw(view: &View<'_>, pane: &dyn Pane, row: Rect, buf: &mut Buffer) {
    let context = pane.context(view);
    let palette = view.palette;
    fill(buf, row, palette.text);
    let (right, style) = notice(view, context, usize::from(row.width));
    let right = cut(&right, usize::from(row.width).saturating_sub(2)).into_owned();
    let room = usize::from(row.width).saturating_sub(width(&right) + 2 + usize::from(!right.is_empty()));
    let mut x = row.x + 1;
    for binding in view.keymap.hints(context).filter(|binding| pane.hints_at(binding.does, view)) {
        let Some(key) = view.keymap.hint_key(context, binding) else { continue };
        let hint = binding.does.hint(view.lang);
        let cells = width(key) + 1 + width(hint);
        if usize::from(x - row.x) + cells > room {
            break;
        }
        x = put(buf, (x, row.y), key, width(key), palette.key) + 1;
        x = put(buf, (x, row.y), hint, width(hint), palette.dim) + 2;
    }
    let at = row.right().saturating_sub(width(&right) as u16 + 1);
    put(buf, (at, row.y), &right, width(&right), style);
}

/// The narrowest line that tells how many dates are disputed.
const TELLS_DISPUTED: usize = 60;

/// What stands at the right, and in which style: that the data has errors, that only close matches are shown, or on how many
/// hits the sources disagree.
fn notice(view: &View<'_>, context: Context, cells: usize) -> (String, Style) {
    if view.faults > 0 && view.focus != PaneId::Problems {
        return (Word::FaultyData.with(view.lang, &[&view.faults]), view.palette.warning);
    }
    let answer = view.answer();
    if !answer.guesses.is_empty() && !answer.rows.is_empty() {
        return (did_you_mean(&answer.guesses, view.lang), view.palette.warning);
    }
    // Where one types or reads, the key means nothing.
    let goes = cells >= TELLS_DISPUTED && !context.is_typing() && !context.is_over();
    let key = view.keymap.key_of(Context::Everywhere, Action::NextDisputed);
    match key.filter(|_| goes && !answer.disputed.is_empty()) {
        Some(key) => {
            let told = Word::Disagreements.with(view.lang, &[&answer.disputed.len()]);
            (format!("{key} {told}"), view.palette.dim)
        }
        None => (String::new(), view.palette.dim),
    }
}
