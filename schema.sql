-- The book of one union unit, version 1 of its schema. Readable from top to bottom.
--
-- How to read it
--   * One table per record type; lists inside a record (people, money, facts, openings) are child tables
--     with a position. Records are written only inside a numbered change, and history keeps each whole.
--   * STRICT: a text in a number's place is an error. WITHOUT ROWID: a hidden rowid would be one more key
--     through which INSERT OR REPLACE could remove a row.
--   * Ids are UUIDs in lower-case text, so that plain SQL can read them and their order is that of birth.
--   * Days are ISO text. "d IS date(d)" refuses 31/02 and also lets a NULL pass. SQLite cannot add a CHECK
--     to a table later, so all of them are decided now.
--   * Moments are UTC with milliseconds, compared with what strftime makes of them.
--   * Money is whole đồng. STRICT INTEGER would quietly store the text '1.000' as 1, so money columns are
--     ANY, which converts nothing, with a check that the value is an integer. The upper limit is that of
--     the amount parser: sums of them stay far inside 64 bits.
--   * Foreign keys are deferred: the records of one change may refer to each other in any order.
--   * No column is generated: search and sort keys are plain columns that Rust writes (a generated column
--     with a function of our own fails under trusted_schema=off); verify computes them again.
--   * Unique keys hold among records that are not marked as deleted, so that a code can be given again
--     after its record was deleted. A voucher's number and a seal's place are never given again.

PRAGMA application_id = 1128558414; -- "CDoN"; what is not marked so is not a book
PRAGMA user_version = 1;            -- the schema's version; the list of steps is in src/store/migrate.rs
-- ---------------------------------------------------------------------------------------------------
-- Changes and history
-- ---------------------------------------------------------------------------------------------------

-- Every write is one transaction and one numbered change of one officer.
CREATE TABLE change (
  number   INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
  at       TEXT    NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
  officer  TEXT    NOT NULL,                      -- the login
  action   TEXT    NOT NULL,                      -- the action's name, for "undo what?"
  undoes   INTEGER REFERENCES change (number),    -- the change that this one takes back
  redoes   INTEGER REFERENCES change (number),    -- the undo that this one takes back
  CHECK (undoes IS NULL OR redoes IS NULL),
  CHECK (undoes < number AND redoes < number)     -- only what came before can be taken back
) STRICT;

-- Undo and redo walk back through one officer's changes.
CREATE INDEX change_by_officer ON change (officer, number);

