//! The matrix on cells: how wide names and columns are in a room, and the drawing of those that are on screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::facet::fitting;
use super::super::{View, body};
use super::{ID, head_axis};
use crate::data::Axis;
use crate::query::Columns;
use crate::store::column::Entry;
use crate::text::width::{cut, pad_left, width};
use crate::text::wording::Word;
use crate::text::wrap::wrap;
use crate::text::{Lang, has_japanese};
use crate::views::matrix::{Key, Matrix as Counted, Side};
use crate::views::order::Order;
use crate::widgets::paint::put;
use crate::widgets::palette::HEAT;
use crate::widgets::popup::scrollbar;

/// The cells that the widest of the labels and numbers take.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Labels {
    /// Names of rows: of all, and of all but the few longest.
    names: [usize; 2],
    /// Whole labels of columns, and short ones.
    heads: [usize; 2],
    /// What is not broken within a label of a column: a word, or some Japanese letters.
    words: usize,
    /// Numbers in cells and totals of columns.
    numbers: usize,
}

impl Labels {
    pub(super) fn of(view: &View<'_>, counted: &Counted) -> Self {
        let axis = head_axis(counted);
        let widest = |short: bool| {
            let label = |head: &Side| width(&label(view, axis, head.key, short));
            counted.heads.iter().map(label).max().unwrap_or_default()
        };
        let name = |row: &Side| width(&label(view, counted.field.axis, row.key, false));
        let mut names: Vec<usize> = counted.rows.iter().map(name).collect();
        names.sort_unstable();
        let up_to = |part: usize| names.get((names.len() * part).div_ceil(100).saturating_sub(1)).copied();
        let total = counted.heads.iter().map(|head| head.total).max().unwrap_or_default();
        let word = |word: &str| if has_japanese(word) { JAPANESE } else { width(word) };
        let words = counted.heads.iter().map(|head| label(view, axis, head.key, true));
        Self {
            words: words.filter_map(|label| label.split_whitespace().map(word).max()).max().unwrap_or_default(),
            names: [100, MOST].map(|part| up_to(part).unwrap_or_default()),
            heads: [false, true].map(widest),
            numbers: digits(counted.most.max(total)),
        }
    }
}

/// How many of a hundred names are whole where a few long ones would take the room of columns.
const MOST: usize = 95;

/// So many cells of Japanese leave few words broken.
const JAPANESE: usize = 10;

fn digits(number: u32) -> usize {
    number.checked_ilog10().map_or(1, |more| more as usize + 1)
}

fn entry<'a>(view: &View<'a>, axis: Axis, key: Key) -> Option<&'a Entry> {
    match key {
        Key::Entry(entry) => view.store.column(axis).entries.get(entry as usize),
        Key::Years(..) => None,
    }
}

/// The name of a row or a column, whole.
pub(super) fn full_name(view: &View<'_>, axis: Axis, key: Key) -> String {
    label(view, axis, key, false)
}

