#include "hook/keep.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/poke.h"
#include "db/db.h"

/* One who waits; on the waiting thread's own stack. */
struct waiter {
    const struct kept *body;
    struct waiter     *next;
    enum err           result;
    bool               done;
};

struct keep {
    struct db      *db;
    char           *gateway_socket;
    pthread_t       thread;
    pthread_mutex_t lock;
    pthread_cond_t  work, settled;
    struct waiter  *first, **last; /* the queue */
    bool            closing;
};

static enum err
insert(struct db *db, const struct kept *b)
{
    struct query *q = db_query(db, SQL_INBOX_ADD);

    query_int(q, ":received_at", b->received_at_ms);
    query_text(q, ":kind", b->kind);
    query_text(q, ":secret_hash", b->secret_hash);
    query_int(q, ":genuine", b->genuine);
    query_text(q, ":remote_addr", b->remote_addr);
    query_int(q, ":listed", b->listed);
    query_blob(q, ":body", b->body, b->body_len);
    return query_run(q);
}

static enum err
commit(struct keep *k, struct waiter *batch)
{
    enum err e = db_begin(k->db);

    if (e != ERR_OK)
        return e;
    for (struct waiter *w = batch; e == ERR_OK && w; w = w->next)
        e = insert(k->db, w->body);
    return db_end(k->db, e);
}

/* Waiters are read before they are told: once told, their stack is gone. */
static void
tell(struct keep *k, struct waiter *batch, enum err result)
{
    pthread_mutex_lock(&k->lock);
    for (struct waiter *w = batch, *next; w; w = next) {
        next = w->next;
        w->result = result;
        w->done = true;
    }
    pthread_cond_broadcast(&k->settled);
    pthread_mutex_unlock(&k->lock);
}

static struct waiter *
take_all(struct keep *k)
{
    pthread_mutex_lock(&k->lock);
    while (!k->first && !k->closing)
        pthread_cond_wait(&k->work, &k->lock);
    struct waiter *batch = k->first;
    k->first = NULL;
    k->last = &k->first;
    pthread_mutex_unlock(&k->lock);
    return batch;
}

static void *
commit_forever(void *arg)
{
    struct keep   *k = arg;
    struct waiter *batch;

    while ((batch = take_all(k))) {
        enum err e = commit(k, batch);
        tell(k, batch, e);
        if (e == ERR_OK)
            poke(k->gateway_socket);
        else
            log_event(LOG_ERR, "inbox.not_kept", "err", err_name(e), NULL);
    }
    return NULL;
}

enum err
keep_open(struct keep **out, const char *path, const char *gateway_socket)
{
    struct keep *k = calloc(1, sizeof *k);

    if (!k)
        return ERR_INTERNAL;
    enum err e = db_open(&k->db, path);
    if (e != ERR_OK) {
        free(k);
        return e;
    }
    k->gateway_socket = strdup(gateway_socket);
    k->last = &k->first;
    pthread_mutex_init(&k->lock, NULL);
    pthread_cond_init(&k->work, NULL);
    pthread_cond_init(&k->settled, NULL);
    if (pthread_create(&k->thread, NULL, commit_forever, k) != 0)
        return ERR_INTERNAL;
    *out = k;
    return ERR_OK;
}

enum err
keep_body(struct keep *k, const struct kept *b)
{
    struct waiter w = {.body = b};

    pthread_mutex_lock(&k->lock);
    *k->last = &w;
    k->last = &w.next;
    pthread_cond_signal(&k->work);
    while (!w.done)
        pthread_cond_wait(&k->settled, &k->lock);
    pthread_mutex_unlock(&k->lock);
    return w.result;
}

void
keep_close(struct keep *k)
{
    pthread_mutex_lock(&k->lock);
    k->closing = true;
    pthread_cond_signal(&k->work);
    pthread_mutex_unlock(&k->lock);
    pthread_join(k->thread, NULL);
    db_close(k->db);
    free(k->gateway_socket);
    free(k);
}
