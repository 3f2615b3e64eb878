# SPDX-License-Identifier: GPL-2.0-or-later
"""gRPC-Web frames: one byte of flags, four bytes of length, then a message or the trailers."""

from __future__ import annotations

import struct
from typing import Dict, Iterator, NamedTuple, Union
from urllib.parse import unquote

from .wire import DecodeError

CONTENT_TYPE = b"application/grpc-web+proto"
#: No message of the contract exceeds this.
MAX_MESSAGE = 4 * 1024 * 1024

_HEADER = struct.Struct(">BI")
_TRAILER = 0x80
_COMPRESSED = 0x01


class Data(NamedTuple):
    """One message."""

    payload: bytes


class Trailers(NamedTuple):
    """The end of the call; names in lower case."""

    values: Dict[str, str]


def frame(payload: bytes) -> bytes:
    """Wrap a request's message."""
    return _HEADER.pack(0, len(payload)) + payload


class FrameReader:
    """Cuts a response into frames as its bytes arrive."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Union[Data, Trailers]]:
        """Add bytes and yield every frame that is complete."""
        self._buffer += data
        while len(self._buffer) >= _HEADER.size:
            flags, size = _HEADER.unpack_from(self._buffer)
            if size > MAX_MESSAGE or flags & ~(_TRAILER | _COMPRESSED):
                raise DecodeError("The answer is not gRPC-Web.")
            if flags & _COMPRESSED:
                raise DecodeError("The answer is compressed, which was not asked for.")
            end = _HEADER.size + size
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[_HEADER.size:end])
            del self._buffer[:end]
            yield Trailers(parse_trailers(payload)) if flags & _TRAILER else Data(payload)

    @property
    def pending(self) -> int:
        """Bytes of a frame that has not arrived in full."""
        return len(self._buffer)


def parse_trailers(payload: bytes) -> Dict[str, str]:
    """Read trailers, which look like HTTP/1.1 headers."""
    values: Dict[str, str] = {}
    for line in payload.decode("latin-1").split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            values[name.strip().lower()] = value.strip()
    return values


def decode_message(text: str) -> str:
    """Undo the percent-encoding of ``grpc-message``."""
    return unquote(text, encoding="utf-8", errors="replace")