-- The whole record before and after, as JSON in the struct's order; a picture's content stays out of it
-- (its row may never change it). Each row's hash covers the hash before it, its own columns and those of
-- its change, so that a row taken out or rewritten breaks the chain.
CREATE TABLE history (
  seq            INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
  change_number  INTEGER NOT NULL REFERENCES change (number),
  record_type    TEXT    NOT NULL,
  record_id      TEXT    NOT NULL CHECK (length(record_id) = 36),
  before         TEXT             CHECK (before IS NULL OR json_valid(before)),
  after          TEXT    NOT NULL CHECK (json_valid(after)),
  previous_hash  TEXT    NOT NULL CHECK (length(previous_hash) IN (0, 64)), -- empty for the first row
  hash           TEXT    NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- A record's last "after" (verify, who changed it last), and the rows of a change (undo).
CREATE INDEX history_by_record ON history (record_id, seq);
CREATE INDEX history_by_change ON history (change_number, seq);

-- What a form held when it was left or the line broke. No record: no history, replaced at will.
CREATE TABLE draft (
  login     TEXT NOT NULL,
  key       TEXT NOT NULL,        -- which form
  payload   TEXT NOT NULL CHECK (json_valid(payload)),
  saved_at  TEXT NOT NULL CHECK (saved_at IS strftime('%Y-%m-%dT%H:%M:%fZ', saved_at)),
  PRIMARY KEY (login, key)
) STRICT, WITHOUT ROWID;
-- ---------------------------------------------------------------------------------------------------
-- Records, in writing order: what is referred to comes before what refers to it
-- ---------------------------------------------------------------------------------------------------

-- A setting of the book, such as its assumed "today".
CREATE TABLE setting (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  key    TEXT NOT NULL CHECK (key <> ''),
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX setting_by_key ON setting (key) WHERE deleted_at IS NULL;
-- An officer who writes in the book.
CREATE TABLE officer (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  login  TEXT NOT NULL CHECK (login <> ''),
  name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX officer_by_login ON officer (login) WHERE deleted_at IS NULL;
-- The unit and its upper body, as they are from a day on; each name in its three forms.
CREATE TABLE unit (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  from_day        TEXT CHECK (from_day IS date(from_day)),   -- NULL: since ever
  name_head       TEXT NOT NULL,
  name_sentence   TEXT NOT NULL,
  name_short      TEXT NOT NULL,
  upper_head      TEXT NOT NULL,
  upper_sentence  TEXT NOT NULL,
  upper_short     TEXT NOT NULL,
  school          TEXT NOT NULL,
  ward            TEXT NOT NULL,
  place           TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Activity kinds and outlines that the unit added, as the TOML text they were given in.
CREATE TABLE own_kind (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  code    TEXT NOT NULL CHECK (code <> ''),
  source  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX own_kind_by_code ON own_kind (code) WHERE deleted_at IS NULL;
CREATE TABLE own_outline (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  code    TEXT NOT NULL CHECK (code <> ''),
  source  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX own_outline_by_code ON own_outline (code) WHERE deleted_at IS NULL;
-- A person employed at the school, a union member or both.
CREATE TABLE member (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  full_name       TEXT    NOT NULL,
  gender          TEXT    NOT NULL CHECK (gender IN ('female', 'male')),
  ethnicity       TEXT    NOT NULL,
  birth_day       TEXT    CHECK (birth_day IS date(birth_day)),
  degree          TEXT    NOT NULL,
  insured         INTEGER NOT NULL CHECK (insured IN (0, 1)),
  party_joined    TEXT    CHECK (party_joined IS date(party_joined)),
  party_official  TEXT    CHECK (party_official IS date(party_official)),
  note            TEXT    NOT NULL,
  name_key        TEXT    NOT NULL,  -- derived: full name and short names, folded, for search
  sort_key        TEXT    NOT NULL   -- derived: Vietnamese order by given name
) STRICT, WITHOUT ROWID;
-- The roster in its order.
CREATE INDEX member_by_name ON member (sort_key, id) WHERE deleted_at IS NULL;

-- What holds of a member from a day (counted) until a day (no longer counted).
CREATE TABLE member_fact (
  member      TEXT    NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  position    INTEGER NOT NULL CHECK (position >= 0),
  kind        TEXT    NOT NULL CHECK (kind IN ('short_name', 'duty', 'position', 'contract', 'team', 'office',
                                               'theory', 'employment', 'membership')),
  value       TEXT    NOT NULL,
  from_day    TEXT    CHECK (from_day IS date(from_day)),
  until_day   TEXT    CHECK (until_day IS date(until_day)),
  reason_in   TEXT    NOT NULL,
  reason_out  TEXT    NOT NULL,
  PRIMARY KEY (member, position)
) STRICT, WITHOUT ROWID;

-- A fund of the union; only the settled one goes to the settlement form.
CREATE TABLE fund (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  code      TEXT    NOT NULL CHECK (code <> ''),
  name      TEXT    NOT NULL,
  settled   INTEGER NOT NULL CHECK (settled IN (0, 1)),
  code_set  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX fund_by_code ON fund (code) WHERE deleted_at IS NULL;
-- Opening balances: what an account held at the beginning of a day. May be negative.
CREATE TABLE fund_opening (
  fund      TEXT    NOT NULL REFERENCES fund (id) DEFERRABLE INITIALLY DEFERRED,
  position  INTEGER NOT NULL CHECK (position >= 0),
  account   TEXT    NOT NULL CHECK (account IN ('cash', 'bank')),
  day       TEXT    NOT NULL CHECK (day IS date(day)),
  amount    ANY NOT NULL CHECK ((typeof(amount) = 'integer' AND amount BETWEEN -999999999999999 AND 999999999999999)),
  PRIMARY KEY (fund, position)
) STRICT, WITHOUT ROWID;

-- A norm: what is paid for what, to whom, in force from a day until a day.
CREATE TABLE norm (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  kind            TEXT    NOT NULL,
  relation        TEXT    NOT NULL,               -- a relation, a group of them, or empty: anybody
  condition       TEXT    NOT NULL,
  amount          ANY NOT NULL CHECK ((typeof(amount) = 'integer' AND amount BETWEEN 0 AND 999999999999999)),
  goods           TEXT    NOT NULL,
  times_per_year  INTEGER CHECK (times_per_year BETWEEN 0 AND 4294967295),
  fund            TEXT    REFERENCES fund (id) DEFERRABLE INITIALLY DEFERRED,
  code            TEXT    NOT NULL,
  from_day        TEXT    CHECK (from_day IS date(from_day)),
  until_day       TEXT    CHECK (until_day IS date(until_day)),
  decision        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
-- A reporting period with its three calendars. The letter and the report's head are read whole, never searched: JSON.
CREATE TABLE period (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  code             TEXT NOT NULL CHECK (code <> ''),
  title            TEXT NOT NULL,
  outline          TEXT NOT NULL,
  activities_from  TEXT NOT NULL CHECK (activities_from IS date(activities_from)),
  activities_to    TEXT NOT NULL CHECK (activities_to IS date(activities_to)),
  finance_from     TEXT NOT NULL CHECK (finance_from IS date(finance_from)),
  finance_to       TEXT NOT NULL CHECK (finance_to IS date(finance_to)),
  head_count_day   TEXT NOT NULL CHECK (head_count_day IS date(head_count_day)),
  due              TEXT CHECK (due IS date(due)),
  letter           TEXT NOT NULL CHECK (json_valid(letter)),
  report           TEXT NOT NULL CHECK (json_valid(report)),
  CHECK (activities_from <= activities_to AND finance_from <= finance_to)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX period_by_code ON period (code) WHERE deleted_at IS NULL;
-- A period closed or reopened. The newest tells; reopening adds a row, so nothing is ever taken away.
CREATE TABLE period_seal (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  period    TEXT    NOT NULL REFERENCES period (id) DEFERRABLE INITIALLY DEFERRED,
  sequence  INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 4294967295),
  closed    INTEGER NOT NULL CHECK (closed IN (0, 1)),
  reason    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX period_seal_by_sequence ON period_seal (period, sequence);
-- An activity: one entry of the union's log.
CREATE TABLE activity (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  kind              TEXT    NOT NULL CHECK (kind <> ''),   -- of kinds.toml or own_kind: no foreign key
  state             TEXT    NOT NULL CHECK (state IN ('planned', 'done', 'cancelled')),
  day               TEXT    NOT NULL CHECK (day IS date(day)),
  until_day         TEXT    CHECK (until_day IS date(until_day)),
  about             TEXT    NOT NULL,
  occasion          TEXT    NOT NULL,
  place             TEXT    NOT NULL,
  led_by            TEXT    NOT NULL CHECK (led_by IN ('union', 'joint', 'management', 'upper_union')),
  head_counted      INTEGER NOT NULL CHECK (head_counted IN (0, 1)),  -- 1 with neither number: a bare 100 %
  head_count        INTEGER CHECK (head_count BETWEEN 0 AND 4294967295),
  head_of           INTEGER CHECK (head_of BETWEEN 0 AND 4294967295),
  head_whom         TEXT    NOT NULL,
  planned_day       TEXT    CHECK (planned_day IS date(planned_day)), -- NULL: nothing had been planned
  planned_quantity  INTEGER CHECK (planned_quantity BETWEEN 0 AND 4294967295),
  planned_rate      ANY CHECK (planned_rate IS NULL OR (typeof(planned_rate) = 'integer' AND planned_rate BETWEEN 0 AND 999999999999999)),
  planned_amount    ANY CHECK (planned_amount IS NULL OR (typeof(planned_amount) = 'integer' AND planned_amount BETWEEN 0 AND 999999999999999)),
  goods             TEXT    NOT NULL,
  receiver          TEXT    NOT NULL CHECK (receiver IN ('people', 'collective', 'outside')),
  organisation      TEXT    NOT NULL,
  giver             TEXT    NOT NULL,
  launcher          TEXT    NOT NULL,
  level             TEXT    CHECK (level IN ('school', 'ward', 'district', 'province', 'central')),
  result            TEXT    NOT NULL,
  reference         TEXT    NOT NULL,
  zero              INTEGER NOT NULL CHECK (zero IN (0, 1)),
  note              TEXT    NOT NULL,
  search_key        TEXT    NOT NULL,  -- derived: all that is written in the entry, folded
  about_key         TEXT    NOT NULL,  -- derived: about and occasion, folded
  result_key        TEXT    NOT NULL,  -- derived: result, folded
  visits            INTEGER NOT NULL CHECK (visits >= 0),  -- derived: lượt, the rows of activity_person; 0 without
  total             INTEGER NOT NULL CHECK (total >= 0),   -- derived: the sum of the money lines
  CHECK (until_day >= day),
  CHECK (head_counted = 1 OR (head_count IS NULL AND head_of IS NULL AND head_whom = '')),
  CHECK ((planned_day IS NULL) = (planned_amount IS NULL)),
  CHECK (planned_day IS NOT NULL OR (planned_quantity IS NULL AND planned_rate IS NULL))
) STRICT, WITHOUT ROWID;
-- The list pages by (day, id). It carries what filters and totals read most, so that a search through
-- 100,000 entries reads this index from end to end and touches no entry it does not show.
CREATE INDEX activity_by_day ON activity (day, id, kind, state, visits, total, search_key)
  WHERE deleted_at IS NULL;
-- The same page of the entries marked as deleted: few.
CREATE INDEX activity_deleted ON activity (day, id) WHERE deleted_at IS NOT NULL;
-- Latest entries of a kind: defaults of a form, the list filtered by kind.
CREATE INDEX activity_by_kind ON activity (kind, day, id) WHERE deleted_at IS NULL;

-- The people of an activity: one row is one lượt.
CREATE TABLE activity_person (
  activity  TEXT    NOT NULL REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
  position  INTEGER NOT NULL CHECK (position >= 0),
  member    TEXT    REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  name      TEXT    NOT NULL,
  relation  TEXT    NOT NULL,         -- empty: the person himself or herself
  relative  TEXT    NOT NULL,
  role      TEXT    NOT NULL,
  prize     TEXT    NOT NULL,
  note      TEXT    NOT NULL,
  amount    ANY CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount BETWEEN 0 AND 999999999999999)),
  PRIMARY KEY (activity, position)
) STRICT, WITHOUT ROWID;

-- A member's activities, and words that name a member.
CREATE INDEX activity_person_by_member ON activity_person (member, activity) WHERE member IS NOT NULL;

-- The money of an activity; only a line from a fund makes a voucher, and only it has an account.
CREATE TABLE activity_money (
  activity  TEXT    NOT NULL REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
  position  INTEGER NOT NULL CHECK (position >= 0),
  quantity  INTEGER CHECK (quantity BETWEEN 0 AND 4294967295),
  rate      ANY CHECK (rate IS NULL OR (typeof(rate) = 'integer' AND rate BETWEEN 0 AND 999999999999999)),
  amount    ANY NOT NULL CHECK ((typeof(amount) = 'integer' AND amount BETWEEN 0 AND 999999999999999)),
  source    TEXT    NOT NULL CHECK (source IN ('fund', 'members', 'school', 'upper', 'others')),
  fund      TEXT    REFERENCES fund (id) DEFERRABLE INITIALLY DEFERRED,
  account   TEXT    CHECK (account IN ('cash', 'bank')),
  code      TEXT    NOT NULL,
  PRIMARY KEY (activity, position),
  CHECK ((source = 'fund') = (fund IS NOT NULL) AND (source = 'fund') = (account IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A voucher: an entry of a fund's book. Its number is one sequence per fund, direction and year and is
-- never given twice, so a voucher is made void, not deleted.
CREATE TABLE voucher (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  fund         TEXT    NOT NULL REFERENCES fund (id) DEFERRABLE INITIALLY DEFERRED,
  account      TEXT    NOT NULL CHECK (account IN ('cash', 'bank')),
  direction    TEXT    NOT NULL CHECK (direction IN ('receipt', 'payment', 'transfer')),
  day          TEXT    NOT NULL CHECK (day IS date(day)),
  year         INTEGER NOT NULL CHECK (year = CAST(substr(day, 1, 4) AS INTEGER)),
  number       INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
  amount       ANY NOT NULL CHECK ((typeof(amount) = 'integer' AND amount BETWEEN 1 AND 999999999999999)),
  code         TEXT    NOT NULL,
  description  TEXT    NOT NULL,
  counterpart  TEXT    NOT NULL,
  activity     TEXT    REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
  state        TEXT    NOT NULL CHECK (state IN ('posted', 'void'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX voucher_by_number ON voucher (fund, direction, year, number);
-- The fund's book by day, with all that a running balance adds up.
CREATE INDEX voucher_by_day ON voucher (fund, day, direction, number, account, state, amount)
  WHERE deleted_at IS NULL;
-- The vouchers that an activity wrote.
CREATE INDEX voucher_by_activity ON voucher (activity) WHERE activity IS NOT NULL;

-- A part of a report in the officer's own words.
CREATE TABLE narrative (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  period  TEXT NOT NULL REFERENCES period (id) DEFERRABLE INITIALLY DEFERRED,
  part    TEXT NOT NULL CHECK (part <> ''),
  text    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX narrative_by_part ON narrative (period, part) WHERE deleted_at IS NULL;
-- A picture of an activity, base64 as in files.
CREATE TABLE photo (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  activity    TEXT    NOT NULL REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
  caption     TEXT    NOT NULL,
  media_type  TEXT    NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
  sha256      TEXT    NOT NULL CHECK (length(sha256) = 64),
  width       INTEGER NOT NULL CHECK (width BETWEEN 0 AND 4294967295),
  height      INTEGER NOT NULL CHECK (height BETWEEN 0 AND 4294967295),
  position    INTEGER CHECK (position BETWEEN 0 AND 4294967295),
  content     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
-- The pictures of an activity.
CREATE INDEX photo_by_activity ON photo (activity);
-- A report as it was sent: a paper in somebody's file, kept as it went out.
CREATE TABLE issued_report (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version     INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  created_at  TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  updated_at  TEXT    NOT NULL CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at)),
  deleted_at  TEXT             CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at)),
  period    TEXT NOT NULL REFERENCES period (id) DEFERRABLE INITIALLY DEFERRED,
  number    TEXT NOT NULL,
  day       TEXT NOT NULL CHECK (day IS date(day)),
  outline   TEXT NOT NULL,
  document  TEXT NOT NULL CHECK (json_valid(document)),
  facts     TEXT NOT NULL CHECK (json_valid(facts)),
  digest    TEXT NOT NULL CHECK (length(digest) = 64),
  replaces  TEXT REFERENCES issued_report (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
-- ---------------------------------------------------------------------------------------------------
-- Locks
--
-- They hold on a connection that sets no pragma. INSERT OR REPLACE and UPDATE OR REPLACE remove the row
-- that stands in the way without firing its delete trigger when recursive_triggers is off; so an id or a
-- unique key that another row has is refused before the statement gets that far. For the same reason
-- nothing here is ever written with an upsert. (draft has no locks: it is nobody's record.)
-- ---------------------------------------------------------------------------------------------------

-- Changes and history are only ever added to.
CREATE TRIGGER change_insert BEFORE INSERT ON change
  WHEN EXISTS (SELECT 1 FROM change WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'change: number taken'); END;
CREATE TRIGGER change_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'change: never rewritten'); END;
CREATE TRIGGER change_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'change: never deleted'); END;
CREATE TRIGGER history_insert BEFORE INSERT ON history
  WHEN EXISTS (SELECT 1 FROM history WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'history: seq taken'); END;
CREATE TRIGGER history_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history: never rewritten'); END;
CREATE TRIGGER history_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history: never deleted'); END;

-- Records: an id is given once and never changes; deletion is a mark.
CREATE TRIGGER setting_insert BEFORE INSERT ON setting
  WHEN EXISTS (SELECT 1 FROM setting WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'setting: id taken'); END;
CREATE TRIGGER setting_update BEFORE UPDATE ON setting
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'setting: id never changes'); END;
CREATE TRIGGER setting_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'setting: deletion is a mark'); END;
CREATE TRIGGER officer_insert BEFORE INSERT ON officer
  WHEN EXISTS (SELECT 1 FROM officer WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'officer: id taken'); END;
CREATE TRIGGER officer_update BEFORE UPDATE ON officer
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'officer: id never changes'); END;
CREATE TRIGGER officer_delete BEFORE DELETE ON officer BEGIN SELECT RAISE(ABORT, 'officer: deletion is a mark'); END;
CREATE TRIGGER unit_insert BEFORE INSERT ON unit
  WHEN EXISTS (SELECT 1 FROM unit WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'unit: id taken'); END;
CREATE TRIGGER unit_update BEFORE UPDATE ON unit
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'unit: id never changes'); END;
CREATE TRIGGER unit_delete BEFORE DELETE ON unit BEGIN SELECT RAISE(ABORT, 'unit: deletion is a mark'); END;
CREATE TRIGGER own_kind_insert BEFORE INSERT ON own_kind
  WHEN EXISTS (SELECT 1 FROM own_kind WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'own_kind: id taken'); END;
CREATE TRIGGER own_kind_update BEFORE UPDATE ON own_kind
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'own_kind: id never changes'); END;
CREATE TRIGGER own_kind_delete BEFORE DELETE ON own_kind BEGIN SELECT RAISE(ABORT, 'own_kind: deletion is a mark'); END;
CREATE TRIGGER own_outline_insert BEFORE INSERT ON own_outline
  WHEN EXISTS (SELECT 1 FROM own_outline WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'own_outline: id taken'); END;
CREATE TRIGGER own_outline_update BEFORE UPDATE ON own_outline
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'own_outline: id never changes'); END;
CREATE TRIGGER own_outline_delete BEFORE DELETE ON own_outline BEGIN SELECT RAISE(ABORT, 'own_outline: deletion is a mark'); END;
CREATE TRIGGER member_insert BEFORE INSERT ON member
  WHEN EXISTS (SELECT 1 FROM member WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'member: id taken'); END;
CREATE TRIGGER member_update BEFORE UPDATE ON member
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'member: id never changes'); END;
CREATE TRIGGER member_delete BEFORE DELETE ON member BEGIN SELECT RAISE(ABORT, 'member: deletion is a mark'); END;
CREATE TRIGGER fund_insert BEFORE INSERT ON fund
  WHEN EXISTS (SELECT 1 FROM fund WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'fund: id taken'); END;
CREATE TRIGGER fund_update BEFORE UPDATE ON fund
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'fund: id never changes'); END;
CREATE TRIGGER fund_delete BEFORE DELETE ON fund BEGIN SELECT RAISE(ABORT, 'fund: deletion is a mark'); END;
CREATE TRIGGER norm_insert BEFORE INSERT ON norm
  WHEN EXISTS (SELECT 1 FROM norm WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'norm: id taken'); END;
CREATE TRIGGER norm_update BEFORE UPDATE ON norm
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'norm: id never changes'); END;
CREATE TRIGGER norm_delete BEFORE DELETE ON norm BEGIN SELECT RAISE(ABORT, 'norm: deletion is a mark'); END;
CREATE TRIGGER period_insert BEFORE INSERT ON period
  WHEN EXISTS (SELECT 1 FROM period WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'period: id taken'); END;
CREATE TRIGGER period_update BEFORE UPDATE ON period
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'period: id never changes'); END;
CREATE TRIGGER period_delete BEFORE DELETE ON period BEGIN SELECT RAISE(ABORT, 'period: deletion is a mark'); END;
CREATE TRIGGER period_seal_insert BEFORE INSERT ON period_seal
  WHEN EXISTS (SELECT 1 FROM period_seal WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'period_seal: id taken'); END;
CREATE TRIGGER period_seal_update BEFORE UPDATE ON period_seal
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'period_seal: id never changes'); END;
CREATE TRIGGER period_seal_delete BEFORE DELETE ON period_seal BEGIN SELECT RAISE(ABORT, 'period_seal: deletion is a mark'); END;
CREATE TRIGGER activity_insert BEFORE INSERT ON activity
  WHEN EXISTS (SELECT 1 FROM activity WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'activity: id taken'); END;
CREATE TRIGGER activity_update BEFORE UPDATE ON activity
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'activity: id never changes'); END;
CREATE TRIGGER activity_delete BEFORE DELETE ON activity BEGIN SELECT RAISE(ABORT, 'activity: deletion is a mark'); END;
CREATE TRIGGER voucher_insert BEFORE INSERT ON voucher
  WHEN EXISTS (SELECT 1 FROM voucher WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'voucher: id taken'); END;
