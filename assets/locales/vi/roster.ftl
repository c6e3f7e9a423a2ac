# Taking a roster in.
action-import-roster = Nhập danh sách từ tệp
action-import-roster-doc = Lấy danh sách đoàn viên từ tệp Excel, LibreOffice hoặc csv
saved-roster = Đã nhập { $count } người
