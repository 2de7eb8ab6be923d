#ifndef LETHE_SIGNALS_H
#define LETHE_SIGNALS_H

#include <stdint.h>

// Signals as readable events: handlers set a bit and write an eventfd, everything else happens on the main queue.

/// Bits of `signals_take`: signal n is bit n; this one says that `signals_wake` was called.
static const uint32_t signals_wake_bit = 1;

/// Installs handlers for WINCH, TSTP, CONT, TERM, HUP, INT and QUIT. Returns a descriptor that becomes readable with
/// each of them, or −1 with errno. A TERM, HUP, INT or QUIT that comes again before the first was taken restores the
/// terminal and ends the program: it can't be listening.
int signals_open(void);

/// Makes the descriptor readable; from any thread, and harmless when nothing is open.
void signals_wake(void);

/// What has happened since the last call, as bits; empties the descriptor.
uint32_t signals_take(void);

/// Stops the program and its process group as Ctrl-Z does, and returns once it continues (or at once where nobody could
/// continue it). The handlers are as before afterwards.
void signals_stop_program(void);

/// Gives the former handlers back. The descriptor is the caller's to close.
void signals_close(void);

#endif
