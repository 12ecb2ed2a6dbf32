/*
 * daraja.h - between daraja.c and daraja_configure.c.
 */
#ifndef API_DARAJA_H
#define API_DARAJA_H

#include "api/credentials.h"
#include "rent/receiving.h"

/* GET /landlords/:id/daraja/status, with which every change answers too. Of the number being set up, else the
 * one in use; `inUse` tells of the latter in any case. */
MUST_CHECK enum err
daraja_answer_status(struct app *app, struct request *rq, struct response *rs, const struct who *who);

#endif
