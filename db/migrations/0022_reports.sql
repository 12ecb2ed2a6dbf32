-- Reports: what a property is let for, what allocations did to the books day by day, the tax on rent, and who took what home.

-- Residential rent is taxed each month (tax_rate); rent of shops and offices is not.
ALTER TABLE property ADD COLUMN use TEXT NOT NULL DEFAULT 'residential' CHECK (use IN ('residential', 'commercial'));

-- The landlord is looked up by his accounts, of which there are few, and not in every line of the books.
DROP VIEW ledger_line;
CREATE VIEW ledger_line AS
SELECT e.id, e.txn_id, a.landlord_id, e.amount_cents, a.id AS account_id, a.kind AS account, a.detail, k.class,
       t.kind, t.at, coalesce(t.day, date(t.at, 'unixepoch', '+3 hours')) AS day, t.bill_id, t.money_in_id, t.money_out_id,
       t.reverses, t.memo
FROM ledger_entry e
JOIN ledger_txn t ON t.id = e.txn_id
JOIN account a ON a.id = e.account_id
JOIN account_kind k ON k.name = a.kind;

-- What money did to bills, with the day for which it counts: that of the money when it found its bill at once, otherwise the
-- day on which it was given to the bill, as a credit that is used later was. What ended is there twice, and adds up to nothing.
-- What was owed from before RentEase is a kind of its own.
CREATE VIEW allocation_line AS
WITH line AS (
    SELECT x.landlord_id, x.money_in_id, x.bill_id, x.cents,
           CASE WHEN x.made_at <= m.recorded_at + 1 AND b.created_at <= m.recorded_at + 1
                THEN (SELECT coalesce(t.day, date(t.at, 'unixepoch', '+3 hours')) FROM ledger_txn t
                       WHERE t.money_in_id = m.id AND t.kind = 'receive')
                ELSE date(x.made_at, 'unixepoch', '+3 hours') END AS day
    FROM allocation x
    JOIN money_in m ON m.id = x.money_in_id
    JOIN bill b ON b.id = x.bill_id
    UNION ALL
    SELECT x.landlord_id, x.money_in_id, x.bill_id, -x.cents, date(x.ended_at, 'unixepoch', '+3 hours')
    FROM allocation x
    WHERE x.ended_at IS NOT NULL
)
SELECT n.landlord_id, n.money_in_id, n.bill_id, b.lease_id,
       CASE WHEN b.kind = 'other' AND EXISTS (SELECT 1 FROM opening_balance o WHERE o.bill_id = b.id) THEN 'opening'
            ELSE b.kind END AS kind,
       b.period, n.cents, n.day, m.rail
FROM line n
JOIN bill b ON b.id = n.bill_id
JOIN money_in m ON m.id = n.money_in_id;

-- Taxes whose rate is a matter of dates: in force from a day until the next row's. `rate_bp` is in hundredths of a per cent;
-- due on that day of the month after; only for who receives from `least_cents` to `most_cents` in a calendar year. Rows are
-- never changed: a correction is a newer row for the same day.
CREATE TABLE tax_rate (
    id          INTEGER PRIMARY KEY,
    tax         TEXT NOT NULL CHECK (tax IN ('mri')),
    from_day    TEXT NOT NULL CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    rate_bp     INTEGER NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    least_cents INTEGER NOT NULL CHECK (least_cents >= 0),
    most_cents  INTEGER NOT NULL CHECK (most_cents > least_cents),
    due_day     INTEGER NOT NULL CHECK (due_day BETWEEN 1 AND 28),
    source      TEXT NOT NULL CHECK (length(source) > 0),
    noted_on    TEXT NOT NULL CHECK (noted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    noted_by    TEXT REFERENCES person (id)           -- NULL: came with RentEase
) STRICT;
CREATE INDEX tax_rate_from ON tax_rate (tax, from_day DESC, id DESC);
CREATE TRIGGER tax_rate_kept BEFORE UPDATE ON tax_rate BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER tax_rate_stays BEFORE DELETE ON tax_rate BEGIN SELECT raise(ABORT, 'append-only'); END;
INSERT INTO tax_rate (tax, from_day, rate_bp, least_cents, most_cents, due_day, source, noted_on) VALUES
    ('mri', '2016-01-01', 1000, 14400000, 1000000000, 20, 'Income Tax Act s. 6A, Finance Act 2015', '2026-11-30'),
    ('mri', '2021-01-01', 1000, 28800000, 1500000000, 20, 'Income Tax Act s. 6A, Finance Act 2020', '2026-11-30'),
    ('mri', '2024-01-01', 750, 28800000, 1500000000, 20, 'Income Tax Act s. 6A, Finance Act 2023', '2026-11-30');

-- A file of a landlord's books that somebody took home: the limit counts these rows, and they tell who saw what. One without
-- an end is being made, or its worker died over it.
CREATE TABLE report_export (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    tenant_id   TEXT,                                 -- a tenant's own statement: counted apart from the landlord's files
    person_id   TEXT,
    name        TEXT NOT NULL,
    format      TEXT NOT NULL CHECK (format IN ('csv', 'pdf')),
    began_at    INTEGER NOT NULL,
    ended_at    INTEGER CHECK (ended_at >= began_at),
    FOREIGN KEY (landlord_id, tenant_id) REFERENCES tenant (landlord_id, id)
) STRICT;
CREATE INDEX report_export_recent ON report_export (landlord_id, began_at);
CREATE TRIGGER report_export_stays BEFORE DELETE ON report_export BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER report_export_kept BEFORE UPDATE ON report_export
WHEN OLD.ended_at IS NOT NULL OR NEW.landlord_id <> OLD.landlord_id OR NEW.tenant_id IS NOT OLD.tenant_id
  OR NEW.person_id IS NOT OLD.person_id OR NEW.name <> OLD.name OR NEW.format <> OLD.format OR NEW.began_at <> OLD.began_at
BEGIN SELECT raise(ABORT, 'append-only'); END;
