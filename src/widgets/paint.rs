//! Text, rules and bars put into cells; nothing is drawn outside the area, and no wide letter is split.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub use crate::text::width::LEVELS;
use crate::text::width::{cut, head, width};

/// Puts a text at a cell, cut with an ellipsis to `cells`; gives the column after it.
pub fn put(buf: &mut Buffer, (x, y): (u16, u16), text: &str, cells: usize, style: Style) -> u16 {
    put_marked(buf, (x, y), &Marked { text, marks: &[], mark: style }, cells, style)
}

/// A text of which some byte ranges are drawn in another style.
#[derive(Clone, Copy, Debug)]
pub struct Marked<'a> {
    /// The text.
    pub text: &'a str,
    /// The byte ranges, in order.
    pub marks: &'a [std::ops::Range<usize>],
    /// Their style, laid over that of the text.
    pub mark: Style,
}

/// Puts a text with marked ranges at a cell, cut with an ellipsis to `cells`; gives the column after it.
pub fn put_marked(buf: &mut Buffer, (x, y): (u16, u16), marked: &Marked<'_>, cells: usize, style: Style) -> u16 {
    let area = *buf.area();
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return x;
    }
    let cells = cells.min(usize::from(area.right() - x));
    let shown = cut(marked.text, cells);
    let whole = width(marked.text) <= cells;
    // The ellipsis stands for text that may be marked; itself it never is.
    let kept = if whole { shown.len() } else { head(marked.text, cells.saturating_sub(1)).trim_end().len() };
    let mut at = x;
    let mut done = 0;
    let mut run = |text: &str, style: Style, at: &mut u16| {
        *at = buf.set_stringn(*at, y, text, usize::from(area.right() - *at), style).0;
    };
    for range in marked.marks.iter().filter(|range| range.start < kept) {
        run(&marked.text[done..range.start.max(done)], style, &mut at);
        run(&marked.text[range.start.max(done)..range.end.min(kept)], style.patch(marked.mark), &mut at);
        done = range.end.min(kept);
    }
    run(&shown[done.min(shown.len())..], style, &mut at);
    at
}

/// Fills an area with blanks in a style.
pub fn fill(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(*buf.area());
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buf[(x, y)].reset();
            buf[(x, y)].set_style(style);
        }
    }
}

/// Draws a horizontal rule over a row, with a title at the left and a shorter one at the right where there is room.
pub fn rule(buf: &mut Buffer, row: Rect, left: (&str, Style), right: &str, style: Style) {
    let row = row.intersection(*buf.area());
    if row.is_empty() {
        return;
    }
    for x in row.left()..row.right() {
        buf[(x, row.y)].reset();
        buf[(x, row.y)].set_symbol("─").set_style(style);
    }
    let room = usize::from(row.width);
    let (title, title_style) = left;
    let mut used = 0;
    if !title.is_empty() && room > 4 {
        let text = format!(" {} ", cut(title, room - 4));
        used = usize::from(put(buf, (row.x + 1, row.y), &text, room - 1, title_style) - row.x);
    }
    let wanted = width(right) + 3;
    if !right.is_empty() && used + wanted < room {
        put(buf, (row.right() - wanted as u16, row.y), &format!(" {right} "), wanted, style);
    }
}

/// Draws a vertical line between two rows, joined to the rules that it meets.
pub fn separator(buf: &mut Buffer, x: u16, rows: std::ops::RangeInclusive<u16>, style: Style) {
    let area = *buf.area();
    let is_rule = |buf: &Buffer, x: Option<u16>, y: u16| {
        x.filter(|x| (area.left()..area.right()).contains(x)).is_some_and(|x| "─┬┴┼├┤".contains(buf[(x, y)].symbol()))
    };
    for y in rows.clone().filter(|y| (area.top()..area.bottom()).contains(y)) {
        if !(area.left()..area.right()).contains(&x) {
            continue;
        }
        let (left, right) = (is_rule(buf, x.checked_sub(1), y), is_rule(buf, x.checked_add(1), y));
        let here = is_rule(buf, Some(x), y);
        let symbol = match (left || here, right || here) {
            (true, true) if y == *rows.start() => "┬",
            (true, true) if y == *rows.end() => "┴",
            (true, true) => "┼",
            (true, false) => "┤",
            (false, true) => "├",
            (false, false) => "│",
        };
        buf[(x, y)].reset();
        buf[(x, y)].set_symbol(symbol).set_style(style);
    }
}

