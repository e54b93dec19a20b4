//! How long a key takes, at any number of events. `cargo bench --bench search -- [EVENTS…] [KINDS…] [--summaries]`.
//!
//! Lines are typed letter by letter, deleted again, and pasted. Each line begins with nothing recalled, the pasted one too. Of
//! each key the time to the first rows and to the whole answer is taken; the table gives median, 95th of 100 and the longest,
//! in milliseconds. Then offers are made for what is typed, and keys are pressed in the list of a whole screen, as the program
//! does it between input and output: none may take longer for more events. A last table tells how much more all that is for
//! more events. Run it on a machine that does nothing else: what runs beside it is in the figures.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "a benchmark prints, and may fail")]

#[path = "generate/mod.rs"]
mod generate;
#[path = "search/screen.rs"]
mod screen;

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Instant;

use scidip::data::Date;
use scidip::query::{Ctx, Recall};
use scidip::store::Store;
use scidip::text::Lang;
use scidip::work::{Question, offers, solve_in_steps};

/// What is typed: of each kind some lines.
const LINES: &[(&str, &[&str])] = &[
    ("1 letter", &["s", "t", "o", "x", "1"]),
    ("2 letters", &["sc", "in", "co", "of", "pr", "zz"]),
    ("3 to 6 letters, common", &["forum", "ocean", "world", "polar", "health", "treaty"]),
    ("7 to 12 letters, common", &["science", "nuclear", "diplomacy", "cooperation", "observatory", "biodiversity"]),
    (
        "13 to 24 letters",
        &["semiconductor", "understanding", "\"international cooperation", "semiconductorsynchrotron"],
    ),
    ("rare (1 of 4,000)", &["xylograph"]),
    ("absent", &["zzyzxqwk", "qqq"]),
    ("misspelt", &["semicondctor", "diplomcay", "sateliite", "科学技街外交"]),
    ("loose, half typed", &["smcondctr", "かがくぎj"]),
    ("initials, beginnings", &["iac", "wsf", "scitech", "intcoop", "nucfus"]),
    ("several words", &["fusion energy agreement", "science of the ocean", "joint space research council"]),
    ("exact, not, or", &["'world !forum", "climate !energy !'health", "ocean | polar", "^science 'report$"]),
    ("Japanese", &["科学技術", "国際会議", "半導体"]),
    ("kana", &["かがく", "フォーラム"]),
    ("romaji", &["kagakugijutsu", "tokyo", "gaikou"]),
    ("fields", &["country:JP theme:theme-7", "org:actor-12 science", "kind:meeting ocean country:FR"]),
    ("dates", &["1990..2005 space", "2011-03 earthquake", "before:1970 nuclear treaty"]),
    (
        "compared",
        &["vs:country:JP vs:ocean", "vs:country:JP vs:theme:theme-7 view:compare", "vs:country:JP view:compare"],
    ),
    ("orders", &["ocean sort:-date", "science diplomacy sort:score", "fusion country:JP sort:score"]),
];

fn megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
}

/// The processor time of all threads of this process, in milliseconds: the two fields after the name and eleven others.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

/// Median, 95th of 100 and the longest, as cells of a table.
fn figures(times: &mut [f64]) -> String {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1))).copied();
    [50, 95, 100].map(|part| format!("{:.1}", at(part).unwrap_or_default())).join(" | ")
}

/// The text that stands on the line after each letter.
fn typed(line: &str) -> impl DoubleEndedIterator<Item = &str> {
    line.char_indices().map(|(at, letter)| &line[..at + letter.len_utf8()])
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let summaries = arguments.iter().any(|argument| argument == "--summaries");
    // What is neither a number nor an option is a part of the names of the kinds that are wanted.
    let is_kind = |argument: &&String| !argument.starts_with("--") && argument.parse::<usize>().is_err();
    let wanted: Vec<&String> = arguments.iter().filter(is_kind).collect();
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 100_000, 1_000_000];
    }
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("{cores} cores, {} {}", std::env::consts::OS, std::env::consts::ARCH);
    let measured: Vec<Measured> = sizes.iter().map(|size| measure(*size, summaries, &wanted)).collect();
    println!(
        "\n| events | times as many | a key's processor time, ms | times as much | offers, ms | times as much | store, MB | times as much |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|");
    let first = measured.first().copied().unwrap_or_default();
    for Measured { events, key, offers, store } in &measured {
        let grown = [(*key, first.key), (*offers, first.offers), (*store, first.store)];
        let cells = grown.map(|(now, first)| format!("{now:.2} | {:.0}", now / first.max(f64::MIN_POSITIVE)));
        println!("| {events} | {:.0} | {} |", events / first.events, cells.join(" | "));
    }
}

