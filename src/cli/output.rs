//! Standard output and error: colour, width, and closed pipes.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::text::clean::is_forbidden;

/// Whether standard output is a terminal.
pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The cells of a line, where standard output is a terminal that tells.
#[cfg(unix)]
pub(super) fn width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some(usize::from(size.ws_col)).filter(|cells| *cells > 0)
}

/// The cells of a line; not known here.
#[cfg(not(unix))]
pub(super) fn width() -> Option<usize> {
    None
}

/// Writes to standard output what `write` writes, in few pieces.
pub(super) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)?;
    out.flush()
}

/// Says on standard error what went wrong; nobody listening is no failure.
///
/// A file found in a folder, or a command that was copied, may bring a name that would act on the terminal.
pub(super) fn complain(text: &str) {
    let shown: String =
        text.chars().map(|letter| if letter != '\n' && is_forbidden(letter) { '\u{fffd}' } else { letter }).collect();
    let _ = writeln!(io::stderr().lock(), "scidip: {shown}");
}
