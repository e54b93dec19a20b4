//! The links of events, seen from the events that they lead to.

use crate::data::Link;

use super::parts::{Damaged, Part, Parts};

/// For each event that others link to: by what relation and from which rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LinksIn {
    /// The rows that are linked to, rising.
    to: Vec<u32>,
    /// Where the links of each of them end.
    ends: Vec<u32>,
    from: Vec<(&'static str, u32)>,
}

impl LinksIn {
    /// Of links, each given as the row it leads to, the relation and the row it comes from.
    pub(super) fn of(mut links: Vec<(u32, &'static str, u32)>) -> Self {
        links.sort_by_key(|(to, ..)| *to);
        let mut all = Self::default();
        for (to, rel, from) in links {
            if all.to.last() != Some(&to) {
                all.to.push(to);
                all.ends.push(all.from.len() as u32);
            }
            all.from.push((rel, from));
            if let Some(end) = all.ends.last_mut() {
                *end += 1;
            }
        }
        all
    }

    /// The links that lead to a row.
    pub(super) fn to(&self, row: u32) -> &[(&'static str, u32)] {
        let Ok(at) = self.to.binary_search(&row) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.from[start as usize..self.ends[at] as usize]
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        let number = |rel: &str| Link::NAMES.iter().position(|name| *name == rel).unwrap_or_default() as u8;
        parts.extend([
            Part::of_numbers(&self.to),
            Part::of_numbers(&self.ends),
            Part::of_bytes(self.from.iter().map(|(rel, _)| number(rel))),
            Part::Numbers(self.from.iter().map(|(_, row)| *row).collect()),
        ]);
    }

    /// The links among so many rows.
    pub(super) fn unpack(parts: &mut Parts, rows: usize) -> Result<Self, Damaged> {
        let to = parts.numbers()?;
        let ends = parts.numbers_of(to.len())?;
        let rels = parts.bytes()?;
        let from = parts.numbers_of(rels.len())?;
        let rising = to.is_sorted_by(|a, b| a < b) && ends.is_sorted();
        let whole = ends.last().map_or(0, |end| *end as usize) == from.len();
        let known = to.iter().chain(&from).all(|row| (*row as usize) < rows);
        if !(rising && whole && known) {
            return Err(Damaged("the links"));
        }
        let from = rels.iter().zip(from).map(|(rel, row)| Some((*Link::NAMES.get(*rel as usize)?, row)));
        Ok(Self { to, ends, from: from.collect::<Option<_>>().ok_or(Damaged("a relation"))? })
    }
}
