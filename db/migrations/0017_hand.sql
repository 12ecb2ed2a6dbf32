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
