// Makes one call of the program under test fail, or ends the program at it: loaded before libc by LD_PRELOAD.
//
// Calls that change what is on disk are counted, those alone whose file is under $FAULT_UNDER. The call number $FAULT_AT
// (from 1) meets $FAULT_KIND:
//   ENOSPC EIO EDQUOT EACCES EINTR   it fails with that error, and does nothing
//   FULL                             it and every later one that needs room fail with ENOSPC: a disk that stays full
//   SHORT                            a write writes half of its bytes, and says so
//   KILL                             the program is ended before the call, as by kill -9
//   TEAR                             a write writes half of its bytes; then the program is ended
// Every counted call is a line in $FAULT_LOG: its number, name and path, and "!" where a fault was made.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

typedef enum { FAIL, FULL, SHORT, KILL, TEAR } kind_of_fault;

static struct {
    const char *under;
    size_t under_length;
    long at;
    kind_of_fault kind;
    int error;
    int log;
} plan;
static atomic_long calls;

__attribute__((constructor)) static void read_plan(void) {
    const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND"), *log = getenv("FAULT_LOG");
    plan.under = getenv("FAULT_UNDER");
    plan.under_length = plan.under ? strlen(plan.under) : 0;
    plan.at = at ? atol(at) : 0;
    plan.log = log ? (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (!kind) kind = "EIO";
    plan.kind = !strcmp(kind, "FULL") ? FULL : !strcmp(kind, "SHORT") ? SHORT : !strcmp(kind, "KILL") ? KILL
        : !strcmp(kind, "TEAR") ? TEAR : FAIL;
    plan.error = !strcmp(kind, "ENOSPC") || !strcmp(kind, "FULL") ? ENOSPC : !strcmp(kind, "EDQUOT") ? EDQUOT
        : !strcmp(kind, "EACCES") ? EACCES : !strcmp(kind, "EINTR") ? EINTR : EIO;
}

static bool is_counted(const char *path) {
    return path && plan.under && !strncmp(path, plan.under, plan.under_length);
}

/// What a call comes to: it goes on, it fails with errno, or it writes half of its bytes.
typedef enum { GO_ON, FAILED, HALF, HALF_AND_DIE } outcome;

/// - Parameter needs: whether the call takes room on the disk, so that a full one refuses it.
static outcome meet(const char *name, const char *path, bool writes, bool needs) {
    if (!is_counted(path)) return GO_ON;
    long number = atomic_fetch_add(&calls, 1) + 1;
    bool meets = plan.at > 0 && (number == plan.at || (plan.kind == FULL && number > plan.at && needs));
    if (meets && plan.kind == FULL && !needs) meets = false;
    if (meets && plan.kind == SHORT && !writes) meets = false;
    if (plan.log >= 0) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld %s %s%s\n", number, name, path, meets ? " !" : "");
        syscall(SYS_write, plan.log, line, (size_t)length);
    }
    if (!meets) return GO_ON;
    switch (plan.kind) {
    case SHORT: return HALF;
    case TEAR: if (writes) return HALF_AND_DIE; // falls through
    case KILL: syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause();
    default: errno = plan.error; return FAILED;
    }
}

static outcome meet_file(const char *name, int file, bool writes, bool needs) {
    if (!plan.under) return GO_ON;
    int before = errno;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length < 0) return GO_ON;
    path[length] = 0;
    return meet(name, path, writes, needs);
}

static const char *absolute(int folder, const char *path, char *buffer) {
    if (path[0] == '/') return path;
    char link[64], base[PATH_MAX];
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return path;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, base, sizeof base - 1);
        if (length < 0) return path;
        base[length] = 0;
    }
    snprintf(buffer, PATH_MAX * 2, "%s/%s", base, path);
    return buffer;
}

static outcome meet_path(const char *name, int folder, const char *path, bool needs) {
    char buffer[PATH_MAX * 2];
    int before = errno;
    const char *whole = absolute(folder, path, buffer);
    errno = before;
    return meet(name, whole, false, needs);
}

#define NEXT(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

ssize_t write(int file, const void *bytes, size_t count) {
    NEXT(write);
    outcome met = meet_file("write", file, true, true);
    if (met == FAILED) return -1;
    ssize_t done = real(file, bytes, met == GO_ON ? count : (count + 1) / 2);
    if (met == HALF_AND_DIE) die();
    return done;
}

