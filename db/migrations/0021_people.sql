-- People who work for a landlord, what a caretaker may see, and agents: what they earn, and what they account for.

-- ------------------------------------------------------------------------------------------------------------- people

ALTER TABLE member ADD COLUMN added_by TEXT;          -- a person; NULL: he signed up himself
ALTER TABLE member ADD COLUMN seen_at INTEGER;        -- last here, acting for this landlord; to the minute

-- A caretaker with rows here sees these properties alone; without any he sees them all. Of other roles there are none.
CREATE TABLE member_property (
    landlord_id TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    property_id TEXT NOT NULL,
    PRIMARY KEY (landlord_id, person_id, property_id),
    FOREIGN KEY (landlord_id, person_id) REFERENCES member (landlord_id, person_id) ON DELETE CASCADE,
    FOREIGN KEY (landlord_id, property_id) REFERENCES property (landlord_id, id)
) STRICT;
CREATE TRIGGER member_property_is_a_caretakers BEFORE INSERT ON member_property
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.landlord_id = NEW.landlord_id AND m.person_id = NEW.person_id
                  AND m.role = 'caretaker')
BEGIN SELECT raise(ABORT, 'only a caretaker is kept to properties'); END;

-- What lies in a caretaker's properties. Queries that rent/scope.h keeps to them read these, and nothing else.
CREATE VIEW kept_unit AS
SELECT k.landlord_id, k.person_id, k.property_id, u.id AS unit_id
FROM member_property k
JOIN unit u ON u.landlord_id = k.landlord_id AND u.property_id = k.property_id;

CREATE VIEW kept_lease AS
SELECT k.landlord_id, k.person_id, k.property_id, k.unit_id, l.id AS lease_id, l.tenant_id
FROM kept_unit k
JOIN lease l ON l.landlord_id = k.landlord_id AND l.unit_id = k.unit_id;

