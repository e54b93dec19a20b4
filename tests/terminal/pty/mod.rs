//! A program in a pseudo-terminal, and the terminal played by the test: it reads the screen, types, answers or not,
//! resizes, hangs up and sends signals. Knows nothing of the program. Everything is waited for by what is seen, with a
//! deadline; nothing sleeps.
#![allow(dead_code, reason = "each test uses its part of the harness")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

mod start;

pub(crate) use start::Start;

use std::fs::File;
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};
use rustix::termios::{Winsize, tcgetattr, tcsetwinsize};

/// Far longer than anything takes; only a failing test waits so long.
const DEADLINE: Duration = Duration::from_secs(10);

/// What the terminal says when it is asked for its background and for itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    Nothing,
    ItselfOnly,
    Light,
}

/// A running program and its terminal.
pub(crate) struct Pty {
    master: Option<OwnedFd>,
    /// Kept open, so that the terminal outlives the program and its modes can be read afterwards.
    slave: Option<File>,
    pid: Pid,
    ended: Option<WaitStatus>,
    screen: vt100::Parser,
    answers: Answers,
    before: String,
    /// Every byte that was written to the terminal.
    pub(crate) written: Vec<u8>,
    answered: usize,
}

impl Pty {
    /// Types bytes, as many at once as the terminal takes.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let mut rest = bytes.as_ref();
        let deadline = Instant::now() + DEADLINE;
        while !rest.is_empty() {
            assert!(Instant::now() < deadline, "the program reads no input");
            match rustix::io::write(self.master.as_ref().unwrap(), rest) {
                Ok(count) => rest = &rest[count..],
                Err(Errno::AGAIN | Errno::INTR) => self.read_for(Duration::from_millis(5)),
                Err(error) => panic!("cannot type: {error}"),
            }
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    pub(crate) fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Gives the window another size; the kernel tells the program.
    pub(crate) fn resize(&mut self, (columns, rows): (u16, u16)) {
        // The model cannot do less than 2 by 2.
        let size = |count: u16| NonZeroU16::new(count.max(2)).unwrap();
        self.screen.set_size(size(rows), size(columns));
        tcsetwinsize(self.master.as_ref().unwrap(), window(columns, rows)).unwrap();
    }

    /// Closes the window.
    pub(crate) fn hang_up(&mut self) {
        self.slave = None;
        self.master = None;
    }

    /// The screen's text.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |pty| pty.text().contains(text));
    }

