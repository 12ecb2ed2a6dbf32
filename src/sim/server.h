/*
 * server.h - HTTP, by libmicrohttpd without threads of its own: the main loop runs it when its descriptor is
 * readable.
 */
#ifndef SIM_SERVER_H
#define SIM_SERVER_H

#include <stdint.h>

struct server;
struct world;

/* NULL, after logging why, when the address cannot be listened on. */
struct server *server_open(struct world *w);

/* Lets go of every request first. */
void server_close(struct server *s);

/* Readable when there is work. */
int server_fd(const struct server *s);

/* Milliseconds until there is work anyway, `most` at the most. */
int64_t server_wait(const struct server *s, int64_t most);
void    server_run(struct server *s);

#endif
