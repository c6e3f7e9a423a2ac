# The exchange folder, and what the config remembers.
exported-fetch = To get the file to your own computer, open a command window there and type this line:
footer-told = Enter=Close | Esc=Close
folder-used = ✓ From now on files are read from and written to { $path }
settings-folder = Exchange folder
cli-arg-folder = The exchange folder, where files come from and go to (default: CONGDOAN_FOLDER, else as in the settings)
cli-fetch = To get the file to your own computer, type there:
error-config = The choice could not be remembered: the file { $path } does not read ({ $reason }). It was kept as it is; mend or remove it.
exported-font = { $path }, set in { $font } (no Times New Roman here)
pdf-undrawn = The PDF shows a box for { $letters }, which no font has; the Word file has it all. For a whole PDF write it otherwise in the book.
pdf-undrawn-more = { $letters } and { $count } more
