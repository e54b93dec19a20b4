//! The terminal: taken, drawn on and given back; its input and the process's signals; the loop. Knows no events, no
//! queries and no keymap: a [`Program`] gets input and notes, and answers with requests.
//!
//! The screen is drawn on `/dev/tty`, never on stdout, and read from there too, never from stdin, so both may be pipes.
//! crossterm's own reader is not used. It blocks inside a sequence that came in two pieces, spins when the terminal
//! hangs up between its poll and its read, and types late answers of the terminal as keys; `decode` has none of that
//! and gives crossterm's types all the same.

mod background;
mod canvas;
mod clipboard;
mod decode;
mod run;
mod screen;
mod signals;
mod tty;
mod wake;

pub use background::Background;
pub use run::run;
pub use wake::Notes;

use crossterm::event::{KeyEvent, MouseEvent};

/// What the loop drives: input and notes go in, requests come out, and it can be drawn at any time.
pub trait Program {
    /// What worker threads tell through [`Notes`].
    type Note: Send + 'static;

    /// Takes one input and answers with what it wants of the terminal.
    fn input(&mut self, input: Input) -> Vec<Request>;

    /// Takes one note from a worker thread and answers as to an input.
    fn note(&mut self, note: Self::Note) -> Vec<Request>;

    /// Says whether anything has changed since it was last asked; a frame is drawn only then.
    fn dirty(&mut self) -> bool;

    /// Draws the whole screen.
    fn draw(&self, frame: &mut ratatui::Frame<'_>);

    /// Begins what the first frame, which is on the screen now, was not to wait for.
    fn shown(&mut self) {}
}

/// What reaches a [`Program`] from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// A button was pressed, released or dragged, or the wheel was turned.
    Mouse(MouseEvent),
    /// Text was pasted; its line ends are `\n`.
    Paste(String),
    /// The window has this many columns and rows now; also sent once before the first frame.
    Resize(u16, u16),
    /// The program was stopped and runs again; the screen is about to be painted whole.
    Resumed,
    /// The terminal has told its background, and it is not the one the program was made with.
    Background(Background),
}

/// What a [`Program`] asks of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Ends the loop.
    Quit,
    /// Stops the program as Ctrl-Z does elsewhere; does nothing where no shell could continue it.
    Suspend,
    /// Puts a text on the clipboard of the terminal's machine (OSC 52).
    Copy(String),
    /// Paints the screen whole, whatever the terminal shows now.
    Repaint,
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The program asked for it.
    Quit,
    /// This signal asked for it.
    Signal(i32),
    /// The terminal went away.
    HungUp,
}

impl Exit {
    /// The status that the process should end with: 0, or 128 and the signal's number as shells have it.
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(signal.saturating_add(128)).unwrap_or(u8::MAX),
            Self::HungUp => 129, // as after SIGHUP, which is how the others learn of it
        }
    }
}

/// Why there is no screen.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    /// There is no terminal, or none that can be opened.
    #[error("no terminal: /dev/tty: {0}: run it in a terminal window, or use `scidip list`, which needs none")]
    NoTerminal(#[source] std::io::Error),
    /// The terminal is there but cannot be set up.
    #[error("the terminal cannot be set up: /dev/tty: {0}: try another terminal, or use `scidip list`")]
    Setup(#[source] std::io::Error),
    /// Signals cannot be watched, so the terminal could not be given back after one.
    #[error("signals cannot be watched: this process: {0}: close some programs and try again")]
    Signals(#[source] std::io::Error),
    /// A worker thread panicked; its message is already on stderr.
    #[error("a part of the program failed: see the message above: please report it, with what you did")]
    Panicked,
}
