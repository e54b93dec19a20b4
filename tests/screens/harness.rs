//! Keys in, screens out: an app on a dataset, whose questions are answered at once.

use std::cell::RefCell;
use std::sync::Arc;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEvent};
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::Buffer;
use scidip::app::{App, Effect, Loaded, Msg, Setup};
use scidip::data::{self, Date, Input, Severity, Tour};
use scidip::keys::Keymap;
use scidip::store::Store;
use scidip::text::Lang;
use scidip::text::width::width;
use scidip::widgets::palette::Palette;
use scidip::work::{offers, solve};

/// The events of the tests, and what is wrong with them: nothing.
pub(crate) fn events() -> Loaded {
    let loaded = read(include_str!("../data/screens.ron"));
    assert_eq!(loaded.problems, [""; 0]);
    loaded
}

/// A file of one's own, read as the program reads it.
pub(crate) fn read(text: &str) -> Loaded {
    let input = Input { name: "own.ron".into(), text: text.into() };
    let loaded = data::read(&[input], None, data::Options::default());
    Loaded {
        store: Arc::new(Store::build(loaded.dataset)),
        problems: loaded.problems.iter().map(ToString::to_string).collect(),
        faults: loaded.problems.iter().filter(|problem| problem.severity == Severity::Error).count(),
        more: false,
    }
}

/// How a session begins.
pub(crate) struct Begin<'a> {
    pub(crate) line: &'a str,
    pub(crate) lang: Lang,
    pub(crate) palette: &'a str,
    pub(crate) data: Loaded,
}

/// A session: the app in a window.
pub(crate) struct Session {
    pub(crate) app: App,
    terminal: Terminal<TestBackend>,
    /// What was asked of the outside but answers, in order.
    pub(crate) effects: Vec<String>,
}

/// A screen as it was drawn.
pub(crate) struct Screen {
    pub(crate) buffer: Buffer,
    pub(crate) cursor: Option<(u16, u16)>,
}

impl Session {
    /// The events of the tests in a window of this size, in black and white, today being 22 November 2026.
    pub(crate) fn start(size: (u16, u16), lang: Lang) -> Self {
        Self::begin(size, Begin { line: "", lang, palette: "mono", data: events() })
    }

    pub(crate) fn begin(size: (u16, u16), begin: Begin<'_>) -> Self {
        Self::begin_with_tours(size, begin, Vec::new())
    }

    pub(crate) fn begin_with_tours((width, height): (u16, u16), begin: Begin<'_>, tours: Vec<Tour>) -> Self {
        let app = App::new(Setup {
            line: begin.line.to_owned(),
            lang: begin.lang,
            today: Date::parse("2026-11-22").unwrap().earliest,
            palette: Palette::named(begin.palette).unwrap(),
            keymap: Keymap::built_in().unwrap(),
            tours,
        });
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut session = Self { app, terminal, effects: Vec::new() };
        session.send(Msg::Resize(width, height));
        session.send(Msg::Loaded(begin.data));
        session
    }

    /// Sends a message, and answers every question that follows from it at once.
    pub(crate) fn send(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            match effect {
                Effect::Ask(question) => {
                    let reply = solve(&question, &|| true).unwrap();
                    self.send(Msg::Reply(reply));
                    self.send(Msg::Offers(question.generation, offers(&question, &|| true, &RefCell::default())));
                }
                Effect::Copy(text) => self.effects.push(format!("copy {text}")),
                Effect::Repaint => self.effects.push("repaint".into()),
                Effect::Suspend => self.effects.push("suspend".into()),
                Effect::Quit => self.effects.push("quit".into()),
                #[allow(unreachable_patterns, reason = "more may be asked one day")]
                _ => {}
            }
        }
    }

    /// Types keys by their names, parted by blanks: `/ f o r u m enter tab space ctrl-u 科`. A word that is no key is typed
    /// letter by letter: `/ country:JP enter`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ').filter(|name| !name.is_empty()) {
            match key(name) {
                Some(key) => self.send(Msg::Key(key)),
                None => name.chars().for_each(|letter| self.send(Msg::Key(key_of(letter)))),
            }
        }
        self
    }

    pub(crate) fn mouse(&mut self, event: MouseEvent) {
        self.send(Msg::Mouse(event));
    }

    pub(crate) fn resize(&mut self, (width, height): (u16, u16)) {
        self.terminal.backend_mut().resize(width, height);
        self.send(Msg::Resize(width, height));
    }

    /// Draws the screen twice, and holds it to what is true of every screen.
    pub(crate) fn screen(&mut self) -> Screen {
        self.app.take_dirty();
        let mut draw = || {
            let app = &self.app;
            let mut cursor = None;
            let frame = self.terminal.draw(|frame| app.draw(frame)).unwrap();
            let buffer = frame.buffer.clone();
            if self.terminal.backend().cursor_visible() {
                let at = self.terminal.backend_mut().get_cursor_position().unwrap();
                cursor = Some((at.x, at.y));
            }
            Screen { buffer, cursor }
        };
        let screen = draw();
        let again = draw();
        assert_eq!(screen.buffer, again.buffer, "drawing changes nothing");
        screen.check();
        screen
    }

    /// The screen's text, with the cursor's place below.
    pub(crate) fn text(&mut self) -> String {
        let screen = self.screen();
        let cursor = screen.cursor.map_or("hidden".to_owned(), |(x, y)| format!("column {x}, row {y}"));
        format!("{}\n(cursor {cursor})", screen.rows().join("\n"))
    }

    /// What the search line counts: hits and events. It is the first two numbers before the order.
    pub(crate) fn counts(&mut self) -> (usize, usize) {
        let rows = self.screen().rows();
        let status = rows[0].split(" · ").next().unwrap_or_default().to_owned();
        let numbers = status.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
        let mut last: Vec<usize> = numbers.map(|number| number.parse().unwrap()).collect();
        let all = last.pop().unwrap();
        (last.pop().unwrap(), all)
    }

    /// Holds the line and the number of hits that it counts.
    #[track_caller]
    pub(crate) fn asks(&mut self, line: &str, hits: usize) {
        let found = self.counts().0;
        assert_eq!((self.app.line(), found), (line, hits));
    }

    pub(crate) fn selected(&self) -> &str {
        self.app.selected().unwrap_or("")
    }
}

