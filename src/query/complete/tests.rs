//! Offers at every kind of place, over the small dataset.

use proptest::prelude::*;

use super::*;
use crate::data::Date;
use crate::store::tests::small;

fn from<'a>(store: &'a Store, lang: Lang, recall: &'a RefCell<Recall>) -> From<'a> {
    let ctx = Ctx { today: Date::parse("2026-11-22").unwrap().earliest };
    From { store, ctx, lang, most: 6, run: Run::PATIENT, recall }
}

/// The offers at the sign ¦, each as `text label count`.
fn offered(line: &str, lang: Lang) -> Vec<String> {
    let store = small();
    let cursor = line.find('¦').unwrap();
    let found = complete(&line.replace('¦', ""), cursor, from(&store, lang, &RefCell::default()));
    let told = |offer: Offer| {
        let count = offer.count.map_or_else(String::new, |count| format!(" {count}"));
        format!("{} {}{count}", offer.text, offer.label)
    };
    found.offers.into_iter().map(told).collect()
}

#[test]
fn fields_are_offered_by_name_other_names_and_label() {
    assert_eq!(offered("cou¦", Lang::En), ["country: Country and region"]);
    assert_eq!(offered("!organi¦", Lang::Ja), ["org: 組織"]);
    assert_eq!(offered("分¦", Lang::Ja), ["theme: 分野"]);
    assert_eq!(offered("so¦", Lang::En), ["source: Source", "sort: Order"]);
    assert_eq!(offered("¦", Lang::En).len(), 6);
    assert_eq!(offered("\"cou¦", Lang::En), Vec::<String>::new());
}

#[test]
fn values_are_offered_with_what_there_would_be_under_the_rest() {
    assert_eq!(offered("country:jap¦", Lang::En), ["JP Japan 4"]);
    assert_eq!(offered("country:にほ¦", Lang::Ja), ["JP 日本 4"]);
    assert_eq!(offered("country:US,jap¦ weight:3", Lang::En), ["JP Japan 3"]);
    assert_eq!(offered("iter country:¦", Lang::En)[..2], ["CN China 1", "EU European Union 1"]);
    assert_eq!(offered("country:@as¦", Lang::En), ["@asean ASEAN 1"]);
    assert_eq!(offered("person:tero¦", Lang::En), Vec::<String>::new());
    assert_eq!(offered("person:teru¦", Lang::En), ["kishi KISHI Teruo 2"]);
    assert_eq!(offered("theme:@¦", Lang::Ja), ["@field 科学技術外交そのもの 5", "@cooperation 政策と共同研究 4"]);
    assert_eq!(offered("org:gaimu¦", Lang::En), ["fmstan Foreign Ministries Science & Technology Advice Network 1"]);
}

#[test]
fn values_begin_before_they_match() {
    let keys = |line: &str| -> Vec<String> {
        offered(line, Lang::En).iter().map(|offer| offer.split(' ').next().unwrap().to_owned()).collect()
    };
    // Of two that begin so the one of more events comes first, then the first by its key.
    assert_eq!(keys("org:i¦")[..2], ["ingsa", "iter"]);
    assert_eq!(keys("org:forum¦"), ["wsf"]);
    assert_eq!(keys("org:for¦")[..2], ["fmstan", "wsf"]);
}

#[test]
fn states_orders_weights_and_ids_are_offered() {
    assert_eq!(offered("is:¦", Lang::En).len(), 6);
    assert_eq!(offered("is:pl¦", Lang::En), ["planned planned 1"]);
    assert_eq!(offered("country:JP is:o¦", Lang::Ja), ["ongoing 継続中 1"]);
    assert_eq!(offered("sort:¦", Lang::En), ["date by date", "-date newest first", "score best first"]);
    assert_eq!(offered("weight:2¦", Lang::En), ["2 2 5", "2.. 2.. 9"]);
    assert_eq!(offered("id:wsf¦", Lang::En)[0], "wsf-9 9th World Science Forum in Budapest 1");
}

#[test]
fn dates_are_offered_by_their_beginning() {
    assert_eq!(offered("19¦", Lang::En)[..2], ["1950s 1950s 1", "1960s 1960s 0"]);
    assert_eq!(offered("201¦", Lang::Ja)[..3], ["2010s 2010年代 4", "2010 2010年 1", "2011 2011年 1"]);
    assert_eq!(offered("2015¦", Lang::En)[0], "2015 2015 2");
    assert_eq!(offered("2015-09¦", Lang::En), ["2015-09 2015-09 2"]);
    assert_eq!(offered("country:JP 2010..201¦", Lang::En)[0], "2010..2010s 2010s 3");
    assert_eq!(offered("before:197¦", Lang::En)[..2], ["1970s 1970s 1", "1970 1970 1"]);
    assert_eq!(offered("平成27¦", Lang::En), ["平成27 2015 2"]);
    assert_eq!(offered("令¦", Lang::Ja)[0], "令和1 2019 2");
    assert_eq!(offered("R8¦", Lang::En), ["R8 2026 2"]);
}

#[test]
fn a_mistake_elsewhere_leaves_the_counts_out() {
    assert_eq!(offered("country:zzz org:cern¦", Lang::En), ["cern European Organization for Nuclear Research"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever value is offered can be put into the line and is read without a mistake of its own.
    #[test]
    fn every_offer_fits_its_place(
        line in "(iter |country:JP |!)?(c|co|country:|country:[a-z\"]{0,3}|org:[a-zか]{0,2}|is:[a-z]?|sort:|[12][0-9]{0,3}|平成[1-9]?|\\PC{0,4})( x)?",
        at in any::<prop::sample::Index>(),
    ) {
        thread_local!(static STORE: Store = small());
        STORE.with(|store| {
            let found = complete(&line, at.index(line.len() + 1), from(store, Lang::En, &RefCell::default()));
            prop_assert!(line.get(found.span.clone()).is_some(), "{}: {:?}", line, found.span);
            for offer in found.offers.iter().filter(|offer| !offer.text.ends_with(':')) {
                let mut put = line.clone();
                put.replace_range(found.span.clone(), &offer.text);
                let wrong = |line: &str| Plan::new(&parse::parse(line), store).map_or_else(|errors| errors.len(), |_| 0);
                prop_assert!(wrong(&put) <= wrong(&line), "{} -> {}", line, put);
            }
            Ok(())
        })?;
    }
}
