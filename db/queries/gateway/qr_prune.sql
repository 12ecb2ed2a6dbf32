-- Amounts change with every payment, and old codes are of no use; whoever still wants one gets it made anew.
DELETE FROM qr_code WHERE asked_at < :now - 120 * 86400 AND state IN ('ready', 'failed');
