-- QR codes that the M-PESA app reads, with number, account and amount filled in (daraja.md 12). They are pictures made by
-- Daraja, asked for when a page first shows one, and made anew when they were thrown away.

CREATE TABLE qr_code (
    id                   TEXT PRIMARY KEY,
    landlord_id          TEXT NOT NULL REFERENCES landlord (id),
    receiving_account_id TEXT NOT NULL,
    shortcode            TEXT NOT NULL,
    account              TEXT NOT NULL,                -- what the payer would type; for a till only our own reference
    amount_cents         INTEGER NOT NULL CHECK (amount_cents > 0 AND amount_cents % 100 = 0),
    state                TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'ready', 'failed')),
    reason               TEXT CHECK (reason IN ('refused', 'keys', 'no_answer', 'no_picture')),
    asked_at             INTEGER NOT NULL,
    send_after           INTEGER NOT NULL DEFAULT 0,
    sends                INTEGER NOT NULL DEFAULT 0,   -- since it was last asked for
    ended_at             INTEGER,
    code                 TEXT,
    said                 TEXT,                         -- Daraja's words for a failure
    png                  BLOB CHECK (length(png) <= 65536),
    CHECK ((state = 'ready') = (png IS NOT NULL)),
    CHECK ((state = 'failed') = (reason IS NOT NULL)),
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id),
    UNIQUE (landlord_id, receiving_account_id, account, amount_cents),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX qr_code_to_send ON qr_code (send_after) WHERE state = 'pending';
CREATE INDEX qr_code_under_way ON qr_code (id) WHERE state = 'sending';
CREATE INDEX qr_code_age ON qr_code (asked_at);

-- On whose bills a code has stood: that tenant may see it.
CREATE TABLE qr_lease (
    landlord_id TEXT NOT NULL,
    qr_id       TEXT NOT NULL,
    lease_id    TEXT NOT NULL,
    PRIMARY KEY (qr_id, lease_id),
    FOREIGN KEY (landlord_id, qr_id) REFERENCES qr_code (landlord_id, id) ON DELETE CASCADE,
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id)
) STRICT;