#define POSITIONED(name, offset_type) \
    ssize_t name(int file, const void *bytes, size_t count, offset_type offset) { \
        NEXT(name); \
        outcome met = meet_file("pwrite", file, true, true); \
        if (met == FAILED) return -1; \
        ssize_t done = real(file, bytes, met == GO_ON ? count : (count + 1) / 2, offset); \
        if (met == HALF_AND_DIE) die(); \
        return done; \
    }
POSITIONED(pwrite, off_t)
POSITIONED(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *parts, int count) {
    NEXT(writev);
    outcome met = meet_file("writev", file, true, true);
    if (met == FAILED) return -1;
    ssize_t done = real(file, parts, met == GO_ON ? count : (count + 1) / 2);
    if (met == HALF_AND_DIE) die();
    return done;
}

#define ON_FILE(name) \
    int name(int file) { \
        NEXT(name); \
        return meet_file(#name, file, false, false) == FAILED ? -1 : real(file); \
    }
ON_FILE(fsync)
ON_FILE(fdatasync)

int ftruncate(int file, off_t size) {
    NEXT(ftruncate);
    return meet_file("ftruncate", file, false, false) == FAILED ? -1 : real(file, size);
}
int ftruncate64(int file, off64_t size) {
    NEXT(ftruncate64);
    return meet_file("ftruncate", file, false, false) == FAILED ? -1 : real(file, size);
}
int fchmod(int file, mode_t mode) {
    NEXT(fchmod);
    return meet_file("fchmod", file, false, false) == FAILED ? -1 : real(file, mode);
}

int rename(const char *old, const char *new) {
    NEXT(rename);
    return meet_path("rename", AT_FDCWD, new, false) == FAILED ? -1 : real(old, new);
}
int renameat(int from, const char *old, int to, const char *new) {
    NEXT(renameat);
    return meet_path("rename", to, new, false) == FAILED ? -1 : real(from, old, to, new);
}
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    NEXT(renameat2);
    return meet_path("rename", to, new, false) == FAILED ? -1 : real(from, old, to, new, flags);
}
int link(const char *old, const char *new) {
    NEXT(link);
    return meet_path("link", AT_FDCWD, new, true) == FAILED ? -1 : real(old, new);
}
int linkat(int from, const char *old, int to, const char *new, int flags) {
    NEXT(linkat);
    return meet_path("link", to, new, true) == FAILED ? -1 : real(from, old, to, new, flags);
}
int symlink(const char *target, const char *path) {
    NEXT(symlink);
    return meet_path("symlink", AT_FDCWD, path, true) == FAILED ? -1 : real(target, path);
}
int mkdir(const char *path, mode_t mode) {
    NEXT(mkdir);
    return meet_path("mkdir", AT_FDCWD, path, true) == FAILED ? -1 : real(path, mode);
}
int mkdirat(int folder, const char *path, mode_t mode) {
    NEXT(mkdirat);
    return meet_path("mkdir", folder, path, true) == FAILED ? -1 : real(folder, path, mode);
}
int chmod(const char *path, mode_t mode) {
    NEXT(chmod);
    return meet_path("chmod", AT_FDCWD, path, false) == FAILED ? -1 : real(path, mode);
}
int rmdir(const char *path) {
    NEXT(rmdir);
    return meet_path("rmdir", AT_FDCWD, path, false) == FAILED ? -1 : real(path);
}
int unlink(const char *path) {
    NEXT(unlink);
    return meet_path("unlink", AT_FDCWD, path, false) == FAILED ? -1 : real(path);
}
int unlinkat(int folder, const char *path, int flags) {
    NEXT(unlinkat);
    return meet_path("unlink", folder, path, false) == FAILED ? -1 : real(folder, path, flags);
}
char *mkdtemp(char *template) {
    NEXT(mkdtemp);
    return meet_path("mkdtemp", AT_FDCWD, template, true) == FAILED ? NULL : real(template);
}
int mkstemp(char *template) {
    NEXT(mkstemp);
    return meet_path("mkstemp", AT_FDCWD, template, true) == FAILED ? -1 : real(template);
}
int mkostemp(char *template, int flags) {
    NEXT(mkostemp);
    return meet_path("mkstemp", AT_FDCWD, template, true) == FAILED ? -1 : real(template, flags);
}

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        NEXT(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if (flags & O_CREAT && meet_path("create", AT_FDCWD, path, true) == FAILED) return -1; \
        return real(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        NEXT(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if (flags & O_CREAT && meet_path("create", folder, path, true) == FAILED) return -1; \
        return real(folder, path, flags, mode); \
    }
OPENS_AT(openat)
OPENS_AT(openat64)
