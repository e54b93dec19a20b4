//! The searcher: one thread, one slot for the newest question, answers stamped with the question's generation.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::share::share;
use crate::query::complete::{Completion, From, complete};
use crate::query::{
    Answer, Asked, Ctx, Parsed, Plan, QueryError, Recall, Run, answer_in_steps, parse_with, rows_without, words,
};
use crate::store::Store;
use crate::text::Lang;
use crate::views::picture::{Picture, picture};

/// What is asked of the searcher.
#[derive(Clone, Debug)]
pub struct Question {
    /// Which question this is; a greater one makes it out of date.
    pub generation: u64,
    /// The line of the query.
    pub line: String,
    /// The data.
    pub store: Arc<Store>,
    /// What else the answer depends on.
    pub ctx: Ctx,
    /// The row that the reader looks at: of many events those around it are found first.
    pub near: Option<u32>,
    /// Where in the line one types, and the language of what is offered there; nothing is offered where one does not.
    pub typing: Option<(usize, Lang)>,
}

impl Question {
    /// A question that nobody looks at while it is answered.
    pub fn new(line: &str, store: Arc<Store>, ctx: Ctx) -> Self {
        Self { generation: 1, line: line.to_owned(), store, ctx, near: None, typing: None }
    }
}

/// What the searcher tells of a question.
#[derive(Debug)]
pub enum Told {
    /// The answer, or as much of it as is there.
    Reply(Reply),
    /// What may be meant at the cursor, after the answer: the question's generation and the offers.
    Offers(u64, Completion),
}

/// What the searcher answers.
#[derive(Debug)]
pub struct Reply {
    /// The question's generation.
    pub generation: u64,
    /// The line as it is read with the data at hand.
    pub parsed: Parsed,
    /// How much of the answer is there.
    pub stage: Stage,
    /// The answer, or every mistake in the line.
    pub outcome: Result<Box<Solved>, Vec<QueryError>>,
}

/// How much of an answer is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The rows in their order, or some of them, but not all that is counted and ranked; the rest follows.
    Rows,
    /// All of it.
    Whole,
}

/// A good line's plan and its answer.
#[derive(Debug, Clone)]
pub struct Solved {
    /// The query that was answered.
    pub query: crate::query::Query,
    /// What its values were looked up to be.
    pub plan: Plan,
    /// The events.
    pub answer: Answer,
    /// What the view draws beside them.
    pub picture: Picture,
}

/// From this many events on, the rows are told before the counts: below it, all is there sooner than two pictures could be
/// told apart.
const MANY: usize = if cfg!(test) { 8 } else { 50_000 };

/// From this many events on, the work is shared out: below it, waking a thread costs more than it does.
const SHARED: usize = if cfg!(test) { 8 } else { 20_000 };

/// Answers a question; `None` where `go_on` said that it is out of date.
pub fn solve(question: &Question, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Reply> {
    solve_in_steps(question, go_on, &mut Recall::default(), &mut |_| {})
}

/// The same with what was found for the questions before; `tell` gets what is there of an answer before it is whole.
pub fn solve_in_steps(
    question: &Question,
    go_on: &(dyn Fn() -> bool + Sync),
    recall: &mut Recall,
    tell: &mut dyn FnMut(Reply),
) -> Option<Reply> {
    let store = &*question.store;
    let many = store.len() >= MANY;
    let run = run(store, go_on);
    let parsed = parse_with(&question.line, &|text| words::is_word(store, text));
    let reply = |stage, outcome| Reply { generation: question.generation, parsed: parsed.clone(), stage, outcome };
    let mut plan = match Plan::new(&parsed, store) {
        Ok(plan) => plan,
        Err(errors) => return Some(reply(Stage::Whole, Err(errors))),
    };
    let solved = |plan: &Plan, answer, picture| {
        Ok(Box::new(Solved { query: parsed.query.clone(), plan: plan.clone(), answer, picture }))
    };
    let mut ask = |plan: &Plan, recall: &mut Recall| {
        let asked = Asked { plan, store, ctx: question.ctx, near: question.near.filter(|_| many) };
        answer_in_steps(asked, &run, recall, &mut |first| {
            if many && go_on() {
                tell(reply(Stage::Rows, solved(plan, first.clone(), Picture::None)));
            }
        })
    };
    let mut answer = ask(&plan, recall)?;
    if let Some((looser, mut guesses)) = plan.loosened().filter(|_| answer.rows.is_empty()) {
        let found = ask(&looser, recall)?;
        // Where neither finds anything, the one whose words can be told to be in the way.
        let in_the_way = |answer: &Answer| answer.without.iter().any(|without| *without > 0);
        if !found.rows.is_empty() || (in_the_way(&found) && !in_the_way(&answer)) {
            guesses.extend(found.guesses);
            (plan, answer) = (looser, Answer { guesses, ..found });
        }
    }
    let asked = Asked { plan: &plan, store, ctx: question.ctx, near: None };
    let mut without = |group| rows_without(asked, group, &run, recall);
    let picture = picture(asked, &parsed.query, &answer, (go_on, &mut without))?;
    Some(reply(Stage::Whole, solved(&plan, answer, picture)))
}

/// Who does the work in a store.
fn run<'a>(store: &Store, go_on: &'a (dyn Fn() -> bool + Sync)) -> Run<'a> {
    if store.len() >= SHARED { Run { go_on, crew: &share } } else { Run::alone(go_on) }
}

/// The most values that are offered at a time.
const OFFERS: usize = 8;

