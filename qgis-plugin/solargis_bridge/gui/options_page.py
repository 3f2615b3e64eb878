# SPDX-License-Identifier: GPL-2.0-or-later
"""The page under Settings > Options."""

from __future__ import annotations

import os

from qgis.gui import QgsAuthConfigSelect, QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QFormLayout, QLineEdit, QWidget

from .. import settings

ICON = os.path.join(os.path.dirname(os.path.dirname(__file__)), "icons", "solargis.svg")


class OptionsPage(QgsOptionsPageWidget):
    """Address, authentication, server program, folder, reviewer, capacity factor."""

    def __init__(self, parent: QWidget) -> None:
        """Fill the page."""
        super().__init__(parent)
        self.address = QLineEdit(settings.get("address"))
        self.address.setPlaceholderText(self.tr("empty: the server on this computer"))
        self.auth = QgsAuthConfigSelect()
        self.auth.setConfigId(settings.get("auth_config"))
        self.program = QgsFileWidget()
        self.program.setFilePath(settings.get("server_program"))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setFilePath(settings.get("results_folder"))
        self.reviewer = QLineEdit(settings.get("reviewer"))
        self.factor = QDoubleSpinBox()
        self.factor.setRange(0.01, 5)
        self.factor.setValue(settings.get("mw_dc_per_ha"))
        form = QFormLayout(self)
        for text, widget in ((self.tr("Server address (gRPC-Web)"), self.address),
                             (self.tr("Authentication (token as password)"), self.auth),
                             (self.tr("Program of the local server"), self.program), (self.tr("Folder for results"), self.folder),
                             (self.tr("Reviewer"), self.reviewer), (self.tr("Capacity, MW (DC) per hectare"), self.factor)):
            form.addRow(text, widget)

    def apply(self) -> None:
        """Store the page."""
        for name, value in (("address", self.address.text().strip()), ("auth_config", self.auth.configId()),
                            ("server_program", self.program.filePath()), ("results_folder", self.folder.filePath()),
                            ("reviewer", self.reviewer.text()), ("mw_dc_per_ha", self.factor.value())):
            settings.put(name, value)


class OptionsFactory(QgsOptionsWidgetFactory):
    """Gives QGIS the page."""

    def __init__(self) -> None:
        """Name the page."""
        super().__init__()
        self.setTitle("SolarGis")

    def icon(self) -> QIcon:
        """Return the page's icon."""
        return QIcon(ICON)

    def createWidget(self, parent: QWidget) -> OptionsPage:
        """Return the page."""
        return OptionsPage(parent)
