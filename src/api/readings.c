/*
 * readings.c - what was read, its bill, corrections, disputes and photos.
 */
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/readings.h"
#include "api/refuse.h"
#include "rent/reading.h"
#include "rent/reckon.h"
#include "web/api.h"
#include "web/upload.h"

static const struct refusal no_dispute = {
    .status = 409,
    .code = "not_disputable",
    .message = N_("This reading cannot be disputed: it was disputed or corrected already, or is older than 14 days."),
};
static const struct refusal none_open = {
    .status = 409,
    .code = "no_open_dispute",
    .message = N_("No dispute about this reading is open."),
};
static const struct refusal has_photo = {
    .status = 409,
    .code = "photo_exists",
    .message = N_("This reading has a photo already."),
};

static void
put_dispute(struct json_writer *w, const struct reading *r)
{
    if (!r->dispute_id) {
        json_put_null(w, "dispute");
        return;
    }
    json_open(w, "dispute", '{');
    json_put_text(w, "reason", r->dispute_reason);
    put_time(w, "openedAt", r->dispute_opened_at);
    json_put_text(w, "outcome", r->dispute_outcome);
    json_put_text(w, "answer", r->dispute_answer);
    put_time(w, "answeredAt", r->dispute_answered_at);
    json_put_text(w, "answeredBy", r->dispute_answered_by);
    json_close(w);
}

static void
put_cost(struct json_writer *w, const struct reading *r)
{
    bool priced = strcmp(r->state, "billed") == 0 || strcmp(r->state, "waiting") == 0;

    json_put_text(w, "status", r->state);
    if (priced) {
        put_money(w, "price", r->price);
        put_money(w, "fixed", r->fixed);
        put_money(w, "amount", r->amount);
    } else {
        json_put_null(w, "price");
        json_put_null(w, "fixed");
        json_put_null(w, "amount");
    }
    json_put_text(w, "billId", r->bill_id);
}

static void
put_reading(struct json_writer *w, const struct reading *r)
{
    json_open(w, NULL, '{');
    json_put_text(w, "id", r->id);
    json_put_text(w, "meterId", r->meter_id);
    json_put_text(w, "unitId", r->unit_id);
    json_put_text(w, "unitLabel", r->unit_label);
    json_put_text(w, "propertyName", r->property_name);
    json_put_text(w, "kind", r->kind);
    json_put_text(w, "serial", r->serial);
    json_put_text(w, "measure", r->measure);
    json_put_text(w, "date", r->day);
    put_measure(w, "value", r->value);
    json_put_text(w, "previousDate", r->previous_day);
    put_measure(w, "previousValue", r->previous);
    put_measure(w, "used", r->used);
    json_put_bool(w, "rolledOver", r->rolled);
    json_put_text(w, "readBy", r->reader_name);
    json_put_text(w, "note", r->note);
    json_put_bool(w, "hasPhoto", r->photo_id != NULL);
    json_put_text(w, "leaseId", r->lease_id);
    json_put_text(w, "tenantName", r->tenant_name);
    put_cost(w, r);
    json_put_text(w, "replaces", r->replaces);
    json_put_text(w, "replacedBy", r->replaced_by);
    json_put_text(w, "reason", r->reason);
    json_put_text(w, "correctedBy", r->corrected_by);
    put_dispute(w, r);
    put_time(w, "createdAt", r->created_at);
    json_close(w);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id, int status)
{
    struct reading     r;
    struct json_writer w = json_writer_new(rq->mem);
    enum err           e = reading_load(app->db, rq->mem, who, id, &r);

    if (e)
        return e;
    put_reading(&w, &r);
    return api_ok(rs, status, &w);
}

static enum err
refused(struct request *rq, struct response *rs, const struct reading_refusal *r)
{
    return refuse(rq, rs,
                  &(struct refusal){.status = r->status, .code = r->code, .message = r->message, .field = r->field});
}

