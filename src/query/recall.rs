//! What words were found before: a word that is asked again is not searched again, and one that has grown is searched only
//! where its beginning was found.

use std::collections::VecDeque;
use std::sync::Arc;

use super::How;
use super::find::{Found, find_with};
use super::scan::Run;
use super::words::{Class, Needle, Site, rank};
use crate::store::Store;
use crate::store::bits::Bits;

/// How many bytes of ranks are kept, and how many words at most.
const KEPT: usize = 48 << 20;
const WORDS: usize = 64;

/// The last words and what they found, of one store.
#[derive(Debug, Default)]
pub struct Recall {
    stamp: u64,
    /// The last used come first.
    words: VecDeque<(String, How, Arc<Found>)>,
}

impl Recall {
    /// Forgets everything where it is of another store.
    pub(super) fn turn_to(&mut self, stamp: u64) {
        if self.stamp != stamp {
            *self = Self { stamp, words: VecDeque::new() };
        }
    }

    /// The events that a word matches, recalled or found.
    pub(super) fn find(&mut self, store: &Store, needle: &Needle, run: &Run<'_>) -> Option<Arc<Found>> {
        let known = self.words.iter().position(|(word, how, _)| *word == needle.folded && *how == needle.how);
        if let Some(word) = known.and_then(|at| self.words.remove(at)) {
            let found = Arc::clone(&word.2);
            self.words.push_front(word);
            return Some(found);
        }
        let within = self.within(needle);
        let found = Arc::new(find_with(store, needle, run, within.as_ref())?);
        self.words.push_front((needle.folded.clone(), needle.how, Arc::clone(&found)));
        self.words.truncate(WORDS.min(KEPT / store.len().max(1)).max(2));
        Some(found)
    }

    /// All rows of which a text can hold a word, where they are known to be few.
    ///
    /// A text that holds the word holds every part of it too; and a row of which a text holds the part has that rank or a
    /// better one there.
    fn within(&self, needle: &Needle) -> Option<Bits> {
        let parts = self.words.iter().filter(|(word, how, _)| {
            matches!(how, How::Bare | How::Exact) && !word.is_empty() && needle.folded.contains(word.as_str())
        });
        let (.., found) = parts.max_by_key(|(word, ..)| word.len())?;
        let body = rank(Class::Body, Site::Place);
        let rows = Bits::of(found.ranks.len(), |row| (1..=body).contains(&found.ranks[row as usize]));
        (rows.count() <= rows.len() / 8).then_some(rows)
    }
}
