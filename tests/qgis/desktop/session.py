# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside a real QGIS: draws with the mouse, runs, cancels, vets by keyboard, exports, reads the shapefile back."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(os.environ["SOLARGIS_DESKTOP_SESSION"])))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(os.environ["SOLARGIS_DESKTOP_SESSION"])), "..", "unit"))

import qgis.utils  # noqa: E402
from osgeo import ogr  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsCoordinateReferenceSystem, QgsMultiBandColorRenderer, QgsContrastEnhancement, QgsPointXY, QgsProject, QgsRasterLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt, QTimer  # noqa: E402
from qgis.PyQt.QtTest import QTest  # noqa: E402

OUT = os.environ["SOLARGIS_DESKTOP_OUT"]
results = []
#: Longest time the event loop did not turn, in ms, by step.
stalls = {}


class Heartbeat:
    """Measures how long the interface stood still."""

    def __init__(self) -> None:
        self.step = "start"
        self.last = time.perf_counter()
        self.timer = QTimer()
        self.timer.timeout.connect(self.beat)
        self.timer.start(5)

    def beat(self) -> None:
        """Note the time since the last beat."""
        now = time.perf_counter()
        stalls[self.step] = max(stalls.get(self.step, 0), (now - self.last) * 1000)
        self.last = now


def wait(condition, seconds=60) -> bool:
    """Turn the event loop until a condition holds."""
    end = time.time() + seconds
    while time.time() < end:
        if condition():
            return True
        QTest.qWait(20)
    return bool(condition())


def check(name: str, passed: bool, detail: object = "") -> None:
    """Note one check."""
    results.append((name, bool(passed), str(detail)))


def screen(name: str) -> None:
    """Save what the analyst sees."""
    QTest.qWait(700)
    qgis.utils.iface.mainWindow().grab().save(os.path.join(OUT, name + ".png"))


def add_scene(path: str) -> QgsRasterLayer:
    """Add the scene in true colour."""
    layer = QgsRasterLayer(path, "Sentinel-2 scene")
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 3, 2, 1)
    for band, put in ((3, renderer.setRedContrastEnhancement), (2, renderer.setGreenContrastEnhancement), (1, renderer.setBlueContrastEnhancement)):
        stretch = QgsContrastEnhancement(layer.dataProvider().dataType(band))
        stretch.setMinimumValue(200)
        stretch.setMaximumValue(2500)
        stretch.setContrastEnhancementAlgorithm(QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum)
        put(stretch)
    layer.setRenderer(renderer)
    QgsProject.instance().addMapLayer(layer)
    return layer


def drag(canvas, start: QgsPointXY, end: QgsPointXY) -> None:
    """Drag the mouse over the map."""
    def at(point):
        pixel = canvas.getCoordinateTransform().transform(point)
        return QPoint(round(pixel.x()), round(pixel.y()))
    view = canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at(start))
    QTest.mouseMove(view, at(QgsPointXY((start.x() + end.x()) / 2, (start.y() + end.y()) / 2)))
    QTest.qWait(50)
    QTest.mouseMove(view, at(end))
    QTest.qWait(50)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at(end))