/// Blanks every wide letter of which something else has been drawn over the second half: a terminal would draw the letter and
/// leave out the other.
pub fn mend(buf: &mut Buffer) {
    let area = *buf.area();
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right().saturating_sub(1) {
            let letter = buf[(x, y)].symbol();
            if letter.len() > 1 && width(letter) > 1 && buf[(x + 1, y)].symbol() != " " {
                buf[(x, y)].set_symbol(" ");
            }
        }
    }
}

/// A horizontal bar of `value` against `most` in at most `cells`, to an eighth of a cell, one eighth at least where there is
/// anything.
pub fn bar(value: u32, most: u32, cells: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if value == 0 {
        return String::new();
    }
    let eighths = (value as usize * cells * 8).div_ceil(most.max(1) as usize).clamp(1, cells * 8);
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

/// A span from end to end with its name in the midst, where enough of it fits to tell one from another.
pub fn band(name: &str, cells: usize) -> String {
    let inner = cells.saturating_sub(2);
    let name = if width(name) <= inner || inner >= 14 { cut(name, inner) } else { "".into() };
    let free = inner - width(&name).min(inner);
    let band = format!("├{}{name}{}┤", "─".repeat(free / 2), "─".repeat(free - free / 2));
    if cells < 2 { "─".repeat(cells) } else { band }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(buf: &Buffer, y: u16) -> String {
        (0..buf.area().width).map(|x| buf[(x, y)].symbol().to_owned()).collect()
    }

    #[test]
    fn text_is_cut_by_cells_and_never_leaves_the_area() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 2));
        put(&mut buf, (0, 0), "科学外交の歴史", 7, Style::new());
        assert_eq!(row(&buf, 0), "科 学 外 … ");
        put(&mut buf, (6, 1), "科学", 10, Style::new());
        assert_eq!(row(&buf, 1), "      … ");
        put(&mut buf, (9, 9), "far away", 10, Style::new());
    }

    #[test]
    fn marks_keep_their_letters_where_the_text_is_cut() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        let mark = Style::new().fg(ratatui::style::Color::Red);
        put_marked(&mut buf, (0, 0), &Marked { text: "abcdefgh", marks: &[2..4, 7..8], mark }, 6, Style::new());
        assert_eq!(row(&buf, 0), "abcde…");
        let marked: Vec<usize> = (0..6).filter(|x| buf[(*x as u16, 0)].fg == ratatui::style::Color::Red).collect();
        assert_eq!(marked, [2, 3]);
    }

    #[test]
    fn lines_join_the_rules_that_they_meet() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 5, 3));
        rule(&mut buf, Rect::new(0, 0, 5, 1), ("", Style::new()), "", Style::new());
        rule(&mut buf, Rect::new(0, 2, 2, 1), ("", Style::new()), "", Style::new());
        separator(&mut buf, 2, 0..=2, Style::new());
        assert_eq!([row(&buf, 0), row(&buf, 1), row(&buf, 2)], ["──┬──", "  │  ", "──┤  "]);
    }

    #[test]
    fn half_a_wide_letter_is_none() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        put(&mut buf, (0, 0), "科学外", 6, Style::new());
        put(&mut buf, (3, 0), "|", 1, Style::new());
        mend(&mut buf);
        assert_eq!(row(&buf, 0), "科  |外 ");
    }

    #[test]
    fn a_bar_shows_the_least_and_fills_with_the_most() {
        assert_eq!([bar(0, 9, 4), bar(1, 900, 4), bar(900, 900, 4), bar(5, 16, 2)], ["", "▏", "████", "▋"]);
    }
}
