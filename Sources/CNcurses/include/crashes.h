#ifndef LETHE_CRASHES_H
#define LETHE_CRASHES_H

// Faults of the program: the terminal is given back before anything else is done about them.

/// Installs handlers for SEGV, BUS, ILL, TRAP, FPE, ABRT and SYS; each calls `lifeline_restore`, then what was there
/// before it.
void crashes_open(void);

/// Gives the former handlers back.
void crashes_close(void);

/// Gives the calling thread a stack for handlers, for a crash may be that its own has overflowed. Cheap when repeated.
/// (With an asynchronous main, the thread that serves the main queue isn't the one that started it.)
void crashes_guard_thread(void);

#endif
