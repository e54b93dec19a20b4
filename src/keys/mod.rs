//! What keys mean: the table of actions, chords, and the keymap that is read from `assets/keys.ron`. Knows no pane.

mod action;
mod chord;
mod keymap;

pub use action::{ACTIONS, Action};
pub use chord::{Chord, ChordError};
/// Keys and the mouse as the terminal tells them; panes and the app have them from here, so that only this module and
/// the terminal depend on the crate.
pub use crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};
pub use keymap::{Binding, Context, Keymap, KeymapError};
