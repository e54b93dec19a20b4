//! Control sequences: `ESC [ parameters letter`. Keys with their modifiers, the mouse, and the answer to DA1.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::Heard;
use super::sequence::{Scan, typed};

/// Longer than any sequence a terminal sends; what is longer is noise.
const LONGEST: usize = 64;

/// Reads one control sequence; `bytes` begin with `ESC [`.
pub(super) fn scan(bytes: &[u8]) -> Scan {
    let body = &bytes[2..];
    match body {
        [] | [b'['] => return Scan::More,
        // The Linux console's F1 to F5.
        [b'[', letter @ b'A'..=b'E', ..] => return key(4, KeyCode::F(letter - b'A' + 1), KeyModifiers::NONE),
        [b'M', ..] => return old_mouse(body),
        _ => {}
    }
    let head = &body[..body.len().min(LONGEST)];
    let Some(length) = head.iter().position(|byte| !(0x20..0x40).contains(byte)) else {
        return if head.len() == LONGEST { Scan::Nothing(2 + LONGEST) } else { Scan::More };
    };
    let last = body[length];
    if !(0x40..0x7f).contains(&last) {
        return Scan::Nothing(2 + length); // broken off; that byte begins something else
    }
    let used = length + 3;
    match (&body[..length], last) {
        ([b'<', numbers @ ..], b'M' | b'm') => mouse(used, numbers, last == b'm'),
        ([b'?', ..], b'c') => Scan::Heard(used, Heard::LastAnswer),
        ([b'<'..=b'?', ..], _) => Scan::Nothing(used),
        (numbers, _) => plain(used, numbers, last),
    }
}

/// The parameters as numbers, an empty one as 0, and the second one's part after a colon, which tells a release.
fn numbers(parameters: &[u8]) -> ([u16; 3], u16) {
    let mut values = [0; 3];
    let mut kind = 0;
    for (at, parameter) in parameters.split(|byte| *byte == b';').take(3).enumerate() {
        let mut parts = parameter.split(|byte| *byte == b':').map(number);
        values[at] = parts.next().unwrap_or(0);
        if at == 1 {
            kind = parts.next().unwrap_or(0);
        }
    }
    (values, kind)
}

fn number(digits: &[u8]) -> u16 {
    std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// A key, or the start of a paste. Focus reports and the like mean nothing here.
fn plain(used: usize, parameters: &[u8], last: u8) -> Scan {
    let ([first, second, third], kind) = numbers(parameters);
    let modifiers = modifiers(second);
    if kind == 3 {
        return Scan::Nothing(used); // a release, told only by a terminal in kitty's mode
    }
    match (last, first) {
        (b'~', 200) => Scan::PasteStart(used),
        (b'~', 27) => coded(used, third, modifiers), // xterm's modifyOtherKeys
        (b'~', _) => tilde_key(first).map_or(Scan::Nothing(used), |code| key(used, code, modifiers)),
        (b'u', _) => coded(used, first, modifiers),
        (b'Z', _) => key(used, KeyCode::BackTab, modifiers | KeyModifiers::SHIFT),
        _ => letter_key(last).map_or(Scan::Nothing(used), |code| key(used, code, modifiers)),
    }
}

fn key(used: usize, code: KeyCode, modifiers: KeyModifiers) -> Scan {
    Scan::Heard(used, Heard::Key(KeyEvent::new(code, modifiers)))
}

/// The key of a sequence that ends in this letter.
pub(super) fn letter_key(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The key of a sequence `number ~`, as xterm, rxvt and the Linux console number them.
fn tilde_key(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28..=29 => KeyCode::F(number as u8 - 13),
        31..=34 => KeyCode::F(number as u8 - 14),
        _ => return None,
    })
}

/// A key told by the number of its letter.
fn coded(used: usize, code: u16, modifiers: KeyModifiers) -> Scan {
    let shift = modifiers.contains(KeyModifiers::SHIFT);
    match code {
        9 if shift => key(used, KeyCode::BackTab, modifiers),
        9 => key(used, KeyCode::Tab, modifiers),
        13 => key(used, KeyCode::Enter, modifiers),
        27 => key(used, KeyCode::Esc, modifiers),
        127 => key(used, KeyCode::Backspace, modifiers),
        // Below the controls, and from here on kitty's numbers for keys without a letter.
        0..32 | 57344..=63743 => Scan::Nothing(used),
        _ => match char::from_u32(u32::from(code)) {
            Some(letter) => {
                let letter = if shift { letter.to_uppercase().next().unwrap_or(letter) } else { letter };
                let typed = typed(letter);
                key(used, typed.code, typed.modifiers | modifiers)
            }
            None => Scan::Nothing(used),
        },
    }
}

/// The modifiers of a parameter: one more than the sum of their bits; 0 means none.
fn modifiers(parameter: u16) -> KeyModifiers {
    let bits = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
    ];
    let mask = parameter.saturating_sub(1);
    bits.into_iter().enumerate().filter(|(bit, _)| mask & 1 << bit != 0).map(|(_, modifier)| modifier).collect()
}

/// The mouse as mode 1006 tells it: button, column and row from 1, in numbers.
fn mouse(used: usize, parameters: &[u8], released: bool) -> Scan {
    let ([button, column, row], _) = numbers(parameters);
    mouse_event(used, button, (column, row), released)
}

/// The mouse as terminals without mode 1006 tell it: three bytes, each 32 more than its number.
fn old_mouse(body: &[u8]) -> Scan {
    let [_, button, column, row, ..] = body else { return Scan::More };
    let number = |byte: &u8| u16::from(byte.saturating_sub(32));
    let button = number(button);
    // Here a release is button 3, whichever it was.
    let (button, released) = if button & 0b110_0011 == 3 { (button & !3, true) } else { (button, false) };
    mouse_event(6, button, (number(column), number(row)), released)
}

fn mouse_event(used: usize, bits: u16, (column, row): (u16, u16), released: bool) -> Scan {
    let dragged = bits & 0b10_0000 != 0;
    let button = match bits & 0b1100_0011 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        2 => MouseButton::Right,
        wheel => return wheel_event(used, wheel, bits, (column, row)),
    };
    let kind = match (released, dragged) {
        (true, _) => MouseEventKind::Up(button),
        (false, true) => MouseEventKind::Drag(button),
        (false, false) => MouseEventKind::Down(button),
    };
    heard_mouse(used, kind, bits, (column, row))
}

fn wheel_event(used: usize, wheel: u16, bits: u16, at: (u16, u16)) -> Scan {
    let kind = match wheel {
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        66 => MouseEventKind::ScrollLeft,
        67 => MouseEventKind::ScrollRight,
        _ => return Scan::Nothing(used), // moved without a button, or a button that has no name here
    };
    heard_mouse(used, kind, bits, at)
}

fn heard_mouse(used: usize, kind: MouseEventKind, bits: u16, (column, row): (u16, u16)) -> Scan {
    let held = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let modifiers = held.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect();
    let (column, row) = (column.saturating_sub(1), row.saturating_sub(1));
    Scan::Heard(used, Heard::Mouse(MouseEvent { kind, column, row, modifiers }))
}
