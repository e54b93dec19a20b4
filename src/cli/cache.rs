//! Large files as stores in the platform's folder of caches, so that they are parsed once: nothing depends on them, and
//! whatever does not fit in any way is read anew from its source.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::data::Problem;
use crate::store::form::{self, Place, Table};
use crate::store::parts::Part;
use crate::store::{Later, Store};
use crate::work::share;

/// From how many bytes of files on a store is kept: 8 MB are parsed in about a tenth of a second, and read back in a tenth of
/// that.
const WORTH: u64 = 8 << 20;

/// The most stores that are kept, and the most bytes of them.
const MOST: usize = 8;
const MOST_BYTES: u64 = 4 << 30;

/// A file that was changed so shortly ago may be changed again without its time telling.
const SETTLED: Duration = Duration::from_secs(2);

/// What a temporary file that nobody finished is known by, and when it is one.
const UNFINISHED: &str = "unfinished";
const GIVEN_UP: Duration = Duration::from_hours(1);

/// The place of a store in the cache.
#[derive(Debug)]
pub(super) struct Kept {
    path: PathBuf,
    /// All that the store depends on.
    made_from: String,
    files: Vec<PathBuf>,
    only_data: bool,
}

impl Kept {
    /// Where the store of files is kept; `None` where they are not worth it, or there is no folder for it.
    pub(super) fn of(files: &[PathBuf], only_data: bool) -> Option<Self> {
        let made_from = made_from(files, only_data)?;
        let name = format!("{:016x}.store", twox_hash::XxHash3_64::oneshot(made_from.as_bytes()));
        Some(Self { path: folder()?.join(name), made_from, files: files.to_vec(), only_data })
    }

    /// The store, if it is there, and the problems of its files.
    pub(super) fn read(&self) -> Option<(Store, Vec<Problem>)> {
        let mut file = File::open(&self.path).ok()?;
        let Table { made_from, note, parts, folded } = form::read_table(&mut file).ok()?;
        if made_from != self.made_from {
            return None;
        }
        let problems = postcard::from_bytes(&note).ok()?;
        let path = self.path.clone();
        let later = Later::new(move || read_parts(&path, &folded));
        let store = Store::from_parts(read_parts(&self.path, &parts)?, Some(later)).ok()?;
        // What is used stays longest. A folder that can't be written to is no reason to do without.
        let _ = file.set_modified(SystemTime::now());
        Some((store, problems))
    }

    /// Keeps a store. What can't be written is not kept, and read from its files the next time.
    pub(super) fn write(&self, store: &Store, problems: &[Problem]) {
        // Had the files changed meanwhile, what was read would be neither the old nor the new.
        if made_from(&self.files, self.only_data).is_some_and(|now| now == self.made_from) {
            let _ = self.try_write(store, problems);
        }
    }

    fn try_write(&self, store: &Store, problems: &[Problem]) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let unfinished = self.path.with_extension(format!("{}.{UNFINISHED}", std::process::id()));
        let written = own_file(&unfinished).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 20, file);
            let note = postcard::to_stdvec(problems).map_err(std::io::Error::other)?;
            form::write(store, &self.made_from, note, &mut out)?;
            out.flush()
        });
        let renamed = written.and_then(|()| fs::rename(&unfinished, &self.path));
        if renamed.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        tidy(folder);
        renamed
    }
}

/// All that a store of files depends on: the program, and each file by its place, size and time. `None` where there is
/// nothing to keep.
fn made_from(files: &[PathBuf], only_data: bool) -> Option<String> {
    let mut made_from = format!("{} {} {only_data}", env!("CARGO_PKG_VERSION"), env!("SCIDIP_MADE_FROM"));
    let mut size = 0;
    for file in files {
        let (path, metadata) = (fs::canonicalize(file).ok()?, fs::metadata(file).ok()?);
        let changed = metadata.modified().ok()?;
        let settled = SystemTime::now().duration_since(changed).is_ok_and(|age| age >= SETTLED);
        if !metadata.is_file() || !settled {
            return None;
        }
        let changed = changed.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        // The names of files are in the messages, so that they count as they were given as well.
        let names = [path.as_path(), file].map(|name| name.to_string_lossy().escape_debug().to_string()).join(" ");
        made_from.extend(["\n", &metadata.len().to_string(), " ", &changed.to_string(), " ", &names]);
        size += metadata.len();
    }
    (size >= WORTH).then_some(made_from)
}

/// Reads parts of a file, the longest first, on all cores.
fn read_parts(path: &Path, places: &[Place]) -> Option<Vec<Part<'static>>> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(places[*at].len()));
    let parts: Vec<OnceLock<Part<'static>>> = places.iter().map(|_| OnceLock::new()).collect();
    share(places.len(), &|turn| {
        let at = order[turn];
        let part = File::open(path).ok().and_then(|mut file| form::read_part(&mut file, &places[at]).ok());
        if let Some(part) = part {
            parts[at].get_or_init(|| part);
        }
    });
    parts.into_iter().map(OnceLock::into_inner).collect()
}

/// A new file that nobody else may read: what is in it is as private as its source.
fn own_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Takes away the stores that were not used for longest, and what was never finished.
fn tidy(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let age = |time: SystemTime| SystemTime::now().duration_since(time).unwrap_or_default();
    let files = entries.filter_map(|entry| {
        let (path, metadata) = (entry.as_ref().ok()?.path(), entry.as_ref().ok()?.metadata().ok()?);
        Some((age(metadata.modified().ok()?), metadata.len(), path))
    });
    let ends = |path: &Path, end: &str| path.extension().is_some_and(|extension| extension == end);
    let mut files: Vec<(Duration, u64, PathBuf)> = files.collect();
    files.sort();
    let (mut count, mut bytes) = (0, 0);
    for (age, size, path) in files {
        let too_many = if ends(&path, "store") {
            (count, bytes) = (count + 1, bytes + size);
            count > MOST || (bytes > MOST_BYTES && count > 1)
        } else {
            ends(&path, UNFINISHED) && age > GIVEN_UP
        };
        if too_many {
            let _ = fs::remove_file(path);
        }
    }
}

/// The program's folder among the platform's caches.
fn folder() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = |below: &str| variable("HOME").map(|home| home.join(below));
    let caches = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home("Library/Caches")
    } else {
        variable("XDG_CACHE_HOME").or_else(|| home(".cache"))
    };
    Some(caches?.join("scidip"))
}
