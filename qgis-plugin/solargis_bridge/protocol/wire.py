# SPDX-License-Identifier: GPL-2.0-or-later
"""The wire types of protocol buffers: varints, fixed-width numbers and length-delimited bytes."""

from __future__ import annotations

import struct
from typing import Iterator, Tuple, Union

VARINT = 0
FIXED64 = 1
LENGTH = 2
START_GROUP = 3
END_GROUP = 4
FIXED32 = 5

_MASK64 = (1 << 64) - 1


class DecodeError(ValueError):
    """The bytes are not a message of the expected type."""


def encode_varint(value: int) -> bytes:
    """Encode an integer of 64 bits; negative ones as two's complement, in ten bytes."""
    value &= _MASK64
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def decode_varint(data: Union[bytes, memoryview], position: int) -> Tuple[int, int]:
    """Return an unsigned varint and the position after it."""
    result = 0
    for shift in range(0, 70, 7):
        if position >= len(data):
            raise DecodeError("A number is cut off.")
        byte = data[position]
        position += 1
        result |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return result & _MASK64, position
    raise DecodeError("A number has more than ten bytes.")


def zigzag(value: int) -> int:
    """Map a signed integer to the unsigned one that ``sint`` fields store."""
    return (value << 1) ^ (value >> 63)


def unzigzag(value: int) -> int:
    """Reverse :func:`zigzag`."""
    return (value >> 1) ^ -(value & 1)


def signed(value: int, bits: int) -> int:
    """Read the low bits of an unsigned integer as two's complement."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def fields(data: Union[bytes, memoryview]) -> Iterator[Tuple[int, int, Union[int, memoryview]]]:
    """Yield number, wire type and raw value of every field; fixed-width values stay bytes, groups are skipped."""
    view = memoryview(data)
    position = 0
    while position < len(view):
        key, position = decode_varint(view, position)
        number, kind = key >> 3, key & 7
        if number == 0:
            raise DecodeError("A field has the number 0.")
        if kind == VARINT:
            value, position = decode_varint(view, position)
            yield number, kind, value
            continue
        if kind == START_GROUP:
            position = _skip_group(view, position, number)
            continue
        if kind == LENGTH:
            size, position = decode_varint(view, position)
        elif kind == FIXED64:
            size = 8
        elif kind == FIXED32:
            size = 4
        else:
            raise DecodeError(f"The wire type {kind} is unknown.")
        end = position + size
        if end > len(view):
            raise DecodeError("A field is cut off.")
        yield number, kind, view[position:end]
        position = end


def _skip_group(view: memoryview, position: int, number: int) -> int:
    """Return the position after the group that began before ``position``."""
    open_groups = [number]
    while open_groups:
        key, position = decode_varint(view, position)
        kind = key & 7
        if kind == VARINT:
            _, position = decode_varint(view, position)
        elif kind == START_GROUP:
            if len(open_groups) == 100:
                raise DecodeError("Groups are nested too deeply.")
            open_groups.append(key >> 3)
        elif kind == END_GROUP:
            if open_groups.pop() != key >> 3:
                raise DecodeError("A group ends that was not open.")
        elif kind == LENGTH:
            size, position = decode_varint(view, position)
            position += size
        elif kind in (FIXED32, FIXED64):
            position += 4 if kind == FIXED32 else 8
        else:
            raise DecodeError(f"The wire type {kind} is unknown.")
    return position


def pack_number(code: str, value: Union[int, float]) -> bytes:
    """Pack a fixed-width number, little-endian."""
    return struct.pack("<" + code, value)


def unpack_number(code: str, data: memoryview) -> Union[int, float]:
    """Unpack a fixed-width number, little-endian."""
    return struct.unpack("<" + code, data)[0]
