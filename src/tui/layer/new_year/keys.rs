//! The keys of the table: what is typed into a cell, and where the focus goes.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Column, Keyed, Line, NewYearLayer, Step, cell_at};
use crate::desk::new_year;
use crate::domain::{Catalog, FactKind, calendar};
use crate::text::{clean, date};
use crate::tui::form::year::{code_of, day_of, fates, positions};
use crate::tui::input::{Outcome, TextInput};

/// The lines of a period's first and last day among its fields.
const BEGINS: usize = 1;
const ENDS: usize = 2;

impl NewYearLayer {
    /// What the cell with the focus holds, as text to be mended; none where there is no cell.
    fn focused_text(&self, catalog: &Catalog) -> Option<String> {
        match self.step {
            Step::Members if self.line == 0 => Some(self.from.clone()),
            Step::Members => {
                let row = self.row_at(self.line)?;
                let from = self.first_day(catalog).unwrap_or(catalog.today);
                let column = *Column::ALL.get(self.column)?;
                let text = self.cell(row, column, from);
                Some(match column {
                    // The words of a list are its labels, which the list knows again.
                    Column::Position => positions(catalog)
                        .options
                        .iter()
                        .find(|option| option.code == text && !text.is_empty())
                        .and_then(|option| option.words.first().cloned())
                        .unwrap_or_else(|| text.to_owned()),
                    _ => text.to_owned(),
                })
            }
            Step::Periods => self.periods.get(self.column)?.cells.get(self.line).cloned(),
            Step::Review => None,
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, catalog: &Catalog) -> Keyed {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('s' | 'S') if control => return self.save(catalog),
            KeyCode::Esc => return self.escape(catalog),
            KeyCode::Enter => return self.enter(catalog),
            KeyCode::Up => return self.go(-1, 0, catalog),
            KeyCode::Down => return self.go(1, 0, catalog),
            KeyCode::PageUp => return self.go(-10, 0, catalog),
            KeyCode::PageDown => return self.go(10, 0, catalog),
            KeyCode::BackTab => return self.go(0, -1, catalog),
            KeyCode::Tab => return self.go(0, 1, catalog),
            _ => {}
        }
        if let Some(input) = &mut self.input {
            input.key(key, 40);
            return Keyed::Open;
        }
        match key.code {
            KeyCode::Left => self.go(0, -1, catalog),
            KeyCode::Right => self.go(0, 1, catalog),
            KeyCode::Home => self.go(isize::MIN / 2, 0, catalog),
            KeyCode::End => self.go(isize::MAX / 2, 0, catalog),
            KeyCode::Char(' ') if plain => self.turn(catalog),
            KeyCode::Delete => self.clear(catalog),
            KeyCode::F(2) | KeyCode::Backspace => {
                if let Some(text) = self.focused_text(catalog) {
                    let mut input = TextInput::line().with(&text);
                    if key.code == KeyCode::Backspace {
                        input.key(key, 40);
                    }
                    self.input = Some(input);
                }
                Keyed::Open
            }
            KeyCode::Char(_) if self.focused_text(catalog).is_some() => {
                let mut input = TextInput::line();
                if input.key(key, 40) == Outcome::Changed {
                    self.input = Some(input);
                    self.touched = true;
                }
                Keyed::Open
            }
            _ => Keyed::Open,
        }
    }

    /// Takes pasted text into the cell with the focus.
    pub fn paste(&mut self, text: &str, catalog: &Catalog) {
        if self.input.is_none() && self.focused_text(catalog).is_some() {
            self.input = Some(TextInput::line());
        }
        if let Some(input) = &mut self.input {
            input.paste_with(text, clean::paste);
            self.touched = true;
        }
    }

    /// Esc: gives up what is typed into the cell, else goes back a step, else leaves.
    fn escape(&mut self, catalog: &Catalog) -> Keyed {
        if self.input.take().is_some() {
            return Keyed::Open;
        }
        match self.step {
            Step::Members => Keyed::Left,
            Step::Periods => {
                self.step = Step::Members;
                self.line = self.lines() - 1;
                self.column = 0;
                self.judge(catalog);
                Keyed::Open
            }
            Step::Review => {
                self.step = Step::Periods;
                self.line = 0;
                Keyed::Open
            }
        }
    }

