//! A text that failed as a whole, read again item by item and field by field: every fault is named, the rest is kept.

use std::collections::HashSet;
use std::ops::Range;

use super::leaf::{Want, choose};
use super::report::{At, Report, Said, quote};
use super::scan::{Fault, Kind, Scanner, Token};
use super::value::Entry;
use crate::data::Table;
use crate::data::problem::Code;

/// A text that is being read piece by piece.
pub(in crate::data) struct Reader<'a> {
    pub text: &'a str,
    pub(super) report: &'a mut Report,
    /// The entry and the field that are being read, for messages.
    pub noun: &'static str,
    pub field: &'static str,
    pub in_list: bool,
    /// The entries that were kept with a fault.
    pub repaired: HashSet<(Table, usize)>,
    /// Bytes that may still be looked through in vain.
    pub patience: usize,
    /// The end of the text was reached inside of something that was named already.
    pub gave_up: bool,
}

/// An entry that was read field by field.
pub(super) struct Repaired<T> {
    /// The entry, where its fields could be told apart.
    pub entry: Option<T>,
    /// The byte after it, or where it can't be followed any further.
    pub end: usize,
    /// The fields that were written, as bits, and whether there were others that no such entry has.
    pub seen: u64,
    pub unknown: bool,
    /// Whether a quote may be missing, so that its end is not to be trusted.
    pub doubtful: bool,
}

/// How the fields of one entry are getting on.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "four things that can be so or not, each by itself")]
struct Course {
    seen: u64,
    unknown: bool,
    /// A fault in the marks was named; later ones of the same entry only follow from it.
    faulty: bool,
    /// A quote may be missing, so that what looks like a field may be the inside of a text.
    doubtful: bool,
    /// The fields can't be followed any further.
    lost: bool,
}

impl<'a> Reader<'a> {
    /// A reader of a text.
    pub(super) fn new(text: &'a str, report: &'a mut Report) -> Self {
        // Every byte is looked at a few times in good order; the rest is for looking ahead.
        Self {
            text,
            report,
            noun: "a dataset",
            field: "",
            in_list: false,
            repaired: HashSet::new(),
            patience: text.len().saturating_mul(8) + (1 << 16),
            gave_up: false,
        }
    }

    /// Notes a problem at a byte.
    pub(super) fn fault(&mut self, at: usize, code: Code, what: impl Into<String>, hint: impl Into<String>) {
        self.report.add(At::Byte(at), Said::new(code, what, hint));
    }

    /// Reads an entry within a field.
    pub(in crate::data) fn entry<T: Entry>(&mut self, at: Range<usize>) -> Option<T> {
        self.fields(at).entry
    }

    /// Reads an entry field by field.
    pub(super) fn fields<T: Entry>(&mut self, at: Range<usize>) -> Repaired<T> {
        let mut scanner = Scanner::new(self.text, at.clone());
        let mut open = scanner.next();
        if open.kind == Kind::Word && matches!(scanner.peek().kind, Kind::Open(')')) {
            let name = &self.text[open.start..open.end];
            if name != T::NAME {
                let what = format!("{} where {} belongs", quote(name), T::NOUN);
                self.fault(open.start, Code::Syntax, what, "take the name away, or look at the brackets before it");
            }
            open = scanner.next();
        }
        if open.kind != Kind::Open(')') {
            let want = Want::Entry(T::NOUN);
            self.wrong_type(at.clone(), &want, "");
            return Repaired { entry: None, end: at.end, seen: 0, unknown: false, doubtful: false };
        }
        self.plain(open);
        let outer = std::mem::replace(&mut self.noun, T::NOUN);
        let (outer_field, outer_list) = (self.field, std::mem::replace(&mut self.in_list, false));
        let mut entry = T::default();
        let mut course = Course::default();
        while self.one_field(&mut scanner, open, &mut entry, &mut course) {}
        (self.noun, self.field, self.in_list) = (outer, outer_field, outer_list);
        let Course { seen, unknown, doubtful, lost, .. } = course;
        Repaired { entry: (!lost).then_some(entry), end: scanner.at, seen, unknown, doubtful }
    }