-- An invitation to work for a landlord: a link that works once, for a while. What it offers stands here and is shown before it is
-- accepted. `properties`: ids apart by blanks, for a caretaker of some; NULL: all.
CREATE TABLE member_invite (
    id          TEXT PRIMARY KEY,
    token_hash  TEXT NOT NULL UNIQUE,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    name        TEXT NOT NULL,
    phone       TEXT NOT NULL CHECK (phone GLOB '254[17]????????'),
    role        TEXT NOT NULL CHECK (role IN ('owner', 'agent', 'accountant', 'caretaker')),
    may_approve INTEGER NOT NULL DEFAULT 0 CHECK (may_approve IN (0, 1)),
    properties  TEXT,
    created_at  INTEGER NOT NULL,
    created_by  TEXT NOT NULL REFERENCES person (id),
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    used_by     TEXT REFERENCES person (id),
    ended_at    INTEGER,                              -- taken back, or a newer one took its place
    CHECK (properties IS NULL OR role = 'caretaker'),
    CHECK (may_approve = 0 OR role = 'accountant'),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX member_invite_open ON member_invite (landlord_id, expires_at) WHERE used_at IS NULL AND ended_at IS NULL;

-- -------------------------------------------------------------------------------------------------------------- audit

-- Lists of one landlord, newest first; and whether somebody's look at something was noted of late.
CREATE INDEX audit_landlord ON audit (landlord_id, id);
CREATE INDEX audit_seen ON audit (person_id, subject, action, at) WHERE action GLOB 'seen.*';

-- ------------------------------------------------------------------------------------------------------------- agents

-- What an owner owes his agents: detail is the agent's person id.
INSERT INTO account_kind (name, class, holds_money) VALUES ('agent', 'liability', 0);
INSERT INTO ledger_kind VALUES ('commission'), ('agent_paid');

-- What an agent earns: a percentage of what was collected (rate in hundredths of a per cent), a fixed amount a month, or an amount
-- for each unit that is let at the month's end (rate in cents). `bill_kinds`: which kinds of bill a percentage counts, apart by
-- blanks. `collects`: whose number the rent goes to. Terms never change: a new agreement takes the place of the last.
CREATE TABLE agreement (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    agent_id    TEXT NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL CHECK (kind IN ('percent', 'fixed', 'unit')),
    rate        INTEGER NOT NULL CHECK (rate > 0 AND (kind <> 'percent' OR rate <= 10000)),
    vat         INTEGER NOT NULL CHECK (vat IN (0, 1)),
    bill_kinds  TEXT NOT NULL CHECK (bill_kinds <> ''),
    collects    TEXT NOT NULL CHECK (collects IN ('owner', 'agent')),
    from_month  TEXT NOT NULL CHECK (from_month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'declined')),
    proposed_by TEXT NOT NULL REFERENCES person (id),
    proposed_at INTEGER NOT NULL,
    decided_by  TEXT REFERENCES person (id),
    decided_at  INTEGER,
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX agreement_month ON agreement (landlord_id, agent_id, from_month) WHERE state = 'accepted';
CREATE INDEX agreement_list ON agreement (landlord_id, proposed_at DESC);
CREATE TRIGGER agreement_stays BEFORE DELETE ON agreement BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER agreement_kept BEFORE UPDATE ON agreement
WHEN OLD.state <> 'proposed' OR NEW.id <> OLD.id OR NEW.landlord_id <> OLD.landlord_id OR NEW.agent_id <> OLD.agent_id
  OR NEW.kind <> OLD.kind OR NEW.rate <> OLD.rate OR NEW.vat <> OLD.vat OR NEW.bill_kinds <> OLD.bill_kinds
  OR NEW.collects <> OLD.collects OR NEW.from_month <> OLD.from_month OR NEW.proposed_by <> OLD.proposed_by
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- An agent's statement of some months, frozen when it was issued: its figures, and the hash over them and its rows. Only the owner's
-- word that he has read it is added.
CREATE TABLE remittance (
    id              TEXT PRIMARY KEY,
    landlord_id     TEXT NOT NULL REFERENCES landlord (id),
    agent_id        TEXT NOT NULL REFERENCES person (id),
    agreement_id    TEXT NOT NULL,
    number          INTEGER NOT NULL CHECK (number > 0),
    from_month      TEXT NOT NULL,
    to_month        TEXT NOT NULL,
    collects        TEXT NOT NULL,
    collected_cents INTEGER NOT NULL,
    counted_cents   INTEGER NOT NULL,                 -- of it, what the fee counts
    units           INTEGER NOT NULL,                 -- let at each month's end, added up
    fee_cents       INTEGER NOT NULL,
    vat_cents       INTEGER NOT NULL,
    expenses_cents  INTEGER NOT NULL CHECK (expenses_cents >= 0),
    net_cents       INTEGER NOT NULL,                 -- collects 'owner': owed to the agent; 'agent': to be sent to the owner
    hash            TEXT NOT NULL,
    issued_at       INTEGER NOT NULL,
    issued_by       TEXT NOT NULL REFERENCES person (id),
    seen_at         INTEGER,                          -- the owner acknowledged it
    seen_by         TEXT REFERENCES person (id),
    FOREIGN KEY (landlord_id, agreement_id) REFERENCES agreement (landlord_id, id),
    CHECK (from_month <= to_month),
    CHECK (net_cents = CASE collects WHEN 'owner' THEN fee_cents + vat_cents
                       ELSE collected_cents - fee_cents - vat_cents - expenses_cents END),
    UNIQUE (landlord_id, id),
    UNIQUE (landlord_id, number)
) STRICT;
-- Each month is stated once.
CREATE TABLE remittance_month (
    landlord_id   TEXT NOT NULL,
    agent_id      TEXT NOT NULL,
    month         TEXT NOT NULL,
    remittance_id TEXT NOT NULL,
    PRIMARY KEY (landlord_id, agent_id, month),
    FOREIGN KEY (landlord_id, remittance_id) REFERENCES remittance (landlord_id, id)
) STRICT;
-- A lease's line, with the names as they were.
CREATE TABLE remittance_row (
    landlord_id     TEXT NOT NULL,
    remittance_id   TEXT NOT NULL,
    place           INTEGER NOT NULL,
    lease_id        TEXT NOT NULL,
    property        TEXT NOT NULL,
    unit            TEXT NOT NULL,
    tenant          TEXT NOT NULL,
    collected_cents INTEGER NOT NULL,
    counted_cents   INTEGER NOT NULL,
    fee_cents       INTEGER NOT NULL,
    PRIMARY KEY (remittance_id, place),
    FOREIGN KEY (landlord_id, remittance_id) REFERENCES remittance (landlord_id, id),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id)
) STRICT;
-- Which money a statement counted: each shilling once (sign 1), and once taken back when its payment was undone (-1).
CREATE TABLE remittance_item (
    landlord_id   TEXT NOT NULL,
    remittance_id TEXT NOT NULL,
    agent_id      TEXT NOT NULL,
    allocation_id INTEGER NOT NULL REFERENCES allocation (id),
    sign          INTEGER NOT NULL CHECK (sign IN (1, -1)),
    cents         INTEGER NOT NULL CHECK (cents * sign > 0),
    PRIMARY KEY (agent_id, allocation_id, sign),
    FOREIGN KEY (landlord_id, remittance_id) REFERENCES remittance (landlord_id, id)
) STRICT;
CREATE INDEX remittance_item_of ON remittance_item (remittance_id);
-- What was paid out for the houses in that time.
CREATE TABLE remittance_expense (
    landlord_id   TEXT NOT NULL,
    remittance_id TEXT NOT NULL,
    agent_id      TEXT NOT NULL,
    money_out_id  TEXT NOT NULL,
    what          TEXT NOT NULL,
    cents         INTEGER NOT NULL CHECK (cents > 0),
    PRIMARY KEY (agent_id, money_out_id),
    FOREIGN KEY (landlord_id, remittance_id) REFERENCES remittance (landlord_id, id)
) STRICT;
CREATE INDEX remittance_expense_of ON remittance_expense (remittance_id);
-- How it was settled, once: by a payout of here, or by hand.
CREATE TABLE remittance_settlement (
    remittance_id TEXT PRIMARY KEY,
    landlord_id   TEXT NOT NULL,
    how           TEXT NOT NULL CHECK (how IN ('payout', 'hand')),
    request_id    TEXT UNIQUE,
    note          TEXT,
    at            INTEGER NOT NULL,
    by            TEXT NOT NULL REFERENCES person (id),
    CHECK ((how = 'payout') = (request_id IS NOT NULL)),
    FOREIGN KEY (landlord_id, remittance_id) REFERENCES remittance (landlord_id, id)
) STRICT;

