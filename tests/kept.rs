//! A store that was kept, as parts or as a file, is the store that was kept, and whatever is done to it, nothing panics.
#![allow(clippy::unwrap_used, reason = "a test fails so")]

#[path = "oracle/generate.rs"]
#[allow(dead_code, reason = "lines are for another test")]
mod generate;

use std::borrow::Cow;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use scidip::builtin;
use scidip::data::{Axis, Options, decode};
use scidip::store::blob::Blob;
use scidip::store::form::{self, Table};
use scidip::store::parts::{Damaged, Part};
use scidip::store::{Later, Store};
use scidip::text::Lang;

/// Parts that belong to themselves.
fn owned(parts: Vec<Part<'_>>) -> Vec<Part<'static>> {
    let own = |part| match part {
        Part::Text(text) => Part::Text(Cow::Owned(text.into_owned())),
        Part::Bytes(bytes) => Part::Bytes(Cow::Owned(bytes.into_owned())),
        Part::Seldom(bytes) => Part::Seldom(Blob::Plain(Cow::Owned(bytes.into_plain().into_owned()))),
        Part::Numbers(numbers) => Part::Numbers(Cow::Owned(numbers.into_owned())),
        Part::Words(words) => Part::Words(Cow::Owned(words.into_owned())),
    };
    parts.into_iter().map(own).collect()
}

/// Looks at everything that is shown of a store.
fn look(store: &Store) -> usize {
    let mut seen = store.actors().count() + store.eras.len();
    for row in 0..=store.len() as u32 {
        let event = store.event(row);
        let texts = [Lang::En, Lang::Ja].map(|lang| event.title(lang).len() + event.summary(lang).len());
        seen += texts.iter().sum::<usize>() + event.id().len() + event.date().short().len() + event.url().len();
        seen += event.sources().len() + event.links().len() + event.links_in().len() + event.disputed().len();
        seen += Axis::ALL.iter().map(|axis| event.values(*axis).count()).sum::<usize>();
        seen += store.row(event.id()).map_or(0, |row| row as usize) + store.group_of(row).unwrap_or_default();
    }
    for axis in Axis::ALL {
        let column = store.column(axis);
        seen += column.resolve("j", |_| true).len() + column.rows_of(0).len();
    }
    seen + store.folded().titles.blob().len()
}

/// What is done to a part.
fn change(part: &mut Part<'static>, at: Index, to: u32) {
    match part {
        Part::Text(text) => {
            let end = text.floor_char_boundary(at.index(text.len() + 1));
            text.to_mut().truncate(end);
        }
        Part::Bytes(bytes) => match bytes.to_mut().as_mut_slice() {
            [] => bytes.to_mut().push(to as u8),
            bytes => *at.get_mut(bytes) ^= to as u8,
        },
        Part::Seldom(blob) => {
            let mut bytes = std::mem::take(blob).into_plain().into_owned();
            match bytes.as_mut_slice() {
                [] => bytes.push(to as u8),
                bytes => *at.get_mut(bytes) ^= to as u8,
            }
            *blob = Blob::Plain(bytes.into());
        }
        Part::Numbers(numbers) => match numbers.to_mut().as_mut_slice() {
            [] => numbers.to_mut().push(to),
            numbers => *at.get_mut(numbers) ^= to,
        },
        Part::Words(words) => drop(words.to_mut().pop()),
    }
}

/// All RON files below a folder, in the order of their paths.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    paths.into_iter().flat_map(below).filter(|path| path.extension().is_some_and(|end| end == "ron")).collect()
}

#[test]
fn the_binary_holds_what_its_files_say() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let mut paths = vec![assets.join("countries.ron")];
    paths.extend(files(&assets.join("dataset")));
    let read = |path: PathBuf| decode(&path.display().to_string(), &std::fs::read(&path).unwrap()).unwrap();
    let inputs: Vec<_> = paths.into_iter().map(read).collect();
    let mut read = scidip::data::read(&inputs, None, Options { strict: true });
    let (kept, built) = (builtin::store().unwrap(), Store::build(read.dataset.clone()));
    read.dataset.events.sort_by_key(|event| built.row(&event.id));
    assert_eq!(builtin::dataset().unwrap(), read.dataset);
    assert_eq!(kept.parts(), built.parts());
    assert_eq!(kept.folded().parts(), built.folded().parts());
    assert_eq!(look(&kept), look(&built));
}

/// The store with its folded texts that a file holds, and what the file says of itself.
fn read(file: &[u8]) -> Result<(Store, Table), Damaged> {
    let mut file = Cursor::new(file);
    let table = form::read_table(&mut file)?;
    let mut parts = |places: &[form::Place]| -> Result<Vec<Part<'static>>, Damaged> {
        places.iter().map(|place| form::read_part(&mut file, place)).collect()
    };
    let (parts, folded) = (parts(&table.parts)?, parts(&table.folded)?);
    Ok((Store::from_parts(parts, Some(Later::new(move || Some(folded.clone()))))?, table))
}

proptest! {
    #[test]
    fn a_file_holds_the_store_and_no_damage_goes_unseen(
        set in generate::dataset(8), at: Index, to in 1..=u8::MAX, end: Index, more in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        let store = Store::build(set);
        let mut file = Vec::new();
        form::write(&store, "made from", vec![1, 2, 3], &mut file).unwrap();
        let (kept, table) = read(&file).unwrap();
        prop_assert_eq!(kept.parts(), store.parts());
        prop_assert_eq!(kept.folded().parts(), store.folded().parts());
        prop_assert_eq!((&*table.made_from, table.note), ("made from", vec![1, 2, 3]));
        prop_assert!(read(&file[..end.index(file.len())]).is_err());
        *at.get_mut(&mut file) ^= to;
        prop_assert!(read(&file).is_err());
        *at.get_mut(&mut file) ^= to;
        file.extend(more);
        prop_assert!(read(&file).is_err());
    }

    #[test]
    fn any_bytes_are_no_store(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_kept_store_comes_back_as_it_was(set in generate::dataset(16)) {
        let store = Store::build(set);
        let folded = owned(store.folded().parts());
        let kept = Store::from_parts(owned(store.parts()), Some(Later::new(move || Some(folded.clone())))).unwrap();
        prop_assert_eq!(kept.parts(), store.parts());
        prop_assert_eq!(kept.folded().parts(), store.folded().parts());
        prop_assert!(kept.actors().eq(store.actors()) && kept.sources().eq(store.sources()));
        prop_assert_eq!(look(&kept), look(&store));
        prop_assert_ne!(kept.stamp, store.stamp);
        let without = Store::from_parts(owned(store.parts()), None).unwrap();
        prop_assert_eq!(without.folded().parts(), store.folded().parts());
    }

    #[test]
    fn changed_parts_are_refused_or_looked_at_without_a_panic(
        set in generate::dataset(8), which: Index, at: Index, to in 1..u32::MAX, in_folded: bool, swap: bool,
    ) {
        let store = Store::build(set);
        let (mut parts, mut folded) = (owned(store.parts()), owned(store.folded().parts()));
        let changed = if in_folded { &mut folded } else { &mut parts };
        let which = which.index(changed.len());
        if swap && which > 0 {
            changed.swap(which, which - 1);
        } else {
            change(&mut changed[which], at, to);
        }
        if let Ok(kept) = Store::from_parts(parts, Some(Later::new(move || Some(folded.clone())))) {
            look(&kept);
        }
    }
}
