# SPDX-License-Identifier: GPL-2.0-or-later
"""Choose an image and a region, and run."""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from typing import List, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsMapLayerType, QgsProject, QgsRasterLayer, QgsWkbTypes
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox, QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget,
)

from .. import settings
from ..jobs.segmentation_task import SegmentationJob
from ..region import inputs
from ..region.map_tools import PolygonTool, RectangleTool, outline
from ..region.region import RegionError, densified, region_message
from ..server.connection import Connection


class FindPanel(QWidget):
    """The first tab: from nothing to a running job in three choices."""

    #: A job to start.
    run_requested = pyqtSignal(object)
    #: A sentence that tells why nothing was started.
    refused = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, connection: Connection) -> None:
        """Build the panel."""
        super().__init__()
        self._canvas = canvas
        self._connection = connection
        self._region: Optional[QgsGeometry] = None
        self._region_crs = QgsCoordinateReferenceSystem()
        self._band = outline(canvas)
        self.images = QListWidget()
        self.images.setMinimumHeight(70)
        self.images.setMaximumHeight(120)
        self.model = QComboBox()
        self.threshold = self._number("threshold", 0.01, 0.99, 0.05, 2)
        self.min_area = self._number("min_area_m2", 0, 1e8, 500, 0)
        self.min_area.setSuffix(" m²")
        self.region_text = QLabel(self.tr("No region yet: draw one on the map."))
        self.region_text.setWordWrap(True)
        self.run_button = QPushButton(self.tr("Find solar farms"))
        self.run_button.clicked.connect(self.run)
        self.rectangle_tool, self.polygon_tool = RectangleTool(canvas), PolygonTool(canvas)
        for tool in (self.rectangle_tool, self.polygon_tool):
            tool.drawn.connect(self._drawn)
        self._lay_out()
        connection.changed.connect(self._show_server)
        QgsProject.instance().layersAdded.connect(self.show_layers)
        QgsProject.instance().layersRemoved.connect(self.show_layers)
        self.show_layers()
        self._show_server()

    def _number(self, name: str, low: float, high: float, step: float, decimals: int) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setDecimals(decimals)
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setValue(settings.get(name))
        box.valueChanged.connect(lambda value: settings.put(name, value))
        return box

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(self.tr("1. Image (tick one multi-band layer or several band layers)")))
        layout.addWidget(self.images)
        layout.addWidget(QLabel(self.tr("2. Region")))
        rows = (((self.tr("Rectangle"), lambda: self._canvas.setMapTool(self.rectangle_tool)),
                 (self.tr("Polygon"), lambda: self._canvas.setMapTool(self.polygon_tool))),
                ((self.tr("Map view"), self.use_view), (self.tr("Layer"), self.use_layer), (self.tr("Selected"), self.use_selection)))
        for row in rows:
            line = QHBoxLayout()
            for text, action in row:
                button = QPushButton(text)
                button.clicked.connect(lambda _=False, run=action: run())
                line.addWidget(button)
            layout.addLayout(line)
        layout.addWidget(self.region_text)
        form = QFormLayout()
        form.addRow(self.tr("Model"), self.model)
        form.addRow(self.tr("Threshold"), self.threshold)
        form.addRow(self.tr("Smallest area"), self.min_area)
        layout.addLayout(form)
        layout.addWidget(self.run_button)
        layout.addStretch()

    def show_layers(self, *_: object) -> None:
        """List the raster layers; those that are only pictures are greyed, with the reason."""
        ticked = {layer.id() for layer in self.chosen_layers()}
        self.images.clear()
        for layer in QgsProject.instance().mapLayers().values():
            if layer.type() != QgsMapLayerType.RasterLayer or layer.customProperty("solargis/result"):
                continue
            reason = inputs.reason_unusable(layer)
            item = QListWidgetItem(f"{layer.name()} – {reason}" if reason else layer.name())
            item.setData(Qt.ItemDataRole.UserRole, layer.id())
            item.setToolTip(reason or inputs.source_path(layer))
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | (Qt.ItemFlag.NoItemFlags if reason else Qt.ItemFlag.ItemIsEnabled))
            item.setCheckState(Qt.CheckState.Checked if layer.id() in ticked else Qt.CheckState.Unchecked)
            self.images.addItem(item)
        usable = [self.images.item(i) for i in range(self.images.count()) if self.images.item(i).flags() & Qt.ItemFlag.ItemIsEnabled]
        if len(usable) == 1:
            usable[0].setCheckState(Qt.CheckState.Checked)

    def chosen_layers(self) -> List[QgsRasterLayer]:
        """Return the ticked layers that are still in the project."""
        items = [self.images.item(i) for i in range(self.images.count())]
        ids = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]
        layers = [QgsProject.instance().mapLayer(layer_id) for layer_id in ids]
        return [layer for layer in layers if layer is not None]

    def _drawn(self, geometry: QgsGeometry) -> None:
        self.set_region(geometry, self._canvas.mapSettings().destinationCrs())

    def use_view(self) -> None:
        """Take the map view."""
        self._drawn(QgsGeometry.fromRect(self._canvas.extent()))

    def use_layer(self) -> None:
        """Take the whole image."""
        for layer in self.chosen_layers()[:1]:
            self.set_region(QgsGeometry.fromRect(layer.extent()), layer.crs())

    def use_selection(self) -> None:
        """Take the selected polygons of the current layer."""
        layer = self._canvas.currentLayer()
        if layer is None or layer.type() != QgsMapLayerType.VectorLayer or not layer.selectedFeatureCount() \
                or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
            self.refused.emit(self.tr("Select polygons of a layer first, and make that layer the current one."))
            return
        self.set_region(QgsGeometry.unaryUnion([f.geometry() for f in layer.selectedFeatures()]), layer.crs())

    def set_region(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Use a polygon as the region and outline it."""
        if not crs.isValid():
            self.refused.emit(self.tr("The map has no coordinate reference system. Set one at the bottom right of QGIS."))
            return
        self._region, self._region_crs = geometry, crs
        self._band.setToGeometry(geometry, crs)
        geographic = densified(geometry, crs, QgsCoordinateReferenceSystem("EPSG:4326")).boundingBox()
        self.region_text.setText(self.tr("Region: {} to {}").format(
            f"{geographic.yMinimum():.4f}, {geographic.xMinimum():.4f}", f"{geographic.yMaximum():.4f}, {geographic.xMaximum():.4f}"))

    def _show_server(self) -> None:
        current = self.model.currentData()
        names = [f"{m['name']}@{m['version']}" for m in self._connection.models]
        if names != [self.model.itemData(i) for i in range(self.model.count())]:
            self.model.clear()
            for name, model in zip(names, self._connection.models):
                self.model.addItem(name, name)
                self.model.setItemData(self.model.count() - 1, model["summary"], Qt.ItemDataRole.ToolTipRole)
            self.model.setCurrentIndex(max(0, self.model.findData(current)))
        self.run_button.setEnabled(self._connection.info is not None)

    def run(self) -> None:
        """Check what can be checked here, and ask for the job."""
        layers = self.chosen_layers()
        if not layers:
            self.refused.emit(self.tr("Tick an image first: one multi-band layer, or one layer for each band."))
            return
        if self._region is None or self._connection.info is None:
            self.refused.emit(self.tr("Draw a region on the map first.") if self._region is None else self._connection.sentence)
            return
        if any(layer.crs() != layers[0].crs() for layer in layers):
            self.refused.emit(self.tr("The band layers have different coordinate reference systems. Choose layers of one image."))
            return
        crs = layers[0].crs()
        local = densified(self._region, self._region_crs, crs)
        if not local.intersects(layers[0].extent()):
            self.refused.emit(self.tr("The region lies outside of {}. Draw it on the image.").format(layers[0].name()))
            return
        try:
            message = region_message(self._region, self._region_crs, crs)
        except RegionError as error:
            self.refused.emit(str(error))
            return
        box = local.boundingBox()
        started = datetime.now()
        title = f"{layers[0].name()} {started:%Y-%m-%d %H:%M:%S}"
        chosen = next((m for m in self._connection.models if f"{m['name']}@{m['version']}" == self.model.currentData()), None)
        job_id = uuid.uuid4().hex
        self.run_requested.emit(SegmentationJob(
            job_id, title, [inputs.source_path(layer) for layer in layers], message,
            (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()), self.model.currentData() or "",
            {"threshold": self.threshold.value(), "min_area_m2": self.min_area.value(), "mw_dc_per_ha": settings.get("mw_dc_per_ha")},
            os.path.join(settings.get("results_folder"), f"{started:%Y%m%d-%H%M%S}-{job_id[:8]}"),
            chosen["halo"] if chosen else 128, bool(self._connection.info["local_user"])))

    def close_panel(self) -> None:
        """Leave nothing on the map."""
        for signal in (QgsProject.instance().layersAdded, QgsProject.instance().layersRemoved):
            signal.disconnect(self.show_layers)
        for tool in (self.rectangle_tool, self.polygon_tool):
            tool.reset()
            self._canvas.unsetMapTool(tool)
        self._canvas.scene().removeItem(self._band)
