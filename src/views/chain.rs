//! What led to what: the events before and after one as a tree in lines, folded where it is long or deep, and those that its
//! page refers to beside them.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::data::Link;
use crate::store::Store;
use crate::text::wording::Word;

/// Which way one goes from an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// To what led to it, what came before it in its series or in its place, and what it is a part of.
    Back,
    /// To what it led to, what came after it, and its parts.
    On,
    /// To what is only referred to, from the event itself and no further.
    Beside,
}

/// Events and the links between them.
pub trait Graph {
    /// The events one link away and how each stands to this one, the nearest first, each once.
    fn around(&self, row: u32, way: Way) -> Vec<(Word, u32)>;
}

/// What is folded: the branches of an event, or a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fold {
    /// The way.
    pub way: Way,
    /// The row of the event that has the branches, or of the first of the series.
    pub of: u32,
    /// Whether a series is folded.
    pub series: bool,
}

/// How often each fold was opened; every time shows more of it.
pub type Opened = HashMap<Fold, usize>;

/// What a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The event from which the tree is drawn.
    Root(u32),
    /// An event, in the only line that its branches hang from.
    Event(u32),
    /// An event that has its line elsewhere: above, or else below.
    Again {
        /// Its row.
        row: u32,
        /// Whether its line stands above.
        above: bool,
    },
    /// Events that are folded away.
    More {
        /// What is folded.
        fold: Fold,
        /// How many they are.
        count: usize,
        /// Whether there may be more of them: nobody has counted further.
        at_least: bool,
    },
}

impl Kind {
    /// The row of the event that is shown.
    pub fn row(self) -> Option<u32> {
        match self {
            Self::Root(row) | Self::Event(row) | Self::Again { row, .. } => Some(row),
            Self::More { .. } => None,
        }
    }
}

/// What stands before a line, for each level of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guide {
    /// Nothing: the branches of this level have ended.
    Blank,
    /// A branch that goes by.
    Pass,
    /// A branch to this line; others follow.
    Branch,
    /// The last branch to this line.
    End,
}

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it shows.
    pub kind: Kind,
    /// Whether it stands above the root.
    pub way: Way,
    /// How the event stands to the one that it hangs from.
    pub word: Option<Word>,
    /// What stands before it.
    pub guides: Vec<Guide>,
}

/// How many levels are shown before the rest is folded.
const LEVELS: usize = 7;
/// How many branches are shown before the rest is folded, the last one apart.
const BRANCHES: usize = 5;
/// How many more are shown when a fold is opened.
const STEP: usize = 40;
/// How many events the tree shows at first.
const EVENTS: usize = 400;
/// How many links of one event are looked at, of each end.
const LINKS: usize = 2000;
/// How far a series is followed beyond what is shown of it, to count it.
const COUNTED: usize = 60;
/// How far all series of the tree are followed together.
const FOLLOWED: usize = 1200;

/// The tree of an event as lines: what came before it above, what came after it below, then what else it is linked with.
pub fn tree(graph: &dyn Graph, root: u32, opened: &Opened) -> Vec<Line> {
    let most = EVENTS + STEP * opened.values().sum::<usize>();
    let seen = HashSet::from([root]);
    let mut grower = Grower { graph, opened, most, nodes: Vec::new(), seen, followed: 0 };
    let [back, mut on, beside] = [Way::Back, Way::On, Way::Beside].map(|way| grower.grow(root, way));
    on.extend(beside);
    let Grower { nodes, .. } = grower;
    let mut lines = Vec::new();
    flatten(&nodes, &back, Way::Back, &mut Vec::new(), &mut lines);
    // What came before stands above, the nearest lowest.
    lines.reverse();
    lines.push(Line { kind: Kind::Root(root), way: Way::On, word: None, guides: Vec::new() });
    flatten(&nodes, &on, Way::On, &mut Vec::new(), &mut lines);
    tell_where(&mut lines);
    lines
}

/// An event or a fold, and the nodes that hang from it.
struct Node {
    kind: Kind,
    word: Option<Word>,
    children: Vec<usize>,
}

struct Grower<'a> {
    graph: &'a dyn Graph,
    opened: &'a Opened,
    most: usize,
    nodes: Vec<Node>,
    seen: HashSet<u32>,
    followed: usize,
}

