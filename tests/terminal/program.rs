//! The explorer, as it is started by `scidip`: its screen is waited for by its text.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::LIGHT;
use super::pty::{Answers, Pty, Start, find};

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/small.ron");

/// The program with the built-in data, at a day that is known and in a language that is known.
pub(super) fn scidip() -> Start {
    let start = Start::new(env!("CARGO_BIN_EXE_scidip")).arg("--today").arg("2026-11-22");
    start.env("LC_ALL", "C.UTF-8").env("COLORTERM", "").env("NO_COLOR", "")
}

/// The program with nine events of its own.
fn small() -> Start {
    with_data(SMALL)
}

fn with_data(path: impl AsRef<Path>) -> Start {
    scidip().arg("--only-data").arg("--data").arg(path.as_ref())
}

/// Waits until the first row says how many events there are, and the frame that says so is whole.
#[track_caller]
pub(super) fn wait_for_count(pty: &mut Pty, count: &str) {
    pty.wait_until(count, |pty| line(pty).contains(&format!(" {count} ")) && is_whole(pty));
}

/// Waits until a whole frame shows `text`.
#[track_caller]
fn wait_for_frame(pty: &mut Pty, text: &str) {
    pty.wait_until(text, |pty| pty.text().contains(text) && is_whole(pty));
}

/// Whether nothing of the last frame is still to come.
fn is_whole(pty: &Pty) -> bool {
    pty.written.ends_with(b"\x1b[?2026l")
}

/// The first row of the screen: the search line and the count.
pub(super) fn line(pty: &Pty) -> String {
    pty.text().lines().next().unwrap_or_default().to_owned()
}

/// Waits until all of nine events are there.
#[track_caller]
fn started(start: Start) -> Pty {
    let mut pty = start.run();
    wait_for_count(&mut pty, "9 of 9");
    pty.assert_taken();
    pty
}

#[track_caller]
pub(super) fn quit(mut pty: Pty) {
    pty.send("q");
    pty.assert_ends_well(0);
}

/// The screen with its colours, cell by cell.
fn drawn(pty: &Pty) -> Vec<String> {
    let (rows, columns) = pty.screen().size();
    let cell = |row, column| {
        let cell = pty.screen().cell(row, column).unwrap();
        let signs = (cell.bold(), cell.italic(), cell.underline(), cell.inverse());
        format!("{} {:?} {:?} {signs:?}", cell.contents().trim(), cell.fgcolor(), cell.bgcolor())
    };
    (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| cell(row, column))).collect()
}

#[test]
fn it_opens_on_the_built_in_data_and_q_gives_the_terminal_back() {
    let total = scidip::builtin::dataset().unwrap().events.len();
    let mut pty = scidip().run();
    wait_for_count(&mut pty, &format!("{total} of {total}"));
    pty.wait_for("CERN");
    pty.assert_taken();
    quit(pty);
}

#[test]
fn it_opens_on_a_query() {
    let mut pty = small().arg("country:JP").arg("-country:US").run();
    wait_for_count(&mut pty, "2 of 9");
    assert!(line(&pty).contains("country:JP !country:US"), "{}", pty.text());
    quit(pty);
}

#[test]
fn ctrl_c_gives_the_terminal_back_wherever_one_is() {
    for keys in ["", "/", "?", "1", "W", "\r"] {
        let mut pty = started(small());
        pty.send(keys);
        pty.send("\x03");
        pty.assert_ends_well(0);
    }
}

#[test]
fn ending_signals_give_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut pty = started(small());
        pty.signal(signal);
        pty.assert_ends_well(status);
    }
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back_to_the_same_screen() {
    let script =
        format!("\"$0\" --only-data --data '{SMALL}'; echo \"back in the shell\"; read line; fg; echo \"and over\"");
    let mut pty = small().in_job_control_shell(&script).run();
    wait_for_count(&mut pty, "9 of 9");
    pty.send("/kishi\r");
    wait_for_count(&mut pty, &format!("{} of 9", listed("kishi")));
    pty.send("\x1a");
    pty.wait_for("back in the shell");
    pty.assert_given_back();
    pty.send("\n");
    pty.wait_until("the screen again", |pty| pty.screen().alternate_screen() && pty.text().contains("of 9"));
    assert!(line(&pty).contains("kishi"), "{}", pty.text());
    pty.assert_taken();
    pty.send("q");
    pty.wait_for("and over");
    pty.assert_ends_well(0);
}

