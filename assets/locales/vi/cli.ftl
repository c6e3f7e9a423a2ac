# Messages of the command line: help pages, usage errors, what the commands print.

# Help pages.
cli-usage = Cách gọi:
cli-options = [TÙY CHỌN]
cli-command = [LỆNH]
cli-heading-options = Tùy chọn
cli-heading-general = Tùy chọn chung
cli-heading-arguments = Tham số
cli-heading-commands = Lệnh
cli-value-file = TỆP
cli-value-folder = THƯ_MỤC
cli-value-text = CHỮ
cli-value-form = DẠNG
cli-value-name = TÊN
cli-value-period = KỲ
cli-value-kind = LOẠI
cli-value-outline = MẪU
cli-value-shell = SHELL
cli-about = Sổ hoạt động và báo cáo của công đoàn trường học. Không kèm lệnh: mở chương trình trên màn hình.
cli-exit-codes =
    Mã thoát: 0 xong, 1 có điều cần xem lại hoặc bị từ chối, 2 gọi sai.
    Biến môi trường: CONGDOAN_BOOK (tệp sổ), CONGDOAN_LANG (vi hoặc en).
cli-demo-about = Mở sổ mẫu: một học kỳ của một trường tiểu học (tạo một lần)
cli-add-about = Ghi một mục bằng một dòng chữ
cli-add-examples =
    Ví dụ:
      congdoan add "hieu 12/11 lien me de 500k"
      congdoan add "tham co Van L2 om nam vien tinh 300k hoa qua"
      congdoan add "thu doan phi thang 10 to 1 980k"

    Với --json: saved, dry_run, kind (mã; receipt, payment cho dòng thu, chi), kind_label, date
    (năm-tháng-ngày), people (name, short_name, relation), amount (đồng), amount_in_words, voucher,
    vouchers, not_understood; khi bị từ chối (mã thoát 1): saved là false, error, candidates.
cli-list-about = Liệt kê hoạt động của một kỳ
cli-report-about = Lập báo cáo của một kỳ
cli-import-about = Nhập một tệp trao đổi hoặc danh sách đoàn viên (xlsx, ods, csv)
cli-export-about = Xuất cả sổ ra tệp trao đổi
cli-outline-list-about = Liệt kê các mẫu báo cáo
cli-verify-about = Kiểm tra sổ: chuỗi lịch sử, từng bản ghi, số dư
cli-completions-about = In tệp gợi ý lệnh cho shell
cli-arg-book = Tệp sổ (mặc định: CONGDOAN_BOOK, nếu không thì sổ của người dùng)
cli-arg-lang = Ngôn ngữ: vi hoặc en (mặc định: vi)
cli-arg-as = Tên người ghi sổ (mặc định: tên người dùng của máy)
cli-arg-help = Xem trợ giúp
cli-arg-version = Xem phiên bản
cli-arg-dir = Thư mục để sổ mẫu (mặc định: thư mục hiện tại)
cli-arg-text = Dòng cần ghi, từ nào trước cũng được, có dấu hay không dấu
cli-arg-dry-run = Chỉ đọc và cho biết kết quả, không ghi vào sổ
cli-arg-json = In kết quả dạng JSON
cli-arg-list-period = Kỳ, ví dụ 2023-2024/1; «all» là mọi kỳ (mặc định: kỳ đang làm)
cli-arg-period = Kỳ, ví dụ 2023-2024/1 (mặc định: kỳ đang làm)
cli-arg-kind = Loại hoạt động: mã hoặc tên, có dấu hay không dấu
cli-arg-find = Chữ cần tìm, có dấu hay không dấu
cli-arg-list-format = Dạng in: table, json hoặc csv (mặc định: table)
cli-arg-outline = Mẫu báo cáo (mặc định: mẫu của kỳ)
cli-arg-report-format = Dạng tệp: docx, pdf, xlsx (phụ lục số liệu), md hoặc json (mặc định: theo đuôi tệp, nếu không thì docx; với --stdout là md)
cli-arg-export-format = Dạng tệp: json
cli-arg-output = Tệp kết quả
cli-arg-stdout = Ghi ra đầu ra chuẩn
cli-arg-force = Ghi đè nếu tệp đã có
cli-arg-import-file = Tệp trao đổi (json) hoặc danh sách đoàn viên (xlsx, ods, csv)
cli-arg-shell = bash, zsh, fish, powershell hoặc elvish

