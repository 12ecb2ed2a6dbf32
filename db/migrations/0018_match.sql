-- Whose rent a direct payment is: what people decided is remembered, one payment may be several leases' rent, and the bills that
-- a payment pays can be chosen afterwards.

-- ------------------------------------------------------------------------------------------------ parts of a payment

-- A row is one lease's part of the money; the live parts of a payment are all of it or nothing. `reason`: why a person moved it
-- here from another lease.
DROP TRIGGER assignment_kept;
ALTER TABLE assignment ADD COLUMN cents INTEGER CHECK (cents > 0);
ALTER TABLE assignment ADD COLUMN reason TEXT;
UPDATE assignment SET cents = (SELECT m.amount_cents FROM money_in m WHERE m.id = assignment.money_in_id);
DROP INDEX assignment_one;
CREATE UNIQUE INDEX assignment_one ON assignment (money_in_id, lease_id) WHERE ended_at IS NULL;
CREATE INDEX assignment_money ON assignment (money_in_id, id);

CREATE TRIGGER assignment_kept BEFORE UPDATE ON assignment
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.money_in_id <> OLD.money_in_id OR NEW.lease_id <> OLD.lease_id
  OR NEW.cents IS NOT OLD.cents OR NEW.reason IS NOT OLD.reason
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER assignment_within_money BEFORE INSERT ON assignment
WHEN NEW.cents IS NULL
  OR (SELECT coalesce(sum(s.cents), 0) FROM assignment s WHERE s.money_in_id = NEW.money_in_id AND s.ended_at IS NULL) + NEW.cents
   > (SELECT m.amount_cents FROM money_in m WHERE m.id = NEW.money_in_id)
BEGIN SELECT raise(ABORT, 'assigned twice'); END;

-- What of a lease's part neither pays its bills nor is given back.
CREATE VIEW part_free AS
SELECT s.id, s.landlord_id, s.money_in_id, s.lease_id, s.cents AS part_cents, s.cents
       - (SELECT coalesce(sum(x.cents), 0) FROM allocation x JOIN bill b ON b.id = x.bill_id
           WHERE x.money_in_id = s.money_in_id AND x.ended_at IS NULL AND b.lease_id = s.lease_id)
       - (SELECT coalesce(sum(y.cents), 0) FROM refund y JOIN mpesa_request q ON q.id = y.request_id
           WHERE y.money_in_id = s.money_in_id AND y.ended_at IS NULL AND q.lease_id = s.lease_id) AS cents
FROM assignment s WHERE s.ended_at IS NULL;

CREATE TRIGGER allocation_within_part BEFORE INSERT ON allocation
WHEN NEW.cents > coalesce((SELECT p.cents FROM part_free p JOIN bill b ON b.id = NEW.bill_id
                            WHERE p.money_in_id = NEW.money_in_id AND p.lease_id = b.lease_id), 0)
BEGIN SELECT raise(ABORT, 'not this lease''s money'); END;

-- --------------------------------------------------------------------------------------- the bills that a payment pays

-- A person said which bills a payment pays ('chosen'), or that it pays the oldest first again ('oldest'). The allocations that
-- came of it name the row. Append-only.
CREATE TABLE allocation_change (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    money_in_id TEXT NOT NULL,
    how         TEXT NOT NULL CHECK (how IN ('chosen', 'oldest')),
    reason      TEXT NOT NULL,
    made_at     INTEGER NOT NULL,
    made_by     TEXT NOT NULL REFERENCES person (id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id)
) STRICT;
CREATE INDEX allocation_change_money ON allocation_change (money_in_id);
CREATE TRIGGER allocation_change_kept BEFORE UPDATE ON allocation_change BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER allocation_change_stays BEFORE DELETE ON allocation_change BEGIN SELECT raise(ABORT, 'append-only'); END;
ALTER TABLE allocation ADD COLUMN change_id INTEGER REFERENCES allocation_change (id);

-- ------------------------------------------------------------------------------------------------------------- memory

