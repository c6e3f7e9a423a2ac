//! Activities with their people and money.

use rusqlite::types::Value;

use super::{Guard, Table, children};
use crate::domain::filter::{about_key, activity_key};
use crate::domain::{Activity, Day, HeadCount, Id, MoneyLine, Person, Plan, Source, Stored};
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells, Sql, code, code_cell};
use crate::text::fold::search_key;

impl Table for Activity {
    const COLUMNS: &'static [&'static str] = &[
        "kind",
        "state",
        "day",
        "until_day",
        "about",
        "occasion",
        "place",
        "led_by",
        "head_counted",
        "head_count",
        "head_of",
        "head_whom",
        "planned_day",
        "planned_quantity",
        "planned_rate",
        "planned_amount",
        "goods",
        "receiver",
        "organisation",
        "giver",
        "launcher",
        "level",
        "result",
        "reference",
        "zero",
        "note",
        "search_key",
        "about_key",
        "result_key",
        "visits",
        "total",
    ];
    const DERIVED: usize = 5;
    const CHILDREN: &'static [&'static str] = &["activity_person", "activity_money"];
    fn cells(&self) -> Result<Vec<Value>> {
        let head = self.head_count.as_ref();
        let plan = self.plan.as_ref();
        Ok(vec![
            self.kind.cell(),
            code_cell(&self.state),
            self.day.cell(),
            self.until.cell(),
            self.about.cell(),
            self.occasion.cell(),
            self.place.cell(),
            code_cell(&self.led_by),
            head.is_some().cell(),
            head.and_then(|head| head.count).cell(),
            head.and_then(|head| head.of).cell(),
            head.map_or("", |head| head.whom.as_str()).cell(),
            plan.map(|plan| plan.day).cell(),
            plan.and_then(|plan| plan.quantity).cell(),
            plan.and_then(|plan| plan.rate).cell(),
            plan.map(|plan| plan.amount).cell(),
            self.goods.cell(),
            code_cell(&self.receiver),
            self.organisation.cell(),
            self.giver.cell(),
            self.launcher.cell(),
            self.level.as_ref().map(code).cell(),
            self.result.cell(),
            self.reference.cell(),
            self.zero.cell(),
            self.note.cell(),
            activity_key(self).cell(),
            about_key(self).cell(),
            search_key(&self.result).cell(),
            self.person_visits().cell(),
            self.total().cell(),
        ])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        let kind = cells.text()?;
        let state = cells.code()?;
        let day = cells.day()?;
        Ok(Self {
            kind,
            state,
            day,
            until: cells.opt_day()?,
            about: cells.text()?,
            occasion: cells.text()?,
            place: cells.text()?,
            led_by: cells.code()?,
            people: Vec::new(),
            head_count: head_count(cells)?,
            money: Vec::new(),
            plan: plan(cells)?,
            goods: cells.text()?,
            receiver: cells.code()?,
            organisation: cells.text()?,
            giver: cells.text()?,
            launcher: cells.text()?,
            level: cells.opt_code()?,
            result: cells.text()?,
            reference: cells.text()?,
            zero: cells.take()?,
            note: cells.text()?,
        })
    }
    fn write_children(&self, sql: &Sql<'_>, id: Id<Self>) -> Result<()> {
        for (position, person) in self.people.iter().enumerate() {
            sql.run(
                "saving an activity's people",
                "INSERT INTO activity_person
                   (activity, position, member, name, relation, relative, role, prize, note, amount)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    id.cell(),
                    position.cell(),
                    person.member.cell(),
                    person.name.cell(),
                    person.relation.cell(),
                    person.relative.cell(),
                    person.role.cell(),
                    person.prize.cell(),
                    person.note.cell(),
                    person.amount.cell(),
                ],
            )?;
        }
        for (position, line) in self.money.iter().enumerate() {
            let (fund, account) = match line.source {
                Source::Fund { fund, account } => (Some(fund), Some(account)),
                _ => (None, None),
            };
            sql.run(
                "saving an activity's money",
                "INSERT INTO activity_money
                   (activity, position, quantity, rate, amount, source, fund, account, code)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    id.cell(),
                    position.cell(),
                    line.quantity.cell(),
                    line.rate.cell(),
                    line.amount.cell(),
                    source_name(&line.source).cell(),
                    fund.cell(),
                    account.as_ref().map(code).cell(),
                    line.code.cell(),
                ],
            )?;
        }
        Ok(())
    }
    fn read_children(sql: &Sql<'_>, records: &mut [Stored<Self>]) -> Result<()> {
        let columns = "member, name, relation, relative, role, prize, note, amount";
        children(sql, "activity_person", columns, records, |cells, activity| {
            activity.people.push(Person {
                member: cells.opt_id()?,
                name: cells.text()?,
                relation: cells.text()?,
                relative: cells.text()?,
                role: cells.text()?,
                prize: cells.text()?,
                note: cells.text()?,
                amount: cells.opt_dong()?,
            });
            Ok(())
        })?;
        let columns = "quantity, rate, amount, source, fund, account, code";
        children(sql, "activity_money", columns, records, |cells, activity| {
            activity.money.push(MoneyLine {
                quantity: cells.take()?,
                rate: cells.opt_dong()?,
                amount: cells.dong()?,
                source: source(cells)?,
                code: cells.text()?,
            });
            Ok(())
        })
    }
    fn label(&self) -> String {
        let what =
            [&self.about, &self.organisation, &self.occasion].into_iter().find(|text| !text.is_empty());
        format!("{} {} {}", self.day, self.kind, what.map_or("", String::as_str)).trim_end().to_owned()
    }
    fn guarded(&self) -> Option<(Guard, Day)> {
        Some((Guard::Activities, self.day))
    }
}

fn head_count(cells: &mut Cells<'_, '_>) -> Result<Option<HeadCount>> {
    let counted: bool = cells.take()?;
    let head = HeadCount { count: cells.take()?, of: cells.take()?, whom: cells.text()? };
    Ok(counted.then_some(head))
}

fn plan(cells: &mut Cells<'_, '_>) -> Result<Option<Plan>> {
    let (day, quantity, rate, amount) =
        (cells.opt_day()?, cells.take()?, cells.opt_dong()?, cells.opt_dong()?);
    Ok(day.zip(amount).map(|(day, amount)| Plan { day, quantity, rate, amount }))
}

const fn source_name(source: &Source) -> &'static str {
    match source {
        Source::Fund { .. } => "fund",
        Source::Members => "members",
        Source::School => "school",
        Source::Upper => "upper",
        Source::Others => "others",
    }
}

fn source(cells: &mut Cells<'_, '_>) -> Result<Source> {
    let name = cells.text()?;
    let (fund, account) = (cells.opt_id()?, cells.opt_code()?);
    Ok(match (name.as_str(), fund, account) {
        ("fund", Some(fund), Some(account)) => Source::Fund { fund, account },
        ("members", ..) => Source::Members,
        ("school", ..) => Source::School,
        ("upper", ..) => Source::Upper,
        ("others", ..) => Source::Others,
        _ => return Err(cells.damaged(format!("source {name:?}"))),
    })
}
