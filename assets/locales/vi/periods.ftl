# Entries that came too late for a report, and what a report still lacks.
change-new-year = mở năm học mới
change-take-late = đưa mục phát sinh sau báo cáo vào kỳ sau
change-decline-late = để mục phát sinh ở kỳ cũ
error-not-late = Mục này không còn là phát sinh sau báo cáo: đã được nhận vào một kỳ, hoặc đã đổi ngày; chưa nhận mục nào, hãy xem lại danh sách.

issue-no-narrative = Chưa viết phần lời văn.
issue-no-records = Chưa ghi mục nào cho phần này.
issue-blank = Có chỗ còn trống trong câu; mở mục gốc để ghi thêm.
issue-contradiction = Đã xác nhận là không có, nhưng trong kỳ lại có mục; hãy xóa xác nhận hoặc xem lại mục.
issue-more-than-all = Có mục ghi số người nhiều hơn tổng số.
issue-ungrouped = { $count } người chưa ghi đủ để chia nhóm; bổ sung ở màn hình Đoàn viên.
issue-unknown-codes = { $count } phiếu có mã không có trong mẫu quyết toán, tạm tính theo thu hoặc chi; sửa mã ở màn hình Sổ quỹ.
issue-unexplained = Các dòng thu chi lệch { $amount } đồng so với số dư của sổ quỹ; xem lại số dư đầu khai giữa kỳ.
issue-undivided = { $count } mục chỉ tính một phần người nhưng không rõ mỗi người bao nhiêu tiền, nên đang tính cả mục; ghi số tiền từng người.
issue-dangling = Câu kết thúc bằng dấu hai chấm nhưng bên dưới chưa có gì.

error-outline-bad-name = Tên { $name } không đặt cho nhóm số liệu được: chỉ dùng chữ thường không dấu, chữ số và dấu gạch dưới
issue-disagrees = { $count } người có hoạt động ghi khác với danh sách đoàn viên; sửa ngày ở màn hình Đoàn viên hoặc ở hoạt động.
