/*
 * card.c - cards to print and hang up, one a unit: where to pay, what to type, and a code to scan, in both languages,
 * as a house has tenants of both.
 */
#include <string.h>

#include "base/clock.h"
#include "base/poke.h"
#include "page/pages.h"
#include "page/public/scan.h"
#include "rent/receiving.h"

/* A code that was only just asked for is there within seconds: the page comes again by itself until then, but not for
 * ever. */
enum { REFRESH_EVERY_S = 4, REFRESH_FOR_S = 60 };

/* A longer account number is written smaller: broken into two lines it would be read as two. */
enum { SHORT_ACCOUNT = 8 };

static void
put_words(struct view *v, const char *key, enum lang l, bool till)
{
    struct view *w = view_part(v, key);

    view_text(w, "number", lang_text(l, till ? N_("Till number") : N_("Paybill number")));
    view_text(w, "account", lang_text(l, "Account number"));
    view_text(w, "rent", lang_text(l, "Rent a month"));
    view_text(w, "unit", lang_text(l, "House"));
    view_text(w, "how", lang_text(l, "How to pay"));
    view_text(w, "step_1",
              lang_text(l, till ? N_("Open M-Pesa, Lipa na M-Pesa, Buy Goods and Services.")
                                : N_("Open M-Pesa, Lipa na M-Pesa, Pay Bill.")));
    view_text(w, "step_2",
              lang_text(l, till ? N_("Type the number above and the amount. Or scan the QR code with the M-PESA app.")
                                : N_("Type the two numbers above and the amount. Or scan the QR code with the M-PESA "
                                     "app.")));
    view_text(w, "step_3", lang_text(l, "Check the name above, then type your PIN."));
    view_text(w, "check", lang_text(l, "Check before you pay. Our only number is"));
}

static void
put_card(struct view *v, const struct request *rq, const struct receiving *to, const struct unit *u,
         const struct qr_code *code)
{
    const char  *account = to->account_number ? to->account_number : u->account_ref;
    struct view *card = view_row(v, "cards");

    view_text(card, "unit", u->label);
    view_text(card, "property", u->property_name);
    view_text(card, "business", to->business_name);
    view_bool(card, "is_till", strcmp(to->business_type, "till") == 0);
    view_text(card, "shortcode", to->shortcode);
    view_text(card, "account", account);
    view_bool(card, "long", strlen(account) > SHORT_ACCOUNT);
    view_money(card, "rent", u->rent);
    view_bool(card, "other_amount", code->amount.cents != u->rent.cents); /* more than M-Pesa takes, or cents */
    scan_view(card, rq, code);
}

/* Are there any that Safaricom is still to make, of those asked for since `since`? */
static bool
under_way(const struct qr_code *codes, size_t count, int64_t since)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i].state && (strcmp(codes[i].state, "pending") == 0 || strcmp(codes[i].state, "sending") == 0) &&
            (codes[i].asked_at == 0 || codes[i].asked_at >= since))
            return true;
    return false;
}

static enum err
put_cards(struct view *v, struct app *app, struct request *rq, const struct unit *units, size_t count)
{
    struct receiving to;
    struct qr_want  *wants = arena_array(rq->mem, count + 1, sizeof *wants);
    struct qr_code  *codes = arena_array(rq->mem, count + 1, sizeof *codes);
    bool             asked;

    view_rows(v, "cards");
    for (size_t i = 0; i < count; i++)
        wants[i] = qr_want_unit(&units[i]);
    enum err e = qr_codes(app->db, rq->mem, &rq->who, wants, count, codes, &asked);
    if (e == ERR_OK)
        e = receiving_in_use(app->db, rq->mem, &rq->who, &to);
    view_bool(v, "receiving", e == ERR_OK);
    view_bool(v, "waiting", e == ERR_OK && under_way(codes, count, 0));
    view_bool(v, "making", e == ERR_OK && under_way(codes, count, clock_now() - REFRESH_FOR_S));
    view_int(v, "refresh", REFRESH_EVERY_S);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    if (asked)
        poke(app->gateway);
    put_words(v, "en", LANG_EN, strcmp(to.business_type, "till") == 0);
    put_words(v, "sw", LANG_SW, strcmp(to.business_type, "till") == 0);
    for (size_t i = 0; i < count; i++)
        put_card(v, rq, &to, &units[i], &codes[i]);
    return ERR_OK;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const char *property_id, const char *title,
     const struct unit *units, size_t count)
{
    struct view *v = view_new(app, rq, "landlord/cards");

    view_text(v, "card_css", app->card_css);
    view_text(v, "property_id", property_id);
    view_text(v, "title", title);
    view_bool(v, "several", count > 1);
    view_bool(v, "has_units", count > 0);
    enum err e = put_cards(v, app, rq, units, count);
    return e ? e : view_render(v, rs, 200);
}

enum err
page_unit_card(struct app *app, struct request *rq, struct response *rs)
{
    struct unit u;
    enum err    e = unit_load(app->db, rq->mem, &rq->who, rq->args[0], &u);

    if (e)
        return e;
    return show(app, rq, rs, u.property_id, arena_printf(rq->mem, "%s, %s", u.label, u.property_name), &u, 1);
}

enum err
page_property_cards(struct app *app, struct request *rq, struct response *rs)
{
    struct property p;
    struct unit    *units;
    size_t          count;
    enum err        e = property_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (!e)
        e = unit_list(app->db, rq->mem, &rq->who, p.id, &units, &count);
    return e ? e : show(app, rq, rs, p.id, p.name, units, count);
}
