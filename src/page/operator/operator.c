#include "base/clock.h"
#include "page/landlord/rows.h"
#include "page/operator/lights.h"
#include "page/pages.h"
#include "page/public/hats.h"
#include "rent/landlord.h"
#include "rent/recon.h"

static enum health_light
light_of(const struct health *h, size_t count, const char *landlord_id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(h[i].landlord_id, landlord_id) == 0)
            return health_light(&h[i], clock_now());
    return HEALTH_GREEN;
}

/* Whose books do not agree with M-Pesa. */
static void
put_differing(struct view *v, const struct recon_landlord *all, size_t count)
{
    view_bool(v, "any_differing", count > 0);
    view_rows(v, "differing");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "differing");
        view_text(row, "id", all[i].id);
        view_text(row, "business_name", all[i].business_name);
        view_int(row, "open", all[i].open);
        view_time(row, "since", all[i].since);
    }
}

enum err
page_operator(struct app *app, struct request *rq, struct response *rs)
{
    struct landlord_row   *all;
    struct held_row       *held;
    struct health         *health;
    struct recon_landlord *differing;
    size_t                 count, held_count, health_count, differing_count;
    enum err               e = landlord_list(app->db, rq->mem, &rq->who, &all, &count);

    if (!e)
        e = payment_held(app->db, rq->mem, &rq->who, &held, &held_count);
    if (!e)
        e = health_list(app->db, rq->mem, &rq->who, &health, &health_count);
    if (!e)
        e = recon_landlords(app->db, rq->mem, &differing, &differing_count);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "operator/landlords");
    put_differing(v, differing, differing_count);
    view_int(v, "held_count", (int64_t)held_count);
    view_bool(v, "any_held", held_count > 0);
    view_bool(v, "has_landlords", count > 0);
    view_rows(v, "landlords");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "landlords");
        lights_put(row, light_of(health, health_count, all[i].it.id));
        view_text(row, "id", all[i].it.id);
        view_text(row, "name", all[i].it.name);
        view_text(row, "business_name", all[i].it.business_name);
        view_phone(row, "phone", all[i].it.phone);
        view_text(row, "shortcode", all[i].shortcode);
        rows_receiving_state(row, all[i].state);
        view_int(row, "payments", all[i].payments);
        view_money(row, "received", all[i].received);
    }
    e = hats_view(v, app, rq);
    return e ? e : view_render(v, rs, 200);
}
