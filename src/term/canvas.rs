//! Where ratatui draws: a buffer that becomes one write. It never asks the terminal anything, since the answer would
//! come among the keys.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// Begins and ends a frame that the terminal shows at once (mode 2026); those that don't know it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// A ratatui backend that keeps the bytes of a frame and knows the window's size by being told.
pub(super) struct Canvas {
    bytes: Vec<u8>,
    size: Size,
}

impl Canvas {
    pub(super) fn new((width, height): (u16, u16)) -> Self {
        Self { bytes: BEGIN.to_vec(), size: Size { width, height } }
    }

    pub(super) fn set_size(&mut self, (width, height): (u16, u16)) {
        self.size = Size { width, height };
    }

    /// Ends the frame, hands its bytes to `write` and begins the next one.
    pub(super) fn finish(&mut self, write: impl FnOnce(&[u8]) -> io::Result<()>) -> io::Result<()> {
        self.bytes.extend_from_slice(END);
        let written = write(&self.bytes);
        self.bytes.clear();
        self.bytes.extend_from_slice(BEGIN);
        written
    }

    /// The crossterm backend keeps no state but its writer, so one for each call will do.
    fn inner(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.bytes)
    }
}

impl Backend for Canvas {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.inner().draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner().hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner().show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner().clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(()) // ratatui flushes several times a frame; `finish` writes it
    }
}
