"""CheapGlobalSMS: one address, the action says what is wanted."""

import json
import re

from .. import accounts, alphabet
from ..received import Answer, demand

DIAL_CODE = "234"


def answer(received):
    demand(received.segments == ["api_v1"], "the path")
    parameters = received.parameters()
    demand(parameters.text("sub_account") == accounts.CGSMS_SUB_ACCOUNT, "error 4")
    demand(parameters.text("sub_account_pass") == accounts.CGSMS_SUB_ACCOUNT_PASS, "error 4")
    action = parameters.one_of("action", *ACTIONS)
    reply = ACTIONS[action](parameters)
    parameters.finish()
    return reply


def number(given, dial_code):
    given = re.sub("[- ]", "", given)
    if given.startswith("0"):
        given = dial_code + given[1:]
    given = given.removeprefix("+")
    demand(re.fullmatch("[0-9]{7,}", given), f"{given} is no number")
    return given


def send(parameters):
    text = parameters.text("message")
    is_unicode = "unicode" in parameters.values and parameters.one_of("unicode", "0", "1") == "1"
    is_flash = "type" in parameters.values and parameters.one_of("type", "0", "1") == "1"
    dial_code = (parameters.optional("default_dial_code") or DIAL_CODE).removeprefix("+")
    understood = {"flash": is_flash}
    for name in ("sender_id", "send_at", "timezone_offset", "contact_groups", "ignore_groups",
                 "save_as", "callback_url", "route"):
        value = parameters.optional(name)
        if value is not None:
            understood[name] = value
    if "sender_id" in understood:
        digits = understood["sender_id"].isdigit()
        demand(3 <= len(understood["sender_id"]) <= (14 if digits else 11), "sender_id")
    texts = {}
    for given in (parameters.optional("recipients") or "").split(","):
        if given:
            texts.setdefault(number(given, dial_code), text)
    extra = {}
    for contact in json.loads(parameters.optional("contacts") or "[]"):
        phone = number(contact["phone"], dial_code)
        texts.setdefault(phone, contact.get("override_message", text))
        if "extra_data" in contact:
            demand(len(contact["extra_data"]) <= 60, "extra_data")
            extra[phone] = contact["extra_data"]
    understood["messages"] = [[phone, shown if is_unicode else alphabet.preserved(shown)]
                              for phone, shown in texts.items()]
    if extra:
        understood["extra"] = extra
    return Answer(understood, {"batch_id": "1_1_1437039374", "total": str(len(texts))})


def fetch(parameters):
    filters = {name: parameters.text(name) for name in list(parameters.values)}
    record = {"sms_id": "67", "sender": "ibukun", "recipient": "2348094309926",
              "message": filters.get("search_term", ""), "batch_id": "1_1_1448223878",
              "status": "2", "type": "0", "units": "2", "units_confirmed": "1",
              "info": "Message delivered to handset", "status_msg": "DELIVERED", "locked": "0",
              "time_scheduled": "1448223878", "time_submitted": "1448223878",
              "time_sent": "1448223878", "firstname": None, "lastname": None, "group_name": None,
              "extra_data": ""}
    return Answer({"filters": filters}, {
        "total": 1, "totalpages": 1, "p": 1, "perpage": 100, "timezone_offset": "1",
        "records": [record], "filter": {}})


def account(_):
    return Answer({"asked": "account"}, {
        "sub_account_id": "1", "sub_account": "mysub1", "user_id": "1", "balance": "1209",
        "notification_email": "example@example.com", "default_dial_code": "234",
        "timezone_offset": "1", "default_sender_id": "tormuto"})


def stop(parameters):
    filters = {name: parameters.text(name) for name in list(parameters.values)}
    demand(filters, "without a filter everything stops")
    return Answer({"filters": filters}, {"total": "10"})


def save(parameters):
    contacts = json.loads(parameters.text("contacts"))
    return Answer({"contacts": contacts, "group": parameters.optional("group_name")},
                  {"total": str(len(contacts))})


ACTIONS = {"send_sms": send, "fetch_sms": fetch, "account_info": account, "stop_sms": stop,
           "save_contacts": save}
