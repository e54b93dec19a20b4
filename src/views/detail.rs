//! Everything known about one event, as blocks of text with what each of them leads to.

use super::block::{Block, Rich};
use super::subject::Subject;
use crate::data::{Axis, Date, Day, EventKind, Precision, SourceRef, Text, Versions};
use crate::store::column::Entry;
use crate::store::{EventView, State, Store};
use crate::text::Lang;
use crate::text::wording::Word;

/// The blocks of an event in a language, against a day that is taken as today: what one reads beside the list.
pub fn blocks(event: EventView<'_>, lang: Lang, today: Day) -> Vec<Block> {
    let mut out = vec![Block::Title(event.title(lang).to_owned())];
    let other = event.title_only(lang.other());
    if !other.is_empty() && other != event.title(lang) {
        out.push(Block::OtherTitle(other.to_owned()));
    }
    out.extend(warnings(event, lang, today));
    if event.is_disputed() {
        out.push(Block::Warning(Word::SourcesDisagree.in_lang(lang).to_owned()));
    }
    out.push(Block::Facts(facts(event, lang).into()));
    if !event.summary(lang).is_empty() {
        out.push(Block::Paragraph(event.summary(lang).to_owned()));
    }
    push_claims(event, Word::OtherDates, lang, &mut out);
    push_fields(event, lang, &mut out);
    if !event.note().is_empty() {
        out.push(Block::Paragraph(event.note().get(lang).to_owned()));
    }
    push_sources(event.store, event.sources(), lang, &mut out);
    let (back, forward) = links(event);
    let mut links = [back, forward].concat();
    links.sort_by_key(|(_, row)| *row);
    push_links(Word::Related, &links, lang, &mut out);
    if !event.url().is_empty() {
        out.push(Block::Address(event.url().to_owned()));
    }
    out
}

/// The blocks of an event's own page: everything that is known, in both languages.
pub fn page(event: EventView<'_>, lang: Lang, today: Day) -> Vec<Block> {
    let mut out = both_languages(event, lang);
    out.extend(warnings(event, lang, today));
    push_claims(event, Word::SourcesDisagree, lang, &mut out);
    push_circumstances(event, lang, &mut out);
    push_participants(event, lang, &mut out);
    push_sources(event.store, event.sources(), lang, &mut out);
    let (back, forward) = links(event);
    push_links(Word::LinksBack, &back, lang, &mut out);
    push_links(Word::LinksForward, &forward, lang, &mut out);
    out
}

