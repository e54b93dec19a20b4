use super::super::{ViewKind, parse};
use super::*;
use crate::store::tests::small;

fn toggled(line: &str, field: &str, key: &str, not: bool) -> String {
    toggle(&parse(line), line, &small(), Value { field: Field::named(field).unwrap(), key, not })
}

#[test]
fn a_value_goes_in_and_out_and_the_rest_stays() {
    assert_eq!(toggled("", "country", "JP", false), "country:JP");
    assert_eq!(toggled("forum  c:FR 2005..", "country", "JP", false), "forum  c:FR,JP 2005..");
    assert_eq!(toggled("forum c:FR,japan 2005..", "country", "JP", false), "forum country:FR 2005..");
    assert_eq!(toggled("c:日本 forum", "country", "JP", false), "forum");
    assert_eq!(toggled("forum c:JP", "country", "JP", false), "forum");
    assert_eq!(toggled("c:@asean", "country", "TH", false), "country:ID");
}

#[test]
fn excluding_takes_the_value_from_the_chosen_ones() {
    assert_eq!(toggled("c:JP,FR", "country", "JP", true), "country:FR !country:JP");
    assert_eq!(toggled("!c:JP", "country", "JP", false), "country:JP");
    assert_eq!(toggled("!c:JP", "country", "JP", true), "");
}

#[test]
fn a_group_joined_by_or_belongs_to_no_pane() {
    assert_eq!(toggled("c:JP | org:cern", "country", "JP", false), "c:JP | org:cern country:JP");
}

#[test]
fn the_strip_owns_the_last_span() {
    let set = |line: &str, span: Option<&str>| {
        let span = span.map(|span| super::super::dates::read(span, true).unwrap().unwrap());
        set_span(&parse(line), line, span)
    };
    assert_eq!(set("iter", Some("2005..2015")), "iter 2005..2015");
    assert_eq!(set("1999 iter 2001 x", Some("2005..")), "1999 iter 2005.. x");
    assert_eq!(set("iter 2001 x", None), "iter x");
    assert_eq!(set("iter", None), "iter");
}

#[test]
fn a_setting_is_replaced_and_taken_away() {
    let view = Setting::View(ViewKind::Lanes);
    let set = |line: &str| set(&parse(line), line, view);
    assert_eq!(set(""), "view:lanes");
    assert_eq!(set("view:matrix iter sort:score"), "iter sort:score view:lanes");
    assert_eq!(set("iter \"open"), "view:lanes iter \"open");
    assert_eq!(unset(&parse("a view:lanes b"), "a view:lanes b", "view"), "a b");
}

#[test]
fn sides_are_set_taken_and_swapped() {
    let side = |line: &str| Side { groups: parse(line).query.groups };
    let set = |line: &str, sides: &[Side]| set_sides(&parse(line), line, sides);
    let (a, b) = (side("c:JP"), side("c:US | \"a b\""));
    let quoted = r#"vs:"country:US | 'a\\ b""#;
    assert_eq!(set("x sort:score", &[a.clone(), b.clone()]), format!("x sort:score vs:country:JP {quoted}"));
    assert_eq!(set("vs:x y vs:\"a b\" z", &[b.clone(), a.clone()]), format!("{quoted} y vs:country:JP z"));
    assert_eq!(set("vs:x y vs:\"a b", std::slice::from_ref(&a)), "vs:country:JP y");
    assert_eq!(set("y vs:\"a b", &[a.clone(), b.clone()]), format!("y vs:country:JP {quoted}"));
    assert_eq!(set("y \"a b", &[a.clone(), b.clone()]), format!("{quoted} vs:country:JP y \"a b"));
    let line = "vs:x y vs:z";
    assert_eq!(take_sides(&parse(line), line, &[a, b]), r"y country:JP country:US | 'a\ b");
}

#[test]
fn two_chosen_values_become_sides() {
    let compare = |line: &str| compare_chosen(&parse(line), line);
    assert_eq!(compare("x c:JP,US 2000.. !c:FR").as_deref(), Some("x 2000.. !c:FR vs:country:JP vs:country:US"));
    assert_eq!(
        compare("t:concept c:JP c:\"Hong Kong\"").as_deref(),
        Some(r#"t:concept vs:country:JP vs:country:"Hong Kong""#)
    );
    assert_eq!(
        [compare("c:JP"), compare("c:JP,US,FR"), compare("c:JP,US vs:x"), compare("")],
        [None, None, None, None]
    );
}

#[test]
fn any_becomes_all_and_back() {
    let country = Field::named("country").unwrap();
    let join = |line: &str| join(&parse(line), line, country);
    assert_eq!(join("x c:JP,US y"), "x country:JP country:US y");
    assert_eq!(join("x c:JP y c:US"), "x country:JP,US y");
    assert_eq!(join("c:JP x"), "c:JP x");
}

#[test]
fn narrowing_leaves_those_of_the_hits_that_carry_the_value() {
    let country = Field::named("country").unwrap();
    let narrow = |line: &str| narrow(&parse(line), line, &small(), (country, "JP"));
    assert_eq!(narrow("forum"), "forum country:JP");
    assert_eq!(narrow("c:FR,日本 x"), "country:JP x");
    assert_eq!(narrow("c:FR x"), "c:FR x country:JP");
    assert_eq!(narrow("c:JP,FR c:JP,US c:DE"), "country:JP c:DE");
    assert_eq!(narrow("c:JP | x !c:US"), "c:JP | x !c:US country:JP");
    assert_eq!(narrow("x \"open"), "country:JP x \"open");
}

#[test]
fn a_value_takes_the_place_of_another() {
    let org = Field::named("org").unwrap();
    let swap = |line: &str, group| swap(&parse(line), line, group, (org, "iter"));
    assert_eq!(swap("x a:cern 1990s", 1), "x org:iter 1990s");
    assert_eq!(swap("x | y a:cern", 0), "x | y a:cern");
}

#[test]
fn years_narrow_the_span_that_is_there() {
    let narrow = |line: &str, years| narrow_span(&parse(line), line, years);
    assert_eq!(narrow("x", (1980, 1989)), "x 1980s");
    assert_eq!(narrow("x", (1980, 1984)), "x 1980..1984");
    assert_eq!(narrow("1985..1994 x", (1980, 1989)), "1985..1989 x");
    assert_eq!(narrow("1985.. x", (1980, 1989)), "1985..1989 x");
    assert_eq!(narrow("1985-03 x", (1980, 1989)), "1985-03 x");
    assert_eq!(narrow("1985 x", (1985, 1985)), "1985 x");
    // Of what began before the span and goes on, it leaves the years in which that began.
    assert_eq!(narrow("2000s x", (1980, 1989)), "1980s x");
}

#[test]
fn only_and_clear_leave_other_fields() {
    let country = Field::named("country").unwrap();
    let line = "c:JP,US t:concept !c:FR";
    assert_eq!(only(&parse(line), line, country, "DE"), "t:concept country:DE");
    assert_eq!(clear(&parse(line), line, country), "t:concept");
}
