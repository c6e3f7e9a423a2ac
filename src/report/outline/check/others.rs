//! Kinds that no other fact names: what `others = true` leaves out.

use super::super::{ActivitySelection, BlockPlan, SectionPlan, Selections};

/// Tells selections of `others` which kinds the rest of the outline names: facts, their named selections and rows of
/// tables.
pub(super) fn leave_named_kinds_to_their_facts(sections: &mut [SectionPlan]) {
    let mut named: Vec<String> = Vec::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        if let BlockPlan::Fact(fact) = block {
            named.extend(fact.agrees_with.iter().cloned());
        }
    }
    every_selection(sections, &mut |selection| {
        if !selection.zero {
            named.extend(selection.filter.kinds.iter().cloned());
        }
    });
    every_selection(sections, &mut |selection| {
        if selection.others {
            selection.except.clone_from(&named);
        }
    });
}

/// Every selection of activities in the blocks of an outline.
fn every_selection(sections: &mut [SectionPlan], with: &mut dyn FnMut(&mut ActivitySelection)) {
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            BlockPlan::Fact(fact) => selections_in(&mut fact.selections, with),
            BlockPlan::Table(table) => {
                for value in table.rows.iter_mut().filter_map(|row| row.value.as_mut()) {
                    selections_in(&mut value.selections, with);
                }
            }
            BlockPlan::Text { .. } | BlockPlan::Narrative { .. } => {}
        }
    }
}

fn selections_in(selections: &mut Selections, with: &mut dyn FnMut(&mut ActivitySelection)) {
    match selections {
        Selections::Activities(selection) => with(selection),
        Selections::Several(several) => {
            for (_, one) in several {
                selections_in(one, with);
            }
        }
        Selections::Members(_) | Selections::Ledger(_) => {}
    }
}
