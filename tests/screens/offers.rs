//! What is offered below the search line while one types.

use super::*;

fn typed(text: &str) -> Session {
    let mut session = Session::start(WIDE, En);
    session.keys("/");
    session.keys(text);
    session
}

/// Whether a row of the box holds a value and what it is called, with blanks between.
fn is_offered(session: &mut Session, text: &str, label: &str) -> bool {
    let rows = session.screen().rows();
    rows.iter()
        .any(|row| row.split_once(&format!(" {text} ")).is_some_and(|(_, rest)| rest.trim_start().starts_with(label)))
}

#[test]
fn values_are_offered_with_what_they_are_called_and_counted() {
    let mut session = typed("country:un");
    assert!(is_offered(&mut session, "US", "United States"));
    shot("offers-120-en", &mut session);
    let mut session = Session::start(PLAIN, Ja);
    session.keys("/");
    session.keys("theme:s");
    shot("offers-80-ja", &mut session);
}

#[test]
fn tab_takes_the_first_and_enter_the_chosen_one() {
    let mut session = typed("country:un");
    session.keys("tab");
    assert_eq!(session.app.line(), "country:US");
    let mut session = typed("country:un");
    session.keys("down down enter");
    assert_eq!(session.app.line(), "country:GB");
    // The line still has the keys, so that one types on.
    session.keys(",fr");
    session.keys("tab enter");
    assert_eq!(session.app.line(), "country:GB,FR");
}

#[test]
fn the_name_of_a_field_is_offered_and_the_arrows_stay_with_the_list() {
    let mut session = typed("coun");
    let before = session.selected().to_owned();
    session.keys("up");
    assert_ne!(session.selected(), before);
    session.keys("tab");
    assert_eq!(session.app.line(), "country:");
}

#[test]
fn nothing_is_offered_when_the_line_has_been_left() {
    let mut session = typed("country:un");
    session.keys("esc");
    assert!(!is_offered(&mut session, "US", "United States"));
}
