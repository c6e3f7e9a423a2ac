//! Planned and done: a plan is logged, shown past its day, carried out with its plan kept, or cancelled; the Tết
//! budget adds the plans up.

mod screens_common;

use congdoan::domain::{Activity, State, Stored};
use congdoan::locale::Language;
use screens_common::Stage;

fn entries(stage: &Stage) -> Vec<Stored<Activity>> {
    stage.book().store().all::<Activity>().expect("the entries")
}

/// The gift of 60, by which these tests know their entry.
fn gift(stage: &Stage) -> Activity {
    entries(stage)
        .into_iter()
        .map(|entry| entry.body)
        .find(|entry| {
            entry.kind == "qua-le" && entry.head_count.as_ref().is_some_and(|count| count.count == Some(60))
        })
        .expect("the entry")
}

fn planned(stage: &mut Stage, day: &str) {
    stage.keys("T n");
    stage.keys(&format!("'{day} Tab Tab Tab '60 Tab Tab Tab '60x300k Ctrl+s Esc"));
}

#[test]
fn a_plan_is_carried_out_with_its_plan_kept_and_counts_only_then() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    planned(&mut stage, "05/11/2023");
    let plan = gift(&stage);
    assert_eq!((plan.state, plan.total().0), (State::Planned, 18_000_000));
    assert_eq!(plan.plan.as_ref().map(|plan| (plan.quantity, plan.amount.0)), Some((Some(60), 18_000_000)));
    let vouchers =
        |stage: &Stage| stage.book().store().all::<congdoan::domain::Voucher>().expect("vouchers").len();
    let before = vouchers(&stage);

    // Beneath the plan of the sample book that is past its day too.
    stage.keys("s 'quá_ngày Enter Down");
    let rows = stage.rows().join("\n");
    assert!(rows.contains("!Quà dịp lễ") && rows.contains("Đã quá ngày dự kiến"), "{rows}");
    stage.keys("t");
    for _ in 0..6 {
        stage.keys("Tab");
    }
    stage.keys(
        "End Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace",
    );
    stage.keys("Backspace Backspace Backspace Backspace '58x300k Ctrl+s");
    let done = gift(&stage);
    assert_eq!((done.state, done.total().0), (State::Done, 17_400_000));
    assert_eq!(done.plan.map(|plan| plan.amount.0), Some(18_000_000));
    assert_eq!(vouchers(&stage), before + 1);
    // It is no plan past its day any more; in the log its plan stands beside it.
    stage.keys("a / 'quà_dịp_lễ_tết Enter");
    let rows = stage.rows().join("\n");
    assert!(rows.contains("18.000.000") && rows.contains("ít hơn"), "{rows}");
}

#[test]
fn plans_beyond_the_period_are_found_among_the_planned_and_the_occasion_finds_its_kind() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("2 n 'tet Enter");
    assert!(stage.rows()[0].contains("Quà dịp lễ"), "{:#?}", stage.rows());
    stage.keys("Esc");
    planned(&mut stage, "05/02/2024");
    stage.keys("s 'dự_kiến Enter");
    let rows = stage.rows().join("\n");
    assert!(rows.contains("Tháng 02/2024") && rows.contains("Lọc: Dự kiến"), "{rows}");
    stage.keys("s 'đã_thực_hiện Enter s 'tất_cả Enter");
    assert!(!stage.rows().join("\n").contains("Tháng 02/2024"), "the period again");
}

#[test]
fn a_plan_is_cancelled_by_a_key_and_stays_in_the_log() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    planned(&mut stage, "05/11/2023");
    stage.keys("s 'quá_ngày Enter Down h Enter");
    let entry = gift(&stage);
    assert_eq!(entry.state, State::Cancelled);
    assert_eq!(entry.plan.map(|plan| plan.amount.0), Some(18_000_000));
    stage.keys("u");
    assert_eq!(gift(&stage).state, State::Planned);
}

#[test]
fn the_tet_budget_adds_up_what_is_planned_for_one_lunar_year() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    planned(&mut stage, "01/02/2024");
    stage.keys("T");
    let rows = stage.rows().join("\n");
    assert!(rows.contains("Dự trù chăm lo Tết Giáp Thìn 2024"), "{rows}");
    assert!(rows.contains("60") && rows.contains("300.000") && rows.contains("18.000.000"), "{rows}");
    stage.keys("Right");
    let rows = stage.rows().join("\n");
    assert!(rows.contains("Ất Tỵ 2025") && !rows.contains("18.000.000"), "{rows}");
}
