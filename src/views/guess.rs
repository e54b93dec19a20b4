//! What is told of words that match nothing as they stand.

use crate::query::{Guess, Taken};
use crate::text::Lang;
use crate::text::wording::Word;

/// The question whether what was found was meant; empty where nothing was guessed at.
pub fn did_you_mean(guesses: &[Guess], lang: Lang) -> String {
    let guesses = guesses.iter().filter(|guess| matches!(guess.taken, Taken::Slip | Taken::Loose));
    let found: Vec<String> =
        guesses.flat_map(|guess| &guess.found).map(|found| Word::Quoted.with(lang, &[found])).collect();
    if found.is_empty() {
        return String::new();
    }
    Word::DidYouMean.with(lang, &[&found.join(Word::ListComma.in_lang(lang))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_asked_for_in_both_languages() {
        let guess = |taken, found: &[&str]| Guess {
            word: "x".into(),
            taken,
            found: found.iter().map(|word| (*word).to_owned()).collect(),
        };
        let guesses = [
            guess(Taken::Slip, &["FMSTAN"]),
            guess(Taken::Unfinished, &["科学"]),
            guess(Taken::Loose, &["forum", "Foreign"]),
        ];
        assert_eq!(did_you_mean(&guesses, Lang::En), "did you mean “FMSTAN”, “forum”, “Foreign”?");
        assert_eq!(did_you_mean(&guesses, Lang::Ja), "もしかして「FMSTAN」、「forum」、「Foreign」");
        assert_eq!(did_you_mean(&guesses[1..2], Lang::En), "");
    }
}
