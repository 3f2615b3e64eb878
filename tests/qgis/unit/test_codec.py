# SPDX-License-Identifier: GPL-2.0-or-later
"""The codec writes the same bytes as google.protobuf and reads what it writes."""

from __future__ import annotations

import random
import struct
import unittest
from datetime import datetime, timezone

import support
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from solargis_bridge.protocol import codec as codec_module
from solargis_bridge.protocol import schema, timestamps, wire
from solargis_bridge.protocol.descriptors import DescriptorPool

# Every scalar type, in a message of its own: the contract does not use all of them.
_ALL = descriptor_pb2.FileDescriptorProto(name="all.proto", package="t", syntax="proto3")
_MESSAGE = _ALL.message_type.add(name="All")
_TYPES = [kind for kind in range(1, 19) if kind not in (10, 11, 14)]
for _kind in _TYPES:
    _MESSAGE.field.add(name=f"one{_kind}", number=_kind, type=_kind, label=1)
    _MESSAGE.field.add(name=f"many{_kind}", number=100 + _kind, type=_kind, label=3)
_MESSAGE.field.add(name="child", number=200, type=11, label=1, type_name=".t.All")


def _pool() -> descriptor_pool.DescriptorPool:
    pool = descriptor_pool.DescriptorPool()
    files = descriptor_pb2.FileDescriptorSet.FromString((support.PACKAGE / "protocol" / "solargis.desc").read_bytes())
    for file in [*files.file, _ALL]:
        pool.Add(file)
    return pool


POOL = _pool()
FACTORY = message_factory.MessageFactory(POOL)
ALL_CODEC = codec_module.Codec(DescriptorPool(descriptor_pb2.FileDescriptorSet(file=[_ALL]).SerializeToString()))


def google(name: str):
    """Return google.protobuf's class of a message."""
    return FACTORY.GetPrototype(POOL.FindMessageTypeByName(name))


