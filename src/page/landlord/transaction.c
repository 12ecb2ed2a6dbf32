#include <string.h>

#include "page/landlord/payout_words.h"
#include "page/landlord/returnable.h"
#include "page/landlord/story.h"
#include "page/pages.h"
#include "rent/allocation_choose.h"
#include "rent/audit.h"
#include "rent/entry.h"
#include "rent/tray.h"
#include "web/route.h"

/* Money out has pages of its own. */
static enum err
lead_on(struct app *app, struct request *rq, struct response *rs)
{
    struct payment p;
    enum err       e = payment_movement(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (e || !payment_is_out(&p))
        return e ? e : ERR_NOT_FOUND;
    response_redirect(rs, arena_printf(rq->mem, "/%s/%s", payout_place(p.type), p.id));
    return ERR_OK;
}

/* A caretaker finds only what he recorded himself. */
static enum err
put_entry(struct view *v, struct app *app, struct request *rq)
{
    const char *id = NULL;
    enum err    e = entry_of_money(app->db, rq->mem, &rq->who, rq->args[0], &id);

    view_text(v, "entry_id", id);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static void
put_parts(struct view *v, const struct tray_part *parts, size_t count)
{
    view_bool(v, "has_parts", count > 1);
    view_rows(v, "parts");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "parts");
        view_money(row, "amount", parts[i].amount);
        view_text(row, "lease_id", parts[i].lease_id);
        view_text(row, "tenant", parts[i].tenant_name);
        view_text(row, "unit", parts[i].unit_label);
        view_text(row, "property", parts[i].property_name);
        view_text(row, "by", parts[i].by);
        view_text(row, "reason", parts[i].reason);
        view_time(row, "made_at", parts[i].made_at);
        view_time(row, "ended_at", parts[i].ended_at);
    }
}

static void
put_changes(struct view *v, const struct allocation_change *changes, size_t count)
{
    view_bool(v, "has_changes", count > 0);
    view_rows(v, "changes");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "changes");
        view_time(row, "at", changes[i].at);
        view_text(row, "by", changes[i].by);
        view_text(row, "reason", changes[i].reason);
        view_bool(row, "oldest", strcmp(changes[i].how, "oldest") == 0);
    }
}

/* Whose it is and was, which bills it was made to pay, and what may be done about both. */
static enum err
put_homes(struct view *v, struct app *app, struct request *rq)
{
    struct tray_part         *parts;
    struct allocation_change *changes;
    struct allocation_bill   *bills;
    size_t                    part_count, change_count, bill_count;
    enum tray_answer          move = TRAY_PROMPT;
    enum err                  e = tray_parts(app->db, rq->mem, &rq->who, rq->args[0], &parts, &part_count);

    if (!e)
        e = allocation_changes(app->db, rq->mem, &rq->who, rq->args[0], &changes, &change_count);
    if (!e)
        e = allocation_bills(app->db, rq->mem, &rq->who, rq->args[0], &bills, &bill_count);
    if (!e)
        e = tray_may_move(app->db, rq->mem, &rq->who, rq->args[0], &move);
    if (e && e != ERR_NOT_FOUND) /* a prompt's money goes by another id */
        return e;
    bool keeper = role_may_enter(rq->who.role, WHO_KEEPER);
    put_parts(v, parts, part_count);
    put_changes(v, changes, change_count);
    view_bool(v, "may_choose", keeper && bill_count > 0);
    view_bool(v, "may_move", keeper && move == TRAY_DONE);
    return ERR_OK;
}

enum err
page_transaction(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/transaction");
    enum err     e = story_fill(v, app, rq, &rq->who, rq->args[0]);

    if (e == ERR_NOT_FOUND)
        return lead_on(app, rq, rs);
    if (!e)
        audit_seen(app->db, rq->mem, &rq->who, "seen.payment", rq->args[0], NULL);
    if (!e)
        e = put_entry(v, app, rq);
    if (!e)
        e = returnable_links(v, app, rq, rq->args[0]);
    if (!e)
        e = put_homes(v, app, rq);
    return e ? e : view_render(v, rs, 200);
}
