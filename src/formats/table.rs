//! One line an event, in columns: for reading in a terminal, and for the tools of a shell.

use std::io::{self, Write};

use super::Settings;
use crate::data::Axis;
use crate::store::EventView;
use crate::text::width::{pad, width};
use crate::views::timeline::Mark;

/// The cells of the date; longer ones push the rest of their line.
const DATE: usize = 10;

/// The cells of a title where lines are not cut.
const TITLE: usize = 70;

/// The cells of the codes of countries.
const CODES: usize = 11;

/// Writes a table without a head: date, mark, title, countries, id. On a terminal no line is cut in two: what has no room,
/// the id before the countries, is left out.
pub(super) fn write(
    events: &mut dyn Iterator<Item = EventView<'_>>,
    settings: Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    for event in events {
        let parts = Parts::of(event, settings);
        let faint = |text: &str| if settings.colour { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() };
        let title = if settings.colour && event.weight() == 3 {
            format!("\u{1b}[1m{}\u{1b}[0m", parts.title)
        } else {
            parts.title
        };
        let rest = [parts.codes, parts.id].join("  ");
        let rest = rest.trim_end();
        if rest.is_empty() {
            writeln!(out, "{} {} {}", faint(&parts.date), parts.mark, title.trim_end())?;
        } else {
            writeln!(out, "{} {} {title}  {}", faint(&parts.date), parts.mark, faint(rest))?;
        }
    }
    Ok(())
}

/// The columns of one line, fitted to the terminal.
struct Parts {
    date: String,
    mark: &'static str,
    title: String,
    codes: String,
    id: String,
}

impl Parts {
    fn of(event: EventView<'_>, settings: Settings) -> Self {
        let keys: Vec<&str> = event.values(Axis::Countries).map(|entry| &*entry.key).collect();
        let mut parts = Self {
            date: pad_out(&event.date().short(), DATE),
            mark: Mark::of(event, settings.today).sign(),
            title: pad_out(event.title(settings.lang), TITLE),
            codes: pad_out(&keys.join(" "), CODES),
            id: event.id().to_owned(),
        };
        let Some(cells) = settings.width else { return parts };
        // The date, the mark and the blanks around them and before the codes.
        let fixed = width(&parts.date) + 5;
        let room = cells.saturating_sub(fixed + CODES);
        parts.title = pad(event.title(settings.lang), room.clamp(20.min(cells.saturating_sub(fixed)), TITLE));
        let used = fixed + width(&parts.title);
        parts.codes = pad(&parts.codes, CODES.min(cells.saturating_sub(used)));
        if used + CODES + 2 + width(&parts.id) > cells {
            parts.id.clear();
        }
        parts
    }
}

/// The text filled to a width, never cut.
fn pad_out(text: &str, cells: usize) -> String {
    pad(text, cells.max(width(text)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::written;
    use super::*;
    use crate::text::Lang;

    #[test]
    fn columns_stand_under_each_other_in_both_languages() {
        for lang in [Lang::En, Lang::Ja] {
            let text = written("table", lang, None);
            let column = |line: &str, sign: &str| line.find(sign).map(|at| width(&line[..at]));
            let ends: Vec<_> =
                text.lines().filter(|line| line.contains("  JP")).map(|line| column(line, "  JP")).collect();
            assert!(ends.len() >= 2 && ends.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for cells in [40, 80, 120, 200] {
            let text = written("table", Lang::Ja, Some(cells));
            assert!(text.lines().all(|line| width(line) <= cells), "{cells}: {text}");
        }
    }
}
