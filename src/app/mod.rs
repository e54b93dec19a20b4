//! The program as a value: messages in, effects out, and a frame drawn from it. Pure: no terminal, thread, file or clock.

mod act;
mod answers;
mod draw;
mod layout;
mod mouse;
mod tour;
mod trail;

use std::sync::Arc;

pub use layout::{Areas, areas};
use trail::Trail;

use crate::data::{Day, Tour};
use crate::keys::{Action, Chord, Context, KeyEvent, Keymap, MouseEvent};
use crate::panes::{Busy, Offers, PANES, Pane, PaneId, View};
use crate::query::complete::Completion;
use crate::query::{Marker, Parsed, QueryError, ViewKind, parse_with};
use crate::store::Store;
use crate::text::Lang;
use crate::views::subject::Subject;
use crate::widgets::line_edit::LineEdit;
use crate::widgets::palette::Palette;
use crate::work::{Question, Reply, Solved};

/// Anything that reaches the app.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The window has this size now.
    Resize(u16, u16),
    /// The program runs again after it was stopped.
    Resumed,
    /// The terminal's background asks for other colours.
    Palette(Box<Palette>),
    /// The searcher has answered.
    Reply(Reply),
    /// The searcher offers what may be meant where one types, for the question of a generation.
    Offers(u64, Completion),
    /// So many events more of the data were read.
    Read(usize),
    /// The data was read.
    Loaded(Loaded),
}

/// Data that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The events.
    pub store: Arc<Store>,
    /// What is wrong with the data, a paragraph each.
    pub problems: Vec<String>,
    /// How many of them are errors; the rest are warnings.
    pub faults: usize,
    /// Whether these are only the first events, and all of them are still being read.
    pub more: bool,
}

/// Anything that the app asks of the outside.
#[derive(Debug)]
pub enum Effect {
    /// Answer this.
    Ask(Question),
    /// Put this on the clipboard.
    Copy(String),
    /// Paint the screen whole.
    Repaint,
    /// Stop the program for now.
    Suspend,
    /// End the program.
    Quit,
}

/// How the program begins.
#[derive(Debug)]
pub struct Setup {
    /// The line of the query.
    pub line: String,
    /// The language.
    pub lang: Lang,
    /// The day that is taken as today.
    pub today: Day,
    /// The colours.
    pub palette: Palette,
    /// The keys.
    pub keymap: Keymap,
    /// The user's own tours; they come before those that are built in.
    pub tours: Vec<Tour>,
}

/// The program.
pub struct App {
    shared: Shared,
    panes: Vec<(PaneId, Box<dyn Pane>)>,
    /// Where the keys go back to when an overlay or the detail is left, the last one first to be left.
    came_from: Vec<PaneId>,
    /// The lines before and after this one.
    past: Vec<String>,
    future: Vec<String>,
    /// The line at the last step of undo.
    settled_line: String,
    /// The pane that a button was pressed in; a drag stays with it.
    pressed: Option<PaneId>,
    dirty: bool,
}

/// Everything that panes may see.
struct Shared {
    store: Arc<Store>,
    line: LineEdit,
    parsed: Parsed,
    errors: Vec<QueryError>,
    offers: Offers,
    solved: Option<Box<Solved>>,
    marker: Marker,
    /// The generation of the last question, and of the last answer that was whole.
    asked: u64,
    answered: u64,
    /// Counts the answers that were shown, whole or not.
    shown: u64,
    /// Whether the user has moved since the line was last typed in.
    moved: bool,
    selected: Option<u32>,
    position: Option<usize>,
    /// What the page over the screen tells of.
    page: Option<Subject>,
    trail: Trail,
    focus: PaneId,
    lang: Lang,
    today: Day,
    palette: Palette,
    keymap: Keymap,
    problems: Vec<String>,
    faults: usize,
    loading: bool,
    /// How many events were read so far.
    read: usize,
    /// Data that takes the place of what is shown as soon as the line is answered with it.
    next: Option<Arc<Store>>,
    size: (u16, u16),
    /// The user's own tours, and the built-in ones from when they are first asked for.
    tours: Vec<Tour>,
    built_in_tours: bool,
    /// The tour that is gone through, and its stop.
    stop: Option<(usize, usize)>,
}

impl Shared {
    fn view(&self) -> View<'_> {
        let searching = self.asked != self.answered && self.errors.is_empty();
        View {
            store: &self.store,
            solved: self.solved.as_deref(),
            generation: self.shown,
            line: &self.line,
            parsed: &self.parsed,
            errors: &self.errors,
            offers: &self.offers,
            marker: &self.marker,
            selected: self.selected,
            position: self.position,
            page: self.page,
            behind: self.trail.behind(),
            ahead: self.trail.ahead(),
            focus: self.focus,
            lang: self.lang,
            today: self.today,
            palette: &self.palette,
            keymap: &self.keymap,
            problems: &self.problems,
            faults: self.faults,
            busy: match (self.loading, searching) {
                (true, _) => Busy::Loading(self.read),
                (false, true) => Busy::Searching,
                (false, false) => Busy::No,
            },
            tours: &self.tours,
            stop: self.stop,
        }
    }

    /// The view in the middle: where the keys go back to.
    fn home(&self) -> ViewKind {
        self.view().kind()
    }

    fn areas(&self) -> Areas {
        areas(self.size, self.focus, self.home())
    }
}

