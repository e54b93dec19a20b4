//! Everything known about a value: an actor with its posts, parts and companions, a theme, a country, a source.

use super::block::{Block, Life, Rich};
use super::detail::named;
use super::subject::Subject;
use crate::data::{Actor, Axis, Date, Day, Link, Source, Text};
use crate::store::Store;
use crate::store::column::Entry;
use crate::text::Lang;
use crate::text::wording::Word;

/// How many companions are named.
const COMPANIONS: usize = 5;

/// The blocks of a value; its events follow the last heading.
pub fn profile(store: &Store, (axis, at): (Axis, u32), lang: Lang, today: Day) -> Vec<Block> {
    let Some(entry) = store.column(axis).entries.get(at as usize) else { return Vec::new() };
    let subject = Subject::Entry(axis, at);
    let rows = subject.events(store);
    let mut out = names(entry, lang);
    let actor = store.actor(&entry.key).filter(|_| axis == Axis::Actors);
    match axis {
        Axis::Actors => out.extend(actor.map(|actor| Block::Facts(actor_facts(store, actor, lang)))),
        Axis::Themes => out.extend(theme_facts(store, entry, lang)),
        Axis::Countries => out.extend(regions(store, at, lang)),
        Axis::Sources => out.extend(store.source(&entry.key).into_iter().flat_map(|source| source_facts(source, lang))),
        Axis::Eras => out.extend(store.eras.iter().filter(|era| era.id == entry.key).flat_map(|era| {
            let date = era.date.as_ref().map(|date| Block::Facts(date.long(lang).into()));
            date.into_iter().chain(paragraph(&era.summary, lang))
        })),
        Axis::Kinds | Axis::Places | Axis::Tags => {}
    }
    if !rows.is_empty() || actor.is_some_and(|actor| actor.date.is_some()) {
        out.push(Block::Life(life(store, rows, actor.and_then(|actor| actor.date.as_ref()), today)));
    }
    if let Some(actor) = actor {
        out.extend(paragraph(&actor.summary, lang));
    }
    push_field(&mut out, Word::Reading, &entry.name.yomi, lang);
    push_field(&mut out, Word::AlsoNamed, &also(entry).join(Word::ListComma.in_lang(lang)), lang);
    if let Some(actor) = actor {
        push_address(&mut out, &actor.url);
        push_posts(store, actor, lang, &mut out);
        push_relatives(store, actor, lang, &mut out);
    }
    push_companions(store, subject, lang, &mut out);
    if !rows.is_empty() {
        let word = if axis == Axis::Sources { Word::CitedBy } else { Word::Events };
        out.push(Block::Heading(word.with(lang, &[&rows.len()])));
    }
    out
}

/// The name with the acronym, and the name in the other language.
fn names(entry: &Entry, lang: Lang) -> Vec<Block> {
    let mut out = vec![Block::Title(named(entry, lang))];
    let other = entry.name.only(lang.other());
    if !other.is_empty() && other != entry.label(lang) {
        out.push(Block::OtherTitle(other.to_owned()));
    }
    out
}

fn paragraph(text: &Text, lang: Lang) -> Option<Block> {
    Some(Block::Paragraph(text.get(lang).to_owned())).filter(|_| !text.is_empty())
}

fn push_field(out: &mut Vec<Block>, label: Word, value: &str, lang: Lang) {
    if !value.is_empty() {
        out.push(Block::Field(label.in_lang(lang), value.into()));
    }
}

fn push_address(out: &mut Vec<Block>, url: &str) {
    if !url.is_empty() {
        out.push(Block::Address(url.to_owned()));
    }
}

/// The kind, the country, the seat and the span of existence.
fn actor_facts(store: &Store, actor: &Actor, lang: Lang) -> Rich {
    let country = Subject::named(store, Axis::Countries, &actor.country);
    let country_name =
        country.and_then(|country| country.entry(store)).map_or(&*actor.country, |entry| entry.label(lang));
    let date = actor.date.as_ref().map(|date| date.long(lang)).unwrap_or_default();
    let parts =
        [actor.kind.label(lang).into(), actor.place.get(lang).into(), Rich::to(country_name, country), date.into()];
    Rich::joined(parts, " · ")
}

