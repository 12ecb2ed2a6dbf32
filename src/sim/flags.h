/*
 * flags.h - the switches of PUT /control/flags: how the whole of Daraja behaves, apart from any one phone.
 */
#ifndef SIM_FLAGS_H
#define SIM_FLAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/money.h"
#include "sim/member.h"

enum token_form {
    TOKEN_404_001_03,
    TOKEN_401_002_01,
    TOKEN_400_003_01,
    TOKEN_401_003_01,
    TOKEN_FORM_COUNT,
    TOKEN_BY_API = TOKEN_FORM_COUNT /* each API's own */
};
/* How a second registration is turned down (daraja.md 6.1). */
enum registered_form { REGISTERED_ERROR, REGISTERED_200 };

/* The version of C2B that the apps have. */
enum c2b_product { C2B_BOTH, C2B_V1, C2B_V2 };

/* How a confirmation shows the payer's number (daraja.md 6.3). */
enum msisdn_form { MSISDN_VERSION, MSISDN_MASKED, MSISDN_TIGHT, MSISDN_SHA256, MSISDN_CLEAR, MSISDN_MASKED_HASH };

/* Which of the payer's names it tells. */
enum names_form { NAMES_FIRST, NAMES_ALL, NAMES_MISSING, NAMES_EMPTY };

/* What a pull answers when there is nothing to pull (daraja.md 13). */
enum pull_nothing { PULL_NOTHING_STRING, PULL_NOTHING_OTHER_KEY, PULL_NOTHING_ERROR };

/* What stands in the QRCode of an answer. */
enum qr_picture { QR_PICTURE_PNG, QR_PICTURE_EMPTY, QR_PICTURE_GIF };

enum down { DOWN_NONE, DOWN_HTML, DOWN_REFUSE, DOWN_HANG };

struct flags {
    int64_t      token_lifetime_s;
    bool         new_token_kills_old;
    int          token_error_form; /* enum token_form */
    bool         open_enrolment;
    int64_t      prompt_lifetime_ms;
    bool         rule_limited;
    int64_t      query_per_60s; /* 0: no limit */
    int64_t      answer_delay_ms;
    int          down;            /* enum down */
    int64_t      down_status;     /* of the firewall's page; 0: 503 */
    int64_t      spike_per_60s;   /* requests of one app; 0: no limit */
    struct money opening_balance; /* of an organisation's working and utility accounts */
    /* C2B */
    bool    stk_also_c2b;
    bool    c2b_register_once;
    int     c2b_registered_form; /* enum registered_form */
    int     c2b_product;         /* enum c2b_product */
    int     c2b_msisdn;          /* enum msisdn_form */
    int     c2b_names;           /* enum names_form */
    bool    c2b_till_as_store;   /* BusinessShortCode of a till's confirmation: its store number */
    int64_t c2b_delay_ms;
    int64_t c2b_validation_ms;
    /* The asynchronous APIs */
    int64_t result_delay_ms;
    int64_t pull_page;               /* rows of one answer */
    int     pull_nothing;            /* enum pull_nothing */
    bool    pull_spaced_keys;        /* "Response Status", as the live sandbox writes it */
    bool    qr_says_id;              /* ResponseCode of a QR code is an AG_ id instead of 00 */
    int     qr_picture;              /* enum qr_picture */
    bool    reversed_says_completed; /* what Transaction Status says of a reversed payment; else "Reversed" */
};

extern const struct member flags_members[];
extern const char *const msisdn_forms[], *const names_forms[]; /* NULL-terminated */

struct flags flags_default(void);

#endif
