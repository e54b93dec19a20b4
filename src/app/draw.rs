//! The whole screen, drawn from the app as it is.

use ratatui::Frame;
use ratatui::buffer::Buffer;

use super::App;
use crate::panes::{draw_error, draw_hints};
use crate::text::wording::Word;
use crate::widgets::paint::{mend, put, separator};

impl App {
    /// Draws the whole screen; changes nothing.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let size = frame.area().as_size();
        let mut areas = super::areas((size.width, size.height), self.shared.focus, self.shared.home());
        let view = self.shared.view();
        let buf = frame.buffer_mut();
        if areas.too_small {
            put(buf, (0, 0), view.word(Word::TooSmall), usize::from(size.width), view.palette.text);
            return;
        }
        let boxes = areas.panes.iter().position(|(id, _)| id.is_overlay());
        let overlay = boxes.map(|at| areas.panes.split_off(at));
        let mut cursor = None;
        for (id, area) in &areas.panes {
            let Some(pane) = self.pane(*id) else { continue };
            if let Some(at) = pane.draw(&view, *area, buf)
                && self.shared.focus == *id
            {
                cursor = Some(at);
            }
        }
        for (x, top, bottom) in &areas.separators {
            separator(buf, *x, *top..=*bottom, view.palette.rule);
        }
        if let Some(row) = areas.message {
            draw_error(&view, row, buf);
        }
        if let Some(pane) = self.pane(self.shared.focus) {
            pane.draw_over(&view, areas.window, buf);
        }
        for (id, area) in overlay.into_iter().flatten() {
            dim(buf, &view);
            if let Some(pane) = self.pane(id) {
                pane.draw(&view, area, buf);
            }
        }
        if let Some((row, pane)) = areas.hints.zip(self.pane(self.shared.focus)) {
            draw_hints(&view, pane, row, buf);
        }
        mend(buf);
        if let Some(at) = cursor {
            frame.set_cursor_position(at);
        }
    }
}

/// Lets what lies under a box step back.
fn dim(buf: &mut Buffer, view: &crate::panes::View<'_>) {
    let area = *buf.area();
    buf.set_style(area, view.palette.faint);
}
