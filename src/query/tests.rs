//! Reading, printing and answering together.

use proptest::prelude::*;

use super::*;
use crate::store::Store;
use crate::store::tests::small;

fn ids<'a>(line: &str, store: &'a Store) -> Vec<&'a str> {
    let plan = Plan::new(&parse(line), store).unwrap_or_else(|errors| panic!("{line}: {errors:?}"));
    let ctx = Ctx { today: Point::Day(2026, 11, 22).earliest() };
    let answer = answer(&plan, store, ctx, &|| true).unwrap();
    answer.rows.iter().map(|row| store.event(*row).id()).collect()
}

#[test]
fn every_form_of_the_language_answers() {
    let store = small();
    for (line, wanted) in [
        ("iter", &["iter"][..]),
        ("science advi", &["kishi", "fmstan", "ingsa-2027"]),
        ("'advice", &["fmstan", "ingsa-2027"]),
        ("^iter", &["iter"]),
        ("\"world science forum\"", &["wsf-9", "wsf-12"]),
        ("wsf !jakarta", &["wsf-9"]),
        ("country:JP !country:US", &["satreps", "kishi"]),
        ("country:JP -country:US", &["satreps", "kishi"]),
        ("country:JP,AT 1950..1980", &["iiasa"]),
        ("country:JP country:US", &["iter", "fmstan"]),
        ("org:cern | country:hungary", &["cern", "wsf-9"]),
        ("person:岸輝雄", &["kishi", "fmstan"]),
        ("theme:@field 2016..", &["fmstan", "wsf-9", "wsf-12", "ingsa-2027"]),
        ("country:@asean", &["wsf-12"]),
        ("kind:founding before:2000", &["cern", "iiasa"]),
        ("1950s", &["cern"]),
        ("2010", &["satreps"]),
        ("on:2019", &["wsf-9"]),
        ("after:2019-11", &["wsf-12", "ingsa-2027"]),
        ("September 2015", &["satreps", "kishi"]),
        ("Sept. 24, 2015", &["satreps", "kishi"]),
        ("24th September 2015", &["satreps", "kishi"]),
        ("September 23rd, 2015", &["satreps"]),
        ("2015年度 weight:3", &["satreps", "kishi", "fmstan"]),
        ("195X", &["cern"]),
        ("平成27年9月 weight:3 !satreps", &["kishi"]),
        ("is:planned", &["ingsa-2027"]),
        ("is:unconfirmed", &["wsf-12"]),
        ("is:disputed", &["iiasa"]),
        ("is:ongoing", &["satreps"]),
        ("weight:3 sort:-date", &["fmstan", "kishi", "satreps", "cern"]),
        ("kagaku", &["kishi", "fmstan", "wsf-9", "wsf-12", "ingsa-2027", "satreps"]),
        ("era:early", &["cern", "iiasa"]),
        ("id:cern,iter", &["cern", "iter"]),
        ("title:charter", &["iiasa"]),
        ("place:tokyo", &["kishi"]),
        ("国:スイス", &["cern"]),
        ("nonsenseword", &[]),
    ] {
        let mut found = ids(line, &store);
        let mut wanted = wanted.to_vec();
        if line == "kagaku" {
            found.sort_unstable();
            wanted.sort_unstable();
        }
        assert_eq!(found, wanted, "{line}");
    }
}

