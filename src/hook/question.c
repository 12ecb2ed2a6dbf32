#include "hook/question.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/hash.h"

enum { HASH_LEN = SHA256_HEX_SIZE - 1, PACKET_MOST = HASH_LEN + QUESTION_BODY_MOST, ANSWER_MOST = 512 };

/* A socket with a name that the kernel chose, so that an answer finds its way. */
static int
open_caller(const char *socket_path, struct sockaddr_un *to)
{
    struct sockaddr_un self = {.sun_family = AF_UNIX};

    *to = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(socket_path) >= sizeof to->sun_path)
        return -1;
    memcpy(to->sun_path, socket_path, strlen(socket_path) + 1);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && bind(fd, (const struct sockaddr *)&self, sizeof self.sun_family) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

const char *
question_ask(struct arena *mem, const char *socket_path, const char *secret_hash, const char *body, size_t n)
{
    struct sockaddr_un to;
    char               packet[PACKET_MOST], answer[ANSWER_MOST];
    ssize_t            got = -1;
    int                fd = n <= QUESTION_BODY_MOST ? open_caller(socket_path, &to) : -1;

    if (fd < 0)
        return NULL;
    memcpy(packet, secret_hash, HASH_LEN);
    memcpy(packet + HASH_LEN, body, n);
    struct pollfd p = {.fd = fd, .events = POLLIN};
    if (sendto(fd, packet, HASH_LEN + n, MSG_DONTWAIT, (const struct sockaddr *)&to, sizeof to) > 0 &&
        poll(&p, 1, QUESTION_PATIENCE_MS) == 1)
        got = recv(fd, answer, sizeof answer, MSG_DONTWAIT);
    close(fd);
    return got > 0 ? arena_strndup(mem, answer, (size_t)got) : NULL;
}

void
question_serve(int fd, struct arena                                                                        *mem,
               const char *(*answer)(void *arg, const char *secret_hash, const char *body, size_t n), void *arg)
{
    char               packet[PACKET_MOST];
    struct sockaddr_un from;

    for (;;) {
        socklen_t size = sizeof from;
        ssize_t   got = recvfrom(fd, packet, sizeof packet, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
        if (got < 0)
            return;
        if (got < HASH_LEN)
            continue;
        const char *hash = arena_strndup(mem, packet, HASH_LEN);
        const char *said = answer(arg, hash, packet + HASH_LEN, (size_t)got - HASH_LEN);
        if (said)
            sendto(fd, said, strlen(said), MSG_DONTWAIT, (const struct sockaddr *)&from, size);
    }
}
