//! A line of the query language, read into what it asks.
//!
//! Blanks part a line into words, except where a backslash stands before them or they stand within quotes. A quote opens at
//! the start of a word, after its `!`, or after the colon or a comma of a field; it runs to the next quote that has no
//! backslash before it, or else to the end of the line. A quoted phrase is a word of its own, whatever follows it.
//!
//! Every word is a *group* that must hold. `|` between two words joins them to one group, of which one must hold.
//! A word is read by the first of these that it fits:
//!
//! | | asks |
//! |---|---|
//! | `"…"` | for the phrase, exactly |
//! | `name:…` | by a field; a name of Latin letters that is no field is a mistake, but not before `//` |
//! | a date | for events that share a day with it |
//! | anything else | for the text, with the signs of fzf: `'x`, `'x'`, `^x`, `x$`, `^x$` |
//!
//! `vs:` before a word, or before several in quotes, makes a side of a comparison: a line of its own, in which no setting and
//! no side stands. A side is joined by no `|`, is never turned round, and there are two at most. In its quotes a backslash
//! stands before a quote and before a backslash.
//!
//! `!` before any of them turns it round; so does `-` before a known field. What is still being typed at the end of the
//! line (a field without a value, the beginning of a word after `is:`, a lone sign) asks nothing yet and is no mistake.

use std::ops::Range;

use scidip::data::{Axis, Day};
use scidip::text::fold::fold;
use unicode_normalization::UnicodeNormalization;

use super::dates::{self, Read};

/// How a text must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Bare,
    Exact,
    Word,
    Start,
    End,
    Whole,
}

/// One condition.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Text(String, How),
    Field(&'static FieldRow, Vec<String>),
    Id(Vec<String>),
    Title(String),
    /// `overlaps`, `before`, `after` or `on`, and the first and last day.
    Date(&'static str, Day, Day),
    Is(&'static str),
    Weight(u8, u8),
}

/// A condition or its opposite, and where it stands in the line.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) not: bool,
    pub(crate) what: What,
    pub(crate) span: Range<usize>,
}

/// What a line asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// What is compared: for each side, the groups that must hold there.
    pub(crate) sides: Vec<Vec<Vec<Term>>>,
    /// Of each group one term must hold.
    pub(crate) groups: Vec<Vec<Term>>,
    /// `date`, `-date` or `score`; of several the last.
    pub(crate) sort: Option<&'static str>,
    /// Where the mistakes stand.
    pub(crate) mistakes: Vec<Range<usize>>,
}

/// A field: its names in any case, its names in Japanese, and what its values are.
#[derive(Debug)]
pub(crate) struct FieldRow {
    pub(crate) names: &'static [&'static str],
    pub(crate) axis: Axis,
    /// Of the actors only these kinds, by their names; all where it is empty. `!` stands for all but these.
    pub(crate) kinds: &'static [&'static str],
}

const fn row(names: &'static [&'static str], axis: Axis, kinds: &'static [&'static str]) -> FieldRow {
    FieldRow { names, axis, kinds }
}

pub(crate) static FIELDS: [FieldRow; 11] = [
    row(&["country", "c", "region", "国", "地域"], Axis::Countries, &[]),
    row(&["org", "o", "organization", "organisation", "組織"], Axis::Actors, &["!", "Person", "Post", "Document"]),
    row(&["theme", "t", "分野"], Axis::Themes, &[]),
    row(&["person", "p", "人物"], Axis::Actors, &["Person"]),
    row(&["post", "職"], Axis::Actors, &["Post"]),
    row(&["actor", "a", "関係者"], Axis::Actors, &[]),
    row(&["kind", "k", "種別"], Axis::Kinds, &[]),
    row(&["source", "s", "出典"], Axis::Sources, &[]),
    row(&["place", "場所"], Axis::Places, &[]),
    row(&["era", "時代"], Axis::Eras, &[]),
    row(&["tag", "タグ"], Axis::Tags, &[]),
];

/// The other names that may stand before a colon; these take one value.
const OTHERS: [&str; 8] = ["title", "id", "before", "after", "on", "is", "weight", "vs"];

