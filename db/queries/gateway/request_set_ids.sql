UPDATE mpesa_request SET conversation_id = coalesce(conversation_id, :conversation_id),
    their_originator_id = coalesce(their_originator_id, :originator_id)
WHERE id = :id;
