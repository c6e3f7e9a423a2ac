# The exchange folder, and what the config remembers.
exported-fetch = Muốn lấy tệp về máy mình, mở cửa sổ lệnh ở máy ấy rồi gõ dòng dưới đây:
footer-told = Enter=Đóng | Esc=Đóng
folder-used = ✓ Từ nay tệp được đọc và ghi ở { $path }
settings-folder = Thư mục trao đổi
cli-arg-folder = Thư mục trao đổi: nơi lấy tệp nhập và ghi tệp xuất (mặc định: CONGDOAN_FOLDER, nếu không thì theo Cài đặt)
cli-fetch = Muốn lấy tệp về máy mình, ở máy ấy hãy gõ:
error-config = Không ghi nhớ được lựa chọn: tệp { $path } không đọc được ({ $reason }). Tệp ấy được giữ nguyên; hãy sửa hoặc xóa nó.
exported-font = { $path }, phông { $font } (máy không có Times New Roman)
pdf-undrawn = Tệp PDF in ô vuông thay cho { $letters } vì không phông chữ nào có; tệp Word vẫn đủ chữ. Muốn bản PDF đủ thì đổi chữ ấy trong sổ.
pdf-undrawn-more = { $letters } và { $count } chữ nữa
