//! How long a view takes, at any number of events. `cargo bench --bench views -- [EVENTS…]`.
//!
//! For each line the whole answer is asked for with the view and without it, five times; then the cursor is moved, and the time to
//! settle and draw a frame of 120x40 is taken. The table shows medians and, of the frames, the longest, in milliseconds.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "a benchmark prints, and may fail")]

#[path = "generate/mod.rs"]
mod generate;

use std::sync::Arc;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use scidip::app::{App, Effect, Loaded, Msg, Setup};
use scidip::data::Date;
use scidip::keys::Keymap;
use scidip::query::{Ctx, Recall};
use scidip::store::Store;
use scidip::text::Lang;
use scidip::widgets::palette::Palette;
use scidip::work::{Question, Reply, solve_in_steps};

const LINES: &[(&str, &str)] = &[
    ("", "view:matrix"),
    ("", "view:matrix lanes:country columns:year"),
    ("", "view:matrix lanes:org columns:theme"),
    ("", "view:matrix lanes:actor columns:actor"),
    ("science", "view:matrix columns:5y"),
    ("country:JP 1990..2005", "view:matrix lanes:org columns:year"),
    ("", "view:together"),
    ("country:JP", "view:together lanes:country"),
    ("actor:actor-7", "view:together"),
    ("science actor:actor-7", "view:together"),
    ("science", "view:together lanes:theme"),
    ("", "view:timeline"),
    ("", "view:lanes lanes:org"),
    ("", "view:lanes lanes:country zoom:month"),
    ("country:JP vs:country:US", "view:compare"),
    ("science vs:forum", "view:compare"),
    ("", "view:period"),
    ("science", "view:period"),
    ("1990..2005", "view:period"),
];

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 1_000_000];
    }
    for size in sizes {
        let store = Arc::new(Store::build(generate::dataset(size, false)));
        scidip::query::words::prepare(&store);
        println!("\n{size} events\n\n| line | view | answer alone | with the view | frame: median | most |");
        println!("|---|---|--:|--:|--:|--:|");
        for (words, view) in LINES {
            measure(&store, words, view);
        }
    }
}

fn measure(store: &Arc<Store>, words: &str, view: &str) {
    let mut recall = Recall::default();
    let mut asked = |line: &str| -> (f64, Option<Reply>) {
        let today = Date::parse("2026-11-22").expect("a date").earliest;
        let question = Question::new(line, Arc::clone(store), Ctx { today });
        let start = Instant::now();
        let reply = solve_in_steps(&question, &|| true, &mut recall, &mut |_| {});
        (milliseconds(start), reply)
    };
    asked(words);
    let line = format!("{words} {view}");
    let (alone, with): (Vec<f64>, Vec<f64>) = (0..5).map(|_| (asked(words).0, asked(&line).0)).unzip();
    let frames = sorted(frames(store, &line, &mut |line| asked(line).1));
    println!(
        "| `{words}` | `{view}` | {:.1} | {:.1} | {:.2} | {:.2} |",
        sorted(alone)[2],
        sorted(with)[2],
        frames[frames.len() / 2],
        frames[frames.len() - 1]
    );
}

/// The times of some cursor keys: the key itself, settling and drawing.
fn frames(store: &Arc<Store>, line: &str, answer: &mut dyn FnMut(&str) -> Option<Reply>) -> Vec<f64> {
    let mut app = App::new(Setup {
        line: line.to_owned(),
        lang: Lang::En,
        today: Date::parse("2026-11-22").expect("a date").earliest,
        palette: Palette::named("dark").expect("a palette"),
        keymap: Keymap::built_in().expect("a keymap"),
        tours: Vec::new(),
    });
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal");
    app.update(Msg::Resize(120, 40));
    let loaded = Loaded { store: Arc::clone(store), problems: Vec::new(), faults: 0, more: false };
    for effect in app.update(Msg::Loaded(loaded)) {
        if let Effect::Ask(question) = effect
            && let Some(mut reply) = answer(&question.line)
        {
            reply.generation = question.generation;
            app.update(Msg::Reply(reply));
        }
    }
    let keys = [KeyCode::Down, KeyCode::Right, KeyCode::PageDown, KeyCode::End, KeyCode::Char('G'), KeyCode::Up];
    let mut times = Vec::new();
    // The first frame also makes what later ones keep.
    for (at, key) in keys.into_iter().cycle().take(121).enumerate() {
        let start = Instant::now();
        app.update(Msg::Key(KeyEvent::new(key, KeyModifiers::NONE)));
        app.take_dirty();
        terminal.draw(|frame| app.draw(frame)).expect("a frame");
        if at > 0 {
            times.push(milliseconds(start));
        }
    }
    times
}
