//! Trees of small graphs, and of any graph.

use proptest::prelude::*;

use super::*;

/// Links by hand: from, to, and whether they are of one series.
struct Links(Vec<(u32, u32, bool)>);

impl Graph for Links {
    fn around(&self, row: u32, way: Way) -> Vec<(Word, u32)> {
        let mut found: Vec<(Word, u32)> = self
            .0
            .iter()
            .filter_map(|(from, to, series)| match way {
                Way::On if *from == row => Some((if *series { Word::Next } else { Word::LedTo }, *to)),
                Way::Back if *to == row => Some((if *series { Word::Previous } else { Word::FollowedFrom }, *from)),
                _ => None,
            })
            .collect();
        found.sort_by_key(|(word, row)| (*row, !is_series(*word)));
        found.dedup_by_key(|(_, row)| *row);
        found
    }
}

/// The tree in letters: a branch, the row, and `^` or `v` where an event has its line above or below.
fn drawn(graph: &[(u32, u32, bool)], root: u32, opened: &Opened) -> Vec<String> {
    let lines = tree(&Links(graph.to_vec()), root, opened);
    let guide = |guide: &Guide| match guide {
        Guide::Blank => "  ",
        Guide::Pass => "| ",
        Guide::Branch => "+-",
        Guide::End => "`-",
    };
    let shown = |line: &Line| match line.kind {
        Kind::Root(row) => format!("[{row}]"),
        Kind::Event(row) => row.to_string(),
        Kind::Again { row, above } => format!("{row}{}", if above { '^' } else { 'v' }),
        Kind::More { count, .. } => format!("…{count}"),
    };
    lines.iter().map(|line| line.guides.iter().map(guide).collect::<String>() + &shown(line)).collect()
}

#[test]
fn causes_stand_above_and_consequences_below() {
    let links = [(1, 3, false), (2, 3, false), (0, 1, false), (3, 4, false), (4, 5, false), (3, 6, false)];
    assert_eq!(drawn(&links, 3, &Opened::new()), ["`-2", "| `-0", "+-1", "[3]", "+-4", "| `-5", "`-6"]);
}

/// Every event refers to all the others, and the first led to the second.
struct Referring(u32);

impl Graph for Referring {
    fn around(&self, row: u32, way: Way) -> Vec<(Word, u32)> {
        match (way, row) {
            (Way::Beside, _) => (0..self.0).filter(|other| *other != row).map(|other| (Word::SeeAlso, other)).collect(),
            (Way::On, 0) => vec![(Word::LedTo, 1)],
            (Way::Back, 1) => vec![(Word::FollowedFrom, 0)],
            _ => Vec::new(),
        }
    }
}

#[test]
fn what_is_only_referred_to_stands_last_and_leads_no_further() {
    let shown = |root: u32| -> Vec<_> {
        tree(&Referring(4), root, &Opened::new()).into_iter().map(|line| (line.word, line.kind)).collect()
    };
    let beside = |row: u32| (Some(Word::SeeAlso), Kind::Event(row));
    assert_eq!(shown(3), [(None, Kind::Root(3)), beside(0), beside(1), beside(2)]);
    assert_eq!(shown(0), [(None, Kind::Root(0)), (Some(Word::LedTo), Kind::Event(1)), beside(2), beside(3)]);
    let many = tree(&Referring(30), 9, &Opened::new());
    let fold = Fold { way: Way::Beside, of: 9, series: false };
    let folds: Vec<_> =
        many.iter().filter(|line| matches!(line.kind, Kind::More { .. })).map(|line| line.kind).collect();
    assert_eq!(folds, [Kind::More { fold, count: 23, at_least: false }]);
    assert_eq!(tree(&Referring(30), 9, &Opened::from([(fold, 1)])).len(), 30);
}

#[test]
fn a_series_is_a_column_and_folds_before_its_last() {
    let short: Vec<_> = (0..4).map(|at| (at, at + 1, true)).collect();
    assert_eq!(drawn(&short, 2, &Opened::new()), ["`-0", "+-1", "[2]", "+-3", "`-4"]);
    let long: Vec<_> = (0..20).map(|at| (at, at + 1, true)).collect();
    let folded = drawn(&long, 0, &Opened::new());
    assert_eq!(folded, ["[0]", "+-1", "+-2", "+-3", "+-4", "+-5", "+-…14", "`-20"]);
    let opened = Opened::from([(Fold { way: Way::On, of: 1, series: true }, 1)]);
    assert_eq!(drawn(&long, 0, &opened).len(), 21);
}

