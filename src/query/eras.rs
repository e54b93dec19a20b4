//! Dates as Japanese writes them: by the counts of its eras, with the signs for year, month and day, in either numerals.

use super::dates::{DateProblem, Point, When, number, year};

/// An era of Japan: names, first letter, first year, last year of the era's own count.
const ERAS: &[(&str, char, i32, u32)] = &[
    ("令和", 'r', 2019, 99),
    ("平成", 'h', 1989, 31),
    ("昭和", 's', 1926, 64),
    ("大正", 't', 1912, 15),
    ("明治", 'm', 1868, 45),
];

/// The names and letters of the eras, for completion.
pub(super) const NAMES: [&str; 10] = ["令和", "平成", "昭和", "大正", "明治", "R", "H", "S", "T", "M"];

/// `2011年3月11日`, `令和6年`, `平成二十三年3月`, `H23`, `H23.3.11`; by their letter only where `letters` says so.
pub(super) fn read(text: &str, letters: bool) -> Option<Result<Point, DateProblem>> {
    let named = ERAS.iter().find_map(|era| Some((era, text.strip_prefix(era.0)?, true)));
    let by_letter = || {
        let era = ERAS.iter().find(|era| letters && text.starts_with([era.1, era.1.to_ascii_uppercase()]))?;
        Some((era, &text[1..], false))
    };
    let (era, rest, is_spelt) = match named.or_else(by_letter) {
        Some((era, rest, is_spelt)) => (Some(era), rest, is_spelt),
        None => (None, text, true),
    };
    if era.is_none() && !rest.contains('年') {
        return None;
    }
    let rest = rest.replacen('元', "1", usize::from(era.is_some()));
    let rest = if is_spelt { in_digits(&rest) } else { rest };
    let signs: &[char] = if is_spelt { &['年', '月', '日'] } else { &['.'] };
    let parts: Vec<&str> = rest.trim_end_matches(signs).split(signs).collect();
    let mut is_over = false;
    let year = match era {
        None => year(parts[0])?,
        Some((_, _, first, last)) => {
            let count = number(parts[0], 1..=2).filter(|count| *count > 0 && (is_spelt || count <= last))?;
            is_over = count > *last;
            first + count as i32 - 1
        }
    };
    let point = match parts[1..] {
        [] => Point::Year(year),
        [m] => Point::Month(year, number(m, 1..=2)?),
        [m, d] => Point::Day(year, number(m, 1..=2)?, number(d, 1..=2)?),
        _ => return None,
    };
    let point = point.checked();
    Some(if is_over { point.and_then(|point| Err(DateProblem::NotInCalendar(Some(When::At(point))))) } else { point })
}

/// A text with its Japanese numerals as digits: 二十三 is 23, 二〇一一 is 2011.
fn in_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match digit(letter) {
            Some(digit) => out.push(digit),
            None if letter == '十' => {
                if !out.ends_with(|before: char| before.is_ascii_digit()) {
                    out.push('1');
                }
                if letters.peek().is_none_or(|next| digit(*next).is_none()) {
                    out.push('0');
                }
            }
            None => out.push(letter),
        }
    }
    out
}

fn digit(letter: char) -> Option<char> {
    let value = "〇一二三四五六七八九".chars().position(|known| known == letter)?;
    char::from_digit(value as u32, 10)
}
