//! What a line means over a list of events: the definition, slow and without any index.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use scidip::data::{Actor, Axis, Dataset, Date, Day, Event, EventKind, Text};
use scidip::query::Taken;
use scidip::query::words::kinds_of;
use scidip::text::fold::{fold, fold_with_map, is_word_start};
use scidip::text::{Lang, is_japanese, romaji};

use super::line::{Asked, FIELDS, FieldRow, How, Term, What, read};
use super::loosen::loosened;
use super::words::{self, BODY, LOOSE, READING, SLIP};

/// The sites of a match, the lower the better.
const TITLE: u8 = 0;
const ACTOR: u8 = 1;
const PLACE: u8 = 2;

/// What an event that holds only by the other side of an `|` counts for in place of a match: worse than any.
const NO_WORD: u16 = 40;

/// The axes whose names a word is looked for in.
const NAMED: [(Axis, u8); 3] = [(Axis::Actors, ACTOR), (Axis::Countries, PLACE), (Axis::Places, PLACE)];

/// A value that events carry or that the dataset declares.
#[derive(Debug, Default)]
pub(crate) struct Value {
    pub(crate) key: String,
    /// The names by which it is found, folded, and as they are written.
    names: Vec<String>,
    written: Vec<String>,
    /// The reading of its name, folded.
    reading: String,
    /// The kind, where it is an actor.
    kind: &'static str,
}

impl Value {
    fn new(key: &str, name: &Text, also: &[&str]) -> Self {
        let written: Vec<String> = [&*name.en, &*name.ja]
            .into_iter()
            .chain(also.iter().copied())
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        let names = written.iter().map(|name| fold(name)).collect();
        Self { key: key.to_owned(), names, written, reading: fold(&name.yomi), kind: "Other" }
    }

    /// Keys are the same in any case.
    fn is(&self, key: &str) -> bool {
        fold(&self.key) == fold(key)
    }
}

/// How well each event matches a word: class and site, `None` where it does not.
pub(crate) type Ranks = Vec<Option<(u8, u8)>>;

/// A word that matches nothing as it stands, what it was taken for, and what was found in its place.
pub(crate) type Guessed = (String, Taken, Vec<String>);

/// Where in a folded text something stands, as byte ranges.
type Find<'a> = &'a dyn Fn(&str) -> Vec<(usize, usize)>;

/// What a line gives.
#[derive(Debug, PartialEq)]
pub(crate) struct Given {
    /// The ids of the events, in order.
    pub(crate) ids: Vec<String>,
    /// Where words are asked: the ids by how well they match.
    pub(crate) ranked: Vec<String>,
    /// For each pane, each value that events carry and how many events there would be if it were chosen.
    pub(crate) facets: BTreeMap<&'static str, BTreeMap<String, u32>>,
    /// Hits by the year that they begin in, without the strip's own span, where there are any; and how many of them are
    /// planned or unconfirmed.
    pub(crate) years: BTreeMap<i32, (u32, u32)>,
    /// The words that match nothing as they stand, folded, what they were taken for, and what was found in their place.
    pub(crate) guesses: Vec<Guessed>,
    /// Where nothing matches: for each group, how many there would be without it; with two sides, also without them.
    pub(crate) without: Vec<u32>,
    /// The ids on either side of a comparison, by date.
    pub(crate) sides: Option<[Vec<String>; 2]>,
}

/// The definition of the query language over one dataset.
pub(crate) struct Oracle<'a> {
    set: &'a Dataset,
    today: Day,
    /// The events in date order.
    pub(crate) events: Vec<&'a Event>,
    values: Vec<(Axis, Vec<Value>)>,
    /// For each event and axis, the indices of the values that it carries.
    carried: Vec<Vec<Vec<usize>>>,
}

impl<'a> Oracle<'a> {
    pub(crate) fn new(set: &'a Dataset, today: Day) -> Self {
        // By earliest day, then the more exact first, then the latest day; what is still the same, by its text and id.
        let mut events: Vec<&Event> = set.events.iter().filter(|event| event.date.is_some()).collect();
        events.sort_by_key(|event| (event.date.clone(), event.id.clone()));
        let values: Vec<(Axis, Vec<Value>)> =
            Axis::ALL.iter().map(|axis| (*axis, known_values(set, *axis, &events))).collect();
        let carried = events
            .iter()
            .map(|event| {
                values
                    .iter()
                    .map(|(axis, values)| {
                        let keys = keys(set, event, *axis);
                        (0..values.len()).filter(|at| keys.iter().any(|key| values[*at].is(key))).collect()
                    })
                    .collect()
            })
            .collect();
        Self { set, today, events, values, carried }
    }

