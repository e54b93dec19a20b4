use super::*;
use crate::query::{Ctx, Plan, Recall, Run, answer, parse, rows_without};
use crate::store::tests::small;

fn counted(store: &Store, line: &str) -> Together {
    let parsed = parse(line);
    let plan = Plan::new(&parsed, store).unwrap();
    let ctx = Ctx { today: crate::data::Day::LAST };
    let answer = answer(&plan, store, ctx, &|| true).unwrap();
    let asked = Asked { plan: &plan, store, ctx, near: None };
    let mut recall = Recall::default();
    let mut without = |group| rows_without(asked, group, &Run::alone(&|| true), &mut recall);
    let field = parsed.query.show.lanes.unwrap();
    Together::of(asked, &answer, field, (&|| true, &mut without)).unwrap()
}

/// The rows that a line asks for.
fn hits(store: &Store, line: &str) -> Vec<u32> {
    let plan = Plan::new(&parse(line), store).unwrap();
    answer(&plan, store, Ctx { today: crate::data::Day::LAST }, &|| true).unwrap().rows
}

#[test]
fn every_number_is_what_asking_for_it_gives() {
    let store = small();
    for (chosen, rest) in [
        ("country:JP", ""),
        ("country:JP", "2000.."),
        ("country:FR", "country:@asean | science"),
        ("country:US", "!forum"),
        ("person:kishi", "2016.."),
        ("actor:kishi", ""),
        ("theme:concept", "f"),
    ] {
        let fields: &[&str] = match chosen.split(':').next().unwrap() {
            "country" => &["country"],
            "theme" => &["theme"],
            _ => &["actor", "org", "person", "post"],
        };
        for name in fields {
            let together = counted(&store, &format!("{rest} {chosen} lanes:{name}"));
            let column = store.column(together.field.axis);
            let own = together.chosen.unwrap().1;
            assert_eq!(together.scope as usize, hits(&store, rest).len(), "{chosen} {rest}");
            assert_eq!(together.hits as usize, hits(&store, &format!("{rest} {chosen}")).len(), "{chosen} {rest}");
            let mut others = 0;
            for (entry, value) in (0..).zip(&column.entries).filter(|(entry, _)| *entry != own) {
                if !speaks_of(together.field, value) {
                    continue;
                }
                let both = hits(&store, &format!("{rest} {chosen} {name}:\"{}\"", value.key));
                let total = hits(&store, &format!("{rest} {name}:\"{}\"", value.key));
                others += usize::from(!both.is_empty());
                let Some(at) = together.partners.iter().position(|partner| partner.entry == entry) else {
                    assert!(both.is_empty() || together.values > MOST, "{}", value.key);
                    continue;
                };
                let partner = together.partners[at];
                assert_eq!((partner.both as usize, partner.total as usize), (both.len(), total.len()), "{}", value.key);
                let years: Vec<i32> = both.iter().map(|row| store.year(*row)).collect();
                assert_eq!(Some(partner.years), years.iter().copied().min().zip(years.iter().copied().max()));
                for (year, count) in (together.years.0..).zip(together.counts(at)) {
                    assert_eq!(*count as usize, years.iter().filter(|own| **own == year).count(), "{}", value.key);
                }
                assert_eq!(together.counts(at).iter().sum::<u32>(), partner.both);
            }
            assert_eq!(together.values, others, "{chosen} {rest} {name}");
        }
    }
}

#[test]
fn where_none_or_several_are_meant_the_hits_are_counted() {
    let store = small();
    for line in [
        "lanes:country",
        "country:JP,US lanes:country",
        "country:JP | forum lanes:country",
        "!country:JP lanes:country",
    ] {
        let together = counted(&store, line);
        assert_eq!(together.chosen, None, "{line}");
        assert!(together.partners.iter().all(|partner| partner.both == partner.total), "{line}");
        assert!(together.partners.is_sorted_by_key(|partner| std::cmp::Reverse(partner.both)), "{line}");
    }
    let together = counted(&store, "country:JP country:US lanes:country");
    assert_eq!(store.column(together.field.axis).entries[together.chosen.unwrap().1 as usize].key, "JP", "the first");
}

#[test]
fn few_events_are_drawn_towards_what_chance_gives() {
    let store = small();
    let together = Together { hits: 40, scope: 1000, ..counted(&store, "country:JP lanes:country") };
    let factor = |both, total| together.factor(&Partner { entry: 0, both, total, years: (0, 0) });
    let shown = |both, total| format!("{:.1}", factor(both, total));
    // Of 1,000 events 40 are the chosen one's, so chance expects one of 25.
    assert_eq!([shown(1, 1), shown(2, 2), shown(8, 10), shown(40, 50)], ["1.5", "1.9", "4.2", "10.5"]);
    assert_eq!([shown(1, 25), shown(4, 100), shown(2, 200)], ["1.0", "1.0", "0.4"]);
    assert!(factor(8, 10) > factor(1, 1) && factor(3, 4) > factor(1, 1), "a pair seen once leads nothing");
}

#[test]
fn orders_go_round() {
    assert_eq!(Order::First.next(orders(true)), Order::Factor);
    assert_eq!(Order::First.next(orders(false)), Order::Count);
    let store = small();
    let together = counted(&store, "country:JP lanes:country");
    for order in [Order::Factor, Order::Count, Order::Name, Order::First] {
        let mut places = ordered(&together, order, &store, Lang::Ja);
        places.sort_unstable();
        assert!(places.into_iter().eq(0..together.partners.len()));
    }
}

#[test]
fn bins_hold_every_year() {
    for years in [1, 7, 74] {
        for bins in [0, 1, 5, 48, 100] {
            let counts: Vec<u32> = (0..years).collect();
            let binned = binned(&counts, bins);
            assert_eq!(binned.iter().sum::<u32>(), counts.iter().sum::<u32>());
            assert!(binned.len() <= bins.max(1));
        }
    }
}
