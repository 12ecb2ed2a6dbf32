#include "page/landlord/charge_rows.h"

#include "rent/bill.h"

void
charge_row(struct view *row, const struct charge *c)
{
    view_text(row, "charge_id", c->id);
    view_say(row, "kind", bill_kind_name(c->kind));
    view_text(row, "name", c->name);
    view_money(row, "amount", c->amount);
    view_bool(row, "for_property", c->property_id != NULL);
    view_text(row, "of_lease", c->lease_id);
    view_text(row, "of_property", c->property_id);
    view_text(row, "of_tenant", c->tenant_name);
    view_text(row, "of_unit", c->unit_label);
    view_text(row, "property_name", c->property_name);
    view_period(row, "from", c->from_period);
    view_period(row, "until", c->until_period);
    view_bool(row, "by_days", c->by_days);
    view_bool(row, "over", c->over);
    view_bool(row, "paused", c->paused_from && !c->over);
    view_bool(row, "runs", !c->paused_from && !c->over);
}

void
charge_rows(struct view *v, const struct charge *rows, size_t count)
{
    view_bool(v, "has_charges", count > 0);
    view_rows(v, "charges");
    for (size_t i = 0; i < count; i++)
        charge_row(view_row(v, "charges"), &rows[i]);
}
