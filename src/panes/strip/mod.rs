//! The strip of years: how many hits each has, the chosen years as a window over them, today, the eras. The window is begun,
//! moved and stretched here, by keys and with the mouse.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Act, Pane, PaneId, View};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{When, edit};
use crate::views::scale::Scale;
use crate::views::strip::{Strip as Picture, Years};
use crate::views::window::{End, Window};
use crate::widgets::line_edit::LineEdit;

/// The strip of years.
#[derive(Default)]
pub(super) struct Strip {
    /// The year that the cursor stands at, while the strip has the keys.
    cursor: Option<i32>,
    /// The year at which choosing began; the next choice makes a span from here.
    anchor: Option<i32>,
    /// What the mouse holds while a button is down.
    grip: Option<Grip>,
    /// For each year of the store, its events; the store that they were counted for.
    all: (u64, Vec<u32>),
}

/// What the mouse holds.
#[derive(Clone, Copy, Debug)]
enum Grip {
    /// A new window that began at these years.
    New(i32, i32),
    /// An end of a window.
    End(Window, End),
    /// A window as it was, the year at which it was taken, and whether it was moved since.
    Whole(Window, i32, bool),
}

/// The cells left and right of the bars.
const MARGIN: u16 = 3;

/// The first and last of all years.
fn bounds(view: &View<'_>) -> (i32, i32) {
    view.store.years().unwrap_or((1954, 2027))
}

/// The years that are chosen.
fn window(view: &View<'_>) -> Option<Window> {
    view.plan().and_then(|plan| plan.span).map(|span| Window::of(span, bounds(view)))
}

/// All years of the bars between two years.
fn between(view: &View<'_>, scale: &Scale, a: i32, b: i32) -> Window {
    let [first, last] = [a.min(b), a.max(b)].map(|year| scale.bar_of(year));
    Window::between(*scale.years_of(first).start(), *scale.years_of(last).end(), bounds(view))
}

fn line(view: &View<'_>, span: Option<When>) -> String {
    edit::set_span(view.parsed, view.line.text(), span)
}

impl Strip {
    fn picture(&self, view: &View<'_>, area: Rect) -> Picture {
        let answer = view.answer();
        let years = Years { first: bounds(view).0, hits: &answer.years, coming: &answer.coming, all: &self.all.1 };
        let span = view.plan().and_then(|plan| plan.span);
        Picture::fit(years, span, usize::from(area.width.saturating_sub(2 * MARGIN)))
    }

    /// The year of the cursor: where it was put, else the selected event's.
    fn year(&self, view: &View<'_>) -> i32 {
        let (first, last) = bounds(view);
        let selected = view.selected.map_or(first, |row| view.store.year(row));
        self.cursor.unwrap_or(selected).clamp(first, last)
    }

    /// The window, or one of the years under the cursor.
    fn window_here(&self, view: &View<'_>, scale: &Scale) -> Window {
        let here = self.year(view);
        window(view).unwrap_or_else(|| between(view, scale, here, here))
    }

    /// Chooses the years under the cursor, or all from where that was done before.
    fn pick(&mut self, view: &View<'_>, scale: &Scale) -> Window {
        let here = self.year(view);
        let from = self.anchor.take().filter(|anchor| *anchor != here);
        if from.is_none() {
            self.anchor = Some(here);
        }
        between(view, scale, from.unwrap_or(here), here)
    }

    /// Moves one end of the window: the one at the cursor while choosing goes on, else the one that is nearer to it. It may pass
    /// the other.
    fn move_end(&mut self, view: &View<'_>, scale: &Scale, by: i32) -> Window {
        let window = self.window_here(view, scale);
        let here = self.year(view);
        let (near, far) = match self.anchor {
            Some(anchor) => (here, anchor),
            None if (here - window.from).abs() < (window.to - here).abs() => (window.from, window.to),
            None => (window.to, window.from),
        };
        let (first, last) = bounds(view);
        let to = (near + by).clamp(first, last);
        (self.cursor, self.anchor) = (Some(to), Some(far));
        // The other end may be open, and stays so.
        if far == window.to && to < far {
            window.with_end(End::From, *scale.years_of(scale.bar_of(to)).start())
        } else if far == window.from && to > far {
            window.with_end(End::To, *scale.years_of(scale.bar_of(to)).end())
        } else {
            between(view, scale, far, to)
        }
    }

    /// Takes what lies under the mouse: an end of the window at its brackets and first and last cells, the whole of it inside,
    /// and else begins a new one.
    fn take(view: &View<'_>, picture: &Picture, cell: i32) -> Grip {
        let scale = &picture.scale;
        let at = usize::try_from(cell).unwrap_or(0);
        let years = scale.years_of(scale.bar_at(at));
        let held = window(view).zip(picture.chosen()).and_then(|(window, cells)| {
            let (from, to) = (cells.start as i32, cells.end as i32);
            // A window of few cells has no room for ends within it.
            let edge = i32::from(cells.len() > 2);
            match cell {
                _ if (from - 1..from + edge).contains(&cell) => Some(Grip::End(window, End::From)),
                _ if (to - edge..=to).contains(&cell) => Some(Grip::End(window, End::To)),
                _ => cells.contains(&at).then_some(Grip::Whole(window, *years.start(), false)),
            }
        });
        held.unwrap_or(Grip::New(*years.start(), *years.end()))
    }