#[test]
fn a_hang_up_ends_it_with_and_without_sighup() {
    for start in [small(), small().ignoring("HUP")] {
        let mut pty = started(start);
        let start = Instant::now();
        let (before, _) = pty.used();
        pty.hang_up();
        let mut used = before;
        let end = pty.wait_end_watching(|pty| used = pty.used().0.max(used));
        assert_eq!(end.exit_status(), Some(129), "{end:?}");
        assert!(used - before < 200, "{} ms of processor time for a hang-up", used - before);
        assert!(start.elapsed() < Duration::from_secs(2), "{:?} for a hang-up", start.elapsed());
    }
}

#[test]
fn idle_costs_nothing() {
    for keys in ["", "/", "/iter", "?"] {
        let mut pty = started(small());
        pty.send(keys);
        match keys.strip_prefix('/') {
            Some("") => wait_for_frame(&mut pty, "delete word"),
            Some(query) => wait_for_count(&mut pty, &format!("{} of 9", listed(query))),
            None if keys == "?" => wait_for_frame(&mut pty, "Help"),
            None => {}
        }
        pty.assert_idle(Duration::from_millis(300));
        pty.send("\x03");
        pty.assert_ends_well(0);
    }
}

/// How many events the shell lists of the small data for a query.
fn listed(query: &str) -> usize {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scidip"));
    command.args(["list", query, "--only-data", "--data", SMALL, "--today", "2026-11-22"]);
    command.output().unwrap().stdout.split(|byte| *byte == b'\n').count() - 1
}

#[test]
fn a_typed_query_shows_as_many_as_the_shell_lists() {
    let mut pty = started(small());
    pty.send("/");
    for query in ["science", "country:JP", "2015..", "kagaku", "日本", "is:planned", "zzzzzz"] {
        pty.send("\x15");
        wait_for_count(&mut pty, "9 of 9");
        pty.send(query);
        let count = listed(query);
        wait_for_count(&mut pty, &format!("{count} of 9"));
        assert!(line(&pty).contains(query), "{}", pty.text());
    }
    pty.send("\x15\r");
    wait_for_count(&mut pty, "9 of 9");
    quit(pty);
}

#[test]
fn a_mistake_keeps_the_last_answer_and_is_told_at_its_place() {
    // Wide, so that the message has room at its place.
    let mut pty = started(small().size(160, 45));
    pty.send("/country:JP");
    wait_for_count(&mut pty, "4 of 9");
    pty.send(" countri:US");
    pty.wait_for("did you mean country:");
    assert!(line(&pty).contains("4 of 9"), "{}", pty.text());
    let column = |text: &str| pty.text().lines().find_map(|line| line.find(text)).unwrap();
    assert_eq!(column("^ countri"), column("countri:US"), "{}", pty.text());
    pty.send("\r");
    quit(pty);
}

#[test]
fn keys_typed_before_it_is_there_are_not_lost() {
    let mut pty = small().typed_ahead("/fmstan\n").run();
    wait_for_count(&mut pty, &format!("{} of 9", listed("fmstan")));
    assert!(line(&pty).contains("fmstan"), "{}", pty.text());
    quit(pty);
}

#[test]
fn a_late_answer_of_the_terminal_types_nothing_and_is_believed() {
    let typed = |start: Start, late: &[u8]| {
        let mut pty = started(start);
        pty.send("/");
        pty.send(late);
        pty.send("iter");
        wait_for_count(&mut pty, &format!("{} of 9", listed("iter")));
        assert!(line(&pty).starts_with(" / iter  "), "nothing but what was typed: {}", pty.text());
        pty.send("\r");
        wait_for_frame(&mut pty, "next view");
        let drawn = drawn(&pty);
        quit(pty);
        drawn
    };
    let late = typed(small().answers(Answers::Nothing), LIGHT);
    assert!(late == typed(small().answers(Answers::Light), b""), "the colours of a light background");
    assert!(late != typed(small(), b""), "which are not those of a dark one");
}