CREATE TRIGGER voucher_update BEFORE UPDATE ON voucher
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'voucher: id never changes'); END;
CREATE TRIGGER voucher_delete BEFORE DELETE ON voucher BEGIN SELECT RAISE(ABORT, 'voucher: deletion is a mark'); END;
CREATE TRIGGER narrative_insert BEFORE INSERT ON narrative
  WHEN EXISTS (SELECT 1 FROM narrative WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'narrative: id taken'); END;
CREATE TRIGGER narrative_update BEFORE UPDATE ON narrative
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'narrative: id never changes'); END;
CREATE TRIGGER narrative_delete BEFORE DELETE ON narrative BEGIN SELECT RAISE(ABORT, 'narrative: deletion is a mark'); END;
CREATE TRIGGER photo_insert BEFORE INSERT ON photo
  WHEN EXISTS (SELECT 1 FROM photo WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'photo: id taken'); END;
CREATE TRIGGER photo_update BEFORE UPDATE ON photo
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'photo: id never changes'); END;
CREATE TRIGGER photo_delete BEFORE DELETE ON photo BEGIN SELECT RAISE(ABORT, 'photo: deletion is a mark'); END;
CREATE TRIGGER issued_report_insert BEFORE INSERT ON issued_report
  WHEN EXISTS (SELECT 1 FROM issued_report WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'issued_report: id taken'); END;
