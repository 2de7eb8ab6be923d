#ifndef LETHE_LIFELINE_H
#define LETHE_LIFELINE_H

#include <stdbool.h>

// What brings the terminal back when the program can't: bytes and settings saved beforehand, and only functions that
// are safe in a signal handler.

/// Saves the terminal's settings, points standard error (where it is a terminal) at the file `log`, or at memory where
/// that is NULL, and installs handlers for SEGV, BUS, ILL, TRAP, FPE and ABRT. Returns 0, or an errno.
int lifeline_open(int input, int output, const char *log);

/// Prepares the bytes that undo what curses does to the screen, from terminfo, and `extra` after them. Curses must have
/// been started.
void lifeline_set_reset(const char *extra);

/// Gives the calling thread a stack for handlers, for a crash may be that its own has overflowed. Cheap when repeated.
/// (With an asynchronous main, the thread that serves the main queue isn't the one that started it.)
void lifeline_guard_thread(void);

/// Restores screen and settings and gives standard error back, with what was written to it meanwhile. Safe in a signal
/// handler, on any thread, and more than once.
void lifeline_restore(void);

/// As `lifeline_restore`, once curses has left the screen in order itself.
void lifeline_release(void);

/// Takes the terminal again after either, once the program continues: standard error is caught once more.
void lifeline_resume(void);

/// Gives back everything, the handlers too.
void lifeline_close(void);

/// Writes all of it, however often that is interrupted.
void lifeline_write(int descriptor, const char *bytes, long count);

#endif
