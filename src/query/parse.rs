//! From a line to a query, with the span of every term, and every mistake at its place.

use std::ops::Range;

use super::dates::{self, DateProblem, Point, When};
use super::lex::{unescape, unquote, words};
use super::{Atom, DateRelation, ErrorKind, Group, How, Is, Query, QueryError, Setting, Term};
use crate::data::{FIELDS, Field};
use crate::text::fold::fold;
use crate::text::near::nearest;

/// A line that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// What it asks.
    pub query: Query,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
    /// Its mistakes.
    pub errors: Vec<QueryError>,
}

/// A stretch of the line and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The byte range in the line.
    pub span: Range<usize>,
    /// What it is.
    pub place: Place,
}

/// What a stretch of the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A term of the query: the index of its group, and its own in the group.
    Term(usize, usize),
    /// The sign that joins two terms.
    Or,
    /// How the answer is shown.
    Setting(&'static str),
    /// A term that is still being typed, and is not asked yet.
    Open,
    /// A mistake.
    Bad,
}

impl Parsed {
    /// The term of a place.
    pub fn term(&self, place: Place) -> Option<&Term> {
        let Place::Term(group, term) = place else { return None };
        self.query.groups.get(group)?.terms.get(term)
    }

    /// The pieces that stand alone as a group, with their terms: those that panes own and edit.
    pub fn alone(&self) -> impl Iterator<Item = (&Piece, &Term)> {
        self.pieces.iter().filter_map(|piece| match piece.place {
            Place::Term(group, 0) if self.query.groups.get(group)?.terms.len() == 1 => {
                Some((piece, self.term(piece.place)?))
            }
            _ => None,
        })
    }
}

/// Reads a line without knowing any data: letter eras are read as dates.
pub fn parse(line: &str) -> Parsed {
    parse_with(line, &|_| false)
}

/// Reads a line. `is_word` says whether a text that looks like a letter era (H23, S20) is a word of the data.
pub fn parse_with(line: &str, is_word: &dyn Fn(&str) -> bool) -> Parsed {
    let mut out = Parsed::default();
    let items = join_dates(line, words(line, &is_name).into_iter().map(|span| read(line, span, is_word)).collect());
    let mut joins = false;
    let last = items.len().saturating_sub(1);
    for (at, (span, item)) in items.into_iter().enumerate() {
        let place = match item {
            Item::Bar if at < last && (at == 0 || joins) => {
                let bar = Term { not: false, atom: Atom::Text { text: "|".to_owned(), how: How::Exact } };
                push(&mut out.query, bar, std::mem::take(&mut joins))
            }
            Item::Bar if at == last || out.query.groups.is_empty() => Place::Open,
            Item::Bar => {
                joins = true;
                Place::Or
            }
            Item::Term(term) => push(&mut out.query, term, std::mem::take(&mut joins)),
            Item::Setting(setting) if joins => {
                out.errors.push(QueryError { span: span.clone(), kind: ErrorKind::NotHere(setting.name()) });
                Place::Bad
            }
            Item::Setting(setting) => {
                out.query.show.set(setting);
                Place::Setting(setting.name())
            }
            Item::Open => Place::Open,
            Item::Bad(kind) => {
                out.errors.push(QueryError { span: span.clone(), kind });
                Place::Bad
            }
        };
        out.pieces.push(Piece { span, place });
    }
    out
}

fn push(query: &mut Query, term: Term, joins: bool) -> Place {
    match query.groups.last_mut() {
        Some(group) if joins => group.terms.push(term),
        _ => query.groups.push(Group { terms: vec![term] }),
    }
    Place::Term(query.groups.len() - 1, query.groups.last().map_or(0, |group| group.terms.len() - 1))
}

/// What one word of the line is, taken alone.
#[derive(Debug)]
enum Item {
    Bar,
    Term(Term),
    Setting(Setting),
    Open,
    Bad(ErrorKind),
}

