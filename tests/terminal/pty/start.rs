//! How a program gets into the terminal: as the leader of a session of its own, with the pseudo-terminal as its
//! controlling terminal. Between fork and exec only unsafe code can see to that, so the test binary starts itself once
//! more, with a filter for the one test at the end of this file, and that becomes the program.

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::num::NonZeroU16;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::fs::OFlags;
use rustix::process::{Pid, ioctl_tiocsctty, setsid};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{tcgetattr, tcsetwinsize};

use super::{Answers, Pty, window};

const TERMINAL: &str = "PTY_TEST_TERMINAL";
const STREAMS: &str = "PTY_TEST_STREAMS";

/// A program that is about to be started.
pub(crate) struct Start {
    program: OsString,
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
    size: (u16, u16),
    answers: Answers,
    typed_ahead: Vec<u8>,
    stdin: Option<Stdio>,
    stdout: Option<OwnedFd>,
}

impl Start {
    /// The program at `path`, in a terminal of 80 by 24 that answers as one without a background to tell.
    pub(crate) fn new(path: impl AsRef<Path>) -> Self {
        Self {
            program: path.as_ref().into(),
            arguments: Vec::new(),
            variables: Vec::new(),
            size: (80, 24),
            answers: Answers::ItselfOnly,
            typed_ahead: Vec::new(),
            stdin: None,
            stdout: None,
        }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().into());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn answers(mut self, answers: Answers) -> Self {
        self.answers = answers;
        self
    }

    /// Typed before the program is even started.
    pub(crate) fn typed_ahead(mut self, keys: &str) -> Self {
        self.typed_ahead = keys.into();
        self
    }

    /// Something else than the terminal as stdin.
    pub(crate) fn stdin(mut self, stdin: impl Into<Stdio>) -> Self {
        self.stdin = Some(stdin.into());
        self
    }

    /// Something else than the terminal as stdout.
    pub(crate) fn stdout(mut self, stdout: impl Into<OwnedFd>) -> Self {
        self.stdout = Some(stdout.into());
        self
    }

    /// The same with these signals ignored, as nohup does for HUP.
    pub(crate) fn ignoring(self, signals: &str) -> Self {
        let mut shell = Self { program: "sh".into(), arguments: Vec::new(), ..self };
        let script = format!("trap '' {signals}; exec \"$@\"");
        shell.arguments = ["-c".into(), script.into(), "sh".into(), self.program].into();
        shell.arguments.extend(self.arguments);
        shell
    }

    /// The same, started by another command whose last arguments it becomes.
    pub(crate) fn started_by(self, command: &[&str]) -> Self {
        let mut starter = Self { program: command[0].into(), arguments: Vec::new(), ..self };
        starter.arguments.extend(command[1..].iter().map(Into::into));
        starter.arguments.push(self.program);
        starter.arguments.extend(self.arguments);
        starter
    }

    /// A shell with job control that runs `script`, in which `$0` is the program.
    pub(crate) fn in_job_control_shell(self, script: &str) -> Self {
        let arguments = ["-mc".into(), script.into(), self.program].into();
        Self { program: "sh".into(), arguments, ..self }
    }

    pub(crate) fn program(&self) -> &OsStr {
        &self.program
    }

    pub(crate) fn run(self) -> Pty {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let master = openpt(flags).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        rustix::io::ioctl_fionbio(&master, true).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let name = OsStr::from_bytes(name.to_bytes());
        let slave =
            OpenOptions::new().read(true).write(true).custom_flags(OFlags::NOCTTY.bits() as i32).open(name).unwrap();
        let (columns, rows) = self.size;
        tcsetwinsize(&master, window(columns, rows)).unwrap();
        let before = format!("{:?}", tcgetattr(&slave).unwrap());

        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "pty::start::become_the_program", "--nocapture", "--"]);
        command.arg(&self.program).args(&self.arguments);
        command
            .env_remove("COLORFGBG")
            .env_remove("NO_COLOR")
            .env_remove("RUST_BACKTRACE")
            .env("TERM", "xterm-256color")
            .envs(self.variables);
        let streams = format!("{}{}", u8::from(self.stdin.is_some()), u8::from(self.stdout.is_some()));
        command.env(TERMINAL, name).env(STREAMS, streams);
        command.stdin(self.stdin.unwrap_or_else(Stdio::null));
        // The test runner writes to stdout, so the program's stdout travels as stderr.
        command.stdout(Stdio::null()).stderr(self.stdout.map_or_else(Stdio::null, Stdio::from));
        let size = |count: u16| NonZeroU16::new(count.max(2)).unwrap();
        let mut pty = Pty {
            master: Some(master),
            slave: Some(slave),
            pid: Pid::INIT,
            ended: None,
            screen: vt100::Parser::new(size(rows), size(columns), 0),
            answers: self.answers,
            before,
            written: Vec::new(),
            answered: 0,
        };
        pty.send(self.typed_ahead);
        pty.pid = Pid::from_child(&command.spawn().unwrap());
        pty
    }
}

/// Becomes the program when [`Start::run`] has asked for it; passes otherwise.
#[test]
fn become_the_program() {
    let Some(terminal) = std::env::var_os(TERMINAL) else { return };
    let streams = std::env::var(STREAMS).unwrap();
    setsid().unwrap();
    // On Linux the first terminal that a session's leader opens becomes its own; elsewhere it must be told.
    let terminal = File::options().read(true).write(true).open(terminal).unwrap();
    let _ = ioctl_tiocsctty(&terminal);
    let stream = || Stdio::from(terminal.try_clone().unwrap());
    let mut arguments = std::env::args_os().skip_while(|argument| argument != "--").skip(1);
    let mut command = Command::new(arguments.next().unwrap());
    command.args(arguments).env_remove(TERMINAL).env_remove(STREAMS);
    if streams.starts_with('0') {
        command.stdin(stream());
    }
    let stderr = std::io::stderr().as_fd().try_clone_to_owned().unwrap();
    command.stdout(if streams.ends_with('1') { Stdio::from(stderr) } else { stream() });
    command.stderr(stream());
    panic!("cannot start the program: {}", command.exec());
}
