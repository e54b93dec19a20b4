//! Where the values of rows end in what holds them one after the other, in little more than a byte a row.
//!
//! Its functions are called in very many places; copied into each of them they would make the binary much longer and
//! nothing faster.

use std::borrow::Cow;
use std::ops::Range;

use super::gather::Place;
use super::parts::{Damaged, Part, Parts};

/// How many rows have one start in common; a start within them is found by adding up what is before it.
const BLOCK: usize = 16;

/// The lengths of rows, and where every sixteenth of them starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ends {
    /// The lowest byte of the length of each row.
    low: Cow<'static, [u8]>,
    /// The higher bytes, each for all rows: only as many as the longest of them needs.
    high: Vec<Vec<u8>>,
    /// Where the rows of each block start.
    starts: Vec<u32>,
    /// Where the last row ends.
    end: u32,
}

impl Ends {
    /// Those of no row.
    pub(super) const NONE: Self = Self { low: Cow::Borrowed(&[]), high: Vec::new(), starts: Vec::new(), end: 0 };

    /// Adds the next row, which ends there: not before the row before it.
    #[inline(never)]
    pub(super) fn push(&mut self, end: usize) {
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        let rows = self.low.len();
        if rows.is_multiple_of(BLOCK) {
            self.starts.push(self.end);
        }
        let [low, higher @ ..] = end.saturating_sub(self.end).to_le_bytes();
        while higher.iter().skip(self.high.len()).any(|byte| *byte != 0) {
            self.high.push(vec![0; rows]);
        }
        self.low.to_mut().push(low);
        for (bytes, byte) in self.high.iter_mut().zip(higher) {
            bytes.push(byte);
        }
        self.end = self.end.max(end);
    }

    /// Ends that were noted one after the other.
    pub(super) fn of(ends: impl IntoIterator<Item = usize>) -> Self {
        let mut all = Self::default();
        ends.into_iter().for_each(|end| all.push(end));
        all.shrink();
        all
    }

    /// Those of pieces in the order of rows.
    pub(super) fn gathered(pieces: &[Self], order: &[Place]) -> Self {
        let lengths = order.iter().map(|place| {
            let (ends, row) = place.of(pieces);
            ends.length(row)
        });
        Self::of(lengths.scan(0, |end, length| {
            *end += length;
            Some(*end)
        }))
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.low.len()
    }

    /// Where a row starts; past the end, where the last one ends.
    #[inline(never)]
    pub(super) fn start(&self, row: u32) -> usize {
        let row = row as usize;
        let Some(start) = self.starts.get(row / BLOCK).filter(|_| row < self.len()) else { return self.end as usize };
        let before = *start as usize + sum_before(&self.low, row);
        if self.high.is_empty() {
            return before;
        }
        before + self.planes().skip(1).map(|(bytes, shift)| sum_before(bytes, row) << shift).sum::<usize>()
    }

    /// The lowest bytes of the lengths, then the next ones, each with what they are to be shifted by.
    fn planes(&self) -> impl Iterator<Item = (&[u8], u32)> {
        std::iter::once(&*self.low).chain(self.high.iter().map(Vec::as_slice)).zip([0, 8, 16, 24])
    }

    /// The length of a row; none past the end.
    pub(super) fn length(&self, row: u32) -> usize {
        let low = usize::from(self.low.get(row as usize).copied().unwrap_or_default());
        if self.high.is_empty() { low } else { low + self.higher(row as usize) }
    }

    /// What the higher bytes say of the length of a row.
    #[inline(never)]
    fn higher(&self, row: usize) -> usize {
        let high = |(bytes, shift): (&Vec<u8>, u32)| usize::from(bytes.get(row).copied().unwrap_or_default()) << shift;
        self.high.iter().zip([8, 16, 24]).map(high).sum()
    }

    /// From where to where a row goes.
    pub(super) fn range(&self, row: u32) -> Range<usize> {
        let start = self.start(row);
        start..start + self.length(row)
    }

    /// The first row from `from` on that ends after a place; where there is none, a row past the end.
    #[inline(never)]
    pub(super) fn row_of(&self, place: usize, from: u32) -> u32 {
        let first = from as usize / BLOCK;
        // Mostly the row is near, so look at the next blocks, then further and further.
        let starts = self.starts.get(first..).unwrap_or_default();
        let is_before = |start: &u32| *start as usize <= place;
        let mut step = 1;
        while starts.get(step).is_some_and(is_before) {
            step *= 2;
        }
        let before = step / 2;
        let near = starts.get(before..starts.len().min(step)).unwrap_or_default();
        let block = (first + before + near.partition_point(is_before)).saturating_sub(1).max(first);
        let mut row = (block * BLOCK) as u32;
        let mut end = self.start(row);
        while (row as usize) < self.len() {
            end += self.length(row);
            if end > place && row >= from {
                break;
            }
            row += 1;
        }
        row.max(from)
    }

    /// All ends in the order of rows.
    pub(super) fn each(&self) -> impl Iterator<Item = usize> {
        (0..self.len() as u32).scan(0, |end, row| {
            *end += self.length(row);
            Some(*end)
        })
    }

