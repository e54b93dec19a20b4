//! Guided tours: stops of the real screen, gone through by keys.

use super::*;

/// The built-in data, in which the tours lead.
fn data() -> Loaded {
    let store = Arc::new(Store::build(builtin::dataset().unwrap()));
    Loaded { store, problems: Vec::new(), faults: 0, more: false }
}

fn begin(size: (u16, u16), lang: Lang) -> Session {
    Session::begin(size, Begin { line: "fusion", lang, palette: "mono", data: data() })
}

#[test]
fn a_tour_is_chosen_gone_through_and_left_where_one_is() {
    let mut session = begin(WIDE, En);
    session.keys("T");
    assert!(session.text().contains("Guided tours"));
    session.keys("enter");
    assert_eq!((session.app.line(), session.selected()), ("..1964", "1954-09-cern"));
    assert!(session.text().contains("1/12"));
    session.keys("right right left");
    assert_eq!(session.selected(), "1957-07-igy");
    // Other keys are those of the screen.
    session.keys("down");
    assert_ne!(session.selected(), "1957-07-igy");
    let (line, selected) = (session.app.line().to_owned(), session.selected().to_owned());
    session.keys("esc");
    assert!(!session.text().contains("2/12"));
    assert_eq!((session.app.line(), session.selected()), (&*line, &*selected));
    // Each stop was one step of undo.
    session.keys("u u u");
    assert_eq!(session.app.line(), "..1964");
    session.keys("u");
    assert_eq!(session.app.line(), "fusion");
}

#[test]
fn after_the_last_stop_the_tour_is_over() {
    let mut session = begin(WIDE, En);
    session.keys("T down down down enter");
    for _ in 0..20 {
        session.keys("right");
    }
    assert!(!session.text().contains("/9"), "the box is gone");
}

#[test]
fn the_list_and_a_stop_fit_every_size() {
    for (size, lang, name) in [(WIDE, Ja, "tour-120-ja"), (PLAIN, En, "tour-80-en"), (TINY, En, "tour-40-en")] {
        let mut session = begin(size, lang);
        session.keys("T");
        assert!(session.text().contains('╭'), "{name}");
        session.keys("enter right right right");
        let text = session.text();
        assert!(text.contains("4/12"), "{name}: {text}");
    }
}

#[test]
fn a_tour_of_ones_own_comes_first_and_may_lead_nowhere() {
    let own = Tour::read(
        "own",
        "(id: \"own\", title: \"Mine\", stops: [(query: \"country:zzz\", event: \"none\", text: \"So.\")])",
    );
    let mut session = Session::begin_with_tours(
        PLAIN,
        Begin { line: "", lang: En, palette: "mono", data: data() },
        vec![own.unwrap()],
    );
    session.keys("T enter");
    assert!(session.text().contains("So.") && session.app.line() == "country:zzz");
    session.keys("esc u");
    assert_eq!(session.app.line(), "");
}
