//! Dates as they may be typed, and the first and last day that each means.
//!
//! | typed | means |
//! |---|---|
//! | `1999` | a year, from 1000 to 2999 |
//! | `1990s`, `1990年代`, `199X` | a decade; the year ends in 0 |
//! | `19XX` | a century |
//! | `2024-03`, `2024/3`, `2024.3`, `2024年3月` | a month |
//! | `2024-03-21`, `2024/3/21`, `2024.3.21`, `2024年3月21日` | a day |
//! | `2024-21` | a season, as EDTF counts them |
//! | `2024年度` | from April to March |
//! | `令和6`, `平成23年3月`, `昭和元年` | the same by the era's own count; a mistake where the era was over |
//! | `H23`, `R6.3.11` | the same by its letter, only where no name or title word has that form |
//! | `a~`, `a?`, `a%` | the same; EDTF marks so what is not certain |
//! | `a..b`, `a..`, `..b` | a span of two of the above, open where an end is missing |
//! | `a–b`, `a–`, `a〜b`, `aからbまで`, `a以降`, `b以前` | the same |
//! | `a~b`, `a/b`, `a-b`, `a/..`, `../b` | a span; both ends are needed, or two points in their place |
//!
//! Full-width digits and signs are their plain ones; in Japanese dates numerals may be kanji.

use scidip::data::{Date, Day};
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
    let text: String = text.chars().map(|letter| if "—〜～".contains(letter) { '–' } else { letter }).nfkc().collect();
    let text = without_words(&text);
    match point(&text, letters) {
        Read::NoDate => {}
        read => return read,
    }
    for sign in ["..", "–", "~", "/", "-"] {
        let Some((from, to)) = text.split_once(sign) else { continue };
        let is_open = |end: &str| match sign {
            ".." | "–" => end.is_empty(),
            "/" => end == "..",
            _ => false,
        };
        if is_open(from) && is_open(to) {
            continue;
        }
        let end = |end: &str, day: Day| if is_open(end) { Read::Days((day, day), None) } else { point(end, letters) };
        match (end(from, Day::FIRST), end(to, Day::LAST)) {
            (Read::NoDate, _) | (_, Read::NoDate) => {}
            (Read::Days((first, _), _), Read::Days((_, last), _)) if first <= last => {
                return Read::Days((first, last), None);
            }
            _ => return Read::Mistake,
        }
    }
    Read::NoDate
}

/// Dashes in place of the Japanese words for spans.
fn without_words(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let text = text.replace("から", "–");
    let without = |ends: &[&str]| ends.iter().find_map(|end| Some(text.strip_suffix(end)?.to_owned()));
    match (without(&["まで", "以前"]), without(&["以降", "以後", "以来"])) {
        (Some(rest), _) if rest.contains('–') => rest,
        (Some(rest), _) => format!("–{rest}"),
        (None, Some(rest)) => format!("{rest}–"),
        (None, None) => text.clone(),
    }
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
    let month = month.strip_suffix('.').or_else(|| month.strip_suffix(',')).unwrap_or(&month);
    let month = if month == "sept" { "sep" } else { month };
    let at = MONTHS.iter().position(|name| *name == month || name[..3] == *month)?;
    let day = match day {
        None => None,
        Some(day) => {
            let day = day.trim_end_matches(',');
            let digits = day.trim_end_matches(char::is_alphabetic);
            if !["", "st", "nd", "rd", "th"].contains(&&day[digits.len()..]) {
                return None;
            }
            Some(number(digits, 1, 2)?)
        }
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
    let text = ["~", "?", "%"].iter().find_map(|sign| text.strip_suffix(sign)).unwrap_or(text);
    let decade = |first: i32| (Day::year_start(first), Day::year_end(first + 9));
    if let Some(first) = text.strip_suffix('s').or_else(|| text.strip_suffix("年代")).and_then(year) {
        return if first % 10 == 0 { Read::Days(decade(first), None) } else { Read::Mistake };
    }
    for (letters, zeros, years) in [("XX", "00", 99), ("xx", "00", 99), ("X", "0", 9), ("x", "0", 9)] {
        let first = text.strip_suffix(letters).and_then(|start| year(&format!("{start}{zeros}")));
        if let Some(first) = first {
            return Read::Days((Day::year_start(first), Day::year_end(first + years)), None);
        }
    }
    if let Some(year) = text.strip_suffix("年度") {
        return match point(&format!("{year}年"), letters) {
            Read::Days(_, Some(year)) => {
                Read::Days((Day::new(year, 4, 1).unwrap(), Day::new(year + 1, 3, 31).unwrap()), None)
            }
            _ => Read::NoDate,
        };
    }
    let sign = if text.contains('-') {
        '-'
    } else if text.contains('.') {
        '.'
    } else {
        '/'
    };
    let parts: Vec<&str> = text.split(sign).collect();
    if let Some(year) = year(parts[0]) {
        if let ('-', [_, season]) = (sign, &parts[..])
            && number(season, 2, 2).is_some_and(|season| (21..=41).contains(&season))
        {
            let date = Date::parse(text).unwrap();
            return Read::Days((date.earliest, date.latest), None);
        }
        let read = counted(year, &parts[1..]);
        if read != Read::NoDate {
            return read;
        }
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
        let spelt = signs.len() > 1;
        let rest = if spelt { digits(&rest.replacen('元', "1", 1)) } else { rest.replacen('元', "1", 1) };
        let parts: Vec<&str> = rest.trim_end_matches(signs).split(signs).collect();
        return match number(parts[0], 1, 2) {
            Some(count) if (1..=years).contains(&count) => counted(first + count as i32 - 1, &parts[1..]),
            // After its end an era has no years; by its letter the text is none of it.
            Some(count) if spelt && count > 0 => match counted(first + count as i32 - 1, &parts[1..]) {
                Read::NoDate => Read::NoDate,
                _ => Read::Mistake,
            },
            _ => Read::NoDate,
        };
    }
    if !text.contains('年') {
        return Read::NoDate;
    }
    let signs = &['年', '月', '日'][..];
    let text = digits(text);
    let parts: Vec<&str> = text.trim_end_matches(signs).split(signs).collect();
    year(parts[0]).map_or(Read::NoDate, |year| counted(year, &parts[1..]))
}

/// A text with kanji numerals as digits: tens are written out, 二十三, or digit by digit, 二〇一一.
fn digits(text: &str) -> String {
    let is_digit = |letter: char| "〇一二三四五六七八九".contains(letter);
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let after = letters.get(at + 1).copied();
        match "〇一二三四五六七八九".chars().position(|digit| digit == *letter) {
            Some(digit) => out.push_str(&digit.to_string()),
            None if *letter == '十' => {
                let counted =
                    before.is_some_and(|before| is_digit(before) || before.is_ascii_digit() || before == '十');
                out.push_str(if counted { "" } else { "1" });
                out.push_str(if after.is_some_and(is_digit) { "" } else { "0" });
            }
            None => out.push(*letter),
        }
    }
    out
}
