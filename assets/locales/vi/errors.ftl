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
error-document-pack = Không đóng được tệp Word (phần { $part }): { $reason }.
error-document-font = Không có phông chữ nào đủ chữ tiếng Việt để làm tệp PDF; sổ vẫn nguyên. Hãy xuất Word, hoặc cài lại chương trình.
error-document-picture-none = Ảnh { $number } không phải là ảnh JPEG hay PNG đọc được, nên tệp chưa được làm; sổ vẫn nguyên. Hãy gỡ ảnh này rồi gắn lại từ tệp gốc.
error-document-picture-cut-off = Ảnh { $number } bị cụt (thiếu phần cuối), nên tệp chưa được làm; sổ vẫn nguyên. Hãy gỡ ảnh này rồi gắn lại từ tệp gốc.
error-document-picture-size = Ảnh { $number } không đúng kích thước ghi trong sổ, nên tệp chưa được làm; sổ vẫn nguyên. Hãy gỡ ảnh này rồi gắn lại từ tệp gốc.
error-no-photos = Báo cáo { $period } chưa có ảnh nào để làm phụ lục ảnh; sổ vẫn nguyên. Hãy gắn ảnh vào các hoạt động đã thực hiện trong kỳ rồi làm lại.
error-document-pdf = Không làm được tệp PDF ({ $reason }); sổ vẫn nguyên. Hãy xuất Word.
error-document-sheet = Không làm được tệp Excel ({ $reason }); sổ vẫn nguyên. Hãy xuất Word.
error-document-json = Không làm được tệp JSON ({ $reason }); sổ vẫn nguyên.
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

# The book.
error-store-not-a-book = { $path } không phải là sổ công đoàn; tệp được giữ nguyên.
error-store-newer = Sổ { $path } do bản chương trình mới hơn ghi (lược đồ { $found }, bản này biết đến { $known }); sổ được giữ nguyên, hãy cập nhật chương trình.
error-store-older = Sổ { $path } quá cũ (lược đồ { $found }), bản này không nâng lên được; sổ được giữ nguyên.
error-store-network = Sổ { $path } nằm trên ổ mạng ({ $kind }), nơi khóa tệp không tin cậy được; hãy chép sổ về ổ của máy.
error-store-root = Sổ { $path } là của người dùng số { $owner }; đừng mở bằng quyền quản trị (root).
error-store-link = { $path } là liên kết tượng trưng; hãy mở chính tệp sổ.
error-store-busy = Sổ { $path } đang bận vì một chương trình khác giữ quá năm giây; chưa lưu gì, hãy thử lại.
error-store-full = Đĩa chứa { $path } đã đầy; chưa lưu gì.
error-store-read-only = Không có quyền ghi { $path }; chưa lưu gì.
error-store-missing = Không có sổ ở { $path }; hãy mở chương trình để lập sổ, nhập một tệp trao đổi, hoặc thử congdoan demo.
error-store-stale = Người khác vừa lưu { $record }; bản của bạn chưa lưu, hãy xem cả hai rồi chọn.
error-store-deleted = Bản ghi { $type } { $what } đã xóa; hãy khôi phục rồi mới sửa. Không lưu gì.
error-store-no-record = Sổ không có { $type } mang mã { $id }.
error-store-id-taken = Sổ đã có { $type } mang mã { $id }; không nhập gì.
error-store-nothing-to-undo = Không còn gì để hoàn tác.
error-store-nothing-to-redo = Không còn gì để làm lại.
error-store-undo-moved = Không hoàn tác được việc «{ $action }»: { $what } đã được sửa sau đó.
error-store-member-named = { $name } có tên trong các mục hoạt động của sổ ({ $entries }) nên không xóa được; hãy ghi ngày nghỉ thay vì xóa. Không lưu gì.
error-store-member-gone = Mục { $what } nêu tên { $name }, người đã bị xóa khỏi danh sách. Hãy để người đã xóa hoàn tác việc ấy, hoặc ghi mục mới; chưa lưu gì.
error-store-period-closed = Kỳ { $code } đã khóa sổ; chưa lưu gì.
error-store-constraint = Sổ từ chối: { $what }. Chưa lưu gì.
error-store-damaged = Sổ { $path } bị hỏng ({ $what }); hãy dùng bản sao lưu gần nhất.
error-store-migration = Không nâng được sổ { $path } lên bản mới: { $reason } Sổ vẫn như cũ, bản sao lưu ở { $backup }.
error-store-json = Không ghi được { $what }: { $reason }. Chưa lưu gì.
error-store-sql = Không đọc hoặc ghi được sổ { $path }: { $reason }.

