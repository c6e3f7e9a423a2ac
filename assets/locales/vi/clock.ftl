error-today = CONGDOAN_TODAY ghi { $said }, không phải là một ngày. Chương trình chưa mở sổ nào. Ghi như 2026-08-03, hoặc bỏ biến này.
settings-today-told = { $day } (ngày giả định theo CONGDOAN_TODAY)
