# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers are images of reflectance, and which are only pictures."""

from __future__ import annotations

import hashlib
import os
from typing import Any, Dict, List

from qgis.core import Qgis, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QFileInfo

_SAMPLE = 64 * 1024


def tr(text: str) -> str:
    """Translate a text of this file."""
    return QCoreApplication.translate("Inputs", text)


def reason_unusable(layer: QgsRasterLayer) -> str:
    """Return why a layer cannot be analysed, empty when it can."""
    provider = layer.dataProvider()
    if provider is None or not layer.isValid():
        return tr("the layer cannot be read")
    if provider.name() != "gdal":
        return tr("a picture from a map service holds no reflectance")
    if not layer.crs().isValid():
        return tr("the layer has no coordinate reference system; set it in the layer's properties")
    byte_bands = all(provider.dataType(band) == Qgis.DataType.Byte for band in range(1, provider.bandCount() + 1))
    if byte_bands:
        return tr("8-bit pictures hold colours, not reflectance")
    if not os.path.exists(source_path(layer)):
        return tr("the file is not on this computer")
    return ""


def source_path(layer: QgsRasterLayer) -> str:
    """Return the file behind a layer."""
    return QFileInfo(layer.dataProvider().dataSourceUri().split("|")[0]).absoluteFilePath()


def fingerprint(path: str) -> Dict[str, Any]:
    """Return what proves that client and server see the same file: size, time, hash of three samples."""
    status = os.stat(path)
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        if status.st_size < 3 * _SAMPLE:
            digest.update(file.read())
        else:
            for offset in (0, (status.st_size - _SAMPLE) // 2, status.st_size - _SAMPLE):
                file.seek(offset)
                digest.update(file.read(_SAMPLE))
    return {"size": status.st_size, "modified": int(status.st_mtime), "sample_sha256": digest.digest()}


def image_by_reference(paths: List[str]) -> Dict[str, Any]:
    """Return the ``Image`` of files that the server reads itself."""
    return {"files": [{"path": path, "fingerprint": fingerprint(path)} for path in paths]}
