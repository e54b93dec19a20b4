//! What may be meant by what is being typed at the cursor: fields, their values, states, orders, weights, ids and dates, each
//! with how many events there would be. A function of the line and the data; how it is shown is for others.

mod side;
mod typed;

use std::cell::RefCell;
use std::cmp::Reverse;

pub use typed::Span;
use typed::{Typed, typed_at};

use super::dates::{self, Point, When};
use super::item::OTHERS;
use super::parse::{self, Place};
use super::print::print_value;
use super::scan::{BLOCK, block};
use super::words::{Needle, is_known_word};
use super::{Asked, Ctx, DateRelation, How, Is, Plan, Query, Recall, Run, Setting, Show, answer};
use crate::data::{Axis, FIELDS, Field};
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::column::{Column, Entry, Set};
use crate::text::Lang;
use crate::text::fold::{fold, is_word_start};

/// What may stand in place of a part of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that an offer takes the place of.
    pub span: Span,
    /// What is offered, the best first.
    pub offers: Vec<Offer>,
}

/// One thing that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is put into the line.
    pub text: String,
    /// What it is called.
    pub label: String,
    /// How many events there would be under the rest of the line; `None` for a field, or where the rest has a mistake.
    pub count: Option<u32>,
}

/// What a line is completed from.
#[derive(Clone, Copy)]
pub struct From<'a> {
    /// The data.
    pub store: &'a Store,
    /// What answers depend on beside it.
    pub ctx: Ctx,
    /// The language of labels.
    pub lang: Lang,
    /// How many offers there may be.
    pub most: usize,
    /// How events are counted; what is no longer wanted goes uncounted.
    pub run: Run<'a>,
    /// What was found before.
    pub recall: &'a RefCell<Recall>,
}

/// What may be meant by what stands before a byte of the line; nothing where that is text.
pub fn complete(line: &str, cursor: usize, from: From<'_>) -> Completion {
    if let Some(completion) = side::complete(line, cursor, from) {
        return completion;
    }
    let (span, typed) = typed_at(line, cursor);
    let rest = || from.rows_without(line, &span);
    let mut offers = match &typed {
        Typed::Word(word) => {
            let dates = from.dates(word);
            let named = if word.starts_with('@') { Vec::new() } else { from.fields(word) };
            let counted =
                if dates.is_empty() { dates } else { from.count_dates(dates, DateRelation::Overlaps, rest()) };
            counted.into_iter().chain(named).collect()
        }
        Typed::Value(name, value) => match Field::named(name) {
            Some(field) => from.values(field, value, rest().as_ref()),
            None => from.others(&name.to_ascii_lowercase(), value, &rest),
        },
        Typed::Text => Vec::new(),
    };
    offers.truncate(from.most);
    Completion { span: if offers.is_empty() { Span { start: span.end, ..span } } else { span }, offers }
}

/// The labels of what may stand before a colon beside the fields, in the order of [`OTHERS`].
const LABELS: [[&str; 2]; OTHERS.len()] = [
    ["Title", "題名"],
    ["Id", "ID"],
    ["Ends before", "より前に終わる"],
    ["Begins after", "より後に始まる"],
    ["Wholly within", "その中"],
    ["State", "状態"],
    ["Weight", "重み"],
    ["Side of a comparison", "比較の片側"],
];

