# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts the server on this computer; it is not bound to QGIS's life and ends by itself when nobody needs it."""

from __future__ import annotations

import os
import shutil

from qgis.PyQt.QtCore import QCoreApplication, QProcess

from .. import settings
from .ready_file import ready_file_path


class ServerStartError(Exception):
    """The server could not be started; the text is for the analyst."""


def start_local_server() -> None:
    """Start ``solargis serve`` detached; the connection sees it when its ready file appears."""
    program = shutil.which(settings.get("server_program"))
    if program is None:
        raise ServerStartError(QCoreApplication.translate(
            "LocalServer", "The program “{}” was not found. Install the SolarGis server, or choose its program in the settings."
        ).format(settings.get("server_program")))
    process = QProcess()
    process.setProgram(program)
    process.setArguments(["serve", "--started-by-plugin"])
    log = os.path.join(os.path.dirname(ready_file_path()), "logs", "plugin-start.log")
    os.makedirs(os.path.dirname(log), mode=0o700, exist_ok=True)
    process.setStandardOutputFile(log)
    process.setStandardErrorFile(log)
    if not process.startDetached()[0]:
        raise ServerStartError(QCoreApplication.translate(
            "LocalServer", "The program {} could not be started: {}").format(program, process.errorString()))
