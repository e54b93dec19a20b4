//! What led to what, over the screen: the tree of an event, its lines chosen, unfolded and taken as a new root.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Act, Pane, PaneId, View};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::text::width::{pad, width};
use crate::text::wording::Word;
use crate::views::chain::{Fold, Guide, Kind, Line, Opened, Way, tree};
use crate::views::subject::Subject;
use crate::views::timeline::{COMPACT, Mark, compact};
use crate::widgets::paint::{fill, put};
use crate::widgets::popup;
use crate::widgets::window::keep_visible;

/// The lines of an event that has no links: itself, a blank, and that it has none.
const ALONE: usize = 3;

/// The tree of an event.
#[derive(Default)]
pub(super) struct Chain {
    /// The store that the rows are of, and the root.
    root: Option<(u64, u32)>,
    opened: Opened,
    lines: Vec<Line>,
    /// The cells of the widest relation.
    word_cells: usize,
    chosen: usize,
    top: usize,
}

/// The cells of the lines within a frame.
fn within(area: Rect) -> Rect {
    let width = area.width.saturating_sub(5);
    Rect { x: area.x + area.width.min(2), y: area.y + area.height.min(1), width, height: area.height.saturating_sub(2) }
}

impl Chain {
    /// The frame: no taller than its lines, and growing downward from where it stands.
    fn frame(&self, area: Rect) -> Rect {
        let lines = if self.lines.len() > 1 { self.lines.len() } else { ALONE };
        Rect { height: area.height.min(u16::try_from(lines + 2).unwrap_or(u16::MAX)), ..area }
    }

    fn sheet(&self, area: Rect) -> Rect {
        within(self.frame(area))
    }

    /// Draws the tree from another event.
    fn grow_from(&mut self, view: &View<'_>, root: u32) {
        *self = Self { root: Some((view.store.stamp, root)), ..Self::default() };
        self.grow(view);
        self.chosen = self.lines.iter().position(|line| matches!(line.kind, Kind::Root(_))).unwrap_or_default();
    }

    fn grow(&mut self, view: &View<'_>) {
        let Some((_, root)) = self.root else { return };
        self.lines = tree(view.store, root, &self.opened);
        let words = self.lines.iter().filter_map(|line| line.word);
        self.word_cells = words.map(|word| width(view.word(word))).max().unwrap_or_default();
    }

    /// Shows more of what is folded, and chooses the first line of it.
    fn open(&mut self, view: &View<'_>, fold: Fold) {
        // What came before grows upward, so its lines keep their distance from the end.
        let from_end = self.lines.len() - self.chosen;
        *self.opened.entry(fold).or_default() += 1;
        self.grow(view);
        if fold.way == Way::Back {
            self.chosen = self.lines.len().saturating_sub(from_end);
        }
    }

    fn go(&mut self, view: &View<'_>) -> Vec<Act> {
        match self.lines.get(self.chosen).map(|line| line.kind) {
            Some(Kind::More { fold, .. }) => {
                self.open(view, fold);
                Vec::new()
            }
            Some(Kind::Root(row) | Kind::Event(row) | Kind::Again { row, .. }) => {
                vec![Act::Leave, Act::Follow(Subject::Event(row))]
            }
            None => Vec::new(),
        }
    }
}

