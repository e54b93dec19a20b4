//! What all entries of the tables have: an id, a name, and checks of their own.

use super::report::Said;
use super::tidy::Tidy;
use super::value::Entry;
use crate::data::problem::Code;
use crate::data::{Actor, Country, Era, Event, Group, Region, Source, Table, Text, Theme};

/// An entry of a table.
pub(super) trait Row: Entry + 'static {
    const TABLE: Table;

    fn id(&self) -> &str;

    /// Its name, or the title of a source or event.
    fn name(&self) -> &Text;

    fn name_mut(&mut self) -> &mut Text;

    /// The field without which the entry can't be kept, if it lacks one.
    fn missing(&self) -> Option<&'static str> {
        self.id().is_empty().then_some("id")
    }

    /// Checks what can be said of the entry alone.
    fn check(&mut self, _tidy: &mut Tidy) {}
}

macro_rules! row {
    ($name:ident, $table:ident, $title:ident { $($more:item)* }) => {
        impl Row for $name {
            const TABLE: Table = Table::$table;

            fn id(&self) -> &str {
                &self.id
            }

            fn name(&self) -> &Text {
                &self.$title
            }

            fn name_mut(&mut self) -> &mut Text {
                &mut self.$title
            }

            $($more)*
        }
    };
}

row!(Group, Groups, name {});
row!(Theme, Themes, name {});
row!(Country, Countries, name {});
row!(Region, Regions, name {});
row!(Source, Sources, title {});

row!(Era, Eras, name {
    fn check(&mut self, tidy: &mut Tidy) {
        if self.date.is_none() && !tidy.told {
            tidy.note(&[], "", Said::new(Code::EraWithoutDate, format!("the era \"{}\" has no date", self.id), "give it a span: date: \"1960/1989\""));
        }
    }
});

row!(Actor, Actors, name {
    fn check(&mut self, tidy: &mut Tidy) {
        tidy.self_links(&self.id, &mut self.links);
    }
});

row!(Event, Events, title {
    fn missing(&self) -> Option<&'static str> {
        if self.date.is_none() {
            return Some("date");
        }
        self.title.is_empty().then_some("title")
    }

    fn check(&mut self, tidy: &mut Tidy) {
        tidy.event(self);
    }
});
