//! The matrix: moving over its cells, narrowing the query to one, and which fields and years it counts by.

mod sheet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::fields::{next_field, to_list, used};
use super::{Act, Pane, PaneId, View, body, tabs, timeline};
use crate::data::{Axis, Field};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{Columns, Setting, ViewKind, edit, parse};
use crate::store::Store;
use crate::text::Lang;
use crate::text::width::{cut, width};
use crate::text::wording::Word;
use crate::views::matrix::{FIELD, Key, Matrix as Counted, Side, ordered};
use crate::views::order::Order;
use crate::views::picture::Picture;
use crate::widgets::paint::{fill, put};
use crate::widgets::window::keep_visible;
use sheet::{Grid, Labels};

const ID: PaneId = PaneId::View(ViewKind::Matrix);

/// In so many of the first rows the selected event is looked for; further down it would hide the most frequent ones.
const NEAR: usize = 12;

/// The matrix.
#[derive(Default)]
pub(super) struct Matrix {
    order: Order,
    /// What the cursor is on, row and column; nothing for the totals.
    keys: [Option<Key>; 2],
    /// The same as places in the order shown, 0 for the totals.
    at: [usize; 2],
    /// The first row and the first column on screen.
    first: [usize; 2],
    /// The rows and the columns in the order shown.
    places: [Vec<usize>; 2],
    labels: Labels,
    made_for: Option<Made>,
    /// Whether it is what the middle of the screen shows.
    is_shown: bool,
}

/// What the rows and columns were ordered for; they are ordered anew only when this changes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Made {
    generation: u64,
    store: u64,
    lang: Lang,
    order: Order,
    field: &'static Field,
    columns: Columns,
}

/// The numbers, where they are there.
fn counted<'a>(view: &View<'a>) -> Option<&'a Counted> {
    match view.picture() {
        Picture::Matrix(counted) if view.kind() == ViewKind::Matrix => Some(counted),
        _ => None,
    }
}

/// The axis of the columns; that of spans of years is never asked for a value.
fn head_axis(counted: &Counted) -> Axis {
    match counted.columns {
        Columns::Field(field) => field.axis,
        Columns::Years(_) => Axis::Eras,
    }
}

