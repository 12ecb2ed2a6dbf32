#include "page/landlord/people_form.h"
#include "page/pages.h"

static enum err
put_members(struct app *app, struct request *rq, struct view *v)
{
    struct member *rows;
    size_t         count;
    enum err       e = member_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "people");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "people");
        view_text(row, "person_id", rows[i].person_id);
        view_text(row, "name", rows[i].name);
        view_phone(row, "phone", rows[i].phone);
        view_bool(row, "is_me", strcmp(rows[i].person_id, rq->who.person_id) == 0);
        view_bool(row, "second_on", rows[i].second_on);
        view_time(row, "seen_at", rows[i].seen_at);
        people_rights_view(row, &rows[i].rights, rows[i].property_names);
    }
    return e;
}

static enum err
put_invites(struct app *app, struct request *rq, struct view *v)
{
    struct member_invite *rows;
    size_t                count;
    enum err              e = member_invite_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "invites");
    view_bool(v, "has_invites", !e && count > 0);
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "invites");
        view_text(row, "invite_id", rows[i].id);
        view_text(row, "name", rows[i].name);
        view_phone(row, "phone", rows[i].phone);
        view_time(row, "until", rows[i].expires_at);
        people_rights_view(row, &rows[i].rights, rows[i].property_names);
    }
    return e;
}

enum err
page_people(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/people");
    enum err     e = put_members(app, rq, v);

    if (!e)
        e = put_invites(app, rq, v);
    return e ? e : view_render(v, rs, 200);
}

enum err
page_people_invite_end_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = member_invite_end(app->db, rq->mem, &rq->who, rq->args[0]);

    if (!e)
        response_redirect(rs, "/landlord/people");
    return e;
}
