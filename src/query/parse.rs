//! From a line to a query, with the span of every term, and every mistake at its place.

use std::ops::Range;

use super::dates::{self, Point, When};
use super::item::{Item, date_error, is_known, is_name, text_item, with_field, with_signs};
use super::lex::{unquote, words};
use super::side;
use super::{Atom, DateRelation, ErrorKind, Group, How, Query, QueryError, Side, Term};

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
    /// The pieces of a side, in order; what they are, they are of the side's own query.
    pub within: Vec<Piece>,
}

/// What a stretch of the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A term of the query: the index of its group, and its own in the group.
    Term(usize, usize),
    /// A side of a comparison, by its index.
    Side(usize),
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

    /// The term of a piece within a side.
    pub fn term_within(&self, side: Place, place: Place) -> Option<&Term> {
        let (Place::Side(side), Place::Term(group, term)) = (side, place) else { return None };
        self.query.sides.get(side)?.groups.get(group)?.terms.get(term)
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
    Reader { line, is_word, is_typed: true, in_side: false }.parse()
}

/// What reads a line, or the side of a comparison in it.
pub(super) struct Reader<'a> {
    /// What is read.
    pub(super) line: &'a str,
    /// Whether a text is a word of the data.
    pub(super) is_word: &'a dyn Fn(&str) -> bool,
    /// Whether its end may still be being typed.
    pub(super) is_typed: bool,
    /// Whether it is a side.
    pub(super) in_side: bool,
}

impl Reader<'_> {
    /// Reads all of it.
    pub(super) fn parse(&self) -> Parsed {
        let mut out = Parsed::default();
        let read = words(self.line, &is_name).into_iter().map(|span| self.read(span)).collect();
        let items = join_dates(self.line, read);
        let mut joins = false;
        // The side that a bar would join to what follows.
        let mut beside = None;
        let last = items.len().saturating_sub(1);
        for (at, (span, item)) in items.into_iter().enumerate() {
            let mut within = Vec::new();
            let mistake = |kind| Err(QueryError { span: span.clone(), kind });
            let place = match item {
                Item::Bar if at < last && (at == 0 || joins) => {
                    let bar = Term { not: false, atom: Atom::Text { text: "|".to_owned(), how: How::Exact } };
                    Ok(push(&mut out.query, bar, std::mem::take(&mut joins)))
                }
                Item::Bar if at < last && beside.is_some() => {
                    Err(QueryError { span: beside.take().unwrap_or_default(), kind: ErrorKind::NotHere(side::NAME) })
                }
                Item::Bar if at == last || out.query.groups.is_empty() => Ok(Place::Open),
                Item::Bar => {
                    joins = true;
                    Ok(Place::Or)
                }
                Item::Term(term) => {
                    beside = None;
                    Ok(push(&mut out.query, term, std::mem::take(&mut joins)))
                }
                Item::Setting(setting) if joins => mistake(ErrorKind::NotHere(setting.name())),
                Item::Setting(setting) if self.in_side => mistake(ErrorKind::InSide(setting.name())),
                Item::Setting(setting) => {
                    out.query.show.set(setting);
                    Ok(Place::Setting(setting.name()))
                }
                Item::Side(not, side) => {
                    within = side.pieces;
                    out.errors.extend(side.errors.iter().cloned());
                    let fault = match () {
                        () if joins => Some(ErrorKind::NotHere(side::NAME)),
                        () if not => Some(ErrorKind::NotSide),
                        () => (out.query.sides.len() == side::MOST).then_some(ErrorKind::ThirdSide),
                    };
                    match fault {
                        _ if !side.errors.is_empty() => Ok(Place::Bad),
                        _ if side.query.groups.is_empty() => Ok(Place::Open),
                        Some(kind) => mistake(kind),
                        None => {
                            beside = Some(span.clone());
                            out.query.sides.push(Side { groups: side.query.groups });
                            Ok(Place::Side(out.query.sides.len() - 1))
                        }
                    }
                }
                Item::Open => Ok(Place::Open),
                Item::Bad(kind) => mistake(kind),
            };
            let place = place.unwrap_or_else(|error| {
                out.errors.push(error);
                Place::Bad
            });
            out.pieces.push(Piece { span, place, within });
        }
        out
    }

    fn read(&self, span: Range<usize>) -> (Range<usize>, Item) {
        let item = self.item(&span);
        (span, item)
    }

    fn item(&self, span: &Range<usize>) -> Item {
        let Self { line, is_word, .. } = *self;
        // A backslash at the very end still waits for its blank.
        let word = line[span.clone()].trim_end_matches('\\');
        let at_end = self.is_typed && span.end == line.len();
        if word.is_empty() {
            return Item::Open;
        }
        if matches!(word, "|" | "｜") {
            return Item::Bar;
        }
        let (not, rest) = match word.strip_prefix(['!', '！']) {
            Some(rest) => (true, rest),
            None => (false, word),
        };
        if rest.starts_with('"') {
            return text_item(unquote(rest).0, How::Exact, not);
        }
        if let Some((name, value)) = rest.split_once([':', '：']) {
            let (not, name) = match name.strip_prefix('-') {
                Some(name) if is_known(name) => (true, name),
                _ => (not, name),
            };
            if is_name(name) && !value.starts_with("//") {
                let value_at = span.start + word.len() - value.len();
                return match name.eq_ignore_ascii_case(side::NAME) {
                    true if self.in_side => Item::Bad(ErrorKind::InSide(side::NAME)),
                    true => match side::read(value, value_at, is_word, at_end) {
                        Some(side) => Item::Side(not, Box::new(side)),
                        None if at_end => Item::Open,
                        None => Item::Bad(ErrorKind::NoValue(name.to_owned())),
                    },
                    false => with_field(name, value, not, at_end),
                };
            }
        }
        let date = dates::read(rest, false).or_else(|| dates::read(rest, true).filter(|_| !is_word(rest)));
        match date {
            Some(Ok(when)) => Item::Term(Term { not, atom: Atom::Date(DateRelation::Overlaps, when) }),
            Some(Err(_)) if at_end && dates::may_become(rest) => Item::Open,
            Some(Err(problem)) => Item::Bad(date_error(problem, rest)),
            None if dates::is_half(rest) && at_end => Item::Open,
            None if dates::is_half(rest) => Item::Bad(ErrorKind::NoSuchDate(rest.to_owned(), None)),
            None => with_signs(rest, not),
        }
    }
}

fn push(query: &mut Query, term: Term, joins: bool) -> Place {
    match query.groups.last_mut() {
        Some(group) if joins => group.terms.push(term),
        _ => query.groups.push(Group { terms: vec![term] }),
    }
    Place::Term(query.groups.len() - 1, query.groups.last().map_or(0, |group| group.terms.len() - 1))
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
