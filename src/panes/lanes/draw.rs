//! The lanes drawn: axis and eras on top, names at the left, and in each lane what stands there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::{PaneId, View, body, facet, tabs, timeline};
use super::layout::{Frame, Placed, name_room};
use super::listing;
use crate::data::{ActorKind, Axis, Day};
use crate::query::ViewKind;
use crate::store::column::Entry;
use crate::text::Lang;
use crate::text::width::{ELLIPSIS, cut, width};
use crate::text::wrap::wrap;
use crate::views::lanes::pack::{Item, Packed, Shape};
use crate::views::lanes::scale::Scale;
use crate::views::lanes::{self, Held, Lane, at};
use crate::views::timeline::{Mark, short_month};
use crate::widgets::paint::{LEVELS, Marked, band, fill, put, put_marked};
use crate::widgets::popup::scrollbar;

/// The pane of this view.
const OWN: PaneId = PaneId::View(ViewKind::Lanes);

/// The cells of a title that is told over others, because the selected event has no room for it.
const TOLD_OVER: usize = 48;

/// The greatest number in a cell stands as high as it can from here on; below, few are to look like few.
const LOW: u32 = 6;

pub(super) fn draw(pane: &super::Lanes, view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let (lanes, scale) = (super::shown(view), pane.scale);
    let about = lanes
        .zip(scale)
        .map_or_else(String::new, |(lanes, scale)| about(pane, view, (lanes, scale), tabs::room(view, area, "")));
    tabs::draw(view, area, &about, "", buf);
    fill(buf, body(area), view.palette.text);
    let Some((lanes, scale)) = lanes.zip(scale) else { return };
    if lanes.lanes.is_empty() {
        return timeline::draw_nothing(view, body(area), buf);
    }
    let drawing = Drawing { pane, view, lanes, scale, frame: pane.frame, most: most(&pane.laid) };
    drawing.axis(buf);
    drawing.eras(buf);
    drawing.lines(buf);
    for placed in &pane.laid {
        drawing.lane(placed, buf);
    }
    drawing.selected_title(buf);
    let shown = pane.laid.len();
    if shown < lanes.lanes.len() {
        let edge = Rect { y: pane.frame.names.y.saturating_sub(1), height: pane.frame.names.height + 2, ..area };
        let all = lanes.lanes.len() - shown + usize::from(pane.frame.names.height);
        scrollbar(buf, edge, (all, pane.top.saturating_sub(pane.listing.pinned)), view.palette);
    }
}

/// The greatest number of events that stand in a cell beside others.
fn most(laid: &[Placed]) -> u32 {
    laid.iter().flat_map(|placed| &placed.packed.items).map(|item| item.more).max().unwrap_or_default()
}

/// What the view says of itself: whose lanes they are, the window of time, the order; as much as there is room for.
fn about(pane: &super::Lanes, view: &View<'_>, (lanes, scale): (&lanes::Lanes, Scale), room: usize) -> String {
    let end = |day: Day| match (day.parts(), view.lang) {
        ((year, ..), _) if scale.days > 1100 => year.to_string(),
        ((year, month, _), Lang::En) => format!("{} {year}", short_month(month)),
        ((year, month, _), Lang::Ja) => format!("{year}年{month}月"),
    };
    let window = format!("{}–{}", end(scale.from), end(scale.last()));
    let mut text = lanes.field.label(view.lang).to_owned();
    for part in [&*window, view.word(pane.order(lanes).word())] {
        let longer = format!("{text} · {part}");
        if width(&longer) > room {
            break;
        }
        text = longer;
    }
    text
}

struct Drawing<'a> {
    pane: &'a super::Lanes,
    view: &'a View<'a>,
    lanes: &'a lanes::Lanes,
    scale: Scale,
    frame: Frame,
    most: u32,
}

