/*
 * log.h - events, not prose: one line each, on standard error.
 *
 *   <6>2026-11-20T09:12:44Z payment.posted req=8f2c payment=k3… cents=1200000
 *
 * A stable name, then key=value. Values are escaped, so that no visitor can write a line of his own. Never log a PIN, a
 * password, a session, a token, a body with keys, or a whole phone number (phone_mask). The <n> is syslog's level, as
 * journald reads it.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdint.h>

enum log_level { LOG_ERR = 3, LOG_WARN = 4, LOG_INFO = 6, LOG_DEBUG = 7 };

/* key, value, key, value, …, NULL: all C strings; a NULL value is written as "-". */
void log_event(enum log_level level, const char *event, ...) __attribute__((sentinel));

/* Put on every line from now on as req=…; NULL ends it. The text is kept by pointer. Per thread. */
void log_request_id(const char *id);

/* Lines below this level are not written; LOG_INFO at start. */
void log_level_set(enum log_level least);

/* A number as a value: log_event(LOG_INFO, "x", "cents", I64(n), NULL). Valid to the end of the enclosing block. */
#define I64(n) log_i64((char[24]){0}, (n))
const char *log_i64(char out[24], int64_t n);

#endif