/// The settings beside `sort:`, with their own words and whether the name of a field is one as well. They change nothing of
/// which events match.
const SETTINGS: [(&str, &[&str], bool); 4] = [
    ("view", &["timeline", "lanes", "matrix", "together", "compare", "period"], false),
    ("lanes", &[], true),
    ("columns", &["decade", "5y", "year"], true),
    ("zoom", &["all", "40y", "20y", "10y", "5y", "2y", "1y"], false),
];

const STATES: [&str; 6] = ["planned", "unconfirmed", "past", "ongoing", "span", "disputed"];
const ORDERS: [&str; 3] = ["date", "-date", "score"];

fn field(name: &str) -> Option<&'static FieldRow> {
    FIELDS.iter().find(|field| field.names.contains(&&*name.to_ascii_lowercase()))
}

fn is_known(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let setting = name == "sort" || SETTINGS.iter().any(|(setting, ..)| *setting == name);
    field(&name).is_some() || setting || OTHERS.contains(&&*name)
}

fn is_name(name: &str) -> bool {
    is_known(name) || (!name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphabetic()))
}

/// What one word is.
#[derive(Clone, Debug)]
enum Item {
    Bar,
    Term(bool, What),
    Sort(&'static str),
    /// Another setting.
    Setting,
    /// A side, and whether it is turned round.
    Side(bool, Asked),
    /// Still being typed.
    Open,
    Mistake,
}

/// Reads a line. `is_word` says whether a text is a name or a title word of the data; such a text is no era by its letter.
pub(crate) fn read(line: &str, is_word: &dyn Fn(&str) -> bool) -> Asked {
    read_part(line, Part { is_word, in_side: false, is_typed: true })
}

/// What is read: a line or a side of one, and whether its end may still be being typed.
#[derive(Clone, Copy)]
struct Part<'a> {
    is_word: &'a dyn Fn(&str) -> bool,
    in_side: bool,
    is_typed: bool,
}

fn read_part(line: &str, part: Part<'_>) -> Asked {
    let mut items: Vec<(Range<usize>, Item)> = words(line)
        .into_iter()
        .map(|span| {
            (span.clone(), item(&line[span.clone()], span.start, part.is_typed && span.end == line.len(), part))
        })
        .collect();
    join_months(line, &mut items);
    let mut asked = Asked::default();
    let mut joins = false;
    // A good side that nothing that is asked follows yet: a bar would join it.
    let mut side_before = None;
    let last = items.len().wrapping_sub(1);
    for (at, (span, item)) in items.into_iter().enumerate() {
        // With nothing after it a bar waits; with nothing before it to join it is text.
        let item = match item {
            Item::Bar if at != last && (at == 0 || joins) => Item::Term(false, What::Text("|".into(), How::Exact)),
            item => item,
        };
        match item {
            Item::Bar if at != last && side_before.is_some() => asked.mistakes.extend(side_before.take()),
            Item::Bar if at == last || asked.groups.is_empty() => {}
            Item::Bar => joins = true,
            Item::Side(_, side) if !side.mistakes.is_empty() => asked.mistakes.extend(side.mistakes),
            Item::Side(_, side) if side.groups.is_empty() => {}
            Item::Side(not, _) if joins || not || asked.sides.len() == 2 => asked.mistakes.push(span),
            Item::Side(_, side) => {
                asked.sides.push(side.groups);
                side_before = Some(span);
            }
            Item::Term(not, what) => {
                side_before = None;
                let term = Term { not, what, span };
                match asked.groups.last_mut() {
                    Some(group) if joins => group.push(term),
                    _ => asked.groups.push(vec![term]),
                }
                joins = false;
            }
            Item::Sort(_) | Item::Setting if joins || part.in_side => asked.mistakes.push(span),
            Item::Sort(order) => asked.sort = Some(order),
            Item::Open | Item::Setting => {}
            Item::Mistake => asked.mistakes.push(span),
        }
    }
    asked
}

