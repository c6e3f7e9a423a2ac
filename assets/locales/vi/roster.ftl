# Taking a roster in: the file, the preview, the sentences of what cannot be taken.
action-import-roster = Nhập danh sách từ tệp
action-import-roster-doc = Lấy danh sách đoàn viên từ tệp Excel, LibreOffice hoặc csv
saved-roster = Đã nhập { $count } người

error-sheet-empty = Tệp không có dòng nào; không nhập gì.
error-sheet-locked = Tệp có mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi nhập; chưa nhập gì.
error-sheet-old-excel = Tệp là Excel kiểu cũ (.xls). Hãy mở bằng Excel, chọn «Lưu thành» kiểu .xlsx rồi nhập tệp mới; chưa nhập gì.
error-sheet-no-spreadsheet = Tệp không phải bảng tính (xlsx, ods hoặc csv); không nhập gì.
error-sheet-swollen = Tệp bung ra hơn { $megabytes } MB, không giống một danh sách nên không đọc; không nhập gì.
error-sheet-damaged = Tệp hỏng hoặc chưa chép hết. Hãy chép lại từ nơi gốc, hoặc mở bằng Excel rồi lưu lại; chưa nhập gì.
error-sheet-too-many-rows = Bảng có hơn { $limit } dòng, danh sách của một trường không dài như vậy. Hãy tách riêng phần danh sách ra một tệp; chưa nhập gì.
error-sheet-not-unicode = Chữ trong tệp không phải Unicode nên dấu tiếng Việt sẽ sai. Hãy mở bằng Excel, chọn «Lưu thành» kiểu «CSV UTF-8» hoặc .xlsx rồi nhập lại; chưa nhập gì.
error-sheet-csv = Tệp csv không đọc được ở dòng { $line }; không nhập gì.
error-roster-legacy-letters = Chữ trong tệp dùng phông cũ (TCVN3, VNI). Hãy chuyển sang Unicode rồi nhập lại; chưa nhập gì.
error-roster-no-header = Không tìm thấy dòng tên cột có cột «Họ và tên». Hãy thêm dòng tên cột lên trên danh sách rồi nhập lại; chưa nhập gì.
error-fault-no-value = ô là công thức, tệp không giữ kết quả
error-fault-before = ngày này trước { $day }
error-fault-to-come = ngày { $day } chưa tới
error-fault-both-marked = đánh dấu cả nam lẫn nữ
error-fault-known = { $name } đã có trong sổ
error-fault-short-taken = tên gọi «{ $name }» là của { $holder }

column-family_names = họ đệm
column-given_name = tên
column-male = nam
column-birth_female = ngày sinh (nữ)
column-birth_male = ngày sinh (nam)
column-party_member = đảng viên
column-union_member = đoàn viên công đoàn

roster-file-title = Nhập danh sách đoàn viên
roster-file-path = Tệp
roster-file-help = Gõ đường dẫn của tệp .xlsx, .ods hoặc .csv. Cũng có thể chép các ô trong Excel rồi dán thẳng vào màn hình Đoàn viên.
roster-file-folder = Trong thư mục trao đổi { $folder }:
roster-file-send = Gửi tệp vào đó: gõ dòng này ở máy của mình, đúng tên tệp, rồi mở lại màn hình này.
roster-file-example = danh-sach.xlsx
roster-file-none = Thư mục trao đổi { $folder } chưa có tệp danh sách nào.
roster-title = Danh sách từ { $source }
roster-title-pasted = Danh sách vừa dán
roster-sheet = trang «{ $name }» ({ $at }/{ $of })
roster-counts = { $people } dòng · { $sound } nhận · { $refused } cần sửa
roster-counts-left = { $people } dòng · { $sound } nhận · { $refused } cần sửa · { $left } bỏ ra
roster-since-ever = có từ trước đến nay
roster-since = tính từ { $day }
roster-head-line = Tên cột ở dòng { $line }
roster-head-lines = Tên cột ở dòng { $from }–{ $to }
roster-head-none = Chưa có dòng tên cột
roster-no-head = Không thấy dòng tên cột. Bấm + hoặc - để chỉ dòng tên cột, hoặc bấm c để nói từng cột là gì.
roster-no-names = Chưa cột nào là họ và tên. Bấm c để chỉ cột họ và tên.
roster-columns-title = Các cột trong tệp: Enter để đổi nghĩa
roster-meaning-title = Cột «{ $column }» là gì?
roster-meaning-none = không đọc cột này
roster-column-number = cột { $number }
roster-row-title = Dòng { $line }: sửa ô nào?
roster-value-title = «{ $word }» nghĩa là gì? (áp dụng cho mọi dòng)
roster-value-none = không ghi
roster-sheets-title = Danh sách ở trang nào?
roster-edit = { $column }, dòng { $line }
roster-hint-began = lấy ngày { $day } vì thiếu ngày
roster-hint-party-day = đảng viên chưa có ngày vào Đảng, tạm ghi { $day }
roster-hint-gender-against = không khớp với tên đệm, hãy xem lại
roster-hint-gender = nam hay nữ đoán theo tên đệm
roster-hint-same-name = trùng họ tên với dòng { $line }
roster-hint-same-name-book = trùng họ tên với người trong sổ
roster-left-out = bỏ ra
roster-passed = không phải người
roster-group = nhóm
roster-gender-female = Nữ
roster-gender-male = Nam
roster-refused-first = Còn { $count } dòng cần sửa; chưa nhập gì. Sửa ô (e) hoặc bỏ dòng ra (phím cách).
roster-nobody = Chưa có ai để nhập.
roster-from-title = Tính từ ngày nào? (để trống: từ trước đến nay)
roster-from-bad = Chưa hiểu ngày «{ $text }»; hãy gõ như 05/09/2025.
draft-roster = Danh sách đang nhập
footer-roster = Enter=Nhập | e=Sửa ô | Cách=Bỏ | c=Cột | n=Lỗi | +-=Tên cột | f=Từ ngày | Esc=Thoát
footer-roster-sheets = Enter=Nhập | e=Sửa ô | Cách=Bỏ | c=Cột | n=Lỗi | s=Trang | +-=Tên cột | f=Từ ngày | Esc=Thoát
footer-roster-columns = Enter=Đổi nghĩa | ↑↓=Chọn cột | Esc=Quay lại
footer-roster-edit = Enter=Xong | Esc=Thôi
footer-roster-file = Enter=Mở | ↑↓=Chọn tệp | Esc=Thoát

cli-import-roster-about = Nhập danh sách đoàn viên từ tệp xlsx, ods hoặc csv
cli-arg-import-roster-file = Tệp danh sách; không nhập gì khi còn một dòng sai
cli-import-left-out = bỏ ra: { $count } người
cli-arg-leave-out = Các dòng bỏ ra, đánh số như trong tệp, ví dụ 12,15
cli-value-lines = DÒNG

roster-unread = Không đọc: { $columns }
roster-short-full_name = Họ và tên
roster-short-short_name = Tên gọi
roster-short-gender = Giới
roster-short-birth_day = Ngày sinh
roster-short-duty = Nhiệm vụ
roster-short-position = Chức danh
roster-short-team = Tổ
roster-short-contract = Hợp đồng
