#ifndef CSTORE_H
#define CSTORE_H

#include <stddef.h>
#include <stdint.h>

// What the project store needs of SQLite and of Linux and Swift does not see: calls that take any number of arguments, and
// one of a header that is not in the Glibc module. `connection` is a `sqlite3 *`; SQLite's code comes back, 0 for success.

/// From now on the file is data: no trigger and no view of it runs, its schema calls no function that may do more than
/// compute, nothing is loaded, and SQL can't write to the schema or past the tables.
int store_defend(void *connection);

/// Lets triggers run again.
int store_allow_triggers(void *connection);

/// Sets `moved` where the name of the file that is open names another one now, or none.
int store_has_moved(void *connection, int *moved);

/// The number by which Linux knows a kind of file system, of the one that `path` is on; 0 where it can't be found out.
uint32_t store_file_system(const char *path);

/// Goes on to the next row of a `sqlite3_stmt *`: 1 for one, 0 at the end, the negative of SQLite's code for an error.
int store_step(void *statement);

void store_reset(void *statement);

/// How many bytes a column of the row holds, and where they are until the next step; text as it is kept.
size_t store_column_bytes(void *statement, int column, const unsigned char **bytes);

int64_t store_column_integer(void *statement, int column);

/// Writes the row that a statement stands at so that no two rows are written alike; how many bytes that takes. Where they are
/// more than `capacity`, what is there is not the row.
size_t store_encode_row(void *statement, unsigned char *into, size_t capacity);

#endif
