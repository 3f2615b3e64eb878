# SPDX-License-Identifier: GPL-2.0-or-later
"""What a compiled descriptor set says: messages, fields, enums and the methods of services."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional

from . import wire

# Numbers of google.protobuf.FieldDescriptorProto.Type.
DOUBLE, FLOAT, INT64, UINT64, INT32, FIXED64, FIXED32, BOOL, STRING = range(1, 10)
MESSAGE, BYTES, UINT32, ENUM, SFIXED32, SFIXED64, SINT32, SINT64 = range(11, 19)

_REPEATED = 3


class Field(NamedTuple):
    """One field of a message."""

    name: str
    number: int
    type: int
    repeated: bool
    #: Full name of the message or enum, empty for scalars.
    type_name: str
    #: Whether a default value is written when it was set (``optional``, ``oneof`` and messages).
    has_presence: bool
    #: Name of the oneof it belongs to, empty for none and for ``optional``.
    oneof: str


class MessageType:
    """One message: its fields by number and by name."""

    def __init__(self, full_name: str, fields: List[Field], is_map_entry: bool) -> None:
        """Index the fields."""
        self.full_name = full_name
        self.fields = sorted(fields, key=lambda field: field.number)
        self.by_name: Dict[str, Field] = {field.name: field for field in fields}
        self.by_number: Dict[int, Field] = {field.number: field for field in fields}
        self.is_map_entry = is_map_entry

    def oneof_members(self, oneof: str) -> List[str]:
        """Return the names of the fields that exclude one another."""
        return [field.name for field in self.fields if field.oneof == oneof]


class EnumType:
    """One enum: names and numbers."""

    def __init__(self, full_name: str, numbers: Dict[str, int]) -> None:
        """Index the names."""
        self.full_name = full_name
        self.numbers = numbers
        self.names: Dict[int, str] = {}
        for name, number in numbers.items():
            self.names.setdefault(number, name)


class Method(NamedTuple):
    """One remote procedure."""

    path: str
    request: str
    response: str
    server_streaming: bool


class DescriptorPool:
    """Every type and method of a compiled descriptor set."""

    def __init__(self, descriptor_set: bytes) -> None:
        """Read a serialised ``google.protobuf.FileDescriptorSet``."""
        self.messages: Dict[str, MessageType] = {}
        self.enums: Dict[str, EnumType] = {}
        self.methods: Dict[str, Method] = {}
        for number, _, file in wire.fields(descriptor_set):
            if number == 1:
                self._add_file(file)

    def _add_file(self, data: Any) -> None:
        parts = _group(data)
        package = _text(parts, 2)
        prefix = package + "." if package else ""
        for message in parts.get(4, []):
            self._add_message(prefix, message)
        for enum in parts.get(5, []):
            self._add_enum(prefix, enum)
        for service in parts.get(6, []):
            self._add_service(prefix, service)

    def _add_message(self, prefix: str, data: Any) -> None:
        parts = _group(data)
        full_name = prefix + _text(parts, 1)
        oneofs = [_text(_group(oneof), 1) for oneof in parts.get(8, [])]
        options = _group(parts[7][0]) if 7 in parts else {}
        fields = [_field(_group(field), oneofs) for field in parts.get(2, [])]
        self.messages[full_name] = MessageType(full_name, fields, bool(_number(options, 7)))
        for nested in parts.get(3, []):
            self._add_message(full_name + ".", nested)
        for enum in parts.get(4, []):
            self._add_enum(full_name + ".", enum)

    def _add_enum(self, prefix: str, data: Any) -> None:
        parts = _group(data)
        values = [_group(value) for value in parts.get(2, [])]
        full_name = prefix + _text(parts, 1)
        self.enums[full_name] = EnumType(full_name, {_text(v, 1): wire.signed(_number(v, 2) or 0, 32) for v in values})

    def _add_service(self, prefix: str, data: Any) -> None:
        parts = _group(data)
        service = prefix + _text(parts, 1)
        for raw in parts.get(2, []):
            method = _group(raw)
            path = f"{service}/{_text(method, 1)}"
            self.methods[path] = Method(path, _text(method, 2).lstrip("."), _text(method, 3).lstrip("."), bool(_number(method, 6)))


def _group(data: Any) -> Dict[int, List[Any]]:
    parts: Dict[int, List[Any]] = {}
    for number, _, value in wire.fields(data):
        parts.setdefault(number, []).append(value)
    return parts


def _text(parts: Dict[int, List[Any]], number: int) -> str:
    return bytes(parts[number][-1]).decode("utf-8") if number in parts else ""


def _number(parts: Dict[int, List[Any]], number: int) -> Optional[int]:
    return parts[number][-1] if number in parts else None


def _field(parts: Dict[int, List[Any]], oneofs: List[str]) -> Field:
    kind = _number(parts, 5) or 0
    repeated = _number(parts, 4) == _REPEATED
    oneof_index = _number(parts, 9)
    optional = bool(_number(parts, 17))
    presence = not repeated and (kind == MESSAGE or oneof_index is not None)
    oneof = oneofs[oneof_index] if oneof_index is not None and not optional else ""
    return Field(_text(parts, 1), _number(parts, 3) or 0, kind, repeated, _text(parts, 6).lstrip("."), presence, oneof)
