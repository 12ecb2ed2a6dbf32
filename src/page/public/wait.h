/*
 * wait.h - "try again in 40 seconds": a time to wait, in the words of templates/part/wait.html.
 */
#ifndef PAGE_PUBLIC_WAIT_H
#define PAGE_PUBLIC_WAIT_H

#include "web/view.h"

/* Sets wait_seconds or wait_minutes, whichever a person would say; neither for 0. */
void wait_view(struct view *v, int64_t wait_s);

/* The same for programs: Retry-After. */
void wait_header(struct request *rq, struct response *rs, int64_t wait_s);

#endif
