//! One word of a line, taken alone: a text with its signs, a field with its values, a setting.

use super::dates::{self, DateProblem};
use super::lex::{unescape, unquote};
use super::parse::Parsed;
use super::side;
use super::{Atom, DateRelation, ErrorKind, How, Is, Setting, Term};
use crate::data::{FIELDS, Field};
use crate::text::fold::fold;
use crate::text::near::nearest;

/// What one word of the line is, taken alone.
#[derive(Debug)]
pub(super) enum Item {
    /// The sign that joins two terms.
    Bar,
    /// A term.
    Term(Term),
    /// How the answer is shown.
    Setting(Setting),
    /// A side, and whether it is turned round.
    Side(bool, Box<Parsed>),
    /// Nothing that is asked yet.
    Open,
    /// A mistake.
    Bad(ErrorKind),
}

/// A text as a term; one of which folding leaves nothing asks nothing.
pub(super) fn text_item(text: String, how: How, not: bool) -> Item {
    if fold(&text).is_empty() { Item::Open } else { Item::Term(Term { not, atom: Atom::Text { text, how } }) }
}

/// The mistake of a date.
pub(super) fn date_error(problem: DateProblem, typed: &str) -> ErrorKind {
    match problem {
        DateProblem::NotInCalendar(meant) => {
            ErrorKind::NoSuchDate(typed.to_owned(), meant.map(|when| when.to_string()))
        }
        DateProblem::Backwards(turned) => ErrorKind::Backwards(typed.to_owned(), turned.to_string()),
    }
}

/// A word with the signs of fzf's extended syntax, read in its order: a final `$`, then quotes or `^`.
pub(super) fn with_signs(word: &str, not: bool) -> Item {
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
pub(super) const OTHERS: [&str; 8] = ["title", "id", "before", "after", "on", "is", "weight", side::NAME];

/// All names that are no field's: of other conditions, and of settings.
fn others() -> impl Iterator<Item = &'static str> + Clone {
    OTHERS.iter().chain(Setting::NAMES).copied()
}

/// Whether a name may stand before a colon.
pub(super) fn is_known(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    Field::named(name).is_some() || others().any(|other| other == lower)
}

/// Whether what stands before a colon is read as a field's name, known or misspelt.
pub(super) fn is_name(name: &str) -> bool {
    let latin = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphabetic());
    latin || is_known(name)
}

/// A name that may be a field's, and what stands after its colon.
pub(super) fn with_field(name: &str, value: &str, not: bool, at_end: bool) -> Item {
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
