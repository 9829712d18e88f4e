/*
 * Counts texts with libseptet: one by one, and a column in one call.
 *
 *     cc count.c $(pkg-config --cflags --libs septet) -o count && ./count "Hello"
 */
#include <inttypes.h>
#include <septet.h>
#include <stdio.h>
#include <string.h>

/* One text, and why it costs what it costs. */
static int count_text(const char *text)
{
    const uint8_t *utf8 = (const uint8_t *)text;
    septet_plan plan = {.struct_size = sizeof plan};
    septet_offender offenders[8];
    size_t found = 0;

    int32_t status = septet_find_offenders(NULL, utf8, strlen(text), offenders, 8, &found, &plan);
    /* More than eight offenders are counted, and the first eight are here. */
    if (status != SEPTET_OK && status != SEPTET_BUFFER_TOO_SMALL) {
        printf("%s at octet %" PRId64 "\n", septet_status_name(status), plan.fault_offset);
        return 1;
    }
    printf("%s, %d units, %d parts, %d left\n", plan.encoding == SEPTET_UCS2 ? "UCS-2" : "GSM 7 bit",
           plan.units, plan.parts, plan.remaining);
    for (size_t i = 0; i < found && i < 8; i++)
        printf("  U+%04" PRIX32 " at octet %" PRIu64 "%s\n", offenders[i].scalar, offenders[i].offset,
               offenders[i].effect == SEPTET_FORCES_UCS2 ? " forces UCS-2" : " takes two units");
    return 0;
}

/* A column as Arrow lays it out: offsets into the octets of all texts. */
static int count_column(void)
{
    static const uint8_t data[] = "Hello" "12 \xE2\x82\xAC" "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82";
    static const int32_t offsets[] = {0, 5, 11, 11, 23};
    static const uint8_t validity[] = {0x0B}; /* row 2 is null */
    int32_t units[4], parts[4];

    septet_column texts = {.struct_size = sizeof texts,
                           .layout = SEPTET_OFFSETS32,
                           .row_count = 4,
                           .validity = validity,
                           .rows = offsets,
                           .data = data,
                           .data_octets = 23};
    septet_column_plans plans = {.struct_size = sizeof plans, .units = units, .parts = parts};
    int32_t status = septet_plan_column(NULL, &texts, &plans);
    if (status != SEPTET_OK) {
        printf("%s in row %" PRId64 "\n", septet_status_name(status), plans.fault_row);
        return 1;
    }
    for (int row = 0; row < 4; row++)
        printf("row %d: %d units, %d parts\n", row, units[row], parts[row]);
    printf("%" PRId64 " parts, %" PRId64 " null\n", plans.part_sum, plans.null_count);
    return 0;
}

int main(int count, char **arguments)
{
    printf("libseptet %s\n", septet_version());
    for (int i = 1; i < count; i++) {
        if (count_text(arguments[i]))
            return 1;
    }
    return count_column();
}
