//! Finding as it is defined, one row after the other: what the fast ways are held equal to.

use std::sync::Arc;

use proptest::prelude::*;

use super::How;
use super::find::{Found, Narrow, Scope, Search};
use super::heard::Heard;
use super::kinds::kinds_of;
use super::recall::Recall;
use super::scan::Run;
use super::slips::Slips;
use super::words::{Class, NAMED, Needle, Rank, Site, Taken, improve, is_code, rank};
use crate::data::Axis;
use crate::store::Store;
use crate::store::bits::Bits;
use crate::store::column::Entry;
use crate::store::tests::dataset;

/// Finds the events that a needle matches, one row after the other, and what it was taken for.
fn find(store: &Store, needle: &Needle) -> (Vec<Rank>, Option<Taken>) {
    let none = |ranks: &[Rank]| ranks.iter().all(|rank| *rank == 0);
    let ranks = matches(store, needle);
    if needle.how != How::Bare || !none(&ranks) {
        return (ranks, None);
    }
    let finished = needle.finished().map(|finished| matches(store, &finished)).filter(|ranks| !none(ranks));
    if let Some(ranks) = finished {
        return (ranks, Some(Taken::Unfinished));
    }
    let counted = needle.counted().map(|counted| matches(store, &counted)).filter(|ranks| !none(ranks));
    if let Some(ranks) = counted {
        return (ranks, Some(Taken::Counted));
    }
    let slips = Slips::of(needle);
    let slips = anywhere(store, Class::Slip, &|text| slips.as_ref().is_some_and(|slips| slips.any_in(text)));
    if !none(&slips) {
        return (slips, Some(Taken::Slip));
    }
    let heard = Heard::of(needle);
    let heard = in_readings(store, &|latin| heard.as_ref().is_some_and(|heard| heard.any_in(latin)));
    if !none(&heard) {
        return (heard, Some(Taken::Slip));
    }
    let loose = anywhere(store, Class::Loose, &|text| needle.loose(text));
    let taken = (!none(&loose)).then_some(Taken::Loose);
    (loose, taken)
}

fn matches(store: &Store, needle: &Needle) -> Vec<Rank> {
    let mut ranks: Vec<Rank> = vec![0; store.len()];
    name_ranks(store, &mut ranks, &|entry, axis| {
        needle.entry_class(entry, axis).or_else(|| {
            let read = needle.reads(&entry.readings()[0], &entry.readings()[1]);
            read.then_some(Class::Reading)
        })
    });
    let placed = !matches!(needle.how, How::Bare | How::Exact);
    let sources = store.column(Axis::Sources);
    let named: Vec<bool> = sources
        .entries
        .iter()
        .map(|entry| !placed && entry.names().iter().any(|name| name.contains(&needle.folded)))
        .collect();
    let kinds = if needle.how == How::Bare { kinds_of(&needle.folded) } else { &[] };
    for row in 0..store.len() as u32 {
        let rank_here = &mut ranks[row as usize];
        if let Some(class) = needle.class(store.folded().titles.get(row)) {
            improve(rank_here, rank(class, Site::Title));
        }
        let body = || {
            kinds.contains(&store.event(row).kind())
                || store.folded().bodies.get(row).contains(&needle.folded)
                || sources.lists.get(row).iter().any(|at| named.get(*at as usize) == Some(&true))
        };
        if !placed && (*rank_here == 0 || *rank_here > rank(Class::Body, Site::Title)) && body() {
            improve(rank_here, rank(Class::Body, Site::Title));
        }
        let worse = *rank_here == 0 || *rank_here > rank(Class::Reading, Site::Title);
        if worse && needle.reads(store.folded().readings.get(row), store.folded().romaji.get(row)) {
            *rank_here = rank(Class::Reading, Site::Title);
        }
    }
    ranks
}

/// The rows whose title, names or summary contain a text exactly: those that `!word` takes away.
pub(super) fn contains(store: &Store, folded: &str) -> Bits {
    let mut ranks: Vec<Rank> = vec![0; store.len()];
    let needle = Needle::new(folded, How::Exact);
    name_ranks(store, &mut ranks, &|entry, axis| needle.entry_class(entry, axis));
    let mut rows = Bits::none(store.len());
    for row in 0..store.len() as u32 {
        let texts = [store.folded().titles.get(row), store.folded().summary(row)];
        if ranks[row as usize] != 0 || texts.iter().any(|text| text.contains(folded)) {
            rows.insert(row);
        }
    }
    rows
}

/// Gives each row the best rank that a value of one of the named tables has by `class`.
fn name_ranks(store: &Store, ranks: &mut [Rank], class: &dyn Fn(&Entry, Axis) -> Option<Class>) {
    for (axis, site) in NAMED {
        let column = store.column(*axis);
        let matched: Vec<Rank> =
            column.entries.iter().map(|entry| class(entry, *axis).map_or(0, |class| rank(class, *site))).collect();
        if matched.iter().all(|rank| *rank == 0) {
            continue;
        }
        for (row, rank_here) in ranks.iter_mut().enumerate() {
            for at in column.lists.get(row as u32) {
                if matched[*at as usize] != 0 {
                    improve(rank_here, matched[*at as usize]);
                }
            }
        }
    }
}

