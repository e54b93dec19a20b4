//! Time fitted into cells, and the labels of the axis.

use crate::data::Day;
use crate::query::Zoom;
use crate::text::Lang;
use crate::text::width::width;
use crate::views::timeline::short_month;

/// A window of time over a number of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The first day.
    pub from: Day,
    /// How many days the cells show, 1 at least.
    pub days: i32,
    /// The cells.
    pub cells: usize,
}

/// A label of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The cell that it stands for and begins at.
    pub cell: usize,
    /// What stands there.
    pub text: String,
    /// Whether a year begins here.
    pub year: bool,
}

/// The distance of the labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The 1st, 11th and 21st of a month.
    ThirdOfMonth,
    Months(u32),
    Years(i32),
}

/// The distances, the finest first.
const STEPS: &[Step] = &[
    Step::ThirdOfMonth,
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1000),
    Step::Years(2000),
];

/// The cells that a label takes with the blank after it.
const LABEL: usize = 6;

impl Zoom {
    /// How many years it shows; `None` for all.
    pub fn years(self) -> Option<i32> {
        match self {
            Self::All => None,
            Self::Forty => Some(40),
            Self::Twenty => Some(20),
            Self::Ten => Some(10),
            Self::Five => Some(5),
            Self::Two => Some(2),
            Self::One => Some(1),
        }
    }

    /// How many days it shows, of so many in all; never more than these.
    pub fn days(self, all: i32) -> i32 {
        self.years().map_or(all, |years| (years * 1461 / 4).min(all))
    }

    /// The next finer or coarser one; itself at the end.
    #[must_use]
    pub fn next(self, finer: bool) -> Self {
        let here = Self::NAMED.iter().position(|(_, zoom)| *zoom == self).unwrap_or(0);
        let to = if finer { here + 1 } else { here.saturating_sub(1) };
        Self::NAMED.get(to).map_or(self, |(_, zoom)| *zoom)
    }
}

impl Scale {
    /// The window of whole years.
    pub fn of_years((first, last): (i32, i32), cells: usize) -> Self {
        let from = Day::year_start(first);
        Self { from, days: (Day::year_end(last).0 - from.0 + 1).max(1), cells }
    }

    /// A window of so many days that begins as near to a day as it can and stays within this one.
    #[must_use]
    pub fn part(self, days: i32, from: Day) -> Self {
        let days = days.clamp(1, self.days);
        let last = self.from.0 + self.days - days;
        Self { from: Day(from.0.clamp(self.from.0, last)), days, ..self }
    }

    /// The last day.
    pub fn last(self) -> Day {
        Day(self.from.0 + self.days - 1)
    }

    /// The cell of a day, which may lie before or after those of the window.
    pub fn cell(self, day: Day) -> i64 {
        ((i64::from(day.0) - i64::from(self.from.0)) * self.cells as i64).div_euclid(i64::from(self.days.max(1)))
    }

    /// The cell of a day that the window shows.
    pub fn shown(self, day: Day) -> Option<usize> {
        usize::try_from(self.cell(day)).ok().filter(|cell| *cell < self.cells)
    }

    /// The cells that a span of days touches in the window.
    pub fn span(self, from: Day, to: Day) -> Option<(usize, usize)> {
        let last = self.cells as i64 - 1;
        let (from, to) = (self.cell(from), self.cell(to));
        (self.cells > 0 && from <= last && to >= 0).then(|| (from.max(0) as usize, to.min(last) as usize))
    }

    /// The first day of a cell.
    pub fn day(self, cell: usize) -> Day {
        let cells = self.cells.max(1) as i64;
        Day(self.from.0 + ((cell as i64 * i64::from(self.days) + cells - 1) / cells) as i32)
    }

    /// The labels of the axis: as many as stand apart, each whole, at round places.
    pub fn ticks(self, lang: Lang) -> Vec<Tick> {
        let fits = |step: &&Step| step.days() * self.cells as f64 / f64::from(self.days.max(1)) >= LABEL as f64;
        let step = STEPS.iter().find(fits).copied().unwrap_or(Step::Years(2000));
        let mut ticks: Vec<Tick> = Vec::new();
        let mut free = 0;
        for day in step.starts(self.from, self.last()) {
            let Some(cell) = self.shown(day).filter(|cell| *cell >= free) else { continue };
            let (text, year) = label(day, lang);
            let end = cell + width(&text);
            if end <= self.cells {
                free = end + 1;
                ticks.push(Tick { cell, text, year });
            }
        }
        ticks
    }
}