enum err
api_reading_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { METER = CALL_FIELDS, DAY, VALUE, ROLLED, SURE, NOTE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [METER] = {"meterId", FIELD_ID, REQUIRED},
        [DAY] = {"date", FIELD_DATE, OPTIONAL},
        [VALUE] = {"value", FIELD_TEXT, REQUIRED, .least = 1, .most = 16},
        [ROLLED] = {"rolledOver", FIELD_FLAG, OPTIONAL},
        [SURE] = {"confirmed", FIELD_FLAG, OPTIONAL},
        [NOTE] = {"note", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call         c;
    enum reading_answer said;
    const char         *id;
    enum err            e = call_body(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    struct reading_new in = {.meter_id = form_text(&c.form, METER),
                             .day = form_text(&c.form, DAY),
                             .note = form_text(&c.form, NOTE),
                             .rolled = form_flag(&c.form, ROLLED),
                             .confirmed = form_flag(&c.form, SURE)};
    if (!measure_parse(form_text(&c.form, VALUE), &in.value)) {
        form_error(&c.form, VALUE, N_("Enter what the meter shows, like 118 or 118.5."));
        return api_form_error(rs, &c.form);
    }
    e = reading_add(app->db, rq->mem, &c.who, &in, &said, &id);
    if (e)
        return e;
    if (reading_refusal(said))
        return refused(rq, rs, reading_refusal(said));
    return answer(app, rq, rs, &c.who, id, said == READING_AGAIN ? 200 : 201);
}

enum err
api_reading_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { METER = LISTING_FIELDS, LEASE, PROPERTY, STATUS, REPLACED };
    static const struct field fields[] = {
        LISTING_QUERY,
        [METER] = {"meterId", FIELD_ID, OPTIONAL},
        [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
        [PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
        [STATUS] = {"status", FIELD_CHOICE, OPTIONAL, .choices = "waiting|disputed"},
        [REPLACED] = {"replaced", FIELD_CHOICE, OPTIONAL, .choices = "true|false"},
    };
    struct call     c;
    struct reading *rows = NULL;
    size_t          count = 0;
    const char     *next = NULL;
    enum err        e = call_query(&c, app, rq, fields, COUNT(fields), WHO_SIGNED_IN);

    if (!e) {
        const char                 *replaced = form_text(&c.form, REPLACED);
        const struct reading_filter f = {
            .meter_id = form_text(&c.form, METER),
            .lease_id = form_text(&c.form, LEASE),
            .property_id = form_text(&c.form, PROPERTY),
            .state = form_text(&c.form, STATUS),
            .replaced_too = replaced && strcmp(replaced, "true") == 0,
            .limit = listing_limit(&c.form),
            .cursor = form_text(&c.form, LISTING_CURSOR),
        };
        e = reading_list(app->db, rq->mem, &c.who, &f, &rows, &count, &next);
    }
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_reading(&w, &rows[i]);
    return listing_end(&w, rs, next);
}

enum err
api_reading_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_reading_bill(struct app *app, struct request *rq, struct response *rs)
{
    enum { ONE = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [ONE] = {"readingId", FIELD_ID, OPTIONAL}};
    struct call               c;
    int64_t                   made;
    struct money              sum;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    const char *id = form_text(&c.form, ONE);
    e = reading_bill(app->db, rq->mem, &c.who, &id, id ? 1 : 0, &made, &sum);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_int(&w, "billed", made);
    put_money(&w, "amount", sum);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_reading_correct(struct app *app, struct request *rq, struct response *rs)
{
    enum { VALUE = CALL_FIELDS, ROLLED, REASON };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [VALUE] = {"value", FIELD_TEXT, REQUIRED, .least = 1, .most = 16},
        [ROLLED] = {"rolledOver", FIELD_FLAG, OPTIONAL},
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, .least = 2, .most = 200},
    };
    struct call         c;
    enum reading_answer said;
    const char         *id;
    enum err            e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    struct reading_fix in = {.rolled = form_flag(&c.form, ROLLED), .reason = form_text(&c.form, REASON)};
    if (!measure_parse(form_text(&c.form, VALUE), &in.value)) {
        form_error(&c.form, VALUE, N_("Enter what the meter shows, like 118 or 118.5."));
        return api_form_error(rs, &c.form);
    }
    e = reading_correct(app->db, rq->mem, &c.who, rq->args[0], &in, &said, &id);
    if (e)
        return e;
    return reading_refusal(said) ? refused(rq, rs, reading_refusal(said)) : answer(app, rq, rs, &c.who, id, 201);
}

enum err
api_reading_dispute(struct app *app, struct request *rq, struct response *rs)
{
    enum { REASON = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, .least = 3, .most = 300},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_TENANT);

    if (e)
        return call_failed(&c, rs, e);
    e = reading_dispute(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &no_dispute);
    return e ? e : answer(app, rq, rs, &c.who, rq->args[0], 201);
}

enum err
api_reading_turn_down(struct app *app, struct request *rq, struct response *rs)
{
    enum { WORD = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [WORD] = {"answer", FIELD_TEXT, REQUIRED, .least = 2, .most = 200},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    e = reading_turn_down(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, WORD));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &none_open);
    return e ? e : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

/* ---- photos ---- */

enum err
api_reading_photo_add(struct app *app, struct request *rq, struct response *rs)
{
    struct call        c;
    struct reading     r;
    const struct file *photo = request_file(rq, "photo");
    enum err           e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = reading_load(app->db, rq->mem, &c.who, rq->args[0], &r);
    if (e)
        return call_failed(&c, rs, e);
    if (!photo) {
        rq->complaint = "Send the photo as multipart/form-data, in a part that is called photo and has a file name.";
        return upload_is(rq) ? ERR_INPUT : ERR_MEDIA;
    }
    e = reading_photo_add(app->db, rq->mem, &c.who, rq->args[0], photo->bytes, photo->len);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &has_photo);
    return e ? e : answer(app, rq, rs, &c.who, rq->args[0], 201);
}

enum err
api_reading_photo(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    const char *type;
    const void *bytes;
    size_t      n;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = reading_photo(app->db, rq->mem, &c.who, rq->args[0], &type, &bytes, &n);
    if (e)
        return call_failed(&c, rs, e);
    rs->status = 200;
    rs->content_type = type;
    buf_add(&rs->body, bytes, n);
    return ERR_OK;
}
