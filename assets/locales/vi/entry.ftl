# What a line refuses and asks.

entry-empty = Chưa có chữ nào.
entry-too-long = Dòng quá dài: { $words } chữ, nhiều nhất { $most } chữ.
entry-no-kind = Không rõ là việc gì; hãy thêm từ như hiếu, hỷ, ốm, ủng hộ, tập huấn, hoặc bắt đầu bằng thu, chi.
entry-unknown-name = Không có đoàn viên nào tên «{ $text }».
entry-missing = «{ $kind }» còn thiếu: { $field }.
entry-missing-relation = «{ $kind }» còn thiếu quan hệ: viết thêm mẹ đẻ, bố chồng, vợ, con … cạnh tên đoàn viên.
entry-missing-relation-own = «{ $kind }» còn thiếu quan hệ: viết thêm mẹ đẻ, bố chồng, vợ … cạnh tên, hoặc «bản thân» nếu là chính đoàn viên.
entry-missing-money = Còn thiếu số tiền.
entry-many-amounts = Có nhiều số tiền ({ $amounts }) mà không rõ mỗi số là gì.
entry-part-too-large = Phần «trong đó» { $part } lớn hơn tổng { $total }.
entry-amount-too-large = Số tiền quá lớn.
entry-no-fund = Sổ chưa có quỹ nào.
entry-ask-who = «{ $text }» là ai?
entry-ask-kind = «{ $text }» là việc gì?
entry-ask-thousand = { $typed } đồng hay { $meant } đồng?
entry-ask-each = { $amount } đồng cho mỗi người hay cho cả { $people } người?
entry-ask-relation = «{ $text }» là quan hệ nào?
entry-ask-two = Dòng này là hai mục; hãy ghi từng mục.
entry-choice-member = { $short } ({ $name })
entry-choice-amount = { $amount } đồng
entry-choice-each = { $amount } đồng mỗi người
entry-choice-together = { $amount } đồng tất cả
entry-ask-day-or-all = «{ $text }» là ngày hay số người?
entry-choice-day = Ngày { $day }
entry-choice-all = { $all } trên tổng số { $all }
