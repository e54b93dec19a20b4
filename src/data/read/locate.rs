//! From a field of an entry that was read back to its place in the text.

use std::ops::Range;

use super::scan::{Kind, Scanner};
use crate::data::Table;

/// A step from a value into what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::data) enum Step {
    /// The value of a field.
    Field(&'static str),
    /// The item of a list, or the argument of a name, counted from 0.
    Item(usize),
}

/// A place in an entry that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub table: Table,
    /// The number of the entry among those of its table that were read from the file.
    pub entry: usize,
    pub path: Vec<Step>,
    /// The text that stands there; where items before it were left out, the number of an item is too small.
    pub needle: String,
}

/// The places of the entries of each table.
pub(super) type Outline = [Vec<Range<usize>>; 8];

/// The fields of an entry, the items of a list or the arguments of a name: the name's start and the value's place.
pub(super) struct Children<'a> {
    scanner: Scanner<'a>,
    open: bool,
}

impl<'a> Children<'a> {
    /// The children of a value of a text without faults; none where the value is no entry, list or name with arguments.
    pub(super) fn of(text: &'a str, value: Range<usize>) -> Self {
        let mut scanner = Scanner::new(text, value);
        let mut first = scanner.next();
        // A name before the bracket is that of a struct, of a link, or `Some`.
        if first.kind == Kind::Word {
            first = scanner.next();
        }
        Self { scanner, open: matches!(first.kind, Kind::Open(_)) }
    }
}

impl Iterator for Children<'_> {
    type Item = (Option<Range<usize>>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if !self.open {
            return None;
        }
        let mut name = None;
        if self.scanner.at_field() {
            let token = self.scanner.next();
            name = Some(token.start..token.end);
            self.scanner.next();
        }
        let (value, fault) = self.scanner.value();
        if fault.is_some() {
            self.open = false;
            return (!value.is_empty()).then_some((name, value));
        }
        self.open = self.scanner.next().kind == Kind::Comma;
        Some((name, value))
    }
}

/// The inside of `Some(…)`, or the value itself.
pub(super) fn without_some(text: &str, value: Range<usize>) -> Range<usize> {
    let mut scanner = Scanner::new(text, value.clone());
    let name = scanner.next();
    if &text[name.start..name.end] != "Some" {
        return value;
    }
    Children::of(text, value.clone()).next().map_or(value, |(_, inside)| inside)
}

/// The places of the entries of a text without faults.
pub(super) fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    for (name, value) in Children::of(text, skip_attributes(text)..text.len()) {
        let name = name.map_or("", |name| &text[name]);
        if let Some(table) = Table::ALL.iter().find(|table| table.name() == name) {
            outline[*table as usize].extend(Children::of(text, value).map(|(_, item)| item));
        }
    }
    outline
}

/// The same for some events alone, of a text that was read in pieces: only pieces that have one of them are looked through.
pub(super) fn outline_of(text: &str, pieces: &[(usize, Range<usize>)], events: impl Iterator<Item = usize>) -> Outline {
    let mut outline = Outline::default();
    let places = &mut outline[Table::Events as usize];
    let piece = |event: usize| pieces.partition_point(|(first, _)| *first <= event).saturating_sub(1);
    let mut wanted: Vec<usize> = events.map(piece).collect();
    wanted.sort_unstable();
    wanted.dedup();
    for (first, place) in wanted.into_iter().filter_map(|piece| pieces.get(piece)) {
        places.resize(*first, 0..0);
        let mut scanner = Scanner::new(text, place.clone());
        while scanner.peek().begins_value() {
            places.push(scanner.value().0);
            scanner.next();
        }
    }
    outline
}

/// The byte after the lines `#![…]` that a text may begin with.
pub(super) fn skip_attributes(text: &str) -> usize {
    let mut scanner = Scanner::new(text, 0..text.len());
    loop {
        let before = scanner.at;
        let sign = scanner.next();
        if !(text[sign.start..].starts_with('#') && scanner.value().1.is_none()) {
            return before;
        }
    }
}

/// The byte at which a place begins, as near as it can be told; `patience` is how many bytes may be looked through.
pub(super) fn offset(text: &str, outline: &Outline, spot: &Spot, patience: &mut usize) -> Option<usize> {
    let mut value = outline[spot.table as usize].get(spot.entry)?.clone();
    *patience = patience.saturating_sub(value.len());
    if *patience == 0 {
        return Some(value.start);
    }
    for step in &spot.path {
        value = without_some(text, value);
        let mut children = Children::of(text, value.clone());
        let child = match step {
            Step::Field(field) => children
                .find(|(name, _)| name.clone().is_some_and(|name| text[name].trim_start_matches("r#") == *field)),
            Step::Item(number) => item(text, children, *number, &spot.needle),
        };
        // A text in one language has no fields: the place is the text itself.
        let Some((_, child)) = child else { break };
        value = child;
    }
    Some(value.start)
}

/// The item of this number, or the first from there or from the start that holds the text looked for.
fn item(text: &str, children: Children, number: usize, needle: &str) -> Option<<Children<'static> as Iterator>::Item> {
    let items: Vec<_> = children.collect();
    let holds = |item: &&(_, Range<usize>)| text[item.1.clone()].contains(needle);
    let from = items.get(number..).unwrap_or_default();
    from.iter().find(holds).or_else(|| items.iter().find(holds)).or_else(|| from.first()).cloned()
}

#[cfg(test)]
mod tests {
    use super::Step::{Field, Item};
    use super::*;

    #[test]
    fn a_path_leads_to_its_place() {
        let text = "#![enable(implicit_some)]\n(events: [(date: \"1\"), Event(title: (en: \"a\", ja: \"b\"),
            links: [PartOf(\"x\"), Holds(\"y\", \"2001\")], sources: [(id: \"s\", at: \"t\")])], meta: Some((title: \"m\")))";
        let outline = outline(text);
        let at = |path: &[Step], needle: &str| {
            let spot = Spot { table: Table::Events, entry: 1, path: path.to_vec(), needle: needle.into() };
            &text[offset(text, &outline, &spot, &mut usize::MAX.clone()).unwrap()..]
        };
        assert!(at(&[], "").starts_with("Event("));
        assert!(at(&[Field("title"), Field("ja")], "").starts_with("\"b\""));
        assert!(at(&[Field("links"), Item(1), Item(0)], "y").starts_with("\"y\""));
        assert!(at(&[Field("links"), Item(0)], "y").starts_with("Holds"));
        assert!(at(&[Field("sources"), Item(0), Field("at"), Field("en")], "").starts_with("\"t\""));
        assert!(at(&[Field("nowhere")], "").starts_with("Event("));
    }
}