fn theme_facts(store: &Store, entry: &Entry, lang: Lang) -> Vec<Block> {
    let group = entry.group.and_then(|group| store.column(Axis::Themes).sets.get(group as usize));
    let group = group.map(|group| Block::Facts(Word::GroupOf.with(lang, &[&group.name.get(lang)]).into()));
    let summary = store.theme(&entry.key).and_then(|theme| paragraph(&theme.summary, lang));
    group.into_iter().chain(summary).collect()
}

/// The regions that a country belongs to.
fn regions(store: &Store, at: u32, lang: Lang) -> Option<Block> {
    let sets = store.column(Axis::Countries).sets.iter().filter(|set| set.members.contains(&at));
    let names: Vec<&str> = sets.map(|set| set.name.get(lang)).collect();
    (!names.is_empty()).then(|| Block::Facts(names.join(" · ").into()))
}

/// Who wrote and published a source, when, and up to when it tells.
fn source_facts(source: &Source, lang: Lang) -> Vec<Block> {
    let date = source.date.as_ref().map(|date| date.long(lang)).unwrap_or_default();
    let covers = source.covers.as_ref().map(|covers| covers.long(lang)).unwrap_or_default();
    let fields = [
        (Word::Author, source.author.get(lang)),
        (Word::Publisher, source.publisher.get(lang)),
        (Word::Number, &source.number),
        (Word::Published, &date),
        (Word::Covers, &covers),
    ];
    let mut out = Vec::new();
    for (label, value) in fields {
        push_field(&mut out, label, value, lang);
    }
    if let Some(last) = source.covers.as_ref().and_then(last_told) {
        out.push(Block::Warning(Word::NothingAfter.with(lang, &[&last.long(lang)])));
    }
    push_address(&mut out, &source.url);
    out
}

/// The end of what a source covers, at the precision that it is given in; `None` where it is open.
fn last_told(covers: &Date) -> Option<Date> {
    if covers.ongoing || covers.end_unknown {
        return None;
    }
    let end = covers.as_str().split_once('/').map_or(covers.as_str(), |(_, end)| end);
    Date::parse(end).ok()
}

/// The names of a value beside those that its page begins with.
fn also(entry: &Entry) -> Vec<&str> {
    let told = [&*entry.name.en, &*entry.name.ja, &*entry.acronym, &*entry.key];
    entry.spellings().filter(|name| !name.is_empty() && !told.contains(name)).collect()
}

/// The years of the data, with the events of some rows counted in them.
fn life(store: &Store, rows: &[u32], span: Option<&Date>, today: Day) -> Life {
    let Some((first, last)) = store.years() else { return Life::default() };
    let len = (last - first + 1).max(0) as usize;
    let (mut years, mut coming) = (vec![0; len], vec![0; len]);
    for row in rows {
        let at = (store.year(*row) - first) as usize;
        years[at] += 1;
        coming[at] += u32::from(store.is_announced(*row) || store.earliest(*row) > today);
    }
    let until = |date: &Date| if date.ongoing || date.end_unknown { today.year() } else { date.latest.year() };
    let span = span.map(|date| (if date.from_before { first } else { date.earliest.year() }, until(date)));
    Life { first, years, coming, span }
}

/// A link of an actor as it is told: by which word, and to or from whom.
type Told<'a> = (Word, &'a str, &'a Link);

/// The links of an actor and those that point to it; what has a term comes in the order of the terms.
fn links<'a>(store: &'a Store, actor: &'a Actor) -> Vec<Told<'a>> {
    let own = actor.links.iter().map(|link| (Word::link(link.rel()), link.to(), link));
    let others = store.actors().flat_map(|other| other.links.iter().map(move |link| (other, link)));
    let back = others.filter(|(_, link)| link.to() == actor.id);
    let mut all: Vec<Told<'a>> =
        own.chain(back.map(|(other, link)| (Word::link_back(link.rel()), &*other.id, link))).collect();
    all.sort_by_key(|(_, _, link)| link.term());
    all
}

fn actor_link(store: &Store, id: &str, lang: Lang) -> Rich {
    let to = Subject::named(store, Axis::Actors, id);
    Rich::to(to.and_then(|to| to.entry(store)).map_or(id.to_owned(), |entry| named(entry, lang)), to)
}

