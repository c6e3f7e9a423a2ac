# Gói gửi đi.

error-parcel-exists = Thư mục { $path } đã có và được giữ nguyên. Hãy chọn thư mục khác, hoặc thêm --force để thay bằng gói mới.
error-parcel-not-a-folder = { $path } không phải là thư mục; chỗ ấy được giữ nguyên. Hãy chọn tên khác.
error-parcel-foreign = Thư mục { $path } có tệp không phải của gói gửi đi: { $files }. Chưa thay gì; hãy chuyển các tệp ấy đi nơi khác hoặc chọn thư mục khác.
error-parcel-full = Chưa lập được gói gửi đi ở { $folder }: { $reason }. Sổ vẫn nguyên và không để lại tệp dở nào. Hãy dọn bớt đĩa hoặc chọn thư mục khác rồi làm lại.
error-parcel-write = Chưa lập được gói gửi đi ở { $folder }: { $reason }. Sổ vẫn nguyên và không để lại tệp dở nào. Hãy chọn thư mục khác rồi làm lại.
error-parcel-moved = Có người đang ghi sổ liên tục nên chưa lập được gói gửi đi; không để lại tệp nào. Hãy làm lại sau ít phút.
error-system-too-large = tệp vượt quá cỡ được phép ghi

parcel-and-more = { $files } và { $count } tệp nữa
parcel-progress = Đang lập gói gửi đi ({ $at }/{ $of }): { $step }…
parcel-step-word = báo cáo Word
parcel-step-pdf = báo cáo PDF
parcel-step-mail = lời thư
parcel-step-place = đưa vào thư mục
parcel-bytes = { $size } byte
parcel-kilobytes = { $size },{ $tenth } KB
parcel-megabytes = { $size },{ $tenth } MB
parcel-no-address = (địa chỉ ghi trong văn bản yêu cầu)
parcel-next-mail-due = Gửi thư tới { $to }, chậm nhất ngày { $due }; tiêu đề và lời thư đã soạn sẵn trong { $mail }.
parcel-next-mail = Gửi thư tới { $to }; tiêu đề và lời thư đã soạn sẵn trong { $mail }.
parcel-next-attach = Đính kèm các tệp báo cáo, phụ lục và ảnh của thư mục này.
parcel-next-mark = Gửi xong thì đánh dấu báo cáo đã gửi: { $how }
parcel-as-sent = Báo cáo trong gói là đúng bản đã gửi { $name }.
parcel-as-sent-changed = Báo cáo trong gói là đúng bản đã gửi { $name }; từ đó sổ thay đổi { $count } chỗ, không có trong gói.

cli-send-off-about = Lập gói gửi đi của một kỳ: một thư mục có báo cáo Word và PDF, phụ lục, ảnh, lời thư
cli-arg-send-off-output = Thư mục của gói (mặc định: trong thư mục trao đổi)
cli-arg-send-off-force = Thay gói đã có trong thư mục ấy; tệp riêng trong đó không bao giờ bị xóa
cli-arg-with-errors = Vẫn lập gói khi soát lỗi còn thấy lỗi
cli-parcel-done = Đã lập gói gửi đi ở { $path }:
cli-parcel-next = Việc tiếp theo:
cli-parcel-errors = Báo cáo còn { $count } lỗi nên chưa lập gói, chưa ghi gì:
cli-parcel-errors-more = Và { $count } lỗi nữa; xem đủ: congdoan check
cli-parcel-errors-do = Hãy sửa rồi làm lại; muốn gửi như thế này thì thêm --with-errors.

action-send-off = Gói gửi
action-send-off-doc = Lập thư mục gửi cấp trên: báo cáo Word và PDF, phụ lục, ảnh, lời thư
review-parcel = Báo cáo còn { $count } lỗi: { $named } Vẫn lập gói gửi đi?
parcel-lies = ✓ Đã lập gói gửi đi: { $path }
parcel-folder = { $name } ({ $count } tệp)
parcel-key = phím { $key }
parcel-replace = Thư mục { $path } đã có. Thay bằng gói mới?
parcel-replace-edited = Thư mục { $path } đã có, và các tệp sau đã được sửa từ khi lập: { $files }. Thay bằng gói mới thì chỗ sửa ấy mất. Vẫn thay?
parcel-dropped = Đã dừng lập gói gửi đi; không để lại tệp nào.
footer-parcel-making = Esc=Dừng
footer-parcel = d=Đánh dấu đã gửi | ↑↓=Cuộn | Esc=Đóng
footer-parcel-sent = ↑↓=Cuộn | Esc=Đóng
parcel-step-annex = phụ lục Excel
parcel-step-photos = ảnh
parcel-annex-of-now = Khi gửi báo cáo ấy chương trình chưa giữ phụ lục Excel: phụ lục trong gói lấy theo sổ lúc này.
parcel-large = Gói nặng { $size }, có thể quá cỡ một thư (thường 25 MB): nên gửi ảnh trong một thư riêng.
