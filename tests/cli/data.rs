//! Where data is read from, and what is said of data that cannot be read.

use super::*;

/// The ids of what is listed of the paths alone.
fn listed(paths: &[&str]) -> Ran {
    let data = paths.iter().flat_map(|path| ["--data", path]);
    run(["list", "--only-data"].into_iter().chain(data))
}

#[test]
fn a_file_a_folder_several_and_stdin_are_read() {
    let folder = folder();
    let at = folder.path();
    let a = file(at, "a.ron", &one("a"));
    let b = file(at, "b.txt", &one("b"));
    file(at, "set/c.ron", &one("c"));
    file(at, "set/below/d.ron", &one("d"));
    file(at, "set/notes.md", "no RON");
    let set = at.join("set");
    let set = set.to_str().unwrap();
    assert_eq!(listed(&[&a]).ids(), ["a"]);
    assert_eq!(listed(&[&b]).ids(), ["b"], "a file that is named is read whatever its name");
    assert_eq!(listed(&[set]).ids(), ["c", "d"], "with the folders in it");
    assert_eq!(listed(&[&b, set, &a]).ids(), ["a", "b", "c", "d"]);
    let piped = |arguments: &[&str]| {
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        Run { arguments, stdin: one("piped"), ..Run::default() }.ran()
    };
    assert_eq!(piped(&["list", "--only-data", "--data", "-"]).ids(), ["piped"]);
    assert_eq!(piped(&["list", "--only-data", "--data", &a, "--data=-"]).ids(), ["a", "piped"]);
    assert_eq!(piped(&["--only-data", "--data", "-", "show", "piped"]).code, 0);
}

#[test]
fn own_data_stands_beside_the_built_in_data() {
    let folder = folder();
    let own = file(folder.path(), "own.ron", &one("own-1999"));
    let built_in = run(["list"]);
    let both = run(["list", "--data", &own]);
    assert_eq!(both.out.lines().count(), built_in.out.lines().count() + 1);
    assert!(both.ids().contains(&"own-1999") && both.ids().contains(&"1954-09-cern"));
    assert_eq!(run(["list", "--data", &own, "--only-data"]).ids(), ["own-1999"]);
    // Countries of the world are known to anybody's data.
    let named = "(events: [(id: \"x\", date: \"1999\", title: \"A\", countries: [\"JP\"])])";
    let named = file(folder.path(), "named.ron", named);
    assert_eq!(run(["list", "--data", &named, "--only-data", "country:日本"]).ids(), ["x"]);
}

#[test]
fn paths_that_cannot_be_read_are_told() {
    let folder = folder();
    let nowhere = folder.path().join("nowhere.ron");
    let nowhere = nowhere.to_str().unwrap();
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let empty = empty.to_str().unwrap();
    for command in [&["list", "--data"][..], &["check"]] {
        let said = run([command, &[nowhere]].concat()).failed();
        assert!(said.starts_with(&format!("scidip: {nowhere}: No such file")), "{said}");
        let said = run([command, &[empty]].concat()).failed();
        assert!(said.contains(empty) && said.contains("no .ron file"), "{said}");
    }
}

#[test]
fn of_broken_data_the_rest_is_listed_and_stderr_warns() {
    let folder = folder();
    let broken = file(folder.path(), "broken.ron", BROKEN);
    let ran = listed(&[&broken]);
    assert_eq!((ran.code, ran.ids()), (0, vec!["1950-a-good-one"]));
    assert!(ran.err.starts_with(&format!("scidip: {broken}:3:")) && ran.err.contains("soon"), "{}", ran.err);
    let shown = run(["--only-data", "--data", &broken, "show", "1950-a-good-one"]);
    assert_eq!(shown.code, 0);
    assert_eq!(shown.err, ran.err);
    let many = (0..9).map(|n| format!("(date: \"soon\", title: \"{n}\"),")).collect::<Vec<_>>().concat();
    let many = file(folder.path(), "many.ron", &format!("(events: [{many}])"));
    let ran = listed(&[&many]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err.matches(": error: ").count(), 3, "three in full: {}", ran.err);
    assert!(ran.err.contains("6 more") && ran.err.contains("scidip check"), "{}", ran.err);
}

#[test]
fn a_file_that_is_no_text_is_told_and_the_others_are_read() {
    let folder = folder();
    let path = folder.path().join("binary.ron");
    std::fs::write(&path, [0xff, 0xfe, 0]).unwrap();
    let good = file(folder.path(), "good.ron", &one("good"));
    let ran = listed(&[path.to_str().unwrap(), &good]);
    assert_eq!((ran.code, ran.ids()), (0, vec!["good"]));
    assert!(ran.err.contains("binary.ron"), "{}", ran.err);
}

#[test]
fn an_id_that_is_there_already_is_told() {
    let folder = folder();
    let file = file(folder.path(), "again.ron", &one("1954-09-cern"));
    let ran = run(["list", "--data", &file, "id:1954-09-cern"]);
    assert_eq!(ran.ids(), ["1954-09-cern"]);
    assert!(ran.err.contains("1954-09-cern"), "{}", ran.err);
}
