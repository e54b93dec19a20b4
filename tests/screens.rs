//! Whole screens: keys in, screens out, compared with files in `snapshots/`; beside each the facts that must hold whatever
//! the screen looks like. `INSTA_UPDATE=always cargo test --test screens` writes the files anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

#[path = "screens/compare.rs"]
mod compare;
#[path = "screens/harness.rs"]
mod harness;
#[path = "screens/lanes.rs"]
mod lanes;
#[path = "screens/matrix.rs"]
mod matrix;
#[path = "screens/offers.rs"]
mod offers;
#[path = "screens/pages.rs"]
mod pages;
#[path = "screens/period.rs"]
mod period;
#[path = "screens/together.rs"]
mod together;
#[path = "screens/tour.rs"]
mod tour;
#[path = "screens/walk.rs"]
mod walk;

use std::sync::Arc;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use harness::{Begin, Session, events, read};
use ratatui::style::{Modifier, Style};
use scidip::app::{Loaded, Msg};
use scidip::builtin;
use scidip::data::Tour;
use scidip::store::Store;
use scidip::text::Lang::{self, En, Ja};

const VAST: (u16, u16) = (200, 60);
const WIDE: (u16, u16) = (120, 40);
const PLAIN: (u16, u16) = (80, 24);
const TINY: (u16, u16) = (40, 10);