impl Pane for Chain {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Chain
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let page = usize::from(self.sheet(area).height).max(2) - 1;
        let to = match action {
            Action::Up => self.chosen.saturating_sub(1),
            Action::Down => self.chosen + 1,
            Action::PageUp => self.chosen.saturating_sub(page),
            Action::PageDown => self.chosen + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            Action::Open => return Some(self.go(view)),
            Action::Reroot => {
                if let Some(row) = self.lines.get(self.chosen).and_then(|line| line.kind.row()) {
                    self.grow_from(view, row);
                }
                return Some(Vec::new());
            }
            Action::Back | Action::Close | Action::ShowChain => return Some(vec![Act::Leave]),
            _ => return None,
        };
        self.chosen = to.min(self.lines.len().saturating_sub(1));
        Some(Vec::new())
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let sheet = self.sheet(area);
        if kind != MouseEventKind::Down(MouseButton::Left) || !sheet.contains(at) {
            return Vec::new();
        }
        let line = self.top + usize::from(at.y - sheet.y);
        if line == self.chosen {
            return self.go(view);
        }
        if line < self.lines.len() {
            self.chosen = line;
        }
        Vec::new()
    }

    fn wheel(&mut self, lines: isize, _view: &View<'_>, _area: Rect) -> Vec<Act> {
        self.chosen = self.chosen.saturating_add_signed(lines).min(self.lines.len().saturating_sub(1));
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        if !view.focus.is_overlay() || self.root.is_some_and(|(stamp, _)| stamp != view.store.stamp) {
            *self = Self::default();
        }
        if view.focus != PaneId::Chain {
            return;
        }
        if let Some(row) = view.read_event().filter(|_| self.root.is_none()) {
            self.grow_from(view, row);
        }
        self.top = keep_visible(self.top, self.chosen, usize::from(self.sheet(area).height), self.lines.len());
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = self.frame(area);
        popup::frame(buf, area, view.word(Word::Chain), view.palette);
        let sheet = within(area);
        for ((at, line), y) in self.lines.iter().enumerate().skip(self.top).zip(sheet.top()..sheet.bottom()) {
            self.draw_line(view, line, (at == self.chosen, Rect { y, height: 1, ..sheet }), buf);
        }
        if self.lines.len() <= 1 && sheet.height > 2 {
            let (word, cells) = (view.word(Word::NoChain), usize::from(sheet.width));
            put(buf, (sheet.x, sheet.y + 2), word, cells, view.palette.dim);
        }
        popup::scrollbar(buf, area, (self.lines.len(), self.top), view.palette);
        None
    }
}

impl Chain {
    /// The date, the branches, the relation, the mark and the title, in this order; the title takes what room is left.
    fn draw_line(&self, view: &View<'_>, line: &Line, (chosen, row): (bool, Rect), buf: &mut Buffer) {
        let palette = view.palette;
        let over = if chosen { palette.selected } else { palette.text };
        if chosen {
            fill(buf, row, over);
        }
        let tint = |style: ratatui::style::Style| if chosen { style.patch(over) } else { style };
        let mut x = row.x;
        let mut add = |text: &str, style| {
            x = put(buf, (x, row.y), text, usize::from(row.right().saturating_sub(x)), tint(style));
        };
        let event = line.kind.row().map(|row| view.store.event(row));
        let date = event.map(|event| compact(&event.date())).unwrap_or_default();
        add(&pad(&date, COMPACT + 1), palette.dim);
        let tight = row.width < 60;
        let guides: String = line.guides.iter().map(|guide| letters(*guide, line.way, tight)).collect();
        add(&guides, palette.rule);
        let Some(event) = event else {
            let Kind::More { count, at_least, .. } = line.kind else { return };
            let word = if at_least { Word::FoldedAtLeast } else { Word::Folded };
            return add(&word.with(view.lang, &[&count]), palette.link);
        };
        if let Some(word) = line.word {
            let cells = if tight { width(view.word(word)) } else { self.word_cells };
            add(&format!("{} ", pad(view.word(word), cells)), palette.dim);
        }
        let mark = Mark::of(event, view.today);
        let colour = if mark.warns() { palette.warning } else { palette.group(view.store.group_of(event.row)) };
        add(&format!("{} ", mark.sign()), colour);
        match line.kind {
            Kind::Again { above, .. } => {
                let place = view.word(if above { Word::SeeAbove } else { Word::SeeBelow });
                add(&format!("{} · {place}", event.title(view.lang)), palette.dim);
            }
            Kind::Root(_) => add(event.title(view.lang), palette.strong.patch(palette.rule_focus)),
            _ => add(event.title(view.lang), if event.weight() == 3 { palette.strong } else { palette.text }),
        }
    }
}

/// How a guide is drawn; the branches of what came before bend upward.
fn letters(guide: Guide, way: Way, tight: bool) -> &'static str {
    match (guide, way, tight) {
        (Guide::Blank, _, false) => "   ",
        (Guide::Blank, _, true) => "  ",
        (Guide::Pass, _, false) => "│  ",
        (Guide::Pass, _, true) => "│ ",
        (Guide::Branch, _, false) => "├─ ",
        (Guide::Branch, _, true) => "├ ",
        (Guide::End, Way::Back, false) => "┌─ ",
        (Guide::End, Way::Back, true) => "┌ ",
        (Guide::End, _, false) => "└─ ",
        (Guide::End, _, true) => "└ ",
    }
}
