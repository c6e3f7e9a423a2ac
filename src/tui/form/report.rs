//! The form of a report's head and foot.

use super::field::{Field, FieldError, FieldKind, Words};
use super::{Form, FormKind};
use crate::domain::{Catalog, Period, ReportSettings};
use crate::text::date;

impl Form {
    /// The form of what the head and foot of a period's report say. What stays empty is left for the pen or comes
    /// from the outline and the unit.
    pub fn for_report_settings(period: &Period) -> Self {
        Self::bare_report(period.report.clone())
    }

    pub(super) fn bare_report(base: ReportSettings) -> Self {
        let label = |id: &str| Words::key(format!("form-report-{id}"));
        let text = |id: &str, value: &str| Field::new(id, label(id), FieldKind::Text).holding(value);
        let memo = |id: &str, lines: &[String]| {
            Field::new(id, label(id), FieldKind::Memo).holding(&lines.join("\n"))
        };
        let fields = vec![
            text("number", &base.number).hinted("form-hint-pen"),
            Field::new("day", label("day"), FieldKind::Date)
                .holding(&base.day.map(date::format).unwrap_or_default())
                .hinted("form-hint-pen"),
            text("place", &base.place).hinted("form-hint-unit"),
            text("subject", &base.subject).hinted("form-hint-outline"),
            text("addressee", &base.addressee),
            memo("recipients", &base.recipients).hinted("form-hint-lines"),
            memo("signer_lines", &base.signer_lines).hinted("form-hint-lines"),
            text("signer", &base.signer),
        ];
        Self::of(FormKind::Report(Box::new(base)), fields)
    }

    /// The settings as the form says them.
    ///
    /// # Errors
    /// Every field that stands against saving.
    pub fn report_settings(&self, catalog: &Catalog) -> Result<ReportSettings, Vec<FieldError>> {
        let FormKind::Report(base) = &self.kind else { return Err(Vec::new()) };
        let errors = self.common_errors(catalog);
        let mut settings = base.as_ref().clone();
        let changed = |id: &str| self.field(id).filter(|field| field.changed());
        for (id, slot) in [
            ("number", &mut settings.number),
            ("place", &mut settings.place),
            ("subject", &mut settings.subject),
            ("addressee", &mut settings.addressee),
            ("signer", &mut settings.signer),
        ] {
            if let Some(field) = changed(id) {
                *slot = field.text();
            }
        }
        for (id, slot) in
            [("recipients", &mut settings.recipients), ("signer_lines", &mut settings.signer_lines)]
        {
            if let Some(field) = changed(id) {
                *slot = field.text().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
            }
        }
        if let Some(field) = changed("day") {
            settings.day = field.day(catalog).ok().flatten();
        }
        self.outcome(settings, errors)
    }
}
