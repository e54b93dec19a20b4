//! The query language against its definition: a slow and obvious evaluator over plain events, in `oracle/`.
//!
//! The cases are the same in every run; `PROPTEST_RNG_SEED=7 PROPTEST_CASES=2000 cargo test --test oracle` tries others.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

#[path = "oracle/dates.rs"]
mod dates;
#[path = "oracle/evaluate.rs"]
mod evaluate;
#[path = "oracle/generate.rs"]
mod generate;
#[path = "oracle/line.rs"]
mod line;
#[path = "oracle/loosen.rs"]
mod loosen;
#[path = "oracle/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use evaluate::{Given, Oracle};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use scidip::data::{Axis, Dataset, Date, Day, Field};
use scidip::query::{
    Atom, Ctx, DateRelation, Group, How, PANES, Plan, Point, Taken, Term, When, edit, parse, words as engine,
};
use scidip::store::Store;
use scidip::text::fold::fold;
use scidip::work::{Question, Solved, solve};

/// Few cases, the same ones each time, unless the environment asks for others.
fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1954);
    }
    config
}

fn today() -> Day {
    Date::parse("2026-11-22").unwrap().earliest
}

fn ask(store: &Arc<Store>, line: &str) -> Result<Box<Solved>, Vec<std::ops::Range<usize>>> {
    let question = Question::new(line, Arc::clone(store), Ctx { today: today() });
    let outcome = solve(&question, &|| true).unwrap().outcome;
    outcome.map_err(|errors| errors.into_iter().map(|error| error.span).collect())
}

/// What the engine gives, in the terms of the definition.
fn given(store: &Arc<Store>, solved: &Solved) -> Given {
    let answer = &solved.answer;
    let ids = |rows: &[u32]| rows.iter().map(|row| store.event(*row).id().to_owned()).collect();
    let facets = PANES.iter().zip(&answer.facets).map(|(pane, facet)| {
        let column = store.column(Field::named(pane).unwrap().axis);
        let counts = column.entries.iter().zip(&facet.counts).filter(|(_, count)| **count > 0);
        (*pane, counts.map(|(entry, count)| (fold(&entry.key), *count)).collect::<BTreeMap<_, _>>())
    });
    let years = answer.years.iter().zip(&answer.coming).zip(answer.first_year..);
    Given {
        ids: ids(&answer.rows),
        ranked: ids(&answer.ranked),
        facets: facets.collect(),
        years: years.filter(|((all, _), _)| **all > 0).map(|((all, coming), year)| (year, (*all, *coming))).collect(),
        guesses: answer.guesses.iter().map(|guess| (guess.word.clone(), guess.taken, guess.found.clone())).collect(),
        without: answer.without.clone(),
        sides: answer.sides.as_ref().map(|sides| sides.each_ref().map(|side| ids(&side.iter().collect::<Vec<_>>()))),
    }
}

/// The engine's ranks of a word, in the terms of the definition.
fn engine_ranks(store: &Store, text: &str, how: How) -> Vec<Option<(u8, u8)>> {
    let found = engine::find(store, &engine::Needle::new(text, how), &|| true).unwrap();
    found.ranks.into_iter().map(|rank| (rank != 0).then_some((rank / 4, rank % 4))).collect()
}

/// What the line chooses and what it excludes in a pane.
fn chosen(store: &Store, line: &str, pane: usize) -> [Vec<u32>; 2] {
    let plan = Plan::new(&parse(line), store).unwrap_or_else(|errors| panic!("{line}: {errors:?}"));
    [&plan.chosen[pane].included, &plan.chosen[pane].excluded].map(|side| {
        let mut side = side.clone();
        side.sort_unstable();
        side.dedup();
        side
    })
}

/// The terms that stand alone and are of other fields than this one.
fn others(line: &str, field: &Field) -> Vec<Group> {
    let of_field = |group: &Group| matches!(&group.terms[..], [Term { atom: Atom::Field { field: own, .. }, .. }] if *own == field);
    parse(line).query.groups.into_iter().filter(|group| !of_field(group)).collect()
}