fn read(line: &str, span: Range<usize>, is_word: &dyn Fn(&str) -> bool) -> (Range<usize>, Item) {
    // A backslash at the very end still waits for its blank.
    let word = line[span.clone()].trim_end_matches('\\');
    let at_end = span.end == line.len();
    if word.is_empty() {
        return (span, Item::Open);
    }
    if matches!(word, "|" | "｜") {
        return (span, Item::Bar);
    }
    let (not, rest) = match word.strip_prefix(['!', '！']) {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    if rest.starts_with('"') {
        return (span, text_item(unquote(rest).0, How::Exact, not));
    }
    if let Some((name, value)) = rest.split_once([':', '：']) {
        let (not, name) = match name.strip_prefix('-') {
            Some(name) if is_known(name) => (true, name),
            _ => (not, name),
        };
        if is_name(name) && !value.starts_with("//") {
            return (span, with_field(name, value, not, at_end));
        }
    }
    let date = dates::read(rest, false).or_else(|| dates::read(rest, true).filter(|_| !is_word(rest)));
    let item = match date {
        Some(Ok(when)) => Item::Term(Term { not, atom: Atom::Date(DateRelation::Overlaps, when) }),
        Some(Err(_)) if at_end && dates::may_become(rest) => Item::Open,
        Some(Err(problem)) => Item::Bad(date_error(problem, rest)),
        None if dates::is_half(rest) && at_end => Item::Open,
        None if dates::is_half(rest) => Item::Bad(ErrorKind::NoSuchDate(rest.to_owned(), None)),
        None => with_signs(rest, not),
    };
    (span, item)
}

/// A text as a term; one of which folding leaves nothing asks nothing.
fn text_item(text: String, how: How, not: bool) -> Item {
    if fold(&text).is_empty() { Item::Open } else { Item::Term(Term { not, atom: Atom::Text { text, how } }) }
}

fn date_error(problem: DateProblem, typed: &str) -> ErrorKind {
    match problem {
        DateProblem::NotInCalendar(meant) => {
            ErrorKind::NoSuchDate(typed.to_owned(), meant.map(|when| when.to_string()))
        }
        DateProblem::Backwards(turned) => ErrorKind::Backwards(typed.to_owned(), turned.to_string()),
    }
}

/// A word with the signs of fzf's extended syntax, read in its order: a final `$`, then quotes or `^`.
fn with_signs(word: &str, not: bool) -> Item {
    let (word, at_end) = match word.strip_suffix('$') {
        Some(rest) if !matches!(rest, "" | "'" | "^") => (rest, true),
        _ => (word, false),
    };
    let (text, how) = if let Some(rest) = word.strip_prefix('\'') {
        match rest.strip_suffix('\'') {
            Some(inner) if !inner.is_empty() => (inner, How::Word),
            _ if not => (rest, How::Bare),
            _ => (rest, How::Exact),
        }
    } else if let Some(rest) = word.strip_prefix('^') {
        (rest, if at_end { How::Whole } else { How::Start })
    } else {
        match (at_end, not) {
            (true, _) => (word, How::End),
            (false, true) => (word, How::Exact),
            (false, false) => (word, How::Bare),
        }
    };
    text_item(unescape(text), how, not)
}

/// The names that may stand before a colon beside those of the fields.
pub(super) const OTHERS: [&str; 7] = ["title", "id", "before", "after", "on", "is", "weight"];

/// All names that are no field's: of other conditions, and of settings.
fn others() -> impl Iterator<Item = &'static str> + Clone {
    OTHERS.iter().chain(Setting::NAMES).copied()
}

fn is_known(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    Field::named(name).is_some() || others().any(|other| other == lower)
}

/// Whether what stands before a colon is read as a field's name, known or misspelt.
pub(super) fn is_name(name: &str) -> bool {
    let latin = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphabetic());
    latin || is_known(name)
}

fn with_field(name: &str, value: &str, not: bool, at_end: bool) -> Item {
    let term = |atom| Item::Term(Term { not, atom });
    let values = values(value);
    let Some(last) = values.last() else {
        return if at_end || !is_known(name) {
            unknown_or_open(name)
        } else {
            Item::Bad(ErrorKind::NoValue(name.to_owned()))
        };
    };
    if let Some(field) = Field::named(name) {
        let waits = at_end && matches!(&**last, "@" | "＠");
        return if waits { Item::Open } else { term(Atom::Field { field, values }) };
    }
    let lower = name.to_ascii_lowercase();
    // All that follow take one value, so a comma is a part of it.
    let one = values.join(",");
    if let Some((_, relation)) = DateRelation::NAMED.iter().find(|(name, _)| *name == lower) {
        return match dates::read(&one, true) {
            Some(Ok(when)) => term(Atom::Date(*relation, when)),
            _ if at_end && dates::may_become(&one) => Item::Open,
            Some(Err(problem)) => Item::Bad(date_error(problem, &one)),
            None => Item::Bad(ErrorKind::NoSuchDate(one, None)),
        };
    }
    match lower.as_str() {
        "title" if fold(&one).is_empty() => Item::Open,
        "title" => term(Atom::Title(one)),
        "id" => term(Atom::Id(values)),
        "is" => {
            let words: Vec<&str> = Is::NAMED.iter().map(|(name, _)| *name).collect();
            let is = |word: &str| Is::NAMED.iter().find(|(name, _)| *name == word).map(|(_, is)| *is);
            one_of("is", &one, &words, at_end, |word| is(word).map(|is| term(Atom::Is(is))))
        }
        "weight" => match weights(&one) {
            Some((from, to)) => term(Atom::Weight(from, to)),
            None if at_end && ["3", "."].iter().any(|tail| weights(&format!("{one}{tail}")).is_some()) => Item::Open,
            None => Item::Bad(ErrorKind::UnknownWord("weight", one, vec!["1", "2", "3", "2..", "1..2"])),
        },
        setting => match Setting::NAMES.iter().find(|name| **name == setting) {
            Some(name) => {
                one_of(name, &one, &Setting::words(name), at_end, |word| Setting::read(name, word).map(Item::Setting))
            }
            None => unknown_or_open(name),
        },
    }
}

