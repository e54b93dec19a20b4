//! Between a key and its answer the screen is drawn with what was known before; that must be possible at every step.
#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use scidip::app::{App, Effect, Loaded, Msg, Setup};
use scidip::data::{Dataset, Date, Day, Event, Input, Options, read};
use scidip::keys::Keymap;
use scidip::query::Recall;
use scidip::store::Store;
use scidip::text::Lang;
use scidip::widgets::palette::Palette;
use scidip::work::{Question, Stage, solve, solve_in_steps};

/// The program with the small dataset, and the question that is not answered yet.
struct Screen {
    app: App,
    terminal: Terminal<TestBackend>,
    asked: Option<Question>,
}

impl Screen {
    fn new() -> Self {
        let setup = Setup {
            line: String::new(),
            lang: Lang::En,
            today: Day::new(2026, 11, 22).unwrap(),
            palette: Palette::named("dark").unwrap(),
            keymap: Keymap::built_in().unwrap(),
            tours: Vec::new(),
        };
        let terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let mut screen = Self { app: App::new(setup), terminal, asked: None };
        let text = include_str!("data/small.ron").to_owned();
        let data = read(&[Input { name: "small.ron".into(), text }], None, Options::default()).dataset;
        let loaded = Loaded { store: Arc::new(Store::build(data)), problems: Vec::new(), faults: 0, more: false };
        screen.tell(Msg::Loaded(loaded));
        screen.answer();
        screen
    }

    /// Gives the app a message and draws it before any answer.
    fn tell(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            if let Effect::Ask(question) = effect {
                self.asked = Some(question);
            }
        }
        self.app.take_dirty();
        self.terminal.draw(|frame| self.app.draw(frame)).unwrap();
    }

    fn answer(&mut self) {
        let reply = self.asked.take().and_then(|question| solve(&question, &|| true));
        self.tell(Msg::Reply(reply.unwrap()));
    }

    fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.tell(Msg::Key(KeyEvent::new(code, modifiers)));
    }

    fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.press(KeyCode::Char(letter), KeyModifiers::NONE);
        }
    }
}

#[test]
fn a_query_may_be_typed_faster_than_it_is_answered() {
    let mut screen = Screen::new();
    screen.type_text("/日本 country:JP 2015..");
    screen.answer();
    screen.press(KeyCode::Char('u'), KeyModifiers::CONTROL);
    screen.press(KeyCode::Enter, KeyModifiers::NONE);
    screen.answer();
}

#[test]
fn a_mistake_may_be_deleted_before_the_next_answer() {
    for line in ["iter countri:US", "日本 countri:US", "日本 country:Jpan", "2023-02-30 日本", "日本 is:over"] {
        for (code, modifiers) in [
            (KeyCode::Char('u'), KeyModifiers::CONTROL),
            (KeyCode::Char('w'), KeyModifiers::CONTROL),
            (KeyCode::Backspace, KeyModifiers::NONE),
        ] {
            let mut screen = Screen::new();
            screen.type_text("/");
            screen.type_text(line);
            screen.answer();
            screen.press(code, modifiers);
            screen.answer();
        }
        // Letters of other lengths move in before the mistake.
        let mut screen = Screen::new();
        screen.type_text("/");
        screen.type_text(line);
        screen.answer();
        screen.press(KeyCode::Char('a'), KeyModifiers::CONTROL);
        screen.press(KeyCode::Delete, KeyModifiers::NONE);
        screen.type_text("語aé");
        screen.answer();
    }
}

/// Of very many events the rows around the selected one are drawn before all others.
#[test]
fn some_of_many_rows_may_be_drawn_before_the_others() {
    let mut screen = Screen::new();
    let event = |at: usize| Event {
        id: format!("e{at}"),
        date: Date::parse(&format!("{}", 1954 + at / 1000)).ok(),
        title: if at.is_multiple_of(3) { "Ocean treaty" } else { "Polar treaty" }.into(),
        ..Event::default()
    };
    let data = Dataset { events: (0..60_000).map(event).collect(), ..Dataset::default() };
    let loaded = Loaded { store: Arc::new(Store::build(data)), problems: Vec::new(), faults: 0, more: false };
    screen.tell(Msg::Loaded(loaded));
    screen.answer();
    for _ in 0..20 {
        screen.press(KeyCode::PageDown, KeyModifiers::NONE);
    }
    let mut recall = Recall::default();
    for letter in "/ocean sort:-date".chars() {
        screen.press(KeyCode::Char(letter), KeyModifiers::NONE);
        screen.press(KeyCode::Left, KeyModifiers::NONE);
        screen.press(KeyCode::Right, KeyModifiers::NONE);
        let Some(question) = screen.asked.take() else { continue };
        let mut told = Vec::new();
        let whole = solve_in_steps(&question, &|| true, &mut recall, &mut |reply| told.push(reply)).unwrap();
        assert!(told.iter().all(|reply| reply.stage == Stage::Rows));
        for reply in told.into_iter().chain([whole]) {
            screen.tell(Msg::Reply(reply));
            assert!(screen.app.selected().is_some());
        }
    }
}
