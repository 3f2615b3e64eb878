# SPDX-License-Identifier: GPL-2.0-or-later
"""A gRPC-Web server for tests of the transport: its answers are written with google.protobuf, not with the plugin's codec."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Callable, Dict

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

import support


def _messages():
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString((support.PACKAGE / "protocol" / "solargis.desc").read_bytes()).file:
        pool.Add(file)
    factory = message_factory.MessageFactory(pool)
    return lambda name: factory.GetPrototype(pool.FindMessageTypeByName("solargis.v1." + name))


message = _messages()


class Exchange:
    """One request and the answer that a test's function writes to it."""

    def __init__(self, handler: BaseHTTPRequestHandler, payload: bytes) -> None:
        """Keep the request's headers and message."""
        self.handler = handler
        self.headers = handler.headers
        self.payload = payload
        self._begun = False

    def begin(self, http: int = 200, content_type: str = "application/grpc-web+proto", **headers: str) -> None:
        """Send the headers."""
        self._begun = True
        self.handler.send_response(http)
        self.handler.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()

    def send(self, value) -> None:
        """Send one message."""
        if not self._begun:
            self.begin()
        self.raw(b"\x00", value.SerializeToString())

    def raw(self, flags: bytes, payload: bytes) -> None:
        """Send one frame."""
        self.handler.wfile.write(flags + len(payload).to_bytes(4, "big") + payload)
        self.handler.wfile.flush()

    def end(self, status: int = 0, text: str = "") -> None:
        """Send the trailers."""
        if not self._begun:
            self.begin()
        self.raw(b"\x80", f"grpc-status:{status}\r\ngrpc-message:{text}\r\n".encode())


class GrpcWebServer:
    """Answers on a free port of this computer until it is closed."""

    def __init__(self, methods: Dict[str, Callable[[Exchange], None]]) -> None:
        """Serve functions by method name, such as ``SystemService/GetInfo``."""
        self.calls = []
        #: Set when the server is closed: a silent answer waits for it.
        self.closed = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                name = self.path.replace("/solargis.v1.", "")
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.calls.append(name)
                exchange = Exchange(self, body[5:])
                try:
                    if name in methods:
                        methods[name](exchange)
                    else:
                        exchange.end(12)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            def log_message(self, *args) -> None:
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """End it."""
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()
