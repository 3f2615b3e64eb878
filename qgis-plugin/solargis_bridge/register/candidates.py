# SPDX-License-Identifier: GPL-2.0-or-later
"""Candidates from a polygon layer, in the register's CRS."""

from __future__ import annotations

from typing import List

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from . import schema
from .register import Site


def read_candidates(layer: QgsVectorLayer) -> List[Site]:
    """Return the polygons of a layer with the attributes that the schema names."""
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance())
    names = [name for name, _ in schema.SITE_FIELDS if layer.fields().indexOf(name) >= 0]
    result = []
    for feature in layer.getFeatures():
        geometry = QgsGeometry(feature.geometry())
        geometry.transform(transform)
        attributes = {name: _plain(feature[name]) for name in names}
        result.append(Site(attributes, geometry))
    return result


def _plain(value):
    """Return a value that OGR takes; QGIS's NULL becomes None."""
    if value is None or (isinstance(value, QVariant) and value.isNull()):
        return None
    return value if isinstance(value, (int, float, str)) else str(getattr(value, "toPyObject", lambda: value)())
