UPDATE report_export SET ended_at = max(:now, began_at) WHERE landlord_id = :landlord_id AND id = :id;
