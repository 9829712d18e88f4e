"""An HTTP server on loopback, on a port of its own, that hands requests to the documents."""

import http.server
import threading

from .documents import cheapglobalsms, smsapi, smspins, smswords, unified
from .received import LARGEST_BODY, Answer, Received, Refused, demand

DOCUMENTS = {
    "sms.do": smsapi, "user.do": smsapi, "sender.do": smsapi, "hlr.do": smsapi,
    "prices.do": smsapi, "bulksms": unified, "api_v1": cheapglobalsms, "api": smswords,
    "apiv2": smspins,
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self):
        self.answer()

    def do_POST(self):
        self.answer()

    def answer(self):
        try:
            length = int(self.headers.get("Content-Length", "0"))
            demand(0 <= length <= LARGEST_BODY, f"{length} octets")
            demand("Transfer-Encoding" not in self.headers, "no chunks")
            body = self.rfile.read(length)
            received = Received(self.command, self.path, self.headers, body)
            document = DOCUMENTS.get(received.segments[0])
            demand(document is not None, f"nothing is at {self.path.partition('?')[0]}")
            answer = document.answer(received)
        except (Refused, UnicodeDecodeError, ValueError) as error:
            answer = Answer({"refused": str(error)}, "refused", "text/plain", 400)
        self.server.answers.append(answer)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)
        self.close_connection = True

    def log_message(self, *_):
        """Nothing: what was understood is compared, not printed."""


class LoopbackServer:
    """Serves until the block ends; `take` gives the answers since the last call."""

    def __enter__(self):
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.http.answers = []
        self.origin = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def take(self):
        answers, self.http.answers = self.http.answers, []
        return answers

