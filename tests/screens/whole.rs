//! Every view and page as a whole screen: in four sizes and both languages, with colour and without.

use scidip::text::Lang::{En, Ja};

use super::harness::{Begin, Session, events};
use super::{BROAD, PLAIN, VAST, WIDE, shot};

/// The views and pages, the line that each is opened with, and the keys that follow.
const SCREENS: &[(&str, &str, &str)] = &[
    ("lanes", "view:lanes lanes:country", "down"),
    ("matrix", "view:matrix", "down right"),
    ("together", "country:JP view:together lanes:country", "down"),
    ("compare", "vs:country:JP vs:country:US view:compare", "down"),
    ("period", "1970.. view:period", "down"),
    ("page", "id:iiasa-1972", "z right"),
    ("profile", "id:kishi-2015", "enter right enter"),
    ("chain", "id:fmstan-2016", "c"),
];

fn opened(screen: (&str, &str), size: (u16, u16), lang: scidip::text::Lang, palette: &str) -> Session {
    let mut session = Session::begin(size, Begin { line: screen.0, lang, palette, data: events() });
    session.keys(screen.1);
    session
}

#[test]
fn every_view_and_page_is_whole_in_every_size_and_both_languages() {
    for (name, line, keys) in SCREENS {
        for (size, cells) in [(PLAIN, 80), (WIDE, 120), (BROAD, 160), (VAST, 200)] {
            for (lang, code) in [(En, "en"), (Ja, "ja")] {
                let mut session = opened((line, keys), size, lang, "mono");
                shot(&format!("whole-{name}-{cells}-{code}"), &mut session);
                let mut coloured = opened((line, keys), size, lang, "dark");
                assert_eq!(session.text(), coloured.text(), "{name}: colour tells nothing that the letters do not");
            }
        }
    }
}
