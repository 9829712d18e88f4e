#include "gwlib/gwlib.h"

#include "CPeers.h"

enum { SEPTETS_ALONE = 140 * 8 / 7, SEPTETS_BESIDE_HEADER = 134 * 8 / 7 };

void peers_start(void) {
    gwlib_init();
    log_set_output_level(GW_PANIC);
}

static Octstr *septets_of(const uint8_t *octets, int64_t start, int64_t end) {
    Octstr *text = octstr_create_from_data((const char *)octets + start, (long)(end - start));
    charset_utf8_to_gsm(text);
    return text;
}

int64_t gwlib_count(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    (void)output;
    int64_t units = 0;
    int64_t parts = 0;
    for (int64_t i = 0; i < count; i++) {
        Octstr *text = septets_of(octets, starts[i], starts[i + 1]);
        long septets = octstr_len(text);
        octstr_destroy(text);
        units += septets;
        parts += septets <= SEPTETS_ALONE
                     ? 1
                     : (septets + SEPTETS_BESIDE_HEADER - 1) / SEPTETS_BESIDE_HEADER;
    }
    return units + parts * 1000003;
}

int64_t gwlib_encode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    (void)output;
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        Octstr *text = septets_of(octets, starts[i], starts[i + 1]);
        total += octstr_len(text);
        octstr_destroy(text);
    }
    return total;
}

int64_t gwlib_decode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    (void)output;
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        Octstr *text = octstr_create_from_data((const char *)octets + starts[i],
                                               (long)(starts[i + 1] - starts[i]));
        charset_gsm_to_utf8(text);
        total += octstr_len(text);
        octstr_destroy(text);
    }
    return total;
}
