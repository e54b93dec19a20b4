//! From a query to its text: the inverse of reading, so that what is shown, shared and remembered is what was meant.

use std::fmt;

use super::lex::quote;
use super::{Atom, DateRelation, Group, How, Query, Term, parse};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = self.groups.iter().map(ToString::to_string).collect();
        words.extend(self.sides.iter().map(ToString::to_string));
        words.extend(self.show.settings().map(|setting| setting.to_string()));
        f.write_str(&words.join(" "))
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let terms: Vec<String> = self.terms.iter().map(ToString::to_string).collect();
        f.write_str(&terms.join(" | "))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.not { "!" } else { "" };
        match &self.atom {
            Atom::Text { text, how } => f.write_str(&print_text(text, *how, self.not)),
            Atom::Field { field, values } => write!(f, "{not}{}:{}", field.name, print_values(values)),
            Atom::Id(values) => write!(f, "{not}id:{}", print_values(values)),
            Atom::Title(text) => write!(f, "{not}title:{}", quote(text)),
            Atom::Date(DateRelation::Overlaps, when) => write!(f, "{not}{when}"),
            Atom::Date(relation, when) => {
                let name = DateRelation::NAMED.iter().find(|(_, named)| named == relation).map_or("", |(name, _)| name);
                write!(f, "{not}{name}:{when}")
            }
            Atom::Is(is) => write!(f, "{not}is:{}", is.name()),
            Atom::Weight(from, to) if from == to => write!(f, "{not}weight:{from}"),
            Atom::Weight(from, to) => write!(f, "{not}weight:{from}..{to}"),
        }
    }
}

fn print_values(values: &[String]) -> String {
    values.iter().map(|value| print_value(value)).collect::<Vec<_>>().join(",")
}

/// A value after a colon, in quotes where it needs them.
pub(super) fn print_value(value: &str) -> String {
    let plain =
        value.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '@' | '&' | '/'));
    if plain { value.to_owned() } else { quote(value) }
}

fn print_text(text: &str, how: How, not: bool) -> String {
    let not = if not { "!" } else { "" };
    let escaped: String =
        text.chars().flat_map(|letter| letter.is_whitespace().then_some('\\').into_iter().chain([letter])).collect();
    let signed = match (how, not.is_empty()) {
        (How::Bare, true) | (How::Exact, false) => escaped,
        (How::Bare, false) | (How::Exact, true) => {
            // A quote before overrides a final $, so one more keeps the text's own.
            let guard = if escaped.ends_with('$') && escaped != "$" { "$" } else { "" };
            format!("'{escaped}{guard}")
        }
        (How::Word, _) => format!("'{escaped}'"),
        (How::Start, _) => format!("^{escaped}"),
        (How::End, _) => format!("{escaped}$"),
        (How::Whole, _) => format!("^{escaped}$"),
    };
    let word = format!("{not}{signed}");
    // Whatever the signs would be read as something else is written in quotes.
    let meant = Term { not: !not.is_empty(), atom: Atom::Text { text: text.to_owned(), how } };
    let read = parse(&word);
    let same = read.query.groups.len() == 1 && read.errors.is_empty() && read.query.groups[0].terms == [meant];
    if same || how != How::Exact { word } else { format!("{not}{}", quote(text)) }
}
