# The sentence of every error: what happened, what was kept, what to do.

# Amounts.
error-money-empty = There is no amount.
error-money-not-a-number = "{ $text }" is not an amount; write it like 500k, 1tr2 or 9.250.000.
error-money-negative = "{ $text }": an amount has no minus sign.
error-money-group-first = "{ $text }": the first group "{ $group }" has { $digits } digits, it must have one to three.
error-money-group-middle = "{ $text }": the middle group "{ $group }" has { $digits } digits, it must have exactly three.
error-money-group-last = "{ $text }": the last group "{ $group }" has { $digits } digits, it must have exactly three.
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
error-invalid-head-count = { $count } people are more than the { $of } there are.
error-invalid-missing = The entry "{ $kind }" still needs: { $field }.

# Kinds, documents, files.
error-kinds-shape = The kinds file is wrong on line { $line }: { $reason }. No kind was added.
error-kinds-doubled = The kind code "{ $code }" is taken. No kind was added.
error-kinds-group = The kind "{ $code }" belongs to a group that does not exist: "{ $group }". No kind was added.
error-kinds-field = The kind "{ $code }" asks for a field that does not exist: "{ $field }". No kind was added.
error-document-pack = The Word file could not be packed (part { $part }): { $reason }.
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
