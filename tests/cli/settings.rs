//! Today, the language, colour, help.

use super::*;

#[test]
fn today_decides_what_is_planned_and_what_is_unconfirmed() {
    let states = |today: &str| {
        let state = |id: &str| {
            let query = format!("id:{id}");
            let arguments = ["list", "-f", "ndjson", "--only-data", "--data=tests/data/small.ron", "--today", today];
            let text = run([&arguments[..], &[query.as_str()]].concat()).found();
            serde_json::from_str::<Value>(&text).unwrap()["state"].as_str().unwrap().to_owned()
        };
        [state("wsf-12"), state("cern"), state("satreps")]
    };
    assert_eq!(states("2026-11-09"), ["planned", "past", "ongoing"]);
    assert_eq!(states("2026-11-22"), ["unconfirmed", "past", "ongoing"]);
    let listed = |today: &str, query: &str| {
        let arguments = ["list", query, "--only-data", "--data=tests/data/small.ron", "--today", today];
        run(arguments).ids().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(listed("2026-11-09", "is:planned"), ["wsf-12", "ingsa-2027"]);
    assert_eq!(listed("2026-11-22", "is:planned"), ["ingsa-2027"]);
    assert_eq!(listed("2026-11-22", "is:unconfirmed"), ["wsf-12"]);
    assert_eq!(listed("2028-01-01", "is:unconfirmed"), ["wsf-12", "ingsa-2027"]);
    assert_eq!(listed("2026-11-22", "is:past is:planned"), [] as [&str; 0]);
}

#[test]
fn the_language_is_asked_for_or_the_environments() {
    let title = |variables: &[(&'static str, &'static str)], more: &[&str]| {
        let arguments = [&["list", "fmstan", "--only-data", "--data=tests/data/small.ron"], more].concat();
        let arguments = arguments.into_iter().map(Into::into).collect();
        let text = Run { arguments, variables: variables.to_vec(), ..Run::default() }.ran().found();
        if text.contains("発足") { "ja" } else { "en" }
    };
    assert_eq!(title(&[], &[]), "en");
    assert_eq!(title(&[("LANG", "ja_JP.UTF-8")], &[]), "ja");
    assert_eq!(title(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C.UTF-8")], &[]), "en");
    assert_eq!(title(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ja_JP.UTF-8")], &[]), "ja");
    assert_eq!(title(&[("LANG", "ja_JP.UTF-8")], &["--lang", "en"]), "en");
    assert_eq!(title(&[], &["--lang=ja"]), "ja");
}

#[test]
fn colour_is_used_where_it_is_asked_for() {
    let coloured = |variables: &[(&'static str, &'static str)], color: &str| {
        let arguments = ["list", "weight:3", "--color", color].map(Into::into).to_vec();
        Run { arguments, variables: variables.to_vec(), ..Run::default() }.ran().found()
    };
    let plain = coloured(&[], "auto");
    assert!(!plain.contains('\u{1b}'), "a pipe has no colour");
    assert_eq!(coloured(&[], "never"), plain);
    let always = coloured(&[], "always");
    assert!(always.contains("\u{1b}[1m") && always.contains("\u{1b}[0m"));
    assert_eq!(without_colour(&always), plain, "colour adds nothing but colour");
    assert_eq!(coloured(&[("NO_COLOR", "1")], "auto"), plain);
    assert_eq!(coloured(&[("NO_COLOR", "1")], "always"), always, "the option wins");
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once('m').unwrap().1)
}

#[test]
fn help_and_version_are_no_failure() {
    let help = run(["--help"]).found();
    for word in ["list", "show", "check", "--data", "--only-data", "--lang", "--color", "--today", "Exit codes"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    for command in ["list", "show", "check"] {
        assert!(run([command, "--help"]).found().contains("Usage: scidip "), "{command}");
    }
    assert!(run(["-h"]).found().contains("Usage: scidip "));
    assert_eq!(run(["--version"]).found(), format!("scidip {}\n", env!("CARGO_PKG_VERSION")));
}
