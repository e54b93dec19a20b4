//! Blocks fitted into a width: lines of pieces, each at its cell, and where in them the references stand.

use std::ops::Range;

use super::block::{Block, Life, Rich};
use super::strip::{Count, Strip, Years};
use super::subject::Subject;
use super::timeline::{COMPACT, Mark, compact};
use crate::data::Day;
use crate::store::Store;
use crate::text::Lang;
use crate::text::width::{LEVELS, cut, pad, width};
use crate::text::wrap::wrap;

/// How a piece is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A title, in which the query's words are marked as in titles.
    Title,
    /// A sentence, in which the query's words are marked.
    Body,
    /// A title in the other language, in which they are marked too.
    OtherTitle,
    /// Text of less importance.
    Dim,
    /// What must not be overlooked.
    Warning,
    /// The heading of a part.
    Heading,
    /// An address.
    Address,
    /// The mark of an event, by its row.
    Sign(u32),
    /// The frame of a box.
    Frame,
    /// Bars.
    Bar,
}

/// A run of text in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The cell that it begins at.
    pub x: usize,
    /// The text; it ends before the next piece begins.
    pub text: String,
    /// How it is drawn.
    pub role: Role,
    /// The byte ranges that lead somewhere, and which reference of [`Laid::refs`] each of them is.
    pub refs: Vec<(Range<usize>, usize)>,
}

/// The pieces of a line, from left to right.
pub type Line = Vec<Piece>;

/// Blocks fitted into a width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the references lead, and the lines that each begins in, in the order of reading.
    pub refs: Vec<(Subject, usize)>,
}

/// What blocks are fitted into.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The store that the blocks tell of.
    pub store: &'a Store,
    /// The language.
    pub lang: Lang,
    /// The day that is taken as today.
    pub today: Day,
    /// The width.
    pub cells: usize,
    /// Whether there is room for blank lines between paragraphs.
    pub roomy: bool,
}

/// The cells of the labels of fields, and of the relations of events.
const LABEL: usize = 11;
/// The narrowest column of text that stands beside another.
const COLUMN: usize = 50;
/// The same for what is said against each other.
const CLAIM: usize = 20;
/// The width from which the relation of an event has a column of its own.
const RELATED: usize = 52;

/// Fits blocks into a width.
pub fn lay(blocks: &[Block], paper: Paper<'_>) -> Laid {
    let mut layer = Layer { paper, refs: Vec::new() };
    let lines = layer.blocks(blocks, paper.cells);
    let mut refs: Vec<(Subject, usize)> = layer.refs.into_iter().map(|to| (to, usize::MAX)).collect();
    for (at, line) in lines.iter().enumerate() {
        for (_, reference) in line.iter().flat_map(|piece| &piece.refs) {
            refs[*reference].1 = refs[*reference].1.min(at);
        }
    }
    Laid { lines, refs }
}

/// The line of an event in a list: its date, its mark and its title, cut where there is no room; the first `indent` cells
/// stay free.
pub fn event_line(paper: Paper<'_>, row: u32, reference: usize) -> Line {
    let event = paper.store.event(row);
    let at = COMPACT + 1;
    let title = cut(event.title(paper.lang), paper.cells.saturating_sub(at + 2)).into_owned();
    vec![
        Piece::plain(0, compact(&event.date()), Role::Dim),
        Piece::plain(at, Mark::of(event, paper.today).sign(), Role::Sign(row)),
        Piece { x: at + 2, refs: vec![(0..title.len(), reference)], text: title, role: Role::Title },
    ]
}

impl Piece {
    fn plain(x: usize, text: impl Into<String>, role: Role) -> Self {
        Self { x, text: text.into(), role, refs: Vec::new() }
    }
}

struct Layer<'a> {
    paper: Paper<'a>,
    refs: Vec<Subject>,
}

