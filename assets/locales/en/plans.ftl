# Plans and the Tết budget.
action-carry-out = Carry out
action-carry-out-doc = Turn a planned entry into a done one; the plan is kept beside it
action-cancel-plan = Cancel plan
action-cancel-plan-doc = The plan will not be carried out; the entry stays, marked as cancelled
action-filter-state = By state
action-filter-state-doc = Only planned, overdue, done or cancelled entries
action-tet-budget = New Year budget
action-tet-budget-doc = The table of what is planned for one lunar New Year

state-overdue = Plan past its day
confirm-cancel = Cancel the plan «{ $name }»? It stays, marked as cancelled, and counts nowhere; u brings it back.
plan-note = planned { $day } · { $amount }
plan-overdue = Past the planned day (days: { $days }): t carries it out, h cancels it.
plan-was = Planned { $day }
plan-spent-as-planned = Spent { $amount }, as planned
plan-spent-more = Spent { $amount }, { $by } more
plan-spent-less = Spent { $amount }, { $by } less

tet-title = Lunar New Year budget, { $name } { $year }
tet-content = Content
tet-quantity = No.
tet-rate = Each
tet-amount = Amount
tet-total = Total
tet-spent = Spent so far
tet-none = Nothing is planned for this New Year yet. Press n to plan something, such as gifts for the members.
footer-tet = n=Plan one | Enter=Open | ←→=Another year | Esc=Leave
