//! Dates as they may be typed, and the first and last day that each means.
//!
//! | typed | means |
//! |---|---|
//! | `1999` | a year, from 1000 to 2999 |
//! | `1990s`, `1990年代` | a decade; the year ends in 0 |
//! | `2024-03`, `2024/3`, `2024年3月` | a month |
//! | `2024-03-21`, `2024/3/21`, `2024年3月21日` | a day |
//! | `令和6`, `平成23年3月`, `昭和元年` | the same by the era's own count |
//! | `H23`, `R6.3.11` | the same by its letter, only where no name or title word has that form |
//! | `a..b`, `a..`, `..b` | a span of two of the above, open where an end is missing |
//! | `a–b`, `a〜b`, `a/b`, `a-b` | a span; both ends are needed |
//!
//! Full-width digits and signs are their plain ones.

use scidip::data::Day;
use unicode_normalization::UnicodeNormalization;

/// The first and the last day of a span.
pub(crate) type Days = (Day, Day);

/// What a text is as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// No date at all.
    NoDate,
    /// It has the form of a date and is none: the calendar lacks it, or its end is before its beginning.
    Mistake,
    /// A date, with the year where it is a plain year.
    Days(Days, Option<i32>),
}

/// Reads a text; `letters` says whether an era may be written by its letter.
pub(crate) fn read(text: &str, letters: bool) -> Read {
    let text: String = text.nfkc().map(|letter| if "—〜~".contains(letter) { '–' } else { letter }).collect();
    match point(&text, letters) {
        Read::NoDate => {}
        read => return read,
    }
    for sign in ["..", "–", "/", "-"] {
        let Some((from, to)) = text.split_once(sign) else { continue };
        if from.is_empty() && to.is_empty() || sign != ".." && (from.is_empty() || to.is_empty()) {
            continue;
        }
        let open =
            |end: &str, day: Day| if end.is_empty() { Read::Days((day, day), None) } else { point(end, letters) };
        match (open(from, Day::FIRST), open(to, Day::LAST)) {
            (Read::NoDate, _) | (_, Read::NoDate) => {}
            (Read::Days((first, _), _), Read::Days((_, last), _)) if first <= last => {
                return Read::Days((first, last), None);
            }
            _ => return Read::Mistake,
        }
    }
    Read::NoDate
}

/// The days of a month named in English, in full or by three letters, with or without a day: `11 March 2011`.
pub(crate) fn spelt(day: Option<&str>, month: &str, year: i32) -> Option<Days> {
    const MONTHS: [&str; 12] = [
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
    let month = month.to_lowercase();
    let at = MONTHS.iter().position(|name| *name == month || name[..3] == month)?;
    let day = match day {
        None => None,
        Some(day) => Some(number(day, 1, 2)?),
    };
    match days(year, Some(at as u32 + 1), day) {
        Read::Days(days, _) => Some(days),
        _ => None,
    }
}

fn number(text: &str, least: usize, most: usize) -> Option<u32> {
    let digits = text.chars().all(|letter| letter.is_ascii_digit()) && (least..=most).contains(&text.len());
    if digits { text.parse().ok() } else { None }
}

fn year(text: &str) -> Option<i32> {
    number(text, 4, 4).filter(|year| (1000..=2999).contains(year)).map(|year| year as i32)
}

fn point(text: &str, letters: bool) -> Read {
    if let Some(first) = text.strip_suffix('s').or_else(|| text.strip_suffix("年代")).and_then(year) {
        let decade = (Day::year_start(first), Day::year_end(first + 9));
        return if first % 10 == 0 { Read::Days(decade, None) } else { Read::Mistake };
    }
    let sign = if text.contains('-') { '-' } else { '/' };
    let parts: Vec<&str> = text.split(sign).collect();
    if let Some(year) = year(parts[0]) {
        return counted(year, &parts[1..]);
    }
    japanese(text, letters)
}

/// A year with the texts of a month and day, where there are any.
fn counted(year: i32, rest: &[&str]) -> Read {
    let numbers: Option<Vec<u32>> = rest.iter().map(|part| number(part, 1, 2)).collect();
    match numbers.as_deref() {
        Some([]) => days(year, None, None),
        Some([month]) => days(year, Some(*month), None),
        Some([month, day]) => days(year, Some(*month), Some(*day)),
        _ => Read::NoDate,
    }
}

fn days(year: i32, month: Option<u32>, day: Option<u32>) -> Read {
    match (month, day) {
        (Some(month), Some(day)) => match Day::new(year, month, day) {
            Some(day) => Read::Days((day, day), None),
            None => Read::Mistake,
        },
        (Some(month), None) => match Day::new(year, month, 1) {
            // The last day of a month is the last of these that the calendar has.
            Some(first) => {
                Read::Days((first, (28..=31).filter_map(|day| Day::new(year, month, day)).max().unwrap()), None)
            }
            None => Read::Mistake,
        },
        _ => Read::Days((Day::year_start(year), Day::year_end(year)), Some(year)),
    }
}

fn japanese(text: &str, letters: bool) -> Read {
    // Name, letter, first year, and how many years the era lasted; Reiwa has not ended.
    let eras = [
        ("令和", 'r', 2019, 99),
        ("平成", 'h', 1989, 31),
        ("昭和", 's', 1926, 64),
        ("大正", 't', 1912, 15),
        ("明治", 'm', 1868, 45),
    ];
    for (name, letter, first, years) in eras {
        let first_letter = text.chars().next().map(|letter| letter.to_ascii_lowercase());
        let (rest, signs) = match text.strip_prefix(name) {
            Some(rest) => (rest, &['年', '月', '日'][..]),
            None if letters && first_letter == Some(letter) => (&text[1..], &['.'][..]),
            None => continue,
        };
        let rest = rest.replacen('元', "1", 1);
        let parts: Vec<&str> = rest.trim_end_matches(signs).split(signs).collect();
        return match number(parts[0], 1, 2) {
            Some(count) if (1..=years).contains(&count) => counted(first + count as i32 - 1, &parts[1..]),
            _ => Read::NoDate,
        };
    }
    if !text.contains('年') {
        return Read::NoDate;
    }
    let signs = &['年', '月', '日'][..];
    let parts: Vec<&str> = text.trim_end_matches(signs).split(signs).collect();
    year(parts[0]).map_or(Read::NoDate, |year| counted(year, &parts[1..]))
}