impl Layer<'_> {
    fn blocks(&mut self, blocks: &[Block], cells: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for block in blocks {
            // A blank line parts what is read in one go, where there is room for it.
            let apart = match block {
                Block::Heading(_) => true,
                Block::Paragraph(_) | Block::Beside(_) | Block::Claims(..) | Block::Life(_) => self.paper.roomy,
                _ => false,
            };
            if apart && lines.last().is_some_and(|line| !line.is_empty()) {
                lines.push(Line::new());
            }
            lines.extend(self.block(block, cells));
            if self.paper.roomy && matches!(block, Block::Beside(_) | Block::Claims(..) | Block::Life(_)) {
                lines.push(Line::new());
            }
        }
        while lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        lines
    }

    fn block(&mut self, block: &Block, cells: usize) -> Vec<Line> {
        let plain = |text: &str| Rich::from(text);
        match block {
            Block::Title(text) => self.rich(&plain(text), (0, cells), Role::Title),
            Block::OtherTitle(text) => self.rich(&plain(text), (0, cells), Role::OtherTitle),
            Block::Facts(text) => self.rich(text, (0, cells), Role::Dim),
            Block::Field(label, value) => {
                let indent = LABEL.min(cells / 3);
                let lines = self.rich(value, (indent, cells), Role::Body);
                labelled(lines, &[Piece::plain(0, cut(label, indent.saturating_sub(1)), Role::Dim)])
            }
            Block::Paragraph(text) => self.rich(&plain(text), (0, cells), Role::Body),
            Block::Warning(text) => {
                labelled(self.rich(&plain(text), (2, cells), Role::Warning), &[Piece::plain(0, "!", Role::Warning)])
            }
            Block::Heading(text) => self.rich(&plain(text), (0, cells), Role::Heading),
            Block::Item(text) => labelled(self.rich(text, (2, cells), Role::Body), &[Piece::plain(0, "·", Role::Dim)]),
            Block::Event(relation, row) => self.event(*relation, *row, cells),
            Block::Address(text) => self.rich(&plain(text), (2, cells), Role::Address),
            Block::Life(life) => lifeline(life, cells),
            Block::Claims(title, sides) => self.claims(title, sides, cells),
            Block::Beside(columns) => self.beside(columns, COLUMN, cells),
        }
    }

    /// A text wrapped between two cells, with its references.
    fn rich(&mut self, rich: &Rich, (indent, cells): (usize, usize), role: Role) -> Vec<Line> {
        let first = self.refs.len();
        self.refs.extend(rich.refs.iter().map(|(_, to)| *to));
        let lines = wrap(&rich.text, cells.saturating_sub(indent));
        let piece = |line: Range<usize>| {
            let within = rich.refs.iter().enumerate().filter_map(|(at, (range, _))| {
                let (from, to) = (range.start.max(line.start), range.end.min(line.end));
                (from < to).then(|| (from - line.start..to - line.start, first + at))
            });
            vec![Piece { x: indent, refs: within.collect(), text: rich.text[line].to_owned(), role }]
        };
        lines.into_iter().map(piece).collect()
    }

    /// An event with its relation, its date and its mark; in columns where there is room for them.
    fn event(&mut self, relation: Option<&str>, row: u32, cells: usize) -> Vec<Line> {
        let event = self.paper.store.event(row);
        let title = Rich::to(event.title(self.paper.lang), Some(Subject::Event(row)));
        let mark = Mark::of(event, self.paper.today).sign();
        let sign = |x: usize| Piece::plain(x, mark, Role::Sign(row));
        let relation = relation.unwrap_or_default();
        if cells >= RELATED {
            let date = if relation.is_empty() { 0 } else { LABEL };
            let at = date + COMPACT + 1;
            let before =
                [Piece::plain(0, relation, Role::Dim), Piece::plain(date, compact(&event.date()), Role::Dim), sign(at)];
            return labelled(self.rich(&title, (at + 2, cells), Role::Title), &before);
        }
        let mut text = Rich::joined([relation.into(), event.date().short().into()], " ");
        text.push("  ");
        text.push(title);
        labelled(self.rich(&text, (2, cells), Role::Title), &[sign(0)])
    }

    /// Columns beside one another where each of them gets `least` cells, else one below the other.
    fn beside(&mut self, columns: &[Vec<Block>], least: usize, cells: usize) -> Vec<Line> {
        const GAP: usize = 3;
        let count = columns.len().max(1);
        let each = (cells + GAP).saturating_sub(GAP * count) / count;
        let fits = each >= least || count == 1;
        let own = if fits { each } else { cells };
        let mut laid: Vec<Vec<Line>> = columns.iter().map(|blocks| self.blocks(blocks, own)).collect();
        if !fits {
            return laid.join(&[Line::new()][..]);
        }
        let height = laid.iter().map(Vec::len).max().unwrap_or_default();
        let shifted = |(at, column): (usize, &mut Vec<Line>), y: usize| {
            let line = column.get_mut(y).map(std::mem::take).unwrap_or_default();
            shift(line, at * (each + GAP))
        };
        (0..height).map(|y| laid.iter_mut().enumerate().flat_map(|column| shifted(column, y)).collect()).collect()
    }

    /// A box around what is said against each other.
    fn claims(&mut self, title: &str, sides: &[Vec<Block>], cells: usize) -> Vec<Line> {
        let inner = cells.saturating_sub(4);
        let roomy = std::mem::replace(&mut self.paper.roomy, false);
        let content = self.beside(sides, CLAIM, inner);
        self.paper.roomy = roomy;
        let head = cut(title, cells.saturating_sub(6));
        let rest = "─".repeat(cells.saturating_sub(width(&head) + 5));
        let mut lines = vec![vec![Piece::plain(0, format!("╭─ {head} {rest}╮"), Role::Frame)]];
        for line in content {
            let mut framed = vec![Piece::plain(0, "│", Role::Frame)];
            framed.extend(shift(line, 2));
            framed.push(Piece::plain(cells.saturating_sub(1), "│", Role::Frame));
            lines.push(framed);
        }
        lines.push(vec![Piece::plain(0, format!("╰{}╯", "─".repeat(cells.saturating_sub(2))), Role::Frame)]);
        lines
    }
}

