//! No sentence is copied: our texts share no long run of letters with the documents.
//!
//! The documents are not part of the project; the variable `SCIDIP_SOURCES` names the folder that holds their texts.

use std::collections::HashSet;
use std::path::Path;
use std::{env, fs};

use scidip::data::Text;
use scidip::text::is_japanese;
use unicode_normalization::UnicodeNormalization;

use crate::{DOCUMENTS, SET, none};

/// Letters in a row that make a copy of a mostly Japanese run, and of any other.
const JAPANESE: usize = 25;
const LATIN: usize = 120;

/// Letters and digits alone: line breaks, blanks, marks and widths do not hide a copy.
fn letters(text: &str) -> Vec<char> {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Every run of so many letters.
fn runs<'a>(texts: impl IntoIterator<Item = &'a Vec<char>>, length: usize) -> HashSet<&'a [char]> {
    texts.into_iter().flat_map(|text| text.windows(length)).collect()
}

/// All names, by which two texts may well be alike: of actors and sources, and their other spellings.
fn names() -> Vec<Vec<char>> {
    let both = |text: &Text| [letters(&text.en), letters(&text.ja)];
    let mut names: Vec<Vec<char>> = SET.sources.iter().flat_map(|source| both(&source.title)).collect();
    for actor in &SET.actors {
        names.extend(both(&actor.name));
        names.extend(actor.also.iter().map(|name| letters(name)));
    }
    names
}

/// What is written in sentences of our own.
fn prose() -> Vec<(&'static str, &'static Text)> {
    let mut all = Vec::new();
    for event in &SET.events {
        let disputed = event.disputed.iter().map(|version| &version.note);
        all.extend([&event.summary, &event.note].into_iter().chain(disputed).map(|text| (&*event.id, text)));
    }
    all.extend(SET.actors.iter().map(|actor| (&*actor.id, &actor.summary)));
    all.extend(SET.groups.iter().map(|group| (&*group.id, &group.summary)));
    all.extend(SET.themes.iter().map(|theme| (&*theme.id, &theme.summary)));
    all
}

/// The first run of a text that the documents have too.
fn copied(text: &str, short: &HashSet<&[char]>, long: &HashSet<&[char]>, free: &HashSet<&[char]>) -> Option<String> {
    let text = letters(text);
    let japanese = |run: &&[char]| run.iter().filter(|c| is_japanese(**c)).count() * 2 > run.len();
    let mut found = text.windows(JAPANESE).filter(japanese).filter(|run| short.contains(run) && !free.contains(run));
    let run = found.next().or_else(|| text.windows(LATIN).find(|run| long.contains(run)));
    run.map(|run| run.iter().collect())
}

#[test]
fn no_text_repeats_a_sentence_of_the_documents() {
    let Some(folder) = env::var_os("SCIDIP_SOURCES") else {
        println!("skipped: SCIDIP_SOURCES names no folder with the texts of the five documents");
        return;
    };
    let document = |id: &str| letters(&fs::read_to_string(Path::new(&folder).join(format!("{id}.txt"))).unwrap());
    let documents: Vec<Vec<char>> = DOCUMENTS.iter().map(|id| document(id)).collect();
    let names = names();
    let (short, long) = (runs(&documents, JAPANESE), runs(&documents, LATIN));
    let free = runs(&names, JAPANESE);
    let mut copies = Vec::new();
    for (id, text) in prose() {
        let found = [&text.en, &text.ja].into_iter().find_map(|text| copied(text, &short, &long, &free));
        copies.extend(found.map(|run| format!("{id}: {run}")));
    }
    none("copied sentences", &copies);
}

#[test]
fn a_copy_is_found_through_widths_breaks_and_marks() {
    let document = [letters("我が国では、若手研究者を\n積極的に海外に派遣する施策と、諸外国のＡＢＣを組み合わせる。")];
    let (short, long, free) = (runs(&document, JAPANESE), runs(&document, LATIN), HashSet::new());
    let copy = "（我が国では若手研究者を積極的に 海外に派遣する施策と諸外国のABC）";
    assert!(copied(copy, &short, &long, &free).is_some());
    assert!(copied("若手研究者を積極的に海外に派遣する", &short, &long, &free).is_none());
}
