# Taking a roster in: the file, the preview, the sentences of what cannot be taken.
action-import-roster = Import roster
action-import-roster-doc = Take the roster in from an Excel, LibreOffice or csv file
saved-roster = { COUNTED($count, one: "person", many: "people") } imported

error-sheet-empty = The file has no rows; nothing was imported.
error-sheet-locked = The file is protected by a password and cannot be read. Open it in Excel, remove the password, save it and import again; nothing was imported.
error-sheet-old-excel = The file is of the old Excel kind (.xls). Open it in Excel, save it as .xlsx and import that; nothing was imported.
error-sheet-no-spreadsheet = The file is no spreadsheet (xlsx, ods or csv); nothing was imported.
error-sheet-swollen = The file unpacks to more than { $megabytes } MB, which no roster does, so it was not read; nothing was imported.
error-sheet-damaged = The file is damaged or was not copied whole. Copy it again, or open it in Excel and save it; nothing was imported.
error-sheet-too-many-rows = The table has more than { $limit } rows, more than a school's roster ever has. Put the roster alone into a file; nothing was imported.
error-sheet-not-unicode = The letters in the file are not Unicode, so accents would be wrong. Open it in Excel, save it as "CSV UTF-8" or .xlsx and import again; nothing was imported.
error-sheet-csv = The csv file cannot be read at line { $line }; nothing was imported.
error-roster-legacy-letters = The letters in the file are of an old font (TCVN3, VNI). Convert it to Unicode and import again; nothing was imported.
error-roster-no-header = No row of column names with the full name among them was found. Add a row of names above the list and import again; nothing was imported.
error-fault-no-value = the cell is a formula whose result the file does not keep
error-fault-before = this day lies before { $day }
error-fault-to-come = { $day } is still to come
error-fault-both-marked = marked as a man and as a woman
error-fault-known = { $name } is in the book already
error-fault-short-taken = the short name "{ $name }" is that of { $holder }

column-family_names = family names
column-given_name = given name
column-male = male
column-birth_female = birth day (women)
column-birth_male = birth day (men)
column-party_member = Party member
column-union_member = union member

roster-file-title = Import a roster
roster-file-path = File
roster-file-help = Type the path of a .xlsx, .ods or .csv file. You can also copy the cells in Excel and paste them right on the members screen.
roster-file-folder = In the exchange folder { $folder }:
roster-file-send = To put a file there: type this line at your own computer, with your file's name, then open this again.
roster-file-example = roster.xlsx
roster-file-none = The exchange folder { $folder } holds no roster yet.
roster-title = Roster from { $source }
roster-title-pasted = Pasted roster
roster-sheet = sheet "{ $name }" ({ $at }/{ $of })
roster-counts = { COUNTED($people, one: "row", many: "rows") } · { $sound } taken · { $refused } to mend
roster-counts-left = { COUNTED($people, one: "row", many: "rows") } · { $sound } taken · { $refused } to mend · { $left } left out
roster-since-ever = since ever
roster-since = from { $day } on
roster-head-line = Column names on line { $line }
roster-head-lines = Column names on lines { $from }–{ $to }
roster-head-none = No column names yet
roster-no-head = No row of column names was found. Press + or - to point at it, or c to say what each column is.
roster-no-names = No column is the full name yet. Press c to point at it.
roster-columns-title = The file's columns: Enter changes a meaning
roster-meaning-title = What is the column "{ $column }"?
roster-meaning-none = not read
roster-column-number = column { $number }
roster-row-title = Line { $line }: which cell is to be mended?
roster-value-title = What does "{ $word }" mean? (in every row)
roster-value-none = not noted
roster-sheets-title = Which sheet holds the roster?
roster-edit = { $column }, line { $line }
roster-hint-began = { $day } was taken, since the day is missing
roster-hint-party-day = Party member without a day of joining, noted as { $day }
roster-hint-gender-against = not what the middle name says, look again
roster-hint-gender = man or woman concluded from the middle name
roster-hint-same-name = same full name as line { $line }
roster-hint-same-name-book = same full name as somebody in the book
roster-left-out = left out
roster-passed = no person
roster-group = group
roster-gender-female = Female
roster-gender-male = Male
roster-refused-first = { COUNTED($count, one: "row is", many: "rows are") } still to be mended; nothing was imported. Mend the cell (e) or leave the row out (space).
roster-nobody = There is nobody to import yet.
roster-from-title = From which day on? (empty: since ever)
roster-from-bad = "{ $text }" is not understood as a day; type it like 05/09/2025.
draft-roster = A roster being imported
footer-roster = Enter=Take | e=Mend | Space=Out | c=Columns | n=Fault | +-=Head | f=From | Esc=Leave
footer-roster-sheets = Enter=Take | e=Mend | Space=Out | c=Columns | n=Fault | s=Sheet | +-=Head | f=From | Esc=Leave
footer-roster-columns = Enter=Change | ↑↓=Choose | Esc=Back
footer-roster-edit = Enter=Done | Esc=Cancel
footer-roster-file = Enter=Open | ↑↓=Choose file | Esc=Leave

cli-import-roster-about = Import the roster from an xlsx, ods or csv file
cli-arg-import-roster-file = The roster's file; nothing is imported while one row is wrong
cli-import-left-out = left out: { $count } people
cli-arg-leave-out = Lines to leave out, counted as in the file, for example 12,15
cli-value-lines = LINES

roster-unread = Not read: { $columns }
roster-short-full_name = Full name
roster-short-short_name = Short name
roster-short-gender = Sex
roster-short-birth_day = Birth day
roster-short-duty = Duty
roster-short-position = Position
roster-short-team = Team
roster-short-contract = Contract
