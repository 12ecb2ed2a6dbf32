/*
 * wire.h - the small habits of Daraja that several of its APIs share: how it writes amounts, times, parties and receipt
 * numbers, and what free text it bears.
 *
 * Nothing here keeps what it cannot read: a false or a NULL means "not said, or not readable".
 */
#ifndef DARAJA_WIRE_H
#define DARAJA_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/money.h"

/* True for text that is neither NULL nor "". */
bool wire_filled(const char *text);

/* "0", "00", "00000000": how several answers say that a request was taken (daraja.md 6.1, 12). Never for results, where
 * only the token 0 is success. */
bool wire_zeros(const char *text);

/* A member of `j` that is a string or a number, as text; the key is compared without regard to case and blanks
 * ("ResponseStatus" finds "Response Status"). An exact match goes first. NULL: none. */
const char *wire_member(const struct json *j, const char *key);
/* The same for a member of any kind. */
const struct json *wire_get(const struct json *j, const char *key);

/* 6-20 letters and digits, in upper case, at least one of them not 0; otherwise NULL. */
const char *wire_receipt(struct arena *mem, const char *text);

/* Exact cents; may be below zero. Zeros beyond the second decimal are borne, other digits there are not: nothing is
 * rounded. Also `{Amount={CurrencyCode=KES, MinimumAmount=618683, BasicAmount=6186.83}}`, when its two figures agree,
 * and the third field of `name|KES|77.00|…` (daraja.md 1.3). */
bool wire_money(const char *text, struct money *out);

/*
 * "20261103101529", "03.11.2026 12:01:44", "2026-11-03 11:15:02", "2026-11-03T11:15:02Z", "03-11-2026 11:15",
 * "2026-11-03". All of them are EAT: whether the Z of the pull API is honest nobody has told, and its neighbours are
 * EAT. A written offset ("+03:00") is believed.
 */
bool wire_time(const char *text, int64_t *utc);

/* "254712345678 - JANE  DOE", "412873 - EXAMPLE HOMES", either half missing. */
struct wire_party {
    const char *number; /* as it stands there, perhaps masked; NULL */
    const char *phone;  /* 254…, when the number is one; NULL */
    const char *name;   /* NULL */
};
struct wire_party wire_party(struct arena *mem, const char *text);

/* Letters, digits, blanks and - _ . of `text`, `most` of them: others are known to make a request vanish without a word
 * (daraja.md 1). `otherwise` when fewer than two are left. */
const char *wire_words(struct arena *mem, const char *text, size_t most, const char *otherwise);

/* `text`, cut before the character that would make it longer than `most` bytes. NULL gives NULL. */
const char *wire_cut(struct arena *mem, const char *text, size_t most);

#endif