    fn values(&self, axis: Axis) -> &[Value] {
        &self.values.iter().find(|(own, _)| *own == axis).unwrap().1
    }

    fn carried(&self, at: usize, axis: Axis) -> &[usize] {
        &self.carried[at][Axis::ALL.iter().position(|own| *own == axis).unwrap()]
    }

    fn date(&self, at: usize) -> &Date {
        self.events[at].date.as_ref().unwrap()
    }

    /// What a line gives, or where its mistakes stand.
    pub(crate) fn ask(&self, line: &str) -> Result<Given, Vec<Range<usize>>> {
        let asked = read(line, &|text| self.is_word(text));
        let given = self.give(&asked)?;
        let Some((looser, mut guesses)) = loosened(&asked).filter(|_| given.ids.is_empty()) else { return Ok(given) };
        let found = self.give(&looser)?;
        let in_the_way = |given: &Given| given.without.iter().any(|without| *without > 0);
        if found.ids.is_empty() && (in_the_way(&given) || !in_the_way(&found)) {
            return Ok(given);
        }
        guesses.extend(found.guesses);
        Ok(Given { guesses, ..found })
    }

    /// What a line gives as it stands.
    fn give(&self, asked: &Asked) -> Result<Given, Vec<Range<usize>>> {
        let Asked { groups, sides, sort, mistakes } = asked;
        let (mut mistakes, sort) = (mistakes.clone(), *sort);
        let meant = self.all_meant(groups, &mut mistakes);
        let meant_by_sides: Vec<_> = sides.iter().map(|side| self.all_meant(side, &mut mistakes)).collect();
        if !mistakes.is_empty() {
            mistakes.sort_by_key(|span| span.start);
            return Err(mistakes);
        }
        let all_hold = |groups: &[Vec<Term>], meant: &[Vec<Meant>]| -> Vec<Vec<bool>> {
            groups.iter().zip(meant).map(|(group, meant)| self.group_holds(group, meant)).collect()
        };
        let holds = all_hold(groups, &meant);
        let on_sides: Vec<_> = sides.iter().zip(&meant_by_sides).map(|(side, meant)| all_hold(side, meant)).collect();
        let is_on = |side: &Vec<Vec<bool>>, at: usize| side.iter().all(|group| group[at]);
        // Of two sides one must hold. A single one is compared with all that the rest of the line gives.
        let either = |at: usize| sides.len() < 2 || on_sides.iter().any(|side| is_on(side, at));
        let rest =
            |leave: &dyn Fn(usize) -> bool, at: usize| (0..groups.len()).all(|group| leave(group) || holds[group][at]);
        let under = |leave: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..self.events.len()).filter(|at| rest(leave, *at) && either(*at)).collect()
        };
        let hits = under(&|_| false);
        let mut facets = BTreeMap::new();
        for pane in ["country", "org", "theme"] {
            let field = FIELDS.iter().find(|field| field.names[0] == pane).unwrap();
            let own = |group: usize| matches!(&groups[group][..], [Term { what: What::Field(own, _), .. }] if own.names[0] == pane);
            facets.insert(pane, self.counts(field, &under(&own)));
        }
        let span =
            |group: usize| matches!(groups[group][..], [Term { not: false, what: What::Date("overlaps", ..), .. }]);
        let strip = (0..groups.len()).rev().find(|group| span(*group));
        let ranked = self.ranked(groups, &meant, &hits);
        // The words of a side rank nothing, but what they were taken for is told.
        let terms = groups.iter().flatten().chain(sides.iter().flatten().flatten());
        let all_meant = meant.iter().flatten().chain(meant_by_sides.iter().flatten().flatten());
        let guesses = terms.zip(all_meant).filter(|(term, _)| !term.not);
        let guesses =
            guesses.filter_map(|(_, meant)| if let Meant::Word(_, _, guess) = meant { guess.clone() } else { None });
        let mut order = hits.clone();
        match sort {
            Some("-date") => order.reverse(),
            Some("score") if ranked.is_empty() => order.sort_by_key(|at| (3 - self.events[*at].weight.min(3), *at)),
            Some("score") => order.clone_from(&ranked),
            _ => {}
        }
        let ids = |order: &[usize]| order.iter().map(|at| self.events[*at].id.clone()).collect();
        let mut without: Vec<u32> = (0..groups.len()).map(|left| under(&|group| group == left).len() as u32).collect();
        if sides.len() == 2 {
            let no_sides = (0..self.events.len()).filter(|at| rest(&|_| false, *at));
            without.push(no_sides.count() as u32);
        }
        let compared = on_sides.first().map(|a| {
            let on_b = |at: usize| on_sides.get(1).map_or(!is_on(a, at), |b| is_on(b, at));
            let of = |on: &dyn Fn(usize) -> bool| ids(&hits.iter().copied().filter(|at| on(*at)).collect::<Vec<_>>());
            [of(&|at| is_on(a, at)), of(&on_b)]
        });
        Ok(Given {
            ids: ids(&order),
            ranked: ids(&ranked),
            facets,
            years: self.years(&under(&|group| Some(group) == strip)),
            guesses: guesses.collect(),
            without: if hits.is_empty() { without } else { Vec::new() },
            sides: compared,
        })
    }

    /// What the terms of some groups mean; a value that means nothing is a mistake at its place.
    fn all_meant(&self, groups: &[Vec<Term>], mistakes: &mut Vec<Range<usize>>) -> Vec<Vec<Meant>> {
        let mut meant_by = |term: &Term| {
            let meant = self.meant(&term.what);
            mistakes.extend(meant.is_none().then(|| term.span.clone()));
            meant
        };
        groups.iter().map(|group| group.iter().filter_map(&mut meant_by).collect()).collect()
    }

    /// For each value of a field, how many of some events carry it.
    fn counts(&self, field: &FieldRow, events: &[usize]) -> BTreeMap<String, u32> {
        let count = |value: usize| events.iter().filter(|at| self.carried(**at, field.axis).contains(&value)).count();
        let values = self.values(field.axis).iter().enumerate().filter(|(_, value)| speaks_of(field, value));
        values.map(|(at, value)| (fold(&value.key), count(at) as u32)).filter(|(_, count)| *count > 0).collect()
    }

    /// Events by the year of their first day, or of their last where the beginning is open.
    fn years(&self, events: &[usize]) -> BTreeMap<i32, (u32, u32)> {
        let mut years = BTreeMap::new();
        for at in events {
            let (all, coming): &mut (u32, u32) = years.entry(self.date(*at).year()).or_default();
            *all += 1;
            *coming += u32::from(self.is(*at, "planned") || self.is(*at, "unconfirmed"));
        }
        years
    }

    /// The hits by how well they match. First come those at which what the words name began, then it goes by the ranks
    /// of all groups together; by how many of the words stand side by side in the title, by how many are whole words of it or of
    /// the summary, by the weight, by fuzzy-matcher's scores of all words in the title, and by the date. Nothing where no word is asked. Of the words of one group the best
    /// rank counts.
    fn ranked(&self, groups: &[Vec<Term>], meant: &[Vec<Meant>], hits: &[usize]) -> Vec<usize> {
        let mut sums = vec![0_u16; self.events.len()];
        let mut typed: Vec<(&str, How)> = Vec::new();
        for (group, meant) in groups.iter().zip(meant) {
            let words: Vec<(&String, How, &Ranks)> = group
                .iter()
                .zip(meant)
                .filter_map(|(term, meant)| match (&term.what, meant) {
                    (What::Text(_, how), Meant::Word(word, ranks, _)) if !term.not => Some((word, *how, ranks)),
                    _ => None,
                })
                .collect();
            typed.extend(words.iter().map(|(word, how, _)| (word.as_str(), *how)));
            for (at, sum) in sums.iter_mut().enumerate().filter(|_| !words.is_empty()) {
                let best =
                    words.iter().filter_map(|(.., ranks)| ranks[at]).map(|(class, site)| u16::from(class * 4 + site));
                *sum += best.min().unwrap_or(NO_WORD);
            }
        }
        let mut ranked = if typed.is_empty() { Vec::new() } else { hits.to_vec() };
        ranked.sort_by_key(|at| {
            let beside = typed.windows(2).filter(|pair| self.side_by_side(*at, pair[0], pair[1])).count();
            let fine = typed.iter().map(|(word, _)| self.title_score(*at, word)).sum::<i64>();
            let weight = 3 - self.events[*at].weight.min(3);
            let whole = typed.iter().filter(|(word, _)| self.is_whole(*at, word)).count();
            let sum = if self.begins(*at, &typed) { 0 } else { sums[*at] };
            (sum, -(beside as i64), -(whole as i64), weight, -fine, *at)
        });
        ranked
    }

    /// Whether what the words name, one after the other, began at an event: one of its events on the first day of its date,
    /// or where there is none, one that founds it, as the first of its actors.
    fn begins(&self, at: usize, typed: &[(&str, How)]) -> bool {
        let event = self.events[at];
        let words = typed.iter().map(|(word, _)| *word).filter(|word| !kinds_of(word).contains(&EventKind::Founding));
        let name = words.collect::<Vec<_>>().join(" ");
        let dated = |at: usize, actor: usize| {
            let key = &self.values(Axis::Actors)[actor];
            let date = self.set.actors.iter().find(|actor| key.is(&actor.id)).and_then(|actor| actor.date.as_ref());
            let starts = |date: &Date| date.earliest > Day::FIRST && date.earliest == self.date(at).earliest;
            self.carried(at, Axis::Actors).contains(&actor) && date.is_some_and(starts)
        };
        self.carried(at, Axis::Actors).iter().any(|actor| {
            let value = &self.values(Axis::Actors)[*actor];
            let founds = || event.kind == EventKind::Founding && event.actors.first().is_some_and(|key| value.is(key));
            let has_dated = (0..self.events.len()).any(|at| dated(at, *actor));
            value.names.contains(&name) && if has_dated { dated(at, *actor) } else { founds() }
        })
    }

    /// Whether a word without Japanese letters, or the word and an s, is a whole word of a title or of the summary.
    fn is_whole(&self, at: usize, word: &str) -> bool {
        let whole = |word: &str, title: &str| words::class(word, How::Word, title).is_some();
        let holds = |text: &String| whole(word, text) || whole(&format!("{word}s"), text);
        let summary = &self.events[at].summary;
        let texts = [titles(self.events[at]), vec![fold(&summary.en), fold(&summary.ja)]].concat();
        !word.chars().any(is_japanese) && texts.iter().any(holds)
    }

    /// Whether a word stands right after another in a title or, typed as a reading, in its reading, or after one letter that
    /// is of no word.
    fn side_by_side(&self, at: usize, one: (&str, How), other: (&str, How)) -> bool {
        let event = self.events[at];
        let follows = |text: &str, one: &str, other: &str| {
            let gaps: Vec<char> = text.chars().filter(|letter| !letter.is_alphanumeric()).collect();
            text.contains(&format!("{one}{other}"))
                || gaps.into_iter().any(|gap| text.contains(&format!("{one}{gap}{other}")))
        };
        let reading = fold(&event.title.yomi);
        let (kana, latin) =
            (words::as_kana(one).zip(words::as_kana(other)), words::as_latin(one).zip(words::as_latin(other)));
        titles(event).iter().any(|title| follows(title, one.0, other.0))
            || kana.is_some_and(|(one, other)| follows(&reading, one, other))
            || latin.is_some_and(|(one, other)| follows(&romaji::from_kana(&reading), &one, &other))
    }

    fn title_score(&self, at: usize, word: &str) -> i64 {
        let scores =
            titles(self.events[at]).into_iter().filter_map(|title| SkimMatcherV2::default().fuzzy_match(&title, word));
        scores.max().unwrap_or(0)
    }

    fn group_holds(&self, group: &[Term], meant: &[Meant]) -> Vec<bool> {
        (0..self.events.len())
            .map(|at| {
                group.iter().zip(meant).any(|(term, meant)| self.holds(at, &term.what, meant, term.not) != term.not)
            })
            .collect()
    }

    /// Whether a condition holds for an event; `not` because an exact word that must not occur is looked for elsewhere than
    /// one that must: not in notes and sources.
    fn holds(&self, at: usize, what: &What, meant: &Meant, not: bool) -> bool {
        let event = self.events[at];
        match (what, meant) {
            (What::Text(_, How::Exact), Meant::Word(word, ..)) if not => {
                let summary = [&event.summary.en, &event.summary.ja].into_iter().any(|text| fold(text).contains(word));
                summary || matches!(self.rank(at, word, How::Exact), Some((class, _)) if class < BODY)
            }
            // What is only guessed at is not taken away.
            (_, Meant::Word(_, ranks, guess)) => ranks[at].is_some() && (!not || guess.is_none()),
            (What::Field(field, _), Meant::Values(values)) => {
                values.iter().any(|value| self.carried(at, field.axis).contains(value))
            }
            (_, Meant::Events(events)) => events.contains(&at),
            (What::Title(text), _) => titles(event).iter().any(|title| title.contains(&fold(text))),
            (What::Date(relation, first, last), _) => {
                let (from, to) = (self.date(at).earliest, self.date(at).latest);
                match *relation {
                    "before" => to < *first,
                    "after" => *last < from,
                    "on" => *first <= from && to <= *last,
                    _ => from <= *last && *first <= to,
                }
            }
            (What::Is(state), _) => self.is(at, state),
            (What::Weight(from, to), _) => *from <= event.weight && event.weight <= *to,
            _ => unreachable!("{what:?} {meant:?}"),
        }
    }

    /// Announced is not happened, and what is to come has not happened, announced or not. A span goes on until its last day
    /// is over, or as long as its end is open.
    fn is(&self, at: usize, state: &str) -> bool {
        let (event, date) = (self.events[at], self.date(at));
        let announced = event.planned.is_some() || date.earliest > self.today;
        let over = date.latest < self.today;
        let goes_on = date.is_span() && (date.ongoing || !over);
        match state {
            "planned" => announced && !over,
            "unconfirmed" => announced && over,
            "ongoing" => !announced && goes_on,
            "past" => !announced && !goes_on,
            "span" => date.is_span(),
            _ => !event.disputed.is_empty(),
        }
    }

    /// What a condition means in this dataset; `None` where a value of it means nothing.
    fn meant(&self, what: &What) -> Option<Meant> {
        match what {
            What::Text(text, how) => {
                let word = fold(text);
                let (ranks, guess) = self.ranks(&word, *how);
                Some(Meant::Word(word, ranks, guess))
            }
            What::Field(field, typed) => {
                let found: Vec<Vec<usize>> = typed.iter().map(|typed| self.resolve(field, typed)).collect();
                found.iter().all(|found| !found.is_empty()).then(|| Meant::Values(found.concat()))
            }
            What::Id(typed) => {
                let found: Vec<Vec<usize>> = typed.iter().map(|typed| self.events_of(typed)).collect();
                found.iter().all(|found| !found.is_empty()).then(|| Meant::Events(found.concat()))
            }
            _ => Some(Meant::Itself),
        }
    }

    /// The event with an id, or else all whose id begins so.
    fn events_of(&self, typed: &str) -> Vec<usize> {
        let pick = |means: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..self.events.len()).filter(|at| means(&self.events[*at].id)).collect()
        };
        let exactly = pick(&|id| id == typed);
        if exactly.is_empty() { pick(&|id| id.starts_with(typed)) } else { exactly }
    }

    /// The values that a typed one means: by key or a name exactly, else all of which one begins so, else all that have a
    /// word beginning so, else the members of the sets so named. After `@` the members of the sets alone.
    fn resolve(&self, field: &FieldRow, typed: &str) -> Vec<usize> {
        if let Some(set) = typed.strip_prefix(['@', '＠']) {
            return self.members(field.axis, &fold(set.trim()));
        }
        let typed = fold(typed.trim());
        if typed.is_empty() {
            return Vec::new();
        }
        let pick = |means: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let values = self.values(field.axis).iter().enumerate().filter(|(_, value)| speaks_of(field, value));
            values
                .filter(|(_, value)| {
                    let reading = Some(&value.reading).filter(|reading| !reading.is_empty());
                    means(&fold(&value.key)) || value.names.iter().chain(reading).any(|name| means(name))
                })
                .map(|(at, _)| at)
                .collect()
        };
        let word_begins =
            |name: &str| name.char_indices().any(|(at, _)| is_word_start(name, at) && name[at..].starts_with(&typed));
        let steps: [&dyn Fn(&str) -> bool; 3] = [&|name| name == typed, &|name| name.starts_with(&typed), &word_begins];
        for step in steps {
            let found = pick(step);
            if !found.is_empty() {
                return found;
            }
        }
        self.members(field.axis, &typed)
    }

    /// The members of the region or group so named, or else of all whose name begins so.
    fn members(&self, axis: Axis, typed: &str) -> Vec<usize> {
        let mut sets: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
        let names = |id: &str, name: &Text, also: &[String]| {
            let all = [id, &*name.en, &*name.ja].into_iter().chain(also.iter().map(String::as_str));
            all.map(fold).filter(|name| !name.is_empty()).collect()
        };
        match axis {
            Axis::Countries => {
                for region in &self.set.regions {
                    let members = region.members.iter().map(String::as_str).collect();
                    sets.push((names(&region.id, &region.name, &region.also), members));
                }
            }
            Axis::Themes => {
                for group in &self.set.groups {
                    let members = self.set.themes.iter().filter(|theme| theme.group == group.id);
                    sets.push((names(&group.id, &group.name, &[]), members.map(|theme| &*theme.id).collect()));
                }
            }
            _ => {}
        }
        if typed.is_empty() {
            return Vec::new();
        }
        let exactly = sets.iter().any(|(names, _)| names.iter().any(|name| name == typed));
        let means = |name: &String| if exactly { name == typed } else { name.starts_with(typed) };
        let members: Vec<&str> =
            sets.iter().filter(|(names, _)| names.iter().any(means)).flat_map(|(_, members)| members.clone()).collect();
        let values = self.values(axis).iter().enumerate();
        values.filter(|(_, value)| members.iter().any(|member| value.is(member))).map(|(at, _)| at).collect()
    }

    /// How well each event matches a word, and what it was taken for where none matches it as it stands.
    pub(crate) fn ranks(&self, word: &str, how: How) -> (Ranks, Option<Guessed>) {
        let all = || 0..self.events.len();
        let some = |ranks: &Ranks| ranks.iter().any(Option::is_some);
        let as_it_stands = |word: &str| -> Ranks { all().map(|at| self.rank(at, word, how)).collect() };
        let ranks = as_it_stands(word);
        if how != How::Bare || some(&ranks) {
            return (ranks, None);
        }
        for (taken, meant) in [(Taken::Unfinished, words::finished(word)), (Taken::Counted, words::counted(word))] {
            let Some(meant) = meant else { continue };
            let ranks = as_it_stands(&meant);
            if some(&ranks) {
                return (ranks, Some((word.to_owned(), taken, vec![meant])));
            }
        }
        let slips = |text: &str| words::slips(word, how, text);
        let loose = |text: &str| words::loose(word, how, text).into_iter().collect();
        let ways: [(u8, Taken, Find); 2] = [(SLIP, Taken::Slip, &slips), (LOOSE, Taken::Loose, &loose)];
        for (class, taken, find) in ways {
            let wanted = |text: &str, is_code: bool| !is_code && !find(text).is_empty();
            let ranks: Ranks = all().map(|at| self.best(at, &wanted, class)).collect();
            if some(&ranks) {
                let found = self.written(&ranks, false, find);
                return (ranks, Some((word.to_owned(), taken, found)));
            }
            let heard = |kana: &str| words::heard(word, how, kana);
            let ranks: Ranks = all().map(|at| self.best_reading(at, &heard)).collect();
            if taken == Taken::Slip && some(&ranks) {
                let found = self.written(&ranks, true, &heard);
                return (ranks, Some((word.to_owned(), taken, found)));
            }
        }
        (ranks, None)
    }

    /// The best site of an event at which a slip in the sounds of a reading is forgiven.
    fn best_reading(&self, at: usize, find: Find) -> Option<(u8, u8)> {
        if !find(&fold(&self.events[at].title.yomi)).is_empty() {
            return Some((SLIP, TITLE));
        }
        let sites = NAMED.iter().filter(|(axis, _)| {
            self.carried(at, *axis).iter().any(|value| !find(&self.values(*axis)[*value].reading).is_empty())
        });
        sites.map(|(_, site)| (SLIP, *site)).min()
    }

    /// What was found, as it is written: of several spellings the last in the order of letters; what stands in the most
    /// events first, of as many the longer; of two, one of which contains the other, only the first; at most three.
    fn written(&self, ranks: &Ranks, in_readings: bool, find: Find) -> Vec<String> {
        let mut found: BTreeMap<String, (BTreeSet<usize>, String)> = BTreeMap::new();
        for at in (0..self.events.len()).filter(|at| ranks[*at].is_some()) {
            let title = &self.events[at].title;
            let mut texts: Vec<&str> = if in_readings { vec![&title.yomi] } else { vec![&title.en, &title.ja] };
            for (axis, _) in NAMED {
                let values = self.carried(at, axis).iter().map(|value| &self.values(axis)[*value]);
                if in_readings {
                    texts.extend(values.map(|value| &*value.reading));
                    continue;
                }
                texts.extend(
                    values.flat_map(|value| &value.written).map(|name| &**name).filter(|name| !is_code(axis, name)),
                );
            }
            for text in texts {
                let folded = fold_with_map(text);
                let text = if in_readings { &folded.text } else { text };
                let folded = if in_readings { fold_with_map(text) } else { folded.clone() };
                for (from, to) in find(&folded.text) {
                    let letter = |byte: usize| folded.text[..byte].chars().count();
                    let (first, last) = (folded.origin[letter(from)], folded.origin[letter(to) - 1]);
                    let (events, written) = found.entry(folded.text[from..to].to_owned()).or_default();
                    events.insert(at);
                    *written = written.clone().max(text[first.0 as usize..last.1 as usize].to_owned());
                }
            }
        }
        let mut found: Vec<(usize, String, String)> =
            found.into_iter().map(|(word, (events, written))| (events.len(), word, written)).collect();
        found.sort_by_key(|(count, word, written)| (usize::MAX - count, usize::MAX - word.len(), written.clone()));
        let contains = |a: &str, b: &str| a.contains(b) || b.contains(a);
        let mut told: Vec<(String, String)> = Vec::new();
        for (_, word, written) in found {
            if told.iter().all(|(known, _)| !contains(known, &word)) {
                told.push((word, written));
            }
        }
        told.into_iter().take(3).map(|(_, written)| written).collect()
    }

    fn rank(&self, at: usize, word: &str, how: How) -> Option<(u8, u8)> {
        let event = self.events[at];
        let class = |text: &str, is_code: bool| {
            if is_code { (text == word).then_some(words::WORD_START) } else { words::class(word, how, text) }
        };
        let mut ranks: Vec<Option<(u8, u8)>> = (words::WORD_START..BODY)
            .map(|wanted| self.best(at, &|text, is_code| class(text, is_code) == Some(wanted), wanted))
            .collect();
        if matches!(how, How::Bare | How::Exact) && self.body(event).iter().any(|text| text.contains(word)) {
            ranks.push(Some((BODY, TITLE)));
        }
        if how == How::Bare && kinds_of(word).contains(&event.kind) {
            ranks.push(Some((BODY, TITLE)));
        }
        let read = |reading: &str| !reading.is_empty() && words::reads(word, how, reading);
        if read(&fold(&event.title.yomi)) {
            ranks.push(Some((READING, TITLE)));
        }
        for (axis, site) in NAMED {
            let values = self.values(axis);
            if self.carried(at, axis).iter().any(|value| read(&values[*value].reading)) {
                ranks.push(Some((READING, site)));
            }
        }
        ranks.into_iter().flatten().min()
    }

    /// The best site of an event at which a text is as wanted. Countries' names of up to three letters are codes.
    fn best(&self, at: usize, wanted: &dyn Fn(&str, bool) -> bool, class: u8) -> Option<(u8, u8)> {
        if titles(self.events[at]).iter().any(|title| wanted(title, false)) {
            return Some((class, TITLE));
        }
        let sites = NAMED.iter().filter(|(axis, _)| {
            let values = self.carried(at, *axis).iter().map(|value| &self.values(*axis)[*value]);
            values.flat_map(|value| &value.names).any(|name| wanted(name, is_code(*axis, name)))
        });
        sites.map(|(_, site)| (class, *site)).min()
    }

    /// What a word may stand in without standing in a title or name: summary, note, sources' titles and places in them.
    fn body(&self, event: &Event) -> Vec<String> {
        let mut texts = vec![&event.summary, &event.note];
        texts.extend(event.sources.iter().map(|source| &source.at));
        let mut folded: Vec<String> = texts.iter().flat_map(|text| [fold(&text.en), fold(&text.ja)]).collect();
        let sources =
            event.sources.iter().flat_map(|source| self.values(Axis::Sources).iter().filter(|v| v.is(&source.id)));
        folded.extend(sources.flat_map(|source| source.names.clone()));
        folded
    }

    /// Whether a text is a name in the data or a whole word of a title.
    fn is_word(&self, text: &str) -> bool {
        let text = fold(text);
        let named = NAMED.iter().any(|(axis, _)| self.values(*axis).iter().any(|value| value.names.contains(&text)));
        named
            || self.events.iter().any(|e| titles(e).iter().any(|title| words::class(&text, How::Word, title).is_some()))
    }
}