/// Compares the screen with the file of a name.
fn shot(name: &str, session: &mut Session) {
    let text = session.text();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The screen after some keys, from the start.
fn after(keys: &str, size: (u16, u16), lang: Lang) -> Session {
    let mut session = Session::start(size, lang);
    session.keys(keys);
    session
}

#[test]
fn the_start_shows_all_events() {
    for (size, lang, name) in [
        (VAST, En, "start-200-en"),
        (WIDE, En, "start-120-en"),
        (PLAIN, En, "start-80-en"),
        (TINY, En, "start-40-en"),
        (VAST, Ja, "start-200-ja"),
        (WIDE, Ja, "start-120-ja"),
        (PLAIN, Ja, "start-80-ja"),
        (TINY, Ja, "start-40-ja"),
    ] {
        let mut session = Session::start(size, lang);
        assert_eq!((session.counts(), session.selected()), ((40, 40), "cern-1954"), "{name}");
        assert_eq!(session.screen().cursor, None, "{name}: nothing is typed in");
        shot(name, &mut session);
    }
}

#[test]
fn a_query_is_answered_while_it_is_typed() {
    for (keys, size, lang, (hits, best), name) in [
        ("/ forum", WIDE, En, (5, "wsf-1"), "typed-forum-120-en"),
        ("/ 科学助言", PLAIN, Ja, (5, "auckland"), "typed-kanji-80-ja"),
        ("/ sekaikagaku", WIDE, Ja, (5, "wsf-1"), "typed-romaji-120-ja"),
        ("/ sekaikagaku", TINY, En, (5, "wsf-1"), "typed-romaji-40-en"),
        ("/ wsf space 2019..", PLAIN, En, (4, "wsf-9"), "typed-initials-and-years-80-en"),
    ] {
        let mut session = after(keys, size, lang);
        assert_eq!((session.counts(), session.selected()), ((hits, 40), best), "{name}");
        let typed = session.app.line().to_owned();
        let (column, row) = session.screen().find(&typed).unwrap();
        let end = column + scidip::text::width::width(&typed) as u16;
        assert_eq!(session.screen().cursor, Some((end, row)), "{name}: the cursor stands behind what is typed");
        shot(name, &mut session);
    }
}

#[test]
fn a_mistake_is_shown_with_what_may_be_meant_and_the_last_answer_stays() {
    let mut session = after("/ forum", PLAIN, En);
    session.send(Msg::Paste(" contry:JP".into()));
    assert_eq!(session.counts(), (5, 40), "of the last line that was good");
    assert!(session.screen().holds("did you mean country"));
    shot("mistake-field-80-en", &mut session);
    session.keys("tab");
    session.asks("forum country:JP", 0);
    shot("mistake-taken-80-en", &mut session);

    let mut session = after("/ country:Japn space", WIDE, Ja);
    assert!(session.screen().holds("でしょうか"));
    assert_eq!(session.counts(), (13, 40), "of country:Jap, the last line that was good");
    shot("mistake-value-120-ja", &mut session);
    session.keys("tab");
    session.asks("country:japan ", 13);
}

#[test]
fn where_nothing_matches_it_is_said_what_to_take_away() {
    let mut session = after("/ forum space country:JP space 2000.. enter", WIDE, En);
    assert_eq!(session.counts(), (0, 40));
    // Without country:JP there are the five meetings; without forum, what Japan did from 2000 on.
    assert!(session.screen().holds("country:JP: 5") && session.screen().holds("without forum: 10"));
    assert_eq!(session.selected(), "wsf-1", "one's place is kept");
    shot("nothing-120-en", &mut session);
    let mut session = after("/ forum space country:JP space 2000.. enter", TINY, Ja);
    assert!(session.screen().holds("5 件"));
    shot("nothing-40-ja", &mut session);
}

#[test]
fn countries_are_chosen_excluded_and_taken_alone() {
    let mut session = after("1 space", WIDE, En);
    session.asks("country:US", 18);
    shot("country-chosen-120-en", &mut session);
    session.keys("down space");
    session.asks("country:US,JP", 24);

    let mut session = after("1 down x", WIDE, Ja);
    session.asks("!country:JP", 27);
    shot("country-excluded-120-ja", &mut session);

    let mut session = after("/ c:FR,DE space research enter 1 down =", PLAIN, En);
    assert!(session.app.line().starts_with("research country:"), "{}", session.app.line());
    shot("country-only-80-en", &mut session);
}

#[test]
fn a_value_is_found_by_typing_in_its_pane() {
    let mut session = after("2 f royal", PLAIN, En);
    assert!(session.screen().cursor.is_some());
    shot("filter-80-en", &mut session);
    session.keys("enter");
    session.asks("org:royal-society", 2);

    let mut session = after("1 f にほん", WIDE, Ja);
    shot("filter-120-ja", &mut session);
    session.keys("enter");
    assert_eq!(session.app.line(), "country:JP");
}

#[test]
fn years_are_chosen_in_the_strip() {
    let mut session = after("4 end", VAST, En);
    session.keys(&"left ".repeat(13));
    session.keys("enter");
    session.asks("2019", 4);
    session.keys("shift-right shift-right");
    session.asks("2019..2021", 7);
    shot("strip-200-en", &mut session);
    session.keys("c");
    session.asks("", 40);

    let mut session = after("/ 科学 enter 4 home enter end enter", WIDE, Ja);
    assert_eq!(session.app.line(), "科学 1954..2032");
    shot("strip-120-ja", &mut session);
    let mut session = after("4 home right right enter right right right right shift-left", PLAIN, En);
    assert!(session.app.line().starts_with("195"), "{}", session.app.line());
    shot("strip-80-en", &mut session);
}

#[test]
fn the_chosen_years_are_a_window() {
    let mut session = after("/ 2000..2009 enter 4 > > < + -", WIDE, En);
    assert_eq!(session.app.line(), "2001..2010");
    session.keys("+ + shift-right");
    assert_eq!(session.app.line(), "1999..2013", "the end that is nearer to the cursor");
    session.keys("shift-left shift-left shift-left");
    assert_eq!(session.app.line(), "1999..2010");
    let mut session = after("/ 2015.. enter 4 < +", PLAIN, Ja);
    assert_eq!(session.app.line(), "2011..", "an open end stays open");
    session.keys("c end + +");
    assert_eq!(session.app.line(), "2028..2032");

    // By the mouse: an end by its bracket, the whole of it from inside, a new one from outside; each drag is one step.
    let mut session = after("/ 1990..1999 enter", WIDE, En);
    let mut drag = |from: (u16, u16), to: u16| {
        session.mouse(press(from.0, from.1, MouseEventKind::Down(MouseButton::Left)));
        for column in [from.0.midpoint(to), to] {
            session.mouse(press(column, from.1, MouseEventKind::Drag(MouseButton::Left)));
        }
        session.mouse(press(to, from.1, MouseEventKind::Up(MouseButton::Left)));
        session.app.line().to_owned()
    };
    // At this width 1990 begins at column 54, 1999 ends at 68.
    let line = drag((54, 2), 39);
    assert!(line.ends_with("..1999") && line.starts_with("19") && line.as_str() < "1985", "{line}");
    let whole = drag((50, 2), 60);
    assert!(whole > line && whole.ends_with(|letter: char| letter.is_ascii_digit()), "{line} {whole}");
    let new = drag((100, 2), 110);
    assert!(new.starts_with("202"), "{new}");
    session.keys("u");
    assert_eq!(session.app.line(), whole);
    session.keys("u u");
    assert_eq!(session.app.line(), "1990..1999");
}

#[test]
fn each_act_is_one_step_of_undo() {
    let mut session = after("1 space 3 space / space forum enter", PLAIN, En);
    let all = session.app.line().to_owned();
    assert!(all.ends_with(" forum"), "{all}");
    session.keys("u u");
    assert_eq!(session.app.line(), "country:US");
    shot("undone-80-en", &mut session);
    session.keys("u");
    session.asks("", 40);
    session.keys("u ctrl-r ctrl-r ctrl-r ctrl-r");
    assert_eq!(session.app.line(), all);
    shot("redone-80-en", &mut session);
    session.keys("X");
    assert_eq!(session.app.line(), "");
    session.keys("u");
    assert_eq!(session.app.line(), all);
}

#[test]
fn help_lies_over_the_screen() {
    for (size, lang, name) in [(WIDE, En, "help-120-en"), (PLAIN, Ja, "help-80-ja"), (TINY, En, "help-40-en")] {
        let mut session = after("?", size, lang);
        shot(name, &mut session);
        session.keys("G ? q");
        assert_eq!(session.effects, ["quit"], "{name}: the first closes the box, the second the program");
    }
}

#[test]
fn what_was_only_announced_is_never_shown_as_done() {
    let mut session = after("/ is:planned space is:nothing ctrl-w enter", WIDE, Ja);
    assert_eq!((session.counts(), session.selected()), ((2, 40), "ingsa-2027"));
    assert!(session.screen().holds("予定（2025年2月時点の発表）"));
    shot("planned-120-ja", &mut session);

    let mut session = after("/ is:unconfirmed enter end enter", PLAIN, En);
    assert_eq!((session.counts(), session.selected()), ((2, 40), "wsf-12"));
    assert!(session.screen().holds("Announced by February 2025"));
    shot("unconfirmed-80-en", &mut session);

    // The rule for today stands between what has begun and what has not.
    let mut session = after("t", PLAIN, En);
    assert_eq!(session.selected(), "wsf-12");
    let screen = session.screen();
    let row = |text: &str| screen.find(text).unwrap_or_else(|| panic!("{text} in {:#?}", screen.rows())).1;
    assert!(row("12th World") < row("today 22 November") && row("today 22 November") < row("INGSA conf"));
    shot("today-80-en", &mut session);
}

#[test]
fn where_sources_disagree_both_dates_stand_in_the_detail() {
    for (size, lang, warning, other, name) in [
        (WIDE, En, "Sources disagree on the date", "The text gives 1964", "disputed-120-en"),
        (PLAIN, Ja, "日付について出典が食い違う", "本文は1964年", "disputed-80-ja"),
    ] {
        let mut session = after("/ is:disputed enter enter", size, lang);
        assert_eq!((session.counts(), session.selected()), ((1, 40), "iiasa-1972"), "{name}");
        assert!(session.screen().holds(warning), "{name}");
        let told = (0..20).any(|_| session.keys("down").screen().holds(other));
        assert!(told, "{name}");
        session.keys("home");
        shot(name, &mut session);
    }
}

#[test]
fn a_narrow_window_opens_one_thing_over_the_list() {
    let mut session = after("F", TINY, En);
    shot("drawer-40-en", &mut session);
    session.keys("space F");
    session.asks("country:US", 18);
    session.keys("down enter");
    assert_eq!(session.selected(), "antarctic");
    shot("detail-40-en", &mut session);
    session.keys("esc down");
    assert_eq!(session.selected(), "jp-us-1961", "the list has the keys again");

    let mut session = after("F down space", (60, 20), Ja);
    assert_eq!(session.app.line(), "country:JP");
    shot("drawer-60-ja", &mut session);
    session.keys("esc end up enter");
    shot("detail-60-ja", &mut session);
}

/// A file of one's own with an entry that is left out, one that is kept with a fault, and one that is good.
const OWN: &str = r#"(events: [
    (date: "2011-03-11", title: (en: "Earthquake", ja: "東日本大震災"), countris: ["JP"], weight: 3),
    (date: "2011-13-01", title: "Never"),
    (date: "2012", title: "Good, but\u{1b}[31m red", countries: ["JP"]),
])"#;

