//! Dates as people type them: years, decades, months, days, spans, Japanese eras.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::eras;
use crate::data::{Date, Day};

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
    pub(super) fn checked(self) -> Result<Self, DateProblem> {
        let known = match self {
            Self::Decade(year) => year % 10 == 0,
            Self::Year(_) => true,
            Self::Month(_, month) => (1..=12).contains(&month),
            Self::Day(year, month, day) => Day::new(year, month, day).is_some(),
        };
        if known { Ok(self) } else { Err(DateProblem::NotInCalendar(self.meant())) }
    }

    /// What a point that is not in the calendar may be meant for.
    fn meant(self) -> Option<When> {
        let point = match self {
            Self::Decade(year) => Self::Decade(year - year % 10),
            // 2005-13 is a span to some.
            Self::Month(year, month) => {
                let to = year - year % 100 + month as i32;
                return (to > year).then_some(When::Range(Some(Self::Year(year)), Some(Self::Year(to))));
            }
            Self::Day(year, month, day) if month > 12 && day <= 12 => Self::Day(year, day, month),
            Self::Day(year, month, _) => {
                let last = Self::Month(year, month).checked().ok()?.latest();
                Self::Day(year, month, last.parts().2)
            }
            Self::Year(_) => return None,
        };
        point.checked().ok().map(When::At)
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
    /// The calendar has no such day or month; what may be meant.
    NotInCalendar(Option<When>),
    /// The span ends before it begins; the same turned round.
    Backwards(When),
}

/// Reads a typed date or span. `None`: the text is no date at all.
///
/// `eras` says whether letter eras (H23, R6) may be read; words of the data with that form come first.
pub(super) fn read(text: &str, eras: bool) -> Option<Result<When, DateProblem>> {
    let text = plain(text);
    if let Some(stretch) = read_stretch(&text, eras) {
        return Some(
            stretch.map(|(from, to)| if from == to { When::At(from) } else { When::Range(Some(from), Some(to)) }),
        );
    }
    for sign in ["..", "–", "~", "/", "-"] {
        let Some((from, to)) = text.split_once(sign) else { continue };
        // EDTF writes an open end as two points.
        let is_open = |end: &str| end.is_empty() && matches!(sign, ".." | "–") || end == ".." && sign == "/";
        if is_open(from) && is_open(to) {
            continue;
        }
        let end =
            |text: &str| if is_open(text) { Some(Ok(None)) } else { read_stretch(text, eras).map(|p| p.map(Some)) };
        let (Some(from), Some(to)) = (end(from), end(to)) else { continue };
        return Some(from.and_then(|from| range(from, to?)));
    }
    None
}

/// A text in plain signs, with Japanese words for spans as dashes: `2005年から2015年まで`, `2010年以降`.
fn plain(text: &str) -> String {
    let dashes = text.chars().map(|letter| if matches!(letter, '—' | '〜' | '～') { '–' } else { letter });
    let text: String = dashes.nfkc().collect();
    if text.is_ascii() {
        return text;
    }
    let text = text.replace("から", "–");
    for until in ["まで", "以前"] {
        if let Some(rest) = text.strip_suffix(until) {
            return if rest.contains('–') { rest.to_owned() } else { format!("–{rest}") };
        }
    }
    let from = ["以降", "以後", "以来"].iter().find_map(|from| text.strip_suffix(from));
    from.map_or_else(|| text.clone(), |rest| format!("{rest}–"))
}

/// Whether a few more letters make a date of a text, so that it may still be in the making.
pub(super) fn may_become(text: &str) -> bool {
    const TAILS: &[&str] = &[
        "0", "00", "000", "9", "99", "999", "1999", "1", "01", ".", "..", "和1", "成1", "治1", "正1", "降", "前", "ら",
        "で",
    ];
    TAILS.iter().any(|tail| matches!(read(&format!("{text}{tail}"), true), Some(Ok(_))))
}

/// Whether a text can only be meant as a date, but is none yet: `2005-`, `2005..20`, `..19`.
pub(super) fn is_half(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    let begins = plain.get(..4).is_some_and(|start| year(start).is_some());
    (begins || plain.contains("..")) && may_become(text)
}

