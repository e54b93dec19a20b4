//! A box over the screen, with a title and lines that can be scrolled.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{
    Block, BorderType, Clear, Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget,
};

use super::palette::Palette;

/// The area of a box of at most `width` by `height` in the middle of an area.
pub fn area(within: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(within.width), height.min(within.height));
    Rect { x: within.x + (within.width - width) / 2, y: within.y + (within.height - height) / 2, width, height }
}

/// How many lines a box of this area shows.
pub fn lines(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(2))
}

/// Draws an empty box with a title; gives the area within its frame.
pub fn frame(buf: &mut Buffer, area: Rect, title: &str, palette: &Palette) -> Rect {
    Clear.render(area, buf);
    let block =
        Block::bordered().border_type(BorderType::Rounded).border_style(palette.rule_focus).title(format!(" {title} "));
    let inner = block.inner(area);
    block.render(area, buf);
    inner
}

/// Draws a box with lines, from the line `top` on.
pub fn draw(buf: &mut Buffer, area: Rect, title: &str, (content, top): (&[Line<'_>], usize), palette: &Palette) {
    let inner = frame(buf, area, title, palette);
    for (line, y) in content.iter().skip(top).zip(inner.top()..inner.bottom()) {
        buf.set_line(inner.x, y, line, inner.width);
    }
    scrollbar(buf, area, (content.len(), top), palette);
}

/// Draws a scroll bar on the right edge of an area whose rows within the edge show `len` lines from `top` on.
pub fn scrollbar(buf: &mut Buffer, area: Rect, (len, top): (usize, usize), palette: &Palette) {
    let shown = lines(area);
    if len <= shown || shown == 0 {
        return;
    }
    let mut state = ScrollbarState::new(len - shown + 1).position(top).viewport_content_length(shown);
    let track = Rect { y: area.y + 1, height: area.height - 2, ..area };
    Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol("┃")
        .thumb_style(palette.rule_focus)
        .render(track, buf, &mut state);
}
