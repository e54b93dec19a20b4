//! The cells of a lane: what stands in them, and where a label may still stand without taking an event's last place.

use std::ops::Range;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Free,
    /// A part of a bar, on which a mark may stand where there is no other place.
    Bar,
    /// A mark or a letter.
    Taken,
}

/// The cells of some lines, and how many events are still to be placed in each column.
pub(super) struct Grid {
    cells: usize,
    lines: usize,
    state: Vec<Cell>,
    /// How many lines are free in each column.
    free: Vec<usize>,
    waiting: Vec<u32>,
}

impl Grid {
    pub(super) fn new(lines: usize, cells: usize) -> Self {
        let state = vec![Cell::Free; lines * cells];
        Self { cells, lines, state, free: vec![lines; cells], waiting: vec![0; cells] }
    }

    pub(super) fn lines(&self) -> Range<usize> {
        0..self.lines
    }

    pub(super) fn at(&self, line: usize, column: usize) -> Cell {
        self.state.get(line * self.cells + column).copied().unwrap_or(Cell::Taken)
    }

    /// Counts an event that is to be placed in a column.
    pub(super) fn wait(&mut self, column: usize) {
        self.waiting[column] += 1;
    }

    /// Counts an event as placed, or as one that will not be.
    pub(super) fn done(&mut self, column: usize) {
        self.waiting[column] = self.waiting[column].saturating_sub(1);
    }

    pub(super) fn set(&mut self, line: usize, columns: Range<usize>, cell: Cell) {
        for column in columns.start..columns.end.min(self.cells) {
            let state = &mut self.state[line * self.cells + column];
            self.free[column] -= usize::from(*state == Cell::Free && cell != Cell::Free);
            *state = cell;
        }
    }

    /// Whether a column can lose this cell and still has a place for an event that waits.
    fn can_cover(&self, line: usize, column: usize, over: Cell) -> bool {
        let others = self.free[column].saturating_sub(usize::from(over == Cell::Free));
        self.at(line, column) == over && (self.waiting[column] == 0 || others > 0)
    }

    /// Whether all of some cells are `over` and can be covered.
    pub(super) fn is_open(&self, line: usize, mut columns: Range<usize>, over: Cell) -> bool {
        columns.all(|column| column < self.cells && self.can_cover(line, column, over))
    }

    /// How many cells a text may take that begins a blank after a column and is followed by a blank or the edge; no more
    /// than `wanted`.
    pub(super) fn room_after(&self, line: usize, column: usize, wanted: usize) -> usize {
        let cells = column + 1..self.cells.min(column + 3 + wanted);
        let edge = cells.end == self.cells;
        let run = cells.clone().take_while(|at| self.can_cover(line, *at, Cell::Free)).count();
        let blanks = if edge && run == cells.len() { 1 } else { 2 };
        run.saturating_sub(blanks).min(wanted)
    }

    /// The same for a text that ends a blank before a column.
    pub(super) fn room_before(&self, line: usize, column: usize, wanted: usize) -> usize {
        let cells = column.saturating_sub(wanted + 2)..column;
        let run = cells.clone().rev().take_while(|at| self.can_cover(line, *at, Cell::Free)).count();
        let blanks = if cells.start == 0 && run == cells.len() { 1 } else { 2 };
        run.saturating_sub(blanks).min(wanted)
    }

    /// How many of a bar's cells from a column on may hold a text.
    pub(super) fn room_within(&self, line: usize, columns: Range<usize>) -> usize {
        columns.take_while(|column| self.can_cover(line, *column, Cell::Bar)).count()
    }
}
