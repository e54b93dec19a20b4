//! Which letters of a shown text a query's words stand for; computed for what is on screen only.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::loosen::stem;
use super::slips::Slips;
use super::words::{NAMED, Needle};
use super::{Guess, How, Query, Taken};
use crate::store::{EventView, FoldedTexts};
use crate::text::Lang;
use crate::text::fold::{Folded, fold, fold_with_map};
use crate::text::reading::{Lexicon, Piece};

/// The byte ranges of a shown text that are highlighted, in order and apart.
pub type Marks = Vec<Range<usize>>;

/// The words of a query, ready to be marked in texts.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    words: Arc<[Word]>,
    /// What words stand for that match through a reading, folded.
    read: Vec<String>,
}

/// A word, and what it was taken for.
#[derive(Debug)]
struct Word {
    needle: Needle,
    is_loose: bool,
    slips: Option<Slips>,
}

impl Marker {
    /// The marker of a query; `guesses` are those of its answer.
    pub fn new(query: &Query, guesses: &[Guess]) -> Self {
        let word = |(text, how): (&str, How)| {
            let needle = Needle::new(text, how);
            let guess = guesses.iter().find(|guess| how == How::Bare && guess.word == needle.folded);
            let taken = guess.map(|guess| guess.taken);
            let slips = Slips::of(&needle).filter(|_| taken == Some(Taken::Slip));
            let meant = match taken {
                Some(Taken::Unfinished) => needle.finished(),
                Some(Taken::Counted) => needle.counted(),
                Some(Taken::Bent) => stem(&needle.folded).map(|stem| Needle::new(stem, How::Exact)),
                _ => None,
            };
            (taken != Some(Taken::LeftOut)).then(|| Word {
                needle: meant.unwrap_or(needle),
                is_loose: taken == Some(Taken::Loose),
                slips,
            })
        };
        Self { words: query.marked().filter_map(word).collect(), read: Vec::new() }
    }

