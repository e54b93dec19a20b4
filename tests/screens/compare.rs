//! The comparison: its sides chosen, swapped and taken, and its screens.

use scidip::text::Lang::{En, Ja};

use super::harness::Session;
use super::{BROAD, PLAIN, TINY, VAST, WIDE, after, press, shot};
use crossterm::event::{MouseButton, MouseEventKind};

const SIDES: &str = "/ vs:country:JP space vs:country:US enter 9";

#[test]
fn two_sides_stand_against_each_other() {
    for (size, lang, name) in [
        (PLAIN, En, "compare-80-en"),
        (WIDE, En, "compare-120-en"),
        (BROAD, Ja, "compare-160-ja"),
        (VAST, En, "compare-200-en"),
        (VAST, Ja, "compare-200-ja"),
        (TINY, Ja, "compare-40-ja"),
    ] {
        let mut session = after(SIDES, size, lang);
        session.asks("vs:country:JP vs:country:US view:compare", 24);
        shot(name, &mut session);
    }
    let mut session = after("/ vs:country:JP enter 9", WIDE, En);
    assert_eq!(session.counts(), (40, 40), "one side is compared with everything else");
    assert!(session.screen().holds("everything else"));
    shot("compare-rest-120-en", &mut session);
    let mut session = after("/ vs:country:JP space vs:country:US space zzz enter 9", WIDE, Ja);
    shot("compare-nothing-120-ja", &mut session);
}

#[test]
fn two_chosen_values_become_the_sides() {
    let mut session = after("1 space down space 9", WIDE, En);
    session.asks("vs:country:US vs:country:JP view:compare", 24);
    session.keys("s");
    session.asks("vs:country:JP vs:country:US view:compare", 24);
    session.keys("c");
    session.asks("view:compare", 40);
    session.keys("u u");
    assert_eq!(session.app.line(), "vs:country:US vs:country:JP view:compare");
    session.keys("u");
    assert_eq!(session.app.line(), "country:US,JP");
    session.keys("V V");
    assert_eq!(session.app.line(), "country:US,JP view:compare", "going through the views changes nothing");
}

#[test]
fn sides_are_chosen_one_after_the_other() {
    let mut session = after("9", PLAIN, En);
    assert!(session.screen().holds("Which one first?"));
    shot("compare-first-80-en", &mut session);
    session.keys("down enter");
    assert!(session.screen().holds("Japan against which one?"));
    shot("compare-second-80-en", &mut session);
    session.keys("esc enter enter");
    session.asks("view:compare vs:country:US vs:country:JP", 24);

    let mut session = after("/ weight:3 enter 9 right right", WIDE, Ja);
    assert_eq!(session.app.line(), "weight:3 view:compare lanes:theme");
    session.keys("enter");
    shot("compare-second-120-ja", &mut session);
    session.keys("up enter");
    assert!(session.app.line().starts_with("weight:3 view:compare lanes:theme vs:theme:"), "{}", session.app.line());
    assert!(!session.app.line().contains(" vs: "), "{}", session.app.line());
}

#[test]
fn the_selected_event_stays_and_the_keys_go_from_list_to_list() {
    let mut session = after(SIDES, WIDE, En);
    let first = session.selected().to_owned();
    session.keys("right");
    let beside = session.selected().to_owned();
    assert_ne!(first, beside);
    session.keys("5");
    assert_eq!(session.selected(), beside, "it stays from view to view");
    session.keys("9 left");
    assert_eq!(session.selected(), "jp-us-1961", "the nearest in date");
    session.keys("enter");
    assert!(session.screen().holds("1961-06 ─"), "the detail takes the place of the view");
    session.keys("esc");
    assert_eq!(session.selected(), "jp-us-1961");
    // Up from the first event to the sides; Enter asks for one of them alone.
    session.keys("g up");
    shot("compare-side-120-en", &mut session);
    session.keys("up enter");
    session.asks("country:JP", 13);
    session.keys("u down down");
    assert_eq!(session.app.line(), "vs:country:JP vs:country:US view:compare");
    // Right of the last list are the themes; Enter takes one up into the query.
    session.keys("right right right right enter");
    assert!(
        session.app.line().starts_with("vs:country:JP vs:country:US view:compare theme:"),
        "{}",
        session.app.line()
    );
}

#[test]
fn the_mouse_selects_and_enters() {
    let mut session = after(SIDES, WIDE, En);
    let left = MouseEventKind::Down(MouseButton::Left);
    let click = |session: &mut Session, text: &str| {
        let (x, y) = session.screen().find(text).unwrap_or_else(|| panic!("{text}"));
        session.mouse(press(x, y, left));
    };
    click(&mut session, "Japan and the Uni");
    assert_eq!(session.selected(), "jp-us-1961");
    click(&mut session, "B United");
    assert_eq!(session.app.line(), "vs:country:JP vs:country:US view:compare");
    click(&mut session, "B United");
    assert_eq!(session.app.line(), "country:US");
}
