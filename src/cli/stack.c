#include "cli/stack.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

const char *
stack_program_folder(struct arena *mem)
{
    char    path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

    if (n <= 0)
        return ".";
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    *slash = '\0';
    return arena_strdup(mem, path);
}

/* Only what is not secret; the programs behind lighttpd have no other source. */
static void
enter_lighttpd(const void *arg)
{
    const struct cli *c = arg;
    struct arena     *mem = arena_new(64 * 1024);
    const char       *listen = c->conf.listen, *colon = strrchr(listen, ':'), *programs = stack_program_folder(mem);
    char              number[24];

    conf_export_public(&c->conf);
    unsetenv("RENTEASE_CONFIG");
    setenv("RENTEASE_BIND", arena_strndup(mem, listen, (size_t)(colon - listen)), 1);
    setenv("RENTEASE_PORT", colon + 1, 1);
    setenv("RENTEASE_PROGRAMS", programs, 1);
    setenv("RENTEASE_STATIC", arena_printf(mem, "%s/build/static", c->conf.root), 1);
    snprintf(number, sizeof number, "%lld", (long long)c->conf.workers);
    setenv("RENTEASE_WORKERS", number, 1);
    snprintf(number, sizeof number, "%lld", (long long)c->conf.hook_workers);
    setenv("RENTEASE_HOOK_WORKERS", number, 1);
    setenv("TZ", "Africa/Nairobi", 1);
}

/* The gateway reads the file itself, so that secrets in it never stand in an environment. */
static void
enter_gateway(const void *arg)
{
    const struct cli *c = arg;

    if (c->conf_path)
        setenv("RENTEASE_CONFIG", c->conf_path, 1);
}

static const char *
find_lighttpd(void)
{
    static const char *const places[] = {"/usr/sbin/lighttpd", "/usr/local/sbin/lighttpd", "/usr/bin/lighttpd"};

    for (size_t i = 0; i < COUNT(places); i++)
        if (access(places[i], X_OK) == 0)
            return places[i];
    return NULL;
}

static bool
config_is_good(struct cli *c, char *const *argv)
{
    int   status;
    pid_t pid = fork();

    if (pid == 0) {
        enter_lighttpd(c);
        execv(argv[0], argv);
        _exit(127);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static char **
words(struct arena *mem, const char *a, const char *b, const char *c, const char *d)
{
    const char *const given[] = {a, b, c, d};
    char            **out = arena_array(mem, COUNT(given) + 1, sizeof *out);

    for (size_t i = 0; i < COUNT(given) && given[i]; i++)
        out[i] = arena_strdup(mem, given[i]);
    return out;
}

enum err
stack_programs(struct cli *c, struct stack *out)
{
    const char *lighttpd = find_lighttpd(), *conf = arena_printf(c->mem, "%s/lighttpd.conf", c->conf.root);

    if (!lighttpd) {
        cli_fail("lighttpd is not installed; apt-get install lighttpd");
        return ERR_INPUT;
    }
    if (!config_is_good(c, words(c->mem, lighttpd, "-tt", "-f", conf))) {
        cli_fail("lighttpd does not accept %s; its words are above", conf);
        return ERR_INPUT;
    }
    out->programs[out->count++] = (struct program){
        .name = "gateway",
        .argv = words(c->mem, arena_printf(c->mem, "%s/gateway", stack_program_folder(c->mem)), NULL, NULL, NULL),
        .enter = enter_gateway,
        .arg = c,
        .stop_signal = SIGTERM,
    };
    out->programs[out->count++] = (struct program){
        .name = "lighttpd",
        .argv = words(c->mem, lighttpd, "-D", "-f", conf),
        .enter = enter_lighttpd,
        .arg = c,
        .stop_signal = SIGINT,
    };
    return ERR_OK;
}

static size_t
ignore(char *bytes, size_t size, size_t n, void *arg)
{
    (void)bytes;
    (void)arg;
    return size * n;
}

bool
stack_wait_ready(const struct conf *conf, int wait_ms)
{
    char    url[256];
    int64_t until = clock_monotonic_ms() + wait_ms;
    long    status = 0;

    snprintf(url, sizeof url, "http://%s/healthz", conf->listen);
    while (clock_monotonic_ms() < until) {
        CURL *easy = curl_easy_init();
        if (!easy)
            return false;
        curl_easy_setopt(easy, CURLOPT_URL, url);
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 1000L);
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore);
        if (curl_easy_perform(easy) == CURLE_OK)
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_cleanup(easy);
        if (status == 200)
            return true;
        usleep(100 * 1000);
    }
    return false;
}
