//! Planted faults are found, and good words raise no alarm.

mod planted;
