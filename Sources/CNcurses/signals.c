#define _GNU_SOURCE
#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "lifeline.h"

enum { signal_count = 65 };

static struct sigaction previous[signal_count];
static bool is_ours[signal_count];
static atomic_int event_descriptor = -1;
static atomic_uint happened;
static atomic_int ending;
static atomic_llong ending_since;  // in milliseconds
static atomic_bool is_listening;

static void post(uint32_t bits) {
    atomic_fetch_or(&happened, bits);
    int descriptor = atomic_load(&event_descriptor);
    uint64_t one = 1;
    int saved_errno = errno;
    // The only failure is a full counter, which is readable already.
    if (descriptor >= 0) (void)!write(descriptor, &one, sizeof one);
    errno = saved_errno;
}

static long long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/// Does with `signal` what the kernel would; returns where that did not end the program, with the handlers as before.
static void take_default(int signal) {
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigset_t this, before;
    sigaction(signal, &standard, &ours);
    sigemptyset(&this);
    sigaddset(&this, signal);
    pthread_sigmask(SIG_UNBLOCK, &this, &before);
    raise(signal);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(signal, &ours, NULL);
}

void signals_end_program(int signal) {
    lifeline_restore();
    prctl(PR_SET_DUMPABLE, 0);
    take_default(signal);
    _exit(128 + signal);
}

static void on_end(int signal) {
    long long none = 0, now = milliseconds();
    if (atomic_compare_exchange_strong(&ending_since, &none, now)) {
        atomic_store(&ending, signal);
        if (atomic_load(&is_listening)) return post(signals_ended);
    } else if ((signal != SIGTERM && signal != SIGINT && signal != SIGQUIT) || now - none < 100) {
        return;
    }
    signals_end_program(signal);
}

static void on_stop(int signal) {
    (void)signal;
    post(signals_stopped);
}

static void on_change(int signal) { post(signal == SIGCONT ? signals_continued : signals_resized); }

static void install(int signal, struct sigaction action, bool is_meant_for_us) {
    if (is_ours[signal]) return;
    struct sigaction former;
    if (sigaction(signal, NULL, &former) != 0 || former.sa_handler == SIG_IGN) return;
    if (!is_meant_for_us && former.sa_handler != SIG_DFL) return;
    // One after the other, the lowest first: once CONT was noted, so was what came to end a program that was stopped.
    sigfillset(&action.sa_mask);
    action.sa_flags |= SA_RESTART;
    previous[signal] = former;
    is_ours[signal] = sigaction(signal, &action, NULL) == 0;
}

int signals_open(void) {
    static const int ends[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
    static const int others[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGSTKFLT, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR};
    static const int stops[] = {SIGTSTP, SIGTTIN, SIGTTOU};
    int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (descriptor < 0) return -1;
    atomic_store(&happened, 0);
    atomic_store(&ending, 0);
    atomic_store(&ending_since, 0);
    atomic_store(&event_descriptor, descriptor);
    atomic_store(&is_listening, true);
    struct sigaction end = {.sa_handler = on_end}, stop = {.sa_handler = on_stop}, change = {.sa_handler = on_change};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) install(ends[i], end, true);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) install(others[i], end, false);
    for (int signal = SIGRTMIN; signal <= SIGRTMAX; signal++) install(signal, end, false);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) install(stops[i], stop, true);
    install(SIGWINCH, change, true);
    install(SIGCONT, change, true);
    return descriptor;
}

void signals_wake(void) { post(signals_woken); }

uint32_t signals_take(void) {
    uint64_t count;
    int descriptor = atomic_load(&event_descriptor);
    if (descriptor >= 0) (void)!read(descriptor, &count, sizeof count);
    return atomic_exchange(&happened, 0);
}

int signals_ending(void) { return atomic_load(&ending); }

/// Whether what came while the program was stopped has been taken by the thread that takes signals.
static bool is_settled(void) {
    if (atomic_load(&is_listening)) return atomic_load(&happened) & signals_continued;
    sigset_t pending;
    sigpending(&pending);
    return !sigismember(&pending, SIGTERM) && !sigismember(&pending, SIGHUP) && !sigismember(&pending, SIGINT)
           && !sigismember(&pending, SIGQUIT);
}

/// Lets the program be stopped, and what came meanwhile have its effect; only a moment, as far as this thread notices.
static void settle(void) {
    struct timespec moment = {.tv_nsec = 1000000};
    for (int i = 0; i < 100 && !is_settled(); i++) nanosleep(&moment, NULL);
    atomic_fetch_and(&happened, ~signals_continued);
}

void signals_stop_program(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigaction(SIGTSTP, &standard, &ours);
    if (ours.sa_handler != SIG_IGN) {
        atomic_fetch_and(&happened, ~signals_continued);
        // The others of the group too: a script that waits.
        kill(0, SIGTSTP);
        settle();
    }
    sigaction(SIGTSTP, &ours, NULL);
}

bool signals_wait_for_terminal(void) {
    // Where nobody could continue it, the kernel does not stop it either.
    for (int tries = 0; tries < 3;) {
        if (lifeline_owns_terminal()) return true;
        if (atomic_load(&ending)) return false;
        long long before = milliseconds();
        take_default(SIGTTOU);
        if (milliseconds() - before < 50) tries++;
        settle();
    }
    return false;
}

void signals_close(void) {
    static const int changes[] = {SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT};
    atomic_store(&is_listening, false);
    if (atomic_exchange(&event_descriptor, -1) < 0) return;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        int signal = changes[i];
        if (is_ours[signal]) sigaction(signal, &previous[signal], NULL);
        is_ours[signal] = false;
    }
}