#[test]
fn problems_of_ones_own_data_are_told_and_listed() {
    let begin = |size, lang| Session::begin(size, Begin { line: "", lang, palette: "mono", data: read(OWN) });
    let mut session = begin(PLAIN, En);
    let last = session.screen().rows().pop().unwrap();
    assert!(last.contains('W'), "the last line says where to look: {last}");
    shot("problems-told-80-en", &mut session);
    let mut session = begin(WIDE, En);
    session.keys("W");
    assert!(session.screen().holds("own.ron:3"));
    shot("problems-listed-120-en", &mut session);
    let mut session = begin(TINY, Ja);
    session.keys("W");
    shot("problems-listed-40-ja", &mut session);
}

#[test]
fn the_list_is_ordered_by_date_newest_first_or_best_first() {
    let mut session = after("o", PLAIN, En);
    assert_eq!((session.app.line(), session.selected()), ("sort:-date", "cern-1954"));
    session.keys("home");
    assert_eq!(session.selected(), "polar-2032");
    shot("newest-first-80-en", &mut session);
    session.keys("o");
    assert_eq!(session.app.line(), "", "without words there is no best match");

    let mut session = after("/ science enter o o home", WIDE, En);
    assert_eq!(session.app.line(), "science sort:score");
    shot("best-first-120-en", &mut session);
}

