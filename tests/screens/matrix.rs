//! The matrix: hits counted by two things, moved over and narrowed to.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use scidip::text::Lang::{self, En, Ja};

use super::harness::{Begin, Session, events};
use super::{BROAD, PLAIN, TINY, VAST, WIDE, built_in, shot};

fn of(line: &str, size: (u16, u16), lang: Lang) -> Session {
    Session::begin(size, Begin { line, lang, palette: "mono", data: events() })
}

/// The number that the rule tells of the cell under the cursor.
fn told(session: &mut Session) -> (String, usize) {
    let rows = session.screen().rows();
    let rule = rows.iter().find(|row| row.starts_with('─') || row.contains("─ ")).unwrap();
    let part = rule.split(" ─ ").nth(1).unwrap_or_default().trim_end_matches('─').trim();
    let (what, count) = part.rsplit_once(": ").unwrap_or_else(|| panic!("{rule}"));
    (what.to_owned(), count.parse().unwrap())
}

#[test]
fn hits_are_counted_by_two_things() {
    for (line, size, lang, name) in [
        ("view:matrix", PLAIN, En, "matrix-80-en"),
        ("view:matrix", PLAIN, Ja, "matrix-80-ja"),
        ("view:matrix lanes:country columns:5y", WIDE, En, "matrix-120-en"),
        ("view:matrix lanes:country columns:theme", BROAD, Ja, "matrix-160-ja"),
        ("view:matrix lanes:org columns:kind", VAST, En, "matrix-200-en"),
        ("view:matrix lanes:country columns:year", TINY, En, "matrix-40-en"),
        ("view:matrix lanes:country columns:year", TINY, Ja, "matrix-40-ja"),
    ] {
        shot(name, &mut of(line, size, lang));
    }
}

#[test]
fn nothing_one_hit_and_no_value_are_told_calmly() {
    let mut session = of("view:matrix country:JP forum space 2000..", PLAIN, En);
    assert!(session.screen().holds("No event matches."));
    let mut session = of("view:matrix iiasa", PLAIN, En);
    assert_eq!(told(&mut session).1, 1);
    shot("matrix-one-80-en", &mut session);
    let mut session = of("view:matrix lanes:tag", PLAIN, Ja);
    assert!(session.screen().holds("項目「タグ」の値を持つ出来事はありません。"));
}

#[test]
fn enter_narrows_to_the_cell_and_undo_brings_the_matrix_back() {
    let mut session = of("view:matrix lanes:country", WIDE, En);
    session.keys("g home");
    let (what, count) = told(&mut session);
    assert_eq!((what.as_str(), count), ("United States × 1950s", 2));
    session.keys("down right");
    assert_eq!(told(&mut session), ("Japan × 1960s".into(), 1));
    session.keys("enter");
    session.asks("lanes:country country:JP 1960s", 1);
    session.keys("u");
    assert_eq!(session.app.line(), "view:matrix lanes:country");
    assert_eq!(told(&mut session), ("Japan × 1960s".into(), 1), "one's place is kept");
}

#[test]
fn totals_narrow_to_their_row_or_column() {
    let mut session = of("view:matrix lanes:country", WIDE, En);
    session.keys("g down home left");
    assert_eq!(told(&mut session), ("Japan".into(), 13));
    session.keys("enter");
    session.asks("lanes:country country:JP", 13);
    session.keys("u home up up up");
    assert_eq!(told(&mut session), ("1950s".into(), 3));
    session.keys("left");
    assert_eq!(told(&mut session), ("all".into(), 40));
    session.keys("enter");
    session.asks("lanes:country", 40);
}

#[test]
fn a_column_of_values_narrows_to_both() {
    let mut session = of("view:matrix lanes:country columns:theme c:JP,US", WIDE, En);
    session.keys("g home");
    let (what, count) = told(&mut session);
    session.keys("enter");
    assert!(what.starts_with("United States × "), "{what}");
    assert!(session.app.line().starts_with("lanes:country columns:theme country:US theme:"), "{}", session.app.line());
    assert_eq!(session.counts().0, count, "a number is what one gets");
}

#[test]
fn keys_change_what_is_counted_and_the_order() {
    let mut session = of("view:matrix", WIDE, En);
    session.keys("+");
    assert_eq!(session.app.line(), "view:matrix columns:5y");
    session.keys("+ +");
    assert_eq!(session.app.line(), "view:matrix columns:year");
    session.keys("- - -");
    assert_eq!(session.app.line(), "view:matrix");
    session.keys("c c");
    assert_eq!(session.app.line(), "view:matrix columns:org");
    session.keys("C C s");
    assert_eq!(session.app.line(), "view:matrix lanes:person");
    session.keys("S S");
    assert_eq!(session.app.line(), "view:matrix lanes:org");
    assert!(session.screen().holds("most first"));
    session.keys("o");
    assert!(session.screen().holds("by name"));
    session.keys("o");
    assert!(session.screen().holds("earliest first"));
    session.keys("esc");
    session.asks("lanes:org", 40);
}

#[test]
fn the_selected_event_stays_selected_and_the_cursor_begins_at_it() {
    let mut session = of("", WIDE, En);
    session.keys("end 7");
    assert_eq!((session.selected(), session.app.line()), ("polar-2032", "view:matrix"));
    let (what, count) = told(&mut session);
    assert!(what.ends_with(" × 2030s") && count == 1, "{what}: {count}");
    session.keys("home g esc");
    assert_eq!(session.selected(), "polar-2032");
}

#[test]
fn cells_are_pointed_at() {
    let mut session = of("view:matrix lanes:country", WIDE, En);
    let row = session.screen().rows().iter().position(|row| row.contains("│ Japan")).unwrap() as u16;
    let (column, _) = session.screen().find("1990s").unwrap();
    let press = MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: column + 3,
        row,
        modifiers: KeyModifiers::NONE,
    };
    session.mouse(press);
    assert_eq!(told(&mut session).0, "Japan × 1990s");
    session.mouse(press);
    assert_eq!(session.app.line(), "lanes:country country:JP 1990s");
}

#[test]
fn columns_are_scrolled_with_the_cursor() {
    let mut session = of("view:matrix lanes:country columns:year", PLAIN, En);
    session.keys("home g");
    assert!(session.screen().holds("›") && !session.screen().holds("‹"));
    session.keys("end");
    assert_eq!(told(&mut session).0, "United Stat… × 2032");
    assert!(session.screen().holds("‹") && !session.screen().holds("›"));
    shot("matrix-scrolled-80-en", &mut session);
}

#[test]
fn every_field_by_every_other_fits_every_window() {
    for size in [VAST, BROAD, WIDE, PLAIN, (60, 20), TINY, (30, 8), (20, 4), (20, 3)] {
        for lang in [En, Ja] {
            let begin = Begin { line: "view:matrix", lang, palette: "dark", data: built_in() };
            let mut session = Session::begin(size, begin);
            for keys in
                ["G", "end", "s", "+", "+", "end", "c", "s", "c", "G", "o", "s", "s", "o", "home", "up", "S", "C"]
            {
                session.keys(keys).screen();
            }
        }
    }
}
