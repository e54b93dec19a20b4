//! What is outside: hostile data, closed pipes, full disks.

use super::*;

/// Every text of an entry with everything that a terminal could take for an order.
fn hostile() -> String {
    let bad = "a\\u{1b}[31mb\\u{9b}2Jc\\u{7}d\\u{202e}e\\u{1b}]0;owned\\u{7}f\u{1b}[31mg\u{8}h\r\ni";
    format!(
        "(actors: [(id: \"actor\", name: \"{bad}\", acronym: \"{bad}\", summary: \"{bad}\", url: \"https://{bad}\", \
         place: \"{bad}\")],\
         sources: [(id: \"source\", title: \"{bad}\", author: \"{bad}\", publisher: \"{bad}\", number: \"{bad}\")],\
         events: [(id: \"event\", date: \"1999\", title: (en: \"{bad}\", ja: \"{bad}\"), summary: \"{bad}\", \
         actors: [\"actor\"], place: \"{bad}\", note: \"{bad}\", tags: [\"{bad}\"], url: \"https://{bad}\", \
         countries: [\"J{bad}\"], sources: [(id: \"source\", at: \"{bad}\", url: \"{bad}\")], \
         disputed: [(date: \"1998\", note: \"{bad}\")]),\
         (id: \"bad{bad}\", date: \"no{bad}\", title: \"b\", unknown{bad}: 3)])"
    )
}

#[track_caller]
fn assert_harmless(ran: &Ran) {
    for text in [&ran.out, &ran.err] {
        let harm = text.chars().find(|letter| *letter != '\n' && is_forbidden(*letter));
        assert_eq!(harm, None, "{text:?}");
    }
}

#[test]
fn control_sequences_of_data_never_reach_the_terminal() {
    let folder = folder();
    let path = file(folder.path(), "hostile.ron", &hostile());
    let data = ["--only-data", "--data", &path];
    for lang in ["en", "ja"] {
        for format in FORMATS {
            let with = ["--lang", lang, "-f", format.name];
            let ran = run([&["list"], &data[..], &with].concat());
            assert!(ran.out.contains("event"), "{ran:?}");
            assert_harmless(&ran);
            assert_harmless(&run([&["show", "event", "actor"], &data[..], &with].concat()));
        }
    }
    let checked = run(["check", &path]);
    assert_eq!(checked.code, 2);
    assert_harmless(&checked);
}

#[cfg(target_os = "linux")]
#[test]
fn nor_do_those_of_names_of_files_and_of_arguments() {
    let folder = folder();
    let set = folder.path().join("set");
    file(&set, "a\u{1b}[31mb.ron", BROKEN);
    let set = set.to_str().unwrap();
    for arguments in [
        &["check", set][..],
        &["list", "--data", set],
        &["show", "\u{1b}[31mx"],
        &["list", "country:\u{1b}[31mx"],
        &["list", "--data", "nowhere\u{1b}[31m"],
        &["list", "-f", "\u{1b}[31m"],
    ] {
        let ran = run(arguments);
        assert!(!ran.err.is_empty() || !ran.out.is_empty());
        assert_harmless(&ran);
    }
}

fn commands() -> Vec<Vec<String>> {
    let lines = ["list", "list -f plain", "list -f json", "show 1954-09-cern", "check", "--help", "--version", "iter"];
    lines.iter().map(|line| line.split(' ').map(Into::into).collect()).collect()
}

#[test]
fn a_pipe_that_nobody_reads_is_met_quietly() {
    for arguments in commands() {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = Run { arguments, ..Run::default() };
        let ran = Ran::of(run.command().stdin(Stdio::null()).stdout(writer).output().unwrap());
        assert_eq!(ran, Ran { code: 0, out: String::new(), err: String::new() }, "{:?}", run.arguments);
    }
}

#[test]
fn a_pipe_that_is_closed_after_the_first_line_is_met_quietly() {
    let arguments: Vec<String> = ["list", "-f", "ndjson"].map(Into::into).to_vec();
    let run = Run { arguments, ..Run::default() };
    // More than a pipe holds, so that it is still writing when the pipe is closed.
    assert!(run.ran().out.len() > 1 << 17);
    let mut child = run.command().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"id\""));
    drop(reader);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
    for arguments in [["list", "iter"], ["show", "1954-09-cern"], ["check", "tests/data/small.ron"]] {
        let run = Run { arguments: arguments.map(Into::into).to_vec(), ..Run::default() };
        let ran = Ran::of(run.command().stdin(Stdio::null()).stdout(full()).output().unwrap());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.starts_with("scidip: writing: "), "{}", ran.err);
    }
}

#[test]
fn a_stdin_that_is_no_terminal_is_left_alone() {
    let run = Run { arguments: vec!["list".into(), "1954".into()], stdin: "(events: [])".into(), ..Run::default() };
    assert_eq!(run.ran(), super::run(["list", "1954"]));
}
