//! A period in sentences, made by rule from its numbers, each with what it speaks of, so that it can be checked.

use std::ops::Range;

use super::period::{Leaders, Period, Share, Silence};
use crate::data::{Axis, Field};
use crate::query::Is;
use crate::store::Store;
use crate::store::column::Entry;
use crate::text::Lang;
use crate::text::wording::Word;

/// What a word of a sentence stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// An event, by its row.
    Event(u32),
    /// A value of a field, by its entry.
    Value(&'static Field, u32),
    /// A year.
    Year(i32),
    /// The events in a state.
    State(Is),
}

/// A sentence and the stretches of it that stand for something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// The text.
    pub text: String,
    /// Byte ranges of the text in order, and what they stand for.
    pub targets: Vec<(Range<usize>, Target)>,
}

/// A part of what is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A heading.
    Heading(&'static str),
    /// A sentence.
    Sentence(Sentence),
    /// An event in a line of its own, by its row.
    Event(u32),
}

impl Target {
    /// What to type into a query to see what it stands for.
    pub fn query(self, store: &Store) -> String {
        match self {
            Self::Event(row) => format!("id:{}", store.event(row).id()),
            Self::Value(field, entry) => {
                format!("{}:{}", field.name, store.column(field.axis).entries[entry as usize].key)
            }
            Self::Year(year) => year.to_string(),
            Self::State(is) => format!("is:{}", is.name()),
        }
    }
}

impl Sentence {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn point(&mut self, text: &str, target: Target) {
        let start = self.text.len();
        self.text.push_str(text);
        self.targets.push((start..self.text.len(), target));
    }

    fn append(&mut self, other: Self) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.targets.into_iter().map(|(range, target)| (range.start + shift..range.end + shift, target));
        self.targets.extend(moved);
    }

    /// The wording with sentences put where its braces stand.
    fn with(word: Word, lang: Lang, parts: Vec<Self>) -> Self {
        let mut out = Self::default();
        let mut parts = parts.into_iter();
        let mut rest = word.in_lang(lang);
        while let Some(at) = rest.find("{}") {
            out.push(&rest[..at]);
            out.append(parts.next().unwrap_or_default());
            rest = &rest[at + 2..];
        }
        out.push(rest);
        out
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self { text, targets: Vec::new() }
    }
}

/// Tells a period; nothing where it has no events.
pub fn told(period: &Period, store: &Store, lang: Lang) -> Vec<Part> {
    if period.hits == 0 {
        return Vec::new();
    }
    let teller = Teller { store, lang };
    let mut out = vec![Part::Sentence(teller.extent(period))];
    for leaders in &period.leaders {
        out.push(Part::Sentence(teller.leaders(leaders)));
    }
    out.extend(teller.newcomers(period).map(Part::Sentence));
    out.extend(period.silence.map(|silence| Part::Sentence(teller.silence(silence))));
    out.extend(teller.states(period).map(Part::Sentence));
    if !period.turning.is_empty() {
        out.push(Part::Heading(Word::TurningPoints.in_lang(lang)));
        out.extend(period.turning.iter().map(|row| Part::Event(*row)));
    }
    out
}

struct Teller<'a> {
    store: &'a Store,
    lang: Lang,
}

