//! The pieces of a RON text with their places, for texts that a parser gives up on: never fails, never recurses.

use std::ops::Range;

/// How many brackets may be open at once.
const DEEPEST: usize = 10_000;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An opening bracket, given as the closing one that belongs to it.
    Open(char),
    /// A closing bracket.
    Close(char),
    Comma,
    Colon,
    /// A text in quotes.
    Text,
    /// A text without its closing quote.
    OpenText,
    /// A comment without its end.
    OpenComment,
    /// A name, a number, a letter in single quotes, or anything else without blanks.
    Word,
    End,
}

/// A piece of text and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    /// Whether a value can begin with it.
    pub(super) fn begins_value(self) -> bool {
        matches!(self.kind, Kind::Open(_) | Kind::Text | Kind::OpenText | Kind::Word)
    }
}

/// Why a value has no end where it should have one, and where that shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing that could be a value stands here.
    NoValue(usize),
    /// The bracket opened at the first place is met at the second by the closing bracket of another.
    Mismatch(usize, usize),
    /// The bracket opened here is never closed.
    OpenBracket(usize),
    /// The text begun here is never closed.
    OpenText(usize),
    /// The comment begun here is never closed.
    OpenComment(usize),
}

/// A position in a text; copying it is looking ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a> {
    /// The text up to the end of the part that is scanned.
    text: &'a str,
    /// Byte offset of the next piece or of the blanks before it.
    pub at: usize,
}

impl<'a> Scanner<'a> {
    /// A scanner of a part of a text; places are of the whole text.
    pub(super) fn new(text: &'a str, part: Range<usize>) -> Self {
        Self { text: &text[..part.end], at: part.start }
    }