/// The posts that a person held, or who held a post, in the order of the terms.
fn push_posts(store: &Store, actor: &Actor, lang: Lang, out: &mut Vec<Block>) {
    let links = links(store, actor);
    for (heading, held) in [(Word::Posts, true), (Word::Holders, false)] {
        let own = links.iter().filter(|(.., link)| link.term().is_some() && (link.to() != actor.id) == held);
        let mut items = own
            .map(|(_, other, link)| {
                let term = link.term().map(|term| term.long(lang)).unwrap_or_default();
                let acting = matches!(link, Link::HoldsActing(..));
                let acting = if acting { Word::HoldsActing.in_lang(lang) } else { "" };
                Block::Item(Rich::joined([actor_link(store, other, lang), acting.into(), term.into()], " · "))
            })
            .peekable();
        if items.peek().is_some() {
            out.push(Block::Heading(heading.in_lang(lang).to_owned()));
            out.extend(items);
        }
    }
}

/// What an actor is a part of, its parts, what came before and after it, and what belongs with it.
fn push_relatives(store: &Store, actor: &Actor, lang: Lang, out: &mut Vec<Block>) {
    let links = links(store, actor);
    let mut own: Vec<_> = links.iter().filter(|(.., link)| link.term().is_none()).collect();
    if own.is_empty() {
        return;
    }
    out.push(Block::Heading(Word::Relatives.in_lang(lang).to_owned()));
    own.sort_by_key(|(word, ..)| *word as u8);
    let mut said = None;
    for (word, other, _) in own {
        let entry = actor_link(store, other, lang);
        match out.last_mut() {
            // What stands in one relation stands in one line.
            Some(Block::Field(_, value)) if said == Some(*word) => {
                value.push(Word::ListComma.in_lang(lang));
                value.push(entry);
            }
            _ => out.push(Block::Field(word.in_lang(lang), entry)),
        }
        said = Some(*word);
    }
}

/// The countries, actors and themes that stand in the same events most often.
fn push_companions(store: &Store, subject: Subject, lang: Lang, out: &mut Vec<Block>) {
    let told = [(Word::Countries, Axis::Countries), (Word::Actors, Axis::Actors), (Word::Themes, Axis::Themes)];
    let line = |(label, axis)| Some((label, companion_line(store, subject, axis, lang)?));
    let mut told = told.into_iter().filter_map(line).peekable();
    if told.peek().is_some() {
        out.push(Block::Heading(Word::Companions.in_lang(lang).to_owned()));
        out.extend(told.map(|(label, line): (Word, Rich)| Block::Field(label.in_lang(lang), line)));
    }
}

/// The companions on one axis, each with how often.
fn companion_line(store: &Store, subject: Subject, axis: Axis, lang: Lang) -> Option<Rich> {
    let mut line: Option<Rich> = None;
    for (at, count) in companions(store, subject, axis) {
        let to = Subject::Entry(axis, at);
        // Few know the acronyms in Japanese, and the names are short.
        let told = |entry: &Entry| if lang == Lang::En { entry.short(lang) } else { entry.label(lang) }.to_owned();
        let name = to.entry(store).map(told).unwrap_or_default();
        let mut item = Rich::to(name, Some(to));
        item.push(format!(" {}", Word::TimesTogether.with(lang, &[&count])));
        match &mut line {
            Some(line) => {
                line.push(Word::ListComma.in_lang(lang));
                line.push(item);
            }
            None => line = Some(item),
        }
    }
    line
}

/// The values of an axis in most of a value's events, with how many; those in one only are no companions of a value with many.
fn companions(store: &Store, subject: Subject, axis: Axis) -> Vec<(u32, u32)> {
    let column = store.column(axis);
    let mut counts = vec![0; column.entries.len()];
    for value in subject.events(store).iter().flat_map(|row| column.lists.get(*row)) {
        counts[*value as usize] += 1;
    }
    let mut counts: Vec<(u32, u32)> =
        (0..).zip(counts).filter(|(value, count)| Subject::Entry(axis, *value) != subject && *count > 1).collect();
    counts.sort_by_key(|(actor, count)| (std::cmp::Reverse(*count), *actor));
    counts.truncate(COMPANIONS);
    counts
}
