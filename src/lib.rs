//! scidip, a terminal timeline explorer for the history of science diplomacy.

#[cfg(unix)]
pub mod term;
