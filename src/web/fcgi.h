/*
 * fcgi.h - from a FastCGI request to ours; with cgi-bin the only place that knows libfcgi.
 */
#ifndef WEB_FCGI_H
#define WEB_FCGI_H

#include <fcgiapp.h>

#include "web/request.h"

/*
 * Reads the variables into `mem`. Never fails: what is unfit is told by rq->fault (ERR_INPUT for an unfit path, or a
 * header that came twice: as X-Forwarded-For and X_Forwarded_For two become one variable, and one of them is a
 * stranger's). `trusted` is the list of proxies whose X-Forwarded-For and -Proto are believed (base/net.h).
 */
void fcgi_read(struct FCGX_Request *from, struct arena *mem, const char *trusted, struct request *rq);

/* Then the body, of which its route takes so much (app_body_most). The fault is ERR_TOO_LARGE for more, which is left
 * unread, and ERR_INPUT for one that is cut. */
void fcgi_read_body(struct FCGX_Request *from, struct request *rq, size_t most);

#endif
