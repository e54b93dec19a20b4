//! The columns of some events one after the other; joined, those of all.

use std::collections::HashMap;

use super::Shown;
use super::column::Column;
use super::event::{DISPUTED, ONGOING, PLANNED};
use super::fill::{Eras, Filled};
use super::folded::{FoldedTexts, Texts};
use super::rows::{Extra, Rows};
use crate::data::{Axis, Date, Day, Event, EventKind, Precision};
use crate::text::Lang;

/// The columns of some events.
#[derive(Default)]
pub(super) struct Piece {
    pub shown: Shown,
    /// Their texts folded, where that was asked for.
    pub folded: Option<FoldedTexts>,
    pub earliest: Vec<Day>,
    pub latest: Vec<Day>,
    pub years: Vec<i16>,
    pub precision: Vec<Precision>,
    pub kinds: Vec<EventKind>,
    pub weights: Vec<u8>,
    pub flags: Vec<u8>,
    /// Their values, axis by axis.
    pub values: Vec<Filled>,
    pub extras: Rows<Extra>,
    /// Their links: the id that one leads to, the relation, and the row that it comes from.
    pub links: Vec<(String, &'static str, u32)>,
}

impl Piece {
    /// The columns of these events; those without a date are left out.
    pub(super) fn of<'a>(
        events: impl Iterator<Item = &'a Event>,
        declared: &[Column],
        eras: &Eras,
        fold: bool,
    ) -> Self {
        let mut piece = Self { folded: fold.then(FoldedTexts::default), ..Self::default() };
        piece.values.resize_with(Axis::ALL.len(), Filled::default);
        let mut known: Vec<HashMap<&str, u32>> = vec![HashMap::new(); Axis::ALL.len()];
        for event in events {
            let Some(date) = &event.date else { continue };
            piece.push(event, date);
            for ((axis, filled), known) in Axis::ALL.into_iter().zip(&mut piece.values).zip(&mut known) {
                filled.push(axis, event, (&declared[axis as usize], eras), known);
            }
        }
        piece
    }

    fn push(&mut self, event: &Event, date: &Date) {
        let row = self.earliest.len() as u32;
        self.earliest.push(date.earliest);
        self.latest.push(date.latest);
        self.years.push(i16::try_from(date.year()).unwrap_or(i16::MAX));
        self.precision.push(date.precision);
        self.kinds.push(event.kind);
        self.weights.push(event.weight);
        let flags =
            [(event.planned.is_some(), PLANNED), (!event.disputed.is_empty(), DISPUTED), (date.ongoing, ONGOING)];
        self.flags.push(flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum());
        self.shown.ids.push(&event.id);
        self.shown.dates.push(date.as_str());
        for lang in [Lang::En, Lang::Ja] {
            self.shown.titles[lang as usize].push(event.title.only(lang));
            self.shown.summaries[lang as usize].push(event.summary.only(lang));
        }
        self.shown.readings.push(&event.title.yomi);
        self.extras.push(&Extra::of(event));
        self.links.extend(event.links.iter().map(|link| (link.to().to_owned(), link.rel(), row)));
        if let Some(folded) = &mut self.folded {
            folded.push(&Texts {
                title: [&event.title.en, &event.title.ja],
                yomi: &event.title.yomi,
                summary: [&event.summary.en, &event.summary.ja],
                note: &event.note,
                sources: &event.sources,
            });
        }
    }

    /// Takes the rows that come next; what values they add go into the columns.
    pub(super) fn join(&mut self, next: Self, declared: &[usize], columns: &mut [Column]) {
        let before = self.earliest.len() as u32;
        for (strings, next) in self.shown.each_mut().into_iter().zip(next.shown.each()) {
            strings.append(next);
        }
        match (&mut self.folded, next.folded) {
            (Some(folded), Some(next)) => folded.append(&next),
            (folded, next) => *folded = next,
        }
        self.earliest.extend(next.earliest);
        self.latest.extend(next.latest);
        self.years.extend(next.years);
        self.precision.extend(next.precision);
        self.kinds.extend(next.kinds);
        self.weights.extend(next.weights);
        self.flags.extend(next.flags);
        self.extras.append(&next.extras);
        self.links.extend(next.links.into_iter().map(|(to, rel, from)| (to, rel, before + from)));
        self.values.resize_with(columns.len(), Filled::default);
        for (axis, filled) in Axis::ALL.into_iter().zip(next.values) {
            let at = axis as usize;
            self.values[at].join(axis, filled, declared[at] as u32, &mut columns[at]);
        }
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        self.shown.each_mut().into_iter().for_each(super::columns::Strings::shrink);
        self.folded.iter_mut().for_each(FoldedTexts::shrink);
        self.extras.shrink();
        self.values.iter_mut().for_each(|filled| filled.lists.shrink());
        self.earliest.shrink_to_fit();
        self.latest.shrink_to_fit();
        self.years.shrink_to_fit();
    }
}
