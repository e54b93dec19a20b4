//! The tables of the module's own text, read and tried, and what a word is.

use super::*;
use crate::data::{Actor, Dataset, Date, Event, EventKind, Text};
use crate::query::{Ctx, Plan, answer, parse};
use crate::store::Store;
use crate::text::has_japanese;

/// The rows of the tables with so many columns, without their heads; a bar in a cell has a backslash before it.
fn rows(columns: usize) -> Vec<Vec<String>> {
    let table = include_str!("../words.rs").lines().filter_map(|line| line.strip_prefix("//! | "));
    let cells = |row: &str| -> Vec<String> {
        let row = row.trim_end_matches(" |").replace("\\|", "\u{1}");
        row.split(" | ").map(|cell| cell.trim().trim_matches('|').trim().replace('\u{1}', "|")).collect()
    };
    let rows = table.map(cells).filter(|row| row.len() == columns && row.iter().any(|cell| cell.starts_with('`')));
    rows.map(|row| row.into_iter().map(|cell| cell.trim_matches('`').to_owned()).collect()).collect()
}

/// Events as the tables tell them: `title: …; summary: …; weight: 3`, each a year before the one before it.
fn store(events: &[&str]) -> Store {
    let mut set = Dataset::default();
    for (at, told) in events.iter().enumerate() {
        let mut event =
            Event { id: at.to_string(), date: Date::parse(&(2000 - at).to_string()).ok(), ..Event::default() };
        for part in told.split("; ") {
            let (name, value) = part.split_once(": ").unwrap_or_else(|| panic!("{part}"));
            match name {
                "title" if has_japanese(value) => event.title.ja = value.to_owned(),
                "title" => event.title.en = value.to_owned(),
                "yomi" => event.title.yomi = value.to_owned(),
                "summary" => event.summary = Text::plain(value),
                "place" => event.place = Text::plain(value),
                "weight" => event.weight = value.parse().unwrap(),
                "date" => event.date = Date::parse(value).ok(),
                "kind" if value == "Founding" => event.kind = EventKind::Founding,
                "actor" => {
                    set.actors.push(Actor { id: value.to_owned(), name: Text::plain(value), ..Actor::default() });
                    event.actors.push(value.to_owned());
                }
                "since" => set.actors.last_mut().unwrap().date = Date::parse(value).ok(),
                _ => panic!("{part}"),
            }
        }
        set.events.push(event);
    }
    Store::build(set)
}

#[test]
fn the_examples_of_the_classes_hold() {
    let rows = rows(4);
    let classes: Vec<&Vec<String>> =
        rows.iter().filter(|row| row[0].starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(classes.len(), 14);
    for row in classes {
        let found = find(&store(&[&row[3]]), &Needle::new(&row[2], How::Bare), &|| true).unwrap();
        let class = found.ranks[0] / 4;
        let (least, most) = row[0].split_once(" to ").unwrap_or((&row[0], &row[0]));
        assert!((least.parse().unwrap()..=most.parse().unwrap()).contains(&class), "{row:?}: {class}");
        assert_eq!(found.guess.is_some(), class > 6 || least != most, "{row:?}");
    }
}

#[test]
fn the_better_match_comes_first() {
    let rows = rows(4);
    let better: Vec<&Vec<String>> = rows.iter().filter(|row| row[1].starts_with("title: ")).collect();
    assert_eq!(better.len(), 21);
    for row in better {
        let store = store(&[&row[1], &row[2]]);
        let plan = Plan::new(&parse(&row[0]), &store).unwrap();
        let found = answer(&plan, &store, Ctx { today: crate::data::Day::LAST }, &|| true).unwrap();
        let ids: Vec<&str> = found.ranked.iter().map(|row| store.event(*row).id()).collect();
        assert_eq!(ids, ["0", "1"], "{row:?}");
    }
}

#[test]
fn a_text_matches_by_its_best_class() {
    for (word, text, class) in [
        ("forum", "World Science Forum", Some(Class::WordStart)),
        ("顧問", "大臣の顧問", Some(Class::WordStart)),
        ("plomacy", "Science Diplomacy", Some(Class::Contained)),
        ("wsf", "World Science Forum", Some(Class::Initials)),
        ("fmstan", "Foreign Ministries Science & Technology Advice Network", Some(Class::Initials)),
        ("sciforum", "World Science Forum", Some(Class::Beginnings)),
        ("iter", "International cooperation", None),
        ("forgn", "Foreign ministries", None),
        ("ｉｔｅｒ", "ITER begins", Some(Class::WordStart)),
    ] {
        assert_eq!(Needle::new(word, How::Bare).class(&fold(text)), class, "{word} in {text}");
    }
}

#[test]
fn signs_speak_of_a_single_title_or_name() {
    let text = "world science forum\u{1f}世界科学フォーラム";
    for (word, how, holds) in [
        ("world", How::Start, true),
        ("世界", How::Start, true),
        ("forum", How::End, true),
        ("science", How::Word, true),
        ("scien", How::Word, false),
        ("world science forum", How::Whole, true),
        ("forum", How::Whole, false),
    ] {
        assert_eq!(Needle::new(word, how).class(text).is_some(), holds, "{word} {how:?}");
    }
}
