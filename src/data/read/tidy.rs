//! What can be put right in an entry by itself: letters, ids, addresses, lists and the numbers of an event.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::ids;
use super::locate::{Spot, Step};
use super::report::{At, Report, Said, quote};
use super::value::Value;
use crate::data::problem::Code;
use crate::data::{Event, Link, Table};
use crate::text::clean::clean;

/// An entry that is being put right.
pub(in crate::data) struct Tidy<'a> {
    pub(super) report: &'a mut Report,
    /// The table and the number of the entry; `None` for what the file says of itself.
    pub(super) entry: Option<(Table, usize)>,
    /// Whether a fault of the entry was named that explains why something is missing.
    pub(super) told: bool,
    pub(super) path: Vec<Step>,
    /// Ids in place of which something else was written, and what was written.
    pub(super) written: &'a mut HashMap<String, String>,
}

impl Tidy<'_> {
    /// Goes into a field or an item and back.
    pub(in crate::data) fn within(&mut self, step: Step, inside: impl FnOnce(&mut Self)) {
        self.path.push(step);
        inside(self);
        self.path.pop();
    }

    /// Notes a problem at a place within the entry.
    pub(super) fn note(&mut self, path: &[Step], needle: &str, said: Said) {
        let at = self.entry.map_or(At::File, |(table, entry)| {
            At::Spot(Spot { table, entry, path: path.to_vec(), needle: needle.to_owned() })
        });
        self.report.add(at, said);
    }

    /// Notes a problem at the value that is being put right.
    fn note_here(&mut self, needle: &str, said: Said) {
        let path = std::mem::take(&mut self.path);
        self.note(&path, needle, said);
        self.path = path;
    }

    /// The field that the value belongs to.
    fn field(&self) -> &'static str {
        let fields = self.path.iter().rev();
        fields.map(|step| if let Step::Field(field) = step { field } else { "" }).find(|f| !f.is_empty()).unwrap_or("")
    }

    /// Cleans and trims a text, and puts it right where its field takes no free text.
    pub(in crate::data) fn text(&mut self, text: &mut String) {
        let (cleaned, taken) = clean(text);
        let changed = matches!(cleaned, Cow::Owned(_)) || cleaned.trim().len() != text.len();
        if let Some(tidied) = changed.then(|| cleaned.trim().to_owned()) {
            *text = tidied;
        }
        if taken {
            let what = format!("control letters in {} were taken out", quote(text));
            self.note_here("", Said::new(Code::ControlLetters, what, "take them out of the file"));
        }
        if text.is_empty() {
            return;
        }
        match (self.field(), self.path.len()) {
            ("url", _) => self.url(text),
            ("id", 1) => self.own_id(text),
            ("id" | "actors" | "themes" | "countries" | "members" | "country" | "group", _) => self.named(text),
            _ => {}
        }
    }

    /// Cleans and trims an id that names another entry.
    pub(in crate::data) fn reference(&mut self, id: &mut String) {
        self.text(id);
        self.named(id);
    }

    fn named(&mut self, id: &mut String) {
        if !ids::is_id(id) {
            let made = ids::make(id);
            let written = std::mem::replace(id, made);
            if id.is_empty() {
                let what = format!("{} has no letter that an id can have", quote(&written));
                self.note_here(&written, Said::new(Code::BadId, what, "write an id of letters, digits, - _ . and /"));
            } else {
                self.written.insert(id.clone(), written);
            }
        }
    }

    fn own_id(&mut self, id: &mut String) {
        if !ids::is_id(id) {
            let made = ids::make(id);
            let what = format!("the id {} has letters that ids can't have", quote(id));
            self.told |= made.is_empty();
            let hint = if made.is_empty() {
                "write an id of letters, digits, - _ . and /".into()
            } else {
                format!("write \"{made}\"")
            };
            self.note_here(id, Said::new(Code::BadId, what, &hint));
            *id = made;
        }
    }

    fn url(&mut self, url: &mut String) {
        let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let good =
            rest.is_some() && url.len() > 8 && !url.contains(|c: char| c.is_whitespace() || "\"<>\\^`{|}".contains(c));
        if !good {
            let what = format!("{} is no address of a page and was left out", quote(url));
            let hint =
                if rest.is_none() { "write it with https:// before it" } else { "write it without blanks and quotes" };
            self.note_here(url, Said::new(Code::BadUrl, what, hint));
            url.clear();
        }
    }

    /// Takes empty and repeated items out of a list.
    pub(in crate::data) fn list<T: Value>(&mut self, items: &mut Vec<T>) {
        let mut seen = HashSet::new();
        let mut out: Vec<(usize, bool)> = Vec::new();
        for (number, item) in items.iter().enumerate() {
            // Short lists, which nearly all are, need no table.
            let repeated = if items.len() <= 8 { items[..number].contains(item) } else { !seen.insert(item) };
            if item.says_nothing() || repeated {
                out.push((number, item.says_nothing()));
            }
        }
        for (number, empty) in out.iter().rev() {
            self.path.push(Step::Item(*number));
            let field = self.field();
            if *empty && !self.told {
                let what = format!("an item of \"{field}\" is empty and was left out");
                self.note_here("", Said::new(Code::EmptyItem, what, "fill it or take it away"));
            } else if !*empty {
                let what = format!("an item of \"{field}\" stands there twice; the second was left out");
                self.note_here("", Said::new(Code::RepeatedItem, what, "take one away"));
            }
            self.path.pop();
        }
        if !out.is_empty() {
            let mut number = 0..;
            let gone: HashSet<usize> = out.into_iter().map(|(number, _)| number).collect();
            items.retain(|_| number.next().is_none_or(|number| !gone.contains(&number)));
        }
    }

    /// Takes out the links of an entry to itself.
    pub(super) fn self_links(&mut self, id: &str, links: &mut Vec<Link>) {
        if id.is_empty() || links.iter().all(|link| link.to() != id) {
            return;
        }
        for number in (0..links.len()).filter(|number| links[*number].to() == id) {
            let what = format!("\"{id}\" links to itself; the link was left out");
            let path = [Step::Field("links"), Step::Item(number)];
            self.note(&path, id, Said::new(Code::SelfLink, what, "write the id of the other entry"));
        }
        links.retain(|link| link.to() != id);
    }

    /// Checks an event by itself.
    pub(super) fn event(&mut self, event: &mut Event) {
        if event.weight > 3 {
            let what = format!("weight {} is no whole number from 1 to 3", event.weight);
            let hint = "write weight: 1, 2 or 3, or leave it out";
            self.note(&[Step::Field("weight")], "", Said::new(Code::BadNumber, what, hint));
            event.weight = 0;
        }
        if let (Some(date), Some(planned)) = (&event.date, &event.planned)
            && planned.earliest > date.latest
        {
            let what = format!("announced as of {planned}, after the event itself ({date})");
            let hint = "write in planned the date of the announcement";
            self.note(&[Step::Field("planned")], "", Said::new(Code::PlannedLate, what, hint));
        }
        for (number, link) in event.links.iter().enumerate().filter(|(_, link)| link.term().is_some()) {
            let what = format!("{}(\"{}\") on an event; the link was left out", link.rel(), link.to());
            let path = [Step::Field("links"), Step::Item(number)];
            let hint = "write it in the links of the person, in actors";
            self.note(&path, link.to(), Said::new(Code::Holds, what, hint));
        }
        event.links.retain(|link| link.term().is_none());
        self.self_links(&event.id, &mut event.links);
    }
}