fn data() -> impl Strategy<Value = (Dataset, Arc<Store>)> {
    generate::dataset(16).prop_map(|set| (set.clone(), Arc::new(Store::build(set))))
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn every_line_gives_what_the_definition_says(
        set in generate::dataset(48),
        lines in prop::collection::vec(generate::line(), 16),
    ) {
        let store = Arc::new(Store::build(set.clone()));
        let oracle = Oracle::new(&set, today());
        for line in lines {
            let wanted = oracle.ask(&line);
            let found = ask(&store, &line).map(|solved| given(&store, &solved));
            prop_assert_eq!(found, wanted, "{}", line);
        }
    }

    /// On the very days that events begin and end.
    #[test]
    fn dates_are_met_at_their_edges(set in generate::dataset(12)) {
        let store = Arc::new(Store::build(set.clone()));
        let oracle = Oracle::new(&set, today());
        for event in &oracle.events {
            let date = event.date.as_ref().unwrap();
            let (first, last) = (date.earliest, date.latest);
            for line in [
                format!("before:{last}"),
                format!("before:{first}"),
                format!("after:{first}"),
                format!("after:{last}"),
                format!("on:{first}..{last}"),
                format!("{last}.."),
                format!("..{first}"),
                format!("!{first}"),
            ] {
                let found = ask(&store, &line).map(|solved| given(&store, &solved));
                prop_assert_eq!(found, oracle.ask(&line), "{}", line);
            }
        }
    }

    #[test]
    fn every_word_matches_as_well_as_the_definition_says(
        set in generate::dataset(32),
        words in prop::collection::vec(generate::word(), 24),
    ) {
        let store = Store::build(set.clone());
        let oracle = Oracle::new(&set, today());
        for word in words.iter().filter(|word| !fold(word).is_empty()) {
            for (how, same) in [
                (How::Bare, line::How::Bare),
                (How::Exact, line::How::Exact),
                (How::Word, line::How::Word),
                (How::Start, line::How::Start),
                (How::End, line::How::End),
                (How::Whole, line::How::Whole),
            ] {
                prop_assert_eq!(engine_ranks(&store, word, how), oracle.ranks(&fold(word), same).0, "{} {:?}", word, how);
            }
        }
    }

    #[test]
    fn a_query_printed_is_the_same_query_and_gives_the_same_answer((_, store) in data(), line in generate::line()) {
        let Ok(solved) = ask(&store, &line) else { return Ok(()) };
        let printed = solved.query.to_string();
        let again = ask(&store, &printed);
        let again = again.map_err(|spans| TestCaseError::fail(format!("{line} -> {printed}: mistakes at {spans:?}")))?;
        prop_assert_eq!(&again.query, &solved.query, "{} -> {}", line, printed);
        prop_assert_eq!(&again.answer, &solved.answer, "{} -> {}", line, printed);
    }

    #[test]
    fn an_answer_does_not_depend_on_the_questions_before(
        (set, store) in data(),
        line in generate::line(),
        before in prop::collection::vec(generate::line(), 0..6),
    ) {
        let fresh = Arc::new(Store::build(set));
        let first = ask(&fresh, &line).map(|solved| given(&fresh, &solved));
        for line in &before {
            drop(ask(&store, line));
        }
        prop_assert_eq!(ask(&store, &line).map(|solved| given(&store, &solved)), first, "{} after {:?}", line, before);
    }

    /// Each group is asked by itself, so one more only takes away, however loosely its word matches. This holds of a term,
    /// not of a letter: `fo` may match less than `for`, by a reading, by beginnings of words, or loosely. Nor does it hold
    /// where the longer line matches nothing and is taken for a looser one.
    #[test]
    fn one_more_term_never_adds_hits(
        (_, store) in data(),
        line in generate::good_line(),
        word in generate::text_term(),
    ) {
        let longer = format!("{line} {word}");
        let groups = parse(&longer).query.groups;
        // Where the two are read as one (11 and March, March and 2011) nothing is added.
        prop_assume!(groups.starts_with(&parse(&line).query.groups));
        let (Ok(all), Ok(some)) = (ask(&store, &line), ask(&store, &longer)) else { return Ok(()) };
        let is_looser = some.answer.guesses.iter().any(|guess| matches!(guess.taken, Taken::Bent | Taken::LeftOut));
        prop_assume!(!is_looser);
        prop_assert!(some.answer.rows.iter().all(|row| all.answer.rows.contains(row)), "{}", longer);
        for (all, some) in all.answer.facets.iter().zip(&some.answer.facets) {
            prop_assert!(all.counts.iter().zip(&some.counts).all(|(all, some)| some <= all), "{}", longer);
        }
    }

    #[test]
    fn no_letter_on_the_way_to_a_good_line_is_a_mistake((_, store) in data(), line in generate::typed_line()) {
        prop_assume!(ask(&store, &line).is_ok());
        for (end, letter) in line.char_indices() {
            let typed = &line[..end + letter.len_utf8()];
            if let Err(mistakes) = ask(&store, typed) {
                prop_assert!(mistakes.iter().all(|span| span.end < typed.len()), "{}: {:?}", typed, mistakes);
            }
        }
    }

    #[test]
    fn a_value_put_in_and_taken_out_leaves_an_equal_query(
        (_, store) in data(),
        (line, tail) in (generate::good_line(), generate::tail()),
        pane in 0..PANES.len(),
        (at, not) in (any::<prop::sample::Index>(), any::<bool>()),
    ) {
        let line = format!("{line}{tail}");
        let field = Field::named(PANES[pane]).unwrap();
        let column = store.column(field.axis);
        let of_field: Vec<u32> = (0..column.entries.len() as u32)
            .filter(|at| field.axis != Axis::Actors || (field.speaks_of)(column.entries[*at as usize].kind))
            .collect();
        prop_assume!(!of_field.is_empty() && Plan::new(&parse(&line), &store).is_ok());
        let entry = *at.get(&of_field);
        let key = &column.entries[entry as usize].key;
        let toggle = |line: &str| edit::toggle(&parse(line), line, &store, edit::Value { field, key, not });
        let once = toggle(&line);
        let twice = toggle(&once);
        let [before, between, after] = [&*line, &once, &twice].map(|line| chosen(&store, line, pane));
        let (side, other) = (usize::from(not), usize::from(!not));
        let message = format!("{line} -> {once} -> {twice}");
        prop_assert_ne!(before[side].contains(&entry), between[side].contains(&entry), "{}", message);
        prop_assert_eq!(&before[side], &after[side], "{}", message);
        // It stands on one side only, and what else is chosen stays.
        let without: Vec<u32> = before[other].iter().copied().filter(|at| *at != entry).collect();
        prop_assert_eq!(&between[other], &without, "{}", message);
        for changed in [&once, &twice] {
            prop_assert_eq!(others(changed, field), others(&line, field), "{}", message);
        }
        if before.iter().all(|side| !side.contains(&entry)) {
            let sorted = |line: &str| {
                let mut printed: Vec<String> = parse(line).query.groups.iter().map(ToString::to_string).collect();
                printed.sort();
                printed
            };
            prop_assert_eq!(sorted(&twice), sorted(&line), "{}", message);
        }
    }

    #[test]
    fn the_span_that_is_set_is_the_span_of_the_plan(
        (_, store) in data(),
        line in generate::good_line(),
        tail in generate::tail(),
        (from, years) in (1950..2030, 0..40),
    ) {
        let line = format!("{line}{tail}");
        prop_assume!(Plan::new(&parse(&line), &store).is_ok());
        let spans = |line: &str| {
            let alone = parse(line);
            let spans: Vec<Term> = alone.alone().map(|(_, term)| term.clone()).filter(is_span).collect();
            spans
        };
        let rest = |line: &str| -> Vec<Group> {
            let is_rest = |group: &Group| !matches!(&group.terms[..], [term] if is_span(term));
            parse(line).query.groups.into_iter().filter(is_rest).collect()
        };
        for when in [
            When::At(Point::Year(from)),
            When::Range(Some(Point::Year(from)), Some(Point::Year(from + years))),
            When::Range(None, Some(Point::Year(from))),
        ] {
            let set = edit::set_span(&parse(&line), &line, Some(when));
            let plan = Plan::new(&parse(&set), &store);
            prop_assert_eq!(plan.map(|plan| plan.span), Ok(Some(when)), "{} -> {}", line, set);
            prop_assert_eq!(rest(&set), rest(&line), "{} -> {}", line, set);
            prop_assert_eq!(spans(&set).len(), spans(&line).len().max(1), "{} -> {}", line, set);
            let away = edit::set_span(&parse(&set), &set, None);
            prop_assert_eq!(spans(&away).len(), spans(&set).len() - 1, "{} -> {} -> {}", line, set, away);
        }
    }
}

fn is_span(term: &Term) -> bool {
    matches!(term, Term { not: false, atom: Atom::Date(DateRelation::Overlaps, _) })
}
