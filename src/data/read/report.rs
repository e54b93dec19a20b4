//! Problems as they are found, kept by byte offset or by path, and given their lines and columns at the end.

use std::ops::Range;

use super::locate::{self, Outline, Spot};
use crate::data::Table;
use crate::data::problem::{Code, Problem, Severity};
use crate::text::clean::{clean, is_forbidden};
use crate::text::width::{cut, head, tail, width};

/// The problems kept of one file; what goes beyond is counted.
pub(super) const KEPT: usize = 1000;

/// How much of a source line is shown, in cells, and how much of it before the place.
const SHOWN: usize = 100;
const SHOWN_BEFORE: usize = 60;

/// Where a problem is.
#[derive(Clone, Debug)]
pub(super) enum At {
    /// At a byte of the text.
    Byte(usize),
    /// In a field of an entry that was read.
    Spot(Spot),
    /// In the file as a whole.
    File,
}

/// What is said of a problem.
#[derive(Clone, Debug)]
pub(super) struct Said {
    code: Code,
    what: String,
    hint: String,
}

impl Said {
    /// A problem, what is wrong, and what to do.
    pub(super) fn new(code: Code, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, what: what.into(), hint: hint.into() }
    }
}

/// A problem before its place is known in lines.
#[derive(Clone, Debug)]
struct Finding {
    at: At,
    said: Said,
}

/// The problems of one file.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    /// How many were not kept, and whether one of them is an error.
    more: usize,
    more_errors: bool,
    /// How many entries of the file were left out.
    pub left_out: usize,
}

impl Report {
    /// Notes a problem.
    pub(super) fn add(&mut self, at: At, said: Said) {
        if self.is_full() {
            self.more += 1;
            self.more_errors |= said.code.row().severity == Severity::Error;
        } else {
            self.findings.push(Finding { at, said });
        }
    }

    /// Adds what was found in entries that stand so many entries later here.
    pub(super) fn append(&mut self, other: Self, later: usize) {
        for Finding { mut at, said } in other.findings {
            if let At::Spot(spot) = &mut at {
                spot.entry += later;
            }
            self.add(at, said);
        }
        self.more += other.more;
        self.more_errors |= other.more_errors;
        self.left_out += other.left_out;
    }

    /// The entries that problems were found in, where all are of one table.
    pub(super) fn entries(&self, table: Table) -> Option<impl Iterator<Item = usize>> {
        let spots =
            self.findings.iter().filter_map(|found| if let At::Spot(spot) = &found.at { Some(spot) } else { None });
        let all = spots.clone().all(|spot| spot.table == table);
        all.then(|| spots.map(|spot| spot.entry))
    }

    /// Whether further problems are only counted; then no suggestion need be looked for.
    pub(super) fn is_full(&self) -> bool {
        self.findings.len() >= KEPT
    }

    /// Whether an error was noted.
    pub(super) fn has_errors(&self) -> bool {
        self.more_errors || self.findings.iter().any(|found| found.said.code.row().severity == Severity::Error)
    }

    /// How many problems were noted, kept or not.
    pub(super) fn count(&self) -> usize {
        self.findings.len() + self.more
    }

    /// The problems in the order of their places.
    pub(super) fn into_problems(self, file: &str, text: &str, ranges: Option<&Outline>, strict: bool) -> Vec<Problem> {
        let outlined;
        let outline = match ranges {
            Some(ranges) => ranges,
            None if self.findings.iter().any(|found| matches!(found.at, At::Spot(_))) => {
                outlined = locate::outline(text);
                &outlined
            }
            None => &Outline::default(),
        };
        let mut patience = text.len().saturating_mul(8) + (1 << 24);
        let mut placed: Vec<(Option<usize>, Said)> = self
            .findings
            .into_iter()
            .map(|found| {
                let offset = match &found.at {
                    At::Byte(offset) => Some(*offset),
                    At::Spot(spot) => locate::offset(text, outline, spot, &mut patience),
                    At::File => None,
                };
                (offset, found.said)
            })
            .collect();
        placed.sort_by_key(|(offset, _)| *offset);
        let mut lines = Lines::new(text);
        let mut problems: Vec<Problem> =
            placed.into_iter().map(|(offset, said)| problem(file, &mut lines, offset, said, strict)).collect();
        if self.more > 0 {
            let what = format!("and {} more problems in this file", self.more);
            let said = Said::new(Code::More, what, "mend the first ones and check again");
            let mut last = problem(file, &mut lines, None, said, strict);
            if self.more_errors {
                last.severity = Severity::Error;
            }
            problems.push(last);
        }
        problems
    }
}