/// What is compared between sizes: how much more it is for more events, at most as many times as there are more of them.
#[derive(Clone, Copy, Default)]
struct Measured {
    events: f64,
    /// The processor time of a key that is typed, and the median time of its offers.
    key: f64,
    offers: f64,
    /// The memory of the store.
    store: f64,
}

/// What is typed where offers are made.
const OFFERED: &[&str] = &[
    "country:",
    "country:@",
    "org:sci",
    "theme:",
    "ocean country:j",
    "countr",
    "id:e1",
    "id:zz",
    "is:",
    "weight:",
    "200",
    "before:19",
];

/// How long the offers of each letter take: median, 95th of 100 and the longest.
fn offered(store: &Arc<Store>) -> (String, f64) {
    let today = Date::parse("2026-11-22").expect("a date").earliest;
    let mut times = Vec::new();
    for line in OFFERED {
        let recall = RefCell::new(Recall::default());
        for text in typed(line) {
            let typing = Some((text.len(), Lang::En));
            let question = Question { typing, ..Question::new(text, Arc::clone(store), Ctx { today }) };
            solve_in_steps(&question, &|| true, &mut recall.borrow_mut(), &mut |_| {});
            let start = Instant::now();
            offers(&question, &|| true, &recall);
            times.push(milliseconds(start));
        }
    }
    let cells = figures(&mut times);
    (cells, times[times.len() / 2])
}

/// The times of some keys: to the first rows, and to the whole answer.
#[derive(Default)]
struct Times {
    first: Vec<f64>,
    whole: Vec<f64>,
}

impl Times {
    /// Asks one question and takes its times; gives the hits.
    fn ask(&mut self, store: &Arc<Store>, line: &str, recall: &mut Recall) -> usize {
        let today = Date::parse("2026-11-22").expect("a date").earliest;
        let near = Some(store.len() as u32 / 2);
        let question = Question { near, ..Question::new(line, Arc::clone(store), Ctx { today }) };
        let start = Instant::now();
        let mut first = None;
        let reply = solve_in_steps(&question, &|| true, recall, &mut |_| {
            first.get_or_insert_with(|| milliseconds(start));
        });
        self.whole.push(milliseconds(start));
        self.first.push(first.unwrap_or_else(|| milliseconds(start)));
        reply.and_then(|reply| reply.outcome.ok()).map_or(0, |solved| solved.answer.rows.len())
    }

    fn add(&mut self, other: &Self) {
        self.first.extend(&other.first);
        self.whole.extend(&other.whole);
    }

    fn row(&mut self) -> String {
        format!("{} | {}", figures(&mut self.first), figures(&mut self.whole))
    }
}

fn measure(size: usize, summaries: bool, wanted: &[&String]) -> Measured {
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
    println!("| lines | hits | first rows: p50 | p95 | most | whole: p50 | p95 | most |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    let [mut all, mut deleted, mut pasted] = [const { Times { first: Vec::new(), whole: Vec::new() } }; 3];
    let mut spent = [0.0; 3];
    let is_wanted = |kind: &str| wanted.is_empty() || wanted.iter().any(|part| kind.contains(part.as_str()));
    for (kind, lines) in LINES.iter().filter(|(kind, _)| is_wanted(kind)) {
        let mut times = Times::default();
        let mut hits = Vec::new();
        for line in *lines {
            let mut recall = Recall::default();
            let began = processor();
            hits.push(typed(line).map(|text| times.ask(&store, text, &mut recall)).last().unwrap_or_default());
            let then = processor();
            typed(line).rev().skip(1).for_each(|text| {
                deleted.ask(&store, text, &mut recall);
            });
            let before_pasting = processor();
            pasted.ask(&store, line, &mut Recall::default());
            let steps = [then - began, before_pasting - then, processor() - before_pasting];
            spent.iter_mut().zip(steps).for_each(|(sum, step)| *sum += step);
        }
        let (least, most) = (hits.iter().min().unwrap_or(&0), hits.iter().max().unwrap_or(&0));
        println!("| {kind}: `{}` | {least}–{most} | {} |", lines.join("`, `"), times.row());
        all.add(&times);
    }
    let typed_spent = spent[0];
    for ((name, times), spent) in
        [("typed", &mut all), ("deleted", &mut deleted), ("pasted", &mut pasted)].into_iter().zip(spent)
    {
        let keys = times.whole.len();
        println!(
            "| **all, {name}**: {keys} keys, {:.1} ms of processor time each | | {} |",
            spent / keys as f64,
            times.row()
        );
    }
    let (offers, median) = offered(&store);
    println!("| **offers of all letters of** `{}` | | {offers} | | | |", OFFERED.join("`, `"));
    screen::measure(&store);
    println!("\nmemory of the process, what the dataset left behind with it: {:.0} MB", megabytes());
    let key = typed_spent / all.whole.len().max(1) as f64;
    Measured { events: size as f64, key, offers: median, store: store.bytes() as f64 / f64::from(1 << 20) }
}
