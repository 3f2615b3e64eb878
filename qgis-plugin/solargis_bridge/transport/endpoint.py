# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a server is and how a call proves who makes it."""

from __future__ import annotations

from typing import NamedTuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from ..protocol import framing
from ..protocol.descriptors import Method
from ..protocol.status import Code, RpcError


class Endpoint(NamedTuple):
    """A server: its gRPC-Web address and either a token or an authentication configuration of QGIS."""

    address: str
    token: str = ""
    auth_config: str = ""

    def request(self, method: Method, timeout_s: float) -> QNetworkRequest:
        """Return the POST request of a call."""
        request = QNetworkRequest(QUrl(f"{self.address.rstrip('/')}/{method.path}"))
        request.setRawHeader(b"Content-Type", framing.CONTENT_TYPE)
        request.setRawHeader(b"Accept", framing.CONTENT_TYPE)
        request.setRawHeader(b"X-Grpc-Web", b"1")
        request.setRawHeader(b"X-User-Agent", b"solargis-qgis")
        request.setRawHeader(b"Accept-Encoding", b"identity")
        request.setAttribute(QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
        request.setAttribute(QNetworkRequest.Attribute.CacheSaveControlAttribute, False)
        if timeout_s > 0:
            request.setRawHeader(b"Grpc-Timeout", b"%dm" % max(1, int(timeout_s * 1000)))
        if self.auth_config:
            # 3.22 has no method for a header of one's own: the token travels as the password of Basic.
            manager = QgsApplication.authManager()
            if self.auth_config not in manager.configIds() or not manager.updateNetworkRequest(request, self.auth_config):
                raise RpcError(Code.UNAUTHENTICATED, "", "AUTH_CONFIG")
        elif self.token:
            request.setRawHeader(b"Authorization", b"Bearer " + self.token.encode("ascii", "ignore"))
        return request
