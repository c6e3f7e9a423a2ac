//! The report: compiled from the book, and laid onto paper or, its annex, into a spreadsheet.

use super::{Desk, DeskError, file};
use crate::document::pdf::{self, Fonts};
use crate::document::{Document, DocumentError, docx, markdown, text};
use crate::domain::{Period, Stored, TermData};
use crate::report::{self, Facts, Outline, Outlines, Report};

/// The form in which a paper leaves the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFormat {
    /// Word.
    Docx,
    /// Pages that look alike everywhere.
    Pdf,
    /// Markdown.
    Markdown,
    /// Plain text of this many cells a line.
    Text(usize),
}

/// The form in which a report, or what belongs to it, leaves the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The report as a paper.
    Paper(PaperFormat),
    /// The compiled report and the term's facts with the ids of the records behind each, for other programs.
    Json,
    /// The annex in figures, a spreadsheet: the same whatever the outline.
    Xlsx,
}

impl PaperFormat {
    /// How the names of such files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Markdown => "md",
            Self::Text(_) => "txt",
        }
    }
}

impl From<PaperFormat> for Format {
    fn from(format: PaperFormat) -> Self {
        Self::Paper(format)
    }
}

impl Format {
    /// How the names of such files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Paper(format) => format.ending(),
            Self::Json => "json",
            Self::Xlsx => "xlsx",
        }
    }

    /// True for files that are no text: a terminal that shows them is left in disorder.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Paper(PaperFormat::Docx | PaperFormat::Pdf) | Self::Xlsx)
    }

    /// The forms that an officer is offered, the usual one first.
    pub const OFFERED: [Self; 3] =
        [Self::Paper(PaperFormat::Docx), Self::Paper(PaperFormat::Pdf), Self::Xlsx];

    /// The message that names such a file, with `{ $period }`: the annex goes beside the report under its own name.
    pub const fn file_key(self) -> &'static str {
        match self {
            Self::Xlsx => "cli-annex-file",
            _ => "cli-report-file",
        }
    }

    /// The same of a report that was sent, with `{ $number }` too.
    pub const fn sent_file_key(self) -> &'static str {
        match self {
            Self::Xlsx => "sent-annex-file",
            _ => "sent-file",
        }
    }
}

impl Desk {
    /// Compiles a period's report by an outline, the period's own when none is named.
    pub fn compile(&self, period: &Stored<Period>, outline: Option<&str>) -> Result<Report, DeskError> {
        let term = self.term(period)?;
        Ok(report::compile(&term, self.outline(&term, outline)?))
    }

    /// A period's report as a file. Equal books give equal bytes.
    pub fn export_report(
        &self,
        period: &Stored<Period>,
        outline: Option<&str>,
        format: impl Into<Format>,
    ) -> Result<Vec<u8>, DeskError> {
        self.export_report_told(period, outline, format).map(|(bytes, _)| bytes)
    }

    /// The same, and the letters that the file shows a box for ([`pdf::Written::undrawn`]): a PDF's only.
    pub fn export_report_told(
        &self,
        period: &Stored<Period>,
        outline: Option<&str>,
        format: impl Into<Format>,
    ) -> Result<(Vec<u8>, Vec<char>), DeskError> {
        let term = self.term(period)?;
        let outline = self.outline(&term, outline)?;
        let compiled = || report::compile(&term, outline);
        let paper = || report::to_document(&compiled(), &term, outline);
        let bytes = match format.into() {
            Format::Paper(format) => return self.written(&paper(), format),
            Format::Xlsx => Self::annex(&term)?,
            Format::Json => {
                let facts = Facts::of(&term);
                let annex = Self::annex_figures(&term, &facts)?;
                json(&serde_json::json!({ "report": compiled(), "facts": facts, "annex": annex }))?
            }
        };
        Ok((bytes, Vec::new()))
    }

