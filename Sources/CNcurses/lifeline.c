#define _GNU_SOURCE
#include "lifeline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

#include "crashes.h"

static struct termios saved_settings;
static int input_descriptor = STDIN_FILENO;
static int rescue_descriptor = -1;  // the terminal once more, never waited for, and nobody else's
static int screen_descriptor = -1;  // what curses writes to
static int nowhere = -1;
static int saved_error = -1;  // what standard error was
static int log_descriptor = -1;
static off_t log_start;  // where this session's part of the log begins
static atomic_bool is_armed;  // the terminal is ours and would have to be given back

static char reset_bytes[1024];
static atomic_size_t reset_length;

/// Writes all of it, however often that is interrupted.
static void write_all(int descriptor, const char *bytes, long count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, (size_t)count);
        if (written > 0) {
            bytes += written;
            count -= written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
            if (poll(&wait, 1, 1000) <= 0) return;  // a terminal that takes nothing for a second is gone
        } else if (written == 0 || errno != EINTR) {
            return;
        }
    }
}

void lifeline_write_screen(const char *bytes, long count) { write_all(screen_descriptor, bytes, count); }

/// What was written to standard error while it was caught.
static void replay_log(void) {
    char buffer[4096];
    ssize_t count;
    while ((count = pread(log_descriptor, buffer, sizeof buffer, log_start)) > 0) {
        write_all(STDERR_FILENO, buffer, count);
        log_start += count;
    }
}

bool lifeline_owns_terminal(void) {
    pid_t owner = tcgetpgrp(input_descriptor);
    // Of a terminal that is not the one that controls this session nobody can say; it was given to use.
    return owner < 0 || owner == getpgrp();
}

static void give_back(bool with_screen) {
    if (!atomic_exchange(&is_armed, false)) return;
    int saved_errno = errno;
    // From the background this would stop the program: not with the signal blocked.
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    if (with_screen) {
        // Another thread may be in the middle of a frame: the rest of it would land on the shell's screen.
        if (nowhere >= 0 && screen_descriptor >= 0) dup2(nowhere, screen_descriptor);
        write_all(rescue_descriptor, reset_bytes, (long)atomic_load(&reset_length));
    }
    if (lifeline_owns_terminal()) tcsetattr(input_descriptor, TCSANOW, &saved_settings);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (saved_error >= 0) {
        dup2(saved_error, STDERR_FILENO);
        replay_log();
    }
    errno = saved_errno;
}

void lifeline_restore(void) { give_back(true); }
void lifeline_release(void) { give_back(false); }

void lifeline_resume(void) {
    if (saved_error >= 0) dup2(log_descriptor, STDERR_FILENO);
    atomic_store(&is_armed, true);
}

static int catch_standard_error(const char *log) {
    if (!isatty(STDERR_FILENO)) return 0;
    log_descriptor = log ? open(log, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : memfd_create("stderr", MFD_CLOEXEC);
    if (log_descriptor < 0) return errno;
    log_start = lseek(log_descriptor, 0, SEEK_END);
    saved_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    return saved_error < 0 ? errno : 0;
}

/// Opens the terminal behind `output` once more: only so does nobody else notice that it isn't waited for.
static int open_again(int output) {
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", output);
    int descriptor = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return descriptor >= 0 ? descriptor : fcntl(output, F_DUPFD_CLOEXEC, 3);
}

static void close_descriptor(int *descriptor) {
    if (*descriptor >= 0) close(*descriptor);
    *descriptor = -1;
}

static void close_descriptors(void) {
    close_descriptor(&log_descriptor);
    close_descriptor(&saved_error);
    close_descriptor(&rescue_descriptor);
    close_descriptor(&nowhere);
    screen_descriptor = -1;
}

int lifeline_open(int input, int output, const char *log) {
    static bool is_registered;
    if (tcgetattr(input, &saved_settings) != 0) return errno;
    input_descriptor = input;
    atomic_store(&reset_length, 0);
    rescue_descriptor = open_again(output);
    nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int error = rescue_descriptor < 0 ? errno : catch_standard_error(log);
    if (error) {
        close_descriptors();
        return error;
    }
    crashes_open();
    if (!is_registered) is_registered = atexit(lifeline_restore) == 0;
    lifeline_resume();
    return 0;
}

void lifeline_set_screen(int descriptor) { screen_descriptor = descriptor; }

/// Adds `text` to the reset bytes; with `strip`, without terminfo's `$<padding>`.
static size_t add_reset(size_t length, const char *text, bool strip) {
    while (*text && length < sizeof reset_bytes) {
        const char *end = strip && text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end) {
            text = end + 1;
        } else {
            reset_bytes[length++] = *text++;
        }
    }
    return length;
}

void lifeline_set_reset(const char *extra) {
    static const char *const capabilities[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
    size_t length = 0;
    // Where there is no other screen to go back to, the prompt belongs below what this one shows.
    const char *place = tigetstr("rmcup") ? NULL : tparm(tigetstr("cup"), 998, 0);
    if (place) length = add_reset(length, place, true);
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++) {
        const char *text = tigetstr(capabilities[i]);
        if (text && text != (const char *)-1) length = add_reset(length, text, true);
    }
    // All of it or nothing, whenever a handler looks.
    atomic_store(&reset_length, add_reset(length, extra, false));
}

void lifeline_close(void) {
    lifeline_release();
    crashes_close();
    close_descriptors();
}
