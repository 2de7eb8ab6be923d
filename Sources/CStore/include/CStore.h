#ifndef CSTORE_H
#define CSTORE_H

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

#endif
