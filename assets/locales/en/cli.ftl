# Messages of the command line: help pages, usage errors, what the commands print.

# Help pages.
cli-usage = Usage:
cli-options = [OPTIONS]
cli-command = [COMMAND]
cli-heading-options = Options
cli-heading-general = General options
cli-heading-arguments = Arguments
cli-heading-commands = Commands
cli-value-file = FILE
cli-value-folder = FOLDER
cli-value-text = TEXT
cli-value-form = FORMAT
cli-value-name = NAME
cli-value-period = PERIOD
cli-value-kind = KIND
cli-value-outline = OUTLINE
cli-value-shell = SHELL
cli-about = The book and the reports of a school's trade union. Without a command: opens the program on the screen.
cli-exit-codes =
    Exit codes: 0 done, 1 something to look at or refused, 2 wrong call.
    Variables: CONGDOAN_BOOK (the book's file), CONGDOAN_LANG (vi or en).
cli-demo-about = Opens the sample book: a semester of a primary school (made once)
cli-add-about = Logs an entry from one line of text
cli-add-examples =
    Examples:
      congdoan add "hieu 12/11 lien me de 500k"
      congdoan add "tham co Van L2 om nam vien tinh 300k hoa qua"
      congdoan add "thu doan phi thang 10 to 1 980k"

    With --json: saved, dry_run, kind (a code; receipt or payment for ledger lines), kind_label, date
    (year-month-day), people (name, short_name, relation), amount (đồng), amount_in_words, voucher,
    vouchers, not_understood; when refused (exit code 1): saved is false, error, candidates.
cli-list-about = Lists a period's activities
cli-report-about = Compiles a period's report
cli-import-about = Imports an exchange file or a roster (xlsx, ods, csv)
cli-export-about = Exports the whole book as an exchange file
cli-outline-list-about = Lists the report outlines
cli-verify-about = Checks the book: history chain, every record, balances
cli-completions-about = Prints the completion file of a shell
cli-arg-book = The book's file (default: CONGDOAN_BOOK, else the user's book)
cli-arg-lang = Language: vi or en (default: vi)
cli-arg-as = Who writes in the book (default: the system's user name)
cli-arg-help = Shows this help
cli-arg-version = Shows the version
cli-arg-dir = The sample book's folder (default: the current folder)
cli-arg-text = The line to log, words in any order, with or without accents
cli-arg-dry-run = Only reads and tells the result; writes nothing into the book
cli-arg-json = Prints the result as JSON
cli-arg-list-period = Period, such as 2023-2024/1; "all" is every period (default: the working period)
cli-arg-period = Period, such as 2023-2024/1 (default: the working period)
cli-arg-kind = Activity kind: code or name, with or without accents
cli-arg-find = Words to find, with or without accents
cli-arg-list-format = Printed as table, json or csv (default: table)
cli-arg-outline = Report outline (default: the period's)
cli-arg-report-format = File as docx, pdf, xlsx (the annex in figures), md or json (default: by the file's ending, else docx; with --stdout md)
cli-arg-export-format = File as json
cli-arg-output = The file to write
cli-arg-stdout = Writes to standard output
cli-arg-force = Replaces a file that exists
cli-arg-import-file = Exchange file (json) or roster (xlsx, ods, csv)
cli-arg-shell = bash, zsh, fish, powershell or elvish

# Wrong calls.
cli-wrong = Wrong call: { $reason }
cli-wrong-more = How to call it: { $call } --help
cli-wrong-value = { $argument } does not take the value "{ $value }".
cli-wrong-value-of = { $argument } does not take "{ $value }"; it takes: { $allowed }.
cli-wrong-no-value = { $argument } needs a value.
cli-wrong-argument = there is no option or argument "{ $argument }".
cli-wrong-command = there is no command "{ $command }".
cli-wrong-missing = { $argument } is missing.
cli-wrong-missing-command = a subcommand is missing.
cli-wrong-conflict = { $argument } and { $other } do not go together.
cli-wrong-twice = { $argument } is given twice.
cli-wrong-too-many = { $argument } takes fewer values.
cli-wrong-utf8 = there is text that is not UTF-8.
cli-wrong-call = this call is not understood.
cli-wrong-hint = Did you mean "{ $hint }"?

# Adding by a line.
cli-add-saved = Saved: { $what }
cli-add-dry-run = Would log (nothing saved yet): { $what }
cli-add-words = In words: { $words }
cli-add-voucher = Voucher { $voucher }
cli-add-balance = Balance of { $fund }: { $balance } đ
cli-add-warning = Look again: { $text }
cli-add-not-understood = Not understood, not logged: "{ $text }"
cli-add-nothing-saved = Nothing was saved.
cli-add-candidates = It may be:
cli-receipt = Receipt
cli-payment = Payment
cli-transfer = Transfer

# Listing.
cli-list-day = Day
cli-list-kind = Kind
cli-list-headline = About
cli-list-amount = Amount
cli-list-state = State
cli-list-people = People
cli-list-voucher = Voucher
cli-list-id = Entry id
cli-list-kind-code = Kind code
cli-list-total = { COUNTED($count, one: "entry", many: "entries") } · { COUNTED($visits, one: "visit", many: "visits") } · { $sum } đ
cli-list-none = No entries.
cli-state-planned = Planned
cli-state-done = Done
cli-state-cancelled = Cancelled

# Report, export, import.
cli-written = Wrote { $path } ({ COUNTED($size, one: "byte", many: "bytes") }).
cli-font-stands-in = This computer has no Times New Roman (nor Tinos, Liberation Serif) with every Vietnamese letter, so the PDF is set in { $font }; lines and pages may end elsewhere than in the Word file.
cli-report-file = report-{ $period }
cli-annex-file = annex-{ $period }
cli-export-file = union-book
cli-unknown-ending = Nothing was written: there is no file of the kind .{ $ending }. Let the name end in { $known }, or add --format.
cli-other-ending = Nothing was written: the name ends in .{ $ending }, but --format is { $known }. Change one of the two.
cli-docx-on-terminal = A Word, PDF or Excel file is not printed on a terminal. Use -o FILE, or --format md.
cli-import-done = Imported { COUNTED($count, one: "record", many: "records") } from { $path }.
cli-import-dry-run = The file reads well and holds { COUNTED($count, one: "record", many: "records") } (nothing written yet): { $path }.
cli-import-part = { $type }: { $count }
cli-import-ignored = Columns not used: { $columns }
cli-import-backup = Backup made before: { $path }

# Outlines, verify, demo, terminal.
cli-outline-line = { $code } · { $title }
cli-verify-good = The book is sound: history chain and all records agree.
cli-verify-bad = { COUNTED($count, one: "thing", many: "things") } to look at:
cli-demo-place = The sample book is at { $path }.
cli-demo-try =
    There is no terminal to open the program on. You may try:
      congdoan --book { $path } list
      congdoan --book { $path } add "hieu 12/11 lien me de 500k"
      congdoan --book { $path } report --stdout
cli-no-terminal = There is no terminal to open the program on. The commands: congdoan --help
