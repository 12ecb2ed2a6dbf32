-- Codes that payers entered of late are counted at every claim (rent/claim.h).
CREATE INDEX audit_claims ON audit (person_id, at) WHERE action = 'payment.claimed';
-- Confirmations that wait for Daraja's own word are looked for every few seconds.
CREATE INDEX hook_verdict_waiting ON hook_verdict (received_at) WHERE kind = 'confirmation' AND verdict = 'waiting';
