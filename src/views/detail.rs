//! Everything known about one event, as blocks of text with what each of them leads to.

use crate::data::{Axis, Day, EventKind, SourceRef, Text};
use crate::store::{EventView, State, Store};
use crate::text::Lang;
use crate::text::wording::Word;

/// A block of the detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title in the language shown.
    Title(String),
    /// The title in the other language.
    OtherTitle(String),
    /// When, where and of what kind, in one line.
    Facts(String),
    /// A label and its value.
    Field(&'static str, String),
    /// A paragraph in which the query's words are marked.
    Paragraph(String),
    /// A warning: planned, unconfirmed, disputed.
    Warning(String),
    /// The heading of a part.
    Heading(&'static str),
    /// An item of a part, and the row of the event that it leads to.
    Item(String, Option<u32>),
    /// An address.
    Address(String),
}

/// The blocks of an event in a language, against a day that is taken as today.
pub fn blocks(event: EventView<'_>, lang: Lang, today: Day) -> Vec<Block> {
    let mut out = vec![Block::Title(event.title(lang).to_owned())];
    let other = event.title_only(lang.other());
    if !other.is_empty() && other != event.title(lang) {
        out.push(Block::OtherTitle(other.to_owned()));
    }
    out.extend(warnings(event, lang, today));
    out.push(Block::Facts(facts(event, lang)));
    if !event.summary(lang).is_empty() {
        out.push(Block::Paragraph(event.summary(lang).to_owned()));
    }
    push_fields(event, lang, &mut out);
    if !event.note().is_empty() {
        out.push(Block::Paragraph(event.note().get(lang).to_owned()));
    }
    push_disputed(event, lang, &mut out);
    push_sources(event.store, event.sources(), lang, &mut out);
    push_links(event, lang, &mut out);
    if !event.url().is_empty() {
        out.push(Block::Address(event.url().to_owned()));
    }
    out
}

fn warnings(event: EventView<'_>, lang: Lang, today: Day) -> Vec<Block> {
    let announced = event.planned().map(|date| date.long(lang)).unwrap_or_default();
    let mut out = Vec::new();
    match event.state(today) {
        State::Planned if announced.is_empty() => out.push(Word::StillToCome.in_lang(lang).to_owned()),
        State::Planned => out.push(Word::PlannedAsOf.with(lang, &[&announced])),
        State::Unconfirmed => out.push(Word::UnconfirmedAsOf.with(lang, &[&announced])),
        State::Past | State::Ongoing => {}
    }
    if event.is_disputed() {
        out.push(Word::SourcesDisagree.in_lang(lang).to_owned());
    }
    out.into_iter().map(Block::Warning).collect()
}

/// The date, the place, the kind and the weight.
fn facts(event: EventView<'_>, lang: Lang) -> String {
    let weight = Word::weight(event.weight()).map(|word| word.in_lang(lang).to_owned());
    let place = Some(event.place().get(lang).to_owned()).filter(|place| !place.is_empty());
    // A kind that nobody named tells nothing.
    let kind = Some(event.kind()).filter(|kind| *kind != EventKind::Other).map(|kind| kind.label(lang).to_owned());
    let parts = [Some(event.date().long(lang)), place, kind, weight];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn push_fields(event: EventView<'_>, lang: Lang, out: &mut Vec<Block>) {
    let joined = |axis: Axis| {
        event.values(axis).map(|entry| entry.label(lang)).collect::<Vec<_>>().join(Word::ListComma.in_lang(lang))
    };
    let named = |entry: &crate::store::column::Entry| {
        let name = entry.label(lang);
        let acronym = &entry.acronym;
        if acronym.is_empty() || name.contains(acronym.as_str()) {
            name.to_owned()
        } else {
            format!("{name} ({acronym})")
        }
    };
    let actors: Vec<String> = event.values(Axis::Actors).map(named).collect();
    let fields = [
        (Word::Actors, actors.join(Word::ListComma.in_lang(lang))),
        (Word::Countries, joined(Axis::Countries)),
        (Word::Themes, joined(Axis::Themes)),
        (Word::Tags, event.tags().join(", ")),
    ];
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    out.extend(fields.map(|(label, value)| Block::Field(label.in_lang(lang), value)));
}

fn push_disputed(event: EventView<'_>, lang: Lang, out: &mut Vec<Block>) {
    if event.disputed().is_empty() {
        return;
    }
    out.push(Block::Heading(Word::OtherDates.in_lang(lang)));
    for version in event.disputed() {
        let date = version.date.as_ref().map(|date| date.long(lang)).unwrap_or_default();
        let note = version.note.get(lang);
        let said = match (date.is_empty(), note.is_empty()) {
            (false, false) => format!("{date}: {note}"),
            (true, _) => note.to_owned(),
            (false, true) => date,
        };
        let by: Vec<String> = version.sources.iter().map(|source| cited(event.store, source, lang)).collect();
        let by = if by.is_empty() { String::new() } else { format!(" — {}", by.join("; ")) };
        out.push(Block::Item(format!("{said}{by}"), None));
    }
}

fn push_sources(store: &Store, sources: &[SourceRef], lang: Lang, out: &mut Vec<Block>) {
    if sources.is_empty() {
        return;
    }
    out.push(Block::Heading(Word::Sources.in_lang(lang)));
    for source in sources {
        out.push(Block::Item(cited(store, source, lang), None));
        let url = if source.url.is_empty() { store.source(&source.id).map_or("", |s| &s.url) } else { &source.url };
        if !url.is_empty() {
            out.push(Block::Address(url.to_owned()));
        }
    }
}

/// A source with its author, title, year and the place in it.
pub fn cited(store: &Store, cited: &SourceRef, lang: Lang) -> String {
    let Some(source) = store.source(&cited.id) else {
        // A place without a source of its own: what is said of it is all there is.
        let parts = [&*cited.id, cited.at.get(lang), &cited.url];
        return parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    };
    let part = |text: &Text| Some(text.get(lang).to_owned()).filter(|text| !text.is_empty());
    let title = part(&source.title).map(|title| if lang == Lang::Ja { format!("「{title}」") } else { title });
    let year = source.date.as_ref().map(|date| date.year().to_string());
    let by = part(&source.author).or_else(|| part(&source.publisher));
    let parts: Vec<String> = [by, title, year, part(&cited.at)].into_iter().flatten().collect();
    parts.join(", ")
}

fn push_links(event: EventView<'_>, lang: Lang, out: &mut Vec<Block>) {
    let store = event.store;
    let forward = event.links().iter().filter_map(|link| Some((Word::link(link.rel()), store.row(link.to())?)));
    let back = event.links_in().iter().map(|(rel, row)| (Word::link_back(rel), *row));
    let mut links: Vec<(Word, u32)> = back.chain(forward).collect();
    links.sort_by_key(|(_, row)| *row);
    if links.is_empty() {
        return;
    }
    out.push(Block::Heading(Word::Related.in_lang(lang)));
    for (word, row) in links {
        let to = store.event(row);
        let text = format!("{}  {} {}", word.in_lang(lang), to.date().short(), to.title(lang));
        out.push(Block::Item(text, Some(row)));
    }
}

impl Word {
    /// How a link is told from the event or actor that has it.
    pub fn link(rel: &str) -> Self {
        match rel {
            "Holds" => Self::Holds,
            "HoldsActing" => Self::HoldsActing,
            "PartOf" => Self::PartOf,
            "Next" => Self::Next,
            "LedTo" => Self::LedTo,
            "SucceededBy" => Self::SucceededBy,
            "Revises" => Self::Revises,
            _ => Self::SeeAlso,
        }
    }

    /// How a link is told from the event or actor that it points to.
    pub fn link_back(rel: &str) -> Self {
        match rel {
            "Holds" => Self::HeldBy,
            "HoldsActing" => Self::HeldActingBy,
            "PartOf" => Self::HasPart,
            "Next" => Self::Previous,
            "LedTo" => Self::FollowedFrom,
            "SucceededBy" => Self::CameAfter,
            "Revises" => Self::RevisedBy,
            _ => Self::SeeAlso,
        }
    }

    /// The word for a weight; none where it is not said.
    pub fn weight(weight: u8) -> Option<Self> {
        match weight {
            3 => Some(Self::Milestone),
            2 => Some(Self::Important),
            1 => Some(Self::Marginal),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Date;
    use crate::store::tests::small;

    fn told(id: &str, today: &str) -> Vec<Block> {
        let store = small();
        let today = Date::parse(today).unwrap().earliest;
        blocks(store.event(store.row(id).unwrap()), Lang::En, today)
    }

    #[test]
    fn what_is_announced_is_never_told_as_done() {
        let warned =
            |blocks: &[Block], text: &str| blocks.iter().any(|b| matches!(b, Block::Warning(w) if w.contains(text)));
        assert!(warned(&told("wsf-12", "2026-01-01"), "Planned"));
        assert!(warned(&told("wsf-12", "2026-11-22"), "no source tells"));
        assert!(!told("cern", "2026-11-22").iter().any(|block| matches!(block, Block::Warning(_))));
    }

    #[test]
    fn sources_other_dates_and_links_both_ways_are_told() {
        let blocks = told("iiasa", "2026-11-22");
        assert!(blocks.contains(&Block::Item("1964: The text says 1964. — CRDS, A report, 2025, §1.1".into(), None)));
        let store = small();
        let kishi = store.row("kishi");
        assert!(told("fmstan", "2026-11-22").iter().any(|block| matches!(block, Block::Item(_, to) if *to == kishi)));
    }
}
