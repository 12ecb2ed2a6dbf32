-- Nothing that was sent is left without somebody looking after it.
SELECT id FROM mpesa_request WHERE state IN ('sending', 'sent') AND (next_check_at IS NULL OR next_check_at < unixepoch() - 300);
