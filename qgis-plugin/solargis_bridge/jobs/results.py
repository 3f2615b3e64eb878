# SPDX-License-Identifier: GPL-2.0-or-later
"""Results on the map: one group per run, styled, with its provenance."""

from __future__ import annotations

import os
from typing import Any, Dict, Mapping, Optional

from qgis.core import QgsLayerMetadata, QgsLayerTreeGroup, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

_STYLES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "styles")


def load_results(title: str, files: Mapping[str, str], provenance: Dict[str, Any]) -> QgsLayerTreeGroup:
    """Add the layers of a run above the imagery and return their group."""
    group = QgsProject.instance().layerTreeRoot().insertGroup(0, title)
    group.setCustomProperty("solargis/run", str(provenance.get("job", "")))
    if "probability" in files:
        raster = QgsRasterLayer(files["probability"], QCoreApplication.translate("Results", "Probability"))
        _add(raster, group, "probability.qml", provenance)
    if "candidates" in files:
        vector = QgsVectorLayer(files["candidates"], QCoreApplication.translate("Results", "Candidates"), "ogr")
        _add(vector, group, "candidates.qml", provenance, 0)
    return group


def _add(layer: Any, group: QgsLayerTreeGroup, style: str, provenance: Dict[str, Any], position: Optional[int] = None) -> None:
    if not layer.isValid():
        return
    layer.loadNamedStyle(os.path.join(_STYLES, style))
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(layer.name())
    metadata.setAbstract("\n".join(f"{name}: {value}" for name, value in provenance.items()))
    metadata.addHistoryItem(QCoreApplication.translate("Results", "Written by SolarGisBridge, job {}").format(provenance.get("job", "")))
    layer.setMetadata(metadata)
    layer.setCustomProperty("solargis/result", True)
    QgsProject.instance().addMapLayer(layer, False)
    group.addLayer(layer) if position is None else group.insertLayer(position, layer)
