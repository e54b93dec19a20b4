//! `scidip summary`: a period in sentences, made by rule from counts, each with what it can be checked by.

use std::io::{self, Write};
use std::sync::Arc;

use crate::query::{Ctx, Setting, ViewKind};
use crate::store::Store;
use crate::text::Lang;
use crate::text::wording::Word;
use crate::views::picture::Picture;
use crate::views::told::{Part, Sentence, told};
use crate::work::Question;

use super::args::{Common, Prose};
use super::{CliError, FOUND, NOTHING, list, output};

pub(super) fn run(common: &Common, line: &str, format: Prose) -> Result<u8, CliError> {
    let opened = list::open(common)?;
    let store = Arc::clone(&opened.store);
    let line = format!("{line} {}", Setting::View(ViewKind::Period));
    let question = Question::new(&line, Arc::clone(&store), Ctx { today: common.today() });
    let solved = list::answered(&question, common)?;
    let parts =
        if let Picture::Period(period) = &solved.picture { told(period, &store, common.lang()) } else { Vec::new() };
    let told = Told { store: &store, lang: common.lang(), format };
    output::to_stdout(|out| told.write(&parts, out)).map_err(CliError::Write)?;
    opened.keep();
    Ok(if parts.is_empty() { NOTHING } else { FOUND })
}

struct Told<'a> {
    store: &'a Store,
    lang: Lang,
    format: Prose,
}

impl Told<'_> {
    fn write(&self, parts: &[Part], out: &mut dyn Write) -> io::Result<()> {
        let mut before = None;
        for part in parts {
            // Paragraphs are parted by a blank line; the events of a list are not.
            let listed = matches!(part, Part::Event(_));
            let follows = before.is_some_and(|before| !(listed && before));
            if follows {
                writeln!(out)?;
            }
            match part {
                Part::Heading(text) if self.format == Prose::Markdown => writeln!(out, "### {text}")?,
                Part::Heading(text) => writeln!(out, "{text}")?,
                Part::Sentence(sentence) => {
                    writeln!(out, "{}{}", self.format.text(&sentence.text), self.checks(sentence))?;
                }
                Part::Event(row) => {
                    let event = self.store.event(*row);
                    let comma = Word::Colon.in_lang(self.lang);
                    let (date, title) = (event.date().long(self.lang), self.format.text(event.title(self.lang)));
                    writeln!(out, "- {date}{comma}{title}{}", self.check(&[format!("id:{}", event.id())]))?;
                }
            }
            before = Some(listed);
        }
        Ok(())
    }

    fn checks(&self, sentence: &Sentence) -> String {
        let mut queries: Vec<String> = Vec::new();
        for query in sentence.targets.iter().map(|(_, target)| target.query(self.store)) {
            if !queries.contains(&query) {
                queries.push(query);
            }
        }
        self.check(&queries)
    }

    /// What shows the events that a sentence speaks of.
    fn check(&self, queries: &[String]) -> String {
        if queries.is_empty() {
            return String::new();
        }
        let queries: Vec<String> = queries.iter().map(|query| self.format.query(query)).collect();
        format!(" [{}]", queries.join(" "))
    }
}

impl Prose {
    /// A text with the signs that Markdown would take for its own made harmless.
    pub(super) fn text(self, text: &str) -> String {
        if self == Self::Plain {
            return text.to_owned();
        }
        let signs = |letter: char| matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|');
        text.chars().flat_map(|letter| signs(letter).then_some('\\').into_iter().chain([letter])).collect()
    }

    /// A query that can be typed.
    pub(super) fn query(self, query: &str) -> String {
        if self == Self::Plain { query.to_owned() } else { format!("`{query}`") }
    }
}
