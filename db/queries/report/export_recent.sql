-- How many files of this landlord's books (or of this tenant's statement) were made of late, when the first of them was, and how
-- many are being made now.
SELECT count(*) AS made, coalesce(min(began_at), 0) AS first_at, coalesce(sum(ended_at IS NULL AND began_at > :alive_since), 0) AS running
FROM report_export WHERE landlord_id = :landlord_id AND tenant_id IS :tenant_id AND began_at > :since;