/// What is written in sentences, in the language shown and then, beside it, in the other.
fn both_languages(event: EventView<'_>, lang: Lang) -> Vec<Block> {
    let sides = [lang, lang.other()].map(|lang| {
        let title =
            Some(Block::Title(event.title_only(lang).to_owned())).filter(|_| !event.title_only(lang).is_empty());
        let texts = [event.summary_only(lang), event.note().only(lang)].into_iter().filter(|text| !text.is_empty());
        title.into_iter().chain(texts.map(|text| Block::Paragraph(text.to_owned()))).collect::<Vec<_>>()
    });
    let mut sides: Vec<Vec<Block>> = sides.into_iter().filter(|side| !side.is_empty()).collect();
    if sides.len() < 2 { sides.pop().unwrap_or_default() } else { vec![Block::Beside(sides)] }
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

/// The name of a value with its acronym.
pub(super) fn named(entry: &Entry, lang: Lang) -> String {
    let (name, acronym) = (entry.label(lang), &entry.acronym);
    if acronym.is_empty() || name.contains(acronym.as_str()) { name.to_owned() } else { format!("{name} ({acronym})") }
}

/// The values of an event on an axis, each by `tell`.
fn values(event: EventView<'_>, axis: Axis, tell: &dyn Fn(&Entry) -> String) -> Vec<Rich> {
    let column = event.store.column(axis);
    let told = |at: &u32| Some(Rich::to(tell(column.entries.get(*at as usize)?), Some(Subject::Entry(axis, *at))));
    column.lists.get(event.row).iter().filter_map(told).collect()
}

fn push_fields(event: EventView<'_>, lang: Lang, out: &mut Vec<Block>) {
    let label = |entry: &Entry| entry.label(lang).to_owned();
    let fields = [
        (Word::Actors, values(event, Axis::Actors, &|entry| named(entry, lang))),
        (Word::Countries, values(event, Axis::Countries, &label)),
        (Word::Themes, values(event, Axis::Themes, &label)),
        (Word::Tags, values(event, Axis::Tags, &label)),
    ];
    for (label, values) in fields {
        push_field(out, label, Rich::joined(values, Word::ListComma.in_lang(lang)), lang);
    }
}

fn push_field(out: &mut Vec<Block>, label: Word, value: impl Into<Rich>, lang: Lang) {
    let value = value.into();
    if !value.text.is_empty() {
        out.push(Block::Field(label.in_lang(lang), value));
    }
}

/// When, where, of what kind and weight, each with what it means.
fn push_circumstances(event: EventView<'_>, lang: Lang, out: &mut Vec<Block>) {
    let label = |entry: &Entry| entry.label(lang).to_owned();
    let comma = Word::ListComma.in_lang(lang);
    let known = Word::precision(event.precision()).in_lang(lang);
    push_field(out, Word::When, format!("{} · {known}", event.date().long(lang)), lang);
    push_field(out, Word::Where, Rich::joined(values(event, Axis::Places, &label), comma), lang);
    push_field(out, Word::Countries, Rich::joined(values(event, Axis::Countries, &label), comma), lang);
    push_field(out, Word::Kind, Rich::joined(values(event, Axis::Kinds, &label), comma), lang);
    push_field(out, Word::Weight, Word::weight_meaning(event.weight()).map_or("", |word| word.in_lang(lang)), lang);
    push_field(out, Word::Eras, Rich::joined(values(event, Axis::Eras, &label), comma), lang);
    push_field(out, Word::Tags, Rich::joined(values(event, Axis::Tags, &label), comma), lang);
    push_field(out, Word::Reading, event.reading(), lang);
    push_field(out, Word::Id, event.id(), lang);
    if !event.url().is_empty() {
        out.push(Block::Address(event.url().to_owned()));
    }
}

/// The actors with what they are, and the themes with the groups that they belong to.
fn push_participants(event: EventView<'_>, lang: Lang, out: &mut Vec<Block>) {
    let actors = event.values(Axis::Actors).map(|entry| {
        let country = event.store.actor(&entry.key).map_or("", |actor| &*actor.country);
        let country = Subject::named(event.store, Axis::Countries, country);
        let country = country.and_then(|country| country.entry(event.store)).map_or("", |entry| entry.label(lang));
        Rich::joined([entry.kind.label(lang).into(), country.into()], " · ")
    });
    let groups = event.values(Axis::Themes).map(|entry| {
        let group = entry.group.and_then(|group| event.store.column(Axis::Themes).sets.get(group as usize));
        group.map_or("", |group| group.name.get(lang)).into()
    });
    let parts: [(Word, Axis, Vec<Rich>); 2] =
        [(Word::ActorsPart, Axis::Actors, actors.collect()), (Word::ThemesPart, Axis::Themes, groups.collect())];
    for (heading, axis, beside) in parts.into_iter().filter(|(.., beside)| !beside.is_empty()) {
        out.push(Block::Heading(heading.in_lang(lang).to_owned()));
        let names = values(event, axis, &|entry| named(entry, lang));
        out.extend(
            names.into_iter().zip(beside).map(|(name, beside)| Block::Item(Rich::joined([name, beside], " — "))),
        );
    }
}

/// Where sources disagree: the date that is shown with the sources that give it, beside each other date with its own.
fn push_claims(event: EventView<'_>, title: Word, lang: Lang, out: &mut Vec<Block>) {
    if event.disputed().is_empty() {
        return;
    }
    let other = |source: &&SourceRef| !event.disputed().iter().any(|version| version.sources.contains(source));
    let shown: Vec<&SourceRef> = event.sources().iter().filter(other).collect();
    let cite = |sources: &[&SourceRef]| -> Vec<Block> {
        sources.iter().map(|source| Block::Item(cited(event.store, source, lang))).collect()
    };
    let mut sides =
        vec![vec![Block::Title(event.date().long(lang)), Block::Facts(Word::DateShown.in_lang(lang).into())]];
    sides[0].extend(cite(&shown));
    for Versions { date, note, sources } in event.disputed() {
        let date = date.as_ref().map_or(Word::OtherWording.in_lang(lang).to_owned(), |date: &Date| date.long(lang));
        let mut side = vec![Block::Title(date)];
        side.extend(Some(note.get(lang)).filter(|note| !note.is_empty()).map(|note| Block::Paragraph(note.to_owned())));
        side.extend(cite(&sources.iter().collect::<Vec<_>>()));
        sides.push(side);
    }
    out.push(Block::Claims(title.in_lang(lang), sides));
}

fn push_sources(store: &Store, sources: &[SourceRef], lang: Lang, out: &mut Vec<Block>) {
    if sources.is_empty() {
        return;
    }
    out.push(Block::Heading(Word::Sources.in_lang(lang).to_owned()));
    for source in sources {
        out.push(Block::Item(cited(store, source, lang)));
        let url = if source.url.is_empty() { store.source(&source.id).map_or("", |s| &s.url) } else { &source.url };
        if !url.is_empty() {
            out.push(Block::Address(url.to_owned()));
        }
    }
}

/// A source with its author, title, year and the place in it; it leads to what is known of the source.
pub fn cited(store: &Store, cited: &SourceRef, lang: Lang) -> Rich {
    let Some(source) = store.source(&cited.id) else {
        // A place without a source of its own: what is said of it is all there is.
        let parts = [&*cited.id, cited.at.get(lang), &cited.url];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        return Rich::to(parts.join(", "), Subject::named(store, Axis::Sources, &cited.id));
    };
    let part = |text: &Text| Some(text.get(lang).to_owned()).filter(|text| !text.is_empty());
    let title = part(&source.title).map(|title| if lang == Lang::Ja { format!("「{title}」") } else { title });
    let year = source.date.as_ref().map(|date| date.year().to_string());
    let by = part(&source.author).or_else(|| part(&source.publisher));
    let parts: Vec<String> = [by, title, year].into_iter().flatten().collect();
    let name = Rich::to(parts.join(", "), Subject::named(store, Axis::Sources, &cited.id));
    Rich::joined([name, cited.at.get(lang).into()], ", ")
}

/// The events that an event is linked with, and how they stand to it.
type Links = Vec<(Word, u32)>;

/// The links that lead back in time or up to the whole, and those that lead on.
fn links(event: EventView<'_>) -> (Links, Links) {
    let store = event.store;
    let forward = event.links().iter().filter_map(|link| Some((Word::link(link.rel()), store.row(link.to())?)));
    let back = event.links_in().iter().map(|(rel, row)| (Word::link_back(rel), *row));
    let mut links: Links = back.chain(forward).collect();
    links.sort_by_key(|(_, row)| *row);
    links.into_iter().partition(|(_, row)| *row < event.row)
}

fn push_links(heading: Word, links: &[(Word, u32)], lang: Lang, out: &mut Vec<Block>) {
    if !links.is_empty() {
        out.push(Block::Heading(heading.in_lang(lang).to_owned()));
        out.extend(links.iter().map(|(word, row)| Block::Event(Some(word.in_lang(lang)), *row)));
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

    /// What a weight means; none where it is not said.
    pub fn weight_meaning(weight: u8) -> Option<Self> {
        match weight {
            3 => Some(Self::MilestoneMeaning),
            2 => Some(Self::ImportantMeaning),
            1 => Some(Self::MarginalMeaning),
            _ => None,
        }
    }

    /// How exactly a date is known.
    pub fn precision(precision: Precision) -> Self {
        match precision {
            Precision::Day => Self::KnownToDay,
            Precision::Month => Self::KnownToMonth,
            Precision::Season => Self::KnownToSeason,
            Precision::Span => Self::KnownSpan,
            Precision::Digits => Self::KnownRoughly,
            _ => Self::KnownToYear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn each_date_stands_with_the_sources_that_give_it() {
        let blocks = told("iiasa", "2026-11-22");
        let claims = blocks.iter().find_map(|block| match block {
            Block::Claims(_, sides) => Some(sides),
            _ => None,
        });
        let [shown, other] = &claims.unwrap()[..] else { panic!("two sides") };
        assert_eq!(shown[0], Block::Title("4 October 1972".into()));
        assert_eq!(other[0], Block::Title("1964".into()));
        assert!(
            matches!(&other[2], Block::Item(item) if item.text == "CRDS, A report, 2025, §1.1" && item.refs.len() == 1)
        );
        assert!(shown.len() == 2, "no source is known for the date that is shown: {shown:?}");
    }

    #[test]
    fn links_both_ways_are_told() {
        let kishi = small().row("kishi").unwrap();
        assert!(told("fmstan", "2026-11-22").contains(&Block::Event(Some("follows"), kishi)));
    }

    #[test]
    fn every_value_of_an_event_leads_somewhere() {
        let store = small();
        for block in told("fmstan", "2026-11-22") {
            let Block::Field(label, value) = block else { continue };
            assert!(!value.refs.is_empty(), "{label}");
            for (range, to) in value.refs {
                assert_eq!(named(to.entry(&store).unwrap(), Lang::En), value.text[range]);
            }
        }
    }

    #[test]
    fn a_page_tells_both_languages_and_what_each_actor_and_theme_is() {
        let store = small();
        let blocks = page(store.event(store.row("fmstan").unwrap()), Lang::Ja, Day::LAST);
        assert!(matches!(&blocks[0], Block::Beside(sides) if sides.len() == 2));
        let told = |text: &str| blocks.iter().any(|block| matches!(block, Block::Item(item) if item.text == text));
        assert!(told("岸輝雄 — 人物 · 日本") && told("外務省と科学技術 — 科学技術外交そのもの"), "{blocks:?}");
    }
}
