# The sentence of every error: what happened, what was kept, what to do.

# Amounts.
error-money-empty = There is no amount.
error-money-not-a-number = "{ $text }" is not an amount; write it like 500k, 1tr2 or 9.250.000.
error-money-negative = "{ $text }": an amount has no minus sign.
error-money-group-first = "{ $text }": the first group "{ $group }" has { COUNTED($digits, one: "digit", many: "digits") }, it must have one to three.
error-money-group-middle = "{ $text }": the middle group "{ $group }" has { COUNTED($digits, one: "digit", many: "digits") }, it must have exactly three.
error-money-group-last = "{ $text }": the last group "{ $group }" has { COUNTED($digits, one: "digit", many: "digits") }, it must have exactly three.
error-money-ambiguous = "{ $text }" can be read in two ways; write the whole number, like 1.500.000.
error-money-fraction = "{ $text }" is not whole đồng.
error-money-too-large = "{ $text }" is more than 999.999.999.999.999 đồng.

# Days.
error-date-empty = There is no day.
error-date-not-a-date = "{ $text }" is not a day; write it like 12/11 or 12/11/2023.
error-date-no-such-day = There is no day { $day }/{ $month }.
error-date-no-such-day-in-year = There is no day { $day }/{ $month }/{ $year }.
error-date-year = The year { $year } is outside { $first }-{ $last }.
error-date-backwards = The last day { $to } is before the first, { $from }.

# What can never be saved.
error-invalid-kind = There is no activity kind "{ $code }".
error-invalid-member = The roster has nobody with the id { $id }.
error-invalid-fund = The book has no fund with the id { $id }.
error-invalid-relation = There is no relation "{ $code }".
error-invalid-code = The settlement code "{ $code }" does not exist or does not fit here.
error-invalid-no-name = A person has no name.
error-invalid-negative = The amount { $amount } is below 0.
error-invalid-no-amount = A voucher needs an amount above 0.
error-invalid-too-large = The amount { $amount } is too large.
error-invalid-product = { $quantity } × { $rate } is not { $amount }.
error-invalid-head-count = { COUNTED($count, one: "person is", many: "people are") } more than the { $of } there are.
error-invalid-missing = The entry "{ $kind }" still needs: { $field }.

# Kinds, documents, files.
error-document-pack = The Word file could not be packed (part { $part }): { $reason }.
error-document-font = No font with all Vietnamese letters is there for the PDF; the book is as it was. Export Word, or install the program again.
error-document-picture-none = Photo { $number } is no JPEG or PNG picture that can be read, so the file was not made; the book is as it was. Remove the photo and attach it again from its original.
error-document-picture-cut-off = Photo { $number } is cut off (its end is missing), so the file was not made; the book is as it was. Remove the photo and attach it again from its original.
error-document-picture-size = Photo { $number } has another size than the book says, so the file was not made; the book is as it was. Remove the photo and attach it again from its original.
error-no-photos = No photo goes out with the report of { $period } yet, so there is no annex of photos; the book is as it was. Attach photos to done activities of the period and try again.
error-document-pdf = The PDF could not be made ({ $reason }); the book is as it was. Export Word.
error-document-sheet = The Excel file could not be made ({ $reason }); the book is as it was. Export Word.
error-document-json = The JSON file could not be made ({ $reason }); the book is as it was.
error-file-exists = The file { $path } exists and was kept; choose another name or allow replacing it.
error-file-missing = { $path } is not there.
error-file-not-a-file = { $path } is not a file.
error-file-too-large = The file { $path } is larger than { $megabytes } MB and is not read.
error-file-system = { $path } could not be read or written: { $reason }.
error-system-not-found = not found
error-system-permission = no permission
error-system-full = the disk is full
error-system-read-only = the disk is read-only
error-system-exists = exists
error-system-name = not a valid file name

# A new book.
error-new-book-no-unit = The union has no name yet.
error-new-book-year = The school year { $year } is outside { $first }-{ $last }.
error-new-book-proposals = The program's part for new books is broken: { $reason }.