impl Screen {
    /// The text of each row, no blanks at its end; a wide letter stands for its two cells.
    pub(crate) fn rows(&self) -> Vec<String> {
        let area = self.buffer.area();
        (area.top()..area.bottom())
            .map(|y| {
                let mut row = String::new();
                let mut x = area.left();
                while x < area.right() {
                    let symbol = self.buffer[(x, y)].symbol();
                    row.push_str(symbol);
                    x += width(symbol).max(1) as u16;
                }
                row.trim_end().to_owned()
            })
            .collect()
    }

    /// What is true of every screen: each row is as wide as the window at most, no wide letter is cut in half, and nothing
    /// on it is a control character.
    fn check(&self) {
        let area = self.buffer.area();
        for (y, row) in (area.top()..).zip(self.rows()) {
            assert!(width(&row) <= usize::from(area.width), "row {y} is too wide: {row}");
            let mut covered = 0;
            for x in area.left()..area.right() {
                let symbol = self.buffer[(x, y)].symbol();
                assert!(!symbol.chars().any(char::is_control), "a control character at {x},{y}: {symbol:?}");
                let cells = width(symbol);
                assert!(usize::from(x) + cells <= usize::from(area.width), "{symbol} is cut at {x},{y}: {row}");
                // The cell under the second half of a wide letter holds nothing of its own.
                assert!(x >= covered || symbol == " ", "{symbol} at {x},{y} covers half a letter: {row}");
                covered = covered.max(x + cells as u16);
            }
        }
        if let Some((x, y)) = self.cursor {
            assert!(x < area.width && y < area.height, "the cursor at {x},{y} is outside");
        }
    }

    /// Whether any row holds a text.
    pub(crate) fn holds(&self, text: &str) -> bool {
        self.rows().iter().any(|row| row.contains(text))
    }

    /// The cell at which a text begins.
    pub(crate) fn find(&self, text: &str) -> Option<(u16, u16)> {
        let rows = self.rows();
        let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains(text))?;
        Some((width(&row[..row.find(text)?]) as u16, y as u16))
    }
}

/// The key of a name, as the keymap's file names it.
fn key(name: &str) -> Option<KeyEvent> {
    let mut rest = name;
    let mut modifiers = KeyModifiers::NONE;
    for (start, modifier) in
        [("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)]
    {
        if let Some(after) = rest.strip_prefix(start) {
            (rest, modifiers) = (after, modifiers | modifier);
        }
    }
    let mut letters = rest.chars();
    let code = match (letters.next(), letters.next()) {
        (Some(letter), None) => KeyCode::Char(letter),
        _ => match rest {
            "enter" => KeyCode::Enter,
            "esc" => KeyCode::Esc,
            "tab" => KeyCode::Tab,
            "backtab" => KeyCode::BackTab,
            "space" => KeyCode::Char(' '),
            "backspace" => KeyCode::Backspace,
            "delete" => KeyCode::Delete,
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            "pgup" => KeyCode::PageUp,
            "pgdn" => KeyCode::PageDown,
            _ => return None,
        },
    };
    Some(KeyEvent::new(code, modifiers))
}

fn key_of(letter: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)
}

/// The message of a terminal's event.
pub(crate) fn msg(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Some(Msg::Key(key)),
        Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resize(width, height)),
        _ => None,
    }
}