impl App {
    /// The program before any data; the first question goes with the data.
    pub fn new(setup: Setup) -> Self {
        let line = LineEdit::new(&setup.line);
        Self {
            shared: Shared {
                store: Arc::new(Store::build(crate::data::Dataset::default())),
                parsed: parse_with(line.text(), &|_| false),
                line,
                errors: Vec::new(),
                offers: Offers::default(),
                solved: None,
                marker: Marker::default(),
                asked: 0,
                answered: 0,
                shown: 0,
                moved: false,
                selected: None,
                position: None,
                page: None,
                trail: Trail::default(),
                focus: PaneId::TIMELINE,
                lang: setup.lang,
                today: setup.today,
                palette: setup.palette,
                keymap: setup.keymap,
                problems: Vec::new(),
                faults: 0,
                loading: true,
                read: 0,
                next: None,
                size: (80, 24),
                tours: setup.tours,
                built_in_tours: false,
                stop: None,
            },
            panes: PANES.iter().map(|(id, begin)| (*id, begin())).collect(),
            came_from: Vec::new(),
            past: Vec::new(),
            future: Vec::new(),
            settled_line: setup.line,
            pressed: None,
            dirty: true,
        }
    }

    /// Takes a message and answers with what is asked of the outside.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.dirty = true;
        match msg {
            Msg::Key(key) => self.key(&key),
            Msg::Mouse(event) => self.mouse(event),
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(width, height) => {
                self.shared.size = (width, height);
                Vec::new()
            }
            Msg::Resumed => Vec::new(),
            Msg::Palette(palette) => {
                self.shared.palette = *palette;
                Vec::new()
            }
            Msg::Reply(reply) => self.reply(reply),
            Msg::Offers(generation, completion) => self.offered(generation, completion),
            Msg::Read(events) => {
                self.shared.read += events;
                Vec::new()
            }
            Msg::Loaded(loaded) => self.loaded(loaded),
        }
    }

    /// Whether anything has changed since this was last asked; to be asked before every drawing, because it is now that the
    /// panes are brought in line with what they are going to show. A thousand keys at once so cost one such turn.
    pub fn take_dirty(&mut self) -> bool {
        let dirty = std::mem::replace(&mut self.dirty, false);
        if dirty {
            self.settle();
        }
        dirty
    }

    /// The line of the query.
    pub fn line(&self) -> &str {
        self.shared.line.text()
    }

    /// The data that is shown.
    pub fn store(&self) -> &Arc<Store> {
        &self.shared.store
    }

    /// The id of the selected event.
    pub fn selected(&self) -> Option<&str> {
        self.shared.selected.map(|row| self.shared.store.event(row).id())
    }

    fn context(&self) -> Context {
        self.pane(self.shared.focus).map_or(Context::List, |pane| pane.context(&self.shared.view()))
    }

    fn pane(&self, id: PaneId) -> Option<&dyn Pane> {
        self.panes.iter().find(|(own, _)| *own == id).map(|(_, pane)| &**pane)
    }

    /// Lets one pane do something, with everything that it may see.
    fn with_pane<T>(
        &mut self,
        id: PaneId,
        does: impl FnOnce(&mut dyn Pane, &View<'_>, ratatui::layout::Rect) -> T,
    ) -> Option<T> {
        let area = self.shared.areas().of(id);
        let (_, pane) = self.panes.iter_mut().find(|(own, _)| *own == id)?;
        let view = self.shared.view();
        pane.settle(&view, area);
        Some(does(&mut **pane, &view, area))
    }

    fn key(&mut self, key: &KeyEvent) -> Vec<Effect> {
        let context = self.context();
        match self.shared.keymap.action(context, key) {
            Some(action) => self.action(action),
            None if context.is_typing() => match Chord::typed(key) {
                Some(letter) => self.type_text(letter.encode_utf8(&mut [0; 4])),
                None => Vec::new(),
            },
            None => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str) -> Vec<Effect> {
        let acts = self.with_pane(self.shared.focus, |pane, view, _| pane.type_text(text, view));
        self.perform(acts.unwrap_or_default())
    }

    /// What is pasted goes into the line, whatever pane has the keys, unless one types elsewhere.
    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if !self.context().is_typing() {
            self.focus(PaneId::Line);
        }
        self.type_text(text)
    }

    fn action(&mut self, action: Action) -> Vec<Effect> {
        let focus = self.shared.focus;
        // What the pane with the keys does not take, the view in the middle, the list and then the detail may.
        let home = PaneId::View(self.shared.home());
        for (at, pane) in [focus, home, PaneId::TIMELINE, PaneId::Detail].into_iter().enumerate() {
            if at > 0 && focus.is_overlay() {
                break;
            }
            if let Some(acts) = self.with_pane(pane, |pane, view, area| pane.act(action, view, area)).flatten() {
                return self.perform(acts);
            }
        }
        self.own_action(action)
    }

    fn settle(&mut self) {
        let areas = self.shared.areas();
        let view = self.shared.view();
        for (id, pane) in &mut self.panes {
            pane.settle(&view, areas.of(*id));
        }
    }
}
