//! The shape of the code, read from its source: which module may use which, who may touch what of the outside, and what
//! files look like. The rules are the tables below; the map in `src/lib.rs` tells them to people.
#![allow(clippy::unwrap_used, reason = "a test fails so")]

mod source;

use source::{Source, blanked, is_word, sources};

/// The folders of `src` in their order: a module uses only those before it.
const LAYERS: &[&str] = &[
    "text", "data", "store", "builtin", "query", "views", "formats", "state", "work", "keys", "widgets", "panes",
    "app", "term", "cli",
];

/// Layers that are not there yet.
const TO_COME: &[&str] = &["state"];

/// What a layer may not know although it lies before it.
const UNKNOWN: &[(&str, &[&str])] = &[
    ("widgets", &["data", "store", "query", "views", "formats", "state", "work", "keys"]),
    ("keys", &["data", "store", "query", "views", "formats", "state", "work"]),
    ("term", &["data", "store", "query", "views", "formats", "state", "work", "keys", "widgets", "panes", "app"]),
];

/// Something of the outside, and the only layers that may touch it.
struct Touch {
    what: &'static str,
    /// Paths that are it, or that lead to it; a word with `!` is a macro, one with `.` a method.
    signs: &'static [&'static str],
    only: &'static [&'static str],
}

const TOUCHES: &[Touch] = &[
    Touch { what: "ratatui", signs: &["ratatui"], only: &["widgets", "panes", "app", "term", "cli"] },
    Touch { what: "crossterm", signs: &["crossterm"], only: &["keys", "term"] },
    Touch { what: "threads", signs: &["std::thread"], only: &["work", "term", "cli"] },
    Touch {
        what: "files",
        signs: &[
            "std::fs",
            "std::io::stdin",
            "std::path::absolute",
            ".read_dir",
            ".canonicalize",
            ".exists",
            ".try_exists",
            ".is_file",
            ".is_dir",
            ".is_symlink",
            ".metadata",
            ".symlink_metadata",
        ],
        only: &["work", "term", "cli"],
    },
    Touch {
        what: "processes, the environment and the system",
        signs: &["std::process", "std::env", "std::net", "std::os", "rustix", "signal_hook", "libc"],
        only: &["term", "cli"],
    },
    Touch {
        what: "the clock",
        signs: &[
            "std::time::Instant",
            "std::time::SystemTime",
            "std::time::UNIX_EPOCH",
            "chrono::Local",
            "chrono::Utc",
            "chrono::offset::Local",
            "chrono::offset::Utc",
        ],
        only: &["term", "cli"],
    },
    Touch {
        what: "printing",
        signs: &["std::io::stdout", "std::io::stderr", "print!", "println!", "eprint!", "eprintln!", "dbg!"],
        only: &["cli"],
    },
];

/// Files of more than [`LINES`] lines, and why.
const LONG: &[(&str, &str)] = &[
    ("data/date.rs", "one notation, its arithmetic and its tests"),
    ("data/model.rs", "a table: the shape of the data, field by field"),
];

/// The most lines that a file should have.
const LINES: usize = 400;

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["util", "misc", "common", "manager", "helper"];

/// What a file does that it may not.
fn faults(source: &Source) -> Vec<String> {
    let mut faults = order_faults(source);
    faults.extend(touch_faults(source));
    faults
}

fn order_faults(source: &Source) -> Vec<String> {
    let Some(layer) = source.layer() else { return Vec::new() };
    let mut faults = Vec::new();
    let Some(own) = LAYERS.iter().position(|known| *known == layer) else {
        return vec![format!("{}: {layer} is no layer; see LAYERS", source.path)];
    };
    let unknown = UNKNOWN.iter().find(|(of, _)| *of == layer).map_or(&[][..], |(_, unknown)| *unknown);
    for path in source.paths().iter().filter(|path| path.segments[0] == "crate") {
        let used = path.segments.get(1).map_or("", String::as_str);
        let at = format!("{}:{}: {layer} uses {}", source.path, path.line, path.segments.join("::"));
        match LAYERS.iter().position(|known| *known == used) {
            None => faults.push(format!("{at}, which is no layer")),
            Some(other) if other > own => faults.push(format!("{at}, which comes after it")),
            Some(_) if unknown.contains(&used) => faults.push(format!("{at}, which it should not know")),
            Some(_) => {}
        }
    }
    faults
}

