//! What is told of words that match nothing as they stand.

use crate::query::{Guess, Taken};
use crate::text::Lang;
use crate::text::wording::Word;

/// The question whether what was found was meant, and which words were left out or looked for without their ending; empty where
/// nothing was guessed at.
pub fn did_you_mean(guesses: &[Guess], lang: Lang) -> String {
    let told = |word: Word, of: &dyn Fn(&Guess) -> Vec<String>| {
        let words: Vec<String> = guesses.iter().flat_map(of).map(|found| Word::Quoted.with(lang, &[&found])).collect();
        (!words.is_empty()).then(|| word.with(lang, &[&words.join(Word::ListComma.in_lang(lang))]))
    };
    let word_if = |guess: &Guess, taken| if guess.taken == taken { vec![guess.word.clone()] } else { Vec::new() };
    let parts = [
        told(Word::DidYouMean, &|guess| match guess.taken {
            Taken::Slip | Taken::Loose => guess.found.clone(),
            Taken::Unfinished | Taken::Counted | Taken::Bent | Taken::LeftOut => Vec::new(),
        }),
        told(Word::WithoutFillers, &|guess| word_if(guess, Taken::LeftOut)),
        told(Word::WithoutEndings, &|guess| word_if(guess, Taken::Bent)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
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

    #[test]
    fn what_was_left_out_is_told() {
        let guess = |word: &str, taken| Guess { word: word.into(), taken, found: Vec::new() };
        let guesses = [guess("when", Taken::LeftOut), guess("did", Taken::LeftOut), guess("opening", Taken::Bent)];
        assert_eq!(did_you_mean(&guesses, Lang::En), "without “when”, “did” · any ending: “opening”");
        assert_eq!(did_you_mean(&guesses, Lang::Ja), "「when」、「did」を除いて検索 · 語尾を問わない: 「opening」");
    }
}
