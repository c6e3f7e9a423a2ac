//! Where the parts of a form stand: rows of parts, each with its column and role, before any of them is drawn.

use ratatui::layout::Rect;

use super::choice::Choice;
use super::field::{DefaultMark, Field, FieldKind, Message};
use super::people::Who;
use super::{Form, book, options};
use crate::domain::Catalog;
use crate::locale::{Language, Messages};
use crate::text::clean::printable;
use crate::text::words::in_words;
use crate::text::{date, money};
use crate::tui::input::{fit, pad, width};
use crate::tui::theme::Role;

/// Where labels begin.
const LABEL_AT: u16 = 1;
/// Cells of a label.
const LABEL: usize = 16;
/// Where the pointer stands.
const POINTER_AT: u16 = 17;
/// Where values begin.
pub(super) const VALUE_AT: u16 = 19;
/// Suggestions shown at once.
const SUGGESTIONS: usize = 4;
/// Lines of a memo shown at once.
const MEMO: u16 = 4;

/// A piece of a row: column, text, role.
pub(super) type Part = (u16, String, Role);

/// A row of the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub parts: Vec<Part>,
    /// The column of the caret.
    pub caret: Option<u16>,
    /// Belongs to the field in focus, so must be seen.
    pub focused: bool,
}

/// What a form is laid out with.
pub(super) struct Sheet<'a> {
    pub form: &'a Form,
    pub messages: &'a Messages,
    pub catalog: &'a Catalog,
    /// Cells of a row.
    pub width: u16,
}

