//! What a stretch of history was, from counts alone: how much, of which kinds, who led it against the whole record, who appears
//! first, what turned, and how long nothing happened.

use crate::data::{ActorKind, Axis, Day, Field, Precision};
use crate::query::{Answer, Asked, Is, Sort, When};
use crate::store::bits::Bits;
use crate::store::{State, Store};

/// How many values of a field are told.
const LEADERS: usize = 4;
/// How many values that stand out against the whole are told.
const OUTSTANDING: usize = 3;
/// How many of those that appear first are named.
const NEWCOMERS: usize = 6;
/// A silence shorter than this many days is none.
const SILENCE: i32 = 60;
/// Between two questions whether the answer is still wanted.
const BLOCK: usize = 1 << 15;

/// A value and how often it stands among the hits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The index of its entry in the field's column.
    pub entry: u32,
    /// Hits that carry it.
    pub count: u32,
    /// Its share of the hits by its share of all events: above 1 it is commoner here than in the whole record.
    pub factor: f64,
}

/// The leaders of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaders {
    /// The field.
    pub field: &'static Field,
    /// The commonest, greatest count first.
    pub first: Vec<Share>,
    /// Those that are much commoner here than in the whole record, by how many hits more than expected.
    pub outstanding: Vec<Share>,
}

/// Days without an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The event before.
    pub before: u32,
    /// The event after.
    pub after: u32,
    /// How many days lie between.
    pub days: i32,
}

/// The hits of a query as numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// The first and last year, of the span that is asked or else of the hits.
    pub years: (i32, i32),
    /// How many hits there are.
    pub hits: u32,
    /// How many events there are.
    pub all: u32,
    /// The year with most hits, and how many; none where all lie in one year.
    pub fullest: Option<(i32, u32)>,
    /// The leaders of the kinds, countries, organizations and themes, as far as there are any.
    pub leaders: Vec<Leaders>,
    /// How many actors appear for the first time in the whole record, and the commonest of them with their first event.
    pub newcomers: (u32, Vec<(u32, u32)>),
    /// The milestones, in order of date.
    pub turning: Vec<u32>,
    /// The longest time between two hits that have happened.
    pub silence: Option<Silence>,
    /// How many hits are in a state worth saying.
    pub states: Vec<(Is, u32)>,
}

/// The fields whose leaders are told, in this order.
const TOLD: &[&str] = &["kind", "country", "org", "theme"];