# Wrong calls.
cli-wrong = Gọi sai: { $reason }
cli-wrong-more = Xem cách gọi: { $call } --help
cli-wrong-value = { $argument } không nhận giá trị «{ $value }».
cli-wrong-value-of = { $argument } không nhận «{ $value }»; chỉ nhận: { $allowed }.
cli-wrong-no-value = { $argument } cần một giá trị.
cli-wrong-argument = không có tùy chọn hay tham số «{ $argument }».
cli-wrong-command = không có lệnh «{ $command }».
cli-wrong-missing = còn thiếu { $argument }.
cli-wrong-missing-command = còn thiếu lệnh con.
cli-wrong-conflict = { $argument } và { $other } không dùng cùng nhau.
cli-wrong-twice = { $argument } được ghi hai lần.
cli-wrong-too-many = { $argument } nhận ít giá trị hơn.
cli-wrong-utf8 = có chữ không phải UTF-8.
cli-wrong-call = không hiểu cách gọi này.
cli-wrong-hint = Có phải «{ $hint }»?

# Adding by a line.
cli-add-saved = Đã lưu: { $what }
cli-add-dry-run = Sẽ ghi (chưa lưu gì): { $what }
cli-add-words = Bằng chữ: { $words }
cli-add-voucher = Phiếu { $voucher }
cli-add-balance = Số dư { $fund }: { $balance } đ
cli-add-warning = Xem lại: { $text }
cli-add-not-understood = Chưa hiểu, không ghi: «{ $text }»
cli-add-nothing-saved = Chưa lưu gì.
cli-add-candidates = Có thể là:
cli-receipt = Phiếu thu
cli-payment = Phiếu chi
cli-transfer = Chuyển quỹ

# Listing.
cli-list-day = Ngày
cli-list-kind = Loại
cli-list-headline = Nội dung
cli-list-amount = Số tiền
cli-list-state = Tình trạng
cli-list-people = Người
cli-list-voucher = Phiếu
cli-list-id = Mã mục
cli-list-kind-code = Mã loại
cli-list-total = { $count } mục · { $visits } lượt · { $sum } đ
cli-list-none = Không có mục nào.
cli-state-planned = Dự kiến
cli-state-done = Đã thực hiện
cli-state-cancelled = Hủy

# Report, export, import.
cli-written = Đã ghi { $path } ({ $size } byte).
cli-font-stands-in = Máy này không có phông Times New Roman (hoặc Tinos, Liberation Serif) đủ chữ Việt nên tệp PDF dùng phông { $font }; chỗ ngắt dòng, ngắt trang có thể khác bản Word.
cli-report-file = bao-cao-{ $period }
cli-annex-file = phu-luc-{ $period }
cli-export-file = so-cong-doan
cli-unknown-ending = Chưa ghi gì: không có loại tệp .{ $ending }. Hãy đặt tên tệp có đuôi { $known }, hoặc thêm --format.
cli-other-ending = Chưa ghi gì: tên tệp có đuôi .{ $ending } mà --format là { $known }. Hãy sửa một trong hai.
cli-docx-on-terminal = Không in tệp Word, PDF hay Excel ra màn hình. Hãy dùng -o TỆP, hoặc --format md.
cli-import-done = Đã nhập { $count } bản ghi từ { $path }.
cli-import-dry-run = Tệp đọc được, sẽ nhập { $count } bản ghi (chưa ghi gì): { $path }.
cli-import-part = { $type }: { $count }
cli-import-ignored = Cột không dùng đến: { $columns }
cli-import-backup = Bản sao lưu trước khi nhập: { $path }

# Outlines, verify, demo, terminal.
cli-outline-line = { $code } · { $title }
cli-verify-good = Sổ tốt: chuỗi lịch sử và mọi bản ghi đều khớp.
cli-verify-bad = Có { $count } điều cần xem lại:
cli-demo-place = Sổ mẫu ở { $path }.
cli-demo-try =
    Không có màn hình để mở chương trình. Có thể thử:
      congdoan --book { $path } list
      congdoan --book { $path } add "hieu 12/11 lien me de 500k"
      congdoan --book { $path } report --stdout
cli-no-terminal = Không có màn hình để mở chương trình. Xem các lệnh: congdoan --help