fn touch_faults(source: &Source) -> Vec<String> {
    let layer = source.layer();
    if source.path == "main.rs" {
        return Vec::new();
    }
    let paths = source.paths();
    let mut faults = Vec::new();
    for touch in TOUCHES.iter().filter(|touch| !layer.as_deref().is_some_and(|layer| touch.only.contains(&layer))) {
        let mut lines: Vec<usize> = touch.signs.iter().flat_map(|sign| lines_of(source, &paths, sign)).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            faults.push(format!("{}:{line}: touches {}, which only {:?} may", source.path, touch.what, touch.only));
        }
    }
    faults
}

/// The lines in which a sign of [`TOUCHES`] stands.
fn lines_of(source: &Source, paths: &[source::Named], sign: &str) -> Vec<usize> {
    let tokens = &source.tokens;
    let pairs = |first: &str, second: &str, line: usize| -> Vec<usize> {
        let both = tokens.windows(2).filter(|pair| pair[0].text == first && pair[1].text == second);
        both.map(|pair| pair[line].line).collect()
    };
    if let Some(name) = sign.strip_suffix('!') {
        return pairs(name, "!", 0);
    }
    if let Some(name) = sign.strip_prefix('.') {
        return pairs(".", name, 1);
    }
    let wanted: Vec<&str> = sign.split("::").collect();
    let is_it = |segments: &[String]| {
        let both = segments.iter().zip(&wanted).take_while(|(segment, part)| segment == *part).count();
        // `use std::io::*` brings in whatever is there.
        both == wanted.len() || (both + 1 == segments.len() && segments[both] == "*")
    };
    paths.iter().filter(|path| is_it(&path.segments)).map(|path| path.line).collect()
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_module_uses_only_those_before_it_and_touches_only_what_it_may() {
    let sources = sources();
    assert!(sources.len() > 60, "src is read: {} files", sources.len());
    assert_none(&sources.iter().flat_map(faults).collect::<Vec<_>>());
}

#[test]
fn the_map_names_the_folders_in_their_order() {
    let sources = sources();
    let mut folders: Vec<String> =
        sources.iter().filter(|source| source.path.contains('/')).filter_map(Source::layer).collect();
    folders.dedup();
    let mut expected: Vec<&str> = LAYERS
        .iter()
        .filter(|layer| folders.iter().any(|f| f == *layer) || !TO_COME.contains(layer))
        .copied()
        .collect();
    let root = sources.iter().find(|source| source.path == "lib.rs").unwrap();
    let (_, map) = root.text.split_once("# The map").unwrap();
    let (map, _) = map.split_once("# Where things go").unwrap();
    let named =
        |line: &str| Some(line.strip_prefix("//! | ")?.split(" |").next()?.trim_matches(['[', ']', '`']).to_owned());
    let mapped: Vec<String> = map.lines().filter_map(named).filter(|name| name != "folder").collect();
    assert_eq!(mapped, expected, "the map in src/lib.rs against LAYERS");
    folders.sort();
    expected.sort_unstable();
    assert_eq!(folders, expected, "the folders of src against LAYERS");
}

#[test]
fn every_folder_says_first_what_lives_in_it() {
    let says = |source: &&Source| source.text.starts_with("//! ");
    let mods = |source: &&Source| source.path.ends_with("mod.rs") || !source.path.contains('/');
    let silent =
        sources().iter().filter(mods).filter(|source| !says(source)).map(|s| s.path.clone()).collect::<Vec<_>>();
    assert_none(&silent);
}

#[test]
fn files_are_short_or_have_a_reason() {
    let mut faults = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        match (lines > LINES, LONG.iter().any(|(path, _)| *path == source.path)) {
            (true, false) => faults.push(format!("{}: {lines} lines: split it by what changes together", source.path)),
            (false, true) => faults.push(format!("{}: {lines} lines: no longer long; see LONG", source.path)),
            _ => {}
        }
    }
    assert_none(&faults);
}

#[test]
fn names_say_something() {
    let empty = |word: &str| EMPTY_NAMES.contains(&word.trim_end_matches('s'));
    let says_nothing = |source: &&Source| source.path.trim_end_matches(".rs").split(['/', '_']).any(empty);
    assert_none(&sources().iter().filter(says_nothing).map(|source| source.path.clone()).collect::<Vec<_>>());
}

#[test]
fn a_module_is_a_file() {
    // So that `super` is what the path of the file says, which the rules rely on.
    let inline = |source: &Source| {
        let modules = source.tokens.windows(3).filter(|three| three[0].text == "mod" && three[2].text == "{");
        modules.map(|three| format!("{}:{}: mod {} {{", source.path, three[0].line, three[1].text)).collect::<Vec<_>>()
    };
    assert_none(&sources().iter().flat_map(inline).collect::<Vec<_>>());
}

/// The rules against code that breaks them, for a rule that finds nothing looks like a rule that is kept.
mod rules {
    use super::*;