/// The label of a row or a column, or a short one: a country's code, an acronym, two digits of a year.
fn label(view: &View<'_>, axis: Axis, key: Key, short: bool) -> String {
    match (entry(view, axis, key), key) {
        (Some(entry), _) if short && axis == Axis::Countries => entry.key.clone(),
        (Some(entry), _) if short => entry.short(view.lang).to_owned(),
        (Some(entry), _) => entry.label(view.lang).to_owned(),
        (None, Key::Years(first, last)) => {
            let labels = span_labels(view.lang, first, last);
            if short { labels.last().cloned() } else { labels.first().cloned() }.unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The labels of a span of years, from the longest to the shortest.
fn span_labels(lang: Lang, first: i32, last: i32) -> Vec<String> {
    let (from, to) = (first.rem_euclid(100), last.rem_euclid(100));
    match last - first {
        0 => vec![format!("{first}"), format!("{from:02}")],
        9 => {
            let from = format!("{from:02}");
            let named = |year: &dyn std::fmt::Display| Word::DecadeOf.with(lang, &[year]);
            // In Japanese a decade that has no room for its name is told by its first year.
            let year = (lang == Lang::Ja).then(|| first.to_string());
            [named(&first), named(&from)].into_iter().chain(year).chain([from]).collect()
        }
        _ => vec![format!("{first}–{to:02}"), format!("{from:02}–{to:02}"), format!("{from:02}")],
    }
}

/// Of how many values the rows, and the columns, are the most frequent; empty where all are there.
pub(super) fn left_out(view: &View<'_>, counted: &Counted) -> String {
    let sides = [&counted.rows, &counted.heads].into_iter().zip(counted.values);
    let cut = sides.filter(|(kept, all)| kept.len() < *all);
    cut.map(|(kept, all)| Word::MostFrequent.with(view.lang, &[&kept.len(), &all])).collect::<Vec<_>>().join(" × ")
}

/// What stands over the names: the field and the order.
fn corner(view: &View<'_>, counted: &Counted, order: Order) -> String {
    format!("{} · {}", counted.field.label(view.lang), view.word(order.word()))
}

/// Where everything stands in a room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    area: Rect,
    /// The cells of the names, of the totals beside them, and of a column with its gap.
    name: usize,
    total: usize,
    cell: usize,
    /// The rows that the heads take, and whether a row of totals follows.
    head_lines: usize,
    has_totals: bool,
    /// Which of its labels a span of years has.
    form: usize,
    /// The rows and columns on screen.
    pub(super) height: usize,
    pub(super) columns: usize,
}

impl Grid {
    pub(super) fn of(view: &View<'_>, counted: &Counted, labels: &Labels, area: Rect) -> Self {
        let area = body(area);
        let [whole, most] = labels.names.map(|names| Self::with_names(view, counted, labels, (area, names)));
        if whole.columns < most.columns { most } else { whole }
    }

    /// With so many cells for the names, where there is room for them.
    fn with_names(view: &View<'_>, counted: &Counted, labels: &Labels, (area, names): (Rect, usize)) -> Self {
        let (room, height) = (usize::from(area.width), usize::from(area.height));
        let total = width(view.word(Word::AllHits)).max(digits(counted.hits));
        let corner = width(counted.field.label(view.lang));
        let name = names.max(corner).min((room * 2 / 5).min(34)).max(8);
        let mut grid =
            Self { area, name, total, cell: 0, head_lines: 1, has_totals: height >= 4, form: 0, height: 0, columns: 0 };
        let room = room.saturating_sub(usize::from(grid.first_x() - area.x) + 1);
        match counted.columns {
            Columns::Years(_) => grid.fit_years(view.lang, counted, labels, room),
            Columns::Field(_) => grid.fit_values(counted, labels, room),
        }
        grid.head_lines = match height {
            0..=2 => 0,
            3..=7 => grid.head_lines.min(1),
            8..=11 => grid.head_lines.min(2),
            _ => grid.head_lines,
        };
        grid.height = height.saturating_sub(grid.head_lines + usize::from(grid.has_totals));
        grid.columns = (room / grid.cell.max(1)).min(counted.heads.len());
        grid
    }

    /// The longest labels with which all columns fit, else the shortest ones.
    fn fit_years(&mut self, lang: Lang, counted: &Counted, labels: &Labels, room: usize) {
        let Some(Key::Years(first, last)) = counted.heads.first().map(|head| head.key) else { return };
        let count = counted.heads.len();
        for (form, label) in span_labels(lang, first, last).iter().enumerate() {
            self.form = form;
            self.cell = width(label).max(labels.numbers) + 1;
            if self.cell * count <= room {
                // Columns far apart are hard to read across.
                self.cell = (room / count).min(self.cell + 2);
                break;
            }
        }
        // Two digits need a year above them now and then.
        let is_bare = last - first < 9 && self.form > 0 && width(&span_labels(lang, first, last)[self.form]) == 2;
        self.head_lines = if is_bare { 2 } else { 1 };
    }

    /// Whole names where all fit; codes where values have them; else names on several lines.
    fn fit_values(&mut self, counted: &Counted, labels: &Labels, room: usize) {
        let count = counted.heads.len().max(1);
        let [whole, short] = labels.heads;
        let least = labels.numbers.max(2);
        if (whole.max(least) + 1) * count <= room {
            self.cell = whole.max(least) + 1;
            return;
        }
        self.form = 1;
        if short <= 4 {
            self.cell = (room / count).clamp(short.max(least) + 1, short.max(least) + 3);
            return;
        }
        self.cell = (room / count).clamp(labels.words.clamp(least.max(8), least.max(12)) + 1, least.max(12) + 1);
        self.cell = self.cell.min(room.max(1));
        self.head_lines = 3;
    }

    /// The column of the screen at which the cells begin.
    fn first_x(&self) -> u16 {
        self.area.x + (1 + self.name + 1 + self.total + 1) as u16
    }

    /// The row of the screen at which the rows begin.
    fn first_y(&self) -> u16 {
        self.area.y + (self.head_lines + usize::from(self.has_totals)) as u16
    }

    fn column_x(&self, on_screen: usize) -> u16 {
        self.first_x() + (on_screen * self.cell) as u16
    }

    /// What stands at a cell of the screen: places of a row and of a column, 0 for the totals.
    pub(super) fn at(&self, at: Position, first: [usize; 2]) -> Option<[usize; 2]> {
        if !self.area.contains(at) || at.y + u16::from(self.has_totals) < self.first_y() {
            return None;
        }
        let row = if at.y < self.first_y() { 0 } else { first[0] + usize::from(at.y - self.first_y()) + 1 };
        let column = match at.x.checked_sub(self.first_x()) {
            None => 0,
            Some(cells) => {
                let on_screen = usize::from(cells) / self.cell.max(1);
                if on_screen >= self.columns {
                    return None;
                }
                first[1] + on_screen + 1
            }
        };
        Some([row, column])
    }
}

/// Which rows and columns are shown, and where the cursor is.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    /// The rows and the columns in their order.
    pub(super) places: &'a [Vec<usize>; 2],
    /// The cursor, 0 for the totals.
    pub(super) at: [usize; 2],
    /// The first ones on screen.
    pub(super) first: [usize; 2],
    pub(super) order: Order,
}

impl Sheet<'_> {
    /// The columns on screen: where each stands in the order, and in the numbers.
    fn columns(&self, grid: &Grid) -> impl Iterator<Item = (usize, usize)> {
        self.places[1].iter().copied().enumerate().skip(self.first[1]).take(grid.columns)
    }
}

