//! Compiles the built-in dataset: reads `assets/dataset` and `assets/countries.ron` with the program's own reader and writes
//! what the binary holds of them, which is the store's own columns and what these leave out. A mistake in them stops the build
//! and is told with its place.

// The program's own letters, data and store, compiled into this script; it uses only a part of them.
#[allow(dead_code, unreachable_pub, unused_imports, missing_docs)]
#[path = "src/data/mod.rs"]
mod data;
#[allow(dead_code, unreachable_pub, unused_imports, missing_docs)]
#[path = "src/store/mod.rs"]
mod store;
#[allow(dead_code, unreachable_pub, unused_imports, missing_docs)]
#[path = "src/text/mod.rs"]
mod text;

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use store::blob::pressed;
use store::parts::{Part, to_differences};

/// What the compact form is made from; a change of any of it makes it anew.
const MADE_FROM: [&str; 5] = ["assets/dataset", "assets/countries.ron", "src/data", "src/store", "src/text"];

fn main() -> Result<(), Box<dyn Error>> {
    for path in MADE_FROM {
        println!("cargo::rerun-if-changed={path}");
    }
    let mut paths = vec![PathBuf::from("assets/countries.ron")];
    collect(Path::new("assets/dataset"), &mut paths)?;
    let inputs = paths
        .iter()
        .map(|path| {
            data::decode(&path.display().to_string(), &fs::read(path)?).map_err(|problem| problem.to_string().into())
        })
        .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let loaded = data::read(&inputs, None, data::Options { strict: true });
    let errors: Vec<String> = loaded
        .problems
        .iter()
        .filter(|problem| problem.severity == data::Severity::Error)
        .map(ToString::to_string)
        .collect();
    if !errors.is_empty() {
        return Err(format!("the built-in dataset has {} errors:\n{}", errors.len(), errors.join("\n")).into());
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let data::Dataset { groups, countries, regions, events, .. } = loaded.dataset.clone();
    let world = data::Dataset { groups, countries, regions, ..data::Dataset::default() };
    fs::write(out.join("world.bin"), postcard::to_stdvec(&world)?)?;
    println!("cargo::rustc-env=SCIDIP_MADE_FROM={:016x}", made_from()?);
    let store = store::Store::build(loaded.dataset);
    let rows = events.iter().filter_map(|event| Some((store.row(&event.id)?, event)));
    let own_spelling: Vec<_> = rows.filter(|(row, event)| store.event(*row).written() != **event).collect();
    fs::write(out.join("events.bin"), postcard::to_stdvec(&own_spelling)?)?;
    let mut source = String::from("[\n");
    for (name, parts) in [("main", store.parts()), ("folded", store.folded().parts())] {
        source.push_str("&[\n");
        for (number, part) in parts.iter().enumerate() {
            write_part(part, &out.join(format!("{name}-{number}")), &mut source)?;
        }
        source.push_str("],\n");
    }
    fs::write(out.join("parts.rs"), source + "]\n")?;
    Ok(())
}

/// Writes a part as an expression of Rust: what is longer than bits goes into a file beside it.
fn write_part(part: &Part, file: &Path, source: &mut String) -> Result<(), Box<dyn Error>> {
    let (kind, bytes) = match part {
        Part::Text(text) => ("Text(include_str!", text.as_bytes()),
        Part::Bytes(bytes) => ("Bytes(include_bytes!", &**bytes),
        Part::Seldom(bytes) => ("Pressed(include_bytes!", &*pressed(bytes)),
        Part::Numbers(numbers) => ("Numbers(include_bytes!", &*to_differences(numbers)),
        Part::Words(words) => return Ok(writeln!(source, "Held::Words(&{words:?}),")?),
    };
    fs::write(file, bytes)?;
    Ok(writeln!(source, "Held::{kind}({:?})),", file.display().to_string())?)
}

/// A number for all that a store is made by and from; a store that was kept by a program with another number is not read.
fn made_from() -> Result<u64, Box<dyn Error>> {
    let mut paths = Vec::new();
    for path in MADE_FROM.map(Path::new) {
        if path.is_dir() { collect(path, &mut paths)? } else { paths.push(path.to_owned()) }
    }
    let mut sum = twox_hash::XxHash3_64::new();
    for path in paths {
        sum.write(&fs::read(path)?);
    }
    Ok(sum.finish())
}

/// All files of RON and Rust below a folder, in the order of their paths.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "ron" || extension == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}
