//! The density strip: hits as bars over the years, what is still to come, the chosen span and the eras.

use std::ops::Range;

use super::scale::Scale;
use crate::data::{Day, Era};
use crate::query::When;

/// The strip, bar by bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// Which years and cells a bar has.
    pub scale: Scale,
    /// The bars, from left to right.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Hits.
    pub hits: u32,
    /// How many of them are planned or unconfirmed.
    pub coming: u32,
    /// Events, whether they are hits or not.
    pub all: u32,
    /// Whether the chosen span touches it.
    pub chosen: bool,
}

/// What the strip is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Years<'a> {
    /// The year of the first count.
    pub first: i32,
    /// Hits a year.
    pub hits: &'a [u32],
    /// Of these, planned or unconfirmed.
    pub coming: &'a [u32],
    /// Events a year.
    pub all: &'a [u32],
}

/// What of a bar is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Its hits.
    Hits,
    /// Its events.
    All,
}

impl Strip {
    /// Lays the years over all of so many cells.
    pub fn fit(years: Years<'_>, span: Option<When>, cells: usize) -> Self {
        let scale = Scale::fit(years.first, years.all.len(), cells);
        let sums = [years.hits, years.coming, years.all].map(|counts| scale.sums(counts));
        let bar = |at: usize| {
            let told = scale.years_of(at);
            Bar {
                hits: sums[0][at],
                coming: sums[1][at],
                all: sums[2][at],
                chosen: span.is_some_and(|span| touches(span, *told.start(), *told.end())),
            }
        };
        Self { scale, bars: (0..scale.bars()).map(bar).collect() }
    }

    /// The cells that the chosen span touches.
    pub fn chosen(&self) -> Option<Range<usize>> {
        let first = self.bars.iter().position(|bar| bar.chosen)?;
        let last = self.bars.iter().rposition(|bar| bar.chosen)?;
        Some(self.scale.cells_of(first).start..self.scale.cells_of(last).end)
    }

    /// The heights of all bars against the greatest, in eighths of a row, for so many rows; 1 at least where anything is counted.
    /// Beside each, how much of it has happened.
    pub fn heights(&self, of: Count, rows: usize) -> Vec<(usize, usize)> {
        let count = |bar: &Bar| if of == Count::All { (bar.all, 0) } else { (bar.hits, bar.coming) };
        let most = self.bars.iter().map(|bar| count(bar).0).max().unwrap_or_default().max(1) as usize;
        let height = |count: u32| (count as usize * 8 * rows).div_ceil(most);
        let heights = |bar: &Bar| {
            let (all, coming) = count(bar);
            (height(all), height(all.saturating_sub(coming)))
        };
        self.bars.iter().map(heights).collect()
    }

    /// The eras that the strip shows, with their indices: the cells of each, none of which is another's where the eras' years
    /// are not.
    pub fn eras(&self, eras: &[Era]) -> Vec<(Range<usize>, usize)> {
        let cells = |era: &Era| {
            let date = era.date.as_ref()?;
            let cells =
                self.scale.cell_of(date.earliest.year())..self.scale.cell_of(date.latest.year().saturating_add(1));
            Some(cells).filter(|cells| !cells.is_empty())
        };
        eras.iter().enumerate().filter_map(|(at, era)| Some((cells(era)?, at))).collect()
    }
}

fn touches(span: When, first: i32, last: i32) -> bool {
    span.earliest() <= Day::year_end(last) && Day::year_start(first) <= span.latest()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::Date;
    use crate::query::Point;

    fn fitted(hits: &[u32], cells: usize) -> Strip {
        let all: Vec<u32> = hits.iter().map(|n| n * 2 + 1).collect();
        let coming: Vec<u32> = hits.iter().map(|n| n / 3).collect();
        let years = Years { first: 1954, hits, coming: &coming, all: &all };
        let span = When::Range(Some(Point::Year(1960)), Some(Point::Year(1969)));
        Strip::fit(years, Some(span), cells)
    }

    proptest! {
        #[test]
        fn every_width_counts_every_hit_once_and_is_filled(hits in prop::collection::vec(0..60_u32, 1..120), cells in 1..300_usize) {
            let strip = fitted(&hits, cells);
            prop_assert_eq!(strip.bars.iter().map(|bar| bar.hits).sum::<u32>(), hits.iter().sum::<u32>());
            prop_assert_eq!(strip.bars.iter().map(|bar| bar.coming).sum::<u32>(), hits.iter().map(|n| n / 3).sum::<u32>());
            prop_assert_eq!(strip.scale.cells_of(strip.bars.len() - 1).end, cells);
            for (bar, (height, happened)) in strip.bars.iter().zip(strip.heights(Count::Hits, 2)) {
                prop_assert!(height <= 16 && happened <= height && (height > 0) == (bar.hits > 0));
            }
        }

        #[test]
        fn eras_that_follow_each_other_share_no_cell(cells in 1..300_usize) {
            let era = |date: &str| Era { date: Some(Date::parse(date).unwrap()), ..Era::default() };
            let eras = [era("1950/1959"), era("1960/1989"), era("1990/1999"), era("2000/2040")];
            let bands = fitted(&[1; 79], cells).eras(&eras);
            prop_assert!(bands.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
            prop_assert_eq!(bands.iter().map(|(cells, _)| cells.len()).sum::<usize>(), cells);
        }
    }

    #[test]
    fn the_chosen_span_covers_its_years() {
        assert_eq!(fitted(&[1; 74], 74).chosen(), Some(6..16));
        assert_eq!(fitted(&[1; 74], 148).chosen(), Some(12..32));
    }

    #[test]
    fn the_least_count_is_seen_and_nothing_is_not() {
        let strip = fitted(&[0, 1, 80], 3);
        assert_eq!(strip.heights(Count::Hits, 1), [(0, 0), (1, 1), (8, 6)]);
        assert_eq!(strip.heights(Count::All, 1)[2], (8, 8));
    }
}
