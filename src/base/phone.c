#include "base/phone.h"

#include <stdio.h>
#include <string.h>

/* Digits of `typed` into `out`; false when anything else than the usual separators is among them. */
static bool
digits_only(const char *typed, char *out, size_t size)
{
    size_t n = 0;

    for (const char *p = typed; *p; p++) {
        if (*p >= '0' && *p <= '9') {
            if (n + 1 >= size)
                return false;
            out[n++] = *p;
        } else if (*p == '+') {
            if (n)
                return false;
        } else if (!strchr(" -().\t", *p)) {
            return false;
        }
    }
    out[n] = '\0';
    return true;
}

bool
phone_parse(const char *typed, char out[PHONE_SIZE])
{
    char        d[20] = "";
    const char *local = d;

    if (!digits_only(typed, d, sizeof d))
        return false;
    if (strncmp(d, "00254", 5) == 0)
        local = d + 5;
    else if (strncmp(d, "254", 3) == 0)
        local = d + 3;
    if (*local == '0') /* also the common slip 2540712… */
        local++;
    if (strlen(local) != 9 || (*local != '7' && *local != '1'))
        return false;
    snprintf(out, PHONE_SIZE, "254%.9s", local);
    return true;
}

const char *
phone_mask(char out[PHONE_MASK_SIZE], const char *phone)
{
    size_t n = phone ? strlen(phone) : 0;

    if (n < 10)
        snprintf(out, PHONE_MASK_SIZE, "•••");
    else
        snprintf(out, PHONE_MASK_SIZE, "%.4s•••%s", phone, phone + n - 3);
    return out;
}

const char *
phone_payer(char out[PHONE_MASK_SIZE], const char *shown)
{
    char   full[PHONE_SIZE];
    size_t heads = strspn(shown, "0123456789+ "), tails = 0, n = strlen(shown);

    if (phone_parse(shown, full))
        return phone_mask(out, full);
    while (tails < n && shown[n - tails - 1] >= '0' && shown[n - tails - 1] <= '9')
        tails++;
    if (strspn(shown, "0123456789+ *") == n && shown[heads] == '*' && heads <= 12 && tails && tails <= 6)
        snprintf(out, PHONE_MASK_SIZE, "%.*s•••%s", (int)(heads < 4 ? heads : 4), shown, shown + n - tails);
    else
        out[0] = '\0';
    return out;
}

const char *
phone_local(char out[PHONE_MASK_SIZE], const char *phone)
{
    if (strlen(phone) == 12 && strncmp(phone, "254", 3) == 0)
        snprintf(out, PHONE_MASK_SIZE, "0%.3s %.3s %s", phone + 3, phone + 6, phone + 9);
    else
        snprintf(out, PHONE_MASK_SIZE, "%s", phone);
    return out;
}

bool
phone_fits(const char *shown, const char *phone)
{
    char   head[20], tail[20];
    size_t h = 0, t = 0;
    bool   masked = false;

    for (const char *p = shown; *p; p++) {
        if (*p == '*' || *p == 'X' || *p == 'x') {
            masked = true;
        } else if (*p >= '0' && *p <= '9') {
            if (!masked && h < sizeof head - 1)
                head[h++] = *p;
            else if (masked && t < sizeof tail - 1)
                tail[t++] = *p;
        }
    }
    head[h] = tail[t] = '\0';
    if (!masked) {
        char full[PHONE_SIZE];
        return h == 0 || (phone_parse(head, full) && strcmp(full, phone) == 0);
    }
    char local[PHONE_SIZE];
    snprintf(local, sizeof local, "0%s", strlen(phone) > 3 ? phone + 3 : phone);
    size_t n = strlen(phone);
    bool   head_fits = strncmp(head, phone, h) == 0 || strncmp(head, local, h) == 0;
    return head_fits && t <= n && strcmp(tail, phone + n - t) == 0;
}
