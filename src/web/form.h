/*
 * form.h - input judged once, at the door: a table of fields for each form, the same for pages and for the JSON API.
 *
 *   enum { PAY_PHONE, PAY_AMOUNT, PAY_FIELD_COUNT };
 *   static const struct field pay_form[PAY_FIELD_COUNT] = {
 *       [PAY_PHONE]  = {"phone",  FIELD_PHONE, REQUIRED},
 *       [PAY_AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = MPESA_LEAST_CENTS, .most = MPESA_MOST_CENTS},
 *   };
 *   struct form f;
 *   enum err e = form_read(&f, rq, pay_form, PAY_FIELD_COUNT);      // ERR_FIELD: f.errors tell which and why
 *   money = form_money(&f, PAY_AMOUNT);
 *
 * Pages read only what the table names: there is no mass assignment. Field names of the JSON API are camelCase; a
 * page's form uses the very same names.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "base/date.h"
#include "base/json.h"
#include "base/money.h"
#include "web/request.h"

enum field_kind {
    FIELD_TEXT,      /* tidied (utf8_tidy), least…most code points */
    FIELD_LINES,     /* as typed or pasted, line breaks and all; least…most bytes */
    FIELD_PASSWORD,  /* as typed, least…most bytes; never shown again */
    FIELD_PHONE,     /* -> 2547XXXXXXXX */
    FIELD_EMAIL,     /* -> lower case */
    FIELD_MONEY,     /* as typed by people or a JSON number -> cents, least…most cents */
    FIELD_SHILLINGS, /* the same, whole shillings only (M-Pesa) */
    FIELD_INT,       /* least…most */
    FIELD_DATE,      /* YYYY-MM-DD */
    FIELD_PERIOD,    /* YYYY-MM */
    FIELD_CHOICE,    /* one of .choices, "a|b|c" */
    FIELD_DIGITS,    /* least…most digits: shortcodes, PIN-like codes */
    FIELD_REF,       /* account reference: letters, digits, '-', least…most; M-Pesa's 12 (daraja.md 3.1) */
    FIELD_ID,        /* an opaque id of ours: lower-case base32, 16 characters */
    FIELD_FLAG,      /* a tick box: present or not; true/false in JSON */
    FIELD_TOKEN,     /* the secret of a link, as it came: any text, least…most bytes; its digits are no card's */
    FIELD_LIST,      /* JSON only: an array, which the caller reads from the body himself */
};

enum { OPTIONAL = 0, REQUIRED = 1 };
enum { FORM_FIELDS_MOST = 24 };

struct field {
    const char     *name;
    enum field_kind kind;
    int             required;
    int64_t         least, most; /* 0, 0: the kind's own limits (form_kinds.c); most 0: its own upper one */
    const char     *choices;
    const char     *missing; /* what to say when it is not there, N_("…"); NULL: the kind's own words */
};

struct form {
    const struct field *fields;
    size_t              count;
    enum lang           lang;
    const char         *typed[FORM_FIELDS_MOST];  /* as it came, for showing it again; NULL when absent; no passwords */
    const char         *text[FORM_FIELDS_MOST];   /* judged and normalised; NULL when absent or wrong */
    int64_t             number[FORM_FIELDS_MOST]; /* cents, counts, 1 for a ticked box */
    const char         *errors[FORM_FIELDS_MOST]; /* translated sentences; NULL where all is well */
    const char         *unknown;                  /* a name in the JSON object that the table lacks; NULL: none */
    struct arena       *mem;
};

/* Reads the request's form (pages) or JSON object (API). ERR_FIELD when a field is wrong; ERR_INPUT for a body that is
 * no JSON object (rq->complaint says why), ERR_MEDIA for another content type. Unknown names are ignored in
 * forms and refused in JSON. An empty or blank text counts as absent, and so does a JSON null. */
MUST_CHECK enum err form_read(struct form *f, struct request *rq, const struct field *fields, size_t count);

/* The same from the query string (filters of a list). */
MUST_CHECK enum err form_read_query(struct form *f, struct request *rq, const struct field *fields, size_t count);

/* An empty form to show first; then prefill what is known. */
void form_blank(struct form *f, struct request *rq, const struct field *fields, size_t count);
void form_prefill(struct form *f, size_t field, const char *typed);

/* Adds what only the trade can know ("This number is already in use."); English, translated here. */
void form_error(struct form *f, size_t field, const char *english);
bool form_ok(const struct form *f);

const char  *form_text(const struct form *f, size_t field); /* NULL when absent */
struct money form_money(const struct form *f, size_t field);
int64_t      form_int(const struct form *f, size_t field);
bool         form_flag(const struct form *f, size_t field);

#endif