CREATE TRIGGER remittance_stays BEFORE DELETE ON remittance BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_kept BEFORE UPDATE ON remittance
WHEN OLD.seen_at IS NOT NULL OR NEW.seen_at IS NULL OR NEW.hash <> OLD.hash OR NEW.id <> OLD.id OR NEW.landlord_id <> OLD.landlord_id
  OR NEW.agent_id <> OLD.agent_id OR NEW.number <> OLD.number OR NEW.from_month <> OLD.from_month OR NEW.to_month <> OLD.to_month
  OR NEW.collected_cents <> OLD.collected_cents OR NEW.counted_cents <> OLD.counted_cents OR NEW.units <> OLD.units
  OR NEW.fee_cents <> OLD.fee_cents OR NEW.vat_cents <> OLD.vat_cents OR NEW.expenses_cents <> OLD.expenses_cents
  OR NEW.net_cents <> OLD.net_cents OR NEW.collects <> OLD.collects OR NEW.agreement_id <> OLD.agreement_id
  OR NEW.issued_at <> OLD.issued_at OR NEW.issued_by <> OLD.issued_by
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_row_kept BEFORE UPDATE ON remittance_row BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_row_stays BEFORE DELETE ON remittance_row BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_item_kept BEFORE UPDATE ON remittance_item BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_item_stays BEFORE DELETE ON remittance_item BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_expense_kept BEFORE UPDATE ON remittance_expense BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_expense_stays BEFORE DELETE ON remittance_expense BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_month_kept BEFORE UPDATE ON remittance_month BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_month_stays BEFORE DELETE ON remittance_month BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_settlement_kept BEFORE UPDATE ON remittance_settlement BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER remittance_settlement_stays BEFORE DELETE ON remittance_settlement BEGIN SELECT raise(ABORT, 'append-only'); END;
