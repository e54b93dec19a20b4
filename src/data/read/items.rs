//! The entries of a table of a faulty text: where each begins and ends, also after one whose end is lost.

use std::ops::Range;

use super::leaf::{Want, byte_of, ron, said};
use super::repair::Reader;
use super::row::Row;
use super::scan::{Fault, Kind, Scanner};
use crate::data::problem::Code;

/// How far is looked ahead, in bytes, once a text has used up its patience.
const SHORT_SIGHT: usize = 1024;

impl<'a> Reader<'a> {
    /// Reads one entry of a table, or passes it where it can't be read.
    pub(super) fn item<T: Row>(
        &mut self,
        scanner: &mut Scanner<'a>,
        entries: &mut Vec<T>,
        places: &mut Vec<Range<usize>>,
    ) {
        let text = self.text;
        let start = scanner.peek().start;
        self.noun = T::NOUN;
        if scanner.at_field() {
            let what = format!("{} has no opening (", T::NOUN);
            self.fault(start, Code::Syntax, what, "put ( before its first field");
            self.report.left_out += 1;
            match self.border(start) {
                Some(border) => scanner.at = border,
                None => while !matches!(scanner.next().kind, Kind::Close(_) | Kind::End) {},
            }
            return;
        }
        let sight = if self.patience == 0 { text.floor_char_boundary(start + SHORT_SIGHT) } else { text.len() };
        let mut own = Scanner::new(text, start..sight);
        let (value, fault) = own.value();
        let error = match fault.is_none().then(|| ron().from_str::<T>(&text[value.clone()])) {
            Some(Ok(entry)) => {
                entries.push(entry);
                places.push(value);
                scanner.at = own.at;
                return;
            }
            Some(Err(error)) => Some(error),
            None => None,
        };
        if fault.is_none() && !text[value.clone()].ends_with([')', '）']) {
            self.wrong_type(value.clone(), &Want::Entry(T::NOUN), "");
            self.report.left_out += 1;
            scanner.at = value.end;
            return;
        }
        let border = self.border(start);
        let end = if fault.is_some() { border.unwrap_or(value.end) } else { value.end };
        let before = self.report.count();
        let read = self.fields::<T>(start..end);
        if self.report.count() == before {
            self.unexplained(&value, error);
        }
        scanner.at = match (&read.entry, border) {
            (Some(_), _) => read.end,
            (None, Some(border)) if fault.is_some() || read.doubtful || border < value.end => border,
            (None, Some(_)) => value.end,
            (None, None) => self.same_beginning(start).unwrap_or(value.end),
        };
        self.patience = self.patience.saturating_sub(value.end.saturating_sub(scanner.at));
        self.pass_own_bracket(scanner, fault, border);
        // What an unusable date or title lacks was said already; a field that was never written is named later.
        let missed = read.entry.as_ref().and_then(Row::missing);
        let told = |field| {
            read.unknown || T::NAMES.iter().position(|name| *name == field).is_some_and(|n| read.seen & (1 << n) != 0)
        };
        match read.entry.filter(|_| !missed.is_some_and(told)) {
            Some(entry) => {
                self.repaired.insert((T::TABLE, entries.len()));
                entries.push(entry);
                places.push(start..read.end);
            }
            None => self.report.left_out += 1,
        }
    }

    /// After an entry that a bracket of its own inside broke off: passes the entry's closing bracket.
    fn pass_own_bracket(&mut self, scanner: &mut Scanner, fault: Option<Fault>, border: Option<usize>) {
        match (fault, border) {
            (Some(Fault::Mismatch(_, at)), None) if scanner.at == at && self.text[at..].starts_with(')') => {
                scanner.next();
            }
            (Some(_), None) if scanner.at >= self.text.len() => self.gave_up = true,
            _ => {}
        }
    }

    /// Names a fault that only the parser of RON sees.
    fn unexplained(&mut self, value: &Range<usize>, error: Option<ron::error::SpannedError>) {
        let (at, what) = error.map_or((value.start, "this can't be read".to_owned()), |error| {
            (value.start + byte_of(&self.text[value.clone()], error.span.end), said(&error.code))
        });
        self.fault(at, Code::Syntax, what, "look at the place that is shown, and at the line above it");
    }

    /// How many bytes a place lies behind the beginning of its line, as far as it matters.
    pub(super) fn column(&self, place: usize) -> usize {
        let behind = self.text.floor_char_boundary(place.saturating_sub(SHORT_SIGHT));
        let before = &self.text[behind..place];
        before.rfind('\n').map_or(before.len(), |newline| before.len() - newline - 1)
    }

    /// Where the next entry, or the end of the list, begins by the look of the lines: at the beginning of a line that is
    /// indented no deeper than the entry that starts here.
    fn border(&mut self, start: usize) -> Option<usize> {
        let text = self.text;
        let column = self.column(start);
        let sight = if self.patience == 0 { text.floor_char_boundary(start + SHORT_SIGHT) } else { text.len() };
        let mut at = start;
        let found = loop {
            let Some(length) = text[at..sight].find('\n') else { break None };
            at += length + 1;
            let line = text[at..].trim_start_matches([' ', '\t']);
            let indent = text.len() - at - line.len();
            let begins =
                (line.starts_with('(') && indent <= column) || (line.starts_with([')', ']']) && indent < column);
            if begins {
                break Some(at + indent);
            }
        };
        let looked_at = found.unwrap_or(sight) - start;
        #[cfg(test)]
        super::scan::looked_at(looked_at);
        self.patience = self.patience.saturating_sub(looked_at);
        found
    }

    /// Where, on the same line, the next entry begins by the look of its first field.
    fn same_beginning(&mut self, start: usize) -> Option<usize> {
        let mut scanner = Scanner::new(self.text, start..self.text.len());
        scanner.next();
        let key = scanner.next();
        let beginning = &self.text[start..key.end];
        let sight =
            if self.patience == 0 { self.text.floor_char_boundary(key.end + SHORT_SIGHT) } else { self.text.len() };
        let found = self.text[key.end..sight].find(beginning).filter(|_| key.kind == Kind::Word);
        self.patience = self.patience.saturating_sub(found.unwrap_or(sight - key.end));
        found.map(|at| key.end + at)
    }
}