    /// The window when what is held is at a cell.
    fn held(&mut self, view: &View<'_>, picture: &Picture, cell: i32) -> Option<Window> {
        let years = picture.scale.years_of(picture.scale.bar_at(usize::try_from(cell).unwrap_or(0)));
        let (first, last) = (*years.start(), *years.end());
        Some(match self.grip.as_mut()? {
            Grip::New(from, to) => Window::between(first.min(*from), last.max(*to), bounds(view)),
            Grip::End(window, End::From) => window.with_end(End::From, first),
            Grip::End(window, End::To) => window.with_end(End::To, last),
            Grip::Whole(window, at, moved) => {
                *moved |= first != *at;
                window.shift(first - *at)
            }
        })
    }
}

impl Pane for Strip {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Strip
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        let has_years = view.store.years().is_some();
        match action {
            Action::ClearPane => window(view).is_some(),
            Action::PickYear | Action::SpanLeft | Action::WindowBack | Action::Widen | Action::SpanNarrow => has_years,
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let scale = self.picture(view, area).scale;
        let step = scale.years_per_bar().max(1);
        let (first, last) = view.store.years()?;
        let here = self.year(view);
        let mut go = |year: i32| {
            self.cursor = Some(year.clamp(first, last));
            Some(Vec::new())
        };
        let window = match action {
            Action::Left => return go(here - step),
            Action::Right => return go(here + step),
            Action::First => return go(first),
            Action::Last => return go(last),
            Action::PickYear => self.pick(view, &scale),
            Action::SpanLeft => self.move_end(view, &scale, -step),
            Action::SpanRight => self.move_end(view, &scale, step),
            Action::WindowBack | Action::WindowOn | Action::Widen | Action::SpanNarrow => {
                self.anchor = None;
                let window = self.window_here(view, &scale);
                let window = match action {
                    Action::WindowBack => window.shift(-step),
                    Action::WindowOn => window.shift(step),
                    Action::Widen => window.stretch(step),
                    _ => window.stretch(-step),
                };
                self.cursor = Some(here.clamp(window.from, window.to));
                window
            }
            Action::ClearPane => {
                self.anchor = None;
                return Some(vec![Act::Line(line(view, None))]);
            }
            _ => return None,
        };
        Some(vec![Act::Line(line(view, Some(window.when())))])
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let picture = self.picture(view, area);
        if picture.bars.is_empty() {
            return Vec::new();
        }
        let cell = i32::from(at.x) - i32::from(area.x + MARGIN);
        match kind {
            MouseEventKind::Down(MouseButton::Left) => {
                self.anchor = None;
                self.grip = Some(Self::take(view, &picture, cell));
                if !matches!(self.grip, Some(Grip::New(..))) {
                    return Vec::new();
                }
            }
            MouseEventKind::Drag(MouseButton::Left) => {}
            MouseEventKind::Up(MouseButton::Left) => {
                return match self.grip.take() {
                    // A press inside that moved nothing chooses what is under it.
                    Some(Grip::Whole(_, year, false)) => {
                        let years = picture.scale.years_of(picture.scale.bar_of(year));
                        self.cursor = Some(year);
                        let window = Window::between(*years.start(), *years.end(), bounds(view));
                        vec![Act::Line(line(view, Some(window.when())))]
                    }
                    // All that was dragged is one step.
                    Some(_) => vec![Act::Line(view.line.text().to_owned())],
                    None => Vec::new(),
                };
            }
            _ => return Vec::new(),
        }
        let Some(window) = self.held(view, &picture, cell) else { return Vec::new() };
        self.cursor =
            Some(picture.scale.years_of(picture.scale.bar_at(usize::try_from(cell).unwrap_or(0))).start().to_owned());
        vec![Act::Edit(LineEdit::new(&line(view, Some(window.when()))))]
    }

    fn settle(&mut self, view: &View<'_>, _area: Rect) {
        if view.focus != PaneId::Strip {
            (self.cursor, self.anchor, self.grip) = (None, None, None);
        }
        if self.all.0 != view.store.stamp {
            let mut all = Vec::new();
            if let Some((first, last)) = view.store.years() {
                all = vec![0; (last - first) as usize + 1];
                for row in 0..view.store.len() as u32 {
                    all[(view.store.year(row) - first) as usize] += 1;
                }
            }
            self.all = (view.store.stamp, all);
        }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let picture = self.picture(view, area);
        let cursor = (view.focus == PaneId::Strip).then(|| self.year(view));
        draw::draw(view, &picture, cursor, (area, buf));
        None
    }
}