    /// A paper as a file, and the letters that it shows a box for: a PDF's only.
    pub(super) fn written(
        &self,
        document: &Document,
        format: PaperFormat,
    ) -> Result<(Vec<u8>, Vec<char>), DeskError> {
        let bytes = match format {
            PaperFormat::Docx => docx::write(document)?,
            PaperFormat::Pdf => {
                let written = self.written_pdf(document)?;
                return Ok((written.bytes, written.undrawn));
            }
            PaperFormat::Markdown => markdown::write(document).into_bytes(),
            PaperFormat::Text(width) => text::plain(document, width).into_bytes(),
        };
        Ok((bytes, Vec::new()))
    }

    /// A period's report and its paper.
    ///
    /// # Errors
    /// As [`Desk::compile`].
    pub fn compile_paper(
        &self,
        period: &Stored<Period>,
        outline: Option<&str>,
    ) -> Result<(Report, Document), DeskError> {
        let term = self.term(period)?;
        let outline = self.outline(&term, outline)?;
        let report = report::compile(&term, outline);
        let paper = report::to_document(&report, &term, outline);
        Ok((report, paper))
    }

    /// A paper as a PDF, and what is to be said of it.
    pub(super) fn written_pdf(&self, document: &Document) -> Result<pdf::Written, DeskError> {
        Ok(pdf::write_told(document, self.fonts()?)?)
    }

    /// How many pages a paper takes as a PDF, at least 1.
    ///
    /// # Errors
    /// As [`Desk::fonts`].
    pub fn pages(&self, paper: &Document) -> Result<usize, DeskError> {
        Ok(pdf::pages(paper, self.fonts()?))
    }

    /// The faces that a PDF is set in, looked for once.
    ///
    /// # Errors
    /// [`pdf::FontError`] if neither the system nor the program has any.
    pub fn fonts(&self) -> Result<&Fonts, DeskError> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let found = Fonts::find(&pdf::system_folders()).map_err(DocumentError::from)?;
        Ok(self.fonts.get_or_init(|| found))
    }

    /// The family that a PDF is set in where the system has none of the width of Times New Roman; none where it has.
    ///
    /// # Errors
    /// As [`Desk::fonts`].
    pub fn font_standing_in(&self) -> Result<Option<&str>, DeskError> {
        let fonts = self.fonts()?;
        Ok(fonts.stands_in().then(|| fonts.name()))
    }

    pub(super) fn term(&self, period: &Stored<Period>) -> Result<TermData, DeskError> {
        Ok(self.store.term_data(period.id, self.clock.today)?)
    }

    pub(super) fn outline(&self, term: &TermData, code: Option<&str>) -> Result<&Outline, DeskError> {
        let code = code.unwrap_or(&term.period.outline);
        self.outlines.get(code).ok_or_else(|| DeskError::UnknownOutline {
            code: code.to_owned(),
            known: self.outlines.all.iter().map(|outline| outline.code.clone()).collect(),
        })
    }

    /// Code, Vietnamese and English title of every outline of the book, in the order offered.
    pub fn outline_titles(&self) -> Vec<(String, String, String)> {
        titles(&self.outlines)
    }

    /// The same of the outlines that the program carries.
    pub fn built_in_outlines() -> Result<Vec<(String, String, String)>, DeskError> {
        Ok(titles(&Outlines::built_in()?))
    }
}

/// What tells a report's file from the others: the period, and the outline where it is not the period's own, so that
/// neither is written over the other.
pub fn report_name(period: &Period, outline: Option<&str>, format: Format) -> String {
    let code = file::name_of(&period.code);
    match outline {
        // The annex is the same whatever the outline.
        Some(outline) if outline != period.outline && format != Format::Xlsx => {
            format!("{code}-{}", file::name_of(outline))
        }
        _ => code,
    }
}

/// A value as a file of JSON.
pub(super) fn json(value: &serde_json::Value) -> Result<Vec<u8>, DeskError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(DocumentError::from)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn titles(outlines: &Outlines) -> Vec<(String, String, String)> {
    outlines.all.iter().map(|o| (o.code.clone(), o.title.clone(), o.en.clone())).collect()
}
