//! The terminal's bytes as keys, mouse events, pastes and answers. Pure: no reading, no clock, so every split of every
//! sequence is a plain test.
//!
//! Two things make this more than a parser. A lone Esc begins every sequence, so only time tells it from one: the
//! caller waits for [`Decoder::patience`] and then calls [`Decoder::give_up`]. And an answer of the terminal may come
//! late, or in pieces with an Esc key's worth of time between them: its rest must type nothing.

mod csi;
mod sequence;

#[cfg(test)]
mod tests;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent};

use super::background::Background;
use sequence::{Scan, scan};

/// How long an Esc may be the beginning of a sequence. Terminals write a sequence at once; a network seldom parts it.
const ESC_PATIENCE: Duration = Duration::from_millis(20);
/// The same for Alt-[ and Alt-], keys that few press, while an answer of the terminal may begin so.
const ANSWER_PATIENCE: Duration = Duration::from_millis(250);
/// How long the rest of a sequence that has clearly begun may take.
const REST_PATIENCE: Duration = Duration::from_secs(1);
/// How long a paste may stall before it counts as ended; without an end all keys after it would be swallowed.
const PASTE_PATIENCE: Duration = Duration::from_secs(3);
/// A paste longer than this is cut; no query is as long, and memory must stay bounded.
const PASTE_LIMIT: usize = 1 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";

/// One thing that the bytes meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::term) enum Heard {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal told its background.
    Background(Background),
    /// The terminal has answered the last question.
    LastAnswer,
}

/// Turns bytes into what they mean, keeping what is incomplete.
#[derive(Debug, Default)]
pub(in crate::term) struct Decoder {
    /// Bytes that are not understood yet.
    bytes: Vec<u8>,
    /// The text so far, within a bracketed paste.
    paste: Option<Vec<u8>>,
    /// Whether an answer is still to come.
    awaiting: bool,
    /// Bytes that were given out as keys for want of patience but may have begun an answer.
    given_out: Vec<u8>,
}

impl Decoder {
    /// From now on, until the last answer has come, bytes may be part of one.
    pub(in crate::term) fn await_answer(&mut self) {
        self.awaiting = true;
    }

    /// Whether the last answer is still to come.
    pub(in crate::term) fn awaiting(&self) -> bool {
        self.awaiting
    }

    /// Takes more bytes and adds what they mean to `heard`.
    pub(in crate::term) fn feed(&mut self, more: &[u8], heard: &mut Vec<Heard>) {
        self.bytes.extend_from_slice(more);
        if !self.join_given_out() {
            return;
        }
        let mut at = 0;
        while at < self.bytes.len() {
            if self.paste.is_some() {
                let (used, ended) = self.collect_paste(at);
                at += used;
                if !ended {
                    break;
                }
                self.end_paste(heard);
                continue;
            }
            match scan(&self.bytes[at..]) {
                Scan::More => break,
                Scan::Nothing(used) => at += used,
                Scan::PasteStart(used) => {
                    at += used;
                    self.paste = Some(Vec::new());
                }
                Scan::Heard(used, what) => {
                    at += used;
                    self.awaiting &= what != Heard::LastAnswer;
                    heard.push(what);
                }
            }
        }
        self.bytes.drain(..at);
    }

    /// How long to wait for the rest of what is incomplete; none when nothing is.
    pub(in crate::term) fn patience(&self) -> Option<Duration> {
        if self.paste.is_some() {
            return Some(PASTE_PATIENCE);
        }
        match self.bytes.as_slice() {
            [] => None,
            _ if !self.given_out.is_empty() => Some(ESC_PATIENCE),
            [0x1b, b'[' | b']'] if self.awaiting => Some(ANSWER_PATIENCE),
            [0x1b] | [0x1b, b'[' | b']' | b'O' | 0x1b] | [0x1b, 0x1b, b'[' | b'O'] => Some(ESC_PATIENCE),
            _ => Some(REST_PATIENCE),
        }
    }

    /// Stops waiting: what can be a key is one, the rest is dropped.
    pub(in crate::term) fn give_up(&mut self, heard: &mut Vec<Heard>) {
        if self.paste.is_some() {
            let rest = std::mem::take(&mut self.bytes);
            self.add_to_paste(&rest);
            self.end_paste(heard);
        } else if !self.given_out.is_empty() {
            self.given_out.clear();
            self.feed(&[], heard); // keys after all
        } else {
            let bytes = std::mem::take(&mut self.bytes);
            let mut rest = bytes.as_slice();
            while let [0x1b, 0x1b, ..] = rest {
                heard.push(Heard::Key(KeyCode::Esc.into()));
                rest = &rest[1..];
            }
            match rest {
                [0x1b] => heard.push(Heard::Key(KeyCode::Esc.into())),
                [0x1b, letter @ (b'[' | b']')] => heard.push(alt(char::from(*letter), KeyModifiers::NONE)),
                [0x1b, b'O'] => heard.push(alt('O', KeyModifiers::SHIFT)),
                _ => return,
            }
            if self.awaiting {
                self.given_out = rest.to_vec();
            }
        }
    }

    /// Puts bytes that were given out as keys back in front of those that followed, where both make an answer. False
    /// while that is undecided.
    fn join_given_out(&mut self) -> bool {
        if self.given_out.is_empty() || self.bytes.is_empty() {
            return true;
        }
        let whole = [self.given_out.as_slice(), &self.bytes].concat();
        let beginnings: [&[u8]; 2] = [b"\x1b]11;", b"\x1b[?"];
        if beginnings.iter().any(|beginning| whole.starts_with(beginning)) {
            self.bytes = whole;
        } else if beginnings.iter().any(|beginning| beginning.starts_with(&whole)) {
            return false;
        }
        self.given_out.clear();
        true
    }

    /// Moves bytes from `at` on into the paste, up to its end; how many were used, and whether the end was there.
    fn collect_paste(&mut self, at: usize) -> (usize, bool) {
        let rest = self.bytes.split_off(at);
        let end = rest.windows(PASTE_END.len()).position(|window| window == PASTE_END);
        // Without the end, its first bytes may be the last ones here.
        let length = end.unwrap_or_else(|| rest.len().saturating_sub(PASTE_END.len() - 1));
        self.add_to_paste(&rest[..length]);
        self.bytes.extend_from_slice(&rest);
        (length + if end.is_some() { PASTE_END.len() } else { 0 }, end.is_some())
    }

    fn add_to_paste(&mut self, bytes: &[u8]) {
        if let Some(paste) = &mut self.paste {
            let room = PASTE_LIMIT.saturating_sub(paste.len());
            paste.extend_from_slice(&bytes[..bytes.len().min(room)]);
        }
    }

    fn end_paste(&mut self, heard: &mut Vec<Heard>) {
        if let Some(paste) = self.paste.take() {
            let text = String::from_utf8_lossy(&paste).replace("\r\n", "\n").replace('\r', "\n");
            heard.push(Heard::Paste(text));
        }
    }
}

fn alt(letter: char, others: KeyModifiers) -> Heard {
    Heard::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT | others))
}
