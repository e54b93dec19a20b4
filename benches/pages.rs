//! How long pages and chains take among many events. `cargo bench --bench pages -- [EVENTS]`.
//!
//! The keys are pressed in the whole program, which is drawn after each; the table shows what the thread that draws spends on
//! a key and on the frame after it, in milliseconds.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "a benchmark prints, and may fail")]

#[path = "generate/mod.rs"]
mod generate;

use std::sync::Arc;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use scidip::app::{App, Effect, Loaded, Msg, Setup};
use scidip::data::{Axis, Date, Day, Link};
use scidip::keys::Keymap;
use scidip::store::Store;
use scidip::text::Lang;
use scidip::views::lay::{Paper, lay};
use scidip::views::subject::Subject;
use scidip::widgets::palette::Palette;
use scidip::work::solve;

/// What is done, and the keys that do it.
const KEYS: &[(&str, &[KeyCode])] = &[
    ("down", &[KeyCode::Down]),
    ("open the event's page", &[KeyCode::Char('z')]),
    ("to the first reference", &[KeyCode::Right]),
    ("open what it leads to", &[KeyCode::Enter]),
    ("to its end", &[KeyCode::End]),
    ("up a page", &[KeyCode::PageUp]),
    ("to the reference before", &[KeyCode::Left]),
    ("back", &[KeyCode::Char('b')]),
    ("close", &[KeyCode::Char('q')]),
    ("open the chain", &[KeyCode::Char('c')]),
    ("up", &[KeyCode::Up]),
    ("from there", &[KeyCode::Char(' ')]),
    ("to its end", &[KeyCode::End]),
    ("close", &[KeyCode::Char('q')]),
    ("next disputed", &[KeyCode::Char('!')]),
];

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    for size in if sizes.is_empty() { vec![1_000, 1_000_000] } else { sizes } {
        measure(size);
    }
}

/// The generated events, each linked with three others: one long series, and causes near and far.
fn linked(size: usize) -> Store {
    let mut set = generate::dataset(size, false);
    let mut numbers = generate::Numbers::new(7);
    let ids: Vec<String> = set.events.iter().map(|event| event.id.clone()).collect();
    for (at, event) in set.events.iter_mut().enumerate() {
        event.links.extend(ids.get(at + 1).map(|id| Link::Next(id.clone())));
        event.links.push(Link::LedTo(ids[numbers.below(size)].clone()));
        // One event has all others for its parts.
        event.links.push(Link::PartOf(ids[size / 2].clone()));
    }
    Store::build(set)
}

/// The page of the value in most events, on each axis that has pages of many events.
fn commonest(store: &Store, today: Day) {
    println!("\n{} events\n\n| page of the commonest | events | blocks | laid out |\n|---|--:|--:|--:|", store.len());
    for axis in [Axis::Actors, Axis::Countries, Axis::Themes, Axis::Sources] {
        let entries = store.column(axis).entries.iter().zip(0..);
        let Some((_, entry)) = entries.max_by_key(|(entry, _)| entry.total) else { continue };
        let subject = Subject::Entry(axis, entry);
        let events = subject.events(store).len();
        let start = Instant::now();
        let page = subject.page(store, Lang::En, today);
        let made = start.elapsed();
        let lines = lay(&page, Paper { store, lang: Lang::En, today, cells: 130, roomy: true }).lines.len();
        let laid = start.elapsed().saturating_sub(made).as_secs_f64() * 1000.0;
        println!("| {axis:?}, {lines} lines | {events} | {:.2} | {laid:.2} |", made.as_secs_f64() * 1000.0);
    }
}

fn measure(size: usize) {
    let store = Arc::new(linked(size));
    let today = Date::parse("2026-11-22").expect("a date").earliest;
    commonest(&store, today);
    let mut app = App::new(Setup {
        line: String::new(),
        lang: Lang::En,
        today,
        palette: Palette::named("dark").expect("a palette"),
        keymap: Keymap::built_in().expect("a keymap"),
        tours: Vec::new(),
    });
    let mut terminal = Terminal::new(TestBackend::new(160, 45)).expect("a terminal");
    send(&mut app, Msg::Resize(160, 45));
    send(&mut app, Msg::Loaded(Loaded { store, problems: Vec::new(), faults: 0, more: false }));
    println!("\n| key | took | then the frame |\n|---|--:|--:|");
    for (name, keys) in KEYS {
        let start = Instant::now();
        for key in *keys {
            send(&mut app, Msg::Key(KeyEvent::new(*key, KeyModifiers::NONE)));
        }
        let key = start.elapsed();
        app.take_dirty();
        terminal.draw(|frame| app.draw(frame)).expect("a frame");
        let frame = start.elapsed().saturating_sub(key);
        println!("| {name} | {:.2} | {:.2} |", key.as_secs_f64() * 1000.0, frame.as_secs_f64() * 1000.0);
    }
}

fn send(app: &mut App, msg: Msg) {
    for effect in app.update(msg) {
        if let Effect::Ask(question) = effect {
            let reply = solve(&question, &|| true).expect("an answer");
            send(app, Msg::Reply(reply));
        }
    }
}
