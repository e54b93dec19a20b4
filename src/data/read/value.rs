//! What every value of the model can do while it is read: be read on its own with its faults named, be tidied, be joined.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::leaf::{Want, lower_first};
use super::locate::{Step, without_some};
use super::repair::Reader;
use super::scan::{Kind, Scanner};
use super::tidy::Tidy;
use crate::data::problem::Code;
use crate::data::{Date, Link, Text, model};

/// A value of the model.
pub(in crate::data) trait Value: Sized + Clone + Eq + Hash {
    /// Reads the value at a place; `None` with the problem noted where it can't be used.
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self>;

    /// Takes out what may not stay, noting it.
    fn tidy(&mut self, _tidy: &mut Tidy) {}

    /// Takes over what a later declaration of the same entry says.
    fn join(&mut self, later: Self);

    /// Whether it says nothing, so that a list need not keep it.
    fn says_nothing(&self) -> bool {
        false
    }
}

/// An entry: a value with named fields.
pub(in crate::data) trait Entry: Value + Default + DeserializeOwned {
    /// The name that RON may write before it.
    const NAME: &'static str;
    /// What it is called in messages, such as `an event`.
    const NOUN: &'static str;
    /// The names of its fields.
    const NAMES: &'static [&'static str];

    /// Reads the value of a field, by its number in `NAMES`.
    fn set(&mut self, field: usize, reader: &mut Reader, at: Range<usize>);
}

impl Value for String {
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
        reader.leaf(at, &Want::Text)
    }

    fn tidy(&mut self, tidy: &mut Tidy) {
        tidy.text(self);
    }

    fn join(&mut self, later: Self) {
        if !later.is_empty() {
            *self = later;
        }
    }

    fn says_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Value for Text {
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
        match Scanner::new(reader.text, at.clone()).next().kind {
            Kind::Open(')') => reader.entry(at),
            _ => reader.leaf(at, &Want::Text),
        }
    }

    fn tidy(&mut self, tidy: &mut Tidy) {
        for (name, text) in model::TEXT_FIELDS.iter().zip([&mut self.en, &mut self.ja, &mut self.yomi]) {
            tidy.within(Step::Field(name), |tidy| tidy.text(text));
        }
    }

    fn join(&mut self, later: Self) {
        // A reading belongs to its Japanese text and goes with it.
        if !later.ja.is_empty() {
            self.yomi.clear();
        }
        self.en.join(later.en);
        self.ja.join(later.ja);
        self.yomi.join(later.yomi);
    }
}

impl Entry for Text {
    const NAME: &'static str = "Text";
    const NOUN: &'static str = "a text";
    const NAMES: &'static [&'static str] = model::TEXT_FIELDS;

    fn set(&mut self, field: usize, reader: &mut Reader, at: Range<usize>) {
        if let Some(text) = Value::read(reader, at) {
            *[&mut self.en, &mut self.ja, &mut self.yomi][field] = text;
        }
    }
}

impl Value for u8 {
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
        reader.leaf(at, &Want::Weight)
    }

    fn join(&mut self, later: Self) {
        if later != 0 {
            *self = later;
        }
    }
}

impl Value for Date {
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
        let text: String = reader.leaf(at.clone(), &Want::Date)?;
        match Self::parse(&text) {
            Ok(date) => Some(date),
            Err(error) => {
                // Without escapes the places of the text are those of the source, after the quote.
                let exact = reader.text[at.clone()].get(1..).is_some_and(|inside| inside.starts_with(&text));
                let place = if exact { at.start + 1 + error.offset.min(text.len()) } else { at.start };
                let backwards = text.split_once('/').is_some_and(|(start, end)| {
                    matches!((Self::parse(start), Self::parse(end)), (Ok(start), Ok(end)) if start.earliest > end.latest)
                });
                if backwards {
                    let what = format!("{} ends before it begins", super::report::quote(&text));
                    reader.fault(at.start, Code::EndBeforeStart, what, "put the earlier date first");
                } else {
                    reader.fault(place, Code::BadDate, error.what, lower_first(Code::BadDate.row().hint));
                }
                None
            }
        }
    }

    fn join(&mut self, later: Self) {
        *self = later;
    }
}

impl<T: Value> Value for Option<T> {
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
        if &reader.text[at.clone()] == "None" {
            return Some(None);
        }
        let inside = without_some(reader.text, at);
        T::read(reader, inside).map(Some)
    }

    fn tidy(&mut self, tidy: &mut Tidy) {
        if let Some(value) = self {
            value.tidy(tidy);
        }
    }

    fn join(&mut self, later: Self) {
        match (self.as_mut(), later) {
            (Some(value), Some(later)) => value.join(later),
            (None, Some(later)) => *self = Some(later),
            (_, None) => {}
        }
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
        reader.list(at)
    }

    fn tidy(&mut self, tidy: &mut Tidy) {
        for (number, item) in self.iter_mut().enumerate() {
            tidy.within(Step::Item(number), |tidy| item.tidy(tidy));
        }
        tidy.list(self);
    }

    fn join(&mut self, later: Self) {
        let mut known: HashSet<T> = self.iter().cloned().collect();
        self.extend(later.into_iter().filter(|item| known.insert(item.clone())));
    }
}

impl Value for Link {
    fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
        let mut scanner = Scanner::new(reader.text, at.clone());
        let name = scanner.next();
        let word = &reader.text[name.start..name.end];
        let make = Self::NAMES.iter().position(|known| *known == word);
        if name.kind != Kind::Word || !matches!(scanner.next().kind, Kind::Open(')')) {
            let to = if name.kind == Kind::Text { word } else { "\"id\"" };
            reader.wrong_type(at, &Want::Link, &format!("write a link such as Related({to})"));
            return None;
        }
        let Some(number) = make else {
            reader.unknown_kind(name.start, word, "link", Self::NAMES);
            return None;
        };
        let arguments: Vec<Range<usize>> =
            super::locate::Children::of(reader.text, at.clone()).map(|(_, value)| value).collect();
        let dated = number >= Self::NAMES.len() - 2;
        match (arguments.as_slice(), dated) {
            ([to], false) => {
                let to = String::read(reader, to.clone())?;
                reader.leaf_of(&format!("{word}({})", ron_text(&to)), at)
            }
            ([to, term], true) => {
                let (to, term) = (String::read(reader, to.clone())?, Date::read(reader, term.clone())?);
                Some(if word == "Holds" { Self::Holds(to, term) } else { Self::HoldsActing(to, term) })
            }
            _ => {
                let form = if dated { "(\"id\", \"2001/2003\")" } else { "(\"id\")" };
                reader.wrong_type(at, &Want::Link, &format!("write {word}{form}"));
                None
            }
        }
    }

    fn tidy(&mut self, tidy: &mut Tidy) {
        tidy.within(Step::Item(0), |tidy| tidy.reference(self.to_mut()));
    }

    fn join(&mut self, later: Self) {
        *self = later;
    }
}

/// A text as RON writes it.
fn ron_text(text: &str) -> String {
    ron::to_string(text).unwrap_or_default()
}
