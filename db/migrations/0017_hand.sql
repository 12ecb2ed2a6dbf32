-- Money that does not come by M-Pesa: entries by hand, what was owed, paid ahead or held before RentEase, and deposits that
-- are settled.

-- ------------------------------------------------------------------------------------------------ rails that are no money

-- 'opening': paid ahead before RentEase. 'deposits': taken from a deposit that is held, to pay a bill. Neither reached an account
-- of ours: what such a row adds to a lease is taken from the account of its rail's name, and from no cash or bank. SQLite changes
-- no CHECK, so the column is made anew; legacy_alter_table, as other views and triggers speak of it meanwhile.
DROP TRIGGER money_in_rail_kept;
PRAGMA legacy_alter_table = ON;
ALTER TABLE money_in ADD COLUMN kept_rail TEXT;
UPDATE money_in SET kept_rail = rail;
ALTER TABLE money_in DROP COLUMN rail;
ALTER TABLE money_in ADD COLUMN rail TEXT NOT NULL DEFAULT 'mpesa'
    CHECK (rail IN ('mpesa', 'cash', 'cheque', 'bank', 'opening', 'deposits'));
UPDATE money_in SET rail = kept_rail;
ALTER TABLE money_in DROP COLUMN kept_rail;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER money_in_rail_kept BEFORE UPDATE ON money_in
WHEN NEW.rail <> OLD.rail OR NEW.ref IS NOT OLD.ref
BEGIN SELECT raise(ABORT, 'append-only'); END;

INSERT INTO money_channel VALUES ('opening'), ('deposit');
INSERT INTO ledger_kind VALUES ('opening'), ('transfer'), ('settle');

-- ----------------------------------------------------------------------------------------------------- opening balances

-- What a lease brought with it into RentEase: owed (a bill), or paid ahead (money_in on the rail 'opening'), and the deposit that
-- was held already. Once for each lease; undone with a reason, after which it may be set anew.
CREATE TABLE opening_balance (
    id            TEXT PRIMARY KEY,
    landlord_id   TEXT NOT NULL,
    lease_id      TEXT NOT NULL,
    as_of         TEXT NOT NULL,                      -- the day for which it counts
    balance_cents INTEGER NOT NULL,                   -- above 0: owed; below: paid ahead
    deposit_cents INTEGER NOT NULL CHECK (deposit_cents >= 0),
    bill_id       TEXT UNIQUE,
    money_in_id   TEXT UNIQUE,
    deposit_txn   INTEGER UNIQUE REFERENCES ledger_txn (id),
    note          TEXT,
    set_by        TEXT NOT NULL,
    set_at        INTEGER NOT NULL,
    undone_by     TEXT,
    undone_at     INTEGER,
    undone_reason TEXT,
    CHECK (balance_cents <> 0 OR deposit_cents > 0),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX opening_once ON opening_balance (lease_id) WHERE undone_at IS NULL;
CREATE TRIGGER opening_stays BEFORE DELETE ON opening_balance BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER opening_kept BEFORE UPDATE ON opening_balance
WHEN OLD.undone_at IS NOT NULL OR NEW.lease_id <> OLD.lease_id OR NEW.balance_cents <> OLD.balance_cents
  OR NEW.deposit_cents <> OLD.deposit_cents OR NEW.bill_id IS NOT OLD.bill_id OR NEW.money_in_id IS NOT OLD.money_in_id
  OR NEW.deposit_txn IS NOT OLD.deposit_txn OR NEW.as_of <> OLD.as_of
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- ------------------------------------------------------------------------------------------------------------- deposits

-- The lines of the deposits accounts, by lease. Books from before kept them in one account: there the bill or the payout tells.
CREATE VIEW deposit_line AS
SELECT e.id, e.txn_id, e.landlord_id, e.amount_cents, t.at, t.kind, t.memo,
       coalesce(nullif(a.detail, ''), b.lease_id, o.lease_id) AS lease_id
FROM account a
JOIN ledger_entry e ON e.account_id = a.id
JOIN ledger_txn t ON t.id = e.txn_id
LEFT JOIN bill b ON b.landlord_id = t.landlord_id AND b.id = t.bill_id
LEFT JOIN money_out o ON o.landlord_id = t.landlord_id AND o.id = t.money_out_id
WHERE a.kind = 'deposits';

-- ------------------------------------------------------------------------------------------- where money lies that is no M-Pesa

-- A bank account of the landlord's. Its name is the detail of its account in the ledger, so it is never changed.
CREATE TABLE bank_account (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 40),
    number      TEXT,
    added_by    TEXT NOT NULL,
    added_at    INTEGER NOT NULL,
    UNIQUE (landlord_id, id),
    UNIQUE (landlord_id, name)
) STRICT;
CREATE TRIGGER bank_account_kept BEFORE UPDATE ON bank_account BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER bank_account_stays BEFORE DELETE ON bank_account BEGIN SELECT raise(ABORT, 'append-only'); END;

