//! Both languages of every text, readings, and names.

use scidip::data::{ActorKind, Text};
use scidip::text::{fold, has_japanese, is_japanese};

use crate::{SET, none};

/// Persons whose reading is not sure: the documents print the kanji only.
const WITHOUT_READING: [&str; 9] = [
    "emura-katsumi",
    "inoue-mext",
    "kikukawa-meti",
    "matsui-yasuo",
    "miyazaki-yoshinori",
    "nagasawa-cao",
    "odoi-mext",
    "sata-toshiba",
    "tsugita-jst",
];

/// How many Latin letters and blanks may stand in a row in a Japanese text: an official name, never a sentence.
const LATIN_IN_JAPANESE: usize = 60;

/// What a text is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// A title or place: what has a reading.
    Title,
    /// The name of anything but a person.
    Name,
    /// The name of a person.
    Person,
    /// Who wrote or published a source; a name, or none.
    Credit,
    /// Sentences.
    Prose,
    /// The place in a source: numbers and headings.
    Place,
}

/// Every text of the dataset (but the table of countries), with what it is for and where it stands.
fn texts() -> Vec<(String, Use, &'static Text)> {
    let mut all: Vec<(String, Use, &'static Text)> = Vec::new();
    for event in &SET.events {
        let mut add = |name: &str, what, text| all.push((format!("{} {name}", event.id), what, text));
        add("title", Use::Title, &event.title);
        add("place", Use::Title, &event.place);
        add("summary", Use::Prose, &event.summary);
        add("note", Use::Prose, &event.note);
        for source in event.sources.iter().chain(event.disputed.iter().flat_map(|version| &version.sources)) {
            add("at", Use::Place, &source.at);
        }
        for version in &event.disputed {
            add("disputed", Use::Prose, &version.note);
        }
    }
    for actor in &SET.actors {
        let name = if actor.kind == ActorKind::Person { Use::Person } else { Use::Name };
        all.push((format!("{} name", actor.id), name, &actor.name));
        all.push((format!("{} place", actor.id), Use::Title, &actor.place));
        all.push((format!("{} summary", actor.id), Use::Prose, &actor.summary));
    }
    for source in &SET.sources {
        all.push((format!("{} title", source.id), Use::Title, &source.title));
        all.push((format!("{} author", source.id), Use::Credit, &source.author));
        all.push((format!("{} publisher", source.id), Use::Credit, &source.publisher));
    }
    for group in &SET.groups {
        all.push((format!("{} name", group.id), Use::Name, &group.name));
        all.push((format!("{} summary", group.id), Use::Prose, &group.summary));
    }
    for theme in &SET.themes {
        all.push((format!("{} name", theme.id), Use::Name, &theme.name));
        all.push((format!("{} summary", theme.id), Use::Prose, &theme.summary));
    }
    all.extend(SET.eras.iter().map(|era| (format!("{} name", era.id), Use::Name, &era.name)));
    all.extend(SET.regions.iter().map(|region| (format!("{} name", region.id), Use::Name, &region.name)));
    all.retain(|(_, what, text)| *what == Use::Name || *what == Use::Person || !text.is_empty());
    all
}

fn faults(wrong: impl Fn(&str, Use, &Text) -> Option<String>) -> Vec<String> {
    let told = |(place, what, text): (String, Use, &Text)| {
        wrong(&place, what, text).map(|fault| format!("{place}: {fault}: {} / {} / {}", text.en, text.ja, text.yomi))
    };
    texts().into_iter().filter_map(told).collect()
}

#[test]
fn every_text_stands_in_both_languages() {
    let one = faults(|_, what, text| {
        let missing = text.en.is_empty() || text.ja.is_empty();
        (missing && what != Use::Credit).then(|| "one language only".into())
    });
    none("texts", &one);
}

#[test]
fn every_summary_of_an_actor_group_and_theme_is_there() {
    let actors = SET.actors.iter().map(|actor| (&actor.id, &actor.summary));
    let groups = SET.groups.iter().map(|group| (&group.id, &group.summary));
    let themes = SET.themes.iter().map(|theme| (&theme.id, &theme.summary));
    let empty: Vec<String> =
        actors.chain(groups).chain(themes).filter(|(_, text)| text.is_empty()).map(|(id, _)| id.clone()).collect();
    none("entries without a summary", &empty);
}

#[test]
fn japanese_titles_places_and_names_have_a_reading_in_hiragana() {
    let wrong = faults(|place, what, text| {
        let excepted = WITHOUT_READING.iter().any(|id| place == format!("{id} name"));
        if matches!(what, Use::Prose | Use::Place) {
            return (!text.yomi.is_empty()).then(|| "a reading that nobody asks for".into());
        }
        if what == Use::Credit && text.ja.is_empty() {
            return None;
        }
        if excepted {
            return (!text.yomi.is_empty()).then(|| "has a reading now: take it off the list of exceptions".into());
        }
        let kana = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
        let words: Vec<&str> = text.yomi.split(' ').collect();
        let good = words.iter().all(|word| kana(word)) && (what == Use::Person) == (words.len() > 1);
        (!good).then(|| "the reading: hiragana and ー only, blanks only between the names of a person".into())
    });
    none("readings", &wrong);
}

#[test]
fn english_has_japanese_letters_only_in_brackets_and_japanese_has_some() {
    let wrong = faults(|_, what, text| {
        if has_japanese(&outside_brackets(&text.en)) {
            return Some("Japanese letters in the English text".into());
        }
        if text.ja.is_empty() {
            return None;
        }
        if what == Use::Place {
            // A place may be a mere number with a name (④(ⅳ) HFSP); English headings would hold small words.
            let word = |word: &str| word.len() > 3 && word.chars().all(|c| c.is_ascii_lowercase());
            let english = !has_japanese(&text.ja) && text.ja.split(|c: char| !c.is_alphabetic()).any(word);
            return english.then(|| "no Japanese in the Japanese place".into());
        }
        if !has_japanese(&text.ja) {
            // A name may be the same in both languages, or an acronym in Japanese (SSH20).
            let name = fold::fold(&text.ja) == fold::fold(&text.en) || !text.ja.contains(' ');
            return (what == Use::Prose || !name).then(|| "no Japanese in the Japanese text".into());
        }
        let latin = |c: char| c.is_ascii() && !c.is_ascii_digit();
        let longest = text.ja.split(|c: char| !latin(c)).map(str::len).max().unwrap_or(0);
        (what == Use::Prose && longest > LATIN_IN_JAPANESE).then(|| "an English sentence in the Japanese text".into())
    });
    none("languages", &wrong);
}

/// A text without what stands in brackets.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '（' | '[' | '“' => depth += 1,
            ')' | '）' | ']' | '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    outside
}

#[test]
fn japanese_persons_are_named_surname_first_in_capitals() {
    let mut wrong = Vec::new();
    for actor in &SET.actors {
        let kanji = actor.name.ja.chars().all(|c| is_japanese(c) && !matches!(c, 'ァ'..='ヶ' | 'ー' | '・'));
        if actor.kind != ActorKind::Person || actor.country != "JP" || !kanji {
            continue;
        }
        let surname = actor.name.en.split(' ').next().unwrap_or_default();
        if surname.len() < 2 || !surname.chars().all(|c| c.is_ascii_uppercase() || c == '-') {
            wrong.push(format!("{}: {}", actor.id, actor.name.en));
        }
        if actor.id.split('-').next() != Some(&*surname.to_lowercase()) {
            wrong.push(format!("{}: the id begins with the surname: {}", actor.id, actor.name.en));
        }
    }
    none("names", &wrong);
}
