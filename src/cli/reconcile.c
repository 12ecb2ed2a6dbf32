/*
 * reconcile.c - compares the books with what M-Pesa lists and holds, now, and prints what does not agree. It speaks to
 * nobody: what is to be asked of M-Pesa is left as rows for the gateway.
 */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cli/cli.h"
#include "rent/recon.h"

struct job {
    struct cli        *c;
    struct db         *db;
    bool               json;
    struct json_writer out;
    int64_t            open;
};

static void
put_money_or_null(struct json_writer *w, const char *key, bool known, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    if (known)
        json_put_raw(w, key, money_plain(text, m));
    else
        json_put_null(w, key);
}

static void
tell_json(struct job *j, const struct recon_difference *d, const char *said)
{
    json_open(&j->out, NULL, '{');
    json_put_text(&j->out, "id", d->id);
    json_put_text(&j->out, "kind", d->kind);
    json_put_text(&j->out, "message", said);
    json_put_text(&j->out, "code", d->code);
    put_money_or_null(&j->out, "books", d->has_ours, d->ours);
    put_money_or_null(&j->out, "mpesa", d->has_theirs, d->theirs);
    json_close(&j->out);
}

static void
tell(struct job *j, const struct recon_difference *d)
{
    const struct recon_kind *k = recon_kind(d->kind);
    char                     day[DATE_SIZE];
    const char              *said = recon_say(j->c->mem, k ? k->sentence : d->kind, d,
                                              date_text(day, eat_from(d->at ? d->at : d->first_seen).date), "somebody unknown");

    if (j->json) {
        tell_json(j, d, said);
        return;
    }
    printf("  %s\n", said);
    if (k)
        printf("      %s\n", k->next);
}

static void
begin(struct job *j, const struct recon_landlord *l, const struct recon_run *run)
{
    if (!j->json) {
        printf(run->open == 0   ? "%s (%s): all agrees\n"
               : run->open == 1 ? "%s (%s): 1 difference\n"
                                : "%s (%s): %lld differences\n",
               l->business_name, l->id, (long long)run->open);
        return;
    }
    json_open(&j->out, NULL, '{');
    json_put_text(&j->out, "landlordId", l->id);
    json_put_text(&j->out, "businessName", l->business_name);
    json_put_int(&j->out, "open", run->open);
    json_open(&j->out, "differences", '[');
}

static enum err
compare(struct job *j, const struct recon_landlord *l)
{
    struct who               who = {.landlord_id = l->id};
    struct recon_run         run;
    struct recon_difference *all;
    size_t                   count;
    struct recon_filter      f = {.state = "open", .limit = 200};
    enum err                 e = recon_ask_mpesa(j->db, j->c->mem, &who);

    if (e == ERR_OK)
        e = recon_compare(j->db, j->c->mem, &who, "command", &run);
    if (e != ERR_OK)
        return e;
    begin(j, l, &run);
    j->open += run.open;
    do {
        e = recon_list(j->db, j->c->mem, &who, &f, &all, &count, &f.cursor);
        for (size_t i = 0; e == ERR_OK && i < count; i++)
            tell(j, &all[i]);
    } while (e == ERR_OK && f.cursor);
    if (j->json) {
        json_close(&j->out);
        json_close(&j->out);
    }
    return e;
}

static int
compare_all(struct job *j, const char *landlord_id)
{
    struct recon_landlord *all;
    size_t                 count;
    enum err               e = recon_everybody(j->db, j->c->mem, landlord_id, &all, &count);

    if (e == ERR_OK && landlord_id && count == 0)
        return cli_fail("there is no landlord %s", landlord_id);
    j->out = json_writer_new(j->c->mem);
    json_open(&j->out, NULL, '{');
    json_open(&j->out, "landlords", '[');
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = compare(j, &all[i]);
    if (e != ERR_OK)
        return cli_fail("the comparison failed: %s", err_name(e));
    json_close(&j->out);
    json_put_int(&j->out, "open", j->open);
    json_close(&j->out);
    if (j->json)
        printf("%s\n", json_done(&j->out));
    return j->open ? EXIT_FAILED : EXIT_OK;
}

int
cli_reconcile(struct cli *c)
{
    const char *landlord_id = cli_option(c, "--landlord");
    struct job  j = {.c = c, .json = cli_flag(c, "--json")};

    if (c->argc != (landlord_id ? 2 : 0) + (j.json ? 1 : 0)) {
        cli_fail("usage: rentease reconcile [--landlord ID] [--json]");
        return EXIT_USAGE;
    }
    if (cli_open_main(&c->conf, &j.db) != ERR_OK)
        return cli_fail("the database below %s cannot be opened", c->conf.data);
    int status = compare_all(&j, landlord_id);
    db_close(j.db);
    return status;
}
