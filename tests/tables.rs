//! What README.md shows of the program is what the program is: tables, help and the picture of the screen are made from
//! it, own data is read and commands are run.
//!
//! `UPDATE=1 cargo test --test tables` writes the blocks between the markers anew, to be reviewed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use scidip::app::{App, Effect, Loaded, Msg, Setup};
use scidip::builtin;
use scidip::data::{Day, Input, Options, read};
use scidip::keys::{ACTIONS, Context, Keymap};
use scidip::query::{LANGUAGE, UNLIKE_FZF};
use scidip::store::Store;
use scidip::text::Lang;
use scidip::text::width::width;
use scidip::text::wording::Word;
use scidip::widgets::palette::Palette;
use scidip::work::solve;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    std::fs::read_to_string(path()).unwrap()
}

/// Compares what stands between the markers of a block with what should, or writes it.
#[track_caller]
fn assert_block(name: &str, wanted: &str) {
    let text = readme();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&begin).unwrap_or_else(|| panic!("README.md has no {begin}")) + begin.len();
    let length = text[start..].find(&end).unwrap_or_else(|| panic!("README.md has no {end}"));
    let found = &text[start..start + length];
    if found == wanted {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        // Tests run side by side, so one write at a time, of the text as it is by then.
        static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let _guard = WRITING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        std::fs::write(path(), readme().replacen(&format!("{begin}{found}{end}"), &format!("{begin}{wanted}{end}"), 1))
            .unwrap();
        return;
    }
    panic!(
        "the block {name} of README.md should be as follows; UPDATE=1 cargo test --test tables writes it\n\n{wanted}"
    );
}

/// Words as code in a cell of a table.
fn code<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = |word: &str| {
        let fence = if word.contains('`') { "``" } else { "`" };
        format!("{fence}{}{fence}", word.replace('|', "\\|"))
    };
    words.into_iter().map(quoted).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_keys_are_those_of_the_keymap() {
    let keymap = Keymap::built_in().unwrap();
    let mut wanted = String::new();
    for context in Context::ALL {
        let heading = Word::context(*context);
        writeln!(wanted, "\n### {} · {}\n", heading.in_lang(Lang::En), heading.in_lang(Lang::Ja)).unwrap();
        wanted.push_str("| key | | |\n|---|---|---|\n");
        for binding in keymap.bindings(*context) {
            let keys = code(binding.keys.iter().map(String::as_str));
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| binding.does.help(lang));
            writeln!(wanted, "| {keys} | {en} | {ja} |").unwrap();
        }
    }
    wanted.push('\n');
    assert!(ACTIONS.iter().all(|action| wanted.contains(action.help(Lang::En))), "every action has a key");
    assert_block("keys", &wanted);
}

#[test]
fn the_query_language_is_that_of_the_program() {
    let mut wanted = String::from("\n| you type | you get | |\n|---|---|---|\n");
    for row in LANGUAGE {
        let examples = code(row.example.split("   "));
        writeln!(wanted, "| {examples} | {} | {} |", row.meaning(Lang::En), row.meaning(Lang::Ja)).unwrap();
    }
    wanted.push('\n');
    assert_block("query", &wanted);
}

#[test]
fn what_is_read_otherwise_than_fzf_does_is_told() {
    let mut wanted = String::from("\n| you type | you get | |\n|---|---|---|\n");
    for row in UNLIKE_FZF {
        let examples = code(row.example.split("   "));
        writeln!(wanted, "| {examples} | {} | {} |", row.meaning(Lang::En), row.meaning(Lang::Ja)).unwrap();
    }
    wanted.push('\n');
    assert_block("fzf", &wanted);
}

/// The text in a block that is shown as it is, without blanks at the ends of lines.
fn verbatim(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    format!("\n```text\n{}\n```\n\n", lines.join("\n"))
}

#[test]
fn the_shell_is_what_help_says() {
    let output = Command::new(env!("CARGO_BIN_EXE_scidip")).arg("--help").stdin(Stdio::null()).output().unwrap();
    assert_block("shell", &verbatim(&String::from_utf8(output.stdout).unwrap()));
}

