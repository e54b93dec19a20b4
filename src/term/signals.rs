//! Signals: each sets its flag and wakes the loop, and nothing else happens inside a handler.

use std::io;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::{flag, low_level};

use super::wake::Waker;

/// The signals that end the program; where several wait, the first here is the one reported.
const ENDING: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// Everything that is watched, one flag each.
const WATCHED: [i32; 7] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// Global because handlers are. A writer that is stuck on a stalled terminal reads them too.
static RAISED: [AtomicBool; 7] = [const { AtomicBool::new(false) }; 7];

/// Set while nobody watches. signal-hook never uninstalls a handler, and without the default action in its place a
/// program that has left the loop would be deaf to SIGTERM.
static UNWATCHED: AtomicBool = AtomicBool::new(true);

/// Signals are watched as long as this lives.
pub(super) struct Signals {
    registered: Vec<SigId>,
    can_stop: bool,
}

impl Signals {
    /// Starts watching. What was ignored when the program was started, as SIGHUP is by nohup, stays ignored.
    pub(super) fn watch(waker: &Waker) -> io::Result<Self> {
        let ignored = ignored_at_start();
        let heeded = |signal: i32| ignored & (1 << (signal - 1)) == 0;
        let mut signals = Self { registered: Vec::new(), can_stop: heeded(SIGTSTP) };
        keep_default_actions(&heeded)?;
        for (signal, raised) in WATCHED.into_iter().zip(&RAISED) {
            // A continued or resized program must know of it, whoever ignored the signal before.
            if heeded(signal) || matches!(signal, SIGCONT | SIGWINCH) {
                // The flag first: whoever is woken must find it set.
                signals.registered.push(flag::register(signal, raised)?);
                signals.registered.push(low_level::pipe::register(signal, waker.for_signals()?)?);
            }
        }
        UNWATCHED.store(false, Ordering::SeqCst);
        Ok(signals)
    }

    /// Whether a stop key makes sense: not where SIGTSTP was ignored from the start.
    pub(super) fn can_stop(&self) -> bool {
        self.can_stop
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        UNWATCHED.store(true, Ordering::SeqCst);
        for id in self.registered.drain(..) {
            low_level::unregister(id);
        }
        for raised in &RAISED {
            raised.store(false, Ordering::SeqCst);
        }
    }
}

/// The signal that wants the program to end, if one was raised.
pub(super) fn ending() -> Option<i32> {
    ENDING.into_iter().zip(&RAISED).find(|(_, raised)| raised.load(Ordering::SeqCst)).map(|(signal, _)| signal)
}

/// Whether `signal` was raised since this was last asked.
pub(super) fn take(signal: i32) -> bool {
    WATCHED.iter().position(|watched| *watched == signal).is_some_and(|at| RAISED[at].swap(false, Ordering::SeqCst))
}

fn keep_default_actions(heeded: &impl Fn(i32) -> bool) -> io::Result<()> {
    static KEPT: Once = Once::new();
    let mut result = Ok(());
    KEPT.call_once(|| {
        for signal in ENDING.into_iter().chain([SIGTSTP]).filter(|signal| heeded(*signal)) {
            if let Err(error) = flag::register_conditional_default(signal, &UNWATCHED) {
                result = Err(error);
            }
        }
    });
    result
}

/// The signals that were ignored when the program was started, bit 0 for signal 1. Asking the kernel takes unsafe code,
/// so the answer comes from proc(5); elsewhere nothing counts as ignored.
fn ignored_at_start() -> u64 {
    std::fs::read_to_string("/proc/self/status").map_or(0, |status| ignored_in(&status))
}

fn ignored_in(status: &str) -> u64 {
    status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ignored_signals_are_read_from_proc() {
        let status = "SigBlk:\t0000000000000000\nSigIgn:\t0000000000001001\nSigCgt:\t0\n";
        assert_eq!(ignored_in(status), 1 << 12 | 1 << (SIGHUP - 1));
        assert_eq!(ignored_in(""), 0);
    }

    #[test]
    fn each_ending_signal_has_the_flag_of_its_place() {
        assert_eq!(ENDING, WATCHED[..ENDING.len()]);
    }
}
