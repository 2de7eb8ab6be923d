#include "CScan.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

// A process that shortens a mapped file takes pages away under the reader, who gets SIGBUS for it. Inside a guarded
// mapping the page is replaced by one of zeros and the reader goes on; anywhere else the signal is what it was before.

enum { MOST_MAPPINGS = 256 };

static struct {
    _Atomic(uintptr_t) start;
    _Atomic(size_t) count;
} mappings[MOST_MAPPINGS];

static struct sigaction previous;
static pthread_mutex_t installing = PTHREAD_MUTEX_INITIALIZER;
static volatile sig_atomic_t was_passed_on;

static void take_over(int number, siginfo_t *info, void *context) {
    uintptr_t address = (uintptr_t)info->si_addr;
    for (int i = 0; i < MOST_MAPPINGS; i++) {
        uintptr_t start = atomic_load(&mappings[i].start);
        size_t count = atomic_load(&mappings[i].count);
        if (start == 0 || address < start || address >= start + count) continue;
        uintptr_t page = address & ~((uintptr_t)sysconf(_SC_PAGESIZE) - 1);
        void *zeros = mmap((void *)page, (size_t)sysconf(_SC_PAGESIZE), PROT_READ,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        if (zeros != MAP_FAILED) return;
    }
    if (was_passed_on) {
        // Whoever it was passed on to passed it back.
        signal(SIGBUS, SIG_DFL);
        return;
    }
    was_passed_on = 1;
    if (previous.sa_flags & SA_SIGINFO && previous.sa_sigaction) {
        previous.sa_sigaction(number, info, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(number);
    } else {
        // The fault comes again when this returns, to nobody.
        signal(SIGBUS, SIG_DFL);
    }
}

void scan_guard_first(void) {
    pthread_mutex_lock(&installing);
    struct sigaction now = {0};
    sigaction(SIGBUS, NULL, &now);
    if (now.sa_sigaction != take_over) {
        struct sigaction action = {0};
        action.sa_sigaction = take_over;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        previous = now;
        sigaction(SIGBUS, &action, NULL);
    }
    pthread_mutex_unlock(&installing);
}

void scan_guard(const void *start, size_t count) {
    scan_guard_first();
    for (int i = 0; i < MOST_MAPPINGS; i++) {
        uintptr_t free = 0;
        if (atomic_compare_exchange_strong(&mappings[i].start, &free, (uintptr_t)start)) {
            atomic_store(&mappings[i].count, count);
            return;
        }
    }
}

void scan_unguard(const void *start) {
    for (int i = 0; i < MOST_MAPPINGS; i++) {
        if (atomic_load(&mappings[i].start) != (uintptr_t)start) continue;
        atomic_store(&mappings[i].count, 0);
        atomic_store(&mappings[i].start, 0);
        return;
    }
}
