#define _GNU_SOURCE
#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "lifeline.h"

static const int watched[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { watched_count = sizeof watched / sizeof *watched };

static struct sigaction previous[watched_count];
static atomic_int event_descriptor = -1;
static atomic_uint happened;

static void post(uint32_t bits) {
    atomic_fetch_or(&happened, bits);
    int descriptor = atomic_load(&event_descriptor);
    uint64_t one = 1;
    int saved_errno = errno;
    // The only failure is a full counter, which is readable already.
    if (descriptor >= 0) (void)!write(descriptor, &one, sizeof one);
    errno = saved_errno;
}

static bool is_terminating(int signal) {
    return signal == SIGTERM || signal == SIGHUP || signal == SIGINT || signal == SIGQUIT;
}

static void on_signal(int signal) {
    uint32_t bit = UINT32_C(1) << signal;
    if (is_terminating(signal) && (atomic_load(&happened) & bit)) {
        lifeline_restore();
        struct sigaction action = {.sa_handler = SIG_DFL};
        sigaction(signal, &action, NULL);
        raise(signal);
        return;
    }
    post(bit);
}

/// The handler of this program, on `signal`.
static void install(int signal, struct sigaction *former) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, former);
}

int signals_open(void) {
    int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (descriptor < 0) return -1;
    atomic_store(&happened, 0);
    atomic_store(&event_descriptor, descriptor);
    for (int i = 0; i < watched_count; i++) {
        install(watched[i], &previous[i]);
        // What nohup or a shell told the program to ignore stays ignored.
        if (previous[i].sa_handler == SIG_IGN) sigaction(watched[i], &previous[i], NULL);
    }
    return descriptor;
}

void signals_wake(void) { post(signals_wake_bit); }

uint32_t signals_take(void) {
    uint64_t count;
    int descriptor = atomic_load(&event_descriptor);
    if (descriptor >= 0) (void)!read(descriptor, &count, sizeof count);
    return atomic_exchange(&happened, 0);
}

void signals_stop_program(void) {
    struct sigaction ours, action = {.sa_handler = SIG_IGN};
    sigset_t stop, before;
    sigaction(SIGTSTP, &action, &ours);
    if (ours.sa_handler == SIG_IGN) return;
    // The others of the group (a script that waits) first, while it passes this program by …
    kill(0, SIGTSTP);
    // … then this thread, which so can't run on while another is being stopped.
    action.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &action, NULL);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &before);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}

void signals_close(void) {
    if (atomic_exchange(&event_descriptor, -1) < 0) return;
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &previous[i], NULL);
}
