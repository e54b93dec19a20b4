//! Which letters of a Japanese text a part of its reading stands for.
//!
//! Kana stand for themselves and what parts words for nothing; kanji, Latin letters and digits take what lies between. Where
//! several of these stand side by side, words whose reading is known part them; what no known word parts stays one piece.

use std::collections::HashMap;
use std::ops::Range;

use super::is_japanese;

/// The readings of words of kanji, learnt from texts with their readings.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    readings: HashMap<Vec<char>, Vec<Vec<char>>>,
}

/// A part of a text and the part of its reading that it stands for, in letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The letters of the text.
    pub text: Range<usize>,
    /// The letters of the reading; empty where it is not read.
    pub reading: Range<usize>,
    /// Whether it is kanji that no known word parts.
    is_open: bool,
}

/// The most letters of a word that is learnt, and of what one letter is read as.
const LEARNT: usize = 4;
const SOUNDS: usize = 6;

/// The most letters of a text or reading that are aligned; longer ones are no titles.
const MOST: usize = 200;

impl Lexicon {
    /// Learns the words of some folded texts with their folded readings.
    pub fn learn(texts: &[(&str, &str)]) -> Self {
        let mut lexicon = Self::default();
        let mut learnt = Self::default();
        for (text, reading) in texts {
            let letters: Vec<char> = text.chars().collect();
            let sounds: Vec<char> = reading.chars().collect();
            for piece in lexicon.align(&letters, &sounds).unwrap_or_default() {
                let word = &letters[piece.text];
                if piece.is_open && word.iter().all(|letter| is_kanji(*letter)) {
                    learnt.add(word, &sounds[piece.reading]);
                }
            }
        }
        // What is learnt of words that stand alone parts the longer ones.
        for (word, readings) in &learnt.readings {
            for (reading, at) in readings.iter().flat_map(|reading| (1..word.len()).map(move |at| (reading, at))) {
                for (known, is_first) in [(&word[..at], true), (&word[at..], false)] {
                    for sounds in learnt.readings.get(known).into_iter().flatten().filter(|_| known.len() > 1) {
                        let rest =
                            if is_first { reading.strip_prefix(&**sounds) } else { reading.strip_suffix(&**sounds) };
                        let other = if is_first { &word[at..] } else { &word[..at] };
                        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
                            lexicon.add(other, rest);
                        }
                    }
                }
            }
        }
        for (word, readings) in learnt.readings {
            for reading in &readings {
                lexicon.add(&word, reading);
            }
        }
        lexicon.readings.retain(|word, _| word.len() <= LEARNT);
        lexicon
    }

    fn add(&mut self, word: &[char], reading: &[char]) {
        let known = self.readings.entry(word.to_vec()).or_default();
        if !known.iter().any(|known| known == reading) {
            known.push(reading.to_vec());
        }
    }

    /// The pieces of a folded text and of its folded reading, in order; `None` where the one can't be read as the other.
    pub fn align(&self, text: &[char], reading: &[char]) -> Option<Vec<Piece>> {
        if text.len() > MOST || reading.len() > MOST {
            return None;
        }
        let columns = reading.len() + 1;
        // For each number of letters of the text and of the reading: the cost of the best way there, and its last step.
        let mut ways: Vec<Option<(u32, Step)>> = vec![None; (text.len() + 1) * columns];
        ways[0] = Some((0, Step { letters: 0, sounds: 0, is_open: false }));
        for at in 0..text.len() {
            for from in 0..columns {
                let Some((cost, _)) = ways[at * columns + from] else { continue };
                self.steps(&text[at..], &reading[from..], &mut |step, more| {
                    let to = (at + step.letters) * columns + from + step.sounds;
                    if ways[to].is_none_or(|(known, _)| cost + more < known) {
                        ways[to] = Some((cost + more, step));
                    }
                });
            }
        }
        let (mut at, mut from) = (text.len(), reading.len());
        let mut pieces: Vec<Piece> = Vec::new();
        while at > 0 {
            let (_, step) = ways[at * columns + from]?;
            let piece = Piece { text: at - step.letters..at, reading: from - step.sounds..from, is_open: step.is_open };
            (at, from) = (piece.text.start, piece.reading.start);
            match pieces.last_mut() {
                Some(after) if after.is_open && piece.is_open => {
                    (after.text.start, after.reading.start) = (piece.text.start, piece.reading.start);
                }
                _ => pieces.push(piece),
            }
        }
        pieces.reverse();
        (from == 0).then_some(pieces)
    }

    /// Tells each step from here, with its cost.
    fn steps(&self, text: &[char], reading: &[char], tell: &mut dyn FnMut(Step, u32)) {
        let letter = text[0];
        // What stands in brackets is often not read.
        let closing = text.iter().position(|letter| *letter == ')').filter(|_| letter == '(');
        let step = |letters, sounds, is_open| Step { letters, sounds, is_open };
        if let Some(end) = closing {
            let read = text[1..end].iter().filter(|letter| !is_kana(**letter)).count() as u32;
            tell(step(end + 1, 0, false), 5 + 3 * read);
        }
        if is_kana(letter) {
            if reading.first() == Some(&letter) {
                tell(step(1, 1, false), 0);
            }
            return;
        }
        if reading.first().is_some_and(|sound| sound.is_whitespace()) {
            // A blank parts names in a reading, and stands for nothing.
            tell(step(0, 1, false), 0);
        }
        if !letter.is_alphanumeric() && !is_kanji(letter) {
            tell(step(1, 0, false), 0);
            return;
        }
        for length in 1..=text.len().min(LEARNT) {
            for known in self.readings.get(&text[..length]).into_iter().flatten() {
                if reading.starts_with(known) {
                    // Many short words part a text more finely than few long ones.
                    tell(step(length, known.len(), false), length as u32 - 1);
                }
            }
        }
        // A kanji is mostly read as two kana; Latin letters in brackets are often not read at all.
        if !is_kanji(letter) {
            tell(step(1, 0, true), 4);
        }
        let read = reading.iter().take(SOUNDS).take_while(|sound| !sound.is_whitespace()).count();
        for sounds in 1..=read {
            tell(step(1, sounds, true), 4 + sounds.abs_diff(2) as u32);
        }
    }
}

