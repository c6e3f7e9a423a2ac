//! `congdoan kind` and `congdoan outline`: what there is, and a unit's own written, checked, added and removed.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::{Call, End, Stop, output, report};
use crate::desk::own::{self, OwnFile, OwnType, Taken};
use crate::desk::{Desk, DeskError};
use crate::domain::Kinds;
use crate::domain::kind::Kind;
use crate::locale::explain::own::place;
use crate::locale::{Explain, Language};
use crate::report::Outlines;
use crate::text::clean::printable;

/// A commented file to start from, per type and language.
const STARTS: [(OwnType, Language, &str); 4] = [
    (OwnType::Kind, Language::Vietnamese, include_str!("../../assets/templates/kind.vi.toml")),
    (OwnType::Kind, Language::English, include_str!("../../assets/templates/kind.en.toml")),
    (OwnType::Outline, Language::Vietnamese, include_str!("../../assets/templates/outline.vi.toml")),
    (OwnType::Outline, Language::English, include_str!("../../assets/templates/outline.en.toml")),
];

/// What stands for the code in those files.
const CODE_MARK: &str = "MA-RIENG";

pub fn run(own: OwnType, call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let Some((verb, matches)) = matches.subcommand() else { return Ok(End::Done) };
    let command = Command { own, call };
    let text = |id: &str| matches.get_one::<String>(id).map(String::as_str).unwrap_or_default();
    // Only the verbs that read a file or a code have these arguments.
    match verb {
        "new" => command.begin(text("code"), matches, out),
        "check" => command.check(file(matches), out),
        "show" => command.show(text("code"), matches.get_flag("toml"), out),
        "add" => command.add(file(matches), out),
        "remove" => command.remove(text("code"), out),
        _ => command.list(out),
    }
}

fn file(matches: &ArgMatches) -> &Path {
    matches.get_one::<PathBuf>("file").map_or(Path::new(""), PathBuf::as_path)
}

/// One command on kinds or outlines.
struct Command<'a> {
    own: OwnType,
    call: &'a Call,
}

