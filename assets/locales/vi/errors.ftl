# The sentence of every error: what happened, what was kept, what to do.

# Amounts.
error-money-empty = Chưa có số tiền.
error-money-not-a-number = «{ $text }» không phải số tiền; hãy viết như 500k, 1tr2 hoặc 9.250.000.
error-money-negative = «{ $text }»: số tiền không mang dấu trừ.
error-money-group-first = «{ $text }»: nhóm đầu «{ $group }» có { $digits } chữ số, phải có từ một đến ba.
error-money-group-middle = «{ $text }»: nhóm giữa «{ $group }» có { $digits } chữ số, phải có đúng ba.
error-money-group-last = «{ $text }»: nhóm cuối «{ $group }» có { $digits } chữ số, phải có đúng ba.
error-money-ambiguous = «{ $text }» đọc được hai cách; hãy viết đủ số, như 1.500.000.
error-money-fraction = «{ $text }» không phải số đồng chẵn.
error-money-too-large = «{ $text }» lớn hơn 999.999.999.999.999 đồng.

# Days.
error-date-empty = Chưa có ngày.
error-date-not-a-date = «{ $text }» không phải ngày; hãy viết như 12/11 hoặc 12/11/2023.
error-date-no-such-day = Không có ngày { $day }/{ $month }.
error-date-no-such-day-in-year = Không có ngày { $day }/{ $month }/{ $year }.
error-date-year = Năm { $year } nằm ngoài khoảng { $first }-{ $last }.
error-date-backwards = Ngày cuối { $to } đứng trước ngày đầu { $from }.

# What can never be saved.
error-invalid-kind = Không có loại hoạt động «{ $code }».
error-invalid-member = Danh sách không có đoàn viên mang mã { $id }.
error-invalid-fund = Sổ không có quỹ mang mã { $id }.
error-invalid-relation = Không có quan hệ «{ $code }».
error-invalid-code = Mã quyết toán «{ $code }» không có hoặc không dùng cho khoản này.
error-invalid-no-name = Có một người chưa có tên.
error-invalid-negative = Số tiền { $amount } nhỏ hơn 0.
error-invalid-no-amount = Phiếu phải có số tiền lớn hơn 0.
error-invalid-too-large = Số tiền { $amount } quá lớn.
error-invalid-product = { $quantity } × { $rate } không bằng { $amount }.
error-invalid-head-count = { $count } người lớn hơn tổng số { $of }.
error-invalid-missing = Mục «{ $kind }» còn thiếu: { $field }.

# Kinds, documents, files.
error-kinds-shape = Tệp loại hoạt động sai ở dòng { $line }: { $reason }. Không thêm loại nào.
error-kinds-doubled = Mã loại «{ $code }» đã có. Không thêm loại nào.
error-kinds-group = Loại «{ $code }» thuộc nhóm không có: «{ $group }». Không thêm loại nào.
error-kinds-field = Loại «{ $code }» hỏi một ô không có: «{ $field }». Không thêm loại nào.
error-document-pack = Không đóng được tệp Word (phần { $part }): { $reason }.
error-file-exists = Tệp { $path } đã có và được giữ nguyên; hãy chọn tên khác hoặc cho phép ghi đè.
error-file-missing = Không thấy { $path }.
error-file-not-a-file = { $path } không phải là tệp.
error-file-too-large = Tệp { $path } lớn hơn { $megabytes } MB nên không đọc.
error-file-system = Không đọc hoặc ghi được { $path }: { $reason }.
error-system-not-found = không tìm thấy
error-system-permission = không có quyền
error-system-full = hết chỗ trên đĩa
error-system-read-only = đĩa chỉ cho đọc
error-system-exists = đã có
error-system-name = tên tệp không hợp lệ

# A new book.
error-new-book-no-unit = Chưa có tên công đoàn.
error-new-book-year = Năm học { $year } nằm ngoài khoảng { $first }-{ $last }.
error-new-book-proposals = Chương trình bị hỏng phần mở sổ mới: { $reason }.
