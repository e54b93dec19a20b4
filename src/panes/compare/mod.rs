//! Two sides against each other: mirrored years, the events on one side alone and on both, the first year of each theme. Where
//! nothing is compared yet, the two sides are chosen here.

mod choice;
mod draw;
mod places;
mod years;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Act, Pane, PaneId, View};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{Side, Sort, ViewKind, edit, tell};
use crate::text::Lang;
use crate::text::wording::Word;
use crate::views::compare::{Compare as Picture, Sides};
use crate::views::picture;
use crate::widgets::window::keep_visible;
use choice::Choice;
use places::{Places, shown};

/// The view of a comparison.
#[derive(Default)]
pub(super) struct Compare {
    /// What the keys move in.
    zone: Zone,
    /// The first line on screen of each list, by part; of the one list where it is narrow.
    tops: [usize; 3],
    /// The theme that the keys are at, and the first on screen.
    theme: usize,
    theme_top: usize,
    /// The event that was selected last.
    seen: Option<u32>,
    /// What the sides are called, and what that was told for.
    names: [String; 2],
    told_for: Option<(u64, u64, Lang)>,
    choice: Choice,
}

/// What the keys move in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// The line of a side, above or below the years.
    Side(usize),
    /// The events of a part: of A alone, of both, of B alone.
    Part(usize),
    /// The themes.
    Themes,
}

impl Default for Zone {
    fn default() -> Self {
        Self::Part(0)
    }
}

const ID: PaneId = PaneId::View(ViewKind::Compare);

/// The sides that are compared.
fn sides<'a>(view: &View<'a>) -> Option<&'a Sides> {
    match view.picture() {
        picture::Picture::Compare(Picture::Sides(sides)) => Some(sides),
        _ => None,
    }
}

/// Where a row stands among rows in the order of the answer, or where it would stand.
fn index_of(view: &View<'_>, rows: &[u32], row: u32) -> Result<usize, usize> {
    match view.plan().map_or(Sort::Date, |plan| plan.sort) {
        Sort::Date => rows.binary_search(&row),
        Sort::DateDown => rows.binary_search_by(|other| row.cmp(other)),
        Sort::Score => rows.iter().position(|other| *other == row).ok_or(0),
    }
}

/// Of rows in the order of the answer, the one nearest in date to another.
fn nearest(view: &View<'_>, rows: &[u32], row: u32) -> Option<u32> {
    let distance = |other: &u32| view.store.earliest(*other).0.abs_diff(view.store.earliest(row).0);
    match index_of(view, rows, row) {
        Ok(_) => Some(row),
        Err(at) => rows.get(at.saturating_sub(1)..(at + 1).min(rows.len()))?.iter().copied().min_by_key(distance),
    }
}

impl Compare {
    /// The rows of a list: of a part, or of all hits where one list shows all of them.
    fn rows<'a>(view: &View<'a>, sides: &'a Sides, part: usize, is_one: bool) -> &'a [u32] {
        if is_one { &view.answer().rows } else { sides.parts.get(part).map_or(&[], Vec::as_slice) }
    }

    fn go_in_part(
        &mut self,
        view: &View<'_>,
        sides: &Sides,
        part: usize,
        (action, places): (Action, &Places),
    ) -> Option<Vec<Act>> {
        let rows = Self::rows(view, sides, part, places.is_one());
        let page = usize::from(places.list_height()).max(1);
        let found = view.selected.map_or(Err(0), |row| index_of(view, rows, row));
        let (here, last) = (found.unwrap_or_else(|at| at), rows.len().saturating_sub(1));
        let to = match action {
            Action::Up if here == 0 || rows.is_empty() => {
                if places.sides.is_some() {
                    self.zone = Zone::Side(1);
                }
                return Some(Vec::new());
            }
            Action::Down if (found.is_ok() && here == last) || rows.is_empty() => {
                if places.themes.is_some() && !sides.themes.is_empty() {
                    self.zone = Zone::Themes;
                }
                return Some(Vec::new());
            }
            Action::Up => here - 1,
            Action::Down => here + usize::from(found.is_ok()),
            Action::PageUp | Action::HalfUp => here.saturating_sub(page),
            Action::PageDown | Action::HalfDown => here + page,
            Action::First => 0,
            Action::Last => last,
            Action::Left | Action::Right => {
                return Some(self.go_aside(view, sides, part, (action == Action::Right, places)));
            }
            Action::Open => return Some(found.map_or(Vec::new(), |_| vec![Act::Focus(PaneId::Detail)])),
            _ => return None,
        };
        Some(rows.get(to.min(last)).map(|row| Act::Select(*row)).into_iter().collect())
    }

