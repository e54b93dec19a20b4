//! What a query asks in words: the labels of its values, in a language, for headings.

use super::{Answer, Atom, DateRelation, Group, Query, Term, When};
use crate::data::{Axis, Field};
use crate::store::Store;
use crate::store::column::{Column, Entry};
use crate::text::Lang;
use crate::text::fold::fold;
use crate::text::wording::Word;

/// How many of the values that a typed one means are named; of more, only their number is told.
const NAMED: usize = 3;

/// What all of some groups ask, in words.
pub fn tell(groups: &[Group], store: &Store, lang: Lang) -> String {
    let groups: Vec<String> = groups.iter().map(|group| tell_group(group, store, lang)).collect();
    groups.join(Word::ListComma.in_lang(lang))
}

/// What of a line is to be taken away where nothing matches, and how many events there would be: the greatest gain first; what
/// would bring none is left out. A comparison is one part.
pub fn in_the_way(query: &Query, answer: &Answer) -> Vec<(String, u32)> {
    let sides: Vec<String> = query.sides.iter().map(ToString::to_string).collect();
    let asked = query.groups.iter().map(ToString::to_string).chain([sides.join(" ")]);
    let mut parts: Vec<_> = asked.zip(answer.without.iter().copied()).filter(|(_, without)| *without > 0).collect();
    parts.sort_by_key(|(_, without)| std::cmp::Reverse(*without));
    parts
}

fn tell_group(group: &Group, store: &Store, lang: Lang) -> String {
    let terms: Vec<String> = group.terms.iter().map(|term| tell_term(term, store, lang)).collect();
    terms.join(Word::TellOr.in_lang(lang))
}

fn tell_term(term: &Term, store: &Store, lang: Lang) -> String {
    let told = match &term.atom {
        Atom::Text { text, .. } => Word::TellText.with(lang, &[text]),
        Atom::Title(text) => Word::TellTitle.with(lang, &[&Word::TellText.with(lang, &[text])]),
        Atom::Field { field, values } => {
            let values: Vec<String> = values.iter().map(|value| tell_value(field, value, store, lang)).collect();
            values.join(Word::TellOr.in_lang(lang))
        }
        Atom::Id(ids) => {
            let title =
                |id: &String| store.row(id).map_or_else(|| id.clone(), |row| store.event(row).title(lang).to_owned());
            ids.iter().map(title).collect::<Vec<_>>().join(Word::TellOr.in_lang(lang))
        }
        Atom::Date(relation, when) => tell_date(*relation, *when, lang),
        Atom::Is(is) => is.label(lang).to_owned(),
        Atom::Weight(from, to) if from == to => match Word::weight(*from) {
            Some(word) => word.in_lang(lang).to_owned(),
            None => Word::TellWeight.with(lang, &[from]),
        },
        Atom::Weight(from, to) => Word::TellWeight.with(lang, &[&format!("{from}–{to}")]),
    };
    if term.not { Word::TellNot.with(lang, &[&told]) } else { told }
}

/// A typed value by its labels: of the set that is named, or of what it means.
fn tell_value(field: &'static Field, typed: &str, store: &Store, lang: Lang) -> String {
    let column = store.column(field.axis);
    if let Some(set) = typed.strip_prefix(['@', '＠']) {
        return named_set(column, set).map_or_else(|| typed.to_owned(), |name| name.get(lang).to_owned());
    }
    let means = column.resolve(typed, |entry: &Entry| field.axis != Axis::Actors || (field.speaks_of)(entry.kind));
    let label = |at: &u32| column.entries.get(*at as usize).map_or("", |entry| entry.label(lang));
    match (&means[..], named_set(column, typed)) {
        ([], _) => typed.to_owned(),
        ([_, _, ..], Some(name)) => name.get(lang).to_owned(),
        (few, _) if few.len() <= NAMED => few.iter().map(label).collect::<Vec<_>>().join(Word::TellOr.in_lang(lang)),
        (many, _) => Word::TellValues.with(lang, &[&typed, &many.len()]),
    }
}

/// The name of the set that is so named.
fn named_set<'a>(column: &'a Column, typed: &str) -> Option<&'a crate::data::Text> {
    let typed = fold(typed.trim());
    let set = column.sets.iter().find(|set| fold(&set.key) == typed || set.names.contains(&typed))?;
    Some(&set.name)
}

fn tell_date(relation: DateRelation, when: When, lang: Lang) -> String {
    let when = when.to_string().replace("..", "–");
    match relation {
        DateRelation::Overlaps => when,
        DateRelation::Before => Word::TellBefore.with(lang, &[&when]),
        DateRelation::After => Word::TellAfter.with(lang, &[&when]),
        DateRelation::On => Word::TellOn.with(lang, &[&when]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::store::tests::small;

    #[test]
    fn a_query_is_told_by_the_names_of_its_values() {
        let store = small();
        for (line, en, ja) in [
            ("country:JP", "Japan", "日本"),
            (
                "c:JP,US theme:big-science",
                "Japan or United States, Large research facilities",
                "日本・米国、大型国際研究施設",
            ),
            ("!c:japan 2005..", "not Japan, 2005–", "日本以外、2005–"),
            ("fusion | before:2000", "\"fusion\" or before 2000", "「fusion」・2000より前"),
            ("is:planned weight:3", "planned, milestone", "予定、画期"),
        ] {
            let told = |lang| tell(&parse(line).query.groups, &store, lang);
            assert_eq!([told(Lang::En), told(Lang::Ja)], [en.to_owned(), ja.to_owned()], "{line}");
        }
    }
}
