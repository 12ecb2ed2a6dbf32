/*
 * member.h - the people who work for a landlord: who they are, what they may do and see, and how they come and go.
 *
 * An owner invites a person by name and phone; the link works once, for a week, and says what it offers before it is
 * taken. What a person may do is read on every request (session.h), so that a change counts at the very next one. The
 * last owner stays.
 *
 * Everything here but the taking of an invitation is an owner's; the caller has had his password typed again.
 */
#ifndef RENT_MEMBER_H
#define RENT_MEMBER_H

#include "db/db.h"
#include "rent/who.h"

/* What somebody may do, and see. */
struct member_rights {
    enum role   role;        /* owner, agent, accountant or caretaker */
    bool        may_approve; /* an accountant: payouts that another asked for */
    const char *properties;  /* a caretaker of some: their ids, apart by blanks; NULL: all of them */
};

struct member {
    const char          *person_id, *name, *phone;
    struct member_rights rights;
    const char          *property_names; /* ", " between them; NULL: all */
    const char          *added_by;       /* a name; NULL: signed up himself */
    bool                 second_on;      /* has a second step */
    int64_t              since, seen_at; /* seen_at 0: not here yet */
};

/* Owners first. */
MUST_CHECK enum err
member_list(struct db *db, struct arena *mem, const struct who *who, struct member **out, size_t *count);
MUST_CHECK enum err
member_load(struct db *db, struct arena *mem, const struct who *who, const char *person_id, struct member *out);

enum member_answer {
    MEMBER_DONE,
    MEMBER_IS_ONE,      /* field phone: works for this landlord already */
    MEMBER_NO_PROPERTY, /* field properties: none named, or one that is not his */
    MEMBER_LAST_OWNER,  /* there would be no owner left */
    MEMBER_SAME,        /* nothing would change */
    MEMBER_ANSWER_COUNT
};

/* An English sentence marked for translation, and the API's name for it; NULL for DONE. */
const char *member_refusal(enum member_answer a);
const char *member_refusal_code(enum member_answer a);

/* Changes what he may do. A caretaker's properties go with the role. ERR_NOT_FOUND: works not for him. */
MUST_CHECK enum err member_change(struct db *db, struct arena *mem, const struct who *who, const char *person_id,
                                  const struct member_rights *to, enum member_answer *answer);

/* He goes, and so do the sessions in which he acts for this landlord. Errors as above. */
MUST_CHECK enum err member_remove(struct db *db, struct arena *mem, const struct who *who, const char *person_id,
                                  enum member_answer *answer);

/* ---- invitations ---- */

enum { MEMBER_INVITE_DAYS = 7 };

struct member_invite {
    const char          *id, *landlord_id, *business_name, *name, *phone;
    struct member_rights rights;
    const char          *property_names; /* as above */
    const char          *created_by;     /* a name */
    bool                 has_account;    /* someone with this phone can sign in: his password is asked, none is set */
    int64_t              created_at, expires_at;
};

/* An invitation; an earlier one to the same phone ends. *token is what the link carries, stored only as a hash. */
MUST_CHECK enum err
member_invite_make(struct db *db, struct arena *mem, const struct who *who, const char *name, const char *phone,
                   const struct member_rights *rights, enum member_answer *answer, const char **id, const char **token);

/* Those that can still be taken, newest first. */
MUST_CHECK enum err
member_invite_list(struct db *db, struct arena *mem, const struct who *who, struct member_invite **out, size_t *count);

/* Takes one back. ERR_NOT_FOUND: none of his, or used, or over. */
MUST_CHECK enum err member_invite_end(struct db *db, struct arena *mem, const struct who *who, const char *id);

/* By its token, for whoever opens the link. ERR_NOT_FOUND: unknown, used, taken back or over. */
MUST_CHECK enum err member_invite_load(struct db *db, struct arena *mem, const char *token, struct member_invite *out);

/* Uses it up and makes the member. A person with that phone is the one (the caller has verified his password);
 * otherwise he is made, with `password_hash`. ERR_NOT_FOUND as above; ERR_CONFLICT: works for this landlord already. */
MUST_CHECK enum err member_invite_accept(struct db *db, struct arena *mem, const char *token, const char *password_hash,
                                         const char **person_id, const char **landlord_id);

#endif
