use std::sync::Mutex;

use super::scan::LOOKED_AT;
use super::*;
use crate::data::problem::Severity;
use crate::data::{Actor, ActorKind, Date, EventKind, Link, Source, SourceRef, Text, Versions};

fn input(name: &str, text: impl Into<String>) -> Input {
    Input { name: name.into(), text: text.into() }
}

fn load(text: &str) -> Loaded {
    read(&[input("x.ron", text)], None, Options::default())
}

fn codes(loaded: &Loaded) -> Vec<&'static str> {
    loaded.problems.iter().map(|problem| problem.code.row().name).collect()
}

#[test]
fn the_smallest_file_is_read_and_gets_an_id() {
    let loaded = load(r#"(events: [(date: "1954-09-29", title: "CERN's convention enters into force")])"#);
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.dataset.events[0].id, "1954-09-29-cern-s-convention-enters-into-force");
}

#[test]
fn an_explicit_line_of_extensions_changes_nothing() {
    let text = "#![enable(implicit_some, unwrap_newtypes)]\n(meta: Some((title: \"M\")), events: [(date: Some(\"1954\"), title: \"A\")])";
    let loaded = load(text);
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.dataset.meta.as_ref().unwrap().title.en, "M");
    // Also where the file has a fault elsewhere.
    let loaded = load(&text.replace("title: \"A\"", "title: \"A\", hue: 1"));
    assert_eq!(codes(&loaded), ["unknown-field"]);
    assert_eq!((loaded.dataset.events.len(), loaded.dataset.meta.is_some()), (1, true));
}

#[test]
fn undeclared_names_become_entries_and_are_errors_only_where_strict() {
    let inputs =
        [input("x.ron", r#"(events: [(date: "1954", title: "A", actors: ["Royal Society"], countries: ["JP"])])"#)];
    let loaded = read(&inputs, None, Options::default());
    assert_eq!(loaded.dataset.events[0].actors, ["royal-society"]);
    let actor = &loaded.dataset.actors[0];
    assert_eq!((&*actor.id, &*actor.name.en), ("royal-society", "Royal Society"));
    assert_eq!(loaded.dataset.countries[0].id, "JP");
    assert!(loaded.problems.iter().all(|problem| problem.severity == Severity::Warning));
    let strict = read(&inputs, None, Options { strict: true });
    assert!(strict.problems.iter().all(|problem| problem.severity == Severity::Error));
    assert_eq!(strict.dataset, loaded.dataset);
}

#[test]
fn entries_declared_again_extend_the_entry_and_the_later_name_wins() {
    let base = load(
        r#"(actors: [(id: "unesco", name: (en: "UNESCO", ja: "ユネスコ", yomi: "ゆねすこ"), kind: Intergovernmental,
            also: ["a"], links: [PartOf("un")]), (id: "un", name: "UN")])"#,
    );
    assert_eq!(base.problems, []);
    let mine = input(
        "mine.ron",
        r#"(actors: [(id: "unesco", name: (ja: "国連教育科学文化機関"), also: ["b", "a"], url: "https://unesco.example/",
            links: [Related("un"), PartOf("un")])])"#,
    );
    let loaded = read(&[mine], Some(&base.dataset), Options::default());
    assert_eq!(loaded.problems, []);
    let actor = &loaded.dataset.actors[0];
    assert_eq!(actor.name, Text { en: "UNESCO".into(), ja: "国連教育科学文化機関".into(), yomi: String::new() });
    assert_eq!(actor.kind, ActorKind::Intergovernmental);
    assert_eq!(actor.also, ["a", "b"]);
    assert_eq!(actor.links, [Link::PartOf("un".into()), Link::Related("un".into())]);
    assert_eq!(loaded.dataset.actors.len(), 2);
}

#[test]
fn ids_that_are_made_do_not_depend_on_the_order_of_files() {
    let one = input("1.ron", r#"(events: [(date: "1954", title: "A", note: "x"), (date: "1953", title: "A")])"#);
    let two = input(
        "2.ron",
        r#"(events: [(date: "1954", title: "A", summary: "y"), (id: "1953-a", date: "1999", title: "B")])"#,
    );
    let ids = |inputs: &[Input]| {
        let loaded = read(inputs, None, Options::default());
        assert_eq!(loaded.problems, []);
        let mut ids: Vec<_> = loaded.dataset.events.into_iter().map(|e| (e.id, e.note.en, e.summary.en)).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&[one.clone(), two.clone()]), ids(&[two, one]));
}

