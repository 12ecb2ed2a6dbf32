-- The operator's screens: bodies judged again, and held money decided by a person.

-- Did it come from an address on the list? NULL: judged before this was kept.
ALTER TABLE hook_verdict ADD COLUMN listed INTEGER CHECK (listed IN (0, 1));

-- A body judged once more, because a person asked for it. What it was told first stays in hook_verdict.
CREATE TABLE hook_replay (
    id             INTEGER PRIMARY KEY,
    inbox_id       INTEGER NOT NULL REFERENCES hook_verdict (inbox_id),
    asked_by       TEXT NOT NULL REFERENCES person (id),
    asked_at       INTEGER NOT NULL,
    note           TEXT NOT NULL,
    sender_checked INTEGER NOT NULL DEFAULT 0 CHECK (sender_checked IN (0, 1)), -- counts as listed, this once
    judged_at      INTEGER,
    verdict        TEXT,                              -- as in hook_verdict; so are the columns below
    reason         TEXT,
    landlord_id    TEXT,
    payment_id     TEXT REFERENCES payment (id),
    request_id     TEXT REFERENCES mpesa_request (id),
    result_code    TEXT,
    receipt_no     TEXT,
    CHECK ((judged_at IS NULL) = (verdict IS NULL))
) STRICT;
CREATE INDEX hook_replay_inbox ON hook_replay (inbox_id);
CREATE UNIQUE INDEX hook_replay_waiting ON hook_replay (inbox_id) WHERE judged_at IS NULL;
CREATE TRIGGER hook_replay_stays BEFORE DELETE ON hook_replay BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER hook_replay_kept BEFORE UPDATE ON hook_replay
WHEN OLD.judged_at IS NOT NULL OR NEW.inbox_id <> OLD.inbox_id OR NEW.asked_by <> OLD.asked_by
  OR NEW.asked_at <> OLD.asked_at OR NEW.note <> OLD.note OR NEW.sender_checked <> OLD.sender_checked
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- What a person made of a hold, and the money that came of it. NULL decision: a later truth settled it by itself.
ALTER TABLE hold ADD COLUMN decision TEXT CHECK (decision IN ('count', 'no_money'));
ALTER TABLE hold ADD COLUMN money_in_id TEXT REFERENCES money_in (id);
CREATE INDEX hold_landlord ON hold (landlord_id) WHERE released_at IS NULL;
CREATE TRIGGER hold_stays BEFORE DELETE ON hold BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER hold_once BEFORE UPDATE ON hold
WHEN NEW.id <> OLD.id OR NEW.landlord_id IS NOT OLD.landlord_id OR NEW.payment_id IS NOT OLD.payment_id
  OR NEW.inbox_id IS NOT OLD.inbox_id OR NEW.reason <> OLD.reason OR NEW.expected_cents IS NOT OLD.expected_cents
  OR NEW.got_cents IS NOT OLD.got_cents OR NEW.receipt_no IS NOT OLD.receipt_no OR NEW.created_at <> OLD.created_at
  OR (OLD.money_in_id IS NOT NULL AND NEW.money_in_id IS NOT OLD.money_in_id)
  OR (OLD.released_at IS NOT NULL AND (NEW.released_at IS NOT OLD.released_at OR NEW.released_by IS NOT OLD.released_by
      OR NEW.release_note IS NOT OLD.release_note OR NEW.decision IS NOT OLD.decision))
BEGIN SELECT raise(ABORT, 'released once'); END;

-- A posting that Daraja contradicted and later confirmed after all: a person counts it again.
INSERT INTO ledger_kind VALUES ('restore');
INSERT INTO allowed_step VALUES ('reversed', 'success');
