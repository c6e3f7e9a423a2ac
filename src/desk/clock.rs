//! Today: the machine's, or the one that [`TODAY_VARIABLE`] names. The only place where the desk asks a clock.

use super::DeskError;
use crate::domain::Day;

/// The variable that names today, for whoever rehearses another day: a demonstration, a course, a test.
pub const TODAY_VARIABLE: &str = "CONGDOAN_TODAY";

/// What day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Today, in the machine's time zone.
    pub today: Day,
    /// [`TODAY_VARIABLE`] said so, not the machine.
    pub assumed: bool,
}

impl Clock {
    /// The variable's day, else the machine's. A variable that is there and names no day is refused: entries made
    /// on the wrong day would be worse than none.
    pub fn of_system() -> Result<Self, DeskError> {
        let said = std::env::var_os(TODAY_VARIABLE).map(|value| value.to_string_lossy().into_owned());
        Self::of(said.as_deref(), chrono::Local::now().date_naive())
    }

    /// What the variable says (`2026-08-03`), else the machine's day.
    fn of(said: Option<&str>, machine: Day) -> Result<Self, DeskError> {
        match said.map(str::trim).filter(|said| !said.is_empty()) {
            None => Ok(Self { today: machine, assumed: false }),
            Some(said) => match said.parse() {
                Ok(today) => Ok(Self { today, assumed: true }),
                Err(_) => Err(DeskError::Today { said: said.to_owned() }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_was_said_is_today_and_one_that_reads_wrong_is_refused() {
        let day = |year, month, day| Day::from_ymd_opt(year, month, day).unwrap();
        let machine = day(2025, 11, 22);
        let of = |said| Clock::of(said, machine);
        for said in [None, Some(""), Some("  ")] {
            assert_eq!(of(said).unwrap(), Clock { today: machine, assumed: false });
        }
        assert_eq!(of(Some(" 2026-08-03 ")).unwrap(), Clock { today: day(2026, 8, 3), assumed: true });
        for said in ["3/8/2026", "2026-02-31", "mai"] {
            assert!(matches!(of(Some(said)), Err(DeskError::Today { said: kept }) if kept == said));
        }
    }
}
