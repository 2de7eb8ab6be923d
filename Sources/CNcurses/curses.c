#define _GNU_SOURCE
#include "CNcurses.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static FILE *input_file, *output_file;

int curses_fitness(int output) {
    int state = 0;
    if (setupterm(NULL, output, &state) != OK) return curses_unknown_type;
    int fitness = curses_capability("cup") ? curses_usable : curses_cannot_place_cursor;
    del_curterm(cur_term);
    return fitness;
}

static FILE *copy(int descriptor, const char *mode) {
    int duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    return duplicate < 0 ? NULL : fdopen(duplicate, mode);
}

static void close_files(void) {
    if (input_file) fclose(input_file);
    if (output_file) fclose(output_file);
    input_file = output_file = NULL;
}

SCREEN *curses_open(int input, int output) {
    input_file = copy(input, "r");
    output_file = copy(output, "w");
    if (output_file) lifeline_set_screen(fileno(output_file));
    SCREEN *screen = input_file && output_file ? newterm(NULL, output_file, input_file) : NULL;
    if (!screen) close_files();
    return screen;
}

void curses_leave(void) {
    struct termios settings;
    bool is_others = !lifeline_owns_terminal() && tcgetattr(fileno(output_file), &settings) == 0;
    endwin();
    // Curses sets the terminal as it found it; what has it meanwhile set it as it wants it.
    if (is_others) tcsetattr(fileno(output_file), TCSANOW, &settings);
}

void curses_close(SCREEN *screen) {
    delscreen(screen);
    close_files();
}

bool curses_window_size(int output, int *width, int *height) {
    struct winsize size;
    if (ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *width = size.ws_col;
    *height = size.ws_row;
    return true;
}

int curses_width(wchar_t character) { return wcwidth(character); }

WINDOW *curses_screen(void) { return stdscr; }
WINDOW *curses_physical_screen(void) { return curscr; }
int curses_colors(void) { return COLORS; }

const char *curses_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}
