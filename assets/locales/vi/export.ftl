# Which file a report is written to.
export-title = Xuất ra tệp
export-docx = Word
export-docx-about = báo cáo, sửa được
export-pdf = PDF
export-pdf-about = báo cáo, chỉ để xem và in
export-xlsx = Excel
export-xlsx-about = phụ lục số liệu và các danh sách
