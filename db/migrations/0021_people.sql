-- People who work for a landlord, what a caretaker may see, and agents: what they earn, and what they account for.

-- ------------------------------------------------------------------------------------------------------------- people

ALTER TABLE member ADD COLUMN added_by TEXT;          -- a person; NULL: he signed up himself
ALTER TABLE member ADD COLUMN seen_at INTEGER;        -- last here, acting for this landlord; to the minute

-- A caretaker with rows here sees these properties alone; without any he sees them all. Of other roles there are none.
CREATE TABLE member_property (
    landlord_id TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    property_id TEXT NOT NULL,
    PRIMARY KEY (landlord_id, person_id, property_id),
    FOREIGN KEY (landlord_id, person_id) REFERENCES member (landlord_id, person_id) ON DELETE CASCADE,
    FOREIGN KEY (landlord_id, property_id) REFERENCES property (landlord_id, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER member_property_is_a_caretakers BEFORE INSERT ON member_property
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.landlord_id = NEW.landlord_id AND m.person_id = NEW.person_id
                  AND m.role = 'caretaker')
BEGIN SELECT raise(ABORT, 'only a caretaker is kept to properties'); END;

-- What lies in a caretaker's properties. Queries that rent/scope.h keeps to them read these, and nothing else.
CREATE VIEW kept_unit AS
SELECT k.landlord_id, k.person_id, k.property_id, u.id AS unit_id
FROM member_property k
JOIN unit u ON u.landlord_id = k.landlord_id AND u.property_id = k.property_id;

CREATE VIEW kept_lease AS
SELECT k.landlord_id, k.person_id, k.property_id, k.unit_id, l.id AS lease_id, l.tenant_id
FROM kept_unit k
JOIN lease l ON l.landlord_id = k.landlord_id AND l.unit_id = k.unit_id;

-- An invitation to work for a landlord: a link that works once, for a while. What it offers stands here and is shown before it is
-- accepted. `properties`: ids apart by blanks, for a caretaker of some; NULL: all.
CREATE TABLE member_invite (
    id          TEXT PRIMARY KEY,
    token_hash  TEXT NOT NULL UNIQUE,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    name        TEXT NOT NULL,
    phone       TEXT NOT NULL CHECK (phone GLOB '254[17]????????'),
    role        TEXT NOT NULL CHECK (role IN ('owner', 'agent', 'accountant', 'caretaker')),
    may_approve INTEGER NOT NULL DEFAULT 0 CHECK (may_approve IN (0, 1)),
    properties  TEXT,
    created_at  INTEGER NOT NULL,
    created_by  TEXT NOT NULL REFERENCES person (id),
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    used_by     TEXT REFERENCES person (id),
    ended_at    INTEGER,                              -- taken back, or a newer one took its place
    CHECK (properties IS NULL OR role = 'caretaker'),
    CHECK (may_approve = 0 OR role = 'accountant'),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX member_invite_open ON member_invite (landlord_id, expires_at) WHERE used_at IS NULL AND ended_at IS NULL;

-- The last owner stays, whatever the program does.
CREATE TRIGGER member_last_owner_stays BEFORE DELETE ON member
WHEN OLD.role = 'owner' AND NOT EXISTS (SELECT 1 FROM member m JOIN person p ON p.id = m.person_id
     WHERE m.landlord_id = OLD.landlord_id AND m.role = 'owner' AND m.person_id <> OLD.person_id AND p.disabled_at IS NULL)
BEGIN SELECT raise(ABORT, 'the last owner'); END;
CREATE TRIGGER member_last_owner_is_one BEFORE UPDATE ON member
WHEN OLD.role = 'owner' AND NEW.role <> 'owner' AND NOT EXISTS (SELECT 1 FROM member m JOIN person p ON p.id = m.person_id
     WHERE m.landlord_id = OLD.landlord_id AND m.role = 'owner' AND m.person_id <> OLD.person_id AND p.disabled_at IS NULL)
BEGIN SELECT raise(ABORT, 'the last owner'); END;

-- -------------------------------------------------------------------------------------------------------------- audit

-- Lists of one landlord, newest first; and whether somebody's look at something was noted of late.
CREATE INDEX audit_landlord ON audit (landlord_id, id);
CREATE INDEX audit_seen ON audit (person_id, subject, action, at) WHERE action GLOB 'seen.*';