    /// Reads one field; false after the last one.
    fn one_field<T: Entry>(
        &mut self,
        scanner: &mut Scanner<'a>,
        open: Token,
        entry: &mut T,
        course: &mut Course,
    ) -> bool {
        let before = *scanner;
        let key = scanner.next();
        let text = self.text;
        let named = match key.kind {
            Kind::Close(')') => {
                self.plain(key);
                return false;
            }
            Kind::Comma => {
                self.marks(
                    course,
                    key.start,
                    Said::new(Code::Syntax, "a comma without a field before it", "take it away"),
                );
                return true;
            }
            Kind::Word | Kind::Text if scanner.peek().kind == Kind::Colon => true,
            Kind::Word => false,
            // The next entry begins before this one has ended.
            Kind::Open(')') if !course.doubtful && course.seen != 0 => {
                let what = format!("{} has no closing )", T::NOUN);
                self.marks(course, open.start, Said::new(Code::Unclosed, &what, "put ) after its last field"));
                *scanner = before;
                return false;
            }
            Kind::End => {
                course.lost = course.doubtful;
                let what = format!("{} has no closing )", T::NOUN);
                self.marks(course, open.start, Said::new(Code::Unclosed, &what, "put ) after its last field"));
                return false;
            }
            _ => {
                let what = format!("{} where a field of {} belongs", quote(&text[key.start..key.end]), T::NOUN);
                self.marks(
                    course,
                    key.start,
                    Said::new(Code::Syntax, &what, "look for a missing quote, comma or bracket before it"),
                );
                course.lost = true;
                // Only the inside of a text that lost its quote goes on like this.
                course.doubtful |= matches!(key.kind, Kind::Colon | Kind::Text | Kind::OpenText);
                *scanner = before;
                return false;
            }
        };
        if key.kind == Kind::Text && named {
            let what = format!("the field name {} is in quotes", &text[key.start..key.end]);
            self.marks(course, key.start, Said::new(Code::Syntax, &what, "write it without quotes"));
        }
        if named {
            let colon = scanner.next();
            self.plain(colon);
        } else {
            course.lost = course.doubtful;
            let what = format!("no colon after {} of {}", quote(&text[key.start..key.end]), T::NOUN);
            self.marks(course, key.end, Said::new(Code::Syntax, &what, "write a field as name: value"));
            skip_to_next_field(scanner);
            return !course.lost;
        }
        self.one_value(scanner, key, entry, course)
    }

    /// Reads what stands after the colon of a field; false where the fields can't be followed any further.
    fn one_value<T: Entry>(
        &mut self,
        scanner: &mut Scanner<'a>,
        key: Token,
        entry: &mut T,
        course: &mut Course,
    ) -> bool {
        let first = scanner.peek();
        let (mut value, fault) = scanner.value();
        let mut usable = true;
        match fault {
            None => {}
            Some(Fault::NoValue(_)) => {
                let what = format!("no value after {} of {}", quote(&self.text[key.start..key.end]), T::NOUN);
                self.marks(course, key.end, Said::new(Code::Syntax, &what, "write a field as name: value"));
                usable = false;
            }
            Some(fault) => usable = self.broken_value(fault, course),
        }
        let next = scanner.peek();
        // A text that ends where another should begin has run through the quote that was missing.
        let swallowed = first.kind == Kind::Text && ends_before_a_value(&self.text[value.clone()]);
        if fault.is_none() && next.begins_value() && (swallowed || !scanner.at_field()) {
            if first.kind == Kind::Word {
                // Words without quotes: all of them are the value.
                skip_to_next_field(scanner);
                value.end = self.text[..scanner.at].trim_end().len().max(value.end);
            } else {
                self.after_value(&value, next, course);
                course.doubtful = true;
                skip_to_next_field(scanner);
                usable = false;
            }
        }
        if usable {
            self.set(key, value.clone(), entry, course);
        }
        if course.lost {
            return false;
        }
        let next = scanner.peek();
        if next.kind == Kind::Comma {
            scanner.next();
            self.plain(next);
        } else if next.kind == Kind::Word && fault.is_none() {
            let what = format!("no comma after the field {} of {}", quote(&self.text[key.start..key.end]), T::NOUN);
            self.fault(value.end, Code::MissingComma, what, "put a comma here");
        }
        true
    }

