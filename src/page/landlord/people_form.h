/*
 * people_form.h - what a person may do and see, as the two forms about it ask: role, payouts, houses. A caretaker's
 * houses are ticked one by one: boxes named property-ID, as many as there are properties, beside the table of fields.
 *
 * Each table of fields begins with PEOPLE_RIGHTS; fields of its own follow at PEOPLE_FIELDS.
 */
#ifndef PAGE_LANDLORD_PEOPLE_FORM_H
#define PAGE_LANDLORD_PEOPLE_FORM_H

#include "page/account/ask.h"
#include "rent/member.h"
#include "web/view.h"

enum { PEOPLE_ROLE, PEOPLE_APPROVE, PEOPLE_HOUSES, PEOPLE_PASSWORD, PEOPLE_CODE, PEOPLE_FIELDS };
/* clang-format off */
#define PEOPLE_RIGHTS                                                                                                  \
    [PEOPLE_ROLE] = {"role", FIELD_CHOICE, REQUIRED, .choices = "owner|agent|accountant|caretaker",                    \
                     .missing = N_("Choose what this person is to do for you.")},                                      \
    [PEOPLE_APPROVE] = {"mayApprove", FIELD_FLAG, OPTIONAL},                                                           \
    [PEOPLE_HOUSES] = {"houses", FIELD_CHOICE, OPTIONAL, .choices = "all|some"},                                       \
    [PEOPLE_PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},                                               \
    [PEOPLE_CODE] = {"totp", FIELD_TEXT, OPTIONAL, 1, 40}
/* clang-format on */

/* Before the form is shown first: as things stand. */
void people_form_prefill(struct form *f, const struct member_rights *now);

/* What the form says. ERR_FIELD: told beside the field. */
MUST_CHECK enum err people_form_rights(struct app *app, struct request *rq, struct form *f, struct member_rights *out);

/* Whether his password and code are to be asked for. */
MUST_CHECK enum err people_form_proofs(struct app *app, struct request *rq, struct proofs *p);

/* The form, its houses, the proofs and the time to wait. `now` NULL: as posted, or nothing yet. */
MUST_CHECK enum err people_form_view(struct view *v, struct app *app, struct request *rq, const struct form *f,
                                     const struct member_rights *now, const struct proofs *p, int64_t wait_s);

/* role, about: the word for it and what it means; may_approve; houses: names, or "". */
void people_rights_view(struct view *v, const struct member_rights *r, const char *property_names);

#endif