-- Money moved between cash, a bank account and the owner's own pocket. Append-only: a wrong one is moved back.
CREATE TABLE transfer (
    id           TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL REFERENCES landlord (id),
    from_kind    TEXT NOT NULL CHECK (from_kind IN ('cash', 'bank', 'drawings')),
    from_detail  TEXT NOT NULL,
    to_kind      TEXT NOT NULL CHECK (to_kind IN ('cash', 'bank', 'drawings')),
    to_detail    TEXT NOT NULL,
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
    moved_on     TEXT NOT NULL,
    note         TEXT,
    key          TEXT NOT NULL,
    made_by      TEXT NOT NULL,
    made_at      INTEGER NOT NULL,
    txn_id       INTEGER NOT NULL UNIQUE REFERENCES ledger_txn (id),
    CHECK (from_kind <> to_kind OR from_detail <> to_detail),
    UNIQUE (landlord_id, id),
    UNIQUE (made_by, key)
) STRICT;
CREATE INDEX transfer_list ON transfer (landlord_id, made_at DESC, id);
CREATE TRIGGER transfer_kept BEFORE UPDATE ON transfer BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER transfer_stays BEFORE DELETE ON transfer BEGIN SELECT raise(ABORT, 'append-only'); END;

-- ------------------------------------------------------------------------------------------------------ entries by hand

-- Money that somebody of the landlord's side says he has received. While it waits it is in no book; approved, it is a row of
-- money_in. What was received never changes; a cheque is in hand until it is cleared, and may bounce before or after that.
CREATE TABLE entry (
    id              TEXT PRIMARY KEY,
    landlord_id     TEXT NOT NULL,
    lease_id        TEXT NOT NULL,
    bill_id         TEXT,                             -- the bill that was meant; NULL: oldest due first
    rail            TEXT NOT NULL CHECK (rail IN ('cash', 'cheque', 'bank')),
    amount_cents    INTEGER NOT NULL CHECK (amount_cents > 0),
    received_on     TEXT NOT NULL,
    ref             TEXT,                             -- the cheque's number, the bank's reference
    bank_account_id TEXT,                             -- a deposit went there
    cheque_bank     TEXT,
    cheque_date     TEXT,
    note            TEXT,
    key             TEXT NOT NULL,
    made_by         TEXT NOT NULL,
    made_role       TEXT NOT NULL,
    made_at         INTEGER NOT NULL,
    state           TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'rejected')),
    decided_by      TEXT,
    decided_at      INTEGER,
    reason          TEXT,                             -- of a rejection
    money_in_id     TEXT UNIQUE,
    cleared_account TEXT,
    cleared_by      TEXT,
    cleared_at      INTEGER,
    bounced_by      TEXT,
    bounced_at      INTEGER,
    charge_bill_id  TEXT,
    undone_by       TEXT,
    undone_at       INTEGER,
    undone_reason   TEXT,                             -- of a bounce, too
    CHECK ((rail = 'bank') = (bank_account_id IS NOT NULL)),
    CHECK (rail <> 'cheque' OR ref IS NOT NULL),
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK (state <> 'approved' OR decided_by IS NOT NULL),
    CHECK (state = 'approved' OR money_in_id IS NULL),
    CHECK (rail = 'cheque' OR (cleared_at IS NULL AND bounced_at IS NULL)),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, charge_bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, bank_account_id) REFERENCES bank_account (landlord_id, id),
    FOREIGN KEY (landlord_id, cleared_account) REFERENCES bank_account (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    UNIQUE (landlord_id, id),
    UNIQUE (made_by, key)
) STRICT;
CREATE INDEX entry_list ON entry (landlord_id, made_at DESC, id);
CREATE INDEX entry_waiting ON entry (landlord_id) WHERE state = 'waiting';
CREATE INDEX entry_lease ON entry (landlord_id, lease_id, received_on);
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER entry_kept BEFORE UPDATE ON entry
WHEN NEW.id <> OLD.id OR NEW.landlord_id <> OLD.landlord_id OR NEW.lease_id <> OLD.lease_id OR NEW.bill_id IS NOT OLD.bill_id
  OR NEW.rail <> OLD.rail OR NEW.amount_cents <> OLD.amount_cents OR NEW.received_on <> OLD.received_on
  OR NEW.ref IS NOT OLD.ref OR NEW.bank_account_id IS NOT OLD.bank_account_id OR NEW.made_by <> OLD.made_by
  OR NEW.made_at <> OLD.made_at OR (OLD.state <> 'waiting' AND NEW.state <> OLD.state)
  OR (OLD.money_in_id IS NOT NULL AND NEW.money_in_id IS NOT OLD.money_in_id)
  OR (OLD.undone_at IS NOT NULL AND NEW.undone_at IS NOT OLD.undone_at)
  OR (OLD.bounced_at IS NOT NULL AND NEW.bounced_at IS NOT OLD.bounced_at)
  OR (OLD.cleared_at IS NOT NULL AND NEW.cleared_at IS NOT OLD.cleared_at)
BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE VIEW entry_row AS
SELECT e.*, CASE WHEN e.bounced_at IS NOT NULL THEN 'bounced' WHEN e.undone_at IS NOT NULL THEN 'undone' ELSE e.state END AS status,
       k.name AS account_name, c.name AS cleared_name, l.tenant_id, t.name AS tenant_name, u.label AS unit_label,
       p.name AS property_name, m.name AS made_name, d.name AS decided_name, x.name AS cleared_by_name,
       coalesce(y.name, z.name) AS ended_name, r.number AS receipt_number, b.kind AS bill_kind, b.period AS bill_period
FROM entry e
JOIN lease l ON l.landlord_id = e.landlord_id AND l.id = e.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
LEFT JOIN bill b ON b.landlord_id = e.landlord_id AND b.id = e.bill_id
LEFT JOIN bank_account k ON k.id = e.bank_account_id
LEFT JOIN bank_account c ON c.id = e.cleared_account
LEFT JOIN person m ON m.id = e.made_by
LEFT JOIN person d ON d.id = e.decided_by
LEFT JOIN person x ON x.id = e.cleared_by
LEFT JOIN person y ON y.id = e.bounced_by
LEFT JOIN person z ON z.id = e.undone_by
LEFT JOIN receipt r ON r.money_in_id = e.money_in_id;

-- ------------------------------------------------------------------------------------------------ a deposit is settled

-- What becomes of a deposit when a tenant moves out: a draft that may still be changed, then final. Once for each lease.
CREATE TABLE deposit_settlement (
    id             TEXT PRIMARY KEY,
    landlord_id    TEXT NOT NULL,
    lease_id       TEXT NOT NULL UNIQUE,
    state          TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'final')),
    note           TEXT,
    made_by        TEXT NOT NULL,
    made_at        INTEGER NOT NULL,
    held_cents     INTEGER,                           -- when it became final
    returned_cents INTEGER,
    returned_by    TEXT CHECK (returned_by IN ('mpesa', 'cash', 'bank', 'cheque', 'owner')), -- NULL: nothing was left
    returned_from  TEXT,                              -- the bank account's name for bank and cheque
    returned_ref   TEXT,
    request_id     TEXT UNIQUE,                       -- the payout, for mpesa
    deducted_txn   INTEGER UNIQUE REFERENCES ledger_txn (id),
    returned_txn   INTEGER UNIQUE REFERENCES ledger_txn (id),
    final_by       TEXT,
    final_at       INTEGER,
    CHECK ((state = 'final') = (final_at IS NOT NULL)),
    CHECK (state = 'draft' OR (held_cents IS NOT NULL AND returned_cents >= 0)),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE TRIGGER deposit_settlement_stays BEFORE DELETE ON deposit_settlement BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER deposit_settlement_kept BEFORE UPDATE ON deposit_settlement
WHEN OLD.state = 'final'
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- One line of it: an unpaid bill that the deposit pays, or a deduction with its words.
CREATE TABLE deposit_item (
    settlement_id TEXT NOT NULL,
    place         INTEGER NOT NULL,
    landlord_id   TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('bill', 'repairs', 'cleaning', 'other')),
    words         TEXT NOT NULL,                      -- '' for a bill
    cents         INTEGER NOT NULL CHECK (cents > 0),
    bill_id       TEXT,
    money_in_id   TEXT UNIQUE,                        -- what paid the bill, once it is final
    PRIMARY KEY (settlement_id, place),
    CHECK ((kind = 'bill') = (bill_id IS NOT NULL)),
    FOREIGN KEY (landlord_id, settlement_id) REFERENCES deposit_settlement (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id)
) STRICT;
CREATE TRIGGER deposit_item_kept BEFORE UPDATE ON deposit_item
WHEN (SELECT state FROM deposit_settlement WHERE id = OLD.settlement_id) = 'final'
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER deposit_item_stays BEFORE DELETE ON deposit_item
WHEN (SELECT state FROM deposit_settlement WHERE id = OLD.settlement_id) = 'final'
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER deposit_item_is_draft BEFORE INSERT ON deposit_item
WHEN (SELECT state FROM deposit_settlement WHERE id = NEW.settlement_id) = 'final'
BEGIN SELECT raise(ABORT, 'append-only'); END;
