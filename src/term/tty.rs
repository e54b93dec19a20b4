//! The terminal device: opened, made raw, read, written, and given back exactly as it was.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::termios::{self, OptionalActions, Termios};

use super::signals;
use super::wake::Waker;

/// Alternate screen, no cursor, buttons, drags and wheel in SGR form, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h";
/// The reverse. It ends a synchronized frame first, in case one was cut short, and plain style comes before the old
/// screen does.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1049l\x1b[?25h";
/// How long a terminal that takes no more bytes may hold up the end of the program.
const LEAVE_PATIENCE: Duration = Duration::from_millis(300);
/// How often a write that is stuck looks for a signal. Nothing waits like this while the terminal is well.
const STUCK_STEP: Duration = Duration::from_millis(50);

/// The terminal that a panic in any thread gives back, and the loop to wake after it.
static HELD: Mutex<Option<(Arc<Tty>, Waker)>> = Mutex::new(None);

/// Held from the moment a panic gives the terminal back until its message is printed.
static PRINTING: Mutex<()> = Mutex::new(());

/// The terminal device.
pub(super) struct Tty {
    /// Open anew, so that being non-blocking stays ours and is not the shell's too.
    device: File,
    /// What it was like before.
    before: Mutex<Termios>,
    /// Whether it is ours now; whoever clears this gives it back, and nobody else does.
    taken: AtomicBool,
    /// Held while bytes are written, so that the end never comes inside a frame.
    writing: Mutex<()>,
}

impl Tty {
    /// Opens the terminal without changing it.
    pub(super) fn open() -> io::Result<Self> {
        let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
        let device = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(i32::try_from(flags).unwrap_or_default())
            .open(path())?;
        let before = Mutex::new(termios::tcgetattr(&device)?);
        Ok(Self { device, before, taken: AtomicBool::new(false), writing: Mutex::new(()) })
    }

    /// Takes the terminal and writes `also` with the same write. Started in the background, this stops the program
    /// (SIGTTOU) until it is brought to the foreground, as it should.
    pub(super) fn take(&self, also: &[u8]) -> io::Result<()> {
        *lock(&self.before) = termios::tcgetattr(&self.device)?;
        self.take_again(also)
    }

    /// Takes the terminal after the program was stopped by others, when what it is like now is not what it was before.
    pub(super) fn take_again(&self, also: &[u8]) -> io::Result<()> {
        let mut raw = lock(&self.before).clone();
        raw.make_raw();
        self.set(&raw)?;
        self.taken.store(true, Ordering::SeqCst);
        self.write(&[ENTER, also].concat())
    }

    /// Gives the terminal back as it was, once. Silent: nothing can be done about a terminal that is gone.
    pub(super) fn give_back(&self) {
        if !self.taken.swap(false, Ordering::SeqCst) {
            return;
        }
        let deadline = Instant::now() + LEAVE_PATIENCE;
        let _frame_is_over = self.wait_for_writer(deadline);
        let _ = self.write_until(LEAVE, Some(deadline));
        // In the background the terminal is another's; to set it would stop the program for good.
        if self.in_foreground() {
            let _ = self.set(&lock(&self.before));
        }
    }

    /// Whether the terminal is ours now.
    pub(super) fn is_taken(&self) -> bool {
        self.taken.load(Ordering::SeqCst)
    }

    /// Columns and rows; 80 by 24 where the terminal says nothing.
    pub(super) fn size(&self) -> (u16, u16) {
        match termios::tcgetwinsize(&self.device) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => (80, 24),
        }
    }

    /// How many bytes wait to be read.
    pub(super) fn waiting(&self) -> usize {
        rustix::io::ioctl_fionread(&self.device).map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// Reads what is there: none when nothing is. The end of the terminal is an error.
    pub(super) fn read(&self, into: &mut [u8]) -> io::Result<Option<usize>> {
        match rustix::io::read(&self.device, into) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => Ok(Some(count)),
            Err(Errno::AGAIN | Errno::INTR) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes all of `bytes` while the terminal is ours, waiting for a slow one until a signal ends the program.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let _writing = lock(&self.writing);
        if self.is_taken() { self.write_until(bytes, None) } else { Err(io::ErrorKind::NotConnected.into()) }
    }

    fn write_until(&self, mut bytes: &[u8], deadline: Option<Instant>) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.device, bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => self.wait_for_room(deadline)?,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn wait_for_room(&self, deadline: Option<Instant>) -> io::Result<()> {
        let given_up = deadline.map_or_else(|| signals::ending().is_some(), |deadline| Instant::now() >= deadline);
        if given_up {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let mut waiting = [PollFd::new(&self.device, PollFlags::OUT)];
        match poll(&mut waiting, Some(&timespec(STUCK_STEP))) {
            Ok(_) | Err(Errno::INTR) if !gone(waiting[0].revents()) => Ok(()),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// The lock on writing, unless whoever writes is stuck, or has panicked in this very thread.
    fn wait_for_writer(&self, deadline: Instant) -> Option<MutexGuard<'_, ()>> {
        while Instant::now() < deadline {
            match self.writing.try_lock() {
                Ok(guard) => return Some(guard),
                Err(std::sync::TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(std::sync::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
            }
        }
        None
    }

    fn in_foreground(&self) -> bool {
        termios::tcgetpgrp(&self.device).map_or(true, |group| group == rustix::process::getpgrp())
    }

    fn set(&self, termios: &Termios) -> io::Result<()> {
        loop {
            match termios::tcsetattr(&self.device, OptionalActions::Now, termios) {
                Err(Errno::INTR) => {}
                other => return Ok(other?),
            }
        }
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }
}

/// Whether poll found the terminal gone.
pub(super) fn gone(found: PollFlags) -> bool {
    found.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// The same span for poll.
pub(super) fn timespec(span: Duration) -> Timespec {
    Timespec { tv_sec: i64::try_from(span.as_secs()).unwrap_or(i64::MAX), tv_nsec: span.subsec_nanos().into() }
}

/// From now on a panic in any thread gives `tty` back before its message is printed, and then wakes the loop.
pub(super) fn give_back_on_panic(tty: &Arc<Tty>, waker: &Waker) {
    static HOOKED: Once = Once::new();
    *lock(&HELD) = Some((Arc::clone(tty), waker.clone()));
    HOOKED.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let _printing = lock(&PRINTING);
            let held = lock(&HELD).clone();
            if let Some((tty, waker)) = held {
                tty.give_back();
                waker.wake();
            }
            print(panic);
        }));
    });
}

/// Waits until the message of a panic in another thread is printed, so that the end of the program does not cut it off.
pub(super) fn wait_for_panic_message() {
    drop(lock(&PRINTING));
}

/// Forgets the terminal that a panic would give back.
pub(super) fn forget() {
    *lock(&HELD) = None;
}

/// A lock that a panic elsewhere does not spoil: what these guard is whole at all times.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the terminal is. poll(2) knows no `/dev/tty` on macOS, so there it is opened by its own name.
fn path() -> std::path::PathBuf {
    #[cfg(target_os = "macos")]
    {
        use std::os::unix::ffi::OsStrExt;
        let streams = [rustix::stdio::stdin(), rustix::stdio::stdout(), rustix::stdio::stderr()];
        if let Some(name) = streams.into_iter().find_map(|stream| termios::ttyname(stream, Vec::new()).ok()) {
            return std::ffi::OsStr::from_bytes(name.to_bytes()).into();
        }
    }
    "/dev/tty".into()
}
