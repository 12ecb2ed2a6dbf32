-- Money leaves only with two people's word, or one's with the second factor; a reversal gives a payer his own money back.
SELECT id FROM mpesa_request
WHERE api IN ('b2c', 'b2b', 'tax') AND state NOT IN ('awaiting_approval', 'rejected')
  AND (decided_by IS NULL OR (decided_by = requested_by AND second_factor = 0));
