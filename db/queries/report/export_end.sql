UPDATE report_export SET ended_at = max(:now, began_at) WHERE id = :id;
