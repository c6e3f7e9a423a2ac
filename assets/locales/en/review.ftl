# The review.

action-review = Review
action-review-doc = Find what is wrong or missing in the report before it goes out
cli-check-about = Looks a period's report over; exit code 1 while it has errors
cli-check = Review of the report of { $period }:

review-title = Review · { $period }
review-clean = ✓ Nothing found.
review-error = Error
review-warning = To look at
review-note = Note
review-count = { COUNTED($errors, one: "error", many: "errors") } · { $warnings } to look at
review-place-settings = Head and foot
review-export = The report still has { COUNTED($count, one: "error", many: "errors") }: { $named } Export it all the same?
review-send = The report still has { $count } errors: { $named }
review-export-more = And { $count } more.
review-gone = This is no longer in the book; press s to review again.
footer-review = Enter=Go there | ↑↓=Choose | Esc=Close

review-part = { $sentence } { $wanted }
review-count-differs = It says “{ $text }”, but the list has { COUNTED($names, one: "name", many: "names") }; mend the number or add names.
review-count-untied = It says “{ $text }”, but no figure of the report is that number; look again.
review-money-malformed = The amount “{ $text }” is miswritten: three digits must follow every dot.
review-money-untied = The amount “{ $text }” is neither in the book nor in the report; look again.
review-wrong-year = “{ $text }” lies outside the term; is { $meant } meant?
review-head-count-year = The head-count day { $day } lies outside the term; is { $meant } meant?
review-due-year = The last day to hand in, { $day }, does not fit the term; is { $meant } meant?
review-letter-year = The letter's day, { $day }, does not fit the term; is { $meant } meant?
review-report-year = The report's day, { $day }, does not fit the term; is { $meant } meant?
review-year-ahead = “{ $year }” lies behind the term; look again.
review-year-before = “{ $year }” lies before the term; it may be left from an older file.
review-other-school-year = “{ $text }” is not this term's school year ({ $own }); it may be left from an older file.
review-other-term = “{ $text }” is not this term ({ $own }); it may be left from an older file.
review-other-body = “{ $text }” names another place: neither the unit nor its upper body nor one met in an entry; it may be left from an older file.
review-old-encoding = Text of an old encoding (“{ $text }”) prints wrongly; type it anew in Unicode.
review-outside-periods = { $kind } on { $day } lies in no reporting period; mend the day or the period.
review-before-periods = { COUNTED($count, one: "entry lies", many: "entries lie") } before the first reporting period ({ $first }), the last on { $last }; no report counts them.
review-plan-overdue = The planned { $kind } on { $day } ({ $about }) is past its day; mark it as done or cancelled.
review-doubled = { $kind } of { $name } is there twice: on { $before } and on { $day }. Entered twice?
review-parent-twice = { $kind }, { $relation } of { $name }, is there twice: on { $before } and on { $day }; mend the relation or delete one.
review-above-norm = { $kind } on { $day }: { $amount } đồng exceed the norm of { $norm }; look at the amount.
review-too-often = { $name } has had { $kind } { COUNTED($count, one: "time", many: "times") } this year, the norm allows { $times }.
review-roster-other-day = { $kind } of { $name } is on { $day }, but the roster says { $noted }; make them agree.
review-roster-no-day = { $kind } of { $name } on { $day } is not in the roster yet; add it in the member's history.
review-after-leaving = { $kind } on { $day } names { $name }, who left on { $left } by the roster; look at the day or the person.
review-short-names-clash = { $first } and { $second } are both called “{ $name }”; change one of the short names.
review-voucher-missing = { $fund } lacks the voucher number { $from }.
review-voucher-gap = { $fund } lacks the voucher numbers { $from } to { $to }.
review-photos = The letter asks for { $wanted } photos; there are { $have }.
