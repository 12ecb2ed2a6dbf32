-- For the operator: what the platform's own keys and initiator were last told, over all landlords.
SELECT (SELECT d.verdict FROM daraja_call d JOIN payment p ON p.id = d.payment_id
          JOIN receiving_account a ON a.id = p.receiving_account_id
         WHERE d.api = 'stk_push' AND d.http_status > 0 AND a.credentials = 'platform' ORDER BY d.id DESC LIMIT 1) AS prompt_verdict,
       (SELECT d.body FROM daraja_call d JOIN payment p ON p.id = d.payment_id
          JOIN receiving_account a ON a.id = p.receiving_account_id
         WHERE d.api = 'stk_push' AND d.http_status > 0 AND a.credentials = 'platform' ORDER BY d.id DESC LIMIT 1) AS prompt_body,
       (SELECT q.verdict FROM mpesa_request q JOIN receiving_account a ON a.id = q.receiving_account_id
         WHERE q.verdict IS NOT NULL AND q.completed_at IS NOT NULL AND a.credentials = 'platform'
           AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.account_id = a.id AND c.field = 'initiator_password')
         ORDER BY q.completed_at DESC, q.requested_at DESC LIMIT 1) AS initiator_verdict,
       (SELECT max(v.received_at) FROM hook_verdict v WHERE v.kind <> 'claim'
           AND v.verdict NOT IN ('forged', 'unknown_secret', 'unknown_claim', 'not_expected', 'malformed', 'error')) AS heard_at,
       (SELECT max(p.sent_at) FROM payment p WHERE p.checkout_request_id IS NOT NULL AND p.sent_at < :now - 180) AS sent_at,
       (SELECT count(*) FROM landlord) AS landlords;
