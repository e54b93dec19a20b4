//! What the order of matches owes to the shortcut on its way: `cargo bench --bench recall -- [EVENTS]`.
//!
//! Only the best 2,000 matches by class, site, weight and date are ranked finely. Here all of them are, by the whole of what
//! `query::words` states, and the first 60 of both orders are compared: on the built-in data, and on as many events of a
//! generated dataset, 100,000 unless told otherwise. Beside that stands how many of the 60 are among the first 60 by
//! fuzzy-matcher's score alone, which knows neither where a word was found nor how much an event weighs.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "a benchmark prints, and may fail")]

#[path = "generate/mod.rs"]
#[allow(dead_code, reason = "the parts are for another benchmark")]
mod generate;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use scidip::builtin;
use scidip::data::Date;
use scidip::query::words::{Needle, find};
use scidip::query::{Ctx, How};
use scidip::store::Store;
use scidip::text::fold::{fold, is_word_end, is_word_start};
use scidip::text::{Lang, is_japanese};
use scidip::work::{Question, solve};

/// As many as a tall screen shows.
const FIRST: usize = 60;

/// What is asked of the built-in data and of the generated one, none of it a whole name.
const LINES: &[&str] = &[
    "s",
    "in",
    "co",
    "sc",
    "ai",
    "art",
    "forum",
    "ocean",
    "world",
    "polar",
    "health",
    "space",
    "energy",
    "climate",
    "nuclear",
    "fusion",
    "science",
    "council",
    "research",
    "meeting",
    "agreement",
    "technology",
    "diplomacy",
    "declaration",
    "international",
    "cooperation",
    "programme",
    "plomacy",
    "sci",
    "tech",
    "nat",
    "ist",
    "joint committee",
    "science diplomacy",
    "world forum",
    "nuclear energy",
    "research agreement",
    "science technology cooperation",
    "科学",
    "技術",
    "科学技術",
    "国際",
    "会議",
    "かがく",
    "kagaku",
    "gijutsu",
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let size = arguments.find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let own = builtin::dataset().expect("the built-in data");
    for set in [own, generate::dataset(size, false)] {
        compare(&Arc::new(Store::build(set)));
    }
}

fn compare(store: &Arc<Store>) {
    let today = Date::parse("2026-11-22").expect("a date").earliest;
    println!(
        "\n{} events\n\n| typed | matches | of the first {FIRST} | by score alone |\n|---|--:|--:|--:|",
        store.len()
    );
    let (mut same, mut alone, mut all, mut whole) = (0, 0, 0, 0);
    let mut lines = 0;
    for line in LINES {
        let question = Question::new(line, Arc::clone(store), Ctx { today });
        let solved = solve(&question, &|| true).and_then(|reply| reply.outcome.ok()).expect("an answer");
        let ranked = &solved.answer.ranked;
        let most = ranked.len().min(solved.answer.rows.len()).min(FIRST);
        let (plain, scores) = plainly(store, line, &solved.answer.rows);
        let first: BTreeSet<&u32> = ranked.iter().take(most).collect();
        let among = |rows: &[u32]| rows.iter().take(most).filter(|row| first.contains(row)).count();
        let (here, here_alone) = (among(&plain), among(&scores));
        println!("| `{line}` | {} | {here} of {most} | {here_alone} |", solved.answer.rows.len());
        (same, alone, all, lines) = (same + here, alone + here_alone, all + most, lines + 1);
        whole += usize::from(here == most);
    }
    let share = |part: usize| part as f64 * 100.0 / f64::from(all.max(1) as u32);
    println!("| **all** | | {:.1} %, whole for {whole} of {lines} | {:.1} % |", share(same), share(alone));
}

/// All matches in the order of the definition, and in that of fuzzy-matcher's score alone.
fn plainly(store: &Store, line: &str, rows: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let words: Vec<Needle> = line.split(' ').map(|word| Needle::new(word, How::Bare)).collect();
    let found: Vec<_> = words.iter().map(|word| find(store, word, &|| true).expect("what matches")).collect();
    let mut keyed: Vec<_> = rows
        .iter()
        .map(|row| {
            let event = store.event(*row);
            let titles = [Lang::En, Lang::Ja].map(|lang| fold(event.title_only(lang)));
            let summaries = [Lang::En, Lang::Ja].map(|lang| fold(event.summary(lang)));
            let texts = [titles.as_slice(), &summaries].concat();
            let rank: u32 = found.iter().map(|found| u32::from(found.ranks[*row as usize])).sum();
            let beside = words.windows(2).filter(|pair| titles.iter().any(|title| follow(title, pair))).count();
            let whole = words.iter().filter(|word| texts.iter().any(|text| is_whole(text, &word.folded))).count();
            let fine: i64 =
                words.iter().map(|word| titles.iter().filter_map(|title| score(title, word)).max().unwrap_or(0)).sum();
            ((rank, Reverse(beside), Reverse(whole), Reverse(event.weight().min(3)), Reverse(fine), *row), fine)
        })
        .collect();
    keyed.sort_unstable();
    let plain = keyed.iter().map(|(key, _)| key.5).collect();
    keyed.sort_by_key(|(key, score)| (Reverse(*score), key.5));
    (plain, keyed.iter().map(|(key, _)| key.5).collect())
}

/// A new matcher each time: a used one reads what it was asked before.
fn score(title: &str, word: &Needle) -> Option<i64> {
    SkimMatcherV2::default().fuzzy_match(title, &word.folded)
}

/// Whether two words stand one after the other, with at most one letter between them that is of no word.
fn follow(title: &str, pair: &[Needle]) -> bool {
    title.match_indices(&pair[0].folded).any(|(at, word)| {
        let rest = &title[at + word.len()..];
        rest.starts_with(&pair[1].folded)
            || rest
                .strip_prefix(|letter: char| !letter.is_alphanumeric())
                .is_some_and(|rest| rest.starts_with(&pair[1].folded))
    })
}

/// Whether a word without Japanese letters, or it and an s, is a whole word.
fn is_whole(title: &str, word: &str) -> bool {
    let ends = |at: usize| at == title.len() || is_word_end(title, at);
    !word.chars().any(is_japanese)
        && title.match_indices(word).any(|(at, _)| {
            let end = at + word.len();
            (at == 0 || is_word_start(title, at)) && (ends(end) || title[end..].starts_with('s') && ends(end + 1))
        })
}
