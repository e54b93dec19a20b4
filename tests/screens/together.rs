//! Together: who appears with the chosen one, and walking from one to the other.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use scidip::text::Lang::{self, En, Ja};

use super::harness::{Begin, Session, events};
use super::{PLAIN, TINY, VAST, WIDE, built_in, shot};

fn of(line: &str, size: (u16, u16), lang: Lang) -> Session {
    Session::begin(size, Begin { line, lang, palette: "mono", data: events() })
}

#[test]
fn those_that_appear_with_the_chosen_one_are_listed() {
    for (line, size, lang, name) in [
        ("view:together country:JP lanes:country", PLAIN, En, "together-80-en"),
        ("view:together org:ingsa", PLAIN, Ja, "together-80-ja"),
        ("view:together lanes:country", WIDE, En, "together-120-en"),
        ("view:together theme:joint lanes:theme", WIDE, Ja, "together-120-ja"),
        ("view:together country:US lanes:country 1950..2020", VAST, En, "together-200-en"),
        ("view:together country:US lanes:country", TINY, En, "together-40-en"),
        ("view:together country:US lanes:country", TINY, Ja, "together-40-ja"),
    ] {
        shot(name, &mut of(line, size, lang));
    }
}

#[test]
fn one_walks_from_one_to_the_other_and_back() {
    let mut session = of("view:together lanes:country 1950..2024", PLAIN, En);
    assert!(session.screen().holds("choose one"));
    session.keys("down enter");
    assert_eq!(session.app.line(), "view:together lanes:country 1950..2024 country:JP");
    assert!(session.screen().holds("with Japan: 13"), "{:#?}", session.screen().rows());
    session.keys("o g enter");
    assert_eq!(session.app.line(), "view:together lanes:country 1950..2024 country:US");
    session.keys("enter");
    assert_eq!(
        session.app.line(),
        "view:together lanes:country 1950..2024 country:JP",
        "the cursor is where one came from"
    );
    session.keys("u u");
    assert_eq!(session.app.line(), "view:together lanes:country 1950..2024 country:JP", "each walk is one step");
    session.keys("u");
    assert_eq!(session.app.line(), "view:together lanes:country 1950..2024");
}

#[test]
fn a_walk_takes_the_field_that_speaks_of_the_other() {
    let mut session = of("view:together person:kishi", WIDE, En);
    session.keys("g");
    let name = session.screen().rows();
    session.keys("enter");
    let line = session.app.line().to_owned();
    assert!(line.starts_with("view:together org:") || line.starts_with("view:together post:"), "{line} {name:#?}");
    assert!(session.screen().holds("KISHI Teruo"));
}

#[test]
fn both_are_listed_by_a_key() {
    let mut session = of("view:together country:JP lanes:country", PLAIN, En);
    session.keys("o g space");
    assert!(session.app.line().starts_with("country:JP lanes:country country:"), "{}", session.app.line());
    assert!(session.counts().0 > 0);
    session.keys("u esc");
    session.asks("country:JP lanes:country", 13);
}

#[test]
fn fields_and_orders_go_round() {
    let mut session = of("view:together", WIDE, En);
    let mut seen = Vec::new();
    for _ in 0..6 {
        session.keys("s");
        seen.push(session.app.line().replace("view:together lanes:", ""));
    }
    assert_eq!(seen, ["country", "org", "theme", "person", "post", "actor"]);
    session.keys("S");
    assert_eq!(session.app.line(), "view:together lanes:post");
    let mut session = of("view:together theme:polar lanes:theme", WIDE, En);
    for order in ["closest first", "most first", "by name", "earliest first", "closest first"] {
        assert!(session.screen().holds(order), "{order}");
        session.keys("o");
    }
}

#[test]
fn nobody_and_nothing_are_told_calmly() {
    let mut session = of("view:together country:JP forum space 2000..", PLAIN, En);
    assert!(session.screen().holds("No event matches."));
    let mut session = of("view:together org:cern", PLAIN, En);
    assert!(session.screen().holds("Nothing appears with CERN here."));
    let mut session = of("view:together lanes:tag", PLAIN, Ja);
    assert!(session.screen().holds("項目「タグ」の値を持つ出来事はありません。"));
}

#[test]
fn rows_are_pointed_at() {
    let mut session = of("view:together lanes:country", PLAIN, En);
    let (column, row) = session.screen().find("European Union").unwrap();
    let kind = MouseEventKind::Down(MouseButton::Left);
    let press = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
    session.mouse(press);
    assert_eq!(session.app.line(), "view:together lanes:country");
    session.mouse(press);
    assert_eq!(session.app.line(), "view:together lanes:country country:EU");
}

#[test]
fn every_field_fits_every_window() {
    for size in [VAST, (160, 45), WIDE, PLAIN, (60, 20), TINY, (30, 8), (20, 4), (20, 3)] {
        for lang in [En, Ja] {
            let begin = Begin { line: "view:together", lang, palette: "dark", data: built_in() };
            let mut session = Session::begin(size, begin);
            for keys in ["enter", "G", "enter", "s", "o", "s", "pgdn", "enter", "o", "s", "S", "enter", "u", "space"] {
                session.keys(keys).screen();
            }
        }
    }
}
