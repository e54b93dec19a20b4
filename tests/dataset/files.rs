//! Where entries stand: each event in the file of its period and in order, each actor in the file of its kind, each
//! source in the file of its first letter.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use scidip::builtin;
use scidip::data::{Dataset, Date, Day, Input, Options, decode, read};

use crate::{DOCUMENTS, SET, folder, none};

/// A file and what it alone says.
struct Read {
    /// Its name without the ending.
    stem: String,
    text: String,
    set: Dataset,
}

fn input(path: &Path) -> Input {
    decode(&path.display().to_string(), &fs::read(path).unwrap()).unwrap()
}

/// The RON files below a folder, in the order of their paths.
fn ron_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let below = |path: PathBuf| if path.is_dir() { ron_files(&path) } else { vec![path] };
    let files = paths.into_iter().flat_map(below);
    files.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect()
}

/// The files of a folder, each read by itself.
fn files(name: &str) -> Vec<Read> {
    let alone = |path: PathBuf| {
        let input = input(&path);
        let set = read(std::slice::from_ref(&input), None, Options::default()).dataset;
        Read { stem: path.file_stem().unwrap().to_string_lossy().into_owned(), text: input.text, set }
    };
    ron_files(&folder().join(name)).into_iter().map(alone).collect()
}

/// The first and last day of the period that a file of events is named by.
fn period(stem: &str) -> Option<(Day, Day)> {
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    if let Some(decade) = stem.strip_suffix("0s").and_then(|decade| decade.parse::<i32>().ok()) {
        return Some((Day::year_start(decade * 10), Day::year_end(decade * 10 + 9)));
    }
    let (first, rest) = stem.split_once('-').unwrap_or((stem, stem));
    let first = year(first)?;
    match rest {
        "january-june" => Some((Day::new(first, 1, 1)?, Day::new(first, 6, 30)?)),
        "july-december" => Some((Day::new(first, 7, 1)?, Day::new(first, 12, 31)?)),
        last => Some((Day::year_start(first), Day::year_end(year(last)?))),
    }
}

#[test]
fn the_files_hold_what_was_built_and_are_without_a_fault() {
    let assets = folder().parent().unwrap().to_path_buf();
    let mut inputs = vec![input(&assets.join("countries.ron"))];
    inputs.extend(ron_files(&folder()).iter().map(|path| input(path)));
    let mut loaded = read(&inputs, None, Options { strict: true });
    none("problems", &loaded.problems.iter().map(ToString::to_string).collect::<Vec<_>>());
    // The program gives its events in the order of dates, the files of a period stand by their names.
    let mut built = SET.clone();
    for set in [&mut built, &mut loaded.dataset] {
        set.events.sort_by(|a, b| a.id.cmp(&b.id));
    }
    assert!(loaded.dataset == built, "the files are not what the program was built from");
}

#[test]
fn each_event_stands_in_the_file_of_its_period_and_in_order() {
    let mut faults = Vec::new();
    let mut events = 0;
    for Read { stem, text, set } in files("events") {
        let Some((first, last)) = period(&stem) else {
            faults.push(format!("{stem}: not named by a period"));
            continue;
        };
        let dates: Vec<(&str, &Date)> =
            set.events.iter().map(|event| (&*event.id, event.date.as_ref().unwrap())).collect();
        for (id, date) in &dates {
            if !(first..=last).contains(&date.earliest) {
                faults.push(format!("{stem}: {id} of {} belongs elsewhere", date.as_str()));
            }
        }
        for pair in dates.windows(2).filter(|pair| pair[0].1 > pair[1].1) {
            faults.push(format!("{stem}: {} stands before {}", pair[0].0, pair[1].0));
        }
        let kinds = text.matches("\n            kind: ").count();
        if kinds != dates.len() {
            faults.push(format!("{stem}: {kinds} of {} events have a line that begins with their kind", dates.len()));
        }
        events += dates.len();
    }
    none("places of events", &faults);
    assert_eq!(events, SET.events.len());
}

#[test]
fn each_event_id_begins_with_its_date() {
    let mut faults = Vec::new();
    for event in &SET.events {
        let date = event.date.as_ref().unwrap().as_str();
        let year = event.id.get(..4).unwrap_or_default();
        let plain = |text: &str| text.replace('X', "0");
        let slug = event.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'X');
        if !plain(date).starts_with(&plain(year)) || year.len() < 4 || !slug {
            faults.push(format!("{} of {date}", event.id));
        }
    }
    none("ids", &faults);
}

/// The first letters of the ids in one part of what is split by letters: `a-g`.
fn part(letters: &str) -> Option<RangeInclusive<u8>> {
    match letters.as_bytes() {
        [first, b'-', last] => Some(*first..=*last),
        _ => None,
    }
}

#[test]
fn each_actor_stands_in_the_file_of_its_kind_and_in_order() {
    let mut faults = Vec::new();
    let mut actors = 0;
    for Read { stem, set, .. } in files("actors") {
        // Read alone, a file also declares what it names; its own entries have a name.
        let own: Vec<_> = set.actors.iter().filter(|actor| !actor.summary.is_empty()).collect();
        let (kind, letters) = stem.split_once('-').map_or((&*stem, None), |(kind, letters)| (kind, Some(letters)));
        let fits =
            |id: &str| letters.is_none_or(|letters| part(letters).is_some_and(|part| part.contains(&id.as_bytes()[0])));
        let wrong = own.iter().filter(|actor| actor.kind.name().to_lowercase() != kind || !fits(&actor.id));
        faults.extend(wrong.map(|actor| format!("{stem}: {} belongs elsewhere", actor.id)));
        let unsorted = own.windows(2).filter(|pair| pair[0].id > pair[1].id);
        faults.extend(unsorted.map(|pair| format!("{stem}: {} stands before {}", pair[0].id, pair[1].id)));
        actors += own.len();
    }
    none("places of actors", &faults);
    assert_eq!(actors, SET.actors.len());
}

#[test]
fn each_source_stands_in_the_file_of_its_first_letter_and_in_order() {
    let mut faults = Vec::new();
    let mut sources = 0;
    for Read { stem, set, .. } in files("sources") {
        let ids: Vec<&str> = set.sources.iter().map(|source| &*source.id).collect();
        sources += ids.len();
        if stem == "documents" {
            assert_eq!(ids, DOCUMENTS, "the five documents");
            continue;
        }
        let fits = |id: &str| part(&stem).is_some_and(|part| part.contains(&id.as_bytes()[0]));
        let wrong = ids.iter().filter(|id| !fits(id) || DOCUMENTS.contains(id));
        faults.extend(wrong.map(|id| format!("{stem}: {id} belongs elsewhere")));
        let unsorted = ids.windows(2).filter(|pair| pair[0] > pair[1]);
        faults.extend(unsorted.map(|pair| format!("{stem}: {} stands before {}", pair[0], pair[1])));
    }
    none("places of sources", &faults);
    assert_eq!(sources, SET.sources.len());
}

#[test]
fn the_eras_cover_1954_to_2027_without_a_gap() {
    let mut next = Day::year_start(1954);
    for era in &SET.eras {
        let date = era.date.as_ref().unwrap();
        assert_eq!(date.earliest, next, "the era {} begins", era.id);
        next = Day(date.latest.0 + 1);
    }
    assert!(next > Day::year_end(2027), "the last era ends");
}

#[test]
fn the_world_is_not_a_part_of_the_history() {
    let world = builtin::world().unwrap();
    assert!(world.events.is_empty() && world.actors.is_empty() && !world.countries.is_empty());
}
