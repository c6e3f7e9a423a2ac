# Words of the screens and of what lies over them.
tab-overview = Overview
tab-activities = Activities
tab-members = Members
tab-ledger = Fund book
tab-report = Report
tab-settings = Settings
month = Month { $month }
due-in = due before { $day } · { COUNTED($left, one: "day", many: "days") } left
due-today = due before { $day } · today is the last day
due-past = due before { $day } · { COUNTED($left, one: "day", many: "days") } late
activities-search = Search:
activities-totals = { COUNTED($entries, one: "entry", many: "entries") } · { COUNTED($visits, one: "visit", many: "visits") } · { $amount } đ
activities-totals-none-done = nothing done yet
activities-totals-bare = { COUNTED($entries, one: "entry", many: "entries") } · { $amount } đ
activities-filter = Only: { $by }
activities-none = No entries in this period yet. Press n for a form, i for a quick line.
activities-none-found = Nothing found. Press a to see everything again.
activities-none-deleted = No entry is deleted. Press D to go back.
activities-deleted = deleted entries
state-deleted = Deleted
voucher-void = void
code = code
people-unit = people
detail-written = Written { $at } · { $officer }
detail-written-at = Written { $at }
members-totals = { COUNTED($people, one: "person", many: "people") } · { COUNTED($members, one: "member", many: "members") } · { COUNTED($women, one: "woman", many: "women") }
members-none = Nobody on the roster. Press n to add a member, f to take the roster from a file, or paste cells copied in Excel.
members-none-found = Nobody of that name. Press / and then Esc to see everybody again.
since-ever = from the beginning
since = since { $day }
ledger-no-fund = There is no fund yet.
ledger-none = No vouchers this month. Press t for a receipt, c for a payment.
ledger-balances = Opening { $opening }  Closing { $closing }
ledger-balance = Balance
ledger-payment = Paid
ledger-change = In, out
ledger-receipt = Received
ledger-code = Code
ledger-number = Voucher
ledger-description = Description
ledger-from-activity = An activity wrote this voucher. Change the activity and the voucher follows.
report-no-period = There is no reporting period yet.
report-loading = Compiling…
report-no-number = no number yet
report-number = number { $number }
report-pages = ≈ { COUNTED($pages, one: "page", many: "pages") }
report-complete = ✓ complete
report-lacking = { COUNTED($parts, one: "part lacks", many: "parts lack") } something
report-sources = Entries behind this line: { $entries }
report-part-empty = Missing. Press e to write.
report-part-may-be-empty = May be left empty. Press e to write.
report-no-sources = No entry stands behind this line.
report-no-words = This part has no words of its own; it comes from the entries.
due-left = { COUNTED($left, one: "day", many: "days") } left
footer-search = Enter=Done | Esc=Drop the search
settings-language = Language
settings-book = Book
settings-today = Today
settings-today-assumed = { $day } (assumed by the sample book)
settings-unit = Unit
settings-norms = Norms
verify-clean = ✓ The book is whole; every entry agrees with its history.
verify-found = ! { COUNTED($count, one: "place does not", many: "places do not") } agree with the history.
help-title = Keys that work here
confirm-keys = Enter or y: yes    Esc or n: no
confirm-delete = Delete «{ $name }»? It is only marked; u brings it back.
confirm-overwrite = The file { $path } is there already. Replace it?
conflict-title = Somebody else has just changed this entry. Which one is to stay? Nothing is lost yet.
conflict-mine = 1 Mine
conflict-theirs = 2 In the book
narrative-guidance = Write this part in your own words. Lines beginning with "- " or "+ " become bullets.
line-hint = For example: hieu 12/11 lien me de 500k
line-no-money = no money
line-not-understood = ! Not understood: “{ $text }”
line-two = This line holds two entries; which are to be saved?
line-offer-both = Save both entries
line-offer-first = Only the first: { $entry }
line-offer-second = Only the second: { $entry }
line-offer-without = Save without the words not understood
line-offer-note = Save with the note “{ $text }”
kinds-title = Which activity?
palette-title = Find a command
outline-title = Choose an outline
periods-title = Choose a period
filter-all = Everything
picker-none = Nothing fits.
draft-title = Something was left unsaved last time
draft-title-period = Something was left unsaved last time, of { $period }
draft-title-others = { COUNTED($count, one: "other draft", many: "other drafts") }
drafts-title = Open which draft?
draft-open = Open it and go on
draft-later = Later
draft-drop = Drop this draft
draft-form = a form
draft-damaged = The draft cannot be read any more; saved entries are not touched.
draft-kept = The draft is kept. Press o to open it again.
draft-kept-others = The draft is kept beside { COUNTED($count, one: "other", many: "others") }. Press o to choose.
draft-others = { COUNTED($count, one: "draft", many: "drafts") } left, press o
draft-put-off = The draft is still kept. Press o to open it again.
drafts-put-off = { COUNTED($count, one: "draft is", many: "drafts are") } still kept. Press o to choose.
draft-dropped = The draft is dropped
draft-note = kept draft
draft-reopened = This is the kept draft.
draft-reopened-period = This is the kept draft, of { $period }.
draft-reopened-moved = This is the kept draft; the book has changed since.
draft-way-back = Ctrl+Z: back to the saved one.
draft-way-back-steps = Ctrl+Z: step back to the saved.
draft-saved-shown = This is what is saved. Ctrl+Y: the draft again; Esc: drop the draft.
draft-kept-set-up = Draft kept. Enter the book, then press o to open it again.
form-has-errors = Not saved yet; look for the ! marks
saved = Saved
saved-elsewhere = Saved in the report of { $period }
saved-voucher = Saved · voucher { $voucher }
saved-deleted = Deleted; u brings it back
saved-undone = Undone: { $what }
saved-redone = Done again: { $what }
exported = ✓ The report is in { $path }
exported-annex = ✓ The annex in figures is in { $path }
too-small = The window is too small: at least 60 columns and 20 rows are needed.
crashed = The program failed and has stopped. Saved entries are whole; what was being typed is offered next time.
footer-form = Ctrl+S=Save | F4=Save, add another | Tab=Next | Esc=Leave (draft kept)
footer-form-money = Ctrl+S=Save | F4=Save, add another | F2=Money line | Tab=Next | Esc=Leave (draft kept)
footer-form-money-edit = Ctrl+S=Save | F2=Add money line | Tab=Next | Esc=Leave (draft kept)
footer-form-edit = Ctrl+S=Save | Tab=Next | Esc=Leave (draft kept)
footer-line = Enter=Save | Tab=Open as form | ↑=Earlier | Esc=Leave (draft kept)
footer-narrative = Ctrl+S=Save | F1=Keys | F2=Beside | F4=Older text | F5=Starter | F6=EDITOR | Esc=Leave (draft kept)
footer-narrative-keys = ↑↓=Scroll | F2=Beside | Esc=Close the keys
footer-narrative-covered = ↑↓=Scroll | F4=Take the older text | F2=Beside | Esc=Close
footer-narrative-beside = Ctrl+S=Save | Alt+↑↓=Scroll beside | F4=Older text | F1=Keys | Esc=Close beside
footer-pick = Enter=Choose | ↑↓=Move | Esc=Leave
footer-confirm = Enter=Yes | Esc=No
footer-conflict = 1=Mine | 2=In the book | Esc=Back to the form
footer-help = ↑↓=Scroll | Esc=Close
help-more =
    Days: 12/11 or 12/11/2023. Money: 500k, 1tr2, 2 trieu or 9.250.000.
    Search needs no accents: nguyen finds every spelling with them.
    Every change is saved at once; u takes the latest one back.
keys-title = Keys on the screens
keys-head = | keys | action | what it is for |
name-title = What is your name? It stands beside every entry you write, in the history of the book.
footer-name = Enter=Save the name | Esc=Later
welcome-title = There is no book here yet. What would you like to do?
welcome-set-up = Begin a new book for the unit
welcome-demo = Look at the sample book first
welcome-set-up-detail = a few questions
welcome-demo-detail = one semester of a school
confirm-void = Make voucher { $name } void? Its number stays and is not used again; u brings it back.
stale-deleted = Somebody else has just deleted this entry. Ctrl+S again saves yours as a new one.
stale-again = Somebody else has just changed this record. Ctrl+S again saves yours over it, Esc keeps theirs.
stale-narrative = Somebody else has just changed this part; their words stand below. Mend, then Ctrl+S again.
confirm-restore = «{ $name }» is deleted. Restore it?
line-people-in-all = … { COUNTED($count, one: "person", many: "people") } in all
line-voucher = voucher { $voucher } (to come)
