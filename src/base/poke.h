/*
 * poke.h - "look now": an empty datagram to the gateway's Unix socket.
 *
 * Only ever a hint. Whatever it announces is in a database already, and the gateway looks by itself every second.
 */
#ifndef BASE_POKE_H
#define BASE_POKE_H

void poke(const char *socket_path);

/* A bound, non-blocking socket to be poked; -1, logged, on failure. An old socket file is removed first. */
int poke_listen(const char *socket_path);

/* Takes all waiting pokes away. */
void poke_drain(int fd);

#endif
