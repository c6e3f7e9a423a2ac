# Messages of: forms.
form-new = mục mới
form-editing = sửa mục
form-member-new = Đoàn viên mới
form-member-edit = Sửa thông tin đoàn viên
form-voucher-receipt = Phiếu thu
form-voucher-payment = Phiếu chi
form-voucher-transfer = Chuyển tiền mặt và tiền gửi
form-report = Đầu và cuối báo cáo
form-save-row = [ Lưu ]
form-mixed = (mỗi người một khác)
form-plan = Dự kiến

form-default-norm = theo định mức
form-default-similar = như mục trước
form-default-kind = thường lệ
form-default-roster = theo danh sách
form-default-book = tự điền

form-hint-day = ←→ từng ngày
form-hint-choice = ←→ chọn, hoặc gõ
form-hint-people = «nữ», «tổ 2», An (lời riêng), An = 300k
form-hint-code = mã { $code }
form-hint-until = ngày đầu không còn tính
form-hint-pen = để trống: ghi bằng bút
form-hint-unit = để trống: theo đơn vị
form-hint-outline = để trống: theo mẫu
form-hint-lines = mỗi dòng một ý

form-people-free = người ngoài danh sách
form-people-count = { $count } người
form-people-left-out = (trừ { $count })

form-zero-no = có việc phát sinh
form-zero-yes = xác nhận: không có
form-yes-no = không
form-yes-yes = có

form-since = Đổi từ ngày
form-stay-from = từ ngày
form-stay-in = lý do đến
form-stay-until = đến ngày
form-stay-out = lý do đi
form-voucher-code = Mã
form-voucher-description = Diễn giải
form-voucher-counterpart = Người nộp, nhận
form-voucher-fund = Quỹ
form-voucher-account = Sổ
form-voucher-from = Từ
form-report-number = Số
form-report-day = Ngày
form-report-place = Địa danh
form-report-subject = Trích yếu
form-report-addressee = Kính gửi
form-report-recipients = Nơi nhận
form-report-signer_lines = Chức danh ký
form-report-signer = Người ký

form-error-required = Ô này không được để trống.
form-error-number = «{ $text }» không phải là số người.
form-error-choice = Không có lựa chọn nào là «{ $text }».
form-error-choice-several = «{ $text }» còn khớp nhiều lựa chọn: bấm ←→ hoặc Enter để chọn.
form-error-people-unknown = Không ai trong danh sách tên «{ $name }». Người ngoài danh sách thì viết trong ngoặc kép.
form-error-people-ambiguous = «{ $name }» là ai? Có nhiều người trùng tên: chọn một người.
form-error-people-nobody = Ngày ấy không có ai trong nhóm «{ $name }».
form-error-until = Ngày cuối phải sau ngày đầu.
form-error-since = Ngày này trước khi thông tin cũ bắt đầu.
form-error-count-missing = Cần số người tham gia, hoặc «100 %».
form-error-count-above = { $count } người nhiều hơn tổng số { $of }.
form-error-source = Chọn nguồn tiền.
form-error-short-name = Tên gọi «{ $name }» đang là của { $other }.
form-error-voucher-year = Số phiếu thuộc năm { $year }: ngày phải trong năm ấy.
form-error-year = «{ $text }» không phải năm học; viết như 2025-2026.
form-error-date = «{ $text }» không phải là ngày; viết như 12/11 hoặc 12/11/2023.
form-error-date-no-such-day = Không có ngày { $day }/{ $month }.
form-error-date-no-such-day-in-year = Không có ngày { $day }/{ $month }/{ $year }.
form-error-date-year = Năm { $year } không dùng được.
form-error-date-backwards = Ngày cuối trước ngày đầu.
form-error-money = «{ $text }» không phải là số tiền; viết như 500k, 1tr2 hoặc 1.200.000.
form-error-money-empty = Chưa có số tiền.
form-error-money-zero = Số tiền phải lớn hơn 0.
form-error-money-negative = «{ $text }»: số tiền viết không có dấu trừ.
form-error-money-ambiguous = «{ $text }» hiểu được hai cách: viết đủ các chữ số.
form-error-money-fraction = «{ $text }» không phải số đồng chẵn.
form-error-money-too-large = «{ $text }» lớn quá.
form-error-money-thousands = { $amount } đ? Gõ { $text }k, hoặc { $text }đ nếu đúng vậy
form-error-money-group-first = «{ $text }»: nhóm đầu «{ $group }» có { $digits } chữ số.
form-error-money-group-middle = «{ $text }»: nhóm giữa «{ $group }» có { $digits } chữ số, phải đủ 3.
form-error-money-group-last = «{ $text }»: nhóm cuối «{ $group }» có { $digits } chữ số, phải đủ 3.

form-warn-doubled = Đã có mục { $kind } của { $name } ngày { $day }. Ghi trùng?
form-warn-small = Chỉ { $amount } đồng, có đúng không?
form-warn-norm = { $amount } vượt định mức { $norm }.
form-warn-times = { $name } đã có { $count } lần trong năm (định mức { $times } lần).
form-warn-future = Ngày { $day } chưa tới: để tình trạng «Dự kiến»?

# Several money lines, and what is said beside a name.
form-amount-line = Số tiền { $n }
form-source-line = Nguồn { $n }
form-hint-amount = 500k · 31 x 150k · = tổng
form-hint-amount-line = để trống thì bỏ dòng này
form-hint-own-amounts = theo từng người
form-error-people-bracket = «{ $name }»: thiếu dấu đóng ngoặc. Viết lời riêng của từng người trong ngoặc, như Hương MT (Nhất).
form-error-zero = Nếu không có việc nào, chọn «xác nhận: không có»; nếu có, ghi nội dung của việc đã xảy ra.
