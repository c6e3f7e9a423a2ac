# Soát lỗi.

action-review = Soát lỗi
action-review-doc = Tìm chỗ sai, thiếu của báo cáo trước khi gửi
cli-check-about = Soát lỗi báo cáo của một kỳ; mã thoát 1 khi còn lỗi
cli-check = Soát lỗi báo cáo { $period }:

review-title = Soát lỗi · { $period }
review-clean = ✓ Không thấy lỗi nào.
review-error = Lỗi
review-warning = Nên xem lại
review-note = Ghi chú
review-count = { $errors } lỗi · { $warnings } nên xem lại
review-place-settings = Đầu, cuối báo cáo
review-export = Báo cáo còn { $count } lỗi: { $named } Vẫn xuất?
review-send = Báo cáo còn { $count } lỗi: { $named }
review-export-more = Và { $count } lỗi nữa.
review-gone = Chỗ này không còn trong sổ; bấm s để soát lại.
footer-review = Enter=Tới chỗ sửa | ↑↓=Chọn | Esc=Đóng

review-part = { $sentence } { $wanted }
review-count-differs = Viết «{ $text }» nhưng danh sách có { $names } tên; sửa số hoặc ghi thêm tên.
review-count-untied = Viết «{ $text }» nhưng không số liệu nào của báo cáo bằng số ấy; xem lại.
review-money-malformed = Số tiền «{ $text }» viết sai: sau mỗi dấu chấm phải đủ ba chữ số.
review-money-untied = Số tiền «{ $text }» không có trong sổ và báo cáo; xem lại.
review-wrong-year = «{ $text }» nằm ngoài kỳ báo cáo; có phải { $meant } không?
review-head-count-year = Ngày chốt số người { $day } nằm ngoài kỳ báo cáo; có phải { $meant } không?
review-due-year = Hạn nộp { $day } không hợp với kỳ báo cáo; có phải { $meant } không?
review-letter-year = Ngày công văn { $day } không hợp với kỳ báo cáo; có phải { $meant } không?
review-report-year = Ngày ghi trên báo cáo { $day } không hợp với kỳ báo cáo; có phải { $meant } không?
review-year-ahead = «Năm { $year }» ở sau kỳ báo cáo; xem lại.
review-year-before = «Năm { $year }» ở trước kỳ báo cáo; có thể còn sót từ bản cũ.
review-other-school-year = «{ $text }» không phải năm học của kỳ này ({ $own }); có thể còn sót từ bản cũ.
review-other-term = «{ $text }» không phải kỳ này ({ $own }); có thể còn sót từ bản cũ.
review-other-body = «{ $text }» là tên nơi khác: không phải đơn vị, cấp trên hay nơi đã gặp trong hoạt động; có thể còn sót từ bản cũ.
review-old-encoding = Chữ theo bảng mã cũ («{ $text }»), in ra sẽ sai; hãy gõ lại bằng Unicode.
review-outside-periods = { $kind } ngày { $day } không thuộc kỳ báo cáo nào; sửa ngày hoặc kỳ.
review-before-periods = { $count } mục ở trước kỳ báo cáo đầu tiên ({ $first }), mục cuối ngày { $last }; không báo cáo nào tính các mục ấy.
review-plan-overdue = Dự kiến { $kind } ngày { $day } ({ $about }) đã quá ngày; ghi là đã thực hiện hoặc hủy.
review-doubled = { $kind } của { $name } ghi hai lần: ngày { $before } và { $day }. Có ghi trùng không?
review-parent-twice = { $kind } { $relation } { $name } ghi hai lần: ngày { $before } và { $day }; sửa quan hệ hoặc xóa một mục.
review-above-norm = { $kind } ngày { $day }: { $amount } đ vượt định mức { $norm } đ; xem lại số tiền.
review-too-often = { $name } có { $kind } { $count } lần trong năm, định mức { $times } lần.
review-roster-other-day = { $kind } của { $name } ngày { $day }, nhưng danh sách đoàn viên ghi { $noted }; sửa cho khớp.
review-roster-no-day = { $kind } của { $name } ngày { $day } chưa có trong danh sách đoàn viên; bổ sung ở Lịch sử đoàn viên.
review-after-leaving = { $kind } ngày { $day } có { $name }, mà danh sách đoàn viên ghi đã thôi từ { $left }; xem lại ngày hoặc người.
review-short-names-clash = { $first } và { $second } cùng tên gọi «{ $name }»; đổi một tên gọi.
review-voucher-missing = { $fund } thiếu số phiếu { $from }.
review-voucher-gap = { $fund } thiếu các số phiếu { $from } đến { $to }.
review-photos = Công văn cần { $wanted } ảnh, hiện có { $have }.
