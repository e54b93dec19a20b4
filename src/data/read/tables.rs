//! The dataset of a faulty text, table by table.

use std::ops::Range;

use super::leaf::Want;
use super::locate::Children;
use super::locate::{Outline, skip_attributes};
use super::repair::{Reader, unclosed};
use super::report::quote;
use super::row::Row;
use super::scan::{Fault, Kind, Scanner, Token};
use super::value::Value;
use crate::data::problem::Code;
use crate::data::{Dataset, Table};

impl<'a> Reader<'a> {
    /// Reads a dataset table by table; with the places of the entries that are kept.
    pub(super) fn dataset(&mut self) -> (Dataset, Outline) {
        let (mut set, mut outline) = (Dataset::default(), Outline::default());
        let mut scanner = Scanner::new(self.text, skip_attributes(self.text)..self.text.len());
        if !self.open_dataset(&mut scanner, &mut set, &mut outline) {
            return (set, outline);
        }
        let mut seen: Vec<&str> = Vec::new();
        loop {
            let key = scanner.peek();
            match key.kind {
                Kind::Word | Kind::Text if scanner.at_field() || key.kind == Kind::Text => {
                    if !self.dataset_field(&mut scanner, &mut seen, &mut set, &mut outline) {
                        self.lost_piece(&mut scanner);
                    }
                }
                Kind::Comma => {
                    scanner.next();
                }
                Kind::Close(')') => {
                    scanner.next();
                    if !self.after_dataset(&mut scanner) {
                        return (set, outline);
                    }
                }
                Kind::End | Kind::OpenComment | Kind::OpenText => {
                    if !self.gave_up && key.kind == Kind::End {
                        let end = self.text.trim_end().len();
                        self.fault(end, Code::Unclosed, "the dataset has no closing )", "put ) at its end");
                    } else if key.kind != Kind::End {
                        self.open_piece(key);
                    }
                    return (set, outline);
                }
                _ => self.lost_piece(&mut scanner),
            }
        }
    }

    /// Passes the beginning of a dataset; false where there is none.
    fn open_dataset(&mut self, scanner: &mut Scanner<'a>, set: &mut Dataset, outline: &mut Outline) -> bool {
        let first = scanner.peek();
        let hint = "write a dataset as (events: [ … ])";
        match first.kind {
            Kind::Open(')') => {
                scanner.next();
                self.plain(first);
                return true;
            }
            Kind::Word if &self.text[first.start..first.end] == "Dataset" => {
                scanner.next();
                return scanner.next().kind == Kind::Open(')');
            }
            Kind::Word if scanner.at_field() => {
                self.fault(first.start, Code::Syntax, "a dataset has no opening (", hint);
                // Its end is missing as well, which need not be said again.
                self.gave_up = true;
                return true;
            }
            Kind::Open(']') => {
                self.fault(first.start, Code::WrongType, "a list stands where a dataset belongs", hint);
                self.table(scanner, "events", &mut set.events, &mut outline[Table::Events as usize]);
            }
            Kind::Open('}') => {
                let hint = "write a dataset as (events: [ … ]); a JSON file is read by scidip import";
                self.fault(first.start, Code::WrongType, "a map in { } stands where a dataset belongs", hint);
                self.report.left_out += 1;
            }
            Kind::OpenComment => self.open_piece(first),
            _ => {
                let what = format!("{} stands where a dataset belongs", quote(&self.text[first.start..first.end]));
                self.fault(first.start, Code::Syntax, what, hint);
                self.report.left_out += 1;
            }
        }
        false
    }

    /// Reads a field of the dataset; false where what comes next is none.
    fn dataset_field(
        &mut self,
        scanner: &mut Scanner<'a>,
        seen: &mut Vec<&'a str>,
        set: &mut Dataset,
        outline: &mut Outline,
    ) -> bool {
        let before = *scanner;
        self.noun = "a dataset";
        let key = scanner.next();
        if scanner.next().kind != Kind::Colon {
            *scanner = before;
            return false;
        }
        let text = self.text;
        let name = text[key.start..key.end].trim_matches('"');
        if key.kind == Kind::Text {
            let what = format!("the field name \"{name}\" is in quotes");
            self.fault(key.start, Code::Syntax, what, "write it without quotes");
        }
        if seen.contains(&name) {
            let what = format!("the field \"{name}\" of a dataset stands here a second time");
            self.fault(key.start, Code::RepeatedField, what, "join the two");
        }
        if Dataset::FIELDS.contains(&name) {
            seen.push(name);
        }
        let table = Table::ALL.iter().copied().find(|table| table.name() == name);
        let list = scanner.peek().kind == Kind::Open(']');
        match table {
            Some(table) if list => self.table_of(table, scanner, set, outline),
            _ => {
                let (value, fault) = scanner.value();
                if let Some(fault) = fault {
                    self.broken_field(fault, name);
                }
                if name == "meta" {
                    self.field = "meta";
                    set.meta = Value::read(self, value.clone()).unwrap_or_default();
                    self.field = "";
                } else if let Some(table) = table {
                    self.field = table.name();
                    self.wrong_type(value, &Want::List, "");
                    self.field = "";
                    self.report.left_out += 1;
                } else {
                    self.unknown_field::<Dataset>(key);
                    self.report.left_out += Children::of(text, value).count().max(1);
                }
            }
        }
        let end = text[..scanner.at].trim_end().len();
        if !text[..end].ends_with(',') {
            self.comma(scanner, end);
        }
        true
    }

