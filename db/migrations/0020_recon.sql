-- Reconciling: what M-Pesa says against what the books say, by the clock and on demand; and the figures of closed months.

-- -------------------------------------------------------------------------------------------- what was listed in full

-- A stretch of time of which a pull has listed every payment to a number. Pulls overlap, so that stretches grow together; a
-- gap stays a gap. Written by the trigger below, as a pull that brought nothing new is forgotten.
CREATE TABLE pull_cover (
    receiving_account_id TEXT NOT NULL,
    landlord_id          TEXT NOT NULL,
    from_at              INTEGER NOT NULL,
    to_at                INTEGER NOT NULL,
    PRIMARY KEY (receiving_account_id, from_at),
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id),
    CHECK (to_at >= from_at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pull_covers AFTER UPDATE OF state ON pull_run WHEN NEW.state = 'done' AND OLD.state <> 'done'
BEGIN
    UPDATE pull_cover SET to_at = max(to_at, NEW.to_at)
     WHERE receiving_account_id = NEW.receiving_account_id AND from_at <= NEW.from_at AND to_at >= NEW.from_at;
    INSERT INTO pull_cover (receiving_account_id, landlord_id, from_at, to_at)
    SELECT NEW.receiving_account_id, NEW.landlord_id, NEW.from_at, NEW.to_at
     WHERE NOT EXISTS (SELECT 1 FROM pull_cover WHERE receiving_account_id = NEW.receiving_account_id
                        AND from_at <= NEW.from_at AND to_at >= NEW.to_at)
    ON CONFLICT (receiving_account_id, from_at) DO UPDATE SET to_at = max(to_at, excluded.to_at);
END;
INSERT INTO pull_cover (receiving_account_id, landlord_id, from_at, to_at)
SELECT receiving_account_id, landlord_id, from_at, max(to_at) FROM pull_run WHERE state = 'done' GROUP BY 1, 2, 3;

-- ------------------------------------------------------------------------------------------------------- reconciling

-- When a landlord's books are compared next, and who asked for it to be now.
CREATE TABLE recon_plan (
    landlord_id TEXT PRIMARY KEY REFERENCES landlord (id),
    next_at     INTEGER NOT NULL,
    asked_at    INTEGER,
    asked_by    TEXT
) STRICT;

-- One comparison. Those by the clock that found nothing new are forgotten when the next one is made.
CREATE TABLE recon_run (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    landlord_id  TEXT NOT NULL REFERENCES landlord (id),
    at           INTEGER NOT NULL,
    cause        TEXT NOT NULL CHECK (cause IN ('clock', 'person', 'command')),
    person_id    TEXT,
    from_at      INTEGER NOT NULL,                    -- balances and days since then were looked at; receipts all
    received     INTEGER NOT NULL DEFAULT 0,          -- payments by M-Pesa in the books since then
    in_cents     INTEGER NOT NULL DEFAULT 0,
    out_cents    INTEGER NOT NULL DEFAULT 0,
    listed       INTEGER NOT NULL DEFAULT 0,          -- payments that M-Pesa has listed since then
    listed_cents INTEGER NOT NULL DEFAULT 0,
    open         INTEGER NOT NULL DEFAULT 0,          -- differences that wait for a person
    appeared     INTEGER NOT NULL DEFAULT 0,
    resolved     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX recon_run_landlord ON recon_run (landlord_id, id DESC);

-- Something that does not agree. One row for each kind and subject: it closes itself when it is gone, is open again when it is
-- back, and what a person has explained stays closed as long as its figures are those that he explained.
CREATE TABLE recon_difference (
    id           TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL REFERENCES landlord (id),
    kind         TEXT NOT NULL,                       -- a kind of rent/recon_kind.h
    subject      TEXT NOT NULL,                       -- what it is about: a receipt, a row's id, a check
    shortcode    TEXT,
    ours_cents   INTEGER,                             -- what the books say; NULL: nothing
    theirs_cents INTEGER,                             -- what M-Pesa says; NULL: nothing
    code         TEXT,                                -- M-Pesa's code, or our reference
    about        TEXT,                                -- a name, a phone, a reason: one more word for the sentence
    at           INTEGER,                             -- when it happened
    target       TEXT,                                -- where to look: a name of rent/recon_kind.h, and the id there
    target_id    TEXT,
    first_seen   INTEGER NOT NULL,
    last_seen    INTEGER NOT NULL,
    last_run     INTEGER NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'resolved')),
    resolved_at  INTEGER,
    explained_at INTEGER,
    explained_by TEXT REFERENCES person (id),
    reason       TEXT,
    UNIQUE (landlord_id, kind, subject),
    UNIQUE (landlord_id, id),
    CHECK ((state = 'resolved') = (resolved_at IS NOT NULL)),
    CHECK (state <> 'explained' OR (explained_by IS NOT NULL AND reason IS NOT NULL))
) STRICT;
CREATE INDEX recon_difference_open ON recon_difference (landlord_id, state, first_seen DESC);
CREATE TRIGGER recon_difference_stays BEFORE DELETE ON recon_difference BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE INDEX money_in_like ON money_in (landlord_id, amount_cents, paid_at);
CREATE INDEX money_in_day ON money_in (landlord_id, shortcode, paid_at);
CREATE INDEX hold_waiting ON hold (landlord_id) WHERE released_at IS NULL;
CREATE INDEX hook_verdict_confirmations ON hook_verdict (landlord_id, receipt_no) WHERE kind = 'confirmation' AND verdict = 'waiting';

