"""What providers push to a server of one's own: form bodies as Python writes them."""

import json
import urllib.parse

TEXT = "STOP + 100% & more; a=b|c ż 😀\nend"


def callbacks():
    """(provider, parse, body, members of the result)"""
    yield ("smsapi", "bulk", {"type": "bulk", "all": "1", "points": "0.165", "info": "a",
                              "text": TEXT}, {"text": TEXT})
    yield ("smsapi", "dlr", {"MsgId": "1", "status": "404", "status_name": "DELIVERED",
                             "idx": "zamówienie+1", "donedate": "1460978579", "username": "u",
                             "points": "0.165", "to": "48500500500", "mcc": "260", "mnc": "03"},
           {"reports": [{"id": "1", "idx": "zamówienie+1", "status": 404}]})
    yield ("unified", "dlr", {"sSender": "Ac+me", "sMobileNo": "447911123456", "sStatus": "DELIVRD",
                              "dtSubmit": "2018-01-01 10:00:00", "dtDone": "2018-01-01 10:00:05",
                              "sMessageId": "id-0", "iCostPerSms": "1", "iCharge": "2",
                              "iMCCMNC": "23410", "iErrCode": "000"},
           {"messageID": "id-0", "sender": "Ac+me", "delivered": True})
    result = json.dumps([{"sms_id": "137072", "batch_id": "1_1_1462391634", "units": 1, "pages": 1,
                          "status": 2, "status_msg": "DELIVERED", "info": TEXT, "extra_data": "a|b"}])
    yield ("cgsms", "callback", {"result": result},
           {"reports": [{"id": "137072", "info": TEXT, "extraData": "a|b", "final": True}]})
    yield ("cgsms", "campaign", {"sender": "2348093216754", "recipient": "2348030000000",
                                 "campaign_id": "121", "message": TEXT, "pages": "1",
                                 "keyword": "STOP", "sub_keyword": "", "clean_message": TEXT[5:]},
           {"message": TEXT, "cleanMessage": TEXT[5:]})


def encoded(fields):
    return urllib.parse.urlencode(fields)
