/*
 * request.h - what every request made in an initiator's name carries (daraja.md 7-11, 15).
 */
#ifndef DARAJA_REQUEST_H
#define DARAJA_REQUEST_H

struct request_by {
    const char *initiator;  /* the API operator's name */
    const char *credential; /* SecurityCredential: daraja/credential.h */
    const char *result_url; /* each request's own, unguessable */
    const char *timeout_url;
    const char *remarks; /* 2-100 characters; cut, and to harmless ones (daraja.md 1) */
};

enum { REMARKS_MOST = 100 };

#endif
