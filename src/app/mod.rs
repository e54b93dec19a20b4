//! The program as a value: messages in, effects out, and a frame drawn from it. Pure: no terminal, thread, file or clock.

mod act;
mod draw;
mod layout;
mod mouse;

use std::sync::Arc;

pub use layout::{Areas, areas};

use crate::data::Day;
use crate::keys::{Action, Chord, Context, KeyEvent, Keymap, MouseEvent};
use crate::panes::{Busy, PANES, Pane, PaneId, View};
use crate::query::{Ctx, Marker, Parsed, QueryError, Sort, parse_with, words};
use crate::store::Store;
use crate::text::Lang;
use crate::views::timeline::nearest;
use crate::widgets::line_edit::LineEdit;
use crate::widgets::palette::Palette;
use crate::work::{Question, Reply, Solved, Stage};

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
}

/// The program.
pub struct App {
    shared: Shared,
    panes: Vec<(PaneId, Box<dyn Pane>)>,
    /// Where the keys go back to when an overlay or the detail is left.
    came_from: PaneId,
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
    focus: PaneId,
    lang: Lang,
    today: Day,
    palette: Palette,
    keymap: Keymap,
    problems: Vec<String>,
    faults: usize,
    loading: bool,
    size: (u16, u16),
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
            marker: &self.marker,
            selected: self.selected,
            position: self.position,
            focus: self.focus,
            lang: self.lang,
            today: self.today,
            palette: &self.palette,
            keymap: &self.keymap,
            problems: &self.problems,
            faults: self.faults,
            busy: match (self.loading, searching) {
                (true, _) => Busy::Loading,
                (false, true) => Busy::Searching,
                (false, false) => Busy::No,
            },
        }
    }

    fn areas(&self) -> Areas {
        areas(self.size, self.focus)
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
                solved: None,
                marker: Marker::default(),
                asked: 0,
                answered: 0,
                shown: 0,
                moved: false,
                selected: None,
                position: None,
                focus: PaneId::Timeline,
                lang: setup.lang,
                today: setup.today,
                palette: setup.palette,
                keymap: setup.keymap,
                problems: Vec::new(),
                faults: 0,
                loading: true,
                size: (80, 24),
            },
            panes: PANES.iter().map(|(id, begin)| (*id, begin())).collect(),
            came_from: PaneId::Timeline,
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
        self.pane(self.shared.focus).map_or(Context::List, Pane::context)
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
        // What the pane with the keys does not take, the list and then the detail may.
        for pane in [focus, PaneId::Timeline, PaneId::Detail] {
            if pane != focus && matches!(focus, PaneId::Help | PaneId::Problems) {
                break;
            }
            if let Some(acts) = self.with_pane(pane, |pane, view, area| pane.act(action, view, area)).flatten() {
                return self.perform(acts);
            }
        }
        self.own_action(action)
    }

    fn reply(&mut self, reply: Reply) -> Vec<Effect> {
        if reply.generation != self.shared.asked {
            return Vec::new();
        }
        let shared = &mut self.shared;
        shared.parsed = reply.parsed;
        if reply.stage == Stage::Whole {
            shared.answered = reply.generation;
        }
        match reply.outcome {
            Err(errors) => shared.errors = errors,
            Ok(mut solved) => {
                shared.errors.clear();
                shared.marker = Marker::new(&solved.query, &solved.answer.guesses);
                if let (Stage::Rows, Some(before)) = (reply.stage, shared.solved.take()) {
                    solved.answer.keep_counts(before.answer);
                }
                shared.shown += 1;
                shared.solved = Some(solved);
                self.reselect();
            }
        }
        Vec::new()
    }

    /// Selects the best match while words are typed; else keeps the selected event, or the hit nearest to it in date.
    fn reselect(&mut self) {
        let shared = &mut self.shared;
        let Some(Solved { answer, plan, .. }) = shared.solved.as_deref() else { return };
        let best = answer.ranked.first().filter(|_| !shared.moved && shared.focus == PaneId::Line);
        let kept = shared.selected.filter(|row| position(shared.solved.as_deref(), *row).is_some());
        let near = || nearest(answer, &shared.store, plan.sort, shared.selected?).map(|at| answer.rows[at]);
        let row = best.copied().or(kept).or_else(near).or_else(|| answer.rows.first().copied());
        self.select(row);
    }

    fn select(&mut self, row: Option<u32>) {
        let shared = &mut self.shared;
        shared.position = row.and_then(|row| position(shared.solved.as_deref(), row));
        // Without hits the event stays as it was, so that coming back finds one's place.
        if shared.position.is_some() || shared.selected.is_none() {
            shared.selected = row;
        }
    }

    fn loaded(&mut self, loaded: Loaded) -> Vec<Effect> {
        let shared = &mut self.shared;
        let id = shared.selected.map(|row| shared.store.event(row).id().to_owned());
        shared.selected = id.and_then(|id| loaded.store.row(&id));
        shared.position = None;
        shared.solved = None;
        shared.store = loaded.store;
        shared.problems = loaded.problems;
        shared.faults = loaded.faults;
        shared.loading = false;
        self.ask()
    }

    /// Reads the line and asks for its answer.
    fn ask(&mut self) -> Vec<Effect> {
        let shared = &mut self.shared;
        let store = Arc::clone(&shared.store);
        shared.parsed = parse_with(shared.line.text(), &|text| words::is_known_word(&store, text));
        // Mistakes are told until the answer comes, but never at a place that the line no longer has.
        shared.errors.retain(|error| shared.line.text().get(error.span.clone()).is_some());
        if shared.loading {
            return Vec::new();
        }
        shared.asked += 1;
        let (generation, line, ctx) = (shared.asked, shared.line.text().to_owned(), Ctx { today: shared.today });
        let near = Some(shared.selected.unwrap_or_default());
        vec![Effect::Ask(Question { generation, line, store, ctx, near })]
    }

    fn settle(&mut self) {
        let areas = self.shared.areas();
        let view = self.shared.view();
        for (id, pane) in &mut self.panes {
            pane.settle(&view, areas.of(*id));
        }
    }
}

/// The position of a row in an answer; rows are in date order, so only an answer by score is gone through.
fn position(solved: Option<&Solved>, row: u32) -> Option<usize> {
    let Solved { plan, answer, .. } = solved?;
    match plan.sort {
        Sort::Date => answer.rows.binary_search(&row).ok(),
        Sort::DateDown => answer.rows.binary_search_by(|other| row.cmp(other)).ok(),
        Sort::Score => answer.rows.iter().position(|other| *other == row),
    }
}
