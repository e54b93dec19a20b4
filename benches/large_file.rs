//! Writes a large dataset, the same one in every run: `cargo bench --bench large_file -- EVENTS PATH [--summaries] [--lines]`.
//!
//! An event has a title in English, four of ten one in Japanese with its reading: about 130 bytes of text that is searched, or
//! 315 with summaries. With `--lines` the file has a plain line for each event instead of RON, for programs that read lines.

#![allow(clippy::print_stderr, clippy::expect_used, missing_docs, reason = "a benchmark prints, and may fail")]

#[path = "generate/mod.rs"]
#[allow(dead_code, reason = "the whole dataset is for another benchmark")]
mod generate;
#[path = "generate/ron.rs"]
mod ron;

use std::fs::File;
use std::io::{BufWriter, Write};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let plain: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let [count, path] = plain[..] else {
        eprintln!("large_file: write cargo bench --bench large_file -- EVENTS PATH [--summaries] [--lines]");
        return;
    };
    let (set, events) = generate::parts(count.parse().expect("a number of events"), has("--summaries"));
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).expect("a path that can be written"));
    if has("--lines") {
        for event in events {
            let date = event.date.as_ref().map_or("", |date| date.as_str());
            let texts = [&event.title.en, &event.title.ja, &event.place.en, &event.summary.en].map(String::as_str);
            writeln!(out, "{date}  {}", texts.join("  ").trim_end()).expect("a line is written");
        }
    } else {
        ron::write(&mut out, &set, events).expect("the dataset is written");
    }
    out.flush().expect("the file is written");
}
