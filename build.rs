//! Compiles the built-in dataset: reads `assets/dataset` and `assets/countries.ron` with the program's own reader and writes
//! them in the compact form that the binary holds. A mistake in them stops the build and is told with its place.

// The program's own letters and data, compiled into this script; it uses only a part of them.
#[allow(dead_code, unreachable_pub, unused_imports, missing_docs)]
#[path = "src/data/mod.rs"]
mod data;
#[allow(dead_code, unreachable_pub, unused_imports, missing_docs)]
#[path = "src/text/mod.rs"]
mod text;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What the compact form is made from; a change of any of it makes it anew.
const MADE_FROM: [&str; 4] = ["assets/dataset", "assets/countries.ron", "src/data", "src/text"];

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
    fs::write(out.join("dataset.bin"), postcard::to_stdvec(&loaded.dataset)?)?;
    Ok(())
}

/// All RON files below a folder, in the order of their paths.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            paths.push(path);
        }
    }
    Ok(())
}
