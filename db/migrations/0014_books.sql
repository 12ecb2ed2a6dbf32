-- Books that an auditor reads: money that came by other ways than M-Pesa, the day for which a posting counts, and months that
-- are closed.

-- ------------------------------------------------------------------------------------------------ the chart of accounts

-- What an account is to an accountant; holds_money: money really is there (7, invariants).
ALTER TABLE account_kind ADD COLUMN class TEXT NOT NULL DEFAULT 'asset'
    CHECK (class IN ('asset', 'liability', 'equity', 'income', 'expense'));
ALTER TABLE account_kind ADD COLUMN holds_money INTEGER NOT NULL DEFAULT 0 CHECK (holds_money IN (0, 1));
INSERT INTO account_kind (name, class, holds_money) VALUES
    ('cash', 'asset', 1), ('cheque', 'asset', 1), ('bank', 'asset', 1), ('opening', 'equity', 0);
UPDATE account_kind SET holds_money = 1 WHERE name = 'mpesa';
UPDATE account_kind SET class = 'liability' WHERE name IN ('deposits', 'unallocated');
UPDATE account_kind SET class = 'income' WHERE name IN ('income', 'test_income');
UPDATE account_kind SET class = 'expense' WHERE name = 'expense';
UPDATE account_kind SET class = 'equity' WHERE name = 'drawings';

-- --------------------------------------------------------------------------------------------------------------- rails

-- By which way money came: M-Pesa, cash in somebody's hand, a cheque, a bank account. It is also the kind of account that
-- holds it; `shortcode` is that account's detail: the paybill or till, the bank account's name, '' for cash. `ref` is what the
-- bank or the cheque calls it: not unique, as receipt_no is.
ALTER TABLE money_in ADD COLUMN rail TEXT NOT NULL DEFAULT 'mpesa' CHECK (rail IN ('mpesa', 'cash', 'cheque', 'bank'));
ALTER TABLE money_in ADD COLUMN ref TEXT;
INSERT INTO money_channel VALUES ('manual'), ('statement');

CREATE TRIGGER money_in_rail_kept BEFORE UPDATE ON money_in
WHEN NEW.rail <> OLD.rail OR NEW.ref IS NOT OLD.ref
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- ------------------------------------------------------------------------------------------- days and closed months

-- The EAT day for which a posting counts: of money, when it was paid; otherwise when it was posted. Rows from before have none,
-- and count for the day they were posted on: ledger_line says so for all.
ALTER TABLE ledger_txn ADD COLUMN day TEXT CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

-- A landlord's books up to the end of `month` are closed: nothing is posted for a day in them any more, and what turns up later
-- counts for the day it is posted on. Append-only.
CREATE TABLE closed_month (
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    month       TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    closed_at   INTEGER NOT NULL,
    closed_by   TEXT NOT NULL,
    note        TEXT,
    PRIMARY KEY (landlord_id, month)
) STRICT;
CREATE TRIGGER closed_month_kept BEFORE UPDATE ON closed_month BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER closed_month_stays BEFORE DELETE ON closed_month BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER ledger_txn_month_is_open BEFORE INSERT ON ledger_txn
WHEN EXISTS (SELECT 1 FROM closed_month c WHERE c.landlord_id = NEW.landlord_id AND c.month >= substr(NEW.day, 1, 7))
BEGIN SELECT raise(ABORT, 'month closed'); END;

-- Each line of the books with its day and its account.
CREATE VIEW ledger_line AS
SELECT e.id, e.txn_id, e.landlord_id, e.amount_cents, a.id AS account_id, a.kind AS account, a.detail, k.class,
       t.kind, t.at, coalesce(t.day, date(t.at, 'unixepoch', '+3 hours')) AS day, t.bill_id, t.money_in_id, t.money_out_id,
       t.reverses, t.memo
FROM ledger_entry e
JOIN ledger_txn t ON t.id = e.txn_id
JOIN account a ON a.id = e.account_id
JOIN account_kind k ON k.name = a.kind;

-- ------------------------------------------------------------------------------------ rows as the program reads them

