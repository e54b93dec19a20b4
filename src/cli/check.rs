//! `scidip check`: every problem in a dataset.

use std::path::PathBuf;

use crate::builtin;
use crate::data::{Dataset, Options, Severity, read};

use super::args::Common;
use super::{CliError, FAILED, FOUND, load, output};

pub(super) fn run(common: &Common, paths: &[PathBuf]) -> Result<u8, CliError> {
    let mut all = common.data.clone();
    all.extend_from_slice(paths);
    if all.is_empty() {
        let text = format!("the built-in data: {}, no problems", load::told(builtin::store()?.counts()));
        output::to_stdout(|out| writeln!(out, "{text}")).map_err(CliError::Write)?;
        return Ok(FOUND);
    }
    let base = if common.only_data { builtin::world()? } else { builtin::dataset()? };
    let (inputs, mut problems) = load::inputs(&all)?;
    let loaded = read(&inputs, Some(&base), Options::default());
    problems.extend(loaded.problems);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    let own = own_entries(&loaded.dataset, &base);
    output::to_stdout(|out| {
        for problem in &problems {
            writeln!(out, "{problem}")?;
        }
        let count = |number: usize, one: &str| match number {
            0 => format!("no {one}s"),
            1 => format!("1 {one}"),
            more => format!("{more} {one}s"),
        };
        writeln!(out, "{}: {}, {}", load::counted(&own), count(errors, "error"), count(warnings, "warning"))
    })
    .map_err(CliError::Write)?;
    Ok(if errors == 0 { FOUND } else { FAILED })
}

/// What the files add to the dataset that they extend.
fn own_entries(all: &Dataset, base: &Dataset) -> Dataset {
    fn own<T: Clone>(all: &[T], base: &[T]) -> Vec<T> {
        all[base.len().min(all.len())..].to_vec()
    }
    Dataset {
        events: own(&all.events, &base.events),
        actors: own(&all.actors, &base.actors),
        themes: own(&all.themes, &base.themes),
        sources: own(&all.sources, &base.sources),
        ..Dataset::default()
    }
}
