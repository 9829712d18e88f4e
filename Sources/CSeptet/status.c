#include "septet.h"

const char *septet_version(void) { return SEPTET_VERSION; }

const char *septet_status_name(int32_t status)
{
    switch (status) {
    case SEPTET_OK: return "SEPTET_OK";
    case SEPTET_NULL_ARGUMENT: return "SEPTET_NULL_ARGUMENT";
    case SEPTET_WRONG_STRUCT_SIZE: return "SEPTET_WRONG_STRUCT_SIZE";
    case SEPTET_INVALID_ARGUMENT: return "SEPTET_INVALID_ARGUMENT";
    case SEPTET_INVALID_LAYOUT: return "SEPTET_INVALID_LAYOUT";
    case SEPTET_BUFFER_TOO_SMALL: return "SEPTET_BUFFER_TOO_SMALL";
    case SEPTET_INVALID_UTF8: return "SEPTET_INVALID_UTF8";
    case SEPTET_TOO_MANY_PARTS: return "SEPTET_TOO_MANY_PARTS";
    case SEPTET_NOT_ENCODABLE: return "SEPTET_NOT_ENCODABLE";
    case SEPTET_NO_ROOM: return "SEPTET_NO_ROOM";
    case SEPTET_MALFORMED_PART: return "SEPTET_MALFORMED_PART";
    case SEPTET_NOT_TEXT: return "SEPTET_NOT_TEXT";
    case SEPTET_NOT_A_NUMBER: return "SEPTET_NOT_A_NUMBER";
    case SEPTET_UNKNOWN_COUNTRY: return "SEPTET_UNKNOWN_COUNTRY";
    case SEPTET_INVALID_PRICES: return "SEPTET_INVALID_PRICES";
    case SEPTET_INVALID_STATE: return "SEPTET_INVALID_STATE";
    default: return "unknown status";
    }
}