fn unknown_or_open(name: &str) -> Item {
    if is_known(name) {
        return Item::Open;
    }
    let names = FIELDS.iter().map(|field| field.name).chain(others());
    let lower = name.to_ascii_lowercase();
    let near = nearest(&lower, names.clone()).and_then(|near| names.into_iter().find(|name| *name == near));
    Item::Bad(ErrorKind::UnknownField(name.to_owned(), near))
}

/// A value that must be one of some words; one that begins such a word may still become it at the end of the line.
fn one_of(
    field: &'static str,
    typed: &str,
    words: &[&'static str],
    at_end: bool,
    read: impl Fn(&str) -> Option<Item>,
) -> Item {
    let lower = typed.to_lowercase();
    match read(&lower) {
        Some(item) => item,
        None if at_end && words.iter().any(|word| word.starts_with(&lower)) => Item::Open,
        None => Item::Bad(ErrorKind::UnknownWord(field, typed.to_owned(), words.to_vec())),
    }
}

fn weights(text: &str) -> Option<(u8, u8)> {
    let weight = |text: &str| text.parse::<u8>().ok().filter(|weight| *weight <= 3);
    let (from, to) = match text.split_once("..") {
        None => (weight(text)?, weight(text)?),
        Some((from, "")) => (weight(from)?, 3),
        Some(("", to)) => (0, weight(to)?),
        Some((from, to)) => (weight(from)?, weight(to)?),
    };
    (from <= to).then_some((from, to))
}

/// The values after a colon, parted by commas outside quotes; empty ones are left out.
fn values(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if rest.starts_with('"') {
            let (value, after) = unquote(rest);
            values.push(value);
            rest = after.trim_start_matches([',', '，']);
            continue;
        }
        let (value, after) = rest.split_once([',', '，']).unwrap_or((rest, ""));
        values.push(unescape(value));
        rest = after;
    }
    values.retain(|value| !value.trim().is_empty());
    values
}

/// Joins a month's name and a year side by side, with a day before or between them, to one date: `11 March 2011`,
/// `March 11, 2011`.
///
/// What is no term does not part them, because a query printed again leaves it out.
fn join_dates(line: &str, mut items: Vec<(Range<usize>, Item)>) -> Vec<(Range<usize>, Item)> {
    let mut at = 0;
    while at < items.len() {
        if let Some((taken, when)) = date_before(line, &items, at) {
            let start = taken.last().map_or(items[at].0.start, |first| items[*first].0.start);
            let beside = at - taken.len() == *taken.last().unwrap_or(&at);
            items[at] = (
                if beside { start..items[at].0.end } else { items[at].0.clone() },
                Item::Term(Term { not: false, atom: Atom::Date(DateRelation::Overlaps, when) }),
            );
            for gone in taken {
                if beside {
                    items.remove(gone);
                    at -= 1;
                } else {
                    items[gone].1 = Item::Open;
                }
            }
        }
        at += 1;
    }
    items
}

/// Where a year stands at `at`: the words before it that make a date with it, nearest first, and that date.
fn date_before(line: &str, items: &[(Range<usize>, Item)], at: usize) -> Option<(Vec<usize>, When)> {
    let Item::Term(Term { not: false, atom: Atom::Date(DateRelation::Overlaps, When::At(Point::Year(year))) }) =
        items[at].1
    else {
        return None;
    };
    let word = |at: usize| &line[items[at].0.clone()];
    let mut before = (0..at).rev().filter(|at| matches!(items[*at].1, Item::Term(_) | Item::Bar));
    let plain =
        |at: &usize| matches!(items[*at].1, Item::Term(Term { not: false, atom: Atom::Text { how: How::Bare, .. } }));
    let month_at = before.next().filter(plain)?;
    let more_at = before.next().filter(plain);
    let Some(month) = dates::month_named(word(month_at)) else {
        // A day between the month and the year: March 11, 2011.
        let (day_at, month_at) = (month_at, more_at?);
        let month = dates::month_named(word(month_at))?;
        return Some((vec![day_at, month_at], dates::from_words(Some(word(day_at)), month, year)?));
    };
    let with_day =
        more_at.and_then(|day_at| Some((vec![month_at, day_at], dates::from_words(Some(word(day_at)), month, year)?)));
    with_day.or_else(|| Some((vec![month_at], dates::from_words(None, month, year)?)))
}
