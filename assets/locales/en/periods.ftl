# Entries that came too late for a report, and what a report still lacks.
change-new-year = new school year
change-take-late = late entries taken over
change-decline-late = late entries left in their period
error-not-late = The entry is not late any more: a period has taken it over, or it has another day; nothing was taken, look at the list again.

issue-no-narrative = The text of this part is not written yet.
issue-no-records = Nothing is logged for this part yet.
issue-blank = A value is missing in a sentence; open the entry and add it.
issue-contradiction = It is confirmed that there was none, and yet there are entries; remove the confirmation or look at the entries.
issue-more-than-all = An entry counts more people than there are.
issue-ungrouped = { COUNTED($count, one: "person lacks", many: "people lack") } what the breakdown is by; add it on the Members screen.
issue-unknown-codes = { COUNTED($count, one: "voucher bears a code that the settlement does not have, and counts", many: "vouchers bear a code that the settlement does not have, and count") } as receipts or payments; mend the code on the Fund screen.
issue-unexplained = The lines of the settlement differ from the fund's balance by { $amount } đồng; look at opening balances within the term.
issue-undivided = { COUNTED($count, one: "entry counts for some of its people only, and does not say how much each got, so it counts", many: "entries count for some of their people only, and do not say how much each got, so they count") } whole; note each person's amount.
issue-dangling = A line ends in a colon with nothing below it.

error-outline-bad-name = { $name } cannot name a selection: small letters without accents, digits and underscores only
issue-disagrees = Entries and roster do not say the same of { COUNTED($count, one: "person", many: "people") }; put the day right in the roster or in the entry.