#[test]
fn several_links_that_lead_nowhere_are_all_left_out() {
    let loaded = load(
        r#"(events: [(id: "a", date: "1954", title: "A", links: [Next("x"), Next("b"), LedTo("y"), Related("z")]),
            (id: "b", date: "1955", title: "B")])"#,
    );
    assert_eq!(codes(&loaded), ["unknown-link"; 3]);
    assert_eq!(loaded.dataset.events[0].links, [Link::Next("b".into())]);
}

#[test]
fn problems_beyond_the_cap_are_counted() {
    let text = format!("(events: [{}])", "(date: \"1954\", title: \"A\", hue: 1),\n".repeat(5000));
    let loaded = load(&text);
    assert_eq!(loaded.problems.len(), 1001);
    let last = loaded.problems.last().unwrap();
    assert_eq!(
        last.to_string(),
        "x.ron: error: and 4000 more problems in this file; mend the first ones and check again"
    );
    assert_eq!((loaded.dataset.events.len(), loaded.left_out), (5000, 0));
}

#[test]
fn names_of_files_reach_no_message_with_control_letters() {
    let loaded = read(&[input("a\u{1b}[31m.ron", "(")], None, Options::default());
    assert!(loaded.problems[0].to_string().starts_with("a[31m.ron:1:2: error: "), "{}", loaded.problems[0]);
}

/// Bytes looked at for a text of so many pieces.
fn looked_at(before: &str, piece: &str, after: &str, count: usize) -> usize {
    let text = format!("{before}{}{after}", piece.repeat(count));
    LOOKED_AT.set(0);
    let _ = load(&text);
    LOOKED_AT.get()
}

#[test]
fn the_time_of_reading_grows_as_the_file() {
    let before = "(events: [\n";
    for (piece, after) in [
        ("    (date: \"1954\", title: \"A\", hue: 1),\n", "])"),
        ("    (date: \"1954\", title: \"A\",\n", "])"),
        ("    (date: \"1954\", title: \"A),\n", "])"),
        ("    (date: \"1954\", tags: [\"a\", title: \"A\"),\n", "])"),
        ("    (date: \"1954\", title: r#\"A),\n", "])"),
        ("    (date: \"1954\", title: \"A\") /* \n", "])"),
        ("    (date: \"1954\", title: \"A\")),\n", "])"),
        ("    date: \"1954\", title: \"A\",\n", "])"),
        ("(date: \"1954\", title: \"A\", ", "])"),
        ("(date: \"1954\", title: \"A), ", "])"),
        ("(date: \"1954\", title: \"A\", tags: [\"a\"), ", "])"),
        ("(date: \"1954\", title: \"A\", links: [Next(\"b\")], tags: [\"\"], url: \"x\"),", "])"),
        ("([{", ""),
        (")", ""),
        ("\"", ""),
        ("/*", ""),
        ("a: ", ""),
        ("'", ""),
        ("r#", ""),
    ] {
        // Ten times the file may take ten times the looking, and something for looking ahead at all.
        let (small, large) = (looked_at(before, piece, after, 2_000), looked_at(before, piece, after, 20_000));
        assert!(large < 11 * small + 200_000, "{piece}: {small} bytes for 2,000, {large} for 20,000");
        assert!(large < 100 * 20_000 * piece.len() + 1_000, "{piece}: {large}");
    }
}

