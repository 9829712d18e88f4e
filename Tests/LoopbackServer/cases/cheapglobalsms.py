import json

from .. import accounts
from .case import Case
from .texts import GSM, UCS2

ACCOUNT = {"sub_account": accounts.CGSMS_SUB_ACCOUNT,
           "sub_account_pass": accounts.CGSMS_SUB_ACCOUNT_PASS}
GIVEN = ["08086689567", "+234-809-430 9926", "4478128372838", "08086689567"]
NUMBERS = ["2348086689567", "2348094309926", "4478128372838"]


def cases():
    for index, text in enumerate(GSM + UCS2):
        yield message(f"text {index}", text, {"method": ["GET", "POST"][index % 2]})
    for text in (GSM[1], UCS2[3]):
        yield message(f"flash {text[:5]}", text, {"type": 1}, flash=True)
    yield message("parameters", "a", {
        "sender_id": "Ann & co+", "timezone_offset": "+1", "send_at": "2030-04-22 13:45",
        "contact_groups": ["default", "My Customers"], "save_as": "grupa ą",
        "callback_url": "https://example.com/?a=1&b=%20+#c", "route": 2},
        sender_id="Ann & co+", timezone_offset="+1", send_at="2030-04-22 13:45",
        contact_groups="default,My Customers", save_as="grupa ą",
        callback_url="https://example.com/?a=1&b=%20+#c", route="2")
    contacts = [
        {"phone": "08093216754", "firstname": "Pearl \"+\" ż"},
        {"phone": "+2348094309926", "override_message": "Cześć + 100% & 😀\n", "extra_data": "a|b"}]
    yield Case(
        "cgsms", "contacts",
        {"action": "send_sms", "message": "plain + %", "contacts": contacts, "account": ACCOUNT,
         "options": {"default_dial_code": "234"}},
        {"flash": False, "extra": {"2348094309926": "a|b"},
         "messages": [["2348093216754", "plain + %"], ["2348094309926", "Cześć + 100% & 😀\n"]]},
        "send_sms", {"total": 2})
    yield Case("cgsms", "account", {"action": "account_info", "account": ACCOUNT},
               {"asked": "account"}, "account_info", {"balance": "1209"})
    yield Case(
        "cgsms", "search", {"action": "fetch_sms", "account": ACCOUNT,
                            "options": {"search_term": "ż + % & 😀", "perpage": 100}},
        {"filters": {"search_term": "ż + % & 😀", "perpage": "100"}}, "fetch_sms",
        {"records": [{"message": "ż + % & 😀", "status": 2, "statusName": "DELIVERED"}]})
    yield Case("cgsms", "stop", {"action": "stop_sms", "account": ACCOUNT,
                                 "options": {"batch_id": "1_1_1437039374"}},
               {"filters": {"batch_id": "1_1_1437039374"}}, "stop_sms", {"total": 10})
    saved = [{"phone": "08086689567", "firstname": "Łucja & co", "group_name": "Client +"}]
    yield Case(
        "cgsms", "save", {"action": "save_contacts", "account": ACCOUNT,
                          "options": {"contacts": json.dumps(saved), "group_name": "My & group"}},
        {"contacts": saved, "group": "My & group"}, "save_contacts", {"total": 1})


def message(name, text, options, **understood):
    return Case(
        "cgsms", name,
        {"action": "send_sms", "message": text, "recipients": GIVEN, "account": ACCOUNT,
         "options": {"default_dial_code": "234"} | options},
        {"flash": False, "messages": [[number, text] for number in NUMBERS]} | understood,
        "send_sms", {"batchID": "1_1_1437039374", "total": 3})
