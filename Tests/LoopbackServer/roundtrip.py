"""Prepares requests with `septet request`, sends them with curl to a server on loopback, compares
what arrives with what was meant, and reads the server's answers with `septet reply`."""

import json
import os
import re
import subprocess
import urllib.parse

from . import accounts
from .cases import callbacks, cheapglobalsms, smsapi, smspins, smswords, unified
from .server import LoopbackServer

CASES = (smsapi, unified, cheapglobalsms, smswords, smspins)
LEAST_CASES = {"smsapi": 45, "unified": 30, "cgsms": 25, "smswords": 20, "smspins": 10}
# These members carry secrets, as the job gave them; no other may.
WITH_SECRETS = ("url", "headers", "body", "requests")
CURL = ["curl", "--disable", "--silent", "--show-error", "--globoff", "--noproxy", "*",
        "--max-time", "20"]


def septet(command, subcommand, jobs):
    lines = "".join(json.dumps(job, ensure_ascii=False) + "\n" for job in jobs)
    run = subprocess.run([command, subcommand], input=lines.encode(), capture_output=True,
                         timeout=120)
    if run.returncode != 0:
        raise SystemExit(f"septet {subcommand} exits with {run.returncode}: {run.stderr.decode()}")
    results = [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]
    if len(results) != len(jobs):
        raise SystemExit(f"septet {subcommand}: {len(results)} results of {len(jobs)} jobs")
    return results


def misses(wanted, found, path=""):
    """Where `found` lacks something; objects may have more members."""
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            return [f"{path}: {found!r}, not {wanted!r}"]
        return [miss for name in wanted
                for miss in misses(wanted[name], found.get(name), f"{path}.{name}")]
    if isinstance(wanted, list):
        if not isinstance(found, list) or len(found) != len(wanted):
            return [f"{path}: {found!r}, not {wanted!r}"]
        return [miss for index, pair in enumerate(zip(wanted, found))
                for miss in misses(*pair, f"{path}[{index}]")]
    return [] if wanted == found and type(wanted) is type(found) else [
        f"{path}: {found!r}, not {wanted!r}"]


def shown_secrets(result):
    """The secrets in what may be shown of a result."""
    shown = json.dumps({name: value for name, value in result.items()
                        if name not in WITH_SECRETS}, ensure_ascii=False)
    for name, value in accounts.SECRETS.items():
        forms = {value, urllib.parse.quote(value, safe=""), json.dumps(value)[1:-1]}
        if name not in accounts.SHOWN and any(form in shown for form in forms):
            yield name


def send(request):
    """Sends a prepared request; gives curl's own output."""
    arguments = CURL + ["--request", request["method"]]
    for name, value in request["headers"].items():
        arguments += ["--header", f"{name}: {value}"]
    body = None
    if "body" in request:
        arguments += ["--data-binary", "@-"]
        body = request["body"].encode()
    return subprocess.run(arguments + [request["url"]], input=body or b"", capture_output=True,
                          timeout=30)


def send_printed(request):
    """Runs the printed command line in a shell that has the secrets as variables."""
    line = request["curl"]
    variables = dict(os.environ, no_proxy="*", CURL_HOME="/nonexistent")
    for name, value in accounts.SECRETS.items():
        in_header = f'Bearer \'"${{{name}}}"' in line
        variables[name] = value if in_header else urllib.parse.quote(value, safe="")
    line = re.sub("^curl ", "curl --disable --silent --show-error --max-time 20 ", line)
    return subprocess.run(["bash", "-c", line], capture_output=True, timeout=30, env=variables)


def damaged(request):
    """A request as a careless encoder writes it: plus signs and line breaks bare, letters lost."""
    request = dict(request)
    for name in {"url", "body", "curl"} & request.keys():
        for octets, others in (("%2B", "+"), ("%0A", " "), ("\\n", " "), ("%C5%BC", "z")):
            request[name] = request[name].replace(octets, others)
    return request


def sent(case, result, server, faults, damage):
    """Sends the requests of a result in both ways; the answers of the first."""
    requests = [damage(request) for request in result.get("requests") or [result]]
    if "url" not in result or len(requests) != len(case.understood):
        faults.append(f"{len(requests)} requests; {result.get('error')}")
        return []
    first = []
    for way in (send, send_printed):
        for request, wanted in zip(requests, case.understood):
            run = way(request)
            answers = server.take()
            if run.returncode != 0 or len(answers) != 1:
                faults.append(f"{way.__name__}: curl says {run.stderr.decode().strip()!r}, "
                              f"{len(answers)} requests arrived")
            elif answers[0].understood != wanted:
                faults.append(f"{way.__name__}: arrived {answers[0].understood!r}, "
                              f"meant {wanted!r}")
            elif run.stdout != answers[0].body:
                faults.append(f"{way.__name__}: the answer came back as {run.stdout!r}")
            elif way is send:
                first.append(run.stdout)
    return first


def check(command, damage=lambda request: request):
    """Every case: the faults, each with its case, how many requests were sent, replies read.

    `damage` changes each request before it is sent, to prove that a change is found.
    """
    faults, replies, count = [], [], 0
    cases = [case for module in CASES for case in module.cases()]
    for provider, least in LEAST_CASES.items():
        number = sum(case.provider == provider for case in cases)
        if number < least:
            faults.append(f"{provider}: {number} cases, fewer than {least}")
    with LoopbackServer() as server:
        jobs = [{"provider": case.provider, "name": case.name,
                 "input": case.job | {"origin": server.origin}} for case in cases]
        for case, result in zip(cases, septet(command, "request", jobs)):
            own = [f"shows {name}" for name in shown_secrets(result)]
            answers = sent(case, result, server, own, damage)
            count += 2 * len(case.understood)
            faults += [f"{case.provider} {case.name}: {fault}" for fault in own]
            if case.parse and answers:
                replies.append((case.provider, case.name, case.reply,
                                {"parse": case.parse, "bodyHex": answers[0].hex()}))
    for provider, parse, fields, wanted in callbacks.callbacks():
        replies.append((provider, f"callback {parse}", wanted,
                        {"parse": parse, "query": callbacks.encoded(fields)}))
    jobs = [{"provider": provider, "name": name, "input": job}
            for provider, name, _, job in replies]
    for (provider, name, wanted, _), result in zip(replies, septet(command, "reply", jobs)):
        faults += [f"{provider} {name}: reply{miss}" for miss in misses(wanted, result)]
    return faults, count, len(replies)


def self_test(command):
    """Proves that what a careless encoder does is found at every provider that takes text."""
    faults, _, _ = check(command, damaged)
    for way in ("send", "send_printed"):
        for provider in ("smsapi", "unified", "cgsms", "smswords"):
            if not any(re.match(f"{provider} .*: {way}: arrived", fault) for fault in faults):
                raise SystemExit(f"self-test: {way} finds no damage at {provider}")
    for value in (accounts.SMSAPI_TOKEN, urllib.parse.quote(accounts.CGSMS_SUB_ACCOUNT_PASS)):
        if not list(shown_secrets({"url": value, "curl": f"a{value}b"})):
            raise SystemExit("self-test: a secret is not found")
    if list(shown_secrets({"url": accounts.SMSAPI_TOKEN})):
        raise SystemExit("self-test: a secret is found where it belongs")
