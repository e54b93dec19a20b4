//! Work shared out among the processor's cores.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon_core::{ThreadPool, ThreadPoolBuilder};

/// More threads than this only wait for memory.
const MOST: usize = 8;

/// The threads that help, one less than the cores; made when there is work to share, and asleep when there is none. `None`
/// where there is one core, or no thread can be had.
fn helpers() -> Option<&'static ThreadPool> {
    static HELPERS: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let make = || {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST);
        let threads = cores.checked_sub(1).filter(|threads| *threads > 0)?;
        ThreadPoolBuilder::new().num_threads(threads).thread_name(|at| format!("share {at}")).build().ok()
    };
    HELPERS.get_or_init(make).as_ref()
}

/// Does pieces of work on all cores, each taking the next piece when it has done one; ends when all are done.
pub fn share(pieces: usize, work: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    let take = || {
        while let Some(piece) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|piece| *piece < pieces) {
            work(piece);
        }
    };
    let Some(helpers) = helpers().filter(|_| pieces > 1) else { return take() };
    helpers.in_place_scope(|scope| {
        for _ in 0..helpers.current_num_threads().min(pieces - 1) {
            scope.spawn(|_| take());
        }
        take();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_done_once() {
        for pieces in [0, 1, 2, 1000] {
            let done: Vec<AtomicUsize> = (0..pieces).map(|_| AtomicUsize::new(0)).collect();
            share(pieces, &|piece| {
                done[piece].fetch_add(1, Ordering::Relaxed);
            });
            assert!(done.iter().all(|done| done.load(Ordering::Relaxed) == 1));
        }
    }
}
