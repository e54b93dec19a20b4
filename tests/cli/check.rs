//! `scidip check`.

use super::*;

#[test]
fn the_built_in_data_has_no_problems() {
    let text = run(["check"]).found();
    assert!(text.starts_with("the built-in data: ") && text.contains("no problems"), "{text}");
    let text = run(["check", "assets/dataset", "--only-data"]).found();
    let events = run(["list"]).out.lines().count();
    assert!(text.starts_with(&format!("{events} events, ")), "{text}");
    assert!(text.ends_with("no errors, no warnings\n") && text.lines().count() == 1, "{text}");
}

#[test]
fn a_clean_file_exits_0_and_a_broken_one_2_with_every_problem() {
    let clean = run(["check", "tests/data/small.ron", "--only-data"]).found();
    assert_eq!(clean, "9 events, 8 actors, 4 themes, 1 source: no errors, no warnings\n");
    let folder = folder();
    let file = file(folder.path(), "broken.ron", BROKEN);
    let ran = run(["check", &file]);
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    assert!(ran.out.starts_with(&format!("{file}:3:")), "{}", ran.out);
    assert!(ran.out.contains("\n    (date: \"soon\", title: \"A bad one\"),\n"), "the source line: {}", ran.out);
    assert!(ran.out.ends_with("1 event, 0 actors, 0 themes, 0 sources: 1 error, no warnings\n"), "{}", ran.out);
    let many = (0..9).map(|n| format!("(date: \"soon\", title: \"{n}\"),\n")).collect::<Vec<_>>().concat();
    let many = super::file(folder.path(), "many.ron", &format!("(events: [\n{many}])"));
    assert_eq!(run(["check", &many]).out.matches(": error: ").count(), 9);
}

#[test]
fn warnings_alone_exit_0() {
    let folder = folder();
    let text = "(events: [(date: \"1950\", title: \"A\", countries: [\"QQ\"])])";
    let file = file(folder.path(), "warned.ron", text);
    let ran = run(["check", &file]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains(": warning: ") && ran.out.ends_with("no errors, 1 warning\n"), "{}", ran.out);
    assert_eq!(run(["list", "--only-data", "--data", &file]).err, "", "warnings are for check");
}

#[test]
fn several_paths_and_stdin_are_one_dataset() {
    let folder = folder();
    let a = file(folder.path(), "a.ron", &one("a"));
    let again = file(folder.path(), "again.ron", &one("a"));
    let good = run(["check", &a, "tests/data/small.ron"]).found();
    assert!(good.starts_with("10 events"), "{good}");
    let ran = run(["check", &a, &again]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains(&again) && ran.out.contains("\"a\""), "{}", ran.out);
    assert_eq!(run(["check", "--data", &a, &again]), ran, "--data and paths are the same here");
    let piped = |text: &str| {
        let arguments = vec!["check".to_owned(), "-".to_owned()];
        Run { arguments, stdin: text.into(), ..Run::default() }.ran()
    };
    assert!(piped(&one("piped")).found().starts_with("1 event, "));
    let ran = piped(BROKEN);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("-:3:"), "{}", ran.out);
}
