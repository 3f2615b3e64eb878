# SPDX-License-Identifier: GPL-2.0-or-later
"""The server's services as functions for worker threads."""

from __future__ import annotations

from typing import Any, Callable, List, Mapping, Optional

from qgis.PyQt.QtCore import QEventLoop, QTimer

from ..protocol import schema
from ..protocol.message import Message
from ..protocol.status import Code, RpcError
from . import blocking
from .endpoint import Endpoint

_ENDED = ("STATE_SUCCEEDED", "STATE_FAILED", "STATE_CANCELLED", "STATE_INTERRUPTED")
#: Attempts to re-enter a stream before the connection counts as gone, and the pause before each in s.
_RECONNECT_PAUSES = (0.5, 1, 2, 4, 8, 8, 8, 8)


def has_ended(job: Mapping[str, Any]) -> bool:
    """Return whether a job will not change any more."""
    return job["state"] in _ENDED


class Client:
    """Blocking calls to one server; every function raises RpcError."""

    def __init__(self, endpoint: Endpoint, is_cancelled: Optional[Callable[[], bool]] = None) -> None:
        """Call an endpoint; ``is_cancelled`` ends any call within 100 ms."""
        self.endpoint = endpoint
        self._is_cancelled = is_cancelled

    def call(self, name: str, request: Optional[Mapping[str, Any]] = None, timeout_s: float = 30) -> Message:
        """Make a unary call by the method's short name."""
        return blocking.unary(self.endpoint, schema.method(name), request or {}, timeout_s, self._is_cancelled)

    def stream(self, name: str, request: Mapping[str, Any], on_message: Callable[[Message], None]) -> None:
        """Read a stream to its end."""
        blocking.run(self.endpoint, schema.method(name), request, on_message, 0, self._is_cancelled)

    def info(self) -> Message:
        """Return what the server is."""
        return self.call("SystemService/GetInfo", timeout_s=10)

    def models(self) -> List[Message]:
        """Return the models that the server offers."""
        return self.call("ModelService/ListModels")["models"]

    def cancel_job(self, job_id: str) -> Message:
        """Ask the server to cancel a job; works after the analyst has cancelled the task itself."""
        return blocking.unary(self.endpoint, schema.method("AnalysisService/CancelJob"), {"job_id": job_id}, 10)

    def watch(self, job_id: str, on_job: Callable[[Message], None]) -> Message:
        """Follow a job until it has ended and return it; lost connections are taken up again where they broke."""
        last = self.call("AnalysisService/GetJob", {"job_id": job_id})
        on_job(last)

        def receive(event: Mapping[str, Any]) -> None:
            nonlocal last
            last = event["job"]
            on_job(last)

        unreachable = 0
        while not has_ended(last):
            try:
                self.stream("AnalysisService/WatchJob", {"job_id": job_id, "after_sequence": last["sequence"]}, receive)
            except RpcError as error:
                # A stream that was silent for QGIS's network timeout ends here too: the job itself is asked below.
                if not error.transient:
                    raise
            if has_ended(last):
                break
            self.pause(_RECONNECT_PAUSES[unreachable])
            try:
                receive({"job": self.call("AnalysisService/GetJob", {"job_id": job_id})})
                unreachable = 0
            except RpcError as error:
                unreachable += 1
                if not error.transient or unreachable == len(_RECONNECT_PAUSES):
                    raise
        return last

    def pause(self, seconds: float) -> None:
        """Wait, unless the analyst cancels."""
        loop = QEventLoop()
        deadline, poll = QTimer(), QTimer()
        deadline.setSingleShot(True)
        deadline.timeout.connect(loop.quit)
        poll.timeout.connect(lambda: loop.quit() if self._is_cancelled is not None and self._is_cancelled() else None)
        deadline.start(int(seconds * 1000))
        poll.start(100)
        blocking.execute(loop)
        if self._is_cancelled is not None and self._is_cancelled():
            raise RpcError(Code.CANCELLED, "")
