//! References that are followed, pages over the screen, and the chain of what led to what.

use super::*;

#[test]
fn references_of_the_detail_are_followed_and_the_way_leads_back() {
    let mut session = after("/ id:fmstan-2016 enter enter", WIDE, En);
    assert_eq!(session.counts(), (1, 40));
    // The actors come first; the events it is linked with come last.
    session.keys("left enter");
    let second = session.selected().to_owned();
    assert_ne!(second, "fmstan-2016");
    assert!(session.screen().holds("not among the hits"));
    shot("followed-120-en", &mut session);
    session.keys("b");
    assert_eq!(session.selected(), "fmstan-2016");
    session.keys("f");
    assert_eq!(session.selected(), second);
    session.keys("esc");
    assert_eq!(session.selected(), "fmstan-2016", "one step back");
    session.keys("esc u");
    session.keys("down");
    assert_eq!(session.counts(), (40, 40));
}

#[test]
fn an_actor_has_a_profile_and_its_events_are_read_there() {
    for (size, lang, name) in [(VAST, En, "profile-200-en"), (WIDE, Ja, "profile-120-ja"), (PLAIN, En, "profile-80-en")]
    {
        let mut session = after("/ id:fmstan-2016 enter enter right enter", size, lang);
        assert!(session.screen().holds(if lang == En {
            "Foreign Ministries Science"
        } else {
            "外務大臣科学技術"
        }));
        shot(name, &mut session);
    }
    let mut session = after("/ id:kishi-2015 enter enter right enter", WIDE, En);
    assert!(session.screen().holds("Posts held"), "{:#?}", session.screen().rows());
    // The last reference of a profile is the last of its events.
    session.keys("left enter");
    assert!(session.screen().holds("known to the"), "an event that is read on a page has a page of its own");
    session.keys("esc");
    assert!(session.screen().holds("Posts held"));
    session.keys("=");
    assert_eq!(session.app.line(), "id:kishi-2015 person:kishi");
}

#[test]
fn a_theme_a_country_and_a_source_have_pages_too() {
    let mut session = after("/ id:iiasa-1972 enter enter", WIDE, En);
    let mut told = Vec::new();
    for _ in 0..12 {
        session.keys("right enter");
        told.push(session.screen().rows().join("\n"));
        session.keys("q");
        if !session.screen().holds("not among the hits") && session.selected() != "iiasa-1972" {
            break;
        }
    }
    for text in ["Events that cite it", "Events (", "theme of:"] {
        assert!(told.iter().any(|page| page.contains(text)), "{text}: {}", told.join("\n\n"));
    }
}

#[test]
fn a_page_tells_everything_in_both_languages() {
    for (size, lang, name) in [(VAST, Ja, "page-200-ja"), (WIDE, En, "page-120-en"), (PLAIN, Ja, "page-80-ja")] {
        let mut session = after("/ id:iiasa-1972 enter z", size, lang);
        let screen = session.screen();
        let (en, ja) = (screen.find("IIASA charter signed").unwrap(), screen.find("IIASA憲章に署名").unwrap());
        assert_eq!(en.1 == ja.1, size.0 >= 120, "{name}: side by side where there is room");
        shot(name, &mut session);
        session.keys("esc");
        assert_eq!(session.selected(), "iiasa-1972");
    }
    let mut session = after("/ id:iiasa-1972 enter enter enter", TINY, En);
    shot("page-40-en", &mut session);
    session.keys("? esc");
    assert!(session.screen().holds("IIASA charter"), "help gives the page back");
}

#[test]
fn a_reference_is_followed_by_the_mouse() {
    let mut session = after("/ id:fmstan-2016 enter z", WIDE, En);
    let (x, y) = session.screen().find("KISHI Teruo —").or_else(|| session.screen().find("Japan ·")).unwrap_or((0, 0));
    session.mouse(press(x + 1, y, MouseEventKind::Down(MouseButton::Left)));
    session.screen();
    session.mouse(press(0, 0, MouseEventKind::Down(MouseButton::Left)));
    assert!(!session.screen().holds("known to the"), "a press beside the page closes it");
}

#[test]
fn the_next_disputed_hit_is_one_key_away() {
    let mut session = after("!", WIDE, En);
    assert_eq!(session.selected(), "iiasa-1972");
    assert!(session.screen().rows().pop().unwrap().ends_with("! 1 disputed"));
    session.keys("end !");
    assert_eq!(session.selected(), "iiasa-1972", "round again");
    let session = after("/ forum enter !", WIDE, En);
    assert_eq!(session.selected(), "wsf-1", "no hit is disputed");
}

#[test]
fn the_chain_shows_what_led_to_what() {
    for (size, lang, name) in [(VAST, En, "chain-200-en"), (PLAIN, Ja, "chain-80-ja"), (TINY, En, "chain-40-en")] {
        let mut session = after("/ id:kishi-2015 enter c", size, lang);
        shot(name, &mut session);
    }
    let mut session = after("/ id:kishi-2015 enter c down", WIDE, En);
    session.keys("enter");
    assert_eq!(session.selected(), "fmstan-2016", "one goes there");
    session.keys("c up space");
    let screen = session.screen();
    let row = |text: &str| screen.find(text).unwrap().1;
    assert!(row("KISHI Teruo appointed") < row("FMSTAN"), "{:#?}", screen.rows());
    session.keys("esc");
    let mut session = after("/ id:wsf-9 enter c", WIDE, En);
    let screen = session.screen();
    assert!(screen.find("1st World").unwrap().1 < screen.find("10th World").unwrap().1);
    shot("chain-series-120-en", &mut session);
    let mut session = after("/ id:antarctic enter c", PLAIN, En);
    assert!(session.screen().holds("see also ━ International Geophysical"), "what it only refers to");
    session.keys("c down");
    assert_eq!(session.selected(), "antarctic");
    let mut session = after("/ id:helsinki enter c", PLAIN, Ja);
    shot("chain-alone-80-ja", &mut session);
}
