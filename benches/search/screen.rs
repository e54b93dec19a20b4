//! What a key costs on the thread that draws.

use std::sync::Arc;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use scidip::app::{App, Effect, Loaded, Msg, Setup};
use scidip::data::Date;
use scidip::keys::Keymap;
use scidip::query::Recall;
use scidip::store::Store;
use scidip::text::Lang;
use scidip::widgets::palette::Palette;
use scidip::work::{Question, solve_in_steps};

/// What is pressed, many times over.
const KEYS: &[(&str, KeyCode)] = &[
    ("down", KeyCode::Down),
    ("page down", KeyCode::PageDown),
    ("end", KeyCode::End),
    ("home", KeyCode::Home),
    ("next year", KeyCode::Char(']')),
    ("next era", KeyCode::Char('}')),
    ("next match", KeyCode::Char('n')),
    ("today", KeyCode::Char('t')),
];

struct Screen {
    app: App,
    terminal: Terminal<TestBackend>,
    asked: Option<Question>,
    recall: Recall,
}

impl Screen {
    fn tell(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            if let Effect::Ask(question) = effect {
                self.asked = Some(question);
            }
        }
        self.app.take_dirty();
        self.terminal.draw(|frame| self.app.draw(frame)).expect("a screen in memory is always there");
    }

    /// Lets the last question be answered; what each part of the answer costs on this thread goes to `told`.
    fn answer(&mut self, told: &mut Vec<f64>) {
        let Some(question) = self.asked.take() else { return };
        let mut replies = Vec::new();
        let whole = solve_in_steps(&question, &|| true, &mut self.recall, &mut |reply| replies.push(reply));
        for reply in replies.into_iter().chain(whole) {
            let start = Instant::now();
            self.tell(Msg::Reply(reply));
            told.push(super::milliseconds(start));
        }
    }

    fn press(&mut self, code: KeyCode) -> f64 {
        let start = Instant::now();
        self.tell(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        super::milliseconds(start)
    }
}

/// Measures the keys of the list, and of the line with its answers.
pub(super) fn measure(store: &Arc<Store>) {
    let setup = Setup {
        line: String::new(),
        lang: Lang::En,
        today: Date::parse("2026-11-22").expect("a date").earliest,
        palette: Palette::named("dark").expect("a palette that is there"),
        keymap: Keymap::built_in().expect("the keymap"),
        tours: Vec::new(),
    };
    let terminal = Terminal::new(TestBackend::new(120, 40)).expect("a screen in memory");
    let mut screen = Screen { app: App::new(setup), terminal, asked: None, recall: Recall::default() };
    screen.tell(Msg::Loaded(Loaded { store: Arc::clone(store), problems: Vec::new(), faults: 0, more: false }));
    screen.answer(&mut Vec::new());
    println!("\n| on the thread that draws | p50 | p95 | most |");
    println!("|---|--:|--:|--:|");
    let (mut letters, mut answers) = (Vec::new(), Vec::new());
    for letter in "/science".chars() {
        letters.push(screen.press(KeyCode::Char(letter)));
        screen.answer(&mut answers);
    }
    screen.press(KeyCode::Enter);
    screen.answer(&mut answers);
    println!("| a letter of the line | {} |", super::figures(&mut letters));
    println!("| a part of an answer | {} |", super::figures(&mut answers));
    for (name, code) in KEYS {
        screen.press(KeyCode::Home);
        let mut times: Vec<f64> = (0..200).map(|_| screen.press(*code)).collect();
        println!("| {name} | {} |", super::figures(&mut times));
    }
}
