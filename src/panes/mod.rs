//! One file a pane: its small state, what its actions mean, its drawing. A pane gets a [`View`] and gives back [`Act`]s;
//! it changes nothing but itself, and drawing changes nothing at all.

mod boxed;
mod chain;
mod compare;
mod detail;
mod facet;
mod fields;
mod help;
mod hints;
mod lanes;
mod line;
mod matrix;
mod offers;
mod page;
mod period;
mod problems;
mod reader;
mod strip;
pub mod tabs;
mod timeline;
mod together;
mod tours;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

pub use hints::draw as draw_hints;
pub use line::{draw_error, draw_line};
pub use offers::Offers;

use crate::data::{Day, Tour};
use crate::keys::{Action, Context, Keymap, MouseEventKind};
use crate::query::{Answer, Marker, Parsed, Plan, QueryError, ViewKind};
use crate::store::Store;
use crate::text::Lang;
use crate::text::wording::Word;
use crate::views::picture::Picture;
use crate::views::subject::Subject;
use crate::views::timeline::Lines;
use crate::widgets::line_edit::LineEdit;
use crate::widgets::palette::Palette;
use crate::work::Solved;

/// Which pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PaneId {
    /// The search line.
    Line,
    /// The strip of years.
    Strip,
    /// The values of a field, by its index in [`crate::query::PANES`].
    Facet(usize),
    /// What the middle of the screen shows of the answer.
    View(ViewKind),
    /// The event that is selected.
    Detail,
    /// Everything known of one thing, over the screen.
    Page,
    /// What led to what, over the screen.
    Chain,
    /// The stop of the tour that is gone through.
    Guide,
    /// The tours, over the screen.
    Tours,
    /// All keys, over the screen.
    Help,
    /// What was left out of the data, over the screen.
    Problems,
}

impl PaneId {
    /// The list of events.
    pub const TIMELINE: Self = Self::View(ViewKind::Timeline);

    /// Whether it lies over the screen while it has the keys.
    pub fn is_overlay(self) -> bool {
        matches!(self, Self::Page | Self::Chain | Self::Help | Self::Problems | Self::Tours)
    }
}

/// How a pane begins.
pub type Begin = fn() -> Box<dyn Pane>;

/// Every pane and how it begins.
pub const PANES: &[(PaneId, Begin)] = &[
    (PaneId::Line, || Box::<line::Line>::default()),
    (PaneId::TIMELINE, || Box::<timeline::Timeline>::default()),
    (PaneId::View(ViewKind::Lanes), || Box::<lanes::Lanes>::default()),
    (PaneId::View(ViewKind::Compare), || Box::<compare::Compare>::default()),
    (PaneId::View(ViewKind::Period), || Box::<period::Period>::default()),
    (PaneId::View(ViewKind::Matrix), || Box::<matrix::Matrix>::default()),
    (PaneId::View(ViewKind::Together), || Box::<together::Together>::default()),
    (PaneId::Detail, || Box::<detail::Detail>::default()),
    (PaneId::Facet(0), || Box::new(facet::Facet::of(0))),
    (PaneId::Facet(1), || Box::new(facet::Facet::of(1))),
    (PaneId::Facet(2), || Box::new(facet::Facet::of(2))),
    (PaneId::Strip, || Box::<strip::Strip>::default()),
    (PaneId::Guide, || Box::<tours::Guide>::default()),
    (PaneId::Tours, || Box::<tours::Tours>::default()),
    (PaneId::Page, || Box::<page::Page>::default()),
    (PaneId::Chain, || Box::<chain::Chain>::default()),
    (PaneId::Help, || Box::new(help::help())),
    (PaneId::Problems, || Box::new(problems::problems())),
];

/// What a pane asks the app to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// The line is being typed in: not yet a step of undo.
    Edit(LineEdit),
    /// The line becomes this: one step of undo.
    Line(String),
    /// An event is selected, by its row.
    Select(u32),
    /// A reference is followed.
    Follow(Subject),
    /// The page of something is opened.
    Read(Subject),
    /// What was read before the last reference is read again.
    StepBack,
    /// The reference from which one has gone back is followed again.
    StepForward,
    /// The keys go to a pane.
    Focus(PaneId),
    /// The keys go back to where they came from.
    Leave,
    /// A stop of a tour is shown, by the numbers of the tour and the stop; or the tour is left.
    Guide(Option<(usize, usize)>),
}

/// What the program is busy with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Busy {
    /// Nothing.
    #[default]
    No,
    /// The data is being read: so many events are.
    Loading(usize),
    /// The answer to the line is not there yet.
    Searching,
}

