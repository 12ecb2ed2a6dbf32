/*
 * match_signals.c - what speaks for a lease, how much it weighs, and its words (contracts in match.h, match_private.h).
 */
#include "base/text.h"
#include "rent/match_private.h"

/*
 * The signals. Points add up, but of what is typed about the unit only the best counts, and of what is known of the
 * payer only the best. 100 is the line: one thing that is said plainly and fits one lease only reaches it; what is
 * vague reaches it only together with something else of another nature.
 */
static const struct {
    const char *name;
    int         points;
    const char *text; /* for people; why it weighs so much stands beside it */
} signals[MATCH_REASON_COUNT] = {
    /* Said plainly; also above what is only nearly so, by the margin: who types "4A" where there is a 4A means it. */
    [MATCH_UNIT] = {"unit", 140, N_("The account number names this home.")},
    /* As good as plain, where no home is called so. */
    [MATCH_UNIT_LIKE] = {"unit_like", 100, N_("The account number nearly names this home.")},
    /* A finger slips, but another code may be another home: the amount or the payer must agree. */
    [MATCH_UNIT_SLIP] = {"unit_slip", 80, N_("The account number is one letter off this home’s.")},
    /* Four blocks have a number 4; and a lone 1 is often typed for nothing. */
    [MATCH_UNIT_NUMBER] = {"unit_number", 50, N_("The number typed is this home’s, without its block.")},
    [MATCH_UNIT_KIND] = {"unit_kind", 30, N_("What was typed speaks of this kind of home.")},
    [MATCH_PROPERTY] = {"property", 15, N_("What was typed names this property.")},
    /* Ids of ours are nowhere else. */
    [MATCH_ID] = {"id", 140, N_("What was typed is the reference of this lease or its bill.")},
    /* Typed on purpose, and one tenant's only. */
    [MATCH_PHONE_TYPED] = {"phone_typed", 120, N_("The tenant’s phone number was typed.")},
    [MATCH_NAME_TYPED] = {"name_typed", 100, N_("The tenant’s name was typed.")},
    /* Half a town is called so. */
    [MATCH_NAME_PART] = {"name_part", 40, N_("A part of the tenant’s name was typed.")},
    /* His own phone pays his own rent, unless something else is typed. */
    [MATCH_PHONE] = {"phone", 105, N_("It was paid from the tenant’s own phone.")},
    /* Three digits: one tenant in a thousand has them too; with the first name, hardly any. */
    [MATCH_PHONE_HINT] = {"phone_hint", 45, N_("What M-Pesa shows of the payer’s number fits the tenant’s.")},
    /* A person looked into it. */
    [MATCH_REMEMBERED] = {"remembered", 130, N_("You said so before about this payer.")},
    [MATCH_REMEMBERED_AS] = {"remembered_as", 70, N_("You said so before about what was typed.")},
    [MATCH_PAID_BEFORE] = {"paid_before", 90, N_("This payer paid for this home before.")},
    /* Families share names, and strangers first names. */
    [MATCH_PAYER_NAME] = {"payer_name", 40, N_("The payer is called like the tenant.")},
    /* Neighbours owe the same: never enough alone. */
    [MATCH_DUE] = {"due", 40, N_("It is just what is due.")},
    [MATCH_RENT] = {"rent", 25, N_("It is just the rent.")},
    [MATCH_AMOUNT_BEFORE] = {"amount_before", 10, N_("This payer paid as much before.")},
    [MATCH_DUE_DAY] = {"due_day", 2, N_("It was paid about the day the rent is due.")},
    /* He who lives there now is meant, unless the payer is known. */
    [MATCH_MOVED_OUT] = {"moved_out", -45, N_("But the tenant has moved out.")},
    [MATCH_OTHER_HOME] = {"other_home", -25, N_("But what was typed speaks of something else.")},
};

int
match_points(enum match_reason r)
{
    return signals[r].points;
}

const char *
match_reason_text(enum match_reason r)
{
    return signals[r].text;
}

const char *
match_reason_name(enum match_reason r)
{
    return signals[r].name;
}
