//! Which key does what where: read from RON, refused as a whole where it contradicts itself.

use std::collections::HashMap;

use crossterm::event::KeyEvent;
use serde::Deserialize;

use super::{ACTIONS, Action, Chord, ChordError};

/// Where a key is pressed; what a context does not bind, [`Context::Everywhere`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Context {
    /// In every pane where nothing is typed.
    Everywhere,
    /// In the list of events.
    List,
    /// In the lanes.
    Lanes,
    /// In a pane of values.
    Facet,
    /// In the sentences of a period.
    Period,
    /// In the strip of years.
    Strip,
    /// In the matrix.
    Matrix,
    /// Among those that appear together.
    Together,
    /// In a comparison of two sides.
    Compare,
    /// Where the sides of a comparison are chosen.
    Sides,
    /// In the detail.
    Detail,
    /// In the search line.
    Line,
    /// In the filter of a pane of values.
    Filter,
    /// At a stop of a tour.
    Tour,
    /// On a page over the screen.
    Page,
    /// In the chain of events over the screen.
    Chain,
    /// In the list of tours over the screen.
    Tours,
    /// Over an overlay such as help.
    Overlay,
}

impl Context {
    /// Every context, in the order in which help shows them.
    pub const ALL: &[Self] = &[
        Self::Everywhere,
        Self::List,
        Self::Lanes,
        Self::Facet,
        Self::Period,
        Self::Strip,
        Self::Matrix,
        Self::Together,
        Self::Compare,
        Self::Sides,
        Self::Detail,
        Self::Line,
        Self::Filter,
        Self::Tour,
        Self::Page,
        Self::Chain,
        Self::Tours,
        Self::Overlay,
    ];

    /// Whether letters are typed here, so that only bound keys act.
    pub fn is_typing(self) -> bool {
        matches!(self, Self::Line | Self::Filter)
    }

    /// Whether it lies over the screen, where most of what is bound everywhere does nothing.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Page | Self::Chain | Self::Tours | Self::Overlay)
    }
}

/// One row of the keymap.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    /// Where.
    pub at: Context,
    /// What is done.
    pub does: Action,
    /// By which keys, as text.
    pub keys: Vec<String>,
    /// Whether the line of hints shows it.
    #[serde(default)]
    pub hint: bool,
}

/// Why a keymap is refused.
#[derive(Debug, thiserror::Error)]
pub enum KeymapError {
    /// It is not the RON that is expected.
    #[error("the keymap: {0}: write a list of (at: List, does: Down, keys: [\"j\"])")]
    Syntax(#[from] ron::error::SpannedError),
    /// A key is misspelt.
    #[error("the keymap: {1:?} in {2:?}: {0}")]
    Chord(#[source] ChordError, Action, Context),
    /// One key does two things in one place.
    #[error("the keymap: {key} in {at:?}: it does both {first:?} and {second:?}: leave one")]
    Twice {
        /// The key.
        key: String,
        /// Where.
        at: Context,
        /// What it does first.
        first: Action,
        /// What it does as well.
        second: Action,
    },
}

/// Which key does what where.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
    by_chord: HashMap<(Context, Chord), Action>,
}

impl Keymap {
    /// Reads a keymap.
    pub fn read(text: &str) -> Result<Self, KeymapError> {
        let bindings: Vec<Binding> = ron::from_str(text)?;
        let mut by_chord = HashMap::new();
        for binding in &bindings {
            for key in &binding.keys {
                let chord: Chord = key.parse().map_err(|error| KeymapError::Chord(error, binding.does, binding.at))?;
                if let Some(first) = by_chord.insert((binding.at, chord), binding.does) {
                    return Err(KeymapError::Twice { key: key.clone(), at: binding.at, first, second: binding.does });
                }
            }
        }
        Ok(Self { bindings, by_chord })
    }

