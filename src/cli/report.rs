//! `congdoan report`: a period's report as a file or on standard output.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::output::{complain, stdout_is_terminal};
use super::{Call, End, Stop};
use crate::desk::file::{self, Overwrite};
use crate::desk::paper::report_name;
use crate::desk::{Desk, Format, PaperFormat};
use crate::locale::explain::{report, sent};
use crate::report::sent::last_sent;
use crate::text::clean::printable;

/// Cells of a line of plain text.
const TEXT_WIDTH: usize = 80;

/// The forms that a report can be asked for in.
pub const FORMATS: [Format; 6] = [
    Format::Paper(PaperFormat::Docx),
    Format::Paper(PaperFormat::Pdf),
    Format::Xlsx,
    Format::Paper(PaperFormat::Markdown),
    Format::Paper(PaperFormat::Text(TEXT_WIDTH)),
    Format::Json,
];

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let path = matches.get_one::<PathBuf>("output");
    let stdout = matches.get_flag("stdout");
    let format = format_asked(call, matches)?;
    let desk = call.desk()?;
    let catalog = desk.catalog()?;
    let period = call.period(matches.get_one::<String>("period"), &catalog)?;
    let outline = matches.get_one::<String>("outline").map(String::as_str);
    let (bytes, undrawn) = desk.export_report_told(period, outline, format)?;
    let code = outline.unwrap_or(&period.outline);
    if let Some(former) = last_sent(&desk.sent(Some(period.id))?, period.id, code) {
        let name = sent::name(&former.number, former.day, &call.messages).into();
        let number = printable(&former.number);
        let values = [("name", name), ("number", number.into()), ("format", format.ending().into())];
        complain(&call.messages.with("cli-report-was-sent", &values));
    }
    if stdout {
        out.write_all(&bytes)?;
        // Behind the file there is no place to say it.
        if let Some(sentence) = report::undrawn(&undrawn, &call.messages) {
            complain(&sentence);
        }
        return Ok(End::Done);
    }
    let name =
        call.messages.with(format.file_key(), &[("period", report_name(period, outline, format).into())]);
    let end =
        save(call, path, &format!("{name}.{}", format.ending()), &bytes, matches.get_flag("force"), out)?;
    tell_letters(call, &desk, format, &undrawn, out)?;
    Ok(end)
}

/// Behind a PDF: which family it is set in, where that is not of the width that the Word file has, and which letters it
/// shows a box for.
pub fn tell_letters(
    call: &Call,
    desk: &Desk,
    format: Format,
    undrawn: &[char],
    out: &mut dyn Write,
) -> Result<(), Stop> {
    if format == Format::Paper(PaperFormat::Pdf)
        && let Some(font) = desk.font_standing_in()?
    {
        writeln!(out, "{}", call.messages.with("cli-font-stands-in", &[("font", font.into())]))?;
    }
    if let Some(sentence) = report::undrawn(undrawn, &call.messages) {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}

/// The form asked for by name or by the file's ending; Word, or text where it goes to standard output.
pub fn format_asked(call: &Call, matches: &ArgMatches) -> Result<Format, Stop> {
    let stdout = matches.get_flag("stdout");
    let usual = if stdout { PaperFormat::Markdown } else { PaperFormat::Docx };
    let format = asked_of(&FORMATS, call, matches)?.unwrap_or(usual.into());
    if stdout && format.is_binary() && stdout_is_terminal() {
        return Err(Stop::Refused(call.messages.get("cli-docx-on-terminal")));
    }
    Ok(format)
}

/// The form of these that is asked for by name, else by the ending of the file's name in any case of letters; none where
/// neither is given. A file whose ending promises another form is refused: nobody could open it.
pub fn asked_of<F>(known: &[F], call: &Call, matches: &ArgMatches) -> Result<Option<F>, Stop>
where
    F: Copy + Into<Format>,
{
    let of =
        |asked: &str| known.iter().copied().find(|form| (*form).into().ending().eq_ignore_ascii_case(asked));
    let path = matches.get_one::<PathBuf>("output");
    let ending = path.and_then(|path| path.extension()).map(|ending| ending.to_string_lossy());
    let refused = |key: &str, ending: &str, forms: String| {
        let values = [("ending", printable(ending).into()), ("known", forms.into())];
        Stop::Refused(call.messages.with(key, &values))
    };
    if let Some(name) = matches.get_one::<String>("format") {
        // An ending that is no form's promises nothing.
        let other = ending.filter(|ending| of(ending).is_some() && !ending.eq_ignore_ascii_case(name));
        return match other {
            Some(other) => Err(refused("cli-other-ending", &other, name.clone())),
            None => Ok(of(name)),
        };
    }
    let Some(ending) = ending else { return Ok(None) };
    of(&ending).map(Some).ok_or_else(|| {
        let known: Vec<&str> = known.iter().map(|form| (*form).into().ending()).collect();
        refused("cli-unknown-ending", &ending, known.join(", "))
    })
}

/// Writes the file, under this name into the exchange folder unless a path was given, and says where; over SSH also
/// how to get it.
pub fn save(
    call: &Call,
    given: Option<&PathBuf>,
    name: &str,
    bytes: &[u8],
    force: bool,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let overwrite = if force { Overwrite::Replace } else { Overwrite::Refuse };
    let folder = call.config.folder();
    let path = if let Some(path) = given {
        path.clone()
    } else {
        folder.ready()?;
        folder.path().join(name)
    };
    file::write(&path, bytes, overwrite)?;
    let shown = if given.is_some() { path.display().to_string() } else { folder.shown_file(&path) };
    let said = call
        .messages
        .with("cli-written", &[("path", printable(&shown).into()), ("size", bytes.len().to_string().into())]);
    writeln!(out, "{said}")?;
    let path = std::path::absolute(&path).unwrap_or(path);
    if let Some(line) = folder.fetch_line(&path) {
        writeln!(out, "{}", call.messages.get("cli-fetch"))?;
        writeln!(out, "  {}", printable(&line))?;
    }
    Ok(End::Done)
}
