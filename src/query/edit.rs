//! Acts of the panes as edits of the line: a pane changes the text of its own terms and leaves the rest as it was written.

use super::parse::{Parsed, Piece, Place};
use super::print::print_value;
use super::{Atom, DateRelation, Group, PANES, Point, Setting, Side, Term, When};
use crate::data::Field;
use crate::store::Store;

/// One value of a field, on the side of the chosen or of the excluded ones.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    /// The field.
    pub field: &'static Field,
    /// The key of the value.
    pub key: &'a str,
    /// Whether the excluded side is meant.
    pub not: bool,
}

/// Puts a value into its side of the line, or takes it out where it stands there.
///
/// A value stands on one side only: putting it on one takes it from the other.
pub fn toggle(parsed: &Parsed, line: &str, store: &Store, value: Value<'_>) -> String {
    let Value { field, key, not } = value;
    let has = |not: bool| values(parsed, field, not).any(|typed| means(store, field, typed, key));
    let (line, parsed) = if has(!not) {
        let line = take_out(parsed, line, store, Value { not: !not, ..value });
        let parsed = super::parse(&line);
        (line, parsed)
    } else {
        (line.to_owned(), parsed.clone())
    };
    if values(&parsed, field, not).any(|typed| means(store, field, typed, key)) {
        take_out(&parsed, &line, store, value)
    } else {
        put_in(&parsed, &line, value)
    }
}

/// Makes a value the only chosen one of its field.
pub fn only(parsed: &Parsed, line: &str, field: &'static Field, key: &str) -> String {
    let cleared = clear(parsed, line, field);
    put_in(&super::parse(&cleared), &cleared, Value { field, key, not: false })
}

