#include "web/problem.h"

#include "web/api.h"
#include "web/view.h"

enum { WAIT_LIMIT_S = 60, WAIT_BUSY_S = 5 };

struct problem {
    const char *title, *explanation, *next_step; /* the page */
    const char *api;                             /* the API's message */
};

static const struct problem problems[] = {
    [ERR_OK] = {0},
    [ERR_INPUT] = {N_("We could not read that"), N_("What your browser sent was incomplete or garbled."),
                   N_("Go back, reload the page and try again."),
                   N_("The request could not be read. Check that it is complete and written as the "
                      "documentation says.")},
    [ERR_AUTH] = {N_("Please sign in"), N_("You need to be signed in to do this."), N_("Sign in and try again."),
                  N_("Sign in first, and send the token as: Authorization: Bearer TOKEN.")},
    [ERR_FORBIDDEN] = {N_("This is not yours to do"), N_("You are signed in, but your role does not include this."),
                       N_("Ask the owner of the account to do it, or to give you the right."),
                       N_("Your role does not include this. Ask the owner of the account to do it.")},
    [ERR_NOT_FOUND] = {N_("Page not found"), N_("There is nothing at this address, or it is not yours to see."),
                       N_("Check the address, or start again from the first page."),
                       N_("There is nothing here by that name. Check the address and the id.")},
    [ERR_METHOD] = {N_("This page does not work that way"), N_("The address exists, but not for what was tried."),
                    N_("Go back and use the buttons and links of the page."),
                    N_("This address does not take that method. The Allow header lists those it takes.")},
    [ERR_CONFLICT] = {N_("Something changed meanwhile"), N_("What you wanted to do does not fit how things stand now."),
                      N_("Go back, reload the page and look again before you repeat it."),
                      N_("This does not fit how things stand now. Read it again before you repeat it.")},
    [ERR_TOO_LARGE] = {N_("That was too much"), N_("What was sent is larger than this page can take."),
                       N_("Go back and send less: a file may have 5 MB at most. Send a long list in several parts."),
                       N_("The body is too large: at most 64 KiB are taken, and 5 MiB where files are.")},
    [ERR_MEDIA] = {N_("We could not read that"), N_("It came in a form that this page does not understand."),
                   N_("Go back, reload the page and try again."),
                   N_("Send the body as JSON, with Content-Type: application/json.")},
    [ERR_FIELD] = {N_("Something needs another look"), N_("One of the things you entered is not right."),
                   N_("Go back, check what you entered and send it again."),
                   N_("Some fields need another look. Correct them and send again.")},
    [ERR_LIMIT] = {N_("Too many tries"), N_("This was done too often in a short time."),
                   N_("Wait a little, then try again."),
                   N_("This was asked too often. Try again after the time in Retry-After.")},
    [ERR_INTERNAL] = {N_("Something went wrong on our side"), N_("It is not your fault, and it has been noted."),
                      N_("Try again in a moment. If you were paying, look at your payments before you pay again."),
                      N_("Something went wrong on our side. Try again; if it stays so, tell us the request's id.")},
    [ERR_BUSY] = {N_("We are very busy just now"), N_("Too many people are doing the same thing at once."),
                  N_("Wait a few seconds, then try again."),
                  N_("The service is busy. Try again after the time in Retry-After.")},
    [PROBLEM_STALE_FORM] = {N_("Please try again"),
                            N_("This page was open too long, or you have signed in or out since it was loaded. "
                               "Nothing was done."),
                            N_("Go back, reload the page and try again."), N_("The form token does not fit.")},
    [PROBLEM_FOREIGN_FORM] = {N_("This did not come from our page"),
                              N_("Another site tried to send a form in your name. Nothing was done."),
                              N_("If you meant to do this, do it from our own page."),
                              N_("Requests from other sites are not taken.")},
};
_Static_assert(COUNT(problems) == PROBLEM_COUNT, "explain each problem");

/* When there is not even a page to say it with. */
static void
answer_plainly(const struct request *rq, struct response *rs, const struct problem *p)
{
    response_reset(rs);
    rs->content_type = "text/plain; charset=utf-8";
    buf_printf(&rs->body, "%s. %s\n%s\n", lang_text(rq->lang, p->title), lang_text(rq->lang, p->next_step), rq->id);
}

static void
answer_page(struct app *app, struct request *rq, struct response *rs, const struct problem *p, int status)
{
    struct view *v = view_new(app, rq, "problem");

    view_say(v, "title", p->title);
    view_say(v, "explanation", p->explanation);
    view_say(v, "next_step", p->next_step);
    if (view_render(v, rs, status) != ERR_OK)
        answer_plainly(rq, rs, p);
}

static void
answer_api(const struct request *rq, struct response *rs, const struct problem *p, enum err e)
{
    const char *message = e == ERR_INPUT && rq->complaint ? rq->complaint : lang_text(rq->lang, p->api);

    if (e == ERR_AUTH)
        response_header(rs, "WWW-Authenticate", "Bearer");
    if (e == ERR_INTERNAL)
        e = api_error_with(rs, err_status(e), err_name(e), message, "requestId", rq->id);
    else
        e = api_error(rs, err_status(e), err_name(e), message);
    if (e != ERR_OK)
        answer_plainly(rq, rs, p);
}

void
problem_answer(struct app *app, struct request *rq, struct response *rs, int problem)
{
    enum err e = problem < ERR_COUNT ? (enum err)problem : ERR_FORBIDDEN;

    response_reset(rs);
    if ((e == ERR_LIMIT || e == ERR_BUSY) && !response_header_get(rs, "Retry-After"))
        api_retry_after(rs, e == ERR_LIMIT ? WAIT_LIMIT_S : WAIT_BUSY_S);
    if (rq->is_api)
        answer_api(rq, rs, &problems[problem], e);
    else
        answer_page(app, rq, rs, &problems[problem], err_status(e));
    rs->status = err_status(e);
}
