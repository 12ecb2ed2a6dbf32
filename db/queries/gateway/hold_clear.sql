-- A later truth that fits settles what did not: the hold stays as history, and nobody has to decide it.
UPDATE hold SET released_at = :now, release_note = 'later evidence fitted and was posted'
WHERE payment_id = :payment_id AND released_at IS NULL AND reason IN ('amount', 'phone', 'ids');
