//! Every file in `tests/data/bad` is read, and what is said of it, and what is kept, is compared with the text beside it.
//!
//! A folder is read as one dataset. `UPDATE=1 cargo test --test bad_files` writes the texts anew, to be reviewed.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use scidip::data::{CODES, Code, Dataset, Event, Input, Options, decode, read};

fn input(path: &Path) -> Result<Input, String> {
    let name = path.file_name().unwrap().to_string_lossy();
    decode(&name, &fs::read(path).unwrap()).map_err(|problem| problem.to_string())
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// What an event says, without what it leaves out.
fn said(event: &Event) -> String {
    let mut value = serde_json::to_value(event).unwrap();
    let fields = value.as_object_mut().unwrap();
    fields.retain(|_, value| !["null", "\"\"", "[]", "{}", "0"].contains(&&*value.to_string()));
    value.to_string()
}

/// What reading a file or folder comes to, as text.
fn outcome(path: &Path, base: &Dataset) -> String {
    let paths = if path.is_dir() { sorted(path) } else { vec![path.to_path_buf()] };
    let inputs: Result<Vec<Input>, String> = paths.iter().map(|path| input(path)).collect();
    let mut out = String::new();
    match inputs {
        Err(problem) => writeln!(out, "{problem}").unwrap(),
        Ok(inputs) => {
            let loaded = read(&inputs, Some(base), Options::default());
            for problem in &loaded.problems {
                writeln!(out, "{problem}").unwrap();
            }
            writeln!(out, "left out: {}", loaded.left_out).unwrap();
            for event in loaded.dataset.events.iter().skip(base.events.len()) {
                writeln!(out, "event {}", said(event)).unwrap();
            }
        }
    }
    out
}

#[test]
fn every_bad_file_is_told_apart_as_written_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let base = read(&[input(&folder.join("base.ron")).unwrap()], None, Options { strict: true });
    assert!(base.problems.is_empty(), "{:#?}", base.problems);
    let mut wrong = Vec::new();
    for path in sorted(&folder.join("bad")) {
        if path.extension().is_some_and(|extension| extension == "txt") {
            continue;
        }
        let beside = path.with_extension("txt");
        let actual = outcome(&path, &base.dataset);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &actual).unwrap();
        }
        if fs::read_to_string(&beside).unwrap_or_default() != actual {
            wrong.push(format!("{} should hold:\n{actual}", beside.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_problem_of_the_table_has_a_bad_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad");
    let mut seen = vec![Code::More]; // Tested where the cap is.
    for path in sorted(&folder).iter().filter(|path| path.extension().is_none_or(|extension| extension != "txt")) {
        let paths = if path.is_dir() { sorted(path) } else { vec![path.clone()] };
        for path in paths {
            match decode("x.ron", &fs::read(path).unwrap()) {
                Ok(input) => seen.extend(read(&[input], None, Options::default()).problems.iter().map(|p| p.code)),
                Err(problem) => seen.push(problem.code),
            }
        }
    }
    let unseen: Vec<&str> = CODES.iter().filter(|row| !seen.contains(&row.code)).map(|row| row.name).collect();
    assert_eq!(unseen, [""; 0], "add a file to tests/data/bad for each");
}
