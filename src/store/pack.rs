//! A store to and from its parts.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

use super::build::STAMP;
use super::column::Column;
use super::columns::Strings;
use super::ids::Ids;
use super::links::LinksIn;
use super::parts::{Damaged, Part, Parts};
use super::rows::Rows;
use super::{Shown, Store};
use crate::data::{Axis, Day, EventKind, Precision};

/// The folded texts of a store, as parts that are given when they are asked for.
pub struct Later(Box<dyn Fn() -> Option<Vec<Part<'static>>> + Send + Sync>);

impl Later {
    /// Parts that are got so; `None` where they can't be had any more.
    pub fn new(get: impl Fn() -> Option<Vec<Part<'static>>> + Send + Sync + 'static) -> Self {
        Self(Box::new(get))
    }

    pub(super) fn parts(&self) -> Option<Vec<Part<'static>>> {
        (self.0)()
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}

impl Store {
    /// All of the store but its folded texts as parts, to be kept.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = vec![Part::of_value(&self.meta), Part::of_value(&self.eras)];
        self.themes.pack(&mut parts);
        self.actors.pack(&mut parts);
        self.sources.pack(&mut parts);
        let days = |days: &[Day]| Part::Numbers(days.iter().map(|day| day.0.cast_unsigned()).collect());
        parts.extend([days(&self.earliest), days(&self.latest)]);
        parts.push(Part::of_bytes(self.years.iter().flat_map(|year| year.to_le_bytes())));
        parts.push(Part::of_bytes(self.precision.iter().map(|precision| *precision as u8)));
        parts.push(Part::of_bytes(self.kinds.iter().map(|kind| *kind as u8)));
        parts.push(Part::Bytes(Cow::Borrowed(&self.weights)));
        parts.push(Part::Bytes(Cow::Borrowed(&self.flags)));
        self.shown.each().into_iter().for_each(|strings| strings.pack(&mut parts));
        self.columns.iter().for_each(|column| column.pack(&mut parts));
        self.extras.pack(&mut parts);
        self.rows_by_id.pack(&mut parts);
        self.links_in.pack(&mut parts);
        parts
    }

    /// The store that was kept as these parts; its folded texts are got when a word is first looked for.
    pub fn from_parts(parts: Vec<Part<'static>>, later: Option<Later>) -> Result<Self, Damaged> {
        let mut parts = Parts::new(parts);
        let (meta, eras) = (parts.value()?, parts.value()?);
        let (themes, actors, sources) =
            (Rows::unpack(&mut parts)?, Rows::unpack(&mut parts)?, Rows::unpack(&mut parts)?);
        let earliest = days(parts.numbers()?)?;
        let rows = earliest.len();
        let latest = days(parts.numbers_of(rows)?)?;
        let years = parts.bytes_of(rows * 2)?.as_chunks().0.iter().map(|year| i16::from_le_bytes(*year)).collect();
        let precision = known(&parts.bytes_of(rows)?, &Precision::ALL)?;
        let kinds = known(&parts.bytes_of(rows)?, EventKind::ALL)?;
        let weights = parts.bytes_of(rows)?.into_owned();
        let flags = parts.bytes_of(rows)?.into_owned();
        let shown = Shown::unpack(&mut parts, rows)?;
        let columns = Axis::ALL.iter().map(|_| Column::unpack(&mut parts, rows)).collect::<Result<_, _>>()?;
        let extras = Rows::unpack(&mut parts)?;
        if extras.len() != rows {
            return Err(Damaged("what events have"));
        }
        let rows_by_id = Ids::unpack(&mut parts, rows)?;
        let links_in = LinksIn::unpack(&mut parts, rows)?;
        parts.end()?;
        Ok(Self {
            stamp: STAMP.fetch_add(1, Ordering::Relaxed),
            meta,
            eras,
            themes,
            actors,
            sources,
            shown,
            folded: OnceLock::new(),
            later,
            earliest,
            latest,
            years,
            year_span: OnceLock::new(),
            precision,
            kinds,
            weights,
            flags,
            columns,
            extras,
            rows_by_id,
            links_in,
        })
    }
}

impl Shown {
    /// Its columns, to be changed.
    pub(super) fn each_mut(&mut self) -> [&mut Strings; 7] {
        let Self { ids, dates, titles: [en, ja], readings, summaries: [summary_en, summary_ja] } = self;
        [ids, dates, en, ja, readings, summary_en, summary_ja]
    }

    /// Its columns.
    pub(super) fn each(&self) -> [&Strings; 7] {
        let Self { ids, dates, titles: [en, ja], readings, summaries: [summary_en, summary_ja] } = self;
        [ids, dates, en, ja, readings, summary_en, summary_ja]
    }

    fn unpack(parts: &mut Parts, rows: usize) -> Result<Self, Damaged> {
        let mut next = || Strings::unpack(parts, rows);
        Ok(Self {
            ids: next()?,
            dates: next()?,
            titles: [next()?, next()?],
            readings: next()?,
            summaries: [next()?, next()?],
        })
    }
}

fn days(numbers: Vec<u32>) -> Result<Vec<Day>, Damaged> {
    let days: Vec<Day> = numbers.into_iter().map(|day| Day(day.cast_signed())).collect();
    let within = days.iter().all(|day| (Day::FIRST..=Day::LAST).contains(day));
    if within { Ok(days) } else { Err(Damaged("a day")) }
}

/// Values from their numbers among all.
fn known<T: Copy>(numbers: &[u8], all: &[T]) -> Result<Vec<T>, Damaged> {
    let values = numbers.iter().map(|number| all.get(usize::from(*number)).copied());
    values.collect::<Option<_>>().ok_or(Damaged("a kind"))
}
