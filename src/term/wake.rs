//! The pipe that wakes the loop, and the notes that worker threads send through it.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, mpsc};

/// Makes the two ends of the pipe. A pair of sockets, since these are close-on-exec on every Unix in std.
pub(super) fn pipe() -> io::Result<(Wakeups, Waker)> {
    let (reader, writer) = UnixStream::pair()?;
    reader.set_nonblocking(true)?;
    writer.set_nonblocking(true)?;
    Ok((Wakeups(reader), Waker(Arc::new(writer))))
}

/// The end that the loop waits on.
pub(super) struct Wakeups(UnixStream);

impl Wakeups {
    /// Empties the pipe. To be called before what it announces is looked at, or a wake-up could be lost.
    pub(super) fn drain(&self) {
        let mut bytes = [0; 512];
        while matches!((&self.0).read(&mut bytes), Ok(read) if read > 0) {}
    }
}

impl AsFd for Wakeups {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// The end that wakes the loop, from any thread.
#[derive(Clone)]
pub(super) struct Waker(Arc<UnixStream>);

impl Waker {
    /// Wakes the loop. A full pipe is as good as a written byte: the loop wakes up either way.
    pub(super) fn wake(&self) {
        let _ = (&*self.0).write(&[1]);
    }

    /// A copy for signal-hook, which writes to it from the signal's handler.
    pub(super) fn for_signals(&self) -> io::Result<UnixStream> {
        self.0.try_clone()
    }
}

/// The sender that worker threads tell the program things with; clones share one queue.
pub struct Notes<N> {
    queue: mpsc::Sender<N>,
    waker: Waker,
}

impl<N> Notes<N> {
    pub(super) fn new(waker: Waker) -> (Self, mpsc::Receiver<N>) {
        let (queue, inbox) = mpsc::channel();
        (Self { queue, waker }, inbox)
    }

    /// Sends a note and wakes the loop; false once the loop has ended, so that a worker can end too.
    pub fn send(&self, note: N) -> bool {
        let sent = self.queue.send(note).is_ok();
        self.waker.wake();
        sent
    }
}

impl<N> Clone for Notes<N> {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone(), waker: self.waker.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    fn readable(wakeups: &Wakeups) -> bool {
        let mut waiting = [PollFd::new(wakeups, PollFlags::IN)];
        poll(&mut waiting, Some(&Timespec::default())).unwrap() == 1
    }

    #[test]
    fn a_note_wakes_and_draining_ends_it() {
        let (wakeups, waker) = pipe().unwrap();
        let (notes, inbox) = Notes::new(waker);
        assert!(!readable(&wakeups));
        let clone = notes.clone();
        assert!(std::thread::spawn(move || clone.send(7)).join().unwrap());
        assert!(readable(&wakeups));
        wakeups.drain();
        assert!(!readable(&wakeups));
        assert_eq!(inbox.try_recv(), Ok(7));
    }

    #[test]
    fn a_full_pipe_neither_blocks_nor_loses_the_wake_up() {
        let (wakeups, waker) = pipe().unwrap();
        for _ in 0..1_000_000 {
            waker.wake();
        }
        assert!(readable(&wakeups));
        wakeups.drain();
        assert!(!readable(&wakeups));
        waker.wake();
        assert!(readable(&wakeups));
    }

    #[test]
    fn a_worker_learns_that_the_loop_has_ended() {
        let (_wakeups, waker) = pipe().unwrap();
        let (notes, inbox) = Notes::new(waker);
        drop(inbox);
        assert!(!notes.send(1));
    }
}
