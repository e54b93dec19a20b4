//! In which order values stand below each other: one set of orders for the panes of values, the lanes, the matrix and Together.

use crate::text::wording::Word;

/// How values are ordered; what is equal stays in the order that it had, the most frequent first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Most hits first.
    #[default]
    Count,
    /// By name.
    Name,
    /// Earliest first hit first.
    First,
    /// Those first that chance explains least.
    Factor,
}

impl Order {
    /// The orders of values that are counted and dated.
    pub const COMMON: &[Self] = &[Self::Count, Self::Name, Self::First];

    /// The order after this one among those offered, and round again; the first of them where it is not offered.
    #[must_use]
    pub fn next(self, offered: &[Self]) -> Self {
        let next = offered.iter().position(|order| *order == self).map_or(0, |at| (at + 1) % offered.len());
        offered.get(next).copied().unwrap_or(self)
    }

    /// What it is called.
    pub fn word(self) -> Word {
        match self {
            Self::Count => Word::ByCount,
            Self::Name => Word::ByName,
            Self::First => Word::ByFirst,
            Self::Factor => Word::ByFactor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_go_round() {
        let mut order = Order::default();
        let mut all = Vec::new();
        for _ in 0..4 {
            all.push(order);
            order = order.next(Order::COMMON);
        }
        assert_eq!(all, [Order::Count, Order::Name, Order::First, Order::Count]);
        assert_eq!(Order::Factor.next(Order::COMMON), Order::Count, "what is not offered leads to the first");
        assert_eq!(Order::Name.next(&[]), Order::Name);
    }
}