CREATE TRIGGER issued_report_update BEFORE UPDATE ON issued_report
  WHEN NEW.id IS NOT OLD.id
  BEGIN SELECT RAISE(ABORT, 'issued_report: id never changes'); END;
CREATE TRIGGER issued_report_delete BEFORE DELETE ON issued_report BEGIN SELECT RAISE(ABORT, 'issued_report: deletion is a mark'); END;
-- Unique keys of records.
CREATE TRIGGER setting_insert_key BEFORE INSERT ON setting
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM setting WHERE key = NEW.key AND deleted_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'setting: key taken'); END;
CREATE TRIGGER setting_update_key BEFORE UPDATE ON setting
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM setting WHERE key = NEW.key AND deleted_at IS NULL AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'setting: key taken'); END;
CREATE TRIGGER officer_insert_key BEFORE INSERT ON officer
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM officer WHERE login = NEW.login AND deleted_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'officer: login taken'); END;
CREATE TRIGGER officer_update_key BEFORE UPDATE ON officer
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM officer WHERE login = NEW.login AND deleted_at IS NULL AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'officer: login taken'); END;
CREATE TRIGGER own_kind_insert_key BEFORE INSERT ON own_kind
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM own_kind WHERE code = NEW.code AND deleted_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'own_kind: code taken'); END;
CREATE TRIGGER own_kind_update_key BEFORE UPDATE ON own_kind
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM own_kind WHERE code = NEW.code AND deleted_at IS NULL AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'own_kind: code taken'); END;
CREATE TRIGGER own_outline_insert_key BEFORE INSERT ON own_outline
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM own_outline WHERE code = NEW.code AND deleted_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'own_outline: code taken'); END;
CREATE TRIGGER own_outline_update_key BEFORE UPDATE ON own_outline
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM own_outline WHERE code = NEW.code AND deleted_at IS NULL AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'own_outline: code taken'); END;
CREATE TRIGGER fund_insert_key BEFORE INSERT ON fund
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM fund WHERE code = NEW.code AND deleted_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'fund: code taken'); END;
CREATE TRIGGER fund_update_key BEFORE UPDATE ON fund
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM fund WHERE code = NEW.code AND deleted_at IS NULL AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'fund: code taken'); END;
CREATE TRIGGER period_insert_key BEFORE INSERT ON period
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM period WHERE code = NEW.code AND deleted_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'period: code taken'); END;
CREATE TRIGGER period_update_key BEFORE UPDATE ON period
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM period WHERE code = NEW.code AND deleted_at IS NULL AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'period: code taken'); END;
CREATE TRIGGER period_seal_insert_key BEFORE INSERT ON period_seal
  WHEN EXISTS (SELECT 1 FROM period_seal WHERE period = NEW.period AND sequence = NEW.sequence)
  BEGIN SELECT RAISE(ABORT, 'period_seal: period, sequence taken'); END;
