# SPDX-License-Identifier: GPL-2.0-or-later
"""Segmentation as an algorithm."""

from __future__ import annotations

import os
import uuid
from typing import Any, Dict

from qgis.core import (
    QgsGeometry, QgsProcessing, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer, QgsProcessingParameterExtent, QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers, QgsProcessingParameterNumber, QgsProcessingParameterString,
)

from .. import settings
from ..jobs.segmentation_task import SegmentationJob, SegmentationTask
from ..protocol.status import RpcError
from ..region import inputs
from ..region.region import RegionError, region_message
from ..transport.sentences import sentence
from .algorithm import SolarGisAlgorithm


class Segment(SolarGisAlgorithm):
    """Find solar farms."""

    def name(self) -> str:
        """Return the id."""
        return "segment"

    def displayName(self) -> str:  # noqa: N802 (QGIS gives the name)
        """Return the title."""
        return self.tr("Find solar farms")

    def shortHelpString(self) -> str:  # noqa: N802 (QGIS gives the name)
        """Return the help."""
        return self.tr("Sends a region of a Sentinel-2 image to the SolarGis server and writes the probability raster and the candidate "
                       "polygons. Choose one layer with all bands or one layer for each band.")

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802 (QGIS gives the name)
        """Declare inputs and outputs."""
        number = QgsProcessingParameterNumber.Type.Double
        self.addParameter(QgsProcessingParameterMultipleLayers("IMAGE", self.tr("Image"), QgsProcessing.SourceType.TypeRaster))
        self.addParameter(QgsProcessingParameterExtent("EXTENT", self.tr("Region (empty: the whole image)"), optional=True))
        self.addParameter(QgsProcessingParameterString("MODEL", self.tr("Model (empty: the default)"), "", optional=True))
        self.addParameter(QgsProcessingParameterNumber("THRESHOLD", self.tr("Threshold"), number, 0.5, False, 0.01, 0.99))
        self.addParameter(QgsProcessingParameterNumber("MIN_AREA", self.tr("Smallest area (m²)"), number, 1000, False, 0))
        self.addParameter(QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for the results")))
        self.addOutput(QgsProcessingOutputRasterLayer("PROBABILITY", self.tr("Probability")))
        self.addOutput(QgsProcessingOutputVectorLayer("CANDIDATES", self.tr("Candidates")))

    def processAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,  # noqa: N802 (QGIS gives the name)
                         feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        """Run the job to its end."""
        layers = self.parameterAsLayerList(parameters, "IMAGE", context)
        for layer in layers:
            reason = inputs.reason_unusable(layer)
            if reason:
                raise QgsProcessingException(f"{layer.name()}: {reason}")
        crs = layers[0].crs()
        box = self.parameterAsExtent(parameters, "EXTENT", context, crs)
        box = layers[0].extent() if box.isEmpty() else box
        folder = self.parameterAsString(parameters, "FOLDER", context)
        os.makedirs(folder, exist_ok=True)
        name = self.parameterAsString(parameters, "MODEL", context)
        try:
            info = self.client(feedback).info()
            models = self.client(feedback).models()
            chosen = next((m for m in models if name in (m["name"], f"{m['name']}@{m['version']}")), None)
            job = SegmentationJob(
                uuid.uuid4().hex, layers[0].name(), [inputs.source_path(layer) for layer in layers],
                region_message(QgsGeometry.fromRect(box), crs, crs), (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()), name,
                {"threshold": self.parameterAsDouble(parameters, "THRESHOLD", context),
                 "min_area_m2": self.parameterAsDouble(parameters, "MIN_AREA", context), "mw_dc_per_ha": settings.get("mw_dc_per_ha")},
                folder, chosen["halo"] if chosen else 128, bool(info["local_user"]))
        except RpcError as error:
            raise QgsProcessingException(sentence(error)) from error
        except RegionError as error:
            raise QgsProcessingException(str(error)) from error
        task = SegmentationTask(self.endpoint(), job)
        task.stage.connect(feedback.setProgressText)
        task.progressChanged.connect(feedback.setProgress)
        feedback.canceled.connect(task.cancel)
        if not task.run():
            raise QgsProcessingException(task.error)
        return {"PROBABILITY": task.files.get("probability"), "CANDIDATES": task.files.get("candidates"), "FOLDER": folder}
