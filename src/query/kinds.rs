//! Words that say no more of an event than its kind does: whoever types `TWAS founded` means an event of the kind Founding,
//! whatever verb its title has.

use crate::data::EventKind;

/// Words, folded, and the kinds that they say. Only kinds of which all events are what the word says, or nearly all.
#[rustfmt::skip]
const WORDS: &[(&[&str], &[EventKind])] = &[
    (&["founded", "founding", "established", "establishment", "設立", "創設", "創立"], &[EventKind::Founding]),
    (&["launched", "started", "begun", "発足", "開始"], &[EventKind::Founding, EventKind::Programme]),
    (&["enacted", "enactment", "制定"], &[EventKind::Law]),
    (&["published", "publication", "刊行"], &[EventKind::Report]),
    (&["appointed", "appointment", "任命", "就任"], &[EventKind::Appointment]),
];

/// The kinds that a folded word says; mostly none.
pub fn kinds_of(word: &str) -> &'static [EventKind] {
    WORDS.iter().find(|(words, _)| words.contains(&word)).map_or(&[], |(_, kinds)| kinds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn the_words_are_folded_and_stand_in_one_row_each() {
        for (words, kinds) in WORDS {
            for word in *words {
                assert_eq!(fold(word), *word);
                assert_eq!(kinds_of(word), *kinds, "{word}");
            }
        }
        assert!(kinds_of("found").is_empty());
    }
}
