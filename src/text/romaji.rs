//! Readings in Latin letters: kana and every usual spelling of it in one canonical form, so that the two can be compared.
//!
//! The canonical form is Kunrei without long vowels: とうきょう, `tokyo`, `toukyou` and `tōkyō` are all `tokyo`;
//! しんぶん, `shinbun`, `shimbun` and `sinbun` are all `sinbun`. It is for matching, never for showing.

use std::ops::Range;

/// A kana in the spelling that input methods take; small letters are handled by [`from_kana`].
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "a table, one kana an arm")]
fn kana(letter: char) -> Option<&'static str> {
    Some(match letter {
        'あ' => "a", 'い' => "i", 'う' => "u", 'え' => "e", 'お' => "o", 'か' => "ka", 'き' => "ki", 'く' => "ku",
        'け' => "ke", 'こ' => "ko", 'が' => "ga", 'ぎ' => "gi", 'ぐ' => "gu", 'げ' => "ge", 'ご' => "go",
        'さ' => "sa", 'し' => "si", 'す' => "su", 'せ' => "se", 'そ' => "so", 'ざ' => "za", 'じ' => "zi",
        'ず' => "zu", 'ぜ' => "ze", 'ぞ' => "zo", 'た' => "ta", 'ち' => "ti", 'つ' => "tu", 'て' => "te",
        'と' => "to", 'だ' => "da", 'ぢ' => "zi", 'づ' => "zu", 'で' => "de", 'ど' => "do", 'な' => "na",
        'に' => "ni", 'ぬ' => "nu", 'ね' => "ne", 'の' => "no", 'は' => "ha", 'ひ' => "hi", 'ふ' => "hu",
        'へ' => "he", 'ほ' => "ho", 'ば' => "ba", 'び' => "bi", 'ぶ' => "bu", 'べ' => "be", 'ぼ' => "bo",
        'ぱ' => "pa", 'ぴ' => "pi", 'ぷ' => "pu", 'ぺ' => "pe", 'ぽ' => "po", 'ま' => "ma", 'み' => "mi",
        'む' => "mu", 'め' => "me", 'も' => "mo", 'や' => "ya", 'ゆ' => "yu", 'よ' => "yo", 'ら' => "ra",
        'り' => "ri", 'る' => "ru", 'れ' => "re", 'ろ' => "ro", 'わ' => "wa", 'ゐ' => "i", 'ゑ' => "e",
        'を' => "o", 'ん' => "n", 'ゔ' => "bu",
        _ => return None,
    })
}

/// A small letter: what it adds after the kana before it has lost its vowel.
fn small(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ゃ' => "ya",
        'ゅ' => "yu",
        'ょ' => "yo",
        'ぁ' => "a",
        'ぃ' => "i",
        'ぅ' => "u",
        'ぇ' => "e",
        'ぉ' => "o",
        _ => return None,
    })
}

/// The canonical form of a folded reading; letters that are no kana stay as they are.
pub fn from_kana(reading: &str) -> String {
    let mut latin = String::with_capacity(reading.len());
    let mut double = false;
    let mut last = '\0';
    for letter in reading.chars() {
        if letter == 'っ' {
            double = true;
            continue;
        }
        if let Some(spelling) = kana(letter) {
            if double && !spelling.starts_with(['a', 'i', 'u', 'e', 'o', 'n']) {
                latin.push_str(&spelling[..1]);
            }
            latin.push_str(spelling);
        } else if let Some(spelling) = small(letter) {
            push_small(&mut latin, last, spelling);
        } else if letter != 'ー' {
            latin.push(letter);
        }
        double = false;
        last = letter;
    }
    canonical(&latin)
}

fn push_small(latin: &mut String, after: char, spelling: &str) {
    match after {
        'ふ' if !spelling.starts_with('y') => {
            latin.truncate(latin.len().saturating_sub(2));
            latin.push('f');
        }
        'う' => {
            latin.pop();
            latin.push('w');
        }
        // しぇ ちぇ じぇ are spelt sye tye zye, as she che je are.
        'し' | 'ち' | 'じ' if !spelling.starts_with('y') => {
            latin.pop();
            latin.push('y');
        }
        _ if latin.ends_with(['a', 'i', 'u', 'e', 'o']) => {
            latin.pop();
        }
        _ => {}
    }
    latin.push_str(spelling);
}

/// The ends of a word that may still become several sounds.
const OPEN: &[&str] = &[
    "ltsu", "xtsu", "lts", "xts", "ltu", "xtu", "lt", "xt", "ch", "sh", "ts", "th", "tw", "kw", "dz", "dh", "dw", "fy",
    "oh", "c", "d", "f", "j", "m", "q", "w", "x",
];

/// The canonical form of a word typed in Latin letters, or `None` where it can't be a reading.
///
/// The word may be typed only halfway: an end that could still become several sounds is left out.
pub fn from_latin(word: &str) -> Option<String> {
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'-')) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let open = OPEN.iter().find(|end| lower.ends_with(**end));
    let settled = match open {
        // What is typed of these is the first letter of all that they can become.
        Some(&("sh" | "ts" | "oh" | "th" | "tw" | "kw")) => &lower[..lower.len() - 1],
        Some(end) => &lower[..lower.len() - end.len()],
        None => &lower,
    };
    let canonical = canonical(settled);
    (canonical.len() >= 2).then_some(canonical)
}

