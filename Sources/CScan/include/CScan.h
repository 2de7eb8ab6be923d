#ifndef CSCAN_H
#define CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "neighbours.h"

// Loops over delimited text that have to run at the speed of memory. The slow version of them, which says what they
// mean, is `SlowReader` of the tests, which hold them against it.

/// How fields are written.
typedef struct {
    uint8_t delimiter;
    /// The byte that ends a record: line feed, or carriage return.
    uint8_t terminator;
    /// 0: none.
    uint8_t quote;
    /// Whether `\"` stands for a quote inside quotes, rather than `""`.
    bool backslash;
    /// Whether blanks after a delimiter are no part of the field.
    bool skips_blanks;
    /// Begins a line that is no record; 0: none.
    uint8_t comment;
    /// Whether fields with bytes above 127 have to be converted.
    bool single_byte;
    /// Whether every record ends in a delimiter, with nothing behind it.
    bool trails;
    /// Whether a quote that opens a field over line ends and does not close it may be a character, a line of blanks is no
    /// record, and any number of carriage returns before a line feed are part of the line end.
    bool lenient;
    /// Whether a carriage return alone ends a record where the fields on both sides of it are as many as usual.
    bool splits;
    /// Whether a line that begins as a comment does and has as many fields as usual is a record.
    bool keeps_full_comments;
    /// Whether more text may come: what the end of it cuts is not stepped over.
    bool grows;
    /// How many fields a record has; 0: not known.
    uint32_t fields;
} scan_dialect;

/// Bytes within which a quote has to be closed; one that is not is a character.
#define SCAN_REACH ((size_t)32 << 20)

/// Where a field is; laid out as `FieldSpan`.
typedef struct {
    int64_t start;
    uint32_t count;
    bool is_encoded;
} scan_span;

/// What came after a field.
typedef enum { SCAN_DELIMITER = 0, SCAN_RECORD = 1, SCAN_FILE = 2, SCAN_UNCLOSED = 3 } scan_ending;

typedef struct {
    scan_span span;
    /// Where the next field begins.
    size_t next;
    /// Terminators inside the field.
    uint32_t line_ends;
    scan_ending ending;
    /// Whether bytes stood between a closing quote and the delimiter.
    bool goes_on;
    /// Whether the field begins with a quote that is a character, as it is never closed.
    bool stands;
    /// Whether more text could tell otherwise.
    bool is_cut;
} scan_field;

/// A record that begins at a known place; laid out as `RecordMarks.Mark`.
typedef struct {
    int64_t row;
    int64_t position;
    int64_t line;
} scan_mark;

/// What a part of a text holds.
typedef struct {
    /// Whether every record is whole, unquoted text has no quotes, and the text is UTF-8; all else is void if not.
    bool is_regular;
    bool ends_quoted;
    /// Whether a byte above 127 occurred.
    bool has_high;
    /// Terminators outside quotes, and all of them.
    uint64_t record_ends;
    uint64_t line_ends;
    /// Delimiters outside quotes before the first record end, and after the last (all, where there is none).
    uint64_t head;
    uint64_t tail;
    /// Behind the last record end, and how many terminators there are before it; 0 where there is none.
    uint64_t last_start;
    uint64_t last_line;
    uint64_t marks;
} scan_chunk;

/// Looks through `text[begin..<end]`: counts records, and writes a mark for the first record that begins in each stretch
/// of `spacing` bytes, with rows and lines counted from the chunk's begin.
///
/// - starts_quoted: whether `begin` is inside quotes.
/// - delimiters: how many delimiters every record has outside quotes.
/// - checks_utf8: whether text that is not UTF-8 makes the chunk irregular.
scan_chunk scan_index(const uint8_t *text, size_t begin, size_t end, size_t count, const scan_dialect *dialect,
                      bool starts_quoted, uint64_t delimiters, bool checks_utf8, size_t spacing, scan_mark *marks,
                      size_t capacity);

/// Reads the field at `position`.
scan_field scan_next(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect);

/// How many fields the line at `position` has when no field goes over its end; where the next line begins is told in
/// `next`, and whether the text ended before in `is_cut`.
uint32_t scan_line_fields(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, size_t *next,
                          bool *is_cut);

/// Whether the quote at `position`, with which a field begins, is a character.
bool scan_stands(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect);

/// Steps over empty lines and comments; adds their number to `lines` where that is not null.
size_t scan_skip(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, uint64_t *lines);

/// The spans of one column in `records` records from `position` on; where the record after them begins.
size_t scan_spans(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, uint32_t column,
                  size_t records, scan_span *spans);

/// The same field by field, whatever the text: at least one record, then those that begin before `end`; how many is
/// told in `read`.
size_t scan_spans_slowly(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect,
                         uint32_t column, size_t records, size_t end, scan_span *spans, size_t *read);

/// How many bytes from `begin` on are UTF-8; `end - begin` or a little more where all are, as a sequence that goes beyond
/// `end` is read on, up to `count`.
size_t scan_utf8(const uint8_t *text, size_t begin, size_t end, size_t count);

/// Whether no byte is above 127.
bool scan_is_ascii(const uint8_t *text, size_t begin, size_t end);

// Encodings that there are tables of: a place in the list of those of one byte, or one of these.
#define ENCODING_CP932 (-1)
#define ENCODING_GB18030 (-2)
#define ENCODING_CP949 (-3)
#define ENCODING_BIG5 (-4)
#define ENCODING_EUC_JP (-5)

/// The character at the first of `count` bytes, U+FFFD where there is none, and how many bytes it takes; 0 of them where
/// more bytes would tell.
uint32_t encoding_next(int32_t encoding, const uint8_t *bytes, size_t count, size_t *length);

/// Writes the text as UTF-8, three bytes for one at most. How many bytes were read: all but those of a character that is cut,
/// unless `is_last`.
size_t encoding_convert(int32_t encoding, const uint8_t *bytes, size_t count, bool is_last, uint8_t *output,
                        size_t *written, size_t *broken);

/// From now on reading behind the end of a shortened file, inside this mapping, reads zeros.
void scan_guard(const void *start, size_t count);

/// Takes the signal again, after somebody else has taken it.
void scan_guard_first(void);

/// Before the mapping is taken down.
void scan_unguard(const void *start);

// Calls of Linux's on the names in a folder, which Swift doesn't see.

/// Opens a folder for names in it; `can_read` says whether its list of names may be read, too.
int names_open(const char *folder, bool *can_read);

/// Gives a file or folder another name, which nothing has yet. 0, or an errno: EEXIST where something has it.
int names_rename_new(int folder, const char *former, const char *name);

/// Waits until a folder's list of names is on the disk; `file` is open, on the same disk. 0, or an errno.
int names_synchronize(int folder, bool can_read, int file);

#endif
