//! The passwords that are tried first: a list in the program, sorted, one a line, as they look when folded.

use crate::domain::password::CommonPasswords;

const LIST: &str = include_str!("../common_passwords.txt");

/// The built-in list (SEC5).
#[derive(Clone, Copy, Debug)]
pub struct Common;

impl CommonPasswords for Common {
    fn contains(&self, folded: &str) -> bool {
        LIST.lines().any(|line| line == folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::password::folded;

    #[test]
    fn sec5_the_list_has_three_thousand_passwords_and_each_is_folded_and_stands_once() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.len() >= 3_000, "{}", lines.len());
        for pair in lines.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for line in &lines {
            assert_eq!(folded(line), **line);
        }
    }

    #[test]
    fn sec5_a_listed_password_is_found_and_a_piece_of_one_is_not() {
        assert!(Common.contains("password"));
        assert!(Common.contains("iloveyouforever"));
        assert!(!Common.contains("asswor"));
    }
}