/// What a condition means in a dataset.
#[derive(Debug)]
enum Meant {
    Word(String, Ranks, Option<Guessed>),
    Values(Vec<usize>),
    Events(Vec<usize>),
    Itself,
}

/// Whether a name is a code: a country's of up to three letters.
fn is_code(axis: Axis, name: &str) -> bool {
    axis == Axis::Countries && name.is_ascii() && name.len() <= 3
}

/// The titles of an event in both languages, folded.
fn titles(event: &Event) -> Vec<String> {
    [&event.title.en, &event.title.ja].into_iter().filter(|title| !title.is_empty()).map(|title| fold(title)).collect()
}

fn speaks_of(field: &FieldRow, value: &Value) -> bool {
    match field.kinds {
        [] => true,
        ["!", kinds @ ..] => !kinds.contains(&value.kind),
        kinds => kinds.contains(&value.kind),
    }
}

/// The keys that an event carries on an axis.
fn keys(set: &Dataset, event: &Event, axis: Axis) -> Vec<String> {
    match axis {
        Axis::Countries => event.countries.clone(),
        Axis::Actors => event.actors.clone(),
        Axis::Themes => event.themes.clone(),
        Axis::Tags => event.tags.clone(),
        Axis::Kinds => vec![event.kind.name().to_owned()],
        Axis::Sources => event.sources.iter().map(|source| source.id.clone()).collect(),
        // A place is known by its first language.
        Axis::Places => [event.place.get(Lang::En).to_owned()].into_iter().filter(|place| !place.is_empty()).collect(),
        // An event belongs to the eras that hold a day of the year that it counts in.
        Axis::Eras => {
            let year = event.date.as_ref().unwrap().year();
            let holds = |date: &Date| date.earliest.year() <= year && year <= date.latest.year();
            let eras = set.eras.iter().filter(|era| era.date.as_ref().is_some_and(holds));
            eras.map(|era| era.id.clone()).collect()
        }
    }
}