/// Asks for a value beside all that is asked: of the terms that choose it among others only it is left, and where none chooses
/// it, it becomes a term of its own. What is left of the hits is those of them that carry the value.
pub fn narrow(parsed: &Parsed, line: &str, store: &Store, (field, key): (&'static Field, &str)) -> String {
    let own = parsed.alone().filter(|(_, term)| {
        let typed = of_field(term, field).unwrap_or_default();
        !term.not && typed.iter().any(|value| means(store, field, value, key))
    });
    let mut text = field_term(false, field, vec![key.to_owned()]);
    let edits: Vec<_> = own.map(|(piece, _)| (piece, std::mem::take(&mut text))).collect();
    if edits.is_empty() { add(line, &text) } else { replace(line, edits) }
}

/// Puts a value in the place of a group that stands alone.
pub fn swap(parsed: &Parsed, line: &str, group: usize, (field, key): (&'static Field, &str)) -> String {
    let text = field_term(false, field, vec![key.to_owned()]);
    let own = parsed.alone().find(|(piece, _)| piece.place == Place::Term(group, 0));
    own.map_or_else(|| line.to_owned(), |(piece, _)| replace(line, vec![(piece, text)]))
}

/// Takes all terms of a field that stand alone out of the line.
pub fn clear(parsed: &Parsed, line: &str, field: &'static Field) -> String {
    let spans =
        parsed.alone().filter(|(_, term)| of_field(term, field).is_some()).map(|(piece, _)| (piece, String::new()));
    replace(line, spans.collect())
}

/// Asks for all of a field's chosen values instead of any (`c:JP,US` becomes `c:JP c:US`), or the other way round.
pub fn join(parsed: &Parsed, line: &str, field: &'static Field) -> String {
    let own = || parsed.alone().filter(|(_, term)| !term.not && of_field(term, field).is_some());
    let print = |values: Vec<&str>, between: &str| {
        let values: Vec<String> = values.into_iter().map(print_value).collect();
        format!("{}:{}", field.name, values.join(between))
    };
    let typed: Vec<&str> = values(parsed, field, false).collect();
    let Some((first, _)) = own().next() else { return line.to_owned() };
    if typed.len() < 2 {
        return line.to_owned();
    }
    let text = if own().count() == 1 { print(typed, &format!(" {}:", field.name)) } else { print(typed, ",") };
    let edits = own().map(|(piece, _)| (piece, if piece == first { text.clone() } else { String::new() }));
    replace(line, edits.collect())
}

/// Sets, changes or (with `None`) takes away the span of years that the strip owns: the last one in the line.
pub fn set_span(parsed: &Parsed, line: &str, span: Option<When>) -> String {
    let text = span.map(|span| span.to_string()).unwrap_or_default();
    let owned = parsed.alone().filter(|(_, term)| is_span(term).is_some());
    match owned.last() {
        Some((piece, _)) => {
            let replaced = replace(line, vec![(piece, text.clone())]);
            // Beside a month's name a year would be a part of it.
            let is_read = |span: When| super::parse(&replaced).alone().any(|(_, term)| is_span(term) == Some(span));
            match span {
                Some(span) if !is_read(span) => add(&replace(line, vec![(piece, String::new())]), &text),
                _ => replaced,
            }
        }
        None => add(line, &text),
    }
}

/// Narrows the line to some years, both included: of the span that the strip owns the part in these years is left, or the
/// years are put in its place where no part of it lies in them.
pub fn narrow_span(parsed: &Parsed, line: &str, (first, last): (i32, i32)) -> String {
    let span = parsed.alone().filter_map(|(_, term)| is_span(term)).last();
    let years = span.map_or((first, last), |span| (span.earliest().year().max(first), span.latest().year().min(last)));
    let (first, last) = if years.0 <= years.1 { years } else { (first, last) };
    // A span that lies in the years is as exact as it was typed.
    if span.is_some_and(|span| first <= span.earliest().year() && span.latest().year() <= last) {
        return line.to_owned();
    }
    let when = match last - first {
        0 => When::At(Point::Year(first)),
        9 if first % 10 == 0 => When::At(Point::Decade(first)),
        _ => When::Range(Some(Point::Year(first)), Some(Point::Year(last))),
    };
    set_span(parsed, line, Some(when))
}

/// The span that a term asks for, where the strip may own it.
fn is_span(term: &Term) -> Option<When> {
    match term {
        Term { not: false, atom: Atom::Date(DateRelation::Overlaps, when) } => Some(*when),
        _ => None,
    }
}

/// Puts a setting at the end of the line in place of what it was there.
pub fn set(parsed: &Parsed, line: &str, setting: Setting) -> String {
    add(&unset(parsed, line, setting.name()), &setting.to_string())
}

/// Takes a setting out of the line.
pub fn unset(parsed: &Parsed, line: &str, name: &'static str) -> String {
    let placed = parsed.pieces.iter().filter(|piece| piece.place == Place::Setting(name));
    replace(line, placed.map(|piece| (piece, String::new())).collect())
}

/// Compares these sides in place of what the line compares.
pub fn set_sides(parsed: &Parsed, line: &str, sides: &[Side]) -> String {
    let placed = parsed.pieces.iter().filter(|piece| matches!(piece.place, Place::Side(_)));
    let edits: Vec<_> =
        placed.zip(sides.iter().map(ToString::to_string).chain(std::iter::repeat(String::new()))).collect();
    let new = sides.iter().skip(edits.len()).map(ToString::to_string);
    new.fold(replace(line, edits), |line, side| add(&line, &side))
}

/// Asks for all that these sides ask, in place of comparing.
pub fn take_sides(parsed: &Parsed, line: &str, sides: &[Side]) -> String {
    sides.iter().fold(set_sides(parsed, line, &[]), |line, side| add(&line, &side.text()))
}

/// Compares the two values that are chosen in a pane, where there are two and nothing is compared yet.
pub fn compare_chosen(parsed: &Parsed, line: &str) -> Option<String> {
    if !parsed.query.sides.is_empty() {
        return None;
    }
    let fields = PANES.iter().filter_map(|name| Field::named(name));
    let (field, chosen) = fields
        .map(|field| (field, values(parsed, field, false).map(str::to_owned).collect::<Vec<_>>()))
        .find(|(_, chosen)| chosen.len() == 2)?;
    let sides: Vec<Side> = chosen.into_iter().map(|value| Side::of_value(field, value)).collect();
    let own = parsed.alone().filter(|(_, term)| !term.not && of_field(term, field).is_some());
    let rest = replace(line, own.map(|(piece, _)| (piece, String::new())).collect());
    Some(set_sides(&super::parse(&rest), &rest, &sides))
}

impl Side {
    /// The side of the events that have a value.
    pub fn of_value(field: &'static Field, value: String) -> Self {
        let term = Term { not: false, atom: Atom::Field { field, values: vec![value] } };
        Self { groups: vec![Group { terms: vec![term] }] }
    }
}

/// Takes one piece out of the line.
pub fn remove(line: &str, piece: &Piece) -> String {
    replace(line, vec![(piece, String::new())])
}

fn of_field<'a>(term: &'a Term, field: &'static Field) -> Option<&'a [String]> {
    match &term.atom {
        Atom::Field { field: own, values } if *own == field => Some(values),
        _ => None,
    }
}

fn values<'a>(parsed: &'a Parsed, field: &'static Field, not: bool) -> impl Iterator<Item = &'a str> {
    let terms =
        parsed.alone().filter(move |(_, term)| term.not == not).filter_map(move |(_, term)| of_field(term, field));
    terms.flatten().map(String::as_str)
}

/// Whether a typed value means a key, among others perhaps.
fn means(store: &Store, field: &'static Field, typed: &str, key: &str) -> bool {
    let column = store.column(field.axis);
    let found = column.resolve(typed, |entry| field.axis != crate::data::Axis::Actors || (field.speaks_of)(entry.kind));
    found.iter().any(|at| column.entries[*at as usize].key == key)
}

fn put_in(parsed: &Parsed, line: &str, value: Value<'_>) -> String {
    let Value { field, key, not } = value;
    let own = parsed.alone().find(|(_, term)| term.not == not && of_field(term, field).is_some());
    match own {
        Some((piece, term)) => {
            let mut values = of_field(term, field).unwrap_or_default().to_vec();
            values.push(key.to_owned());
            let typed = line[piece.span.clone()].trim_end_matches([',', '，']);
            let longer = format!("{typed},{}", print_value(key));
            // Where a quote is open the comma is a part of its value, and the term is written anew.
            let is_read = super::parse(&longer).alone().any(|(_, new)| of_field(new, field) == Some(&values));
            let text = if is_read { longer } else { field_term(not, field, values) };
            replace(line, vec![(piece, text)])
        }
        None => add(line, &field_term(not, field, vec![key.to_owned()])),
    }
}

fn field_term(not: bool, field: &'static Field, values: Vec<String>) -> String {
    Term { not, atom: Atom::Field { field, values } }.to_string()
}

/// Takes a key out of every term of a field; a typed value that means several keys is written out without this one.
fn take_out(parsed: &Parsed, line: &str, store: &Store, value: Value<'_>) -> String {
    let Value { field, key, not } = value;
    let column = store.column(field.axis);
    let mut edits = Vec::new();
    for (piece, term) in parsed.alone().filter(|(_, term)| term.not == not) {
        let Some(typed) = of_field(term, field) else { continue };
        if !typed.iter().any(|value| means(store, field, value, key)) {
            continue;
        }
        let mut kept: Vec<String> = Vec::new();
        for value in typed {
            if !means(store, field, value, key) {
                kept.push(print_value(value));
                continue;
            }
            let all = column.resolve(value, |e| field.axis != crate::data::Axis::Actors || (field.speaks_of)(e.kind));
            let others = all.iter().map(|at| &column.entries[*at as usize].key).filter(|other| *other != key);
            kept.extend(others.map(|other| print_value(other)));
        }
        let sign = if not { "!" } else { "" };
        let text = if kept.is_empty() { String::new() } else { format!("{sign}{}:{}", field.name, kept.join(",")) };
        edits.push((piece, text));
    }
    replace(line, edits)
}

/// Adds a term to the line, unless it stands there alone already.
pub fn put(line: &str, text: &str) -> String {
    let parsed = super::parse(line);
    let stands = parsed.alone().any(|(piece, _)| &line[piece.span.clone()] == text);
    if stands { line.to_owned() } else { add(line, text) }
}

/// Adds a term at the end of the line; before it, where it would be read as a part of what stands at the end: of an open
/// quote, of a field that waits for its value, of a bar that waits for its other side, of a month that waits for its year.
fn add(line: &str, text: &str) -> String {
    let trimmed = line.trim_end();
    if trimmed.is_empty() || text.is_empty() {
        return format!("{trimmed}{text}");
    }
    let added = format!("{trimmed} {text}");
    let (before, after) = (super::parse(line), super::parse(&added));
    let asked = super::parse(text).query;
    let groups = [before.query.groups, asked.groups].concat();
    let sides = [before.query.sides, asked.sides].concat();
    let mut show = before.query.show;
    asked.show.settings().for_each(|setting| show.set(setting));
    let is_read = after.query.groups == groups && after.query.sides == sides && after.query.show == show;
    if is_read && after.errors == before.errors { added } else { format!("{text} {line}") }
}

/// Replaces pieces of the line; an empty text also takes away the blanks beside it.
fn replace(line: &str, mut edits: Vec<(&Piece, String)>) -> String {
    edits.sort_by_key(|(piece, _)| std::cmp::Reverse(piece.span.start));
    let mut out = line.to_owned();
    for (piece, text) in edits {
        let mut span = piece.span.clone();
        if text.is_empty() {
            span.end += out[span.end..].len() - out[span.end..].trim_start().len();
            if span.end == out.len() {
                span.start = out[..span.start].trim_end().len();
            }
        }
        out.replace_range(span, &text);
    }
    out
}

#[cfg(test)]
mod tests;
