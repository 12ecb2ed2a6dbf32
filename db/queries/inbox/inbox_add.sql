-- In inbox.db.
INSERT INTO hook_inbox (received_at, kind, secret_hash, genuine, remote_addr, listed, body)
VALUES (:received_at, :kind, :secret_hash, :genuine, :remote_addr, :listed, :body);