/// Draws the heads, the totals and the rows that are on screen.
pub(super) fn draw(view: &View<'_>, counted: &Counted, grid: &Grid, sheet: &Sheet<'_>, buf: &mut Buffer) {
    draw_heads(view, counted, grid, sheet, buf);
    let all = view.word(Word::AllHits);
    if grid.has_totals {
        let y = grid.first_y() - 1;
        draw_name(view, (all, view.palette.text), grid, (y, sheet.at[0] == 0), buf);
        draw_number(view, grid, (None, y), (counted.hits, view.palette.text, sheet.at == [0, 0]), buf);
        for (on_screen, (place, column)) in sheet.columns(grid).enumerate() {
            let total = counted.heads[column].total;
            let style = if total == 0 { view.palette.faint } else { view.palette.text };
            draw_number(view, grid, (Some(on_screen), y), (total, style, sheet.at == [0, place + 1]), buf);
        }
    }
    let shown = sheet.places[0].iter().copied().enumerate().skip(sheet.first[0]).take(grid.height);
    for (y, (place, row)) in (grid.first_y()..).zip(shown) {
        let side = &counted.rows[row];
        let entry = entry(view, counted.field.axis, side.key);
        let group = entry.and_then(|entry| entry.group).map(|group| group as usize);
        let style = if group.is_some() { view.palette.group(group) } else { view.palette.text };
        let name = entry.map(|entry| fitting(entry, view.lang, grid.name)).unwrap_or_default();
        draw_name(view, (&name, style), grid, (y, sheet.at[0] == place + 1), buf);
        draw_number(view, grid, (None, y), (side.total, view.palette.text, sheet.at == [place + 1, 0]), buf);
        for (on_screen, (column_place, column)) in sheet.columns(grid).enumerate() {
            let count = counted.cell(row, column);
            let style = view.palette.heat(counted.shade(count, HEAT));
            let here = sheet.at == [place + 1, column_place + 1];
            draw_number(view, grid, (Some(on_screen), y), (count, style, here), buf);
        }
    }
    let top = grid.first_y().saturating_sub(1);
    let edge = Rect { y: top, height: grid.area.bottom() + 1 - top, ..grid.area };
    scrollbar(buf, edge, (sheet.places[0].len(), sheet.first[0]), view.palette);
}

fn draw_name(view: &View<'_>, (name, style): (&str, Style), grid: &Grid, (y, here): (u16, bool), buf: &mut Buffer) {
    let style = if here && view.focus == ID { style.patch(view.palette.title) } else { style };
    put(buf, (grid.area.x + 1, y), name, grid.name, style);
}

