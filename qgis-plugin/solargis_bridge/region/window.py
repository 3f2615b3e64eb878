# SPDX-License-Identifier: GPL-2.0-or-later
"""The pixels of a region as a GeoTIFF, for a server that cannot see the file."""

from __future__ import annotations

import math
import os
from typing import Tuple

from osgeo import gdal
from qgis.PyQt.QtCore import QCoreApplication

from .region import RegionError


def cut_window(path: str, bounds: Tuple[float, float, float, float], halo: int, target: str) -> None:
    """Write the pixels inside bounds (min x, min y, max x, max y in the file's CRS) plus a halo of real pixels around them."""
    source = gdal.Open(path)
    if source is None:
        raise RegionError(QCoreApplication.translate("Region", "{} cannot be read.").format(os.path.basename(path)))
    inverse = gdal.InvGeoTransform(source.GetGeoTransform())
    corners = [gdal.ApplyGeoTransform(inverse, x, y) for x in bounds[::2] for y in bounds[1::2]]
    left = max(0, math.floor(min(c[0] for c in corners)) - halo)
    top = max(0, math.floor(min(c[1] for c in corners)) - halo)
    right = min(source.RasterXSize, math.ceil(max(c[0] for c in corners)) + halo)
    bottom = min(source.RasterYSize, math.ceil(max(c[1] for c in corners)) + halo)
    if right <= left or bottom <= top:
        raise RegionError(QCoreApplication.translate("Region", "The region lies outside of {}.").format(os.path.basename(path)))
    done = gdal.Translate(target, source, format="GTiff", srcWin=[left, top, right - left, bottom - top],
                          creationOptions=["COMPRESS=DEFLATE", "TILED=YES", "BIGTIFF=IF_SAFER"])
    if done is None:
        raise RegionError(QCoreApplication.translate("Region", "The pixels could not be written to {}.").format(target))
    done.FlushCache()
