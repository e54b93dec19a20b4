//! From the texts of a dataset's files to one dataset and a list of all that is wrong with them. Opens no file itself.
//!
//! Good files are read by RON in one pass. A file that fails is read again item by item (`tables`) and field by field
//! (`repair`) over a scanner that knows only brackets and quotes (`scan`); what can be used of it is kept. Then each entry
//! is put right by itself (`tidy`, `ids`), ids are checked over the union (`check`), and the files are joined (`merge`).
//! Problems are noted by byte or by field (`report`) and found in the text again at the end (`locate`).

mod check;
mod declare;
mod decode;
mod ids;
mod items;
mod leaf;
mod list;
mod locate;
mod merge;
mod named;
mod pieces;
mod repair;
mod report;
mod row;
mod scan;
mod split;
mod tables;
mod tidy;
mod undeclared;
mod value;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use decode::{decode, decode_owned};
pub(in crate::data) use leaf::Want;
pub(in crate::data) use locate::Step;
pub use pieces::beginning;
pub(in crate::data) use repair::Reader;
pub(in crate::data) use tidy::Tidy;
pub(in crate::data) use value::{Entry, Value};

use self::locate::Outline;
use self::named::Named;
use self::report::{At, Report, Said};
use self::row::Row;
use super::problem::{Code, Problem};
use super::{Dataset, Event, Table};

/// A file of a dataset: its name for messages, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name.
    pub name: String,
    /// The text.
    pub text: String,
}

/// How strict reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether a name that is declared nowhere is an error, as in the built-in dataset, and not a warning.
    pub strict: bool,
}

/// Does each of a number of pieces of work, by whom and in whatever order; ends when all are done.
pub type Crew<'a> = dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync + 'a;

/// How large texts are read: by whom, and who is told on the way how many more events have been read.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// Who does the pieces of work.
    pub crew: &'a Crew<'a>,
    /// Is told the number of events of each piece.
    pub told: &'a (dyn Fn(usize) + Sync),
}

impl Work<'_> {
    /// All work is done here, one piece after the other, and nobody is told.
    pub const ALONE: Self = Self { crew: &|pieces, work| (0..pieces).for_each(work), told: &|_| {} };
}

/// What came of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The union of the base and of what is good in the files.
    pub dataset: Dataset,
    /// All that is wrong, by file in the order given and by place within it.
    pub problems: Vec<Problem>,
    /// How many entries were left out.
    pub left_out: usize,
}

/// A file that was read, before it is joined with others.
#[derive(Default)]
struct FileRead {
    set: Dataset,
    /// The places of the entries, where they were found out on the way.
    outline: Option<Outline>,
    /// Entries that were kept with a fault that was named.
    repaired: HashSet<(Table, usize)>,
    /// Entries that are not taken into the union.
    dropped: HashSet<(Table, usize)>,
    /// Ids in place of which something else was written, and what.
    written: HashMap<String, String>,
    /// The pieces that it was read in, if it was: the number of the first event, and the place.
    pieces: Vec<(usize, Range<usize>)>,
    /// What its events name, where they were given away.
    named: Vec<Named>,
    /// What was found while the events were put right, where that is done already.
    tidied: Option<Report>,
}

impl FileRead {
    fn keeps(&self, table: Table, entry: usize) -> bool {
        self.dropped.is_empty() || !self.dropped.contains(&(table, entry))
    }

    /// The entries of a table that are kept, with their numbers.
    fn kept<'a, T: Row>(&'a self, entries: &'a [T]) -> impl Iterator<Item = (usize, &'a T)> {
        entries.iter().enumerate().filter(|(number, _)| self.keeps(T::TABLE, *number))
    }
}

/// Reads files and joins them with the dataset that they extend; whatever is good is loaded, whatever else is wrong.
pub fn read(inputs: &[Input], base: Option<&Dataset>, options: Options) -> Loaded {
    read_with(inputs, base, options, Work::ALONE)
}

/// The same, with large files cut into pieces that are read side by side.
pub fn read_with(inputs: &[Input], base: Option<&Dataset>, options: Options, work: Work) -> Loaded {
    let mut reports: Vec<Report> = inputs.iter().map(|_| Report::default()).collect();
    let mut files: Vec<FileRead> = inputs
        .iter()
        .zip(&mut reports)
        .map(|(input, report)| read_file(without_mark(&input.text), report, work))
        .collect();
    for (file, report) in files.iter_mut().zip(&mut reports) {
        tidy_file(file, report);
    }
    give_ids(base, &mut files);
    join(inputs, base, options, (files, reports))
}

/// The same for large files whose events are taken as they are: what comes of reading has those of the base alone, and all
/// others are given to `take` while they are read, with a number that tells their order. Whether an id stands twice among
/// them, or a link of theirs leads nowhere, is for whoever takes them to tell. `None` where a second look at events is
/// needed, or a file is not large; what was taken until then is for nothing.
pub fn read_away(
    inputs: &[Input],
    base: Option<&Dataset>,
    options: Options,
    work: Work,
    take: &(dyn Fn(usize, &[Event]) + Sync),
) -> Option<Loaded> {
    let mut reports: Vec<Report> = inputs.iter().map(|_| Report::default()).collect();
    let mut files: Vec<FileRead> = Vec::new();
    let mut before = 0;
    for (input, report) in inputs.iter().zip(&mut reports) {
        let take = |start: usize, events: &[Event]| take(before + start, events);
        let mut file = pieces::read_away(without_mark(&input.text), work, &take)?;
        tidy_file(&mut file, report);
        files.push(file);
        before += input.text.len();
    }
    Some(join(inputs, base, options, (files, reports)))
}

