/*
 * second_step.c - second-step reset: the last way for somebody who has lost his phone and his recovery codes. The
 * administrator knows him by other means: this asks for nothing.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "rent/person.h"
#include "rent/second_factor.h"

int
cli_second_step(struct cli *c)
{
    const char   *phone = cli_option(c, "--phone");
    struct person p;
    struct db    *db;

    if (c->argc < 1 || strcmp(c->argv[0], "reset") != 0 || !phone) {
        cli_fail("usage: rentease second-step reset --phone 2547…");
        return EXIT_USAGE;
    }
    if (cli_open_main(&c->conf, &db) != ERR_OK)
        return cli_fail("the database below %s cannot be opened", c->conf.data);
    enum err e = person_by_login(db, c->mem, phone, &p);
    if (e == ERR_OK)
        e = second_factor_reset(db, c->mem, p.id);
    db_close(db);
    if (e == ERR_NOT_FOUND)
        return cli_fail("nobody with the phone %s has a second step", phone);
    if (e != ERR_OK)
        return cli_fail("the second step could not be switched off");
    printf("The second step of %s is off. He can set it up again on his account page.\n", p.name);
    return EXIT_OK;
}
