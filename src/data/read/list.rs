//! Lists within an entry, and the commas and other marks that are missing or full-width.

use std::ops::Range;

use super::leaf::Want;
use super::repair::Reader;
use super::scan::{Kind, Scanner, Token};
use super::value::Value;
use crate::data::problem::Code;

impl Reader<'_> {
    /// Reads a list, leaving out what can't be used of it; `None` where it is no list.
    pub(super) fn list<T: Value>(&mut self, at: Range<usize>) -> Option<Vec<T>> {
        let mut scanner = Scanner::new(self.text, at.clone());
        if scanner.next().kind != Kind::Open(']') {
            self.wrong_type(at, &Want::List, "");
            return None;
        }
        let mut items = Vec::new();
        loop {
            let token = scanner.peek();
            if token.kind == Kind::Comma {
                self.fault(token.start, Code::Syntax, "a comma without anything before it", "take it away");
                scanner.next();
                continue;
            }
            if !token.begins_value() {
                return Some(items);
            }
            let (value, fault) = scanner.value();
            let outer = std::mem::replace(&mut self.in_list, true);
            items.extend(T::read(self, value.clone()));
            self.in_list = outer;
            if fault.is_some() {
                return Some(items);
            }
            self.comma(&mut scanner, value.end);
        }
    }

    /// Passes the comma after a value, noting where it is missing or full-width.
    pub(super) fn comma(&mut self, scanner: &mut Scanner, end: usize) {
        let token = scanner.peek();
        if token.kind == Kind::Comma {
            scanner.next();
            self.plain(token);
        } else if token.begins_value() {
            self.fault(end, Code::MissingComma, format!("no comma after this, in {}", self.noun), "put a comma here");
        }
    }

    /// Notes a mark that has its full-width form.
    pub(super) fn plain(&mut self, token: Token) {
        let sign = &self.text[token.start..token.end];
        if !sign.is_ascii() && token.kind != Kind::End {
            let plain = match token.kind {
                Kind::Comma => ',',
                Kind::Colon => ':',
                Kind::Open(')') => '(',
                Kind::Open(']') => '[',
                Kind::Open(_) => '{',
                Kind::Close(close) => close,
                _ => return,
            };
            self.fault(token.start, Code::Syntax, format!("\"{sign}\" is a full-width sign"), format!("write {plain}"));
        }
    }
}
