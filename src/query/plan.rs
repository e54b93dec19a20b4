//! A query against one store: every typed value looked up, or the mistake at its place.

use super::answer::{Owner, PANES};
use super::words::Needle;
use super::{Atom, DateRelation, ErrorKind, Group, How, Is, Parsed, Piece, Place, QueryError, Sort, Term, When};
use crate::data::{Axis, Day, Field};
use crate::store::Store;
use crate::text::fold::fold;
use crate::text::near::nearest;

/// What a query's answer depends on beside the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ctx {
    /// The day that is taken as today.
    pub today: Day,
}

/// A query that is ready to be answered from the store that it was made for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The store's stamp.
    pub(super) stamp: u64,
    /// All of these must hold.
    pub(super) groups: Vec<PlanGroup>,
    /// What is compared: for each side, what must hold there.
    pub(super) sides: Vec<Vec<PlanGroup>>,
    /// The order asked for.
    pub sort: Sort,
    /// For each of [`PANES`], what the line chooses and excludes there.
    pub chosen: Vec<Choice>,
    /// The span of years that the strip shows as chosen.
    pub span: Option<When>,
}

/// What the line says of one pane's field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The entries that are chosen.
    pub included: Vec<u32>,
    /// The entries that are excluded.
    pub excluded: Vec<u32>,
}

/// At least one of these must hold, or not hold where `not` stands before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlanGroup {
    pub(super) checks: Vec<(bool, Check)>,
    pub(super) owner: Owner,
}

/// One condition, looked up.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Check {
    /// A word.
    Text(Needle),
    /// One of these entries on an axis.
    Values(Axis, Vec<u32>),
    /// One of these rows, which rise.
    Rows(Vec<u32>),
    /// The title contains this.
    Title(Needle),
    /// The date stands so to these days.
    Date(DateRelation, Day, Day),
    /// A state.
    Is(Is),
    /// The weight lies between.
    Weight(u8, u8),
}

impl Plan {
    /// Looks up a line's query; all its mistakes, those of reading included, where there are any.
    pub fn new(parsed: &Parsed, store: &Store) -> Result<Self, Vec<QueryError>> {
        let mut errors = parsed.errors.clone();
        let mut plan = Self {
            stamp: store.stamp,
            groups: Vec::new(),
            sides: Vec::new(),
            sort: parsed.query.show.sort.unwrap_or(Sort::Date),
            chosen: vec![Choice::default(); PANES.len()],
            span: None,
        };
        for (at, group) in parsed.query.groups.iter().enumerate() {
            let checks = look_up_group(at, group, (&parsed.pieces, store), &mut errors);
            let owner = match (&group.terms[..], &checks[..]) {
                ([term], [(not, check)]) => plan.own(term, *not, check),
                _ => Owner::Nobody,
            };
            plan.groups.push(PlanGroup { checks, owner });
        }
        plan.leave_last_span();
        for (at, side) in parsed.query.sides.iter().enumerate() {
            let piece = parsed.pieces.iter().find(|piece| piece.place == Place::Side(at));
            let pieces = piece.map_or(&[][..], |piece| &piece.within);
            let groups = side.groups.iter().enumerate().map(|(at, group)| {
                let checks = look_up_group(at, group, (pieces, store), &mut errors);
                PlanGroup { checks, owner: Owner::Nobody }
            });
            plan.sides.push(groups.collect());
        }
        errors.sort_by_key(|error| error.span.start);
        if errors.is_empty() { Ok(plan) } else { Err(errors) }
    }

    /// Which pane a group that is one term belongs to; what it chooses there is kept.
    fn own(&mut self, term: &Term, not: bool, check: &Check) -> Owner {
        match (&term.atom, check) {
            (Atom::Field { field, .. }, Check::Values(_, entries)) => {
                let Some(pane) = PANES.iter().position(|pane| *pane == field.name) else { return Owner::Nobody };
                let choice = &mut self.chosen[pane];
                if not { &mut choice.excluded } else { &mut choice.included }.extend(entries);
                Owner::Pane(pane)
            }
            (Atom::Date(DateRelation::Overlaps, when), _) if !not => {
                self.span = Some(*when);
                Owner::Strip
            }
            _ => Owner::Nobody,
        }
    }

    /// Of several spans only the last is the strip's; the others hold for it as for every pane.
    fn leave_last_span(&mut self) {
        let strips = self.groups.iter_mut().rev().filter(|group| group.owner == Owner::Strip);
        strips.skip(1).for_each(|group| group.owner = Owner::Nobody);
    }

    /// The first group that asks for exactly one value on an axis, and the value's entry.
    pub fn sole(&self, axis: Axis) -> Option<(usize, u32)> {
        let mut groups = self.groups.iter().enumerate();
        groups.find_map(|(at, group)| match &group.checks[..] {
            [(false, Check::Values(own, entries))] if *own == axis && entries.len() == 1 => Some((at, entries[0])),
            _ => None,
        })
    }

    /// The words that must occur, for ranking.
    pub(super) fn needles(&self) -> impl Iterator<Item = &Needle> {
        self.groups.iter().flat_map(|group| &group.checks).filter_map(|check| match check {
            (false, Check::Text(needle)) => Some(needle),
            _ => None,
        })
    }
}

