//! What a line is taken for that gives nothing: the same line, where the words that only hold a sentence together hold for all,
//! and those with an ending must be contained without it.

use scidip::query::Taken;
use scidip::query::words::{is_filler, kinds_of, stem};
use scidip::text::fold::fold;

use super::evaluate::Guessed;
use super::line::{Asked, How, What};

/// The looser line and what its words are taken for, where it is another one and has words left.
pub(crate) fn loosened(asked: &Asked) -> Option<(Asked, Vec<Guessed>)> {
    let mut looser = asked.clone();
    let mut guesses = Vec::new();
    for group in &mut looser.groups {
        let [term] = &mut group[..] else { continue };
        let What::Text(text, How::Bare) = &term.what else { continue };
        let word = fold(text);
        if term.not {
            continue;
        }
        if is_filler(&word) {
            guesses.push((word, Taken::LeftOut, Vec::new()));
            term.what = What::Weight(0, u8::MAX);
        } else if let Some(left) = stem(&word).filter(|_| kinds_of(&word).is_empty()).map(str::to_owned) {
            term.what = What::Text(left.clone(), How::Exact);
            guesses.push((word, Taken::Bent, vec![left]));
        }
    }
    let mut terms = looser.groups.iter().flatten();
    let has_word = terms.any(|term| !term.not && matches!(term.what, What::Text(..)));
    (!guesses.is_empty() && has_word).then_some((looser, guesses))
}