/// Checks files that were read, and joins them.
fn join(
    inputs: &[Input],
    base: Option<&Dataset>,
    options: Options,
    (mut files, mut reports): (Vec<FileRead>, Vec<Report>),
) -> Loaded {
    let texts = check::Texts::new(inputs);
    let outcome = check::check(base, &files, &texts, &mut reports);
    leave_links_out(&mut files, &outcome.links_left_out);
    for (file, event) in &outcome.events_left_out {
        files[*file].dropped.insert((Table::Events, *event));
        reports[*file].left_out += 1;
    }
    let left_out = reports.iter().map(|report| report.left_out).sum();
    let mut problems = Vec::new();
    for ((input, report), file) in inputs.iter().zip(reports).zip(&files) {
        let text = without_mark(&input.text);
        // Of a text that was read in pieces only those are looked at again in which something was found.
        let events = if file.pieces.is_empty() { None } else { report.entries(Table::Events) };
        let some = events.map(|events| locate::outline_of(text, &file.pieces, events));
        let outline = file.outline.as_ref().or(some.as_ref());
        problems.extend(report.into_problems(&input.name, text, outline, options.strict));
    }
    Loaded { dataset: merge::merge(base, files, outcome.made), problems, left_out }
}

/// Takes out the links that lead nowhere.
fn leave_links_out(files: &mut [FileRead], left_out: &check::Links) {
    for ((file, table, entry), gone) in left_out {
        let set = &mut files[*file].set;
        let links = if *table == Table::Actors { &mut set.actors[*entry].links } else { &mut set.events[*entry].links };
        let mut number = 0..;
        links.retain(|_| number.next().is_none_or(|number| !gone.contains(&number)));
    }
}

/// A text without the mark that some editors put at its beginning.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Reads one file, as a whole where it is good and piece by piece where not.
fn read_file(text: &str, report: &mut Report, work: Work) -> FileRead {
    if scan::Scanner::new(text, 0..text.len()).peek().kind == scan::Kind::End {
        let hint = "write (events: [ … ]), or leave the file away";
        report.add(At::File, Said::new(Code::EmptyFile, "the file is empty", hint));
        return FileRead::default();
    }
    if let Some(file) = pieces::read(text, work) {
        return file;
    }
    let error = match leaf::ron().from_str(text) {
        Ok(set) => return FileRead { set, ..FileRead::default() },
        Err(error) => error,
    };
    let mut reader = Reader::new(text, report);
    let (set, outline) = reader.dataset();
    let repaired = reader.repaired;
    if !report.has_errors() {
        // Nothing is refused without a reason, whatever the two ways of reading may think of it.
        let at = leaf::byte_of(text, error.span.end);
        let hint = "look at the place that is shown, and at the line above it";
        report.add(At::Byte(at), Said::new(Code::Syntax, leaf::said(&error.code), hint));
    }
    FileRead { set, outline: Some(outline), repaired, ..FileRead::default() }
}

/// Puts every entry of a file right by itself.
fn tidy_file(file: &mut FileRead, report: &mut Report) {
    let mut tidy = Tidy { report, entry: None, told: false, path: Vec::new(), written: &mut file.written };
    let Dataset { meta, eras, groups, themes, countries, regions, actors, sources, events } = &mut file.set;
    meta.tidy(&mut tidy);
    let (dropped, repaired) = (&mut file.dropped, &file.repaired);
    tidy_table(eras, &mut tidy, repaired, dropped);
    tidy_table(groups, &mut tidy, repaired, dropped);
    tidy_table(themes, &mut tidy, repaired, dropped);
    tidy_table(countries, &mut tidy, repaired, dropped);
    tidy_table(regions, &mut tidy, repaired, dropped);
    tidy_table(actors, &mut tidy, repaired, dropped);
    tidy_table(sources, &mut tidy, repaired, dropped);
    match file.tidied.take() {
        Some(found) => report.append(found, 0),
        None => tidy_table(events, &mut tidy, repaired, dropped),
    }
}

fn tidy_table<T: Row>(
    entries: &mut [T],
    tidy: &mut Tidy,
    repaired: &HashSet<(Table, usize)>,
    dropped: &mut HashSet<(Table, usize)>,
) {
    for (number, entry) in entries.iter_mut().enumerate() {
        let place = (T::TABLE, number);
        tidy.entry = Some(place);
        tidy.told = !repaired.is_empty() && repaired.contains(&place);
        entry.tidy(tidy);
        if let Some(field) = entry.missing() {
            tidy.report.left_out += 1;
            dropped.insert(place);
            if tidy.told && field == "id" {
                continue;
            }
            let what = format!("{} has no {field} and was left out", T::NOUN);
            let value = if field == "date" { "\"1954-09-29\"" } else { "\"…\"" };
            tidy.note(
                &[Step::Field(field)],
                "",
                Said::new(Code::MissingField, what, format!("write {field}: {value}")),
            );
        } else {
            entry.check(tidy);
        }
    }
}

/// Gives ids to the events that have none.
fn give_ids(base: Option<&Dataset>, files: &mut [FileRead]) {
    let mut taken: HashSet<&str> = HashSet::new();
    let mut nameless: Vec<&mut Event> = Vec::new();
    for FileRead { set, dropped, .. } in files {
        for (number, event) in set.events.iter_mut().enumerate() {
            if !event.id.is_empty() {
                taken.insert(&event.id);
            } else if !dropped.contains(&(Table::Events, number)) {
                nameless.push(event);
            }
        }
    }
    if !nameless.is_empty() {
        taken.extend(base.iter().flat_map(|base| &base.events).map(|event| &*event.id));
        ids::give(taken, nameless);
    }
}