impl From<'_> {
    /// The events of the line without the group that the span stands in; `None` where what is left has a mistake.
    fn rows_without(self, line: &str, span: &Span) -> Option<Bits> {
        let is_word = |text: &str| is_known_word(self.store, text);
        let parsed = parse::parse_with(line, &is_word);
        let here = parsed.pieces.iter().find(|piece| piece.span.start <= span.start && span.start <= piece.span.end);
        let mut query = Query { show: Show::default(), ..parsed.query.clone() };
        if let Some(Place::Term(group, _)) = here.map(|piece| piece.place) {
            query.groups.remove(group);
        }
        let plan = Plan::new(&parse::parse_with(&query.to_string(), &is_word), self.store).ok()?;
        self.rows(&plan)
    }

    /// The events of a plan.
    fn rows(self, plan: &Plan) -> Option<Bits> {
        let asked = Asked { plan, store: self.store, ctx: self.ctx, near: None };
        answer::rows(asked, &self.run, &mut self.recall.borrow_mut())
    }

    /// The fields whose name or label begins so.
    fn fields(self, typed: &str) -> Vec<Offer> {
        let lower = fold(typed);
        let begins = |name: &str| fold(name).starts_with(&lower);
        let offer = |name: &str, label: &str| Offer { text: format!("{name}:"), label: label.to_owned(), count: None };
        let fields = FIELDS.iter().filter(|field| {
            let labels = [Lang::En, Lang::Ja].map(|lang| field.label(lang));
            field.also.iter().chain([&field.name]).chain(&labels).any(|name| begins(name))
        });
        let all = OTHERS.iter().chain(Setting::NAMES).zip(LABELS.iter().chain(Setting::LABELS));
        let others = all.filter(|(name, labels)| begins(name) || labels.iter().any(|l| begins(l)));
        let others = others.map(|(name, labels)| offer(name, labels[self.lang as usize]));
        fields.map(|field| offer(field.name, field.label(self.lang))).chain(others).collect()
    }

    /// The values of a field that begin so or have it in them, and after `@` its sets.
    fn values(self, field: &'static Field, typed: &str, rest: Option<&Bits>) -> Vec<Offer> {
        let column = self.store.column(field.axis);
        let set = typed.strip_prefix(['@', '＠']);
        let match_of = Match::new(set.unwrap_or(typed));
        let rank_of = |set: &Set| {
            let names = set.names.iter().map(String::as_str).chain([&*set.key]);
            names.filter_map(|name| match_of.name(&fold(name))).min()
        };
        let sets: Vec<(u8, &Set)> = column.sets.iter().filter_map(|set| Some((rank_of(set)?, set))).collect();
        let counts = rest.and_then(|rows| Counts::of(column, &sets, rows, &self.run));
        let mut found: Vec<(u8, Offer)> = Vec::new();
        if set.is_none() {
            let own = |entry: &Entry| field.axis != Axis::Actors || (field.speaks_of)(entry.kind);
            for (at, entry) in column.entries.iter().enumerate().filter(|(_, entry)| own(entry)) {
                let Some(rank) = match_of.entry(entry) else { continue };
                let count = counts.as_ref().map(|counts| counts.entries[at]);
                found.push((
                    rank,
                    Offer { text: print_value(&entry.key), label: entry.label(self.lang).to_owned(), count },
                ));
            }
        }
        for (at, (rank, set)) in sets.into_iter().enumerate() {
            let count = counts.as_ref().map(|counts| counts.sets[at]);
            let label = if set.name.is_empty() { &*set.key } else { set.name.get(self.lang) };
            found.push((rank, Offer { text: print_value(&format!("@{}", set.key)), label: label.to_owned(), count }));
        }
        found.sort_by(|(rank, a), (other, b)| {
            (rank, Reverse(a.count), &a.text).cmp(&(other, Reverse(b.count), &b.text))
        });
        found.into_iter().map(|(_, offer)| offer).collect()
    }

    /// What may stand after the names that are no fields.
    fn others(self, name: &str, typed: &str, rest: &dyn Fn() -> Option<Bits>) -> Vec<Offer> {
        let begins = |text: &str| text.starts_with(&typed.to_lowercase());
        let by_query = |rest: Option<Bits>, text: String, label: String| {
            let count = rest.and_then(|rows| self.count(&format!("{name}:{text}"), &rows));
            Offer { text, label, count }
        };
        if let Some((_, relation)) = DateRelation::NAMED.iter().find(|(known, _)| *known == name) {
            let dates = self.dates(typed);
            return if dates.is_empty() { dates } else { self.count_dates(dates, *relation, rest()) };
        }
        match name {
            "is" => {
                let states =
                    Is::NAMED.iter().filter(|(word, is)| begins(word) || is.label(Lang::Ja).starts_with(typed));
                let rest = rest();
                states
                    .map(|(word, is)| by_query(rest.clone(), (*word).to_owned(), is.label(self.lang).to_owned()))
                    .collect()
            }
            "weight" => {
                let rest = rest();
                let weights = ["3", "2", "1", "2.."].into_iter().filter(|weight| weight.starts_with(typed));
                weights.map(|weight| by_query(rest.clone(), weight.to_owned(), weight.to_owned())).collect()
            }
            "id" => {
                let rows = rest();
                let events = (0..self.store.len() as u32).map(|row| self.store.event(row));
                let begun = events.filter(|event| event.id().starts_with(typed)).take(self.most);
                begun
                    .map(|event| Offer {
                        text: print_value(event.id()),
                        label: event.title(self.lang).to_owned(),
                        count: rows.as_ref().map(|rows| u32::from(rows.contains(event.row))),
                    })
                    .collect()
            }
            setting => {
                let words = Setting::words(setting).into_iter().filter(|word| begins(word));
                let read = |word: &str| Setting::read(setting, word);
                let offer = |(word, setting): (&str, Setting)| Offer {
                    text: word.to_owned(),
                    label: setting.label(self.lang).to_owned(),
                    count: None,
                };
                words.filter_map(|word| Some((word, read(word)?))).map(offer).collect()
            }
        }
    }

    /// How many of some events a term holds for.
    fn count(self, term: &str, rows: &Bits) -> Option<u32> {
        let plan = Plan::new(&parse::parse(term), self.store).ok()?;
        let mut found = self.rows(&plan)?;
        found.and(rows);
        Some(found.count() as u32)
    }

    /// The dates that begin so: decades, years, months; after the sign of a span, its ends. Uncounted.
    fn dates(self, typed: &str) -> Vec<Offer> {
        let Some((first, last)) = self.store.years() else { return Vec::new() };
        let (start, end) = match typed.rfind("..") {
            Some(at) => typed.split_at(at + 2),
            None => ("", typed),
        };
        let is_begun = end.starts_with(|letter: char| letter.is_ascii_digit());
        let digits = end.len();
        let mut points: Vec<Point> = Vec::new();
        if is_begun && digits < 4 {
            points.extend(
                (first..=last).filter(|year| year % 10 == 0 || *year == first).map(|y| Point::Decade(y - y % 10)),
            );
        }
        if is_begun && digits >= 3 {
            points.extend((first..=last).map(Point::Year));
        }
        if is_begun && digits >= 4 {
            points.extend((first..=last).flat_map(|year| (1..=12).map(move |month| Point::Month(year, month))));
        }
        let label = |point: Point| match (point, self.lang) {
            (Point::Decade(year), Lang::Ja) => format!("{year}年代"),
            (Point::Year(year), Lang::Ja) => format!("{year}年"),
            (Point::Month(year, month), Lang::Ja) => format!("{year}年{month}月"),
            (point, _) => point.to_string(),
        };
        let offer = |text: String, label: String| Offer { text: format!("{start}{text}"), label, count: None };
        let points = points.into_iter().map(|point| (point.to_string(), label(point)));
        let eras = years_of_eras(end, (first, last));
        let mut offers: Vec<Offer> =
            points.filter(|(text, _)| text.starts_with(end)).map(|(text, label)| offer(text, label)).collect();
        offers.extend(eras.into_iter().map(|(text, label)| offer(text, label)));
        offers.retain(|offer| matches!(dates::read(&offer.text, true), Some(Ok(_))));
        offers.truncate(self.most);
        offers
    }

    fn count_dates(self, offers: Vec<Offer>, relation: DateRelation, rest: Option<Bits>) -> Vec<Offer> {
        let Some(rows) = rest else { return offers };
        let name = DateRelation::NAMED.iter().find(|(_, named)| *named == relation);
        let counted = |offer: Offer| {
            let term = name.map_or_else(|| offer.text.clone(), |(name, _)| format!("{name}:{}", offer.text));
            Offer { count: self.count(&term, &rows), ..offer }
        };
        offers.into_iter().map(counted).collect()
    }
}

