# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages to bytes and back, driven by descriptors: the same bytes as google.protobuf writes."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Dict, List, Mapping, Tuple

from . import descriptors as d
from . import wire
from .message import Message

# Packing code of the fixed-width types.
_FIXED = {d.DOUBLE: "d", d.FLOAT: "f", d.FIXED64: "Q", d.FIXED32: "I", d.SFIXED32: "i", d.SFIXED64: "q"}
_RANGES = {
    d.INT32: (-(1 << 31), (1 << 31) - 1), d.SINT32: (-(1 << 31), (1 << 31) - 1), d.UINT32: (0, (1 << 32) - 1),
    d.INT64: (-(1 << 63), (1 << 63) - 1), d.SINT64: (-(1 << 63), (1 << 63) - 1), d.UINT64: (0, (1 << 64) - 1),
}
_MAX_DEPTH = 100


class EncodeError(ValueError):
    """A value does not fit the field it was given for."""


class Codec:
    """Encodes and decodes the messages of a descriptor pool.

    Messages are dictionaries by field name; enums are their names (numbers are taken too); bytes are ``bytes``.
    """

    def __init__(self, pool: d.DescriptorPool) -> None:
        """Use the types of a pool."""
        self.pool = pool
        self._decoders: Dict[str, Dict[int, Tuple[d.Field, Callable[[Any], Any]]]] = {}

    def encode(self, type_name: str, values: Mapping[str, Any]) -> bytes:
        """Serialise a message; fields in the order of their numbers, map entries in the order of their keys."""
        message = self.pool.messages[type_name]
        unknown = [name for name in values if name not in message.by_name]
        if unknown:
            raise EncodeError(f"{type_name} has no field {unknown[0]}.")
        out: List[bytes] = []
        oneofs: Dict[str, str] = {}
        for field in message.fields:
            value = values.get(field.name)
            if value is None:
                continue
            if field.oneof:
                other = oneofs.setdefault(field.oneof, field.name)
                if other != field.name:
                    raise EncodeError(f"{type_name} takes {other} or {field.name}, not both.")
            self._encode_field(field, value, out)
        return b"".join(out)

    def _encode_field(self, field: d.Field, value: Any, out: List[bytes]) -> None:
        if not field.repeated:
            kind, raw = self._scalar(field, value)
            if field.has_presence or not self._is_default(field, value):
                out.append(_tagged(field.number, kind, raw))
            return
        entry = self.pool.messages.get(field.type_name) if field.type == d.MESSAGE else None
        if entry is not None and entry.is_map_entry:
            for key in sorted(value):
                out.append(_tagged(field.number, wire.LENGTH, self._map_entry(entry, key, value[key])))
        elif field.type in (d.STRING, d.BYTES, d.MESSAGE):
            out.extend(_tagged(field.number, *self._scalar(field, item)) for item in value)
        elif len(value):
            packed = b"".join(self._scalar(field, item)[1] for item in value)
            out.append(_tagged(field.number, wire.LENGTH, packed))

    def _map_entry(self, entry: d.MessageType, key: Any, value: Any) -> bytes:
        parts = [_tagged(number, *self._scalar(entry.by_number[number], item)) for number, item in ((1, key), (2, value))]
        return b"".join(parts)

    def _scalar(self, field: d.Field, value: Any) -> Tuple[int, bytes]:
        """Return the wire type and the bytes of one value."""
        kind = field.type
        try:
            if kind == d.STRING:
                return wire.LENGTH, value.encode("utf-8")
            if kind == d.BYTES:
                return wire.LENGTH, bytes(value)
            if kind == d.MESSAGE:
                return wire.LENGTH, self.encode(field.type_name, value)
            if kind == d.BOOL:
                return wire.VARINT, b"\x01" if value else b"\x00"
            if kind == d.ENUM:
                return wire.VARINT, wire.encode_varint(self._enum_number(field, value))
            if kind in _FIXED:
                code = _FIXED[kind]
                return (wire.FIXED64 if code in "dQq" else wire.FIXED32), wire.pack_number(code, value)
            low, high = _RANGES[kind]
            number = int(value)
            if number != value or not low <= number <= high:
                raise EncodeError(f"{value} is out of the range of {field.name}.")
            return wire.VARINT, wire.encode_varint(wire.zigzag(number) if kind in (d.SINT32, d.SINT64) else number)
        except EncodeError:
            raise
        except Exception as error:
            raise EncodeError(f"{value!r} is no value for {field.name}.") from error

    def _enum_number(self, field: d.Field, value: Any) -> int:
        if isinstance(value, str):
            return self.pool.enums[field.type_name].numbers[value]
        return int(value)

    def _is_default(self, field: d.Field, value: Any) -> bool:
        if field.type == d.ENUM:
            return self._enum_number(field, value) == 0
        if field.type in (d.DOUBLE, d.FLOAT):
            # Negative zero is not the default: its bytes are not zero.
            return wire.pack_number("d", value) == bytes(8)
        return not value

    def decode(self, type_name: str, data: Any, depth: int = 0) -> Message:
        """Read a message; unknown fields are skipped.

        Raises :class:`wire.DecodeError` for bytes that are not such a message.
        """
        if depth > _MAX_DEPTH:
            raise wire.DecodeError("Messages are nested too deeply.")
        result = Message(partial(self.default, type_name), type_name)
        table = self._decoders.get(type_name) or self._decoder_table(type_name)
        for number, kind, raw in wire.fields(data):
            known = table.get(number)
            if known is None:
                continue
            field, read = known
            try:
                if field.type == d.MESSAGE:
                    self._decode_message(type_name, field, kind, raw, result, depth)
                elif not field.repeated:
                    self._clear_oneof(type_name, field, result)
                    result[field.name] = read(_checked(field, kind, raw))
                elif kind == wire.LENGTH and field.type not in (d.STRING, d.BYTES):
                    result.setdefault(field.name, []).extend(read(item) for item in _unpacked(field, raw))
                else:
                    result.setdefault(field.name, []).append(read(_checked(field, kind, raw)))
            except UnicodeDecodeError as error:
                raise wire.DecodeError(f"{field.name} is not UTF-8.") from error
        return result

    def _decode_message(self, type_name: str, field: d.Field, kind: int, raw: Any, result: Message, depth: int) -> None:
        if kind != wire.LENGTH:
            raise wire.DecodeError(f"{field.name} has the wrong wire type.")
        value = self.decode(field.type_name, raw, depth + 1)
        if self.pool.messages[field.type_name].is_map_entry:
            result.setdefault(field.name, {})[value["key"]] = value["value"]
        elif field.repeated:
            result.setdefault(field.name, []).append(value)
        elif field.name in result:
            _merge(result[field.name], value)
        else:
            self._clear_oneof(type_name, field, result)
            result[field.name] = value

    def _clear_oneof(self, type_name: str, field: d.Field, result: Message) -> None:
        if field.oneof:
            for name in self.pool.messages[type_name].oneof_members(field.oneof):
                result.pop(name, None)

    def default(self, type_name: str, name: str) -> Any:
        """Return what an unset field reads as."""
        field = self.pool.messages[type_name].by_name[name]
        if field.repeated:
            is_map = field.type == d.MESSAGE and self.pool.messages[field.type_name].is_map_entry
            return {} if is_map else []
        if field.type == d.MESSAGE:
            return Message(partial(self.default, field.type_name), field.type_name)
        if field.type == d.ENUM:
            return self.pool.enums[field.type_name].names.get(0, 0)
        return {d.STRING: "", d.BYTES: b"", d.BOOL: False, d.DOUBLE: 0.0, d.FLOAT: 0.0}.get(field.type, 0)

    def _decoder_table(self, type_name: str) -> Dict[int, Tuple[d.Field, Callable[[Any], Any]]]:
        table = {field.number: (field, self._reader(field)) for field in self.pool.messages[type_name].fields}
        self._decoders[type_name] = table
        return table

    def _reader(self, field: d.Field) -> Callable[[Any], Any]:
        kind = field.type
        if kind in _FIXED:
            return partial(wire.unpack_number, _FIXED[kind])
        if kind == d.ENUM:
            names = self.pool.enums[field.type_name].names
            return lambda raw: names.get(wire.signed(raw, 32), wire.signed(raw, 32))
        readers: Dict[int, Callable[[Any], Any]] = {
            d.STRING: lambda raw: str(raw, "utf-8"), d.BYTES: bytes, d.BOOL: bool,
            d.INT64: lambda raw: wire.signed(raw, 64), d.INT32: lambda raw: wire.signed(raw, 32),
            d.UINT64: lambda raw: raw, d.UINT32: lambda raw: raw & 0xFFFFFFFF,
            d.SINT64: wire.unzigzag, d.SINT32: lambda raw: wire.unzigzag(raw & 0xFFFFFFFF), d.MESSAGE: lambda raw: raw,
        }
        return readers[kind]


