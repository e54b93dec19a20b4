//! Data from files, folders and standard input, joined with the built-in dataset.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::data::{Dataset, Input, Loaded, Options, Problem, decode, read};
use crate::store::builtin;

use super::CliError;

/// Why a path could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum LoadError {
    #[error("{0}: {1}: check the path given to --data")]
    Path(PathBuf, #[source] std::io::Error),
    #[error("-: standard input can be read once only: give it once")]
    StdinTwice,
    #[error("{0}: the folder holds no .ron file: give a file, or a folder of RON files")]
    Empty(PathBuf),
}

/// The files of paths, read; those that are no text are problems instead.
pub(super) fn inputs(paths: &[PathBuf]) -> Result<(Vec<Input>, Vec<Problem>), LoadError> {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    let mut take = |name: &str, bytes: &[u8]| match decode(name, bytes) {
        Ok(input) => inputs.push(input),
        Err(problem) => problems.push(*problem),
    };
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    if paths.iter().filter(is_stdin).count() > 1 {
        return Err(LoadError::StdinTwice);
    }
    for path in paths {
        if is_stdin(&path) {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| LoadError::Path(path.clone(), error))?;
            take("-", &bytes);
            continue;
        }
        let mut files = Vec::new();
        collect(path, &mut files)?;
        if files.is_empty() {
            return Err(LoadError::Empty(path.clone()));
        }
        for file in files {
            let bytes = fs::read(&file).map_err(|error| LoadError::Path(file.clone(), error))?;
            take(&file.display().to_string(), &bytes);
        }
    }
    Ok((inputs, problems))
}

/// A file itself, or all RON files below a folder in the order of their paths.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let error = |error| LoadError::Path(path.to_owned(), error);
    if !fs::metadata(path).map_err(error)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(error)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(error)?;
    paths.sort();
    for path in paths {
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "ron") {
            collect(&path, files)?;
        }
    }
    Ok(())
}

/// The dataset asked for: the built-in one, with the files of `--data`, or these alone.
pub(super) fn load(data: &[PathBuf], only_data: bool) -> Result<Loaded, CliError> {
    let base = if only_data { builtin::world()? } else { builtin::dataset()? };
    if data.is_empty() && only_data {
        return Err(CliError::Usage("--only-data leaves no data: name your own with --data PATH".to_owned()));
    }
    if data.is_empty() {
        return Ok(Loaded { dataset: base, ..Loaded::default() });
    }
    let (inputs, mut problems) = inputs(data)?;
    let unread = problems.len();
    let mut loaded = read(&inputs, Some(&base), Options::default());
    problems.append(&mut loaded.problems);
    Ok(Loaded { problems, left_out: loaded.left_out + unread, ..loaded })
}

/// What a dataset holds, in numbers.
pub(super) fn counted(dataset: &Dataset) -> String {
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    [
        count(dataset.events.len(), "event"),
        count(dataset.actors.len(), "actor"),
        count(dataset.themes.len(), "theme"),
        count(dataset.sources.len(), "source"),
    ]
    .join(", ")
}