impl Command<'_> {
    /// The book, when there is one: kinds and outlines of the program can be looked at without.
    fn desk(&self) -> Result<Option<Desk>, Stop> {
        if self.call.book.exists() { Ok(Some(self.call.desk()?)) } else { Ok(None) }
    }

    /// The kinds of the book, else the program's own.
    fn kinds(desk: Option<&Desk>) -> Result<Kinds, Stop> {
        Ok(match desk {
            Some(desk) => desk.catalog()?.kinds,
            None => Kinds::built_in().map_err(DeskError::from)?,
        })
    }

    fn begin(&self, code: &str, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
        own::new_code(self.own, code)?;
        let source = if let Some(from) = matches.get_one::<String>("from") {
            let source = match self.desk()? {
                Some(desk) => desk.source_of(self.own, from)?,
                None => own::built_in_source(self.own, from)?,
            };
            under(&source, self.own, from, code)
        } else {
            let language = self.call.messages.language();
            let start = STARTS.iter().find(|(own, of, _)| *own == self.own && *of == language);
            start.map_or_else(String::new, |(_, _, text)| text.replace(CODE_MARK, code))
        };
        if let Some(path) = matches.get_one::<PathBuf>("output") {
            let (bytes, force) = (source.as_bytes(), matches.get_flag("force"));
            report::save(self.call, Some(path), "", bytes, force, out)
        } else {
            out.write_all(source.as_bytes())?;
            Ok(End::Done)
        }
    }

    fn check(&self, path: &Path, out: &mut dyn Write) -> Result<End, Stop> {
        let source = own::read_source(path)?;
        let desk = self.desk()?;
        let checked = match self.own {
            OwnType::Kind => {
                let kinds = match &desk {
                    Some(desk) => desk.kinds_beside(&source)?,
                    None => Kinds::built_in().map_err(DeskError::from)?,
                };
                own::check_kinds(&source, &kinds)
            }
            OwnType::Outline => {
                let kinds = Self::kinds(desk.as_ref())?;
                own::check_outline(&source, &kinds).map(|code| vec![code])
            }
        };
        let messages = &self.call.messages;
        let shown = printable(&path.display().to_string());
        let (line, column, reason) = match &checked {
            Ok(codes) => {
                let key = self.key("cli-own-check-good-kind", "cli-own-check-good-outline");
                let codes = printable(&codes.join(", "));
                writeln!(out, "{}", messages.with(key, &[("path", shown.into()), ("codes", codes.into())]))?;
                return Ok(End::Done);
            }
            Err(DeskError::Kinds(error)) => (error.line, error.column, error.reason.explain(messages)),
            Err(DeskError::Outline(error)) => (error.line, error.column, error.reason.explain(messages)),
            Err(error) => {
                output::complain(&error.explain(messages));
                return Ok(End::Findings);
            }
        };
        let place = place(line, column, messages);
        output::complain(&messages.with(
            "cli-own-check-bad",
            &[("path", shown.into()), ("place", place.into()), ("reason", reason.into())],
        ));
        Ok(End::Findings)
    }

    fn list(&self, out: &mut dyn Write) -> Result<End, Stop> {
        let desk = self.desk()?;
        let files: Vec<OwnFile> = match &desk {
            Some(desk) => desk.own_files()?.into_iter().filter(|file| file.own == self.own).collect(),
            None => Vec::new(),
        };
        let all: Vec<(String, String, String)> = match (self.own, &desk) {
            (OwnType::Outline, Some(desk)) => desk.outline_titles(),
            (OwnType::Outline, None) => Desk::built_in_outlines()?,
            (OwnType::Kind, desk) => {
                let kinds = Self::kinds(desk.as_ref())?;
                kinds.kinds.into_iter().map(|kind| (kind.code, kind.label, kind.en)).collect()
            }
        };
        let messages = &self.call.messages;
        let is_own = |code: &str| files.iter().any(|file| file.holds.iter().any(|held| held.0 == code));
        let mut rows: Vec<Vec<String>> = all
            .into_iter()
            .map(|(code, vi, en)| {
                let mark = if is_own(&code) { messages.get("cli-own-mark") } else { String::new() };
                let title = messages.pick(&vi, &en).to_owned();
                vec![code, title, mark]
            })
            .collect();
        // One that cannot be read any more is not hidden.
        let broken = files.iter().filter(|file| file.problem.is_some());
        rows.extend(
            broken.map(|file| vec![file.code.clone(), String::new(), messages.get("cli-own-broken-mark")]),
        );
        output::table(out, &[output::Side::Left; 3], &rows)?;
        Ok(End::Done)
    }

    fn show(&self, code: &str, toml: bool, out: &mut dyn Write) -> Result<End, Stop> {
        let desk = self.desk()?;
        if toml {
            let source = match &desk {
                Some(desk) => desk.source_of(self.own, code)?,
                None => own::built_in_source(self.own, code)?,
            };
            for line in source.lines() {
                writeln!(out, "{}", printable(line))?;
            }
            return Ok(End::Done);
        }
        let missing = || DeskError::from(own::OwnError::NoSuch { own: self.own, code: code.to_owned() });
        match self.own {
            OwnType::Outline => {
                let built_in;
                let outlines = if let Some(desk) = &desk {
                    desk.outlines()
                } else {
                    built_in = Outlines::built_in().map_err(DeskError::from)?;
                    &built_in
                };
                let outline = outlines.get(code).ok_or_else(missing)?;
                for (level, heading) in outline.headings() {
                    writeln!(out, "{}{}", "  ".repeat(level.into()), printable(&heading))?;
                }
            }
            OwnType::Kind => {
                let kinds = Self::kinds(desk.as_ref())?;
                let kind = kinds.get(code).ok_or_else(missing)?;
                self.show_kind(kind, &kinds, out)?;
            }
        }
        Ok(End::Done)
    }

    fn show_kind(&self, kind: &Kind, kinds: &Kinds, out: &mut dyn Write) -> Result<(), Stop> {
        let messages = &self.call.messages;
        let mut tell = |key: &str, name: &'static str, text: String| -> std::io::Result<()> {
            if text.is_empty() {
                return Ok(());
            }
            writeln!(out, "  {}", messages.with(key, &[(name, printable(&text).into())]))
        };
        let group = kinds.group(&kind.group).map_or("", |group| messages.pick(&group.label, &group.en));
        let fields: Vec<String> = kind
            .fields
            .iter()
            .map(|field| {
                let own = kind.labels.iter().find(|label| label.slot == field.slot);
                let label = own.map_or_else(
                    || messages.get(&format!("field-{}", field.slot.name())),
                    |own| messages.pick(&own.vi, &own.en).to_owned(),
                );
                if field.required { format!("{label}*") } else { label }
            })
            .collect();
        tell("cli-kind-show-group", "group", group.to_owned())?;
        tell("cli-kind-show-words", "words", kind.words.join(", "))?;
        tell("cli-kind-show-accented", "words", kind.accented.join(", "))?;
        tell("cli-kind-show-fields", "fields", fields.join(", "))?;
        tell("cli-kind-show-posting", "posting", kind.code_of_payment.clone())?;
        Ok(())
    }

    fn add(&self, path: &Path, out: &mut dyn Write) -> Result<End, Stop> {
        let source = own::read_source(path)?;
        let mut desk = self.call.desk()?;
        let (taken, codes) = match self.own {
            OwnType::Kind => desk.add_kind(&source)?,
            OwnType::Outline => {
                let (taken, code) = desk.add_outline(&source)?;
                (taken, vec![code])
            }
        };
        let key = match taken {
            Taken::Added => self.key("cli-own-added-kind", "cli-own-added-outline"),
            Taken::Replaced => self.key("cli-own-replaced-kind", "cli-own-replaced-outline"),
            Taken::Same => self.key("cli-own-same-kind", "cli-own-same-outline"),
        };
        self.tell(key, &codes, out)
    }

    fn remove(&self, code: &str, out: &mut dyn Write) -> Result<End, Stop> {
        let mut desk = self.call.desk()?;
        let codes = match self.own {
            OwnType::Kind => desk.remove_kind(code)?,
            OwnType::Outline => {
                desk.remove_outline(code)?;
                vec![code.to_owned()]
            }
        };
        self.tell(self.key("cli-own-removed-kind", "cli-own-removed-outline"), &codes, out)
    }

    const fn key(&self, kind: &'static str, outline: &'static str) -> &'static str {
        match self.own {
            OwnType::Kind => kind,
            OwnType::Outline => outline,
        }
    }

    fn tell(&self, key: &str, codes: &[String], out: &mut dyn Write) -> Result<End, Stop> {
        let codes = printable(&codes.join(", "));
        writeln!(out, "{}", self.call.messages.with(key, &[("codes", codes.into())]))?;
        Ok(End::Done)
    }
}

