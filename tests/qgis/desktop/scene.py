# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene for the desktop test: ten bands of fields with three dark, flat rectangles that look like panels."""

from __future__ import annotations

import numpy
from osgeo import gdal, osr

BANDS = ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")
GRASS = (.042, .071, .060, .133, .230, .272, .287, .297, .241, .131)
SOIL = (.103, .130, .170, .181, .190, .201, .211, .219, .316, .316)
PANEL = (.113, .104, .096, .099, .102, .103, .103, .108, .239, .138)
#: Column, row, width, height in pixels of 10 m.
FARMS = ((60, 70, 30, 22), (150, 60, 24, 30), (110, 170, 40, 18))
LEFT, TOP, SIZE, EPSG = 640000.0, 2810000.0, 256, 32643


def write_scene(path: str) -> None:
    """Write the scene as reflectance times 10,000."""
    random = numpy.random.default_rng(1)
    coarse = random.random((9, 9))
    mix = numpy.kron(coarse, numpy.ones((32, 32)))[:SIZE, :SIZE]
    data = gdal.GetDriverByName("GTiff").Create(path, SIZE, SIZE, len(BANDS), gdal.GDT_UInt16)
    data.SetGeoTransform((LEFT, 10, 0, TOP, 0, -10))
    system = osr.SpatialReference()
    system.ImportFromEPSG(EPSG)
    data.SetProjection(system.ExportToWkt())
    for number, name in enumerate(BANDS):
        band = GRASS[number] * mix + SOIL[number] * (1 - mix)
        for column, row, width, height in FARMS:
            band[row:row + height, column:column + width] = PANEL[number]
        band = band * (1 + .03 * random.standard_normal(band.shape))
        data.GetRasterBand(number + 1).WriteArray(numpy.clip(band * 10000, 1, 65535).astype(numpy.uint16))
        data.GetRasterBand(number + 1).SetDescription(name)
    data.FlushCache()
