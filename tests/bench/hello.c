/*
 * hello.c - the least that a FastCGI program can do behind the same lighttpd, in the same loop as cgi-bin/web.c: what
 * the stack itself costs, to hold the product's figures against.
 */
#include <fcgiapp.h>
#include <signal.h>

static const char answer[] = "Status: 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nhello\n";

static void
on_stop(int signal_number)
{
    (void)signal_number;
    FCGX_ShutdownPending();
}

int
main(void)
{
    struct FCGX_Request fcgi;
    struct sigaction    sa = {.sa_handler = on_stop};

    if (FCGX_Init() != 0 || FCGX_InitRequest(&fcgi, 0, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
        return 1;
    sigaction(SIGTERM, &sa, NULL);
    while (FCGX_Accept_r(&fcgi) == 0) {
        FCGX_PutStr(answer, sizeof answer - 1, fcgi.out);
        FCGX_Detach(&fcgi);
        FCGX_Finish_r(&fcgi);
        FCGX_Attach(&fcgi);
    }
    return 0;
}