/// What an idle screen looks like, and the sequences it was drawn with.
fn look(start: Start) -> (String, Vec<String>, String) {
    let pty = started(start);
    let written = String::from_utf8_lossy(&pty.written).into_owned();
    let look = (pty.text(), drawn(&pty), written);
    quit(pty);
    look
}

#[test]
fn colours_follow_the_background_and_the_wishes_and_the_text_stays() {
    let dark = look(small());
    let light = look(small().answers(Answers::Light));
    let told = look(small().env("COLORFGBG", "0;15"));
    assert_ne!(dark.1, light.1);
    assert_eq!(told.1, light.1);
    let few = look(small().env("TERM", "xterm"));
    assert_ne!(few.1, dark.1);
    let none = look(small().env("NO_COLOR", "1"));
    let never = look(small().arg("--color").arg("never").answers(Answers::Light));
    assert_eq!(none.1, never.1);
    for (name, look) in [("light", &light), ("few", &few), ("none", &none), ("never", &never)] {
        assert_eq!(look.0, dark.0, "{name}");
    }
    let has_colour = |written: &str| {
        let sequences = written.split("\x1b[").filter_map(|part| part.split_once('m'));
        let numbers = sequences.flat_map(|(numbers, _)| numbers.split(';')).filter_map(|number| number.parse().ok());
        numbers.filter(|number: &u8| (30..38).contains(number) || (40..48).contains(number) || *number >= 90).count()
    };
    assert_eq!((has_colour(&none.2), has_colour(&never.2)), (0, 0), "NO_COLOR has no colour at all");
    assert!(dark.2.contains("38;5;") && !few.2.contains("38;5;24") && few.2.contains("\x1b["), "{:?}", few.2);
    assert!(
        none.2.contains("\x1b[7m") || none.2.contains(";7m") || none.2.contains("\x1b[7;"),
        "the selected row still shows"
    );
}

#[test]
fn every_size_is_drawn_and_the_first_comes_back_as_it_was() {
    let mut pty = started(small());
    let first = pty.text();
    for (columns, rows) in [(160, 45), (60, 20), (40, 12), (30, 8), (20, 5), (10, 3), (2, 2), (1, 1), (1, 40), (200, 1)]
    {
        let before = pty.written.len();
        pty.resize((columns, rows));
        pty.wait_until("a frame", |pty| find(&pty.written[before..], b"\x1b[?2026l").is_some());
        assert!(pty.screen().alternate_screen());
    }
    pty.resize((80, 24));
    pty.wait_until("the first screen", |pty| pty.text() == first);
    quit(pty);
    for size in [(1, 1), (2, 1), (0, 0)] {
        let mut pty = small().size(size.0, size.1).run();
        pty.wait_until("a frame", |pty| find(&pty.written, b"\x1b[?2026l").is_some());
        pty.send("/x\r?\x03");
        pty.assert_ends_well(0);
    }
}

#[test]
fn data_is_read_while_the_screen_is_already_there() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("slow.ron");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    // Nobody has written yet, so whoever reads it waits.
    let mut pty = with_data(&pipe).run();
    pty.wait_for("loading");
    pty.send("/iter");
    pty.wait_until("what was typed", |pty| line(pty).contains("iter"));
    std::fs::write(&pipe, std::fs::read(SMALL).unwrap()).unwrap();
    wait_for_count(&mut pty, &format!("{} of 9", listed("iter")));
    pty.send("\r");
    quit(pty);
    // It ends at once although the data never comes.
    let mut pty = with_data(&pipe).run();
    pty.wait_for("loading");
    quit(pty);
}

#[test]
fn data_may_come_on_stdin_while_keys_come_from_the_terminal() {
    let mut pty = started(with_data("-").stdin(File::open(SMALL).unwrap()));
    pty.send("/fmstan\r");
    wait_for_count(&mut pty, &format!("{} of 9", listed("fmstan")));
    quit(pty);
    let (reader, mut writer) = std::io::pipe().unwrap();
    let mut pty = with_data("-").stdin(reader).run();
    pty.wait_for("loading");
    writer.write_all(&std::fs::read(SMALL).unwrap()).unwrap();
    drop(writer);
    wait_for_count(&mut pty, "9 of 9");
    quit(pty);
}

