-- Lists that people bring along: books from elsewhere, and statements of the accounts into which rent is paid.

-- ------------------------------------------------------------------------------------------------------ books from a list

-- A list of homes and tenants as it was uploaded. What is applied is what this row holds, judged anew; never something
-- else than was shown. Drafts that nobody applied are thrown away after a month.
CREATE TABLE book_import (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    state       TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'applied', 'discarded')),
    text        TEXT NOT NULL,                        -- the table itself, UTF-8
    made_at     INTEGER NOT NULL,
    made_by     TEXT NOT NULL,                        -- a person, or 'command line'
    decided_at  INTEGER,
    decided_by  TEXT,
    CHECK ((state = 'draft') = (decided_at IS NULL)),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX book_import_newest ON book_import (landlord_id, made_at);
CREATE TRIGGER book_import_kept BEFORE UPDATE ON book_import
WHEN OLD.state <> 'draft' OR NEW.text <> OLD.text OR NEW.landlord_id <> OLD.landlord_id
BEGIN SELECT raise(ABORT, 'decided already'); END;
CREATE TRIGGER book_import_stays BEFORE DELETE ON book_import WHEN OLD.state = 'applied'
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- -------------------------------------------------------------------------------------------------------------- accounts

-- An account of the landlord's that Daraja knows nothing of: a bank's, his own phone, Pochi la Biashara. `name` is the detail
-- of the ledger's account bank/NAME, so it never changes.
CREATE TABLE receiving_other (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    kind        TEXT NOT NULL CHECK (kind IN ('bank', 'personal', 'pochi')),
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    created_at  INTEGER NOT NULL,
    created_by  TEXT NOT NULL,
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX receiving_other_name ON receiving_other (landlord_id, lower(name));
CREATE TRIGGER receiving_other_kept BEFORE UPDATE ON receiving_other BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER receiving_other_stays BEFORE DELETE ON receiving_other BEGIN SELECT raise(ABORT, 'append-only'); END;

-- ------------------------------------------------------------------------------------------------------------- statements

-- A statement as it was uploaded or pasted, and for which account: rail and account as in money_in (rail, shortcode).
CREATE TABLE statement_import (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    state       TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'applied', 'discarded')),
    rail        TEXT NOT NULL CHECK (rail IN ('mpesa', 'bank')),
    account     TEXT NOT NULL,                        -- a shortcode of his, or the name of a receiving_other
    text        TEXT NOT NULL,
    made_at     INTEGER NOT NULL,
    made_by     TEXT NOT NULL,
    decided_at  INTEGER,
    decided_by  TEXT,
    CHECK ((state = 'draft') = (decided_at IS NULL)),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX statement_import_newest ON statement_import (landlord_id, made_at);
CREATE TRIGGER statement_import_kept BEFORE UPDATE ON statement_import
WHEN OLD.state <> 'draft' OR NEW.text <> OLD.text OR NEW.landlord_id <> OLD.landlord_id OR NEW.rail <> OLD.rail
  OR NEW.account <> OLD.account
BEGIN SELECT raise(ABORT, 'decided already'); END;
CREATE TRIGGER statement_import_stays BEFORE DELETE ON statement_import WHEN OLD.state = 'applied'
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- One line of a statement that was applied. `identity` is what makes a second import of it harmless: M-Pesa's receipt and
-- sign, or a hash of what the bank's line says. Append-only; but a line whose receipt was asked about, or that a person
-- matched later, is given its money once.
CREATE TABLE statement_line (
    id            INTEGER PRIMARY KEY,
    landlord_id   TEXT NOT NULL,
    import_id     TEXT NOT NULL,
    line          INTEGER NOT NULL,                   -- where it stands in the text
    rail          TEXT NOT NULL CHECK (rail IN ('mpesa', 'bank')),
    account       TEXT NOT NULL,
    identity      TEXT NOT NULL,
    day           TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at            INTEGER NOT NULL,                   -- UTC; noon where the statement tells the day only
    amount_cents  INTEGER NOT NULL CHECK (amount_cents <> 0), -- above 0: into the account
    receipt_no    TEXT,                               -- M-Pesa's, wherever the line shows one
    ref           TEXT,                               -- the bank's
    narration     TEXT NOT NULL,
    payer         TEXT,
    phone         TEXT,
    bill_ref      TEXT,                               -- the account number that the payer typed
    balance_cents INTEGER,                            -- of the account after it, where the statement says
    verdict       TEXT NOT NULL CHECK (verdict IN ('posted', 'known', 'asked', 'not_money')),
    money_in_id   TEXT,
    CHECK (verdict NOT IN ('posted', 'known') OR money_in_id IS NOT NULL),
    FOREIGN KEY (landlord_id, import_id) REFERENCES statement_import (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    UNIQUE (landlord_id, rail, account, identity)
) STRICT;
CREATE INDEX statement_line_of_import ON statement_line (landlord_id, import_id);
CREATE INDEX statement_line_asked ON statement_line (receipt_no) WHERE verdict = 'asked' AND money_in_id IS NULL;
CREATE INDEX statement_line_money ON statement_line (money_in_id);
CREATE INDEX statement_line_day ON statement_line (landlord_id, rail, account, day);
CREATE TRIGGER statement_line_kept BEFORE UPDATE ON statement_line
WHEN OLD.money_in_id IS NOT NULL OR NEW.money_in_id IS NULL OR NEW.amount_cents <> OLD.amount_cents OR NEW.day <> OLD.day
  OR NEW.identity <> OLD.identity OR NEW.verdict <> OLD.verdict OR NEW.receipt_no IS NOT OLD.receipt_no
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER statement_line_stays BEFORE DELETE ON statement_line BEGIN SELECT raise(ABORT, 'append-only'); END;

-- Which column of a bank's table is what, as a person said it once; for tables with this very head. Columns from 0; -1: none.
CREATE TABLE statement_map (
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    head        TEXT NOT NULL,                        -- SHA-256 of the head row, case and blanks aside
    day         INTEGER NOT NULL,
    amount      INTEGER NOT NULL,
    credit      INTEGER NOT NULL,
    debit       INTEGER NOT NULL,
    ref         INTEGER NOT NULL,
    narration   INTEGER NOT NULL,
    payer       INTEGER NOT NULL,
    balance     INTEGER NOT NULL,
    chosen_at   INTEGER NOT NULL,
    chosen_by   TEXT NOT NULL,
    PRIMARY KEY (landlord_id, head)
) STRICT;
CREATE INDEX money_in_bank_ref ON money_in (landlord_id, rail, ref) WHERE ref IS NOT NULL;
