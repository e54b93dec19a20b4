//! Data from files, folders and standard input, joined with the built-in dataset.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::builtin;
use crate::data::{
    Dataset, Event, Input, Loaded, Options, Problem, Work, beginning, decode_owned, read, read_away, read_with,
};
use crate::store::{Builder, Built, Store};
use crate::work::share;

use super::CliError;
use super::cache::Kept;

/// From how many bytes on the first events of a file are shown before all are read, and how many bytes they are taken from.
const SLOW: u64 = 8 << 20;
const FIRST: u64 = 1 << 20;

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

/// Where data comes from.
#[derive(Clone, Debug)]
enum From {
    Stdin,
    File(PathBuf),
}

/// The files of paths, in their order.
fn sources(paths: &[PathBuf]) -> Result<Vec<From>, LoadError> {
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    if paths.iter().filter(is_stdin).count() > 1 {
        return Err(LoadError::StdinTwice);
    }
    let mut sources = Vec::new();
    for path in paths {
        if is_stdin(&path) {
            sources.push(From::Stdin);
            continue;
        }
        let mut files = Vec::new();
        collect(path, &mut files)?;
        if files.is_empty() {
            return Err(LoadError::Empty(path.clone()));
        }
        sources.extend(files.into_iter().map(From::File));
    }
    Ok(sources)
}

/// The files of paths, read; those that are no text are problems instead.
pub(super) fn inputs(paths: &[PathBuf]) -> Result<(Vec<Input>, Vec<Problem>), LoadError> {
    texts(&sources(paths)?)
}

fn texts(sources: &[From]) -> Result<(Vec<Input>, Vec<Problem>), LoadError> {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for source in sources {
        let (name, bytes) = match source {
            From::Stdin => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|error| LoadError::Path("-".into(), error))?;
                ("-".to_owned(), bytes)
            }
            From::File(file) => {
                let bytes = fs::read(file).map_err(|error| LoadError::Path(file.clone(), error))?;
                (file.display().to_string(), bytes)
            }
        };
        match decode_owned(&name, bytes) {
            Ok(input) => inputs.push(input),
            Err(problem) => problems.push(*problem),
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

/// What data is asked for.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) data: Vec<PathBuf>,
    /// Without the built-in dataset.
    pub(super) only_data: bool,
    /// Whether the store of large files may be kept, and one that was kept be used.
    pub(super) keep: bool,
}

/// Data that was opened.
pub(super) struct Opened {
    /// The events.
    pub(super) store: Arc<Store>,
    /// All that is wrong with the files.
    pub(super) problems: Vec<Problem>,
    /// Where the store is to be kept, where that is worth it and not yet done.
    kept: Option<Kept>,
}

impl Opened {
    /// Keeps the store of large files, once nobody waits for anything more urgent.
    pub(super) fn keep(&self) {
        if let Some(kept) = &self.kept {
            kept.write(&self.store, &self.problems);
        }
    }
}

/// What is told while large files are read.
pub(super) enum Step {
    /// The first events, to be looked at until all are there.
    First(Arc<Store>),
    /// So many events more were read.
    Read(usize),
}

/// Who is told while large files are read, where anybody is.
pub(super) type Tell<'a> = Option<&'a (dyn Fn(Step) + Sync)>;