impl Grower<'_> {
    /// Grows the tree one way, level by level, so that an event stands as near to the root as it can; gives the root's branches.
    fn grow(&mut self, root: u32, way: Way) -> Vec<usize> {
        let mut queue = VecDeque::from([(None, root, 0)]);
        let mut first = Vec::new();
        while let Some((node, of, level)) = queue.pop_front() {
            let fold = Fold { way, of, series: false };
            let opened = self.opened.get(&fold).copied();
            // Whoever opens a fold sees as many levels again.
            let level = if opened.is_some() { 0 } else { level };
            let mut around = self.graph.around(of, way);
            if node.is_some() {
                // The rest of its own series stands beside it.
                around.retain(|(word, _)| !is_series(*word));
            }
            if way == Way::Beside {
                // What has its line already is found there.
                around.retain(|(_, row)| !self.seen.contains(row));
            }
            let children = if level >= LEVELS && !around.is_empty() {
                vec![self.add(Kind::More { fold, count: around.len(), at_least: true }, None)]
            } else {
                self.branches(fold, &around)
            };
            for child in &children {
                if let (Kind::Event(row), Way::Back | Way::On) = (self.nodes[*child].kind, way) {
                    queue.push_back((Some(*child), row, level + 1));
                }
            }
            match node {
                Some(node) => self.nodes[node].children = children,
                None => first = children,
            }
        }
        first
    }

    fn add(&mut self, kind: Kind, word: Option<Word>) -> usize {
        self.nodes.push(Node { kind, word, children: Vec::new() });
        self.nodes.len() - 1
    }

    /// How many lines of a fold are shown at its beginning, and from which on at its end. A fold that hides one or two says no
    /// less than they do.
    fn shown(&self, fold: Fold, len: usize) -> (usize, usize) {
        let most = self.most_of(fold);
        if len > most + 3 { (most, len - 1) } else { (len, len) }
    }

    fn most_of(&self, fold: Fold) -> usize {
        BRANCHES + self.opened.get(&fold).copied().unwrap_or_default() * STEP
    }

    /// The branches of an event, each with the rest of its series after it.
    fn branches(&mut self, fold: Fold, around: &[(Word, u32)]) -> Vec<usize> {
        let (head, tail) = self.shown(fold, around.len());
        let mut out = Vec::new();
        for (at, first) in around.iter().enumerate().filter(|(at, _)| *at < head || *at >= tail) {
            if at == tail {
                out.push(self.add(Kind::More { fold, count: tail - head, at_least: around.len() >= LINKS }, None));
            }
            if self.nodes.len() >= self.most {
                out.push(self.add(Kind::More { fold, count: around.len() - at, at_least: true }, None));
                break;
            }
            self.column(fold.way, *first, &mut out);
        }
        out
    }

    /// An event and the rest of its series.
    fn column(&mut self, way: Way, first: (Word, u32), out: &mut Vec<usize>) {
        let fold = Fold { way, of: first.1, series: true };
        let (run, at_least) = self.run(way, first, self.most_of(fold));
        let (head, tail) = self.shown(fold, run.len());
        let mut known = false;
        for (at, (word, row)) in run.iter().enumerate().filter(|(at, _)| *at < head || *at >= tail) {
            // Where an event has its line elsewhere, the rest of its series follows it there.
            let hidden = |(_, row): &&(Word, u32)| !known || !self.seen.contains(row);
            let count = if at == tail { run[head..tail].iter().filter(hidden).count() } else { 0 };
            if count > 0 {
                out.push(self.add(Kind::More { fold, count, at_least }, None));
            }
            let is_new = self.seen.insert(*row);
            if is_new || !known {
                let kind = if is_new { Kind::Event(*row) } else { Kind::Again { row: *row, above: true } };
                out.push(self.add(kind, Some(*word)));
            }
            known |= !is_new;
        }
    }

    /// An event and the rest of its series, each once, so far that it is more than `most`; and whether nobody has counted
    /// further.
    fn run(&mut self, way: Way, first: (Word, u32), most: usize) -> (Vec<(Word, u32)>, bool) {
        let (mut run, mut next) = (Vec::new(), vec![first]);
        let mut within = HashSet::new();
        while let Some((word, row)) = next.pop() {
            if !within.insert(row) {
                continue;
            }
            if run.len() >= most + COUNTED || self.followed >= self.most + FOLLOWED {
                return (run, true);
            }
            run.push((word, row));
            self.followed += 1;
            let mut series = self.graph.around(row, way);
            series.retain(|(word, row)| is_series(*word) && !within.contains(row));
            next.extend(series.into_iter().rev());
        }
        (run, false)
    }
}

/// Whether an event belongs to the same series as the one that it hangs from.
fn is_series(word: Word) -> bool {
    matches!(word, Word::Next | Word::Previous)
}

/// Adds the lines of nodes and of what hangs from them.
fn flatten(nodes: &[Node], own: &[usize], way: Way, guides: &mut Vec<Guide>, lines: &mut Vec<Line>) {
    for (at, node) in own.iter().enumerate() {
        let is_last = at + 1 == own.len();
        let Node { kind, word, children } = &nodes[*node];
        guides.push(if is_last { Guide::End } else { Guide::Branch });
        lines.push(Line { kind: *kind, way, word: *word, guides: guides.clone() });
        guides.pop();
        guides.push(if is_last { Guide::Blank } else { Guide::Pass });
        flatten(nodes, children, way, guides, lines);
        guides.pop();
    }
}

/// Says of each event that has its line elsewhere whether that is above.
fn tell_where(lines: &mut [Line]) {
    let own = |line: &Line| match line.kind {
        Kind::Root(row) | Kind::Event(row) => Some(row),
        _ => None,
    };
    let places: HashMap<u32, usize> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((own(line)?, at))).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        if let Kind::Again { row, above } = &mut line.kind {
            *above = places.get(row).is_some_and(|place| *place < at);
        }
    }
}

impl Graph for Store {
    fn around(&self, row: u32, way: Way) -> Vec<(Word, u32)> {
        // A cause, a series and a successor are written from the earlier event, a revision and a part from the later one.
        let goes = |rel: &str, outward: bool| match (rel, outward) {
            ("LedTo" | "Next" | "SucceededBy", true) | ("Revises" | "PartOf", false) => way == Way::On,
            ("LedTo" | "Next" | "SucceededBy", false) | ("Revises" | "PartOf", true) => way == Way::Back,
            _ => way == Way::Beside,
        };
        let event = self.event(row);
        let out = event.links().iter().take(LINKS).filter(|link: &&Link| goes(link.rel(), true));
        let out = out.filter_map(|link| Some((Word::link(link.rel()), self.row(link.to())?)));
        let inward = event.links_in().iter().take(LINKS).filter(|(rel, _)| goes(rel, false));
        let inward = inward.map(|(rel, from)| (Word::link_back(rel), *from));
        let mut found: Vec<(Word, u32)> = out.chain(inward).collect();
        found.sort_by_key(|(word, row)| (*row, !is_series(*word)));
        found.dedup_by_key(|(_, row)| *row);
        if way == Way::Back {
            found.reverse();
        }
        found
    }
}

#[cfg(test)]
mod tests;
