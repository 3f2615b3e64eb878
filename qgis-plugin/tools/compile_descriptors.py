#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compile ``proto/`` into the descriptor set that the plugin ships.

Needs ``protoc`` and the Python package ``google.protobuf``, which brings the well-known types.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from google.protobuf import any_pb2, descriptor_pb2, duration_pb2, timestamp_pb2

TOOLS = Path(__file__).resolve().parent
CONTRACT = TOOLS.parent.parent / "proto"
TARGET = TOOLS.parent / "solargis_bridge" / "protocol" / "solargis.desc"


def well_known_types() -> bytes:
    """Return the descriptor set of the well-known types that the contract imports."""
    files = descriptor_pb2.FileDescriptorSet()
    for module in (any_pb2, duration_pb2, timestamp_pb2):
        module.DESCRIPTOR.CopyToProto(files.file.add())
    return files.SerializeToString(deterministic=True)


def compile_descriptors() -> bytes:
    """Return the descriptor set of the public contract and of the error details."""
    sources = sorted((CONTRACT / "solargis" / "v1").glob("*.proto"))
    sources += sorted((TOOLS / "proto").rglob("*.proto"))
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder, "known.desc")
        known.write_bytes(well_known_types())
        output = Path(folder, "out.desc")
        subprocess.run(
            ["protoc", f"--proto_path={CONTRACT}", f"--proto_path={TOOLS / 'proto'}", f"--descriptor_set_in={known}",
             "--include_imports", f"--descriptor_set_out={output}", *map(str, sources)],
            check=True)
        return output.read_bytes()


if __name__ == "__main__":
    TARGET.write_bytes(compile_descriptors())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes", file=sys.stderr)
