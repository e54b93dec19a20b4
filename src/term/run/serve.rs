//! What the loop does about signals, input, notes and requests.

use std::time::{Duration, Instant};

use rustix::process::{getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGSTOP, SIGTSTP, SIGWINCH};

use super::{End, Session, hung_up};
use crate::term::{Exit, Input, Program, Request, clipboard, signals};

/// Within this time after the question, the end waits for the answer, or the shell would get it as typed.
const ANSWER_MAY_COME: Duration = Duration::from_secs(1);
/// How long the end waits for it.
const FAREWELL: Duration = Duration::from_millis(50);
/// How long input, and then notes, may be taken before a frame is drawn in between.
const ROUND: Duration = Duration::from_millis(25);

impl<P: Program> Session<P> {
    /// Ends, stops, continues or resizes. The end goes first: a stopped program that is killed is continued to die.
    pub(super) fn heed_signals(&mut self) -> Result<(), End> {
        if let Some(signal) = signals::ending() {
            return Err(End::Exit(Exit::Signal(signal)));
        }
        if !self.screen.is_taken() {
            return Err(End::Panicked);
        }
        if signals::take(SIGTSTP) {
            self.stop()?;
        }
        if signals::take(SIGCONT) {
            self.screen.take_again().map_err(|_| hung_up())?;
            self.resume()?;
        }
        if signals::take(SIGWINCH) {
            self.repaint()?;
        }
        Ok(())
    }

    pub(super) fn take_input(&mut self) -> Result<(), End> {
        let start = Instant::now();
        while let Some(input) = self.typed.pop_front() {
            self.tell(input)?;
            if start.elapsed() >= ROUND {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn take_notes(&mut self) -> Result<(), End> {
        let start = Instant::now();
        while self.notes_wait {
            match self.inbox.try_recv() {
                Ok(note) => {
                    let requests = self.program.note(note);
                    self.fulfil(requests)?;
                }
                Err(_) => self.notes_wait = false,
            }
            if start.elapsed() >= ROUND {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn tell(&mut self, input: Input) -> Result<(), End> {
        let requests = self.program.input(input);
        self.fulfil(requests)
    }

    fn fulfil(&mut self, requests: Vec<Request>) -> Result<(), End> {
        for request in requests {
            match request {
                Request::Quit => return Err(self.farewell()),
                Request::Suspend => self.suspend()?,
                Request::Copy(text) => {
                    self.screen.send(&clipboard::copy(&text)).map_err(|_| self.failed())?;
                }
                Request::Repaint => {
                    self.screen.repaint().map_err(|_| self.failed())?;
                    self.redraw = true;
                }
            }
        }
        Ok(())
    }

    /// Tells the program the window's size and paints the next frame whole.
    pub(super) fn repaint(&mut self) -> Result<(), End> {
        let (width, height) = self.screen.repaint().map_err(|_| self.failed())?;
        self.redraw = true;
        self.tell(Input::Resize(width, height))
    }

    /// Stops as the stop key does: the whole job, since others may be waiting in the same pipeline.
    fn suspend(&mut self) -> Result<(), End> {
        // In the group of the session's leader nobody has job control, and nobody could continue the program.
        let alone = getsid(None).is_ok_and(|session| session == getpgrp());
        if alone || !self.signals.can_stop() {
            return Ok(());
        }
        self.screen.give_back();
        let _ = kill_current_process_group(rustix::process::Signal::TSTP);
        self.stop()
    }

    fn stop(&mut self) -> Result<(), End> {
        self.screen.give_back();
        // To this very thread, so that it stops here and does not take the terminal again first.
        let _ = signal_hook::low_level::raise(SIGSTOP);
        // Continued. The stop signals that were waiting are void with that.
        signals::take(SIGTSTP);
        signals::take(SIGCONT);
        if let Some(signal) = signals::ending() {
            return Err(End::Exit(Exit::Signal(signal)));
        }
        self.screen.take_back().map_err(|_| hung_up())?;
        self.resume()
    }

    fn resume(&mut self) -> Result<(), End> {
        self.repaint()?;
        self.tell(Input::Resumed)
    }

    /// Ends at the program's wish, after the terminal's late answers.
    fn farewell(&mut self) -> End {
        let deadline = Instant::now() + FAREWELL;
        while self.decoder.awaiting() && self.asked.elapsed() < ANSWER_MAY_COME && Instant::now() < deadline {
            self.typed.clear();
            let left = deadline.saturating_duration_since(Instant::now());
            if self.wait(Some(left)).is_err() || signals::ending().is_some() {
                break;
            }
        }
        End::Exit(Exit::Quit)
    }
}