-- What a person decided about a payment: this payer, with what he typed, means this lease. `payer` is the SHA-256 of his number
-- where M-Pesa shows it whole or hashed, otherwise what it shows of it; with a masked number his name belongs to it. `typed` is
-- what he typed, in one spelling. Empty: not shown, nothing typed. Ended when a person decided otherwise, or said "forget".
CREATE TABLE match_memory (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    lease_id    TEXT NOT NULL,
    money_in_id TEXT NOT NULL,
    payer       TEXT NOT NULL,
    payer_name  TEXT NOT NULL,
    typed       TEXT NOT NULL,
    shown       TEXT NOT NULL,                        -- the number for people: masked, or ''
    made_at     INTEGER NOT NULL,
    made_by     TEXT REFERENCES person (id),
    ended_at    INTEGER,
    ended_by    TEXT REFERENCES person (id),
    end_reason  TEXT CHECK (end_reason IN ('forgotten', 'corrected')),
    CHECK (payer <> '' OR typed <> ''),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX match_memory_one ON match_memory (landlord_id, payer, payer_name, typed) WHERE ended_at IS NULL;
CREATE INDEX match_memory_typed ON match_memory (landlord_id, typed) WHERE ended_at IS NULL;
CREATE INDEX match_memory_lease ON match_memory (landlord_id, lease_id) WHERE ended_at IS NULL;
CREATE INDEX match_memory_money ON match_memory (money_in_id) WHERE ended_at IS NULL;
CREATE TRIGGER match_memory_stays BEFORE DELETE ON match_memory BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER match_memory_kept BEFORE UPDATE ON match_memory
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.lease_id <> OLD.lease_id OR NEW.payer <> OLD.payer
  OR NEW.payer_name <> OLD.payer_name OR NEW.typed <> OLD.typed OR NEW.money_in_id <> OLD.money_in_id
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- Payments by one payer, to know him again.
CREATE INDEX money_in_payer ON money_in (landlord_id, phone);

-- ---------------------------------------------------------------------------------------- looking again at what waits

-- Landlords about whose waiting money something was learned: the gateway looks at it again. `after`: the rowid of the last one
-- it looked at.
CREATE TABLE match_due (
    landlord_id TEXT PRIMARY KEY REFERENCES landlord (id),
    after       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER match_due_lease AFTER INSERT ON lease
BEGIN INSERT OR REPLACE INTO match_due (landlord_id) VALUES (NEW.landlord_id); END;
CREATE TRIGGER match_due_lease_changed AFTER UPDATE ON lease
BEGIN INSERT OR REPLACE INTO match_due (landlord_id) VALUES (NEW.landlord_id); END;
CREATE TRIGGER match_due_unit AFTER UPDATE ON unit
BEGIN INSERT OR REPLACE INTO match_due (landlord_id) VALUES (NEW.landlord_id); END;
CREATE TRIGGER match_due_tenant AFTER UPDATE OF name, phone ON tenant
BEGIN INSERT OR REPLACE INTO match_due (landlord_id) VALUES (NEW.landlord_id); END;
CREATE TRIGGER match_due_memory AFTER INSERT ON match_memory
BEGIN INSERT OR REPLACE INTO match_due (landlord_id) VALUES (NEW.landlord_id); END;

-- All that moved one piece of money.
CREATE INDEX IF NOT EXISTS ledger_txn_money ON ledger_txn (money_in_id) WHERE money_in_id IS NOT NULL;

-- A tenant's part of money that came without a prompt; of money that was given back, what his part was. He sees no more of it.
CREATE VIEW own_part AS
SELECT s.money_in_id AS id, s.lease_id, s.cents, l.tenant_id, t.name AS tenant_name, u.label AS unit_label,
       p.name AS property_name
FROM assignment s
JOIN money_in m ON m.id = s.money_in_id AND m.payment_id IS NULL
JOIN lease l ON l.landlord_id = s.landlord_id AND l.id = s.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE s.ended_at IS NULL
   OR (NOT EXISTS (SELECT 1 FROM assignment x WHERE x.money_in_id = s.money_in_id AND x.ended_at IS NULL)
       AND s.ended_at = (SELECT max(x.ended_at) FROM assignment x WHERE x.money_in_id = s.money_in_id));
