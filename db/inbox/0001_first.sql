-- inbox.db: the only thing `hooks` can write, and all it can do is add.
--
-- One row is one body that reached a callback address, kept before it was answered. AUTOINCREMENT keeps ids rising
-- in the order of the commits: the gateway judges every row above the last it judged.
CREATE TABLE hook_inbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,                     -- UTC milliseconds
    kind        TEXT NOT NULL CHECK (kind IN ('stk', 'timeout', 'result', 'validation', 'confirmation', 'claim')),
    secret_hash TEXT,                                 -- SHA-256 of the secret in the address; NULL for a claim
    genuine     INTEGER NOT NULL CHECK (genuine IN (0, 1)), -- the secret carries our mark (threat-model.md 3.2)
    remote_addr TEXT NOT NULL,
    listed      INTEGER NOT NULL CHECK (listed IN (0, 1)),  -- the sender is on DARAJA_CALLBACK_IPS
    body        BLOB NOT NULL
) STRICT;

CREATE TRIGGER hook_inbox_kept BEFORE UPDATE ON hook_inbox BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER hook_inbox_stays BEFORE DELETE ON hook_inbox BEGIN SELECT raise(ABORT, 'append-only'); END;
