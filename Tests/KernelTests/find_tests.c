// Finding three octets, one by one.

#include <stddef.h>

#include "kernel_tests.h"

void test_find(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->find == NULL) return;
    // Octets that the text has, and often one that it has not: 0, with which vectors are filled up.
    uint8_t wanted[3] = {0, 'a', ','};
    for (int index = 0; index < 3 && octetCount > 0; index++) {
        if (next_random(3) > 0) wanted[index] = octets[next_random((uint64_t)octetCount)];
    }
    uint32_t *positions =
        (uint32_t *)(void *)make_output(4 * (octetCount + CSEPTET_FIND_SLACK));
    intptr_t count = kernel->find(octets, octetCount, wanted[0], wanted[1], wanted[2], positions);
    check_output(kernel, octets, octetCount);
    intptr_t expected = 0;
    bool same = true;
    for (intptr_t offset = 0; offset < octetCount; offset++) {
        uint8_t octet = octets[offset];
        if (octet != wanted[0] && octet != wanted[1] && octet != wanted[2]) continue;
        same = same && expected < count && positions[expected] == (uint32_t)offset;
        expected++;
    }
    if (!same || count != expected) fail(kernel->name, "other places", octets, octetCount);
}
