//! What people type, and the event of the built-in data that they mean: it must be the best match.
//!
//! Names half remembered, acronyms, Japanese, readings, slips and years. A row marked `Open` is right and does not
//! hold yet: in two of them the event lacks the word (exile, 地震), in two another event is as good an answer.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

use std::sync::Arc;

use scidip::builtin;
use scidip::data::Date;
use scidip::query::Ctx;
use scidip::store::Store;
use scidip::work::{Question, solve};

/// Whether a row is expected to hold.
#[derive(Clone, Copy, PartialEq)]
enum Row {
    Holds,
    Open,
}
use Row::{Holds, Open};

#[rustfmt::skip]
const TYPED: &[(&str, &str, Row)] = &[
    // Acronyms.
    ("wsf", "2003-wsf-1", Holds),
    ("fmstan", "2016-02-fmstan", Holds),
    ("iter 1987", "1987-11-iter-cda", Holds),
    ("iiasa", "1972-10-iiasa", Holds),
    ("ipcc", "1988-ipcc", Holds),
    ("npt", "1968-07-npt", Holds),
    ("igy", "1957-07-igy", Holds),
    ("unclos", "1982-12-unclos", Holds),
    ("iaea", "1957-07-iaea", Holds),
    ("hfsp", "1990-hfsp", Open),
    ("satreps", "2008-satreps", Holds),
    ("twas", "1983-twas", Holds),
    ("gesda", "2019-gesda", Holds),
    ("jco", "1999-jco", Holds),
    // Names, whole and half remembered.
    ("pugwash", "1957-07-pugwash", Holds),
    ("sputnik", "1957-10-sputnik", Holds),
    ("chernobyl", "1986-04-chernobyl", Holds),
    ("tlatelolco", "1967-02-tlatelolco", Holds),
    ("russell einstein", "1955-07-russell-einstein", Holds),
    ("bikini", "1954-03-castle-bravo", Holds),
    ("asilomar", "1975-02-asilomar", Holds),
    ("limits to growth", "1972-03-limits-to-growth", Holds),
    ("law of the sea", "1982-12-unclos", Holds),
    ("outer space treaty", "1967-01-outer-space-treaty", Holds),
    ("kyoto protocol", "1997-12-kyoto-protocol", Holds),
    ("new frontiers", "2010-01-new-frontiers", Holds),
    ("budapest declaration", "1999-06-world-conference-on-science", Holds),
    ("chips act", "2022-08-chips-act", Holds),
    ("higgs", "2012-07-higgs", Holds),
    ("hotline", "1963-06-hot-line", Holds),
    ("nonproliferation treaty", "1968-07-npt", Holds),
    ("reagan gorbachev fusion", "1985-11-geneva-fusion", Holds),
    ("sakharov exile", "1980-01-sakharov-exile", Open),
    ("kishi", "2015-09-kishi-appointed", Holds),
    // Japanese.
    ("南極条約", "1959-12-antarctic-treaty", Holds),
    ("岸輝雄", "2015-09-kishi-appointed", Holds),
    ("スプートニク", "1957-10-sputnik", Holds),
    ("第五福竜丸", "1954-03-castle-bravo", Holds),
    ("京都議定書", "1997-12-kyoto-protocol", Holds),
    ("宇宙条約", "1967-01-outer-space-treaty", Holds),
    ("成長の限界", "1972-03-limits-to-growth", Holds),
    ("ブダペスト宣言", "1999-06-world-conference-on-science", Holds),
    ("科学技術基本法", "1995-11-basic-law", Holds),
    ("もんじゅ", "1995-monju", Holds),
    ("東日本大震災", "2011-03-great-east-japan-earthquake", Holds),
    // Readings.
    ("kagaku gijutsu gaikou", "2008-05-cstp-report", Open),
    ("nankyoku jouyaku", "1959-12-antarctic-treaty", Holds),
    ("kyoto giteisho", "1997-12-kyoto-protocol", Holds),
    ("higashinihon daishinsai", "2011-03-great-east-japan-earthquake", Holds),
    ("cherunobuiri", "1986-04-chernobyl", Holds),
    // Slips.
    ("apolo soyuz", "1975-07-apollo-soyuz", Holds),
    ("montreal protocl", "1987-09-montreal-protocol", Holds),
    ("antartic treaty", "1959-12-antarctic-treaty", Holds),
    ("wassenar", "1995-12-wassenaar", Holds),
    ("chernobly", "1986-04-chernobyl", Holds),
    // Years.
    ("cern 1954", "1954-09-cern", Holds),
    ("令和6 G7", "2024-06-g7-apulia", Holds),
    ("昭和32 南極", "1957-01-syowa", Holds),
    ("2011年3月 地震", "2011-03-great-east-japan-earthquake", Open),
    ("smallpox 1980", "1980-05-smallpox-declared", Holds),
    ("stockholm 1972", "1972-06-stockholm", Holds),
    ("test ban 1996", "1996-09-ctbt", Holds),
    ("g20 osaka", "2019-06-g20-osaka", Holds),
];

/// A row that does not hold: with the place of what was meant, and what came first.
type Missed<'a> = (&'a str, &'a str, Option<usize>, Option<&'a str>, Row);

/// The share of the rows that must hold.
const AT_LEAST: (usize, usize) = (14, 15);

#[test]
fn what_people_type_finds_what_they_mean_first() {
    let store = Arc::new(Store::build(builtin::dataset().unwrap()));
    let ctx = Ctx { today: Date::parse("2026-11-22").unwrap().earliest };
    let mut missed: Vec<Missed> = Vec::new();
    for (line, wanted, row) in TYPED {
        assert!(store.row(wanted).is_some(), "{wanted} is in the data");
        let question = Question::new(line, Arc::clone(&store), ctx);
        let answer = solve(&question, &|| true).unwrap().outcome.unwrap().answer;
        let ranked: Vec<&str> = answer.ranked.iter().map(|row| store.event(*row).id()).collect();
        if ranked.first() == Some(wanted) {
            assert!(*row == Row::Holds, "{line} holds by now");
        } else {
            let place = ranked.iter().position(|id| id == wanted).map(|at| at + 1);
            missed.push((line, wanted, place, ranked.first().copied(), *row));
        }
    }
    let tell =
        |(line, wanted, place, first, _): &Missed| format!("{line}: {wanted} is at {place:?}, first is {first:?}");
    let told = missed.iter().map(tell).collect::<Vec<_>>().join("\n");
    println!("{} of {} do not hold:\n{told}", missed.len(), TYPED.len());
    assert!(missed.iter().all(|(.., row)| *row == Row::Open), "{told}");
    assert!(missed.len() * AT_LEAST.1 <= TYPED.len() * (AT_LEAST.1 - AT_LEAST.0), "{told}");
}
