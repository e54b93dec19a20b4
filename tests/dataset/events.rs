//! The fields of the events, and that nothing is declared in vain.

use std::collections::HashSet;

use scidip::data::{ActorKind, Date, Day, Event, EventKind, Link, Precision, SourceRef};
use scidip::text::Lang;

use crate::{DOCUMENTS, SET, none};

/// Events that no theme fits, and why.
const WITHOUT_THEME: [(&str, &str); 2] = [
    ("2013-06-g8-lough-erne", "a summit told of for its date alone; its own agenda was economic"),
    ("2023-japan-g7-presidency", "a presidency; found by its actor"),
];

/// Events without a country and an actor, and why.
const WITHOUT_PARTY: [(&str, &str); 1] = [("2018-research-misuse", "told of the whole world; the source names nobody")];

/// Events whose title holds a part of their date because an official name does.
const DATED_NAMES: [(&str, &str); 9] = [
    ("2022-csa-roundtable", "the roundtables are named by their year"),
    ("2022-integrated-innovation-strategy", "the strategies are named by their year"),
    ("2023-03-sti-outlook-2023", "the editions are named by their year"),
    ("2023-10-csa-roundtable", "the roundtables are named by their year"),
    ("2023-10-sca-future-plan", "Future Strategic Plan 2023 is its name"),
    ("2024-10-csa-roundtable", "the roundtables are named by their year"),
    ("2024-world-migration-report", "the reports are named by their year"),
    ("2025-10-sti-outlook-2025", "the editions are named by their year"),
    ("2025-gesda-expo", "Expo 2025 is its name"),
];

const TITLE_EN: usize = 70;
const TITLE_JA: usize = 36;
const MONTHS: [&str; 12] = [
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

fn faults(told: impl Fn(&'static Event, &mut Vec<String>)) -> Vec<String> {
    let mut faults = Vec::new();
    for event in &SET.events {
        let mut own = Vec::new();
        told(event, &mut own);
        faults.extend(own.into_iter().map(|fault| format!("{}: {fault}", event.id)));
    }
    faults
}

#[test]
fn every_event_lies_between_1954_and_2027() {
    let outside = faults(|event, faults| {
        let date = event.date.as_ref().unwrap();
        if date.latest < Day::year_start(1954) || date.earliest > Day::year_end(2027) {
            faults.push(date.as_str().to_owned());
        }
    });
    none("events outside the span", &outside);
}

#[test]
fn every_event_says_what_it_was_who_took_part_and_who_says_so() {
    let incomplete = faults(|event, faults| {
        for lang in [Lang::En, Lang::Ja] {
            if event.title.only(lang).is_empty() {
                faults.push(format!("no title in {}", lang.code()));
            }
            if event.summary.only(lang).is_empty() {
                faults.push(format!("no summary in {}", lang.code()));
            }
        }
        if !(1..=3).contains(&event.weight) {
            faults.push(format!("weight {}", event.weight));
        }
        let nobody = event.countries.is_empty() && event.actors.is_empty();
        if nobody != WITHOUT_PARTY.iter().any(|(id, _)| *id == event.id) {
            faults.push(format!("{} a country or an actor", if nobody { "without" } else { "has now" }));
        }
        if event.sources.is_empty() {
            faults.push("no source".into());
        }
    });
    none("incomplete events", &incomplete);
}

#[test]
fn every_event_has_one_to_three_themes_but_those_that_none_fits() {
    let themes = faults(|event, faults| {
        let excepted = WITHOUT_THEME.iter().any(|(id, _)| *id == event.id);
        match (event.themes.len(), excepted) {
            (0, false) => faults.push("no theme".into()),
            (1.., true) => faults.push("has a theme now: take it off the list of exceptions".into()),
            (4.., _) => faults.push("more than three themes".into()),
            _ => {}
        }
        if event.themes.iter().collect::<HashSet<_>>().len() < event.themes.len() {
            faults.push("a theme twice".into());
        }
    });
    none("themes", &themes);
}

#[test]
fn few_events_are_of_no_kind_of_their_own() {
    let other = SET.events.iter().filter(|event| event.kind == EventKind::Other).count();
    assert!(other * 12 < SET.events.len(), "{other} events of the kind Other: is there none that fits?");
}

#[test]
fn each_citation_of_the_five_documents_gives_its_place_in_both_languages() {
    let without = faults(|event, faults| {
        let disputed = event.disputed.iter().flat_map(|version| &version.sources);
        for SourceRef { id, at, .. } in event.sources.iter().chain(disputed) {
            if DOCUMENTS.contains(&&**id) && (at.en.is_empty() || at.ja.is_empty()) {
                faults.push(format!("no place in {id}"));
            }
        }
        for version in &event.disputed {
            if version.note.is_empty() || version.sources.is_empty() {
                faults.push("another date without who says so and a note".into());
            }
            if version.date == event.date {
                faults.push("another date that is the same".into());
            }
        }
    });
    none("places", &without);
}

#[test]
fn titles_are_short_and_do_not_tell_their_date() {
    let titles = faults(|event, faults| {
        let (en, ja) = (event.title.en.chars().count(), event.title.ja.chars().count());
        if en > TITLE_EN || ja > TITLE_JA {
            faults.push(format!("title of {en} English and {ja} Japanese letters"));
        }
        let told = date_told(event.date.as_ref().unwrap(), &event.title.en, &event.title.ja);
        match (told, DATED_NAMES.iter().any(|(id, _)| *id == event.id)) {
            (Some(part), false) => faults.push(format!("the title tells the date: {part}")),
            (None, true) => faults.push("its title tells no date now: take it off the list of exceptions".into()),
            _ => {}
        }
    });
    none("titles", &titles);
}

/// The part of a date that one of the titles tells: a year, a year of an era, or a month.
fn date_told(date: &Date, en: &str, ja: &str) -> Option<String> {
    let mut parts = Vec::new();
    for day in [date.earliest, date.latest] {
        let (year, month, _) = day.parts();
        parts.push(year.to_string());
        for (era, before) in [("昭和", 1925), ("平成", 1988), ("令和", 2018)] {
            parts.push(format!("{era}{}年", year - before));
        }
        if matches!(date.precision, Precision::Day | Precision::Month) {
            parts.push(MONTHS[month as usize - 1].to_owned());
            parts.push(format!("{month}月"));
        }
    }
    parts.into_iter().find(|part| {
        let word = |text: &str| {
            text.match_indices(&**part).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + part.len()..].chars().next();
                let alone = |letter: Option<char>| !letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
                alone(before) && alone(after)
            })
        };
        word(en) || word(ja)
    })
}

