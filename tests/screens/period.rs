//! The view of a period: sentences whose words lead to what they speak of.

use super::*;

fn shown(line: &str, size: (u16, u16), lang: Lang) -> Session {
    let mut session = Session::begin(size, Begin { line, lang, palette: "mono", data: events() });
    session.keys("P");
    session
}

#[test]
fn a_period_is_told_at_every_size() {
    for (size, lang, name) in [
        (VAST, En, "period-200-en"),
        (WIDE, En, "period-120-en"),
        (PLAIN, Ja, "period-80-ja"),
        (TINY, Ja, "period-40-ja"),
    ] {
        let mut session = shown("2010..2020", size, lang);
        assert!(session.app.line().ends_with("view:period"), "{name}");
        shot(name, &mut session);
    }
}

#[test]
fn enter_follows_a_word_and_undo_comes_back() {
    let mut session = shown("", WIDE, En);
    let line = session.app.line().to_owned();
    // The fullest year is the first word that leads somewhere.
    session.keys("enter");
    assert_eq!(session.app.line(), "view:period 2019");
    session.keys("u");
    assert_eq!(session.app.line(), line);
    // The last is an event: it is selected in the list.
    session.keys("G enter");
    assert_eq!(session.app.line(), "");
    let row = session.app.store().row(session.selected()).unwrap();
    assert_eq!(session.app.store().event(row).weight(), 3);
}

#[test]
fn the_period_moves_by_its_own_length_and_by_eras() {
    let mut session = shown("2010s", WIDE, En);
    session.keys("[");
    assert_eq!(session.app.line(), "2000s view:period");
    session.keys("] ]");
    assert_eq!(session.app.line(), "2020s view:period");
    session.keys("X g P ]");
    assert_eq!(session.app.line(), "view:period 1950s", "the decade of the selected event");
}

#[test]
fn what_matches_nothing_is_told_so() {
    let mut session = shown("zzzzzz", PLAIN, En);
    assert!(session.text().contains("No event matches."));
}
