#include "base/poke.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"

static int
open_socket(const char *path, struct sockaddr_un *address)
{
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address->sun_path) {
        log_event(LOG_ERR, "poke.path_too_long", "path", path, NULL);
        return -1;
    }
    memcpy(address->sun_path, path, strlen(path) + 1);
    return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

void
poke(const char *socket_path)
{
    struct sockaddr_un to;
    int                fd = open_socket(socket_path, &to);

    if (fd < 0)
        return;
    /* A full queue means it has been poked already; an absent gateway will look when it starts. */
    ssize_t ignored = sendto(fd, "", 0, MSG_DONTWAIT, (const struct sockaddr *)&to, sizeof to);
    (void)ignored;
    close(fd);
}

int
poke_listen(const char *socket_path)
{
    struct sockaddr_un at;
    int                fd = open_socket(socket_path, &at);

    if (fd < 0)
        return -1;
    unlink(socket_path);
    if (bind(fd, (const struct sockaddr *)&at, sizeof at) != 0) {
        log_event(LOG_ERR, "poke.cannot_bind", "path", socket_path, "why", strerror(errno), NULL);
        close(fd);
        return -1;
    }
    return fd;
}

void
poke_drain(int fd)
{
    char nothing[8];

    while (recv(fd, nothing, sizeof nothing, MSG_DONTWAIT) >= 0)
        ;
}
