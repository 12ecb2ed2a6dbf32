-- The last month that is closed, '' when none is.
SELECT coalesce(max(month), '') AS month FROM closed_month WHERE landlord_id = :landlord_id;