/// Where a canonical reading contains the canonical form of a word, beginning at a sound: the first such byte.
pub fn find(reading: &str, word: &str) -> Option<usize> {
    finds(reading, word).next()
}

/// All such bytes.
pub fn finds<'a>(reading: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let starts = reading.match_indices(word).map(|(at, _)| at);
    starts.filter(|at| starts_a_sound(reading.as_bytes(), *at))
}

/// The bytes of a folded reading in kana that stand for some bytes of its canonical form.
pub fn kana_of(reading: &str, latin: Range<usize>) -> Range<usize> {
    let ends: Vec<usize> = reading.char_indices().map(|(at, _)| at).chain([reading.len()]).collect();
    // The canonical form of a longer beginning is never shorter.
    let spelt = |end: &usize| from_kana(&reading[..*end]).len();
    let from = ends.partition_point(|end| spelt(end) <= latin.start).saturating_sub(1);
    let last = ends.partition_point(|end| spelt(end) < latin.end).min(ends.len() - 1);
    // What only lengthens the last vowel belongs to it.
    let to = last + ends[last + 1..].iter().take_while(|end| spelt(end) == latin.end).count();
    ends[from]..ends[to]
}

fn starts_a_sound(reading: &[u8], at: usize) -> bool {
    let vowel = |byte: u8| matches!(byte, b'a' | b'i' | b'u' | b'e' | b'o');
    match at.checked_sub(1).map(|before| reading[before]) {
        None => true,
        Some(b'n') => !vowel(reading[at]) && reading[at] != b'y',
        Some(before) => vowel(before) || !before.is_ascii_alphabetic(),
    }
}

fn canonical(latin: &str) -> String {
    const RULES: &[(&str, &str)] = &[
        // Input methods spell っ alone so; before a consonant it doubles it.
        ("ltsu", "っ"),
        ("xtsu", "っ"),
        ("ltu", "っ"),
        ("xtu", "っ"),
        ("thi", "ti"),
        ("thu", "tyu"),
        ("dhi", "zi"),
        ("dhu", "zyu"),
        ("twu", "tu"),
        ("dwu", "zu"),
        ("kw", "k"),
        ("qu", "k"),
        ("q", "k"),
        ("fy", "hy"),
        ("dzu", "zu"),
        ("shi", "si"),
        ("chi", "ti"),
        ("tsu", "tu"),
        ("sh", "sy"),
        ("ch", "ty"),
        ("ts", "t"),
        ("ji", "zi"),
        ("jy", "zy"),
        ("j", "zy"),
        ("fu", "hu"),
        ("di", "zi"),
        ("du", "zu"),
        ("dy", "zy"),
        ("wo", "o"),
        ("c", "t"),
        ("v", "b"),
        ("l", "r"),
        ("mb", "nb"),
        ("mp", "np"),
        ("mm", "nm"),
        ("n'", "n"),
        ("-", ""),
        ("'", ""),
    ];
    let mut out = String::with_capacity(latin.len());
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        let ruled = matches!(
            letter,
            'c' | 'd' | 'f' | 'j' | 'k' | 'l' | 'm' | 'n' | 'q' | 's' | 't' | 'v' | 'w' | 'x' | '-' | '\''
        );
        if let Some((from, to)) = RULES.iter().find(|(from, _)| ruled && rest.starts_with(from)) {
            if *to == "っ" {
                rest = &rest[from.len()..];
                if let Some(next) = rest.chars().next().filter(|next| !"aiueon".contains(*next)) {
                    push(&mut out, next);
                }
                continue;
            }
            // The letter after an m that stands for ん is read by the rules again.
            let taken = if from.len() == 2 && from.starts_with('m') { 1 } else { from.len() };
            to.chars().take(if taken == 1 && from.len() == 2 { 1 } else { usize::MAX }).for_each(|l| push(&mut out, l));
            rest = &rest[taken..];
            continue;
        }
        let next = rest[letter.len_utf8()..].chars().next();
        let lengthens = letter == 'h' && out.ends_with('o') && !next.is_some_and(|n| "aiueoy".contains(n));
        if !lengthens {
            push(&mut out, letter);
        }
        rest = &rest[letter.len_utf8()..];
    }
    out
}

