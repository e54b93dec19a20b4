//! Where in a folded text the letters of a word stand that is not simply contained in it.

use std::ops::Range;

/// Where words in a row begin with the letters of a word, the first such place.
pub(super) fn initials(text: &str, starts: &[usize], word: &str) -> Option<Vec<Range<usize>>> {
    (0..starts.len()).find_map(|first| {
        let mut words = starts[first..].iter();
        word.chars()
            .map(|letter| {
                let at = *words.next()?;
                text[at..].starts_with(letter).then(|| at..at + letter.len_utf8())
            })
            .collect()
    })
}

/// Where beginnings of words, one after the other, make up a word, the first such place; the text is looked at over twice as
/// many letters as the word has.
pub(super) fn beginnings(text: &str, starts: &[usize], word: &str) -> Option<Vec<Range<usize>>> {
    let reach = word.chars().count() * 2;
    (0..starts.len()).find_map(|first| {
        let here = &text[starts[first]..];
        let end = here.char_indices().nth(reach).map_or(text.len(), |(at, _)| starts[first] + at);
        pieces(&text[..end], &starts[first..], word)
    })
}

/// The beginnings of words that make up a word, the first of them at the first start.
fn pieces(text: &str, starts: &[usize], word: &str) -> Option<Vec<Range<usize>>> {
    let (Some(first), Some(letter)) = (starts.first(), word.chars().next()) else {
        return word.is_empty().then(Vec::new);
    };
    let here = text.get(*first..).filter(|here| here.starts_with(letter))?;
    // The longest common beginning first; a shorter one may leave letters that a later word begins with.
    let common = word.char_indices().zip(here.chars()).take_while(|((at, a), b)| word[*at..].starts_with(*a) && a == b);
    let ends: Vec<usize> = common.map(|((at, letter), _)| at + letter.len_utf8()).collect();
    ends.iter().rev().find_map(|end| {
        let rest = &word[*end..];
        let mut after = if rest.is_empty() {
            Vec::new()
        } else {
            let mut nexts = (1..starts.len()).filter(|next| starts[*next] >= first + end);
            nexts.find_map(|next| pieces(text, &starts[next..], rest))?
        };
        after.insert(0, *first..first + end);
        Some(after)
    })
}

/// Where the letters of a word occur in order within `reach` letters of a text, at the first such place.
pub(super) fn close_together(text: &str, word: &str, reach: usize) -> Option<Vec<Range<usize>>> {
    let at = close_at(text, word, reach)?;
    let mut window = text[at..].char_indices();
    let find = |wanted: char| {
        let (byte, letter) = window.find(|(_, letter)| *letter == wanted)?;
        Some(at + byte..at + byte + letter.len_utf8())
    };
    word.chars().map(find).collect()
}

/// Where the first of these letters stands; to be asked of very many texts.
pub(super) fn close_at(text: &str, word: &str, reach: usize) -> Option<usize> {
    let first = word.chars().next()?;
    let mut places = text.match_indices(first).map(|(at, _)| at);
    places.find(|at| {
        let mut window = text[*at..].chars().take(reach);
        word.chars().all(|wanted| window.any(|letter| letter == wanted))
    })
}
