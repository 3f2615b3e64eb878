# SPDX-License-Identifier: GPL-2.0-or-later
"""The export of vetted sites as an algorithm."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsProcessingParameterCrs, QgsProcessingParameterFile,
    QgsProcessingParameterVectorDestination,
)

from ..export.accepted import ExportError, export_accepted
from ..register.register import Register
from .algorithm import SolarGisAlgorithm


class ExportAccepted(SolarGisAlgorithm):
    """Export accepted sites."""

    def name(self) -> str:
        """Return the id."""
        return "exportaccepted"

    def displayName(self) -> str:  # noqa: N802 (QGIS gives the name)
        """Return the title."""
        return self.tr("Export accepted sites")

    def shortHelpString(self) -> str:  # noqa: N802 (QGIS gives the name)
        """Return the help."""
        return self.tr("Writes the accepted and hand-drawn sites of a register to a shapefile, GeoPackage or GeoJSON.")

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802 (QGIS gives the name)
        """Declare inputs and output."""
        self.addParameter(QgsProcessingParameterFile("REGISTER", self.tr("Register"), extension="gpkg"))
        self.addParameter(QgsProcessingParameterCrs("CRS", self.tr("Coordinate reference system"), "EPSG:4326"))
        self.addParameter(QgsProcessingParameterVectorDestination("OUTPUT", self.tr("Accepted sites")))

    def processAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,  # noqa: N802 (QGIS gives the name)
                         feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        """Write the file and its report."""
        target = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        register = Register(self.parameterAsFile(parameters, "REGISTER", context))
        try:
            for line in export_accepted(register.sites(), target, self.parameterAsCrs(parameters, "CRS", context)):
                feedback.pushInfo(line)
        except ExportError as error:
            raise QgsProcessingException(str(error)) from error
        return {"OUTPUT": target}
