//! The lanes: what stands where, moving, zooming, narrowing; keys in and lines out.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use scidip::text::Lang::{self, En, Ja};

use super::harness::{Begin, Session, read};
use super::{PLAIN, TINY, VAST, WIDE, built_in, shot};

fn lanes(line: &str, size: (u16, u16), lang: Lang) -> Session {
    let line = format!("view:lanes {line}");
    Session::begin(size, Begin { line: line.trim(), lang, palette: "mono", data: super::harness::events() })
}

#[test]
fn lanes_fit_every_window() {
    for (line, size, lang, name) in [
        ("", WIDE, En, "lanes-120-en"),
        ("", PLAIN, En, "lanes-80-en"),
        ("", TINY, En, "lanes-40-en"),
        ("lanes:country", VAST, Ja, "lanes-country-200-ja"),
        ("lanes:org", (160, 45), En, "lanes-org-160-en"),
        ("lanes:kind zoom:10y", PLAIN, Ja, "lanes-kind-80-ja"),
        ("lanes:era", WIDE, Ja, "lanes-era-120-ja"),
        ("forum lanes:country 2010..2020", WIDE, En, "lanes-forum-120-en"),
    ] {
        let mut session = lanes(line, size, lang);
        shot(name, &mut session);
    }
}

#[test]
fn without_hits_and_with_one_the_lanes_are_calm() {
    let mut session = lanes("forum country:JP 2000..", PLAIN, En);
    assert!(session.screen().holds("No event matches"));
    let mut session = lanes("id:antarctic lanes:country", PLAIN, En);
    assert_eq!(session.counts(), (1, 40));
    shot("lanes-one-80-en", &mut session);
    // Keys and the mouse do no harm where there is nothing.
    let mut session = lanes("zzzz", TINY, Ja);
    session.keys("up down left right pgdn end home enter p o + - H L s esc");
    session.mouse(press(20, 5));
}

fn press(column: u16, row: u16) -> MouseEvent {
    let kind = MouseEventKind::Down(MouseButton::Left);
    MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
}

fn moved(column: u16, row: u16, kind: MouseEventKind) -> MouseEvent {
    MouseEvent { kind, ..press(column, row) }
}

#[test]
fn one_moves_along_a_lane_and_across_to_what_is_nearest_in_time() {
    let mut session = lanes("lanes:theme", WIDE, En);
    session.keys("6 right");
    assert_eq!(session.selected(), "geneva-1985", "the next of large facilities");
    session.keys("left");
    assert_eq!(session.selected(), "cern-1954");
    session.keys("end");
    assert_eq!(session.selected(), "ukraine");
    session.keys("home");
    assert_eq!(session.selected(), "cern-1954");
    let id = session.selected().to_owned();
    session.keys("down up");
    assert_eq!(session.selected(), id, "down and up again is where one was");
    session.keys("5 6");
    assert_eq!(session.selected(), id, "the event stays selected from view to view");
}

#[test]
fn an_event_with_several_values_is_selected_in_each_of_its_lanes() {
    let mut session = lanes("id:antarctic lanes:country", VAST, En);
    let screen = session.screen();
    let marks = screen
        .buffer
        .content()
        .iter()
        .filter(|cell| cell.symbol() == "◆" && cell.modifier.contains(ratatui::style::Modifier::REVERSED));
    assert_eq!(marks.count(), 7);
}

#[test]
fn the_field_the_zoom_and_the_value_are_parts_of_the_line() {
    let mut session = lanes("", WIDE, En);
    session.keys("s");
    assert_eq!(session.app.line(), "view:lanes lanes:kind");
    session.keys("S S S");
    assert_eq!(session.app.line(), "view:lanes lanes:country");
    session.keys("+ + -");
    assert_eq!(session.app.line(), "view:lanes lanes:country zoom:40y");
    session.keys("-  -");
    assert_eq!(session.app.line(), "view:lanes lanes:country");
    session.keys("enter");
    let narrowed = session.app.line().to_owned();
    assert!(narrowed.starts_with("view:lanes lanes:country country:"), "{narrowed}");
    session.keys("esc");
    assert_eq!(session.app.line(), "view:lanes lanes:country");
    session.keys("esc");
    assert_eq!(session.app.line(), "view:lanes lanes:country", "there is no further step back");
}

#[test]
fn the_window_stays_around_the_event_and_is_panned() {
    let years = |session: &mut Session| {
        let rows = session.screen().rows();
        let rule = rows.iter().find(|row| row.contains("most first")).unwrap().clone();
        rule.split(" · ").nth(1).unwrap().to_owned()
    };
    let mut session = lanes("lanes:kind", WIDE, En);
    session.keys("t");
    let id = session.selected().to_owned();
    session.keys("+ + +");
    let near = years(&mut session);
    assert!(near.ends_with("2029") || near.contains("20"), "{near}");
    assert_eq!(session.selected(), id);
    session.keys("H H H H");
    let before = years(&mut session);
    assert_ne!(before, near, "panned");
    session.keys("right left");
    assert_ne!(years(&mut session), before, "the selected event comes back into sight");
    let mut session = lanes("lanes:kind zoom:1y", WIDE, En);
    shot("lanes-year-120-en", &mut session);
}

