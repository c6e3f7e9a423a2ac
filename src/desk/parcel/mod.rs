//! Gói gửi đi: the folder that an upper union's letter asks for, ready to be attached to an e-mail.
//!
//! Made step by step, so that whoever waits sees where it is and can leave between two steps. Everything lies hidden
//! beside the target until the last step, which moves it there whole. Equal books give equal bytes in every file.

mod mail;
mod workshop;

use std::path::{Path, PathBuf};

use self::mail::{Attached, Sending, WORDS, file_name};
use self::workshop::Workshop;
use super::file::{FileError, Overwrite};
use super::sent::SentError;
use super::{Desk, DeskError, Format, PaperFormat};
use crate::document::Document;
use crate::domain::{Day, IssuedReport, Period, Stored, TermData};
use crate::report::sent::last_sent;
use crate::report::{self, Frozen};
use crate::text::fold::search_key;

pub use self::workshop::ParcelFile;

/// Why a parcel was not made. Then its target is as it was, and nothing half-written is left beside it.
#[derive(Debug, thiserror::Error)]
pub enum ParcelError {
    /// The folder is there and may not be replaced.
    #[error("{path} exists")]
    Exists {
        /// The folder.
        path: PathBuf,
        /// Files of a former parcel in it that were changed since.
        edited: Vec<String>,
    },
    /// Something that is no folder stands at the target.
    #[error("{path} is not a folder")]
    NotAFolder {
        /// What was named.
        path: PathBuf,
    },
    /// The folder that would be replaced holds files that the parcel does not write.
    #[error("{path} holds {} files of somebody else's", files.len())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// The files' names within it, at least one.
        files: Vec<String>,
    },
    /// The system refused in the middle: a full disk, a folder that may not be written to.
    #[error("{folder}: {source}")]
    Write {
        /// Where the parcel was to stand.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The folder in which the parcel would stand.
    #[error(transparent)]
    File(#[from] FileError),
    /// Others kept writing in the book while the parcel was made.
    #[error("the book changed while the parcel was made")]
    Moved,
}

/// A step of making a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The report for Word.
    Word,
    /// The report as a PDF.
    Pdf,
    /// The annex in figures.
    Annex,
    /// The photos.
    Photos,
    /// The e-mail and the sums.
    Mail,
    /// The folder comes into its place.
    Place,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Word, Self::Pdf, Self::Annex, Self::Photos, Self::Mail, Self::Place];

    /// Its place among them, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0) + 1
    }

    fn next(self) -> Self {
        Self::ALL.get(self.number()).copied().unwrap_or(Self::Place)
    }
}

/// What a step came to.
#[derive(Debug)]
pub enum Stepped {
    /// The step that comes next.
    Next(Step),
    /// The parcel stands in its place.
    Done(Box<Parceled>),
}

/// A parcel that stands in its place, and what its sender needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parceled {
    /// The folder.
    pub folder: PathBuf,
    /// What is in it: what is attached in the order in which the e-mail tells it, then the e-mail and the sums.
    pub files: Vec<ParcelFile>,
    /// The name of the file that holds the e-mail's text.
    pub mail: String,
    /// The address that the letter gives; may be empty.
    pub to: String,
    /// The e-mail's subject.
    pub subject: String,
    /// The last day to hand in.
    pub due: Option<Day>,
    /// Pages of the report.
    pub pages: usize,
    /// The report that was sent, when its frozen paper is in the parcel: number, day, and how many places of the book
    /// changed since.
    pub sent: Option<(String, Day, usize)>,
    /// True when the report that was sent went out before an annex was kept with it: the parcel's is of the book as it
    /// is now.
    pub annex_of_now: bool,
    /// The letters that its PDFs show a box for, since no font has them.
    pub undrawn: Vec<char>,
    /// How many photos are in it.
    pub photos: usize,
    /// How many the letter asks for, at least and at most.
    pub photos_asked: (Option<u32>, Option<u32>),
    /// The period's code.
    pub period: String,
    /// The outline asked for; none: the period's own.
    pub outline: Option<String>,
}

/// How often a parcel is begun anew when somebody writes in the book meanwhile.
const BEGUN_ANEW: u8 = 3;

/// A parcel that is being made. Dropped before it is done it leaves nothing behind.
#[derive(Debug)]
pub struct Parcel {
    period: Stored<Period>,
    outline: Option<String>,
    workshop: Workshop,
    contents: Contents,
    step: Step,
    begun_anew: u8,
}

