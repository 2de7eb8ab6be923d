#include "CStore.h"

#include <sqlite3.h>
#include <stddef.h>
#include <string.h>
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

int store_step(void *statement) {
    int code = sqlite3_step(statement);
    return code == SQLITE_ROW ? 1 : code == SQLITE_DONE ? 0 : -code;
}

void store_reset(void *statement) { sqlite3_reset(statement); }

size_t store_column_bytes(void *statement, int column, const unsigned char **bytes) {
    *bytes = sqlite3_column_blob(statement, column);
    return (size_t)sqlite3_column_bytes(statement, column);
}

int64_t store_column_integer(void *statement, int column) { return sqlite3_column_int64(statement, column); }

// The kind, the length in eight bytes (the least first), and the bytes of every column.
size_t store_encode_row(void *statement, unsigned char *into, size_t capacity) {
    size_t length = 0;
    int columns = sqlite3_column_count(statement);
    for (int column = 0; column < columns; column++) {
        int kind = sqlite3_column_type(statement, column);
        unsigned char number[8];
        const unsigned char *bytes = number;
        size_t count = 0;
        if (kind == SQLITE_INTEGER) {
            uint64_t value = (uint64_t)sqlite3_column_int64(statement, column);
            for (int i = 0; i < 8; i++) number[i] = (unsigned char)(value >> (8 * i));
            count = 8;
        } else if (kind == SQLITE_FLOAT) {
            double value = sqlite3_column_double(statement, column);
            memcpy(number, &value, 8);
            count = 8;
        } else if (kind != SQLITE_NULL) {
            bytes = sqlite3_column_blob(statement, column);
            count = (size_t)sqlite3_column_bytes(statement, column);
        }
        if (length + 9 + count <= capacity) {
            into[length] = (unsigned char)kind;
            for (int i = 0; i < 8; i++) into[length + 1 + (size_t)i] = (unsigned char)((uint64_t)count >> (8 * i));
            if (count > 0) memcpy(into + length + 9, bytes, count);
        }
        length += 9 + count;
    }
    return length;
}
