//! One paragraph an event, dates spelt out and labels before values: reads well aloud and in mail.

use std::io::{self, Write};

use super::Settings;
use crate::store::{EventView, Store};
use crate::text::Lang;
use crate::views::block::Block;
use crate::views::detail::blocks;

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
        write_blocks(&blocks(event, settings.lang, settings.today), event.store, settings.lang, out)?;
    }
    Ok(())
}

/// Writes blocks, a line each; what is only a picture is left out.
pub fn write_blocks(blocks: &[Block], store: &Store, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for block in blocks {
        match block {
            Block::Title(text) | Block::OtherTitle(text) | Block::Paragraph(text) => writeln!(out, "{text}")?,
            Block::Facts(text) => writeln!(out, "{}", text.text)?,
            Block::Warning(text) => writeln!(out, "! {text}")?,
            Block::Field(label, value) => writeln!(out, "{label}: {}", value.text)?,
            Block::Heading(text) => writeln!(out, "{text}:")?,
            Block::Item(text) => writeln!(out, "- {}", text.text)?,
            Block::Event(relation, row) => {
                let event = store.event(*row);
                let relation = relation.map_or_else(String::new, |relation| format!("{relation}: "));
                writeln!(out, "- {relation}{}  {}  [{}]", event.date().short(), event.title(lang), event.id())?;
            }
            Block::Address(text) => writeln!(out, "  {text}")?,
            Block::Life(_) => {}
            Block::Claims(title, sides) => {
                writeln!(out, "{title}:")?;
                sides.iter().try_for_each(|side| write_blocks(side, store, lang, out))?;
            }
            Block::Beside(columns) => columns.iter().try_for_each(|column| write_blocks(column, store, lang, out))?,
        }
    }
    Ok(())
}