    /// Names why a value has no end; false where nothing of it can be used.
    fn broken_value(&mut self, fault: Fault, course: &mut Course) -> bool {
        match fault {
            Fault::Mismatch(open, _) | Fault::OpenBracket(open) => {
                let (bracket, close) = bracket(&self.text[open..]);
                let what = format!("the {bracket} that opens here is not closed, in {}", self.noun);
                self.marks(course, open, Said::new(Code::Unclosed, what, format!("put {close} after its last item")));
                true
            }
            Fault::OpenText(at) | Fault::OpenComment(at) | Fault::NoValue(at) => {
                let (what, hint) = unclosed(fault);
                self.marks(course, at, Said::new(Code::Unclosed, what, hint));
                course.lost = true;
                false
            }
        }
    }

    /// Names why something stands directly after a text: a quote is missing, or one too many.
    fn after_value(&mut self, value: &Range<usize>, next: Token, course: &mut Course) {
        let inside = &self.text[value.clone()];
        if inside.starts_with('"') && (inside.contains('\n') || ends_before_a_value(inside)) {
            let (what, hint) = unclosed(Fault::OpenText(value.start));
            self.marks(course, value.start, Said::new(Code::Unclosed, what, hint));
            course.lost = true;
        } else {
            let after = &self.text[next.start..next.end];
            let what = format!("{} stands directly after a value, in {}", quote(after), self.noun);
            self.marks(
                course,
                next.start,
                Said::new(Code::Syntax, &what, "put a comma between, and write a quote inside a text as \\\""),
            );
        }
    }

    /// Notes a fault in the marks, unless it may follow from one before it in the same entry.
    fn marks(&mut self, course: &mut Course, at: usize, said: Said) {
        if !std::mem::replace(&mut course.faulty, true) {
            self.report.add(At::Byte(at), said);
        }
    }

    /// Puts a value into its field.
    fn set<T: Entry>(&mut self, key: Token, value: Range<usize>, entry: &mut T, course: &mut Course) {
        let name = self.text[key.start..key.end].trim_matches('"').trim_start_matches("r#");
        let Some(number) = T::NAMES.iter().position(|known| *known == name) else {
            course.unknown = true;
            if !course.doubtful {
                self.unknown_field::<T>(key);
            }
            return;
        };
        if course.seen & (1 << number) != 0 {
            let what = format!("the field {} of {} stands here a second time", quote(name), T::NOUN);
            self.fault(key.start, Code::RepeatedField, what, "keep one of the two");
            return;
        }
        course.seen |= 1 << number;
        let outer = std::mem::replace(&mut self.field, T::NAMES[number]);
        entry.set(number, self, value);
        self.field = outer;
    }

    /// Notes a field that such an entry does not have.
    pub(super) fn unknown_field<T: Entry>(&mut self, key: Token) {
        let name = self.text[key.start..key.end].trim_matches('"');
        let hint = choose(name, T::NAMES);
        self.fault(key.start, Code::UnknownField, format!("unknown field {} of {}", quote(name), T::NOUN), hint);
    }
}

/// Whether a text in quotes ends as source does before the opening quote of the next text.
fn ends_before_a_value(text: &str) -> bool {
    text.strip_suffix('"').is_some_and(|inside| inside.trim_end().ends_with([':', ',', '(', '[']))
}

/// A bracket and the one that closes it.
fn bracket(text: &str) -> (char, char) {
    match Scanner::new(text, 0..text.len().min(text.ceil_char_boundary(4))).next().kind {
        Kind::Open(']') => ('[', ']'),
        Kind::Open('}') => ('{', '}'),
        _ => ('(', ')'),
    }
}

/// What is said of a text or a comment that never ends.
pub(super) fn unclosed(fault: Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::OpenComment(_) => ("a comment that begins here has no end", "put */ where it ends"),
        _ => (
            "a text that begins here has no closing quote",
            "put \" where it ends; a quote inside a text is written \\\"",
        ),
    }
}

/// Passes everything up to the next comma, closing bracket or field.
fn skip_to_next_field(scanner: &mut Scanner) {
    while scanner.peek().begins_value() && !scanner.at_field() && scanner.value().1.is_none() {}
}
