# SPDX-License-Identifier: GPL-2.0-or-later
"""What is sent: straight edges, fingerprints, windows; and what is refused."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unittest

import support

support.start_qgis()

import numpy  # noqa: E402
from osgeo import gdal, osr  # noqa: E402
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRasterLayer, QgsRectangle  # noqa: E402
from solargis_bridge.region import inputs, region, window  # noqa: E402


def raster(path: str, kind: int = gdal.GDT_UInt16, epsg: int = 32643) -> str:
    """Write a raster of 100 by 80 pixels of 10 m whose values are their column."""
    data = gdal.GetDriverByName("GTiff").Create(path, 100, 80, 2, kind)
    data.SetGeoTransform((600000, 10, 0, 2800000, 0, -10))
    if epsg:
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        data.SetProjection(system.ExportToWkt())
    for band in (1, 2):
        data.GetRasterBand(band).WriteArray(numpy.tile(numpy.arange(100), (80, 1)))
        data.GetRasterBand(band).SetDescription(f"B{band + 1}")
    data.FlushCache()
    return path


class RegionTests(unittest.TestCase):
    """Regions and images."""

    def setUp(self) -> None:
        """Make a folder."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_edges_stay_straight_where_they_were_drawn(self) -> None:
        """A parallel of 20 degrees is a curve in UTM; its middle is kept within metres."""
        geographic, utm = QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:32643")
        shape = region.densified(QgsGeometry.fromRect(QgsRectangle(65, 20, 85, 30)), geographic, utm)
        middle = region.densified(QgsGeometry.fromWkt("POINT(75 30)"), geographic, utm)
        self.assertLess(middle.distance(
            QgsGeometry(shape.constGet().boundary())), 3000)
        message = region.region_message(QgsGeometry.fromRect(QgsRectangle(65, 20, 85, 30)), geographic, utm)
        self.assertEqual(32643, message["polygon"]["epsg"])

    def test_self_crossing_regions_are_refused(self) -> None:
        """A bow tie is told, not sent."""
        crs = QgsCoordinateReferenceSystem("EPSG:4326")
        with self.assertRaises(region.RegionError):
            region.region_message(QgsGeometry.fromWkt("POLYGON((0 0,1 1,1 0,0 1,0 0))"), crs, crs)

    def test_pictures_are_refused_with_the_reason(self) -> None:
        """8-bit, map services, missing CRS."""
        good = QgsRasterLayer(raster(os.path.join(self.folder, "good.tif")), "good")
        self.assertEqual("", inputs.reason_unusable(good))
        byte = QgsRasterLayer(raster(os.path.join(self.folder, "byte.tif"), gdal.GDT_Byte), "byte")
        self.assertIn("8-bit", inputs.reason_unusable(byte))
        lost = QgsRasterLayer(raster(os.path.join(self.folder, "lost.tif"), epsg=0), "lost")
        lost.setCrs(QgsCoordinateReferenceSystem())
        self.assertIn("coordinate reference system", inputs.reason_unusable(lost))
        tiles = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmax=3", "tiles", "wms")
        self.assertIn("map service", inputs.reason_unusable(tiles))

    def test_fingerprint(self) -> None:
        """The whole of a small file, three samples of a large one."""
        content = bytes(range(256)) * 1024
        for size in (1000, len(content)):
            path = os.path.join(self.folder, f"{size}.bin")
            with open(path, "wb") as file:
                file.write(content[:size])
            part, k = content[:size], 64 * 1024
            sample = part if size < 3 * k else part[:k] + part[(size - k) // 2:(size - k) // 2 + k] + part[-k:]
            found = inputs.fingerprint(path)
            self.assertEqual((size, hashlib.sha256(sample).digest()), (found["size"], found["sample_sha256"]))

    def test_window_with_halo(self) -> None:
        """Real pixels around the region, cut at the image's edge; descriptions stay."""
        source, target = raster(os.path.join(self.folder, "s.tif")), os.path.join(self.folder, "w.tif")
        window.cut_window(source, (600100, 2799500, 600300, 2799800), 16, target)
        data = gdal.Open(target)
        self.assertEqual((46, 62, 600000.0, 2799960.0), (data.RasterXSize, data.RasterYSize, data.GetGeoTransform()[0], data.GetGeoTransform()[3]))
        self.assertEqual("B3", data.GetRasterBand(2).GetDescription())
        self.assertEqual(45, data.ReadAsArray()[0, 0, 45])
        with self.assertRaises(region.RegionError):
            window.cut_window(source, (0, 0, 100, 100), 16, target)


if __name__ == "__main__":
    unittest.main()
