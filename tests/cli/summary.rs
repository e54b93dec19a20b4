//! A period in sentences.

use super::*;

/// What stands in brackets at the end of the lines: queries that show what a sentence speaks of.
fn checks(text: &str) -> Vec<String> {
    let bracketed = text.lines().filter_map(|line| line.rsplit_once(" [")?.1.strip_suffix(']'));
    bracketed.flat_map(str::split_whitespace).map(|query| query.trim_matches('`').to_owned()).collect()
}

#[test]
fn every_sentence_can_be_checked_by_what_stands_behind_it() {
    for lang in ["en", "ja"] {
        for format in ["plain", "markdown"] {
            let text = run(["summary", "1980s", "--lang", lang, "-f", format, TODAY]).found();
            let checks = checks(&text);
            assert!(checks.len() > 20, "{text}");
            for query in checks {
                let listed = run(["list", "1980s", &query, TODAY]);
                assert!(!listed.ids().is_empty(), "{query} finds nothing: {text}");
            }
        }
    }
}

#[test]
fn the_count_is_that_of_the_list() {
    let text = run(["summary", "country:IN", TODAY]).found();
    let listed = run(["list", "country:IN", TODAY]).ids().len();
    assert!(text.contains(&format!(": {listed} of the record's ")), "{text}");
}

#[test]
fn signs_of_markdown_in_a_title_stay_text() {
    let file = r#"(events: [(date: "1999", title: "a *star* and [a] `tick`", weight: 3)])"#;
    let arguments = ["summary", "--only-data", "--data=-", "-f", "markdown"].map(str::to_owned).to_vec();
    let ran = Run { arguments, stdin: file.to_owned(), ..Run::default() }.ran();
    assert!(ran.out.contains(r"a \*star\* and \[a\] \`tick\`"), "{ran:?}");
}

#[test]
fn nothing_found_says_nothing() {
    assert_eq!(run(["summary", "zzzzzzz"]), Ran { code: 1, out: String::new(), err: String::new() });
}

#[test]
fn a_tour_is_a_handout_in_both_languages() {
    let list = run(["tour"]).found();
    for line in list.lines() {
        let id = line.split_whitespace().next().unwrap();
        for lang in ["en", "ja"] {
            let text = run(["tour", id, "--lang", lang, "-f", "markdown"]).found();
            assert!(text.starts_with("# ") && text.matches("`id:").count() >= 9, "{text}");
        }
    }
    let said = run(["tour", "seventy-yeers"]).failed();
    assert!(said.contains("did you mean seventy-years?"), "{said}");
    let said = run(["tour", "--tour", "tests/data/small.ron"]).failed();
    assert!(said.contains("small.ron:"), "{said}");
}
