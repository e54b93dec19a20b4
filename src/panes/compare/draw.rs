//! A comparison as it is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::places::Places;
use super::{Compare, ID, Zone, years};
use crate::data::Axis;
use crate::panes::timeline::{draw_event, draw_nothing};
use crate::panes::{PaneId, View, tabs};
use crate::text::width::width;
use crate::text::wording::Word;
use crate::views::compare::{Sides, Theme};
use crate::widgets::paint::{fill, put, rule, separator};

/// The letters of the sides.
const LETTERS: [&str; 2] = ["A", "B"];

/// The cells of a side's first year and count among the themes.
const FIRST: u16 = 12;

/// The width from which it is told by how much a side was first.
const TELLS_LEAD: u16 = 64;

/// A comparison to be drawn.
pub(super) struct Drawing<'a> {
    pub(super) pane: &'a Compare,
    pub(super) view: &'a View<'a>,
    pub(super) sides: &'a Sides,
}

impl Drawing<'_> {
    /// The colours of the sides.
    fn styles(&self) -> [Style; 2] {
        [self.view.palette.bar, self.view.palette.field]
    }

    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer) {
        let Self { pane, view, sides } = *self;
        let places = Places::of(area, sides);
        let [a, b] = &pane.names;
        let about = if places.sides.is_some() { String::new() } else { format!("A {a} · B {b}") };
        tabs::draw(view, area, &about, "", buf);
        fill(buf, crate::panes::body(area), view.palette.text);
        if let Some([above, below]) = places.sides {
            for (side, row) in [above, below].into_iter().enumerate() {
                self.draw_side(side, row, buf);
            }
            if places.bars > 0 {
                let between = Rect { y: above.bottom(), height: below.y - above.bottom(), ..above };
                years::draw(view, sides, (between, places.bars), (self.styles(), buf));
            }
        }
        if let Some(row) = places.headings {
            for (part, list) in &places.lists {
                self.draw_heading(*part, Rect { x: list.x, width: list.width, ..row }, buf);
            }
        }
        self.draw_lists(&places, buf);
        let bottom = places.lists.first().map_or(0, |(_, list)| list.bottom());
        if let Some(themes) = places.themes {
            self.draw_themes(themes, buf);
        }
        let top = places.headings.map_or(bottom, |row| row.y);
        let last = if places.themes.is_some() { bottom } else { bottom.saturating_sub(1) };
        for (_, list) in places.lists.iter().skip(1).filter(|_| top < bottom) {
            separator(buf, list.x - 1, top..=last, view.palette.rule);
        }
        if let Some(themes) = places.themes {
            self.draw_theme_labels(themes, buf);
        }
    }

    /// The name of a side and how many events it has.
    fn draw_side(&self, side: usize, row: Rect, buf: &mut Buffer) {
        let Self { pane, view, sides } = *self;
        let style = self.styles()[side];
        let here = pane.zone == Zone::Side(side);
        let over = if here { view.selected_style(ID) } else { view.palette.text };
        fill(buf, row, over);
        let (all, alone) = (sides.count(side), sides.parts[side * 2].len());
        let counts = if sides.alone {
            Word::SideCount.with(view.lang, &[&all])
        } else {
            Word::SideCounts.with(view.lang, &[&all, &alone])
        };
        let at = row.right().saturating_sub(width(&counts) as u16 + 1);
        let x = put(buf, (row.x + 1, row.y), LETTERS[side], 1, style.patch(view.palette.title).patch(over)) + 1;
        let names = usize::from(at.saturating_sub(x + 1));
        if names < 8 {
            put(buf, (x, row.y), &pane.names[side], usize::from(row.right().saturating_sub(x + 1)), over);
            return;
        }
        put(buf, (x, row.y), &pane.names[side], names, view.palette.title.patch(over));
        put(buf, (at, row.y), &counts, width(&counts), view.palette.dim.patch(over));
    }

    /// What a list shows, and how many events.
    fn draw_heading(&self, part: usize, row: Rect, buf: &mut Buffer) {
        let Self { pane, view, sides } = *self;
        let style = view.palette.rule;
        let only = |side: usize| {
            let name = &pane.names[side];
            if sides.alone { name.clone() } else { Word::OnlyOn.with(view.lang, &[name]) }
        };
        let title = match part {
            0 => only(0),
            1 => view.word(Word::OnBoth).to_owned(),
            _ => only(1),
        };
        let count = sides.parts[part].len().to_string();
        let here = pane.zone == Zone::Part(part) && view.focus == ID;
        let title_style = if here { view.palette.rule_focus } else { view.palette.dim };
        rule(buf, row, (&title, title_style), &count, style);
    }

    fn draw_lists(&self, places: &Places, buf: &mut Buffer) {
        let Self { pane, view, sides } = *self;
        if view.answer().rows.is_empty() {
            if let Some((_, list)) = places.lists.first() {
                let all = Rect { width: places.lists.iter().map(|(_, list)| list.width + 1).sum::<u16>() - 1, ..*list };
                draw_nothing(view, all, buf);
            }
            return;
        }
        // The selected event is the cursor only while the keys are in the lists.
        let in_lists = matches!(pane.zone, Zone::Part(_));
        let quiet = View { focus: if in_lists { view.focus } else { PaneId::Line }, ..*view };
        for (part, list) in &places.lists {
            let rows = Compare::rows(view, sides, *part, places.is_one());
            let mut year_before = None;
            for (row, y) in rows.iter().skip(pane.tops[*part]).zip(list.top()..list.bottom()) {
                let year = view.store.year(*row);
                let mut line = Rect { y, height: 1, ..*list };
                if places.is_one() {
                    line = draw_letters(&quiet, *row, line, buf);
                }
                draw_event(&quiet, view.store.event(*row), year_before == Some(year), line, buf);
                year_before = Some(year);
            }
        }
    }

    /// The first year and the number of events of each theme on either side, and which side was first.
    fn draw_themes(&self, area: Rect, buf: &mut Buffer) {
        let Self { pane, view, sides } = *self;
        let here = pane.zone == Zone::Themes && view.focus == ID;
        let title = if here { view.palette.rule_focus } else { view.palette.dim };
        let row = Rect { height: 1, ..area };
        rule(buf, row, (view.word(Word::FirstOfThemes), title), "", view.palette.rule);
        let columns = Columns::of(area);
        for ((at, theme), y) in sides.themes.iter().enumerate().skip(pane.theme_top).zip(area.y + 1..area.bottom()) {
            let row = Rect { y, height: 1, ..area };
            let over = if here && at == pane.theme { view.palette.selected } else { view.palette.text };
            fill(buf, row, over);
            draw_theme(view, *theme, &columns, (row, over), buf);
        }
    }

    /// What the columns of the themes hold, on their rule, over the lines that end there.
    fn draw_theme_labels(&self, area: Rect, buf: &mut Buffer) {
        let view = self.view;
        let (columns, styles) = (Columns::of(area), self.styles());
        for side in 0..2 {
            let label = format!(" {} ", LETTERS[side]);
            put(buf, (columns.sides[side] - 1, area.y), &label, 3, styles[side].patch(view.palette.title));
        }
        if let Some(lead) = columns.lead {
            put(buf, (lead - 1, area.y), &format!(" {} ", view.word(Word::WhoWasFirst)), 20, view.palette.dim);
        }
    }
}