impl Sheet<'_> {
    /// Cells from the value's first to the row's last but one.
    fn room(&self) -> usize {
        usize::from(self.width.saturating_sub(VALUE_AT + 1))
    }

    /// Cells of a value that leaves the hint its column.
    fn short(&self) -> usize {
        if self.width >= 72 { 17 } else { 14 }
    }

    /// All rows of the fields, top to bottom, the save row last.
    pub(super) fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, field) in self.form.fields.iter().enumerate().filter(|(_, field)| field.visible) {
            self.field(field, at == self.form.focus, &mut rows);
        }
        let focused = self.form.on_save_row();
        let role = if focused { Role::Selection } else { Role::Muted };
        let mut row = Row { focused, ..Row::default() };
        if focused {
            row.parts.push((POINTER_AT, "▸".to_owned(), Role::Accent));
            row.caret = Some(VALUE_AT);
        }
        let label = self.messages.get(self.form.save_row());
        row.parts.push((VALUE_AT, label, role));
        rows.push(row);
        rows
    }

    fn field(&self, field: &Field, focused: bool, rows: &mut Vec<Row>) {
        let mut row = Row { focused, ..Row::default() };
        let first_row = rows.len();
        let label_role = if focused { Role::LabelFocus } else { Role::Label };
        // The star of a required field needs a cell of its own.
        let cells = LABEL - usize::from(field.required);
        let mut labels = wrap(&field.label.show(self.messages), cells, 3);
        let label = if labels.is_empty() { String::new() } else { labels.remove(0) };
        let end = width(&label) as u16;
        row.parts.push((LABEL_AT, label, label_role));
        if field.required && field.is_empty() {
            row.parts.push((LABEL_AT + end, "*".to_owned(), Role::Warn));
        }
        if focused {
            row.parts.push((POINTER_AT, "▸".to_owned(), Role::Accent));
        }
        let shown = self.value(field, focused);
        let used = width(&shown) + usize::from(focused);
        let hint = self.hint(field, focused);
        let mark = field.default_mark.map(|mark: DefaultMark| format!("· {}", self.messages.get(mark.key())));
        let beside = used <= self.short();
        let columns = if beside { self.short() } else { self.room() };
        let role = Self::value_role(field, focused);

        let mut lines: Vec<String> = Vec::new();
        let mut caret = None;
        let typed = focused && !(matches!(field.kind, FieldKind::Choice(_)) && field.input.is_empty());
        if typed && !(field.mixed && field.input.is_empty()) {
            let view = field.input.view(columns as u16, if field.input.is_memo() { MEMO } else { 1 });
            caret = Some((view.caret.1, VALUE_AT + view.caret.0));
            if view.before && !field.input.is_memo() {
                row.parts.push((VALUE_AT - 1, "‹".to_owned(), Role::Muted));
            }
            lines.extend(view.lines.iter().map(|line| printable(line)));
        } else if field.input.is_memo() {
            let view = field.input.view(self.room() as u16, MEMO);
            let many = view.after || view.before;
            lines.extend(view.lines.iter().map(|line| printable(line)));
            if many {
                lines.push("…".to_owned());
            }
        } else {
            if focused {
                let mixed = field.mixed && field.input.is_empty();
                let at = if mixed { 0 } else { width(&shown).min(self.room()) };
                caret = Some((0, VALUE_AT + at as u16));
            }
            lines.push(fit(&shown, self.room()));
        }
        let first = lines.first().map_or(0, |line| width(line));
        if let Some(line) = lines.first() {
            row.parts.push((VALUE_AT, line.clone(), role));
        }
        row.caret = caret.filter(|(line, _)| *line == 0).map(|(_, column)| column);

        // Beside the value: the default's mark at the right edge, the hint between.
        let hint_at = VALUE_AT + if beside { self.short() as u16 + 1 } else { first as u16 + 2 };
        let mut edge = self.width.saturating_sub(1);
        if let Some(mark) = mark {
            let size = width(&mark) as u16;
            if VALUE_AT + first as u16 + 2 + size <= edge && edge >= size {
                edge -= size;
                row.parts.push((edge, mark, Role::Unconfirmed));
                edge = edge.saturating_sub(2);
            }
        }
        let free = usize::from(edge.saturating_sub(hint_at));
        let mut below: Vec<(String, Role)> = Vec::new();
        if let Some((text, role)) = hint {
            if width(&text) <= free || (!focused && beside && free >= 8) {
                row.parts.push((hint_at, fit(&text, free), role));
            } else if focused
                && (super::money_lines::is_source(&field.id) || !matches!(field.kind, FieldKind::Choice(_)))
            {
                below.extend(wrap(&text, self.room(), 2).into_iter().map(|line| (line, role)));
            }
        }
        // An amount's words grow and shrink with every digit: their row is kept free, so that the rows
        // beneath stand still while one types.
        if focused && below.is_empty() && matches!(field.kind, FieldKind::Money { .. }) {
            below.push((String::new(), Role::Muted));
        }
        rows.push(row);
        for (number, line) in lines.into_iter().enumerate().skip(1) {
            let caret = caret.filter(|(at, _)| usize::from(*at) == number).map(|(_, column)| column);
            rows.push(Row { parts: vec![(VALUE_AT, line, role)], caret, focused });
        }
        for (text, role) in below {
            rows.push(Row { parts: vec![(VALUE_AT, text, role)], caret: None, focused });
        }
        if focused {
            match &field.kind {
                FieldKind::Choice(choice) => self.options(choice, field.input.value(), rows),
                FieldKind::People(_) => self.suggestions(rows),
                _ => {}
            }
        }
        if let Some(error) = &field.error {
            for line in wrap(&format!("! {}", error.show(self.messages)), self.room(), 2) {
                rows.push(Row { parts: vec![(VALUE_AT, line, Role::Error)], caret: None, focused });
            }
        }
        // The rest of a long label stands under its beginning.
        for (number, label) in labels.into_iter().enumerate() {
            let part = (LABEL_AT, label, label_role);
            match rows.get_mut(first_row + 1 + number) {
                Some(row) => row.parts.push(part),
                None => rows.push(Row { parts: vec![part], caret: None, focused }),
            }
        }
    }

    /// What stands in the value's place while nobody types there.
    fn value(&self, field: &Field, focused: bool) -> String {
        let words = field.input.value();
        let text = match &field.kind {
            FieldKind::Choice(choice) if words.is_empty() || !focused => match choice.current(words) {
                Some(option) => option.label.show(self.messages),
                None => words.to_owned(),
            },
            _ => words.to_owned(),
        };
        if text.is_empty() && field.mixed { self.messages.get("form-mixed") } else { printable(&text) }
    }

    fn value_role(field: &Field, focused: bool) -> Role {
        let chosen = matches!(field.kind, FieldKind::Choice(_)) && field.input.is_empty();
        match field {
            Field { default_mark: Some(_), .. } => Role::Unconfirmed,
            Field { mixed: true, .. } if field.is_empty() => Role::Muted,
            _ if focused && chosen => Role::Accent,
            _ => Role::Text,
        }
    }

    /// What is said beside or beneath a value.
    fn hint(&self, field: &Field, focused: bool) -> Option<(String, Role)> {
        let muted = |text: String| Some((text, Role::Muted));
        let own = || {
            field
                .hint
                .as_ref()
                // Which day «trước 25/12» is stays in sight, and who is meant for an office.
                .filter(|_| {
                    let stays = field.id == "due" || field.id.starts_with(book::HOLDER);
                    focused || field.is_empty() || stays
                })
                .map(|hint| (hint.show(self.messages), Role::Muted))
        };
        match &field.kind {
            FieldKind::Date => match field.day(self.catalog) {
                Ok(Some(day)) => {
                    let mut text = self.messages.get(&format!("weekday-{}", date::weekday_index(day)));
                    if date::format(day) != field.text() {
                        text = format!("{text} {}", date::format(day));
                    }
                    if focused {
                        text = format!("{text} · {}", self.messages.get("form-hint-day"));
                    }
                    muted(text)
                }
                _ => own(),
            },
            FieldKind::Money { lines } => match field.amount() {
                Ok(typed) => {
                    let sum = if *lines {
                        self.form.line_sum(super::money_lines::place_of(&field.id).unwrap_or(0), typed)
                    } else {
                        typed.and_then(|amount| amount.spread(1))
                    };
                    let Some((quantity, total)) = sum else {
                        return if typed.is_none() { own() } else { None };
                    };
                    let Some(amount) = typed else {
                        return muted(format!("{total} · {}", self.messages.get("form-hint-own-amounts")));
                    };
                    let said = self.money(total);
                    let text = match quantity {
                        Some(n) => format!("{n} × {} = {} · {said}", amount.rate, total),
                        // English digits beside the same digits would tell nothing.
                        // Some have an amount of their own: the sum tells more than the rate in words.
                        None if total != amount.rate => format!("= {total} · {said}"),
                        None if said.ends_with(&format!(" {}", field.text())) => return None,
                        None => said,
                    };
                    muted(text)
                }
                Err(message) if field.error.is_none() => Some((message.show(self.messages), Role::Warn)),
                Err(_) => None,
            },
            FieldKind::People(_) => {
                if field.is_empty() {
                    return own();
                }
                let text = self.people();
                match own().filter(|_| !text.is_empty()) {
                    Some((hint, role)) => Some((format!("{text} · {hint}"), role)),
                    None if text.is_empty() => own(),
                    None => muted(text),
                }
            }
            FieldKind::Choice(_) if super::money_lines::is_source(&field.id) => {
                let source = field.code().and_then(options::source_of)?;
                let code = self.form.payment_code(source, self.catalog);
                let (vi, en) = options::code_words(self.catalog, &code)?;
                let words = self.messages.pick(&vi, &en).to_owned();
                muted(Message::plain("form-hint-code").with("code", words).show(self.messages))
            }
            FieldKind::Number { .. } if field.id == "of" => {
                let of = field.number().ok().flatten()?;
                let count = self.form.field("count").and_then(|field| field.number().ok().flatten())?;
                muted(percent(count, of)?)
            }
            FieldKind::Choice(_) if focused => own().or_else(|| muted(self.messages.get("form-hint-choice"))),
            _ => own(),
        }
    }

    /// An amount in words; in English, where the words would be no help, in digits.
    fn money(&self, amount: money::Dong) -> String {
        if self.messages.language() == Language::English {
            return format!("VND {amount}");
        }
        in_words(amount, self.catalog.words_style())
    }

    /// Who is meant: the full name of one, the number of several.
    fn people(&self) -> String {
        let resolved = self.form.resolved();
        let mut text = match resolved.people.as_slice() {
            [] => String::new(),
            [Who::Member(id)] => {
                self.catalog.member(*id).map(|member| member.full_name.clone()).unwrap_or_default()
            }
            [Who::Free(_)] => self.messages.get("form-people-free"),
            several => Message::plain("form-people-count")
                .with("count", several.len().to_string())
                .show(self.messages),
        };
        if resolved.left_out > 0 {
            let out = Message::plain("form-people-left-out").with("count", resolved.left_out.to_string());
            text = format!("{text} {}", out.show(self.messages));
        }
        text
    }

    /// The options of a choice on one line, the page that holds the pointer.
    fn options(&self, choice: &Choice, words: &str, rows: &mut Vec<Row>) {
        let matches = if choice.picked || words.trim().is_empty() {
            (0..choice.options.len()).collect()
        } else {
            choice.matches(words)
        };
        let pointer = choice.pointer(words);
        let room = self.room().saturating_sub(2);
        let mut pages: Vec<Vec<(usize, String)>> = vec![Vec::new()];
        let mut used = 0;
        for place in matches {
            let Some(option) = choice.options.get(place) else { continue };
            let label = fit(&option.label.show(self.messages), room);
            let size = width(&label);
            if used > 0 && used + size > room {
                pages.push(Vec::new());
                used = 0;
            }
            used += size + 3;
            if let Some(page) = pages.last_mut() {
                page.push((place, label));
            }
        }
        let page =
            pages.iter().position(|page| page.iter().any(|(place, _)| Some(*place) == pointer)).unwrap_or(0);
        let mut row = Row { focused: true, ..Row::default() };
        let mut at = VALUE_AT;
        if page > 0 {
            row.parts.push((VALUE_AT - 2, "‹".to_owned(), Role::Muted));
        }
        for (place, label) in pages.get(page).into_iter().flatten() {
            let size = width(label) as u16;
            let role = if Some(*place) == pointer { Role::Selection } else { Role::Muted };
            row.parts.push((at, label.clone(), role));
            at += size + 3;
        }
        if page + 1 < pages.len() {
            row.parts.push((self.width.saturating_sub(2), "›".to_owned(), Role::Muted));
        }
        if at > VALUE_AT {
            rows.push(row);
        }
    }

    fn suggestions(&self, rows: &mut Vec<Row>) {
        let list = self.form.suggestions(self.catalog);
        let pointer = self.form.pointer.min(list.len().saturating_sub(1));
        let top = pointer.saturating_sub(SUGGESTIONS - 1);
        let names = self.room().saturating_sub(16).min(26);
        for (at, suggestion) in list.iter().enumerate().skip(top).take(SUGGESTIONS) {
            let mut row = Row { focused: true, ..Row::default() };
            let role = if at == pointer { Role::Accent } else { Role::Text };
            if at == pointer {
                row.parts.push((VALUE_AT, "▸".to_owned(), Role::Accent));
            }
            row.parts.push((VALUE_AT + 2, pad(&printable(&suggestion.token), 13), role));
            let name = if matches!(suggestion.who, Some(Who::Free(_))) {
                self.messages.get("form-people-free")
            } else {
                suggestion.name.clone()
            };
            row.parts.push((VALUE_AT + 16, pad(&printable(&name), names), role));
            row.parts.push((VALUE_AT + 17 + names as u16, printable(&suggestion.about), Role::Muted));
            rows.push(row);
        }
    }
}