    /// The next piece without passing it.
    pub(super) fn peek(mut self) -> Token {
        self.next()
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Token {
        let open_comment = self.skip_blanks();
        let start = self.at;
        let rest = &self.text[start..];
        let (kind, length) = match rest.chars().next() {
            None => (Kind::End, 0),
            Some(_) if open_comment => (Kind::OpenComment, rest.len()),
            Some('"') => quoted(rest, 1),
            Some(letter) => match mark(letter).map(|kind| (kind, letter.len_utf8())) {
                Some(mark) => mark,
                None => raw(rest).unwrap_or_else(|| (Kind::Word, word(rest, letter))),
            },
        };
        self.at = start + length;
        #[cfg(test)]
        looked_at(length);
        Token { kind, start, end: self.at }
    }

    /// Whether a name and a colon come next, which is how a field begins.
    pub(super) fn at_field(mut self) -> bool {
        self.next().kind == Kind::Word && self.next().kind == Kind::Colon
    }

    /// Passes one value: its place without blanks around it, and why it has no end, if so.
    pub(super) fn value(&mut self) -> (Range<usize>, Option<Fault>) {
        let before = *self;
        let first = self.next();
        let fault = match first.kind {
            Kind::Open(_) => self.group(first),
            Kind::Text => None,
            Kind::Word => match self.peek() {
                open @ Token { kind: Kind::Open(')'), .. } => {
                    self.next();
                    self.group(open)
                }
                _ => None,
            },
            Kind::OpenText => Some(Fault::OpenText(first.start)),
            Kind::OpenComment => Some(Fault::OpenComment(first.start)),
            Kind::Close(_) | Kind::Comma | Kind::Colon | Kind::End => {
                *self = before;
                return (first.start..first.start, Some(Fault::NoValue(first.start)));
            }
        };
        (first.start..self.at, fault)
    }

    /// Passes everything up to the closing bracket of one that was just opened.
    fn group(&mut self, open: Token) -> Option<Fault> {
        let mut opened = vec![open];
        loop {
            let before = self.at;
            let token = self.next();
            match token.kind {
                // Nothing good is nested so deep; memory stays bounded whatever comes.
                Kind::Open(_) if opened.len() == DEEPEST => return Some(Fault::OpenBracket(open.start)),
                Kind::Open(_) => opened.push(token),
                Kind::Close(close) => {
                    let last = opened.pop()?;
                    if last.kind != Kind::Open(close) {
                        self.at = before;
                        return Some(Fault::Mismatch(last.start, token.start));
                    }
                    if opened.is_empty() {
                        return None;
                    }
                }
                Kind::OpenText => return Some(Fault::OpenText(token.start)),
                Kind::OpenComment => return Some(Fault::OpenComment(token.start)),
                Kind::End => return Some(Fault::OpenBracket(opened.last()?.start)),
                Kind::Comma | Kind::Colon | Kind::Text | Kind::Word => {}
            }
        }
    }

    /// Passes blanks and comments; true where a comment begins that doesn't end.
    fn skip_blanks(&mut self) -> bool {
        loop {
            let rest = &self.text[self.at..];
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            self.at += blanks;
            let rest = &rest[blanks..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                let Some(length) = block_comment(rest) else { return true };
                self.at += length;
            } else {
                return false;
            }
        }
    }
}

#[cfg(test)]
thread_local! {
    /// Bytes that this thread has looked at, so that a test can tell linear from quadratic without a clock.
    pub(super) static LOOKED_AT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts bytes that are looked at.
#[cfg(test)]
pub(super) fn looked_at(bytes: usize) {
    LOOKED_AT.set(LOOKED_AT.get() + bytes);
}

/// The blanks of RON, and those that editors and input methods leave behind.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// The marks of RON; their full-width forms are read as well, so that the rest of the text can be told apart.
fn mark(letter: char) -> Option<Kind> {
    Some(match letter {
        '(' | '（' => Kind::Open(')'),
        ')' | '）' => Kind::Close(')'),
        '[' | '［' => Kind::Open(']'),
        ']' | '］' => Kind::Close(']'),
        '{' | '｛' => Kind::Open('}'),
        '}' | '｝' => Kind::Close('}'),
        ',' | '，' | '、' => Kind::Comma,
        ':' | '：' => Kind::Colon,
        _ => return None,
    })
}

/// The length of a block comment with all that are nested in it.
fn block_comment(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        at += bytes[at..].iter().position(|byte| matches!(byte, b'/' | b'*'))?;
        match bytes.get(at..at + 2)? {
            b"/*" => (at, depth) = (at + 2, depth + 1),
            b"*/" => (at, depth) = (at + 2, depth.saturating_sub(1)),
            _ => at += 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

/// A text in quotes whose inside begins at `from`.
fn quoted(rest: &str, from: usize) -> (Kind, usize) {
    let bytes = rest.as_bytes();
    let mut at = from;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))) {
        at += next + 1;
        if bytes[at - 1] == b'"' {
            return (Kind::Text, at);
        }
        // The letter after a backslash may be of several bytes; none of them is a quote or a backslash.
        at += 1;
    }
    (Kind::OpenText, rest.len())
}

/// A raw text, a text of bytes or a letter in single quotes.
fn raw(rest: &str) -> Option<(Kind, usize)> {
    let after = rest.strip_prefix('b').unwrap_or(rest);
    let prefix = rest.len() - after.len();
    if let Some(inside) = after.strip_prefix('\'') {
        let letter = if inside.starts_with('\\') {
            inside.char_indices().skip(2).take(10).find(|(_, letter)| *letter == '\'').map(|(at, _)| at)
        } else {
            inside.chars().next().map(char::len_utf8)
        }?;
        return inside[letter..].starts_with('\'').then_some((Kind::Word, prefix + letter + 2));
    }
    if prefix == 1 && after.starts_with('"') {
        return Some(quoted(rest, 2));
    }
    let hashes = after.strip_prefix('r')?;
    let text = hashes.trim_start_matches('#');
    let inside = text.strip_prefix('"')?;
    let ending = format!("\"{}", &hashes[..hashes.len() - text.len()]);
    let before = rest.len() - inside.len();
    Some(inside.find(&ending).map_or((Kind::OpenText, rest.len()), |end| (Kind::Text, before + end + ending.len())))
}

/// The length of a word, at least one letter.
fn word(rest: &str, first: char) -> usize {
    let inside = first.len_utf8();
    let mut letters = rest[inside..].char_indices();
    let end = letters.find(|(at, letter)| {
        let here = &rest[inside + at..];
        is_blank(*letter)
            || *letter == '"'
            || mark(*letter).is_some()
            || here.starts_with("//")
            || here.starts_with("/*")
    });
    end.map_or(rest.len(), |(at, _)| inside + at)
}

#[cfg(test)]
mod tests;
