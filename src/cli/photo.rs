//! `congdoan photo`: photos attached to activities, listed, and written as files.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::output::{self, Side};
use super::{Call, End, Stop};
use crate::desk::Desk;
use crate::desk::file::{self, Overwrite};
use crate::desk::photo::NewPhoto;
use crate::domain::{Activity, Id, PhotoHead, Stored};
use crate::locale::explain::photo::{list as list_text, measure};
use crate::text::clean::printable;
use crate::text::date;

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let Some((verb, matches)) = matches.subcommand() else { return Ok(End::Done) };
    let desk = call.desk()?;
    match verb {
        "add" => add(call, desk, matches, out),
        "export" => export(call, &desk, matches, out),
        "annex" => super::photo_annex::run(call, &desk, matches, out),
        _ => list(call, &desk, matches, out),
    }
}

/// The activity that is meant: by its id, else the one noted last.
fn activity(call: &Call, desk: &Desk, matches: &ArgMatches) -> Result<Stored<Activity>, Stop> {
    if let Some(said) = matches.get_one::<String>("activity") {
        let id: Option<Id<Activity>> = said.trim().parse().ok();
        let found = match id {
            Some(id) => desk.store().get(id)?.filter(|entry: &Stored<Activity>| !entry.is_deleted()),
            None => None,
        };
        let missing =
            || Stop::Refused(call.messages.with("cli-photo-no-activity", &[("id", printable(said).into())]));
        return found.ok_or_else(missing);
    }
    let last = desk.store().noted_last(1)?.pop();
    last.ok_or_else(|| Stop::Refused(call.messages.get("cli-photo-no-last")))
}

fn add(call: &Call, mut desk: Desk, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let entry = activity(call, &desk, matches)?;
    let caption = matches.get_one::<String>("caption").map_or("", String::as_str);
    let mut files = Vec::new();
    for path in matches.get_many::<PathBuf>("file").into_iter().flatten() {
        files.push(NewPhoto::read(path, caption)?);
    }
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let photos = desk.attach(entry.id, files)?;
    for (photo, name) in photos.iter().zip(names) {
        let size = measure(photo.width, photo.height, photo.bytes().map_or(0, |bytes| bytes.len() as u64));
        let values = [
            ("name", printable(&name).into()),
            ("size", size.into()),
            ("caption", printable(&photo.caption).into()),
        ];
        writeln!(out, "{}", call.messages.with("cli-photo-added", &values))?;
    }
    writeln!(out, "{}", call.messages.get("cli-photo-privacy"))?;
    Ok(End::Done)
}

fn list(call: &Call, desk: &Desk, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let catalog = desk.catalog()?;
    let period = call.period(matches.get_one::<String>("period"), &catalog)?;
    let selection = desk.photo_selection(period)?;
    let numbered = selection.taken.iter().enumerate().map(|(at, photo)| (Some(at + 1), photo));
    let all: Vec<(Option<usize>, &PhotoHead)> =
        numbered.chain(selection.left.iter().map(|photo| (None, photo))).collect();
    if matches.get_flag("json") {
        let values: Vec<serde_json::Value> = all
            .iter()
            .map(|(number, photo)| {
                serde_json::json!({
                    "id": photo.id,
                    "number": number,
                    "day": photo.day,
                    "caption": photo.caption,
                    "activity": photo.activity,
                    "media_type": photo.media_type,
                    "width": photo.width,
                    "height": photo.height,
                    "bytes": photo.size,
                    "sha256": photo.sha256,
                })
            })
            .collect();
        output::json(out, values.into())?;
    } else if all.is_empty() {
        writeln!(out, "{}", call.messages.get("cli-photo-none"))?;
    } else {
        let rows: Vec<Vec<String>> = all
            .iter()
            .map(|(number, photo)| {
                vec![
                    number.map_or_else(|| "-".to_owned(), |number| number.to_string()),
                    date::format(photo.day),
                    measure(photo.width, photo.height, photo.size),
                    photo.caption.clone(),
                ]
            })
            .collect();
        output::table(out, &[Side::Right, Side::Left, Side::Right, Side::Left], &rows)?;
    }
    Ok(End::Done)
}

fn export(call: &Call, desk: &Desk, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let catalog = desk.catalog()?;
    let period = call.period(matches.get_one::<String>("period"), &catalog)?;
    let folder = call.config.folder();
    let given = matches.get_one::<PathBuf>("output");
    let name = call.messages.with("photo-folder", &[("period", file::name_of(&period.code).into())]);
    let target = given.cloned().unwrap_or_else(|| folder.path().join(name));
    let overwrite = if matches.get_flag("force") { Overwrite::Replace } else { Overwrite::Refuse };
    let list_file = call.messages.get("photo-list-file");
    let text = |photos: &[crate::desk::PeriodPhoto]| list_text(photos, period, &call.messages);
    let written = desk.export_photos(period, &target, (&list_file, &text), overwrite)?;
    let shown = if given.is_some() { target.display().to_string() } else { folder.shown_file(&target) };
    let values =
        [("count", written.len().saturating_sub(1).to_string().into()), ("path", printable(&shown).into())];
    writeln!(out, "{}", call.messages.with("cli-photo-written", &values))?;
    Ok(End::Done)
}
