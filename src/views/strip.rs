//! The density strip: hits a year as bars, the chosen span, the eras and the ticks, fitted into a number of cells.

use crate::data::{Day, Era};
use crate::query::When;

/// The strip, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The first year of the first cell.
    pub first_year: i32,
    /// How many years one bar stands for.
    pub years_per_bar: i32,
    /// How many cells one bar takes.
    pub cells_per_bar: usize,
    /// The bars, from left to right.
    pub bars: Vec<Bar>,
    /// The labels of years below: the cell that they begin at, and the year.
    pub ticks: Vec<(usize, i32)>,
}

/// One bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Hits.
    pub hits: u32,
    /// Events, whether they are hits or not.
    pub all: u32,
    /// Whether every hit in it is planned or unconfirmed.
    pub coming: bool,
    /// Whether the chosen span touches it.
    pub chosen: bool,
    /// Whether today lies in it.
    pub today: bool,
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

impl Strip {
    /// Fits the years into `cells`: several cells a year where there is room, several years a cell where there is not.
    pub fn fit(years: Years<'_>, span: Option<When>, today: Day, cells: usize) -> Self {
        let count = years.all.len();
        if count == 0 || cells == 0 {
            return Self::default();
        }
        let years_per_bar = count.div_ceil(cells).max(1);
        let bars_wanted = count.div_ceil(years_per_bar);
        let mut strip = Self {
            first_year: years.first,
            years_per_bar: years_per_bar as i32,
            cells_per_bar: (cells / bars_wanted).clamp(1, 3),
            ..Self::default()
        };
        for start in (0..count).step_by(years_per_bar) {
            let range = start..(start + years_per_bar).min(count);
            let sum = |counts: &[u32]| counts.get(range.clone()).map_or(0, |part| part.iter().sum::<u32>());
            let (first, last) = (years.first + range.start as i32, years.first + range.end as i32 - 1);
            let hits = sum(years.hits);
            strip.bars.push(Bar {
                hits,
                all: sum(years.all),
                coming: hits > 0 && sum(years.coming) == hits,
                chosen: span.is_some_and(|span| touches(span, first, last)),
                today: (first..=last).contains(&today.year()),
            });
        }
        strip.ticks = strip.make_ticks();
        strip
    }

    /// How many cells the strip takes.
    pub fn width(&self) -> usize {
        self.bars.len() * self.cells_per_bar
    }

    /// The first year of the bar at a cell; cells past the ends give the nearest bar.
    pub fn year_at(&self, cell: usize) -> i32 {
        let bar = (cell / self.cells_per_bar.max(1)).min(self.bars.len().saturating_sub(1));
        self.first_year + bar as i32 * self.years_per_bar
    }

    /// The last year of the bar at a cell.
    pub fn year_end_at(&self, cell: usize) -> i32 {
        self.year_at(cell) + self.years_per_bar - 1
    }

    /// The cell at which a year's bar begins; years outside give the nearest end.
    pub fn cell_of(&self, year: i32) -> usize {
        let bar = (year - self.first_year).div_euclid(self.years_per_bar.max(1));
        bar.clamp(0, self.bars.len() as i32 - 1).max(0) as usize * self.cells_per_bar
    }

    /// The first and last cell that the chosen span touches.
    pub fn chosen(&self) -> Option<(usize, usize)> {
        let first = self.bars.iter().position(|bar| bar.chosen)?;
        let last = self.bars.iter().rposition(|bar| bar.chosen)?;
        Some((first * self.cells_per_bar, (last + 1) * self.cells_per_bar - 1))
    }

    /// The height of a count against the greatest, in eighths, 1 at least where anything is counted.
    pub fn level(&self, count: u32, all: bool) -> usize {
        let most = self.bars.iter().map(|bar| if all { bar.all } else { bar.hits }).max().unwrap_or_default();
        if count == 0 { 0 } else { (count as usize * 8).div_ceil(most.max(1) as usize).clamp(1, 8) }
    }

    /// The eras that the strip shows: first and last cell, and the index of the era.
    pub fn eras(&self, eras: &[Era]) -> Vec<(usize, usize, usize)> {
        let last_year = self.first_year + self.bars.len() as i32 * self.years_per_bar - 1;
        eras.iter()
            .enumerate()
            .filter_map(|(at, era)| {
                let date = era.date.as_ref()?;
                let (from, to) = (date.earliest.year().max(self.first_year), date.latest.year().min(last_year));
                (from <= to).then(|| (self.cell_of(from), self.cell_of(to) + self.cells_per_bar - 1, at))
            })
            .collect()
    }

    /// Round years at distances that leave room for their labels, and the first year where it fits.
    fn make_ticks(&self) -> Vec<(usize, i32)> {
        let room = |step: i32| (step / self.years_per_bar.max(1)) as usize * self.cells_per_bar >= 6;
        let step = [5, 10, 20, 25, 50, 100, 500, 1000].into_iter().find(|step| room(*step)).unwrap_or(1000);
        let last_year = self.first_year + self.bars.len() as i32 * self.years_per_bar - 1;
        let round = self.first_year.div_euclid(step) * step;
        let mut ticks = vec![(0, self.first_year)];
        for year in (round..=last_year).step_by(step as usize).filter(|year| *year > self.first_year) {
            let cell = self.cell_of(year);
            let free = ticks.last().is_none_or(|(before, _)| cell >= before + 6);
            if free && cell + 4 <= self.width() {
                ticks.push((cell, year));
            }
        }
        ticks
    }
}

fn touches(span: When, first: i32, last: i32) -> bool {
    span.earliest() <= Day::year_end(last) && Day::year_start(first) <= span.latest()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Point;

    fn fitted(count: usize, cells: usize) -> Strip {
        let hits: Vec<u32> = (0..count as u32).collect();
        let all: Vec<u32> = hits.iter().map(|n| n * 2).collect();
        let years = Years { first: 1954, hits: &hits, coming: &vec![0; count], all: &all };
        let span = When::Range(Some(Point::Year(1960)), Some(Point::Year(1969)));
        Strip::fit(years, Some(span), Point::Year(2026).earliest(), cells)
    }

    #[test]
    fn every_width_shows_all_years_and_counts_each_once() {
        for cells in [1, 10, 36, 40, 74, 80, 148, 200, 400] {
            let strip = fitted(74, cells);
            assert!(strip.width() <= cells, "{cells}");
            assert_eq!(strip.bars.iter().map(|bar| bar.hits).sum::<u32>(), (0..74).sum::<u32>(), "{cells}");
            assert_eq!(strip.year_at(strip.cell_of(1990)), 1990 - (1990 - 1954) % strip.years_per_bar, "{cells}");
            assert!(strip.ticks.iter().all(|(cell, _)| *cell < strip.width()));
        }
    }

    #[test]
    fn the_chosen_span_covers_its_years() {
        let strip = fitted(74, 74);
        assert_eq!(strip.chosen(), Some((6, 15)));
        assert_eq!(strip.bars.iter().position(|bar| bar.today), Some(72));
    }

    #[test]
    fn the_least_count_is_seen_and_nothing_is_not() {
        let strip = fitted(74, 74);
        assert_eq!((strip.level(0, false), strip.level(1, false), strip.level(73, false)), (0, 1, 8));
    }

    #[test]
    fn labels_of_years_do_not_touch() {
        for cells in [40, 74, 100, 200] {
            let strip = fitted(74, cells);
            assert!(strip.ticks.windows(2).all(|pair| pair[1].0 >= pair[0].0 + 5), "{cells}: {:?}", strip.ticks);
        }
    }
}
