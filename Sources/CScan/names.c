#define _GNU_SOURCE
#include "CScan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int names_open(const char *folder, bool *can_read) {
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *can_read = descriptor >= 0;
    if (descriptor >= 0 || errno != EACCES) return descriptor;
    // Files may be made in a folder whose list of names may not be read.
    return open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

int names_rename_new(int folder, const char *former, const char *name) {
    return renameat2(folder, former, folder, name, RENAME_NOREPLACE) == 0 ? 0 : errno;
}

int names_synchronize(int folder, bool can_read, int file) {
    if ((can_read ? fsync(folder) : syncfs(file)) == 0) return 0;
    // Some file systems have nothing to bring to disk for a folder.
    return errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}
