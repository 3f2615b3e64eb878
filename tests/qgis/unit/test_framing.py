# SPDX-License-Identifier: GPL-2.0-or-later
"""Frames, trailers, statuses and their details, and CRC32C."""

from __future__ import annotations

import base64
import unittest

import support  # noqa: F401
from solargis_bridge.protocol import framing, schema, status, wire
from solargis_bridge.protocol.crc32c import crc32c


class FramingTests(unittest.TestCase):
    """The gRPC-Web format."""

    def test_frames_arrive_in_any_pieces(self) -> None:
        """Cuts at every byte give the same frames."""
        trailers = b"grpc-status:5\r\ngrpc-message:no%20job\r\n"
        raw = framing.frame(b"one") + framing.frame(b"") + b"\x80" + len(trailers).to_bytes(4, "big") + trailers
        for cut in range(len(raw)):
            reader = framing.FrameReader()
            frames = [*reader.feed(raw[:cut]), *reader.feed(raw[cut:])]
            self.assertEqual([b"one", b""], [frame.payload for frame in frames[:2]])
            self.assertEqual({"grpc-status": "5", "grpc-message": "no%20job"}, frames[2].values)
            self.assertEqual(0, reader.pending)

    def test_a_web_page_is_no_answer(self) -> None:
        """HTML from a proxy is refused, not buffered."""
        with self.assertRaises(wire.DecodeError):
            list(framing.FrameReader().feed(b"<!DOCTYPE html><html>"))

    def test_status_with_details(self) -> None:
        """Message, reason and field violations come out of the trailers."""
        codec = schema.codec()
        details = [
            {"type_url": "type.googleapis.com/google.rpc.ErrorInfo",
             "value": codec.encode("google.rpc.ErrorInfo", {"reason": "BANDS_MISSING", "domain": "solargis"})},
            {"type_url": "type.googleapis.com/google.rpc.BadRequest",
             "value": codec.encode("google.rpc.BadRequest", {"field_violations": [{"field": "image", "description": "B11 is missing"}]})},
            {"type_url": "type.googleapis.com/other.Thing", "value": b"\xff"}]
        raw = codec.encode("google.rpc.Status", {"code": 3, "message": "x", "details": details})
        error = status.error_from_trailers({
            "grpc-status": "3", "grpc-message": "Geb%C3%A4ude 100%25", "grpc-status-details-bin": base64.b64encode(raw).decode().rstrip("=")})
        self.assertEqual((status.Code.INVALID_ARGUMENT, "Gebäude 100%", "BANDS_MISSING", [("image", "B11 is missing")]),
                         (error.code, error.message, error.reason, error.violations))

    def test_damaged_details_and_missing_status(self) -> None:
        """Damaged details leave the status; no status at all means a call that was cut off."""
        self.assertEqual("m", status.error_from_trailers({"grpc-status": "9", "grpc-message": "m", "grpc-status-details-bin": "!!"}).message)
        self.assertTrue(status.error_from_trailers({}).transient)
        self.assertIsNone(status.error_from_trailers({"grpc-status": "0"}))
        self.assertEqual(status.Code.UNKNOWN, status.error_from_trailers({"grpc-status": "99"}).code)

    def test_crc32c(self) -> None:
        """Known values of RFC 3720, and the fast way against the plain one."""
        from solargis_bridge.protocol import crc32c as module
        self.assertEqual(0xE3069283, crc32c(b"123456789"))
        self.assertEqual(0x8A9136AA, crc32c(bytes(32)))
        self.assertEqual(0x62A8AB43, crc32c(b"\xff" * 32))
        for size in (0, 1, 2047, 2048, 5000, 100_003):
            data = bytes((i * 37 + i // 251) & 0xFF for i in range(size))
            self.assertEqual(module._plain(data, 0xFFFFFFFF) ^ 0xFFFFFFFF, crc32c(data))


if __name__ == "__main__":
    unittest.main()
