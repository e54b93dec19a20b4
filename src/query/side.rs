//! The sides of a comparison: a query within a line, after `vs:`, in quotes where it holds blanks. Within the quotes a
//! backslash stands before a quote and before a backslash.

use std::fmt;

use super::lex::{Unquoted, quote, unquote_in_place};
use super::parse::{Parsed, Reader};
use super::{Side, parse};

/// What stands before the colon.
pub(super) const NAME: &str = "vs";

/// The most sides that a line has.
pub(super) const MOST: usize = 2;

/// The line that a side is.
pub(super) struct Inner {
    /// The line, without quotes.
    pub(super) text: String,
    /// For each byte of it, and for its end, where it stands in what it was taken from.
    pub(super) places: Vec<usize>,
    /// Whether it stands in quotes, and whether these are closed.
    pub(super) is_quoted: bool,
    is_closed: bool,
}

impl Inner {
    /// The line in a word that is a side; `None` where it is none.
    pub(super) fn of(word: &str) -> Option<Self> {
        let (name, value) = word.split_once([':', '：'])?;
        let name = name.trim_start_matches(['!', '！', '-']);
        let at = word.len() - value.len();
        name.eq_ignore_ascii_case(NAME).then(|| Self::after_colon(value, at))
    }

    /// The line in what stands after the colon, which begins at a place.
    fn after_colon(value: &str, at: usize) -> Self {
        let is_quoted = value.starts_with('"');
        let Unquoted { text, places, rest } = if is_quoted {
            unquote_in_place(value)
        } else {
            Unquoted { text: value.to_owned(), places: (0..=value.len()).collect(), rest: None }
        };
        Self {
            text,
            places: places.into_iter().map(|place| at + place).collect(),
            is_quoted,
            is_closed: rest.is_some(),
        }
    }
}

/// Reads what stands after the colon as a query of its own, whose places are those in the line; `at` is where it begins
/// there, and `is_typed` whether it may still be being typed. `None` where nothing stands there.
pub(super) fn read(value: &str, at: usize, is_word: &dyn Fn(&str) -> bool, is_typed: bool) -> Option<Parsed> {
    let Inner { text, places, is_closed, .. } = Inner::after_colon(value, at);
    if text.trim().is_empty() {
        return None;
    }
    // What is closed is not being typed.
    let is_typed = is_typed && !is_closed;
    let mut parsed = Reader { line: &text, is_word, is_typed, in_side: true }.parse();
    let in_line = |span: &mut std::ops::Range<usize>| *span = places[span.start]..places[span.end];
    parsed.pieces.iter_mut().for_each(|piece| in_line(&mut piece.span));
    parsed.errors.iter_mut().for_each(|error| in_line(&mut error.span));
    Some(parsed)
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text();
        let plain = format!("{NAME}:{text}");
        // At the end of a line as well as with a word after it.
        let is_read = |line: &str, groups: usize| {
            let Parsed { query, errors, .. } = parse(line);
            query.sides == [self.clone()] && query.groups.len() == groups && errors.is_empty()
        };
        let is_plain = is_read(&plain, 0) && is_read(&format!("{plain} x"), 1);
        if is_plain { f.write_str(&plain) } else { write!(f, "{NAME}:{}", quote(&text)) }
    }
}

impl Side {
    /// The side as a line of its own.
    pub fn text(&self) -> String {
        self.groups.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}
