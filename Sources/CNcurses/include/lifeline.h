#ifndef LETHE_LIFELINE_H
#define LETHE_LIFELINE_H

#include <stdbool.h>

// What brings the terminal back when the program can't: bytes and settings saved beforehand, and only functions that
// are safe in a signal handler.

/// Saves the terminal's settings, points standard error (where it is a terminal) at the file `log`, or at memory where
/// that is NULL, and installs the handlers of `crashes.h`. Returns 0, or an errno.
int lifeline_open(int input, int output, const char *log);

/// Says which descriptor the screen is written through: the one that is silenced when the terminal is taken back.
void lifeline_set_screen(int descriptor);

/// Prepares the bytes that undo what curses does to the screen, from terminfo, and `extra` after them. Curses must have
/// been started, and must not have entered its screen yet.
void lifeline_set_reset(const char *extra);

/// Whether the terminal is this process group's to use. Another's is never given its settings: they are its own.
bool lifeline_owns_terminal(void);

/// Restores screen and settings and gives standard error back, with what was written to it meanwhile; what any other
/// thread still draws goes nowhere. Safe in a signal handler, on any thread, and more than once. A terminal that takes
/// nothing is given up after a second.
void lifeline_restore(void);

/// As `lifeline_restore`, once curses has left the screen in order itself.
void lifeline_release(void);

/// Takes the terminal again after `lifeline_release`, once the program continues: standard error is caught once more.
void lifeline_resume(void);

/// Gives back everything, the handlers too.
void lifeline_close(void);

/// Writes to the screen past curses, which must have nothing left to write.
void lifeline_write_screen(const char *bytes, long count);

#endif
