//! A dataset as it is written in RON: every field of every entry, and the two forms that a text can take.

use std::fmt;
use std::ops::Range;

use serde::de::{self, MapAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Date;
use super::read::{Entry, Reader, Step, Tidy, Value, Want};
use crate::text::{Lang, has_japanese};

/// A text in two languages; an empty one is missing and is read from the other language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
    /// The reading of the Japanese text in kana.
    pub yomi: String,
}

impl Text {
    /// A text of one language, told by its letters: Japanese where any is.
    pub fn plain(text: &str) -> Self {
        let text = text.to_owned();
        if has_japanese(&text) { Self { ja: text, ..Self::default() } } else { Self { en: text, ..Self::default() } }
    }

    /// The text in a language, or in the other where it is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, self.en.is_empty(), self.ja.is_empty()) {
            (Lang::En, false, _) | (Lang::Ja, _, true) => &self.en,
            _ => &self.ja,
        }
    }

    /// The text in exactly this language, empty where it is missing.
    pub fn only(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
        }
    }

    /// Whether there is no text in either language.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ja.is_empty()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

/// The fields of a text in RON.
pub const TEXT_FIELDS: &[&str] = &["en", "ja", "yomi"];

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return (&self.en, &self.ja, &self.yomi).serialize(serializer);
        }
        if *self == Self::default() {
            return serializer.serialize_str("");
        }
        let mut fields = serializer.serialize_struct("Text", 3)?;
        for (name, value) in [("en", &self.en), ("ja", &self.ja), ("yomi", &self.yomi)] {
            if value.is_empty() {
                fields.skip_field(name)?;
            } else {
                fields.serialize_field(name, value)?;
            }
        }
        fields.end()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let (en, ja, yomi) = Deserialize::deserialize(deserializer)?;
            return Ok(Self { en, ja, yomi });
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

/// Reads both forms by hand: an untagged enum would take a misspelt field for a missing one in silence.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text: \"…\" or (en: \"…\", ja: \"…\", yomi: \"…\")")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::plain(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let mut text = Text::default();
        let mut seen = [false; 3];
        while let Some(TextField(at)) = map.next_key()? {
            if std::mem::replace(&mut seen[at], true) {
                return Err(de::Error::duplicate_field(TEXT_FIELDS[at]));
            }
            let value = map.next_value()?;
            *[&mut text.en, &mut text.ja, &mut text.yomi][at] = value;
        }
        Ok(text)
    }
}

/// The number of a field of a text.
struct TextField(usize);

impl<'de> Deserialize<'de> for TextField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(TextFieldVisitor)
    }
}

struct TextFieldVisitor;

impl Visitor<'_> for TextFieldVisitor {
    type Value = TextField;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field of a text")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<TextField, E> {
        let at = TEXT_FIELDS.iter().position(|field| *field == key);
        at.map(TextField).ok_or_else(|| de::Error::unknown_field(key, TEXT_FIELDS))
    }
}

/// Declares an enum of words, with its RON name, its labels in both languages and a list of all.
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident: $en:literal, $ja:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Their names as written in RON, in the same order.
            pub const NAMES: &[&str] = &[$(stringify!($variant),)*];

            /// The name as written in RON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)* }
            }

            /// The label shown to readers.
            pub fn label(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$variant, Lang::En) => $en, (Self::$variant, Lang::Ja) => $ja,)* }
            }
        }

        impl Value for $name {
            fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
                reader.leaf(at, &Want::Word(Self::NAMES))
            }

            fn join(&mut self, later: Self) {
                if later != Self::default() {
                    *self = later;
                }
            }
        }
    };
}

