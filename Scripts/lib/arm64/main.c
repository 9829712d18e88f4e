// Runs one item so many times over messages from the standard input, for Scripts/check arm64.
//
//     main ITEM ROUNDS    ITEM is the name of a function of driver.swift without septet_
//
// A message is its octets behind four octets that say how many. Prints the sum of the answers.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef intptr_t Item(const uint8_t *text, intptr_t octetCount, uint8_t *room, intptr_t roomCount);

Item septet_count, septet_national, septet_encode, septet_utf16, septet_decode, septet_fields;

static const struct {
    const char *name;
    Item *run;
    Item *prepare;  // what is run on, made of each message
} items[] = {
    {"count", septet_count, NULL},
    {"national", septet_national, NULL},
    {"encode", septet_encode, NULL},
    {"utf16", septet_utf16, NULL},
    {"decode", septet_decode, septet_fields},
};

enum { MESSAGES = 4096 };
static uint8_t octets[1 << 22], room[1 << 16];
static struct {
    const uint8_t *start;
    intptr_t count;
} messages[MESSAGES];

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    size_t item = 0;
    while (item < sizeof items / sizeof *items && strcmp(items[item].name, argv[1]) != 0) item++;
    if (item == sizeof items / sizeof *items) return 64;
    uint8_t count[4];
    size_t used = 0;
    intptr_t messageCount = 0, sum = 0;
    while (messageCount < MESSAGES && fread(count, 1, 4, stdin) == 4) {
        size_t octetCount = count[0] | (size_t)count[1] << 8;
        if (octetCount > sizeof room || used + 2 * sizeof room > sizeof octets) return 65;
        if (fread(room, 1, octetCount, stdin) != octetCount) return 65;
        uint8_t *target = octets + used;
        intptr_t length = (intptr_t)octetCount;
        if (items[item].prepare == NULL) memcpy(target, room, octetCount);
        else length = items[item].prepare(room, length, target, sizeof room);
        if (length < 0) return 65;
        messages[messageCount].start = target;
        messages[messageCount++].count = length;
        used += (size_t)length;
    }
    for (long round = atol(argv[2]); round > 0; round--) {
        for (intptr_t index = 0; index < messageCount; index++) {
            sum += items[item].run(messages[index].start, messages[index].count, room, sizeof room);
        }
    }
    printf("%ld\n", (long)sum);
    return 0;
}
