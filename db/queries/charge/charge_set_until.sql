UPDATE charge SET until_period = :until_period WHERE landlord_id = :landlord_id AND id = :id;