kinds! {
    /// What kind of thing happened.
    EventKind {
        /// An organization, office or network comes into being.
        Founding: "Founding", "設立";
        /// A treaty or agreement; each stage is an event.
        Agreement: "Agreement", "条約・協定";
        /// A law is made.
        Law: "Law", "法律";
        /// A government or organization decides on a plan, strategy or rule.
        Policy: "Policy", "政策";
        /// A report or paper is published.
        Report: "Report", "報告書";
        /// Somebody without power to decide tells somebody with it.
        Advice: "Advice", "提言・助言";
        /// A statement in the name of many.
        Declaration: "Declaration", "宣言";
        /// Leaders or ministers meet.
        Summit: "Summit", "首脳・閣僚級会合";
        /// Anybody else meets.
        Meeting: "Meeting", "会合";
        /// A person takes or leaves a post.
        Appointment: "Appointment", "就任・退任";
        /// A programme or funding scheme begins or changes.
        Programme: "Programme", "事業";
        /// A facility is begun, opened or put to use.
        Facility: "Facility", "施設";
        /// An accident, disaster, war or pandemic.
        Crisis: "Crisis", "危機";
        /// A figure with a date.
        Statistic: "Statistic", "統計";
        /// Anything else.
        #[default]
        Other: "Other", "その他";
    }
}

kinds! {
    /// What kind of actor takes part in events.
    ActorKind {
        /// A government, ministry or office of one.
        Government: "Government", "政府";
        /// A funding or research agency.
        Agency: "Agency", "機関";
        /// An academy or learned society.
        Academy: "Academy", "アカデミー・学協会";
        /// An organization of states.
        Intergovernmental: "Intergovernmental", "国際機関";
        /// A university or research institute.
        University: "University", "大学・研究所";
        /// A company or foundation.
        Company: "Company", "企業・財団";
        /// A council, committee, board or task force.
        Council: "Council", "会議・委員会";
        /// A network or association.
        Network: "Network", "ネットワーク";
        /// A series of meetings.
        Forum: "Forum", "フォーラム";
        /// A programme or funding scheme.
        Programme: "Programme", "事業";
        /// A research facility.
        Facility: "Facility", "施設";
        /// A document that two events or more name.
        Document: "Document", "文書";
        /// An office that persons hold for a term.
        Post: "Post", "職";
        /// A person.
        Person: "Person", "人物";
        /// Not said.
        #[default]
        Other: "Other", "その他";
    }
}

impl ActorKind {
    /// Whether `org:` speaks of it: every kind but Person, Post and Document.
    pub fn is_organization(self) -> bool {
        !matches!(self, Self::Person | Self::Post | Self::Document)
    }
}

/// How an event or actor relates to another; each is written one way, the inverse is computed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Link {
    /// This is a part of that.
    PartOf(String),
    /// That is the next of the same series.
    Next(String),
    /// This led to that.
    LedTo(String),
    /// That came in the place of this.
    SucceededBy(String),
    /// This revises that.
    Revises(String),
    /// The two belong together.
    Related(String),
    /// This person holds that post for a span.
    Holds(String, Date),
    /// This person holds that post for a span, acting.
    HoldsActing(String, Date),
}

impl Link {
    /// The relations' names as written in RON; the last two have a term.
    pub const NAMES: &[&str] =
        &["PartOf", "Next", "LedTo", "SucceededBy", "Revises", "Related", "Holds", "HoldsActing"];

    /// The id that the link points to, to be changed.
    pub fn to_mut(&mut self) -> &mut String {
        match self {
            Self::PartOf(to)
            | Self::Next(to)
            | Self::LedTo(to)
            | Self::SucceededBy(to)
            | Self::Revises(to)
            | Self::Related(to)
            | Self::Holds(to, _)
            | Self::HoldsActing(to, _) => to,
        }
    }

    /// The id that the link points to.
    pub fn to(&self) -> &str {
        match self {
            Self::PartOf(to)
            | Self::Next(to)
            | Self::LedTo(to)
            | Self::SucceededBy(to)
            | Self::Revises(to)
            | Self::Related(to)
            | Self::Holds(to, _)
            | Self::HoldsActing(to, _) => to,
        }
    }

    /// The relation's name as written in RON.
    pub fn rel(&self) -> &'static str {
        match self {
            Self::PartOf(_) => "PartOf",
            Self::Next(_) => "Next",
            Self::LedTo(_) => "LedTo",
            Self::SucceededBy(_) => "SucceededBy",
            Self::Revises(_) => "Revises",
            Self::Related(_) => "Related",
            Self::Holds(..) => "Holds",
            Self::HoldsActing(..) => "HoldsActing",
        }
    }

    /// The term of a [`Link::Holds`] or [`Link::HoldsActing`].
    pub fn term(&self) -> Option<&Date> {
        match self {
            Self::Holds(_, term) | Self::HoldsActing(_, term) => Some(term),
            _ => None,
        }
    }
}

