//! The terminal layer by itself, driven through the smallest program on it, `examples/term_demo.rs`.

use std::fs::File;
use std::io::Read;
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::LIGHT;
use super::pty::{Answers, Pty, Start, find};

/// The example program, which cargo builds beside the tests whenever it runs all of them.
fn demo() -> Start {
    let test = std::env::current_exe().unwrap();
    let demo = test.ancestors().nth(2).unwrap().join("examples/term_demo");
    assert!(
        demo.is_file(),
        "{} is not there: run all of cargo test, or cargo build --example term_demo",
        demo.display()
    );
    Start::new(demo)
}

/// The demo, drawn and waiting.
fn started(start: Start) -> Pty {
    let mut pty = start.run();
    pty.wait_for("drawn ");
    pty.assert_taken();
    pty
}

#[test]
fn q_gives_the_terminal_back() {
    let mut pty = started(demo());
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn ctrl_c_is_a_key_and_gives_the_terminal_back() {
    let mut pty = started(demo());
    pty.send("\x03");
    pty.assert_ends_well(0);
}

#[test]
fn a_panic_gives_the_terminal_back_and_then_tells() {
    let mut pty = started(demo());
    pty.send("p");
    pty.assert_ends_well(101);
    assert!(pty.text().contains("the demo's own panic"), "{}", pty.text());
}

#[test]
fn a_panic_in_a_thread_does_so_too() {
    let mut pty = started(demo());
    pty.send("P");
    pty.assert_ends_well(2);
    assert!(pty.text().contains("a panic in a thread"), "{}", pty.text());
    assert!(pty.text().contains("a part of the program failed"), "{}", pty.text());
}

#[test]
fn ending_signals_give_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let mut pty = started(demo());
        pty.signal(signal);
        pty.assert_ends_well(status);
    }
}

#[test]
fn a_signal_before_the_first_frame_gives_the_terminal_back() {
    let mut pty = demo().arg("200").run();
    pty.wait_until("the alternate screen", |pty| pty.screen().alternate_screen());
    pty.signal(Signal::TERM);
    pty.assert_ends_well(143);
}