/// A number in a column on screen, or in that of the totals.
fn draw_number(
    view: &View<'_>,
    grid: &Grid,
    (column, y): (Option<usize>, u16),
    (count, style, here): (u32, Style, bool),
    buf: &mut Buffer,
) {
    let (x, cells) = match column {
        Some(column) => (grid.column_x(column), grid.cell - 1),
        None => (grid.area.x + 2 + grid.name as u16, grid.total),
    };
    let text = if count == 0 { "·".to_owned() } else { count.to_string() };
    let style = match (here, view.focus == ID) {
        (true, true) => style.patch(view.palette.cursor),
        (true, false) => style.patch(view.palette.selected_idle),
        _ => style,
    };
    put(buf, (x, y), &pad_left(&text, cells), cells, style);
}

/// The label of the rows and of the totals, and one for each column on screen.
fn draw_heads(view: &View<'_>, counted: &Counted, grid: &Grid, sheet: &Sheet<'_>, buf: &mut Buffer) {
    if grid.head_lines == 0 {
        return;
    }
    let palette = view.palette;
    let bottom = grid.area.y + grid.head_lines as u16 - 1;
    let field = counted.field.label(view.lang);
    // By what the rows are ordered is told in words where there is room, and by the stronger of two heads.
    let both = corner(view, counted, sheet.order);
    let corner = match sheet.order {
        _ if width(&both) <= grid.name => &*both,
        Order::First => view.word(sheet.order.word()),
        _ => field,
    };
    let by = |order: Order| if sheet.order == order { palette.text.patch(palette.title) } else { palette.dim };
    put(buf, (grid.area.x + 1, bottom), corner, grid.name, by(Order::Name));
    let total = pad_left(view.word(Word::AllHits), grid.total);
    put(buf, (grid.area.x + 2 + grid.name as u16, bottom), &total, grid.total, by(Order::Count));
    let axis = head_axis(counted);
    for (on_screen, (place, column)) in sheet.columns(grid).enumerate() {
        let here = sheet.at[1] == place + 1 && view.focus == ID;
        let style = if here { palette.text.patch(palette.title) } else { palette.dim };
        let (key, cells) = (counted.heads[column].key, grid.cell - 1);
        let lines = head_lines(view, axis, key, grid);
        for (line, y) in lines.iter().rev().zip((grid.area.y..=bottom).rev()) {
            put(buf, (grid.column_x(on_screen), y), &pad_left(line, cells), cells, style);
        }
    }
    if matches!(counted.columns, Columns::Years(_)) && grid.head_lines == 2 {
        draw_decades(view, counted, grid, sheet, buf);
    }
    if sheet.first[1] > 0 {
        put(buf, (grid.first_x() - 1, bottom), "‹", 1, palette.rule_focus);
    }
    if sheet.first[1] + grid.columns < sheet.places[1].len() {
        put(buf, (grid.column_x(grid.columns), bottom), "›", 1, palette.rule_focus);
    }
}

/// Above two digits the whole year, where a decade begins; and over the first column, where that is no decade's and the next
/// one leaves room.
fn draw_decades(view: &View<'_>, counted: &Counted, grid: &Grid, sheet: &Sheet<'_>, buf: &mut Buffer) {
    for (on_screen, (_, column)) in sheet.columns(grid).enumerate() {
        let Key::Years(first, last) = counted.heads[column].key else { continue };
        let to_next = ((10 - first.rem_euclid(10)) / (last - first + 1)) as usize * grid.cell;
        let room = (grid.columns - on_screen) * grid.cell;
        if room >= 4 && (first % 10 == 0 || on_screen == 0 && to_next > 4) {
            put(buf, (grid.column_x(on_screen), grid.area.y), &first.to_string(), 4, view.palette.dim);
        }
    }
}

/// The label of a column, line by line.
fn head_lines(view: &View<'_>, axis: Axis, key: Key, grid: &Grid) -> Vec<String> {
    let cells = grid.cell - 1;
    if let Key::Years(first, last) = key {
        return span_labels(view.lang, first, last).into_iter().nth(grid.form).into_iter().collect();
    }
    let Some(entry) = entry(view, axis, key) else { return Vec::new() };
    let short = label(view, axis, key, grid.form > 0);
    if grid.form == 0 || width(&short) <= cells {
        return vec![short];
    }
    let name = entry.label(view.lang);
    let ranges = wrap(name, cells);
    let last = grid.head_lines.saturating_sub(1);
    let line = |(at, range): (usize, std::ops::Range<usize>)| {
        let text = if at == last { &name[range.start..] } else { &name[range] };
        cut(text, cells).into_owned()
    };
    ranges.into_iter().enumerate().take(grid.head_lines).map(line).collect()
}