/// The first row to be shown of `rows` when `height` fit, so that the focus is seen whole where it can be.
pub(super) fn top(rows: &[Row], height: usize) -> usize {
    let first = rows.iter().position(|row| row.focused).unwrap_or(0);
    let last = rows.iter().rposition(|row| row.focused).unwrap_or(0);
    let caret = rows.iter().position(|row| row.caret.is_some()).unwrap_or(first);
    // The row behind the focus is shown too, so that one sees where Down leads.
    let wanted = (last + 2).min(rows.len());
    let top = wanted.saturating_sub(height).min(first);
    if caret >= top + height { caret + 1 - height } else { top }
}

/// A text in at most `most` lines of `cells` cells.
pub(super) fn wrap(text: &str, cells: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in printable(text).split_whitespace() {
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if full || width(line) + 1 + width(word) <= cells => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| fit(line, cells)).collect()
}

/// n of N as reports write it: decimal comma, one place, none when whole.
fn percent(count: u32, of: u32) -> Option<String> {
    let tenths = (u64::from(count) * 1000 + u64::from(of) / 2).checked_div(u64::from(of))?;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    Some(if tenth == 0 { format!("{whole} %") } else { format!("{whole},{tenth} %") })
}

/// The area of a form within a buffer; none when it is too small to show one field.
pub(super) fn usable(area: Rect, within: Rect) -> Option<Rect> {
    let area = area.intersection(within);
    (area.width >= VALUE_AT + 12 && area.height >= 4).then_some(area)
}
