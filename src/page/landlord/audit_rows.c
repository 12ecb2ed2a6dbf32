#include "page/landlord/audit_rows.h"

#include <string.h>

#include "page/landlord/audit_words.h"
#include "page/landlord/link.h"

enum {
    FILTER_PERSON,
    FILTER_KIND,
    FILTER_ACTION,
    FILTER_SUBJECT,
    FILTER_FROM,
    FILTER_TO,
    FILTER_LANDLORD,
    FILTER_FIELDS
};
static const struct field filter_form[FILTER_FIELDS] = {
    [FILTER_PERSON] = {"person", FIELD_ID, OPTIONAL},
    [FILTER_KIND] = {"kind", FIELD_CHOICE, OPTIONAL, .choices = "done|seen"},
    [FILTER_ACTION] = {"action", FIELD_TEXT, OPTIONAL, 1, 40},
    [FILTER_SUBJECT] = {"subject", FIELD_ID, OPTIONAL},
    [FILTER_FROM] = {"from", FIELD_DATE, OPTIONAL},
    [FILTER_TO] = {"to", FIELD_DATE, OPTIONAL},
    [FILTER_LANDLORD] = {"landlordId", FIELD_ID, OPTIONAL},
};

enum err
audit_rows_filter(struct request *rq, struct form *f, struct audit_filter *out)
{
    enum err    e = form_read_query(f, rq, filter_form, FILTER_FIELDS);
    const char *kind = form_text(f, FILTER_KIND);

    *out = (struct audit_filter){
        .person_id = form_text(f, FILTER_PERSON),
        .action = form_text(f, FILTER_ACTION),
        .subject = form_text(f, FILTER_SUBJECT),
        .from = form_text(f, FILTER_FROM),
        .to = form_text(f, FILTER_TO),
        .landlord_id = form_text(f, FILTER_LANDLORD),
        .looks = kind && strcmp(kind, "seen") == 0,
        .acts = kind && strcmp(kind, "done") == 0,
        .cursor = request_query(rq, "cursor"),
    };
    return e == ERR_FIELD ? ERR_OK : e;
}

static void
put_actions(struct view *v, const char *chosen)
{
    view_rows(v, "actions");
    for (size_t i = 0; i < audit_words_count; i++) {
        struct view *row = view_row(v, "actions");
        view_text(row, "action", audit_words[i].action);
        view_say(row, "word", audit_words[i].text);
        view_bool(row, "selected", chosen && strcmp(chosen, audit_words[i].action) == 0);
    }
}

static void
put_pager(struct view *v, struct arena *mem, const struct form *f, const char *cursor, const char *next)
{
    struct buf here = link_new(mem);

    for (size_t i = 0; i < FILTER_FIELDS; i++)
        link_add(&here, filter_form[i].name, form_text(f, i));
    link_pages(v, &here, cursor, next);
    view_bool(v, "filtered", here.len > 0);
}

static void
put_row(struct view *row, const struct audit_row *r)
{
    view_time(row, "at", r->at);
    view_text(row, "by", r->person);
    view_text(row, "by_id", r->person_id);
    view_text(row, "business", r->business_name);
    view_say(row, "what", audit_words_for(r->action));
    view_text(row, "about", r->about);
    view_text(row, "subject", r->subject);
    view_text(row, "detail", r->detail);
}

enum err
audit_rows_put(struct view *v, struct app *app, struct request *rq, const struct form *f,
               const struct audit_filter *filter)
{
    struct audit_row *rows;
    size_t            count;
    const char       *next;
    enum err          e = audit_list(app->db, rq->mem, &rq->who, filter, &rows, &count, &next);

    if (e)
        return e;
    put_actions(v, filter->action);
    put_pager(v, rq->mem, f, filter->cursor, next);
    view_text(v, "person_id", filter->person_id);
    view_text(v, "subject_id", filter->subject);
    view_bool(v, "any", count > 0);
    view_rows(v, "rows");
    for (size_t i = 0; i < count; i++)
        put_row(view_row(v, "rows"), &rows[i]);
    view_form(v, f);
    return ERR_OK;
}
