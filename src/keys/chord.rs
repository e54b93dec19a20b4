//! A key with its modifiers, as text and from the terminal.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_normalization::UnicodeNormalization;

/// A key with its modifiers. A capital letter is itself, without Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no key: write one letter, or a name such as enter, ctrl-u, alt-x, shift-tab, f1")]
pub struct ChordError(String);

const NAMED: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("space", KeyCode::Char(' ')),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
];

const MODIFIERS: &[(&str, KeyModifiers)] =
    &[("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)];

impl Chord {
    /// The chord of a key event. A full-width letter, typed while an input method is on, is its plain one.
    pub fn of(event: &KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }

    fn new(code: KeyCode, mut modifiers: KeyModifiers) -> Self {
        modifiers &= KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let code = match code {
            KeyCode::Char(letter) => {
                modifiers -= KeyModifiers::SHIFT;
                let plain = letter.nfkc().next().filter(|_| letter.nfkc().count() == 1).unwrap_or(letter);
                let control = modifiers.contains(KeyModifiers::CONTROL);
                KeyCode::Char(if control { plain.to_ascii_lowercase() } else { plain })
            }
            KeyCode::BackTab => {
                modifiers -= KeyModifiers::SHIFT;
                KeyCode::BackTab
            }
            code => code,
        };
        Self { code, modifiers }
    }

    /// The letter that the key types into a line, where it types one.
    pub fn typed(event: &KeyEvent) -> Option<char> {
        match event.code {
            KeyCode::Char(letter) if !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                Some(letter)
            }
            _ => None,
        }
    }
}

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, ChordError> {
        let error = || ChordError(text.to_owned());
        let mut rest = text;
        let mut modifiers = KeyModifiers::NONE;
        while let Some((name, modifier)) =
            MODIFIERS.iter().find(|(name, _)| rest.len() > name.len() && rest.starts_with(name))
        {
            rest = &rest[name.len()..];
            modifiers |= *modifier;
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(letter), None) => KeyCode::Char(letter),
            _ => match NAMED.iter().find(|(name, _)| *name == rest) {
                Some((_, code)) => *code,
                None => rest.strip_prefix('f').and_then(|n| n.parse().ok()).map(KeyCode::F).ok_or_else(error)?,
            },
        };
        Ok(Self::new(code, modifiers))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, modifier) in MODIFIERS {
            if self.modifiers.contains(*modifier) {
                f.write_str(name)?;
            }
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(letter)) => write!(f, "{letter}"),
            (None, KeyCode::F(n)) => write!(f, "f{n}"),
            (None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_and_print_the_same() {
        for name in
            ["q", "G", "/", "?", "-", "space", "ctrl-u", "alt-x", "shift-left", "backtab", "f1", "ctrl-left", "日"]
        {
            assert_eq!(name.parse::<Chord>().unwrap().to_string(), name);
        }
        for name in ["", "ctrl", "fx", "entr", "ctrl-entr"] {
            assert!(name.parse::<Chord>().is_err(), "{name}");
        }
    }

    #[test]
    fn terminals_and_input_methods_tell_one_key_in_several_ways() {
        let event = |code, modifiers| KeyEvent::new(code, modifiers);
        let chord = |event: KeyEvent| Chord::of(&event).to_string();
        assert_eq!(chord(event(KeyCode::Char('G'), KeyModifiers::SHIFT)), "G");
        assert_eq!(chord(event(KeyCode::Char('／'), KeyModifiers::NONE)), "/");
        assert_eq!(chord(event(KeyCode::BackTab, KeyModifiers::SHIFT)), "backtab");
        assert_eq!(chord(event(KeyCode::Char('L'), KeyModifiers::CONTROL)), "ctrl-l");
    }
}
