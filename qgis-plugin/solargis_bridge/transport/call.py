# SPDX-License-Identifier: GPL-2.0-or-later
"""One call in flight."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Optional

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..protocol import framing, schema, status
from ..protocol.descriptors import Method
from ..protocol.message import Message
from ..protocol.status import Code, RpcError
from ..protocol.wire import DecodeError
from .endpoint import Endpoint

_NOTHING_LISTENS = (
    QNetworkReply.NetworkError.ConnectionRefusedError, QNetworkReply.NetworkError.HostNotFoundError,
    QNetworkReply.NetworkError.NetworkSessionFailedError, QNetworkReply.NetworkError.TemporaryNetworkFailureError,
)


class Call(QObject):
    """A unary call or a server stream; lives in the thread that starts it and needs that thread's event loop."""

    #: Each message of the answer, as it arrives.
    message = pyqtSignal(object)
    #: Once, with None or the RpcError that ended the call.
    ended = pyqtSignal(object)

    def __init__(self, endpoint: Endpoint, method: Method, request: Mapping[str, Any], timeout_s: float = 0,
                 parent: Optional[QObject] = None) -> None:
        """Prepare a call; ``timeout_s`` is its deadline, 0 for none."""
        super().__init__(parent)
        self._endpoint = endpoint
        self._method = method
        self._payload = framing.frame(schema.codec().encode(method.request, request))
        self._timeout_s = timeout_s
        self._reader = framing.FrameReader()
        self._trailers: Optional[Dict[str, str]] = None
        self._reply: Optional[QNetworkReply] = None
        self._done = False
        self._error: Optional[RpcError] = None

    def start(self) -> None:
        """Send the request."""
        try:
            request = self._endpoint.request(self._method, self._timeout_s)
        except RpcError as error:
            self._finish(error)
            return
        self._reply = QgsNetworkAccessManager.instance().post(request, self._payload)
        self._reply.readyRead.connect(self._read)
        self._reply.finished.connect(self._finished)
        if self._timeout_s > 0:
            QTimer.singleShot(int(self._timeout_s * 1000), self._expire)

    def cancel(self) -> None:
        """Stop listening; the server's work goes on."""
        self._abort(RpcError(Code.CANCELLED, ""))

    @property
    def done(self) -> bool:
        """Whether the call has ended."""
        return self._done

    def _expire(self) -> None:
        self._abort(RpcError(Code.DEADLINE_EXCEEDED, ""))

    def _abort(self, error: RpcError) -> None:
        if self._done:
            return
        reply, self._error = self._reply, error
        self._finish(error)
        if reply is not None:
            reply.abort()

    def _read(self) -> None:
        if self._done or self._reply is None:
            return
        if not self._is_grpc():
            return
        data = bytes(self._reply.readAll())
        try:
            for frame in self._reader.feed(data):
                if isinstance(frame, framing.Trailers):
                    self._trailers = frame.values
                else:
                    self._emit(schema.codec().decode(self._method.response, frame.payload))
                if self._done:
                    return
        except DecodeError as error:
            self._abort(RpcError(Code.INTERNAL, str(error), "NOT_GRPC"))

    def _is_grpc(self) -> bool:
        return bytes(self._reply.rawHeader(b"Content-Type")).startswith(b"application/grpc-web")

    def _emit(self, message: Message) -> None:
        self.message.emit(message)

    def _finished(self) -> None:
        if self._done or self._reply is None:
            return
        self._read()
        if not self._done:
            self._finish(self._outcome(self._reply))

    def _outcome(self, reply: QNetworkReply) -> Optional[RpcError]:
        """Judge a reply that ended by itself."""
        headers = {bytes(name).decode("latin-1").lower(): bytes(value).decode("latin-1") for name, value in reply.rawHeaderPairs()}
        if self._trailers is not None:
            return status.error_from_trailers(self._trailers)
        if "grpc-status" in headers:
            return status.error_from_trailers(headers)
        http = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if http is not None and int(http) != 200:
            return RpcError(status.HTTP_CODES.get(int(http), Code.UNKNOWN), "", f"HTTP_{int(http)}")
        error = reply.error()
        if error in _NOTHING_LISTENS:
            return RpcError(Code.UNAVAILABLE, "", "NOT_RUNNING")
        if error == QNetworkReply.NetworkError.SslHandshakeFailedError:
            return RpcError(Code.UNAVAILABLE, reply.errorString(), "TLS")
        if http is not None and not self._is_grpc():
            return RpcError(Code.INTERNAL, "", "NOT_GRPC")
        # Closed in mid-answer, or aborted by QGIS because the stream was silent for its network timeout.
        return RpcError(Code.UNAVAILABLE, "", "CONNECTION_LOST")

    def _finish(self, error: Optional[RpcError]) -> None:
        self._done = True
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.deleteLater()
        self.ended.emit(error)


def start_call(endpoint: Endpoint, method: Method, request: Mapping[str, Any], on_message: Callable[[Message], None],
               on_end: Callable[[Optional[RpcError]], None], timeout_s: float = 30, parent: Optional[QObject] = None) -> Call:
    """Start a call whose answer goes to two functions of the current thread."""
    call = Call(endpoint, method, request, timeout_s, parent)
    call.message.connect(on_message)
    call.ended.connect(on_end)
    call.start()
    return call
