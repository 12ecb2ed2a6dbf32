-- What was told about money that came without a prompt is found by its receipt.
CREATE INDEX hook_verdict_receipt ON hook_verdict (receipt_no) WHERE receipt_no IS NOT NULL;
