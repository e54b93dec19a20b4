//! The screen while it is ours: taken, drawn in whole frames, given back.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::layout::Rect;

use super::TermError;
use super::background::{QUESTION, may_ask};
use super::canvas::Canvas;
use super::tty::{self, Tty};
use super::wake::Waker;

/// The guard of the terminal: it is ours from `take` on and given back on drop at the latest.
pub(super) struct Screen {
    tty: Arc<Tty>,
    terminal: Terminal<Canvas>,
    asked: bool,
    typed_ahead: usize,
}

impl Screen {
    /// Takes the terminal and asks it for its background with the same write; nothing waits for the answer here.
    pub(super) fn take(waker: &Waker) -> Result<Self, TermError> {
        let tty = Arc::new(Tty::open().map_err(TermError::NoTerminal)?);
        // Whether colours are wanted is the program's choice. crossterm's own reading of NO_COLOR writes an empty SGR
        // in a colour's place, which takes reverse and bold away too.
        crossterm::style::force_color_output(true);
        let size = tty.size();
        let mut terminal = Terminal::new(Canvas::new(size)).map_err(TermError::Setup)?;
        terminal.backend_mut().set_size(size);
        tty::give_back_on_panic(&tty, waker);
        let asked = may_ask();
        let mut screen = Self { tty, terminal, asked, typed_ahead: 0 };
        screen.tty.take(if asked { QUESTION } else { b"" }).map_err(TermError::Setup)?;
        screen.typed_ahead = screen.tty.waiting();
        Ok(screen)
    }

    /// Whether the terminal was asked for its background.
    pub(super) fn asked(&self) -> bool {
        self.asked
    }

    /// Draws one frame and writes what differs from the last one, at once.
    pub(super) fn frame(&mut self, draw: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(draw)?;
        let tty = &self.tty;
        self.terminal.backend_mut().finish(|bytes| tty.write(bytes))
    }

    /// Writes a sequence that draws nothing.
    pub(super) fn send(&self, sequence: &[u8]) -> io::Result<()> {
        self.tty.write(sequence)
    }

    /// Looks how large the window is now and makes the next frame a whole one of that size.
    pub(super) fn repaint(&mut self) -> io::Result<(u16, u16)> {
        let (width, height) = self.tty.size();
        self.terminal.backend_mut().set_size((width, height));
        self.terminal.resize(Rect::new(0, 0, width, height))?;
        Ok((width, height))
    }

    /// Reads what was typed: none when nothing is there.
    pub(super) fn read<'a>(&mut self, into: &'a mut [u8]) -> io::Result<Option<&'a [u8]>> {
        let Some(count) = self.tty.read(into)? else { return Ok(None) };
        let ahead = self.typed_ahead.min(count);
        self.typed_ahead -= ahead;
        // Before the terminal was raw, it made a newline of each Enter; from now on that byte is Ctrl-J.
        for byte in &mut into[..ahead] {
            if *byte == b'\n' {
                *byte = b'\r';
            }
        }
        Ok(Some(&into[..count]))
    }

    /// Gives the terminal back; it can be taken again.
    pub(super) fn give_back(&self) {
        self.tty.give_back();
    }

    /// Takes the terminal that was given back to a shell, which may have changed it since.
    pub(super) fn take_back(&self) -> io::Result<()> {
        self.tty.take(b"")
    }

    /// Takes the terminal after somebody else stopped the program without a word.
    pub(super) fn take_again(&self) -> io::Result<()> {
        self.tty.take_again(b"")
    }

    /// Whether the terminal is ours; it is not after a panic in another thread.
    pub(super) fn is_taken(&self) -> bool {
        self.tty.is_taken()
    }
}

impl AsFd for Screen {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.tty.as_fd()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.tty.give_back();
        tty::forget();
    }
}
