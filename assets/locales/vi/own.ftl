# Loại hoạt động và mẫu báo cáo riêng của đơn vị: lệnh `kind`, `outline` và các lỗi trong tệp.

# $place: một trong ba câu error-place-*.
error-outline = Mẫu báo cáo sai{ $place }: { $reason }. Không thêm mẫu nào.
error-kinds = Tệp loại hoạt động sai{ $place }: { $reason }. Không thêm loại nào.
error-place-unknown = {""}
error-place-line = {" "}ở dòng { $line }
error-place-column = {" "}ở dòng { $line }, cột { $column }

# Chỗ sai của tệp TOML
error-toml-unknown-key = không có khóa «{ $key }» ở đây; các khóa dùng được: { $known }
error-toml-unknown-key-bare = không có khóa «{ $key }» ở đây
error-toml-unknown-word = không hiểu «{ $key }»; chỉ dùng được: { $known }
error-toml-missing = thiếu khóa «{ $key }»
error-toml-doubled = một khóa được ghi hai lần
error-toml-type = phải là { $wanted }
error-toml-type-text = chữ trong dấu nháy, như "xuan"
error-toml-type-number = một số nguyên, như 1
error-toml-type-flag = true hoặc false
error-toml-type-list = danh sách trong ngoặc vuông, như ["a", "b"]
error-toml-type-table = một bảng khóa và giá trị
error-toml-type-other = giá trị kiểu khác
error-toml-range = số này ngoài khoảng cho phép
error-toml-syntax = không đúng cách viết TOML, thường do thiếu dấu nháy, dấu ngoặc hoặc dấu = ({ $reason })

error-outline-text = trong câu «{ $text }»: { $reason }
error-outline-text-unknown = không có ô «{"{"}{ $name }{"}"}» ở đây
error-outline-text-unbalanced = dấu «{ $mark }» mở mà không đóng, hoặc đóng mà không mở
error-outline-text-deep = ngoặc vuông lồng nhau quá sâu
error-outline-unknown = không có { $list } «{ $code }»
error-outline-doubled-section = hai phần cùng mang id «{ $id }»
error-outline-doubled-fact = hai fact cùng mang tên «{ $id }»
error-outline-doubled-outline = mã mẫu «{ $id }» có hai lần
error-outline-empty = { $what } để trống
error-outline-not-one-block = mỗi khối là một trong ba: text, narrative, fact
error-outline-not-one-selection = mỗi fact đọc một trong ba: activities, members, ledger
error-outline-silent = fact «{ $fact }» không in ra gì: cần sentence, item hoặc columns
error-outline-misplaced = «{ $key }» không có nghĩa ở đây
error-outline-level = cấp { $level } phải từ 0 đến 3
error-outline-numbers = numbers cần bốn mục, mỗi cấp một mục
error-list-kind = loại hoạt động
error-list-group = nhóm
error-list-relation = quan hệ
error-list-level = cấp
error-list-position = chức danh
error-list-contract = loại hợp đồng
error-list-theory = trình độ lý luận
error-list-code = mã quyết toán
error-list-range = khoảng thời gian
error-list-field = ô
error-list-led_by = người chủ trì

error-kinds-doubled = mã «{ $code }» đã có
error-kinds-group = loại «{ $code }» thuộc nhóm không có: «{ $group }»
error-kinds-field = loại «{ $code }» hỏi một ô không có: «{ $field }»
error-kinds-doubled-field = loại «{ $code }» hỏi ô «{ $field }» hai lần
error-kinds-posting = loại «{ $code }» ghi mã quyết toán không có: «{ $posting }»
error-kinds-code = «{ $code }» không làm mã được: mã chỉ gồm chữ thường không dấu, số và gạch nối
error-kinds-empty = loại «{ $code }» để trống { $key }
error-kinds-wide = loại «{ $code }»: tên «{ $text }» dài quá { $most } chữ cho cột hẹp; thêm khóa short (tiếng Việt) hoặc short_en
error-kinds-name = loại «{ $code }»: self_phrase phải có {"{name}"}
error-kinds-not-own = khóa «{ $key }» chỉ có trong tệp của chương trình
error-kinds-none = tệp không có loại nào, cần ít nhất một bảng [[kind]]

