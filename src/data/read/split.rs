//! A large text cut at the borders of its events, so that its pieces can be parsed side by side.
//!
//! It knows brackets, texts in quotes and comments to the end of the line, and gives up on anything else: raw texts, letters
//! in single quotes, comments in the middle of a line, lines that switch extensions on. Then the text is read whole.

use std::ops::Range;

/// How long a piece is at least, in bytes.
const PIECE: usize = if cfg!(test) { 64 } else { 1 << 20 };

/// Where the events of a text are, and how far it has been cut.
pub(super) struct Splitter<'a> {
    text: &'a str,
    /// The byte after the bracket that opens the list of events, and the one of the bracket that closes it.
    list: Range<usize>,
    at: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Within the list.
    Inside,
    /// The list has been closed, with this end.
    Closed,
    /// Something is not as in a plain text.
    Lost,
}

/// What comes next outside of texts and comments.
enum Sign {
    Open,
    Close,
    Comma,
    /// A name, or anything else without a bracket.
    Word(Range<usize>),
    Other,
}

impl<'a> Splitter<'a> {
    /// At the beginning of the list of events; `None` where none is found.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        let mut splitter = Self { text, list: 0..0, at: 0, state: State::Inside };
        let mut depth = 0;
        let mut name = 0..0;
        loop {
            match splitter.next_sign()? {
                Sign::Open => {
                    let opens_list = text.as_bytes()[splitter.at - 1] == b'[';
                    if depth == 1 && opens_list && &text[name.clone()] == "events" {
                        splitter.list = splitter.at..splitter.at;
                        return Some(splitter);
                    }
                    depth += 1;
                }
                Sign::Close if depth <= 1 => return None,
                Sign::Close => depth -= 1,
                Sign::Word(word) => name = word,
                Sign::Comma => name = 0..0,
                Sign::Other => {}
            }
        }
    }

    /// No text has more pieces than this.
    pub(super) fn most_pieces(text: &str) -> usize {
        text.len() / PIECE + 1
    }

    /// The place of the next events, as the inside of a list; `None` after the last ones, or where the text is no plain one.
    pub(super) fn next_piece(&mut self) -> Option<Range<usize>> {
        if self.state != State::Inside {
            return None;
        }
        let start = self.at;
        let mut depth = 0;
        loop {
            match self.next_sign() {
                Some(Sign::Open) => depth += 1,
                Some(Sign::Close) if depth == 0 => {
                    (self.state, self.list.end) = (State::Closed, self.at - 1);
                    return Some(start..self.at - 1);
                }
                Some(Sign::Close) => depth -= 1,
                Some(Sign::Comma) if depth == 0 && self.at - start >= PIECE => return Some(start..self.at),
                Some(_) => {}
                None => {
                    self.state = State::Lost;
                    return None;
                }
            }
        }
    }

    /// The events up to the last one that is whole, as the inside of a list, of a text that breaks off anywhere.
    pub(super) fn whole_ones(&mut self) -> &'a str {
        let start = self.at;
        let (mut end, mut depth) = (start, 0);
        loop {
            match self.next_sign() {
                Some(Sign::Open) => depth += 1,
                Some(Sign::Close) if depth == 0 => return &self.text[start..self.at - 1],
                Some(Sign::Close) => depth -= 1,
                Some(Sign::Comma) if depth == 0 => end = self.at,
                Some(_) => {}
                None => return &self.text[start..end],
            }
        }
    }

    /// What stands before the list of events.
    pub(super) fn head(&self) -> &'a str {
        &self.text[..self.list.start]
    }

    /// The text without its events, once they have all been given.
    pub(super) fn rest(&self) -> Option<String> {
        let tail = &self.text[self.list.end..];
        (self.state == State::Closed).then(|| [self.head(), tail].concat())
    }

    /// Passes the next sign; `None` at the end and where the text is no plain one.
    fn next_sign(&mut self) -> Option<Sign> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        self.at += 1;
        Some(match *bytes.get(start)? {
            b'(' | b'[' | b'{' => Sign::Open,
            b')' | b']' | b'}' => Sign::Close,
            b',' => Sign::Comma,
            b'"' => {
                self.at = after_text(bytes, self.at)?;
                Sign::Other
            }
            b'/' if bytes.get(self.at) == Some(&b'/') => {
                self.at += memchr::memchr(b'\n', &bytes[self.at..])?;
                Sign::Other
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'_';
                self.at = bytes[start..].iter().position(ends).map_or(bytes.len(), |length| start + length);
                // A quote or a # after a name begins a raw text.
                if matches!(bytes.get(self.at), Some(b'"' | b'#' | b'\'')) {
                    return None;
                }
                Sign::Word(start..self.at)
            }
            b' ' | b'\t' | b'\n' | b'\r' | b':' | b'-' | b'+' | b'.' | b'0'..=b'9' => Sign::Other,
            _ => return None,
        })
    }
}

/// The byte after the quote that closes a text whose inside begins here.
fn after_text(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)? + 1;
        if bytes[at - 1] == b'"' {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_is_cut_between_its_events() {
        let text =
            "(meta: (title: \"events: [\"), // events: [\n events: [(a: \"),]\\\"\"), (b: [1, 2],), ], eras: [])";
        let mut splitter = Splitter::new(text).unwrap();
        let piece = splitter.next_piece().unwrap();
        assert_eq!(&text[piece], "(a: \"),]\\\"\"), (b: [1, 2],), ");
        assert_eq!(splitter.next_piece(), None);
        assert_eq!(splitter.rest().unwrap(), "(meta: (title: \"events: [\"), // events: [\n events: [], eras: [])");
        let broken = "(events: [(a: \"x\"), (b: [1, 2]), (c: \"";
        assert_eq!(Splitter::new(broken).unwrap().whole_ones(), "(a: \"x\"), (b: [1, 2]),");
    }

    #[test]
    fn pieces_are_long_and_make_up_the_list() {
        let event = "(date: \"1954\", title: \"a title, with ) and ] in it\"), ";
        let text = format!("(events: [{}])", event.repeat(9 * PIECE / event.len()));
        let mut splitter = Splitter::new(&text).unwrap();
        let pieces: Vec<&str> = std::iter::from_fn(|| splitter.next_piece()).map(|piece| &text[piece]).collect();
        assert!(pieces.len() > 2 && pieces[0].len() >= PIECE && pieces[0].ends_with("),"));
        assert_eq!(format!("(events: [{}])", pieces.concat()), text);
        assert_eq!(splitter.rest().unwrap(), "(events: [])");
    }

    #[test]
    fn what_is_no_plain_text_is_left_alone() {
        for text in [
            "",
            "()",
            "events: []",
            "(events: 1)",
            "((events: []))",
            "#![enable(x)](events: [])",
            "(note: r\"[\", events: [])",
            "(note: '[', events: [])",
            "(/* [ */ events: [])",
            "(meta: (\"",
            "(events: (1))",
            "(events （[])",
        ] {
            assert!(Splitter::new(text).is_none(), "{text}");
        }
        for text in [
            "(events: [(a: r#\"]\"#)])",
            "(events: [(a: '\"')])",
            "(events: [(a: 1",
            "(events: [/*]*/])",
            "(events: [（)])",
        ] {
            let mut splitter = Splitter::new(text).unwrap();
            assert_eq!((splitter.next_piece(), splitter.rest()), (None, None), "{text}");
        }
    }
}