fn shift(mut line: Line, by: usize) -> Line {
    for piece in &mut line {
        piece.x += by;
    }
    line
}

/// Lines of which the first has pieces before it; they stand alone where there is no line.
fn labelled(mut lines: Vec<Line>, before: &[Piece]) -> Vec<Line> {
    if lines.is_empty() {
        lines.push(Line::new());
    }
    lines[0].splice(0..0, before.iter().filter(|piece| !piece.text.is_empty()).cloned());
    lines
}

/// The years in one row, each with a bar as high as it has events, over a line while the thing exists; the years below.
fn lifeline(life: &Life, cells: usize) -> Vec<Line> {
    let years = Years { first: life.first, hits: &life.years, coming: &life.coming, all: &life.years };
    let strip = Strip::fit(years, None, cells);
    if strip.bars.is_empty() {
        return Vec::new();
    }
    let mut row = String::new();
    for (at, (height, _)) in strip.heights(Count::Hits, 1).into_iter().enumerate() {
        let years = strip.scale.years_of(at);
        let exists = life.span.is_some_and(|(first, last)| first <= *years.end() && *years.start() <= last);
        let letter = if height == 0 && exists { "─" } else { LEVELS[height] };
        row.push_str(&letter.repeat(strip.scale.cells_of(at).len()));
    }
    let mut axis = String::new();
    for (cell, year) in strip.scale.ticks(|_| true) {
        axis = format!("{}{year:04}", pad(&axis, cell));
    }
    vec![vec![Piece::plain(0, row.trim_end(), Role::Bar)], vec![Piece::plain(0, cut(&axis, cells), Role::Dim)]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Axis;
    use crate::store::tests::small;

    fn all(store: &Store) -> Vec<Subject> {
        let events = (0..store.len() as u32).map(Subject::Event);
        let entries = Axis::ALL.into_iter().flat_map(|axis| {
            (0..store.column(axis).entries.len() as u32).map(move |entry| Subject::Entry(axis, entry))
        });
        events.chain(entries.filter(|subject| !subject.events(store).is_empty())).collect()
    }

    #[test]
    fn every_page_fits_every_width_and_pieces_do_not_overlap() {
        let store = small();
        for (subject, cells) in all(&store).into_iter().flat_map(|s| [8, 20, 37, 76, 112, 160].map(|cells| (s, cells)))
        {
            for lang in [Lang::En, Lang::Ja] {
                let paper = Paper { store: &store, lang, today: Day::LAST, cells, roomy: true };
                let laid = lay(&subject.page(&store, lang, Day::LAST), paper);
                for line in &laid.lines {
                    let mut end = 0;
                    for piece in line {
                        assert!(piece.x >= end, "{subject:?} {cells}: {line:?}");
                        end = piece.x + width(&piece.text);
                    }
                    assert!(cells < 20 || end <= cells, "{subject:?} {cells}: {end} {line:?}");
                }
                assert!(laid.refs.iter().all(|(_, line)| *line < laid.lines.len()), "{subject:?}: a reference is lost");
            }
        }
    }

    #[test]
    fn languages_stand_beside_each_other_where_there_is_room() {
        let store = small();
        let page = Subject::Event(store.row("cern").unwrap()).page(&store, Lang::En, Day::LAST);
        let first = |cells: usize| {
            let paper = Paper { store: &store, lang: Lang::En, today: Day::LAST, cells, roomy: true };
            lay(&page, paper).lines[0].iter().map(|piece| piece.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(first(112), ["CERN's convention enters into force", "CERN設立条約が発効"]);
        assert_eq!(first(76), ["CERN's convention enters into force"]);
    }
}