#[test]
fn good_files_are_not_looked_at_twice() {
    let piece = "(date: \"1954\", title: (en: \"A\", ja: \"科学\"), actors: [], weight: 2),\n";
    let text = format!("(events: [{}])", piece.repeat(20_000));
    LOOKED_AT.set(0);
    assert_eq!(load(&text).problems, []);
    assert!(LOOKED_AT.get() < 100);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn word() -> impl Strategy<Value = String> {
        "[a-zA-Z0-9科学技術][a-zA-Z0-9科学技術ア-ンé'\"\\\\(),:/*#]{0,11}"
    }

    fn text() -> impl Strategy<Value = Text> {
        (word(), prop::option::of("[科学外交]{1,6}"), prop::option::of("[あ-ん]{1,6}"))
            .prop_map(|(en, ja, yomi)| Text { en, ja: ja.unwrap_or_default(), yomi: yomi.unwrap_or_default() })
    }

    fn date() -> impl Strategy<Value = Date> {
        prop::sample::select(vec!["1954-09-29", "1954-09", "1954", "199X", "1972~", "2009/2017", "2009/..", "2025-21"])
            .prop_map(|text| Date::parse(text).unwrap())
    }

    fn sources() -> impl Strategy<Value = Vec<SourceRef>> {
        prop::collection::vec(text(), 0..2).prop_map(|all| {
            let all = all.into_iter().enumerate();
            all.map(|(n, at)| SourceRef { id: format!("s{n}"), at, url: "https://a.example/b".into() }).collect()
        })
    }

    fn event() -> impl Strategy<Value = Event> {
        let numbers = (0_u8..4, 0..EventKind::ALL.len(), any::<bool>());
        ((date(), text(), text(), numbers), (sources(), text(), any::<bool>())).prop_map(
            |((date, title, summary, (weight, kind, tagged)), (sources, note, disputed))| Event {
                id: String::new(),
                planned: tagged.then(|| Date::parse("1950").unwrap()),
                tags: if tagged { vec!["a b".into(), "科学".into()] } else { Vec::new() },
                actors: vec!["actor".into()],
                disputed: disputed
                    .then(|| Versions { date: Some(date.clone()), note: note.clone(), sources: sources.clone() })
                    .into_iter()
                    .collect(),
                date: Some(date),
                title,
                summary,
                kind: EventKind::ALL[kind],
                weight,
                sources,
                note,
                ..Event::default()
            },
        )
    }

    fn dataset() -> impl Strategy<Value = Dataset> {
        prop::collection::vec(event(), 1..12).prop_map(|mut events| {
            let last = events.len() - 1;
            for (number, event) in events.iter_mut().enumerate() {
                event.id = format!("e{number}");
                event.links = if number < last { vec![Link::Next(format!("e{}", number + 1))] } else { Vec::new() };
            }
            let source = |id: &str| Source { id: id.into(), title: "S".into(), ..Source::default() };
            let actor = Actor { id: "actor".into(), name: "A".into(), ..Actor::default() };
            let person = Actor {
                id: "person".into(),
                name: "P".into(),
                kind: ActorKind::Person,
                links: vec![Link::Holds("post".into(), Date::parse("2001/2003").unwrap())],
                ..Actor::default()
            };
            let post = Actor { id: "post".into(), name: "Q".into(), kind: ActorKind::Post, ..Actor::default() };
            Dataset {
                events,
                actors: vec![actor, person, post],
                sources: vec![source("s0"), source("s1")],
                ..Dataset::default()
            }
        })
    }

    /// A dataset in one of the two forms of RON.
    fn written(set: &Dataset, pretty: bool) -> String {
        let options = leaf::ron();
        if pretty {
            options.to_string_pretty(set, ron::ser::PrettyConfig::default()).unwrap()
        } else {
            options.to_string(set).unwrap()
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,60}|[ \n\\[\\](){}\"'r#/*\\\\:,aet5]{0,80}") {
            let loaded = load(&text);
            for problem in &loaded.problems {
                prop_assert!(!problem.to_string().contains(0x1b as char));
                prop_assert!((problem.line == 0) == (problem.column == 0));
            }
        }

        #[test]
        fn any_change_of_a_good_file_is_read_without_a_panic(
            set in dataset(), pretty: bool, at in 0.0..1.0, length in 0_usize..20, put in "\\PC{0,4}|[\\[\\](){}\"'r#/*\\\\:,]{0,4}"
        ) {
            let mut text = written(&set, pretty);
            let start = text.floor_char_boundary((text.len() as f64 * at) as usize);
            let end = text.ceil_char_boundary(start + length);
            text.replace_range(start..end, &put);
            let loaded = load(&text);
            // Nothing gets lost in silence: what is gone or changed is explained, unless the change is in a value.
            if loaded.dataset.events.len() < set.events.len() {
                prop_assert!(!loaded.problems.is_empty(), "{}", text);
            }
        }

        #[test]
        fn what_is_written_reads_back(set in dataset(), pretty: bool) {
            let loaded = load(&written(&set, pretty));
            prop_assert_eq!(&loaded.problems, &[]);
            prop_assert_eq!(loaded.dataset, set);
        }

        #[test]
        fn item_by_item_is_as_good_as_in_one_pass(set in dataset(), pretty: bool) {
            let text = written(&set, pretty);
            let mut report = Report::default();
            let (read, outline) = Reader::new(&text, &mut report).dataset();
            prop_assert_eq!(report.count(), 0);
            prop_assert_eq!(read, set);
            prop_assert_eq!(outline, locate::outline(&text));
        }

        #[test]
        fn in_pieces_is_as_good_as_in_one_pass(
            set in dataset(), pretty: bool, at in 0.0..1.0, length in 0_usize..9, put in "\\PC{0,4}|[\\[\\](){}\"'r#/*\\\\:, ]{0,4}"
        ) {
            let mut text = written(&set, pretty);
            let start = text.floor_char_boundary((text.len() as f64 * at) as usize);
            text.replace_range(start..text.ceil_char_boundary(start + length), &put);
            let backwards = |pieces: usize, work: &(dyn Fn(usize) + Sync)| (0..pieces).rev().for_each(work);
            if let Some(file) = pieces::read(&text, Work { crew: &backwards, told: &|_| {} }) {
                let whole = leaf::ron().from_str(&text);
                prop_assert!(whole.is_ok(), "{}", text);
                let tidied = |mut file: FileRead| {
                    let mut report = Report::default();
                    tidy_file(&mut file, &mut report);
                    (file.set, file.dropped, file.written, report.into_problems("x", &text, None, false))
                };
                prop_assert_eq!(tidied(file), tidied(FileRead { set: whole.unwrap(), ..FileRead::default() }));
            }
        }

        #[test]
        fn in_one_pass_is_as_good_as_with_all_events_at_hand(set in dataset(), pretty: bool, nameless: bool) {
            let mut set = set;
            if nameless {
                set.actors.clear();
            }
            let inputs = [Input { name: "x".to_owned(), text: written(&set, pretty) }];
            let backwards = |pieces: usize, work: &(dyn Fn(usize) + Sync)| (0..pieces).rev().for_each(work);
            let work = Work { crew: &backwards, told: &|_| {} };
            let taken = Mutex::new(Vec::new());
            let take = |number: usize, events: &[Event]| taken.lock().unwrap().push((number, events.to_vec()));
            let Some(mut away) = read_away(&inputs, None, Options::default(), work, &take) else { return Ok(()) };
            let mut taken = taken.into_inner().unwrap();
            taken.sort_by_key(|(number, _)| *number);
            prop_assert_eq!(away.dataset.events.len(), 0);
            away.dataset.events = taken.into_iter().flat_map(|(_, events)| events).collect();
            let whole = read(&inputs, None, Options::default());
            let ids: HashSet<&str> = away.dataset.events.iter().map(|event| &*event.id).collect();
            let leads = |link: &Link| ids.contains(link.to());
            // What stands twice and what leads nowhere is left to be seen by whoever takes the events.
            if ids.len() == away.dataset.events.len() && away.dataset.events.iter().all(|event| event.links.iter().all(leads)) {
                prop_assert_eq!(away, whole);
            }
        }

        #[test]
        fn the_beginning_of_a_good_file_is_good(set in dataset(), pretty: bool, at in 0.0..1.0) {
            let text = written(&set, pretty);
            let end = text.floor_char_boundary((text.len() as f64 * at) as usize);
            if let Some(text) = beginning(&text[..end]) {
                let read: Dataset = leaf::ron().from_str(&text).unwrap();
                prop_assert_eq!(&read.events[..], &set.events[..read.events.len()]);
            }
        }

        #[test]
        fn field_by_field_is_as_good_as_in_one_pass(event in event()) {
            let text = leaf::ron().to_string(&event).unwrap();
            let mut report = Report::default();
            let read = Reader::new(&text, &mut report).entry::<Event>(0..text.len());
            prop_assert_eq!((report.count(), read), (0, Some(event)));
        }

        #[test]
        fn one_broken_field_leaves_all_others_loaded(
            set in dataset(), pretty: bool, which in 0_usize..100, field in 0..Event::FIELDS.len(),
            bad in prop::sample::select(vec!["5.5", "(", ")", "[", "]", "{1: 2}", "\"", "nothing here", "'", "", "(hue: 1)", "[[[]]]", "\"1\" \"2\""])
        ) {
            let which = which % set.events.len();
            let mut text = written(&set, pretty);
            let place = locate::outline(&text)[Table::Events as usize][which].clone();
            let fields: Vec<_> = locate::Children::of(&text, place).collect();
            text.replace_range(fields[field].1.clone(), bad);
            let loaded = load(&text);
            prop_assert!(!loaded.problems.is_empty());
            if !pretty && bad.contains(['"', '(', ')', '[', ']']) {
                return Ok(());
            }
            for (number, event) in set.events.iter().enumerate().filter(|(number, _)| *number != which) {
                let mut expected = event.clone();
                let ids: Vec<&str> = loaded.dataset.events.iter().map(|event| &*event.id).collect();
                expected.links.retain(|link| ids.contains(&link.to()));
                prop_assert!(loaded.dataset.events.contains(&expected), "{number} of {ids:?} in {text}");
            }
        }
    }
}