impl Period {
    /// The numbers of an answer. `None` where `go_on` said that they are no longer wanted.
    pub fn of(asked: Asked<'_>, answer: &Answer, go_on: &dyn Fn() -> bool) -> Option<Self> {
        let Asked { plan, store, ctx, .. } = asked;
        let mut sorted;
        let rows = if plan.sort == Sort::Date {
            &answer.rows
        } else {
            sorted = answer.rows.clone();
            sorted.sort_unstable();
            &sorted
        };
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Some(Self::default()) };
        let mut years = (store.year(*first), store.year(*last));
        if let Some(span) = plan.span {
            let (from, to) = (span.earliest(), span.latest());
            years.0 = if from > Day::FIRST { from.year() } else { years.0 };
            years.1 = if to < Day::LAST { to.year() } else { years.1 };
        }
        let mut out = Self { years, hits: rows.len() as u32, all: store.len() as u32, ..Self::default() };
        // What began before the span is in the period, but marks no time in it.
        let start = plan.span.map_or(Day::FIRST, When::earliest);
        let begun = rows.partition_point(|row| store.earliest(*row) < start);
        let (early, inside) = rows.split_at(begun);
        out.turning.extend(early.iter().filter(|row| store.event(**row).weight() == 3));
        out.count(store, inside, ctx.today, go_on)?;
        out.states = states(store, rows, ctx.today);
        for name in TOLD {
            out.leaders.extend(Field::named(name).and_then(|field| leaders(store, field, rows)));
            go_on().then_some(())?;
        }
        if out.hits < out.all {
            // Whoever appeared in what began before was new then.
            out.newcomers = newcomers(store, inside);
        }
        Some(out)
    }

    /// What one way through the hits in order of date finds: the fullest year, the milestones and the silence.
    fn count(&mut self, store: &Store, rows: &[u32], today: Day, go_on: &dyn Fn() -> bool) -> Option<()> {
        let (first, last) = store.years()?;
        let mut years = vec![0; (last - first) as usize + 1];
        // The event whose days reach furthest so far, and how far.
        let mut reached: Option<(u32, Day)> = None;
        for block in rows.chunks(BLOCK) {
            go_on().then_some(())?;
            for row in block {
                let event = store.event(*row);
                years[(store.year(*row) - first) as usize] += 1;
                if event.weight() == 3 {
                    self.turning.push(*row);
                }
                if event.earliest() > today {
                    continue;
                }
                if let Some((before, end)) = reached {
                    let days = event.earliest().0 - end.0 - 1;
                    if days >= SILENCE && self.silence.is_none_or(|longest| days > longest.days) {
                        self.silence = Some(Silence { before, after: *row, days });
                    }
                }
                // A span breaks the silence where it begins; a date that is known less exactly may be any of its days.
                let end = if event.precision() == Precision::Span { event.earliest() } else { event.latest() };
                if reached.is_none_or(|(_, furthest)| end >= furthest) {
                    reached = Some((*row, end));
                }
            }
        }
        let most = years.iter().copied().max().unwrap_or_default();
        let fullest = years.iter().position(|count| *count == most).map(|at| (first + at as i32, most));
        self.fullest = fullest.filter(|_| 0 < most && most < self.hits);
        Some(())
    }
}

/// How many of some rows are in each state that is worth saying.
fn states(store: &Store, rows: &[u32], today: Day) -> Vec<(Is, u32)> {
    let mut states = vec![(Is::Planned, 0), (Is::Unconfirmed, 0), (Is::Disputed, 0)];
    for row in rows {
        let event = store.event(*row);
        match event.state(today) {
            State::Planned => states[0].1 += 1,
            State::Unconfirmed => states[1].1 += 1,
            State::Past | State::Ongoing => {}
        }
        states[2].1 += u32::from(event.is_disputed());
    }
    states.retain(|(_, count)| *count > 0);
    states
}

/// The commonest values of a field among some rows, and those that stand out.
fn leaders(store: &Store, field: &'static Field, rows: &[u32]) -> Option<Leaders> {
    let column = store.column(field.axis);
    let mut counts = vec![0_u32; column.entries.len()];
    for row in rows {
        column.lists.get(*row).iter().for_each(|entry| counts[*entry as usize] += 1);
    }
    let of_field = |entry: u32| {
        let entry = &column.entries[entry as usize];
        // A kind that nobody named tells nothing.
        let says = field.axis != Axis::Kinds || entry.key != crate::data::EventKind::Other.name();
        says && (field.axis != Axis::Actors || (field.speaks_of)(entry.kind))
    };
    let (hits, all) = (rows.len() as f64, store.len() as f64);
    let mut shares: Vec<Share> = (0..)
        .zip(&counts)
        .filter(|(entry, count)| **count > 0 && of_field(*entry))
        .map(|(entry, count)| {
            let usual = f64::from(column.entries[entry as usize].total) / all;
            Share { entry, count: *count, factor: f64::from(*count) / hits / usual }
        })
        .collect();
    shares.sort_by_key(|share| (std::cmp::Reverse(share.count), share.entry));
    // What stands in one event leads nothing, unless nothing stands in more.
    let leads = |share: &&Share| share.count > 1 || shares[0].count == 1;
    let first: Vec<Share> = shares.iter().take(LEADERS).filter(leads).copied().collect();
    let more = |share: &Share| f64::from(share.count) * (1.0 - 1.0 / share.factor);
    shares.retain(|share| share.count >= 3 && share.factor >= 1.5);
    shares.sort_by(|a, b| more(b).total_cmp(&more(a)).then(a.entry.cmp(&b.entry)));
    shares.truncate(OUTSTANDING);
    (!first.is_empty()).then_some(Leaders { field, first, outstanding: shares })
}

