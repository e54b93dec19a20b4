//! Dates of the Extended Date/Time Format (EDTF, ISO 8601-2 levels 0 to 2), at exactly the precision they have.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use edtf_core::{Bound, BoundDate, Edtf, IntervalEndpoint, SetKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::UnicodeNormalization;

use crate::text::Lang;

/// A calendar day, counted from 1 for 1 January of year 1 (proleptic Gregorian); years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    /// 1 January of year 1, which stands for a beginning that is open or unknown.
    pub const FIRST: Self = Self(1);
    /// 31 December of 9999, which stands for an end that is open.
    pub const LAST: Self = Self(3_652_059);

    /// The day of a year, month and day of the month, or `None` where the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(())?;
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from)
    }

    /// The year, month and day of the month.
    pub fn parts(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The day before, or the first day of the calendar itself.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0 - 1).max(Self::FIRST)
    }

    /// The first day of a year; years outside 1 to 9999 give the nearest end of the calendar.
    #[must_use]
    pub fn year_start(year: i32) -> Self {
        if year > 9999 { Self::LAST } else { Self::new(year.max(1), 1, 1).unwrap_or(Self::FIRST) }
    }

    /// The last day of a year; years outside 1 to 9999 give the nearest end of the calendar.
    #[must_use]
    pub fn year_end(year: i32) -> Self {
        if year < 1 { Self::FIRST } else { Self::new(year.min(9999), 12, 31).unwrap_or(Self::LAST) }
    }

    fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.clamp(Self::FIRST.0, Self::LAST.0)).unwrap_or_default()
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// How exactly a date is known; the more exact come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// One day.
    Day,
    /// One month.
    Month,
    /// A season, quarter or half of a year.
    Season,
    /// One year.
    Year,
    /// A decade or another run of years with unspecified digits (`199X`).
    Digits,
    /// One unknown member of a set (`[1964,1972]`), or all of one (`{1960,1961}`).
    Set,
    /// From a beginning to an end (`2009/2017`).
    Span,
}

impl Precision {
    /// All of them, the most exact first.
    pub const ALL: [Self; 7] = [Self::Day, Self::Month, Self::Season, Self::Year, Self::Digits, Self::Set, Self::Span];
}

/// A date as a source states it: its EDTF text, the days it covers, and how exactly it is known.
///
/// Ordered by earliest day, then the more exact first, then the latest day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "five marks of EDTF that combine freely")]
pub struct Date {
    /// The text in EDTF.
    text: Box<str>,
    /// The first day that it can mean.
    pub earliest: Day,
    /// The last day that it can mean; [`Day::LAST`] where the end is open.
    pub latest: Day,
    /// How exactly it is known.
    pub precision: Precision,
    /// Whether it is marked as uncertain (`?`), or as one unknown member of a set.
    pub uncertain: bool,
    /// Whether it is marked as approximate (`~`).
    pub approximate: bool,
    /// Whether it is a span that is still going on (`2009/..`).
    pub ongoing: bool,
    /// Whether it is a span whose beginning is open or unknown (`../1970`).
    pub from_before: bool,
    /// Whether it is a span whose end is unknown (`2009/`).
    pub end_unknown: bool,
}

/// Why a text is no date that scidip can hold: the byte offset, what is wrong and what to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}; write an EDTF date such as 1954-09-29, 1954-09, 1954, 199X, 1972~, 2009/2017 or 2009/..")]
pub struct DateError {
    /// Byte offset into the text.
    pub offset: usize,
    /// What is wrong.
    pub what: String,
}

