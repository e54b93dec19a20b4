//! `scidip` alone: the explorer, the app joined to the terminal and to the thread that searches.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::app::{App, Effect, Loaded, Msg, Setup};
use crate::data::Severity;
use crate::keys::Keymap;
use crate::term::{self, Background, Input, Notes, Program, Request};
use crate::widgets::palette::{Palette, PaletteError};
use crate::work::{Question, Searcher, Told, offers, solve};

use super::CliError;
use super::args::Common;
use super::load::{self, Opened, Step, Wanted};

/// What other threads tell the explorer.
#[derive(Debug)]
enum Note {
    /// The answer to a question, or what is offered beside it.
    Told(Told),
    /// The data, or why there is none.
    Loaded(Result<Loaded, String>),
    /// So many events more were read.
    Read(usize),
}

/// The app with what it asks of the outside.
struct Explorer {
    app: App,
    /// The thread that searches; until it is started, and where it can't be, questions are answered here.
    searcher: Option<Searcher>,
    /// What other threads tell things with.
    notes: Notes<Note>,
    palettes: Palettes,
    /// Why the explorer had to end.
    failure: Rc<RefCell<Option<String>>>,
}

/// The names of the palettes that suit the terminal and the options, on a dark background and on a light one.
#[derive(Clone, Copy)]
struct Palettes([&'static str; 2]);

impl Palettes {
    fn new(common: &Common) -> Self {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let many = variable("TERM").contains("256color") || !variable("COLORTERM").is_empty();
        Self(match (common.colour(true), many) {
            (false, _) => ["mono", "mono"],
            (true, true) => ["dark", "light"],
            (true, false) => ["ansi", "ansi"],
        })
    }

    fn on(self, background: Background) -> Result<Palette, PaletteError> {
        let Self([dark, light]) = self;
        Palette::named(if background == Background::Light { light } else { dark })
    }
}

/// Opens the explorer on a query; gives the exit code.
pub(super) fn run(common: &Common, line: &str) -> Result<u8, CliError> {
    let failure = Rc::new(RefCell::new(None));
    let told = Rc::clone(&failure);
    let wanted = common.wanted();
    let tours = super::tour::own(common)?;
    let exit = term::run(|notes: Notes<Note>, background| -> Result<_, CliError> {
        let palettes = Palettes::new(common);
        let app = App::new(Setup {
            line: line.to_owned(),
            lang: common.lang(),
            today: common.today(),
            palette: palettes.on(background)?,
            keymap: Keymap::built_in()?,
            tours,
        });
        let mut explorer = Explorer { app, searcher: None, notes, palettes, failure: told };
        // The built-in data is there at once, and its first answer is given before the first frame; files are read while
        // the screen is already up.
        if common.data.is_empty() || !read_aside(wanted.clone(), &explorer.notes) {
            let opened = load::open(&wanted, None)?;
            explorer.note(Note::Loaded(Ok(loaded(&opened))));
        }
        Ok(explorer)
    })?;
    match failure.take() {
        Some(failure) => Err(CliError::Usage(failure)),
        None => Ok(exit.code()),
    }
}

fn loaded(opened: &Opened) -> Loaded {
    let Opened { store, problems, .. } = opened;
    Loaded {
        store: Arc::clone(store),
        problems: problems.iter().map(ToString::to_string).collect(),
        faults: problems.iter().filter(|problem| problem.severity == Severity::Error).count(),
        more: false,
    }
}

/// Reads the data on a thread of its own; false where none could be started.
fn read_aside(wanted: Wanted, notes: &Notes<Note>) -> bool {
    let notes = notes.clone();
    let told = move || {
        let tell = |step| {
            notes.send(match step {
                Step::First(store) => Note::Loaded(Ok(Loaded { store, problems: Vec::new(), faults: 0, more: true })),
                Step::Read(events) => Note::Read(events),
            });
        };
        let opened = load::open(&wanted, Some(&tell));
        match opened {
            Ok(opened) => {
                notes.send(Note::Loaded(Ok(loaded(&opened))));
                opened.keep();
            }
            Err(error) => {
                notes.send(Note::Loaded(Err(error.to_string())));
            }
        }
    };
    std::thread::Builder::new().name("load".into()).spawn(told).is_ok()
}

impl Explorer {
    /// Gives the app a message and does what it asks for; what is the terminal's is handed on.
    fn tell(&mut self, msg: Msg) -> Vec<Request> {
        let mut requests = Vec::new();
        for effect in self.app.update(msg) {
            match effect {
                Effect::Ask(question) => requests.extend(self.ask(question)),
                Effect::Copy(text) => requests.push(Request::Copy(text)),
                Effect::Repaint => requests.push(Request::Repaint),
                Effect::Suspend => requests.push(Request::Suspend),
                Effect::Quit => requests.push(Request::Quit),
            }
        }
        requests
    }

    fn ask(&mut self, question: Question) -> Vec<Request> {
        if let Some(searcher) = &self.searcher {
            searcher.ask(question);
            return Vec::new();
        }
        let mut requests = solve(&question, &|| true).map_or_else(Vec::new, |reply| self.tell(Msg::Reply(reply)));
        requests.extend(self.tell(Msg::Offers(question.generation, offers(&question, &|| true, &RefCell::default()))));
        requests
    }
}

impl Drop for Explorer {
    fn drop(&mut self) {
        // The program ends with it: to give back the memory piece by piece would only keep the shell waiting.
        std::mem::forget(Arc::clone(self.app.store()));
    }
}

impl Program for Explorer {
    type Note = Note;

    fn input(&mut self, input: Input) -> Vec<Request> {
        let msg = match input {
            Input::Key(key) => Msg::Key(key),
            Input::Mouse(event) => Msg::Mouse(event),
            Input::Paste(text) => Msg::Paste(text),
            Input::Resize(width, height) => Msg::Resize(width, height),
            Input::Resumed => Msg::Resumed,
            Input::Background(background) => match self.palettes.on(background) {
                Ok(palette) => Msg::Palette(Box::new(palette)),
                // One that can't be read changes nothing.
                Err(_) => return Vec::new(),
            },
        };
        self.tell(msg)
    }

    fn note(&mut self, note: Note) -> Vec<Request> {
        match note {
            Note::Told(Told::Reply(reply)) => self.tell(Msg::Reply(reply)),
            Note::Told(Told::Offers(generation, offers)) => self.tell(Msg::Offers(generation, offers)),
            Note::Loaded(Ok(loaded)) => {
                let (store, more) = (Arc::clone(&loaded.store), loaded.more);
                let requests = self.tell(Msg::Loaded(loaded));
                if let Some(searcher) = self.searcher.as_ref().filter(|_| !more) {
                    searcher.prepare(store);
                }
                requests
            }
            Note::Read(events) => self.tell(Msg::Read(events)),
            Note::Loaded(Err(failure)) => {
                self.failure.replace(Some(failure));
                vec![Request::Quit]
            }
        }
    }

    fn dirty(&mut self) -> bool {
        self.app.take_dirty()
    }

    fn draw(&self, frame: &mut ratatui::Frame<'_>) {
        self.app.draw(frame);
    }

    fn shown(&mut self) {
        let notes = self.notes.clone();
        let searcher = Searcher::start(move |told| {
            notes.send(Note::Told(told));
        });
        self.searcher = searcher.ok();
        if let Some(searcher) = &self.searcher {
            searcher.prepare(Arc::clone(self.app.store()));
        }
    }
}