/// The actors whose first event of all is among some rows: how many, and the commonest with that event, in order of it.
fn newcomers(store: &Store, rows: &[u32]) -> (u32, Vec<(u32, u32)>) {
    let column = store.column(Axis::Actors);
    let mut hits = Bits::none(store.len());
    for row in rows {
        hits.insert(*row);
    }
    let mut new: Vec<(u32, u32)> = (0..)
        .zip(&column.entries)
        .filter(|(_, entry)| entry.total > 0 && entry.kind != ActorKind::Document)
        .filter_map(|(at, _)| Some((at, *column.rows_of(at).first().filter(|row| hits.contains(**row))?)))
        .collect();
    let count = new.len() as u32;
    new.sort_by_key(|(entry, row)| (std::cmp::Reverse(column.entries[*entry as usize].total), *row));
    new.truncate(NEWCOMERS);
    new.sort_by_key(|(_, row)| *row);
    (count, new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Ctx, Plan, answer, parse};
    use crate::store::tests::small;

    fn period(line: &str) -> Period {
        let store = small();
        let plan = Plan::new(&parse(line), &store).unwrap();
        let ctx = Ctx { today: Day::new(2026, 11, 22).unwrap() };
        let answer = answer(&plan, &store, ctx, &|| true).unwrap();
        Period::of(Asked { plan: &plan, store: &store, ctx, near: None }, &answer, &|| true).unwrap()
    }

    #[test]
    fn the_order_of_the_list_changes_no_number() {
        for order in ["sort:-date", "sort:score"] {
            assert_eq!(period(order), period(""), "{order}");
        }
    }

    #[test]
    fn numbers_are_those_of_the_hits() {
        let store = small();
        let all = period("");
        assert_eq!((all.hits, all.all), (store.len() as u32, store.len() as u32));
        assert_eq!(all.newcomers.0, 0, "in the whole record all are new");
        assert!(all.leaders.iter().flat_map(|leaders| &leaders.first).all(|share| (share.factor - 1.0).abs() < 1e-9));
        let some = period("country:JP");
        assert!(some.hits < some.all && some.newcomers.0 > 0);
        let weighty = |row: &u32| store.event(*row).weight() == 3;
        assert!(some.turning.iter().all(weighty));
        assert_eq!(period("zzzzzz"), Period::default());
    }

    #[test]
    fn a_silence_lies_between_two_hits_and_no_other_hit_breaks_it() {
        let store = small();
        let silence = period("").silence.unwrap();
        let (before, after) = (store.event(silence.before), store.event(silence.after));
        assert!(before.earliest() < after.earliest() && silence.days >= SILENCE);
        let within = (0..store.len() as u32).map(|row| store.earliest(row));
        assert!(!within.into_iter().any(|day| day > before.latest() && day < after.earliest()));
    }

    #[test]
    fn what_began_before_the_span_is_counted_but_marks_no_time_in_it() {
        let store = small();
        let of = |line: &str| period(line);
        let within = of("2010..2020");
        let times = within.silence.map(|silence| [silence.before, silence.after]);
        let start = Day::year_start(2010);
        assert!(times.is_none_or(|rows| rows.iter().all(|row| store.earliest(*row) >= start)));
        assert!(within.fullest.is_none_or(|(year, _)| (2010..=2020).contains(&year)));
        assert!(within.newcomers.1.iter().all(|(_, row)| store.earliest(*row) >= start));
    }

    #[test]
    fn the_span_that_is_asked_is_the_period() {
        assert_eq!(period("2000..2020").years, (2000, 2020));
        assert_eq!(period("1950s").years, (1950, 1959));
    }
}
