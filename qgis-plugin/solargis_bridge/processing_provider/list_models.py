# SPDX-License-Identifier: GPL-2.0-or-later
"""The models of the server as a table."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsFeature, QgsField, QgsFields, QgsFeatureSink, QgsProcessing, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
)
from qgis.PyQt.QtCore import QVariant

from ..protocol.status import RpcError
from ..transport.sentences import sentence
from .algorithm import SolarGisAlgorithm


class ListModels(SolarGisAlgorithm):
    """List models."""

    def name(self) -> str:
        """Return the id."""
        return "listmodels"

    def displayName(self) -> str:  # noqa: N802 (QGIS gives the name)
        """Return the title."""
        return self.tr("List models")

    def shortHelpString(self) -> str:  # noqa: N802 (QGIS gives the name)
        """Return the help."""
        return self.tr("Lists the models that the SolarGis server offers, with the bands that each needs.")

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802 (QGIS gives the name)
        """Declare the output."""
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", self.tr("Models"), QgsProcessing.SourceType.TypeVector))

    def processAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,  # noqa: N802 (QGIS gives the name)
                         feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        """Ask the server."""
        try:
            models = self.client(feedback).models()
        except RpcError as error:
            raise QgsProcessingException(sentence(error)) from error
        fields = QgsFields()
        for name in ("model", "kind", "bands", "summary"):
            fields.append(QgsField(name, QVariant.String))
        sink, target = self.parameterAsSink(parameters, "OUTPUT", context, fields)
        for model in models:
            feature = QgsFeature(fields)
            feature.setAttributes([f"{model['name']}@{model['version']}", model["kind"], " ".join(b["role"] for b in model["bands"]),
                                   model["summary"]])
            feedback.pushInfo(f"{feature['model']}: {feature['bands']}")
            sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert)
        return {"OUTPUT": target}
