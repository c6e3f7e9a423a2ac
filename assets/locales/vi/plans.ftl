# Plans and the Tết budget.
action-carry-out = Thực hiện
action-carry-out-doc = Chuyển mục dự kiến thành đã thực hiện; dự kiến được giữ để đối chiếu
action-cancel-plan = Hủy dự kiến
action-cancel-plan-doc = Mục dự kiến không thực hiện nữa; mục được giữ lại và ghi là hủy
action-filter-state = Lọc tình trạng
action-filter-state-doc = Chỉ xem mục dự kiến, dự kiến quá ngày, đã thực hiện hoặc hủy
action-tet-budget = Dự trù Tết
action-tet-budget-doc = Bảng dự trù chăm lo Tết của một năm âm lịch

state-overdue = Dự kiến quá ngày
confirm-cancel = Hủy dự kiến «{ $name }»? Mục được giữ lại và ghi là hủy, không tính vào báo cáo; u hoàn tác.
plan-note = dự kiến { $day } · { $amount }
plan-overdue = Đã quá ngày dự kiến { $days } ngày: t Thực hiện, h Hủy.
plan-was = Dự kiến { $day }
plan-spent-as-planned = Thực hiện { $amount }, đúng dự kiến
plan-spent-more = Thực hiện { $amount }, nhiều hơn { $by }
plan-spent-less = Thực hiện { $amount }, ít hơn { $by }

tet-title = Dự trù chăm lo Tết { $name } { $year }
tet-content = Nội dung
tet-quantity = SL
tet-rate = Mức
tet-amount = Thành tiền
tet-total = Tổng cộng
tet-spent = Đã thực hiện
tet-none = Chưa có mục dự kiến nào cho Tết này. Bấm n để thêm một mục, ví dụ quà Tết cho đoàn viên.
footer-tet = n=Thêm dự kiến | Enter=Mở mục | ←→=Năm khác | Esc=Thoát
