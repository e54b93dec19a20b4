//! The arguments, by clap; their help is the manual of the shell.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::data::{Day, Field};
use crate::text::Lang;

use super::load::Wanted;

/// Explore the history of science diplomacy, 1954 to 2027, or your own chronology.
///
/// Without a command it opens the explorer; when stdout is no terminal it prints the list instead.
#[derive(Debug, Parser)]
#[command(name = "scidip", version, max_term_width = 100, args_conflicts_with_subcommands = false)]
#[command(after_help = "Examples:
  scidip                                   open the explorer
  scidip asean 2023..2024                  open it on a query
  scidip list country:JP 2015.. -f ndjson  one JSON object a line
  scidip show 2016-02-fmstan               everything about an event or actor
  scidip --data my.ron --only-data         your own chronology
  scidip check my.ron                      every problem in it

Exit codes: 0 found, 1 nothing found, 2 error.")]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// What to look for, as in the explorer's search line
    #[arg(value_name = "QUERY", help_heading = None)]
    pub(super) query: Vec<String>,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// A file, a folder or - for standard input; may be given several times
    #[arg(long, value_name = "PATH", global = true)]
    pub(super) data: Vec<PathBuf>,
    /// Leave the built-in dataset away
    #[arg(long, global = true)]
    pub(super) only_data: bool,
    /// Keep nothing from one run to the next, and use nothing that was kept
    #[arg(long, global = true)]
    no_state: bool,
    /// A guided tour of your own, as a RON file; may be given several times
    #[arg(long = "tour", value_name = "FILE", global = true)]
    pub(super) tours: Vec<PathBuf>,
    /// The language of content and labels [default: from the environment]
    #[arg(long, value_name = "en|ja", global = true)]
    lang: Option<LangArg>,
    /// Whether to use colour; `NO_COLOR` is met
    #[arg(long, value_name = "auto|always|never", global = true, default_value = "auto", hide_default_value = true)]
    pub(super) color: ColorArg,
    /// The day that is taken as today, as 2026-11-22 [default: the clock's]
    #[arg(long, value_name = "DATE", global = true, value_parser = day)]
    today: Option<Day>,
}

/// What is done instead of exploring.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the events that match
    List {
        /// What to look for
        query: Vec<String>,
        /// table, plain, json or ndjson
        #[arg(short, long, value_name = "FORMAT")]
        format: Option<String>,
    },
    /// Print everything about events or actors
    Show {
        /// Their ids
        #[arg(required = true)]
        ids: Vec<String>,
        /// plain, json or ndjson
        #[arg(short, long, value_name = "FORMAT")]
        format: Option<String>,
    },
    /// Tell what matches in sentences: how much, who leads, who is new, what turned
    Summary {
        /// What to look for, such as 1980s or country:JP 2005..2015
        query: Vec<String>,
        /// plain or markdown
        #[arg(short, long, value_name = "FORMAT", default_value = "plain", hide_default_value = true)]
        format: Prose,
    },
    /// Print a guided tour as a handout; without a name, which tours there are
    Tour {
        /// The tour's name
        name: Option<String>,
        /// plain or markdown
        #[arg(short, long, value_name = "FORMAT", default_value = "plain", hide_default_value = true)]
        format: Prose,
    },
    /// Find every problem in a dataset
    Check {
        /// Files, folders or - for standard input; the built-in dataset where none is given
        paths: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    En,
    Ja,
}

/// How prose is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Prose {
    /// Text without signs.
    Plain,
    /// Markdown.
    Markdown,
}

/// Whether to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    /// Where the output is a terminal that has it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

fn day(text: &str) -> Result<Day, String> {
    let date = crate::data::Date::parse(text).map_err(|error| error.to_string())?;
    let one = date.earliest == date.latest;
    one.then_some(date.earliest).ok_or_else(|| format!("“{text}” is not one day; write it as 2026-11-22"))
}

impl Common {
    /// The data asked for.
    pub(super) fn wanted(&self) -> Wanted {
        Wanted { data: self.data.clone(), only_data: self.only_data, keep: !self.no_state }
    }

    /// The language asked for, else that of the environment.
    pub(super) fn lang(&self) -> Lang {
        let locale = || {
            let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
            set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default()
        };
        match self.lang {
            Some(LangArg::Ja) => Lang::Ja,
            None if locale().starts_with("ja") => Lang::Ja,
            Some(LangArg::En) | None => Lang::En,
        }
    }

    /// The day asked for, else the clock's.
    pub(super) fn today(&self) -> Day {
        self.today.unwrap_or_else(|| chrono::Local::now().date_naive().into())
    }

    /// Whether colour is used, the output being a terminal or not.
    pub(super) fn colour(&self, is_terminal: bool) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        match self.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => is_terminal && !set("NO_COLOR") && !dumb,
        }
    }
}

/// The arguments with words such as `-country:US` written `!country:US`, which no option parser takes for an option.
pub(super) fn with_query_words(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let rewrite = |arg: OsString| {
        let word = arg.to_str().and_then(|text| text.strip_prefix('-'));
        let name = word.and_then(|word| word.split_once([':', '：'])).map(|(name, _)| name);
        match (word, name) {
            (Some(word), Some(name)) if Field::named(name).is_some() => format!("!{word}").into(),
            _ => arg,
        }
    };
    args.into_iter().map(rewrite).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_negated_field_is_a_query_word() {
        let args = ["scidip", "list", "-country:US", "-f", "json", "--", "-x"].map(OsString::from);
        let args = with_query_words(args);
        assert_eq!(args[2], "!country:US");
        assert_eq!(args[3], "-f");
    }

    #[test]
    fn today_is_one_day() {
        assert!(day("2026-11-22").is_ok());
        assert!(day("2026-11").unwrap_err().contains("one day"));
        assert!(day("soon").is_err());
    }
}
