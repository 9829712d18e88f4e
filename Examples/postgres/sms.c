/*
 * sms_parts(text) for Postgres 15: how many parts a text has, as a column of its own.
 *
 *     CREATE TABLE messages (body text, parts int GENERATED ALWAYS AS (sms_parts(body)) STORED);
 *
 * `run` beside this file builds it, starts a server and tries it.
 */
#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "septet.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(sms_parts);

Datum sms_parts(PG_FUNCTION_ARGS)
{
    text *body = PG_GETARG_TEXT_PP(0);
    septet_plan plan = {.struct_size = sizeof plan};

    if (GetDatabaseEncoding() != PG_UTF8)
        ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("sms_parts needs a database in UTF-8"));
    int32_t status
        = septet_plan_text(NULL, (const uint8_t *)VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body), &plan);
    if (status == SEPTET_TOO_MANY_PARTS)
        ereport(ERROR, errcode(ERRCODE_STRING_DATA_RIGHT_TRUNCATION),
                errmsg("the text needs %d parts, a message has at most 255", plan.fault_parts));
    if (status != SEPTET_OK)
        ereport(ERROR, errcode(ERRCODE_DATA_EXCEPTION), errmsg("%s", septet_status_name(status)));
    PG_RETURN_INT32(plan.parts);
}