    /// The keymap that is built in.
    pub fn built_in() -> Result<Self, KeymapError> {
        Self::read(include_str!("../../assets/keys.ron"))
    }

    /// What a key does in a context; `None` where it is typed or does nothing.
    pub fn action(&self, at: Context, key: &KeyEvent) -> Option<Action> {
        let chord = Chord::of(key);
        let own = self.by_chord.get(&(at, chord));
        let typed = at.is_typing() && Chord::typed(key).is_some();
        own.or_else(|| self.by_chord.get(&(Context::Everywhere, chord)).filter(|_| !typed)).copied()
    }

    /// The bindings of a context, in the order of [`ACTIONS`].
    pub fn bindings(&self, at: Context) -> Vec<&Binding> {
        let mut bindings: Vec<&Binding> = self.bindings.iter().filter(|binding| binding.at == at).collect();
        bindings.sort_by_key(|binding| ACTIONS.iter().position(|action| *action == binding.does));
        bindings
    }

    /// The bindings that the line of hints shows in a context, in the order of the file.
    pub fn hints(&self, at: Context) -> impl Iterator<Item = &Binding> {
        let own = self.bindings.iter().filter(move |binding| binding.hint && binding.at == at);
        let all = self
            .bindings
            .iter()
            .filter(move |b| b.hint && b.at == Context::Everywhere && !at.is_typing() && !at.is_over());
        own.chain(all)
    }

    /// The first key of a binding that does in a context what the binding says, as text.
    pub fn hint_key<'a>(&self, at: Context, binding: &'a Binding) -> Option<&'a str> {
        let does = |key: &&String| {
            key.parse().is_ok_and(|chord: Chord| {
                let own = self.by_chord.get(&(at, chord));
                own.is_none_or(|action| *action == binding.does)
            })
        };
        binding.keys.iter().find(does).map(String::as_str)
    }

    /// The first key of an action in a context or everywhere, as text.
    pub fn key_of(&self, at: Context, action: Action) -> Option<&str> {
        let named = |at: Context| self.bindings.iter().find(|binding| binding.at == at && binding.does == action);
        named(at).or_else(|| named(Context::Everywhere))?.keys.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    fn key(letter: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)
    }

    #[test]
    fn the_built_in_keymap_is_whole() {
        let keymap = Keymap::built_in().unwrap();
        for action in ACTIONS {
            assert!(keymap.bindings.iter().any(|binding| binding.does == *action), "{action:?} has no key");
        }
    }

    #[test]
    fn letters_are_typed_where_one_types() {
        let keymap = Keymap::built_in().unwrap();
        assert_eq!(keymap.action(Context::List, &key('q')), Some(Action::Quit));
        assert_eq!(keymap.action(Context::List, &key('ｑ')), Some(Action::Quit));
        assert_eq!(keymap.action(Context::Line, &key('q')), None);
        let control_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(keymap.action(Context::Line, &control_c), Some(Action::Quit));
    }

    #[test]
    fn a_hint_shows_no_key_that_does_something_else() {
        let keymap = Keymap::built_in().unwrap();
        let hinted = |at: Context| {
            let binding = keymap.hints(at).find(|binding| binding.does == Action::Language).unwrap();
            keymap.hint_key(at, binding)
        };
        assert_eq!((hinted(Context::List), hinted(Context::Matrix)), (Some("l"), Some("ctrl-t")));
    }

    #[test]
    fn a_keymap_that_contradicts_itself_is_refused() {
        let twice = "[(at: List, does: Up, keys: [\"k\"]), (at: List, does: Down, keys: [\"k\"])]";
        assert!(matches!(Keymap::read(twice), Err(KeymapError::Twice { .. })));
        let misspelt = "[(at: List, does: Up, keys: [\"entr\"])]";
        assert!(Keymap::read(misspelt).unwrap_err().to_string().contains("entr"));
        assert!(Keymap::read("[(at: List, does: Fly, keys: [])]").is_err());
    }
}
