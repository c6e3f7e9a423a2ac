# Which file a report is written to.
export-title = Write to a file
export-docx = Word
export-docx-about = the report, to be edited
export-pdf = PDF
export-pdf-about = the report, to read and print
export-xlsx = Excel
export-xlsx-about = the annex: figures and lists
