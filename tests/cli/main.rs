//! The shell: every subcommand of the real program, what it prints where, and its exit code.
//!
//! The dataset is `tests/data/small.ron` where the text matters, and the built-in one where only its shape does.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

mod check;
mod data;
mod json;
mod kept;
mod list;
mod mistakes;
mod outside;
mod settings;
mod show;
mod summary;

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use scidip::formats::FORMATS;
use scidip::text::clean::is_forbidden;
use scidip::text::width::width;
use serde_json::Value;

const TODAY: &str = "--today=2026-11-22";

/// A run of the program.
#[derive(Default)]
struct Run {
    arguments: Vec<String>,
    variables: Vec<(&'static str, &'static str)>,
    stdin: String,
}

/// What came of a run.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run<A: AsRef<str>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    Run { arguments: arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect(), ..Run::default() }
        .ran()
}

/// A run on the small dataset alone, at a day of which its states are known.
fn small(arguments: &[&str]) -> Ran {
    run([&["--only-data", "--data=tests/data/small.ron", TODAY], arguments].concat())
}

impl Run {
    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scidip"));
        command.args(&self.arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLORTERM"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color").envs(self.variables.iter().copied());
        command
    }

    fn ran(&self) -> Ran {
        let mut command = self.command();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // It may end without reading all of it.
        let _ = child.stdin.take().unwrap().write_all(self.stdin.as_bytes());
        Ran::of(child.wait_with_output().unwrap())
    }
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The text of a run in which something was found and nothing was said about it.
    #[track_caller]
    fn found(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// What is said by a run that could not be done and printed nothing.
    #[track_caller]
    fn failed(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        self.err
    }

    /// The last words of the lines: the ids of a table.
    fn ids(&self) -> Vec<&str> {
        self.out.lines().filter_map(|line| line.split_whitespace().last()).collect()
    }
}

/// A file in a folder that goes away with the test.
fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn one(id: &str) -> String {
    format!("(events: [(id: \"{id}\", date: \"1999-12-31\", title: \"The event {id}\")])")
}

const BROKEN: &str =
    "(events: [\n  (date: \"1950\", title: \"A good one\"),\n  (date: \"soon\", title: \"A bad one\"),\n])";
