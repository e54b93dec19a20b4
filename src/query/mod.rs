//! What is asked: a query as a value, its text with spans, what it means against a store, and the answer. Pure: no thread,
//! no clock, no file; today and the user's marks come in as [`Ctx`].

mod abbreviate;
mod answer;
pub mod complete;
mod count;
mod dates;
pub mod edit;
mod eras;
mod error;
mod find;
mod guess;
mod heard;
mod highlight;
mod item;
mod kinds;
mod language;
mod letters;
mod lex;
mod look;
mod loosen;
mod near;
mod parse;
#[cfg(test)]
mod plain;
mod plan;
mod print;
mod rank;
mod recall;
mod scan;
mod show;
mod side;
mod slips;
mod tell;
pub mod words;

pub use answer::{Answer, Asked, FacetCounts, Owner, PANES, answer, answer_in_steps, rows_without};
pub use dates::{Point, When};
pub use error::{ErrorKind, QueryError};
pub use guess::{Guess, Taken};
pub use highlight::{Marker, Marks};
pub use language::{Example, LANGUAGE, UNLIKE_FZF};
pub use parse::{Parsed, Piece, Place, parse, parse_with};
pub use plan::{Ctx, Plan};
pub use recall::Recall;
pub use scan::Run;
pub use show::{Columns, Setting, Show, Sort, ViewKind, Zoom};
pub use tell::{in_the_way, tell};

use crate::data::Field;
use crate::text::Lang;

/// What is asked: every group must hold; the rest is how the answer is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// All of these must hold.
    pub groups: Vec<Group>,
    /// What is compared: nothing, one side with everything else, or two; one of two must hold as well.
    pub sides: Vec<Side>,
    /// How the answer is shown.
    pub show: Show,
}

/// One side of a comparison: a query of its own, written after `vs:`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// All of these must hold; never empty.
    pub groups: Vec<Group>,
}

/// One or more terms of which at least one must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The terms; never empty.
    pub terms: Vec<Term>,
}

/// One condition, or its opposite.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Whether the condition must not hold.
    pub not: bool,
    /// The condition.
    pub atom: Atom,
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    /// A word or phrase.
    Text {
        /// The text as typed, without its signs.
        text: String,
        /// How it must occur.
        how: How,
    },
    /// A field has one of these values, as typed.
    Field {
        /// The field.
        field: &'static Field,
        /// The values; any of them will do.
        values: Vec<String>,
    },
    /// The event's id is one of these.
    Id(Vec<String>),
    /// The title contains this exactly.
    Title(String),
    /// The date stands in a relation to a span of days.
    Date(DateRelation, When),
    /// The event is in a state.
    Is(Is),
    /// The weight lies between the two, both included.
    Weight(u8, u8),
}

/// How a text must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// As a person would say that it matches; see [`words`].
    Bare,
    /// As typed, anywhere.
    Exact,
    /// As a whole word of a title or name.
    Word,
    /// At the start of a title or name.
    Start,
    /// At the end of a title or name.
    End,
    /// As the whole of a title or name.
    Whole,
}

/// How an event's date stands to a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateRelation {
    /// They share a day.
    Overlaps,
    /// The event ends before the span begins.
    Before,
    /// The event begins after the span ends.
    After,
    /// The event lies wholly inside.
    On,
}

impl DateRelation {
    /// The relations that are typed as a field, with their names.
    pub const NAMED: &[(&str, Self)] = &[("before", Self::Before), ("after", Self::After), ("on", Self::On)];
}

/// Declares the words after `is:`.
macro_rules! is {
    ($($(#[$doc:meta])* $name:ident $word:literal $en:literal $ja:literal;)*) => {
        /// A state that an event can be in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Is { $($(#[$doc])* $name,)* }

        impl Is {
            /// All states, with the words that name them.
            pub const NAMED: &[(&str, Self)] = &[$(($word, Self::$name),)*];

            /// The word that names it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The label shown to readers.
            pub fn label(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $en, (Self::$name, Lang::Ja) => $ja,)* }
            }
        }
    };
}

is! {
    /// Announced and still to come, or not yet over.
    Planned "planned" "planned" "予定";
    /// Announced, its date is over, and no source says that it happened.
    Unconfirmed "unconfirmed" "outcome not told" "結果不明";
    /// It happened.
    Past "past" "happened" "過去";
    /// Begun and going on.
    Ongoing "ongoing" "going on" "継続中";
    /// From a beginning to an end.
    Span "span" "from a beginning to an end" "期間";
    /// Sources give different dates.
    Disputed "disputed" "sources disagree" "出典の食い違い";
}

impl Query {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The words that must occur, as typed: what answers are ranked by.
    pub fn wanted(&self) -> impl Iterator<Item = (&str, How)> {
        wanted(&self.groups)
    }

    /// The words that are highlighted: those that must occur, and those of the sides.
    pub fn marked(&self) -> impl Iterator<Item = (&str, How)> {
        self.wanted().chain(self.sides.iter().flat_map(|side| wanted(&side.groups)))
    }
}

fn wanted(groups: &[Group]) -> impl Iterator<Item = (&str, How)> {
    groups.iter().flat_map(|group| &group.terms).filter(|term| !term.not).filter_map(|term| match &term.atom {
        Atom::Text { text, how } => Some((text.as_str(), *how)),
        Atom::Title(text) => Some((text.as_str(), How::Exact)),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