CREATE TRIGGER period_seal_update_key BEFORE UPDATE ON period_seal
  WHEN EXISTS (SELECT 1 FROM period_seal WHERE period = NEW.period AND sequence = NEW.sequence AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'period_seal: period, sequence taken'); END;
CREATE TRIGGER voucher_insert_key BEFORE INSERT ON voucher
  WHEN EXISTS (SELECT 1 FROM voucher WHERE fund = NEW.fund AND direction = NEW.direction AND year = NEW.year AND number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'voucher: fund, direction, year, number taken'); END;
CREATE TRIGGER voucher_update_key BEFORE UPDATE ON voucher
  WHEN EXISTS (SELECT 1 FROM voucher WHERE fund = NEW.fund AND direction = NEW.direction AND year = NEW.year AND number = NEW.number AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'voucher: fund, direction, year, number taken'); END;
CREATE TRIGGER narrative_insert_key BEFORE INSERT ON narrative
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM narrative WHERE period = NEW.period AND part = NEW.part AND deleted_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'narrative: period, part taken'); END;
CREATE TRIGGER narrative_update_key BEFORE UPDATE ON narrative
  WHEN NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM narrative WHERE period = NEW.period AND part = NEW.part AND deleted_at IS NULL AND id <> OLD.id)
  BEGIN SELECT RAISE(ABORT, 'narrative: period, part taken'); END;
