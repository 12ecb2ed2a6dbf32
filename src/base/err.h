/*
 * err.h - the program's one list of ways to fail.
 *
 * Whoever first knows the detail logs it; whoever can decide acts; between them only the code is passed up.
 * Bad input is never an assert; a broken promise of our own always is.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err {
    ERR_OK = 0,
    ERR_INPUT,     /* the sender's bytes are malformed               -> 400 */
    ERR_AUTH,      /* nobody is signed in, or the password is wrong  -> 401 */
    ERR_FORBIDDEN, /* signed in, but this is not theirs to do        -> 403 */
    ERR_NOT_FOUND, /* no such row or page, or another landlord's     -> 404 */
    ERR_METHOD,    /* the address exists, the method does not        -> 405 */
    ERR_CONFLICT,  /* a UNIQUE, a state or a running attempt says no -> 409 */
    ERR_TOO_LARGE, /* a ceiling given at birth was reached           -> 413 */
    ERR_MEDIA,     /* a content type that this address does not read -> 415 */
    ERR_FIELD,     /* readable, but a field is wrong; fields tell    -> 422 */
    ERR_LIMIT,     /* too often; a time to wait is known             -> 429 */
    ERR_INTERNAL,  /* ours to repair; the log has the details        -> 500 */
    ERR_BUSY,      /* the database or a slot stayed taken            -> 503 */
    ERR_COUNT
};

#define MUST_CHECK   __attribute__((warn_unused_result))
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* "not_found" and so on: the code of the JSON API's error where a handler gave no better one. */
const char *err_name(enum err e);

/* The HTTP status in the comments above. */
int err_status(enum err e);

#endif