# The book.
error-store-not-a-book = { $path } is not a union's book; the file was kept as it is.
error-store-newer = The book { $path } was written by a newer program (schema { $found }, this one knows { $known }); it was kept as it is, update the program.
error-store-older = The book { $path } is too old (schema { $found }) for this program; it was kept as it is.
error-store-network = The book { $path } is on a network drive ({ $kind }), where locks cannot be relied on; copy it to this computer's disk.
error-store-root = The book { $path } belongs to user number { $owner }; do not open it as root.
error-store-link = { $path } is a symbolic link; open the book's own file.
error-store-busy = The book { $path } was held by another program for more than five seconds; nothing was saved, try again.
error-store-full = The disk of { $path } is full; nothing was saved.
error-store-read-only = { $path } may not be written; nothing was saved.
error-store-missing = There is no book at { $path }; open the program to begin one, import an exchange file, or try congdoan demo.
error-store-stale = Somebody else has just saved { $record }; yours is not saved, look at both and choose.
error-store-deleted = The { $type } { $what } is deleted; restore it before changing it. Nothing was saved.
error-store-no-record = The book has no { $type } with the id { $id }.
error-store-id-taken = The book already has a { $type } with the id { $id }; nothing was imported.
error-store-nothing-to-undo = There is nothing left to undo.
error-store-nothing-to-redo = There is nothing left to redo.
error-store-undo-moved = "{ $action }" cannot be undone: { $what } was changed afterwards.
error-store-member-named = { $name } is named in the book's entries ({ $entries }) and cannot be deleted; note the leaving day instead. Nothing was saved.
error-store-member-gone = The entry { $what } names { $name }, who was deleted from the roster. Let whoever deleted them undo that, or log a new entry; nothing was saved.
error-store-period-closed = The period { $code } is closed; nothing was saved.
error-store-constraint = The book refused: { $what }. Nothing was saved.
error-store-damaged = The book { $path } is damaged ({ $what }); use the latest backup.
error-store-migration = The book { $path } could not be brought to the new version: { $reason } It is as it was, a backup is at { $backup }.
error-store-json = { $what } could not be written: { $reason }. Nothing was saved.
error-store-sql = The book { $path } could not be read or written: { $reason }.

# Types of record, in the middle of a sentence.
type-setting = setting
type-officer = officer
type-unit = unit
type-own_kind = own kind
type-own_outline = own outline
type-member = member
type-fund = fund
type-norm = norm
type-period = period
type-period_seal = closing
type-activity = entry
type-voucher = voucher
type-narrative = narrative
type-photo = picture
type-issued_report = issued report

# Changes, in the middle of a sentence.
change-create = new book
change-log = entry logged
change-amend = entry changed
change-delete = entry deleted
change-restore = entry restored
change-cancel = entry cancelled
change-voucher = voucher written
change-voucher-amend = voucher changed
change-voucher-void = voucher made void
change-member = member saved
change-norm = norm saved
change-unit = unit saved
change-fund = fund saved
change-period = period saved
change-setting = setting saved
change-officer = officer's name saved
change-kind = kind added
change-outline = outline added
change-narrative = report text saved
change-report-settings = head and foot of the report saved
change-import = file imported
change-undo = undo
change-redo = redo