-- A voucher's number, once given, stays with it: else MAX + 1 would give it again.
CREATE TRIGGER voucher_update_number BEFORE UPDATE ON voucher
  WHEN NEW.fund IS NOT OLD.fund OR NEW.direction IS NOT OLD.direction OR NEW.year IS NOT OLD.year
    OR NEW.number IS NOT OLD.number
  BEGIN SELECT RAISE(ABORT, 'voucher: the number stays with its voucher'); END;

-- History leaves a picture's content out, which is safe because the content cannot change.
CREATE TRIGGER photo_update_content BEFORE UPDATE ON photo
  WHEN NEW.content IS NOT OLD.content OR NEW.sha256 IS NOT OLD.sha256
  BEGIN SELECT RAISE(ABORT, 'photo: the picture never changes'); END;

-- Child rows: a record's list is written anew with each save, but never over a row that stands.
CREATE TRIGGER member_fact_insert BEFORE INSERT ON member_fact
  WHEN EXISTS (SELECT 1 FROM member_fact WHERE member = NEW.member AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'member_fact: position taken'); END;
CREATE TRIGGER member_fact_update BEFORE UPDATE ON member_fact
  WHEN NEW.member IS NOT OLD.member OR NEW.position IS NOT OLD.position
  BEGIN SELECT RAISE(ABORT, 'member_fact: position never changes'); END;
