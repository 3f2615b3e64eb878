# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms share."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from .. import settings
from ..protocol.status import Code, RpcError
from ..server.ready_file import local_endpoint
from ..transport.client import Client
from ..transport.endpoint import Endpoint
from ..transport.sentences import sentence


class SolarGisAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that may call the server."""

    def tr(self, text: str) -> str:
        """Translate a text."""
        return QCoreApplication.translate(type(self).__name__, text)

    def createInstance(self) -> QgsProcessingAlgorithm:  # noqa: N802 (QGIS gives the name)
        """Return a new one."""
        return type(self)()

    @staticmethod
    def endpoint() -> Endpoint:
        """Return the server of the settings, else the one on this computer."""
        found = Endpoint(settings.get("address"), auth_config=settings.get("auth_config")) if settings.get("address") else local_endpoint()
        if found is None:
            raise QgsProcessingException(sentence(RpcError(Code.UNAVAILABLE, "", "NOT_RUNNING")))
        return found

    def client(self, feedback: QgsProcessingFeedback) -> Client:
        """Return a client that stops when the analyst cancels."""
        return Client(self.endpoint(), feedback.isCanceled)