fn words(line: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = line.char_indices().collect();
    let byte = |at: usize| letters.get(at).map_or(line.len(), |(byte, _)| *byte);
    let mut words = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if letters[at].1.is_whitespace() {
            at += 1;
            continue;
        }
        let start = byte(at);
        let mut quoted = false;
        let mut phrase = false;
        while at < letters.len() {
            let letter = letters[at].1;
            let before = &line[start..byte(at)];
            if letter == '\\' {
                at = (at + 2).min(letters.len());
            } else if quoted {
                quoted = letter != '"';
                at += 1;
                if phrase && !quoted {
                    break;
                }
            } else if letter.is_whitespace() {
                break;
            } else {
                if letter == '"' {
                    let name = before.trim_start_matches(['!', '！', '-']).to_ascii_lowercase();
                    phrase = matches!(before, "" | "!" | "！") || matches!(&*name, "vs:" | "vs：");
                    quoted = phrase || opens_value(before);
                }
                at += 1;
            }
        }
        words.push(start..byte(at));
    }
    words
}

/// Whether what stands before a quote ends with the colon or a comma of a field.
fn opens_value(before: &str) -> bool {
    let name = before.split([':', '：']).next().unwrap().trim_start_matches(['!', '！', '-']);
    before.contains([':', '：']) && is_name(name) && before.ends_with([':', '：', ',', '，'])
}

