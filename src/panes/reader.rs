//! A page that is read: laid out, scrolled, its references stepped through and pointed at. The detail and the page over the
//! screen are both of it.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Act, View};
use crate::data::Day;
use crate::keys::{Action, MouseButton, MouseEventKind};
use crate::query::Marker;
use crate::text::Lang;
use crate::text::width::width;
use crate::views::block::Block;
use crate::views::lay::{Laid, Line, Paper, Piece, Role, event_line, lay};
use crate::views::subject::Subject;
use crate::views::timeline::Mark;
use crate::widgets::paint::{Marked, fill, put_marked};
use crate::widgets::window::keep_visible;

/// A page that is read.
#[derive(Default)]
pub(super) struct Reader {
    top: usize,
    laid: Laid,
    /// How many events are listed after what is laid out.
    events: usize,
    /// The chosen reference: first those of what is laid out, then the events.
    chosen: Option<usize>,
    made_for: Option<Made>,
}

/// What a page was laid out for; it is laid out anew only when this changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Made {
    store: u64,
    subject: Subject,
    lang: Lang,
    today: Day,
    cells: usize,
    roomy: bool,
}

/// Where a page is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// The cells of its lines.
    pub(super) area: Rect,
    /// Whether it has the keys, so that its references are shown.
    pub(super) active: bool,
}

impl Reader {
    /// Lays a subject's page out where it is not laid out yet; `page` gives its blocks.
    pub(super) fn settle(
        &mut self,
        view: &View<'_>,
        subject: Option<Subject>,
        area: Rect,
        page: impl FnOnce(Subject) -> Vec<Block>,
    ) {
        let Some(subject) = subject else {
            *self = Self::default();
            return;
        };
        let made = Made {
            store: view.store.stamp,
            subject,
            lang: view.lang,
            today: view.today,
            cells: usize::from(area.width),
            roomy: area.height > 9,
        };
        let is_new = self.made_for.is_none_or(|before| (before.store, before.subject) != (made.store, subject));
        if self.made_for != Some(made) {
            self.laid = lay(&page(subject), paper(view, made.cells, made.roomy));
            self.events = subject.events(view.store).len();
            self.made_for = Some(made);
        }
        if is_new {
            // Whoever comes back finds the reference that led away.
            let left = view.ahead.and_then(|ahead| (0..self.count()).find(|at| self.to(view, *at) == Some(ahead)));
            (self.top, self.chosen) = (0, left);
            self.show_chosen(usize::from(area.height));
        }
        self.top = self.top.min(self.len().saturating_sub(usize::from(area.height)));
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.laid.lines.len() + self.events
    }

    /// The first line on screen.
    pub(super) fn top(&self) -> usize {
        self.top
    }

    /// How many references there are.
    pub(super) fn count(&self) -> usize {
        self.laid.refs.len() + self.events
    }

    /// Where a reference leads.
    fn to(&self, view: &View<'_>, reference: usize) -> Option<Subject> {
        match reference.checked_sub(self.laid.refs.len()) {
            None => self.laid.refs.get(reference).map(|(to, _)| *to),
            Some(at) => self.made_for?.subject.events(view.store).get(at).map(|row| Subject::Event(*row)),
        }
    }

    /// The line that a reference begins in.
    fn line_of(&self, reference: usize) -> usize {
        match reference.checked_sub(self.laid.refs.len()) {
            None => self.laid.refs.get(reference).map_or(0, |(_, line)| *line),
            Some(at) => self.laid.lines.len() + at,
        }
    }

    /// Where the chosen reference leads.
    pub(super) fn chosen(&self, view: &View<'_>) -> Option<Subject> {
        self.chosen.and_then(|reference| self.to(view, reference))
    }

