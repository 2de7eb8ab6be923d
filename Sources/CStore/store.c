#include "CStore.h"

#include <sqlite3.h>
#include <stddef.h>
#include <sys/vfs.h>

int store_defend(void *connection) {
    static const struct {
        int option, value;
    } switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
    };
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        int code = sqlite3_db_config(connection, switches[i].option, switches[i].value, NULL);
        if (code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
}

int store_allow_triggers(void *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
}

int store_has_moved(void *connection, int *moved) {
    return sqlite3_file_control(connection, "main", SQLITE_FCNTL_HAS_MOVED, moved);
}

uint32_t store_file_system(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (uint32_t)status.f_type : 0;
}
