# Members over time: changes, leaving and coming, the new school year.
change-offer = { $kind } ngày { $day }: ghi luôn vào danh sách cho { $who }?
change-way-leaves = Ghi luôn: { $reason }, không tính từ ngày { $day }
change-way-begins = Ghi luôn: { $reason }, từ ngày { $day }
change-way-party_joined = Ghi luôn: vào Đảng ngày { $day }
change-way-party_official = Ghi luôn: đảng viên chính thức ngày { $day }
change-way-none = Không, chỉ lưu mục này
change-fact-employment = làm việc
change-fact-membership = vào công đoàn
cli-add-change = Danh sách chưa ghi: { $who }. Thêm --with-member-change để ghi luôn.
cli-add-changed = Đã ghi vào danh sách: { $who } ({ $way }).
cli-arg-with-member-change = Ghi luôn thay đổi của đoàn viên (kết nạp, nghỉ hưu …) cùng mục này
error-member-no-stay = { $name } không đang làm việc, cũng không đang là đoàn viên, nên không ghi nghỉ được. Không lưu gì.
error-member-before-begin = { $name } chỉ bắt đầu từ ngày { $from }; ngày nghỉ phải sau ngày ấy. Không lưu gì.
