# SPDX-License-Identifier: MIT
"""A real server in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("SOLARGIS") or ROOT / "src/SolarGis.Server/bin/Release/net10.0/solargis")


class Server:
    """``solargis serve`` on free ports, with a data folder."""

    def __init__(self, data: Path, images: Path) -> None:
        self.data, self._images = data, images
        self.start()

    def start(self) -> None:
        """Start the process and wait until it says that it serves."""
        self.log = open(self.data.parent / "server.log", "ab")
        self._process = subprocess.Popen(
            [str(PROGRAM), "serve", "--data", str(self.data), "--port", "0", "--allow", str(self._images)],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self._process.stdout.readline()
        if "serves gRPC" not in line:
            self._process.wait(60)
            raise RuntimeError(f"The server did not start: {self.output()[-2000:]}")
        self.ready = json.loads((self.data / "ready.json").read_text(encoding="utf-8"))

    def output(self) -> str:
        """What it said on stderr."""
        return Path(self.log.name).read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it at once."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; returns the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self._process.poll() is None:
            self._process.send_signal(how)
        code = self._process.wait(60)
        self._process.stdout.close()
        self.log.close()
        return code
