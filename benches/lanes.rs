//! How long the lanes take, at any number of events. `cargo bench --bench lanes -- [EVENTS…]`.
//!
//! For each field: counting the lanes, which the searcher does, and the longest and the median of bringing the view in line
//! and drawing it, after keys that move, zoom and pan. Milliseconds of the thread's own time, so that what
//! else the machine does leaves no trace.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "a benchmark prints, and may fail")]

#[path = "generate/mod.rs"]
mod generate;

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use scidip::app::{App, Effect, Loaded, Msg, Setup};
use scidip::data::Date;
use scidip::keys::Keymap;
use scidip::query::{Asked, Ctx, Plan, answer, parse};
use scidip::store::Store;
use scidip::text::Lang;
use scidip::views::picture::picture;
use scidip::widgets::palette::Palette;
use scidip::work::solve;

/// A moment of this thread's own time.
struct Moment(f64);

impl Moment {
    fn now() -> Self {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Self(time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6)
    }

    /// The milliseconds since.
    fn taken(&self) -> f64 {
        Self::now().0 - self.0
    }
}

fn main() {
    let mut sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 100_000, 1_000_000];
    }
    for size in sizes {
        let store = Arc::new(Store::build(generate::dataset(size, false)));
        println!("\n{size} events\n\n| lanes | counted | move: median | most | zoom and pan: median | most |");
        println!("|---|--:|--:|--:|--:|--:|");
        for field in ["theme", "country", "org", "kind", "era"] {
            measure(&store, field);
        }
    }
}

fn measure(store: &Arc<Store>, field: &str) {
    let today = Date::parse("2026-11-22").expect("a date").earliest;
    let line = format!("view:lanes lanes:{field}");
    let parsed = parse(&line);
    let plan = Plan::new(&parsed, store).expect("a good line");
    let hits = answer(&plan, store, Ctx { today }, &|| true).expect("an answer");
    let asked = Asked { plan: &plan, store, ctx: Ctx { today }, near: None };
    let mut counted: Vec<f64> = (0..5)
        .map(|_| {
            let start = Moment::now();
            let picture = picture(asked, &parsed.query, &hits, (&|| true, &mut |_| None));
            let took = start.taken();
            assert!(picture.is_some());
            took
        })
        .collect();
    let mut session = Session::begin(&line, store, today);
    let mut moving = session.keys("jjjjkkkkllllhhhhjjjjjjjjjjjjkkkllll");
    let mut zooming = session.keys("+HHLL+HL+HL+HL+HHLL+HL------");
    let [counted, moving, zooming] = [&mut counted, &mut moving, &mut zooming].map(|times| {
        times.sort_by(f64::total_cmp);
        (times[times.len() / 2], times[times.len() - 1])
    });
    println!(
        "| {field} | {:.1} | {:.2} | {:.2} | {:.2} | {:.2} |",
        counted.0, moving.0, moving.1, zooming.0, zooming.1
    );
}

struct Session {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Session {
    fn begin(line: &str, store: &Arc<Store>, today: scidip::data::Day) -> Self {
        let app = App::new(Setup {
            line: line.to_owned(),
            lang: Lang::En,
            today,
            palette: Palette::named("dark").expect("a palette"),
            keymap: Keymap::built_in().expect("a keymap"),
            tours: Vec::new(),
        });
        let mut session = Self { app, terminal: Terminal::new(TestBackend::new(200, 60)).expect("a terminal") };
        session.send(Msg::Resize(200, 60));
        session.send(Msg::Loaded(Loaded { store: Arc::clone(store), problems: Vec::new(), faults: 0, more: false }));
        session.frame();
        session
    }

    fn send(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            if let Effect::Ask(question) = effect {
                let reply = solve(&question, &|| true).expect("an answer");
                self.send(Msg::Reply(reply));
            }
        }
    }

    /// The milliseconds of each key's frame.
    fn keys(&mut self, keys: &str) -> Vec<f64> {
        let press = |letter| Msg::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        keys.chars()
            .map(|letter| {
                self.send(press(letter));
                self.frame()
            })
            .collect()
    }

    fn frame(&mut self) -> f64 {
        let start = Moment::now();
        self.app.take_dirty();
        let app = &self.app;
        self.terminal.draw(|frame| app.draw(frame)).expect("a frame");
        start.taken()
    }
}
