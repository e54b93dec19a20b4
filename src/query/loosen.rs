//! What a line is taken for where no event matches all of it: the same without the words that only hold a sentence together,
//! and with English words that have an ending looked for without it.

use super::answer::Owner;
use super::guess::{Guess, Taken};
use super::kinds::kinds_of;
use super::plan::{Check, PlanGroup};
use super::words::Needle;
use super::{How, Plan};

/// Words that hold a sentence together or make it a question, folded.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "a", "an", "and", "are", "at", "by", "did", "do", "does", "for", "from", "had", "has", "have", "how", "in", "into", "is",
    "of", "on", "or", "the", "their", "to", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why",
    "will", "with",
    "いつ", "だれ", "誰", "どこ", "なに", "何", "なぜ", "とは", "について", "から", "まで", "の", "に", "は", "を", "が", "で", "と",
    "も", "へ",
];

/// Endings of English words, a longer one before what it ends with.
#[rustfmt::skip]
const ENDINGS: &[&str] = &["ments", "ment", "ings", "ing", "ions", "ion", "ers", "er", "als", "al", "ed", "es", "s"];

/// The fewest letters that are left of a word.
const LEFT: usize = 4;

/// Whether a folded word only holds a sentence together.
pub fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// What is left of a folded English word without its ending.
pub fn stem(word: &str) -> Option<&str> {
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(|stem| stem.len() >= LEFT)
}

impl Plan {
    /// The plan that this one is taken for where nothing matches it, and what its words are taken for; `None` where that would
    /// be no other one, or leave no word.
    pub fn loosened(&self) -> Option<(Self, Vec<Guess>)> {
        let mut plan = self.clone();
        let mut guesses = Vec::new();
        for group in &mut plan.groups {
            let [(false, Check::Text(needle))] = &mut group.checks[..] else { continue };
            if needle.how != How::Bare {
                continue;
            }
            let told = |taken, found| Guess { word: needle.folded.clone(), taken, found };
            if is_filler(&needle.folded) {
                guesses.push(told(Taken::LeftOut, Vec::new()));
                // The groups keep their places; every event has a weight.
                *group = PlanGroup { checks: vec![(false, Check::Weight(0, u8::MAX))], owner: Owner::Nobody };
            } else if let Some(stem) = stem(&needle.folded).filter(|_| kinds_of(&needle.folded).is_empty()) {
                guesses.push(told(Taken::Bent, vec![stem.to_owned()]));
                *needle = Needle::new(stem, How::Exact);
            }
        }
        (!guesses.is_empty() && plan.needles().next().is_some()).then_some((plan, guesses))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_leave_a_word_that_others_of_its_kind_begin_with() {
        for (word, left) in [
            ("opening", Some("open")),
            ("opened", Some("open")),
            ("merger", Some("merg")),
            ("nations", Some("nation")),
            ("appointments", Some("appoint")),
            ("renewal", Some("renew")),
            ("launches", Some("launch")),
            ("cern", None),
            ("rings", Some("ring")),
            ("王立s", None),
            ("g7s", None),
        ] {
            assert_eq!(stem(word), left, "{word}");
        }
    }

    #[test]
    fn no_ending_hides_a_longer_one() {
        for (at, ending) in ENDINGS.iter().enumerate() {
            assert!(ENDINGS[at + 1..].iter().all(|later| !later.ends_with(ending)), "{ending}");
        }
    }
}
