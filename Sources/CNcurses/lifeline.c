#define _GNU_SOURCE
#include "lifeline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct sigaction previous[fatal_count];
static struct termios saved_settings;
static int input_descriptor = -1, output_descriptor = -1;
static int saved_error = -1;  // what standard error was
static int log_descriptor = -1;
static off_t log_start;  // where this session's part of the log begins
static bool handlers_are_ours;
static atomic_bool is_armed;  // the terminal is ours and would have to be given back

static char reset_bytes[1024];
static size_t reset_length;

void lifeline_write(int descriptor, const char *bytes, long count) {
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

/// What was written to standard error while it was caught.
static void replay_log(void) {
    char buffer[4096];
    ssize_t count;
    while ((count = pread(log_descriptor, buffer, sizeof buffer, log_start)) > 0) {
        lifeline_write(STDERR_FILENO, buffer, count);
        log_start += count;
    }
}

static void give_back(bool with_screen) {
    if (!atomic_exchange(&is_armed, false)) return;
    int saved_errno = errno;
    if (with_screen) lifeline_write(output_descriptor, reset_bytes, (long)reset_length);
    // From the background this would stop the program: not with the signal blocked.
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    tcsetattr(input_descriptor, TCSANOW, &saved_settings);
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

/// The screen first, then whoever was there before: Swift's backtracer, or the default.
static void on_fatal(int signal, siginfo_t *info, void *context) {
    lifeline_restore();
    const struct sigaction *former = NULL;
    for (int i = 0; i < fatal_count; i++) {
        if (fatal_signals[i] == signal) former = &previous[i];
    }
    // A fault of the processor happens again on return, now for the former handler.
    if (info->si_code > 0 && signal != SIGTRAP) {
        if (former) sigaction(signal, former, NULL);
        return;
    }
    // A signal that was sent, or a trap (which has moved on), does not: the former handler has its say, and counts on the
    // default to end the program.
    if (former && former->sa_handler != SIG_DFL && former->sa_handler != SIG_IGN) {
        if (former->sa_flags & SA_SIGINFO) {
            former->sa_sigaction(signal, info, context);
        } else {
            former->sa_handler(signal);
        }
    }
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(signal, &action, NULL);
    // Arrives on return, when it is no longer blocked.
    raise(signal);
}

static int catch_standard_error(const char *log) {
    if (!isatty(STDERR_FILENO)) return 0;
    log_descriptor = log ? open(log, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : memfd_create("stderr", MFD_CLOEXEC);
    if (log_descriptor < 0) return errno;
    log_start = lseek(log_descriptor, 0, SEEK_END);
    saved_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    return saved_error < 0 ? errno : 0;
}

void lifeline_guard_thread(void) {
    static _Thread_local bool is_guarded;
    enum { size = 64 * 1024 };
    if (is_guarded) return;
    is_guarded = true;
    stack_t stack;
    if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
    // Never freed: the thread may need it up to its last moment, and the threads in question stay.
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    stack = (stack_t){.ss_sp = memory, .ss_size = size};
    sigaltstack(&stack, NULL);
}

static void close_descriptor(int *descriptor) {
    if (*descriptor >= 0) close(*descriptor);
    *descriptor = -1;
}

int lifeline_open(int input, int output, const char *log) {
    static bool is_registered;
    if (tcgetattr(input, &saved_settings) != 0) return errno;
    input_descriptor = input;
    output_descriptor = output;
    int error = catch_standard_error(log);
    if (error) {
        close_descriptor(&log_descriptor);
        close_descriptor(&saved_error);
        return error;
    }
    lifeline_guard_thread();
    struct sigaction action = {.sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &action, &previous[i]);
    handlers_are_ours = true;
    if (!is_registered) is_registered = atexit(lifeline_restore) == 0;
    lifeline_resume();
    return 0;
}

/// Adds `text` to the reset bytes; with `strip`, without terminfo's `$<padding>`.
static void add_reset(const char *text, bool strip) {
    while (*text && reset_length < sizeof reset_bytes) {
        const char *end = strip && text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end) {
            text = end + 1;
        } else {
            reset_bytes[reset_length++] = *text++;
        }
    }
}

void lifeline_set_reset(const char *extra) {
    static const char *const capabilities[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
    reset_length = 0;
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++) {
        const char *text = tigetstr(capabilities[i]);
        if (text && text != (const char *)-1) add_reset(text, true);
    }
    add_reset(extra, false);
}

void lifeline_close(void) {
    lifeline_release();
    if (handlers_are_ours) {
        for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &previous[i], NULL);
    }
    handlers_are_ours = false;
    close_descriptor(&log_descriptor);
    close_descriptor(&saved_error);
}