#[test]
fn lanes_are_ordered_and_pinned() {
    let first = |session: &mut Session| {
        let screen = session.screen();
        let names = ["Austria", "Switzerland", "United States", "European Union"];
        names
            .into_iter()
            .min_by_key(|name| screen.rows().iter().skip(7).position(|row| row.contains(name)).unwrap_or(99))
    };
    let mut session = lanes("lanes:country", (100, 40), En);
    assert_eq!(first(&mut session), Some("United States"));
    session.keys("o");
    assert_eq!(first(&mut session), Some("Austria"));
    session.keys("o");
    assert_eq!(first(&mut session), Some("Switzerland"), "CERN's came first");
    session.keys("o down down down p");
    assert!(session.screen().holds("^"));
    let rows = session.screen().rows();
    let pinned = rows.iter().position(|row| row.contains('^')).unwrap();
    assert!(rows[pinned - 1].contains("├") || rows[pinned - 1].contains("19"), "on top: {rows:?}");
    session.keys("p");
    assert!(!session.screen().holds("^"));
}

/// Posts and who held them, one of them acting.
const POSTS: &str = r#"(
    actors: [
        (id: "stas", kind: Post, country: "US", name: (en: "Adviser to the Secretary of State", ja: "国務長官顧問"), date: "2000/.."),
        (id: "csa", kind: Post, country: "GB", name: (en: "Chief Scientific Adviser", ja: "首席科学顧問")),
        (id: "one", kind: Person, name: (en: "Ann ONE", ja: "一花"), links: [Holds("stas", "2001/2007"), Holds("csa", "2016/..")]),
        (id: "two", kind: Person, name: (en: "Bob Two", ja: "二郎"), links: [HoldsActing("stas", "2007/2012")]),
        (id: "three", kind: Person, name: (en: "Carol Three", ja: "三枝"), links: [Holds("stas", "2012/..")]),
    ],
    events: [
        (date: "2001-05", title: "Ann One appointed", kind: Appointment, actors: ["one", "stas"]),
        (date: "2012", title: "Carol Three appointed", kind: Appointment, actors: ["three", "stas"], disputed: [(date: "2011")]),
        (date: "2016-03-01", title: "Ann One moves", kind: Appointment, actors: ["one", "csa"]),
    ],
)"#;

#[test]
fn posts_show_who_held_them_and_persons_which_posts() {
    for (line, size, lang, name) in [
        ("view:lanes lanes:post", WIDE, En, "lanes-post-120-en"),
        ("view:lanes lanes:post", PLAIN, Ja, "lanes-post-80-ja"),
        ("view:lanes lanes:person", WIDE, En, "lanes-person-120-en"),
    ] {
        let mut session = Session::begin(size, Begin { line, lang, palette: "mono", data: read(POSTS) });
        assert!(session.screen().holds("┣"), "{name}");
        shot(name, &mut session);
    }
}

#[test]
fn lanes_are_clicked_dragged_and_wheeled() {
    let mut session = lanes("lanes:theme zoom:20y", WIDE, En);
    let screen = session.screen();
    let (x, y) = screen.find("Antarctic Treaty").unwrap();
    session.mouse(press(x + 2, y));
    assert_eq!(session.selected(), "antarctic");
    let before = session.screen().rows();
    session.mouse(moved(x - 20, y, MouseEventKind::Drag(MouseButton::Left)));
    session.mouse(moved(x - 20, y, MouseEventKind::Up(MouseButton::Left)));
    assert_ne!(session.screen().rows(), before, "the drag has moved the window");
    let (x, y) = session.screen().find("Polar regions").unwrap();
    session.mouse(press(x, y));
    assert_eq!(session.app.line(), "view:lanes lanes:theme zoom:20y theme:polar");

    let mut session = lanes("lanes:country", PLAIN, En);
    session.keys("home");
    let before = session.screen().rows();
    session.mouse(moved(40, 12, MouseEventKind::ScrollDown));
    assert_ne!(session.screen().rows(), before);
    session.mouse(moved(40, 12, MouseEventKind::ScrollUp));
    assert_eq!(session.screen().rows(), before);
}

#[test]
fn the_built_in_data_has_lanes_of_every_field_in_every_window() {
    for field in ["country", "org", "theme", "kind", "person", "post", "era", "source", "place", "tag", "actor"] {
        for (size, lang, zoom) in [(VAST, En, "all"), (WIDE, Ja, "20y"), (PLAIN, En, "2y"), (TINY, Ja, "1y")] {
            let line = format!("view:lanes lanes:{field} zoom:{zoom}");
            let mut session = Session::begin(size, Begin { line: &line, lang, palette: "dark", data: built_in() });
            session.screen();
            session.keys("down down right right end pgdn t o o p L").screen();
            assert!(!session.selected().is_empty());
        }
    }
}
