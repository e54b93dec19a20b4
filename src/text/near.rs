//! The nearest known name for a misspelt one, for suggestions in messages.

use super::fold::fold;

/// How many single-letter insertions, deletions, changes and swaps of neighbours part two texts.
pub fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

/// The candidate nearest to a misspelt name, if one is near enough to be meant: at most a third of its letters differ.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = fold(name);
    let length = name.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (candidate, fold(candidate)))
        .filter(|(_, folded)| folded.chars().count().abs_diff(length) <= limit || begins(folded, &name, length))
        .map(|(candidate, folded)| {
            // A name typed only halfway is meant more often than one with as many letters wrong.
            let far = if begins(&folded, &name, length) { 1 } else { distance(&name, &folded) };
            (far, candidate)
        })
        .filter(|(far, _)| *far <= limit)
        // Letters are left out more often than added, so of two equally near names the longer is meant.
        .min_by_key(|(far, candidate)| {
            let letters = candidate.chars().count();
            (*far, letters.abs_diff(length), std::cmp::Reverse(letters), *candidate)
        })
        .map(|(_, candidate)| candidate)
}

fn begins(folded: &str, name: &str, length: usize) -> bool {
    length >= 3 && folded.starts_with(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_each_kind_of_slip_once() {
        for (a, b, n) in
            [("", "", 0), ("", "ab", 2), ("title", "titel", 1), ("kind", "kinds", 1), ("外務省", "外交省", 1)]
        {
            assert_eq!(distance(a, b), n, "{a} {b}");
            assert_eq!(distance(b, a), n, "{b} {a}");
        }
    }

    #[test]
    fn offers_only_what_may_be_meant() {
        let known = ["royal-society", "unesco", "ingsa", "title"];
        assert_eq!(nearest("royal-socity", known), Some("royal-society"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("roy", known), Some("royal-society"));
        assert_eq!(nearest("zzzz", known), None);
    }
}
