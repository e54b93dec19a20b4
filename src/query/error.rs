//! What is wrong with a query, where, and what may have been meant.

use std::ops::Range;

use crate::text::Lang;

/// A mistake at a place of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryError {
    /// The byte range in the line.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What can be wrong with a query.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorKind {
    /// A word before a colon is no field; the nearest field.
    UnknownField(String, Option<&'static str>),
    /// A field has no value.
    NoValue(String),
    /// A value is none of the field's; the nearest one.
    UnknownValue(&'static str, String, Option<String>),
    /// A word after `is:`, `sort:` or `weight:` is none of those that are known.
    UnknownWord(&'static str, String, Vec<&'static str>),
    /// The calendar has no such date; what may be meant.
    NoSuchDate(String, Option<String>),
    /// A span ends before it begins; the same turned round.
    Backwards(String, String),
    /// A setting or a side stands within an or-group.
    NotHere(&'static str),
    /// A setting or a side stands within a side.
    InSide(&'static str),
    /// A side is turned round.
    NotSide,
    /// There are two sides already.
    ThirdSide,
}

impl QueryError {
    /// The mistake as a sentence that says what to do.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.kind.english(),
            Lang::Ja => self.kind.japanese(),
        }
    }

    /// What may have been meant in its place.
    pub fn suggestion(&self) -> Option<&str> {
        match &self.kind {
            ErrorKind::UnknownField(_, near) => *near,
            ErrorKind::UnknownValue(_, _, near) | ErrorKind::NoSuchDate(_, near) => near.as_deref(),
            ErrorKind::Backwards(_, turned) => Some(turned),
            _ => None,
        }
    }
}

impl ErrorKind {
    fn english(&self) -> String {
        match self {
            Self::UnknownField(name, Some(near)) => {
                format!("{name}: is no field; did you mean {near}: ? As text, write '{name}:")
            }
            Self::UnknownField(name, None) => format!("{name}: is no field; as text, write '{name}:"),
            Self::NoValue(name) => format!("{name}: needs a value after the colon"),
            Self::UnknownValue(field, typed, Some(near)) => {
                format!("{field}:{typed} is not known; did you mean {near}?")
            }
            Self::UnknownValue(field, typed, None) => {
                format!("{field}:{typed} is not known; search it as a word instead")
            }
            Self::UnknownWord(field, typed, known) => {
                format!("{field}:{typed} is not known; write one of {}", known.join(", "))
            }
            Self::NoSuchDate(typed, Some(near)) => {
                format!("{typed} is not in the calendar; did you mean {near}? As text, write '{typed}")
            }
            Self::NoSuchDate(typed, None) => format!("{typed} is not in the calendar; as text, write '{typed}"),
            Self::Backwards(typed, turned) => format!("{typed} ends before it begins; did you mean {turned}?"),
            Self::NotHere(name) => format!("{name}: can't be joined by |; put it at the end"),
            Self::InSide(name) => format!("{name}: can't stand within a side; write it outside of vs:"),
            Self::NotSide => "a side can't be excluded as a whole; write vs:!… or leave it out".to_owned(),
            Self::ThirdSide => "only two sides are compared; take one vs: away".to_owned(),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::UnknownField(name, Some(near)) => {
                format!("{name}: という項目はありません。{near}: でしょうか。文字として探すには '{name}: と書きます")
            }
            Self::UnknownField(name, None) => {
                format!("{name}: という項目はありません。文字として探すには '{name}: と書きます")
            }
            Self::NoValue(name) => format!("{name}: の後に値が必要です"),
            Self::UnknownValue(field, typed, Some(near)) => {
                format!("{field}:{typed} は見つかりません。{near} でしょうか")
            }
            Self::UnknownValue(field, typed, None) => {
                format!("{field}:{typed} は見つかりません。語として検索してください")
            }
            Self::UnknownWord(field, typed, known) => {
                format!("{field}:{typed} は使えません。次のどれかを書きます: {}", known.join("、"))
            }
            Self::NoSuchDate(typed, Some(near)) => {
                format!("{typed} は暦にありません。{near} でしょうか。文字として探すには '{typed} と書きます")
            }
            Self::NoSuchDate(typed, None) => {
                format!("{typed} は暦にありません。文字として探すには '{typed} と書きます")
            }
            Self::Backwards(typed, turned) => format!("{typed} は終わりが始まりより前です。{turned} でしょうか"),
            Self::NotHere(name) => format!("{name}: は | でつなげません。行の終わりに書いてください"),
            Self::InSide(name) => format!("{name}: は比較の片側の中には書けません。vs: の外に書いてください"),
            Self::NotSide => "比較の片側をまるごと除くことはできません。vs:!… と書くか、外してください".to_owned(),
            Self::ThirdSide => "比べられるのは二つまでです。vs: を一つ外してください".to_owned(),
        }
    }
}