-- What M-Pesa has listed, by a pull or on a statement that somebody brought in: a receipt may stand here more than once. What came
-- from a bank, or to it, is no payment.
CREATE VIEW listed_money AS
SELECT p.landlord_id, a.shortcode, p.receipt_no, p.amount_cents, coalesce(p.paid_at, p.first_seen) AS paid_at, p.msisdn AS payer
FROM pulled_row p
JOIN receiving_account a ON a.landlord_id = p.landlord_id AND a.id = p.receiving_account_id
WHERE p.verdict <> 'not_expected' AND p.amount_cents > 0
UNION ALL
SELECT s.landlord_id, s.account, s.receipt_no, s.amount_cents, s.at, coalesce(s.payer, s.phone)
FROM statement_line s
WHERE s.rail = 'mpesa' AND s.amount_cents > 0 AND s.receipt_no IS NOT NULL AND s.verdict <> 'not_money';

-- And of which times it was listed in full: by pulls, and from the first line of a statement to its last.
CREATE VIEW listed_cover AS
SELECT c.landlord_id, a.shortcode, c.from_at, c.to_at
FROM pull_cover c
JOIN receiving_account a ON a.landlord_id = c.landlord_id AND a.id = c.receiving_account_id
UNION ALL
SELECT s.landlord_id, s.account, min(s.at), max(s.at) FROM statement_line s WHERE s.rail = 'mpesa' GROUP BY s.import_id;

-- What a balance check says lies in a number's accounts, all together: NULL where one of them is not told, or not in shillings.
-- What M-Pesa took as charges stands apart.
CREATE VIEW balance_total AS
SELECT c.landlord_id, c.shortcode, c.request_id, q.requested_at, coalesce(q.sent_at, q.requested_at) AS asked_at,
       coalesce(q.completed_at, c.at) AS told_at,
       CASE WHEN count(CASE WHEN f.kind <> 'charges' AND (coalesce(f.current_cents, f.available_cents) IS NULL OR f.currency NOT IN ('', 'KES'))
                            THEN 1 END) = 0
            THEN sum(CASE WHEN f.kind <> 'charges' THEN coalesce(f.current_cents, f.available_cents) END) END AS cents,
       coalesce(sum(CASE WHEN f.kind = 'charges' THEN coalesce(f.current_cents, f.available_cents) END), 0) AS charges_cents,
       (SELECT group_concat(n.name, '|') FROM (SELECT x.name FROM balance_figure x WHERE x.request_id = c.request_id ORDER BY x.name) n)
         AS accounts
FROM balance_check c
JOIN mpesa_request q ON q.landlord_id = c.landlord_id AND q.id = c.request_id
LEFT JOIN balance_figure f ON f.request_id = c.request_id
GROUP BY c.request_id;

-- What moved on a number by the books, at the time at which M-Pesa moved it; what was given back, when that was posted.
CREATE VIEW mpesa_movement AS
SELECT e.landlord_id, a.detail AS shortcode, e.amount_cents,
       CASE WHEN t.reverses IS NOT NULL THEN t.at ELSE coalesce(i.paid_at, o.paid_at, t.at) END AS at
FROM account a
JOIN ledger_entry e ON e.landlord_id = a.landlord_id AND e.account_id = a.id
JOIN ledger_txn t ON t.id = e.txn_id
LEFT JOIN money_in i ON i.id = t.money_in_id
LEFT JOIN money_out o ON o.id = t.money_out_id
WHERE a.kind = 'mpesa';

-- ------------------------------------------------------------------------------------------------------ closed months

-- The figures of a month as they stood when it was closed: 'billed', 'received.mpesa', 'account.ID' (its balance at the end), …
-- `kept`: the ledger must say the same for ever. Append-only, and hashed into the line of the audit that tells of the closing.
CREATE TABLE closed_figure (
    landlord_id TEXT NOT NULL,
    month       TEXT NOT NULL,
    name        TEXT NOT NULL,
    cents       INTEGER NOT NULL,
    kept        INTEGER NOT NULL CHECK (kept IN (0, 1)),
    PRIMARY KEY (landlord_id, month, name),
    FOREIGN KEY (landlord_id, month) REFERENCES closed_month (landlord_id, month)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER closed_figure_kept BEFORE UPDATE ON closed_figure BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER closed_figure_stays BEFORE DELETE ON closed_figure BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE INDEX ledger_txn_landlord ON ledger_txn (landlord_id, id);