impl Date {
    /// Reads an EDTF date; full-width digits and signs are taken as their plain forms.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Self::plain(text.trim()).map_or_else(|| Self::parse_any(text), Ok)
    }

    /// A date of a year, a month or a day, which nearly all are; a file may hold millions of them.
    fn plain(text: &str) -> Option<Self> {
        let number = |range: std::ops::Range<usize>| -> Option<u32> {
            let digits = text.as_bytes().get(range)?;
            let value = |sum, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'));
            digits.iter().try_fold(0, value)
        };
        let hyphen = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let year = number(0..4)?.cast_signed();
        let (precision, earliest, latest) = match text.len() {
            4 => (Precision::Year, Day::new(year, 1, 1)?, Day::new(year, 12, 31)?),
            7 if hyphen(4) => {
                let month = number(5..7)?;
                let next = if month == 12 { Day::new(year, 12, 31)? } else { Day::new(year, month + 1, 1)?.before() };
                (Precision::Month, Day::new(year, month, 1)?, next)
            }
            10 if hyphen(4) && hyphen(7) => {
                let day = Day::new(year, number(5..7)?, number(8..10)?)?;
                (Precision::Day, day, day)
            }
            _ => return None,
        };
        Some(Self {
            text: text.into(),
            earliest,
            latest,
            precision,
            uncertain: false,
            approximate: false,
            ongoing: false,
            from_before: false,
            end_unknown: false,
        })
    }

    /// Reads any date of EDTF.
    fn parse_any(text: &str) -> Result<Self, DateError> {
        let text: String = text.trim().nfkc().collect();
        let error = |offset, what: String| DateError { offset, what };
        let edtf = Edtf::parse(&text).map_err(|e| {
            error(e.offset, format!("“{}” is not a date: {}", crate::text::clean::clean(&text).0, e.message))
        })?;
        let bounds = edtf.bounds();
        let outside = || error(0, format!("“{text}” lies outside the years 1 to 9999"));
        let day = |bound: Bound, open: Day| match bound {
            Bound::Date(BoundDate { year, month, day }) => {
                let year = i32::try_from(year).map_err(|_| outside())?;
                Day::new(year, u32::from(month), u32::from(day)).ok_or_else(outside)
            }
            _ => Ok(open),
        };
        let mut date = Self {
            earliest: day(bounds.earliest, Day::FIRST)?,
            latest: day(bounds.latest, Day::LAST)?,
            precision: Precision::Day,
            uncertain: edtf.is_uncertain(),
            approximate: edtf.is_approximate(),
            ongoing: false,
            from_before: false,
            end_unknown: false,
            text: "".into(),
        };
        date.shape(&edtf).ok_or_else(outside)?;
        if date.earliest > date.latest {
            return Err(error(0, format!("“{text}” ends before it begins")));
        }
        date.text = text.into();
        Ok(date)
    }

    /// Sets what the kind of expression says; `None` where neither end is a day of the calendar.
    fn shape(&mut self, edtf: &Edtf) -> Option<()> {
        match edtf {
            Edtf::Date(date) if matches!(edtf.bounds().earliest, Bound::Date(_)) => self.precision = precision(date),
            Edtf::Date(_) => return None,
            Edtf::DateTime(_) => self.precision = Precision::Day,
            Edtf::Interval(interval) => {
                self.precision = Precision::Span;
                self.ongoing = matches!(interval.end, IntervalEndpoint::Open | IntervalEndpoint::OnOrAfter(_));
                self.from_before = !matches!(interval.start, IntervalEndpoint::Date(_));
                if matches!(interval.end, IntervalEndpoint::Unknown) {
                    // An unknown end is not an open one: no day after the beginning is claimed.
                    let IntervalEndpoint::Date(start) = interval.start else { return None };
                    self.latest = Self::parse(&Edtf::Date(start).to_string()).ok()?.latest;
                    self.end_unknown = true;
                }
                if self.ongoing && self.from_before {
                    return None;
                }
            }
            Edtf::Set(set) => {
                self.precision = Precision::Set;
                self.uncertain |= set.kind == SetKind::OneMember;
            }
        }
        Some(())
    }

    /// The date of one day.
    pub fn day(day: Day) -> Self {
        Self {
            text: day.to_string().into(),
            earliest: day,
            latest: day,
            precision: Precision::Day,
            uncertain: false,
            approximate: false,
            ongoing: false,
            from_before: false,
            end_unknown: false,
        }
    }

    /// The text in EDTF.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The year that the date counts in: that of its earliest day, or of its latest where the beginning is open.
    pub fn year(&self) -> i32 {
        if self.earliest == Day::FIRST && self.from_before { self.latest.year() } else { self.earliest.year() }
    }

    /// Whether the date has two ends, be they days, months or years apart.
    pub fn is_span(&self) -> bool {
        self.precision == Precision::Span
    }

    fn order(&self) -> (Day, Precision, Day) {
        (self.earliest, self.precision, self.latest)
    }

    /// The shortest form for lists: `1954-09-29`, `1954-09`, `1954`, `1990s`, `~1972`, `1964?`, `2009–2017`, `2009–`.
    pub fn short(&self) -> String {
        let plain = |text: &str| text.replace(['?', '~', '%'], "");
        let shown = match self.text.split_once('/') {
            Some((start, end)) if self.is_span() => {
                let (start, end) = (plain(start), plain(end));
                let start = if self.from_before { start.trim_start_matches('.') } else { &start };
                let end = if self.ongoing { "" } else { &end };
                format!("{start}–{}", unrepeated(start, end))
            }
            _ if self.precision == Precision::Digits && self.text.ends_with('X') && !self.text.contains('-') => {
                if self.text.ends_with("XX") { plain(&self.text) } else { format!("{}0s", &plain(&self.text)[..3]) }
            }
            _ => plain(&self.text),
        };
        let before = if self.approximate { "~" } else { "" };
        let after = if self.uncertain { "?" } else { "" };
        format!("{before}{shown}{after}")
    }

    /// The form for reading: `29 September 1954`, `September 1954`, `from 2009`, or `1954年9月29日`.
    pub fn long(&self, lang: Lang) -> String {
        let shown = match self.text.split_once('/') {
            Some((start, end)) if self.is_span() => self.long_span(start, end, lang),
            _ => part(&self.text, lang),
        };
        let marks = match (self.approximate, self.uncertain, lang) {
            (true, true, Lang::En) => " (approximately, uncertain)",
            (true, false, Lang::En) => " (approximately)",
            (false, true, Lang::En) => " (uncertain)",
            (true, true, Lang::Ja) => "頃（不確か）",
            (true, false, Lang::Ja) => "頃",
            (false, true, Lang::Ja) => "（不確か）",
            (false, false, _) => "",
        };
        format!("{shown}{marks}")
    }

    fn long_span(&self, start: &str, end: &str, lang: Lang) -> String {
        let (from, to) = (part(start, lang), part(end, lang));
        match (self.from_before, self.ongoing, self.end_unknown, lang) {
            (true, _, _, Lang::En) => format!("until {to}"),
            (true, _, _, Lang::Ja) => format!("{to}まで"),
            (_, true, _, Lang::En) => format!("from {from}, continuing"),
            (_, true, _, Lang::Ja) => format!("{from}から継続中"),
            (_, _, true, Lang::En) => format!("from {from}, end unknown"),
            (_, _, true, Lang::Ja) => format!("{from}から（終わりは不明）"),
            (_, _, _, Lang::En) => format!("{from} – {to}"),
            (_, _, _, Lang::Ja) => format!("{from}～{to}"),
        }
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order()).then_with(|| self.text.cmp(&other.text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// In the compact form a date keeps what was found out about it, so that a start parses none.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.text);
        }
        let marks = [self.uncertain, self.approximate, self.ongoing, self.from_before, self.end_unknown];
        (&*self.text, self.earliest, self.latest, self.precision, marks).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_str(DateVisitor);
        }
        let (text, earliest, latest, precision, marks) = Deserialize::deserialize(deserializer)?;
        let [uncertain, approximate, ongoing, from_before, end_unknown] = marks;
        Ok(Self { text, earliest, latest, precision, uncertain, approximate, ongoing, from_before, end_unknown })
    }
}