/// Adds a letter, leaving out what only lengthens the vowel before it and the second of two n.
fn push(out: &mut String, letter: char) {
    let lengthens = match out.chars().next_back() {
        Some('o') => matches!(letter, 'o' | 'u'),
        Some(before @ ('a' | 'i' | 'u' | 'e' | 'n')) => letter == before,
        _ => false,
    };
    if !lengthens {
        out.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_reading_is_one() {
        for (kana, spellings) in [
            ("とうきょう", &["tokyo", "toukyou", "tookyoo", "tohkyoh"][..]),
            ("しんぶん", &["shinbun", "shimbun", "sinbun", "sin'bun"]),
            ("かがくぎじゅつ", &["kagakugijutsu", "kagakugizyutu", "kagakugijyutsu"]),
            ("おおの", &["ono", "oono", "ohno", "ouno"]),
            ("まっちゃ", &["matcha", "maccha", "mattya"]),
            ("ふぉーらむ", &["foramu", "fo-ramu"]),
            ("こんな", &["konna", "kon'na", "konnna"]),
            ("ちぇっこ", &["chekko", "tyekko"]),
            ("じぇんだー", &["jenda", "zyenda-"]),
            ("つなみ", &["tsunami", "tunami"]),
            ("きし てるお", &[]),
            // Hepburn, Kunrei, Nihon-shiki.
            ("しちつふじ", &["shichitsufuji", "sititufuzi", "sitituhuzi"]),
            ("しゃちゅじょ", &["shachujo", "syatyuzyo", "syacyujyo"]),
            ("ちぢむ", &["chijimu", "tizimu", "tidimu"]),
            ("つづく", &["tsuzuku", "tuzuku", "tuduku", "tsudzuku"]),
            ("ぢゃ", &["ja", "zya", "dya"]),
            ("をわ", &["owa", "wowa"]),
            // As input methods take them.
            ("かんじ", &["kanji", "kannji", "kanzi"]),
            ("しんいち", &["shin'ichi", "shinichi", "sinniti"]),
            ("ざっし", &["zasshi", "zassi", "zaxtusi", "zaltsushi"]),
            ("ぱーてぃー", &["pa-thi-", "paatii", "pātī", "pati"]),
            ("でぃすく", &["dhisuku", "disuku"]),
            ("でゅあるゆーす", &["dhuaruyu-su", "dyuaruyusu"]),
            ("ふゅーじょん", &["fyujon", "fyu-zyon", "hyujon"]),
            ("くぉーく", &["kwo-ku", "quoku"]),
            ("ゔぃーな", &["vi-na", "viina", "bina"]),
            ("うぃーん", &["wi-n", "wiin", "win"]),
            ("つぁーり", &["tsa-ri", "tsari"]),
            // Long vowels with a bar, doubled, as they are written, dropped; n' and m.
            ("こうきょう", &["kōkyō", "kôkyô", "kookyoo", "koukyou", "kokyo"]),
            ("くうき", &["kūki", "kuuki", "kuki"]),
            ("おおさか", &["ōsaka", "oosaka", "osaka", "ohsaka"]),
            ("さんぼんぶんか", &["sambombunka", "sanbonbunka"]),
            ("さんぷる", &["sampuru", "sanpuru"]),
            ("ぐんま", &["gumma", "gunma"]),
        ] {
            for spelling in spellings {
                let typed = from_latin(&crate::text::fold::fold(spelling));
                assert_eq!(typed.as_deref(), Some(&*from_kana(kana)), "{kana} {spelling}");
            }
        }
        assert_eq!(from_kana("きし てるお"), "kisi teruo");
    }

    #[test]
    fn a_word_typed_halfway_is_found_at_every_letter() {
        for (kana, word) in [
            ("かがくぎじゅつ", "kagakugijutsu"),
            ("しんぶん", "shimbun"),
            ("おおの", "ohno"),
            ("ざっし", "zaxtushi"),
            ("ぱーてぃー", "pa-thi-"),
            ("でゅあるゆーす", "dhuaruyusu"),
            ("ふゅーじょん", "fyuujon"),
            ("とうきょうせんげん", "toukyousengen"),
            ("つづく", "tsudzuku"),
        ] {
            let reading = from_kana(kana);
            for end in 2..=word.len() {
                if let Some(typed) = from_latin(&word[..end]) {
                    assert!(find(&reading, &typed).is_some(), "{} in {reading}", &word[..end]);
                }
            }
        }
    }

    #[test]
    fn only_the_start_of_a_sound_begins_a_match() {
        let reading = from_kana("かがくしょう");
        assert_eq!(find(&reading, "ga"), Some(2));
        assert_eq!(find(&reading, "syo"), Some(6));
        assert_eq!(find(&reading, "yo"), None);
    }

    #[test]
    fn what_was_found_leads_back_to_its_kana() {
        for (kana, word, wanted) in [
            ("せかいかがくふぉーらむ", "kagaku", "かがく"),
            ("せかいかがくふぉーらむ", "foramu", "ふぉーらむ"),
            ("とうきょうせんげん", "tokyo", "とうきょう"),
            ("とうきょうせんげん", "sengen", "せんげん"),
            ("まっちゃ", "matcha", "まっちゃ"),
            ("かがくしょう", "sho", "しょう"),
            ("かがくしょう", "kag", "かが"),
        ] {
            let (reading, word) = (from_kana(kana), from_latin(word).unwrap());
            let at = find(&reading, &word).unwrap();
            assert_eq!(&kana[kana_of(kana, at..at + word.len())], wanted, "{word} in {kana}");
        }
    }

    #[test]
    fn what_is_no_reading_gives_none() {
        assert_eq!(from_latin("R6"), None);
        assert_eq!(from_latin("k"), None);
        assert_eq!(from_latin("科学"), None);
    }
}
