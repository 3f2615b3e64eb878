# SPDX-License-Identifier: GPL-2.0-or-later
"""The state of the connection, watched without ever blocking the interface."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .. import settings
from ..protocol import schema
from ..protocol.message import Message
from ..protocol.status import Code, RpcError
from ..transport.call import Call, start_call
from ..transport.endpoint import Endpoint
from ..transport.sentences import sentence
from .ready_file import local_endpoint

_INTERVAL_MS = 5000


class Connection(QObject):
    """Asks the server every few seconds what it is."""

    #: The state, the server or the sentence has changed.
    changed = pyqtSignal()

    def __init__(self, parent: Optional[QObject] = None) -> None:
        """Start watching."""
        super().__init__(parent)
        self.info: Optional[Message] = None
        self.models: list = []
        self.sentence = ""
        self._call: Optional[Call] = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)
        self._timer.start(_INTERVAL_MS)
        QTimer.singleShot(0, self.check)

    @property
    def endpoint(self) -> Optional[Endpoint]:
        """The server of the settings, else the one on this computer."""
        if settings.get("address"):
            return Endpoint(settings.get("address"), auth_config=settings.get("auth_config"))
        return local_endpoint()

    def check(self) -> None:
        """Ask now."""
        if self._call is not None:
            return
        endpoint = self.endpoint
        if endpoint is None:
            self._set(None, sentence(RpcError(Code.UNAVAILABLE, "", "NOT_RUNNING")))
            return
        self._answer: Optional[Message] = None
        self._call = start_call(endpoint, schema.method("SystemService/GetInfo"), {}, self._answered, self._ended, 10, self)

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()
        if self._call is not None:
            self._call.cancel()

    def _answered(self, info: Message) -> None:
        self._answer = info

    def _ended(self, error: Optional[RpcError]) -> None:
        self._call = None
        if error is None and self._answer is not None:
            if not self.models:
                self._ask_models()
            self._set(self._answer, "")
        elif error is not None and error.code != Code.CANCELLED:
            self.models = []
            self._set(None, sentence(error))

    def _ask_models(self) -> None:
        endpoint = self.endpoint
        if endpoint is not None:
            start_call(endpoint, schema.method("ModelService/ListModels"), {}, self._set_models, lambda error: None, 10, self)

    def _set_models(self, answer: Message) -> None:
        self.models = answer["models"]
        self.changed.emit()

    def _set(self, info: Optional[Message], text: str) -> None:
        if (info, text) != (self.info, self.sentence):
            self.info, self.sentence = info, text
            self.changed.emit()
