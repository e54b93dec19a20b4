//! The chosen years as a window that is moved and stretched within all years.

use crate::query::{Point, When};

/// Chosen years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first year.
    pub from: i32,
    /// The last year.
    pub to: i32,
    /// Whether the beginning and the end are left open: an open end stays where all years end.
    open: [bool; 2],
    bounds: (i32, i32),
}

/// An end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first year.
    From,
    /// Its last year.
    To,
}

impl Window {
    /// The years of a span, as far as they lie within the first and last of all years.
    pub fn of(span: When, bounds: (i32, i32)) -> Self {
        let within = |year: i32| year.clamp(bounds.0, bounds.1.max(bounds.0));
        let open = match span {
            When::At(_) => [false; 2],
            When::Range(from, to) => [from.is_none(), to.is_none()],
        };
        Self { from: within(span.earliest().year()), to: within(span.latest().year()), open, bounds }
    }

    /// The years between two, in either order.
    pub fn between(a: i32, b: i32, bounds: (i32, i32)) -> Self {
        Self::of(When::Range(Some(Point::Year(a.min(b))), Some(Point::Year(a.max(b)))), bounds)
    }

    /// The span of the window.
    pub fn when(self) -> When {
        let end = |year: i32, open: bool| (!open).then_some(Point::Year(year));
        match (end(self.from, self.open[0]), end(self.to, self.open[1])) {
            (None, None) => When::Range(Some(Point::Year(self.from)), None),
            (Some(from), Some(to)) if from == to => When::At(from),
            (from, to) => When::Range(from, to),
        }
    }

    /// Moves it by years, no further than to the first or last of all; of a window with an open end only the other.
    #[must_use]
    pub fn shift(self, by: i32) -> Self {
        let (first, last) = self.bounds;
        match self.open {
            [false, false] => {
                let by = by.clamp((first - self.from).min(0), (last - self.to).max(0));
                Self { from: self.from + by, to: self.to + by, ..self }
            }
            [false, true] => self.with_end(End::From, self.from + by),
            [true, _] => self.with_end(End::To, self.to + by),
        }
    }

    /// Moves every end that is not open out by years, in where less than zero; one year at least stays.
    #[must_use]
    pub fn stretch(self, by: i32) -> Self {
        let (first, last) = self.bounds;
        let most = match self.open {
            [false, false] => (self.to - self.from) / 2,
            _ => self.to - self.from,
        };
        let by = by.max(-most);
        let from = if self.open[0] { self.from } else { (self.from - by).clamp(first, last) };
        let to = if self.open[1] { self.to } else { (self.to + by).clamp(first, last) };
        Self { from, to, ..self }
    }

    /// Puts one end at a year, no further than at the other; it is open no longer.
    #[must_use]
    pub fn with_end(self, end: End, year: i32) -> Self {
        let (first, last) = self.bounds;
        match end {
            End::From => Self { from: year.clamp(first, self.to.max(first)), open: [false, self.open[1]], ..self },
            End::To => Self { to: year.clamp(self.from.min(last), last), open: [self.open[0], false], ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOUNDS: (i32, i32) = (1954, 2032);

    fn span() -> impl Strategy<Value = When> {
        (1940..2040_i32, 0..40_i32, 0..4_u8).prop_map(|(from, years, open)| {
            let (from, to) = (Point::Year(from), Point::Year(from + years));
            match open {
                0 => When::Range(Some(from), None),
                1 => When::Range(None, Some(to)),
                _ if years == 0 => When::At(from),
                _ => When::Range(Some(from), Some(to)),
            }
        })
    }

    proptest! {
        #[test]
        fn a_window_stays_within_all_years(span in span(), by in -90..90_i32) {
            let window = Window::of(span, BOUNDS);
            for edited in [window, window.shift(by), window.stretch(by), window.with_end(End::From, 1954 + by), window.with_end(End::To, 1954 + by)] {
                prop_assert!(BOUNDS.0 <= edited.from && edited.from <= edited.to && edited.to <= BOUNDS.1, "{:?}", edited);
                prop_assert_eq!(Window::of(edited.when(), BOUNDS), edited);
            }
            if window.open == [false; 2] {
                let moved = window.shift(by);
                prop_assert_eq!(moved.to - moved.from, window.to - window.from);
            }
        }

        #[test]
        fn what_is_done_to_a_window_is_undone_by_its_opposite(span in span(), by in 0..12_i32) {
            let window = Window::of(span, BOUNDS);
            let ends = [(!window.open[0]).then_some(window.from), (!window.open[1]).then_some(window.to)];
            let has_room = |by: i32| ends.iter().flatten().all(|end| (BOUNDS.0..=BOUNDS.1).contains(&(end + by)));
            let is_wide = window.to - window.from >= 2 * by;
            for by in [by, -by] {
                if has_room(by) && (window.open == [false; 2] || is_wide) {
                    prop_assert_eq!(window.shift(by).shift(-by), window);
                }
                if has_room(by) && has_room(-by) && is_wide {
                    prop_assert_eq!(window.stretch(by).stretch(-by), window);
                }
            }
        }
    }

    #[test]
    fn an_open_end_stays_open() {
        let window = |from, to| Window::of(When::Range(from, to), BOUNDS);
        let year = |year| Some(Point::Year(year));
        assert_eq!(window(year(2015), None).shift(2).when(), When::Range(year(2017), None));
        assert_eq!(window(None, year(1970)).stretch(3).when(), When::Range(None, year(1973)));
        assert_eq!(window(year(2015), None).with_end(End::To, 2020).when(), When::Range(year(2015), year(2020)));
        assert_eq!(Window::between(1999, 1999, BOUNDS).when(), When::At(Point::Year(1999)));
    }
}