/// The rows of which the reading of a title or name, in Latin letters, is as wanted.
fn in_readings(store: &Store, wanted: &dyn Fn(&str) -> bool) -> Vec<Rank> {
    let mut ranks: Vec<Rank> = vec![0; store.len()];
    name_ranks(store, &mut ranks, &|entry, _| wanted(&entry.readings()[1]).then_some(Class::Slip));
    for row in 0..store.len() as u32 {
        if wanted(store.folded().romaji.get(row)) {
            improve(&mut ranks[row as usize], rank(Class::Slip, Site::Title));
        }
    }
    ranks
}

/// The rows of which a title or name, codes apart, is as wanted.
fn anywhere(store: &Store, class: Class, wanted: &dyn Fn(&str) -> bool) -> Vec<Rank> {
    let mut ranks: Vec<Rank> = vec![0; store.len()];
    name_ranks(store, &mut ranks, &|entry, axis| {
        entry.names().iter().any(|name| !is_code(axis, name) && wanted(name)).then_some(class)
    });
    for row in 0..store.len() as u32 {
        if wanted(store.folded().titles.get(row)) {
            improve(&mut ranks[row as usize], rank(class, Site::Title));
        }
    }
    ranks
}

/// A word of titles, names and queries.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(&[
            "World", "Science", "Forum", "Scientific", "Diplomacy", "Foreign", "ITER", "CERN", "x-ray", "Müller", "S20",
            "科学", "技術", "フォーラム", "の", "㍻", "第5回", "かがく", "ぎじゅつ", "kagaku", "Japan", "&", "of", "a",
            "Sciense", "Forumm", "Wrold", "フォラム", "科技", "かg", "科学gy", "Diplmoacy", "scienceforum",
        ][..]).prop_map(str::to_owned),
        1 => "[a-cs]{1,3}",
        1 => "[а-в]{1,2}|é|[科学技]{1,2}|[かがく]{1,3}",
    ]
}

pub(super) fn phrase(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    (prop::collection::vec(word(), words), prop::sample::select(&[" ", "", "-"][..]))
        .prop_map(|(words, by)| words.join(by))
}

/// A dataset as RON: titles, readings, summaries, notes, names and sources of the same few words.
pub(super) fn events() -> impl Strategy<Value = String> {
    let event = (phrase(1..7), phrase(0..4), phrase(0..4), phrase(0..5), phrase(0..3), 0..3u8, 0..4u8);
    // Several times over, so that there are several blocks of rows.
    (prop::collection::vec(event, 0..40), 1..4_usize).prop_map(|(events, times)| {
        let mut text = String::from(
            "(actors: [(id: \"cern\", name: (en: \"European Forum of Science\", yomi: \"かがくふぉーらむ\"), acronym: \"CERN\")], \
             sources: [(id: \"s\", title: \"World Science, second edition\")], events: [",
        );
        let all = events.iter().cycle().take(events.len() * times);
        for (at, (en, ja, yomi, summary, note, actor, source)) in all.enumerate() {
            let actors = if *actor == 0 { "\"cern\"" } else { "" };
            let sources = if *source == 0 { format!("(id: \"s\", at: {note:?})") } else { String::new() };
            let event = format!(
                "(id: \"{at}\", date: \"20{:02}\", title: (en: {en:?}, ja: {ja:?}, yomi: {yomi:?}), \
                 summary: (en: {summary:?}, ja: {yomi:?}), note: {note:?}, place: {note:?}, actors: [{actors}], \
                 countries: [\"JP\"], sources: [{sources}]),",
                at % 30,
            );
            text.push_str(&event);
        }
        text + "])"
    })
}

/// What a word matches, recalled or found.
fn recalled(recall: &mut Recall, store: &Store, needle: &Needle, run: &Run<'_>) -> Arc<Found> {
    recall.word(needle).unwrap_or_else(|| {
        let found = Search::new(store, needle, Scope::All, recall.narrow(needle)).find(run).unwrap();
        recall.kept_word(needle, found)
    })
}

const HOWS: [How; 6] = [How::Bare, How::Exact, How::Word, How::Start, How::End, How::Whole];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn the_fast_way_finds_what_the_plain_one_finds(text in events(), words in prop::collection::vec(phrase(1..4), 4)) {
        let store = Store::build(dataset(&text));
        let go_on = || true;
        let run = Run::alone(&go_on);
        let mut recall = Recall::default();
        for word in words {
            // As it is typed, and as it is deleted again.
            let ends: Vec<usize> = word.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect();
            for end in ends.iter().chain(ends.iter().rev()) {
                for how in HOWS {
                    let needle = Needle::new(&word[..*end], how);
                    if needle.folded.is_empty() {
                        continue;
                    }
                    let (ranks, taken) = find(&store, &needle);
                    let found = recalled(&mut recall, &store, &needle, &run);
                    prop_assert_eq!(&found.ranks, &ranks, "{:?}", needle);
                    let rows = Bits::of(ranks.len(), |row| ranks[row as usize] != 0);
                    prop_assert_eq!((&found.rows, found.guess.as_ref().map(|guess| guess.taken)), (&rows, taken), "{:?}", needle);
                }
                let needle = Needle::new(&word[..*end], How::Exact);
                let told = Search::new(&store, &needle, Scope::Told, Narrow::default()).find(&run).unwrap();
                prop_assert_eq!(told.rows, contains(&store, &needle.folded));
            }
        }
    }
}