/// Declares a struct of RON: every field has a default and unknown ones are refused; its fields' names are kept.
macro_rules! entry {
    ($(#[$doc:meta])* $name:ident, $noun:literal { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

        impl $name {
            /// The names of the fields as written in RON.
            pub const FIELDS: &[&str] = &[$(stringify!($field),)*];
        }

        impl Value for $name {
            fn read(reader: &mut Reader, at: Range<usize>) -> Option<Self> {
                reader.entry(at)
            }

            fn tidy(&mut self, tidy: &mut Tidy) {
                $(tidy.within(Step::Field(stringify!($field)), |tidy| self.$field.tidy(tidy));)*
            }

            fn join(&mut self, later: Self) {
                $(self.$field.join(later.$field);)*
            }

            fn says_nothing(&self) -> bool {
                *self == Self::default()
            }
        }

        impl Entry for $name {
            const NAME: &'static str = stringify!($name);
            const NOUN: &'static str = $noun;
            const NAMES: &'static [&'static str] = Self::FIELDS;

            fn set(&mut self, field: usize, reader: &mut Reader, at: Range<usize>) {
                match Self::FIELDS[field] {
                    $(stringify!($field) => if let Some(value) = Value::read(reader, at) { self.$field = value; },)*
                    _ => {}
                }
            }
        }
    };
}

entry! {
    /// What a dataset says of itself.
    Meta, "the description of a dataset" {
        /// Its title.
        title: Text,
        /// Its version.
        version: String,
        /// Its licence, as an SPDX id.
        license: String,
    }
}

entry! {
    /// A period of the history, as a source names it.
    Era, "an era" {
        /// Unique among eras.
        id: String,
        /// The span.
        date: Option<Date>,
        /// The name.
        name: Text,
        /// What it stands for.
        summary: Text,
        /// Where the name comes from.
        sources: Vec<SourceRef>,
    }
}

entry! {
    /// A group of themes; it has the colour.
    Group, "a group of themes" {
        /// Unique among groups.
        id: String,
        /// The name.
        name: Text,
        /// What belongs to it.
        summary: Text,
    }
}

entry! {
    /// A subject that events speak of.
    Theme, "a theme" {
        /// Unique among themes.
        id: String,
        /// The id of its group.
        group: String,
        /// The name.
        name: Text,
        /// Other names.
        also: Vec<String>,
        /// What belongs to it and what does not.
        summary: Text,
    }
}

entry! {
    /// A country or region that has a code.
    Country, "a country" {
        /// The code of ISO 3166-1, of ISO 3166-3 for a former country, or EU.
        id: String,
        /// The short name.
        name: Text,
        /// Other names.
        also: Vec<String>,
    }
}

entry! {
    /// A named set of countries.
    Region, "a region" {
        /// Unique among regions.
        id: String,
        /// The name.
        name: Text,
        /// Other names.
        also: Vec<String>,
        /// The codes of its members.
        members: Vec<String>,
    }
}

entry! {
    /// Who takes part: an organization, a series, a programme, a document, a post or a person.
    Actor, "an actor" {
        /// Unique among actors.
        id: String,
        /// The name as the actor itself writes it.
        name: Text,
        /// The acronym.
        acronym: String,
        /// What kind of actor it is.
        kind: ActorKind,
        /// The code of its country, empty where it has none.
        country: String,
        /// Where it sits.
        place: Text,
        /// The span of its existence.
        date: Option<Date>,
        /// Other names and spellings.
        also: Vec<String>,
        /// Its page.
        url: String,
        /// What it is.
        summary: Text,
        /// How it relates to other actors.
        links: Vec<Link>,
    }
}

entry! {
    /// A work or publisher that facts are cited from.
    Source, "a source" {
        /// Unique among sources.
        id: String,
        /// The title.
        title: Text,
        /// Who wrote it.
        author: Text,
        /// Who published it.
        publisher: Text,
        /// Its number in a series.
        number: String,
        /// When it was published.
        date: Option<Date>,
        /// The span that it tells of.
        covers: Option<Date>,
        /// Its page.
        url: String,
    }
}

