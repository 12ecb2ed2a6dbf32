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
