# What a line refuses and asks.

entry-empty = There is no text.
entry-too-long = The line is too long: { $words } words, at most { $most }.
entry-no-kind = It is not clear what this is; add a word such as hiếu, hỷ, ốm, ủng hộ, tập huấn, or begin with thu or chi.
entry-unknown-name = No member is called "{ $text }".
entry-missing = "{ $kind }" still needs: { $field }.
entry-missing-relation = "{ $kind }" still needs a relation: add a word such as me de, bo chong, vo or con beside the member's name.
entry-missing-relation-own = "{ $kind }" still needs a relation: add a word such as me de, bo chong or vo beside the name, or ban than for the member.
entry-missing-money = The amount is missing.
entry-many-amounts = There are several amounts ({ $amounts }) and nothing says what each is for.
entry-part-too-large = The part { $part } is more than the whole, { $total }.
entry-amount-too-large = The amount is too large.
entry-no-fund = The book has no fund yet.
entry-ask-who = Who is "{ $text }"?
entry-ask-kind = What is "{ $text }"?
entry-ask-thousand = { $typed } đồng or { $meant } đồng?
entry-ask-each = { $amount } đồng for each, or for all { $people } together?
entry-ask-relation = Which relation is "{ $text }"?
entry-ask-two = This line holds two entries; log them one by one.
entry-choice-member = { $short } ({ $name })
entry-choice-amount = { $amount } đồng
entry-choice-each = { $amount } đồng each
entry-choice-together = { $amount } đồng together
entry-ask-day-or-all = Is “{ $text }” a day or a head count?
entry-choice-day = The day { $day }
entry-choice-all = { $all } of { $all }