entry! {
    /// A place in a source.
    SourceRef, "a source reference" {
        /// The id of the source.
        id: String,
        /// The section, table, page or footnote.
        at: Text,
        /// The page that says so, where it is not the source's own.
        url: String,
    }
}

entry! {
    /// Another date for an event, and who says so.
    Versions, "a disputed date" {
        /// The other date.
        date: Option<Date>,
        /// What is said.
        note: Text,
        /// Who says so.
        sources: Vec<SourceRef>,
    }
}

entry! {
    /// A thing that happened, or that was announced.
    Event, "an event" {
        /// Unique among events; made from date and title where absent.
        id: String,
        /// When; every event has one, `None` only while it is being read.
        date: Option<Date>,
        /// What happened, in a few words.
        title: Text,
        /// What it was and why it mattered.
        summary: Text,
        /// What kind of thing happened.
        kind: EventKind,
        /// 3: no timeline of the subject could leave it out; 2: clearly of the subject; 1: marginal; 0: not said.
        weight: u8,
        /// The codes of the countries that took part.
        countries: Vec<String>,
        /// The ids of the actors.
        actors: Vec<String>,
        /// The ids of the themes, the main one first.
        themes: Vec<String>,
        /// Where.
        place: Text,
        /// How it relates to other events.
        links: Vec<Link>,
        /// Its page.
        url: String,
        /// Where it stands.
        sources: Vec<SourceRef>,
        /// The date as of which the sources announced it; what is planned is never shown as having happened.
        planned: Option<Date>,
        /// The user's own words for sorting.
        tags: Vec<String>,
        /// Other dates, and who says so.
        disputed: Vec<Versions>,
        /// Anything else that a reader must know.
        note: Text,
    }
}

entry! {
    /// Everything that one file, or the union of several, says.
    Dataset, "a dataset" {
        /// What the dataset says of itself.
        meta: Option<Meta>,
        /// The periods.
        eras: Vec<Era>,
        /// The groups of themes.
        groups: Vec<Group>,
        /// The themes.
        themes: Vec<Theme>,
        /// The countries.
        countries: Vec<Country>,
        /// The regions.
        regions: Vec<Region>,
        /// The actors.
        actors: Vec<Actor>,
        /// The sources.
        sources: Vec<Source>,
        /// The events.
        events: Vec<Event>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ron<T: de::DeserializeOwned>(text: &str) -> Result<T, String> {
        ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .with_default_extension(ron::extensions::Extensions::UNWRAP_NEWTYPES)
            .from_str(text)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_smallest_file_is_a_dataset() {
        let set: Dataset =
            ron(r#"(events: [(date: "1954-09-29", title: "CERN's convention enters into force")])"#).unwrap();
        assert_eq!(set.events[0].title.en, "CERN's convention enters into force");
        assert_eq!(set.events[0].date.as_ref().unwrap().as_str(), "1954-09-29");
    }

    #[test]
    fn a_text_takes_both_forms_and_refuses_a_misspelt_field() {
        assert_eq!(ron::<Text>(r#""外務省""#).unwrap().ja, "外務省");
        assert_eq!(ron::<Text>(r#"(en: "a", yomi: "b")"#).unwrap().yomi, "b");
        assert!(ron::<Text>(r#"(en: "a", jp: "b")"#).unwrap_err().contains("jp"));
    }

    #[test]
    fn the_compact_form_reads_back() {
        let set: Dataset =
            ron(r#"(actors: [(id: "a", name: "A", links: [Holds("p", "2001/2003"), HoldsActing("q", "2003")])],
                events: [(date: "199X", title: (en: "x", ja: "科学", yomi: "かがく"), planned: "1989",
                          disputed: [(date: "1988", note: "n")])])"#)
            .unwrap();
        let bytes = postcard::to_stdvec(&set).unwrap();
        assert_eq!(postcard::from_bytes::<Dataset>(&bytes).unwrap(), set);
    }

    #[test]
    fn a_missing_language_falls_back() {
        let text = Text::plain("CERN");
        assert_eq!((text.get(Lang::Ja), text.only(Lang::Ja)), ("CERN", ""));
    }
}
