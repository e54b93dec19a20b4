//! The Lanes view: for each value of a field the hits that carry it, along time. Counted in no language and for no size;
//! [`scale`] fits time into cells and [`pack`] fits a lane into lines.

mod grid;
pub mod pack;
pub mod scale;
mod terms;

use std::ops::Range;

pub use terms::{Held, Term};

use crate::data::{Axis, Day, Field, Precision};
use crate::query::{Answer, Asked, Query, Sort};
use crate::store::Store;
use crate::store::bits::Bits;

/// The fields that have lanes by a key, in its order.
pub const FIELDS: &[&str] = &["country", "org", "theme", "kind", "person", "post", "era"];

/// The field of the lanes where the line names none.
const DEFAULT: &str = "theme";

/// How many hits are counted between two looks at whether the answer is still wanted.
const CHUNK: usize = 4096;

/// The lanes of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Lanes {
    /// The field whose values have the lanes.
    pub field: &'static Field,
    /// The lanes, most events first; the events that carry no value come last.
    pub lanes: Vec<Lane>,
    /// The first and last year that the hits and terms reach into.
    pub years: Option<(i32, i32)>,
    /// The events of the lanes one after the other, those of each lane in order of time.
    rows: Vec<u32>,
    /// The days at which they stand, beside them so that a window is found without asking the store.
    days: Vec<Day>,
    /// The spans among them, and their last days.
    spans: Vec<u32>,
    ends: Vec<Day>,
}

/// One lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The index of the value's entry in the column; `None` for the events that carry none.
    pub entry: Option<u32>,
    /// Where the value is an actor, the span of its existence.
    pub life: Option<(Day, Day)>,
    /// Where the value is a post, who held it; where it is a person, which posts; in order of time.
    pub terms: Vec<Term>,
    rows: Range<usize>,
    spans: Range<usize>,
}

impl Lane {
    /// How many events stand in it.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Lanes {
    /// The events of a lane in order of time.
    pub fn rows(&self, lane: &Lane) -> &[u32] {
        self.rows.get(lane.rows.clone()).unwrap_or_default()
    }

    /// The days at which they stand.
    pub fn days(&self, lane: &Lane) -> &[Day] {
        self.days.get(lane.rows.clone()).unwrap_or_default()
    }

    /// The spans of a lane that began before a day and reach to it or beyond.
    pub fn reaching(&self, lane: &Lane, store: &Store, day: Day) -> impl Iterator<Item = u32> {
        let spans = self.spans.get(lane.spans.clone()).unwrap_or_default();
        let ends = self.ends.get(lane.spans.clone()).unwrap_or_default();
        let begun = spans.partition_point(|row| at(store, *row) < day);
        spans[..begun].iter().zip(ends).filter(move |(_, end)| **end >= day).map(|(row, _)| *row)
    }

    /// The event of a lane that is nearest in time to a day.
    pub fn nearest(&self, lane: &Lane, day: Day) -> Option<u32> {
        let days = self.days(lane);
        let after = days.partition_point(|at| *at < day);
        let around = after.saturating_sub(1)..days.len().min(after + 1);
        let nearest = around.min_by_key(|place| (i64::from(days[*place].0) - i64::from(day.0)).abs())?;
        self.rows(lane).get(nearest).copied()
    }

    /// Where an event stands among those of a lane.
    pub fn position(&self, lane: &Lane, store: &Store, row: u32) -> Option<usize> {
        let (days, day) = (self.days(lane), at(store, row));
        let from = days.partition_point(|at| *at < day);
        let of_day = days[from..].partition_point(|at| *at == day);
        let found = self.rows(lane)[from..from + of_day].binary_search(&row).ok()?;
        Some(from + found)
    }
}

/// The day at which an event stands on the axis: a span where it begins, all else in the middle of what its date can mean.
pub fn at(store: &Store, row: u32) -> Day {
    let (earliest, latest) = (store.earliest(row), store.latest(row));
    match store.event(row).precision() {
        Precision::Span if earliest == Day::FIRST => latest,
        Precision::Span | Precision::Day => earliest,
        _ => Day(earliest.0 + (latest.0 - earliest.0) / 2),
    }
}

/// The lanes of an answer. `None` where `go_on` said that they are no longer wanted.
pub fn lanes(asked: Asked<'_>, query: &Query, answer: &Answer, go_on: &dyn Fn() -> bool) -> Option<Lanes> {
    let Asked { plan, store, ctx, .. } = asked;
    let field = query.show.lanes.or_else(|| Field::named(DEFAULT))?;
    let hits = in_time(store, &ascending(store, answer, plan.sort), go_on)?;
    let mut lanes = by_value(store, field, &hits, go_on)?;
    if field.axis == Axis::Actors {
        terms::add(store, &mut lanes.lanes);
    }
    let terms = lanes.lanes.iter().flat_map(|lane| &lane.terms).map(|term| (term.from.year(), term.from, term.to));
    let events = hits.iter().map(|(row, day)| (store.year(*row), *day, store.latest(*row)));
    // What goes on reaches to today, or to where it begins.
    let reach =
        events.chain(terms).map(|(year, day, to)| (year, if to == Day::LAST { ctx.today.max(day) } else { to }));
    let reach = reach.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    lanes.years = reach.map(|(first, last)| (first, last.year()));
    Some(lanes)
}

