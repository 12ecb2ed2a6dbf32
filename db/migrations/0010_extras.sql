-- Services of Daraja that need a contract of their own with Safaricom, and are off unless DARAJA_EXTRAS names them: standing orders
-- (Ratiba), Bill Manager, prompts to a business's till (B2B express), and whether a SIM card was changed (daraja.md 14, 15).

INSERT INTO request_api VALUES ('ratiba', 0), ('express', 0), ('simswap', 0), ('billmanager', 0);
INSERT INTO money_channel VALUES ('express'), ('billmanager');

-- A tenant's word to M-PESA to pay his rent each month. Its payments come as direct ones.
CREATE TABLE standing_order (
    request_id  TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    lease_id    TEXT NOT NULL,
    name        TEXT NOT NULL,                        -- as M-PESA shows it to the payer; unique for him
    start_date  TEXT NOT NULL,
    end_date    TEXT NOT NULL,
    ended_at    INTEGER,                              -- the tenant says that he has ended it on his phone
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    CHECK (end_date > start_date)
) STRICT;
CREATE INDEX standing_order_lease ON standing_order (landlord_id, lease_id);

CREATE TABLE sim_check (
    request_id  TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    phone       TEXT NOT NULL,
    swapped     INTEGER CHECK (swapped IN (0, 1)),    -- NULL: nothing readable was said
    swapped_at  INTEGER,
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id)
) STRICT;
CREATE INDEX sim_check_phone ON sim_check (landlord_id, phone);

-- What a request to Bill Manager is about, and what opting in gave: the app key, sealed (AAD "bill_manager|request").
CREATE TABLE bill_manager (
    request_id   TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL,
    email        TEXT,
    contact      TEXT,
    reminders    INTEGER NOT NULL DEFAULT 1 CHECK (reminders IN (0, 1)),
    about        TEXT,                                -- the receipt that is acknowledged
    app_key      TEXT,
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id)
) STRICT;
