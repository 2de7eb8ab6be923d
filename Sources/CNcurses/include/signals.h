#ifndef LETHE_SIGNALS_H
#define LETHE_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>

// Signals as readable events: handlers set a bit and write an eventfd, everything else happens on the main queue.

/// Bits of `signals_take`.
static const uint32_t signals_woken = 1;
static const uint32_t signals_resized = 2;
/// TSTP, TTIN or TTOU came.
static const uint32_t signals_stopped = 4;
static const uint32_t signals_continued = 8;
/// Something came that ends the program: `signals_ending` says what.
static const uint32_t signals_ended = 16;

/// Installs handlers for every signal that ends, stops or resizes the program; those of crashes are `crashes.h`'s. What the
/// program was told to ignore stays ignored, and nobody else's handler for a signal without a meaning here is replaced.
/// Returns a descriptor that becomes readable with each of them, or −1 with errno.
///
/// The first signal that ends the program is an event. A TERM, INT or QUIT after it says that it can't be listening: the
/// terminal is restored and the program ends at once. Within a tenth of a second it says nothing, for a shell may pass on
/// what the kernel sent already.
int signals_open(void);

/// Makes the descriptor readable; from any thread, and harmless when nothing is open.
void signals_wake(void);

/// What has happened since the last call, as bits; empties the descriptor.
uint32_t signals_take(void);

/// The first signal that came to end the program; 0 where none did.
int signals_ending(void);

/// Stops the program and its process group as Ctrl-Z does, and returns once it continues (or at once where nobody could
/// continue it). The handlers are as before afterwards.
void signals_stop_program(void);

/// Stops the program for as long as it is in the background. False where it would wait in vain: it is to end, or nobody
/// could continue it. (The kernel would not stop a thread that blocks signals, as those of Dispatch do.)
bool signals_wait_for_terminal(void);

/// Gives the former handlers back, but for the signals that end the program, which it may still be busy with; what comes
/// unannounced now ends it at once. The descriptor is the caller's to close.
void signals_close(void);

/// Ends the program by `signal` itself, so that whoever waits for it sees what ended it (a shell: 128 + n). It is no crash:
/// no core is written, which would hold what was in memory.
_Noreturn void signals_end_program(int signal);

#endif