/// What goes into it, as the book was when it was begun.
#[derive(Debug)]
struct Contents {
    /// The head of the book's history then.
    head: u64,
    term: TermData,
    document: Document,
    issued: Option<Stored<IssuedReport>>,
    attached: Vec<(String, Attached)>,
    pages: usize,
    annex_of_now: bool,
    undrawn: Vec<char>,
}

/// The report that a parcel takes as it was sent: the one that counts, unless the period's report has another number by
/// now, which makes it a re-issue.
pub fn sent_report<'a>(
    issued: &'a [Stored<IssuedReport>],
    period: &Stored<Period>,
    outline: Option<&str>,
) -> Option<&'a Stored<IssuedReport>> {
    let outline = outline.unwrap_or(&period.outline);
    last_sent(issued, period.id, outline).filter(|sent| is_number_of(&sent.number, period))
}

/// Whether the period's report bears this number of a report that was sent.
pub fn is_number_of(number: &str, period: &Period) -> bool {
    search_key(number) == search_key(&period.report.number)
}

/// How a period's folder is called, where nobody names one.
pub fn folder_name(period: &Period, outline: Option<&str>) -> String {
    file_name(&WORDS.files.folder, &code(period, outline))
}

/// The period's code, with the outline's where it is not the period's own.
fn code(period: &Period, outline: Option<&str>) -> String {
    match outline {
        Some(outline) if outline != period.outline => format!("{}-{outline}", period.code),
        _ => period.code.clone(),
    }
}

impl Desk {
    /// Begins a parcel for a period's report by an outline (the period's own when none is named), that will stand at
    /// `target`. Nothing is seen there before the last step.
    ///
    /// # Errors
    /// [`ParcelError`]; those of reading and compiling.
    pub fn begin_parcel(
        &self,
        period: &Stored<Period>,
        outline: Option<&str>,
        target: &Path,
        how: Overwrite,
    ) -> Result<Parcel, DeskError> {
        let contents = self.contents(period, outline)?;
        let workshop = Workshop::begin(target, how, &WORDS.files.sums)?;
        Ok(Parcel {
            period: contents.term.period.clone(),
            outline: outline.map(str::to_owned),
            workshop,
            contents,
            step: Step::Word,
            begun_anew: 0,
        })
    }

    fn contents(&self, period: &Stored<Period>, outline: Option<&str>) -> Result<Contents, DeskError> {
        let head = self.store.head()?;
        let term = self.term(period)?;
        let issued = sent_report(&term.issued, &term.period, outline).cloned();
        let document = if let Some(issued) = &issued {
            let Frozen { document, .. } = super::sent::frozen(issued)?;
            document
        } else {
            let outline = self.outline(&term, outline)?;
            report::to_document(&report::compile(&term, outline), &term, outline)
        };
        Ok(Contents {
            head,
            term,
            document,
            issued,
            attached: Vec::new(),
            pages: 0,
            annex_of_now: false,
            undrawn: Vec::new(),
        })
    }
}

impl Parcel {
    /// The step that comes next.
    pub const fn step(&self) -> Step {
        self.step
    }

    /// Where it will stand.
    pub fn target(&self) -> &Path {
        self.workshop.target()
    }

    /// Does the next step. When the book moved on meanwhile the first one comes again, so that all files say the same.
    ///
    /// # Errors
    /// [`ParcelError`]; those of reading, compiling and writing. The parcel is of no more use then.
    pub fn go_on(&mut self, desk: &Desk) -> Result<Stepped, DeskError> {
        match self.step {
            Step::Word => {
                let (bytes, _) = desk.written(&self.contents.document, PaperFormat::Docx)?;
                self.put(&WORDS.files.report, PaperFormat::Docx.ending(), &bytes, Attached::Word)?;
            }
            Step::Pdf => {
                let written = desk.written_pdf(&self.contents.document)?;
                self.contents.pages = written.pages;
                self.contents.undrawn = written.undrawn;
                let pages = Attached::Pdf(written.pages);
                self.put(&WORDS.files.report, PaperFormat::Pdf.ending(), &written.bytes, pages)?;
            }
            Step::Annex => {
                let bytes = self.annex(desk)?;
                let name = format!("{}.{}", self.annex_name(), Format::Xlsx.ending());
                self.add(name, &bytes, Attached::Annex)?;
            }
            Step::Photos => {
                let photos = desk.photos_of_period(&self.contents.term.period)?;
                if !photos.is_empty() {
                    let paper = desk.photo_annex_of(&self.contents.term, photos.clone())?;
                    let written = desk.written_pdf(&paper)?;
                    let known = &mut self.contents.undrawn;
                    let new: Vec<char> =
                        written.undrawn.into_iter().filter(|letter| !known.contains(letter)).collect();
                    known.extend(new);
                    let pages = Attached::PhotoAnnex(written.pages);
                    self.put(&WORDS.files.photo_annex, PaperFormat::Pdf.ending(), &written.bytes, pages)?;
                }
                for photo in photos {
                    let name = format!("{}/{}", WORDS.files.photos, photo.file_name);
                    self.add(name, &photo.bytes, Attached::Photo(photo.caption))?;
                }
            }
            Step::Mail => {
                if desk.store().head()? != self.contents.head {
                    return self.begin_anew(desk);
                }
                let text = mail::text(&self.sending());
                self.workshop.put(&WORDS.files.mail, text.as_bytes())?;
                let mut sums = String::new();
                for file in self.workshop.files() {
                    sums.push_str(&format!("{}  {}\n", file.digest, file.name));
                }
                self.workshop.put(&WORDS.files.sums, sums.as_bytes())?;
            }
            Step::Place => {
                let done = self.told(desk)?;
                self.workshop.place()?;
                return Ok(Stepped::Done(Box::new(done)));
            }
        }
        self.step = self.step.next();
        Ok(Stepped::Next(self.step))
    }

