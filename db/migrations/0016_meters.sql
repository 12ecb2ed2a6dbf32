-- Water and electricity by meter, and penalties for what is paid late.
--
-- Readings are whole thousandths of the meter's own unit ("126.5" is 126500), so that nothing is ever rounded but the amount
-- of money, once, to the shilling (src/rent/reckon.h).

-- ------------------------------------------------------------------------------------------------------------- meters

-- A meter on the wall of a unit. It is replaced by ending it, with its last reading, and adding another.
CREATE TABLE meter (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    unit_id     TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('water', 'electricity')),
    serial      TEXT NOT NULL,
    measure     TEXT NOT NULL,                        -- what it counts, as people call it: 'units', 'm³', 'kWh'
    digits      INTEGER NOT NULL CHECK (digits BETWEEN 3 AND 8), -- before the point: after all nines it begins anew
    first_value INTEGER NOT NULL CHECK (first_value >= 0),
    first_day   TEXT NOT NULL,
    removed_on  TEXT,
    created_at  INTEGER NOT NULL,
    created_by  TEXT,
    CHECK (removed_on IS NULL OR removed_on >= first_day),
    FOREIGN KEY (landlord_id, unit_id) REFERENCES unit (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX meter_one ON meter (unit_id, kind) WHERE removed_on IS NULL;
CREATE INDEX meter_unit ON meter (landlord_id, unit_id);

-- What one unit of measure costs, from a day on; of two for one day the later row counts, so that a slip is put right by saying
-- it again. A property's own rates come before those for all (property_id NULL). Append-only: bills copy what they used.
CREATE TABLE meter_rate (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    property_id TEXT,
    kind        TEXT NOT NULL CHECK (kind IN ('water', 'electricity')),
    from_day    TEXT NOT NULL,
    price_cents INTEGER NOT NULL CHECK (price_cents BETWEEN 0 AND 10000000),
    fixed_cents INTEGER NOT NULL CHECK (fixed_cents BETWEEN 0 AND 10000000), -- for each month that began since the last reading
    created_at  INTEGER NOT NULL,
    created_by  TEXT,
    FOREIGN KEY (landlord_id, property_id) REFERENCES property (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX meter_rate_day ON meter_rate (landlord_id, kind, from_day);
CREATE TRIGGER meter_rate_kept BEFORE UPDATE ON meter_rate BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER meter_rate_stays BEFORE DELETE ON meter_rate BEGIN SELECT raise(ABORT, 'append-only'); END;

-- How a landlord bills readings. Without a row: they wait until he bills them together.
CREATE TABLE meter_setting (
    landlord_id TEXT PRIMARY KEY REFERENCES landlord (id),
    at_once     INTEGER NOT NULL DEFAULT 0 CHECK (at_once IN (0, 1)),
    due_days    INTEGER CHECK (due_days BETWEEN 0 AND 60) -- after the reading; NULL: on the lease's next due day
) STRICT;

-- A picture of the dial. In the database and not beside it: it comes and goes with its reading in one transaction, one backup
-- holds both, and no path can be guessed. Its type was judged by its first bytes.
CREATE TABLE reading_photo (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    type        TEXT NOT NULL CHECK (type IN ('image/jpeg', 'image/png', 'image/webp')),
    bytes       BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    created_at  INTEGER NOT NULL,
    created_by  TEXT,
    UNIQUE (landlord_id, id)
) STRICT;

-- What a person read on a day. A correction is a new row that replaces an old one (which then is no longer live); the row after
-- it, whose beginning it changes, is replaced with it. The lower part is filled once, when it is billed.
CREATE TABLE reading (
    id           TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL,
    meter_id     TEXT NOT NULL,
    day          TEXT NOT NULL,
    value        INTEGER NOT NULL CHECK (value >= 0),
    previous     INTEGER NOT NULL CHECK (previous >= 0),
    previous_day TEXT NOT NULL,
    used         INTEGER NOT NULL CHECK (used >= 0),
    rolled       INTEGER NOT NULL CHECK (rolled IN (0, 1)),    -- it has passed all nines since
    confirmed    INTEGER NOT NULL CHECK (confirmed IN (0, 1)), -- unusually high, and a person said that it is so
    lease_id     TEXT,                                -- whose consumption it is; NULL: nobody lived there
    reader       TEXT,                                -- a person
    note         TEXT,
    photo_id     TEXT,
    replaces     TEXT,
    reason       TEXT,                                -- why it replaces the other
    created_at   INTEGER NOT NULL,
    created_by   TEXT,                                -- of a correction, who made it; otherwise the reader
    replaced_at  INTEGER,
    rate_id      TEXT,
    price_cents  INTEGER,
    fixed_cents  INTEGER,                             -- all the months together
    amount_cents INTEGER CHECK (amount_cents >= 0),
    bill_id      TEXT UNIQUE,                         -- NULL though billed: the amount was nothing
    billed_at    INTEGER,
    CHECK (day > previous_day),
    CHECK (rolled = 1 OR used = value - previous),
    CHECK ((replaces IS NULL) = (reason IS NULL)),
    CHECK ((billed_at IS NULL) = (amount_cents IS NULL)),
    CHECK (bill_id IS NULL OR billed_at IS NOT NULL),
    CHECK (billed_at IS NULL OR lease_id IS NOT NULL),
    CHECK (billed_at IS NULL OR (bill_id IS NULL) = (amount_cents = 0)),
    FOREIGN KEY (landlord_id, meter_id) REFERENCES meter (landlord_id, id),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, photo_id) REFERENCES reading_photo (landlord_id, id),
    FOREIGN KEY (landlord_id, replaces) REFERENCES reading (landlord_id, id),
    FOREIGN KEY (landlord_id, rate_id) REFERENCES meter_rate (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX reading_day ON reading (meter_id, day) WHERE replaced_at IS NULL;
CREATE UNIQUE INDEX reading_replaced_once ON reading (replaces);
CREATE INDEX reading_meter ON reading (landlord_id, meter_id, day);
CREATE INDEX reading_lease ON reading (landlord_id, lease_id, day);
CREATE INDEX reading_waits ON reading (landlord_id) WHERE billed_at IS NULL AND replaced_at IS NULL AND lease_id IS NOT NULL;
CREATE INDEX reading_photo_of ON reading (photo_id) WHERE photo_id IS NOT NULL;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading
WHEN NEW.id <> OLD.id OR NEW.landlord_id <> OLD.landlord_id OR NEW.meter_id <> OLD.meter_id OR NEW.day <> OLD.day
  OR NEW.value <> OLD.value OR NEW.previous <> OLD.previous OR NEW.previous_day <> OLD.previous_day OR NEW.used <> OLD.used
  OR NEW.rolled <> OLD.rolled OR NEW.confirmed <> OLD.confirmed OR NEW.lease_id IS NOT OLD.lease_id
  OR NEW.reader IS NOT OLD.reader OR NEW.note IS NOT OLD.note OR NEW.replaces IS NOT OLD.replaces
  OR NEW.reason IS NOT OLD.reason OR NEW.created_at <> OLD.created_at OR NEW.created_by IS NOT OLD.created_by
  OR (OLD.photo_id IS NOT NULL AND NEW.photo_id IS NOT OLD.photo_id)
  OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS NOT OLD.replaced_at)
  OR (OLD.billed_at IS NOT NULL AND (NEW.billed_at IS NOT OLD.billed_at OR NEW.bill_id IS NOT OLD.bill_id
      OR NEW.amount_cents IS NOT OLD.amount_cents OR NEW.rate_id IS NOT OLD.rate_id OR NEW.price_cents IS NOT OLD.price_cents
      OR NEW.fixed_cents IS NOT OLD.fixed_cents))
  OR (OLD.replaced_at IS NOT NULL AND OLD.billed_at IS NULL AND NEW.billed_at IS NOT NULL)
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- A tenant says that a reading is wrong; the landlord's side answers, once. Upheld: `answered_by_reading` is the right one.
CREATE TABLE reading_dispute (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    reading_id  TEXT NOT NULL UNIQUE,
    tenant_id   TEXT NOT NULL,
    reason      TEXT NOT NULL,
    opened_at   INTEGER NOT NULL,
    outcome     TEXT CHECK (outcome IN ('upheld', 'turned_down')),
    answer      TEXT,
    answered_at INTEGER,
    answered_by TEXT,
    CHECK ((outcome IS NULL) = (answer IS NULL) AND (outcome IS NULL) = (answered_at IS NULL)),
    FOREIGN KEY (landlord_id, reading_id) REFERENCES reading (landlord_id, id),
    FOREIGN KEY (landlord_id, tenant_id) REFERENCES tenant (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX reading_dispute_open ON reading_dispute (landlord_id) WHERE outcome IS NULL;
CREATE TRIGGER reading_dispute_stays BEFORE DELETE ON reading_dispute BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER reading_dispute_kept BEFORE UPDATE ON reading_dispute
WHEN OLD.outcome IS NOT NULL OR NEW.outcome IS NULL OR NEW.reading_id <> OLD.reading_id OR NEW.reason <> OLD.reason
  OR NEW.opened_at <> OLD.opened_at OR NEW.tenant_id <> OLD.tenant_id
BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE VIEW meter_row AS
SELECT m.id, m.landlord_id, m.unit_id, m.kind, m.serial, m.measure, m.digits, m.first_value, m.first_day, m.removed_on,
       m.created_at, u.label AS unit_label, u.property_id, p.name AS property_name,
       coalesce(r.value, m.first_value) AS last_value, coalesce(r.day, m.first_day) AS last_day, r.id AS last_id
FROM meter m
JOIN unit u ON u.landlord_id = m.landlord_id AND u.id = m.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
LEFT JOIN reading r ON r.id = (SELECT x.id FROM reading x WHERE x.landlord_id = m.landlord_id AND x.meter_id = m.id
                                  AND x.replaced_at IS NULL ORDER BY x.day DESC LIMIT 1);

-- A reading with its meter, its bill, its dispute and whose it is; rate_*: what it is billed by, or would be if it were now.
CREATE VIEW reading_row AS
SELECT r.id, r.landlord_id, r.meter_id, r.day, r.value, r.previous, r.previous_day, r.used, r.rolled, r.confirmed, r.lease_id,
       r.note, r.photo_id, r.replaces, r.reason, r.created_at, r.replaced_at, r.rate_id, r.price_cents, r.fixed_cents,
       r.amount_cents, r.bill_id, r.billed_at, m.kind, m.serial, m.measure, m.digits, m.unit_id, u.label AS unit_label,
       u.property_id, p.name AS property_name, l.tenant_id, t.name AS tenant_name, l.due_day, w.name AS reader_name,
       c.name AS corrected_by, b.voided_at IS NOT NULL AS bill_voided,
       (SELECT x.id FROM reading x WHERE x.replaces = r.id) AS replaced_by,
       d.id AS dispute_id, d.reason AS dispute_reason, d.opened_at AS dispute_opened_at, d.outcome AS dispute_outcome,
       d.answer AS dispute_answer, d.answered_at AS dispute_answered_at, y.name AS dispute_answered_by
FROM reading r
JOIN meter m ON m.landlord_id = r.landlord_id AND m.id = r.meter_id
JOIN unit u ON u.landlord_id = m.landlord_id AND u.id = m.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
LEFT JOIN lease l ON l.landlord_id = r.landlord_id AND l.id = r.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN person w ON w.id = r.reader
LEFT JOIN person c ON c.id = r.created_by AND r.replaces IS NOT NULL
LEFT JOIN bill b ON b.landlord_id = r.landlord_id AND b.id = r.bill_id
LEFT JOIN reading_dispute d ON d.landlord_id = r.landlord_id AND d.reading_id = r.id
LEFT JOIN person y ON y.id = d.answered_by;

-- ---------------------------------------------------------------------------------------------------------- penalties

-- What is charged for paying late, from a day on, which is never before the day on which it was said; the last one said for a
-- day counts for it. Append-only, so that a gateway which was down charges by what held then. 'off': nothing is charged.
-- 'general', of a property: again as for all.
CREATE TABLE penalty_policy (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    property_id TEXT,
    from_day    TEXT NOT NULL,
    how         TEXT NOT NULL CHECK (how IN ('flat', 'percent', 'off', 'general')),
    flat_cents  INTEGER CHECK (flat_cents > 0),
    percent     INTEGER CHECK (percent BETWEEN 1 AND 10000), -- hundredths of a per cent
    grace_days  INTEGER NOT NULL CHECK (grace_days BETWEEN 0 AND 60),
    cap_cents   INTEGER CHECK (cap_cents > 0),        -- for all the penalties of a bill together
    monthly     INTEGER NOT NULL CHECK (monthly IN (0, 1)),
    kinds       TEXT NOT NULL,                        -- of bills: '|rent|water|'
    created_at  INTEGER NOT NULL,
    created_by  TEXT,
    CHECK ((how = 'flat') = (flat_cents IS NOT NULL)),
    CHECK ((how = 'percent') = (percent IS NOT NULL)),
    CHECK (monthly = 0 OR cap_cents IS NOT NULL),
    CHECK (how <> 'general' OR property_id IS NOT NULL),
    CHECK (instr(kinds, '|penalty|') = 0),
    FOREIGN KEY (landlord_id, property_id) REFERENCES property (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX penalty_policy_day ON penalty_policy (landlord_id, from_day);
CREATE TRIGGER penalty_policy_kept BEFORE UPDATE ON penalty_policy BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER penalty_policy_stays BEFORE DELETE ON penalty_policy BEGIN SELECT raise(ABORT, 'append-only'); END;

-- One judgement on one bill: the first when its grace is over, later ones a month apart. Judged once, whatever happens after:
-- the key says so. `base_cents` is what was unpaid when `day` began, by the money that had been paid by then.
CREATE TABLE penalty (
    bill_id         TEXT NOT NULL,
    round           INTEGER NOT NULL CHECK (round >= 1),
    landlord_id     TEXT NOT NULL,
    policy_id       TEXT NOT NULL,
    day             TEXT NOT NULL,
    base_cents      INTEGER NOT NULL CHECK (base_cents >= 0),
    verdict         TEXT NOT NULL CHECK (verdict IN ('charged', 'paid', 'capped')),
    penalty_bill_id TEXT UNIQUE,
    judged_at       INTEGER NOT NULL,
    waived_at       INTEGER,
    waived_by       TEXT,
    waive_reason    TEXT,
    PRIMARY KEY (bill_id, round),
    CHECK ((verdict = 'charged') = (penalty_bill_id IS NOT NULL)),
    CHECK ((waived_at IS NULL) = (waive_reason IS NULL)),
    CHECK (waived_at IS NULL OR verdict = 'charged'),
    CHECK (penalty_bill_id IS NULL OR penalty_bill_id <> bill_id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, penalty_bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, policy_id) REFERENCES penalty_policy (landlord_id, id)
) STRICT;
CREATE INDEX penalty_landlord ON penalty (landlord_id, verdict, day);
CREATE TRIGGER penalty_stays BEFORE DELETE ON penalty BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER penalty_kept BEFORE UPDATE ON penalty
WHEN OLD.waived_at IS NOT NULL OR NEW.waived_at IS NULL OR NEW.bill_id <> OLD.bill_id OR NEW.round <> OLD.round
  OR NEW.policy_id <> OLD.policy_id OR NEW.day <> OLD.day OR NEW.base_cents <> OLD.base_cents OR NEW.verdict <> OLD.verdict
  OR NEW.penalty_bill_id IS NOT OLD.penalty_bill_id
BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE INDEX bill_due ON bill (landlord_id, due_date);

-- From which day on bills of a kind have been under penalties without a break, as they are under this policy: the first day of
-- those said before it (of the same property, or of all) with none in between that is off or leaves that kind out.
CREATE VIEW penalty_since AS
SELECT v.id AS policy_id, k.kind, x.from_day AS day
FROM penalty_policy v
JOIN (SELECT 'rent' AS kind UNION ALL SELECT 'deposit' UNION ALL SELECT 'water' UNION ALL SELECT 'electricity'
      UNION ALL SELECT 'garbage' UNION ALL SELECT 'service' UNION ALL SELECT 'other') k ON instr(v.kinds, '|' || k.kind || '|') > 0
JOIN penalty_policy x ON x.landlord_id = v.landlord_id AND x.property_id IS v.property_id
 AND (x.from_day, x.rowid) <= (v.from_day, v.rowid) AND x.how IN ('flat', 'percent') AND instr(x.kinds, '|' || k.kind || '|') > 0
WHERE NOT EXISTS (SELECT 1 FROM penalty_policy o WHERE o.landlord_id = v.landlord_id AND o.property_id IS v.property_id
    AND (o.from_day, o.rowid) > (x.from_day, x.rowid) AND (o.from_day, o.rowid) < (v.from_day, v.rowid)
    AND (o.how NOT IN ('flat', 'percent') OR instr(o.kinds, '|' || k.kind || '|') = 0));

-- Every judgement that is to be made, whatever its day: the first of a bill, on the day after its grace, which is counted from
-- the day it was made if that came after the day it was due; then one a month after that while the last one was charged. A bill
-- that was due, and so late, before its kind came under penalties is never among them. Unpaid:
-- by all money known now to have been paid before that day began, which in East Africa is at 21:00 UTC of the day before.
CREATE VIEW penalty_to_judge AS
SELECT c.*, c.due_cents - coalesce((SELECT sum(x.cents) FROM allocation x JOIN money_in m ON m.id = x.money_in_id
                                     WHERE x.bill_id = c.bill_id AND x.ended_at IS NULL
                                       AND m.paid_at < CAST(strftime('%s', c.day) AS INTEGER) - 10800), 0) AS unpaid_cents,
       coalesce((SELECT sum(b.due_cents) FROM penalty p JOIN bill b ON b.id = p.penalty_bill_id
                  WHERE p.bill_id = c.bill_id), 0) AS charged_cents,
       EXISTS (SELECT 1 FROM payment y WHERE y.bill_id = c.bill_id AND y.state IN ('pending', 'sending', 'processing'))
         AS being_paid
FROM (
    SELECT b.landlord_id, b.id AS bill_id, b.lease_id, b.kind, b.period, b.due_date, b.due_cents, 1 AS round, v.id AS policy_id,
           u.property_id, v.how, v.flat_cents, v.percent, v.cap_cents,
           date(max(b.due_date, date(b.created_at, 'unixepoch', '+3 hours')), '+' || (v.grace_days + 1) || ' days') AS day
    FROM penalty_policy v
    JOIN (SELECT policy_id, kind, min(day) AS day FROM penalty_since GROUP BY policy_id, kind) s ON s.policy_id = v.id
    JOIN bill b ON b.landlord_id = v.landlord_id AND b.kind = s.kind AND b.due_date >= date(s.day, '-1 day')
    JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
    JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
    WHERE v.how IN ('flat', 'percent') AND (v.property_id IS NULL OR v.property_id = u.property_id)
      AND b.voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM penalty p WHERE p.bill_id = b.id)
    UNION ALL
    SELECT b.landlord_id, b.id, b.lease_id, b.kind, b.period, b.due_date, b.due_cents, p.round + 1, v.id,
           u.property_id, v.how, v.flat_cents, v.percent, v.cap_cents,
           min(date(f.day, '+' || p.round || ' months'),
               date(f.day, 'start of month', '+' || (p.round + 1) || ' months', '-1 day'))
    FROM penalty p
    JOIN penalty f ON f.bill_id = p.bill_id AND f.round = 1
    JOIN bill b ON b.id = p.bill_id
    JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
    JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
    JOIN penalty_policy v ON v.landlord_id = b.landlord_id AND (v.property_id IS NULL OR v.property_id = u.property_id)
    WHERE p.verdict = 'charged' AND b.voided_at IS NULL AND v.monthly = 1 AND v.how IN ('flat', 'percent')
      AND instr(v.kinds, '|' || b.kind || '|') > 0
      AND NOT EXISTS (SELECT 1 FROM penalty n WHERE n.bill_id = p.bill_id AND n.round = p.round + 1)
) c
WHERE c.policy_id = coalesce(
    (SELECT CASE WHEN x.how <> 'general' THEN x.id END FROM penalty_policy x
      WHERE x.landlord_id = c.landlord_id AND x.property_id = c.property_id AND x.from_day <= c.day
      ORDER BY x.from_day DESC, x.rowid DESC LIMIT 1),
    (SELECT x.id FROM penalty_policy x
      WHERE x.landlord_id = c.landlord_id AND x.property_id IS NULL AND x.from_day <= c.day
      ORDER BY x.from_day DESC, x.rowid DESC LIMIT 1));

-- A penalty that was charged, with its bill, the bill that it is for, and whether it stands in doubt: the other bill was paid
-- before that day by money of which we were told later, or was cancelled.
CREATE VIEW penalty_row AS
SELECT p.penalty_bill_id AS id, p.landlord_id, p.bill_id, p.round, p.day, p.base_cents, p.waived_at, p.waive_reason,
       w.name AS waived_by, z.due_cents, z.voided_at IS NOT NULL AS voided, b.kind, b.period, b.due_date, b.lease_id,
       l.tenant_id, t.name AS tenant_name, u.label AS unit_label, h.name AS property_name,
       z.voided_at IS NULL AND (b.voided_at IS NOT NULL OR b.due_cents <=
         coalesce((SELECT sum(x.cents) FROM allocation x JOIN money_in m ON m.id = x.money_in_id
                    WHERE x.bill_id = b.id AND x.ended_at IS NULL
                      AND m.paid_at < CAST(strftime('%s', p.day) AS INTEGER) - 10800), 0)) AS doubtful
FROM penalty p
JOIN bill z ON z.landlord_id = p.landlord_id AND z.id = p.penalty_bill_id
JOIN bill b ON b.landlord_id = p.landlord_id AND b.id = p.bill_id
JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property h ON h.landlord_id = u.landlord_id AND h.id = u.property_id
LEFT JOIN person w ON w.id = p.waived_by;
