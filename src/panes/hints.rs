//! The last line: what the keys do where one is, and what a reader should know of the data.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{PaneId, View};
use crate::keys::Context;
use crate::text::width::{cut, width};
use crate::text::wording::Word;
use crate::views::guess::did_you_mean;
use crate::widgets::paint::{fill, put};

/// Draws the line of hints: as many whole hints as fit, in the keymap's order.
pub fn draw(view: &View<'_>, context: Context, row: Rect, buf: &mut Buffer) {
    let palette = view.palette;
    fill(buf, row, palette.text);
    let right = cut(&notice(view), usize::from(row.width).saturating_sub(2)).into_owned();
    let room = usize::from(row.width).saturating_sub(width(&right) + 2);
    let mut x = row.x + 1;
    for binding in view.keymap.hints(context) {
        let Some(key) = binding.keys.first() else { continue };
        let hint = binding.does.hint(view.lang);
        let cells = width(key) + 1 + width(hint);
        if usize::from(x - row.x) + cells > room {
            break;
        }
        x = put(buf, (x, row.y), key, width(key), palette.key) + 1;
        x = put(buf, (x, row.y), hint, width(hint), palette.dim) + 2;
    }
    let at = row.right().saturating_sub(width(&right) as u16 + 1);
    put(buf, (at, row.y), &right, width(&right), palette.warning);
}

/// What stands at the right: that the data has errors, or what was found in place of a word that matches nothing.
fn notice(view: &View<'_>) -> String {
    if view.faults > 0 && view.focus != PaneId::Problems {
        return Word::FaultyData.with(view.lang, &[&view.faults]);
    }
    if view.answer().rows.is_empty() { String::new() } else { did_you_mean(&view.answer().guesses, view.lang) }
}