    fn found(path: &str, code: &str) -> Vec<String> {
        faults(&Source::new(path, code))
    }

    #[track_caller]
    fn assert_found(path: &str, code: &str, expected: &str) {
        let faults = found(path, code);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{code}: {faults:?}");
    }

    #[test]
    fn a_use_of_a_later_module_is_found_however_it_is_written() {
        for code in [
            "use crate::app::App;",
            "use crate::{text::Lang, app::{self, App}};",
            "use crate::{\n    text,\n    app as other,\n};",
            "fn f() { crate::app::areas(); }",
            "use super::super::app::App;",
            "use super::super::{text, app};",
            "fn f() -> super::super::app::App {}",
            "macro_rules! m { () => { $crate::app::App } }",
            "type A = <crate::app::App as Clone>::B;",
            "pub(in crate::app) fn f() {}",
            "use ::core::fmt; use crate::app;",
        ] {
            assert_found("views/strip.rs", code, "crate::app");
        }
        assert_found("views/mod.rs", "use super::app::App;", "after it");
        assert_found("views/mod.rs", "use crate::run;", "no layer");
        assert_found("views/mod.rs", "use crate::*;", "no layer");
        assert_found("widgets/mod.rs", "use crate::data::Day;", "should not know");
        assert_found("term/mod.rs", "use crate::keys::Chord;", "should not know");
        assert_found("other/mod.rs", "", "is no layer");
    }

    #[test]
    fn what_is_allowed_is_not_found() {
        for code in [
            "use super::timeline::nearest; use crate::query::Answer; use self::x::y;",
            "// crate::app\n/* use crate::app; /* println!() */ std::fs */ fn f() {}",
            "const A: &str = \"crate::app \\\" std::fs::read\"; const B: &str = r#\"\" std::fs::read\"#; const C: char = '\"';",
            "#[cfg(test)]\nmod tests {\n    use crate::app::App;\n    fn f() { println!(\"{}\", 1); }\n}",
            "#[cfg(test)]\n#[allow(dead_code)]\nfn f(a: [u8; 2]) -> [u8; 3] { std::fs::read(\"\"); }",
            "fn f<'a>(a: &'a str) -> impl Iterator + use<'a> { a.len() }",
            "use std::time::Duration; use std::io::{self, Write}; fn f() -> io::Result<()> {}",
        ] {
            assert_eq!(found("views/strip.rs", code), [] as [String; 0], "{code}");
        }
    }

    #[test]
    fn a_touch_of_the_outside_is_found_however_it_is_written() {
        for (code, what) in [
            ("use std::fs;", "files"),
            ("use std::{fmt, fs::File};", "files"),
            ("fn f() { std::fs::read(\"a\"); }", "files"),
            ("fn f(path: &Path) { path.exists(); }", "files"),
            ("use std::io; fn f() { io::stdout(); }", "printing"),
            ("use std::io::*; fn f() { stdout(); }", "printing"),
            ("use std::{io as other}; fn f() { other::stderr(); }", "printing"),
            ("fn f() { println!(); }", "printing"),
            ("fn f() { std::eprintln! (); }", "printing"),
            ("use std::time; fn f() { time::Instant::now(); }", "clock"),
            ("use std::time::{Duration, SystemTime};", "clock"),
            ("fn f() { chrono::Local::now(); }", "clock"),
            ("use chrono::prelude::*; use chrono::*;", "clock"),
            ("use std::thread::spawn;", "threads"),
            ("fn f() { std::env::var(\"A\"); }", "environment"),
            ("use crossterm::event::KeyEvent;", "crossterm"),
            ("use ratatui::style::Style;", "ratatui"),
            ("use std::*;", "files"),
        ] {
            assert_found("query/mod.rs", code, what);
        }
        assert_found("work/mod.rs", "use std::time::Instant;", "clock");
        assert_found("panes/mod.rs", "use crossterm::event::MouseEvent;", "crossterm");
        assert_found("lib.rs", "use std::fs;", "files");
    }

    #[test]
    fn texts_and_comments_are_blanked_and_lines_stay() {
        let text =
            "a \"x\ny\" b'\"' r##\"q\"# \"## '\\'' '\\u{1b}' &'a c // d\ne /* /* */ f */ g b\"h\\\"\" br\"i\" number";
        let left = blanked(text);
        assert_eq!(left.split_whitespace().collect::<Vec<_>>(), ["a", "b", "&'a", "c", "e", "g", "number"]);
        assert_eq!(left.lines().count(), text.lines().count());
        assert!(is_word("_a") && !is_word("1") && !is_word("::"));
    }
}