# Types of record, in the middle of a sentence.
type-setting = cài đặt
type-officer = người ghi sổ
type-unit = đơn vị
type-own_kind = loại hoạt động riêng
type-own_outline = mẫu báo cáo riêng
type-member = đoàn viên
type-fund = quỹ
type-norm = định mức
type-period = kỳ báo cáo
type-period_seal = lần khóa sổ
type-activity = mục
type-voucher = phiếu
type-narrative = lời văn
type-photo = ảnh
type-issued_report = báo cáo đã gửi

# Changes, in the middle of a sentence.
change-create = mở sổ mới
change-log = ghi mục
change-amend = sửa mục
change-delete = xóa mục
change-restore = khôi phục mục
change-cancel = hủy mục
change-voucher = ghi phiếu
change-voucher-amend = sửa phiếu
change-voucher-void = hủy phiếu
change-member = lưu đoàn viên
change-norm = lưu định mức
change-unit = lưu đơn vị
change-fund = lưu quỹ
change-period = lưu kỳ báo cáo
change-setting = lưu cài đặt
change-officer = lưu tên người ghi sổ
change-kind = thêm loại hoạt động
change-outline = thêm mẫu báo cáo
change-narrative = lưu lời văn báo cáo
change-report-settings = lưu đầu và chân báo cáo
change-import = nhập tệp
change-undo = hoàn tác
change-redo = làm lại

# Files that come in.
error-file-record = bản ghi { $index } ({ $type })
error-exchange-too-large = Tệp lớn hơn { $megabytes } MB; không nhập gì.
error-exchange-not-text = Tệp không phải chữ UTF-8 (sau byte { $byte }); không nhập gì.
error-exchange-syntax = Tệp không phải JSON đúng ở dòng { $line }, cột { $column }: { $reason }. Không nhập gì.
error-exchange-truncated = Tệp bị cụt ở dòng { $line }, cột { $column }; không nhập gì.
error-exchange-too-deep = Tệp lồng quá sâu ở dòng { $line }, cột { $column }; không nhập gì.
error-exchange-not-a-book = Tệp không phải là tệp trao đổi của sổ công đoàn; không nhập gì.
error-exchange-newer = Tệp do bản chương trình mới hơn xuất (định dạng { $found }, bản này đọc đến { $supported }); không nhập gì, hãy cập nhật chương trình.
error-exchange-head = Đầu tệp sai ở dòng { $line }, cột { $column }: { $reason }. Không nhập gì.
error-exchange-shape = Bản ghi { $index } ({ $type }) sai ở dòng { $line }, cột { $column }: { $reason }. Không nhập gì.
error-exchange-doubled-id = Mã của { $second } trùng với bản ghi { $first }; không nhập gì.
error-exchange-dangling = Trong { $record }, ô { $field } nhắc đến { $type } { $id } mà tệp không có; không nhập gì.
error-exchange-field = Trong { $record }, ô { $field } sai: { $reason }. Không nhập gì.
error-exchange-doubled-key = Khóa «{ $key }» của { $second } trùng với bản ghi { $first }; không nhập gì.
error-exchange-doubled-name = Tên gọi «{ $name }» của { $second } trùng với bản ghi { $first }; không nhập gì.
error-exchange-doubled-name-on = Ngày { $day }, tên gọi «{ $name }» của { $second } trùng với bản ghi { $first }; không nhập gì.
error-exchange-doubled-number = Số phiếu { $label } của { $second } trùng với bản ghi { $first }; không nhập gì.
error-exchange-own-kind = Trong { $record }: { $reason }
error-roster-no-rows = Danh sách không có ai; không nhập gì.
error-fault-not-nfc = chữ chưa ở dạng dựng sẵn (NFC)
error-fault-character = có ký tự { $code } không được phép
error-fault-too-long = dài { $chars } chữ, nhiều nhất { $limit }
error-fault-empty = để trống
error-fault-version = phiên bản { $found }, ít nhất là 1
error-fault-moment = thời điểm không hợp lệ
error-fault-backwards = { $to } đứng trước { $from }
error-fault-year = ngày { $day } nằm ngoài các năm 1900-2199
error-fault-amount = số tiền { $amount } nằm ngoài khoảng { $least } đến { $most }
error-fault-sum = các số tiền trong tệp cộng lại lớn quá mức sổ tính được
error-fault-product = { $quantity } × { $rate } không bằng { $amount }
error-fault-zero = là 0, ít nhất phải là 1
error-fault-other-year = năm { $year } khác năm của ngày { $day }
error-fault-code = không có mã «{ $code }»
error-fault-value = không nhận «{ $value }»

