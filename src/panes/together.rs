//! Together: who appears with the chosen one, a line each; one walks from one to the other.

mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::facet::fitting;
use super::fields::{next_field, to_list};
use super::{Act, Pane, PaneId, View, body, tabs, timeline};
use crate::data::{Axis, FIELDS as ALL_FIELDS, Field};
use crate::keys::{Action, Context, MouseButton, MouseEventKind};
use crate::query::{Atom, ViewKind, edit, parse};
use crate::store::column::Entry;
use crate::text::Lang;
use crate::text::width::width;
use crate::text::wording::Word;
use crate::views::order::Order;
use crate::views::picture::Picture;
use crate::views::together::{FIELD, FIELDS, Partner, Together as Counted, ordered, orders};
use crate::widgets::paint::{fill, put};
use crate::widgets::popup::scrollbar;
use crate::widgets::window::keep_visible;
use table::Table;

const ID: PaneId = PaneId::View(ViewKind::Together);

/// Who appears together.
#[derive(Default)]
pub(super) struct Together {
    /// The order asked for; `None` for the first that is offered.
    order: Option<Order>,
    /// The entry that the cursor is on.
    cursor: Option<u32>,
    /// The same as a place in the order shown.
    at: usize,
    top: usize,
    /// The partners in the order shown.
    places: Vec<usize>,
    /// The cells of the longest name, and of the greatest numbers.
    cells: Cells,
    made_for: Option<Made>,
}

/// What the partners were ordered for; they are ordered anew only when this changes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Made {
    generation: u64,
    store: u64,
    lang: Lang,
    order: Order,
    field: &'static Field,
    chosen: Option<u32>,
}

/// The cells that the widest of the names and numbers take.
#[derive(Clone, Copy, Debug, Default)]
struct Cells {
    name: usize,
    both: usize,
    total: usize,
}

/// The counts, where they are there.
fn counted<'a>(view: &View<'a>) -> Option<&'a Counted> {
    match view.picture() {
        Picture::Together(counted) if view.kind() == ViewKind::Together => Some(counted),
        _ => None,
    }
}

fn entry_of<'a>(view: &View<'a>, counted: &Counted, entry: u32) -> Option<&'a Entry> {
    view.store.column(counted.field.axis).entries.get(entry as usize)
}

impl Together {
    fn order(&self, counted: &Counted) -> Order {
        let offered = orders(counted.chosen.is_some());
        self.order.filter(|order| offered.contains(order)).unwrap_or(offered[0])
    }

    fn go(&mut self, counted: &Counted, to: usize) {
        self.at = to.min(self.places.len().saturating_sub(1));
        self.cursor = self.partner(counted).map(|partner| partner.entry);
    }

    fn partner<'a>(&self, counted: &'a Counted) -> Option<&'a Partner> {
        counted.partners.get(*self.places.get(self.at)?)
    }

    /// Puts the partners into their order, and the cursor onto the one that it was on; where that is no partner now, onto the
    /// one that was chosen before: so one sees where one came from.
    fn arrange(&mut self, view: &View<'_>, counted: &Counted, made: Made) {
        let before = self.made_for.replace(made).filter(|before| before.store == made.store);
        let before = before.filter(|before| before.field.axis == made.field.axis);
        self.places = ordered(counted, made.order, view.store, view.lang);
        let find = |entry: Option<u32>| {
            self.places.iter().position(|at| Some(counted.partners[*at].entry) == entry).filter(|_| before.is_some())
        };
        let found = find(self.cursor).or_else(|| find(before.and_then(|before| before.chosen)));
        let names = counted.partners.iter().filter_map(|partner| entry_of(view, counted, partner.entry));
        let most = |number: fn(&Partner) -> u32| counted.partners.iter().map(number).max().unwrap_or_default();
        self.cells = Cells {
            name: names.map(|entry| width(entry.label(view.lang))).max().unwrap_or_default(),
            both: most(|partner| partner.both).to_string().len(),
            total: most(|partner| partner.total).to_string().len(),
        };
        self.go(counted, found.unwrap_or(0));
    }

    /// The line with the partner under the cursor in place of the chosen one.
    fn walked(&self, view: &View<'_>, counted: &Counted) -> Option<String> {
        let entry = entry_of(view, counted, self.partner(counted)?.entry)?;
        let (line, parsed) = (view.line.text(), view.parsed);
        let Some((group, _)) = counted.chosen else {
            return Some(edit::narrow(parsed, line, view.store, (counted.field, &entry.key)));
        };
        // The answer may be of a line that has changed since.
        let own = parsed.query.groups.get(group);
        if own != view.solved?.query.groups.get(group) {
            return None;
        }
        let typed = match own.and_then(|group| group.terms.first()).map(|term| &term.atom) {
            Some(Atom::Field { field, .. }) => *field,
            _ => counted.field,
        };
        Some(edit::swap(parsed, line, group, (asking(typed, entry)?, &entry.key)))
    }

    /// The line that asks for the partner under the cursor as well, shown as a list.
    fn both(&self, view: &View<'_>, counted: &Counted) -> Option<String> {
        let entry = entry_of(view, counted, self.partner(counted)?.entry)?;
        let field = asking(counted.field, entry)?;
        let line = edit::narrow(view.parsed, view.line.text(), view.store, (field, &entry.key));
        Some(edit::unset(&parse(&line), &line, "view"))
    }
}