impl Matrix {
    /// What stands at places of the cursor: its row and its column, nothing where they are the totals.
    fn sides<'a>(&self, counted: &'a Counted) -> [Option<&'a Side>; 2] {
        let side = |which: usize, sides: &'a [Side]| {
            let place = self.at[which].checked_sub(1)?;
            sides.get(*self.places[which].get(place)?)
        };
        [side(0, &counted.rows), side(1, &counted.heads)]
    }

    /// Moves the cursor to places, as far as there are any.
    fn go(&mut self, counted: &Counted, [row, column]: [usize; 2]) {
        self.at = [row.min(self.places[0].len()), column.min(self.places[1].len())];
        self.keys = self.sides(counted).map(|side| side.map(|side| side.key));
    }

    /// Puts rows and columns into their order, and the cursor onto what it was on.
    fn arrange(&mut self, view: &View<'_>, counted: &Counted, made: Made) {
        let before = self.made_for.replace(made).filter(|before| before.store == made.store);
        let is_years = |columns: Columns| matches!(columns, Columns::Years(_));
        // A key of another field, or of other data, means nothing any more.
        let means_same = [
            before.is_some_and(|before| before.field == made.field),
            before.is_some_and(|before| {
                before.columns == made.columns || is_years(before.columns) && is_years(made.columns)
            }),
        ];
        let axes = [made.field.axis, head_axis(counted)];
        for (which, sides) in [&counted.rows, &counted.heads].into_iter().enumerate() {
            self.places[which] = ordered(sides, self.order, view.store, (axes[which], view.lang));
            let held = |key: Key| view.selected.is_some_and(|event| holds(view.store, axes[which], key, event));
            let places = &self.places[which];
            let here = self.at[which].min(places.len());
            self.at[which] = match self.keys[which] {
                None if means_same[which] && self.is_shown => 0,
                Some(key) if means_same[which] && (self.is_shown || held(key)) => {
                    let found = places.iter().position(|at| is_same(sides[*at].key, key));
                    found.map_or(here, |place| place + 1)
                }
                // Coming here, the cursor goes to the selected event, where one sees it without scrolling down.
                _ => {
                    let near = places.iter().take(if which == 0 { NEAR } else { usize::MAX });
                    let found = near.copied().position(|at| held(sides[at].key));
                    found.map_or(1.min(places.len()), |place| place + 1)
                }
            };
        }
        self.labels = Labels::of(view, counted);
        self.is_shown = true;
        self.go(counted, self.at);
    }

    /// The line narrowed to what the cursor is on, shown as a list.
    fn narrowed(&self, view: &View<'_>, counted: &Counted) -> String {
        let mut line = view.line.text().to_owned();
        let mut parsed = view.parsed.clone();
        let fields = [
            Some(counted.field),
            match counted.columns {
                Columns::Field(field) => Some(field),
                Columns::Years(_) => None,
            },
        ];
        for (side, field) in self.sides(counted).into_iter().zip(fields) {
            let next = match (side.map(|side| side.key), field) {
                (Some(Key::Years(first, last)), _) => edit::narrow_span(&parsed, &line, (first, last)),
                (Some(Key::Entry(entry)), Some(field)) => {
                    let Some(entry) = view.store.column(field.axis).entries.get(entry as usize) else { continue };
                    edit::narrow(&parsed, &line, view.store, (field, &entry.key))
                }
                _ => continue,
            };
            parsed = parse(&next);
            line = next;
        }
        edit::unset(&parsed, &line, "view")
    }

    /// What the cursor is on, in words, and its number, in so many cells: the number is never cut.
    fn told(&self, view: &View<'_>, counted: &Counted, cells: usize) -> String {
        let [row, column] = self.sides(counted);
        let count = match (row, column) {
            (None, None) => counted.hits,
            (Some(side), None) | (None, Some(side)) => side.total,
            (Some(_), Some(_)) => match [0, 1].map(|which| self.places[which].get(self.at[which] - 1)) {
                [Some(row), Some(column)] => counted.cell(*row, *column),
                _ => 0,
            },
        };
        let names: Vec<String> = [(row, counted.field.axis), (column, head_axis(counted))]
            .into_iter()
            .filter_map(|(side, axis)| Some(sheet::full_name(view, axis, side?.key)))
            .collect();
        let count = format!(": {count}");
        let room = cells.saturating_sub(width(&count));
        match &names[..] {
            [] => format!("{}{count}", cut(view.word(Word::AllHits), room)),
            [one] => format!("{}{count}", cut(one, room)),
            [row, column, ..] => {
                // Where both are too long each keeps half of the room.
                let room = room.saturating_sub(3);
                let column = cut(column, (room / 2).max(room.saturating_sub(width(row))));
                format!("{} × {column}{count}", cut(row, room.saturating_sub(width(&column))))
            }
        }
    }

    /// The line with other columns.
    fn with_columns(view: &View<'_>, columns: Columns) -> Vec<Act> {
        let (parsed, line) = (view.parsed, view.line.text());
        vec![Act::Line(match columns {
            Columns::Years(10) => edit::unset(parsed, line, "columns"),
            columns => edit::set(parsed, line, Setting::Columns(columns)),
        })]
    }

    fn turn(view: &View<'_>, action: Action) -> Vec<Act> {
        let show = &view.parsed.query.show;
        let columns = show.columns.unwrap_or(Columns::Years(10));
        let field = show.lanes.or_else(|| Field::named(FIELD));
        match (action, columns) {
            (Action::NextField | Action::PreviousField, _) => {
                next_field(view, field, |_| true, action == Action::NextField)
            }
            (Action::ZoomIn | Action::ZoomOut, columns) => {
                let next = match (columns, action) {
                    (Columns::Field(_), _) => 10,
                    (Columns::Years(10), Action::ZoomIn) | (Columns::Years(1), Action::ZoomOut) => 5,
                    (_, Action::ZoomIn) => 1,
                    _ => 10,
                };
                if columns == Columns::Years(next) {
                    return Vec::new();
                }
                Self::with_columns(view, Columns::Years(next))
            }
            (Action::NextColumns | Action::PreviousColumns, columns) => {
                let all: Vec<Columns> = std::iter::once(Columns::Years(10))
                    .chain(used(view.store).filter(|other| Some(*other) != field).map(Columns::Field))
                    .collect();
                let here = all.iter().position(|other| *other == columns).unwrap_or(0);
                let step = if action == Action::NextColumns { 1 } else { all.len() - 1 };
                Self::with_columns(view, all[(here + step) % all.len()])
            }
            _ => Vec::new(),
        }
    }
}

/// Whether two keys stand for the same; of spans of different lengths, those do that have the first one's first year.
fn is_same(key: Key, other: Key) -> bool {
    match (key, other) {
        (Key::Entry(entry), Key::Entry(other)) => entry == other,
        (Key::Years(first, last), Key::Years(year, _)) => (first..=last).contains(&year),
        _ => false,
    }
}

/// Whether an event counts under a key.
fn holds(store: &Store, axis: Axis, key: Key, event: u32) -> bool {
    match key {
        Key::Entry(entry) => store.column(axis).lists.get(event).contains(&entry),
        Key::Years(first, last) => (first..=last).contains(&store.year(event)),
    }
}