    fn enter(&mut self, catalog: &Catalog) -> Keyed {
        self.leave_cell(catalog);
        let last = self.line + 1 >= self.lines();
        match self.step {
            Step::Members => {
                match self.line_at(self.line) {
                    Line::Newcomer(at) => return Keyed::Newcomer(Some(at)),
                    Line::File => return Keyed::File,
                    Line::Add => return Keyed::Newcomer(None),
                    Line::Next => return self.next_step(Step::Periods),
                    Line::Row(at) => {
                        if let Some(row) = self.rows.get_mut(at) {
                            row.seen = true;
                            self.touched = true;
                        }
                    }
                    Line::From => {}
                }
                self.line += 1;
                Keyed::Kept
            }
            Step::Periods if last => {
                self.judge(catalog);
                self.next_step(Step::Review)
            }
            Step::Periods => {
                if self.column + 1 < self.periods.len() {
                    self.column += 1;
                } else {
                    self.column = 0;
                    self.line += 1;
                }
                Keyed::Kept
            }
            Step::Review => self.save(catalog),
        }
    }

    fn next_step(&mut self, step: Step) -> Keyed {
        self.step = step;
        self.line = 0;
        self.column = 0;
        self.top = 0;
        Keyed::Kept
    }

    /// Leaves the cell and moves the focus.
    fn go(&mut self, lines: isize, columns: isize, catalog: &Catalog) -> Keyed {
        let changed = self.leave_cell(catalog);
        self.line = self.line.saturating_add_signed(lines).min(self.lines().saturating_sub(1));
        let width = match self.step {
            Step::Members if self.row_at(self.line).is_some() => Column::ALL.len(),
            Step::Periods => self.periods.len(),
            _ => 1,
        };
        if columns != 0 {
            let last = width.saturating_sub(1);
            self.column = match (columns > 0, self.column >= last) {
                // Around the end into the next line, as in a sheet.
                (true, true) if self.line + 1 < self.lines() => {
                    self.line += 1;
                    0
                }
                (true, true) => last,
                (true, false) => self.column + 1,
                (false, _) if self.column == 0 && self.line > 0 => {
                    self.line -= 1;
                    last
                }
                (false, _) => self.column.min(width).saturating_sub(1),
            };
        }
        if changed { Keyed::Kept } else { Keyed::Open }
    }

    /// Space: the next of what the cell can be.
    fn turn(&mut self, catalog: &Catalog) -> Keyed {
        let next = |options: Vec<String>, now: &str| -> String {
            let at = options.iter().position(|code| code == now).map_or(0, |at| at + 1);
            options.get(at).or_else(|| options.first()).cloned().unwrap_or_default()
        };
        if self.step != Step::Members {
            return Keyed::Open;
        }
        let from = self.first_day(catalog);
        if self.line == 0 {
            let days = new_year::usual_first_days(self.year).into_iter().map(date::format).collect();
            self.from = next(days, &self.from);
            self.touched = true;
            self.judge(catalog);
            return Keyed::Kept;
        }
        let column = Column::ALL.get(self.column).copied();
        let codes = |choice: crate::tui::form::Choice| -> Vec<String> {
            choice.options.into_iter().map(|option| option.code).collect()
        };
        let default = self.from.clone();
        let Some(row) = self.line.checked_sub(1).and_then(|at| self.rows.get_mut(at)) else {
            return Keyed::Open;
        };
        match column {
            Some(Column::Fate) => {
                row.reason = next(codes(fates(catalog)), &row.reason);
                if row.leaves.is_empty() {
                    row.leaves = default;
                }
            }
            Some(Column::Position) if row.reason.is_empty() => {
                let now = row.cells[2].clone().unwrap_or_else(|| {
                    row.member.value_on(FactKind::Position, from.unwrap_or(catalog.today)).to_owned()
                });
                row.cells[2] = Some(next(codes(positions(catalog)), &now));
            }
            _ => {
                // In a text a blank begins nothing.
                return Keyed::Open;
            }
        }
        self.touched = true;
        self.judge(catalog);
        Keyed::Kept
    }