    /// Scrolls or chooses a reference; whether the action means anything here.
    pub(super) fn act(&mut self, action: Action, height: usize) -> bool {
        let page = height.max(2) - 1;
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top + page,
            Action::HalfUp => self.top.saturating_sub(page / 2),
            Action::HalfDown => self.top + page / 2,
            Action::First => 0,
            Action::Last => self.len(),
            Action::NextReference | Action::PreviousReference => {
                self.step(action == Action::NextReference, height);
                return true;
            }
            _ => return false,
        };
        true
    }

    pub(super) fn scroll(&mut self, lines: isize) {
        self.top = self.top.saturating_add_signed(lines);
    }

    /// Chooses the next reference or the one before, round again; where the chosen one is out of sight, one in sight.
    fn step(&mut self, forward: bool, height: usize) {
        let count = self.count();
        if count == 0 {
            return;
        }
        let shown = self.top..self.top + height.max(1);
        let in_sight = |at: &usize| shown.contains(&self.line_of(*at));
        let next = match (self.chosen.filter(in_sight), forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, true) => self.first_from(self.top) % count,
            (None, false) => (self.first_from(shown.end) + count - 1) % count,
        };
        self.chosen = Some(next);
        self.show_chosen(height);
    }

    /// The first reference that begins in a line or after it, in the order of reading.
    fn first_from(&self, line: usize) -> usize {
        let laid = self.laid.refs.iter().position(|(_, at)| *at >= line);
        laid.unwrap_or_else(|| self.laid.refs.len() + line.saturating_sub(self.laid.lines.len()).min(self.events))
    }

    fn show_chosen(&mut self, height: usize) {
        if let Some(chosen) = self.chosen {
            self.top = keep_visible(self.top, self.line_of(chosen), height, self.len());
        }
    }

    /// Follows the reference that is pressed.
    pub(super) fn press(&self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let pressed = kind == MouseEventKind::Down(MouseButton::Left);
        let to = if pressed { self.at(view, at, area) } else { None };
        to.map(Act::Follow).into_iter().collect()
    }

    /// Where the reference at a cell leads.
    fn at(&self, view: &View<'_>, at: Position, area: Rect) -> Option<Subject> {
        if !area.contains(at) {
            return None;
        }
        let cell = usize::from(at.x - area.x);
        let line = self.line(view, self.top + usize::from(at.y - area.y), usize::from(area.width))?;
        let covers = |piece: &Piece, from: usize, to: usize| {
            let begin = piece.x + width(&piece.text[..from]);
            (begin..begin + width(&piece.text[from..to])).contains(&cell)
        };
        let mut refs = line.iter().flat_map(|piece| piece.refs.iter().map(move |reference| (piece, reference)));
        let found = refs.find(|(piece, (range, _))| covers(piece, range.start, range.end));
        found.and_then(|(_, (_, reference))| self.to(view, *reference))
    }

    /// A line, laid out before or made now for an event that is listed.
    fn line(&self, view: &View<'_>, at: usize, cells: usize) -> Option<Cow<'_, Line>> {
        let Some(event) = at.checked_sub(self.laid.lines.len()) else {
            return self.laid.lines.get(at).map(Cow::Borrowed);
        };
        let row = *self.made_for?.subject.events(view.store).get(event)?;
        Some(Cow::Owned(event_line(paper(view, cells, true), row, self.laid.refs.len() + event)))
    }

    pub(super) fn draw(&self, view: &View<'_>, sheet: Sheet, buf: &mut Buffer) {
        let Sheet { area, active } = sheet;
        fill(buf, area, view.palette.text);
        let marker = match self.made_for.map(|made| made.subject) {
            Some(Subject::Event(row)) => view.marker.of_event(view.store.event(row)),
            _ => Cow::Borrowed(view.marker),
        };
        for (at, y) in (self.top..).zip(area.top()..area.bottom()) {
            let Some(line) = self.line(view, at, usize::from(area.width)) else { break };
            for piece in line.iter() {
                self.draw_piece((view, &marker), piece, (Rect { y, height: 1, ..area }, active), buf);
            }
        }
    }

    fn draw_piece(
        &self,
        (view, marker): (&View<'_>, &Marker),
        piece: &Piece,
        (row, active): (Rect, bool),
        buf: &mut Buffer,
    ) {
        let palette = view.palette;
        let style: Style = match piece.role {
            Role::Title => palette.title,
            Role::Body => palette.text,
            Role::Dim | Role::OtherTitle => palette.dim,
            Role::Warning | Role::Frame => palette.warning,
            Role::Heading => palette.rule_focus,
            Role::Address => palette.link,
            Role::Sign(row) if Mark::of(view.store.event(row), view.today).warns() => palette.warning,
            Role::Sign(row) => palette.group(view.store.group_of(row)),
            Role::Bar => palette.bar,
        };
        // The title of an event that a reference leads to is no title of this page.
        let style = if piece.role == Role::Title && !piece.refs.is_empty() { palette.text } else { style };
        let marks = match piece.role {
            Role::Title | Role::OtherTitle => marker.in_title(&piece.text),
            Role::Body => marker.in_body(&piece.text),
            _ => Vec::new(),
        };
        let x = row.x + piece.x.min(usize::from(row.width)) as u16;
        let line = Marked { text: &piece.text, marks: &marks, mark: palette.mark };
        put_marked(buf, (x, row.y), &line, usize::from(row.right().saturating_sub(x)), style);
        for (range, reference) in piece.refs.iter().filter(|_| active) {
            let before = width(&piece.text[..range.start]) as u16;
            let cells = width(&piece.text[range.clone()]) as u16;
            // A list of events says by itself that they can be read.
            let quiet = if piece.role == Role::Title { palette.text } else { palette.reference };
            let over = if self.chosen == Some(*reference) { palette.selected } else { quiet };
            let place = Rect { x: x.saturating_add(before), width: cells, ..row };
            buf.set_style(place.intersection(row), over);
        }
    }
}

fn paper<'a>(view: &View<'a>, cells: usize, roomy: bool) -> Paper<'a> {
    Paper { store: view.store, lang: view.lang, today: view.today, cells, roomy }
}