impl Step {
    /// How many days it takes at least.
    fn days(self) -> f64 {
        match self {
            Self::ThirdOfMonth => 8.0,
            Self::Months(months) => f64::from(months) * 29.5,
            Self::Years(years) => f64::from(years) * 365.0,
        }
    }

    /// The days between two that it begins at.
    fn starts(self, from: Day, to: Day) -> impl Iterator<Item = Day> {
        let step = if let Self::Years(years) = self { years } else { 1 };
        let first = from.year().div_euclid(step) * step;
        let years = (first..=to.year()).step_by(step as usize);
        let months: Vec<u32> = match self {
            Self::Years(_) => vec![1],
            Self::Months(months) => (1..=12).step_by(months as usize).collect(),
            Self::ThirdOfMonth => (1..=12).collect(),
        };
        let days: &[u32] = if self == Self::ThirdOfMonth { &[1, 11, 21] } else { &[1] };
        let of_year = move |year: i32| {
            let days = months.iter().flat_map(|month| days.iter().map(move |day| (*month, *day)));
            days.filter_map(|(month, day)| Day::new(year, month, day)).collect::<Vec<_>>()
        };
        years.flat_map(of_year).filter(move |day| (from..=to).contains(day))
    }
}

fn label(day: Day, lang: Lang) -> (String, bool) {
    match (day.parts(), lang) {
        ((year, 1, 1), _) => (year.to_string(), true),
        ((_, month, 1), Lang::En) => (short_month(month).to_owned(), false),
        ((_, month, 1), Lang::Ja) => (format!("{month}月"), false),
        ((.., day), Lang::En) => (day.to_string(), false),
        ((.., day), Lang::Ja) => (format!("{day}日"), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(years: (i32, i32), cells: usize, lang: Lang) -> Vec<String> {
        Scale::of_years(years, cells).ticks(lang).into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn labels_are_decades_years_months_and_days_and_never_touch() {
        assert_eq!(labels((1954, 2027), 60, Lang::En), ["1960", "1970", "1980", "1990", "2000", "2010", "2020"]);
        assert_eq!(labels((2014, 2023), 70, Lang::En).len(), 10);
        assert_eq!(labels((2014, 2015), 60, Lang::En)[..5], ["2014", "Apr", "Jul", "Oct", "2015"]);
        assert_eq!(labels((2014, 2014), 80, Lang::Ja)[..3], ["2014", "2月", "3月"]);
        assert_eq!(labels((2014, 2014), 300, Lang::En)[..5], ["2014", "11", "21", "Feb", "11"]);
        for years in [(2014, 2014), (2014, 2015), (1954, 2027), (1, 9999), (1999, 2003)] {
            for cells in 0..320 {
                let ticks = Scale::of_years(years, cells).ticks(Lang::Ja);
                let ends = ticks.iter().map(|tick| tick.cell + width(&tick.text));
                assert!(ends.clone().all(|end| end <= cells));
                assert!(ends.zip(ticks.iter().skip(1)).all(|(end, next)| end < next.cell), "{years:?} in {cells}");
            }
        }
    }

    #[test]
    fn days_and_cells_agree() {
        for (days, cells) in [(1, 1), (1, 40), (365, 100), (366, 366), (27_028, 93), (3_652_059, 7)] {
            let scale = Scale { from: Day(5), days, cells };
            for cell in 0..cells {
                let day = scale.day(cell);
                assert!(scale.cell(day) >= cell as i64 && (day.0 == 5 || scale.cell(Day(day.0 - 1)) < cell as i64));
            }
            assert_eq!((scale.cell(scale.from), scale.shown(Day(4))), (0, None));
            assert!(scale.cell(scale.last()) < cells as i64 && scale.shown(Day(5 + days)).is_none());
        }
    }

    #[test]
    fn a_part_of_a_window_stays_within_it() {
        let all = Scale::of_years((1954, 2027), 100);
        for from in [i32::MIN / 2, 0, all.from.0, all.from.0 + 9_000, i32::MAX / 2] {
            for (_, zoom) in Zoom::NAMED {
                let part = all.part(zoom.days(all.days), Day(from));
                assert!(part.from >= all.from && part.last() <= all.last(), "{from} {zoom:?}");
            }
        }
        assert_eq!(Zoom::All.next(false), Zoom::All);
        assert_eq!(Zoom::One.next(true), Zoom::One);
        assert_eq!(Zoom::Ten.next(true).next(false), Zoom::Ten);
    }
}