error-own-built-in-kind = «{ $code }» là loại có sẵn của chương trình, không thay được. Hãy đặt mã khác. Chưa thay đổi gì.
error-own-built-in-outline = «{ $code }» là mẫu có sẵn của chương trình, không thay được. Hãy đặt mã khác. Chưa thay đổi gì.
error-own-unknown-kind = Sổ không có loại riêng «{ $code }». Các loại riêng: { $known }.
error-own-unknown-outline = Sổ không có mẫu riêng «{ $code }». Các mẫu riêng: { $known }.
error-own-none = chưa có
error-own-no-such-kind = Không có loại hoạt động «{ $code }». Gõ `congdoan kind list` để xem các mã.
error-own-no-such-outline = Không có mẫu báo cáo «{ $code }». Gõ `congdoan outline list` để xem các mã.
error-own-kind-in-use = Loại «{ $code }» đang được dùng ({ $entries } mục, { $norms } định mức) nên không bỏ được. Sổ vẫn như cũ.
error-own-kind-needed = Mẫu báo cáo «{ $outline }» còn nhắc đến: { $reason }. Hãy sửa hoặc bỏ mẫu đó trước. Sổ vẫn như cũ.
error-own-outline-in-use = Kỳ { $periods } đang dùng mẫu «{ $code }» nên không bỏ được. Hãy chọn mẫu khác cho kỳ đó trước. Sổ vẫn như cũ.
error-own-not-text = Tệp { $path } không phải tệp chữ UTF-8. Hãy lưu lại bằng Notepad với mã UTF-8. Chưa thay đổi gì.
error-own-too-large = Tệp { $path } quá lớn cho một tệp loại hay mẫu báo cáo (nhiều nhất { $most } KB). Chưa thay đổi gì.
error-own-character = Tệp { $path } có ký tự điều khiển (mã { $code }) không hiện được. Chưa thay đổi gì.

# Dòng lệnh
cli-kind-about = Loại hoạt động: xem, viết và thêm loại riêng của đơn vị
cli-kind-new-about = In tệp mẫu có chú thích cho một loại mới
cli-kind-check-about = Soát một tệp loại hoạt động
cli-kind-list-about = Liệt kê các loại hoạt động
cli-kind-show-about = Xem một loại: nhóm, từ gõ, các ô
cli-kind-add-about = Thêm tệp loại hoạt động vào sổ, hoặc thay bản cũ
cli-kind-remove-about = Bỏ tệp loại riêng chưa dùng đến
cli-outline-about = Mẫu báo cáo: xem, viết và thêm mẫu riêng của đơn vị
cli-outline-new-about = In tệp mẫu có chú thích cho một mẫu báo cáo mới
cli-outline-check-about = Soát một tệp mẫu báo cáo
cli-outline-show-about = Xem các đề mục của một mẫu báo cáo
cli-outline-add-about = Thêm tệp mẫu báo cáo vào sổ, hoặc thay bản cũ
cli-outline-remove-about = Bỏ mẫu riêng chưa kỳ nào dùng
cli-value-code = MÃ
cli-arg-own-new-code = Mã mới: chữ thường không dấu, số, gạch nối
cli-arg-own-from = Bắt đầu từ bản sao của mã này
cli-arg-own-file = Tệp TOML
cli-arg-own-code = Mã
cli-arg-own-toml = In nguyên tệp TOML
cli-own-output = Ghi vào tệp thay vì in ra màn hình
cli-own-check-good-kind = { $path }: không có lỗi ({ $codes }).
cli-own-check-good-outline = { $path }: không có lỗi ({ $codes }).
cli-own-check-bad = { $path }{ $place }: { $reason }.
cli-own-added-kind = Đã thêm loại hoạt động: { $codes }.
cli-own-replaced-kind = Đã thay bản cũ của loại hoạt động: { $codes }.
cli-own-same-kind = Sổ đã có đúng bản này: { $codes }. Không có gì thay đổi.
cli-own-added-outline = Đã thêm mẫu báo cáo: { $codes }.
cli-own-replaced-outline = Đã thay bản cũ của mẫu báo cáo: { $codes }.
cli-own-same-outline = Sổ đã có đúng bản này: { $codes }. Không có gì thay đổi.
cli-own-removed-kind = Đã bỏ loại hoạt động: { $codes }. Lịch sử sổ vẫn giữ tệp cũ.
cli-own-removed-outline = Đã bỏ mẫu báo cáo: { $codes }. Lịch sử sổ vẫn giữ tệp cũ.
cli-own-mark = riêng
cli-own-broken-mark = riêng, không đọc được
cli-kind-show-group = Nhóm: { $group }
cli-kind-show-words = Từ gõ: { $words }
cli-kind-show-accented = Chỉ khi có dấu: { $words }
cli-kind-show-fields = Các ô (* bắt buộc): { $fields }
cli-kind-show-posting = Mã quyết toán: { $posting }
