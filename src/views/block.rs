//! Text to be read, in blocks: what a page is made of before it is fitted into any width.

use std::ops::Range;

use super::subject::Subject;

/// A text of which some parts lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The text.
    pub text: String,
    /// The byte ranges that lead somewhere, in order and apart, and where to.
    pub refs: Vec<(Range<usize>, Subject)>,
}

impl Rich {
    /// A text that leads somewhere as a whole, where it does.
    pub fn to(text: impl Into<String>, to: Option<Subject>) -> Self {
        let text = text.into();
        let refs = to.into_iter().filter(|_| !text.is_empty()).map(|to| (0..text.len(), to)).collect();
        Self { text, refs }
    }

    /// Adds a text at the end.
    pub fn push(&mut self, other: impl Into<Self>) {
        let other = other.into();
        let at = self.text.len();
        self.text.push_str(&other.text);
        self.refs.extend(other.refs.into_iter().map(|(range, to)| (range.start + at..range.end + at, to)));
    }

    /// Texts one after the other, the empty ones left out.
    pub fn joined(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut out = Self::default();
        for part in parts.into_iter().filter(|part| !part.text.is_empty()) {
            if !out.text.is_empty() {
                out.push(between);
            }
            out.push(part);
        }
        out
    }
}

impl<T: Into<String>> From<T> for Rich {
    fn from(text: T) -> Self {
        Self::to(text, None)
    }
}

/// A block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title in the language shown.
    Title(String),
    /// The title in the other language.
    OtherTitle(String),
    /// When, where and of what kind, in one line.
    Facts(Rich),
    /// A label and its value.
    Field(&'static str, Rich),
    /// A paragraph in which the query's words are marked.
    Paragraph(String),
    /// A warning: planned, unconfirmed, disputed.
    Warning(String),
    /// The heading of a part.
    Heading(String),
    /// An item of a part.
    Item(Rich),
    /// An event by its row, and how it stands to the one that is told of.
    Event(Option<&'static str>, u32),
    /// An address.
    Address(String),
    /// Through which years something lasts, and its events in them.
    Life(Life),
    /// What is said against each other: a title, and each side's blocks.
    Claims(&'static str, Vec<Vec<Block>>),
    /// Blocks that stand beside one another where there is room.
    Beside(Vec<Vec<Block>>),
}

/// Through which years something lasts, and its events in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The first of the years that are counted.
    pub first: i32,
    /// How many events there are in each year.
    pub years: Vec<u32>,
    /// How many of them are only announced.
    pub coming: Vec<u32>,
    /// The first and last year of its existence, where that is known.
    pub span: Option<(i32, i32)>,
}