    /// Delete: empties the cell; a newcomer's row goes.
    fn clear(&mut self, catalog: &Catalog) -> Keyed {
        if self.step == Step::Members
            && let Line::Newcomer(at) = self.line_at(self.line)
        {
            self.newcomers.remove(at);
        } else if self.focused_text(catalog).is_some() {
            self.input = Some(TextInput::line());
            self.leave_cell(catalog);
        }
        self.touched = true;
        self.judge(catalog);
        Keyed::Kept
    }

    /// Takes what was typed into the cell; true when there was anything.
    pub(super) fn leave_cell(&mut self, catalog: &Catalog) -> bool {
        let Some(input) = self.input.take() else { return false };
        let text = clean::line(input.value());
        self.touched = true;
        match self.step {
            Step::Members if self.line == 0 => {
                self.from = day_of(&text, catalog, self.year).map_or(text, date::format);
            }
            Step::Members => self.take(&text, catalog),
            Step::Periods => {
                // A day is written out in full; what is none stays as it was typed.
                let text = if self.line == 0 || text.is_empty() {
                    text
                } else {
                    day_of(&text, catalog, self.year).map_or(text, date::format)
                };
                self.put(&text, catalog);
            }
            Step::Review => {}
        }
        self.judge(catalog);
        true
    }

    /// Puts a text into the period's cell with the focus. The year goes with its semesters where they began, ended or
    /// counted on one day, and what began right behind a semester still does.
    fn put(&mut self, text: &str, catalog: &Catalog) {
        let (line, column) = (self.line, self.column);
        let Some(period) = self.periods.get_mut(column) else { return };
        let (base, Some(cell)) = (period.base.clone(), period.cells.get_mut(line)) else { return };
        let was = std::mem::replace(cell, text.to_owned());
        if line == 0 {
            return;
        }
        let next = |text: &str| {
            day_of(text, catalog, self.year).ok().and_then(|day| day.succ_opt()).map(date::format)
        };
        if let (true, Some(was), Some(is)) = (line == ENDS, next(&was), next(text)) {
            for cell in self.periods.iter_mut().filter_map(|period| period.cells.get_mut(BEGINS)) {
                if *cell == was {
                    cell.clone_from(&is);
                }
            }
        }
        for whole in self.periods.iter_mut().filter(|whole| calendar::contains(&whole.base, &base)) {
            if let Some(cell) = whole.cells.get_mut(line).filter(|cell| !was.is_empty() && **cell == was) {
                text.clone_into(cell);
            }
        }
    }

    fn take(&mut self, text: &str, catalog: &Catalog) {
        let default = self.from.clone();
        let from = self.first_day(catalog);
        let Some(column) = Column::ALL.get(self.column).copied() else { return };
        let Some(row) = self.line.checked_sub(1).and_then(|at| self.rows.get_mut(at)) else { return };
        match column {
            Column::Fate => {
                // A word that names no fate stays in sight, and stands against saving.
                row.reason = code_of(&fates(catalog), text).unwrap_or_else(|_| text.to_owned());
                if row.leaves.is_empty() {
                    row.leaves = default;
                }
            }
            Column::Name if !row.reason.is_empty() => {
                row.leaves = day_of(text, catalog, self.year).map_or_else(|_| text.to_owned(), date::format);
            }
            _ => {
                let value = match column {
                    Column::Position => {
                        code_of(&positions(catalog), text).unwrap_or_else(|_| text.to_owned())
                    }
                    _ => text.to_owned(),
                };
                let now = column.fact().zip(from).map(|(kind, from)| row.member.value_on(kind, from));
                let same = now == Some(value.as_str());
                if let Some(cell) = cell_at(column).and_then(|at| row.cells.get_mut(at)) {
                    *cell = (!same).then_some(value);
                }
            }
        }
    }
}
