//! `scidip show`.

use super::*;

#[test]
fn an_event_is_told_in_both_languages() {
    let text = small(&["show", "wsf-12"]).found();
    assert!(text.starts_with("2026-11-10/2026-11-13  [wsf-12]\n12th World Science Forum in Jakarta\n"), "{text}");
    assert!(text.contains("! Announced by February 2025; no source tells the outcome\n"), "{text}");
    assert!(text.contains("\ncountries: Indonesia\n"), "{text}");
    let text = small(&["show", "wsf-12", "--lang", "ja"]).found();
    assert!(text.contains("\n国・地域: インドネシア\n"), "{text}");
}

#[test]
fn an_actor_is_told_with_its_events() {
    let text = small(&["show", "jst"]).found();
    assert!(text.starts_with("Japan Science and Technology Agency (JST)  [jst]\n科学技術振興機構\n"), "{text}");
    assert!(text.ends_with("SATREPS begins  [satreps]\n"), "{text}");
    let text = small(&["show", "--lang=ja", "jst"]).found();
    assert!(text.starts_with("科学技術振興機構 (JST)  [jst]\n"), "{text}");
}

#[test]
fn several_are_told_one_after_the_other() {
    let text = small(&["show", "wsf-9", "jst", "iiasa"]).found();
    let at = |sign: &str| text.find(sign).unwrap_or_else(|| panic!("no {sign}: {text}"));
    assert!(at("[wsf-9]") < at("[iiasa]") && at("[iiasa]") < at("[jst]"), "{text}");
    assert!(text.contains("\n\n") && !text.contains("\n\n\n"), "{text}");
}

#[test]
fn an_unknown_id_is_told_with_what_may_be_meant_and_the_others_are_shown() {
    let said = small(&["show", "ingsa-2026"]).failed();
    assert_eq!(said, "scidip: ingsa-2026: there is no event or actor with this id; did you mean ingsa-2027?\n");
    let ran = small(&["show", "zzzzzzzz", "wsf-9"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("[wsf-9]") && ran.err.contains("zzzzzzzz"), "{ran:?}");
    assert!(!ran.err.contains("did you mean"), "{}", ran.err);
}

#[test]
fn machine_formats_are_one_document_whatever_is_asked_for() {
    let ids = ["wsf-9", "jst", "wsf", "ingsa"];
    let ndjson = small(&[&["show", "-f", "ndjson"], &ids[..]].concat()).found();
    let lines: Vec<Value> = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<&str> = lines.iter().map(|event| event["id"].as_str().unwrap()).collect();
    assert_eq!(shown, ["wsf-9", "satreps", "wsf-12", "ingsa-2027"], "each event once");
    let json = small(&[&["show", "-f", "json"], &ids[..]].concat()).found();
    assert_eq!(serde_json::from_str::<Vec<Value>>(&json).unwrap(), lines);
    let unknown = small(&["show", "-f", "json", "zzzzzzzz"]);
    assert_eq!((unknown.code, serde_json::from_str::<Vec<Value>>(&unknown.out).unwrap()), (2, Vec::new()));
}