/// The data asked for: the built-in dataset, with the files of `--data`, or these alone.
pub(super) fn open(wanted: &Wanted, tell: Tell) -> Result<Opened, CliError> {
    let Wanted { data, only_data, keep } = wanted;
    if data.is_empty() && *only_data {
        return Err(CliError::Usage("--only-data leaves no data: name your own with --data PATH".to_owned()));
    }
    if data.is_empty() {
        return Ok(Opened { store: Arc::new(builtin::store()?), problems: Vec::new(), kept: None });
    }
    let sources = sources(data)?;
    let files: Option<Vec<PathBuf>> =
        sources.iter().map(|source| if let From::File(file) = source { Some(file.clone()) } else { None }).collect();
    let kept = files.filter(|_| *keep).and_then(|files| Kept::of(&files, *only_data));
    if let Some((store, problems)) = kept.as_ref().and_then(Kept::read) {
        return Ok(Opened { store: Arc::new(store), problems, kept: None });
    }
    let base = if *only_data { builtin::world()? } else { builtin::dataset()? };
    if let Some(tell) = tell
        && let Some(first) = first(&sources, &base)
    {
        tell(Step::First(Arc::new(first)));
    }
    let tell = |events| {
        if let Some(tell) = tell {
            tell(Step::Read(events));
        }
    };
    // What a first try has told of is not told again.
    let known = AtomicUsize::new(0);
    let first_try = |events: usize| {
        known.fetch_add(events, Ordering::Relaxed);
        tell(events);
    };
    if let Some((store, problems)) = in_one_pass(&sources, &base, Work { crew: &share, told: &first_try })? {
        return Ok(Opened { store: Arc::new(store), problems, kept });
    }
    let told = |events: usize| {
        let all = known.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |known| Some(known.saturating_sub(events)));
        tell(events.saturating_sub(all.unwrap_or_default()));
    };
    let (inputs, mut problems) = texts(&sources)?;
    let mut loaded = read_with(&inputs, Some(&base), Options::default(), Work { crew: &share, told: &told });
    problems.append(&mut loaded.problems);
    // The texts may take as much memory as the store.
    drop((inputs, base));
    let store = Arc::new(Store::build_with(loaded.dataset, &share));
    Ok(Opened { store, problems, kept })
}

/// Reads large files piece by piece, each event into the store as soon as it is read; `None` where they are not large, or an
/// event needs a second look.
fn in_one_pass(sources: &[From], base: &Dataset, work: Work) -> Result<Option<(Store, Vec<Problem>)>, LoadError> {
    if !sources.iter().all(is_slow) {
        return Ok(None);
    }
    let (inputs, bad) = texts(sources)?;
    let builder = Builder::folding();
    let take = |number: usize, events: &[Event]| builder.take(number, events);
    let read = if bad.is_empty() { read_away(&inputs, Some(base), Options::default(), work, &take) } else { None };
    let Some(Loaded { dataset, problems, .. }) = read else { return Ok(None) };
    // The texts may take as much memory as the store.
    drop(inputs);
    builder.take(0, &dataset.events);
    let Built { store, is_sound } = builder.build(dataset, &share);
    Ok(is_sound.then_some((store, problems)))
}

/// Whether it is a file that takes a while to read.
fn is_slow(source: &From) -> bool {
    matches!(source, From::File(file) if fs::metadata(file).is_ok_and(|metadata| metadata.len() >= SLOW))
}

/// The first events of a file that takes a while to read.
fn first(sources: &[From], base: &Dataset) -> Option<Store> {
    let From::File(path) = sources.iter().find(|source| is_slow(source))? else { return None };
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(FIRST).read_to_end(&mut bytes).ok()?;
    let whole = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let text = beginning(std::str::from_utf8(&bytes[..whole]).ok()?)?;
    let input = Input { name: path.display().to_string(), text };
    Some(Store::build(read(&[input], Some(base), Options::default()).dataset))
}

/// What a dataset holds, in numbers.
pub(super) fn counted(dataset: &Dataset) -> String {
    told([dataset.events.len(), dataset.actors.len(), dataset.themes.len(), dataset.sources.len()])
}

/// So many events, actors, themes and sources in words.
pub(super) fn told(counts: [usize; 4]) -> String {
    let told = counts.iter().zip(["event", "actor", "theme", "source"]);
    let told = told.map(|(count, one)| format!("{count} {one}{}", if *count == 1 { "" } else { "s" }));
    told.collect::<Vec<_>>().join(", ")
}
