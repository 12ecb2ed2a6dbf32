/*
 * visit.h - for tests of pages: a database of their own, people in it, and browsers without a network.
 *
 * Everything goes through app_answer, so routes, roles, form tokens and templates are the real ones. Run from
 * the root of the repository, for templates/. Only what plays the gateway (visit_paid) reaches behind pages.
 */
#ifndef TESTS_PAGE_VISIT_H
#define TESTS_PAGE_VISIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/random.h"
#include "db/migrate.h"
#include "rent/collect.h"
#include "rent/person.h"
#include "rent/session.h"
#include "web/app.h"
#include "web/cookie.h"
#include "web/csrf.h"
#include "web/route.h"

static struct conf conf = {
    .public_url = "http://127.0.0.1:8080",
    .listen = "127.0.0.1:8080",
    .stk_expiry_s = 120,
    .change_delay_s = 86400,
};
static char          folder[] = "/tmp/visit-XXXXXX";
static struct arena *mem;
static struct app    app = {
       .conf = &conf,
       .web_key = {{7}},
       .css = "app.css",
       .js = "app.js",
       .gateway = "/nowhere",
};

/* Someone at a browser, and what it shows. */
struct visitor {
    const char *token, *person_id, *landlord_id;
    int         status;
    const char *page, *location;
};

static const char *const PASSWORD = "jacaranda-in-bloom";

static int
visit_begin(void **state)
{
    struct box_key key = {{9}};

    (void)state;
    mem = arena_new(256 << 20);
    log_level_set(LOG_ERR);
    if (!mkdtemp(folder))
        return -1;
    conf.data = folder;
    app.mem = mem;
    app.pages = page_routes;
    app.api = api_routes;
    app.intake_key = box_public(mem, &key);
    if (mkdir(arena_printf(mem, "%s/run", folder), 0700) != 0)
        return -1;
    const char *path = arena_printf(mem, "%s/main.db", folder);
    if (migrate(path, migrations_main) != ERR_OK || db_open(&app.db, path) != ERR_OK)
        return -1;
    return templates_load(&app.templates, "templates") == ERR_OK ? 0 : -1;
}

static int
visit_end(void **state)
{
    (void)state;
    db_close(app.db);
    templates_free(app.templates);
    const char *command = arena_printf(mem, "rm -rf %s", folder);
    int         failed = system(command);
    arena_free(mem);
    return failed;
}

static void
sign_in(struct visitor *v)
{
    struct who who;
    int64_t    expires_at;

    assert_int_equal(session_start(app.db, mem, SESSION_BROWSER, v->person_id, &who, &v->token, &expires_at), ERR_OK);
    v->landlord_id = who.landlord_id;
}

/* `hash` NULL: nobody asks for the password. */
static struct visitor
visit_landlord(const char *name, const char *phone, const char *hash)
{
    struct visitor       v = {0};
    enum taken           taken;
    const struct sign_up in = {.name = name, .phone = phone, .password_hash = hash ? hash : "-"};

    assert_int_equal(person_sign_up(app.db, mem, &in, &v.person_id, &v.landlord_id, &taken), ERR_OK);
    sign_in(&v);
    return v;
}

static struct visitor
visit_operator(const char *phone)
{
    struct visitor       v = {0};
    const struct sign_up in = {.name = "Otto Operator", .phone = phone, .password_hash = "-"};

    assert_int_equal(person_add_operator(app.db, mem, &in, &v.person_id), ERR_OK);
    sign_in(&v);
    return v;
}

/* From now on `v` acts for `owner`'s landlord, as a caretaker or whatever `role` says. */
static void
visit_works_for(struct visitor *v, const struct visitor *owner, const char *role)
{
    struct who    who;
    struct query *q = db_query(app.db, SQL_MEMBER_ADD);

    query_text(q, ":landlord_id", owner->landlord_id);
    query_text(q, ":person_id", v->person_id);
    query_text(q, ":role", role);
    query_int(q, ":now", 1790000000);
    assert_int_equal(query_run(q), ERR_OK);
    assert_int_equal(session_load(app.db, mem, SESSION_BROWSER, v->token, &who), ERR_OK);
    assert_int_equal(session_switch(app.db, mem, &who, owner->landlord_id), ERR_OK);
}

static void
send(struct visitor *v, struct request *rq)
{
    struct response rs = response_new(mem);

    rq->mem = mem;
    rq->id = "0123456789abcdef";
    rq->host = "127.0.0.1:8080";
    rq->remote_addr = "127.0.0.1";
    rq->cookie = arena_printf(mem, COOKIE_SESSION "=%s", v->token);
    app_answer(&app, rq, &rs);
    v->status = rs.status;
    v->page = rs.body.bytes;
    v->location = NULL;
    for (size_t i = 0; i < rs.header_count; i++) {
        if (strcmp(rs.headers[i].name, "Location") == 0)
            v->location = rs.headers[i].value;
    }
}

/* "/landlord/bills?status=open" */
static void
get(struct visitor *v, const char *address)
{
    size_t         n = strcspn(address, "?");
    struct request rq = {.method = METHOD_GET, .body = "", .content_type = ""};

    rq.path = arena_strndup(mem, address, n);
    rq.query_text = address[n] ? address + n + 1 : "";
    send(v, &rq);
}

/* `fields` as a browser sends them, "name=B4&rent=15000"; the form token is added. */
static void
post(struct visitor *v, const char *path, const char *fields)
{
    struct request rq = {.method = METHOD_POST, .path = path, .query_text = ""};

    rq.body = arena_printf(mem, "csrf=%s&%s", csrf_token(mem, &app.web_key, v->token), fields);
    rq.body_len = strlen(rq.body);
    rq.content_type = "application/x-www-form-urlencoded";
    send(v, &rq);
}

static void
assert_shows(const struct visitor *v, const char *text)
{
    if (!strstr(v->page, text))
        fail_msg("no \"%s\" in (%d):\n%s", text, v->status, v->page);
}

static void
assert_hides(const struct visitor *v, const char *text)
{
    if (strstr(v->page, text))
        fail_msg("\"%s\" in:\n%s", text, v->page);
}

static void
assert_went(const struct visitor *v, const char *path)
{
    if (v->status != 303 || !v->location || strcmp(v->location, path) != 0)
        fail_msg("%d to %s, not to %s:\n%s", v->status, v->location ? v->location : "nowhere", path, v->page);
}

/* The id at the end of the address that the last form led to: ".../bills/k3…". */
static const char *
id_of_new(const struct visitor *v, const char *below)
{
    size_t n = strlen(below);

    if (v->status != 303 || !v->location || strncmp(v->location, below, n) != 0)
        fail_msg("%d to %s, not below %s:\n%s", v->status, v->location ? v->location : "nowhere", below, v->page);
    return v->location + n;
}

/* What the gateway does when a prompt was answered: `cents` came. */
static void
visit_paid(const char *payment_id, int64_t cents, const char *code)
{
    struct pay         p;
    enum verdict_money verdict;
    const char        *why;
    struct evidence    e = {.channel = "stk_callback", .receipt_no = code, .amount = {cents}, .paid_at = 1790000000};

    assert_int_equal(collect_load(app.db, mem, payment_id, &p), ERR_OK);
    assert_int_equal(collect_sending(app.db, &p, random_hex(mem, 32), 0), ERR_OK);
    assert_int_equal(collect_money(app.db, mem, payment_id, &e, "callback", &verdict, &why), ERR_OK);
}

#endif
