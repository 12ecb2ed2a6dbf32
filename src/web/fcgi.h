/*
 * fcgi.h - from a FastCGI request to ours; with cgi-bin the only place that knows libfcgi.
 */
#ifndef WEB_FCGI_H
#define WEB_FCGI_H

#include <fcgiapp.h>

#include "web/request.h"

/*
 * Reads variables and body into `mem`. Never fails: what is unfit is told by rq->fault (ERR_TOO_LARGE for a
 * body above REQUEST_BODY_MOST, which is left unread; ERR_INPUT for a cut body, an unfit path, or a header
 * that came twice: as X-Forwarded-For and X_Forwarded_For two become one variable, and one of them is a
 * stranger's). `trusted` is the list of proxies whose X-Forwarded-For and -Proto are believed (base/net.h).
 */
void fcgi_read(struct FCGX_Request *from, struct arena *mem, const char *trusted, struct request *rq);

#endif
