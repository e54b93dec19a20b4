//! Values without fields, read each on its own: texts, dates, numbers and names, and what is said of the wrong ones.

use std::ops::Range;

use ron::Options as Ron;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::repair::Reader;
use super::report::quote;
use super::scan::{Kind, Scanner};
use crate::data::problem::Code;
use crate::text::near::nearest;

/// RON as datasets are written in it.
pub(super) fn ron() -> Ron {
    Ron::default().with_default_extension(Extensions::IMPLICIT_SOME).with_default_extension(Extensions::UNWRAP_NEWTYPES)
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub(in crate::data) enum Want {
    Text,
    Date,
    Weight,
    Link,
    List,
    Word(&'static [&'static str]),
    Entry(&'static str),
}

impl Reader<'_> {
    /// Reads a value that has no fields, from its place.
    pub(in crate::data) fn leaf<T: DeserializeOwned>(&mut self, at: Range<usize>, want: &Want) -> Option<T> {
        let error = match ron().from_str(&self.text[at.clone()]) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let first = Scanner::new(self.text, at.clone()).next();
        match (want, first.kind, error.code) {
            (Want::Text | Want::Date, Kind::Text, ron::Error::InvalidEscape(_)) => {
                let start = at.start + byte_of(&self.text[at], error.span.end);
                let hint = "write \\\\ for a backslash, \\\" for a quote";
                self.fault(start, Code::Syntax, format!("a text{} has an unknown \\ sequence", self.of()), hint);
            }
            (Want::Weight, Kind::Word, _)
                if self.text[at.clone()].starts_with(|l: char| l.is_ascii_digit() || l == '-') =>
            {
                let number = quote(&self.text[at.clone()]);
                let what = format!("weight {} is no whole number from 1 to 3", number.trim_matches('"'));
                self.fault(at.start, Code::BadNumber, what, "write weight: 1, 2 or 3, or leave it out");
            }
            (Want::Word(known), Kind::Word, _) if first.end == at.end => {
                let word = &self.text[at.clone()];
                self.unknown_kind(at.start, word, self.field, known);
            }
            _ => self.wrong_type(at, want, ""),
        }
        None
    }

    /// Reads a value from a text that was put right; its faults are those of the place it came from.
    pub(super) fn leaf_of<T: DeserializeOwned>(&mut self, text: &str, at: Range<usize>) -> Option<T> {
        let value = ron().from_str(text).ok();
        if value.is_none() {
            self.wrong_type(at, &Want::Link, "");
        }
        value
    }

    /// Notes a name that is none of a list.
    pub(super) fn unknown_kind(&mut self, at: usize, word: &str, what: &str, known: &[&str]) {
        let hint = choose(word, known);
        self.fault(at, Code::UnknownKind, format!("unknown {what} {} of {}", quote(word), self.noun), hint);
    }

    /// Notes a value of another type than the field takes, with the form that is meant, as far as it can be told.
    pub(super) fn wrong_type(&mut self, at: Range<usize>, want: &Want, hint: &str) {
        let first = Scanner::new(self.text, at.clone()).next();
        let source = &self.text[at.clone()];
        let found = match first.kind {
            Kind::Text => "a text in quotes",
            Kind::Open(']') => "a list",
            Kind::Open('}') => "a map in { }",
            Kind::Open(_) => "an entry in ( )",
            Kind::Word if source.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') => "a number",
            Kind::Word if first.end < at.end && source.ends_with(')') => "a name with arguments",
            _ => "a text without quotes",
        };
        let plain = source.trim_matches(|letter: char| "\"“”„‘’'「」『』".contains(letter));
        let hint = match (hint, want, first.kind) {
            ("", Want::Text | Want::Date, Kind::Word) => format!("write {}", quote(plain)),
            ("", Want::Text, _) => "write a text in quotes, or (en: \"…\", ja: \"…\")".into(),
            ("", Want::Date, _) => "write a date in quotes such as \"1954-09-29\"".into(),
            ("", Want::Weight, _) => "write weight: 1, 2 or 3, or leave it out".into(),
            ("", Want::Word(known), Kind::Text) if known.contains(&plain) => format!("write {plain} without quotes"),
            ("", Want::Word(known), _) => format!("write one of {}, without quotes", known.join(", ")),
            ("", Want::Link, _) => "write a link such as LedTo(\"id\")".into(),
            ("", Want::List, Kind::Text | Kind::Open(')')) => "put it in [ ]".into(),
            ("", Want::List, _) => "write a list in [ ]".into(),
            ("", Want::Entry(noun), _) => format!("write {noun} as ( … )"),
            (hint, ..) => hint.to_owned(),
        };
        let place = if self.field.is_empty() {
            format!("{found} stands where {} belongs", self.noun)
        } else if self.in_list {
            format!("an item of \"{}\" of {} is {found}", self.field, self.noun)
        } else {
            format!("the field \"{}\" of {} is {found}", self.field, self.noun)
        };
        self.fault(at.start, Code::WrongType, place, hint);
    }

    /// ` of …` for messages.
    fn of(&self) -> String {
        format!(" of {}", self.noun)
    }
}

/// The byte of a line and column of RON, which counts both from 1 and columns in letters.
pub(super) fn byte_of(text: &str, place: ron::error::Position) -> usize {
    let line: usize = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
    let column: usize = text[line..].chars().take(place.col - 1).map(char::len_utf8).sum();
    line + column
}

/// What the parser of RON says, as part of a sentence.
pub(super) fn said(error: &ron::Error) -> String {
    let said = error.to_string();
    if said.starts_with("No RON") { said } else { lower_first(&said) }
}

/// A sentence as the second half of one.
pub(super) fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The names of a list in a message, with the nearest one first.
pub(super) fn choose(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("write one of {}", known.join(", ")),
    }
}
