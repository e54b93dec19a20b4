//! Dates as people type them: years, decades, months, days, spans, Japanese eras.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::data::Day;

/// A year, decade, month or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// Ten years, from one that ends in 0.
    Decade(i32),
    /// A year.
    Year(i32),
    /// A year and month.
    Month(i32, u32),
    /// A year, month and day.
    Day(i32, u32, u32),
}

impl Point {
    /// The first day.
    pub fn earliest(self) -> Day {
        match self {
            Self::Decade(year) | Self::Year(year) => Day::year_start(year),
            Self::Month(year, month) => Day::new(year, month, 1).unwrap_or(Day::FIRST),
            Self::Day(year, month, day) => Day::new(year, month, day).unwrap_or(Day::FIRST),
        }
    }

    /// The last day.
    pub fn latest(self) -> Day {
        match self {
            Self::Decade(year) => Day::year_end(year + 9),
            Self::Year(year) | Self::Month(year, 12) => Day::year_end(year),
            Self::Month(year, month) => Self::Month(year, month + 1).earliest().before(),
            Self::Day(..) => self.earliest(),
        }
    }

    /// The point, where its month and day are in the calendar.
    fn checked(self) -> Result<Self, DateProblem> {
        let known = match self {
            Self::Decade(year) => year % 10 == 0,
            Self::Year(_) => true,
            Self::Month(_, month) => (1..=12).contains(&month),
            Self::Day(year, month, day) => Day::new(year, month, day).is_some(),
        };
        if known { Ok(self) } else { Err(DateProblem::NotInCalendar) }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decade(year) => write!(f, "{year:04}s"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// A span of days as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// One point.
    At(Point),
    /// From one point to another, open where there is none; never open at both ends.
    Range(Option<Point>, Option<Point>),
}

impl When {
    /// The first day.
    pub fn earliest(self) -> Day {
        match self {
            Self::At(point) | Self::Range(Some(point), _) => point.earliest(),
            Self::Range(None, _) => Day::FIRST,
        }
    }

    /// The last day.
    pub fn latest(self) -> Day {
        match self {
            Self::At(point) | Self::Range(_, Some(point)) => point.latest(),
            Self::Range(_, None) => Day::LAST,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(point) => point.fmt(f),
            Self::Range(from, to) => {
                if let Some(from) = from {
                    from.fmt(f)?;
                }
                f.write_str("..")?;
                to.map_or(Ok(()), |to| to.fmt(f))
            }
        }
    }
}

/// Why a text that looks like a date is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateProblem {
    /// The calendar has no such day or month.
    NotInCalendar,
    /// The span ends before it begins.
    Backwards,
}

/// Reads a typed date or span. `None`: the text is no date at all.
///
/// `eras` says whether letter eras (H23, R6) may be read; words of the data with that form come first.
pub(super) fn read(text: &str, eras: bool) -> Option<Result<When, DateProblem>> {
    let text: String =
        text.nfkc().map(|letter| if matches!(letter, '–' | '—' | '〜' | '~') { '–' } else { letter }).collect();
    if let Some(point) = read_point(&text, eras) {
        return Some(point.map(When::At));
    }
    for sign in ["..", "–", "/", "-"] {
        let Some((from, to)) = text.split_once(sign) else { continue };
        let open = sign == "..";
        if (from.is_empty() || to.is_empty()) && !open || from.is_empty() && to.is_empty() {
            continue;
        }
        let end =
            |text: &str| if text.is_empty() { Some(Ok(None)) } else { read_point(text, eras).map(|p| p.map(Some)) };
        let (Some(from), Some(to)) = (end(from), end(to)) else { continue };
        return Some(from.and_then(|from| range(from, to?)));
    }
    None
}

/// Whether a few more letters make a date of a text, so that it may still be in the making.
pub(super) fn may_become(text: &str) -> bool {
    const TAILS: &[&str] =
        &["0", "00", "000", "9", "99", "999", "1999", "1", "01", ".", "..", "和1", "成1", "治1", "正1"];
    TAILS.iter().any(|tail| matches!(read(&format!("{text}{tail}"), true), Some(Ok(_))))
}

/// Whether a text can only be meant as a date, but is none yet: `2005-`, `2005..20`, `..19`.
pub(super) fn is_half(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    let begins = plain.get(..4).is_some_and(|start| year(start).is_some());
    (begins || plain.contains("..")) && may_become(text)
}

fn range(from: Option<Point>, to: Option<Point>) -> Result<When, DateProblem> {
    match (from, to) {
        (Some(a), Some(b)) if a.earliest() > b.latest() => Err(DateProblem::Backwards),
        _ => Ok(When::Range(from, to)),
    }
}

fn read_point(text: &str, eras: bool) -> Option<Result<Point, DateProblem>> {
    read_plain(text).or_else(|| read_japanese(text, eras)).map(|point| point.and_then(Point::checked))
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    (digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A number that is read as a year: 1000 to 2999.
fn year(text: &str) -> Option<i32> {
    number(text, 4..=4).filter(|year| (1000..3000).contains(year)).map(|year| year as i32)
}

/// `1999`, `1990s`, `2024-03`, `2024-03-21`, `2024/3/21`.
fn read_plain(text: &str) -> Option<Result<Point, DateProblem>> {
    if let Some(decade) = text.strip_suffix('s').or_else(|| text.strip_suffix("年代")).and_then(year) {
        return Some(Ok(Point::Decade(decade)));
    }
    let sign = if text.contains('-') { '-' } else { '/' };
    let parts: Vec<&str> = text.split(sign).collect();
    Some(Ok(match parts[..] {
        [y] => Point::Year(year(y)?),
        [y, m] => Point::Month(year(y)?, number(m, 1..=2)?),
        [y, m, d] => Point::Day(year(y)?, number(m, 1..=2)?, number(d, 1..=2)?),
        _ => return None,
    }))
}

/// An era of Japan: names, first letter, first year, last year of the era's own count.
const ERAS: &[(&str, char, i32, u32)] = &[
    ("令和", 'r', 2019, 99),
    ("平成", 'h', 1989, 31),
    ("昭和", 's', 1926, 64),
    ("大正", 't', 1912, 15),
    ("明治", 'm', 1868, 45),
];

/// `2011年3月11日`, `令和6年`, `平成23年3月`, `H23`, `H23.3.11`.
fn read_japanese(text: &str, letters: bool) -> Option<Result<Point, DateProblem>> {
    let (base, rest, spelt) = ERAS
        .iter()
        .find_map(|(name, letter, first, last)| {
            let spelt = text.strip_prefix(name);
            let by_letter = || text.strip_prefix([*letter, letter.to_ascii_uppercase()]).filter(|_| letters);
            let rest = spelt.or_else(by_letter)?;
            Some((Some((*first, *last)), rest, spelt.is_some()))
        })
        .unwrap_or((None, text, true));
    let rest = rest.replacen('元', "1", usize::from(base.is_some()));
    let signs: &[char] = if spelt { &['年', '月', '日'] } else { &['.'] };
    if base.is_none() && !rest.contains('年') {
        return None;
    }
    let parts: Vec<&str> = rest.trim_end_matches(signs).split(signs).collect();
    let year = match base {
        None => year(parts[0])?,
        Some((first, last)) => {
            let count = number(parts[0], 1..=2).filter(|count| (1..=last).contains(count))?;
            first + count as i32 - 1
        }
    };
    Some(Ok(match parts[1..] {
        [] => Point::Year(year),
        [m] => Point::Month(year, number(m, 1..=2)?),
        [m, d] => Point::Day(year, number(m, 1..=2)?, number(d, 1..=2)?),
        _ => return None,
    }))
}

/// The month of an English name or its first three letters.
pub(super) fn month_named(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let at = NAMES.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(&word)))?;
    Some(at as u32 + 1)
}

/// The date of a month and year, with the day where one is given as a word: `11 March 2011`.
pub(super) fn from_words(day: Option<&str>, month: u32, year: i32) -> Option<When> {
    let point = match day {
        None => Point::Month(year, month),
        Some(day) => Point::Day(year, month, number(day, 1..=2)?),
    };
    point.checked().ok().map(When::At)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        read(text, true)?.ok().map(|when| when.to_string())
    }