/// Everything that a pane may see.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The data.
    pub store: &'a Store,
    /// The last good line's answer.
    pub solved: Option<&'a Solved>,
    /// Which answer that is.
    pub generation: u64,
    /// The line as it is.
    pub line: &'a LineEdit,
    /// The same, read.
    pub parsed: &'a Parsed,
    /// What may be meant where one types in it.
    pub offers: &'a Offers,
    /// The mistakes in it.
    pub errors: &'a [QueryError],
    /// What marks the letters that match.
    pub marker: &'a Marker,
    /// The selected event's row.
    pub selected: Option<u32>,
    /// Its position in the answer, where it is a hit.
    pub position: Option<usize>,
    /// What the page over the screen tells of.
    pub page: Option<Subject>,
    /// How many followed references lead back.
    pub behind: usize,
    /// Where the reference led from which one has gone back.
    pub ahead: Option<Subject>,
    /// The pane that has the keys.
    pub focus: PaneId,
    /// The language of content and labels.
    pub lang: Lang,
    /// The day that is taken as today.
    pub today: Day,
    /// The colours.
    pub palette: &'a Palette,
    /// The keys.
    pub keymap: &'a Keymap,
    /// The problems of the data, a paragraph each.
    pub problems: &'a [String],
    /// How many of them are errors.
    pub faults: usize,
    /// What the program is busy with.
    pub busy: Busy,
    /// The tours.
    pub tours: &'a [Tour],
    /// The tour that is gone through and its stop, by their numbers.
    pub stop: Option<(usize, usize)>,
}

impl<'a> View<'a> {
    /// The answer, empty where there is none yet.
    pub fn answer(&self) -> &'a Answer {
        const NONE: &Answer = &Answer {
            stamp: 0,
            rows: Vec::new(),
            is_part: false,
            ranked: Vec::new(),
            facets: Vec::new(),
            first_year: 0,
            years: Vec::new(),
            coming: Vec::new(),
            guesses: Vec::new(),
            without: Vec::new(),
            sides: None,
            disputed: Vec::new(),
        };
        self.solved.map_or(NONE, |solved| &solved.answer)
    }

    /// What the view draws beside the answer.
    pub fn picture(&self) -> &'a Picture {
        self.solved.map_or(&Picture::None, |solved| &solved.picture)
    }

    /// The event that is read: that of the page where there is a page, which may tell of something else, else the selected one.
    pub fn read_event(&self) -> Option<u32> {
        match self.page {
            Some(Subject::Event(row)) => Some(row),
            Some(Subject::Entry(..)) => None,
            None => self.selected,
        }
    }

    /// The view that the middle of the screen shows.
    pub fn kind(&self) -> ViewKind {
        self.solved.and_then(|solved| solved.query.show.view).unwrap_or(ViewKind::Timeline)
    }

    /// The plan of the last good line.
    pub fn plan(&self) -> Option<&'a Plan> {
        self.solved.map(|solved| &solved.plan)
    }

    /// Whether the answer is in date order, oldest first.
    pub fn is_in_date_order(&self) -> bool {
        self.plan().is_none_or(|plan| plan.sort == crate::query::Sort::Date)
    }

    /// The position of the selected event, or where it would stand if it were a hit.
    pub fn near(&self) -> usize {
        let (rows, row) = (&self.answer().rows, self.selected.unwrap_or_default());
        self.position.unwrap_or_else(|| match self.plan().map(|plan| plan.sort) {
            Some(crate::query::Sort::DateDown) => rows.partition_point(|other| *other > row),
            Some(crate::query::Sort::Score) => 0,
            _ => rows.partition_point(|other| *other < row),
        })
    }

    /// The lines of the list.
    pub fn lines(&self) -> Lines {
        Lines::of(self.answer(), self.store, self.today, self.is_in_date_order())
    }

    /// A word of the program in the language shown.
    pub fn word(&self, word: Word) -> &'static str {
        word.in_lang(self.lang)
    }

    /// The style of a pane's rule and title.
    pub fn rule_style(&self, pane: PaneId) -> Style {
        if self.focus == pane { self.palette.rule_focus } else { self.palette.rule }
    }

    /// The style of the selected row in a pane.
    pub fn selected_style(&self, pane: PaneId) -> Style {
        if self.focus == pane { self.palette.selected } else { self.palette.selected_idle }
    }
}

/// A region of the screen.
pub trait Pane {
    /// Which keys it takes.
    fn context(&self, view: &View<'_>) -> Context;

    /// Whether the line of hints may tell of an action now: not where it would do nothing.
    fn hints_at(&self, _action: Action, _view: &View<'_>) -> bool {
        true
    }

    /// Does what an action means here; `None` where it means nothing here, so that another may take it.
    fn act(&mut self, _action: Action, _view: &View<'_>, _area: Rect) -> Option<Vec<Act>> {
        None
    }

    /// Takes typed text; only where the context is one of typing.
    fn type_text(&mut self, _text: &str, _view: &View<'_>) -> Vec<Act> {
        Vec::new()
    }

    /// Takes a press, a drag or a release at a cell, which may lie outside the area while dragging.
    fn mouse(&mut self, _kind: MouseEventKind, _at: Position, _view: &View<'_>, _area: Rect) -> Vec<Act> {
        Vec::new()
    }

    /// Scrolls by lines, down where positive.
    fn wheel(&mut self, _lines: isize, _view: &View<'_>, _area: Rect) -> Vec<Act> {
        Vec::new()
    }

    /// Brings its own state in line with what it is going to show; called after every change, before drawing.
    fn settle(&mut self, _view: &View<'_>, _area: Rect) {}

    /// Draws what it puts over other panes while it has the keys.
    fn draw_over(&self, _view: &View<'_>, _window: Rect, _buf: &mut Buffer) {}

    /// Draws itself; gives the cell of the cursor where one types here.
    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position>;
}

/// The part of a pane's area below its rule.
pub fn body(area: Rect) -> Rect {
    Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
}
