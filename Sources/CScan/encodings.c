#include "encodings.h"

#include "CScan.h"

enum { BROKEN = 0xFFFD };

/// The character of a pair; 0 where it is none.
static uint32_t pair_of(const uint16_t *table, uint8_t lead, uint8_t trail) {
    if (lead < 0x81 || lead == 0xFF || trail < 0x40 || trail == 0xFF) return 0;
    return table[(lead - 0x81) * 191 + (trail - 0x40)];
}

/// Four bytes of GB18030; 0 where they are none.
static uint32_t four_bytes(const uint8_t *bytes) {
    if (bytes[2] < 0x81 || bytes[2] == 0xFF || bytes[3] < 0x30 || bytes[3] > 0x39) return 0;
    uint32_t index = (((bytes[0] - 0x81u) * 10 + (bytes[1] - 0x30u)) * 126 + (bytes[2] - 0x81u)) * 10 +
                     (bytes[3] - 0x30u);
    if (index >= 189000 && index < 189000 + 0x100000) return 0x10000 + index - 189000;
    if (index >= 39420) return 0;
    int low = 0, high = encoding_gb18030_run_count;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (encoding_gb18030_runs[middle].index <= index) low = middle; else high = middle;
    }
    return encoding_gb18030_runs[low].scalar + index - encoding_gb18030_runs[low].index;
}

uint32_t encoding_next(int32_t encoding, const uint8_t *bytes, size_t count, size_t *length) {
    uint8_t lead = bytes[0];
    *length = 1;
    if (lead < 0x80) return lead;
    if (encoding >= 0) {
        uint16_t scalar = encoding_singles[encoding][lead - 0x80];
        return scalar != 0 ? scalar : BROKEN;
    }
    const uint16_t *table = 0;
    switch (encoding) {
    case ENCODING_CP932:
        if (lead >= 0xA1 && lead <= 0xDF) return 0xFF61u + lead - 0xA1;
        if (lead == 0x80 || lead == 0xA0 || lead > 0xFC) return BROKEN;
        table = encoding_cp932;
        // Characters of a user's own.
        if (lead >= 0xF0 && lead <= 0xF9 && count > 1) {
            uint8_t trail = bytes[1];
            if (trail >= 0x40 && trail <= 0xFC && trail != 0x7F) {
                *length = 2;
                return 0xE000u + (lead - 0xF0u) * 188 + trail - (trail > 0x7F ? 0x41u : 0x40u);
            }
        }
        break;
    case ENCODING_GB18030:
        if (lead == 0x80) return 0x20AC;
        if (lead == 0xFF) return BROKEN;
        if (count > 1 && bytes[1] >= 0x30 && bytes[1] <= 0x39) {
            if (count < 4) {
                *length = 0;
                return BROKEN;
            }
            uint32_t scalar = four_bytes(bytes);
            if (scalar != 0) *length = 4;
            return scalar != 0 ? scalar : BROKEN;
        }
        table = encoding_gbk;
        break;
    case ENCODING_CP949: table = encoding_cp949; break;
    case ENCODING_BIG5: table = encoding_big5; break;
    default:
        if (lead == 0x8E || lead == 0x8F) {
            size_t wanted = lead == 0x8E ? 2 : 3;
            if (count < wanted) {
                *length = 0;
                return BROKEN;
            }
            if (lead == 0x8E && bytes[1] >= 0xA1 && bytes[1] <= 0xDF) {
                *length = 2;
                return 0xFF61u + bytes[1] - 0xA1;
            }
            if (lead == 0x8F && bytes[1] >= 0xA1 && bytes[1] < 0xFF && bytes[2] >= 0xA1 && bytes[2] < 0xFF) {
                uint16_t scalar = encoding_jis0212[(bytes[1] - 0xA1) * 94 + (bytes[2] - 0xA1)];
                if (scalar != 0) *length = 3;
                return scalar != 0 ? scalar : BROKEN;
            }
            return BROKEN;
        }
        table = encoding_euc_jp;
    }
    if (count < 2) {
        *length = 0;
        return BROKEN;
    }
    uint32_t scalar = pair_of(table, lead, bytes[1]);
    if (scalar != 0) *length = 2;
    return scalar != 0 ? scalar : BROKEN;
}

size_t encoding_convert(int32_t encoding, const uint8_t *bytes, size_t count, bool is_last, uint8_t *output,
                        size_t *written, size_t *broken) {
    size_t i = 0, o = 0;
    while (i < count) {
        if (bytes[i] < 0x80) {
            output[o++] = bytes[i++];
            continue;
        }
        size_t length = 0;
        uint32_t scalar = encoding_next(encoding, bytes + i, count - i, &length);
        if (length == 0) {
            if (!is_last) break;
            length = 1;
        }
        if (scalar == BROKEN) (*broken)++;
        i += length;
        if (scalar < 0x800) {
            output[o++] = (uint8_t)(0xC0 | scalar >> 6);
        } else if (scalar < 0x10000) {
            output[o++] = (uint8_t)(0xE0 | scalar >> 12);
            output[o++] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
        } else {
            output[o++] = (uint8_t)(0xF0 | scalar >> 18);
            output[o++] = (uint8_t)(0x80 | (scalar >> 12 & 0x3F));
            output[o++] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
        }
        output[o++] = (uint8_t)(0x80 | (scalar & 0x3F));
    }
    *written = o;
    return i;
}