/// The field by which an entry is asked for: as another was, where that field may speak of it, else by the first that may.
fn asking(typed: &'static Field, entry: &Entry) -> Option<&'static Field> {
    let speaks =
        |field: &&Field| field.axis == typed.axis && (field.axis != Axis::Actors || (field.speaks_of)(entry.kind));
    std::iter::once(typed).chain(ALL_FIELDS).find(speaks)
}

impl Pane for Together {
    fn context(&self, _view: &View<'_>) -> Context {
        Context::Together
    }

    fn hints_at(&self, action: Action, view: &View<'_>) -> bool {
        let counted = counted(view).filter(|counted| !counted.partners.is_empty());
        match action {
            Action::Walk | Action::Reorder => counted.is_some(),
            Action::OpenBoth => counted.is_some_and(|counted| counted.chosen.is_some()),
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
        let page = usize::from(body(area).height).saturating_sub(2).max(1);
        let to = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at + 1,
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            Action::Walk => return Some(self.walked(view, counted).map(Act::Line).into_iter().collect()),
            Action::OpenBoth => return Some(self.both(view, counted).map(Act::Line).into_iter().collect()),
            Action::Reorder => {
                self.order = Some(self.order(counted).next(orders(counted.chosen.is_some())));
                return Some(Vec::new());
            }
            Action::NextField | Action::PreviousField => {
                let here = view.parsed.query.show.lanes.or_else(|| Field::named(FIELD));
                let takes = |field: &Field| FIELDS.contains(&field.name);
                return Some(next_field(view, here, takes, action == Action::NextField));
            }
            _ => return None,
        };
        self.go(counted, to);
        Some(Vec::new())
    }

    fn mouse(&mut self, kind: MouseEventKind, at: Position, view: &View<'_>, area: Rect) -> Vec<Act> {
        let (Some(counted), MouseEventKind::Down(MouseButton::Left)) = (counted(view), kind) else {
            return Vec::new();
        };
        let list = rows(area);
        let to = self.top + usize::from(at.y.saturating_sub(list.y));
        if !list.contains(at) || to >= self.places.len() {
            return Vec::new();
        }
        if to == self.at {
            return self.walked(view, counted).map(Act::Line).into_iter().collect();
        }
        self.go(counted, to);
        Vec::new()
    }

    fn wheel(&mut self, lines: isize, view: &View<'_>, _area: Rect) -> Vec<Act> {
        if let Some(counted) = counted(view) {
            self.go(counted, self.at.saturating_add_signed(lines));
        }
        Vec::new()
    }

    fn settle(&mut self, view: &View<'_>, area: Rect) {
        let Some(counted) = counted(view) else { return };
        let made = Made {
            generation: view.generation,
            store: view.store.stamp,
            lang: view.lang,
            order: self.order(counted),
            field: counted.field,
            chosen: counted.chosen.map(|(_, entry)| entry),
        };
        if self.made_for != Some(made) {
            self.arrange(view, counted, made);
        }
        self.top = keep_visible(self.top, self.at, usize::from(rows(area).height), self.places.len());
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
        let chosen = counted.chosen.and_then(|(_, entry)| entry_of(view, counted, entry));
        let left_out = counted.values > counted.partners.len();
        let right = Word::MostFrequent.with(view.lang, &[&counted.partners.len(), &counted.values]);
        let right = if left_out { right.as_str() } else { "" };
        tabs::draw(view, area, &about(view, counted, chosen, tabs::room(view, area, right)), right, buf);
        if counted.partners.is_empty() {
            let text = match chosen {
                Some(entry) => Word::NobodyElse.with(view.lang, &[&entry.short(view.lang)]),
                None => Word::NoValues.with(view.lang, &[&counted.field.label(view.lang)]),
            };
            let y = list.y + list.height.min(2) / 2;
            put(buf, (list.x + 2, y), &text, usize::from(list.width.saturating_sub(3)), view.palette.text);
            return None;
        }
        let table = Table::of(view, counted, self.cells, area);
        table.draw_heads(self.order(counted), buf);
        let list = rows(area);
        let most = table.most();
        for (at, y) in (self.top..self.places.len()).zip(list.top()..list.bottom()) {
            table.draw_row((self.places[at], most), (y, at == self.at), buf);
        }
        let spare = usize::from(list.height).saturating_sub(self.places.len() - self.top);
        if spare >= 2 && counted.chosen.is_some() {
            let cells = usize::from(list.width.saturating_sub(2));
            let rule = view.word(Word::FactorRule);
            if width(rule) <= cells {
                put(buf, (list.x + 1, list.bottom() - 1), rule, cells, view.palette.dim);
            }
        }
        let edge = Rect { y: list.y.saturating_sub(1), height: list.height + 2, ..list };
        scrollbar(buf, edge, (self.places.len(), self.top), view.palette);
        None
    }
}

/// What the rule says: who is chosen, with the number of hits, which is never cut; or that one is to be chosen.
fn about(view: &View<'_>, counted: &Counted, chosen: Option<&Entry>, cells: usize) -> String {
    let Some(entry) = chosen else { return view.word(Word::ChooseOne).to_owned() };
    let said = |name: &str| Word::WithChosen.with(view.lang, &[&name, &counted.hits]);
    let room = cells.saturating_sub(width(&said("")));
    said(&fitting(entry, view.lang, room))
}

/// The part of the area below the heads.
fn rows(area: Rect) -> Rect {
    body(body(area))
}
