//! The stores of large files that are kept: used as long as nothing differs, and otherwise as if they were not there.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

use super::*;

/// A folder with a file that is large enough to be kept, and with a cache of its own.
struct Large {
    folder: tempfile::TempDir,
}

impl Large {
    fn new() -> Self {
        let large = Self { folder: folder() };
        large.write("a title of some length, so that the file grows with few events");
        large
    }

    /// Writes the file, as if that had been an hour ago.
    fn write(&self, title: &str) {
        let title = title.repeat(8);
        let events = (0..16_000).map(|at| format!("(id: \"e{at}\", date: \"1954\", title: \"{title}\"),\n"));
        fs::write(self.path(), format!("(events: [\n{}])", events.collect::<String>())).unwrap();
        self.changed(3600);
    }

    /// Says when the file was changed.
    fn changed(&self, seconds_ago: u64) {
        let time = SystemTime::now() - Duration::from_secs(seconds_ago);
        fs::File::options().append(true).open(self.path()).unwrap().set_modified(time).unwrap();
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("large.ron")
    }

    fn listed(&self, more: &[&str]) -> Ran {
        let path = self.path().display().to_string();
        let own = ["list", "--only-data", "--data", &path, "id:e7"];
        let arguments = own.iter().chain(more).map(|argument| (*argument).to_owned()).collect();
        let mut command = Run { arguments, ..Run::default() }.command();
        for variable in ["HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
            command.env(variable, self.folder.path().join("caches"));
        }
        Ran::of(command.output().unwrap())
    }

    /// The files of the cache.
    fn kept(&self) -> Vec<PathBuf> {
        let mut paths = vec![self.folder.path().join("caches")];
        let mut files = Vec::new();
        while let Some(path) = paths.pop() {
            if path.is_file() {
                files.push(path);
            } else {
                paths.extend(fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path()));
            }
        }
        files
    }
}

/// What tells that a file was written anew.
fn written(path: &PathBuf) -> (u64, Vec<u8>) {
    use std::os::unix::fs::MetadataExt;
    (fs::metadata(path).unwrap().ino(), fs::read(path).unwrap())
}

#[test]
fn a_large_file_is_parsed_once() {
    let large = Large::new();
    let first = large.listed(&[]);
    assert_eq!((first.code, first.ids()), (0, vec!["e7"]), "{}", first.err);
    let [kept] = &large.kept()[..] else { panic!("{:?}", large.kept()) };
    let before = written(kept);
    assert_eq!(large.listed(&[]), first);
    assert_eq!(large.listed(&["title"]).ids(), ["e7"], "with the folded texts");
    assert!(written(kept) == before, "it was read and not written");
    assert_eq!(fs::metadata(kept).unwrap().permissions().mode() & 0o077, 0, "nobody else may read it");
}

#[test]
fn what_is_damaged_or_out_of_date_is_read_and_kept_anew() {
    let large = Large::new();
    let first = large.listed(&[]);
    let kept = large.kept().remove(0);
    let (_, whole) = written(&kept);
    // The folded texts, which stand in the second half, are not looked at where no word is asked for.
    for (at, cut) in [(0, 0), (whole.len() / 4, 0), (whole.len() - 30, 0), (0, 1), (0, whole.len())] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        damaged.truncate(whole.len() - cut);
        fs::write(&kept, damaged).unwrap();
        assert_eq!(large.listed(&[]), first);
        assert!(written(&kept).1 == whole, "it was written anew: {at} {cut}");
    }
    large.changed(1800);
    assert_eq!(large.listed(&[]), first);
    assert_eq!(large.kept().len(), 2, "of another time, another store");
    large.write("another title of some length, as the file has changed meanwhile");
    assert!(large.listed(&[]).found().contains("another title"));
}

#[test]
fn nothing_is_kept_that_should_not_be() {
    let large = Large::new();
    let first = large.listed(&["--no-state"]);
    assert_eq!((first.code, large.kept().len()), (0, 0), "by the user's wish");
    large.changed(0);
    assert_eq!(large.listed(&[]), first);
    assert_eq!(large.kept().len(), 0, "a file that is still being changed");
    large.changed(60);
    large.listed(&[]);
    let kept = large.kept().remove(0);
    fs::write(&kept, "no store").unwrap();
    assert_eq!(large.listed(&["--no-state"]), first);
    assert_eq!(fs::read(&kept).unwrap(), b"no store", "nor is what was kept looked at");
}

#[test]
fn the_problems_of_a_large_file_are_told_every_time() {
    let large = Large::new();
    let text = fs::read_to_string(large.path()).unwrap();
    fs::write(large.path(), text.replacen("\"1954\"", "\"soon\"", 1)).unwrap();
    large.changed(3600);
    let first = large.listed(&[]);
    assert!(first.err.contains("large.ron:2:") && first.err.contains("soon"), "{}", first.err);
    assert_eq!(large.kept().len(), 1);
    assert_eq!(large.listed(&[]), first);
}

#[test]
fn few_stores_are_kept() {
    let large = Large::new();
    large.listed(&[]);
    let folder = large.kept().remove(0).parent().unwrap().to_owned();
    for at in 0..20 {
        let path = folder.join(format!("{at}.store"));
        fs::write(&path, "a store").unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(10_000 + at);
        fs::File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
    fs::write(folder.join("notes.txt"), "no store").unwrap();
    large.changed(60);
    large.listed(&[]);
    assert_eq!(large.kept().len(), 9, "eight stores, and what is none");
    assert!(folder.join("notes.txt").exists() && folder.join("0.store").exists() && !folder.join("19.store").exists());
}