/// Where the columns of the themes begin.
struct Columns {
    name: (u16, usize),
    sides: [u16; 2],
    lead: Option<u16>,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let lead = if area.width >= TELLS_LEAD { 18 } else { 0 };
        let names = area.width.saturating_sub(2 + 2 * FIRST + lead).clamp(4, 44);
        let a = area.x + 2 + names + 1;
        Self {
            name: (area.x + 2, usize::from(names)),
            sides: [a, a + FIRST],
            lead: (lead > 0).then_some(a + 2 * FIRST),
        }
    }
}

fn draw_theme(view: &View<'_>, theme: Theme, columns: &Columns, (row, over): (Rect, Style), buf: &mut Buffer) {
    let Some(entry) = view.store.column(Axis::Themes).entries.get(theme.entry as usize) else { return };
    let group = view.palette.group(entry.group.map(|group| group as usize));
    put(buf, (columns.name.0, row.y), entry.label(view.lang), columns.name.1, group.patch(over));
    for (side, first) in theme.sides.iter().enumerate() {
        let room = usize::from(row.right().saturating_sub(columns.sides[side]));
        let Some((year, count)) = first else {
            put(buf, (columns.sides[side], row.y), "–", room, view.palette.faint.patch(over));
            continue;
        };
        let x = put(buf, (columns.sides[side], row.y), &format!("{year:04}"), room, over);
        put(buf, (x, row.y), &format!("{count:>5}"), room.saturating_sub(4), view.palette.dim.patch(over));
    }
    if let Some(x) = columns.lead {
        put(buf, (x, row.y), &lead(view, theme), usize::from(row.right().saturating_sub(x + 1)), over);
    }
}