def _fill(message, values) -> None:
    for name, value in values.items():
        if isinstance(value, dict):
            field = message.DESCRIPTOR.fields_by_name[name]
            if field.message_type.GetOptions().map_entry:
                getattr(message, name).update(value)
            else:
                getattr(message, name).SetInParent()
                _fill(getattr(message, name), value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for item in value:
                _fill(getattr(message, name).add(), item)
        elif isinstance(value, list):
            getattr(message, name).extend(value)
        elif isinstance(value, str) and message.DESCRIPTOR.fields_by_name[name].enum_type is not None:
            setattr(message, name, message.DESCRIPTOR.fields_by_name[name].enum_type.values_by_name[value].number)
        else:
            setattr(message, name, value)


SUBMIT = {
    "job_id": "job-1", "title": "Bad Dürkheim ☀",
    "segmentation": {
        "image": {
            "files": [{"path": "/data/a.tif", "fingerprint": {"size": 2 ** 40, "modified": -5, "sample_sha256": bytes(range(32))}},
                      {"upload_id": "up"}],
            "bands": [{"role": "B8A", "file": 1, "band": 3}],
            "radiometry": {"scale": 1e-4, "offset": 0.0, "nodata": -9999.0},
        },
        "region": {"polygon": {"wkb": b"\x01\x00\xff", "epsg": 32643}},
        "model": "", "polygons": {"threshold": 0.25},
    },
}


class CodecTests(unittest.TestCase):
    """Bytes and values against google.protobuf."""

    def check(self, name: str, values) -> None:
        """Compare one message in both directions."""
        message = google(name)()
        _fill(message, values)
        expected = message.SerializeToString(deterministic=True)
        encoded = schema.codec().encode(name, values)
        self.assertEqual(expected, encoded)
        decoded = schema.codec().decode(name, expected)
        self.assertEqual(expected, schema.codec().encode(name, decoded))

    def test_nested_oneofs_and_presence(self) -> None:
        """A zero that was set is written, a zero that was not is absent."""
        self.check("solargis.v1.SubmitRequest", SUBMIT)
        decoded = schema.codec().decode("solargis.v1.SubmitRequest", schema.codec().encode("solargis.v1.SubmitRequest", SUBMIT))
        radiometry = decoded["segmentation"]["image"]["radiometry"]
        self.assertIn("offset", radiometry)
        self.assertNotIn("polygonization", decoded)
        self.assertEqual("", decoded["polygonization"]["job_id"])
        self.assertNotIn("polygonization", decoded)

    def test_maps_enums_packed_and_times(self) -> None:
        """Map entries by key, enums by name, packed numbers with their sign."""
        self.check("solargis.v1.ExplanationRequest", {
            "methods": [{"name": "saliency"}, {"options": {"steps": "50", "rule": "", "a": "b"}}],
            "target": {"output": "OUTPUT_PROBABILITY"}, "full_patch": True})
        self.check("solargis.v1.EstimateResponse", {"window": [-1, 0, 2 ** 31 - 1, -2 ** 31], "duration": {"seconds": 3, "nanos": 5}})
        self.check("solargis.v1.Grid", {"geotransform": [1.5, -0.0, 0.0, 1e300], "wkt": ""})

    def test_ten_thousand_random_messages_of_all_types(self) -> None:
        """Every scalar type, single and repeated, at its edges and in between."""
        random.seed(1)
        cls = FACTORY.GetPrototype(POOL.FindMessageTypeByName("t.All"))

        def value(kind: int):
            bits = random.choice((1, 7, 8, 31, 32, 63))
            signed = random.randint(-2 ** min(bits, 31), 2 ** min(bits, 31) - 1)
            choices = {
                1: random.choice((0.0, -0.0, random.gauss(0, 1e9), float("inf"))), 2: struct.unpack("<f", random.randbytes(4))[0],
                3: random.randint(-2 ** bits, 2 ** bits - 1), 4: random.randint(0, 2 ** bits), 5: signed, 6: random.randint(0, 2 ** bits),
                7: random.randint(0, 2 ** 32 - 1), 8: random.random() < .5, 9: random.choice(("", "é", "x" * 200)),
                12: random.randbytes(random.randint(0, 5)), 13: random.randint(0, 2 ** 32 - 1), 15: signed,
                16: random.randint(-2 ** bits, 2 ** bits - 1), 17: signed, 18: random.randint(-2 ** bits, 2 ** bits - 1)}
            result = choices[kind]
            return 0.5 if result != result else result

        for _ in range(10000):
            values = {}
            for kind in random.sample(_TYPES, 3):
                values[f"one{kind}"] = value(kind)
                values[f"many{kind}"] = [value(kind) for _ in range(random.randint(0, 3))]
            if random.random() < .3:
                values["child"] = {"one5": random.randint(-9, 9)}
            message = cls()
            _fill(message, values)
            expected = message.SerializeToString(deterministic=True)
            self.assertEqual(expected, ALL_CODEC.encode("t.All", values), values)
            self.assertEqual(expected, ALL_CODEC.encode("t.All", ALL_CODEC.decode("t.All", expected)))

    def test_unpacked_repeated_numbers_are_read(self) -> None:
        """Writers of the old format send one field per number."""
        raw = b"".join(wire.encode_varint(7 << 3) + wire.encode_varint(wire.zigzag(n)) for n in (1, -300))
        self.assertEqual([1, -300], schema.codec().decode("solargis.v1.EstimateResponse", raw)["window"])

    def test_unknown_fields_and_groups_are_skipped(self) -> None:
        """A newer server may say more."""
        group = bytes([15 << 3 & 0x7F | 3]) + b"\x08\x01" + bytes([15 << 3 & 0x7F | 4])
        raw = b"\xfa\x3e\x03abc" + group + b"\xf9\x3e" + bytes(8) + b"\x0a\x02id"
        self.assertEqual({"job_id": "id"}, dict(schema.codec().decode("solargis.v1.Job", raw)))

    def test_damaged_bytes_are_refused_and_never_crash(self) -> None:
        """Cut and flipped messages either decode or raise DecodeError."""
        good = schema.codec().encode("solargis.v1.SubmitRequest", SUBMIT)
        random.seed(2)
        for _ in range(3000):
            data = bytearray(good[:random.randint(0, len(good))])
            if data:
                data[random.randrange(len(data))] = random.randrange(256)
            try:
                schema.codec().decode("solargis.v1.SubmitRequest", bytes(data))
            except wire.DecodeError:
                pass
        with self.assertRaises(wire.DecodeError):
            schema.codec().decode("solargis.v1.SubmitRequest", good[:-1])

    def test_wrong_values_are_named(self) -> None:
        """A misspelt field or a number out of range is told before anything is sent."""
        for values in ({"nope": 1}, {"job_id": 3}, {"segmentation": {}, "explanation": {}}):
            with self.assertRaises(codec_module.EncodeError):
                schema.codec().encode("solargis.v1.SubmitRequest", values)
        with self.assertRaises(codec_module.EncodeError):
            schema.codec().encode("solargis.v1.BandAssignment", {"band": -1})

    def test_times(self) -> None:
        """Timestamps keep microseconds, before 1970 too."""
        for moment in (datetime(2026, 3, 1, 12, 0, 0, 123456, timezone.utc), datetime(1969, 12, 31, 23, 59, 59, 5, timezone.utc)):
            self.assertEqual(moment, timestamps.to_datetime(timestamps.from_datetime(moment)))

    def test_shipped_descriptors_are_current_and_small(self) -> None:
        """The shipped set is what the contract compiles to today."""
        import compile_descriptors
        shipped = compile_descriptors.TARGET.read_bytes()
        self.assertEqual(compile_descriptors.compile_descriptors(), shipped)
        self.assertLess(len(shipped), 100_000)


if __name__ == "__main__":
    unittest.main()
