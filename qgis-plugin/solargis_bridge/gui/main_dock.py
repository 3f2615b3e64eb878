# SPDX-License-Identifier: GPL-2.0-or-later
"""The main panel: connection light on top, then finding and jobs."""

from __future__ import annotations

import platform

from qgis.core import Qgis
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QT_VERSION_STR
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QHBoxLayout, QLabel, QMessageBox, QPushButton, QTabWidget, QVBoxLayout, QWidget

from .. import settings
from ..server.connection import Connection
from ..server.local_server import ServerStartError, start_local_server
from .find_panel import FindPanel
from .jobs_panel import JobsPanel


class MainDock(QDockWidget):
    """One place for connection, input, region and jobs."""

    def __init__(self, canvas: QgsMapCanvas, connection: Connection) -> None:
        """Build the dock."""
        super().__init__()
        self.setWindowTitle(self.tr("SolarGis"))
        self.setObjectName("SolarGisDock")
        self._connection = connection
        self.light = QLabel()
        self.light.setWordWrap(True)
        self.start_button = QPushButton(self.tr("Start server"))
        self.start_button.setToolTip(self.tr("Start the SolarGis server on this computer"))
        self.start_button.clicked.connect(self._start)
        diagnostics = QPushButton(self.tr("Copy diagnostics"))
        diagnostics.clicked.connect(lambda: QApplication.clipboard().setText(self.diagnostics()))
        self.find = FindPanel(canvas, connection)
        self.jobs = JobsPanel()
        self.tabs = QTabWidget()
        self.tabs.addTab(self.find, self.tr("Find"))
        self.tabs.addTab(self.jobs, self.tr("Jobs"))
        line = QHBoxLayout()
        line.addWidget(self.start_button)
        line.addWidget(diagnostics)
        self.help_button = QPushButton(self.tr("Help"))
        line.addWidget(self.help_button)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self.light)
        layout.addLayout(line)
        layout.addWidget(self.tabs)
        self.setWidget(content)
        connection.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        info = self._connection.info
        if info is None:
            self.light.setText(f"<span style='color:#ef4444'>●</span> {self._connection.sentence or self.tr('Connecting')}")
        else:
            self.light.setText("<span style='color:#22c55e'>●</span> " + self.tr("Server {} on {}").format(info["version"], info["device"]))
        self.start_button.setVisible(info is None and not settings.get("address"))

    def _start(self) -> None:
        try:
            start_local_server()
        except ServerStartError as error:
            QMessageBox.warning(self, self.tr("SolarGis"), str(error))

    def diagnostics(self) -> str:
        """Return what a helper needs to know; no token and no password."""
        info = self._connection.info
        endpoint = self._connection.endpoint
        return "\n".join((
            f"QGIS {Qgis.QGIS_VERSION}, Qt {QT_VERSION_STR}, Python {platform.python_version()}, {platform.platform()}",
            f"Address: {endpoint.address if endpoint else 'none'}; authentication: {'QGIS' if settings.get('auth_config') else 'file'}",
            f"Server: {info['version']} on {info['device']}, {info['operating_system']}" if info
            else f"Server: {self._connection.sentence}",
            "Models: " + ", ".join(f"{m['name']}@{m['version']}" for m in self._connection.models)))
