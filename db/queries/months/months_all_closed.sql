-- Every closed month of everybody, and what the audit says of its closing.
SELECT c.landlord_id, l.business_name, c.month,
       (SELECT a.detail FROM audit a WHERE a.landlord_id = c.landlord_id AND a.action = 'month.closed' AND a.subject = c.month
         ORDER BY a.id DESC LIMIT 1) AS detail
FROM closed_month c JOIN landlord l ON l.id = c.landlord_id ORDER BY c.landlord_id, c.month;