    /// Everything again, from the book as it is now.
    fn begin_anew(&mut self, desk: &Desk) -> Result<Stepped, DeskError> {
        if self.begun_anew == BEGUN_ANEW {
            return Err(ParcelError::Moved.into());
        }
        self.begun_anew += 1;
        self.workshop.empty()?;
        self.contents = desk.contents(&self.period, self.outline.as_deref())?;
        self.step = Step::Word;
        Ok(Stepped::Next(self.step))
    }

    fn put(
        &mut self,
        template: &str,
        ending: &str,
        bytes: &[u8],
        attached: Attached,
    ) -> Result<(), ParcelError> {
        let code = code(&self.period, self.outline.as_deref());
        self.add(format!("{}.{ending}", file_name(template, &code)), bytes, attached)
    }

    fn add(&mut self, name: String, bytes: &[u8], attached: Attached) -> Result<(), ParcelError> {
        self.workshop.put(&name, bytes)?;
        self.contents.attached.push((name, attached));
        Ok(())
    }

    /// The annex as it was sent; where none was kept, and before a report is sent, as the book is.
    fn annex(&mut self, desk: &Desk) -> Result<Vec<u8>, DeskError> {
        if let Some(issued) = &self.contents.issued {
            match desk.export_sent(issued, Format::Xlsx) {
                Err(DeskError::Sent(SentError::NoAnnex { .. })) => self.contents.annex_of_now = true,
                sent => return sent,
            }
        }
        Desk::annex(&self.contents.term)
    }

    /// The annex is the same whatever the outline.
    fn annex_name(&self) -> String {
        file_name(&WORDS.files.annex, &self.period.code)
    }

    fn sending(&self) -> Sending<'_> {
        let Contents { term, document, issued, attached, .. } = &self.contents;
        let settings = &term.period.report;
        let (number, day) = match issued {
            Some(issued) => (issued.number.as_str(), Some(issued.day)),
            None => (settings.number.as_str(), settings.day),
        };
        Sending { term, document, number, day, attached }
    }

    fn in_order(&self) -> Vec<ParcelFile> {
        let place = |file: &ParcelFile| {
            let attached = self.contents.attached.iter().position(|(name, _)| *name == file.name);
            (attached.unwrap_or(usize::MAX), file.name == WORDS.files.sums)
        };
        let mut files = self.workshop.files().to_vec();
        files.sort_by_key(place);
        files
    }

    fn photos(&self) -> usize {
        self.contents.attached.iter().filter(|(_, kind)| matches!(kind, Attached::Photo(_))).count()
    }

    fn told(&self, desk: &Desk) -> Result<Parceled, DeskError> {
        let period = &self.contents.term.period;
        let sent = match &self.contents.issued {
            Some(issued) => {
                let changes = desk.since(issued.clone())?.differences.len();
                Some((issued.number.clone(), issued.day, changes))
            }
            None => None,
        };
        Ok(Parceled {
            folder: self.workshop.target().to_owned(),
            files: self.in_order(),
            mail: WORDS.files.mail.clone(),
            to: period.letter.email.clone(),
            subject: mail::subject(&self.sending()),
            due: period.due,
            pages: self.contents.pages,
            sent,
            annex_of_now: self.contents.annex_of_now,
            undrawn: self.contents.undrawn.clone(),
            photos: self.photos(),
            photos_asked: (period.letter.photos_from, period.letter.photos_to),
            period: period.code.clone(),
            outline: self.outline.clone().filter(|outline| *outline != period.outline),
        })
    }
}
