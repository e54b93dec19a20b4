//! What the built-in dataset promises, kept by machine: every fact with its place, every text in both languages with its
//! reading, every entry in its file, nothing twice and nothing copied.
//!
//! What is right or wrong in a fact is not tested here: that is read against the documents.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod copies;
mod events;
mod files;
mod guide;
mod series;
mod texts;
mod tours;
mod twins;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scidip::builtin;
use scidip::data::{Dataset, Event};

/// The built-in dataset, unpacked once for all tests.
static SET: LazyLock<Dataset> = LazyLock::new(|| builtin::dataset().unwrap());

/// The five documents that the dataset is made from.
const DOCUMENTS: [&str; 5] = ["crds-2025-diplomacy", "crds-2025-international", "mext-2013", "cstp-2012", "scj-2024"];

/// The folder that the dataset is written in.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dataset")
}

/// The event of an id.
fn event(id: &str) -> Option<&'static Event> {
    SET.events.iter().find(|event| event.id == id)
}

/// Fails with all that is wrong, a line each.
fn none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{what}: {}\n{}\n", faults.len(), faults.join("\n"));
}