    /// Names why the value of a field of the dataset has no end.
    fn broken_field(&mut self, fault: Fault, name: &str) {
        match fault {
            Fault::NoValue(at) => {
                self.fault(at, Code::Syntax, format!("no value for {}", quote(name)), "write a field as name: value");
            }
            Fault::Mismatch(open, _) | Fault::OpenBracket(open) => {
                self.gave_up = true;
                self.fault(open, Code::Unclosed, "the bracket that opens here is not closed", "close it");
            }
            Fault::OpenText(at) | Fault::OpenComment(at) => {
                let (what, hint) = unclosed(fault);
                self.gave_up = true;
                self.fault(at, Code::Unclosed, what, hint);
            }
        }
    }

    fn table_of(&mut self, table: Table, scanner: &mut Scanner<'a>, set: &mut Dataset, outline: &mut Outline) {
        let places = &mut outline[table as usize];
        match table {
            Table::Eras => self.table(scanner, "eras", &mut set.eras, places),
            Table::Groups => self.table(scanner, "groups", &mut set.groups, places),
            Table::Themes => self.table(scanner, "themes", &mut set.themes, places),
            Table::Countries => self.table(scanner, "countries", &mut set.countries, places),
            Table::Regions => self.table(scanner, "regions", &mut set.regions, places),
            Table::Actors => self.table(scanner, "actors", &mut set.actors, places),
            Table::Sources => self.table(scanner, "sources", &mut set.sources, places),
            Table::Events => self.table(scanner, "events", &mut set.events, places),
        }
    }

    /// Reads the list of a table.
    fn table<T: Row>(
        &mut self,
        scanner: &mut Scanner<'a>,
        name: &str,
        entries: &mut Vec<T>,
        places: &mut Vec<Range<usize>>,
    ) {
        let open = scanner.next();
        self.plain(open);
        let first = scanner.peek().start;
        loop {
            let token = scanner.peek();
            // An entry that was closed too early goes on with fields that a dataset has as well; they stand further in.
            let in_dataset = self.at_table(*scanner)
                && !(T::NAMES.contains(&&self.text[token.start..token.end])
                    && self.column(token.start) > self.column(first));
            match token.kind {
                Kind::Close(']') => {
                    self.plain(token);
                    scanner.next();
                    return;
                }
                Kind::Comma => {
                    self.fault(token.start, Code::Syntax, "a comma without an entry before it", "take it away");
                    scanner.next();
                }
                Kind::Close(_) if self.closes_nothing(*scanner) => {
                    let what = format!("a {} too many", &self.text[token.start..token.end]);
                    self.fault(token.start, Code::Syntax, what, "take it away");
                    scanner.next();
                    let end = scanner.at;
                    self.comma(scanner, end);
                }
                Kind::Open(_) | Kind::Text | Kind::Word if !in_dataset => {
                    self.item(scanner, entries, places);
                    let end = scanner.at;
                    if self.text[..end].ends_with([')', '）']) {
                        self.comma(scanner, end);
                    } else if scanner.peek().kind == Kind::Comma {
                        scanner.next();
                    }
                }
                Kind::OpenText | Kind::OpenComment => {
                    self.open_piece(token);
                    scanner.at = self.text.len();
                    return;
                }
                _ => {
                    if !self.gave_up {
                        let what = format!("the list of {name} that opens here has no closing ]");
                        self.fault(open.start, Code::Unclosed, what, "put ] after its last entry");
                    }
                    // Another bracket was written in its place.
                    let mut after = *scanner;
                    if matches!(after.next().kind, Kind::Close(_)) && after.peek().kind == Kind::Comma {
                        scanner.next();
                    }
                    return;
                }
            }
        }
    }

    /// Names a text or comment that runs to the end of the file.
    fn open_piece(&mut self, token: Token) {
        let fault =
            if token.kind == Kind::OpenText { Fault::OpenText(token.start) } else { Fault::OpenComment(token.start) };
        let (what, hint) = unclosed(fault);
        self.gave_up = true;
        self.fault(token.start, Code::Unclosed, what, hint);
    }

    /// Passes something in a dataset that is no field, and all that follows up to the next field.
    fn lost_piece(&mut self, scanner: &mut Scanner<'a>) {
        let token = scanner.peek();
        if !self.gave_up {
            let what = format!("{} where a field of a dataset belongs", quote(&self.text[token.start..token.end]));
            self.fault(token.start, Code::Syntax, what, "look for a missing or superfluous bracket before it");
        }
        loop {
            let token = scanner.peek();
            let named = self.at_table(*scanner);
            if token.kind == Kind::End || named {
                return;
            }
            if token.begins_value() {
                self.report.left_out += usize::from(matches!(token.kind, Kind::Open(_)));
                scanner.value();
            } else {
                scanner.next();
            }
        }
    }

    /// After the end of a dataset: true where its fields go on, because a bracket was one too many.
    fn after_dataset(&mut self, scanner: &mut Scanner<'a>) -> bool {
        let next = scanner.peek();
        if next.kind == Kind::End || self.gave_up {
            return next.kind != Kind::End;
        }
        let mut after = *scanner;
        let more = after.next().kind == Kind::Comma && after.at_field();
        let what = format!("{} after the end of the dataset", quote(&self.text[next.start..next.end]));
        self.fault(next.start, Code::Syntax, what, "look for a ) too many before it");
        more
    }

    /// Whether a closing bracket in a list of entries is one too many: entries follow, or the end of the list.
    fn closes_nothing(&self, mut scanner: Scanner) -> bool {
        scanner.next();
        match scanner.next().kind {
            Kind::Comma => !self.at_table(scanner),
            Kind::Open(_) | Kind::Close(']') => true,
            _ => false,
        }
    }

    /// Whether a field of the dataset comes next.
    fn at_table(&self, scanner: Scanner) -> bool {
        let name = scanner.peek();
        scanner.at_field() && Dataset::FIELDS.contains(&&self.text[name.start..name.end])
    }
}
