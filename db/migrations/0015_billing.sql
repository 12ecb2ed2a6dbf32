-- Billing: bills that are cancelled, rents that change, charges that come back each month, and the monthly run.

-- ------------------------------------------------------------------------------------------------- cancelled bills

-- Why a bill is owed no longer; voided_at in the bill's own row says that it is not. Its posting is mirrored. Append-only.
CREATE TABLE bill_void (
    bill_id     TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    reason      TEXT NOT NULL,                        -- as the tenant reads it
    voided_at   INTEGER NOT NULL,
    voided_by   TEXT,                                 -- a person; NULL: RentEase itself
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id)
) STRICT;
CREATE TRIGGER bill_void_kept BEFORE UPDATE ON bill_void BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER bill_void_stays BEFORE DELETE ON bill_void BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER bill_stays_void BEFORE UPDATE OF voided_at ON bill WHEN OLD.voided_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'void stays void'); END;
CREATE TRIGGER allocation_to_live_bill BEFORE INSERT ON allocation
WHEN (SELECT voided_at FROM bill WHERE id = NEW.bill_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'the bill is void'); END;

-- ---------------------------------------------------------------------------------------------- rents that change

-- From that day on the lease's rent is this; lease.rent_cents is the rent it began with. The rent of a month is the one in force
-- on its first day (or the lease's first). Append-only: of two rows for the same day the later one counts.
CREATE TABLE lease_rent (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    lease_id    TEXT NOT NULL,
    from_date   TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    rent_cents  INTEGER NOT NULL CHECK (rent_cents > 0),
    made_at     INTEGER NOT NULL,
    made_by     TEXT NOT NULL,
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id)
) STRICT;
CREATE INDEX lease_rent_lease ON lease_rent (lease_id, from_date);
CREATE TRIGGER lease_rent_kept BEFORE UPDATE ON lease_rent BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER lease_rent_stays BEFORE DELETE ON lease_rent BEGIN SELECT raise(ABORT, 'append-only'); END;

-- ---------------------------------------------------------------------------------- charges that come back each month

-- A fixed amount a month beside the rent: of one lease, or of every lease in a property. Billed for the months from_period to
-- until_period, both included. What changes is stopped and made anew, so that what was billed keeps its reason.
CREATE TABLE charge (
    id           TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL REFERENCES landlord (id),
    lease_id     TEXT,
    property_id  TEXT,
    kind         TEXT NOT NULL CHECK (kind IN ('water', 'electricity', 'garbage', 'service', 'other')),
    name         TEXT,                                -- what the tenant reads beside the kind; NULL: nothing
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
    from_period  TEXT NOT NULL CHECK (from_period GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    until_period TEXT CHECK (until_period GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    by_days      INTEGER NOT NULL DEFAULT 0 CHECK (by_days IN (0, 1)), -- as the rent of a part month is
    created_at   INTEGER NOT NULL,
    created_by   TEXT NOT NULL,
    CHECK ((lease_id IS NULL) <> (property_id IS NULL)),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, property_id) REFERENCES property (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX charge_lease ON charge (lease_id);
CREATE INDEX charge_property ON charge (property_id);

-- Months for which a charge is not billed, now or later: a pause that has ended leaves no arrears behind. to_period NULL: it still
-- lasts. Before from_period: it was lifted in the month it began, and no month is left out.
CREATE TABLE charge_pause (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    charge_id   TEXT NOT NULL,
    from_period TEXT NOT NULL,
    to_period   TEXT,
    FOREIGN KEY (landlord_id, charge_id) REFERENCES charge (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX charge_pause_one ON charge_pause (charge_id) WHERE to_period IS NULL;
CREATE INDEX charge_pause_charge ON charge_pause (charge_id);

-- ------------------------------------------------------------------------------------------------- the monthly run

-- How a landlord's months are billed. Without a row: by hand. While automatic, bills are made days_before days before they fall
-- due, and only those that fall due on `since`, the day it was switched on, or later.
CREATE TABLE billing_setting (
    landlord_id TEXT PRIMARY KEY REFERENCES landlord (id),
    automatic   INTEGER NOT NULL CHECK (automatic IN (0, 1)),
    days_before INTEGER NOT NULL CHECK (days_before BETWEEN 0 AND 28),
    since       TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    next_at     INTEGER NOT NULL DEFAULT 0,           -- the clock looks again then
    set_at      INTEGER NOT NULL,
    set_by      TEXT NOT NULL,
    CHECK (automatic = 0 OR since IS NOT NULL)
) STRICT;
CREATE INDEX billing_setting_due ON billing_setting (next_at) WHERE automatic = 1;

-- One run for one month: a person's, or what the clock billed on one day. What it made: billing_item.
CREATE TABLE billing_run (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    period      TEXT NOT NULL,
    day         TEXT NOT NULL,                        -- EAT
    started_at  INTEGER NOT NULL,
    person_id   TEXT,                                 -- NULL: the clock
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX billing_run_clock ON billing_run (landlord_id, period, day) WHERE person_id IS NULL;
CREATE INDEX billing_run_list ON billing_run (landlord_id, started_at DESC, id);

-- What a run has billed: once for each lease, kind (or charge) and month, whatever becomes of the bill. A deposit: once a lease.
CREATE TABLE billing_item (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    lease_id    TEXT NOT NULL,
    kind        TEXT NOT NULL,
    charge_id   TEXT,
    period      TEXT NOT NULL,
    bill_id     TEXT NOT NULL UNIQUE,
    run_id      TEXT NOT NULL,
    days        INTEGER,                              -- of a part month that is billed by the day; NULL: the whole
    of_days     INTEGER,
    CHECK ((days IS NULL) = (of_days IS NULL)),
    CHECK ((charge_id IS NULL) = (kind IN ('rent', 'deposit'))),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, charge_id) REFERENCES charge (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, run_id) REFERENCES billing_run (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX billing_item_once ON billing_item (lease_id, period, kind, coalesce(charge_id, ''));
CREATE UNIQUE INDEX billing_item_deposit ON billing_item (lease_id) WHERE kind = 'deposit';
CREATE INDEX billing_item_run ON billing_item (run_id);
CREATE TRIGGER billing_item_kept BEFORE UPDATE ON billing_item BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER billing_item_stays BEFORE DELETE ON billing_item BEGIN SELECT raise(ABORT, 'append-only'); END;
