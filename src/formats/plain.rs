//! One paragraph an event, dates spelt out and labels before values: reads well aloud and in mail.

use std::io::{self, Write};

use super::Settings;
use crate::store::EventView;
use crate::views::detail::{Block, blocks};

/// Writes a paragraph an event, blank lines between.
pub(super) fn write(
    events: &mut dyn Iterator<Item = EventView<'_>>,
    settings: Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut first = true;
    for event in events {
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        writeln!(out, "{}  [{}]", event.date(), event.id())?;
        for block in blocks(event, settings.lang, settings.today) {
            match block {
                Block::Title(text) | Block::OtherTitle(text) | Block::Facts(text) | Block::Paragraph(text) => {
                    writeln!(out, "{text}")?;
                }
                Block::Warning(text) => writeln!(out, "! {text}")?,
                Block::Field(label, text) => writeln!(out, "{label}: {text}")?,
                Block::Heading(text) => writeln!(out, "{text}:")?,
                Block::Item(text, _) => writeln!(out, "- {text}")?,
                Block::Address(text) => writeln!(out, "  {text}")?,
            }
        }
    }
    Ok(())
}