fn problem(file: &str, lines: &mut Lines, offset: Option<usize>, said: Said, strict: bool) -> Problem {
    let severity = match said.code {
        Code::Undeclared if strict => Severity::Error,
        code => code.row().severity,
    };
    let mut problem = Problem {
        severity,
        code: said.code,
        file: file.to_owned(),
        line: 0,
        column: 0,
        source_line: String::new(),
        caret: 0,
        what: said.what,
        hint: said.hint,
    };
    if let Some(offset) = offset {
        (problem.line, problem.column) = lines.place(offset);
        (problem.source_line, problem.caret) = lines.excerpt(offset);
    }
    problem
}

/// Lines and columns of rising byte offsets, found in one pass over the text.
pub(super) struct Lines<'a> {
    text: &'a str,
    line: usize,
    column: usize,
    /// The byte up to which lines and columns are counted.
    counted: usize,
    /// Where the counted line begins and ends.
    bounds: Range<usize>,
}

impl<'a> Lines<'a> {
    /// At the beginning of a text.
    pub(super) fn new(text: &'a str) -> Self {
        let mut lines = Self { text, line: 1, column: 1, counted: 0, bounds: 0..0 };
        lines.bounds.end = lines.end_of_line(0);
        lines
    }

    fn end_of_line(&self, from: usize) -> usize {
        self.text[from..].find('\n').map_or(self.text.len(), |length| from + length)
    }

    /// The line and column of a byte that does not lie before the one asked for last.
    pub(super) fn place(&mut self, offset: usize) -> (usize, usize) {
        let offset = floor(self.text, offset);
        while offset > self.bounds.end {
            let start = self.bounds.end + 1;
            self.bounds = start..self.end_of_line(start);
            (self.line, self.column, self.counted) = (self.line + 1, 1, start);
        }
        if offset > self.counted {
            // The mark at the very beginning of a file is no letter of it.
            let letters = self.text[self.counted..offset].chars().filter(|letter| *letter != '\u{feff}').count();
            self.column += letters;
            self.counted = offset;
        }
        (self.line, self.column)
    }

    /// The line of the place that was asked for last, made fit to be shown, and the cells before the place.
    fn excerpt(&self, offset: usize) -> (String, usize) {
        let offset = floor(self.text, offset);
        let line = self.bounds.clone();
        let before = &self.text[line.start..offset.max(line.start)];
        // A cell takes some bytes at most, so that a line of any length costs the same.
        let near = floor(before, before.len().saturating_sub(SHOWN_BEFORE * 16));
        let before = visible(before[near..].trim_start_matches(is_indentation));
        let after_end = floor(self.text, (offset + SHOWN * 16).min(line.end));
        let after = visible(self.text[offset.min(after_end)..after_end].trim_end());
        let lead = if width(&before) <= SHOWN_BEFORE && near == 0 {
            before
        } else {
            format!("…{}", tail(&before, SHOWN_BEFORE - 1))
        };
        let caret = width(&lead);
        let room = SHOWN.saturating_sub(caret);
        let rest = if after_end < line.end && width(&after) <= room {
            format!("{}…", head(&after, room.saturating_sub(1)))
        } else {
            cut(&after, room).into_owned()
        };
        (lead + &rest, caret)
    }
}

/// The nearest start of a letter at or before a byte.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

fn is_indentation(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}'
}

/// The text with a sign in the place of what may not reach the terminal.
fn visible(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| match letter {
            '\t' | '\r' | '\n' => ' ',
            _ if is_forbidden(letter) => '\u{fffd}',
            _ => letter,
        })
        .collect();
    clean(&text).0.into_owned()
}

/// A piece of a file as a message quotes it: short, without control letters, in straight quotes.
pub(super) fn quote(text: &str) -> String {
    let text = visible(head(text.trim(), 400));
    format!("\"{}\"", cut(&text, 60))
}