/// A quoted text, and what follows the closing quote.
fn unquote(quoted: &str) -> (String, &str) {
    let mut text = String::new();
    let mut rest = &quoted[1..];
    while let Some(letter) = rest.chars().next() {
        if let Some(escaped) = ["\\\"", "\\\\"].iter().find(|escaped| rest.starts_with(**escaped)) {
            text.push_str(&escaped[1..]);
            rest = &rest[2..];
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        if letter == '"' {
            break;
        }
        text.push(letter);
    }
    (text, rest)
}

/// A text without the backslashes before its blanks.
fn plain(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let escapes = |at: usize| letters[at] == '\\' && letters.get(at + 1).is_some_and(|next| next.is_whitespace());
    (0..letters.len()).filter(|at| !escapes(*at)).map(|at| letters[at]).collect()
}

/// A text asks nothing where folding leaves nothing of it.
fn text(not: bool, text: String, how: How) -> Item {
    if fold(&text).is_empty() { Item::Open } else { Item::Term(not, What::Text(text, how)) }
}

fn item(word: &str, start: usize, at_end: bool, part: Part<'_>) -> Item {
    let is_word = part.is_word;
    // A backslash at the end of a word waits for its blank.
    let word = word.trim_end_matches('\\');
    if matches!(word, "|" | "｜") {
        return Item::Bar;
    }
    let (not, rest) = match word.strip_prefix(['!', '！']) {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    if rest.starts_with('"') {
        return text(not, unquote(rest).0, How::Exact);
    }
    if let Some((name, value)) = rest.split_once([':', '：']) {
        let minus = name.strip_prefix('-').filter(|name| is_known(name));
        let (not, name) = (not || minus.is_some(), minus.unwrap_or(name));
        if is_name(name) && !value.starts_with("//") {
            if name.eq_ignore_ascii_case("vs") {
                return side(not, value, start + word.len() - value.len(), at_end, part);
            }
            return by_field(not, name, value, at_end);
        }
    }
    let read = match dates::read(rest, false) {
        Read::NoDate if !is_word(rest) => dates::read(rest, true),
        read => read,
    };
    match read {
        Read::Days((first, last), _) => Item::Term(not, What::Date("overlaps", first, last)),
        Read::Mistake if at_end && may_become_date(rest) => Item::Open,
        Read::Mistake => Item::Mistake,
        // A text that can only be meant as a date is never taken for words.
        Read::NoDate if is_half_date(rest) => {
            if at_end {
                Item::Open
            } else {
                Item::Mistake
            }
        }
        Read::NoDate => with_signs(not, rest),
    }
}

/// A side of which what stands after the colon begins at a place of the line.
fn side(not: bool, value: &str, start: usize, at_end: bool, part: Part<'_>) -> Item {
    if part.in_side {
        return Item::Mistake;
    }
    let (line, closed) = match value.strip_prefix('"') {
        Some(_) => (unquote(value).0, is_closed(value)),
        None => (value.to_owned(), false),
    };
    if line.trim().is_empty() {
        return if at_end { Item::Open } else { Item::Mistake };
    }
    // A place in the side is the place in the line up to which the quotes give as much.
    let place = |at: usize| {
        if !value.starts_with('"') {
            return start + at;
        }
        let ends = (1..=value.len()).filter(|end| value.is_char_boundary(*end));
        let fits = |end: &usize| unquote(&value[..*end]).0.len() == at && !splits_escape(&value[..*end], value);
        start + ends.filter(|end| fits(end)).min().unwrap()
    };
    let mut side = read_part(&line, Part { in_side: true, is_typed: at_end && !closed, ..part });
    let spans = side.groups.iter_mut().flatten().map(|term| &mut term.span).chain(&mut side.mistakes);
    spans.for_each(|span| *span = place(span.start)..place(span.end));
    Item::Side(not, side)
}

/// Whether a quoted text has its closing quote.
fn is_closed(quoted: &str) -> bool {
    let more = format!("{quoted}x");
    unquote(&more).0 == unquote(quoted).0
}

/// Whether the head of a quoted text ends between a backslash and what it stands before.
fn splits_escape(head: &str, all: &str) -> bool {
    let backslashes = head.len() - head.trim_end_matches('\\').len();
    backslashes % 2 == 1 && all[head.len()..].starts_with(['"', '\\'])
}

/// Whether a few more letters make a date of a text.
fn may_become_date(text: &str) -> bool {
    let tails = [
        "0", "00", "000", "9", "99", "999", "1999", "1", "01", ".", "..", "和1", "成1", "治1", "正1", "降", "前", "ら",
        "で",
    ];
    tails.iter().any(|tail| matches!(dates::read(&format!("{text}{tail}"), true), Read::Days(..)))
}

/// Whether a text begins with a year or holds two points, and a few more letters make a date of it.
fn is_half_date(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    let start: String = plain.chars().take(4).collect();
    let year = matches!(dates::read(&start, false), Read::Days(_, Some(_)));
    (year || plain.contains("..")) && may_become_date(text)
}

/// The signs of fzf's extended syntax, in its order: a final `$`, then a quote or `^`.
fn with_signs(not: bool, word: &str) -> Item {
    let (word, ends) = match word.strip_suffix('$') {
        Some("" | "'" | "^") | None => (word, false),
        Some(rest) => (rest, true),
    };
    let quoted = word.strip_prefix('\'');
    let both = quoted.and_then(|rest| rest.strip_suffix('\'')).filter(|inner| !inner.is_empty());
    let (rest, how) = match (both, quoted, word.strip_prefix('^')) {
        (Some(inner), _, _) => (inner, How::Word),
        // Before a negation, whose words are exact, a quote means the opposite.
        (_, Some(rest), _) => (rest, if not { How::Bare } else { How::Exact }),
        (_, _, Some(rest)) => (rest, if ends { How::Whole } else { How::Start }),
        _ if ends => (word, How::End),
        _ => (word, if not { How::Exact } else { How::Bare }),
    };
    text(not, plain(rest), how)
}

/// The values after a colon: parted by commas outside quotes, empty ones left out.
fn values(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if rest.starts_with('"') {
            let (value, after) = unquote(rest);
            values.push(value);
            rest = after.trim_start_matches([',', '，']);
        } else {
            let (value, after) = rest.split_once([',', '，']).unwrap_or((rest, ""));
            values.push(plain(value));
            rest = after;
        }
    }
    values.retain(|value| !value.trim().is_empty());
    values
}

fn by_field(not: bool, name: &str, value: &str, at_end: bool) -> Item {
    let values = values(value);
    if values.is_empty() {
        return if at_end && is_known(name) { Item::Open } else { Item::Mistake };
    }
    if let Some(field) = field(name) {
        let waits = at_end && values.last().is_some_and(|value| matches!(&**value, "@" | "＠"));
        return if waits { Item::Open } else { Item::Term(not, What::Field(field, values)) };
    }
    // All other names take one value.
    let one = values.join(",");
    let lower = one.to_lowercase();
    let word_of =
        |words: &[&'static str], make: &dyn Fn(&'static str) -> Item| match words.iter().find(|word| **word == lower) {
            Some(word) => make(word),
            None if at_end && words.iter().any(|word| word.starts_with(&lower)) => Item::Open,
            None => Item::Mistake,
        };
    match &*name.to_ascii_lowercase() {
        "title" if fold(&one).is_empty() => Item::Open,
        "title" => Item::Term(not, What::Title(one)),
        "id" => Item::Term(not, What::Id(values)),
        "is" => word_of(&STATES, &|word| Item::Term(not, What::Is(word))),
        "sort" => word_of(&ORDERS, &Item::Sort),
        "weight" => match weights(&one) {
            Some((from, to)) => Item::Term(not, What::Weight(from, to)),
            None if at_end && weights(&format!("{one}.")).or_else(|| weights(&format!("{one}3"))).is_some() => {
                Item::Open
            }
            None => Item::Mistake,
        },
        name if SETTINGS.iter().any(|(setting, ..)| *setting == name) => {
            let (_, words, takes_field) = SETTINGS.iter().find(|(setting, ..)| *setting == name).unwrap();
            let begins = |word: &&str| word.starts_with(&lower);
            let fields = FIELDS.iter().map(|field| field.names[0]).filter(|_| *takes_field);
            match () {
                () if words.contains(&&*lower) || (*takes_field && field(&lower).is_some()) => Item::Setting,
                () if at_end && words.iter().copied().chain(fields).any(|word| begins(&word)) => Item::Open,
                () => Item::Mistake,
            }
        }
        name => {
            let relation = ["before", "after", "on"].into_iter().find(|relation| *relation == name);
            match (relation, dates::read(&one, true)) {
                (Some(relation), Read::Days((first, last), _)) => Item::Term(not, What::Date(relation, first, last)),
                (Some(_), _) if at_end && may_become_date(&one) => Item::Open,
                _ => Item::Mistake,
            }
        }
    }
}

/// `2`, `2..`, `..2`, `1..2`: from 0 to 3.
fn weights(text: &str) -> Option<(u8, u8)> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let weight = |text: &str, open: u8| {
        if text.is_empty() { Some(open) } else { text.parse().ok().filter(|weight| *weight <= 3) }
    };
    let (from, to) = (weight(from, 0)?, weight(to, 3)?);
    (from <= to).then_some((from, to))
}

