//! What keys mean: the table of actions, chords, and the keymap that is read from `assets/keys.ron`. Knows no pane.

mod action;
mod chord;
mod keymap;

pub use action::{ACTIONS, Action};
pub use chord::{Chord, ChordError};
pub use keymap::{Binding, Context, Keymap, KeymapError};
