INSERT INTO remittance (id, landlord_id, agent_id, agreement_id, number, from_month, to_month, collects, collected_cents, counted_cents,
                        units, fee_cents, vat_cents, expenses_cents, net_cents, hash, issued_at, issued_by)
VALUES (:id, :landlord_id, :agent_id, :agreement_id, :number, :from_month, :to_month, :collects, :collected, :counted, :units, :fee,
        :vat, :expenses, :net, :hash, :now, :person_id);
