//! How long a key takes, at any number of events. `cargo bench --bench search -- [EVENTS…] [--summaries]`.
//!
//! Lines are typed letter by letter and deleted again. For each letter the time to the first rows and to the whole answer is
//! taken; the table shows the median and the longest of a line's letters, in milliseconds.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "a benchmark prints, and may fail")]

#[path = "generate/mod.rs"]
mod generate;

use std::sync::Arc;
use std::time::Instant;

use scidip::data::Date;
use scidip::query::{Ctx, Recall};
use scidip::store::Store;
use scidip::work::{Question, solve_in_steps};

const LINES: &[(&str, &str)] = &[
    ("common", "science"),
    ("common, long", "international cooperation"),
    ("one of 4,000", "xylograph"),
    ("absent", "zzyzxqwk"),
    ("misspelt", "semicondctor"),
    ("initials", "iac"),
    ("beginnings", "scitech"),
    ("several words", "fusion energy agreement"),
    ("exact and not", "'world !forum"),
    ("Japanese", "科学技術"),
    ("kana", "かがく"),
    ("romaji", "kagakugijutsu"),
    ("field", "country:JP theme:theme-7"),
    ("dates", "1990..2005 space"),
    ("order", "ocean sort:-date"),
    ("or", "ocean | polar"),
    ("two sides", "vs:country:JP vs:ocean"),
    ("compared", "view:compare vs:country:JP vs:theme:theme-7"),
    ("with the rest", "view:compare vs:country:JP"),
];

fn megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn median_and_most(times: &mut [f64]) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times.get(times.len() / 2).copied().unwrap_or_default(), times.last().copied().unwrap_or_default())
}

/// The text that stands on the line after each key: typed, and deleted again.
fn keys(line: &str) -> Vec<&str> {
    let ends = line.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let typed: Vec<&str> = ends.map(|end| &line[..end]).collect();
    let deleted = typed.iter().rev().skip(1).copied().collect::<Vec<_>>();
    typed.into_iter().chain(deleted).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let summaries = arguments.iter().any(|argument| argument == "--summaries");
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 100_000, 1_000_000];
    }
    for size in sizes {
        measure(size, summaries);
    }
}

fn measure(size: usize, summaries: bool) {
    let before = megabytes();
    let set = generate::dataset(size, summaries);
    let generated = megabytes();
    let start = Instant::now();
    let store = Arc::new(Store::build(set));
    let built = milliseconds(start);
    let start = Instant::now();
    scidip::query::words::prepare(&store);
    let prepared = milliseconds(start);
    println!(
        "\n{size} events{}: built in {built:.0} ms, made ready in {prepared:.0} ms; the dataset took {:.0} MB, the store {:.0} MB\n",
        if summaries { " with summaries" } else { "" },
        generated - before,
        store.bytes() as f64 / f64::from(1 << 20),
    );
    println!("| line | hits | first rows: median | most | whole: median | most | deleting: median | most |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    let today = Date::parse("2026-11-22").expect("a date").earliest;
    let mut recall = Recall::default();
    let (mut all_first, mut all_whole) = (Vec::new(), Vec::new());
    for (name, line) in LINES {
        let typed = line.chars().count();
        let (mut first, mut whole, mut deleting, mut hits) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (at, text) in keys(line).into_iter().enumerate() {
            let question =
                Question { generation: 1, line: text.to_owned(), store: Arc::clone(&store), ctx: Ctx { today } };
            let start = Instant::now();
            let mut rows = None;
            let reply = solve_in_steps(&question, &|| true, &mut recall, &mut |_| rows = Some(milliseconds(start)));
            let took = milliseconds(start);
            if at < typed {
                first.push(rows.unwrap_or(took));
                whole.push(took);
                hits = reply.and_then(|reply| reply.outcome.ok()).map_or(0, |solved| solved.answer.rows.len());
            } else {
                deleting.push(took);
            }
        }
        all_first.extend(&first);
        all_whole.extend(&whole);
        let [first, whole, deleting] = [&mut first, &mut whole, &mut deleting].map(|times| median_and_most(times));
        println!(
            "| {name}: `{line}` | {hits} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |",
            first.0, first.1, whole.0, whole.1, deleting.0, deleting.1
        );
    }
    for (name, times) in [("first rows", &mut all_first), ("whole", &mut all_whole)] {
        times.sort_by(f64::total_cmp);
        println!(
            "\nall keys, {name}: median {:.1}, 95th of 100 {:.1}",
            times[times.len() / 2],
            times[times.len() * 95 / 100]
        );
    }
    println!("memory of the process: {:.0} MB", megabytes());
}
