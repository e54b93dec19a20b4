//! What is listed, in which format, and by which question.

use super::*;

#[test]
fn every_format_lists_the_same_events_in_both_languages() {
    for format in FORMATS {
        for (lang, title) in [("en", "FMSTAN begins in Washington"), ("ja", "FMSTANがワシントンで発足")] {
            let text = small(&["list", "-f", format.name, "--lang", lang]).found();
            assert!(text.contains(title), "{} {lang}: {text}", format.name);
            let ids = ["cern", "iiasa", "iter", "satreps", "kishi", "fmstan", "wsf-9", "wsf-12", "ingsa-2027"];
            let mut at = 0;
            for id in ids {
                let marks = [format!("  {id}\n"), format!("[{id}]"), format!("\"id\":\"{id}\"")];
                let found = marks.iter().find_map(|mark| text[at..].find(mark.as_str()));
                at += found.unwrap_or_else(|| panic!("{} {lang}: no {id} in its order", format.name));
            }
            let other = if lang == "en" { "ja" } else { "en" };
            let same = text == small(&["list", "-f", format.name, "--lang", other]).found();
            assert_eq!(same, format.name.contains("json"), "machine formats have both languages, others one first");
        }
    }
}

#[test]
fn the_table_is_what_it_is_without_a_format() {
    let text = small(&["list", "fmstan"]).found();
    let line = format!("2016-02    ◇ {:70}  JP US GB NZ  fmstan\n", "FMSTAN begins in Washington");
    assert_eq!(text, line);
    assert_eq!(small(&["list", "fmstan", "--format", "table"]).found(), line);
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    for format in FORMATS {
        let arguments = ["list", "country:JP | 1990s", TODAY, "-f", format.name];
        assert_eq!(run(arguments), run(arguments), "{}", format.name);
    }
}

#[test]
fn an_unknown_format_is_told_with_those_that_are_known() {
    let said = small(&["list", "-f", "xml"]).failed();
    assert!(FORMATS.iter().all(|format| said.contains(format.name)) && said.contains("xml"), "{said}");
}

#[test]
fn found_nothing_is_told_beside_the_output() {
    let all = small(&["list"]).ids().len();
    let err = format!("scidip: No event matches.\nscidip: without zzzzzz: {all}\n");
    for format in ["table", "plain", "ndjson"] {
        let ran = small(&["list", "zzzzzz", "-f", format]);
        assert_eq!(ran, Ran { code: 1, out: String::new(), err: err.clone() }, "{format}");
    }
    let ran = small(&["list", "zzzzzz", "-f", "json"]);
    assert_eq!((ran.code, serde_json::from_str::<Value>(&ran.out).unwrap()), (1, Value::Array(Vec::new())));
    assert_eq!(ran.err, err);
}

#[test]
fn the_part_in_the_way_is_told_in_the_language_chosen() {
    for (lang, said) in [
        ("en", "scidip: No event matches.\nscidip: without zzzzzz: 1\n"),
        ("ja", "scidip: 一致する出来事はありません。\nscidip: zzzzzz を外すと 1 件\n"),
    ] {
        let ran = small(&["list", "fmstan zzzzzz", "--lang", lang]);
        assert_eq!(ran, Ran { code: 1, out: String::new(), err: said.to_owned() }, "{lang}");
    }
    let ran = small(&["list", "fmsatn zzzzzz"]);
    assert!(ran.err.ends_with("scidip: did you mean “FMSTAN”?\n"), "{}", ran.err);
    let ran = run(["list", "--only-data", "--data", "-"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}

#[test]
fn what_was_found_in_place_of_a_word_is_asked_for() {
    for (lang, asked) in [("en", "scidip: did you mean “FMSTAN”?\n"), ("ja", "scidip: もしかして「FMSTAN」\n")]
    {
        let ran = small(&["list", "fmsatn", "--lang", lang]);
        assert_eq!((ran.code, ran.err.as_str(), ran.ids()), (0, asked, vec!["fmstan"]), "{lang}");
    }
}

#[test]
fn several_words_are_one_query() {
    let together = small(&["list", "country:JP fmstan"]);
    assert_eq!(together.ids(), ["fmstan"]);
    assert_eq!(small(&["list", "country:JP", "fmstan"]), together);
    assert_eq!(small(&["list", "country:JP", "-f", "table", "fmstan"]), together);
    assert_eq!(small(&["country:JP", "fmstan"]), together);
}

#[test]
fn a_word_with_a_hyphen_before_a_field_is_no_option() {
    assert_eq!(small(&["list", "country:JP"]).ids(), ["iter", "satreps", "kishi", "fmstan"]);
    let without = small(&["list", "country:JP", "-country:US"]);
    assert_eq!(without.ids(), ["satreps", "kishi"]);
    assert_eq!(small(&["list", "country:JP", "!country:US"]), without);
    assert_eq!(small(&["-country:US", "country:JP"]), without);
    assert_eq!(small(&["list", "--", "country:JP -country:US"]), without);
    let said = small(&["list", "-z"]).failed();
    assert!(said.contains("-z"), "{said}");
}

#[test]
fn without_a_command_and_a_terminal_it_lists() {
    let listed = small(&["list", "country:JP", "2015.."]);
    assert_eq!(listed.ids(), ["satreps", "kishi", "fmstan"]);
    assert_eq!(small(&["country:JP", "2015.."]), listed);
    assert_eq!(small(&[]), small(&["list"]));
    assert_eq!(small(&["zzzzzz"]).code, 1);
}
