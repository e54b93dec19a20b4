//! The `scidip` program.

fn main() {}