#[test]
fn mistakes_stand_at_their_place_with_what_may_be_meant() {
    let store = small();
    for (line, place, near) in [
        ("iter contry:JP", "contry:JP", Some("country")),
        ("country:Japn x", "country:Japn", Some("japan")),
        ("theme:bigscience", "theme:bigscience", Some("big-science")),
        ("2023-02-30", "2023-02-30", Some("2023-02-28")),
        ("2015..2005 x", "2015..2005", Some("2005..2015")),
        ("is:plannd x", "is:plannd", None),
        ("country: x", "country:", None),
        ("x | sort:date", "sort:date", None),
        ("vs:country:Japn x", "country:Japn", Some("japan")),
        (r#"vs:"x country:\"Japn y\"" x"#, r#"country:\"Japn y\""#, None),
        ("vs:\"科学 is:plannd\" x", "is:plannd", None),
        ("vs:\"a sort:date\"", "sort:date", None),
        ("vs:\"a vs:b\"", "vs:b", None),
        ("vs:a vs:b vs:c", "vs:c", None),
        ("vs:a | b", "vs:a", None),
        ("a | vs:b", "vs:b", None),
        ("!vs:b", "!vs:b", None),
        ("vs: b", "vs:", None),
    ] {
        let errors = Plan::new(&parse(line), &store).unwrap_err();
        assert_eq!((&line[errors[0].span.clone()], errors[0].suggestion()), (place, near), "{line}");
        for lang in [crate::text::Lang::En, crate::text::Lang::Ja] {
            assert!(!errors[0].message(lang).is_empty());
        }
    }
}

#[test]
fn what_is_being_typed_is_no_mistake() {
    for line in ["iter country:", "iter is:pl", "iter \"", "iter !", "iter '", "iter |", "iter sort:", "iter ^"] {
        let parsed = parse(line);
        assert_eq!((parsed.errors.len(), parsed.query.groups.len()), (0, 1), "{line}");
        assert_eq!(parsed.pieces.last().unwrap().place, Place::Open, "{line}");
    }
}

#[test]
fn signs_read_as_in_fzf() {
    let atom = |line: &str| match &parse(line).query.groups[0].terms[0] {
        Term { not, atom: Atom::Text { text, how } } => (*not, text.clone(), *how),
        other => panic!("{other:?}"),
    };
    for (line, not, text, how) in [
        ("abc", false, "abc", How::Bare),
        ("'abc", false, "abc", How::Exact),
        ("'abc'", false, "abc", How::Word),
        ("^abc", false, "abc", How::Start),
        ("abc$", false, "abc", How::End),
        ("^abc$", false, "abc", How::Whole),
        ("!abc", true, "abc", How::Exact),
        ("!'abc", true, "abc", How::Bare),
        ("!^abc", true, "abc", How::Start),
        ("!abc$", true, "abc", How::End),
        ("a\\ b", false, "a b", How::Bare),
        ("'!x", false, "!x", How::Exact),
        ("$", false, "$", How::Bare),
        ("'1999", false, "1999", How::Exact),
        ("10:30", false, "10:30", How::Bare),
        ("http://x.y", false, "http://x.y", How::Bare),
        ("| x", false, "|", How::Exact),
    ] {
        assert_eq!(atom(line), (not, text.to_owned(), how), "{line}");
    }
    assert_eq!(parse("a b | c d").query.groups.len(), 3);
}

#[test]
fn sides_are_queries_of_their_own() {
    let sides = |line: &str| -> Vec<String> { parse(line).query.sides.iter().map(ToString::to_string).collect() };
    for (line, wanted) in [
        ("vs:country:JP vs:country:US 2000..", &["vs:country:JP", "vs:country:US"][..]),
        ("vs:\"country:JP theme:security\" x", &["vs:\"country:JP theme:security\""]),
        ("vs:fusion", &["vs:fusion"]),
        ("vs:country:\"Hong Kong\",JP", &[r#"vs:country:"Hong Kong",JP"#]),
        (r#"vs:"\"a b\" | c""#, &[r#"vs:"'a\\ b | c""#]),
        (r"vs:science\ advice", &[r"vs:science\ advice"]),
        ("VS：!c:JP", &["vs:!country:JP"]),
        ("vs:\"a b\"c", &["vs:\"a b\""]),
        ("11 March vs:a 2011", &["vs:a"]),
        ("vs: vs:\"", &[]),
    ] {
        assert_eq!(sides(line), wanted, "{line}");
        assert_eq!(parse(&parse(line).query.to_string()).query, parse(line).query, "{line}");
    }
    assert_eq!(parse("11 March vs:a 2011").query.groups.len(), 1);
    let line = r#"x vs:"科学 c:\"a b\"" y"#;
    let within: Vec<String> =
        parse(line).pieces[1].within.iter().map(|piece| line[piece.span.clone()].into()).collect();
    assert_eq!(within, ["科学", r#"c:\"a b\""#]);
}

#[test]
fn a_comparison_asks_for_either_side_and_one_side_for_everything() {
    let store = small();
    for (line, hits, [a, b]) in [
        ("vs:country:JP vs:country:US", 5, [4, 3]),
        ("vs:country:JP", store.len(), [4, store.len() - 4]),
        ("2015.. vs:\"forum | fmstan\" vs:country:JP", 5, [3, 3]),
        ("vs:zzzzz vs:country:JP", 4, [0, 4]),
    ] {
        let plan = Plan::new(&parse(line), &store).unwrap();
        let answer = answer(&plan, &store, Ctx { today: Point::Day(2026, 11, 22).earliest() }, &|| true).unwrap();
        let sides = answer.sides.unwrap().map(|side| side.count());
        assert_eq!((answer.rows.len(), sides), (hits, [a, b]), "{line}");
    }
}

#[test]
fn zero_hits_say_which_term_took_the_last() {
    let store = small();
    let plan = Plan::new(&parse("country:JP forum"), &store).unwrap();
    let found = answer(&plan, &store, Ctx { today: crate::data::Day::LAST }, &|| true).unwrap();
    assert_eq!((found.rows.len(), found.without), (0, vec![2, 4]));
}

#[test]
fn a_withdrawn_question_gets_no_answer() {
    let store = small();
    let plan = Plan::new(&parse("forum"), &store).unwrap();
    assert!(answer(&plan, &store, Ctx { today: crate::data::Day::LAST }, &|| false).is_none());
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}",
        "[ -~]{1,8}",
        "[ぁ-んァ-ヶ科学外交'\"!|^$:,\\\\ -]{1,6}",
        "(march|11|2011|H23|2005\\.\\.2015|1990s|on:2024|is:past|weight:2\\.\\.)",
        "!?(country|c|org|theme|kind|title|id):[a-zA-Z@\",]{0,6}",
        "sort:(date|-date|score)",
        "(view|lanes|columns|zoom|SORT):(lanes|matrix|theme|c|decade|5y|all|10y|x)",
        "[!^']{0,2}[a-z]{1,3}[$']{0,1}",
        "vs:[a-z!'^:\\\\,\"|]{0,6}",
        "!?vs:\"[a-z: |\\\\\"'@-]{0,10}\"?",
        "vs:(c:JP,US|2005\\.\\.|\"country:@ x\"|\"\\\\\"a b\\\\\" c\"|country:@|\\\\)",
    ]
}

proptest! {
    #[test]
    fn any_line_gives_a_query_that_prints_and_reads_back(words in proptest::collection::vec(word(), 0..6)) {
        let line = words.join(" ");
        let parsed = parse(&line);
        let printed = parsed.query.to_string();
        let again = parse(&printed);
        prop_assert_eq!(&again.query, &parsed.query, "{} -> {}", line, printed);
        prop_assert!(again.errors.is_empty());
        prop_assert!(parsed.pieces.iter().chain(&[]).all(|piece| line.get(piece.span.clone()).is_some()));
        prop_assert!(parsed.errors.iter().all(|error| line.get(error.span.clone()).is_some()));
    }

    #[test]
    fn any_text_at_all_is_read_without_harm(line in "\\PC{0,40}|.{0,40}") {
        thread_local!(static STORE: Store = small());
        let parsed = parse(&line);
        let _ = STORE.with(|store| Plan::new(&parsed, store));
    }
}
