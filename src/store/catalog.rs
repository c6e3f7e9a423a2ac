//! The catalog of a book.

use std::cmp::Reverse;

use chrono::Datelike;

use super::Store;
use super::error::{Result, StoreError};
use super::table;
use crate::domain::codes::CodeSet;
use crate::domain::kind::KindsError;
use crate::domain::late;
use crate::domain::{Catalog, Day, Kinds, OwnKind, Period, Stored};
use crate::text::date::YEARS;

impl Store {
    /// Everything that screens, lines and reports read beside the entries. `clock_today` is today unless
    /// the book assumes a day of its own (setting `today`).
    ///
    /// An own kind that cannot be read is left out; [`Store::own_kind_problems`] tells which.
    pub fn catalog(&self, clock_today: Day) -> Result<Catalog> {
        let sql = self.sql();
        let (kinds, _) = self.kinds()?;
        let mut catalog = Catalog::new(kinds, clock_today);
        catalog.settings = table::select(&sql, "WHERE deleted_at IS NULL ORDER BY key", [])?;
        let assumed = catalog.setting("today").and_then(|text| text.parse::<Day>().ok());
        if let Some(today) = assumed.filter(|today| YEARS.contains(&today.year())) {
            catalog.today = today;
            catalog.today_assumed = true;
        }
        catalog.members = self.all()?;
        catalog.index();
        catalog.norms = table::select(&sql, "WHERE deleted_at IS NULL ORDER BY kind, from_day, id", [])?;
        catalog.funds = table::select(&sql, "WHERE deleted_at IS NULL ORDER BY settled DESC, code", [])?;
        catalog.units = table::select(&sql, "WHERE deleted_at IS NULL ORDER BY from_day, id", [])?;
        catalog.periods = table::select(
            &sql,
            "WHERE deleted_at IS NULL ORDER BY activities_to, activities_from DESC, code",
            [],
        )?;
        catalog.period = self.current_period(&catalog)?.cloned();
        // The last one of a period is the one that stays.
        let sent = sql.rows(
            "reading which reports were sent",
            "SELECT period, outline FROM issued_report WHERE deleted_at IS NULL ORDER BY created_at, id",
            [],
            |cells| Ok((cells.id()?, cells.text()?)),
        )?;
        catalog.sent_outlines = sent.into_iter().collect();
        if let Some(fund) = catalog.union_fund() {
            catalog.codes = CodeSet::named(&fund.code_set);
        }
        Ok(catalog)
    }

    /// The unit's own kinds that cannot be read: code and reason.
    pub fn own_kind_problems(&self) -> Result<Vec<(String, KindsError)>> {
        Ok(self.kinds()?.1)
    }

    fn kinds(&self) -> Result<(Kinds, Vec<(String, KindsError)>)> {
        let mut kinds = Kinds::built_in().map_err(|error| StoreError::Damaged {
            doing: "reading the built-in kinds".to_owned(),
            what: error.to_string(),
            path: self.path.clone(),
        })?;
        let mut problems = Vec::new();
        // By birth: a kind may stand in a group that an earlier one brought.
        for own in self.all::<OwnKind>()? {
            if let Err(problem) = kinds.add(&own.source) {
                problems.push((own.body.code, problem));
            }
        }
        Ok((kinds, problems))
    }

    /// The period that setting `period` names; else the one that is over and whose report is still owed (the one
    /// due first of several): whoever opens the book in those days has that report to finish; else the one whose
    /// activity range holds today, else the latest begun, else the first. Of several the shortest: a semester is
    /// worked in before the year that it is part of.
    fn current_period<'a>(&self, catalog: &'a Catalog) -> Result<Option<&'a Stored<Period>>> {
        let today = catalog.today;
        let named = catalog.setting("period").unwrap_or_default();
        if let Some(named) = catalog.periods.iter().find(|period| period.code == named) {
            return Ok(Some(named));
        }
        if let Some(owed) = self.owed_period(catalog)? {
            return Ok(Some(owed));
        }
        let length = |period: &Stored<Period>| period.activities.1 - period.activities.0;
        let begun = || catalog.periods.iter().filter(|period| period.activities.0 <= today);
        Ok(begun()
            .filter(|period| today <= period.activities.1)
            .min_by_key(|period| (length(period), Reverse(period.activities.0)))
            .or_else(|| begun().max_by_key(|period| (period.activities.0, Reverse(length(period)))))
            .or_else(|| catalog.periods.first()))
    }

    /// The period that is over and whose last day to report has not passed, unless its report was sent or it was
    /// closed; of several the one due first, of those the latest begun.
    fn owed_period<'a>(&self, catalog: &'a Catalog) -> Result<Option<&'a Stored<Period>>> {
        let today = catalog.today;
        let mut owed: Vec<(Day, &Stored<Period>)> = catalog
            .periods
            .iter()
            .rev()
            .filter(|period| period.activities.1 < today)
            .filter_map(|period| Some((period.due.filter(|due| today <= *due)?, period)))
            .collect();
        if owed.is_empty() {
            return Ok(None);
        }
        let (issued, seals) = (self.all()?, self.all()?);
        owed.retain(|(_, period)| {
            !matches!(late::cut_off(period, &issued, &seals, today), Some(late::CutOff::At(_)))
        });
        owed.sort_by_key(|(due, period)| (*due, Reverse(period.activities.0)));
        Ok(owed.first().map(|(_, period)| *period))
    }
}
