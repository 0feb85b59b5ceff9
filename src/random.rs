//! Where randomness comes from: ids, order numbers, secrets. Injected like the clock, so that tests and the
//! simulator can repeat a run.

use std::sync::Mutex;

use uuid::Uuid;

use crate::domain::calendar::Timestamp;

/// A source of random bytes.
pub trait Randomness: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator: the only source for anything that must not be guessed.
#[derive(Debug, Default)]
pub struct OsRandomness;

impl Randomness for OsRandomness {
    #[expect(
        clippy::expect_used,
        reason = "without randomness nothing may go on: no id, no secret, no session"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// A repeatable sequence (`SplitMix64`), for tests and simulations; never for a live database.
#[derive(Debug)]
pub struct SeededRandomness(Mutex<u64>);

impl SeededRandomness {
    /// The sequence of `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    fn next(state: &mut u64) -> u64 {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            for (byte, random) in chunk.iter_mut().zip(Self::next(&mut state).to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

impl dyn Randomness {
    /// A time-ordered id (UUID version 7) minted at `now`.
    #[must_use]
    pub fn uuid(&self, now: Timestamp) -> Uuid {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        let millis = u64::try_from(now.unix()).unwrap_or_default() * 1_000;
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// `count` random decimal digits.
    #[must_use]
    pub fn digits(&self, count: usize) -> String {
        let mut digits = String::with_capacity(count);
        let mut byte = [0; 1];
        while digits.len() < count {
            self.fill(&mut byte);
            if byte[0] < 250 {
                digits.push(char::from(b'0' + byte[0] % 10));
            }
        }
        digits
    }

    /// A secret of 160 bits as 32 characters of lower-case base 32 without look-alikes.
    #[must_use]
    pub fn secret(&self) -> String {
        const ALPHABET: [char; 32] = [
            'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v',
            'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '0',
        ];
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32))).collect()
    }
}
