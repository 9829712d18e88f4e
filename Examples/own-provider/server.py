#!/usr/bin/env python3
"""The gateway that own.json describes, on loopback; it sends nothing.

usage: server.py [PORT]
"""
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "Bearer secret":
            return self.answer(401, {"error": {"code": 1, "text": "who are you?"}})
        if not body["text"]:
            return self.answer(400, {"error": {"code": 10, "text": "no text"}})
        units = len(body["text"].encode("utf-16-be")) // 2
        single, several = (70, 67) if body["unicode"] else (160, 153)
        parts = 1 if units <= single else -(-units // several)
        messages = [{"id": f"m{n}", "to": to["number"], "parts": parts} for n, to in enumerate(body["to"], 1)]
        self.answer(201, {"messages": messages})

    def answer(self, status, value):
        octets = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8025), Gateway).serve_forever()