#[test]
fn data_that_is_not_there_is_told_after_the_terminal_is_given_back() {
    let mut pty = with_data("nowhere.ron").run();
    pty.assert_ends_well(2);
    assert!(pty.text().contains("scidip: nowhere.ron: No such file"), "{}", pty.text());
}

#[test]
fn of_a_broken_file_the_rest_is_shown_and_a_key_shows_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.ron");
    let text = "(events: [\n(date: \"1950\", title: \"A good one\"),\n(date: \"soon\", title: \"A bad one\"),\n])";
    std::fs::write(&file, text).unwrap();
    let mut pty = with_data(&file).run();
    wait_for_count(&mut pty, "1 of 1");
    pty.wait_for("A good one");
    pty.wait_for("errors in the data: 1");
    assert!(!pty.text().contains("soon"), "{}", pty.text());
    pty.send("W");
    pty.wait_for("broken.ron:3:");
    assert!(pty.text().contains("(date: \"soon\", title: \"A bad one\")"), "the source line: {}", pty.text());
    pty.send("\x1b");
    pty.wait_until("the list", |pty| !pty.text().contains("broken.ron"));
    quit(pty);
}

#[test]
fn hostile_data_writes_no_sequence_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hostile.ron");
    let text = "(events: [(date: \"1950\", title: \"A\\u{1b}]0;owned\\u{7}B\\u{9b}31mC\\u{1b}[?1049lD\", \
                summary: \"\\u{1b}[2Jx\")])";
    std::fs::write(&file, text).unwrap();
    let mut pty = with_data(&file).run();
    wait_for_count(&mut pty, "1 of 1");
    pty.send("\r");
    pty.wait_for("]0;ownedB31mC");
    pty.send("W");
    pty.wait_for("hostile.ron:1:");
    pty.assert_taken();
    let written = &pty.written;
    assert!([&b"\x1b]0;owned"[..], b"\xc2\x9b", b"\x07"].iter().all(|order| find(written, order).is_none()));
    pty.send("q");
    quit(pty);
}

#[test]
fn a_copy_goes_to_the_terminals_clipboard() {
    let mut pty = started(small());
    pty.send("y");
    pty.wait_until("OSC 52", |pty| find(&pty.written, b"\x1b]52;c;").is_some());
    quit(pty);
}

#[test]
fn with_stdout_in_a_pipe_it_lists_and_leaves_the_terminal_alone() {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut pty = small().arg("country:JP").stdout(writer).run();
    pty.assert_ends_well(0);
    let mut piped = String::new();
    reader.read_to_string(&mut piped).unwrap();
    assert_eq!(piped.lines().count(), listed("country:JP"));
    assert!(!piped.contains('\x1b'));
    assert_eq!(pty.written, b"", "not even a question");
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    // A session of its own has no terminal, although stdout is one.
    let mut pty = small().started_by(&["setsid", "--wait"]).run();
    pty.wait_for("scidip list");
    let end = pty.wait_end();
    assert_eq!(end.exit_status(), Some(2), "{end:?}");
    assert!(pty.text().contains("scidip: no terminal: /dev/tty: "), "{}", pty.text());
    assert!(!pty.screen().alternate_screen());
}

/// What the list prints on a terminal.
fn list(start: Start) -> String {
    let mut pty = start.arg("list").arg("weight:3").stdin(Stdio::null()).run();
    pty.assert_ends_well(0);
    String::from_utf8_lossy(&pty.written).into_owned()
}

#[test]
fn a_list_on_a_terminal_is_coloured_where_that_is_wanted_and_as_wide_as_it() {
    let small = || small().size(160, 45);
    assert!(list(small()).contains("\x1b[1m"));
    assert!(!list(small().env("NO_COLOR", "1")).contains('\x1b'));
    assert!(!list(small().env("TERM", "dumb")).contains('\x1b'));
    assert!(!list(small().arg("--color").arg("never")).contains('\x1b'));
    assert!(list(small().arg("--color").arg("always").env("NO_COLOR", "1")).contains("\x1b[1m"));
    for columns in [30, 60, 80] {
        let text = list(small().size(columns, 24).arg("--color").arg("never").arg("--lang").arg("ja"));
        let wide = text.lines().map(scidip::text::width::width).max();
        assert!(text.lines().count() > 3 && wide <= Some(columns.into()), "{columns}: {text}");
    }
}
