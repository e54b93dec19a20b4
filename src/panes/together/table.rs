//! Together on cells: which columns fit into a room, and a row for each partner.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::facet::fitting;
use super::super::{View, body};
use super::{Cells, Counted, ID, entry_of};
use crate::text::width::{cut, pad_left, width};
use crate::text::wording::Word;
use crate::views::order::Order;
use crate::views::together::binned;
use crate::widgets::paint::{LEVELS, fill, put};

/// The column that tells an order.
fn column_of(order: Order) -> usize {
    match order {
        Order::Name => 0,
        Order::Count => 1,
        Order::Factor => 3,
        Order::First => 5,
    }
}

/// Where the columns stand.
pub(super) struct Table<'a> {
    view: &'a View<'a>,
    counted: &'a Counted,
    area: Rect,
    name: usize,
    both: usize,
    total: usize,
    factor: usize,
    /// The bars of the years.
    bars: usize,
    /// The first and last year.
    years: usize,
}

/// The cells of `×12.3`, and of `1954–2027`.
const FACTOR: usize = 5;
const YEARS: usize = 9;

impl<'a> Table<'a> {
    /// What does not fit goes: first the bars, then the totals, then the years.
    pub(super) fn of(view: &'a View<'a>, counted: &'a Counted, cells: Cells, area: Rect) -> Self {
        let area = body(area);
        let room = usize::from(area.width).saturating_sub(2);
        let has_factor = counted.chosen.is_some();
        let name = cells.name.max(width(counted.field.label(view.lang))).min(34).min((room * 2 / 5).max(10));
        let mut table = Table {
            view,
            counted,
            area,
            name,
            both: cells.both.max(width(view.word(Word::BothHits))),
            total: 0,
            factor: if has_factor { FACTOR.max(width(view.word(Word::AgainstChance))) } else { 0 },
            bars: 0,
            years: 0,
        };
        let mut left = room.saturating_sub(name + 1 + table.both + if has_factor { table.factor + 2 } else { 0 });
        if left >= YEARS + 2 {
            table.years = YEARS;
            left -= YEARS + 2;
        }
        let total = cells.total.max(width(view.word(Word::OfHits)));
        if has_factor && left > total {
            table.total = total;
            left -= total + 1;
        }
        if left >= 12 {
            let span = (counted.years.1 - counted.years.0) as usize + 1;
            table.bars = binned(&vec![0; span], (left - 2).min(48)).len();
        }
        table
    }

    /// Puts the columns of a row: name, both, of, factor, bars, years.
    fn put(&self, y: u16, texts: &[&str; 6], style: impl Fn(usize) -> Style, buf: &mut Buffer) {
        let mut x = self.area.x + 1;
        // Numbers that belong together stand close to each other.
        let gaps = [0, 1, 1, 2, 2, 2];
        let widths = [self.name, self.both, self.total, self.factor, self.bars, self.years];
        for (at, (text, cells)) in texts.iter().zip(widths).enumerate().filter(|(_, (_, cells))| *cells > 0) {
            x += gaps[at];
            let text = if (1..=3).contains(&at) { pad_left(text, cells) } else { cut(text, cells).into_owned() };
            put(buf, (x, y), &text, cells, style(at));
            x += cells as u16;
        }
    }

    pub(super) fn draw_heads(&self, order: Order, buf: &mut Buffer) {
        let (view, palette) = (self.view, self.view.palette);
        // By what they are ordered is told in words where there is room, and by the strongest of the heads.
        let column = column_of(order);
        let both = format!("{} · {}", self.counted.field.label(view.lang), view.word(order.word()));
        let field = if width(&both) <= self.name { &*both } else { self.counted.field.label(view.lang) };
        let (first, last) = self.counted.years;
        let axis = match self.bars {
            0..=9 => String::new(),
            bars => format!("{first:<0$}{last}", bars - 4),
        };
        let both = if self.counted.chosen.is_some() { view.word(Word::BothHits) } else { view.word(Word::AllHits) };
        let texts =
            [field, both, view.word(Word::OfHits), view.word(Word::AgainstChance), &axis, view.word(Word::When)];
        let style = |at: usize| if at == column { palette.text.patch(palette.title) } else { palette.dim };
        self.put(self.area.y, &texts, style, buf);
    }

    /// The hits in the fullest bin of the most frequent partners, which a full bar stands for: four at least, so that a single one
    /// stays small.
    pub(super) fn most(&self) -> u32 {
        let mut frequent = (0..self.counted.partners.len().min(8)).map(|at| binned(self.counted.counts(at), self.bars));
        if self.bars == 0 { 1 } else { frequent.by_ref().flatten().max().unwrap_or(1).max(4) }
    }

    pub(super) fn draw_row(&self, (place, most): (usize, u32), (y, here): (u16, bool), buf: &mut Buffer) {
        let (view, palette) = (self.view, self.view.palette);
        let Some(partner) = self.counted.partners.get(place) else { return };
        let Some(entry) = entry_of(view, self.counted, partner.entry) else { return };
        let row = Rect { y, height: 1, ..self.area };
        let selected = view.selected_style(ID);
        if here {
            fill(buf, row, selected);
        }
        let bins = binned(self.counted.counts(place), self.bars.max(1));
        let level = |count: u32| LEVELS[(count as usize * 8).div_ceil(most.max(1) as usize).min(8)];
        let bars: String = bins.into_iter().map(level).collect();
        let factor = self.counted.factor(partner);
        let factor = if factor < 10.0 { format!("×{factor:.1}") } else { format!("×{factor:.0}") };
        let years = match partner.years {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        let name = fitting(entry, view.lang, self.name);
        let texts = [&*name, &partner.both.to_string(), &partner.total.to_string(), &factor, &bars, &years];
        let style = |at: usize| {
            let own = match at {
                0 => entry.group.map_or(palette.text, |group| palette.group(Some(group as usize))),
                2 | 5 => palette.dim,
                4 => palette.bar,
                _ => palette.text,
            };
            if here { own.patch(selected) } else { own }
        };
        self.put(y, &texts, style, buf);
    }
}
