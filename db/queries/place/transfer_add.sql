INSERT INTO transfer (id, landlord_id, from_kind, from_detail, to_kind, to_detail, amount_cents, moved_on, note, key, made_by,
                      made_at, txn_id)
VALUES (:id, :landlord_id, :from_kind, :from_detail, :to_kind, :to_detail, :amount_cents, :moved_on, :note, :key, :person_id,
        :now, :txn_id);
