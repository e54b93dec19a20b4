//! No fact twice: events whose dates overlap and whose titles share most of their words.

use std::collections::HashSet;

use scidip::data::Event;

use crate::{SET, event, none};

/// How much of the shorter title's words another title may share, in per cent.
const SHARED: usize = 70;
/// Spans longer than this many days are states, not facts of a date.
const LONG: i32 = 731;

/// Pairs that look alike and are two facts, and why.
const TWO_FACTS: &[(&str, &str, &str)] = &[
    ("1992-06-cbd", "1992-06-unfccc", "two conventions opened at one summit"),
    ("2012-02-japan-hungary", "2012-02-japan-slovakia", "two countries"),
    ("2012-05-japan-finland", "2012-05-japan-sweden", "two countries"),
    ("2012-08-japan-australia", "2012-08-japan-china-14", "two countries"),
    ("2021-10-scj-strategy-drafting", "2022-03-scj-strategy", "the drafting and the issue"),
    ("2023-china-strategy", "2023-06-german-nss", "two strategies of Germany"),
    ("2025-expo-osaka", "2025-gesda-expo", "the exposition and one exhibitor"),
];

/// Words of an English title that tell nothing.
const SMALL: [&str; 17] =
    ["the", "of", "and", "in", "to", "a", "an", "for", "on", "its", "with", "by", "as", "s", "at", "is", "from"];

/// A title taken apart in both languages.
struct Words {
    en: HashSet<String>,
    /// Japanese has no blanks: pairs of letters stand for words.
    ja: HashSet<(char, char)>,
}

fn words(event: &Event) -> Words {
    let en = event.title.en.to_lowercase();
    let en = en.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !SMALL.contains(word));
    let ja: Vec<char> = event.title.ja.chars().filter(|c| c.is_alphanumeric() || *c == 'ー').collect();
    Words { en: en.map(str::to_owned).collect(), ja: ja.windows(2).map(|pair| (pair[0], pair[1])).collect() }
}

fn alike<T: Eq + std::hash::Hash>(one: &HashSet<T>, other: &HashSet<T>) -> bool {
    let shorter = one.len().min(other.len());
    shorter > 2 && one.intersection(other).count() * 100 >= shorter * SHARED
}

#[test]
fn no_two_events_tell_the_same_fact() {
    let mut all: Vec<(&Event, Words)> = SET.events.iter().map(|event| (event, words(event))).collect();
    all.retain(|(event, _)| event.date.as_ref().is_some_and(|date| date.latest.0 - date.earliest.0 <= LONG));
    let mut found = Vec::new();
    for (number, (one, these)) in all.iter().enumerate() {
        for (other, those) in &all[number + 1..] {
            let (a, b) = (one.date.as_ref().unwrap(), other.date.as_ref().unwrap());
            let overlap = a.earliest <= b.latest && b.earliest <= a.latest;
            if overlap && (alike(&these.en, &those.en) || alike(&these.ja, &those.ja)) {
                found.push((&*one.id, &*other.id));
            }
        }
    }
    let known = |one: &str, other: &str| {
        TWO_FACTS.iter().any(|(a, b, _)| (*a == one && *b == other) || (*a == other && *b == one))
    };
    let twins: Vec<String> = found
        .iter()
        .filter(|(one, other)| !known(one, other))
        .map(|(one, other)| format!("{one} and {other}: {:?}", (title(one), title(other))))
        .collect();
    none("events that look alike", &twins);
    let idle: Vec<String> = TWO_FACTS
        .iter()
        .filter(|(a, b, _)| !found.iter().any(|(x, y)| (x == a && y == b) || (x == b && y == a)))
        .map(|(a, b, _)| format!("{a} and {b}"))
        .collect();
    none("exceptions that are none any more", &idle);
}

fn title(id: &str) -> &'static str {
    event(id).map_or("", |event| &event.title.en)
}
