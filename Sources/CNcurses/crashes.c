#define _GNU_SOURCE
#include "crashes.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lifeline.h"

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct sigaction previous[fatal_count];
static bool handlers_are_ours;

/// The screen first, then whoever was there before: Swift's backtracer, or the default.
static void on_fatal(int signal, siginfo_t *info, void *context) {
    const struct sigaction *former = NULL;
    for (int i = 0; i < fatal_count; i++) {
        if (fatal_signals[i] == signal) former = &previous[i];
    }
    // What others send may have been told to be ignored; of what the program does itself, nothing can be.
    bool is_sent = info->si_code <= 0 && info->si_pid != getpid();
    if (is_sent && former && former->sa_handler == SIG_IGN) return;
    lifeline_restore();
    // A fault of the processor happens again on return, now for the former handler.
    if (info->si_code > 0 && signal != SIGTRAP && signal != SIGSYS) {
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

void crashes_guard_thread(void) {
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

void crashes_open(void) {
    crashes_guard_thread();
    struct sigaction action = {.sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &action, &previous[i]);
    handlers_are_ours = true;
}

void crashes_close(void) {
    if (!handlers_are_ours) return;
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &previous[i], NULL);
    handlers_are_ours = false;
}
