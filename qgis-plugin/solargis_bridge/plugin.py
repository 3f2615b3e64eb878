# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin: puts its parts together and takes them apart."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional

from qgis.core import Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsMapLayerType, QgsProject, QgsSettings, QgsVectorLayer
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, QTranslator, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QApplication, QFileDialog

from . import settings
from .export.accepted import ExportError, export_accepted, methods_paragraph
from .gui.main_dock import MainDock
from .gui.options_page import ICON, OptionsFactory
from .jobs import history
from .jobs.results import load_results
from .jobs.segmentation_task import SegmentationJob, SegmentationTask
from .processing_provider.provider import SolarGisProvider
from .register.candidates import read_candidates
from .register.register import Register, RegisterError, now
from .review.dock import ReviewDock
from .server.connection import Connection

_HERE = os.path.dirname(__file__)
_HELP = os.path.join(_HERE, "help", "index.html")


class SolarGisPlugin(QObject):
    """What QGIS loads."""

    def __init__(self, iface: Any) -> None:
        """Keep QGIS's interface; nothing else happens before :meth:`initGui`."""
        super().__init__()
        self.iface = iface
        self.tasks: Dict[str, SegmentationTask] = {}
        self._actions: List[QAction] = []
        self._taken_up: Optional[str] = None
        self._translator = QTranslator()
        language = QgsSettings().value("locale/userLocale", QLocale().name(), type=str)[:2]
        if self._translator.load(os.path.join(_HERE, "i18n", f"solargis_{language}.qm")):
            QCoreApplication.installTranslator(self._translator)

    def initGui(self) -> None:  # noqa: N802 (QGIS gives the name)
        """Add docks, actions and the options page."""
        self.initProcessing()
        self.connection = Connection(self)
        self.dock = MainDock(self.iface.mapCanvas(), self.connection)
        self.review = ReviewDock(self.iface.mapCanvas())
        for dock in (self.dock, self.review):
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        # Side by side they would not fit a small screen.
        self.iface.mainWindow().tabifyDockWidget(self.dock, self.review)
        self.review.hide()
        self.dock.find.run_requested.connect(self.start)
        self.dock.find.refused.connect(self._warn)
        self.dock.jobs.load_requested.connect(self._load)
        self.review.decided.connect(self._show_decisions)
        self.review.export_requested.connect(self._export)
        self.review.methods_requested.connect(lambda: QApplication.clipboard().setText(methods_paragraph(self.register())))
        self.connection.changed.connect(self._take_up)
        self.dock.help_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(_HELP)))
        for text, action in ((self.tr("Find solar farms"), self.dock.toggleViewAction().trigger),
                             (self.tr("Review candidates"), self.open_review)):
            item = QAction(QIcon(ICON), text, self.iface.mainWindow())
            item.triggered.connect(lambda _=False, run=action: run())
            self.iface.addPluginToMenu("SolarGis", item)
            self._actions.append(item)
        self.iface.addToolBarIcon(self._actions[0])
        self._options = OptionsFactory()
        self.iface.registerOptionsWidgetFactory(self._options)
        self.iface.mainWindow().installEventFilter(self)

    def initProcessing(self) -> None:  # noqa: N802 (QGIS gives the name)
        """Add the provider; ``qgis_process`` calls this alone."""
        self._provider = SolarGisProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def unload(self) -> None:
        """Remove everything; jobs go on at the server."""
        QgsApplication.processingRegistry().removeProvider(self._provider)
        QCoreApplication.removeTranslator(self._translator)
        self.iface.mainWindow().removeEventFilter(self)
        self._detach()
        self.connection.stop()
        self.iface.unregisterOptionsWidgetFactory(self._options)
        self.iface.removeToolBarIcon(self._actions[0])
        for item in self._actions:
            self.iface.removePluginMenu("SolarGis", item)
        self.dock.find.close_panel()
        for dock in (self.dock, self.review):
            self.iface.removeDockWidget(dock)
            dock.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt gives the name)
        """Let go of running jobs when QGIS closes, so that they are not cancelled."""
        if event.type() == QEvent.Type.Close:
            self._detach()
        return False

    def _detach(self) -> None:
        for task in list(self.tasks.values()):
            task.detached = True
            history.remember(task)
            task.cancel()
        for task in list(self.tasks.values()):
            task.waitForFinished(2000)

    def start(self, job: SegmentationJob, is_submitted: bool = False) -> Optional[SegmentationTask]:
        """Start a job, or take one up again."""
        endpoint = self.connection.endpoint
        if endpoint is None:
            return None
        task = SegmentationTask(endpoint, job, is_submitted)
        self.tasks[job.job_id] = task
        history.remember(task)
        self.dock.jobs.follow(task)
        task.ended.connect(lambda: self._ended(task))
        QgsApplication.taskManager().addTask(task)
        self.dock.tabs.setCurrentWidget(self.dock.jobs)
        return task

    def _take_up(self) -> None:
        """Follow the jobs that ran when QGIS ended, once per connection."""
        endpoint = self.connection.endpoint
        if self.connection.info is None or endpoint is None or self._taken_up == endpoint.address:
            return
        self._taken_up = endpoint.address
        for job in history.unfinished(endpoint.address):
            if job.job_id not in self.tasks:
                self.start(job, True)

    def _ended(self, task: SegmentationTask) -> None:
        self.tasks.pop(task.job.job_id, None)
        if task.detached:
            return
        record = history.remember(task)
        if task.state == "STATE_SUCCEEDED" and not task.error:
            self.dock.jobs.ended(task, self.tr("finished"))
            self._add_to_register(task)
            self._load(record)
            self.open_review()
        elif task.isCanceled():
            self.dock.jobs.ended(task, self.tr("cancelled"))
        else:
            self.dock.jobs.ended(task, self.tr("failed"))
            self._warn(task.error)

    def _add_to_register(self, task: SegmentationTask) -> None:
        if "candidates" not in task.files:
            return
        found = read_candidates(QgsVectorLayer(task.files["candidates"], "candidates", "ogr"))
        model = next((m for m in self.connection.models if f"{m['name']}@{m['version']}" == task.job.model), None)
        dates = {site.attributes.get("img_date") for site in found} - {None}
        counts = self.register().add_run({
            "run_id": task.job.job_id, "title": task.job.title, "model": task.job.model, "model_hash": model["sha256"] if model else "",
            "threshold": task.job.polygons.get("threshold", 0.5), "image": os.path.basename(task.job.paths[0]),
            "img_date": min(dates) if dates else "", "created": now(), "folder": task.job.folder}, found)
        self.iface.messageBar().pushMessage("SolarGis", self.tr("{} candidates: {} new, {} known, {} split or merged").format(
            len(found), counts["new"], counts["known"], counts["split"] + counts["merged"]), Qgis.MessageLevel.Success, 10)

    def register(self) -> Register:
        """Return the register of the project, else the one beside the results."""
        home = QgsProject.instance().absolutePath() or settings.get("results_folder")
        return Register(os.path.join(home, "solargis_register.gpkg"))

    def open_review(self) -> None:
        """Show the review with the register as it is."""
        try:
            register = self.register()
        except RegisterError as error:
            self._warn(str(error))
            return
        self._sites_layer(register)
        self.review.show()
        self.review.raise_()
        self.review.set_register(register)
        self.review.widget().setFocus()

    def _sites_layer(self, register: Register) -> QgsVectorLayer:
        """Return the layer of the register's sites; adds it when it is not in the project."""
        for layer in QgsProject.instance().mapLayers().values():
            if layer.customProperty("solargis/register") == register.path:
                return layer
        layer = QgsVectorLayer(f"{register.path}|layername=sites", self.tr("Sites"), "ogr")
        layer.setCustomProperty("solargis/register", register.path)
        layer.loadNamedStyle(os.path.join(_HERE, "styles", "candidates.qml"))
        QgsProject.instance().addMapLayer(layer, False)
        QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
        return layer

    def _show_decisions(self) -> None:
        for layer in QgsProject.instance().mapLayers().values():
            if layer.type() == QgsMapLayerType.VectorLayer and layer.customProperty("solargis/register"):
                layer.dataProvider().reloadData()
                layer.triggerRepaint()

    def _load(self, record: Dict[str, Any]) -> None:
        missing = [path for path in record["files"].values() if not os.path.exists(path)]
        if missing or not record["files"]:
            self._warn(self.tr("The results of this job are not on this computer any more.") if missing
                       else self.tr("This job has no results."))
            return
        load_results(record["title"], record["files"], {
            "job": record["job_id"], "model": record["model"], "images": ", ".join(record["paths"]), **record["polygons"]})

    def _export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self.iface.mainWindow(), self.tr("Export accepted sites"), settings.get("results_folder"),
                                              "Shapefile (*.shp);;GeoPackage (*.gpkg);;GeoJSON (*.geojson)")
        if not path:
            return
        chooser = QgsProjectionSelectionDialog(self.iface.mainWindow())
        chooser.setCrs(QgsProject.instance().crs())
        if chooser.exec():
            self.export(path if os.path.splitext(path)[1] else path + ".shp", chooser.crs())

    def export(self, path: str, crs: QgsCoordinateReferenceSystem) -> None:
        """Export the accepted sites and report what was done."""
        try:
            report = export_accepted(self.register().sites(), path, crs if crs.isValid() else QgsCoordinateReferenceSystem("EPSG:4326"))
        except ExportError as error:
            self._warn(str(error))
            return
        self.iface.messageBar().pushMessage("SolarGis", report[0], "\n".join(report), Qgis.MessageLevel.Success, 0)

    def _warn(self, text: str) -> None:
        self.iface.messageBar().pushMessage("SolarGis", text, Qgis.MessageLevel.Warning, 15)
