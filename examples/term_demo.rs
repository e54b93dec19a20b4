//! The smallest program on `scidip::term`: what the tests of the terminal layer drive in a pseudo-terminal.
//!
//! It shows what it was told and how often it was drawn. Keys: q or Ctrl-C quits, p panics, P panics in a thread, w
//! starts a thread that sends notes, F one that never stops, y copies, Ctrl-L repaints, Ctrl-Z suspends; any other key is shown as typed.
//! With an argument it waits for so many milliseconds while it is made.

#[cfg(unix)]
use demo::main as run;

#[cfg(not(unix))]
fn run() -> std::process::ExitCode {
    std::process::ExitCode::FAILURE
}

fn main() -> std::process::ExitCode {
    run()
}

#[cfg(unix)]
mod demo {
    use std::process::ExitCode;

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent};
    use ratatui::Frame;
    use ratatui::text::Line;
    use scidip::term::{self, Background, Input, Notes, Program, Request};

    #[derive(Default)]
    struct Demo {
        notes: Option<Notes<u32>>,
        background: String,
        typed: String,
        last: String,
        noted: u32,
        size: (u16, u16),
        resumed: u32,
        drawn: u32,
        changed: bool,
    }

    impl Demo {
        fn key(&mut self, key: KeyEvent) -> Vec<Request> {
            self.last = format!("{:?} {:?}", key.code, key.modifiers);
            let control = key.modifiers.contains(KeyModifiers::CONTROL);
            match key.code {
                KeyCode::Char('c') if control => return vec![Request::Quit],
                KeyCode::Char('z') if control => return vec![Request::Suspend],
                KeyCode::Char('l') if control => return vec![Request::Repaint],
                KeyCode::Char('q') => return vec![Request::Quit],
                KeyCode::Char('y') => return vec![Request::Copy("copied 外交".into())],
                KeyCode::Char('p') => fail("the demo's own panic"),
                KeyCode::Char('P') => drop(std::thread::spawn(|| fail("a panic in a thread"))),
                KeyCode::Char('w') => self.work(100),
                KeyCode::Char('F') => self.work(u32::MAX),
                KeyCode::Char(letter) if !control && !key.modifiers.contains(KeyModifiers::ALT) => {
                    self.typed.push(letter);
                }
                _ => {}
            }
            Vec::new()
        }

        fn work(&self, most: u32) {
            let notes = self.notes.clone();
            std::thread::spawn(move || notes.is_some_and(|notes| (1..=most).all(|number| notes.send(number))));
        }
    }

    #[expect(clippy::panic, reason = "what the demo's keys p and P are for")]
    fn fail(what: &str) {
        panic!("{what}");
    }

    impl Program for Demo {
        type Note = u32;

        fn input(&mut self, input: Input) -> Vec<Request> {
            self.changed = true;
            match input {
                Input::Key(key) => return self.key(key),
                Input::Mouse(MouseEvent { kind, column, row, .. }) => self.last = format!("{kind:?} {column},{row}"),
                Input::Paste(text) => self.last = format!("paste {text:?}"),
                Input::Resize(width, height) => self.size = (width, height),
                Input::Resumed => self.resumed += 1,
                Input::Background(background) => self.background = format!("{background:?}"),
            }
            Vec::new()
        }

        fn note(&mut self, note: u32) -> Vec<Request> {
            self.noted = note;
            self.changed = true;
            Vec::new()
        }

        fn dirty(&mut self) -> bool {
            self.drawn += u32::from(self.changed);
            std::mem::take(&mut self.changed)
        }

        fn draw(&self, frame: &mut Frame<'_>) {
            let (width, height) = self.size;
            let lines = [
                format!("demo {} {width}x{height} {}", std::process::id(), self.background),
                format!(
                    "typed[{}]",
                    self.typed.chars().rev().take(60).collect::<Vec<_>>().iter().rev().collect::<String>()
                ),
                format!("last {}", self.last),
                format!(
                    "count {} noted {} resumed {} drawn {}.",
                    self.typed.len(),
                    self.noted,
                    self.resumed,
                    self.drawn
                ),
            ];
            let area = frame.area();
            for (row, line) in lines.iter().enumerate().take(area.height.into()) {
                frame.buffer_mut().set_line(0, row as u16, &Line::raw(line.as_str()), area.width);
            }
        }
    }

    pub(super) fn main() -> ExitCode {
        let wait = std::env::args().nth(1).and_then(|milliseconds| milliseconds.parse().ok()).unwrap_or(0);
        let made = |notes, background: Background| {
            std::thread::sleep(std::time::Duration::from_millis(wait));
            Ok(Demo { notes: Some(notes), background: format!("{background:?}"), ..Demo::default() })
        };
        match term::run(made) {
            Ok(exit) => ExitCode::from(exit.code()),
            Err::<_, term::TermError>(error) => {
                let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{error}\n").as_bytes());
                ExitCode::from(2)
            }
        }
    }
}
