error-today = CONGDOAN_TODAY says { $said }, which is no day. No book was opened. Write it as 2026-08-03, or leave the variable out.
settings-today-told = { $day } (assumed, as CONGDOAN_TODAY says)