#[test]
fn the_language_changes_and_the_event_stays() {
    let mut session = after("/ advisor enter end", WIDE, En);
    let id = session.selected().to_owned();
    session.keys("l");
    assert_eq!(session.selected(), id);
    assert!(session.screen().holds("日本語"));
    shot("language-changed-120-ja", &mut session);
    session.keys("l");
    assert!(session.screen().holds("EN"));
    assert_eq!(session.selected(), id);
}

fn press(column: u16, row: u16, kind: MouseEventKind) -> MouseEvent {
    MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
}

#[test]
fn what_is_pointed_at_is_what_happens() {
    let mut session = Session::start(WIDE, En);
    let at = |session: &mut Session, text: &str| session.screen().find(text).unwrap();
    let left = MouseEventKind::Down(MouseButton::Left);
    let (x, y) = at(&mut session, "Antarctic Treaty");
    session.mouse(press(x + 3, y, left));
    assert_eq!(session.selected(), "antarctic");
    session.mouse(press(x, y, MouseEventKind::ScrollDown));
    assert_eq!(session.selected(), "helsinki", "the wheel goes three events on");
    let (x, y) = at(&mut session, "Japan   ");
    session.mouse(press(x, y, left));
    assert_eq!(session.app.line(), "country:JP");
    let (x, y) = at(&mut session, "1960");
    session.mouse(press(x, y - 1, left));
    session.mouse(press(x + 40, y - 1, MouseEventKind::Drag(MouseButton::Left)));
    session.mouse(press(x + 40, y - 1, MouseEventKind::Up(MouseButton::Left)));
    let line = session.app.line().to_owned();
    assert!(line.starts_with("country:JP 1960..") && line.len() == "country:JP 1960..1980".len(), "{line}");
}

