/*
 * form_private.h - between form.c (reading), form_json.c (bodies of the API), form_kinds.c (the table of
 * kinds) and form_judges.c (one judge to each kind).
 */
#ifndef WEB_FORM_PRIVATE_H
#define WEB_FORM_PRIVATE_H

#include "web/form.h"

/* Judges what came for one field (NULL: nothing) and files it: text and number, or an error. */
void field_judge(struct form *f, size_t field, const char *came);

/* One judgement under way. A judge files text and number, and returns NULL; or it returns an English
 * sentence, in which {least} and {most} stand for the limits. */
struct judging {
    struct form        *f;
    const struct field *field;
    int64_t             least, most;
    const char        **text;
    int64_t            *number;
};

typedef const char *judge(struct judging *j, const char *came); /* never NULL, never blank */

judge judge_text, judge_token, judge_lines, judge_password, judge_phone, judge_email, judge_money, judge_shillings,
    judge_int;
judge judge_date, judge_period, judge_choice, judge_digits, judge_ref, judge_id, judge_flag;

/* Judges the fields of a JSON body. ERR_INPUT or ERR_MEDIA as form_read. */
MUST_CHECK enum err form_take_json(struct form *f, struct request *rq);

#endif
