"""A request as a provider's server receives it, taken apart by Python's own library."""

import json
import urllib.parse

LARGEST_BODY = 1 << 20
FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """The request is not what the document describes."""


def demand(condition, message):
    if not condition:
        raise Refused(message)


class Fields:
    """The parameters of a query or form; each is taken once, and none may be left over."""

    def __init__(self, encoded):
        demand(encoded.isascii(), "a query or form is ASCII")
        try:
            # Latin-1 gives each octet a character of its own, so that no octet is lost.
            pairs = urllib.parse.parse_qsl(
                encoded, keep_blank_values=True, strict_parsing=encoded != "",
                encoding="latin-1", errors="strict", max_num_fields=100)
        except ValueError as error:
            raise Refused(f"parameters: {error}") from error
        self.values = {}
        for name, value in pairs:
            demand(name not in self.values, f"{name} is there twice")
            self.values[name] = value.encode("latin-1")

    def octets(self, name):
        demand(name in self.values, f"{name} is missing")
        return self.values.pop(name)

    def text(self, name, codec="utf-8"):
        try:
            return self.octets(name).decode(codec, "strict")
        except UnicodeDecodeError as error:
            raise Refused(f"{name} is not {codec}") from error

    def optional(self, name, codec="utf-8"):
        return self.text(name, codec) if name in self.values else None

    def one_of(self, name, *values):
        value = self.text(name)
        demand(value in values, f"{name} is {value!r}, not one of {values}")
        return value

    def flag(self, name):
        """A flag is 1 or absent."""
        return name in self.values and self.one_of(name, "1") == "1"

    def finish(self):
        demand(not self.values, f"the document has no {sorted(self.values)}")


class Received:
    def __init__(self, method, target, headers, body):
        self.method, self.headers, self.body = method, headers, body
        demand(method in ("GET", "POST"), f"method {method}")
        demand(target.isascii() and "#" not in target, "the target is ASCII without a fragment")
        path, _, query = target.partition("?")
        self.segments = [urllib.parse.unquote_to_bytes(part).decode("utf-8", "strict")
                         for part in path.split("/")[1:]]
        self.query = Fields(query)
        self.media_type = headers.get("Content-Type")
        if method == "GET":
            demand(not body and self.media_type is None, "a GET has no body")

    def parameters(self):
        """Those of the query by GET, those of the form by POST; never both."""
        if self.method == "GET":
            return self.query
        demand(self.media_type == FORM, f"Content-Type {self.media_type}")
        self.query.finish()
        return Fields(self.body.decode("latin-1"))

    def json(self):
        demand(self.method == "POST" and self.media_type == "application/json",
               f"{self.method} with {self.media_type}")

        def members(pairs):
            demand(len(dict(pairs)) == len(pairs), "a member is there twice")
            return dict(pairs)

        try:
            return json.loads(self.body.decode("utf-8", "strict"), object_pairs_hook=members)
        except ValueError as error:
            raise Refused(f"the body is no JSON: {error}") from error


class Answer:
    """What a document makes of a request: what it understood, and what it sends back."""

    def __init__(self, understood, body, media_type="application/json", status=200):
        self.understood, self.media_type, self.status = understood, media_type, status
        if not isinstance(body, (str, bytes)):
            # Escapes are as good as characters; servers send them.
            body = json.dumps(body, ensure_ascii=True)
        self.body = body if isinstance(body, bytes) else body.encode("utf-8")
