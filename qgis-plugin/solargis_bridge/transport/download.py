# SPDX-License-Identifier: GPL-2.0-or-later
"""Results from the server; a broken download goes on where it stopped, and its hash is checked."""

from __future__ import annotations

import hashlib
import os
from typing import Any, Callable, Mapping

from ..protocol.message import Message
from ..protocol.status import Code, RpcError
from .client import Client

_ATTEMPTS = 6


def download(client: Client, job_id: str, artifact: Mapping[str, Any], folder: str, progress: Callable[[float], None]) -> str:
    """Fetch one artefact of a job into a folder and return its path.

    It is written under a temporary name and renamed when it is complete.
    """
    target = os.path.join(folder, os.path.basename(artifact["name"]))
    partial = target + ".part"
    digest = hashlib.sha256()
    expected = b""
    with open(partial, "wb") as file:
        def receive(part: Message) -> None:
            nonlocal expected
            if part["data"]:
                if part["offset"] != file.tell():
                    raise RpcError(Code.DATA_LOSS, "")
                file.write(part["data"])
                digest.update(part["data"])
            expected = part["sha256"] or expected
            progress(file.tell() / max(1, artifact["size"]))

        failures = 0
        while not expected:
            before = file.tell()
            try:
                client.stream("ArtifactService/DownloadArtifact",
                              {"job_id": job_id, "name": artifact["name"], "offset": before}, receive)
                if not expected:
                    raise RpcError(Code.DATA_LOSS, "")
            except RpcError as error:
                failures = failures + 1 if file.tell() == before else 1
                if not error.transient or failures == _ATTEMPTS:
                    raise
                client.pause(0.5 * 2 ** failures)
        file.flush()
        os.fsync(file.fileno())
    if digest.digest() != expected:
        os.remove(partial)
        raise RpcError(Code.DATA_LOSS, "")
    os.replace(partial, target)
    return target
