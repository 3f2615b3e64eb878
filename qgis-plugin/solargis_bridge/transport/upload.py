# SPDX-License-Identifier: GPL-2.0-or-later
"""Files to the server in chunks; a broken upload goes on where it stopped."""

from __future__ import annotations

import hashlib
import os
from typing import Callable

from ..protocol.crc32c import crc32c
from ..protocol.status import RpcError
from .client import Client

CHUNK = 512 * 1024
_ATTEMPTS = 6


def file_sha256(path: str) -> bytes:
    """Return the hash of a whole file."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.digest()


def upload(client: Client, path: str, progress: Callable[[float], None]) -> str:
    """Send a file and return the id of its finished upload.

    The id is the file's hash: the same pixels are never sent twice, and an upload that broke is found again.
    """
    size = os.path.getsize(path)
    sha256 = file_sha256(path)
    upload_id = sha256.hex()
    begin = {"upload_id": upload_id, "file_name": os.path.basename(path), "size": size, "sha256": sha256}
    state = client.call("ImageryService/BeginUpload", begin)
    failures = 0
    with open(path, "rb") as file:
        while state["committed"] < size:
            file.seek(state["committed"])
            data = file.read(CHUNK)
            chunk = {"upload_id": upload_id, "offset": state["committed"], "data": data, "crc32c": crc32c(data)}
            try:
                state = client.call("ImageryService/WriteChunk", chunk)
                failures = 0
            except RpcError as error:
                failures += 1
                if not error.transient or failures == _ATTEMPTS:
                    raise
                client.pause(0.5 * 2 ** failures)
                state = client.call("ImageryService/BeginUpload", begin)
            progress(state["committed"] / size)
    if not state["finished"]:
        client.call("ImageryService/FinishUpload", {"upload_id": upload_id}, 120)
    return upload_id
