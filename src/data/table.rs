//! The tables of a dataset and what their entries are called.

use crate::text::Lang;

/// A table of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The periods.
    Eras,
    /// The groups of themes.
    Groups,
    /// The themes.
    Themes,
    /// The countries.
    Countries,
    /// The regions.
    Regions,
    /// The actors.
    Actors,
    /// The sources.
    Sources,
    /// The events.
    Events,
}

impl Table {
    /// All of them, in the order of the dataset's fields.
    pub const ALL: &[Self] = &[
        Self::Eras,
        Self::Groups,
        Self::Themes,
        Self::Countries,
        Self::Regions,
        Self::Actors,
        Self::Sources,
        Self::Events,
    ];

    /// The name of the field in RON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eras => "eras",
            Self::Groups => "groups",
            Self::Themes => "themes",
            Self::Countries => "countries",
            Self::Regions => "regions",
            Self::Actors => "actors",
            Self::Sources => "sources",
            Self::Events => "events",
        }
    }

    /// One entry of it, for readers.
    pub fn one(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Eras, Lang::En) => "era",
            (Self::Eras, Lang::Ja) => "時代",
            (Self::Groups, Lang::En) => "group",
            (Self::Groups, Lang::Ja) => "分野群",
            (Self::Themes, Lang::En) => "theme",
            (Self::Themes, Lang::Ja) => "分野",
            (Self::Countries, Lang::En) => "country",
            (Self::Countries, Lang::Ja) => "国・地域",
            (Self::Regions, Lang::En) => "region",
            (Self::Regions, Lang::Ja) => "地域",
            (Self::Actors, Lang::En) => "actor",
            (Self::Actors, Lang::Ja) => "主体",
            (Self::Sources, Lang::En) => "source",
            (Self::Sources, Lang::Ja) => "出典",
            (Self::Events, Lang::En) => "event",
            (Self::Events, Lang::Ja) => "出来事",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;

    #[test]
    fn the_tables_are_the_fields_of_a_dataset() {
        let names: Vec<&str> = std::iter::once("meta").chain(Table::ALL.iter().map(|table| table.name())).collect();
        assert_eq!(names, Dataset::FIELDS);
    }
}