/// The hits in the order of the store, whatever order is asked for.
fn ascending(store: &Store, answer: &Answer, sort: Sort) -> Vec<u32> {
    if sort == Sort::Date {
        return answer.rows.clone();
    }
    let mut hits = Bits::none(store.len());
    answer.rows.iter().for_each(|row| hits.insert(*row));
    hits.iter().collect()
}

/// The hits with their days, in the order in which they stand on the axis, those of one day in the order of the store: counted
/// day by day.
fn in_time(store: &Store, hits: &[u32], go_on: &dyn Fn() -> bool) -> Option<Vec<(u32, Day)>> {
    let mut days = Vec::with_capacity(hits.len());
    for chunk in hits.chunks(CHUNK) {
        go_on().then_some(())?;
        days.extend(chunk.iter().map(|row| at(store, *row).0));
    }
    let Some((first, last)) = days.iter().min().zip(days.iter().max()) else { return Some(Vec::new()) };
    let mut next = vec![0_u32; (last - first) as usize + 2];
    for day in &days {
        next[(day - first) as usize + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut next {
        sum += *count;
        *count = sum;
    }
    let mut out = vec![(0, Day::FIRST); hits.len()];
    for (rows, days) in hits.chunks(CHUNK).zip(days.chunks(CHUNK)) {
        go_on().then_some(())?;
        for (row, day) in rows.iter().zip(days) {
            let place = &mut next[(day - first) as usize];
            out[*place as usize] = (*row, Day(*day));
            *place += 1;
        }
    }
    Some(out)
}

/// The hits parted by the values that they carry.
fn by_value(store: &Store, field: &'static Field, hits: &[(u32, Day)], go_on: &dyn Fn() -> bool) -> Option<Lanes> {
    let column = store.column(field.axis);
    let of_field = |entry: &u32| {
        let entry = column.entries.get(*entry as usize);
        field.axis != Axis::Actors || entry.is_some_and(|entry| (field.speaks_of)(entry.kind))
    };
    let wanted: Vec<bool> = (0..column.entries.len() as u32).map(|entry| of_field(&entry)).collect();
    let none = wanted.len();
    // For each value, and last for none: how many events, and how many spans among them.
    let mut counts = vec![(0_usize, 0_usize); none + 1];
    let values = |row: u32| column.lists.get(row).iter().map(|entry| *entry as usize).filter(|entry| wanted[*entry]);
    let or_none = |row: u32| values(row).next().is_none().then_some(none);
    let is_span = |row: u32| store.event(row).precision() == Precision::Span;
    for chunk in hits.chunks(CHUNK) {
        go_on().then_some(())?;
        for (row, _) in chunk {
            let span = usize::from(is_span(*row));
            for value in values(*row).chain(or_none(*row)) {
                counts[value] = (counts[value].0 + 1, counts[value].1 + span);
            }
        }
    }
    let mut lanes = Vec::new();
    let mut ends = (0, 0);
    for (value, (events, spans)) in counts.iter_mut().enumerate() {
        let entry = (value < none).then_some(value as u32);
        let (rows, of_them) = (ends.0..ends.0 + *events, ends.1..ends.1 + *spans);
        (*events, *spans) = ends;
        ends = (rows.end, of_them.end);
        if !rows.is_empty() {
            lanes.push(Lane { entry, rows, spans: of_them, ..Lane::default() });
        }
    }
    let (mut rows, mut days) = (vec![0; ends.0], vec![Day::FIRST; ends.0]);
    let (mut spans, mut last) = (vec![0; ends.1], vec![Day::FIRST; ends.1]);
    for chunk in hits.chunks(CHUNK) {
        go_on().then_some(())?;
        for (row, day) in chunk {
            let span = is_span(*row);
            for value in values(*row).chain(or_none(*row)) {
                let (place, of_span) = &mut counts[value];
                (rows[*place], days[*place]) = (*row, *day);
                *place += 1;
                if span {
                    (spans[*of_span], last[*of_span]) = (*row, store.latest(*row));
                    *of_span += 1;
                }
            }
        }
    }
    lanes.sort_by_key(|lane| (lane.entry.is_none(), std::cmp::Reverse(lane.len())));
    Some(Lanes { field, lanes, years: None, rows, days, spans, ends: last })
}

#[cfg(test)]
mod tests;
