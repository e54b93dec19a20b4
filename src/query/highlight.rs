//! Which letters of a shown text a query's words stand for; computed for what is on screen only.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::words::{Class, Needle};
use super::{How, Query};
use crate::text::fold::fold_with_map;

/// The byte ranges of a shown text that are highlighted, in order and apart.
pub type Marks = Vec<Range<usize>>;

/// The words of a query, ready to be marked in texts.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    needles: Vec<Needle>,
    loose: Vec<String>,
}

impl Marker {
    /// The marker of a query; `loose` are the words that its answer matched loosely.
    pub fn new(query: &Query, loose: &[String]) -> Self {
        Self { needles: query.marked().map(|(text, how)| Needle::new(text, how)).collect(), loose: loose.to_vec() }
    }

    /// The marks of a title or name.
    pub fn in_title(&self, text: &str) -> Marks {
        self.marks(text, true)
    }

    /// The marks of a summary or note, where words count only as contained.
    pub fn in_body(&self, text: &str) -> Marks {
        self.marks(text, false)
    }

    fn marks(&self, text: &str, is_title: bool) -> Marks {
        if self.needles.is_empty() {
            return Marks::new();
        }
        let folded = fold_with_map(text);
        let mut letters: Vec<usize> = Vec::new();
        for needle in &self.needles {
            let contained = contained(&folded.text, &needle.folded);
            if !contained.is_empty() {
                if is_title || matches!(needle.how, How::Bare | How::Exact) {
                    letters.extend(contained);
                }
            } else if is_title {
                let abbreviated = needle.how == How::Bare
                    && matches!(needle.class(&folded.text), Some(Class::Initials | Class::Beginnings));
                if abbreviated || (self.loose.contains(&needle.folded) && needle.loose(&folded.text)) {
                    letters.extend(scattered(&folded.text, &needle.folded));
                }
            }
        }
        letters.sort_unstable();
        letters.dedup();
        join(letters.into_iter().filter_map(|at| folded.origin.get(at)))
    }
}

/// The letters of every occurrence of a word.
fn contained(folded: &str, word: &str) -> Vec<usize> {
    let length = word.chars().count();
    let starts = folded.match_indices(word).map(|(at, _)| folded[..at].chars().count());
    starts.flat_map(|start| start..start + length).collect()
}

/// The letters that fuzzy-matcher finds a scattered word at.
fn scattered(folded: &str, word: &str) -> Vec<usize> {
    SkimMatcherV2::default().fuzzy_indices(folded, word).map_or_else(Vec::new, |(_, letters)| letters)
}

fn join<'a>(origins: impl Iterator<Item = &'a (u32, u32)>) -> Marks {
    let mut marks = Marks::new();
    for (start, end) in origins {
        let (start, end) = (*start as usize, *end as usize);
        match marks.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => marks.push(start..end),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn marked<'a>(line: &str, text: &'a str) -> Vec<&'a str> {
        let marker = Marker::new(&parse(line).query, &["frum".to_owned()]);
        marker.in_title(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn the_letters_of_the_source_are_marked() {
        assert_eq!(marked("FORUM", "World Science Forum"), ["Forum"]);
        assert_eq!(marked("ふぉーらむ", "世界科学フォーラム"), ["フォーラム"]);
        assert_eq!(marked("平成 strasse", "㍻の Straße"), ["㍻", "Straße"]);
        assert_eq!(marked("wsf", "World Science Forum"), ["W", "S", "F"]);
        assert_eq!(marked("frum", "World Science Forum"), ["F", "rum"]);
        assert_eq!(marked("!forum country:JP", "World Science Forum"), Vec::<&str>::new());
    }

    #[test]
    fn a_summary_is_marked_where_the_word_stands() {
        let marker = Marker::new(&parse("wsf science").query, &[]);
        let text = "World Science Forum";
        assert_eq!(marker.in_body(text), vec![6..13], "{text}");
    }
}