impl Teller<'_> {
    fn extent(&self, period: &Period) -> Sentence {
        let (from, to) = period.years;
        let number = |number: &dyn std::fmt::Display| Sentence::from(number.to_string());
        let years = if from == to { from.to_string() } else { format!("{from}–{to}") };
        let mut out = Sentence::with(
            Word::PeriodExtent,
            self.lang,
            vec![number(&years), number(&period.hits), number(&period.all)],
        );
        let a_year = f64::from(period.hits) / f64::from(to - from + 1);
        // Where there is one in many years no number of events a year says so.
        if let Some((year, count)) = period.fullest.filter(|_| from < to && a_year >= 0.05) {
            let mut at = Sentence::default();
            at.point(&year.to_string(), Target::Year(year));
            let rate = if a_year < 9.95 { format!("{a_year:.1}") } else { format!("{a_year:.0}") };
            out.append(Sentence::with(Word::PeriodRate, self.lang, vec![number(&rate), at, number(&count)]));
        }
        out
    }

    fn leaders(&self, leaders: &Leaders) -> Sentence {
        let one = leaders.first.len() == 1;
        let word = match (leaders.field.axis, one) {
            (Axis::Kinds, _) => Word::PeriodKinds,
            (Axis::Countries, true) => Word::PeriodCountry,
            (Axis::Countries, false) => Word::PeriodCountries,
            (Axis::Themes, true) => Word::PeriodTheme,
            (Axis::Themes, false) => Word::PeriodThemes,
            (_, true) => Word::PeriodOrganization,
            (_, false) => Word::PeriodOrganizations,
        };
        let counted = |share: &Share| Word::Counted.with(self.lang, &[&share.count]);
        let mut out = Sentence::with(word, self.lang, vec![self.list(leaders.field, &leaders.first, &counted)]);
        if !leaders.outstanding.is_empty() {
            let one = leaders.outstanding.len() == 1;
            let word = if one { Word::PeriodStandsOut } else { Word::PeriodStandOut };
            let times = |share: &Share| Word::Times.with(self.lang, &[&format!("{:.1}", share.factor)]);
            out.append(Sentence::with(word, self.lang, vec![self.list(leaders.field, &leaders.outstanding, &times)]));
        }
        out
    }

    fn list(&self, field: &'static Field, shares: &[Share], after: &dyn Fn(&Share) -> String) -> Sentence {
        let column = self.store.column(field.axis);
        let named = |share: &Share| {
            let mut out = Sentence::default();
            let name = self.name(&column.entries[share.entry as usize]);
            out.point(name, Target::Value(field, share.entry));
            out.push(&after(share));
            out
        };
        self.join(shares.iter().map(named).collect())
    }

    /// The name in running text: in English an acronym where there is one.
    fn name<'b>(&self, entry: &'b Entry) -> &'b str {
        if self.lang == Lang::En { entry.short(self.lang) } else { entry.label(self.lang) }
    }

    /// A, B and C.
    fn join(&self, parts: Vec<Sentence>) -> Sentence {
        let mut out = Sentence::default();
        let count = parts.len();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                out.push(if at + 1 == count { Word::ListAnd } else { Word::ListComma }.in_lang(self.lang));
            }
            out.append(part);
        }
        out
    }

    fn newcomers(&self, period: &Period) -> Option<Sentence> {
        let (count, named) = &period.newcomers;
        let field = Field::named("actor").filter(|_| *count > 0)?;
        let column = self.store.column(Axis::Actors);
        let named = named.iter().map(|(entry, row)| {
            let mut out = Sentence::default();
            out.point(self.name(&column.entries[*entry as usize]), Target::Value(field, *entry));
            let year = self.store.year(*row).to_string();
            let mut at = Sentence::default();
            at.point(&year, Target::Event(*row));
            out.append(Sentence::with(Word::InBrackets, self.lang, vec![at]));
            out
        });
        let named: Vec<Sentence> = named.collect();
        let word = match *count {
            1 => Word::PeriodNewOne,
            count if count as usize == named.len() => Word::PeriodNew,
            _ => Word::PeriodNewAmong,
        };
        Some(Sentence::with(word, self.lang, vec![Sentence::from(count.to_string()), self.join(named)]))
    }

    fn silence(&self, silence: Silence) -> Sentence {
        let event = |row: u32| {
            let event = self.store.event(row);
            let mut out = Sentence::default();
            out.point(event.title(self.lang), Target::Event(row));
            let date = Sentence::from(event.date().long(self.lang));
            out.append(Sentence::with(Word::InBrackets, self.lang, vec![date]));
            out
        };
        let time = Sentence::from(self.time(silence.days));
        Sentence::with(Word::PeriodSilence, self.lang, vec![time, event(silence.before), event(silence.after)])
    }

    /// Days in words: in months, and from two years on in years.
    fn time(&self, days: i32) -> String {
        let months = (f64::from(days) / 30.44).round() as i32;
        match months {
            // Over many years nobody asks for a part of one.
            240.. => Word::SomeYears.with(self.lang, &[&format!("{:.0}", f64::from(days) / 365.25)]),
            24.. => {
                Word::SomeYears.with(self.lang, &[&format!("{:.1}", f64::from(days) / 365.25).trim_end_matches(".0")])
            }
            _ => Word::SomeMonths.with(self.lang, &[&months]),
        }
    }

    fn states(&self, period: &Period) -> Option<Sentence> {
        let told = |(is, count): &(Is, u32)| {
            let word = match (is, count) {
                (Is::Planned, 1) => Word::OneIsPlanned,
                (Is::Planned, _) => Word::SomePlanned,
                (Is::Unconfirmed, 1) => Word::OneIsUnconfirmed,
                (Is::Unconfirmed, _) => Word::SomeUnconfirmed,
                (_, 1) => Word::OneIsDisputed,
                _ => Word::SomeDisputed,
            };
            let mut number = Sentence::default();
            number.point(&count.to_string(), Target::State(*is));
            Sentence::with(word, self.lang, vec![number])
        };
        let parts: Vec<Sentence> = period.states.iter().map(told).collect();
        (!parts.is_empty()).then(|| Sentence::with(Word::PeriodStates, self.lang, vec![self.join(parts)]))
    }
}
