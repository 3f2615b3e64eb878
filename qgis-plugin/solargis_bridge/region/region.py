# SPDX-License-Identifier: GPL-2.0-or-later
"""The region as it is sent: a polygon in the image's CRS with edges that stay straight on the map it was drawn on."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QCoreApplication

#: Vertices added to each edge before it is transformed.
_EXTRA_VERTICES = 20


class RegionError(Exception):
    """The region cannot be used; the text is for the analyst."""


def densified(geometry: QgsGeometry, source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """Transform a polygon whose edges may become curves."""
    if source == target:
        return QgsGeometry(geometry)
    dense = geometry.densifyByCount(_EXTRA_VERTICES)
    dense.transform(QgsCoordinateTransform(source, target, QgsProject.instance()))
    return dense


def epsg(crs: QgsCoordinateReferenceSystem) -> int:
    """Return the EPSG number of a system, 0 when it has none."""
    authority, _, number = crs.authid().partition(":")
    return int(number) if authority == "EPSG" and number.isdigit() else 0


def region_message(geometry: QgsGeometry, source: QgsCoordinateReferenceSystem,
                   target: QgsCoordinateReferenceSystem) -> Dict[str, Any]:
    """Return the ``Region`` of a drawn polygon; systems without an EPSG number go by way of WGS 84."""
    if not geometry.isGeosValid() or geometry.isEmpty():
        raise RegionError(QCoreApplication.translate("Region", "The region crosses itself or is empty. Draw it again."))
    if not epsg(target):
        target = QgsCoordinateReferenceSystem("EPSG:4326")
    shape = densified(geometry, source, target)
    return {"polygon": {"wkb": bytes(shape.asWkb()), "epsg": epsg(target)}}
