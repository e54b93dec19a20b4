//! A line that one types in: its text and its cursor, moved and cut by grapheme clusters.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean::clean;
use crate::text::width::width;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    cursor: usize,
}

/// A change of a line or a move in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// To the cluster before.
    Left,
    /// To the next cluster.
    Right,
    /// To the start of the word, or of the one before.
    WordLeft,
    /// Behind the word, or the next one.
    WordRight,
    /// To the start of the line.
    Start,
    /// To the end of the line.
    End,
    /// Deletes the cluster before.
    DeleteBack,
    /// Deletes the cluster after.
    DeleteForward,
    /// Deletes to the start of the word.
    DeleteWord,
    /// Deletes to the start of the line.
    DeleteToStart,
    /// Deletes to the end of the line.
    DeleteToEnd,
}

impl LineEdit {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte that the cursor stands at.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor at the cluster that stands at a cell.
    pub fn point(&mut self, cell: usize) {
        let mut cells = 0;
        let found = self.text.grapheme_indices(true).find(|(_, cluster)| {
            cells += width(cluster);
            cells > cell
        });
        self.cursor = found.map_or(self.text.len(), |(at, _)| at);
    }

    /// Types a text, cleaned of what must not reach the terminal; line breaks become blanks.
    pub fn type_text(&mut self, text: &str) {
        let (text, _) = clean(text);
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    /// Puts a text in place of a range of bytes, and the cursor behind it; a range that is none of the line's changes nothing.
    pub fn replace(&mut self, range: std::ops::Range<usize>, text: &str) {
        if self.text.get(range.clone()).is_some() {
            self.cursor = range.start + text.len();
            self.text.replace_range(range, text);
        }
    }

    /// Changes the line or moves in it.
    pub fn edit(&mut self, edit: Edit) {
        let (before, after) = self.text.split_at(self.cursor);
        let left = before.graphemes(true).next_back().map_or(0, str::len);
        let right = after.graphemes(true).next().map_or(0, str::len);
        match edit {
            Edit::Left => self.cursor -= left,
            Edit::Right => self.cursor += right,
            Edit::WordLeft => self.cursor = word_start(before),
            Edit::WordRight => self.cursor += word_end(after),
            Edit::Start => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::DeleteBack => self.delete(self.cursor - left..self.cursor),
            Edit::DeleteForward => self.delete(self.cursor..self.cursor + right),
            Edit::DeleteWord => self.delete(word_start(before)..self.cursor),
            Edit::DeleteToStart => self.delete(0..self.cursor),
            Edit::DeleteToEnd => self.text.truncate(self.cursor),
        }
    }

    fn delete(&mut self, range: std::ops::Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    /// The part of the text that fits into `cells` with the cursor in it, as a byte range, and the cell of the cursor.
    pub fn window(&self, cells: usize) -> (std::ops::Range<usize>, usize) {
        let before = &self.text[..self.cursor];
        // One cell is left for the cursor behind the last letter.
        let shown = crate::text::width::tail(before, cells.saturating_sub(1));
        let start = if width(&self.text) < cells { 0 } else { before.len() - shown.len() };
        let end = start + crate::text::width::head(&self.text[start..], cells).len();
        (start..end, width(&self.text[start..self.cursor]))
    }
}

fn word_start(before: &str) -> usize {
    before
        .trim_end()
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))
}

fn word_end(after: &str) -> usize {
    let blanks = after.len() - after.trim_start().len();
    after[blanks..].find(char::is_whitespace).map_or(after.len(), |at| blanks + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_and_deletes_by_what_a_reader_calls_a_letter() {
        let mut line = LineEdit::new("iter 科学e\u{301}");
        for (edit, text, cursor) in [
            (Edit::DeleteBack, "iter 科学", 11),
            (Edit::Left, "iter 科学", 8),
            (Edit::DeleteForward, "iter 科", 8),
            (Edit::WordLeft, "iter 科", 5),
            (Edit::WordLeft, "iter 科", 0),
            (Edit::WordRight, "iter 科", 4),
            (Edit::DeleteWord, " 科", 0),
            (Edit::End, " 科", 4),
            (Edit::DeleteToStart, "", 0),
            (Edit::DeleteBack, "", 0),
        ] {
            line.edit(edit);
            assert_eq!((line.text(), line.cursor()), (text, cursor), "{edit:?}");
        }
    }

    #[test]
    fn what_is_pasted_is_cleaned() {
        let mut line = LineEdit::default();
        line.type_text("a\u{1b}[31m\nb");
        assert_eq!(line.text(), "a[31m b");
    }

    #[test]
    fn a_long_line_shows_where_the_cursor_is() {
        let mut line = LineEdit::new("abcdefghij");
        assert_eq!(line.window(5), (6..10, 4));
        line.edit(Edit::Start);
        assert_eq!(line.window(5), (0..5, 0));
        assert_eq!(LineEdit::new("abc").window(5), (0..3, 3));
    }

    #[test]
    fn a_click_finds_its_letter() {
        let mut line = LineEdit::new("a科b");
        for (cell, cursor) in [(0, 0), (1, 1), (2, 1), (3, 4), (9, 5)] {
            line.point(cell);
            assert_eq!(line.cursor(), cursor, "{cell}");
        }
    }
}
