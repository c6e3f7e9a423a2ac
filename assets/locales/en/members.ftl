# Members over time: changes, leaving and coming, the new school year.
change-offer = { $kind } on { $day }: note it on the roster for { $who } too?
change-way-leaves = Note it: { $reason }, not counted from { $day }
change-way-begins = Note it: { $reason }, from { $day }
change-way-party_joined = Note it: joined the Party on { $day }
change-way-party_official = Note it: full Party member on { $day }
change-way-none = No, save this entry only
change-fact-employment = employed
change-fact-membership = union member
cli-add-change = The roster does not say so yet: { $who }. Add --with-member-change to note it too.
cli-add-changed = Noted on the roster: { $who } ({ $way }).
cli-arg-with-member-change = Note the member's change (admission, retirement …) in the same save
error-member-no-stay = { $name } is neither employed nor a union member and cannot leave. Nothing was saved.
error-member-before-begin = { $name } began on { $from } only; the leaving day must come after it. Nothing was saved.
