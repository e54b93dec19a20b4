//! A file that takes a while to read: its first events are there at once, and what is typed meanwhile holds for all.

use std::fs::File;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::program::{line, quit, scidip, wait_for_count};
use super::pty::Start;

/// The events of the file; only the last one has a word of its own.
const EVENTS: usize = 20_000;

/// A large file that was written an hour ago, in a folder that goes away with the test.
fn large() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ron");
    let title = "a title of some length, so that the file grows with few events ".repeat(8);
    let event = |at: usize| {
        let word = if at + 1 == EVENTS { "xylograph" } else { "" };
        format!("(id: \"e{at}\", date: \"1954\", title: \"{word} {title}\"),\n")
    };
    std::fs::write(&path, format!("(events: [\n{}])", (0..EVENTS).map(event).collect::<String>())).unwrap();
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    File::options().append(true).open(&path).unwrap().set_modified(hour_ago).unwrap();
    (folder, path)
}

fn explorer(folder: &tempfile::TempDir, path: &PathBuf) -> Start {
    let caches = folder.path().join("caches").display().to_string();
    let start = scidip().arg("--only-data").arg("--data").arg(path);
    start.env("HOME", &caches).env("XDG_CACHE_HOME", &caches)
}

#[test]
fn what_is_typed_while_a_large_file_is_read_holds_for_all_of_it() {
    let (folder, path) = large();
    // The first time it is parsed, the second time the store of it is there.
    for _ in 0..2 {
        let mut pty = explorer(&folder, &path).typed_ahead("/xylograph").run();
        wait_for_count(&mut pty, &format!("1 of {EVENTS}"));
        assert!(line(&pty).contains("xylograph"), "{}", pty.text());
        pty.send("\x15\r");
        wait_for_count(&mut pty, &format!("{EVENTS} of {EVENTS}"));
        quit(pty);
    }
}
