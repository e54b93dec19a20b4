//! How an answer is shown: the settings that stand at the top level of a line. Of two of the same name the last holds.

use crate::data::Field;
use crate::text::Lang;

/// Declares the values of a setting: the word that names each in a query, and its label in both languages.
macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $name:ident $word:literal $en:literal $ja:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $($(#[$doc])* $name,)* }

        impl $type {
            /// All of them, with the words that name them.
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

named! {
    /// In which order the answer is listed.
    Sort {
        /// Oldest first.
        Date "date" "by date" "年代順";
        /// Newest first.
        DateDown "-date" "newest first" "新しい順";
        /// Best match first.
        Score "score" "best first" "一致順";
    }
}

named! {
    /// What the middle of the screen shows of the answer.
    ViewKind {
        /// The list of events.
        Timeline "timeline" "Timeline" "年表";
        /// A lane for each value of a field, over time.
        Lanes "lanes" "Lanes" "帯";
        /// The values of a field by years, or by the values of another.
        Matrix "matrix" "Matrix" "集計表";
        /// Who appears with the chosen actor.
        Together "together" "Together" "つながり";
        /// Two sides against each other.
        Compare "compare" "Compare" "比較";
        /// The hits in sentences.
        Period "period" "Period" "要約";
    }
}

impl ViewKind {
    /// The view after this one, and round again; the one before where `forward` is false.
    #[must_use]
    pub fn next(self, forward: bool) -> Self {
        let count = Self::NAMED.len();
        let here = Self::NAMED.iter().position(|(_, kind)| *kind == self).unwrap_or(0);
        Self::NAMED[(here + if forward { 1 } else { count - 1 }) % count].1
    }
}

named! {
    /// How much time the lanes show from edge to edge.
    Zoom {
        /// All years that have hits.
        All "all" "all years" "全期間";
        /// Forty years.
        Forty "40y" "forty years" "40年";
        /// Twenty years.
        Twenty "20y" "twenty years" "20年";
        /// Ten years.
        Ten "10y" "ten years" "10年";
        /// Five years.
        Five "5y" "five years" "5年";
        /// Two years.
        Two "2y" "two years" "2年";
        /// One year.
        One "1y" "one year" "1年";
    }
}

/// What the columns of the matrix are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Columns {
    /// Spans of so many years: 10, 5 or 1.
    Years(u8),
    /// The values of a field.
    Field(&'static Field),
}

impl Columns {
    /// The words for spans of years.
    const SPANS: &[(&str, u8)] = &[("decade", 10), ("5y", 5), ("year", 1)];
    /// Their labels.
    const LABELS: &[[&str; 2]] = &[["decades", "10年ごと"], ["five years", "5年ごと"], ["years", "年ごと"]];

    fn read(word: &str) -> Option<Self> {
        let span = Self::SPANS.iter().find(|(name, _)| *name == word).map(|(_, years)| Self::Years(*years));
        span.or_else(|| Field::named(word).map(Self::Field))
    }

    /// The word that names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Years(years) => Self::SPANS.iter().find(|(_, own)| *own == years).map_or("year", |(name, _)| name),
            Self::Field(field) => field.name,
        }
    }

    /// The label shown to readers.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Years(years) => {
                let at = Self::SPANS.iter().position(|(_, own)| *own == years).unwrap_or(Self::SPANS.len() - 1);
                Self::LABELS[at][lang as usize]
            }
            Self::Field(field) => field.label(lang),
        }
    }
}

/// Declares the settings: the name before the colon, where its value is kept, how a word is read and which words there are.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:literal $en:literal $ja:literal $slot:ident $variant:ident($type:ty) $read:expr, $words:expr;)*) => {
        /// How the answer is shown, where the line says it.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Show { $($(#[$doc])* pub $slot: Option<$type>,)* }

        /// One setting.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Setting { $($(#[$doc])* $variant($type),)* }

        impl Setting {
            /// The names of all settings, in the order in which they are written.
            pub const NAMES: &[&str] = &[$($name,)*];

            /// The labels of all settings in the same order, in English and Japanese.
            pub const LABELS: &[[&str; 2]] = &[$([$en, $ja],)*];

            /// The label of its value.
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$variant(value) => value.label(lang),)* }
            }

            /// The name before the colon.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)* }
            }

            /// Reads the word after a setting's name; `None` where it is none of its words.
            pub fn read(name: &str, word: &str) -> Option<Self> {
                match name {
                    $($name => { let read: fn(&str) -> Option<$type> = $read; read(word).map(Self::$variant) })*
                    _ => None,
                }
            }

            /// The words that may stand after a setting's name.
            pub fn words(name: &str) -> Vec<&'static str> {
                match name { $($name => $words,)* _ => Vec::new() }
            }
        }

        impl Show {
            /// Takes a setting in, in place of what it was.
            pub fn set(&mut self, setting: Setting) {
                match setting { $(Setting::$variant(value) => self.$slot = Some(value),)* }
            }

            /// What is set, in the order in which it is written.
            pub fn settings(&self) -> impl Iterator<Item = Setting> {
                [$(self.$slot.map(Setting::$variant),)*].into_iter().flatten()
            }
        }

        impl std::fmt::Display for Setting {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self { $(Self::$variant(value) => write!(f, "{}:{}", $name, value.name()),)* }
            }
        }
    };
}

impl Field {
    /// The name that is typed before a colon.
    fn name(&self) -> &'static str {
        self.name
    }

    /// The names of all fields.
    fn names() -> impl Iterator<Item = &'static str> {
        crate::data::FIELDS.iter().map(|field| field.name)
    }
}

settings! {
    /// The order; by date where none is set.
    "sort" "Order" "並び順" sort Sort(Sort) |word| pick(Sort::NAMED, word), words(Sort::NAMED);
    /// The view; the list where none is set.
    "view" "View" "画面" view View(ViewKind) |word| pick(ViewKind::NAMED, word), words(ViewKind::NAMED);
    /// The field that has a lane, or a row of the matrix, for each value.
    "lanes" "Lanes" "帯の項目" lanes Lanes(&'static Field) Field::named, Field::names().collect();
    /// The columns of the matrix.
    "columns" "Columns" "列" columns Columns(Columns) Columns::read,
        Columns::SPANS.iter().map(|(name, _)| *name).chain(Field::names()).collect();
    /// How much time the lanes show.
    "zoom" "Zoom" "拡大" zoom Zoom(Zoom) |word| pick(Zoom::NAMED, word), words(Zoom::NAMED);
}

fn pick<T: Copy>(named: &[(&str, T)], word: &str) -> Option<T> {
    named.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn words<T>(named: &'static [(&'static str, T)]) -> Vec<&'static str> {
    named.iter().map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_setting_is_read_and_written_alike() {
        for name in Setting::NAMES {
            for word in Setting::words(name) {
                let setting = Setting::read(name, word).unwrap();
                assert_eq!(setting.to_string(), format!("{name}:{word}"));
                let mut show = Show::default();
                show.set(setting);
                assert_eq!(show.settings().collect::<Vec<_>>(), [setting]);
            }
        }
    }

    #[test]
    fn views_go_round() {
        let mut view = ViewKind::Timeline;
        for _ in ViewKind::NAMED {
            view = view.next(true);
        }
        assert_eq!(view, ViewKind::Timeline);
        assert_eq!(view.next(false).next(true), view);
    }
}
