/*
 * gateway - reads like a table of contents: open everything, one loop, close (gateway.h).
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/poke.h"
#include "db/migrate.h"
#include "gateway/ask.h"
#include "gateway/billing.h"
#include "gateway/check.h"
#include "gateway/inbox.h"
#include "gateway/match.h"
#include "gateway/pull.h"
#include "gateway/push.h"
#include "gateway/qr.h"
#include "gateway/register.h"
#include "gateway/replay.h"
#include "gateway/request.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "gateway/trial.h"
#include "gateway/upkeep.h"
#include "hook/c2b.h"
#include "hook/question.h"
#include "rent/collect.h"
#include "rent/mpesa_send.h"
#include "rent/pull.h"
#include "rent/qr.h"
#include "rent/registration.h"
#include "rent/trial.h"

enum { MEM_CEILING = 64 * 1024 * 1024, FINISH_MS = 2500, IDLE_MS = 1000, BACKLOG_MS = 2, CONNECTIONS = 200 };

static volatile sig_atomic_t stopping;

static void
on_stop(int signal)
{
    (void)signal;
    stopping = 1;
}

/* There is exactly one gateway: each new OAuth token ends the last (threat-model.md 2). The lock ends with the process.
 */
static enum err
be_the_only_one(const struct conf *conf)
{
    int fd = open(conf_path(conf, "run/gateway.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0) {
        log_event(LOG_ERR, "gateway.not_alone", "why", strerror(errno), NULL);
        return ERR_CONFLICT;
    }
    return ERR_OK;
}

static enum err
open_databases(struct gateway *g)
{
    const char *main_path = conf_path(g->conf, "main.db"), *inbox_path = conf_path(g->conf, "inbox.db");
    enum err    e = migrate_check(main_path, migrations_main);

    if (e == ERR_OK)
        e = migrate_check(inbox_path, migrations_inbox);
    if (e == ERR_OK)
        e = db_open(&g->db, main_path);
    if (e == ERR_OK)
        e = db_open(&g->inbox, inbox_path);
    return e;
}

static enum err
open_all(struct gateway *g, const struct conf *conf)
{
    g->conf = conf;
    g->mem = arena_new(MEM_CEILING);
    g->hook_rules = (struct hook_rules){conf->confirm_before, conf->query_after_s};
    enum err e = be_the_only_one(conf);
    if (e == ERR_OK)
        e = box_key_file(conf->key_file, false, &g->key);
    if (e == ERR_OK)
        e = box_key_file(conf_path(conf, "keys/hooks.key"), false, &g->hook_key);
    if (e == ERR_OK)
        e = open_databases(g);
    if (e != ERR_OK)
        return e;
    g->wake_fd = poke_listen(conf_path(conf, "run/gateway.sock"));
    g->question_fd = poke_listen(conf_path(conf, "run/question.sock"));
    g->curl = curl_multi_init();
    if (g->wake_fd < 0 || g->question_fd < 0 || !g->curl)
        return ERR_INTERNAL;
    curl_multi_setopt(g->curl, CURLMOPT_MAX_HOST_CONNECTIONS, (long)CONNECTIONS);
    curl_multi_setopt(g->curl, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS);
    return ERR_OK;
}

/* What the last one left: the place in the inbox, and payments caught in mid-air. */
static enum err
recover(struct gateway *g)
{
    int64_t  in_flight, requests;
    enum err e = db_check(g->db);

    if (e == ERR_OK)
        e = upkeep_verify(g);
    if (e == ERR_OK)
        e = collect_last_judged(g->db, &g->last_judged);
    if (e == ERR_OK)
        e = collect_recover(g->db, g->mem, &in_flight);
    if (e == ERR_OK)
        e = registration_recover(g->db);
    if (e == ERR_OK)
        e = trial_recover(g->db);
    if (e == ERR_OK)
        e = check_begin(g);
    if (e == ERR_OK)
        e = pull_recover(g->db);
    if (e == ERR_OK)
        e = mpesa_recover(g->db, g->mem, &requests);
    if (e == ERR_OK)
        e = qr_recover(g->db);
    if (e == ERR_OK)
        log_event(LOG_INFO, "gateway.ready", "last_judged", I64(g->last_judged), "were_in_flight", I64(in_flight),
                  "sound", g->sound ? "yes" : "no", NULL);
    return e;
}

/* An error of ours is no reason to refuse a tenant's money: no word is "accept". */
static const char *
answer_question(void *arg, const char *secret_hash, const char *body, size_t n)
{
    struct gateway *g = arg;
    const char     *said;

    return hook_validate(g->db, g->mem, secret_hash, body, n, &said) == ERR_OK ? said : NULL;
}

static enum err
turn(struct gateway *g, bool *more)
{
    question_serve(g->question_fd, g->mem, answer_question, g);
    enum err e = inbox_judge(g, more);

    if (e == ERR_OK)
        e = replay_waiting(g);
    if (e == ERR_OK)
        e = match_waiting(g);
    if (e == ERR_OK)
        e = upkeep(g);
    if (e == ERR_OK)
        e = push_waiting(g);
    if (e == ERR_OK)
        e = register_waiting(g);
    if (e == ERR_OK)
        e = check_waiting(g);
    if (e == ERR_OK)
        e = trial_waiting(g);
    if (e == ERR_OK)
        e = pull_waiting(g);
    if (e == ERR_OK)
        e = request_waiting(g);
    if (e == ERR_OK)
        e = request_due(g);
    if (e == ERR_OK)
        e = qr_waiting(g);
    if (e == ERR_OK)
        e = billing_waiting(g, more);
    return e == ERR_OK ? ask_due(g) : e;
}

/* A database that stayed locked is tried again; anything else ends the process, and the supervisor starts another. */
static enum err
loop(struct gateway *g)
{
    while (!stopping) {
        bool     more;
        enum err e = turn(g, &more);
        if (e != ERR_OK && e != ERR_BUSY)
            return e;
        transfer_turn(g, more ? BACKLOG_MS : IDLE_MS); /* with a backlog: room for others to write, too */
        arena_reset(g->mem);
    }
    return ERR_OK;
}

/* What was asked of Daraja is waited for a little: where the answer to a prompt is lost and its callback comes while
 * nobody listens, there is no name to ask about it by. The supervisor leaves us five seconds in all. */
static void
finish(struct gateway *g)
{
    int64_t until = clock_monotonic_ms() + FINISH_MS;

    while (g->flights > 0 && clock_monotonic_ms() < until) {
        transfer_turn(g, FINISH_MS / 50);
        arena_reset(g->mem);
    }
}

static void
close_all(struct gateway *g)
{
    if (g->curl)
        transfer_abandon_all(g);
    token_free_all(g);
    db_close(g->db);
    db_close(g->inbox);
    arena_free(g->mem);
    if (g->wake_fd > 0)
        close(g->wake_fd);
    if (g->question_fd > 0)
        close(g->question_fd);
}

int
main(void)
{
    static struct gateway g;
    static struct conf    conf;
    char                  why[512];
    struct sigaction      sa = {.sa_handler = on_stop};

    harden();
    sigaction(SIGTERM, &sa, NULL);
    sigaction(SIGINT, &sa, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (conf_load(&conf, getenv("RENTEASE_CONFIG"), why, sizeof why) != ERR_OK) {
        log_event(LOG_ERR, "conf.wrong", "why", why, NULL);
        return 2;
    }
    if (sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return 1;
    enum err e = open_all(&g, &conf);
    if (e == ERR_OK)
        e = recover(&g);
    if (e == ERR_OK)
        e = loop(&g);
    if (e == ERR_OK)
        finish(&g);
    log_event(e == ERR_OK ? LOG_INFO : LOG_ERR, "gateway.stopped", "err", err_name(e), NULL);
    close_all(&g);
    curl_global_cleanup();
    return e == ERR_OK ? 0 : 1;
}