/// A file under another code: the line that gives it is written anew, the rest stays as it is. A group may bear the same
/// code as a kind.
fn under(source: &str, own: OwnType, from: &str, code: &str) -> String {
    let mut done = false;
    let mut table = String::new();
    let mut lines: Vec<String> = Vec::new();
    for line in source.lines() {
        if line.trim_start().starts_with('[') {
            line.trim().clone_into(&mut table);
        }
        let own_table = match own {
            OwnType::Kind => table.starts_with("[[kind]]"),
            OwnType::Outline => table.is_empty(),
        };
        if !done && own_table && code_in(line) == Some(from) {
            done = true;
            lines.push(format!("code = \"{code}\""));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// The code that a line of a file gives; none for any other line.
fn code_in(line: &str) -> Option<&str> {
    let (_, value) = line.split_once('=').filter(|(key, _)| key.trim() == "code")?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_bears_the_new_code_and_its_group_the_old_one() {
        let source =
            "[[group]]\ncode = \"vuon\"\n\n[[kind]]\ncode = 'vuon-rau'\n\n[[kind]]\ncode = \"vuon\" # one\n";
        let copy = under(source, OwnType::Kind, "vuon", "ao");
        assert_eq!(copy, source.replace("code = \"vuon\" # one", "code = \"ao\""));
        let outline = "code = \"vuon\"\n[[section]]\ncode = \"vuon\"\n";
        let copy = under(outline, OwnType::Outline, "vuon", "ao");
        assert_eq!(copy, "code = \"ao\"\n[[section]]\ncode = \"vuon\"\n");
    }
}
