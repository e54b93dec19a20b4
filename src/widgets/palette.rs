//! Colours by what they mean, read from `assets/palettes`.

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Deserializer, de};

/// Declares the roles of a palette.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident,)*) => {
        /// Every style that is drawn with, by what it means.
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Palette {
            /// The colours of the groups of themes, in the order of the dataset; empty where there is no colour.
            #[serde(deserialize_with = "colours")]
            pub groups: Vec<Color>,
            /// The cells of a heat map, from the least to the most: [`HEAT`] of them.
            #[serde(deserialize_with = "inks")]
            pub heat: Vec<Style>,
            $($(#[$doc])* #[serde(deserialize_with = "ink")] pub $role: Style,)*
        }
    };
}

roles! {
    /// Plain text.
    text,
    /// Text of less importance.
    dim,
    /// Text that is there but does not count now.
    faint,
    /// Titles.
    title,
    /// Events that no timeline could leave out.
    strong,
    /// What is offered below the search line.
    offer,
    /// Rules between panes.
    rule,
    /// The rule of the pane that has the keys.
    rule_focus,
    /// The selected row of the pane that has the keys.
    selected,
    /// The selected row of another pane.
    selected_idle,
    /// Letters that match.
    mark,
    /// Bars.
    bar,
    /// Bars of what is still to come.
    bar_coming,
    /// Bars of what is no hit.
    bar_faint,
    /// What is chosen in the strip.
    chosen,
    /// The cursor in the strip.
    cursor,
    /// Today.
    today,
    /// What a reader must not overlook.
    warning,
    /// The place of a mistake.
    error,
    /// What is said of a mistake.
    message,
    /// Fields in the search line.
    field,
    /// Signs and dates in the search line.
    sign,
    /// Chosen values.
    included,
    /// Excluded values.
    excluded,
    /// Keys in hints.
    key,
    /// Addresses.
    link,
    /// What leads to something else.
    reference,
}

/// How many degrees a heat map tells apart, nothing apart.
pub const HEAT: usize = 5;

/// The palettes that are built in, by name.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/palettes/dark.ron")),
    ("light", include_str!("../../assets/palettes/light.ron")),
    ("ansi", include_str!("../../assets/palettes/ansi.ron")),
    ("mono", include_str!("../../assets/palettes/mono.ron")),
];

/// Why there is no such palette.
#[derive(Debug, thiserror::Error)]
pub enum PaletteError {
    /// The name is not known.
    #[error("the palette {0:?} is not known: write one of dark, light, ansi, mono")]
    Unknown(String),
    /// The text is not the RON that is expected.
    #[error("the palette {0:?}: {1}: compare it with a built-in one")]
    Syntax(String, #[source] Box<ron::error::SpannedError>),
}

impl Palette {
    /// The built-in palette of a name.
    pub fn named(name: &str) -> Result<Self, PaletteError> {
        let found = BUILT_IN.iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| PaletteError::Unknown(name.to_owned()))?;
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|error| PaletteError::Syntax(name.to_owned(), Box::new(error)))
    }

    /// The style of a group of themes: its colour, or plain text.
    pub fn group(&self, group: Option<usize>) -> Style {
        match group.filter(|_| !self.groups.is_empty()) {
            Some(group) => Style::new().fg(self.groups[group % self.groups.len()]),
            None => self.text,
        }
    }
}

impl Palette {
    /// The style of a cell of a heat map, by its degree from 0, for nothing, to [`HEAT`].
    pub fn heat(&self, degree: usize) -> Style {
        let last = self.heat.len().min(degree);
        last.checked_sub(1).and_then(|at| self.heat.get(at)).copied().unwrap_or(self.faint)
    }
}

/// A style as written in a palette.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the attributes of a terminal's text")]
struct Ink {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    underline: bool,
    reverse: bool,
}

/// Colours are named as the crate does: `red`, `#ff8800`, or the number of one of 256.
fn colour<E: de::Error>(text: &str) -> Result<Color, E> {
    text.parse().map_err(|_| E::custom(format!("{text:?} is no colour")))
}

fn colours<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Color>, D::Error> {
    Vec::<String>::deserialize(deserializer)?.iter().map(|text| colour(text)).collect()
}

fn inks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Style>, D::Error> {
    Vec::<Ink>::deserialize(deserializer)?.iter().map(styled).collect()
}

fn ink<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Style, D::Error> {
    styled(&Ink::deserialize(deserializer)?)
}

fn styled<E: de::Error>(ink: &Ink) -> Result<Style, E> {
    let mut style = Style::new();
    style.fg = ink.fg.as_deref().map(colour).transpose()?;
    style.bg = ink.bg.as_deref().map(colour).transpose()?;
    for (set, modifier) in [
        (ink.bold, Modifier::BOLD),
        (ink.dim, Modifier::DIM),
        (ink.underline, Modifier::UNDERLINED),
        (ink.reverse, Modifier::REVERSED),
    ] {
        if set {
            style = style.add_modifier(modifier);
        }
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_palette_is_whole() {
        for (name, _) in BUILT_IN {
            let palette = Palette::named(name).unwrap();
            assert!(palette.groups.is_empty() == (*name == "mono"), "{name}");
            assert_eq!(palette.heat.len(), HEAT, "{name}");
            assert_eq!((palette.heat(0), palette.heat(HEAT + 1)), (palette.faint, palette.heat[HEAT - 1]), "{name}");
        }
        assert!(Palette::named("neon").is_err());
    }

    #[test]
    fn without_colour_there_is_none() {
        let mono = Palette::named("mono").unwrap();
        let styles =
            [mono.selected, mono.mark, mono.error, mono.included, mono.bar, mono.group(Some(3)), mono.heat(HEAT)];
        assert!(styles.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        assert_ne!(mono.selected, mono.text);
    }
}