#[test]
fn what_is_pasted_is_typed_without_control_characters() {
    let mut session = Session::start(PLAIN, En);
    session.send(Msg::Paste("country:JP\n\u{1b}[31mforum\u{7}".into()));
    assert!(session.app.line().chars().all(|letter| !letter.is_control()), "{:?}", session.app.line());
    assert!(session.app.line().starts_with("country:JP "), "{:?}", session.app.line());
}

#[test]
fn colours_carry_what_black_and_white_says_by_other_means() {
    let styles = |palette: &str| {
        let begin = Begin { line: "forum", lang: En, palette, data: events() };
        let mut session = Session::begin(WIDE, begin);
        let screen = session.screen();
        let (x, y) = screen.find("World Science Forum").unwrap();
        let letters: Vec<Style> = (0..19).map(|at| screen.buffer[(x + at, y)].style()).collect();
        let count =
            screen.buffer.content().iter().map(ratatui::buffer::Cell::style).collect::<std::collections::HashSet<_>>();
        let coloured = screen.buffer.content().iter().filter(|cell| cell.fg != ratatui::style::Color::Reset).count();
        (letters, count.len(), coloured, screen.rows())
    };
    let (dark, many, coloured, rows) = styles("dark");
    let (mono, few, none, same) = styles("mono");
    assert_eq!(rows, same, "a palette changes no letter");
    assert!(coloured > 500 && many > 8, "{coloured} cells in {many} styles");
    assert_eq!(none, 0, "black and white has no colour");
    assert!(few >= 4, "{few} styles");
    for letters in [dark, mono] {
        assert_ne!(letters[0], letters[14], "the letters that match look different");
        assert_eq!(letters[14], letters[18]);
    }
    assert!(mono_selected().contains(Modifier::REVERSED));
}

/// How the selected row is drawn without colours.
fn mono_selected() -> Modifier {
    let mut session = Session::start(PLAIN, En);
    let screen = session.screen();
    let (x, y) = screen.find("CERN's convention").unwrap();
    screen.buffer[(x, y)].modifier
}

fn built_in() -> Loaded {
    let store = Arc::new(Store::build(builtin::dataset().unwrap()));
    Loaded { store, problems: Vec::new(), faults: 0, more: false }
}

#[test]
fn the_built_in_data_fits_every_window() {
    for size in [VAST, (160, 45), WIDE, (100, 30), PLAIN, (60, 20), TINY, (30, 8), (20, 4)] {
        for lang in [En, Ja] {
            let data = built_in();
            let all = data.store.len();
            assert!(all >= 148, "{all} events");
            let mut session = Session::begin(size, Begin { line: "", lang, palette: "dark", data });
            if size.0 >= 40 {
                assert_eq!(session.counts(), (all, all));
            }
            // Every event's detail, every pane and every box can be drawn.
            for keys in ["enter", "G", "esc", "end", "enter", "esc", "F", "tab", "tab", "4", "?", "esc", "t", "esc"] {
                session.keys(keys).screen();
            }
            assert!(!session.selected().is_empty());
        }
    }
}

#[test]
fn the_built_in_data_answers_the_questions_of_the_design() {
    let ask = |line: &str| {
        let mut session = Session::begin(WIDE, Begin { line, lang: En, palette: "mono", data: built_in() });
        (session.counts().0, session.selected().to_owned(), session.screen())
    };
    // When was FMSTAN created? The best match of its name tells of it.
    let (hits, _, screen) = ask("fmstan kind:founding");
    assert!(hits >= 1 && screen.holds("Foreign Ministries"), "{hits}");
    // What happened between Japan and ASEAN in 2023 and 2024?
    let (hits, ..) = ask("country:JP country:@asean 2023..2024");
    assert!(hits >= 1, "{hits}");
    // What is coming that we should prepare for?
    let (hits, _, screen) = ask("is:planned");
    assert!(hits >= 1 && screen.holds("·"), "{hits}");
    // A reading finds its kanji.
    let (latin, ..) = ask("kagakugijutsu");
    let (kanji, ..) = ask("科学技術");
    assert!(latin > 50 && kanji > latin / 2, "{latin} {kanji}");
}
