# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls for worker threads: they return when the answer is there."""

from __future__ import annotations

from typing import Any, Callable, List, Mapping, Optional

from qgis.PyQt.QtCore import QEventLoop, QTimer

from ..protocol.descriptors import Method
from ..protocol.message import Message
from ..protocol.status import Code, RpcError
from .call import Call
from .endpoint import Endpoint

#: How often a worker thread looks whether the analyst has cancelled, in ms.
_POLL_MS = 100


def execute(loop: QEventLoop) -> None:
    """Run a local event loop (PyQt5 before 5.15 has only the older name)."""
    getattr(loop, "exec", getattr(loop, "exec_", None))()


def run(endpoint: Endpoint, method: Method, request: Mapping[str, Any], on_message: Callable[[Message], None], timeout_s: float = 0,
        is_cancelled: Optional[Callable[[], bool]] = None) -> None:
    """Run a call to its end in this thread; every message goes to ``on_message``.

    Raises RpcError; CANCELLED when ``is_cancelled`` said so.
    """
    if is_cancelled is not None and is_cancelled():
        raise RpcError(Code.CANCELLED, "")
    loop = QEventLoop()
    call = Call(endpoint, method, request, timeout_s)
    outcome: List[Optional[RpcError]] = []
    failures: List[BaseException] = []

    def receive(message: Message) -> None:
        try:
            on_message(message)
        except Exception as error:
            # An exception inside a slot would end QGIS; it is raised again below, in the caller.
            failures.append(error)
            call.cancel()

    def end(error: Optional[RpcError]) -> None:
        outcome.append(error)
        loop.quit()

    call.message.connect(receive)
    call.ended.connect(end)
    poll = QTimer()
    if is_cancelled is not None:
        poll.timeout.connect(lambda: call.cancel() if is_cancelled() else None)
        poll.start(_POLL_MS)
    call.start()
    if not call.done:
        execute(loop)
    poll.stop()
    call.deleteLater()
    if failures:
        raise failures[0]
    if outcome and outcome[0] is not None:
        raise outcome[0]


def unary(endpoint: Endpoint, method: Method, request: Mapping[str, Any], timeout_s: float = 30,
          is_cancelled: Optional[Callable[[], bool]] = None) -> Message:
    """Make a unary call and return its answer."""
    answers: List[Message] = []
    run(endpoint, method, request, answers.append, timeout_s, is_cancelled)
    if len(answers) != 1:
        raise RpcError(Code.INTERNAL, "", "NOT_GRPC")
    return answers[0]