/// The years of Japanese eras that begin so, with the year that each is.
fn years_of_eras(typed: &str, (first, last): (i32, i32)) -> Vec<(String, String)> {
    let digits = typed.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let name = &typed[..typed.len() - digits.len()];
    let short = name.is_ascii() && digits.is_empty();
    if name.is_empty() || short {
        return Vec::new();
    }
    let names = super::eras::NAMES.iter().filter(|known| known.starts_with(name) || name.eq_ignore_ascii_case(known));
    let texts = names.flat_map(|known| (1..100).map(move |count| (count, format!("{known}{count}"))));
    let begun = texts.filter(|(count, _)| count.to_string().starts_with(digits));
    let year = |text: &str| match dates::read(text, true) {
        Some(Ok(When::At(Point::Year(year)))) if (first..=last).contains(&year) => Some(year),
        _ => None,
    };
    begun.filter_map(|(_, text)| Some((year(&text)?.to_string(), text))).map(|(year, text)| (text, year)).collect()
}

/// How many of some events carry each value of a column, and how many a value of each of some sets.
struct Counts {
    entries: Vec<u32>,
    sets: Vec<u32>,
}

impl Counts {
    /// `None` where they are no longer wanted.
    fn of(column: &Column, sets: &[(u8, &Set)], rows: &Bits, run: &Run<'_>) -> Option<Self> {
        let mut counts = Self { entries: vec![0; column.entries.len()], sets: vec![0; sets.len()] };
        let mut sets_of: Vec<Vec<u32>> = vec![Vec::new(); column.entries.len()];
        for (at, (_, set)) in (0..).zip(sets) {
            set.members.iter().for_each(|member| sets_of[*member as usize].push(at));
        }
        // An event that carries two values of a set is one of it.
        let mut last = vec![u32::MAX; sets.len()];
        for at in 0..rows.len().div_ceil(BLOCK) {
            if !(run.go_on)() {
                return None;
            }
            for row in rows.range(block(at, rows.len())) {
                for entry in column.lists.get(row) {
                    counts.entries[*entry as usize] += 1;
                    for set in sets_of[*entry as usize].iter().map(|set| *set as usize) {
                        counts.sets[set] += u32::from(std::mem::replace(&mut last[set], row) != row);
                    }
                }
            }
        }
        Some(counts)
    }
}

/// How names match what was typed: they begin with it, a word of them does, or they have it in them.
struct Match {
    typed: String,
    needle: Needle,
}

impl Match {
    fn new(typed: &str) -> Self {
        Self { typed: fold(typed.trim()), needle: Needle::new(typed.trim(), How::Bare) }
    }

    fn name(&self, name: &str) -> Option<u8> {
        let mut places = name.match_indices(&self.typed).map(|(at, _)| at);
        let first = places.next()?;
        let mut begins_word = || is_word_start(name, first) || places.any(|at| is_word_start(name, at));
        Some(if first == 0 { 0 } else { 2 - u8::from(begins_word()) })
    }

    fn entry(&self, entry: &Entry) -> Option<u8> {
        let [kana, latin] = entry.readings();
        let named = entry.names().iter().filter_map(|name| self.name(name)).min();
        let read = || self.needle.reads(kana, latin).then_some(2);
        [self.name(&fold(&entry.key)), named].into_iter().flatten().min().or_else(read)
    }
}

#[cfg(test)]
mod tests;