/// All values on an axis: those that are declared, and those that events alone name.
fn known_values(set: &Dataset, axis: Axis, events: &[&Event]) -> Vec<Value> {
    let text = |texts: &'_ [String]| -> Vec<String> { texts.to_vec() };
    let with = |id: &str, name: &Text, also: Vec<String>| {
        Value::new(id, name, &also.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let mut values: Vec<Value> = match axis {
        // The code of a country is a name of it.
        Axis::Countries => {
            set.countries.iter().map(|c| with(&c.id, &c.name, [text(&c.also), vec![c.id.clone()]].concat())).collect()
        }
        Axis::Actors => set
            .actors
            .iter()
            .map(|actor: &Actor| {
                let value = with(&actor.id, &actor.name, [text(&actor.also), vec![actor.acronym.clone()]].concat());
                Value { kind: actor.kind.name(), ..value }
            })
            .collect(),
        Axis::Themes => set.themes.iter().map(|theme| with(&theme.id, &theme.name, text(&theme.also))).collect(),
        Axis::Kinds => EventKind::ALL
            .iter()
            .map(|kind| {
                with(kind.name(), &Text::default(), vec![kind.label(Lang::En).into(), kind.label(Lang::Ja).into()])
            })
            .collect(),
        Axis::Sources => set.sources.iter().map(|source| with(&source.id, &source.title, Vec::new())).collect(),
        Axis::Eras => set.eras.iter().map(|era| with(&era.id, &era.name, Vec::new())).collect(),
        Axis::Places | Axis::Tags => Vec::new(),
    };
    for event in events {
        for key in keys(set, event, axis) {
            // What no table declares is known by its key; a place has all the names that its events give it.
            let name = if axis == Axis::Places { event.place.clone() } else { Text::plain(&key) };
            let new = with(&key, &name, Vec::new());
            match values.iter_mut().find(|value| value.is(&key)) {
                None => values.push(new),
                Some(place) if axis == Axis::Places => {
                    place.names.extend(new.names);
                    place.written.extend(new.written);
                    if place.reading.is_empty() {
                        place.reading = new.reading;
                    }
                }
                Some(_) => {}
            }
        }
    }
    values
}
