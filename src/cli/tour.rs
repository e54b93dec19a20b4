//! `scidip tour`: the tours there are, and one of them as a handout.

use std::io::{self, Write};

use crate::data::Tour;
use crate::store::Store;
use crate::text::near::nearest;
use crate::text::width::{pad, width};
use crate::text::wording::Word;
use crate::views::detail::cited;

use super::args::{Common, Prose};
use super::{CliError, FOUND, list, output};

/// The user's own tours.
pub(super) fn own(common: &Common) -> Result<Vec<Tour>, CliError> {
    let read = |path: &std::path::PathBuf| {
        let name = path.display().to_string();
        let told = |error: io::Error| CliError::Usage(format!("{name}: {error}: check the path of the tour"));
        Ok(Tour::read(&name, &std::fs::read_to_string(path).map_err(told)?)?)
    };
    common.tours.iter().map(read).collect()
}

pub(super) fn run(common: &Common, name: Option<&str>, format: Prose) -> Result<u8, CliError> {
    let mut tours = own(common)?;
    tours.extend(Tour::built_in()?);
    let Some(name) = name else {
        let column = tours.iter().map(|tour| width(&tour.id)).max().unwrap_or_default();
        return output::to_stdout(|out| {
            tours
                .iter()
                .try_for_each(|tour| writeln!(out, "{}  {}", pad(&tour.id, column), tour.title.get(common.lang())))
        })
        .map(|()| FOUND)
        .map_err(CliError::Write);
    };
    let Some(tour) = tours.iter().find(|tour| tour.id == name) else {
        let names: Vec<&str> = tours.iter().map(|tour| &*tour.id).collect();
        let meant =
            nearest(name, names.iter().copied()).map_or_else(String::new, |near| format!("did you mean {near}? "));
        let known = names.join(", ");
        return Err(CliError::Usage(format!("there is no tour {name:?}: {meant}write one of {known}")));
    };
    let opened = list::open(common)?;
    output::to_stdout(|out| write(tour, &opened.store, common, format, out)).map_err(CliError::Write)?;
    opened.keep();
    Ok(FOUND)
}

fn write(tour: &Tour, store: &Store, common: &Common, format: Prose, out: &mut dyn Write) -> io::Result<()> {
    let lang = common.lang();
    let text = |text: &str| format.text(text);
    let (title, strong) = if format == Prose::Markdown { ("# ", "**") } else { ("", "") };
    writeln!(out, "{title}{}", text(tour.title.get(lang)))?;
    if !tour.about.is_empty() {
        writeln!(out, "\n{}", text(tour.about.get(lang)))?;
    }
    for (at, stop) in (1..).zip(&tour.stops) {
        writeln!(out)?;
        let event = store.row(&stop.event).map(|row| store.event(row));
        match event {
            Some(event) => {
                let colon = Word::Colon.in_lang(lang);
                let date = event.date().long(lang);
                writeln!(out, "{at}. {strong}{date}{colon}{}{strong}", text(event.title(lang)))?;
                writeln!(out, "   {}", text(stop.text.get(lang)))?;
                for source in event.sources().iter().take(1) {
                    writeln!(
                        out,
                        "   {} {}",
                        text(&cited(store, source, lang).text),
                        format.query(&format!("id:{}", event.id()))
                    )?;
                }
            }
            None => writeln!(out, "{at}. {}", text(stop.text.get(lang)))?,
        }
    }
    Ok(())
}