# The command line and the desk.
error-no-period = Sổ chưa có kỳ báo cáo nào.
error-unknown-period = Không có kỳ «{ $code }»; các kỳ trong sổ: { $known }.
error-no-such-kind = Không có loại hoạt động «{ $code }».
error-unknown-kind = Không có loại hoạt động «{ $code }»; có thể là: { $known }.
error-output = Không ghi ra được: { $reason }.

# The desk.
error-unknown-outline = Không có mẫu báo cáo «{ $code }»; các mẫu: { $known }.
error-not-empty = Sổ đã có { $records } bản ghi; cả một sổ chỉ nhập được vào sổ mới. Không nhập gì; hãy dùng --book với một tệp chưa có.
error-short-name-taken = Tên gọi { $name } lúc đó đã là của { $holder }; hãy đặt tên khác. Không lưu gì.
error-member-known = { $name } đã có trong sổ; không nhập gì.
error-other-file-book = Tệp này chính là một sổ; hãy mở bằng --book, hoặc xuất nó ra rồi nhập. Không nhập gì.
error-other-file-empty = Tệp rỗng; không nhập gì.
error-voucher-void = Phiếu { $label } đã hủy nên không sửa được; hãy ghi phiếu mới. Không lưu gì.
error-voucher-of-activity = Phiếu { $label } do một mục hoạt động lập; hãy sửa mục đó.
error-transfer-with-code = Chuyển giữa tiền mặt và tiền gửi không mang mã quyết toán.
error-roster-rows = Danh sách có { $count } dòng sai, dòng đầu tiên: { $first }. Không nhập gì.
error-roster-row = dòng { $line }, cột { $column }: { $reason }
error-fault-no-year = ngày «{ $text }» thiếu năm
error-fault-unknown = không có «{ $value }» trong danh mục
error-fault-doubled-name = { $name } đã có ở dòng { $first }, cần tên gọi khác nhau
error-fault-doubled-short = tên gọi «{ $name }» đã có ở dòng { $first }
column-full_name = họ và tên
column-short_name = tên gọi
column-gender = giới tính
column-female = nữ
column-position = chức danh
column-contract = hợp đồng
column-duty = nhiệm vụ
column-team = tổ công đoàn
column-office = chức vụ công đoàn
column-theory = lý luận chính trị
column-birth_day = ngày sinh
column-party_joined = ngày vào Đảng
column-party_official = ngày chính thức
column-employed = ngày vào trường
column-membership = ngày vào công đoàn
column-ethnicity = dân tộc
column-degree = trình độ
column-insured = bảo hiểm
column-note = ghi chú
column-ordinal = số thứ tự

# Outlines.

# What verification finds.
verify-record = { $type } { $name }: { $what }
verify-file-damaged = tệp sổ bị hỏng: { $reason }
verify-reference-missing = bảng { $from } nhắc đến dòng không có của bảng { $to }
verify-chain-broken = chuỗi lịch sử bị sửa ở dòng { $row }
verify-history-missing = lịch sử thiếu dòng trước dòng { $row }
verify-change-without-history = lần ghi { $change } mất lịch sử
verify-changed = bị sửa ngoài chương trình
verify-unrecorded = không có trong lịch sử
verify-vanished = có trong lịch sử nhưng không còn trong sổ
verify-unreadable = không đọc được: { $reason }
verify-derived = cột tìm kiếm { $column } không khớp; lưu lại bản ghi là đúng
verify-trigger = khóa { $name } của sổ bị mất hoặc không phải của chương trình
verify-postings = các phiếu của mục trong sổ quỹ cộng lại { $posted } đồng, còn mục chi { $wanted } đồng
verify-picture = ảnh không còn nguyên vẹn
