//! The loop: it sleeps until something happens, takes all of that, and draws once. Reading the terminal is here, what
//! is done about it in `serve`.

mod serve;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};

use crate::term::background::{self, Background};
use crate::term::decode::{Decoder, Heard};
use crate::term::screen::Screen;
use crate::term::signals::{self, Signals};
use crate::term::tty::{gone, timespec, wait_for_panic_message};
use crate::term::wake::{self, Notes, Wakeups};
use crate::term::{Exit, Input, Program, TermError};

/// How long the first frame waits for the terminal's answer, counted from the question. Of two paints in two sets of
/// colours the first would be seen as a flash. A silent terminal may cost 10 ms in all, the setting up included.
const ANSWER_PATIENCE: Duration = Duration::from_millis(8);
/// With so much input that the program has not taken yet, the rest waits in the terminal.
const MOST_UNTAKEN: usize = 4096;
/// Bytes read at once. A held key or a turned wheel is far less; a paste takes a few rounds.
const READ_SIZE: usize = 16 * 1024;

/// Takes the terminal, makes the program, and drives it until it ends; the terminal is given back before this returns.
///
/// `make` runs with the screen already taken, while the terminal is answering; where it fails, its error is given on. It
/// gets a guess of the background; a better answer follows as [`Input::Background`], before the first frame where the
/// terminal is quick. It must not wait for anything: signals and keys are heeded only after it. A panic in any thread,
/// even one that is caught, gives the terminal back and ends the loop with [`TermError::Panicked`].
pub fn run<P: Program, E: From<TermError>>(
    make: impl FnOnce(Notes<P::Note>, Background) -> Result<P, E>,
) -> Result<Exit, E> {
    let (wakeups, waker) = wake::pipe().map_err(TermError::Signals)?;
    let signals = Signals::watch(&waker).map_err(TermError::Signals)?;
    let screen = Screen::take(&waker)?;
    let asked = Instant::now();
    let mut decoder = Decoder::default();
    if screen.asked() {
        decoder.await_answer();
    }
    let (notes, inbox) = Notes::new(waker);
    let background = background::guess();
    let program = make(notes, background)?;
    let deadline = None;
    let (typed, notes_wait, redraw) = (VecDeque::new(), false, true);
    let mut session = Session {
        program,
        screen,
        signals,
        wakeups,
        inbox,
        decoder,
        background,
        asked,
        deadline,
        typed,
        notes_wait,
        redraw,
    };
    let Err(end) = session.live();
    // Before anything is dropped: a worker that takes its time to end must not keep the terminal.
    session.screen.give_back();
    match end {
        End::Exit(exit) => Ok(exit),
        End::Panicked => {
            wait_for_panic_message();
            Err(TermError::Panicked.into())
        }
    }
}

/// Why the loop is left.
enum End {
    Exit(Exit),
    Panicked,
}

struct Session<P: Program> {
    program: P,
    screen: Screen,
    signals: Signals,
    wakeups: Wakeups,
    inbox: mpsc::Receiver<P::Note>,
    decoder: Decoder,
    /// What the program believes the background to be.
    background: Background,
    /// When the terminal was asked.
    asked: Instant,
    /// When the decoder gives up on what is incomplete.
    deadline: Option<Instant>,
    /// Input that the program has not taken yet.
    typed: VecDeque<Input>,
    /// Whether notes may be waiting.
    notes_wait: bool,
    /// Whether a frame is due even if the program sees no change.
    redraw: bool,
}

impl<P: Program> Session<P> {
    fn live(&mut self) -> Result<Infallible, End> {
        self.repaint()?;
        while self.decoder.awaiting() && self.asked.elapsed() < ANSWER_PATIENCE {
            let left = ANSWER_PATIENCE.saturating_sub(self.asked.elapsed());
            self.wait(Some(left))?;
            self.heed_signals()?;
        }
        self.draw()?;
        self.program.shown();
        loop {
            let busy = !self.typed.is_empty() || self.notes_wait;
            self.wait(busy.then_some(Duration::ZERO))?;
            self.heed_signals()?;
            self.take_input()?;
            self.take_notes()?;
            self.draw()?;
        }
    }

    /// Sleeps until there is something to do, or for `most`, and reads what was typed.
    fn wait(&mut self, most: Option<Duration>) -> Result<(), End> {
        let patience = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let most = [most, patience].into_iter().flatten().min().map(timespec);
        // Whatever is wanted, the news of a hang-up comes too.
        let reading = self.typed.len() < MOST_UNTAKEN;
        let wanted = if reading { PollFlags::IN } else { PollFlags::empty() };
        let (tty, pipe) = {
            let mut waiting = [PollFd::new(&self.screen, wanted), PollFd::new(&self.wakeups, PollFlags::IN)];
            // Interrupted by a signal it found nothing, and the signal's byte is in the pipe for the next time.
            if poll(&mut waiting, most.as_ref()).is_err() {
                return Ok(());
            }
            (waiting[0].revents(), waiting[1].revents())
        };
        if !pipe.is_empty() {
            self.wakeups.drain();
            self.notes_wait = true;
        }
        if tty.contains(PollFlags::IN) {
            self.read()?;
        } else if gone(tty) {
            return Err(hung_up());
        } else if reading && self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            let mut heard = Vec::new();
            self.decoder.give_up(&mut heard);
            self.hear(heard)?;
        }
        Ok(())
    }

    /// Reads once; what is left over makes poll return at once.
    fn read(&mut self) -> Result<(), End> {
        let mut buffer = [0; READ_SIZE];
        let mut heard = Vec::new();
        match self.screen.read(&mut buffer) {
            Ok(Some(bytes)) => self.decoder.feed(bytes, &mut heard),
            Ok(None) => return Ok(()),
            Err(_) => return Err(hung_up()),
        }
        self.hear(heard)
    }

    fn hear(&mut self, heard: Vec<Heard>) -> Result<(), End> {
        self.deadline = self.decoder.patience().map(|patience| Instant::now() + patience);
        for heard in heard {
            match heard {
                Heard::Key(key) => self.typed.push_back(Input::Key(key)),
                Heard::Mouse(mouse) => self.typed.push_back(Input::Mouse(mouse)),
                Heard::Paste(text) => self.typed.push_back(Input::Paste(text)),
                Heard::Background(background) if background != self.background => {
                    self.background = background;
                    self.tell(Input::Background(background))?;
                }
                Heard::Background(_) | Heard::LastAnswer => {}
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> Result<(), End> {
        let changed = self.program.dirty();
        if !changed && !self.redraw {
            return Ok(());
        }
        self.redraw = false;
        let program = &self.program;
        self.screen.frame(|frame| program.draw(frame)).map_err(|_| self.failed())
    }

    /// What a failed write means.
    fn failed(&self) -> End {
        if self.screen.is_taken() { hung_up() } else { End::Panicked }
    }
}

/// The terminal is gone; a signal that says so too is the better reason.
fn hung_up() -> End {
    signals::ending().map_or(End::Exit(Exit::HungUp), |signal| End::Exit(Exit::Signal(signal)))
}
