# The parcel for the upper union.

error-parcel-exists = The folder { $path } is there and was kept. Choose another folder, or add --force to replace it with the new parcel.
error-parcel-not-a-folder = { $path } is not a folder; it was kept. Choose another name.
error-parcel-foreign = The folder { $path } holds files that are not the parcel's: { $files }. Nothing was replaced; move those files elsewhere or choose another folder.
error-parcel-full = The parcel was not made at { $folder }: { $reason }. The book is untouched and nothing half-written was left. Make room on the disk or choose another folder, then try again.
error-parcel-write = The parcel was not made at { $folder }: { $reason }. The book is untouched and nothing half-written was left. Choose another folder and try again.
error-parcel-moved = Somebody keeps writing in the book, so the parcel was not made; no file was left. Try again in a few minutes.
error-system-too-large = the file exceeds the size that may be written

parcel-and-more = { $files } and { $count } more
parcel-progress = Making the parcel ({ $at }/{ $of }): { $step }…
parcel-step-word = Word report
parcel-step-pdf = PDF report
parcel-step-mail = e-mail text
parcel-step-place = moving it into the folder
parcel-bytes = { $size } bytes
parcel-kilobytes = { $size }.{ $tenth } KB
parcel-megabytes = { $size }.{ $tenth } MB
parcel-no-address = (the address in the letter)
parcel-next-mail-due = Send the e-mail to { $to }, on { $due } at the latest; subject and text are ready in { $mail }.
parcel-next-mail = Send the e-mail to { $to }; subject and text are ready in { $mail }.
parcel-next-attach = Attach the report, annexes and photos of this folder.
parcel-next-mark = Once it is out, mark the report as sent: { $how }
parcel-as-sent = The report in the parcel is exactly the one sent as { $name }.
parcel-as-sent-changed = The report in the parcel is exactly the one sent as { $name }; the { $count } changes in the book since then are not in the parcel.

cli-send-off-about = Make a period's parcel: a folder with the report in Word and PDF, annexes, photos, the e-mail's text
cli-arg-send-off-output = The parcel's folder (default: within the exchange folder)
cli-arg-send-off-force = Replace a parcel in that folder; other files in it are never removed
cli-arg-with-errors = Make the parcel although the review still finds errors
cli-parcel-done = The parcel is at { $path }:
cli-parcel-next = What comes next:
cli-parcel-errors = The report still has { $count } errors, so no parcel was made and nothing was written:
cli-parcel-errors-more = And { $count } more; see all: congdoan check
cli-parcel-errors-do = Mend them and try again; to send it as it is, add --with-errors.

action-send-off = Parcel
action-send-off-doc = Make the folder for the upper union: report in Word and PDF, annexes, photos, e-mail text
review-parcel = The report still has { $count } errors: { $named } Make the parcel all the same?
parcel-lies = ✓ The parcel is ready: { $path }
parcel-folder = { $name } ({ $count } files)
parcel-key = key { $key }
parcel-replace = The folder { $path } is there already. Replace it with the new parcel?
parcel-replace-edited = The folder { $path } is there already, and these files were changed since it was made: { $files }. The new parcel would replace them and lose those changes. Replace all the same?
parcel-dropped = The parcel was given up; no file was left.
footer-parcel-making = Esc=Stop
footer-parcel = d=Mark as sent | ↑↓=Scroll | Esc=Close
footer-parcel-sent = ↑↓=Scroll | Esc=Close
parcel-step-annex = Excel annex
parcel-step-photos = photos
parcel-annex-of-now = No Excel annex was kept when that report was sent: the parcel's annex is of the book as it is now.
parcel-large = The parcel takes { $size }, perhaps too much for one e-mail (25 MB as a rule): send the photos in a second one.