impl Pane for Matrix {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Matrix
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        let columns = view.parsed.query.show.columns.unwrap_or(Columns::Years(10));
        match action {
            Action::ZoomIn => matches!(columns, Columns::Years(5 | 10)),
            Action::ZoomOut => matches!(columns, Columns::Years(1 | 5)),
            Action::Narrow | Action::Reorder => counted(view).is_some_and(|counted| !counted.rows.is_empty()),
            _ => true,
        }
    }

    fn act(&mut self, action: Action, view: &View<'_>, area: Rect) -> Option<Vec<Act>> {
        if view.focus != ID {
            return None;
        }
        if action == Action::Back {
            return Some(to_list(view));
        }
        let counted = counted(view)?;
        let page = Grid::of(view, counted, &self.labels, area).height.max(1);
        let [row, column] = self.at;
        let to = match action {
            Action::Up => [row.saturating_sub(1), column],
            Action::Down => [row + 1, column],
            Action::Left => [row, column.saturating_sub(1)],
            Action::Right => [row, column + 1],
            Action::PageUp => [row.saturating_sub(page).max(1.min(row)), column],
            Action::PageDown => [row + page, column],
            Action::First => [1, column],
            Action::Last => [usize::MAX, column],
            Action::LineStart => [row, 1],
            Action::LineEnd => [row, usize::MAX],
            Action::Narrow => return Some(vec![Act::Line(self.narrowed(view, counted))]),
            Action::Reorder => {
                self.order = self.order.next(Order::COMMON);
                return Some(Vec::new());
            }
            Action::NextField
            | Action::PreviousField
            | Action::NextColumns
            | Action::PreviousColumns
            | Action::ZoomIn
            | Action::ZoomOut => return Some(Self::turn(view, action)),
            _ => return None,
        };
        self.go(counted, to);
        Some(Vec::new())
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let (Some(counted), MouseEventKind::Down(MouseButton::Left)) = (counted(view), kind) else {
            return Vec::new();
        };
        let grid = Grid::of(view, counted, &self.labels, area);
        let Some(to) = grid.at(at, self.first) else { return Vec::new() };
        if to[0] > self.places[0].len() || to[1] > self.places[1].len() {
            return Vec::new();
        }
        if to == self.at {
            return vec![Act::Line(self.narrowed(view, counted))];
        }
        self.go(counted, to);
        Vec::new()
    }

    fn wheel(&mut self, lines: isize, view: &View<'_>, _area: Rect) -> Vec<Act> {
        if let Some(counted) = counted(view) {
            let row = self.at[0].saturating_add_signed(lines);
            self.go(counted, [row, self.at[1]]);
        }
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        let Some(counted) = counted(view) else {
            self.is_shown = false;
            return;
        };
        let made = Made {
            generation: view.generation,
            store: view.store.stamp,
            lang: view.lang,
            order: self.order,
            field: counted.field,
            columns: counted.columns,
        };
        if self.made_for != Some(made) || !self.is_shown {
            self.arrange(view, counted, made);
        }
        let grid = Grid::of(view, counted, &self.labels, area);
        for (which, shown) in [(0, grid.height), (1, grid.columns)] {
            let len = self.places[which].len();
            if let Some(place) = self.at[which].checked_sub(1) {
                self.first[which] = keep_visible(self.first[which], place, shown, len);
            }
            self.first[which] = self.first[which].min(len.saturating_sub(shown));
        }
    }

    fn draw(&self, view: &View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let list = body(area);
        fill(buf, list, view.palette.text);
        let Some(counted) = counted(view).filter(|counted| counted.hits > 0) else {
            tabs::draw(view, area, "", "", buf);
            if view.answer().rows.is_empty() {
                timeline::draw_nothing(view, list, buf);
            }
            return None;
        };
        let right = sheet::left_out(view, counted);
        if counted.rows.is_empty() {
            tabs::draw(view, area, "", "", buf);
            let text = Word::NoValues.with(view.lang, &[&counted.field.label(view.lang)]);
            let y = list.y + list.height.min(2) / 2;
            put(buf, (list.x + 2, y), &text, usize::from(list.width.saturating_sub(3)), view.palette.text);
            return None;
        }
        let about = self.told(view, counted, tabs::room(view, area, &right));
        tabs::draw(view, area, &about, &right, buf);
        let grid = Grid::of(view, counted, &self.labels, area);
        sheet::draw(view, counted, &grid, &self.sheet(), buf);
        None
    }
}

impl Matrix {
    fn sheet(&self) -> sheet::Sheet<'_> {
        sheet::Sheet { places: &self.places, at: self.at, first: self.first, order: self.order }
    }
}
