# SPDX-License-Identifier: GPL-2.0-or-later
"""The provider."""

from __future__ import annotations

import os

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .export_accepted import ExportAccepted
from .list_models import ListModels
from .segment import Segment

_ICON = os.path.join(os.path.dirname(os.path.dirname(__file__)), "icons", "solargis.svg")


class SolarGisProvider(QgsProcessingProvider):
    """Segment, list models, export vetted sites."""

    def id(self) -> str:
        """Return the name that ``qgis_process`` uses."""
        return "solargis"

    def name(self) -> str:
        """Return the name in the toolbox."""
        return "SolarGis"

    def icon(self) -> QIcon:
        """Return the icon in the toolbox."""
        return QIcon(_ICON)

    def loadAlgorithms(self) -> None:  # noqa: N802 (QGIS gives the name)
        """Add the algorithms."""
        for algorithm in (Segment(), ListModels(), ExportAccepted()):
            self.addAlgorithm(algorithm)
