//! The columns of some events, in the order in which they were given; put together, those of all.

use std::collections::HashMap;

use super::Shown;
use super::columns::Strings;
use super::event::{DISPUTED, ONGOING, PLANNED};
use super::fill::Filled;
use super::folded::{FoldedTexts, Texts};
use super::gather::{self, Job, Place, job, numbers, taken};
use super::rows::{Extra, Rows};
use crate::data::{Axis, Crew, Date, Day, Event, EventKind, Precision};
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
    pub(super) fn of(events: &[Event], fold: bool) -> Self {
        let mut piece = Self { folded: fold.then(FoldedTexts::default), ..Self::default() };
        piece.values.resize_with(Axis::ALL.len(), Filled::default);
        let mut known: Vec<HashMap<&str, u32>> = vec![HashMap::new(); Axis::ALL.len()];
        for event in events {
            let Some(date) = &event.date else { continue };
            piece.push(event, date);
            for ((axis, filled), known) in Axis::ALL.into_iter().zip(&mut piece.values).zip(&mut known) {
                filled.push(axis, event, known);
            }
        }
        piece.shrink();
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

    /// All pieces as one, in the order of rows: the columns, and the links, from the row that each comes from. What is not
    /// alike in all pieces, the values, is left for the axes to join.
    pub(super) fn all(mut pieces: Vec<Self>, order: &[Place], crew: &Crew) -> Self {
        let mut all = Self { links: links(&mut pieces, order), ..Self::default() };
        let mut folded = FoldedTexts::default();
        let mut parts: Option<Vec<FoldedTexts>> = pieces.iter_mut().map(|piece| piece.folded.take()).collect();
        let is_folded = parts.is_some();
        let mut jobs: Vec<Job> = parts.as_mut().map_or_else(Vec::new, |parts| folded.gather(parts, order));
        for (at, strings) in all.shown.each_mut().into_iter().enumerate() {
            let parts: Vec<Strings> =
                pieces.iter_mut().map(|piece| std::mem::take(&mut *piece.shown.each_mut()[at])).collect();
            jobs.push(job(strings, parts, order, Strings::gathered));
        }
        jobs.push(job(&mut all.extras, taken(&mut pieces, |piece| &mut piece.extras), order, Rows::gathered));
        jobs.push(job(&mut all.earliest, taken(&mut pieces, |piece| &mut piece.earliest), order, numbers));
        jobs.push(job(&mut all.latest, taken(&mut pieces, |piece| &mut piece.latest), order, numbers));
        jobs.push(job(&mut all.years, taken(&mut pieces, |piece| &mut piece.years), order, numbers));
        jobs.push(job(&mut all.precision, taken(&mut pieces, |piece| &mut piece.precision), order, numbers));
        jobs.push(job(&mut all.kinds, taken(&mut pieces, |piece| &mut piece.kinds), order, numbers));
        jobs.push(job(&mut all.weights, taken(&mut pieces, |piece| &mut piece.weights), order, numbers));
        jobs.push(job(&mut all.flags, taken(&mut pieces, |piece| &mut piece.flags), order, numbers));
        gather::each(jobs, crew);
        all.folded = is_folded.then_some(folded);
        all
    }

    /// Gives back what was set aside for more rows.
    fn shrink(&mut self) {
        self.shown.each_mut().into_iter().for_each(Strings::shrink);
        self.folded.iter_mut().for_each(FoldedTexts::shrink);
        self.extras.shrink();
        self.values.iter_mut().for_each(Filled::shrink);
        self.earliest.shrink_to_fit();
        self.latest.shrink_to_fit();
        self.years.shrink_to_fit();
    }
}

/// The links of all pieces, from the rows that they get.
fn links(pieces: &mut [Piece], order: &[Place]) -> Vec<(String, &'static str, u32)> {
    if pieces.iter().all(|piece| piece.links.is_empty()) {
        return Vec::new();
    }
    let mut rows: Vec<Vec<u32>> = pieces.iter().map(|piece| vec![0; piece.earliest.len()]).collect();
    for (place, row) in order.iter().zip(0..) {
        rows[place.piece as usize][place.row as usize] = row;
    }
    let of_piece = |(piece, rows): (&mut Piece, &Vec<u32>)| -> Vec<_> {
        let links = std::mem::take(&mut piece.links);
        links.into_iter().map(|(to, rel, from)| (to, rel, rows[from as usize])).collect()
    };
    let mut links: Vec<_> = pieces.iter_mut().zip(&rows).flat_map(of_piece).collect();
    links.sort_by_key(|(.., from)| *from);
    links
}