    #[test]
    fn every_usual_way_to_write_a_date_is_read() {
        for (typed, meant) in [
            ("1999", "1999"),
            ("１９９９", "1999"),
            ("1990s", "1990s"),
            ("1990年代", "1990s"),
            ("2005..2015", "2005..2015"),
            ("..1970", "..1970"),
            ("2015..", "2015.."),
            ("2024-03", "2024-03"),
            ("2024-03-21..2024-06", "2024-03-21..2024-06"),
            ("2005-2015", "2005..2015"),
            ("2005–2015", "2005..2015"),
            ("2005/2015", "2005..2015"),
            ("2005〜2015", "2005..2015"),
            ("2005-06", "2005-06"),
            ("2011/3/11", "2011-03-11"),
            ("2011年", "2011"),
            ("2011年3月", "2011-03"),
            ("2011年3月11日", "2011-03-11"),
            ("平成23年3月", "2011-03"),
            ("令和6", "2024"),
            ("令和元年", "2019"),
            ("H23", "2011"),
            ("r6", "2024"),
            ("H23.3.11", "2011-03-11"),
            ("昭和39年", "1964"),
            ("1990s..2005-04", "1990s..2005-04"),
        ] {
            assert_eq!(shown(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for typed in [
            "iter",
            "42",
            "3000",
            "0999",
            "s20forum",
            "..",
            "-",
            "10:30",
            "h",
            "H99",
            "2005-06-07-08",
            "x-1999",
            "日本",
        ] {
            assert_eq!(read(typed, true), None, "{typed}");
        }
        assert_eq!(read("H23", false), None);
    }

    #[test]
    fn a_date_outside_the_calendar_is_an_error() {
        assert_eq!(read("2023-02-30", true), Some(Err(DateProblem::NotInCalendar)));
        assert_eq!(read("2005-13", true), Some(Err(DateProblem::NotInCalendar)));
        assert_eq!(read("1995s", true), Some(Err(DateProblem::NotInCalendar)));
        assert_eq!(read("2015..2005", true), Some(Err(DateProblem::Backwards)));
    }

    #[test]
    fn ends_are_the_first_and_last_day() {
        let when = read("2004-02..2004", true).unwrap().unwrap();
        assert_eq!(
            (when.earliest().to_string(), when.latest().to_string()),
            ("2004-02-01".into(), "2004-12-31".into())
        );
        assert_eq!(Point::Month(2004, 2).latest().to_string(), "2004-02-29");
    }
}
