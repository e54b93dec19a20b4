//! Mistakes in a query and in the arguments.

use super::*;

/// The caret must stand below the first letter of `wrong`.
#[track_caller]
fn assert_points_at(said: &str, wrong: &str) {
    let lines: Vec<&str> = said.lines().collect();
    let [line, pointer] = lines[..] else { panic!("two lines: {said}") };
    let at = |line: &str, text: &str| line.find(text).map(|byte| width(&line[..byte]));
    assert_eq!(at(pointer, "^"), at(line, wrong), "\n{said}");
    assert!(line.starts_with("scidip: the query: "), "{said}");
}

#[test]
fn a_mistake_is_shown_at_its_place_with_what_may_be_meant() {
    for (query, wrong, meant) in [
        ("country:Jpan", "country:Jpan", "did you mean japan?"),
        ("forum countri:JP", "countri:JP", "did you mean country:"),
        ("ユネスコ 日本 country:Jpan", "country:Jpan", "japan"),
        ("2023-02-30", "2023-02-30", "did you mean 2023-02-28?"),
        ("forum 2015..2005 iter", "2015..2005", "did you mean 2005..2015?"),
        ("is:over", "is:over", "planned, unconfirmed"),
        ("a | sort:date", "sort:date", "|"),
    ] {
        let said = small(&["list", query]).failed();
        assert_points_at(&said, wrong);
        assert!(said.to_lowercase().contains(meant), "{query}: {said}");
        assert_eq!(small(&[query]).failed(), said, "as the list does");
    }
}

#[test]
fn a_mistake_is_told_in_the_language_asked_for() {
    let said = small(&["list", "--lang", "ja", "forum countri:JP"]).failed();
    assert_points_at(&said, "countri:JP");
    assert!(said.contains("という項目はありません"), "{said}");
}

#[test]
fn wrong_arguments_are_told_on_stderr() {
    for (arguments, word) in [
        (&["list", "--lang", "fr"][..], "fr"),
        (&["list", "--color", "sometimes"], "sometimes"),
        (&["list", "--today", "2026"], "one day"),
        (&["list", "--today", "soon"], "soon"),
        (&["list", "--frobnicate"], "--frobnicate"),
        (&["list", "--only-data"], "--data"),
        (&["show"], "<IDS>"),
        (&["list", "--data"], "--data"),
    ] {
        let said = run(arguments).failed();
        assert!(said.contains(word), "{arguments:?}: {said}");
    }
}
