//! Problems in a dataset: one table of what can be wrong, and a problem with its place, worded for a reader.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something could not be used as it is written, and was left out or taken otherwise.
    Error,
    /// Everything was used, but something is probably not meant so.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A row of the table of problems.
#[derive(Clone, Copy, Debug)]
pub struct CodeRow {
    /// The problem.
    pub code: Code,
    /// Its name, stable and machine-readable.
    pub name: &'static str,
    /// How bad it is; [`Code::Undeclared`] is an error where the reader is strict.
    pub severity: Severity,
    /// When it is reported, and what becomes of the entry.
    pub when: &'static str,
    /// What to do about it.
    pub hint: &'static str,
}

/// Declares the problems: a variant, its name, its severity, when it is reported, what to do.
macro_rules! codes {
    ($($code:ident $name:literal $severity:ident $when:literal $hint:literal;)*) => {
        /// What can be wrong with a dataset.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $(#[doc = $when] $code,)* }

        /// Every problem that reading can report, errors first; the documentation is made from it.
        pub const CODES: &[CodeRow] =
            &[$(CodeRow { code: Code::$code, name: $name, severity: Severity::$severity, when: $when, hint: $hint },)*];

        impl Code {
            /// The row of the table.
            pub fn row(self) -> &'static CodeRow {
                &CODES[self as usize]
            }
        }
    };
}

codes! {
    Encoding "encoding" Error
        "The bytes of a file are no text in UTF-8 or UTF-16; the file is left out."
        "Save the file as UTF-8.";
    Syntax "syntax" Error
        "Something stands where RON has no place for it; the field or entry is left out."
        "Look at the place that is shown, and at the line above it.";
    Unclosed "unclosed" Error
        "A text, list, entry or comment is opened and never closed; what can still be told apart is read."
        "Close it: \" for a text, ] for a list, ) for an entry, */ for a comment.";
    MissingComma "missing-comma" Error
        "Two fields or two items stand side by side without a comma; both are read."
        "Put a comma between them.";
    WrongType "wrong-type" Error
        "A field holds another type of value than it takes; the field is left out."
        "Write what the message says the field takes.";
    UnknownField "unknown-field" Error
        "An entry has a field that such entries don't have; the field is left out."
        "Write the name as the message suggests, or take the field away.";
    RepeatedField "repeated-field" Error
        "An entry has the same field twice; of a text, date or list in an entry the first holds."
        "Keep one of the two.";
    MissingField "missing-field" Error
        "An event has no usable date or title, or another entry has no usable id; the entry is left out."
        "Give it one.";
    UnknownKind "unknown-kind" Error
        "A kind of event or actor, or a link, has a name that doesn't exist; it is left out."
        "Write one of the names that the message lists.";
    BadDate "bad-date" Error
        "A date is no EDTF date in the years 1 to 9999; the date is left out, and with its own date the event."
        "Write an EDTF date such as 1954-09-29, 1954-09, 1954, 199X, 1972~, 2009/2017 or 2009/..";
    EndBeforeStart "end-before-start" Error
        "A span ends before it begins; the date is left out, and with its own date the event."
        "Put the earlier date first.";
    BadNumber "bad-number" Error
        "A weight is no whole number from 1 to 3; it is left out."
        "Write weight: 1, 2 or 3, or leave it out.";
    BadId "bad-id" Error
        "An id has letters that ids can't have; the entry is kept under the id that the message suggests."
        "Write ids with letters, digits, - _ . and / only.";
    DuplicateId "duplicate-id" Error
        "Two events have the same id; the second is left out."
        "Give one of them another id, or take it away.";
    UnknownLink "unknown-link" Error
        "A link leads to an event or actor that doesn't exist; the link is left out."
        "Write the id of an event (in events) or an actor (in actors).";
    Undeclared "undeclared" Warning
        "An actor, theme, country, group or source is named and declared nowhere; it becomes an entry of that name. \
         An error where the reader is strict."
        "Declare it, or write the id as the message suggests.";
    EmptyFile "empty-file" Warning
        "A file holds nothing; it is read as an empty dataset."
        "Write (events: [ … ]), or leave the file away.";
    ControlLetters "control-letters" Warning
        "A text holds control letters, or letters that turn the direction of writing; they are taken out."
        "Take them out of the file.";
    RepeatedEntry "repeated-entry" Warning
        "One file declares the same id twice in a table other than events; the two are joined into one."
        "Join them, or give one of them another id.";
    RepeatedItem "repeated-item" Warning
        "A list names the same thing twice; the second is left out."
        "Take one away.";
    EmptyItem "empty-item" Warning
        "A list holds an empty text or a source that says nothing; it is left out."
        "Fill it or take it away.";
    SelfLink "self-link" Warning
        "An entry links to itself; the link is left out."
        "Write the id of the other entry, or take the link away.";
    Holds "holds" Warning
        "Holds or HoldsActing stands in an entry that is no person, or leads to an actor that is no post; on an event it is \
         left out."
        "Give the actor kind: Person and the post kind: Post, or use another link.";
    BadUrl "bad-url" Warning
        "A url is no address that begins with http:// or https://; it is left out."
        "Write the whole address.";
    PlannedLate "planned-late" Warning
        "An event was announced, by its planned date, only after it was over."
        "Write in planned the date of the announcement.";
    MissingName "missing-name" Warning
        "An entry has no name, or a source no title, in any file; its id is shown instead."
        "Give it one.";
    EraWithoutDate "era-without-date" Warning
        "An era has no date; it can't be drawn."
        "Give it a span: date: \"1960/1989\".";
    More "more" Warning
        "A file has more problems than are kept; the last one says how many more. An error where one of them is."
        "Mend the first ones and check again.";
}