impl Drawing<'_> {
    fn x(&self, cell: usize) -> u16 {
        self.frame.time.x + cell as u16
    }

    fn axis(&self, buf: &mut Buffer) {
        let (palette, row) = (self.view.palette, self.frame.axis);
        if row.is_empty() {
            return;
        }
        let ticks = self.scale.ticks(self.view.lang);
        for tick in &ticks {
            let style = if tick.year { palette.text } else { palette.dim };
            put(buf, (self.x(tick.cell), row.y), &tick.text, width(&tick.text), style);
        }
        let today = self.scale.shown(self.view.today);
        let is_free =
            |cell: usize| ticks.iter().all(|tick| !(tick.cell..tick.cell + width(&tick.text)).contains(&cell));
        if let Some(cell) = today.filter(|cell| is_free(*cell)) {
            put(buf, (self.x(cell), row.y), "▼", 1, palette.today);
        }
    }

    fn eras(&self, buf: &mut Buffer) {
        let row = self.frame.eras;
        for era in self.view.store.eras.iter().filter(|_| !row.is_empty()) {
            let span = era.date.as_ref().and_then(|date| self.scale.span(date.earliest, date.latest));
            let Some((from, mut to)) = span else { continue };
            // Where the next begins in the cell in which this one ends, the cell is the next one's.
            let after = era.date.as_ref().and_then(|date| self.scale.shown(Day(date.latest.0 + 1)));
            to -= usize::from(after == Some(to) && to > from);
            let text = band(era.name.get(self.view.lang), to - from + 1);
            put(buf, (self.x(from), row.y), &text, to - from + 1, self.view.palette.faint);
        }
    }

    /// Faint lines through all lanes: where eras begin, and today.
    fn lines(&self, buf: &mut Buffer) {
        let (palette, time) = (self.view.palette, self.frame.time);
        let begins = |date: &crate::data::Date| self.scale.shown(date.earliest).filter(|cell| *cell > 0);
        let eras = self.view.store.eras.iter().filter_map(|era| begins(era.date.as_ref()?));
        let today = self.scale.shown(self.view.today).map(|cell| (cell, "│", palette.today));
        for (cell, sign, style) in eras.map(|cell| (cell, "┊", palette.faint)).chain(today) {
            for y in time.top()..time.bottom() {
                dot(buf, (self.x(cell), y), sign, style);
            }
        }
    }

    fn lane(&self, placed: &Placed, buf: &mut Buffer) {
        let Some(lane) = self.pane.listing.lane(self.lanes, placed.place) else { return };
        let y = self.frame.time.y + placed.y;
        self.name(placed, lane, y, buf);
        self.life(lane, y, buf);
        for held in &placed.packed.held {
            self.held(held, y + held.line as u16, buf);
        }
        let selected = self.view.selected.filter(|row| self.lanes.position(lane, self.view.store, *row).is_some());
        let stands_for = selected.and_then(|row| stands_for(&placed.packed, row, self.cell_of(row)?));
        for item in &placed.packed.items {
            let selected = selected.filter(|_| stands_for.is_some_and(|own| std::ptr::eq(own, item)));
            self.item(item, (lane, selected), y + item.line as u16, buf);
        }
    }

    /// The cell of an event: the first where it began before the window.
    fn cell_of(&self, row: u32) -> Option<usize> {
        let day = at(self.view.store, row);
        self.scale.shown(day.max(self.scale.from))
    }

    fn entry(&self, lane: &Lane) -> Option<&Entry> {
        self.view.store.column(self.lanes.field.axis).entries.get(lane.entry? as usize)
    }

    /// The colour of a lane of themes is its group's, that of an event elsewhere its main theme's.
    fn colour(&self, lane: &Lane, group: Option<usize>) -> Style {
        let own = self.entry(lane).and_then(|entry| entry.group).map(|group| group as usize);
        self.view.palette.group(own.or(group))
    }

    fn name(&self, placed: &Placed, lane: &Lane, y: u16, buf: &mut Buffer) {
        let (palette, names) = (self.view.palette, self.frame.names);
        let here = placed.place == self.pane.here();
        let count = lane.len().to_string();
        let own = self.entry(lane).and_then(|entry| entry.group).map(|group| palette.group(Some(group as usize)));
        let style = match lane.entry {
            None => palette.dim,
            Some(_) => own.unwrap_or(palette.text),
        };
        let over = if here { self.view.selected_style(OWN) } else { Style::new() };
        if here {
            let height = (placed.packed.lines as u16).min(names.bottom().saturating_sub(y));
            fill(buf, Rect { y, height, width: names.width.saturating_sub(1), ..names }, over);
        }
        if placed.place < self.pane.listing.pinned {
            put(buf, (names.x, y), "^", 1, palette.sign.patch(over));
        }
        let room = name_room(names.width, lane);
        for (line, text) in (y..).zip(self.name_lines(lane, room, placed.packed.lines)) {
            put(buf, (names.x + 1, line), &text, room, style.patch(over));
        }
        let at = names.right().saturating_sub(count.len() as u16 + 1);
        put(buf, (at, y), &count, count.len(), palette.dim.patch(over));
    }

    /// The name of a lane in as many lines as it has; where that is one, the acronym before a name that is cut.
    fn name_lines(&self, lane: &Lane, room: usize, lines: usize) -> Vec<String> {
        let name = listing::name((self.view.store, self.view.lang), self.lanes, lane);
        if let Some(entry) = self.entry(lane).filter(|_| lines == 1 && lane.terms.is_empty()) {
            return vec![facet::fitting(entry, self.view.lang, room)];
        }
        let mut parts: Vec<String> =
            wrap(&name, room).into_iter().map(|part| name[part].trim_end().to_owned()).collect();
        if parts.len() > lines {
            let rest = parts.split_off(lines.max(1) - 1).join(" ");
            parts.push(cut(&rest, room).into_owned());
        }
        parts
    }

    /// The span of an actor's existence, behind its events.
    fn life(&self, lane: &Lane, y: u16, buf: &mut Buffer) {
        let Some((from, to)) = lane.life else { return };
        let open = to == Day::LAST;
        let to = if open { self.view.today.max(from) } else { to };
        let Some((first, last)) = self.scale.span(from, to) else { return };
        let style = self.view.palette.faint;
        put(buf, (self.x(first), y), &"─".repeat(last - first + 1), last - first + 1, style);
        if self.scale.shown(from).is_some() {
            put(buf, (self.x(first), y), "├", 1, style);
        }
        if self.scale.shown(to).is_some() {
            put(buf, (self.x(last), y), if open { "▷" } else { "┤" }, 1, style);
        }
    }

    /// A term: from end to end, with the name of the other side in it; hatched where it was an acting one.
    fn held(&self, held: &Held, y: u16, buf: &mut Buffer) {
        let (first, last) = held.reach;
        let cells = last - first + 1;
        let style = self.view.palette.bar;
        let line = if held.acting { "░" } else { "━" };
        put(buf, (self.x(first), y), &line.repeat(cells), cells, style);
        let begin = if held.begins && cells > 1 { "┣" } else { line };
        put(buf, (self.x(first), y), begin, 1, style);
        match (held.ends, self.scale.shown(self.view.today)) {
            (true, _) if cells > 1 => _ = put(buf, (self.x(last), y), "┫", 1, style),
            (false, Some(today)) if today == last => _ = put(buf, (self.x(last), y), "▶", 1, style),
            _ => {}
        }
        let column = self.view.store.column(Axis::Actors);
        let Some(entry) = column.entries.get(held.other as usize) else { return };
        let name = |around: usize| short_name(entry, self.view.lang, cells.checked_sub(around)?);
        // With blanks around it where these cost no letter.
        let text = name(4).filter(|name| !name.ends_with(ELLIPSIS)).map(|name| format!(" {name} ")).or_else(|| name(2));
        if let Some(text) = text {
            let room = Rect { x: self.x(first + 1), y, width: width(&text) as u16, height: 1 };
            fill(buf, room, self.view.palette.text);
            put(buf, (room.x, y), &text, cells - 2, self.view.palette.text);
        }
    }

    fn item(&self, item: &Item, (lane, selected): (&Lane, Option<u32>), y: u16, buf: &mut Buffer) {
        let palette = self.view.palette;
        let (mark, group) = match selected {
            Some(row) => (Mark::of(self.view.store.event(row), self.view.today), self.view.store.group_of(row)),
            None => (item.mark, item.group),
        };
        let over = if selected.is_some() { self.view.selected_style(OWN) } else { Style::new() };
        let colour = self.colour(lane, group);
        let style = match mark {
            Mark::Disputed | Mark::Unconfirmed | Mark::Planned => palette.warning,
            _ => colour,
        };
        self.reach(item, (mark, colour), y, buf);
        let counted = item.count_at.is_some() || item.label.is_some_and(|(at, _)| at > item.cell);
        let heaped = item.more > 0 && !counted && selected.is_none();
        let sign = if heaped { self.height(item.more) } else { sign(item, mark) };
        dot(buf, (self.x(item.cell), y), sign, style.patch(over));
        if let Some(at) = item.count_at {
            let text = format!("+{}", item.more);
            put(buf, (self.x(at), y), &text, text.len(), palette.dim);
        }
        let Some((at, cells)) = item.label else { return };
        let event = self.view.store.event(selected.unwrap_or(item.event));
        let title = match (event.weight(), mark) {
            (_, Mark::Planned | Mark::Unconfirmed) => palette.dim.add_modifier(Modifier::ITALIC),
            (3, _) => palette.strong,
            (1, _) => palette.dim,
            _ => palette.text,
        };
        // Nothing that runs behind touches the letters.
        for blank in
            [at.wrapping_sub(1), at + cells].into_iter().filter(|cell| *cell < self.scale.cells && *cell != item.cell)
        {
            if !(item.shape != Shape::Point && blank == item.reach.1) {
                put(buf, (self.x(blank), y), " ", 1, palette.text);
            }
        }
        let text = event.title(self.view.lang);
        let room = Rect { x: self.x(at), y, width: cells as u16, height: 1 };
        fill(buf, room, palette.text.patch(over));
        if item.more > 0 && at > item.cell {
            put(buf, (room.x, y), &format!("+{} {text}", item.more), cells, title.patch(over));
            return;
        }
        let marks = self.view.marker.in_title(text);
        put_marked(buf, (room.x, y), &Marked { text, marks: &marks, mark: palette.mark }, cells, title.patch(over));
    }

    /// The cells around a mark that its date can mean as well, or a bar.
    fn reach(&self, item: &Item, (mark, colour): (Mark, Style), y: u16, buf: &mut Buffer) {
        let (first, last) = item.reach;
        let Shape::Bar { from_before, ongoing } = item.shape else {
            let around = (first..=last).filter(|_| first < last);
            return around.for_each(|cell| dot(buf, (self.x(cell), y), "╌", self.view.palette.faint));
        };
        let line = if matches!(mark, Mark::Planned | Mark::Unconfirmed) { "┄" } else { "━" };
        (first..=last).for_each(|cell| dot(buf, (self.x(cell), y), line, colour));
        if from_before {
            dot(buf, (self.x(first), y), "◀", colour);
        }
        if ongoing {
            dot(buf, (self.x(last), y), "▶", colour);
        }
    }

    /// How many events stand in a cell, as a height: digits side by side would read as one number.
    fn height(&self, more: u32) -> &'static str {
        LEVELS[(1 + (more as usize * 7).div_ceil(self.most.max(LOW) as usize)).min(8)]
    }

    /// The title of the selected event over its neighbours, in the lane of the cursor, where it has no room of its own.
    fn selected_title(&self, buf: &mut Buffer) {
        let Some(row) = self.view.selected.filter(|_| self.view.position.is_some()) else { return };
        let placed = self.pane.laid.iter().find(|placed| placed.place == self.pane.here());
        let item = placed
            .zip(self.cell_of(row))
            .and_then(|(placed, cell)| Some((placed, stands_for(&placed.packed, row, cell)?)));
        let Some((placed, item)) = item else { return };
        if item.event == row && item.label.is_some() && item.more == 0 {
            return;
        }
        let y = self.frame.time.y + placed.y + item.line as u16;
        let title = self.view.store.event(row).title(self.view.lang);
        let (after, before) = (self.scale.cells.saturating_sub(item.cell + 2), item.cell.saturating_sub(2));
        let wanted = width(title).min(TOLD_OVER);
        let (from, cells) = if after >= wanted || after >= before {
            (item.cell + 1, wanted.min(after))
        } else {
            (item.cell.saturating_sub(wanted.min(before) + 2), wanted.min(before))
        };
        if cells < 4 {
            return;
        }
        let style = self.view.selected_style(OWN);
        let room = Rect { x: self.x(from), y, width: cells as u16 + 2, height: 1 }.intersection(self.frame.time);
        fill(buf, room, self.view.palette.text.patch(style));
        put(buf, (room.x + 1, y), title, cells, self.view.palette.text.patch(style));
    }
}