/// Looks up the terms of a group, of which `pieces` tell the places; a mistake is told at its own.
fn look_up_group(
    at: usize,
    group: &Group,
    (pieces, store): (&[Piece], &Store),
    errors: &mut Vec<QueryError>,
) -> Vec<(bool, Check)> {
    let mut checks = Vec::with_capacity(group.terms.len());
    for (term_at, term) in group.terms.iter().enumerate() {
        match check(term, store) {
            Ok(check) => checks.push((term.not, check)),
            Err(kind) => {
                let piece = pieces.iter().find(|piece| piece.place == Place::Term(at, term_at));
                errors.push(QueryError { span: piece.map_or(0..0, |piece| piece.span.clone()), kind });
            }
        }
    }
    checks
}

fn check(term: &Term, store: &Store) -> Result<Check, ErrorKind> {
    Ok(match &term.atom {
        Atom::Text { text, how } => Check::Text(Needle::new(text, *how)),
        Atom::Title(text) => Check::Title(Needle::new(text, How::Exact)),
        Atom::Field { field, values } => Check::Values(field.axis, look_up(field, values, store)?),
        Atom::Id(ids) => {
            let rows: Vec<Vec<u32>> = ids.iter().map(|id| rows_of(id, store)).collect::<Result<_, _>>()?;
            let mut rows = rows.concat();
            rows.sort_unstable();
            rows.dedup();
            Check::Rows(rows)
        }
        Atom::Date(relation, when) => Check::Date(*relation, when.earliest(), when.latest()),
        Atom::Is(is) => Check::Is(*is),
        Atom::Weight(from, to) => Check::Weight(*from, *to),
    })
}

fn look_up(field: &'static Field, values: &[String], store: &Store) -> Result<Vec<u32>, ErrorKind> {
    let column = store.column(field.axis);
    let speaks_of = |entry: &crate::store::column::Entry| field.axis != Axis::Actors || (field.speaks_of)(entry.kind);
    let mut entries = Vec::new();
    for typed in values {
        let found = column.resolve(typed, speaks_of);
        if found.is_empty() {
            let mut names = column.all_names(speaks_of);
            names.extend(column.sets.iter().flat_map(|set| set.names.iter().map(String::as_str)));
            let near = nearest(typed, names).map(|near| {
                let key = column.resolve(near, speaks_of).first().map(|at| column.entries[*at as usize].key.clone());
                key.filter(|_| near.chars().count() > 40).unwrap_or_else(|| near.to_owned())
            });
            return Err(ErrorKind::UnknownValue(field.name, typed.clone(), near));
        }
        entries.extend(found);
    }
    entries.sort_unstable();
    entries.dedup();
    Ok(entries)
}

/// No id is longer than this many letters, of which slips are looked for.
const LONGEST: usize = 128;

/// From this many events on, an id that nobody has is compared with those alone that are one slip away from it.
const MANY: usize = if cfg!(test) { 100 } else { 50_000 };

/// The event with an id, or else all whose id begins so.
fn rows_of(typed: &str, store: &Store) -> Result<Vec<u32>, ErrorKind> {
    if let Some(row) = store.row(typed) {
        return Ok(vec![row]);
    }
    let ids = || (0..store.len() as u32).map(|row| (row, store.event(row).id()));
    let rows: Vec<u32> = ids().filter(|(_, id)| id.starts_with(typed)).map(|(row, _)| row).collect();
    if rows.is_empty() {
        let near = if store.len() < MANY {
            nearest(typed, ids().map(|(_, id)| id))
        } else {
            nearest(typed, slips(typed).filter_map(|id| Some(store.event(store.row(&id)?).id())))
        };
        return Err(ErrorKind::UnknownValue("id", typed.to_owned(), near.map(str::to_owned)));
    }
    Ok(rows)
}

/// All ids that are one slip away from a typed one, with the letters that most ids have and those that it has itself.
fn slips(typed: &str) -> impl Iterator<Item = String> {
    let typed: Vec<char> = fold(typed).chars().take(LONGEST).collect();
    let mut letters: Vec<char> =
        "abcdefghijklmnopqrstuvwxyz0123456789-_./".chars().chain(typed.iter().copied()).collect();
    letters.sort_unstable();
    letters.dedup();
    (0..=typed.len()).flat_map(move |at| {
        let (before, after) = typed.split_at(at);
        let made = |new: &[char], gone: usize| -> String {
            before.iter().chain(new).chain(after.get(gone..).unwrap_or_default()).collect()
        };
        let mut all: Vec<String> =
            letters.iter().flat_map(|letter| [made(&[*letter], 0), made(&[*letter], 1)]).collect();
        all.push(made(&[], 1));
        if let [one, two, ..] = after {
            all.push(made(&[*two, *one], 2));
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::store::tests::dataset;

    #[test]
    fn of_many_ids_the_one_a_slip_away_is_meant_as_of_few() {
        let ids: Vec<String> = (0..2 * MANY).map(|at| format!("e{:03}-{}", at * 7 % 1000, at % 9)).collect();
        let events: Vec<String> =
            ids.iter().map(|id| format!("(id: \"{id}\", date: \"1954\", title: \"T\")")).collect();
        let store = Store::build(dataset(&format!("(events: [{}])", events.join(", "))));
        let typed =
            ["e0070-1", "e07-1", "e00-71", "E0O7-1", "e007-1x", "xe007-1", "e0b7-1", "f014-3", "zzz", "e9/99-x"];
        for typed in typed {
            let near = nearest(typed, ids.iter().map(String::as_str));
            let near = near.filter(|near| crate::text::near::distance(&fold(typed), near) <= 1);
            let error = Plan::new(&parse(&format!("id:{typed}")), &store).unwrap_err().remove(0);
            assert_eq!(error.kind, ErrorKind::UnknownValue("id", typed.to_owned(), near.map(str::to_owned)), "{typed}");
        }
    }
}
