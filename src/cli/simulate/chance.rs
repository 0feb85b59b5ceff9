//! The dice of a simulation.

use crate::random::{Randomness as _, SeededRandomness};

/// Repeatable chance.
pub(super) struct Chance(SeededRandomness);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(SeededRandomness::new(seed))
    }

    /// A number below `bound`; 0 when there is none.
    pub(super) fn below(&self, bound: u32) -> u32 {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        u32::from_le_bytes(bytes).checked_rem(bound).unwrap_or_default()
    }

    /// The seed of dice of their own.
    pub(super) fn seed(&self) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(super) fn happens(&self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of them; none of none.
    pub(super) fn one_of<'a, T>(&self, all: &'a [T]) -> Option<&'a T> {
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.get(usize::try_from(self.below(count)).unwrap_or_default())
    }
}