#[test]
fn the_picture_is_the_screen() {
    let setup = Setup {
        line: "science advice country:JP 2011..".into(),
        lang: Lang::En,
        today: Day::new(2026, 11, 22).unwrap(),
        palette: Palette::named("dark").unwrap(),
        keymap: Keymap::built_in().unwrap(),
        tours: Vec::new(),
    };
    let store = Arc::new(Store::build(builtin::dataset().unwrap()));
    let mut app = App::new(setup);
    app.update(Msg::Resize(80, 24));
    for effect in app.update(Msg::Loaded(Loaded { store, problems: Vec::new(), faults: 0, more: false })) {
        if let Effect::Ask(question) = effect {
            app.update(Msg::Reply(solve(&question, &|| true).unwrap()));
        }
    }
    // As the loop does before it draws: the panes come into line with the answer.
    assert!(app.take_dirty());
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let mut picture = String::new();
    for y in 0..24 {
        let mut x = 0;
        while x < 80 {
            let symbol = buffer[(x, y)].symbol();
            picture.push_str(symbol);
            // A wide letter covers the cell after it.
            x += width(symbol).max(1) as u16;
        }
        picture.push('\n');
    }
    assert!(["country:JP", "1 of ", "Japan ", "█", "1954"].iter().all(|part| picture.contains(part)), "{picture}");
    assert_block("screen", &verbatim(&picture));
}

/// The texts of the blocks of a language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let begin = format!("```{language}\n");
    text.split(&begin).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn own_data_in_the_examples_has_no_problems() {
    let text = readme();
    let examples = blocks(&text, "ron");
    assert!(examples.len() >= 2, "the smallest file and a fuller one");
    for base in [builtin::world().unwrap(), builtin::dataset().unwrap()] {
        for example in &examples {
            let input = Input { name: "README.md".into(), text: (*example).to_owned() };
            let loaded = read(&[input], Some(&base), Options { strict: true });
            let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
            assert_eq!(problems, [] as [String; 0], "{example}");
            assert!(loaded.dataset.events.len() > base.events.len());
        }
    }
    let full = examples.last().unwrap();
    for field in ["planned:", "disputed:", "sources:", "links:", "actors:", "themes:", "yomi:", "/", "note:", "ja:"] {
        assert!(full.contains(field), "the fuller example shows {field}");
    }
}

#[test]
fn the_first_commands_are_those_that_try_it_and_test_it() {
    let text = readme();
    let first = blocks(&text, "sh")[0];
    let commands: Vec<&str> = first.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["cargo run --release", "cargo test"]);
}

#[test]
fn the_commands_that_are_shown_work() {
    let text = readme();
    let commands: Vec<&str> =
        blocks(&text, "sh").into_iter().flat_map(str::lines).filter(|line| line.contains("scidip ")).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("my.ron"), blocks(&text, "ron")[0]).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_scidip")).parent().unwrap();
    let inherited = std::env::var_os("PATH").unwrap();
    let paths = [program.to_owned()].into_iter().chain(std::env::split_paths(&inherited));
    let search = std::env::join_paths(paths).unwrap();
    for command in commands {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(&folder).env("PATH", &search).env("LC_ALL", "C.UTF-8");
        let output = shell.stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty() && !output.stdout.is_empty(), "{command}: {said}");
    }
}

#[test]
fn the_first_keys_are_bound() {
    let text = readme();
    let (_, rest) = text.split_once("## First steps\n").unwrap();
    let keymap = Keymap::built_in().unwrap();
    let bound: Vec<&str> = [Context::Everywhere, Context::Facet, Context::Detail]
        .iter()
        .flat_map(|context| keymap.bindings(*context))
        .flat_map(|binding| binding.keys.iter().map(String::as_str))
        .collect();
    let rows = rest.lines().skip(1).take_while(|line| line.starts_with('|'));
    let keys: Vec<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    assert!(keys.len() >= 10, "{keys:?}");
    for key in keys {
        let name = [("↑", "up"), ("↓", "down")].iter().find(|(sign, _)| *sign == key).map_or(key, |(_, name)| name);
        assert!(bound.contains(&name), "{key}");
    }
}

#[test]
fn the_names_of_the_machine_formats_are_listed() {
    let list = ["list", "-f", "json", "is:disputed"];
    let output = Command::new(env!("CARGO_BIN_EXE_scidip")).args(list).stdin(Stdio::null()).output().unwrap();
    let events: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let text = readme();
    let (_, rest) = text.split_once("JSON and NDJSON have the same names").unwrap();
    let listed = rest.split("\n\n").next().unwrap();
    for name in events[0].as_object().unwrap().keys() {
        assert!(listed.contains(&format!("`{name}`")), "{name}");
    }
}
