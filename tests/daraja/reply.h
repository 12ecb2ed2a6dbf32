/*
 * reply.h - what the tests of daraja/ have in common: an answer that came, and a Result read.
 */
#ifndef TESTS_DARAJA_REPLY_H
#define TESTS_DARAJA_REPLY_H

#include "support/check.h"

#include "daraja/answer.h"
#include "daraja/result.h"

static inline struct reply
said(int http_status, const char *body)
{
    return (struct reply){TRANSPORT_ANSWERED, http_status, body, strlen(body)};
}

/* The ways in which any request ends without an answer of its own shape, and what each must read as. */
static const struct {
    struct reply     reply;
    enum answer_kind kind;
} endings[] = {
    {{TRANSPORT_NOT_SENT, 0, "", 0}, ANSWER_NOT_SENT},
    {{TRANSPORT_LOST, 0, "", 0}, ANSWER_UNKNOWN},
#define BODY(status, text)                                                                                             \
    {                                                                                                                  \
        TRANSPORT_ANSWERED, status, text, sizeof(text) - 1                                                             \
    }
    {BODY(200, ""), ANSWER_UNKNOWN},
    {BODY(200, "{}"), ANSWER_UNKNOWN},
    {BODY(200, "[]"), ANSWER_UNKNOWN},
    {BODY(200, "{\"ResponseCode\":\"0\""), ANSWER_UNKNOWN},
    {BODY(503, "<html>Request unsuccessful. Incapsula incident ID: 1</html>"), ANSWER_UNKNOWN},
    {BODY(504, "{\"fault\":{\"faultstring\":\"Gateway Timeout\",\"detail\":{\"errorcode\":\"x.y\"}}}"), ANSWER_UNKNOWN},
    {BODY(429, "{\"fault\":{\"faultstring\":\"Spike arrest violation.\",\"detail\":{\"errorcode\":"
               "\"policies.ratelimit.SpikeArrestViolation\"}}}"),
     ANSWER_BUSY},
    {BODY(500, "{\"requestId\":\"1\",\"errorCode\":\"500.003.02\",\"errorMessage\":\"System is busy\"}"), ANSWER_BUSY},
    {BODY(404, "{\"requestId\":\"1\",\"errorCode\":\"404.001.03\",\"errorMessage\":\"Invalid Access Token\"}"),
     ANSWER_TOKEN},
    {BODY(400, "{\"requestId\":\"1\",\"errorCode\":\"400.002.02\",\"errorMessage\":\"Bad Request - Invalid Amount\"}"),
     ANSWER_REJECTED},
    {BODY(200, "{\"requestId\":\"1\",\"errorCode\":\"400.002.02\",\"errorMessage\":\"Bad Request - Invalid Amount\"}"),
     ANSWER_REJECTED},
#undef BODY
};

static inline struct daraja_result
result_of(const char *body)
{
    struct daraja_result r;
    const char          *why = NULL;

    check_ok(daraja_result_read(mem, body, strlen(body), &r, &why));
    return r;
}

#endif