    /// Waits until `seen` is true of the terminal.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, seen: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !seen(self) {
            assert!(
                Instant::now() < deadline,
                "waited in vain for {what:?}; the screen shows:\n{}\nwritten: {:?}",
                self.text(),
                String::from_utf8_lossy(&self.written[self.written.len().saturating_sub(2000)..]),
            );
            self.read_for(Duration::from_millis(20));
        }
    }

    /// Reads what is written within `time`; returns at the first bytes.
    pub(crate) fn read_for(&mut self, time: Duration) {
        let Some(master) = &self.master else { return };
        let timeout = Timespec { tv_sec: time.as_secs() as i64, tv_nsec: time.subsec_nanos().into() };
        let mut waiting = [PollFd::new(master, PollFlags::IN)];
        let _ = poll(&mut waiting, Some(&timeout));
        let mut buffer = [0; 8192];
        if let Ok(count) = rustix::io::read(master, &mut buffer) {
            self.written.extend_from_slice(&buffer[..count]);
            self.screen.process(&buffer[..count]);
            self.answer();
        }
    }

    /// Asserts that nothing is written for so long.
    #[track_caller]
    pub(crate) fn assert_quiet(&mut self, time: Duration) {
        let before = self.written.len();
        self.read_for(time);
        let news = String::from_utf8_lossy(&self.written[before..]).into_owned();
        assert!(news.is_empty(), "written while idle: {news:?}");
    }

    /// Waits until the program rests, and asserts that it goes on resting for so long: no byte, no processor time, not
    /// even a look around.
    #[track_caller]
    pub(crate) fn assert_idle(&mut self, time: Duration) {
        let deadline = Instant::now() + DEADLINE;
        let mut used = self.used();
        loop {
            self.read_for(Duration::from_millis(40));
            let now = self.used();
            if now == used {
                break;
            }
            assert!(Instant::now() < deadline, "never at rest");
            used = now;
        }
        self.assert_quiet(time);
        assert_eq!(self.used(), used, "processor time in ms, and sleeps, while idle");
    }

    /// Waits until the program can write no more, since nobody reads it; then asks it to end by `signal` and waits for
    /// that, still without reading.
    pub(crate) fn end_while_stuck(&mut self, signal: Signal) -> WaitStatus {
        let deadline = Instant::now() + DEADLINE;
        let step = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
        let mut before = (0, 0);
        loop {
            let _ = poll(&mut [], Some(&step));
            let unread = rustix::io::ioctl_fionread(self.master.as_ref().unwrap()).unwrap();
            let now = (unread, self.used().0);
            if now == before {
                break;
            }
            assert!(Instant::now() < deadline, "it goes on writing");
            before = now;
        }
        self.signal(signal);
        loop {
            if let Some((_, status)) = waitpid(Some(self.pid), WaitOptions::NOHANG).unwrap() {
                self.ended = Some(status);
                return status;
            }
            assert!(Instant::now() < deadline, "stuck for good");
            let _ = poll(&mut [], Some(&step));
        }
    }

    /// Waits until the program has ended.
    #[track_caller]
    pub(crate) fn wait_end(&mut self) -> WaitStatus {
        self.wait_change(WaitOptions::empty(), "the end", |_| {})
    }

    /// Waits until the program has ended, looking at it meanwhile.
    #[track_caller]
    pub(crate) fn wait_end_watching(&mut self, look: impl FnMut(&Self)) -> WaitStatus {
        self.wait_change(WaitOptions::empty(), "the end", look)
    }

    /// Bytes that were typed and that nobody has read.
    pub(crate) fn unread(&self) -> u64 {
        rustix::io::ioctl_fionread(self.slave.as_ref().unwrap()).unwrap()
    }

    /// Waits until the program is stopped.
    #[track_caller]
    pub(crate) fn wait_stopped(&mut self) {
        let status = self.wait_change(WaitOptions::UNTRACED, "a stop", |_| {});
        assert!(status.stopped(), "not stopped but {status:?}");
    }

    #[track_caller]
    fn wait_change(&mut self, options: WaitOptions, what: &str, mut look: impl FnMut(&Self)) -> WaitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            look(self);
            if let Some((_, status)) = waitpid(Some(self.pid), options | WaitOptions::NOHANG).unwrap() {
                if !status.stopped() {
                    self.ended = Some(status);
                }
                self.read_rest();
                return status;
            }
            assert!(Instant::now() < deadline, "waited in vain for {what}; the screen shows:\n{}", self.text());
            match &self.master {
                Some(_) => self.read_for(Duration::from_millis(5)),
                None => drop(poll(&mut [], Some(&Timespec { tv_sec: 0, tv_nsec: 5_000_000 }))),
            }
        }
    }

    fn read_rest(&mut self) {
        let mut before = usize::MAX;
        while before != self.written.len() {
            before = self.written.len();
            self.read_for(Duration::ZERO);
        }
    }

    /// Waits for the end with this status and asserts that the terminal was given back whole.
    #[track_caller]
    pub(crate) fn assert_ends_well(&mut self, status: i32) {
        let end = self.wait_end();
        assert_eq!(end.exit_status(), Some(status), "{end:?}; the screen shows:\n{}", self.text());
        self.assert_given_back();
    }

    /// Asserts that every mode is as it was before the program.
    #[track_caller]
    pub(crate) fn assert_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
        for mode in ["1000", "1002", "1003", "1006", "1049", "2004", "2026"] {
            let last = |end: &str| find_last(&self.written, format!("\x1b[?{mode}{end}").as_bytes());
            assert!(last("h") <= last("l"), "mode {mode} is still on");
        }
        assert_eq!(self.modes(), self.before, "the terminal's own modes");
    }

    /// Asserts that the screen is the program's.
    #[track_caller]
    pub(crate) fn assert_taken(&self) {
        let screen = self.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
        assert_ne!(self.modes(), self.before, "not raw");
    }

    /// What stty would print.
    fn modes(&self) -> String {
        format!("{:?}", tcgetattr(self.slave.as_ref().unwrap()).unwrap())
    }

    /// Milliseconds of processor time that the program has used, and how often it went to sleep.
    pub(crate) fn used(&self) -> (u64, u64) {
        let read = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", self.pid())).unwrap();
        let nanoseconds = read("schedstat").split(' ').next().unwrap().parse::<u64>().unwrap();
        let status = read("status");
        let sleeps = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).unwrap();
        (nanoseconds / 1_000_000, sleeps.trim().parse().unwrap())
    }

    fn answer(&mut self) {
        let asked = |what: &[u8], from: usize| find(&self.written[from..], what).map(|at| from + at + what.len());
        if self.answers == Answers::Nothing {
            return;
        }
        if let Some(end) = asked(b"\x1b[c", self.answered) {
            let light = self.answers == Answers::Light && asked(b"\x1b]11;?", self.answered).is_some();
            self.answered = end;
            self.send(if light { "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?65;1;9c" } else { "\x1b[?65;1;9c" });
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.ended.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
            let _ = waitpid(Some(self.pid), WaitOptions::empty());
        }
    }
}

fn window(columns: u16, rows: u16) -> Winsize {
    Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }
}

/// Where `needle` stands first.
pub(crate) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

fn find_last(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).rposition(|window| window == needle)
}
