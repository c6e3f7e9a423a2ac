# Messages of: forms.
form-new = new entry
form-editing = editing
form-member-new = New member
form-member-edit = Editing a member
form-voucher-receipt = Receipt
form-voucher-payment = Payment
form-voucher-transfer = Between cash and bank
form-report = Head and foot of the report
form-save-row = [ Save ]
form-mixed = (differs by person)
form-plan = Planned

form-default-norm = by the norm
form-default-similar = as last time
form-default-kind = usual
form-default-roster = from the roster
form-default-book = filled in

form-hint-day = ←→ by one day
form-hint-choice = ←→ or type
form-hint-people = groups, An (own words), An = 300k
form-hint-code = code { $code }
form-hint-until = first day not counted
form-hint-pen = empty: left for the pen
form-hint-unit = empty: the unit's
form-hint-outline = empty: the outline's
form-hint-lines = one to a line

form-people-free = not on the roster
form-people-count = { COUNTED($count, one: "person", many: "people") }
form-people-left-out = (without { $count })

form-zero-no = there were some
form-zero-yes = confirmed: none
form-yes-no = no
form-yes-yes = yes

form-since = Changed from
form-stay-from = from
form-stay-in = came by
form-stay-until = until
form-stay-out = left by
form-voucher-code = Code
form-voucher-description = Description
form-voucher-counterpart = Payer or payee
form-voucher-fund = Fund
form-voucher-account = Book
form-voucher-from = From
form-report-number = Number
form-report-day = Day
form-report-place = Place
form-report-subject = Subject
form-report-addressee = To
form-report-recipients = Recipients
form-report-signer_lines = Signer's office
form-report-signer = Signer

form-error-required = This field must not be empty.
form-error-number = "{ $text }" is not a number of people.
form-error-choice = No option is called "{ $text }".
form-error-choice-several = "{ $text }" fits several options: choose with ←→ or Enter.
form-error-people-unknown = Nobody on the roster is called "{ $name }". Put the name of somebody else in quotes.
form-error-people-ambiguous = Who is "{ $name }"? Several bear this name: choose one.
form-error-people-nobody = Nobody was in the group "{ $name }" on that day.
form-error-until = The last day must come after the first.
form-error-since = This day lies before the old fact began.
form-error-count-missing = How many took part? A number, or "100 %".
form-error-count-above = { COUNTED($count, one: "person is", many: "people are") } more than { $of }.
form-error-source = Choose where the money comes from.
form-error-short-name = The short name "{ $name }" belongs to { $other }.
form-error-voucher-year = The number belongs to { $year }: the day must lie in that year.
form-error-year = "{ $text }" is no school year; write it as 2025-2026.
form-error-date = "{ $text }" is not a day; write it as 12/11 or 12/11/2023.
form-error-date-no-such-day = There is no day { $day }/{ $month }.
form-error-date-no-such-day-in-year = There is no day { $day }/{ $month }/{ $year }.
form-error-date-year = The year { $year } cannot be used.
form-error-date-backwards = The last day comes before the first.
form-error-money = "{ $text }" is not an amount; write it as 500k, 1tr2 or 1.200.000.
form-error-money-empty = No amount yet.
form-error-money-zero = The amount must be more than 0.
form-error-money-negative = "{ $text }": amounts are written without a minus.
form-error-money-ambiguous = "{ $text }" can be read in two ways: write all digits.
form-error-money-fraction = "{ $text }" is not whole dong.
form-error-money-too-large = "{ $text }" is too large.
form-error-money-thousands = { $amount } đ? Type { $text }k, or { $text }đ if so
form-error-money-group-first = "{ $text }": the first group "{ $group }" has { COUNTED($digits, one: "digit", many: "digits") }.
form-error-money-group-middle = "{ $text }": the middle group "{ $group }" has { COUNTED($digits, one: "digit", many: "digits") }, 3 are needed.
form-error-money-group-last = "{ $text }": the last group "{ $group }" has { COUNTED($digits, one: "digit", many: "digits") }, 3 are needed.

form-warn-doubled = There is a { $kind_en } for { $name } on { $day }. Entered twice?
form-warn-small = Only { $amount } đồng: is that right?
form-warn-norm = { $amount } exceeds the norm of { $norm }.
form-warn-times = { $name } has had { $count } this year (the norm allows { $times }).
form-warn-future = { $day } is still to come: set the state to "Planned"?

# Several money lines, and what is said beside a name.
form-amount-line = Amount { $n }
form-source-line = Source { $n }
form-hint-amount = 500k · 31 x 150k · = sum
form-hint-amount-line = empty: no such line
form-hint-own-amounts = as noted beside the names
form-error-people-bracket = «{ $name }»: the bracket is not closed. What is said of one person stands in brackets behind the name.
form-error-zero = When there was none, choose "confirmed: none"; otherwise tell what there was.