    /// Goes to the list beside this one, at the same time; after the last to the themes.
    fn go_aside(&mut self, view: &View<'_>, sides: &Sides, part: usize, (right, places): (bool, &Places)) -> Vec<Act> {
        let parts = shown(sides.alone);
        let at = parts.iter().position(|own| *own == part).unwrap_or(0);
        let beside = if places.is_one() {
            None
        } else if right {
            parts.get(at + 1)
        } else {
            at.checked_sub(1).map(|at| &parts[at])
        };
        let Some(part) = beside.copied() else {
            if right && places.themes.is_some() && !sides.themes.is_empty() {
                self.zone = Zone::Themes;
            }
            return Vec::new();
        };
        self.zone = Zone::Part(part);
        let rows = &sides.parts[part];
        let row = view.selected.and_then(|row| nearest(view, rows, row)).or_else(|| rows.first().copied());
        // Stays in the list that it went to, though the other holds the selected event, where this one has none.
        self.seen = row.or(view.selected);
        row.map(Act::Select).into_iter().collect()
    }

    fn go_in_themes(&mut self, view: &View<'_>, sides: &Sides, action: Action, places: &Places) -> Option<Vec<Act>> {
        let last = sides.themes.len().saturating_sub(1);
        let page = usize::from(places.themes.map_or(1, |area| area.height)).saturating_sub(1).max(1);
        self.theme = match action {
            Action::Up if self.theme == 0 => return Some(self.leave_to_list(view, sides)),
            Action::Up => self.theme - 1,
            Action::Down => self.theme + 1,
            Action::PageUp => self.theme.saturating_sub(page),
            Action::PageDown => self.theme + page,
            Action::First => 0,
            Action::Last => last,
            Action::Left | Action::Back => return Some(self.leave_to_list(view, sides)),
            Action::Right => return Some(Vec::new()),
            Action::Open => return Some(Self::narrow(view, sides.themes.get(self.theme)?.entry)),
            _ => return None,
        }
        .min(last);
        Some(Vec::new())
    }

    /// Goes back to the list that holds the selected event.
    fn leave_to_list(&mut self, view: &View<'_>, sides: &Sides) -> Vec<Act> {
        self.zone = Zone::Part(part_of(view, sides).unwrap_or(0));
        Vec::new()
    }

    /// Chooses a theme, so that it alone is compared.
    fn narrow(view: &View<'_>, entry: u32) -> Vec<Act> {
        let Some(field) = crate::data::Field::named("theme") else { return Vec::new() };
        let Some(entry) = view.store.column(field.axis).entries.get(entry as usize) else { return Vec::new() };
        let value = edit::Value { field, key: &entry.key, not: false };
        vec![Act::Line(edit::toggle(view.parsed, view.line.text(), view.store, value))]
    }

    /// What an action means on the line of a side.
    fn go_in_side(&mut self, view: &View<'_>, sides: &Sides, side: usize, action: Action) -> Option<Vec<Act>> {
        match (action, side) {
            (Action::Up | Action::First, _) => self.zone = Zone::Side(0),
            (Action::Down, 0) => self.zone = Zone::Side(1),
            (Action::Down | Action::Back, _) => return Some(self.leave_to_list(view, sides)),
            (Action::Left | Action::Right, _) => {}
            (Action::Open, _) => return Some(take(view, side)),
            _ => return None,
        }
        Some(Vec::new())
    }
}

/// The part that the selected event stands in.
fn part_of(view: &View<'_>, sides: &Sides) -> Option<usize> {
    let row = view.selected?;
    (0..3).find(|part| index_of(view, &sides.parts[*part], row).is_ok())
}

/// Asks for what a side asks, as a list; everything else is no query of its own.
fn take(view: &View<'_>, side: usize) -> Vec<Act> {
    let Some(side) = view.parsed.query.sides.get(side) else { return Vec::new() };
    let line = edit::take_sides(view.parsed, view.line.text(), std::slice::from_ref(side));
    vec![Act::Line(edit::unset(&crate::query::parse(&line), &line, "view"))]
}

fn swapped(view: &View<'_>) -> Vec<Act> {
    let [a, b] = &view.parsed.query.sides[..] else { return Vec::new() };
    let sides: [Side; 2] = [b.clone(), a.clone()];
    vec![Act::Line(edit::set_sides(view.parsed, view.line.text(), &sides))]
}

