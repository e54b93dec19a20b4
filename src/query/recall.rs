//! What was found before: a word that is asked again is not searched again, one that has grown is searched only where its
//! beginning was found, and a line that is typed back to is answered at once.

use std::collections::VecDeque;
use std::sync::Arc;

use super::How;
use super::answer::Answer;
use super::find::{Found, Narrow};
use super::plan::{Check, PlanGroup};
use super::words::{Class, Needle, Site, rank};
use super::{Ctx, Plan, Sort};
use crate::store::bits::Bits;

/// How many bytes of ranks, sets and answers are kept.
const RANKS: usize = 32 << 20;
const SETS: usize = 2 << 20;
const ANSWERS: usize = 16 << 20;

/// How many words, sets and answers are kept at most.
const MOST: usize = 64;

/// The last words, sets and answers of one store on one day; the last used come first.
#[derive(Debug, Default)]
pub struct Recall {
    stamp: u64,
    ctx: Option<Ctx>,
    words: VecDeque<(Needle, Arc<Found>)>,
    sets: VecDeque<(bool, Check, Arc<Bits>)>,
    answers: VecDeque<(Conditions, Sort, Answer)>,
}

/// What an answer was for: the groups, and those of each side.
type Conditions = (Vec<PlanGroup>, Vec<Vec<PlanGroup>>);

/// Takes what is asked for to the front.
fn to_front<T>(kept: &mut VecDeque<T>, is_it: impl Fn(&T) -> bool) -> Option<&T> {
    let found = kept.iter().position(is_it).and_then(|at| kept.remove(at))?;
    kept.push_front(found);
    kept.front()
}

impl Recall {
    /// Forgets everything where it is of another store or day.
    pub(super) fn turn_to(&mut self, stamp: u64, ctx: Ctx) {
        if (self.stamp, self.ctx) != (stamp, Some(ctx)) {
            *self = Self { stamp, ctx: Some(ctx), ..Self::default() };
        }
    }

    /// What a word found, where that is known.
    pub(super) fn word(&mut self, needle: &Needle) -> Option<Arc<Found>> {
        to_front(&mut self.words, |(known, _)| known == needle).map(|(_, found)| Arc::clone(found))
    }

    /// Keeps what a word found, and gives it back.
    pub(super) fn kept_word(&mut self, needle: &Needle, found: Found) -> Arc<Found> {
        let found = Arc::new(found);
        self.words.push_front((needle.clone(), Arc::clone(&found)));
        self.words.truncate((RANKS / found.ranks.len().max(1)).clamp(2, MOST));
        found
    }

    /// The rows for which a condition holds, or does not, where they are known.
    pub(super) fn set(&mut self, not: bool, check: &Check) -> Option<Arc<Bits>> {
        to_front(&mut self.sets, |(n, known, _)| (*n, known) == (not, check)).map(|(.., rows)| Arc::clone(rows))
    }

    /// Keeps the rows for which a condition holds, or does not.
    pub(super) fn keep_set(&mut self, not: bool, check: &Check, rows: &Arc<Bits>) {
        self.sets.push_front((not, check.clone(), Arc::clone(rows)));
        self.sets.truncate((SETS / (rows.len() / 8).max(1)).clamp(4, MOST));
    }

    /// The answer to a plan, where it is known.
    pub(super) fn answer(&mut self, plan: &Plan) -> Option<Answer> {
        let is_it = |((groups, sides), sort): (&Conditions, Sort)| {
            groups == &plan.groups && sides == &plan.sides && sort == plan.sort
        };
        let known = to_front(&mut self.answers, |(conditions, sort, _)| is_it((conditions, *sort)));
        known.map(|(.., answer)| answer.clone())
    }

    /// Keeps the answer to a plan.
    pub(super) fn keep_answer(&mut self, plan: &Plan, answer: &Answer) {
        let conditions = (plan.groups.clone(), plan.sides.clone());
        self.answers.push_front((conditions, plan.sort, answer.clone()));
        let mut bytes = 0;
        let fits = self.answers.iter().take(MOST).take_while(|(.., answer)| {
            bytes += answer.rows.len() * 4 + answer.sides.iter().flatten().map(|side| side.len() / 8).sum::<usize>();
            bytes <= ANSWERS
        });
        let kept = fits.count();
        self.answers.truncate(kept);
    }

    /// What is known of where a word can be found.
    pub(super) fn narrow(&self, needle: &Needle) -> Narrow {
        Narrow { within: self.within(needle), chained: self.chained(needle) }
    }

    /// All rows of which a text can hold a word, where they are known to be few.
    ///
    /// A text that holds the word holds every part of it too; and a row of which a text holds the part has that rank or a
    /// better one there.
    fn within(&self, needle: &Needle) -> Option<Bits> {
        let parts = self.words.iter().filter(|(part, _)| {
            let is_contained = matches!(part.how, How::Bare | How::Exact);
            is_contained && !part.folded.is_empty() && needle.folded.contains(part.folded.as_str())
        });
        let (_, found) = parts.max_by_key(|(part, _)| part.folded.len())?;
        if found.guess.is_some() {
            // What stands in place of the part is not the part: no text holds it.
            return Some(Bits::none(found.rows.len()));
        }
        let body = rank(Class::Body, Site::Place);
        // The rows of the part are all that it matches, mostly not many more than its texts hold.
        let some = found.rows.count();
        let rows = || Bits::of(found.ranks.len(), |row| (1..=body).contains(&found.ranks[row as usize]));
        (some <= found.rows.len() / 8).then(rows)
    }

    /// The longest word that this one has grown from, with the rows that it is chained in.
    fn chained(&self, needle: &Needle) -> Option<Arc<Found>> {
        let grown = |(part, found): &&(Needle, Arc<Found>)| {
            found.chained.is_some() && needle.folded.starts_with(part.folded.as_str())
        };
        let (_, found) = self.words.iter().filter(grown).max_by_key(|(part, _)| part.folded.len())?;
        Some(Arc::clone(found))
    }
}