/// Reads the text of a date where it stands.
struct DateVisitor;

impl de::Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date in quotes")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        Date::parse(text).map_err(de::Error::custom)
    }
}

fn precision(date: &edtf_core::Date) -> Precision {
    if date.has_unspecified() {
        return match (date.year.has_unspecified(), date.month.is_some_and(edtf_core::DateField::has_unspecified)) {
            (true, _) => Precision::Digits,
            (false, true) => Precision::Year,
            (false, false) => Precision::Month,
        };
    }
    if date.year.significant_digits.is_some() {
        return Precision::Digits;
    }
    match date.precision() {
        edtf_core::Precision::Day => Precision::Day,
        edtf_core::Precision::Month => Precision::Month,
        edtf_core::Precision::Season => Precision::Season,
        edtf_core::Precision::Year => Precision::Year,
    }
}

/// The end of a span without what it shares with the beginning: 2024-05-01/2024-05-03 ends on `03`.
fn unrepeated<'a>(start: &str, end: &'a str) -> &'a str {
    if start.len() != end.len() {
        return end;
    }
    let shared = start.match_indices('-').map(|(at, _)| at + 1).take_while(|at| start[..*at] == end[..*at]).last();
    &end[shared.unwrap_or(0)..]
}

/// One end of a date as words; what is no plain year, month or day stays in EDTF.
fn part(edtf: &str, lang: Lang) -> String {
    let plain = edtf.replace(['?', '~', '%'], "");
    let mut fields = plain.splitn(3, '-');
    let year = fields.next().unwrap_or_default();
    let numbers: Option<Vec<u32>> = fields.map(|field| field.parse().ok()).collect();
    let plain_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    match (plain_year, numbers.as_deref(), lang) {
        (true, Some([]), Lang::En) => year.to_owned(),
        (true, Some([]), Lang::Ja) => format!("{year}年"),
        (true, Some([month]), _) if *month > 12 => season(year, *month, lang).unwrap_or(plain.clone()),
        (true, Some([month]), Lang::En) => format!("{} {year}", month_name(*month)),
        (true, Some([month]), Lang::Ja) => format!("{year}年{month}月"),
        (true, Some([month, day]), Lang::En) => format!("{day} {} {year}", month_name(*month)),
        (true, Some([month, day]), Lang::Ja) => format!("{year}年{month}月{day}日"),
        (false, Some([]), _) if year.len() == 4 && year.ends_with('X') && !year.ends_with("XX") => match lang {
            Lang::En => format!("{}0s", &year[..3]),
            Lang::Ja => format!("{}0年代", &year[..3]),
        },
        _ => plain.clone(),
    }
}

fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(month.wrapping_sub(1) as usize).copied().unwrap_or("")
}

fn season(year: &str, code: u32, lang: Lang) -> Option<String> {
    const EN: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    const JA: [&str; 4] = ["春", "夏", "秋", "冬"];
    let at = |first: u32| code.checked_sub(first).map(|n| n as usize);
    match (at(21)?, lang) {
        (n @ 0..4, Lang::En) => return Some(format!("{} {year}", EN[n])),
        (n @ 0..4, Lang::Ja) => return Some(format!("{year}年{}", JA[n])),
        _ => {}
    }
    match (at(33)?, lang) {
        (n @ 0..4, Lang::En) => Some(format!("quarter {} of {year}", n + 1)),
        (n @ 0..4, Lang::Ja) => Some(format!("{year}年第{}四半期", n + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn all_three_levels_have_their_days_and_precision() {
        for (text, earliest, latest, precision) in [
            ("1954-09-29", "1954-09-29", "1954-09-29", Precision::Day),
            ("1954-09", "1954-09-01", "1954-09-30", Precision::Month),
            ("1954", "1954-01-01", "1954-12-31", Precision::Year),
            ("199X", "1990-01-01", "1999-12-31", Precision::Digits),
            ("1972~", "1972-01-01", "1972-12-31", Precision::Year),
            ("2009/2017", "2009-01-01", "2017-12-31", Precision::Span),
            ("2009/..", "2009-01-01", "9999-12-31", Precision::Span),
            ("2009/", "2009-01-01", "2009-12-31", Precision::Span),
            ("../1970", "0001-01-01", "1970-12-31", Precision::Span),
            ("[1964,1972]", "1964-01-01", "1972-12-31", Precision::Set),
            ("2004-06-XX", "2004-06-01", "2004-06-30", Precision::Month),
            ("１９５４-09", "1954-09-01", "1954-09-30", Precision::Month),
            ("2025-21", "2025-03-01", "2025-05-31", Precision::Season),
        ] {
            let date = date(text);
            assert_eq!(
                (date.earliest.to_string(), date.latest.to_string(), date.precision),
                (earliest.into(), latest.into(), precision),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_says_so() {
        for text in
            ["", "1954-13", "2023-02-29", "March 2011", "2017/2009", "Y12345", "0000", "../..", "-0044", "\u{1b}"]
        {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn order_is_earliest_day_then_the_more_exact() {
        let mut dates: Vec<Date> = ["2010", "2010-01", "2010/2012", "2010-01-01", "2009/.."].map(date).into();
        dates.sort();
        let texts: Vec<&str> = dates.iter().map(Date::as_str).collect();
        assert_eq!(texts, ["2009/..", "2010-01-01", "2010-01", "2010", "2010/2012"]);
    }

    #[test]
    fn shown_at_the_precision_it_has() {
        for (text, short, en, ja) in [
            ("1954-09-29", "1954-09-29", "29 September 1954", "1954年9月29日"),
            ("1954-09", "1954-09", "September 1954", "1954年9月"),
            ("1954", "1954", "1954", "1954年"),
            ("199X", "1990s", "1990s", "1990年代"),
            ("1972~", "~1972", "1972 (approximately)", "1972年頃"),
            ("1964?", "1964?", "1964 (uncertain)", "1964年（不確か）"),
            ("2009/2017", "2009–2017", "2009 – 2017", "2009年～2017年"),
            ("2009/..", "2009–", "from 2009, continuing", "2009年から継続中"),
            ("2024-05-01/2024-05-03", "2024-05-01–03", "1 May 2024 – 3 May 2024", "2024年5月1日～2024年5月3日"),
            ("2025-21", "2025-21", "spring 2025", "2025年春"),
        ] {
            let date = date(text);
            assert_eq!((&*date.short(), &*date.long(Lang::En), &*date.long(Lang::Ja)), (short, en, ja), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_is_the_long_way(text in "[0-9]{4}(-[0-9]{2}){0,2}|[ 0-9-]{3,11}|20[0-9]{2}-[01][0-9]-[0-3][0-9]") {
            if let Some(date) = Date::plain(&text) {
                proptest::prop_assert_eq!(Date::parse_any(&text), Ok(date));
            }
        }

        #[test]
        fn any_text_is_a_date_or_an_error(text in "\\PC{0,14}|[0-9X/.~?%\\[\\],-]{0,12}") {
            if let Ok(date) = Date::parse(&text) {
                proptest::prop_assert!(date.earliest <= date.latest);
                proptest::prop_assert_eq!(Date::parse(date.as_str()).unwrap(), date.clone());
                let _ = (date.short(), date.long(Lang::En), date.long(Lang::Ja), date.year());
            }
        }
    }
}