#[test]
fn ignored_signals_stay_ignored() {
    let mut pty = started(demo().ignoring("HUP INT"));
    pty.signal(Signal::HUP);
    pty.signal(Signal::INT);
    pty.send("x");
    pty.wait_for("typed[x]");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn sigtstp_stops_and_sigcont_paints_anew() {
    let mut pty = started(demo());
    pty.signal(Signal::TSTP);
    pty.wait_stopped();
    pty.assert_given_back();
    pty.signal(Signal::CONT);
    pty.wait_for("resumed 1");
    pty.wait_for("demo");
    pty.assert_taken();
    pty.send("xq");
    pty.assert_ends_well(0);
}

#[test]
fn a_stop_from_outside_is_followed_by_a_whole_paint() {
    let mut pty = started(demo());
    pty.signal(Signal::STOP);
    pty.wait_stopped();
    let before = pty.written.len();
    pty.signal(Signal::CONT);
    pty.wait_for("resumed 1");
    let painted = String::from_utf8_lossy(&pty.written[before..]).into_owned();
    assert!(painted.contains("\x1b[?1049h") && painted.contains("\x1b[2J") && painted.contains("demo"), "{painted:?}");
    pty.assert_taken();
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_stopped_program_that_is_killed_ends_without_taking_the_terminal() {
    let mut pty = started(demo());
    pty.signal(Signal::TSTP);
    pty.wait_stopped();
    let before = pty.written.len();
    pty.signal(Signal::TERM);
    pty.signal(Signal::CONT);
    pty.assert_ends_well(143);
    assert_eq!(pty.written.len(), before);
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    let demo = demo();
    let script = "\"$0\"; echo \"back in the shell\"; read line; fg; echo \"and over\"";
    let shell = demo.in_job_control_shell(script);
    let mut pty = shell.run();
    pty.wait_for("drawn 1.");
    pty.assert_taken();
    pty.send("x\x1a");
    pty.wait_for("back in the shell");
    pty.assert_given_back();
    pty.resize((100, 30));
    pty.send("\n");
    pty.wait_for("100x30");
    pty.wait_for("resumed 1");
    pty.wait_for("typed[x]");
    pty.assert_taken();
    pty.send("q");
    pty.wait_for("and over");
    pty.assert_ends_well(0);
}

#[test]
fn ctrl_z_does_nothing_where_no_shell_could_continue_it() {
    let mut pty = started(demo());
    pty.send("\x1ax");
    pty.wait_for("typed[x]");
    pty.assert_taken();
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_hang_up_ends_it_with_and_without_sighup() {
    for start in [demo(), demo().ignoring("HUP")] {
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
fn a_signal_ends_it_while_the_terminal_takes_no_bytes() {
    let mut pty = started(demo());
    pty.send("F");
    let end = pty.end_while_stuck(Signal::TERM);
    assert_eq!(end.exit_status(), Some(143), "{end:?}");
}

#[test]
fn idle_costs_nothing() {
    // Also after a half sequence, which is forgotten after a second.
    for (keys, seen) in [("", "drawn 1."), ("x", "typed[x]"), ("\x1b", "last Esc"), ("\x1b[1;", "drawn 1.")] {
        let mut pty = started(demo());
        pty.send(keys);
        pty.wait_for(seen);
        if keys.ends_with(';') {
            pty.read_for(Duration::from_millis(1100));
        }
        pty.assert_idle(Duration::from_millis(400));
        pty.send("q");
        pty.assert_ends_well(0);
    }
}

#[test]
fn a_terminal_that_answers_is_believed() {
    let mut pty = started(demo().answers(Answers::Light));
    pty.wait_for("Light");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn colorfgbg_is_the_fallback() {
    for (answers, expected) in [(Answers::Nothing, "Light"), (Answers::ItselfOnly, "Light")] {
        let pty = started(demo().answers(answers).env("COLORFGBG", "0;15"));
        assert!(pty.text().contains(expected), "{}", pty.text());
    }
    let pty = started(demo().answers(Answers::ItselfOnly));
    assert!(pty.text().contains("Dark"), "{}", pty.text());
}

#[test]
fn a_late_answer_types_nothing_and_is_believed() {
    let mut pty = started(demo().answers(Answers::Nothing));
    assert!(pty.text().contains("Dark"));
    pty.send(LIGHT);
    pty.wait_for("Light");
    pty.send("x");
    pty.wait_for("typed[x]");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_late_answer_in_two_pieces_types_nothing() {
    for at in [1, 2, 3, 6, 12, LIGHT.len() - 12, LIGHT.len() - 11, LIGHT.len() - 2] {
        let mut pty = started(demo().answers(Answers::Nothing));
        pty.send(&LIGHT[..at]);
        pty.read_for(Duration::from_millis(60));
        pty.send(&LIGHT[at..]);
        pty.send("x");
        pty.wait_for("typed[x]");
        pty.wait_for("Light");
        pty.send("q");
        pty.assert_ends_well(0);
    }
}

#[test]
fn an_answer_after_the_end_is_not_left_for_the_shell() {
    let mut pty = started(demo().answers(Answers::Nothing));
    pty.send("q");
    pty.send(LIGHT);
    pty.assert_ends_well(0);
    assert_eq!(pty.unread(), 0);
}

#[test]
fn keys_typed_ahead_are_not_lost() {
    let mut pty = demo().typed_ahead("abc外\ndef").answers(Answers::Light).run();
    pty.wait_for("typed[abc外def]");
    pty.wait_for("Light");
    pty.send("q");
    pty.assert_ends_well(0);
    let mut pty = demo().typed_ahead("a\n").run();
    pty.wait_for("last Enter");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn keys_typed_while_it_waits_for_an_answer_are_not_lost() {
    let mut pty = demo().answers(Answers::Nothing).arg("50").run();
    pty.wait_until("the question", |pty| find(&pty.written, b"\x1b[c").is_some());
    pty.send([b"ab".as_slice(), LIGHT, b"cd"].concat());
    pty.wait_for("typed[abcd]");
    pty.wait_for("Light");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_dumb_terminal_is_not_asked() {
    let mut pty = started(demo().env("TERM", "dumb").answers(Answers::Nothing));
    assert_eq!(find(&pty.written, b"\x1b]11;?"), None);
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn stdout_in_a_pipe_stays_clean() {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut pty = started(demo().stdout(writer));
    pty.send("xyq");
    pty.assert_ends_well(0);
    let mut piped = Vec::new();
    reader.read_to_end(&mut piped).unwrap();
    assert_eq!(piped, b"");
}

#[test]
fn stdin_may_be_a_file_or_a_pipe() {
    let mut pty = started(demo().stdin(File::open("Cargo.toml").unwrap()));
    pty.send("x");
    pty.wait_for("typed[x]");
    pty.send("q");
    pty.assert_ends_well(0);

    let (reader, writer) = std::io::pipe().unwrap();
    let mut pty = started(demo().stdin(reader));
    drop(writer);
    pty.send("x");
    pty.wait_for("typed[x]");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn esc_alone_arrives_promptly() {
    let mut pty = started(demo());
    let start = Instant::now();
    pty.send("\x1b");
    pty.wait_for("last Esc");
    // 20 ms of patience and whatever a busy machine adds.
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_sequence_in_pieces_is_one_key() {
    let mut pty = started(demo());
    for (at, piece) in ["\x1b[", "1;", "5", "C"].iter().enumerate() {
        pty.send(piece);
        if at > 0 {
            pty.read_for(Duration::from_millis(50));
        }
    }
    pty.wait_for("last Right KeyModifiers(CONTROL)");
    assert!(pty.text().contains("typed[]"), "{}", pty.text());
    // A signal is heeded in the middle of a sequence, where a blocking read would not see it.
    pty.send("\x1b[1;");
    pty.signal(Signal::TERM);
    pty.assert_ends_well(143);
}

#[test]
fn two_thousand_keys_at_once_take_few_frames() {
    let mut pty = started(demo());
    let frames = |pty: &Pty| pty.written.windows(8).filter(|window| window == b"\x1b[?2026h").count();
    let before = frames(&pty);
    pty.send("x".repeat(2000));
    pty.wait_for("count 2000");
    let drawn = frames(&pty) - before;
    assert!(drawn < 100, "{drawn} frames");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_mouse_and_a_paste_arrive() {
    let mut pty = started(demo());
    pty.send("\x1b[<0;5;6M");
    pty.wait_for("last Down(Left) 4,5");
    pty.send("\x1b[200~two\rlines\x1b[201~");
    pty.wait_for("last paste \"two\\nlines\"");
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn notes_from_a_thread_wake_the_loop() {
    let mut pty = started(demo());
    pty.send("w");
    pty.wait_for("noted 100");
    pty.assert_idle(Duration::from_millis(200));
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_copy_goes_to_the_terminals_clipboard() {
    let mut pty = started(demo());
    pty.send("y");
    pty.wait_until("OSC 52", |pty| find(&pty.written, b"\x1b]52;c;Y29waWVkIOWkluS6pA==\x1b\\").is_some());
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn a_repaint_is_whole() {
    let mut pty = started(demo());
    let before = pty.written.len();
    pty.send("\x0c");
    pty.wait_until("a whole frame", |pty| {
        find(&pty.written[before..], b"\x1b[2J").is_some() && find(&pty.written[before..], b"typed[]").is_some()
    });
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn every_size_is_drawn() {
    let mut pty = started(demo());
    for (columns, rows) in [(100, 30), (20, 5), (1, 1), (1, 40), (200, 1), (80, 24)] {
        pty.resize((columns, rows));
        if columns > 30 && rows > 1 {
            pty.wait_for(&format!("{columns}x{rows}"));
        }
    }
    pty.send("q");
    pty.assert_ends_well(0);
    let mut pty = demo().size(1, 1).run();
    pty.wait_until("a frame", |pty| find(&pty.written, b"\x1b[?2026l").is_some());
    pty.send("q");
    pty.assert_ends_well(0);
    let mut pty = demo().size(0, 0).run();
    pty.wait_until("80x24", |pty| find(&pty.written, b"80x24").is_some());
    pty.send("q");
    pty.assert_ends_well(0);
}

#[test]
fn the_terminal_is_never_asked_for_its_cursor() {
    let mut pty = started(demo());
    pty.send("\x0c");
    pty.resize((90, 30));
    pty.wait_for("90x30");
    pty.send("q");
    pty.assert_ends_well(0);
    assert_eq!(find(&pty.written, b"\x1b[6n"), None);
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let demo = demo();
    // A session of its own has no terminal until it opens one.
    let output = Command::new("setsid").arg("--wait").arg(demo.program()).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.starts_with("no terminal: /dev/tty: ") && message.contains("scidip list"), "{message}");
    assert_eq!(output.stdout, b"");
}
