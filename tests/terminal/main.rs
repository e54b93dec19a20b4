//! The real program and the terminal layer in a real pseudo-terminal: taken at once, given back whole after every kind of
//! end, idle at no cost, and never confused by what the terminal says late.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails so")]

mod large;
mod layer;
mod program;
mod pty;

/// What a terminal with a light background says when it is asked, and who it is.
const LIGHT: &[u8] = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?65;1;9c";
