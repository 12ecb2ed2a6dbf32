/*
 * member_private.h - what member*.c share.
 */
#ifndef RENT_MEMBER_PRIVATE_H
#define RENT_MEMBER_PRIVATE_H

#include "rent/member.h"

/* role, may_approve and properties of a row. */
struct member_rights member_row_rights(struct query *q, struct arena *mem);

/* Keeps a caretaker to these properties. ERR_NOT_FOUND: an id that is none of this landlord's. */
MUST_CHECK enum err
member_keep_to(struct db *db, struct arena *mem, const struct who *who, const char *person_id, const char *properties);

/* "caretaker of 2", "accountant, approves": for the audit. */
const char *member_rights_text(struct arena *mem, const struct member_rights *r);

#endif
