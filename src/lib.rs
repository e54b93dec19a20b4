//! scidip, a terminal timeline explorer for the history of science diplomacy.

pub mod data;
pub mod text;
