//! Events as text for people and machines: one file a format, one row in [`FORMATS`]. Knows no terminal and no file.

mod json;
mod plain;
mod table;

pub use plain::write_blocks;

use std::io::{self, Write};

use crate::data::Day;
use crate::store::EventView;
use crate::text::Lang;

/// What a format may know beside the events.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The language of what is shown in one language.
    pub lang: Lang,
    /// The day that is taken as today.
    pub today: Day,
    /// The cells of a line, where the text goes to a terminal; `None` where nothing may be cut.
    pub width: Option<usize>,
    /// Whether colour and weight may be used.
    pub colour: bool,
}

/// A way to write events.
#[derive(Debug)]
pub struct Format {
    /// The name as typed after `-f`.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// Writes events in the order given.
    pub write: fn(&mut dyn Iterator<Item = EventView<'_>>, Settings, &mut dyn Write) -> io::Result<()>,
}

/// Every format, in the order in which it is documented.
pub const FORMATS: &[Format] = &[
    Format { name: "table", about: "one line an event: date, title, countries, id", write: table::write },
    Format { name: "plain", about: "one paragraph an event, labels before values, no signs", write: plain::write },
    Format { name: "json", about: "one array of objects, both languages", write: json::write_array },
    Format { name: "ndjson", about: "one object a line, both languages", write: json::write_lines },
];

impl Format {
    /// The format of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::small;

    pub(super) fn written(name: &str, lang: Lang, width: Option<usize>) -> String {
        let store = small();
        let today = Day::new(2026, 11, 22).unwrap();
        let settings = Settings { lang, today, width, colour: false };
        let mut out = Vec::new();
        let mut events = (0..store.len() as u32).map(|row| store.event(row));
        (Format::named(name).unwrap().write)(&mut events, settings, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_event_is_written_by_every_format() {
        for format in FORMATS {
            for lang in [Lang::En, Lang::Ja] {
                let text = written(format.name, lang, None);
                assert!(text.contains("FMSTAN") && text.contains("2007-10"), "{} {lang:?}", format.name);
            }
        }
    }
}
