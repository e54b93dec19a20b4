//! The Timeline view: which line of the list shows which event, and what stands in it.

use crate::data::{Date, Day, Precision};
use crate::query::{Answer, Sort};
use crate::store::{EventView, State, Store};
use crate::text::Lang;
use crate::text::width::{pad, width};

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The event at this position of the answer.
    Event(usize),
    /// The rule between what has begun and what has not.
    Today,
}

/// The lines of an answer: one an event, and in date order one for today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    events: usize,
    today_at: Option<usize>,
}

impl Lines {
    /// The lines of an answer; `in_date_order` says whether a rule for today makes sense.
    pub fn of(answer: &Answer, store: &Store, today: Day, in_date_order: bool) -> Self {
        let events = answer.rows.len();
        let begun = answer.rows.partition_point(|row| store.earliest(*row) <= today);
        let today_at = (in_date_order && begun > 0 && begun < events).then_some(begun);
        Self { events, today_at }
    }

    /// How many lines there are.
    pub fn len(self) -> usize {
        self.events + usize::from(self.today_at.is_some())
    }

    /// Whether there is no line.
    pub fn is_empty(self) -> bool {
        self.events == 0
    }

    /// What a line shows.
    pub fn get(self, line: usize) -> Option<Line> {
        match self.today_at {
            _ if line >= self.len() => None,
            Some(at) if line == at => Some(Line::Today),
            Some(at) if line > at => Some(Line::Event(line - 1)),
            _ => Some(Line::Event(line)),
        }
    }

    /// The line of the event at a position.
    pub fn line_of(self, position: usize) -> usize {
        position + usize::from(self.today_at.is_some_and(|at| position >= at))
    }
}

/// The sign before a title: how exactly the date is known, or that the event is not simply past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Known to the year, or less exactly.
    Year,
    /// Known to the month or season.
    Month,
    /// Known to the day.
    Day,
    /// A span.
    Span,
    /// Sources disagree.
    Disputed,
    /// Announced and still to come.
    Planned,
    /// Announced, and no source says that it happened.
    Unconfirmed,
}

impl Mark {
    /// The mark of an event.
    pub fn of(event: EventView<'_>, today: Day) -> Self {
        match (event.state(today), event.precision()) {
            (State::Planned, _) => Self::Planned,
            (State::Unconfirmed, _) => Self::Unconfirmed,
            _ if event.is_disputed() => Self::Disputed,
            (_, Precision::Day) => Self::Day,
            (_, Precision::Month | Precision::Season) => Self::Month,
            (_, Precision::Span) => Self::Span,
            _ => Self::Year,
        }
    }

    /// Whether it tells of something that a reader must not overlook.
    pub fn warns(self) -> bool {
        matches!(self, Self::Disputed | Self::Unconfirmed | Self::Planned)
    }

    /// The letter that shows it, one cell wide.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Year => "○",
            Self::Month => "◇",
            Self::Day => "◆",
            Self::Span => "━",
            Self::Disputed => "!",
            Self::Planned => "·",
            Self::Unconfirmed => "?",
        }
    }
}

/// A date in two parts for the list: the year, and what follows it. The year column is as wide as a year.
pub fn date_columns(date: &Date, lang: Lang) -> (String, String) {
    let year = format!("{:04}", date.year());
    let (_, month, day) = date.earliest.parts();
    let rest = match date.precision {
        Precision::Day if lang == Lang::Ja => format!("{month:>2}月{day:>2}日"),
        Precision::Month if lang == Lang::Ja => format!("{month:>2}月"),
        Precision::Day => format!("{:>2} {}", day, short_month(month)),
        Precision::Month => format!("   {}", short_month(month)),
        Precision::Span => span_end(date, lang),
        Precision::Season => season(date, lang),
        _ if date.latest.year() > date.earliest.year() => format!("–{}", date.latest.year()),
        _ => String::new(),
    };
    let rest = match (date.approximate, date.uncertain) {
        (true, _) if rest.is_empty() => if lang == Lang::Ja { "頃" } else { "about" }.to_owned(),
        (true, _) => format!("~{rest}"),
        (false, true) => format!("{rest}?"),
        _ => rest,
    };
    (year, rest)
}

/// What of a span stands after its year: the months or days of a short one, the last year of a long one.
fn span_end(date: &Date, lang: Lang) -> String {
    let (from, to) = (date.earliest.parts(), date.latest.parts());
    match (date.from_before, date.ongoing || date.end_unknown, lang) {
        (true, _, _) => "…–".to_owned(),
        (_, true, _) => "–".to_owned(),
        _ if from.0 != to.0 => format!("–{}", to.0),
        (.., Lang::En) if from.1 == to.1 => format!("{}–{} {}", from.2, to.2, short_month(from.1)),
        (.., Lang::En) => format!("{}–{}", short_month(from.1), short_month(to.1)),
        (.., Lang::Ja) if from.1 == to.1 => format!("{}月{}–{}", from.1, from.2, to.2),
        (.., Lang::Ja) => format!("{}–{}月", from.1, to.1),
    }
}

