from .. import accounts
from ..documents.smspins import TEXTS
from .case import Case


def cases():
    telephone, request = {"telephoneID": 23354}, {"requestID": 15682}
    yield call("telephones", {}, ["bulk_sms", "telephones"])
    yield call("request", telephone, ["bulk_sms", "request", "23354"], "request",
               {"requestID": "15682"})
    yield call("request", {"telephoneID": 1}, ["bulk_sms", "request", "1"], "any",
               {"error": {"kind": "telephoneNotFound"}})
    yield call("status", request, ["bulk_sms", "status", "15682"], "status",
               {"requestID": "15682", "texts": TEXTS.split("|"),
                "queuedAt": "2018-04-26T00:14:16Z"})
    yield call("cancel", request, ["bulk_sms", "cancel", "15682"], "cancel",
               {"requestID": "15682"})
    yield call("smsesByTelephone", telephone, ["bulk_sms", "smses_by_tid", "23354"])
    yield call("autocheck", telephone | {"action": "enable"},
               ["bulk_sms", "autocheck", "23354", "enable"])
    yield call("ncRequest", telephone | {"zip": "01234"}, ["nc", "request", "23354", "01234"])
    yield call("ncRequests", {}, ["nc", "requests"])
    yield call("ncStatus", {"requestID": 11111}, ["nc", "status", "11111"])
    yield call("ncCancel", {"requestID": 11111}, ["nc", "cancel", "11111"])


def call(name, job, path, parse=None, reply=None):
    return Case("smspins", f"{name} {path[-1]}",
                {"call": name, "apiKey": accounts.SMSPINS_API_KEY} | job, {"call": path}, parse,
                reply)
