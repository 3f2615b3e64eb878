# SPDX-License-Identifier: GPL-2.0-or-later
"""gRPC statuses and the details that come with them."""

from __future__ import annotations

import base64
import binascii
from enum import IntEnum
from typing import Dict, List, Mapping, Optional, Tuple

from . import framing, schema
from .wire import DecodeError

_TYPE_PREFIX = "type.googleapis.com/"


class Code(IntEnum):
    """The status codes of gRPC."""

    OK = 0
    CANCELLED = 1
    UNKNOWN = 2
    INVALID_ARGUMENT = 3
    DEADLINE_EXCEEDED = 4
    NOT_FOUND = 5
    ALREADY_EXISTS = 6
    PERMISSION_DENIED = 7
    RESOURCE_EXHAUSTED = 8
    FAILED_PRECONDITION = 9
    ABORTED = 10
    OUT_OF_RANGE = 11
    UNIMPLEMENTED = 12
    INTERNAL = 13
    UNAVAILABLE = 14
    DATA_LOSS = 15
    UNAUTHENTICATED = 16


class RpcError(Exception):
    """A call that did not succeed."""

    def __init__(self, code: Code, message: str, reason: str = "", violations: Optional[List[Tuple[str, str]]] = None) -> None:
        """Keep what the server said: code, sentence, machine-readable reason, fields that are wrong."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.reason = reason
        self.violations = violations or []

    @property
    def transient(self) -> bool:
        """Whether the same call may succeed later without any change."""
        return self.code in (Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.ABORTED)


def error_from_trailers(trailers: Mapping[str, str]) -> Optional[RpcError]:
    """Return the error that trailers (or the headers of an answer without a body) tell, None for success.

    Trailers without a status are an error: the call was cut off.
    """
    raw = trailers.get("grpc-status", "")
    if not raw.isdigit():
        return RpcError(Code.UNAVAILABLE, "")
    code = Code(int(raw)) if int(raw) <= max(Code) else Code.UNKNOWN
    if code == Code.OK:
        return None
    message = framing.decode_message(trailers.get("grpc-message", ""))
    reason, violations = _details(trailers.get("grpc-status-details-bin", ""))
    return RpcError(code, message, reason, violations)


def _details(encoded: str) -> Tuple[str, List[Tuple[str, str]]]:
    """Read ``grpc-status-details-bin``; damaged details are ignored, the status itself stands."""
    reason = ""
    violations: List[Tuple[str, str]] = []
    if not encoded:
        return reason, violations
    codec = schema.codec()
    try:
        status = codec.decode("google.rpc.Status", base64.b64decode(encoded + "=" * (-len(encoded) % 4)))
        for detail in status["details"]:
            name = detail["type_url"].replace(_TYPE_PREFIX, "", 1)
            if name == "google.rpc.ErrorInfo":
                reason = codec.decode(name, detail["value"])["reason"]
            elif name == "google.rpc.BadRequest":
                bad = codec.decode(name, detail["value"])
                violations += [(v["field"], v["description"]) for v in bad["field_violations"]]
    except (DecodeError, binascii.Error):
        pass
    return reason, violations


#: HTTP statuses of servers and proxies that answer before gRPC does.
HTTP_CODES: Dict[int, Code] = {
    400: Code.INTERNAL, 401: Code.UNAUTHENTICATED, 403: Code.PERMISSION_DENIED, 404: Code.UNIMPLEMENTED, 407: Code.UNAUTHENTICATED,
    413: Code.RESOURCE_EXHAUSTED, 429: Code.UNAVAILABLE, 502: Code.UNAVAILABLE, 503: Code.UNAVAILABLE, 504: Code.UNAVAILABLE,
}
