#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/box.h"
#include "base/clock.h"
#include "cli/doctor.h"

enum { FREE_LEAST_MB = 512, BACKUP_OLD_S = 26 * 3600 };

/* Nobody else may look into it, it is ours, and we may write there. */
static bool
look_at_folder(struct doctor *d)
{
    const char *path = d->c->conf.data;
    struct stat st;

    if (stat(path, &st) != 0)
        doctor_say(d, DOCTOR_WRONG, "data folder", "rentease migrate makes it; or mend RENTEASE_DATA.", "%s: %s", path,
                   strerror(errno));
    else if (!S_ISDIR(st.st_mode))
        doctor_say(d, DOCTOR_WRONG, "data folder", "Mend RENTEASE_DATA.", "%s is no folder", path);
    else if (st.st_mode & 0077)
        doctor_say(d, DOCTOR_WRONG, "data folder", arena_printf(d->c->mem, "chmod 0700 %s", path),
                   "%s is open to others (mode %04o)", path, st.st_mode & 07777);
    else if (access(path, R_OK | W_OK | X_OK) != 0)
        doctor_say(d, DOCTOR_WRONG, "data folder", "Run RentEase, and this, as the user that owns it.",
                   "%s cannot be written by this user", path);
    else {
        doctor_say(d, DOCTOR_OK, "data folder", NULL, "%s", path);
        return true;
    }
    return false;
}

static void
look_at_key(struct doctor *d, const char *name, const char *path, const char *lost)
{
    struct arena *mem = d->c->mem;
    struct stat   st, folder;

    if (stat(path, &st) != 0)
        doctor_say(d, DOCTOR_WRONG, name, lost, "%s: %s", path, strerror(errno));
    else if (st.st_mode & 0077)
        doctor_say(d, DOCTOR_WRONG, name, arena_printf(mem, "chmod 0600 %s", path), "%s is open to others (mode %04o)",
                   path, st.st_mode & 07777);
    else if (st.st_size != BOX_KEY_LEN)
        doctor_say(d, DOCTOR_WRONG, name, lost, "%s has %lld bytes, not %d", path, (long long)st.st_size, BOX_KEY_LEN);
    else if (stat(d->c->conf.data, &folder) == 0 && folder.st_uid != st.st_uid)
        doctor_say(d, DOCTOR_WRONG, name, arena_printf(mem, "chown %u %s", (unsigned)folder.st_uid, path),
                   "%s belongs to another user than the data folder", path);
    else
        doctor_say(d, DOCTOR_OK, name, NULL, "%s", path);
}

static void
look_at_disk(struct doctor *d)
{
    struct statvfs v;

    if (statvfs(d->c->conf.data, &v) != 0) {
        doctor_say(d, DOCTOR_UNKNOWN, "disk", "Look at it with: df -h", "%s", strerror(errno));
        return;
    }
    long long free_mb = (long long)((uint64_t)v.f_bavail * v.f_frsize >> 20);
    if (free_mb < FREE_LEAST_MB)
        doctor_say(d, DOCTOR_WRONG, "disk",
                   "Make room: a full disk stops payments from being recorded. Old backups and logs go first.",
                   "%lld MB are free where the data is; it should be %d at least", free_mb, FREE_LEAST_MB);
    else
        doctor_say(d, DOCTOR_OK, "disk", NULL, "%lld MB are free", free_mb);
}

void
doctor_files(struct doctor *d)
{
    const struct conf *c = &d->c->conf;

    if (look_at_folder(d)) {
        look_at_key(d, "key file", c->key_file,
                    "Put it back from your backup: without it nobody can open the secrets that are stored. On a new "
                    "installation: rentease migrate.");
        look_at_key(d, "key of the callbacks", conf_path(c, "keys/hooks.key"),
                    "Put it back from your backup: addresses given to Safaricom before are refused without it.");
        look_at_key(d, "key of the forms", conf_path(c, "keys/web.key"), "rentease migrate makes another.");
    }
    look_at_disk(d);
}

/* The newest file's time; 0: there is none. */
static int64_t
newest(const char *path, struct arena *mem)
{
    struct dirent *entry;
    struct stat    st;
    int64_t        at = 0;
    DIR           *folder = opendir(path);

    while (folder && (entry = readdir(folder)))
        if (stat(arena_printf(mem, "%s/%s", path, entry->d_name), &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
            st.st_mtime > at)
            at = st.st_mtime;
    if (folder)
        closedir(folder);
    return at;
}

void
doctor_backups(struct doctor *d)
{
    struct arena *mem = d->c->mem;
    const char   *path = conf_path(&d->c->conf, "backups");
    int64_t       at = newest(path, mem), age = clock_now() - at;
    const char   *fix = arena_printf(
          mem,
          "Once a day: mkdir -p -m 700 %s && rentease%s%s backup %s/$(date +%%F-%%H%%M).db; then copy it, and "
            "the keys folder, to another machine.",
          path, d->c->conf_path ? " --config " : "", d->c->conf_path ? d->c->conf_path : "", path);

    if (!at && !d->c->conf.production)
        doctor_say(d, DOCTOR_UNKNOWN, "backups", fix, "there are none in %s; the sandbox can do without", path);
    else if (!at)
        doctor_say(d, DOCTOR_WRONG, "backups", fix, "there are none in %s", path);
    else if (age > BACKUP_OLD_S)
        doctor_say(d, DOCTOR_WRONG, "backups", fix, "the newest is %s old", doctor_span(mem, age));
    else
        doctor_say(d, DOCTOR_OK, "backups", NULL, "the newest is %s old", doctor_span(mem, age));
}
