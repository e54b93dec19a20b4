//! Letters and cells: width, cut and wrap, folding, readings, cleaning and the program's own words. Knows no events.

pub mod clean;
pub mod fold;
pub mod near;
pub mod reading;
pub mod romaji;
pub mod width;
pub mod wording;
pub mod wrap;

use serde::{Deserialize, Serialize};

/// The language that content and labels are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ja,
            Self::Ja => Self::En,
        }
    }

    /// The two-letter code of ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }
}

/// Whether a letter is written in Japanese only: kana, kanji or their marks.
pub fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text holds at least one Japanese letter.
pub fn has_japanese(text: &str) -> bool {
    text.chars().any(is_japanese)
}
