# Taking a roster in.
action-import-roster = Import roster
action-import-roster-doc = Take the roster in from an Excel, LibreOffice or csv file
saved-roster = { $count } people imported
