//! One line an event, in columns: for reading in a terminal, and for the tools of a shell.

use std::io::{self, Write};

use super::Settings;
use crate::data::Axis;
use crate::store::EventView;
use crate::text::width::{cut, pad, width};
use crate::views::timeline::Mark;

/// The cells of the date; longer ones push the rest of their line.
const DATE: usize = 10;

/// The cells of a title where lines are not cut.
const TITLE: usize = 70;

/// Writes a table without a head: date, mark, title, countries, id.
pub(super) fn write(
    events: &mut dyn Iterator<Item = EventView<'_>>,
    settings: Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title_cells = settings.width.map_or(TITLE, |cells| cells.saturating_sub(DATE + 4 + 2 + CODES).clamp(20, 100));
    for event in events {
        let date = pad_out(&event.date().short(), DATE);
        let mark = Mark::of(event, settings.today).sign();
        let title = match settings.width {
            Some(_) => pad(event.title(settings.lang), title_cells),
            None => pad_out(event.title(settings.lang), title_cells),
        };
        let keys: Vec<&str> = event.values(Axis::Countries).map(|entry| &*entry.key).collect();
        let codes = pad_out(&keys.join(" "), CODES);
        let line = if settings.colour {
            let bold = if event.weight() == 3 { "\u{1b}[1m" } else { "" };
            format!("\u{1b}[2m{date}\u{1b}[0m {mark} {bold}{title}\u{1b}[0m  \u{1b}[2m{codes}  {}\u{1b}[0m", event.id())
        } else {
            format!("{date} {mark} {title}  {codes}  {}", event.id())
        };
        let fits = settings
            .width
            .is_none_or(|cells| width(&date) + 5 + title_cells + width(&codes) + 2 + event.id().len() < cells);
        let short =
            |cells: usize| cut(&format!("{date} {mark} {title}  {}", keys.join(" ")), cells).trim_end().to_owned();
        match settings.width {
            Some(cells) if !fits => writeln!(out, "{}", short(cells))?,
            _ => writeln!(out, "{}", line.trim_end())?,
        }
    }
    Ok(())
}

/// The cells of the codes of countries.
const CODES: usize = 11;

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
