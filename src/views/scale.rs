//! Years laid over cells: every bar stands for as many years, and the bars together take all the cells there are.

use std::ops::{Range, RangeInclusive};

/// The cells that the label of a year takes, with the blanks after it.
const LABEL: usize = 6;

/// A scale of years. Time runs evenly, so a bar is at most one cell wider than another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scale {
    first: i32,
    years: usize,
    cells: usize,
    years_per_bar: usize,
}

impl Scale {
    /// Lays so many years from the first on over cells: several cells a year where there is room, several years a bar where
    /// there is not.
    pub fn fit(first: i32, years: usize, cells: usize) -> Self {
        if years == 0 || cells == 0 {
            return Self::default();
        }
        Self { first, years, cells, years_per_bar: years.div_ceil(cells) }
    }

    /// How many cells it takes: all that were given, or none where there is nothing to show.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// How many bars there are.
    pub fn bars(&self) -> usize {
        self.years.div_ceil(self.years_per_bar.max(1))
    }

    /// How many years a bar stands for; the last one may stand for fewer.
    pub fn years_per_bar(&self) -> i32 {
        self.years_per_bar as i32
    }

    /// The cell at which a year, counted from the first, begins.
    fn edge(&self, year: usize) -> usize {
        year.min(self.years) * self.cells / self.years.max(1)
    }

    /// The cell at which a year begins; years outside give the nearest end.
    pub fn cell_of(&self, year: i32) -> usize {
        self.edge(usize::try_from(year.saturating_sub(self.first)).unwrap_or(0))
    }

    /// The cells of a bar; never none.
    pub fn cells_of(&self, bar: usize) -> Range<usize> {
        self.edge(bar * self.years_per_bar)..self.edge((bar + 1) * self.years_per_bar)
    }

    /// The years of a bar.
    pub fn years_of(&self, bar: usize) -> RangeInclusive<i32> {
        let end = ((bar + 1) * self.years_per_bar).min(self.years);
        self.first + (bar * self.years_per_bar) as i32..=self.first + end as i32 - 1
    }

    /// The bar at a cell; cells past the ends give the nearest.
    pub fn bar_at(&self, cell: usize) -> usize {
        let year = ((cell.min(self.cells) + 1) * self.years).saturating_sub(1) / self.cells.max(1);
        (year / self.years_per_bar.max(1)).min(self.bars().saturating_sub(1))
    }

    /// The bar of a year; years outside give the nearest.
    pub fn bar_of(&self, year: i32) -> usize {
        let year = usize::try_from(year.saturating_sub(self.first)).unwrap_or(0);
        (year / self.years_per_bar.max(1)).min(self.bars().saturating_sub(1))
    }

    /// Counts by year as counts by bar.
    pub fn sums(&self, counts: &[u32]) -> Vec<u32> {
        let part = |bar: usize| {
            let from = (bar * self.years_per_bar).min(counts.len());
            &counts[from..(from + self.years_per_bar).min(counts.len())]
        };
        (0..self.bars()).map(|bar| part(bar).iter().sum()).collect()
    }

    /// The first year, and round years at distances that leave room for their labels: the cell that each begins at. Labels that
    /// would take a cell that is not free are left out.
    pub fn ticks(&self, is_free: impl Fn(Range<usize>) -> bool) -> Vec<(usize, i32)> {
        let steps = [5, 10, 20, 25, 50, 100, 500, 1000];
        let step = steps.into_iter().find(|step| step * self.cells >= LABEL * self.years).unwrap_or(1000);
        let after = (1..=self.years).filter(|year| (self.first + *year as i32).rem_euclid(step as i32) == 0);
        let mut ticks: Vec<(usize, i32)> = Vec::new();
        for year in [0].into_iter().chain(after) {
            let cell = self.edge(year);
            let follows = ticks.last().is_none_or(|(before, _)| cell >= before + LABEL);
            if follows && cell + 4 <= self.cells && is_free(cell..cell + 4) {
                ticks.push((cell, self.first + year as i32));
            }
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bars_part_the_cells_and_the_years(first in 1000..2100_i32, years in 1..400_usize, cells in 1..400_usize) {
            let scale = Scale::fit(first, years, cells);
            let widths: Vec<usize> = (0..scale.bars()).map(|bar| scale.cells_of(bar).len()).collect();
            prop_assert_eq!(widths.iter().sum::<usize>(), cells);
            prop_assert!(widths.iter().all(|width| *width > 0));
            let (_, but_last) = widths.split_last().unwrap();
            prop_assert!(but_last.iter().max().unwrap_or(&0) - but_last.iter().min().unwrap_or(&0) <= 1);
            let told: Vec<i32> = (0..scale.bars()).flat_map(|bar| scale.years_of(bar)).collect();
            prop_assert_eq!(told, (first..first + years as i32).collect::<Vec<_>>());
            for bar in 0..scale.bars() {
                prop_assert!(scale.cells_of(bar).all(|cell| scale.bar_at(cell) == bar));
                prop_assert!(scale.years_of(bar).all(|year| scale.bar_of(year) == bar));
            }
        }

        #[test]
        fn bars_add_up_to_all_that_is_counted(counts in prop::collection::vec(0..90_u32, 1..300), cells in 1..400_usize) {
            let scale = Scale::fit(1954, counts.len(), cells);
            prop_assert_eq!(scale.sums(&counts).iter().sum::<u32>(), counts.iter().sum::<u32>());
        }

        #[test]
        fn labels_of_years_do_not_touch(first in 1000..2100_i32, years in 1..400_usize, cells in 1..400_usize) {
            let ticks = Scale::fit(first, years, cells).ticks(|_| true);
            prop_assert!(ticks.windows(2).all(|pair| pair[1].0 >= pair[0].0 + 5 && pair[1].1 > pair[0].1));
            prop_assert!(ticks.iter().all(|(cell, _)| cell + 4 <= cells));
        }
    }
}
