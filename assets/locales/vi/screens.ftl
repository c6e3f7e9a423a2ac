# Words of the screens and of what lies over them.
tab-overview = Tổng quan
tab-activities = Hoạt động
tab-members = Đoàn viên
tab-ledger = Sổ quỹ
tab-report = Báo cáo
tab-settings = Cài đặt
month = Tháng { $month }
due-in = nộp trước { $day } · còn { $left } ngày
due-today = nộp trước { $day } · hôm nay là hạn cuối
due-past = nộp trước { $day } · quá hạn { $left } ngày
activities-search = Tìm:
activities-totals = { $entries } mục · { $visits } lượt · { $amount } đ
activities-totals-none-done = chưa mục nào thực hiện
activities-totals-bare = { $entries } mục · { $amount } đ
activities-filter = Lọc: { $by }
activities-none = Chưa có mục nào trong kỳ này. Nhấn n để ghi bằng biểu mẫu, i để ghi nhanh một dòng.
activities-none-found = Không tìm thấy mục nào. Nhấn a để xem lại tất cả.
activities-none-deleted = Không có mục nào đã xóa. Nhấn D để trở lại.
activities-deleted = mục đã xóa
state-deleted = Đã xóa
voucher-void = hủy
code = mã
people-unit = người
detail-written = Ghi { $at } · { $officer }
detail-written-at = Ghi { $at }
members-totals = { $people } người · { $members } đoàn viên · { $women } nữ
members-none = Chưa có ai trong danh sách. Nhấn n để thêm đoàn viên, f để lấy danh sách từ tệp, hoặc dán các ô chép từ Excel.
members-none-found = Không có ai tên như vậy. Nhấn / rồi Esc để xem lại tất cả.
since-ever = từ trước
since = từ { $day }
ledger-no-fund = Chưa có quỹ nào.
ledger-none = Tháng này chưa có phiếu nào. Nhấn t để ghi thu, c để ghi chi.
ledger-balances = Đầu kỳ { $opening }  Cuối kỳ { $closing }
ledger-balance = Tồn
ledger-payment = Chi
ledger-change = Thu, chi
ledger-receipt = Thu
ledger-code = Mã
ledger-number = Số phiếu
ledger-description = Diễn giải
ledger-from-activity = Phiếu này do một mục hoạt động ghi. Sửa mục đó ở màn hình Hoạt động, phiếu sẽ theo.
report-no-period = Chưa có kỳ báo cáo nào.
report-loading = Đang lập báo cáo…
report-no-number = chưa có số
report-number = số { $number }
report-pages = ≈ { $pages } trang
report-complete = ✓ đủ các phần
report-lacking = { $parts } phần còn thiếu
report-sources = { $entries } mục làm nên dòng này
report-part-empty = Còn thiếu. Nhấn e để viết.
report-part-may-be-empty = Có thể để trống. Nhấn e để viết.
report-no-sources = Dòng này không lấy số liệu từ mục nào.
report-no-words = Phần này không có lời riêng, số liệu lấy từ các mục đã ghi.
due-left = còn { $left } ngày
footer-search = Enter=Xong | Esc=Bỏ tìm
settings-language = Ngôn ngữ
settings-book = Sổ
settings-today = Hôm nay
settings-today-assumed = { $day } (ngày giả định của sổ mẫu)
settings-unit = Đơn vị
settings-norms = Định mức
verify-clean = ✓ Sổ nguyên vẹn, mọi mục khớp với lịch sử.
verify-found = ! Sổ có { $count } chỗ không khớp lịch sử.
help-title = Các phím dùng được ở đây
confirm-keys = Enter hoặc c: Có    Esc hoặc k: Không
confirm-delete = Xóa «{ $name }»? Chỉ đánh dấu xóa, có thể khôi phục bằng u.
confirm-overwrite = Tệp { $path } đã có. Ghi đè lên tệp đó?
conflict-title = Mục này vừa được người khác sửa. Chọn bản nào? Chưa có gì bị mất.
conflict-mine = 1 Bản của tôi
conflict-theirs = 2 Bản trong sổ
narrative-guidance = Viết lời của đơn vị cho phần này. Dòng bắt đầu bằng «- » hoặc «+ » thành gạch đầu dòng.
line-hint = Ví dụ: hieu 12/11 lien me de 500k
line-no-money = không ghi tiền
line-not-understood = ! Chưa hiểu: «{ $text }»
line-two = Dòng này có hai mục; ghi mục nào?
line-offer-both = Ghi cả hai mục
line-offer-first = Chỉ mục đầu: { $entry }
line-offer-second = Chỉ mục sau: { $entry }
line-offer-without = Lưu, bỏ những chữ chưa hiểu
line-offer-note = Lưu kèm ghi chú «{ $text }»
kinds-title = Ghi hoạt động nào?
palette-title = Tìm lệnh
outline-title = Chọn mẫu báo cáo
periods-title = Chọn kỳ báo cáo
filter-all = Tất cả
picker-none = Không có mục nào khớp.
draft-title = Có điều đang ghi dở từ lần trước
draft-title-period = Có điều đang ghi dở từ lần trước, của { $period }
draft-title-others = còn { $count } bản nháp khác
drafts-title = Mở bản nháp nào?
draft-open = Mở lại và ghi tiếp
draft-later = Để sau
draft-drop = Bỏ bản nháp này
draft-form = biểu mẫu
draft-damaged = Bản nháp không đọc được nữa; các mục đã lưu không bị ảnh hưởng.
draft-kept = Đã giữ bản nháp. Nhấn o để mở lại.
draft-kept-others = Đã giữ bản nháp, còn { $count } bản nháp khác. Nhấn o để chọn.
draft-others = còn { $count } bản nháp, nhấn o để mở
draft-put-off = Bản nháp vẫn được giữ. Nhấn o để mở lại.
drafts-put-off = Vẫn giữ { $count } bản nháp. Nhấn o để chọn.
draft-dropped = Đã bỏ bản nháp
draft-note = bản nháp đã giữ
draft-reopened = Đây là bản nháp đã giữ.
draft-reopened-period = Đây là bản nháp đã giữ, của { $period }.
draft-reopened-moved = Đây là bản nháp đã giữ; bản trong sổ đã đổi từ khi đó.
draft-way-back = Ctrl+Z: về bản đã lưu.
draft-way-back-steps = Ctrl+Z: lùi dần về bản đã lưu.
draft-saved-shown = Đây là bản đã lưu. Ctrl+Y: lấy lại bản nháp; Esc: bỏ bản nháp.
draft-kept-set-up = Đã giữ bản nháp. Vào sổ rồi nhấn o để mở lại.
form-has-errors = Chưa lưu được, xem chỗ có dấu !
saved = Đã lưu
saved-elsewhere = Đã lưu vào báo cáo { $period }
saved-voucher = Đã lưu · phiếu { $voucher }
saved-deleted = Đã xóa, nhấn u để lấy lại
saved-undone = Đã hoàn tác: { $what }
saved-redone = Đã làm lại: { $what }
exported = ✓ Đã ghi báo cáo vào { $path }
exported-annex = ✓ Đã ghi phụ lục số liệu vào { $path }
too-small = Cửa sổ quá nhỏ. Cần ít nhất 60 cột và 20 dòng.
crashed = Chương trình gặp lỗi và đã dừng. Các mục đã lưu còn nguyên, điều đang ghi dở sẽ được mở lại ở lần sau.
footer-form = Ctrl+S=Lưu | F4=Lưu và thêm tiếp | Tab=Ô sau | Esc=Thoát (giữ nháp)
footer-form-money = Ctrl+S=Lưu | F4=Lưu và thêm tiếp | F2=Dòng tiền | Tab=Ô sau | Esc=Thoát (giữ nháp)
footer-form-money-edit = Ctrl+S=Lưu | F2=Thêm dòng tiền | Tab=Ô sau | Esc=Thoát (giữ nháp)
footer-form-edit = Ctrl+S=Lưu | Tab=Ô sau | Esc=Thoát (giữ nháp)
footer-line = Enter=Lưu | Tab=Mở thành biểu mẫu | ↑=Dòng cũ | Esc=Thoát (giữ nháp)
footer-narrative = Ctrl+S=Lưu | F1=Phím | F2=Bên cạnh | F4=Bài cũ | F5=Bài mẫu | F6=EDITOR | Esc=Thoát (giữ nháp)
footer-narrative-keys = ↑↓=Cuộn | F2=Bên cạnh | Esc=Đóng bảng phím
footer-narrative-covered = ↑↓=Cuộn | F4=Bài cũ vào bài | F2=Bên cạnh | Esc=Đóng
footer-narrative-beside = Ctrl+S=Lưu | Alt+↑↓=Cuộn bên cạnh | F4=Bài cũ | F1=Phím | Esc=Đóng bên cạnh
footer-pick = Enter=Chọn | ↑↓=Di chuyển | Esc=Thoát
footer-confirm = Enter=Có | Esc=Không
footer-conflict = 1=Bản của tôi | 2=Bản trong sổ | Esc=Sửa tiếp
footer-help = ↑↓=Cuộn | Esc=Đóng
help-more =
    Ngày gõ 12/11 hay 12/11/2023; tiền gõ 500k, 1tr2, 2 triệu hay 9.250.000.
    Tìm không cần dấu: nguyen tìm được Nguyễn, duc tìm được Đức.
    Mỗi thay đổi được lưu ngay vào sổ; u lấy lại thay đổi vừa lưu.