def session() -> None:
    """The whole way of an analyst."""
    import scene
    import stand_in
    from solargis_bridge import settings
    heart = Heartbeat()
    iface = qgis.utils.iface
    iface.mainWindow().resize(1500, 900)
    plugin = qgis.utils.plugins.get("solargis_bridge")
    check("the plugin is loaded", plugin is not None, list(qgis.utils.plugins))
    path = os.path.join(OUT, "scene.tif")
    scene.write_scene(path)
    server = stand_in.StandIn(OUT)
    settings.put("address", server.server.address)
    settings.put("results_folder", os.path.join(OUT, "results"))
    settings.put("reviewer", "tester")
    layer = add_scene(path)
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    plugin.connection.check()
    check("the light turns green", wait(lambda: plugin.connection.info is not None), plugin.connection.sentence)
    check("models are listed", wait(lambda: plugin.dock.find.model.count() == 1))
    canvas = iface.mapCanvas()
    canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
    canvas.refresh()
    QTest.qWait(1000)
    screen("1-image")

    heart.step = "draw"
    canvas.setMapTool(plugin.dock.find.rectangle_tool)
    box = canvas.extent()
    drag(canvas, QgsPointXY(box.xMinimum() + box.width() * .3, box.yMinimum() + box.height() * .1),
         QgsPointXY(box.xMaximum() - box.width() * .3, box.yMaximum() - box.height() * .1))
    check("the rectangle is taken", plugin.dock.find._region is not None)
    screen("2-region")

    heart.step = "cancel"
    QTest.mouseClick(plugin.dock.find.run_button, Qt.MouseButton.LeftButton)
    check("the job is submitted", wait(lambda: len(server.submitted) == 1))
    check("the job runs", wait(lambda: any(t.state == "STATE_RUNNING" for t in plugin.tasks.values())))
    screen("3-running")
    QTest.mouseClick(plugin.dock.jobs.cancel_button, Qt.MouseButton.LeftButton)
    check("the server is told to cancel", wait(lambda: len(server.cancelled) == 1))
    check("the task ends", wait(lambda: not plugin.tasks))

    heart.step = "run"
    server.release.set()
    plugin.dock.tabs.setCurrentIndex(0)
    plugin.dock.find.run()
    check("the results arrive", wait(lambda: plugin.review.current is not None))
    groups = [g for g in QgsProject.instance().layerTreeRoot().findGroups() if g.customProperty("solargis/run")]
    check("one styled group of two layers", len(groups) == 1 and len(groups[0].findLayers()) == 2, groups)
    request = server.submitted[list(server.submitted)[-1]]["segmentation"]
    check("the region went as a polygon in the image's CRS", request["region"]["polygon"]["epsg"] == scene.EPSG)
    check("the image went by reference with its fingerprint", "sampleSha256" in request["image"]["files"][0].get("fingerprint", {}), request["image"])
    screen("4-results")

    heart.step = "review"
    register = plugin.register()
    dock = plugin.review.widget()
    dock.activateWindow()
    dock.setFocus()
    QTest.qWait(1500)
    check("the review has the keyboard", wait(dock.hasFocus, 5), iface.mainWindow().focusWidget())
    first = plugin.review.current.attributes["site_id"]
    QTest.keyClick(dock, Qt.Key.Key_A)
    QTest.qWait(100)
    QTest.keyClick(dock, Qt.Key.Key_R)
    QTest.qWait(100)
    statuses = [s.attributes["status"] for s in register.sites()]
    check("keys accept and reject", sorted(statuses) == ["", "accepted", "rejected"], statuses)
    screen("5-review")
    QTest.keyClick(dock, Qt.Key.Key_Z)
    QTest.qWait(100)
    statuses = [s.attributes["status"] for s in register.sites()]
    check("undo takes back the rejection", sorted(statuses) == ["", "", "accepted"], statuses)
    check("decisions are only appended", len(register.rows("decisions")) == 3)
    QTest.keyClick(dock, Qt.Key.Key_A)
    QTest.qWait(300)

    heart.step = "again"
    plugin.dock.find.run()
    check("a second run ends", wait(lambda: len(register.rows("runs")) == 2 and not plugin.tasks))
    sites = register.sites()
    check("known sites keep their decisions", len(sites) == 3 and [s.attributes["status"] for s in sites].count("accepted") == 2, len(sites))
    check("decided sites are the same", first in [s.attributes["site_id"] for s in sites])

    heart.step = "export"
    target = os.path.join(OUT, "accepted.shp")
    plugin.export(target, QgsCoordinateReferenceSystem("EPSG:32643"))
    exported = ogr.Open(target)
    areas = sorted(round(f.GetGeometryRef().GetArea()) for f in exported.GetLayer())
    check("the shapefile holds the two accepted sites", len(areas) == 2, areas)
    truth = [w * h * 100 for _, _, w, h in scene.FARMS]
    check("their areas are right", all(min(abs(area - t) for t in truth) < 2 for area in areas), areas)
    check("projection and code page are written", all(os.path.exists(target[:-4] + e) for e in (".prj", ".cpg", ".dbf", ".shx")))
    screen("6-exported")
    heart.step = "unload"
    check("the plugin unloads", qgis.utils.unloadPlugin("solargis_bridge"))
    check("and loads again", qgis.utils.loadPlugin("solargis_bridge") and qgis.utils.startPlugin("solargis_bridge"))
    QTest.qWait(300)


def main() -> None:
    """Run the session and leave its record."""
    try:
        session()
    except BaseException:
        check("the session runs to its end", False, traceback.format_exc())
    with open(os.path.join(OUT, "results.json"), "w", encoding="utf-8") as file:
        json.dump({"results": results, "stalls": stalls}, file)
    QgsProject.instance().setDirty(False)
    os._exit(0)


QTimer.singleShot(1500, main)