def _wire_kind(field: d.Field) -> int:
    if field.type in _FIXED:
        return wire.FIXED64 if _FIXED[field.type] in "dQq" else wire.FIXED32
    return wire.LENGTH if field.type in (d.STRING, d.BYTES, d.MESSAGE) else wire.VARINT


def _checked(field: d.Field, kind: int, raw: Any) -> Any:
    if kind != _wire_kind(field):
        raise wire.DecodeError(f"{field.name} has the wrong wire type.")
    return raw


def _unpacked(field: d.Field, raw: memoryview) -> List[Any]:
    kind = _wire_kind(field)
    if kind == wire.VARINT:
        values, position = [], 0
        while position < len(raw):
            value, position = wire.decode_varint(raw, position)
            values.append(value)
        return values
    size = 8 if kind == wire.FIXED64 else 4
    if len(raw) % size:
        raise wire.DecodeError(f"{field.name} is cut off.")
    return [raw[start:start + size] for start in range(0, len(raw), size)]


def _merge(target: Message, source: Message) -> None:
    """Merge a message that came in two parts, as the format asks."""
    for name, value in source.items():
        if isinstance(value, list):
            target.setdefault(name, []).extend(value)
        elif isinstance(value, Message) and isinstance(target.get(name), Message):
            _merge(target[name], value)
        elif isinstance(value, dict) and not isinstance(value, Message):
            target.setdefault(name, {}).update(value)
        else:
            target[name] = value


def _tagged(number: int, kind: int, raw: bytes) -> bytes:
    tag = wire.encode_varint(number << 3 | kind)
    return tag + wire.encode_varint(len(raw)) + raw if kind == wire.LENGTH else tag + raw