CREATE TRIGGER fund_opening_insert BEFORE INSERT ON fund_opening
  WHEN EXISTS (SELECT 1 FROM fund_opening WHERE fund = NEW.fund AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'fund_opening: position taken'); END;
CREATE TRIGGER fund_opening_update BEFORE UPDATE ON fund_opening
  WHEN NEW.fund IS NOT OLD.fund OR NEW.position IS NOT OLD.position
  BEGIN SELECT RAISE(ABORT, 'fund_opening: position never changes'); END;
CREATE TRIGGER activity_person_insert BEFORE INSERT ON activity_person
  WHEN EXISTS (SELECT 1 FROM activity_person WHERE activity = NEW.activity AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'activity_person: position taken'); END;
CREATE TRIGGER activity_person_update BEFORE UPDATE ON activity_person
  WHEN NEW.activity IS NOT OLD.activity OR NEW.position IS NOT OLD.position
  BEGIN SELECT RAISE(ABORT, 'activity_person: position never changes'); END;
CREATE TRIGGER activity_money_insert BEFORE INSERT ON activity_money
  WHEN EXISTS (SELECT 1 FROM activity_money WHERE activity = NEW.activity AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'activity_money: position taken'); END;
CREATE TRIGGER activity_money_update BEFORE UPDATE ON activity_money
  WHEN NEW.activity IS NOT OLD.activity OR NEW.position IS NOT OLD.position
  BEGIN SELECT RAISE(ABORT, 'activity_money: position never changes'); END;