impl Pane for Compare {
    fn context(&self, view: &View<'_>) -> Context {
        if sides(view).is_some() { Context::Compare } else { Context::Sides }
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        match action {
            Action::SwapSides => view.parsed.query.sides.len() == 2,
            Action::PickSide => self.choice.has_values(),
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        let Some(sides) = sides(view) else { return self.choice.act(action, view, super::body(area)) };
        let places = Places::of(area, sides);
        match (action, self.zone) {
            (Action::SwapSides, _) => Some(swapped(view)),
            (Action::ClearPane, _) => Some(vec![Act::Line(edit::set_sides(view.parsed, view.line.text(), &[]))]),
            (_, Zone::Side(side)) => self.go_in_side(view, sides, side, action),
            (_, Zone::Part(part)) => self.go_in_part(view, sides, part, (action, &places)),
            (_, Zone::Themes) => self.go_in_themes(view, sides, action, &places),
        }
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let is_press = kind == MouseEventKind::Down(MouseButton::Left);
        if !is_press && kind != MouseEventKind::Drag(MouseButton::Left) {
            return Vec::new();
        }
        let Some(sides) = sides(view) else {
            return if is_press { self.choice.press(at, view, super::body(area)) } else { Vec::new() };
        };
        let places = Places::of(area, sides);
        if let Some(side) = places.side_at(at).filter(|_| is_press) {
            let again = self.zone == Zone::Side(side);
            self.zone = Zone::Side(side);
            return if again { take(view, side) } else { Vec::new() };
        }
        if let Some((part, line)) = places.list_at(at) {
            let rows = Self::rows(view, sides, part, places.is_one());
            let row = rows.get(self.tops[part] + line);
            self.zone = Zone::Part(part);
            self.seen = row.copied().or(self.seen);
            return row.map(|row| Act::Select(*row)).into_iter().collect();
        }
        let Some(theme) =
            places.theme_at(at).map(|line| self.theme_top + line).filter(|at| is_press && *at < sides.themes.len())
        else {
            return Vec::new();
        };
        let again = (self.zone, self.theme) == (Zone::Themes, theme);
        (self.zone, self.theme) = (Zone::Themes, theme);
        if again { Self::narrow(view, sides.themes[theme].entry) } else { Vec::new() }
    }

    fn wheel(&mut self, lines: isize, view: &View<'_>, area: Rect) -> Vec<Act> {
        let Some(sides) = sides(view) else { return self.choice.wheel(lines) };
        if self.zone == Zone::Themes {
            self.theme = self.theme.saturating_add_signed(lines).min(sides.themes.len().saturating_sub(1));
            return Vec::new();
        }
        let Zone::Part(part) = self.zone else { return Vec::new() };
        let rows = Self::rows(view, sides, part, Places::of(area, sides).is_one());
        let here = view.selected.map_or(0, |row| index_of(view, rows, row).unwrap_or_else(|at| at));
        let to = here.saturating_add_signed(lines).min(rows.len().saturating_sub(1));
        rows.get(to).map(|row| Act::Select(*row)).into_iter().collect()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        let Some(sides) = sides(view) else {
            self.told_for = None;
            return self.choice.settle(view, super::body(area));
        };
        self.choice = Choice::default();
        let told_for = Some((view.generation, view.store.stamp, view.lang));
        if self.told_for != told_for {
            self.told_for = told_for;
            let queries = view.solved.map_or(&[][..], |solved| &solved.query.sides);
            let name = |side: usize| {
                let own = queries.get(side).map(|side| tell(&side.groups, view.store, view.lang));
                own.unwrap_or_else(|| view.word(Word::EverythingElse).to_owned())
            };
            self.names = [name(0), name(1)];
            self.seen = None;
        }
        let places = Places::of(area, sides);
        if self.seen != view.selected && matches!(self.zone, Zone::Part(_)) {
            self.zone = Zone::Part(part_of(view, sides).unwrap_or(0));
        }
        self.seen = view.selected;
        let gone = match self.zone {
            Zone::Side(_) => places.sides.is_none(),
            Zone::Themes => places.themes.is_none() || sides.themes.is_empty(),
            Zone::Part(part) => sides.alone && part == 1,
        };
        if gone {
            self.zone = Zone::Part(part_of(view, sides).unwrap_or(0));
        }
        let height = usize::from(places.list_height());
        for part in 0..3 {
            let rows = Self::rows(view, sides, part, places.is_one());
            // The lists go through time together.
            let near = view.selected.map_or(0, |row| index_of(view, rows, row).unwrap_or_else(|at| at));
            self.tops[part] = keep_visible(self.tops[part], near.min(rows.len().saturating_sub(1)), height, rows.len());
        }
        self.theme = self.theme.min(sides.themes.len().saturating_sub(1));
        let height = usize::from(places.themes.map_or(0, |area| area.height).saturating_sub(1));
        self.theme_top = keep_visible(self.theme_top, self.theme, height, sides.themes.len());
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        match sides(view) {
            Some(sides) => draw::Drawing { pane: self, view, sides }.draw(area, buf),
            None => self.choice.draw(view, area, buf),
        }
        None
    }
}
