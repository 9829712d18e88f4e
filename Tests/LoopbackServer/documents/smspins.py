"""SMSpins: ten calls by GET; everything is in the path."""

from .. import accounts
from ..received import Answer, demand

# `|` joins texts, and a text may hold one.
TEXTS = "Ваш код 12+3 & 4|Zażółć 😀\nline"
CALLS = {
    ("bulk_sms", "telephones"): [{"telephone_id": "23354", "telephone": "2123451356",
                                  "added_at": "2018-02-11", "expired_at": "2018-03-10"}],
    ("bulk_sms", "request", "23354"): [{"request_id": "15682"}],
    ("bulk_sms", "status", "15682"): {
        "request_id": "15682", "agent_name": None, "telephone": "2123451356", "smses": TEXTS,
        "status": "SUCCESS", "updated_at": "2018-04-25 20:14:16",
        "queued_at": "2018-04-25 20:14:16", "acquired_at": None, "started_at": None,
        "ended_at": None, "canceled_at": None},
    ("bulk_sms", "cancel", "15682"): {"request_id": "15682"},
    ("bulk_sms", "smses_by_tid", "23354"): [
        {"request_id": "11184", "telephone_id": "23354", "smses": "Test SMS 1",
         "telephone": "2123451356", "updated_at": "2018-02-26 13:21:19"}],
    ("bulk_sms", "autocheck", "23354", "enable"): None,
    ("nc", "request", "23354", "01234"): [{"request_id": "11111"}],
    ("nc", "requests"): [{"request_id": "44444", "last_telephone": "2121231234",
                          "telephone": "9171231234", "updated_at": "2018-04-25 20:14:16",
                          "submitted_at": "2018-04-25 20:10:16", "canceled_at": None}],
    ("nc", "status", "11111"): {
        "request_id": "11111", "agent_name": None, "telephone": "2123451356",
        "last_telephone": "2121231234", "status": "FAILED", "updated_at": "2018-04-25 20:14:16",
        "submitted_at": "2018-04-25 20:14:16", "acquired_at": None, "processed_at": None,
        "completed_at": None, "canceled_at": None},
    ("nc", "cancel", "11111"): {"request_id": "11111"},
}


def answer(received):
    demand(received.method == "GET", "only GET")
    received.query.finish()
    demand(received.segments[1] == accounts.SMSPINS_API_KEY, "another key")
    call = tuple(received.segments[2:])
    if call == ("bulk_sms", "request", "1"):
        return Answer({"call": list(call)},
                      {"success": False, "message": "Unable to find Telephone ID", "data": None})
    demand(call in CALLS, f"no call {call}")
    return Answer({"call": list(call)}, {"success": True, "message": None, "data": CALLS[call]})