fn season(date: &Date, lang: Lang) -> String {
    let words = date.long(lang);
    let year = date.year().to_string();
    words.replace(&format!("{year}年"), "").replace(&year, "").trim().to_owned()
}

/// The cells of a short date.
pub const COMPACT: usize = 7;

/// A date in seven cells; a day is shown by its month, and its mark tells that the day is known.
pub fn compact(date: &Date) -> String {
    let short = date.short();
    let month = || short.get(..COMPACT).filter(|head| head.ends_with(|c: char| c.is_ascii_digit()));
    if width(&short) <= COMPACT {
        return short;
    }
    match month() {
        Some(month) => month.to_owned(),
        None if date.is_span() && date.earliest > Day::FIRST => {
            format!("{}–{:02}", date.earliest.year(), date.latest.year() % 100)
        }
        None => pad(&short, COMPACT),
    }
}

/// The three letters of a month, 1 to 12.
pub fn short_month(month: u32) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES.get(month.wrapping_sub(1) as usize).copied().unwrap_or("")
}

/// The position in the answer that is nearest to an event, for keeping one's place when it is no longer a hit: in an order by
/// date the nearest in date, the earlier one of two, else the first.
pub fn nearest(answer: &Answer, store: &Store, sort: Sort, row: u32) -> Option<usize> {
    let rows = &answer.rows;
    let distance = |at: usize| (i64::from(store.earliest(rows[at]).0) - i64::from(store.earliest(row).0)).abs();
    let after = match sort {
        Sort::Date => rows.partition_point(|other| *other < row),
        Sort::DateDown => rows.partition_point(|other| *other > row),
        Sort::Score => 0,
    };
    let near = [after.checked_sub(1), Some(after).filter(|at| *at < rows.len())];
    near.into_iter().flatten().min_by_key(|at| (distance(*at), rows[*at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::small;

    fn answer(rows: Vec<u32>) -> Answer {
        Answer { rows, ..Answer::default() }
    }

    #[test]
    fn the_rule_for_today_stands_between_past_and_future() {
        let store = small();
        let all = answer((0..store.len() as u32).collect());
        let today = Date::parse("2026-11-22").unwrap().earliest;
        let lines = Lines::of(&all, &store, today, true);
        assert_eq!(lines.len(), store.len() + 1);
        assert_eq!(lines.get(8), Some(Line::Today));
        assert_eq!(lines.get(9), Some(Line::Event(8)));
        assert_eq!((lines.line_of(7), lines.line_of(8)), (7, 9));
        assert_eq!(lines.get(10), None);
        assert_eq!(Lines::of(&all, &store, today, false).len(), store.len());
    }

    #[test]
    fn columns_show_no_more_than_the_date_says() {
        for (text, en, ja) in [
            ("1954-09-29", "29 Sep", " 9月29日"),
            ("1954-09", "   Sep", " 9月"),
            ("1954", "", ""),
            ("2009/2017", "–2017", "–2017"),
            ("2009/..", "–", "–"),
            ("2024-05-01/2024-05-03", "1–3 May", "5月1–3"),
            ("2025-03/2025-06", "Mar–Jun", "3–6月"),
            ("1972~", "about", "頃"),
            ("1972-03~", "~   Mar", "~ 3月"),
            ("[1964,1972]", "–1972?", "–1972?"),
            ("2025-22", "summer", "夏"),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!(
                (date_columns(&date, Lang::En).1.as_str(), date_columns(&date, Lang::Ja).1.as_str()),
                (en, ja),
                "{text}"
            );
        }
    }

    #[test]
    fn one_keeps_ones_place() {
        let store = small();
        let all: Vec<u32> = (0..store.len() as u32).collect();
        for row in &all {
            let others = answer(all.iter().copied().filter(|other| other != row).collect());
            let day = |row: u32| store.earliest(row).0;
            let least = others.rows.iter().map(|other| (day(*other) - day(*row)).abs()).min();
            for sort in [Sort::Date, Sort::DateDown] {
                let mut others = others.clone();
                if sort == Sort::DateDown {
                    others.rows.reverse();
                }
                let found = nearest(&others, &store, sort, *row).map(|at| others.rows[at]);
                assert_eq!(found.map(|near| (day(near) - day(*row)).abs()), least, "{row} {sort:?}");
            }
        }
        assert_eq!(nearest(&answer(vec![]), &store, Sort::Date, 1), None);
    }
}
