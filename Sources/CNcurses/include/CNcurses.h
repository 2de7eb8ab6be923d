#ifndef LETHE_CNCURSES_H
#define LETHE_CNCURSES_H

// Wide characters, and functions where curses has macros: both must be said before its header.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <term.h>
#include <wchar.h>

#include "crashes.h"
#include "lifeline.h"
#include "signals.h"

// Swift doesn't see macros with casts: the attributes as constants.
static const attr_t attribute_normal = A_NORMAL;
static const attr_t attribute_bold = A_BOLD;
static const attr_t attribute_dim = A_DIM;
static const attr_t attribute_reverse = A_REVERSE;
static const attr_t attribute_underline = A_UNDERLINE;

/// Why a terminal can't be used, found out without curses' habit of exiting.
enum { curses_usable, curses_unknown_type, curses_cannot_place_cursor };
int curses_fitness(int output);

/// Starts curses on two descriptors; NULL where it can't.
SCREEN *curses_open(int input, int output);
void curses_close(SCREEN *screen);

/// Leaves the screen until the next refresh, and the settings alone where the terminal is another's by now.
void curses_leave(void);

/// The size of the terminal's window; false where it doesn't know.
bool curses_window_size(int output, int *width, int *height);

/// Columns curses gives a character; −1 where it wouldn't print it.
int curses_width(wchar_t character);

// Curses' global variables, which Swift may not read as they are.
WINDOW *curses_screen(void);
WINDOW *curses_physical_screen(void);
int curses_colors(void);

/// The string capability `name` of the current terminal; NULL where it has none.
const char *curses_capability(const char *name);

#endif
