-- The second factor of people who move money or say where it goes: a code from an app (TOTP, RFC 6238), and recovery
-- codes for the day the phone is gone (threat-model.md 7 and 9).

-- One seed a person. It is sealed with the web's own key (keys/web.key, AAD "second_factor|person_id").
CREATE TABLE second_factor (
    person_id  TEXT PRIMARY KEY REFERENCES person (id),
    sealed     TEXT NOT NULL,
    begun_at   INTEGER NOT NULL,
    enabled_at INTEGER,                               -- NULL: the seed was shown, no code of it has come back yet
    last_step  INTEGER NOT NULL DEFAULT 0             -- the 30 seconds whose code was last taken: no code works twice
) STRICT;

-- Each works once. 80 random bits, stored only as a hash; gone with the second factor they stand in for.
CREATE TABLE recovery_code (
    person_id TEXT NOT NULL REFERENCES second_factor (person_id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,                          -- SHA-256
    used_at   INTEGER,
    PRIMARY KEY (person_id, code_hash)
) STRICT;