/// Which side was first, and by how much.
fn lead(view: &View<'_>, theme: Theme) -> String {
    let [a, b] = LETTERS;
    match (theme.lead(), theme.sides) {
        (Some(0), _) => view.word(Word::SameYear).to_owned(),
        (Some(lead), _) => {
            let (who, years) = (if lead > 0 { a } else { b }, lead.unsigned_abs());
            if years == 1 {
                Word::FirstByOne.with(view.lang, &[&who])
            } else {
                Word::FirstBy.with(view.lang, &[&who, &years])
            }
        }
        (None, [on_a, _]) => Word::OnlyOn.with(view.lang, &[if on_a.is_some() { &a } else { &b }]),
    }
}

/// The letters of the sides that an event stands on, before its line; gives what is left of the line.
fn draw_letters(view: &View<'_>, row: u32, line: Rect, buf: &mut Buffer) -> Rect {
    let on = |side: usize| view.answer().sides.as_ref().is_some_and(|sides| sides[side].contains(row));
    let styles = [view.palette.bar, view.palette.field];
    let over = if view.selected == Some(row) { view.selected_style(ID) } else { view.palette.text };
    fill(buf, line, over);
    for side in (0..2).filter(|side| on(*side)) {
        put(buf, (line.x + 1 + side as u16, line.y), LETTERS[side], 1, styles[side].patch(over));
    }
    Rect { x: line.x + 3, width: line.width.saturating_sub(3), ..line }
}

#[cfg(test)]
mod tests {
    use super::super::places::shown;
    use super::*;

    #[test]
    fn lists_fill_the_width_with_a_line_between_them() {
        for width in 20..220 {
            for (height, alone) in [(6, false), (20, true), (40, false)] {
                let area = Rect::new(3, 2, width, height);
                let themes = vec![Theme { entry: 0, sides: [None; 2] }; 30];
                let places = Places::of(area, &Sides { alone, themes, ..Sides::default() });
                let (first, last) = (places.lists[0].1, places.lists.last().unwrap().1);
                assert_eq!((first.x, last.right()), (3, 3 + width));
                assert!(places.lists.windows(2).all(|pair| pair[0].1.right() + 1 == pair[1].1.x));
                assert!(places.lists.len() == 1 || places.lists.len() == shown(alone).len());
                let all = places.lists.iter().map(|(_, list)| *list).chain(places.themes).chain(places.headings);
                assert!(all.into_iter().all(|part| area.union(part) == area && part.height >= 1), "{width}x{height}");
            }
        }
    }
}