/// Makes one date of a month's name and a year side by side, with a day before or between them where there is one. What asks nothing
/// does not part them.
fn join_months(line: &str, items: &mut [(Range<usize>, Item)]) {
    let mut at = 0;
    while at < items.len() {
        let word = |at: usize| &line[items[at].0.clone()];
        let year = match &items[at].1 {
            Item::Term(false, What::Date("overlaps", ..)) => match dates::read(word(at), true) {
                Read::Days(_, year) => year,
                _ => None,
            },
            _ => None,
        };
        let mut before = (0..at).rev().filter(|at| matches!(items[*at].1, Item::Term(..) | Item::Bar));
        let mut next =
            || before.next().filter(|at| matches!(items[*at].1, Item::Term(false, What::Text(_, How::Bare))));
        let (one, two) = (next(), next());
        // A month, a day and a month, or a month and a day.
        let found = year.zip(one).and_then(|(year, one)| {
            if let Some(days) = dates::spelt(None, word(one), year) {
                let with_day =
                    two.and_then(|two| Some((vec![two, one], dates::spelt(Some(word(two)), word(one), year)?)));
                return with_day.or(Some((vec![one], days)));
            }
            two.and_then(|two| Some((vec![two, one], dates::spelt(Some(word(one)), word(two), year)?)))
        });
        if let Some((taken, (first, last))) = found {
            let beside = at - taken.len() == taken[0];
            let start = if beside { items[taken[0]].0.start } else { items[at].0.start };
            items[at] = (start..items[at].0.end, Item::Term(false, What::Date("overlaps", first, last)));
            for gone in taken {
                items[gone].1 = Item::Open;
            }
        }
        at += 1;
    }
}
