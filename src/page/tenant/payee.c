#include "page/tenant/payee.h"

#include <string.h>

#include "rent/landlord.h"
#include "rent/receiving.h"

enum err
payee_load(struct db *db, struct arena *mem, const struct who *who, struct payee *out)
{
    struct receiving r;
    enum err         e = receiving_in_use(db, mem, who, &r);
    if (!e && strcmp(r.state, "active") == 0) {
        *out = (struct payee){.business = r.business_name,
                              .receiving = true,
                              .is_till = strcmp(r.business_type, "till") == 0,
                              .shortcode = r.shortcode,
                              .account = r.account_number};
        return ERR_OK;
    }
    if (e && e != ERR_NOT_FOUND)
        return e;

    struct landlord l;
    e = landlord_load(db, mem, who, &l);
    if (e)
        return e;
    *out = (struct payee){.business = l.business_name ? l.business_name : l.name};
    return ERR_OK;
}

void
payee_view(struct view *v, const struct payee *p, const char *account_ref)
{
    view_text(v, "business", p->business);
    view_bool(v, "receiving", p->receiving);
    view_bool(v, "is_till", p->is_till);
    view_text(v, "shortcode", p->shortcode);
    view_text(v, "account", p->account ? p->account : account_ref);
}