#[test]
fn a_deep_chain_folds_and_goes_on_where_it_is_opened() {
    let deep: Vec<_> = (0..30).map(|at| (at, at + 1, false)).collect();
    let folded = drawn(&deep, 0, &Opened::new());
    assert_eq!(folded.len(), LEVELS + 2);
    assert!(folded.last().unwrap().ends_with("…1"));
    let opened = Opened::from([(Fold { way: Way::On, of: LEVELS as u32, series: false }, 1)]);
    assert_eq!(drawn(&deep, 0, &opened).len(), 2 * LEVELS + 2);
}

#[test]
fn what_is_shared_or_goes_in_a_circle_is_shown_once() {
    let shared = [(0, 1, false), (0, 2, false), (1, 3, false), (2, 3, false), (3, 4, false)];
    assert_eq!(drawn(&shared, 0, &Opened::new()), ["[0]", "+-1", "| `-3", "|   `-4", "`-2", "  `-3^"]);
    let circle = [(0, 1, false), (1, 2, false), (2, 0, false)];
    assert_eq!(drawn(&circle, 0, &Opened::new()), ["    `-0v", "  `-1", "`-2", "[0]", "`-1^"]);
    let own = [(0, 0, false)];
    assert_eq!(drawn(&own, 0, &Opened::new()), ["`-0v", "[0]", "`-0^"]);
}

#[test]
fn the_links_of_the_small_data_are_told_from_both_ends() {
    let store = crate::store::tests::small();
    let (kishi, fmstan) = (store.row("kishi").unwrap(), store.row("fmstan").unwrap());
    assert_eq!(store.around(kishi, Way::On), [(Word::LedTo, fmstan)]);
    assert_eq!(store.around(fmstan, Way::Back), [(Word::FollowedFrom, kishi)]);
}

/// What a plain walk reaches.
fn reached(links: &Links, root: u32, way: Way) -> HashSet<u32> {
    let (mut seen, mut next) = (HashSet::from([root]), vec![root]);
    while let Some(row) = next.pop() {
        next.extend(links.around(row, way).into_iter().map(|(_, to)| to).filter(|to| seen.insert(*to)));
    }
    seen
}

/// The tree with every fold opened until there is none.
fn opened_wholly(graph: &Links, root: u32) -> Vec<Line> {
    let mut opened = Opened::new();
    loop {
        let lines = tree(graph, root, &opened);
        let folds: Vec<Fold> = lines
            .iter()
            .filter_map(|line| if let Kind::More { fold, .. } = line.kind { Some(fold) } else { None })
            .collect();
        if folds.is_empty() {
            return lines;
        }
        for fold in folds {
            *opened.entry(fold).or_default() += 1;
        }
    }
}

fn events(lines: &[Line]) -> Vec<u32> {
    let own = |line: &Line| match line.kind {
        Kind::Root(row) | Kind::Event(row) => Some(row),
        _ => None,
    };
    lines.iter().filter_map(own).collect()
}

fn any_links(events: u32, most: usize) -> impl Strategy<Value = Vec<(u32, u32, bool)>> {
    proptest::collection::vec((0..events, 0..events, any::<bool>()), 0..most)
}

proptest! {
    #[test]
    fn any_tree_ends_and_shows_each_event_once(links in any_links(30, 90), root in 0..30_u32) {
        let links = Links(links);
        for lines in [tree(&links, root, &Opened::new()), opened_wholly(&links, root)] {
            let mut shown = events(&lines);
            let all = shown.len();
            shown.sort_unstable();
            shown.dedup();
            prop_assert_eq!(shown.len(), all);
            for line in &lines {
                if let Kind::Again { row, .. } = line.kind {
                    prop_assert!(shown.contains(&row), "{row} is said to be elsewhere");
                }
            }
        }
    }

    #[test]
    fn without_circles_the_opened_tree_shows_all_that_a_plain_walk_reaches(links in any_links(40, 90), root in 0..40_u32) {
        let forward = links.into_iter().filter(|(a, b, _)| a != b).map(|(a, b, series)| (a.min(b), a.max(b), series));
        let links = Links(forward.collect());
        let shown: HashSet<u32> = events(&opened_wholly(&links, root)).into_iter().collect();
        let plain: HashSet<u32> =
            reached(&links, root, Way::Back).union(&reached(&links, root, Way::On)).copied().collect();
        prop_assert_eq!(shown, plain);
    }
}
