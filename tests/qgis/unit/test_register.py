# SPDX-License-Identifier: GPL-2.0-or-later
"""The register keeps every decision; the export holds what was accepted and nothing else."""

from __future__ import annotations

import os
import tempfile
import unittest

import support

support.start_qgis()

from osgeo import ogr  # noqa: E402
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRectangle  # noqa: E402
from solargis_bridge.export.accepted import ExportError, export_accepted, methods_paragraph  # noqa: E402
from solargis_bridge.register.register import Register, Site  # noqa: E402
from solargis_bridge.review.queue import queue  # noqa: E402


def box(x: float, y: float, w: float, h: float) -> QgsGeometry:
    """Return a rectangle; one unit is about 100 m at the equator."""
    return QgsGeometry.fromRect(QgsRectangle(x / 1000, y / 1000, (x + w) / 1000, (y + h) / 1000))


def site(geometry: QgsGeometry, **values) -> Site:
    """Return a candidate."""
    return Site({"p_mean": .8, "area_ha": 5.0, **values}, geometry)


def run(name: str) -> dict:
    """Return a run."""
    return {"run_id": name, "title": name, "model": "m@1", "model_hash": "ab" * 32, "threshold": .5, "image": "a.tif", "img_date": "2026-01-02"}


class RegisterTests(unittest.TestCase):
    """Runs, decisions, undo, matching, export."""

    def setUp(self) -> None:
        """Begin with two sites in a new register whose path has a space and an accent."""
        folder = tempfile.TemporaryDirectory(prefix="régister ")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.register = Register(os.path.join(self.folder, "r.gpkg"))
        self.register.add_run(run("one"), [site(box(0, 0, 10, 10)), site(box(50, 0, 10, 10), p_mean=.6, area_ha=9.0)])
        self.ids = [s.attributes["site_id"] for s in self.register.sites()]

    def statuses(self) -> dict:
        """Return the status of each site."""
        return {s.attributes["site_id"]: s.attributes["status"] for s in self.register.sites()}

    def test_decisions_survive_a_restart_and_undo_appends(self) -> None:
        """Undo walks back through earlier sessions and never removes a row."""
        first, second = self.ids
        self.register.decide([first], "accepted", "", "ann")
        self.register.decide([first], "rejected", "roof", "ben")
        self.register.decide([second], "unsure", "", "ann")
        again = Register(self.register.path)
        self.assertEqual([second, first, first, None], [again.undo("cem") for _ in range(4)])
        self.assertEqual({first: "", second: ""}, self.statuses())
        rows = again.rows("decisions")
        self.assertEqual(6, len(rows))
        self.assertEqual(["accepted", "rejected", "unsure", "", "accepted", ""], [r["status"] or "" for r in rows])
        again.decide([first], "accepted", "", "ann")
        self.assertEqual(first, again.undo("ann"))

    def test_a_new_run_keeps_decisions_by_overlap(self) -> None:
        """A moved outline is the same site; far away is new; halves and unions come back for review."""
        self.register.decide(self.ids, "accepted", "", "ann")
        counts = self.register.add_run(run("two"), [site(box(1, 1, 10, 10), p_mean=.9), site(box(200, 0, 10, 10))])
        self.assertEqual({"known": 1, "new": 1, "split": 0, "merged": 0}, counts)
        self.assertEqual("accepted", self.statuses()[self.ids[0]])
        self.assertEqual(.9, self.register.sites()[0].attributes["p_mean"])
        compared = self.register.compare("one", "two")
        self.assertEqual(([self.ids[0]], 1, [self.ids[1]]), (compared["kept"], len(compared["new"]), compared["lost"]))
        counts = self.register.add_run(run("three"), [site(box(0, 0, 4.5, 10)), site(box(5.2, 0, 4.5, 10)), site(box(49, -1, 62, 12))])
        self.assertEqual(2, counts["split"])

    def test_merged_candidates_return_to_the_queue(self) -> None:
        """One polygon over two known sites is neither of them."""
        self.register.decide(self.ids, "accepted", "", "ann")
        counts = self.register.add_run(run("two"), [site(box(0, 0, 60, 10))])
        self.assertEqual(1, counts["merged"])
        self.assertEqual(1, list(self.statuses().values()).count(""))

    def test_queue_order_and_sliders(self) -> None:
        """The most uncertain first; sliders hide and never delete."""
        sites = self.register.sites()
        self.assertEqual(.6, queue(sites, "uncertainty", 0, 0)[0].attributes["p_mean"])
        self.assertEqual(9.0, queue(sites, "area", 0, 0)[0].attributes["area_ha"])
        self.assertEqual(1, len(queue(sites, "area", .7, 0)))
        self.assertEqual(1, len(queue(sites, "area", 0, 8)))
        self.assertEqual(2, len(self.register.sites()))

    def test_export_of_the_accepted(self) -> None:
        """Accepted and added only, in the chosen system, with code page; long texts are reported."""
        with self.assertRaises(ExportError):
            export_accepted(self.register.sites(), os.path.join(self.folder, "no.shp"), QgsCoordinateReferenceSystem("EPSG:4326"))
        self.register.decide([self.ids[0]], "accepted", "ü" * 200, "Änne")
        self.register.decide([self.ids[1]], "rejected", "roof", "Änne")
        self.register.add_site(box(90, 0, 5, 5), {"area_ha": 2.5}, "Änne")
        for extension, crs in ((".shp", "EPSG:32631"), (".gpkg", "EPSG:3857"), (".geojson", "EPSG:4326")):
            path = os.path.join(self.folder, "accepted" + extension)
            report = export_accepted(self.register.sites(), path, QgsCoordinateReferenceSystem(crs))
            self.assertIn("2 sites exported", report[0])
            data = ogr.Open(path)
            features = list(data.GetLayer())
            self.assertEqual(["accepted", "added"], sorted(f["status"] for f in features))
            self.assertEqual({"Änne"}, {f["reviewer"] for f in features})
            definition = data.GetLayer().GetLayerDefn()
            names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
            self.assertLessEqual(max(map(len, names)), 10)
            self.assertEqual(extension == ".shp", any("shortened" in line for line in report))
        with open(os.path.join(self.folder, "accepted.cpg"), encoding="ascii") as file:
            self.assertEqual("UTF-8", file.read().strip())

    def test_methods_paragraph(self) -> None:
        """It names image, date, model hash, threshold, counts and reviewer."""
        self.register.decide([self.ids[0]], "accepted", "", "ann")
        text = methods_paragraph(self.register)
        for part in ("a.tif (2026-01-02)", "abababababab", "threshold 0.5", "1 are accepted", "1 are not reviewed", "1 by ann"):
            self.assertIn(part, text)


if __name__ == "__main__":
    unittest.main()
