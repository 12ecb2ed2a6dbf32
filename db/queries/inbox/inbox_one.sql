-- In inbox.db.
SELECT id, received_at, kind, secret_hash, genuine, remote_addr, listed, body FROM hook_inbox WHERE id = :id;
