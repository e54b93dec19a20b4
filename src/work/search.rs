//! The searcher: one thread, one slot for the newest question, answers stamped with the question's generation.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::query::{Answer, Ctx, Plan, QueryError, answer, parse_with, words};
use crate::store::Store;

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
}

/// What the searcher answers.
#[derive(Debug)]
pub struct Reply {
    /// The question's generation.
    pub generation: u64,
    /// The answer, or every mistake in the line.
    pub outcome: Result<Box<Solved>, Vec<QueryError>>,
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
}

/// Answers a question on this thread; `None` where `go_on` said that it is out of date.
pub fn solve(question: &Question, go_on: &dyn Fn() -> bool) -> Option<Reply> {
    let store = &*question.store;
    let parsed = parse_with(&question.line, &|text| words::is_word(store, text));
    let outcome = match Plan::new(&parsed, store) {
        Err(errors) => Err(errors),
        Ok(plan) => {
            let answer = answer(&plan, store, question.ctx, go_on)?;
            Ok(Box::new(Solved { query: parsed.query, plan, answer }))
        }
    };
    Some(Reply { generation: question.generation, outcome })
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
    pub fn start(tell: impl Fn(Reply) + Send + 'static) -> std::io::Result<Self> {
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

    fn serve(&self, tell: &impl Fn(Reply)) {
        while let Some(question) = self.next() {
            let wanted = || self.newest.load(Ordering::Acquire) == question.generation;
            if let Some(reply) = solve(&question, &wanted)
                && wanted()
            {
                tell(reply);
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
        let searcher = Searcher::start(move |reply| tell.send(reply).unwrap()).unwrap();
        let store = Arc::new(small());
        for (generation, line) in (1..).zip(["f", "fo", "for", "foru", "forum"]) {
            let ctx = Ctx { today: Day::LAST };
            searcher.ask(Question { generation, line: line.into(), store: Arc::clone(&store), ctx });
        }
        let last = std::iter::from_fn(|| told.recv().ok()).find(|reply| reply.generation == 5).unwrap();
        assert_eq!(last.outcome.unwrap().answer.rows.len(), 2);
        drop(searcher);
        assert!(told.recv().is_err(), "the thread has ended");
    }

    #[test]
    fn a_bad_line_is_answered_with_its_mistakes() {
        let ctx = Ctx { today: Day::LAST };
        let question = Question { generation: 1, line: "country:zzz".into(), store: Arc::new(small()), ctx };
        assert_eq!(solve(&question, &|| true).unwrap().outcome.unwrap_err().len(), 1);
    }
}
