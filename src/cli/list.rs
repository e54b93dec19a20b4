//! `scidip list`: the events that match, in a format.

use std::sync::Arc;

use crate::data::Severity;
use crate::formats::{FORMATS, Format, Settings};
use crate::query::{Ctx, in_the_way};
use crate::store::Store;
use crate::text::Lang;
use crate::text::width::width;
use crate::text::wording::Word;
use crate::views::guess::did_you_mean;
use crate::work::{Question, Solved, solve};

use super::args::Common;
use super::load::Opened;
use super::{CliError, FOUND, NOTHING, load, output};

pub(super) fn run(common: &Common, line: &str, format: Option<&str>) -> Result<u8, CliError> {
    let format = named(format.unwrap_or("table"))?;
    let opened = open(common)?;
    let store = Arc::clone(&opened.store);
    let question = Question::new(line, store, Ctx { today: common.today() });
    let solved = answered(&question, common)?;
    let rows = &solved.answer.rows;
    let asked = did_you_mean(&solved.answer.guesses, common.lang());
    if rows.is_empty() {
        for line in nothing(&question.store, &solved, common.lang()) {
            output::complain(&line);
        }
    }
    if !asked.is_empty() {
        output::complain(&asked);
    }
    let store = &question.store;
    let mut events = rows.iter().map(|row| store.event(*row));
    let settings = settings(common);
    output::to_stdout(|out| (format.write)(&mut events, settings, out)).map_err(CliError::Write)?;
    let code = if rows.is_empty() { NOTHING } else { FOUND };
    opened.keep();
    // The program ends here: to give back the memory piece by piece would only keep the shell waiting.
    std::mem::forget((question, opened));
    Ok(code)
}

/// Why nothing was found: the data is empty, or these parts of the line are in the way.
fn nothing(store: &Store, solved: &Solved, lang: Lang) -> Vec<String> {
    if store.is_empty() {
        return vec![Word::NoData.in_lang(lang).to_owned()];
    }
    let parts = in_the_way(&solved.query, &solved.answer);
    let told = parts.iter().map(|(part, without)| Word::Without.with(lang, &[part, without]));
    std::iter::once(Word::NoEvents.in_lang(lang).to_owned()).chain(told).collect()
}

/// The data asked for as a store; its problems are told in a few words.
pub(super) fn open(common: &Common) -> Result<Opened, CliError> {
    let opened = load::open(&common.wanted(), None)?;
    let errors = opened.problems.iter().filter(|problem| problem.severity == Severity::Error);
    for problem in errors.clone().take(3) {
        output::complain(&problem.to_string());
    }
    let more = errors.count().saturating_sub(3);
    if more > 0 {
        let errors = if more == 1 { "1 more error" } else { &format!("{more} more errors") };
        output::complain(&format!("{errors} in the data: scidip check shows all"));
    }
    Ok(opened)
}

/// The answer to a question, or its first mistake under the line.
pub(super) fn answered(question: &Question, common: &Common) -> Result<Box<Solved>, CliError> {
    let reply = solve(question, &|| true).ok_or_else(|| CliError::Usage("the search was given up".to_owned()))?;
    reply.outcome.map_err(|errors| {
        let line = question.line.clone();
        let Some(error) = errors.first() else { return CliError::Usage(line) };
        let column = width(&line[..error.span.start.min(line.len())]);
        CliError::Query { line, column, message: error.message(common.lang()) }
    })
}

pub(super) fn named(name: &str) -> Result<&'static Format, CliError> {
    Format::named(name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        CliError::Usage(format!("the format {name:?} is not known: write one of {}", names.join(", ")))
    })
}

pub(super) fn settings(common: &Common) -> Settings {
    let is_terminal = output::stdout_is_terminal();
    Settings {
        lang: common.lang(),
        today: common.today(),
        width: if is_terminal { output::width() } else { None },
        colour: common.colour(is_terminal),
    }
}
