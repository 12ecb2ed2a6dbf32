#include "rent/invariant.h"

/* 15 (no callback forgotten) spans two databases and is the gateway's. */
static const enum sql checks[] = {
    SQL_INVARIANT_01_BALANCED,
    SQL_INVARIANT_02_WHOLE_CENTS,
    SQL_INVARIANT_03_ONE_LANDLORD,
    SQL_INVARIANT_04_RECEIPT_ONCE,
    SQL_INVARIANT_05_PAYMENT_ONCE,
    SQL_INVARIANT_06_RECEIVED_IS_POSTED,
    SQL_INVARIANT_07_EXACT_AMOUNT,
    SQL_INVARIANT_08_PAID_IS_MONEY,
    SQL_INVARIANT_09_RIGHT_LANDLORD,
    SQL_INVARIANT_10_NOT_SPENT_TWICE,
    SQL_INVARIANT_11_NOT_OVERPAID,
    SQL_INVARIANT_12_REVERSED_ONCE,
    SQL_INVARIANT_13_LEGAL_STEPS,
    SQL_INVARIANT_14_BILLED_ONCE,
    SQL_INVARIANT_16_NOBODY_WAITING,
    SQL_INVARIANT_18_UNBROKEN_CHAIN,
    SQL_INVARIANT_19_CACHE_TRUE,
    SQL_INVARIANT_20_NO_RENT_ACROSS_LANDLORDS,
    SQL_INVARIANT_21_OWN_NUMBER,
    SQL_INVARIANT_22_BILLED_IS_POSTED,
    SQL_INVARIANT_23_OWED_ADDS_UP,
    SQL_INVARIANT_17_TWO_PEOPLE,
    SQL_INVARIANT_24_PAID_OUT_IS_POSTED,
    SQL_INVARIANT_25_DONE_IS_MONEY_OUT,
    SQL_INVARIANT_26_LEGAL_REQUEST_STEPS,
    SQL_INVARIANT_27_NO_REQUEST_FORGOTTEN,
    SQL_INVARIANT_28_REVERSAL_IS_MIRRORED,
    SQL_INVARIANT_50_READING_BILLED_ONCE,
    SQL_INVARIANT_51_READINGS_FOLLOW,
    SQL_INVARIANT_52_PENALTY_ONCE,
    SQL_INVARIANT_53_PENALTY_WITHIN_CAP,
    SQL_INVARIANT_60_CLOSED_AS_IT_WAS,
    SQL_INVARIANT_61_CLOSED_HAS_FIGURES,
    SQL_INVARIANT_62_TRIAL_BALANCE,
    SQL_INVARIANT_63_EXPLAINED_BY_A_PERSON,
    SQL_INVARIANT_61_OPENING_IS_POSTED,
    SQL_INVARIANT_71_STATEMENT_IS_LINED,
    SQL_INVARIANT_29_VOID_IS_MIRRORED,
};

enum err
invariant_check(struct db *db, struct arena *mem, void (*broken)(void *arg, const char *file, const char *id),
                void *arg, int64_t *count)
{
    *count = 0;
    for (size_t i = 0; i < COUNT(checks); i++) {
        struct query *q = db_query(db, checks[i]);
        while (query_next(q)) {
            broken(arg, sql_texts[checks[i]].file, row_text(q, mem, "id"));
            ++*count;
        }
        enum err e = query_end(q);
        if (e != ERR_OK)
            return e;
    }
    return ERR_OK;
}