-- Money that came by itself is 'c2b', or 'manual' where it did not come by M-Pesa; that has no number of ours.
DROP VIEW movement_row;
DROP VIEW payment_row;
CREATE VIEW payment_row AS
SELECT p.id, 'stk' AS type, p.reference, p.purpose, p.landlord_id, p.lease_id, p.bill_id, p.business_type, p.shortcode,
       p.store_number, p.business_name, p.account_ref, p.phone, p.asked_cents, p.state, p.outcome, p.money_moved,
       p.result_code, p.result_desc, p.merchant_request_id, p.checkout_request_id, p.initiated_at, p.sent_at,
       p.expires_at, p.completed_at, p.confirmed_at, l.tenant_id, m.receipt_no AS mpesa_code,
       r.number AS receipt_number,
       (SELECT h.reason FROM hold h WHERE h.payment_id = p.id AND h.released_at IS NULL
         ORDER BY h.created_at DESC LIMIT 1) AS held,
       b.kind AS bill_kind, b.period AS bill_period, t.name AS tenant_name, u.label AS unit_label,
       pr.name AS property_name, NULL AS payer_name
FROM payment p
LEFT JOIN money_in m ON m.payment_id = p.id
LEFT JOIN receipt r ON r.money_in_id = m.id
LEFT JOIN bill b ON b.landlord_id = p.landlord_id AND b.id = p.bill_id
LEFT JOIN lease l ON l.landlord_id = p.landlord_id AND l.id = p.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id
UNION ALL
SELECT m.id, CASE m.rail WHEN 'mpesa' THEN 'c2b' ELSE 'manual' END, coalesce(m.receipt_no, m.ref, r.number, m.id), 'direct',
       m.landlord_id, s.lease_id, NULL, coalesce(a.business_type, m.rail),
       m.shortcode, a.store_number, coalesce(a.business_name, o.business_name), coalesce(m.bill_ref, m.ref, ''), m.phone,
       m.amount_cents,
       CASE WHEN v.id IS NULL THEN 'success' ELSE 'reversed' END, CASE WHEN v.id IS NULL THEN 'paid' ELSE 'reversed' END, 1,
       '0', NULL, NULL, NULL, m.recorded_at, NULL,
       m.recorded_at, m.recorded_at, m.recorded_at, l.tenant_id, m.receipt_no,
       r.number,
       NULL,
       NULL, NULL, t.name, u.label,
       pr.name, m.payer_name
FROM money_in m
JOIN landlord o ON o.id = m.landlord_id
LEFT JOIN receiving_account a ON a.landlord_id = m.landlord_id AND m.rail = 'mpesa' AND a.id =
     (SELECT x.id FROM receiving_account x WHERE x.landlord_id = m.landlord_id AND x.shortcode = m.shortcode
       ORDER BY CASE x.state WHEN 'active' THEN 0 WHEN 'inactive' THEN 1 ELSE 2 END, x.created_at DESC LIMIT 1)
JOIN ledger_txn g ON g.money_in_id = m.id AND g.kind = 'receive'
LEFT JOIN ledger_txn v ON v.reverses = g.id
LEFT JOIN receipt r ON r.money_in_id = m.id
LEFT JOIN assignment s ON s.id = (SELECT max(x.id) FROM assignment x WHERE x.money_in_id = m.id
                                     AND (x.ended_at IS NULL OR v.id IS NOT NULL))
LEFT JOIN lease l ON l.landlord_id = s.landlord_id AND l.id = s.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id
WHERE m.payment_id IS NULL;

CREATE VIEW movement_row AS
SELECT * FROM payment_row
UNION ALL
SELECT q.id, q.api, coalesce(q.result_receipt, q.originator_id), q.purpose, q.landlord_id, q.lease_id, q.bill_id, a.business_type,
       q.shortcode, a.store_number, a.business_name, coalesce(q.account_ref, ''), coalesce(q.party, ''), q.amount_cents,
       CASE q.state WHEN 'awaiting_approval' THEN 'pending' WHEN 'sending' THEN 'pending' WHEN 'sent' THEN 'processing'
                    WHEN 'rejected' THEN 'failed' WHEN 'unknown' THEN 'timeout' ELSE q.state END,
       q.verdict, CASE q.state WHEN 'success' THEN 1 WHEN 'failed' THEN 0 WHEN 'rejected' THEN 0 WHEN 'pending' THEN 0
                               WHEN 'awaiting_approval' THEN 0 END,
       q.result_code, q.result_desc, NULL, q.conversation_id, q.requested_at, q.sent_at,
       q.requested_at, q.completed_at, q.completed_at, l.tenant_id, q.result_receipt,
       NULL,
       NULL,
       NULL, NULL, t.name, u.label,
       pr.name, q.party_name
FROM mpesa_request q
JOIN request_api w ON w.name = q.api AND w.money = 1
JOIN receiving_account a ON a.landlord_id = q.landlord_id AND a.id = q.receiving_account_id
LEFT JOIN lease l ON l.landlord_id = q.landlord_id AND l.id = q.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id;