keys-title = Các phím trên màn hình
keys-head = | phím | lệnh | để làm gì |
name-title = Tên của bạn là gì? Tên này đứng cạnh mỗi mục bạn ghi trong lịch sử của sổ.
footer-name = Enter=Ghi tên | Esc=Để sau
welcome-title = Chưa có sổ nào ở đây. Bạn muốn làm gì?
welcome-set-up = Lập sổ mới cho đơn vị
welcome-demo = Xem sổ mẫu trước
welcome-set-up-detail = vài câu hỏi
welcome-demo-detail = một học kỳ của một trường
confirm-void = Hủy phiếu { $name }? Số phiếu vẫn giữ và không dùng lại; có thể lấy lại bằng u.
stale-deleted = Người khác vừa xóa mục này. Nhấn Ctrl+S lần nữa để ghi bản của bạn thành mục mới.
stale-again = Người khác vừa sửa bản ghi này. Ctrl+S lần nữa để ghi bản của bạn đè lên, Esc để giữ bản của họ.
stale-narrative = Người khác vừa sửa phần này; lời của họ ở cuối. Sửa lại rồi Ctrl+S lần nữa.
confirm-restore = Mục «{ $name }» đã xóa. Khôi phục?
line-people-in-all = … cả thảy { $count } người
line-voucher = phiếu { $voucher } (dự kiến)
