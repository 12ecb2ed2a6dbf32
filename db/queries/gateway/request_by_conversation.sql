-- By either of Daraja's names for it, or by ours.
SELECT * FROM request_row WHERE conversation_id = :conversation_id OR originator_id = :originator_id LIMIT 1;