    /// Takes all rows away.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        if let Cow::Owned(low) = &mut self.low {
            low.shrink_to_fit();
        }
        self.high.iter_mut().for_each(Vec::shrink_to_fit);
        self.starts.shrink_to_fit();
    }

    /// How many bytes of memory they take.
    pub(super) fn bytes(&self) -> usize {
        let low = if let Cow::Owned(low) = &self.low { low.capacity() } else { 0 };
        low + self.high.iter().map(Vec::capacity).sum::<usize>() + self.starts.capacity() * 4
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        parts.extend([Part::Bytes(Cow::Borrowed(&self.low)), Part::Bytes(self.high.concat().into())]);
    }

    /// The same where the parts are to stay when the ends go.
    pub(super) fn pack_into(self, parts: &mut Vec<Part>) {
        parts.extend([Part::Bytes(self.low), Part::Bytes(self.high.concat().into())]);
    }

    /// The ends of any number of rows, the last of which is this one.
    pub(super) fn unpack(parts: &mut Parts, last: usize) -> Result<Self, Damaged> {
        let ends = Self::unpack_any(parts)?;
        if ends.end as usize == last { Ok(ends) } else { Err(Damaged("the end of a column")) }
    }

    /// The ends of any number of rows.
    #[inline(never)]
    pub(super) fn unpack_any(parts: &mut Parts) -> Result<Self, Damaged> {
        let (low, high) = (parts.bytes()?, parts.bytes()?);
        let rows = low.len().max(1);
        if !high.len().is_multiple_of(rows) || high.len() / rows > 3 {
            return Err(Damaged("the lengths of a column"));
        }
        let mut ends = Self { high: high.chunks(rows).map(<[u8]>::to_vec).collect(), low, starts: Vec::new(), end: 0 };
        ends.starts.reserve_exact(ends.len().div_ceil(BLOCK));
        for block in (0..ends.len()).step_by(BLOCK) {
            ends.starts.push(ends.end);
            let sum = |bytes: &[u8]| bytes[block..].iter().take(BLOCK).map(|byte| usize::from(*byte)).sum::<usize>();
            let end = ends.end as usize + ends.planes().map(|(bytes, shift)| sum(bytes) << shift).sum::<usize>();
            ends.end = u32::try_from(end).map_err(|_| Damaged("the end of a column"))?;
        }
        Ok(ends)
    }
}

/// A one in each of eight lanes of two bytes, which sums of sixteen bytes never fill.
const LANES: u128 = u128::MAX / 0xffff;

/// The sum of the bytes of a row's block that are before the row.
fn sum_before(bytes: &[u8], row: usize) -> usize {
    let (first, before) = (row - row % BLOCK, row % BLOCK);
    let Some(block) = bytes.get(first..).and_then(<[u8]>::first_chunk::<BLOCK>) else {
        return bytes.get(first..row).unwrap_or_default().iter().map(|byte| usize::from(*byte)).sum();
    };
    let before = u128::from_le_bytes(*block) & ((1 << (before * 8)) - 1);
    let pairs = (before & (LANES * 0xff)) + (before >> 8 & (LANES * 0xff));
    (pairs.wrapping_mul(LANES) >> 112) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_are_those_that_were_noted(
            lengths in prop::collection::vec(prop_oneof![0..4_usize, 0..256_usize, 250..70_000_usize, 0..20_000_000_usize], 0..70),
            short in any::<bool>(), at in any::<prop::sample::Index>(), from in 0..80_u32,
        ) {
            let lengths: Vec<usize> = lengths.into_iter().map(|length| if short { length % 256 } else { length }).collect();
            let sums: Vec<usize> = lengths.iter().scan(0, |sum, length| { *sum += length; Some(*sum) }).collect();
            let ends = Ends::of(sums.iter().copied());
            let last = sums.last().copied().unwrap_or_default();
            prop_assert_eq!(ends.each().collect::<Vec<_>>(), sums.clone());
            for row in 0..lengths.len() + 2 {
                let start = row.checked_sub(1).map_or(0, |before| sums.get(before).copied().unwrap_or(last));
                let length = lengths.get(row).copied().unwrap_or_default();
                prop_assert_eq!(ends.range(row as u32), start..start + length);
            }
            let place = at.index(last + 2);
            let plain = sums.iter().enumerate().position(|(row, end)| row >= from as usize && *end > place);
            let found = ends.row_of(place, from);
            prop_assert_eq!(found as usize, plain.unwrap_or(found.max(from).max(lengths.len() as u32) as usize));
            let mut parts = Vec::new();
            ends.clone().pack_into(&mut parts);
            prop_assert_eq!(Ends::unpack(&mut Parts::new(parts.clone()), last), Ok(ends));
            prop_assert!(Ends::unpack(&mut Parts::new(parts), last + 1).is_err());
        }
    }

    #[test]
    fn where_there_is_no_row_none_is_found() {
        assert!(Ends::default().row_of(0, 16) >= 16);
    }
}