#[test]
fn nothing_planned_was_over_when_it_was_announced() {
    let over = faults(|event, faults| {
        let (Some(planned), Some(date)) = (&event.planned, &event.date) else { return };
        if date.latest < planned.earliest {
            faults.push(format!("{} announced in {}", date.as_str(), planned.as_str()));
        }
    });
    none("plans", &over);
}

#[test]
fn there_are_26_themes_in_7_groups_and_each_is_used() {
    assert_eq!((SET.themes.len(), SET.groups.len()), (26, 7));
    let used: HashSet<&String> = SET.events.iter().flat_map(|event| &event.themes).collect();
    let unused: Vec<String> =
        SET.themes.iter().filter(|theme| !used.contains(&theme.id)).map(|theme| theme.id.clone()).collect();
    none("themes of no event", &unused);
}

#[test]
fn every_source_is_cited() {
    let event = SET
        .events
        .iter()
        .flat_map(|event| event.sources.iter().chain(event.disputed.iter().flat_map(|version| &version.sources)));
    let cited: HashSet<&String> =
        event.chain(SET.eras.iter().flat_map(|era| &era.sources)).map(|source| &source.id).collect();
    let idle: Vec<String> =
        SET.sources.iter().filter(|source| !cited.contains(&source.id)).map(|source| source.id.clone()).collect();
    none("sources that nothing cites", &idle);
}

#[test]
fn every_actor_takes_part_or_is_linked_with_one_that_does() {
    let used: HashSet<&str> = SET.events.iter().flat_map(|event| &event.actors).map(String::as_str).collect();
    let mut near = used.clone();
    for actor in &SET.actors {
        if used.contains(&*actor.id) {
            near.extend(actor.links.iter().map(Link::to));
        } else if actor.links.iter().any(|link| used.contains(link.to())) {
            near.insert(&actor.id);
        }
    }
    let idle: Vec<String> =
        SET.actors.iter().filter(|actor| !near.contains(&*actor.id)).map(|actor| actor.id.clone()).collect();
    none("actors of no event", &idle);
}

#[test]
fn posts_have_holders_and_only_posts_are_held() {
    let mut faults = Vec::new();
    for actor in &SET.actors {
        for link in actor.links.iter().filter(|link| link.term().is_some()) {
            let post = SET.actors.iter().find(|post| post.id == link.to());
            if actor.kind != ActorKind::Person || post.is_none_or(|post| post.kind != ActorKind::Post) {
                faults.push(format!("{} holds {}: only a person holds, and only a post is held", actor.id, link.to()));
            }
        }
    }
    none("posts", &faults);
}