/// One problem with its place in a file.
///
/// Shown as `file:line:column: severity: what; hint`, the source line, and a caret under the place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Which of the problems it is.
    pub code: Code,
    /// The name of the file as it was given.
    pub file: String,
    /// The line, counted from 1; 0 where the problem is of the whole file.
    pub line: usize,
    /// The column in letters, counted from 1; 0 where the problem is of the whole file.
    pub column: usize,
    /// The source line, without indentation and control letters, cut around the place where it is long.
    pub source_line: String,
    /// The cells of `source_line` before the place.
    pub caret: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl Problem {
    /// The problem in one line, without the source.
    pub fn headline(&self) -> String {
        let Self { severity, file, line, column, what, hint, .. } = self;
        let file = crate::text::clean::clean(file).0;
        let place = if *line == 0 { file.into_owned() } else { format!("{file}:{line}:{column}") };
        if hint.is_empty() {
            format!("{place}: {severity}: {what}")
        } else {
            format!("{place}: {severity}: {what}; {hint}")
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline())?;
        if self.line > 0 && !self.source_line.is_empty() {
            write!(f, "\n    {}\n    {:caret$}^", self.source_line, "", caret = self.caret)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_each_problem_once_in_order() {
        for (at, row) in CODES.iter().enumerate() {
            assert_eq!(row.code as usize, at);
            assert_eq!(row.code.row().name, row.name);
            assert!(row.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", row.name);
            assert!(CODES[..at].iter().all(|other| other.name != row.name), "{}", row.name);
            assert!(CODES[..at].iter().all(|other| other.severity <= row.severity), "{}: errors first", row.name);
        }
    }

    #[test]
    fn a_problem_points_at_its_place() {
        let problem = Problem {
            severity: Severity::Error,
            code: Code::UnknownField,
            file: "assets/x.ron".into(),
            line: 12,
            column: 5,
            source_line: "(科学, titel: 1)".into(),
            caret: 7,
            what: "unknown field \"titel\" of an event".into(),
            hint: "did you mean \"title\"?".into(),
        };
        assert_eq!(
            problem.to_string(),
            "assets/x.ron:12:5: error: unknown field \"titel\" of an event; did you mean \"title\"?\n    \
             (科学, titel: 1)\n           ^"
        );
    }
}