    /// The same, knowing what its words stand for that match through a reading in an event's title or names.
    pub fn of_event(&self, event: EventView<'_>) -> Cow<'_, Self> {
        let read = event.store.folded_if_made().map(|folded| self.read_in(event, folded)).unwrap_or_default();
        if read.is_empty() { Cow::Borrowed(self) } else { Cow::Owned(Self { words: Arc::clone(&self.words), read }) }
    }

    fn read_in(&self, event: EventView<'_>, folded: &FoldedTexts) -> Vec<String> {
        let needles =
            || self.words.iter().map(|word| &word.needle).filter(|needle| needle.as_reading() != [None, None]);
        if needles().next().is_none() {
            return Vec::new();
        }
        let mut read = Vec::new();
        let mut look = |text: &str, kana: &str, latin: &str| {
            for needle in needles().filter(|needle| needle.reads(kana, latin)) {
                let text = fold(text);
                if !text.contains(&needle.folded) {
                    let lexicon = folded.lexicon(event.store);
                    stands_for(needle, &text, kana, lexicon, &mut read);
                }
            }
        };
        let title = event.title_only(Lang::Ja);
        look(title, folded.readings.get(event.row), folded.romaji.get(event.row));
        for entry in NAMED.iter().flat_map(|(axis, _)| event.values(*axis)) {
            let [kana, latin] = entry.readings();
            look(&entry.name.ja, kana, latin);
        }
        read
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
        if self.words.is_empty() {
            return Marks::new();
        }
        let folded = fold_with_map(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in &*self.words {
            let before = found.len();
            let needle = &word.needle;
            if is_title || matches!(needle.how, How::Bare | How::Exact) {
                found.extend(contained(&folded.text, &needle.folded));
            }
            // What a slip stands for is a word wherever it is.
            if found.len() == before && (is_title || word.slips.is_some()) {
                found.extend(word.in_title(&folded.text));
            }
        }
        self.read.iter().for_each(|read| found.extend(contained(&folded.text, read)));
        join(&folded, found)
    }
}

impl Word {
    /// The letters of a folded title that it stands for without being contained in it.
    fn in_title(&self, text: &str) -> Vec<Range<usize>> {
        if let Some(slips) = &self.slips {
            return slips.in_text(text);
        }
        let loose = || if self.is_loose { self.needle.loose_in(text) } else { None };
        let abbreviated = self.needle.may_abbreviate().then(|| self.needle.abbreviated_in(text)).flatten();
        abbreviated.map(|(_, letters)| letters).or_else(loose).unwrap_or_default()
    }
}

/// Adds what a word stands for in a folded text that it matches through its reading.
fn stands_for(needle: &Needle, text: &str, reading: &str, lexicon: &Lexicon, read: &mut Vec<String>) {
    let [letters, sounds]: [Vec<char>; 2] = [text, reading].map(|text| text.chars().collect());
    let Some(pieces) = lexicon.align(&letters, &sounds) else { return };
    for range in needle.read_in(reading) {
        let count = |range: Range<usize>| reading[range].chars().count();
        let (from, length) = (count(0..range.start), count(range));
        let meets = |piece: &&Piece| piece.reading.start < from + length && from < piece.reading.end;
        let mut met = pieces.iter().filter(meets);
        if let Some(first) = met.next() {
            let last = met.next_back().unwrap_or(first);
            let stands: String = letters[first.text.start..last.text.end].iter().collect();
            if !stands.is_empty() && !read.contains(&stands) {
                read.push(stands);
            }
        }
    }
}

/// Every occurrence of a word.
fn contained<'a>(folded: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    folded.match_indices(word).map(|(at, _)| at..at + word.len())
}

/// The places in the shown text of some bytes of its folded form.
fn join(folded: &Folded, mut found: Vec<Range<usize>>) -> Marks {
    found.sort_unstable_by_key(|range| range.start);
    let mut marks = Marks::new();
    let mut letters = folded.text.char_indices().zip(&folded.origin).peekable();
    for range in found {
        while let Some(((at, _), (start, end))) = letters.peek().copied() {
            if at >= range.end {
                break;
            }
            letters.next();
            if at < range.start {
                continue;
            }
            let (start, end) = (*start as usize, *end as usize);
            match marks.last_mut() {
                Some(last) if last.end >= start => last.end = last.end.max(end),
                _ => marks.push(start..end),
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::builtin;
    use crate::store::Store;
    use crate::store::tests::small;

    fn marker(line: &str) -> Marker {
        let guess = |(word, taken): (&str, Taken)| Guess { word: word.into(), taken, found: Vec::new() };
        let guesses = [("frum", Taken::Loose), ("sciense", Taken::Slip), ("世界k", Taken::Unfinished)].map(guess);
        Marker::new(&parse(line).query, &guesses)
    }

    fn marked<'a>(line: &str, text: &'a str) -> Vec<&'a str> {
        marker(line).in_title(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn the_letters_of_the_source_are_marked() {
        assert_eq!(marked("FORUM", "World Science Forum"), ["Forum"]);
        assert_eq!(marked("ふぉーらむ", "世界科学フォーラム"), ["フォーラム"]);
        assert_eq!(marked("平成 strasse", "㍻の Straße"), ["㍻", "Straße"]);
        assert_eq!(marked("wsf", "World Science Forum"), ["W", "S", "F"]);
        assert_eq!(marked("wsf", "The Worldwide Forum of the World Science Forum"), ["W", "S", "F"]);
        assert_eq!(marked("sciforum", "A Science Forum"), ["Sci", "Forum"]);
        assert_eq!(marked("frum", "World Science Forum"), ["F", "rum"]);
        assert_eq!(marked("sciense", "World Science Forum"), ["Science"]);
        assert_eq!(marked("世界k", "世界科学フォーラム"), ["世界"]);
        assert_eq!(marked("!forum country:JP", "World Science Forum"), Vec::<&str>::new());
    }

    #[test]
    fn a_summary_is_marked_where_the_word_stands() {
        let text = "World Science Forum";
        assert_eq!(marker("wsf science").in_body(text), vec![6..13], "{text}");
        assert_eq!(marker("wsf sciense").in_body(text), vec![6..13], "{text}");
    }

    fn read<'a>(store: &'a Store, id: &str, line: &str) -> Vec<&'a str> {
        store.folded();
        let event = store.event(store.row(id).unwrap());
        let title = event.title(Lang::Ja);
        marker(line).of_event(event).in_title(title).into_iter().map(|range| &title[range]).collect()
    }

    #[test]
    fn a_reading_marks_the_letters_that_are_read_so() {
        let store = small();
        for (id, line, wanted) in [
            // Nothing in this data tells where 世界 ends and 科学 begins.
            ("wsf-9", "kagaku", &["世界科学"][..]),
            ("wsf-9", "kag", &["世界科学"]),
            ("wsf-9", "ぶだ", &["ブダ"]),
            ("wsf-9", "foramu", &["フォーラム"]),
            ("kishi", "kishi", &["岸"]),
            ("kishi", "きし", &["岸"]),
            ("cern", "jouyaku", &["CERN設立条約"]),
            ("cern", "kaisai", &[]),
        ] {
            assert_eq!(read(&store, id, line), wanted, "{line} in {id}");
        }
        // Where names tell it, the word alone is marked.
        let store = Store::build(builtin::dataset().unwrap());
        for (id, line, wanted) in [
            ("2003-wsf-1", "kagaku", &["科学"][..]),
            ("2003-wsf-1", "kag", &["科学"]),
            ("2003-wsf-1", "sekaikagaku", &["世界科学"]),
            ("2008-05-cstp-report", "gijutsu", &["技術", "技術"]),
            ("2008-05-cstp-report", "gaikou", &["外交"]),
        ] {
            assert_eq!(read(&store, id, line), wanted, "{line} in {id}");
        }
    }

    #[test]
    fn names_and_summaries_are_marked_by_what_is_read_in_the_event() {
        let store = Store::build(builtin::dataset().unwrap());
        store.folded();
        let event = store.event(store.row("2003-wsf-1").unwrap());
        let marker = marker("kagaku");
        let text = "ハンガリー科学アカデミー";
        let marks: Vec<&str> = marker.of_event(event).in_body(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!((marks, marker.in_body(text)), (vec!["科学"], Vec::new()));
    }
}