fn range(from: Option<(Point, Point)>, to: Option<(Point, Point)>) -> Result<When, DateProblem> {
    match (from, to) {
        (Some(a), Some(b)) if a.0.earliest() > b.1.latest() => {
            Err(DateProblem::Backwards(When::Range(Some(b.0), Some(a.1))))
        }
        _ => Ok(When::Range(from.map(|from| from.0), to.map(|to| to.1))),
    }
}

/// One point, or what is written as one and is two: a century, a season, a fiscal year.
fn read_stretch(text: &str, eras: bool) -> Option<Result<(Point, Point), DateProblem>> {
    // EDTF marks what is uncertain or approximate behind it.
    let text = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
    if let Some(century) =
        text.strip_suffix("XX").or_else(|| text.strip_suffix("xx")).and_then(|text| number(text, 2..=2))
    {
        let first = century as i32 * 100;
        return year(&format!("{first:04}")).map(|first| Ok((Point::Year(first), Point::Year(first + 99))));
    }
    if let Some(Ok(Point::Year(year))) =
        text.strip_suffix("年度").and_then(|year| read_point(&format!("{year}年"), eras))
    {
        return Some(Ok((Point::Month(year, 4), Point::Month(year + 1, 3))));
    }
    if let Some((_, season)) = text.split_once('-').filter(|(start, _)| year(start).is_some())
        && number(season, 2..=2).is_some_and(|season| (21..=41).contains(&season))
        && let Ok(date) = Date::parse(text)
    {
        let point = |day: Day| {
            let (year, month, day) = day.parts();
            Point::Day(year, month, day)
        };
        return Some(Ok((point(date.earliest), point(date.latest))));
    }
    read_point(text, eras).map(|point| point.map(|point| (point, point)))
}

fn read_point(text: &str, eras: bool) -> Option<Result<Point, DateProblem>> {
    match read_plain(text) {
        Some(point) => Some(point.checked()),
        None => eras::read(text, eras),
    }
}

pub(super) fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    (digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A number that is read as a year: 1000 to 2999.
pub(super) fn year(text: &str) -> Option<i32> {
    number(text, 4..=4).filter(|year| (1000..3000).contains(year)).map(|year| year as i32)
}

/// `1999`, `1990s`, `199X`, `2024-03`, `2024-03-21`, `2024/3/21`, `2024.3.21`.
fn read_plain(text: &str) -> Option<Point> {
    if let Some(decade) = text.strip_suffix('s').or_else(|| text.strip_suffix("年代")).and_then(year) {
        return Some(Point::Decade(decade));
    }
    if let Some(decade) = text.strip_suffix(['X', 'x']) {
        return year(&format!("{decade}0")).map(Point::Decade);
    }
    let sign = ['-', '.'].into_iter().find(|sign| text.contains(*sign)).unwrap_or('/');
    let parts: Vec<&str> = text.split(sign).collect();
    Some(match parts[..] {
        [y] => Point::Year(year(y)?),
        [y, m] => Point::Month(year(y)?, number(m, 1..=2)?),
        [y, m, d] => Point::Day(year(y)?, number(m, 1..=2)?, number(d, 1..=2)?),
        _ => return None,
    })
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
    let lower = word.to_lowercase();
    let word = lower.strip_suffix(['.', ',']).unwrap_or(&lower);
    let word = if word == "sept" { "september" } else { word };
    let at = NAMES.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(word)))?;
    Some(at as u32 + 1)
}

/// The date of a month and year, with the day where one is given as a word: `11 March 2011`, `March 11th, 2011`.
pub(super) fn from_words(day: Option<&str>, month: u32, year: i32) -> Option<When> {
    let point = match day {
        None => Point::Month(year, month),
        Some(day) => {
            let day = day.strip_suffix(',').unwrap_or(day);
            let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
            Point::Day(year, month, number(day, 1..=2)?)
        }
    };
    point.checked().ok().map(When::At)
}

#[cfg(test)]
mod tests;
