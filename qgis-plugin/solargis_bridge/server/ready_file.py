# SPDX-License-Identifier: GPL-2.0-or-later
"""How a server on this computer is found: its ready file, which only this user can read."""

from __future__ import annotations

import json
import os
from typing import Optional

from ..transport.endpoint import Endpoint


def ready_file_path() -> str:
    """Return where the server of this user writes how to reach it."""
    if os.name == "nt":
        return os.path.join(os.environ.get("LOCALAPPDATA", os.path.expanduser("~")), "SolarGis", "ready.json")
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(data, "solargis", "ready.json")


def local_endpoint() -> Optional[Endpoint]:
    """Return the endpoint of the running local server, None when there is none."""
    try:
        with open(ready_file_path(), encoding="utf-8") as file:
            ready = json.load(file)
        address, token, process = str(ready["grpc_web"]), str(ready["token"]), int(ready["process_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Endpoint(address, token) if _is_alive(process) else None


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        # A signal would end the process there; a stale file shows as a refused connection.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
