//! Ids: which letters they have, how one is made from a text, and the ids of events that were given none.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::data::Event;
use crate::text::fold::fold;
use crate::text::is_japanese;

/// The longest part of a self-made id that comes from the title, in letters.
const TITLE: usize = 48;

/// Whether an id has only letters that it can have: letters and digits of any script, `-`, `_`, `.` and `/`.
pub(super) fn is_id(id: &str) -> bool {
    id.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/'))
}

/// An id made from a text: small letters without marks, everything else a hyphen; Japanese stays as it is.
pub(super) fn make(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for letter in text.nfkc().filter(|letter| !is_combining_mark(*letter)) {
        if !letter.is_alphanumeric() {
            if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        } else if is_japanese(letter) {
            id.push(letter);
        } else {
            id.extend(fold(letter.encode_utf8(&mut [0; 4])).chars().filter(|letter| letter.is_alphanumeric()));
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

/// The id of an event from its date and title, not yet unique.
fn of_event(event: &Event) -> String {
    let date = event.date.as_ref().map_or(String::new(), |date| make(date.as_str()));
    let title = if event.title.en.is_empty() { &event.title.ja } else { &event.title.en };
    let title = make(title);
    let title = match title.char_indices().nth(TITLE) {
        // The letter after the last one kept may be the hyphen that ends a word.
        Some((end, letter)) => {
            let next = end + letter.len_utf8();
            let word = title[..next].rfind('-').filter(|at| *at > 0).unwrap_or(end);
            &title[..word]
        }
        None => &title,
    };
    if title.is_empty() { date } else { format!("{date}-{title}") }
}

/// Gives every event without an id one of its own, in the order of dates and titles, whatever the order of files.
pub(super) fn give<'a>(taken: impl IntoIterator<Item = &'a str>, mut events: Vec<&mut Event>) {
    if events.is_empty() {
        return;
    }
    let mut taken: HashSet<String> = taken.into_iter().map(str::to_owned).collect();
    let mut last: HashMap<String, usize> = HashMap::new();
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    for event in events {
        let plain = of_event(event);
        let number = last.entry(plain.clone()).or_insert(0);
        loop {
            *number += 1;
            let id = if *number == 1 { plain.clone() } else { format!("{plain}-{number}") };
            if taken.insert(id.clone()) {
                event.id = id;
                break;
            }
        }
    }
}

/// What parts two events without ids: when, what, and what else they say.
fn order(event: &Event) -> impl Ord + '_ {
    let Event { date, title, summary, place, .. } = event;
    (date, &title.en, &title.ja, &summary.en, &summary.ja, &place.en, &place.ja)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Date, Text};

    fn event(date: &str, title: &str) -> Event {
        Event { date: Date::parse(date).ok(), title: Text::plain(title), ..Event::default() }
    }

    #[test]
    fn an_id_is_made_from_date_and_title() {
        for (date, title, id) in [
            ("1954-09-29", "CERN's convention enters into force", "1954-09-29-cern-s-convention-enters-into-force"),
            ("2009/2017", "Obama", "2009-2017-obama"),
            ("2009/..", "Señor Müller & Søn", "2009-senor-muller-son"),
            ("199X", "東京・外務省のフォーラム", "199x-東京-外務省のフォーラム"),
            ("1972~", "!?", "1972"),
            (
                "1999",
                "A title that goes on and on until nobody can remember how it began",
                "1999-a-title-that-goes-on-and-on-until-nobody-can",
            ),
        ] {
            assert_eq!(of_event(&event(date, title)), id);
            assert!(is_id(id));
        }
    }

    #[test]
    fn numbers_go_by_content_and_not_by_file_order() {
        let mut events = [event("1999", "a"), event("1999", "A"), event("1998", "b"), event("1999", "a 2")];
        give(["1999-a"], events.iter_mut().rev().collect());
        let ids: Vec<&str> = events.iter().map(|event| &*event.id).collect();
        assert_eq!(ids, ["1999-a-3", "1999-a-2", "1998-b", "1999-a-2-2"]);
    }

    #[test]
    fn what_the_query_language_needs_is_no_letter_of_an_id() {
        for id in ["a b", "a,b", "a:b", "a|b", "a\"b", "a'b", "!a", "(a)", "a^", "@a", "a$"] {
            assert!(!is_id(id), "{id}");
            assert!(is_id(&make(id)), "{id}");
        }
        assert!(is_id("crds-2025_v1.2/外務省"));
    }
}
