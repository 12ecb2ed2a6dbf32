-- Money that payers send by themselves to a paybill or till: C2B (daraja.md 6).

INSERT INTO money_channel VALUES ('c2b');
INSERT INTO account_kind VALUES ('unallocated');
INSERT INTO ledger_kind VALUES ('assign');

-- What the payer typed and how M-Pesa named him. `phone` holds the MSISDN as it was shown: clear, masked or hashed.
ALTER TABLE money_in ADD COLUMN bill_ref TEXT;
ALTER TABLE money_in ADD COLUMN payer_name TEXT;

-- Strict: unknown accounts and amounts that fit no bill are refused before money moves (C2B00012, C2B00013).
ALTER TABLE receiving_account ADD COLUMN c2b_strict INTEGER NOT NULL DEFAULT 0 CHECK (c2b_strict IN (0, 1));

-- One asking of Daraja to send direct payments of a shortcode to us. Its secret address is its own; an earlier address keeps
-- working, as in production only a person at Safaricom's portal can take it away.
CREATE TABLE c2b_registration (
    id                   TEXT PRIMARY KEY,
    landlord_id          TEXT NOT NULL,
    receiving_account_id TEXT NOT NULL,
    shortcode            TEXT NOT NULL,
    version              TEXT NOT NULL CHECK (version IN ('v1', 'v2')),
    state                TEXT NOT NULL DEFAULT 'pending' CHECK (state IN
                             ('pending', 'sending', 'registered', 'already', 'refused', 'unknown')),
    secret_hash          TEXT UNIQUE,
    asked_by             TEXT,
    asked_at             INTEGER NOT NULL,
    sent_at              INTEGER,
    answered_at          INTEGER,
    code                 TEXT,
    said                 TEXT,
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX c2b_registration_account ON c2b_registration (landlord_id, receiving_account_id, asked_at DESC);
CREATE UNIQUE INDEX c2b_registration_one ON c2b_registration (receiving_account_id) WHERE state IN ('pending', 'sending');

-- Every movement of a landlord: prompts as before, and money that came by itself, which has no prompt and no bill.
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
SELECT m.id, 'c2b', coalesce(m.receipt_no, m.id), 'direct', m.landlord_id, s.lease_id, NULL, a.business_type,
       m.shortcode, a.store_number, a.business_name, coalesce(m.bill_ref, ''), m.phone, m.amount_cents,
       'success', 'paid', 1,
       '0', NULL, NULL, NULL, m.recorded_at, NULL,
       m.recorded_at, m.recorded_at, m.recorded_at, l.tenant_id, m.receipt_no,
       r.number,
       NULL,
       NULL, NULL, t.name, u.label,
       pr.name, m.payer_name
FROM money_in m
JOIN receiving_account a ON a.landlord_id = m.landlord_id AND a.id =
     (SELECT x.id FROM receiving_account x WHERE x.landlord_id = m.landlord_id AND x.shortcode = m.shortcode
       ORDER BY CASE x.state WHEN 'active' THEN 0 WHEN 'inactive' THEN 1 ELSE 2 END, x.created_at DESC LIMIT 1)
LEFT JOIN receipt r ON r.money_in_id = m.id
LEFT JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL
LEFT JOIN lease l ON l.landlord_id = s.landlord_id AND l.id = s.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id
WHERE m.payment_id IS NULL;
