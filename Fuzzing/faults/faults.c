// A library for LD_PRELOAD that makes calls fail as a dying machine does: of those that change something below
// $FAULT_UNDER, $FAULT decides which. "count": none, their number goes to $FAULT_COUNT. "kill:N": the process is killed
// before call N. "full:N": from call N on nothing can be made or written (ENOSPC). "sync:N": call N, where it is one that
// waits for the disk, fails (EIO).

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int calls;

static int is_below(const char *path) {
    const char *under = getenv("FAULT_UNDER");
    return under && path && strncmp(path, under, strlen(under)) == 0;
}

static int is_named(const char *path) {
    const char *under = getenv("FAULT_UNDER");
    if (is_below(path)) return 1;
    // A relative path, as the command line gives it: by its last part.
    const char *name = under ? strrchr(under, '/') : NULL;
    return name && path && path[0] != '/' && strstr(path, name + 1) != NULL;
}

static int is_open_below(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t count = readlink(link, path, sizeof path - 1);
    if (count < 0) return 0;
    path[count] = 0;
    return is_below(path);
}

enum { MAKES = 1, WAITS = 2, OTHER = 4 };

/// The error that this call fails with; 0 where it goes through.
static int fault(int kind) {
    const char *what = getenv("FAULT");
    int number = ++calls;
    if (!what) return 0;
    int wanted = strchr(what, ':') ? atoi(strchr(what, ':') + 1) : 0;
    if (!strncmp(what, "kill:", 5) && number == wanted) kill(getpid(), SIGKILL);
    if (!strncmp(what, "full:", 5) && number >= wanted && kind == MAKES) return ENOSPC;
    if (!strncmp(what, "sync:", 5) && number == wanted && kind == WAITS) return EIO;
    return 0;
}

__attribute__((destructor)) static void report(void) {
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "%d\n", calls);
    fclose(file);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL_IF(applies, kind)               \
    if (applies) {                           \
        int code = fault(kind);              \
        if (code) { errno = code; return -1; } \
    }

#define OPENING(name)                                                     \
    int name(const char *path, int flags, ...) {                          \
        mode_t mode = 0;                                                  \
        if (flags & O_CREAT) {                                            \
            va_list list;                                                 \
            va_start(list, flags);                                        \
            mode = va_arg(list, mode_t);                                  \
            va_end(list);                                                 \
            FAIL_IF(is_named(path) && access(path, F_OK) != 0, MAKES)     \
        }                                                                 \
        return REAL(name)(path, flags, mode);                             \
    }
OPENING(open)
OPENING(open64)

int mkdir(const char *path, mode_t mode) {
    FAIL_IF(is_named(path), MAKES)
    return REAL(mkdir)(path, mode);
}
int rename(const char *old, const char *new) {
    FAIL_IF(is_named(new), OTHER)
    return REAL(rename)(old, new);
}
int unlink(const char *path) {
    FAIL_IF(is_named(path) && access(path, F_OK) == 0, OTHER)
    return REAL(unlink)(path);
}
int rmdir(const char *path) {
    FAIL_IF(is_named(path), OTHER)
    return REAL(rmdir)(path);
}
int chmod(const char *path, mode_t mode) {
    FAIL_IF(is_named(path), OTHER)
    return REAL(chmod)(path, mode);
}
ssize_t write(int file, const void *bytes, size_t count) {
    FAIL_IF(is_open_below(file), MAKES)
    return REAL(write)(file, bytes, count);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) {
    FAIL_IF(is_open_below(file), MAKES)
    return REAL(pwrite)(file, bytes, count, place);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
    FAIL_IF(is_open_below(file), MAKES)
    return REAL(pwrite64)(file, bytes, count, place);
}
int ftruncate(int file, off_t size) {
    FAIL_IF(is_open_below(file), MAKES)
    return REAL(ftruncate)(file, size);
}
int ftruncate64(int file, off64_t size) {
    FAIL_IF(is_open_below(file), MAKES)
    return REAL(ftruncate64)(file, size);
}
int fsync(int file) {
    FAIL_IF(is_open_below(file), WAITS)
    return REAL(fsync)(file);
}
int fdatasync(int file) {
    FAIL_IF(is_open_below(file), WAITS)
    return REAL(fdatasync)(file);
}
