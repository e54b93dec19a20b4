//! The shell: arguments, one file a subcommand, what is read and where it is written. The only part that prints.

mod args;
mod cache;
mod check;
mod explore;
mod list;
mod load;
mod output;
mod show;
mod summary;
mod tour;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// Something was found, or all went well.
const FOUND: u8 = 0;
/// Nothing was found.
const NOTHING: u8 = 1;
/// It could not be done, and stderr says why.
const FAILED: u8 = 2;

/// Why a command could not be done; the text says what, where and what to do.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    BuiltIn(#[from] crate::builtin::BuiltInError),
    #[error(transparent)]
    Load(#[from] load::LoadError),
    #[error(transparent)]
    Keymap(#[from] crate::keys::KeymapError),
    #[error(transparent)]
    Palette(#[from] crate::widgets::palette::PaletteError),
    #[error(transparent)]
    #[cfg(unix)]
    Terminal(#[from] crate::term::TermError),
    #[error("the query: {line}\n{:indent$}^ {message}", "", indent = "scidip: the query: ".len() + .column)]
    Query { line: String, column: usize, message: String },
    #[error(transparent)]
    Tour(#[from] crate::data::TourError),
    #[error("{0}")]
    Usage(String),
    #[error("writing: {0}: check the place it is written to")]
    Write(#[source] std::io::Error),
}

/// Runs the program with its arguments, the first being its name; gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args::with_query_words(args)) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no failure; a closed pipe is none either.
            if !error.use_stderr() {
                let _ = error.print();
                return ExitCode::from(FOUND);
            }
            output::complain(error.to_string().trim_start_matches("error: ").trim_end());
            return ExitCode::from(FAILED);
        }
    };
    match dispatch(&args) {
        Ok(code) => ExitCode::from(code),
        Err(CliError::Write(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(FOUND),
        Err(error) => {
            output::complain(&error.to_string());
            ExitCode::from(FAILED)
        }
    }
}

fn dispatch(args: &Args) -> Result<u8, CliError> {
    let has_own = match &args.command {
        Some(Command::Check { paths }) if !paths.is_empty() => true,
        _ => !args.common.data.is_empty(),
    };
    if args.common.only_data && !has_own {
        return Err(CliError::Usage("--only-data: there is no other data: name it with --data PATH".to_owned()));
    }
    match &args.command {
        Some(Command::List { query, format }) => list::run(&args.common, &query.join(" "), format.as_deref()),
        Some(Command::Show { ids, format }) => show::run(&args.common, ids, format.as_deref()),
        Some(Command::Summary { query, format }) => summary::run(&args.common, &query.join(" "), *format),
        Some(Command::Tour { name, format }) => tour::run(&args.common, name.as_deref(), *format),
        Some(Command::Check { paths }) => check::run(&args.common, paths),
        None if output::stdout_is_terminal() => explore::run(&args.common, &args.query.join(" ")),
        None => list::run(&args.common, &args.query.join(" "), None),
    }
}
