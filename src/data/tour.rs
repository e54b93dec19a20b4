//! Guided tours: stops in order, each a query, an event and two sentences, read from RON.

use serde::Deserialize;

use super::Text;
use crate::text::clean::clean;

/// A tour through the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tour {
    /// The name by which the shell asks for it.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it shows, in a sentence.
    #[serde(default)]
    pub about: Text,
    /// The stops in order, one at least.
    pub stops: Vec<Stop>,
}

/// A stop of a tour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The line of the query; empty for all events.
    #[serde(default)]
    pub query: String,
    /// The id of the event that is selected; empty where none is.
    #[serde(default)]
    pub event: String,
    /// What is to be seen there.
    pub text: Text,
}

/// Why a text is no tour.
#[derive(Debug, thiserror::Error)]
pub enum TourError {
    /// It is not the RON that is expected.
    #[error("{0}:{line}:{column}: {1}: a tour is (id: …, title: …, stops: [(query: …, event: …, text: …), …])",
        line = .1.span.start.line, column = .1.span.start.col)]
    Syntax(String, Box<ron::error::SpannedError>),
    /// It has no stop.
    #[error("{0}: the tour has no stops: add at least one to stops: [(text: …)]")]
    NoStop(String),
}

/// The tours that are built in, with the names of their files.
const BUILT_IN: &[(&str, &str)] = &[
    ("seventy-years.ron", include_str!("../../assets/tours/seventy-years.ron")),
    ("iron-curtain.ron", include_str!("../../assets/tours/iron-curtain.ron")),
    ("concept.ron", include_str!("../../assets/tours/concept.ron")),
    ("japan-advisers.ron", include_str!("../../assets/tours/japan-advisers.ron")),
];

impl Tour {
    /// Reads a tour from the text of a file of a name.
    pub fn read(name: &str, text: &str) -> Result<Self, TourError> {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let read = options.from_str(text);
        let mut tour: Self = read.map_err(|error| TourError::Syntax(name.to_owned(), Box::new(error)))?;
        tour.clean();
        if tour.stops.is_empty() { Err(TourError::NoStop(name.to_owned())) } else { Ok(tour) }
    }

    /// All tours that are built in.
    pub fn built_in() -> Result<Vec<Self>, TourError> {
        BUILT_IN.iter().map(|(name, text)| Self::read(name, text)).collect()
    }

    /// Takes out what must never reach a terminal.
    fn clean(&mut self) {
        let stops = self
            .stops
            .iter_mut()
            .flat_map(|stop| [&mut stop.query, &mut stop.event, &mut stop.text.en, &mut stop.text.ja]);
        let own = [&mut self.id, &mut self.title.en, &mut self.title.ja, &mut self.about.en, &mut self.about.ja];
        for text in own.into_iter().chain(stops) {
            *text = clean(text).0.into_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn the_built_in_tours_are_whole_in_both_languages() {
        let tours = Tour::built_in().unwrap();
        for tour in &tours {
            let texts = [&tour.title, &tour.about].into_iter().chain(tour.stops.iter().map(|stop| &stop.text));
            for text in texts {
                assert!([Lang::En, Lang::Ja].iter().all(|lang| !text.only(*lang).is_empty()), "{}: {text:?}", tour.id);
            }
        }
        let mut ids: Vec<&str> = tours.iter().map(|tour| &*tour.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), tours.len());
    }

    #[test]
    fn what_is_no_tour_is_told_with_its_place() {
        let told = |text: &str| Tour::read("own.ron", text).unwrap_err().to_string();
        assert!(told("(id: 1)").starts_with("own.ron:1:"), "{}", told("(id: 1)"));
        assert!(told("(id: \"a\", title: \"b\", stops: [], stop: 1)").contains("stop"));
        assert!(told("(id: \"a\", title: \"b\", stops: [])").contains("no stops"));
    }

    #[test]
    fn nothing_of_a_tour_acts_on_the_terminal() {
        let tour = Tour::read("x", "(id: \"a\", title: \"b\\u{1b}[2Jc\", stops: [(text: \"d\\u{9b}e\")])").unwrap();
        assert_eq!((&*tour.title.en, &*tour.stops[0].text.en), ("b[2Jc", "de"));
    }
}