#[derive(Clone, Copy)]
struct Step {
    letters: usize,
    sounds: usize,
    is_open: bool,
}

fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{309f}' | 'ー')
}

fn is_kanji(letter: char) -> bool {
    is_japanese(letter) && !matches!(letter, '\u{3041}'..='\u{30ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn parts(lexicon: &Lexicon, text: &str, reading: &str) -> Vec<(String, String)> {
        let (text, reading) = (fold(text), fold(reading));
        let [text, reading]: [Vec<char>; 2] = [&text, &reading].map(|text| text.chars().collect());
        let part = |letters: &[char]| letters.iter().collect::<String>();
        let pieces = lexicon.align(&text, &reading).unwrap_or_default();
        pieces.into_iter().map(|piece| (part(&text[piece.text]), part(&reading[piece.reading]))).collect()
    }

    fn joined(parts: &[(String, String)]) -> String {
        parts.iter().map(|(text, reading)| format!("{text}={reading}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn kanji_take_what_lies_between_kana() {
        let none = Lexicon::default();
        for (text, reading, wanted) in [
            ("科学と社会", "かがくとしゃかい", "科学=かがく と=と 社会=しゃかい"),
            ("科学技術の日", "かがくぎじゅつのひ", "科学技術=かがくぎじゅつ の=の 日=ひ"),
            ("岸輝雄", "きし てるお", "岸=きし =  輝雄=てるお"),
            ("ＩＴＥＲ（計画）", "けいかく", "iter= (= 計画=けいかく )="),
            ("会議（ジャカルタ）", "かいぎ", "会議=かいぎ (じゃかるた)="),
            ("の", "が", ""),
            ("", "", ""),
        ] {
            let found = parts(&none, text, reading);
            // Kana come one by one.
            assert_eq!(joined(&found), wanted, "{text}");
        }
    }

    #[test]
    fn known_words_part_what_stands_side_by_side() {
        let names = [("科学と社会", "かがくとしゃかい"), ("科学技術", "かがくぎじゅつ"), ("外交の場", "がいこうのば")];
        let lexicon = Lexicon::learn(&names);
        let found = parts(&lexicon, "科学技術外交の強化", "かがくぎじゅつがいこうのきょうか");
        assert_eq!(joined(&found), "科学=かがく 技術=ぎじゅつ 外交=がいこう の=の 強化=きょうか");
    }

    proptest::proptest! {
        #[test]
        fn the_pieces_make_up_text_and_reading(text in "[科学技術のがab1、 ]{0,8}", reading in "[かがくのぎ ]{0,12}") {
            let lexicon = Lexicon::learn(&[("科学の", "かがくの")]);
            let [letters, sounds]: [Vec<char>; 2] = [&text, &reading].map(|text| text.chars().collect());
            if let Some(pieces) = lexicon.align(&letters, &sounds) {
                let (mut at, mut from) = (0, 0);
                for piece in pieces {
                    proptest::prop_assert_eq!((piece.text.start, piece.reading.start), (at, from));
                    (at, from) = (piece.text.end, piece.reading.end);
                }
                proptest::prop_assert_eq!((at, from), (letters.len(), sounds.len()));
            }
        }
    }
}