/// The item that an event is, or is counted with.
fn stands_for(packed: &Packed, row: u32, cell: usize) -> Option<&Item> {
    let own = packed.items.iter().find(|item| item.event == row);
    own.or_else(|| packed.items.iter().find(|item| item.cell == cell && item.more > 0))
}

/// The sign of an event. A bar begins with its own line, unless there is more to say of it.
fn sign(item: &Item, mark: Mark) -> &'static str {
    match (item.shape, mark) {
        (Shape::Bar { from_before: true, .. }, Mark::Span) => "◀",
        _ => mark.sign(),
    }
}

/// Puts a sign of one cell.
fn dot(buf: &mut Buffer, at: (u16, u16), sign: &'static str, style: Style) {
    if let Some(cell) = buf.cell_mut(at) {
        cell.set_symbol(sign).set_style(style);
    }
}

/// A name in some cells: whole, else its acronym, else a person's family name, which people write in capitals, cut where it
/// must be; nothing where that tells nothing.
fn short_name(entry: &Entry, lang: Lang, cells: usize) -> Option<String> {
    let name = entry.label(lang);
    if width(name) <= cells {
        return Some(name.to_owned());
    }
    if width(&entry.acronym) <= cells && !entry.acronym.is_empty() {
        return Some(entry.acronym.clone());
    }
    let capitals = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let family = match entry.kind {
        ActorKind::Person => name.split(' ').find(capitals).or_else(|| name.split(' ').next_back())?,
        _ => name,
    };
    (width(family) <= cells || cells >= 4).then(|| cut(family, cells).into_owned())
}