/// What may be meant where one types, for a question; nothing where one does not type. What `go_on` says to be out of date
/// goes uncounted.
pub fn offers(question: &Question, go_on: &(dyn Fn() -> bool + Sync), recall: &RefCell<Recall>) -> Completion {
    let Some((cursor, lang)) = question.typing else { return Completion::default() };
    let (store, run) = (&*question.store, run(&question.store, go_on));
    let from = From { store, ctx: question.ctx, lang, most: OFFERS, run, recall };
    complete(&question.line, cursor, from)
}

/// A thread that answers questions; it ends when this is dropped.
#[derive(Debug)]
pub struct Searcher {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    newest: AtomicU64,
    slot: Mutex<Slot>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct Slot {
    question: Option<Question>,
    prepare: Option<Arc<Store>>,
    closed: bool,
}

impl Searcher {
    /// Starts the thread; `tell` gets each reply that is still wanted when it is ready.
    pub fn start(tell: impl Fn(Told) + Send + 'static) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        std::thread::Builder::new().name("search".into()).spawn(move || own.serve(&tell))?;
        Ok(Self { shared })
    }

    /// Makes ready what the first word will need, when there is nothing else to do.
    pub fn prepare(&self, store: Arc<Store>) {
        self.shared.slot().prepare = Some(store);
        self.shared.filled.notify_one();
    }

    /// Asks a question in place of the one before.
    pub fn ask(&self, question: Question) {
        self.shared.newest.store(question.generation, Ordering::Release);
        self.shared.slot().question = Some(question);
        self.shared.filled.notify_one();
    }
}

impl Drop for Searcher {
    fn drop(&mut self) {
        self.shared.newest.store(u64::MAX, Ordering::Release);
        self.shared.slot().closed = true;
        self.shared.filled.notify_one();
    }
}

impl Shared {
    /// The slot; a thread that died while it held it left it whole, as every change of it is one assignment.
    fn slot(&self) -> std::sync::MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, tell: &impl Fn(Told)) {
        let recall = RefCell::new(Recall::default());
        while let Some(question) = self.next() {
            let wanted = || self.newest.load(Ordering::Acquire) == question.generation;
            let reply = solve_in_steps(&question, &wanted, &mut recall.borrow_mut(), &mut |reply| {
                tell(Told::Reply(reply));
            });
            if let Some(reply) = reply.filter(|_| wanted()) {
                tell(Told::Reply(reply));
            }
            if question.typing.is_some() && wanted() {
                let offers = offers(&question, &wanted, &recall);
                if wanted() {
                    tell(Told::Offers(question.generation, offers));
                }
            }
        }
    }

    fn next(&self) -> Option<Question> {
        let mut slot = self.slot();
        loop {
            if slot.closed {
                return None;
            }
            if let Some(question) = slot.question.take() {
                return Some(question);
            }
            if let Some(store) = slot.prepare.take() {
                drop(slot);
                words::prepare(&store);
                slot = self.slot();
                continue;
            }
            slot = self.filled.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::data::Day;
    use crate::store::tests::small;

    #[test]
    fn the_newest_question_is_answered_last_and_only_wanted_answers_come() {
        let (tell, told) = mpsc::channel();
        let searcher = Searcher::start(move |told| {
            if let Told::Reply(reply) = told {
                tell.send(reply).unwrap();
            }
        })
        .unwrap();
        let store = Arc::new(small());
        for (generation, line) in (1..).zip(["f", "fo", "for", "foru", "forum"]) {
            let ctx = Ctx { today: Day::LAST };
            searcher.ask(Question { generation, ..Question::new(line, Arc::clone(&store), ctx) });
        }
        let last = std::iter::from_fn(|| told.recv().ok())
            .find(|reply| (reply.generation, reply.stage) == (5, Stage::Whole))
            .unwrap();
        assert_eq!(last.outcome.unwrap().answer.rows.len(), 2);
        drop(searcher);
        assert!(told.recv().is_err(), "the thread has ended");
    }

    #[test]
    fn answers_are_the_same_on_all_cores_after_any_questions_and_in_two_steps() {
        let store = Arc::new(small());
        assert!(store.len() >= MANY);
        let ctx = Ctx { today: Day::LAST };
        let mut recall = Recall::default();
        let lines =
            ["s", "sc", "sci", "sc", "science advi", "wsf | iter", "!forum sci", "country:JP sci sort:score", "zzz"];
        for line in lines.into_iter().chain(lines.into_iter().rev()) {
            let question = Question::new(line, Arc::clone(&store), ctx);
            let mut first = None;
            let reply = solve_in_steps(&question, &|| true, &mut recall, &mut |reply| first = Some(reply)).unwrap();
            let solved = reply.outcome.unwrap();
            let plain = crate::query::answer(&solved.plan, &store, ctx, &|| true).unwrap();
            assert_eq!(solved.answer, plain, "{line}");
            // What is recalled is there at once; else all rows come first, or in the order of ranks the best.
            let Some(first) = first.map(|reply| reply.outcome.unwrap().answer) else { continue };
            assert_eq!(first.is_part, line.contains("sort:score"), "{line}");
            assert!(plain.rows.starts_with(&first.rows), "{line}");
            assert!(first.is_part || first.rows == plain.rows, "{line}");
        }
    }

    #[test]
    fn a_bad_line_is_answered_with_its_mistakes() {
        let ctx = Ctx { today: Day::LAST };
        let question = Question::new("country:zzz", Arc::new(small()), ctx);
        assert_eq!(solve(&question, &|| true).unwrap().outcome.unwrap_err().len(), 1);
    }
}