# Files that come in.
error-file-record = record { $index } ({ $type })
error-exchange-too-large = The file is larger than { $megabytes } MB; nothing was imported.
error-exchange-not-text = The file is not UTF-8 text (after byte { $byte }); nothing was imported.
error-exchange-syntax = The file is not sound JSON at line { $line }, column { $column }: { $reason }. Nothing was imported.
error-exchange-truncated = The file is cut short at line { $line }, column { $column }; nothing was imported.
error-exchange-too-deep = The file is nested too deeply at line { $line }, column { $column }; nothing was imported.
error-exchange-not-a-book = The file is not an exchange file of a union's book; nothing was imported.
error-exchange-newer = The file comes from a newer program (format { $found }, this one reads { $supported }); nothing was imported, update the program.
error-exchange-head = The file's head is wrong at line { $line }, column { $column }: { $reason }. Nothing was imported.
error-exchange-shape = Record { $index } ({ $type }) is wrong at line { $line }, column { $column }: { $reason }. Nothing was imported.
error-exchange-doubled-id = The id of { $second } is that of record { $first }; nothing was imported.
error-exchange-dangling = In { $record } the field { $field } names the { $type } { $id }, which the file does not hold; nothing was imported.
error-exchange-field = In { $record } the field { $field } is wrong: { $reason }. Nothing was imported.
error-exchange-doubled-key = The key "{ $key }" of { $second } is that of record { $first }; nothing was imported.
error-exchange-doubled-name = The short name "{ $name }" of { $second } is that of record { $first }; nothing was imported.
error-exchange-doubled-name-on = On { $day } the short name "{ $name }" of { $second } is that of record { $first }; nothing was imported.
error-exchange-doubled-number = The number { $label } of { $second } is that of record { $first }; nothing was imported.
error-exchange-own-kind = In { $record }: { $reason }
error-roster-no-rows = The roster names nobody; nothing was imported.
error-fault-not-nfc = text is not composed (NFC)
error-fault-character = the character { $code } is not allowed
error-fault-too-long = { COUNTED($chars, one: "character", many: "characters") }, at most { $limit }
error-fault-empty = it is empty
error-fault-version = version { $found }, at least 1
error-fault-moment = not a possible time
error-fault-backwards = { $to } is before { $from }
error-fault-year = the day { $day } is outside the years 1900-2199
error-fault-amount = the amount { $amount } is outside { $least } to { $most }
error-fault-sum = all amounts of the file together are more than a book can add up
error-fault-product = { $quantity } × { $rate } is not { $amount }
error-fault-zero = it is 0, at least 1 is needed
error-fault-other-year = the year { $year } is not that of { $day }
error-fault-code = there is no code "{ $code }"
error-fault-value = "{ $value }" is not taken

# The command line and the desk.
error-no-period = The book has no reporting period yet.
error-unknown-period = There is no period "{ $code }"; the book has: { $known }.
error-no-such-kind = There is no activity kind "{ $code }".
error-unknown-kind = There is no activity kind "{ $code }"; it may be: { $known }.
error-output = The output could not be written: { $reason }.

# The desk.
error-unknown-outline = There is no outline "{ $code }"; the outlines: { $known }.
error-not-empty = The book holds { $records } records already; a whole book is imported into a new one only. Nothing was imported; use --book with a file that is not there yet.
error-short-name-taken = { $holder } bears the short name { $name } at that time; give another one. Nothing was saved.
error-member-known = { $name } is in the book already; nothing was imported.
error-other-file-book = This file is a book itself; open it with --book, or export it and import that. Nothing was imported.
error-other-file-empty = The file is empty; nothing was imported.
error-voucher-void = The voucher { $label } is void and cannot be changed; write a new one. Nothing was saved.
error-voucher-of-activity = The voucher { $label } was written by an entry; change that entry.
error-transfer-with-code = Moving money between cash and bank bears no settlement code.
error-roster-rows = The roster has { COUNTED($count, one: "wrong row", many: "wrong rows") }, the first: { $first }. Nothing was imported.
error-roster-row = line { $line }, column { $column }: { $reason }
error-fault-no-year = the day "{ $text }" has no year
error-fault-unknown = "{ $value }" is not in the list
error-fault-doubled-name = { $name } stands on line { $first } already, different short names are needed
error-fault-doubled-short = the short name "{ $name }" stands on line { $first } already
column-full_name = full name
column-short_name = short name
column-gender = gender
column-female = female
column-position = position
column-contract = contract
column-duty = duty
column-team = team
column-office = union office
column-theory = political theory
column-birth_day = birth day
column-party_joined = Party joined
column-party_official = Party full member
column-employed = employed from
column-membership = member from
column-ethnicity = ethnicity
column-degree = degree
column-insured = insured
column-note = note
column-ordinal = number

# Outlines.

# What verification finds.
verify-record = { $type } { $name }: { $what }
verify-file-damaged = the book's file is damaged: { $reason }
verify-reference-missing = the table { $from } names a row that the table { $to } does not have
verify-chain-broken = the history chain was changed at row { $row }
verify-history-missing = history rows are missing before row { $row }
verify-change-without-history = change { $change } has lost its history
verify-changed = changed outside the program
verify-unrecorded = not in the history
verify-vanished = in the history but no longer in the book
verify-unreadable = cannot be read: { $reason }
verify-derived = the search column { $column } does not agree; saving the record puts it right
verify-trigger = the book's lock { $name } is missing or is not the program's
verify-postings = its vouchers in the fund's book come to { $posted } đồng, but it pays { $wanted } đồng
verify-picture = the picture is not whole
