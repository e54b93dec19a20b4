//! The first key, sequence or answer in some bytes.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::csi;
use super::{Heard, alt};
use crate::term::background;

/// Longer than any answer; what is longer is noise.
const LONGEST_ANSWER: usize = 4096;

/// What stands first; the numbers are the bytes that it takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// It is not complete.
    More,
    /// It means nothing here.
    Nothing(usize),
    /// A bracketed paste begins.
    PasteStart(usize),
    /// It means this.
    Heard(usize, Heard),
}

/// Finds out what stands first in `bytes`, which are not empty.
pub(super) fn scan(bytes: &[u8]) -> Scan {
    match bytes {
        // Some terminals put an Esc before a sequence for Alt; two Escs alone are two keys.
        [] | [0x1b] | [0x1b, 0x1b] | [0x1b, 0x1b, b'[' | b'O'] => Scan::More,
        [0x1b, b'[', ..] => csi::scan(bytes),
        [0x1b, b'O', ..] => ss3(bytes),
        [0x1b, b']', ..] => osc(bytes),
        [0x1b, 0x1b, b'[' | b'O', ..] => with_alt(scan(&bytes[1..])),
        [0x1b, 0x1b, ..] => Scan::Heard(1, Heard::Key(KeyCode::Esc.into())),
        [0x1b, ..] => with_alt(letter(&bytes[1..])),
        _ => letter(bytes),
    }
}

/// The same with an Esc in front.
fn with_alt(scanned: Scan) -> Scan {
    match scanned {
        Scan::More => Scan::More,
        Scan::Nothing(used) => Scan::Nothing(used + 1),
        Scan::PasteStart(used) => Scan::PasteStart(used + 1),
        Scan::Heard(used, Heard::Key(mut key)) => {
            key.modifiers |= KeyModifiers::ALT;
            Scan::Heard(used + 1, Heard::Key(key))
        }
        Scan::Heard(used, other) => Scan::Heard(used + 1, other),
    }
}

/// A control letter or a letter of UTF-8, with the modifiers that crossterm gives them.
fn letter(bytes: &[u8]) -> Scan {
    let Some(&first) = bytes.first() else { return Scan::More };
    let control = |letter: u8| KeyEvent::new(KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
    let key: KeyEvent = match first {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x7f => KeyCode::Backspace.into(),
        0 => control(b' '),
        0x01..=0x1a => control(first - 1 + b'a'),
        0x1c..=0x1f => control(first - 0x1c + b'4'),
        _ => return utf8(bytes),
    };
    Scan::Heard(1, Heard::Key(key))
}

fn utf8(bytes: &[u8]) -> Scan {
    let start = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(start) {
        Ok(valid) => valid,
        Err(error) if error.valid_up_to() > 0 => std::str::from_utf8(&start[..error.valid_up_to()]).unwrap_or(""),
        Err(error) => return error.error_len().map_or(Scan::More, Scan::Nothing),
    };
    valid.chars().next().map_or(Scan::Nothing(1), |letter| Scan::Heard(letter.len_utf8(), Heard::Key(typed(letter))))
}

/// The key that types `letter`; a capital comes with Shift, as in crossterm.
pub(super) fn typed(letter: char) -> KeyEvent {
    let modifiers = if letter.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(letter), modifiers)
}

/// Keys in application mode: `ESC O x`.
fn ss3(bytes: &[u8]) -> Scan {
    let Some(&last) = bytes.get(2) else { return Scan::More };
    match csi::letter_key(last) {
        Some(code) => Scan::Heard(3, Heard::Key(code.into())),
        // The keypad's Enter; its other keys come as digits unless application mode was asked for.
        None if last == b'M' => Scan::Heard(3, Heard::Key(KeyCode::Enter.into())),
        None => Scan::Heard(2, alt('O', KeyModifiers::SHIFT)),
    }
}

/// An answer: `ESC ] number ; text`, ended by BEL, ST, or anything that cannot be part of it.
fn osc(bytes: &[u8]) -> Scan {
    match bytes.get(2) {
        None => return Scan::More,
        Some(digit) if digit.is_ascii_digit() => {}
        Some(_) => return Scan::Heard(2, alt(']', KeyModifiers::NONE)),
    }
    let head = &bytes[2..bytes.len().min(LONGEST_ANSWER)];
    let Some(length) = head.iter().position(|byte| !(0x20..0x7f).contains(byte)) else {
        return if bytes.len() < LONGEST_ANSWER { Scan::More } else { Scan::Nothing(LONGEST_ANSWER) };
    };
    let end = 2 + length;
    let used = match &bytes[end..] {
        [0x07 | 0x9c, ..] => end + 1,
        [0x1b] => return Scan::More,
        [0x1b, b'\\', ..] => end + 2,
        _ => return Scan::Nothing(end),
    };
    background::from_answer(&bytes[2..end])
        .map_or(Scan::Nothing(used), |told| Scan::Heard(used, Heard::Background(told)))
}
