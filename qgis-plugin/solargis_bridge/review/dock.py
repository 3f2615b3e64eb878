# SPDX-License-Identifier: GPL-2.0-or-later
"""The review dock: one site after another, one key for each decision."""

from __future__ import annotations

from typing import Dict, List, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeySequence
from qgis.PyQt.QtWidgets import (
    QComboBox, QDockWidget, QDoubleSpinBox, QFormLayout, QGridLayout, QLabel, QPushButton, QShortcut, QVBoxLayout, QWidget,
)

from .. import settings
from ..region.region import densified
from ..register import schema
from ..register.register import Register, Site
from . import queue

_WGS84 = "EPSG:4326"
#: Room around a site, as a factor of its size, and the least width of the view in degrees (about 600 m).
_MARGIN, _LEAST_WIDTH = 3.0, 0.006


class ReviewDock(QDockWidget):
    """Queue, keys, progress."""

    #: A decision was made or undone.
    decided = pyqtSignal()
    export_requested = pyqtSignal()
    methods_requested = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Build the dock; it is empty until a register is set."""
        super().__init__()
        self.setWindowTitle(self.tr("SolarGis review"))
        self.setObjectName("SolarGisReview")
        self._canvas = canvas
        self.register: Optional[Register] = None
        self._sites: Dict[str, Site] = {}
        self._queue: List[Site] = []
        self.current: Optional[Site] = None
        self._passed: List[str] = []
        self.progress, self.what = QLabel(), QLabel()
        self.what.setWordWrap(True)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.order = QComboBox()
        for name, text in zip(queue.ORDERS, (self.tr("most uncertain first"), self.tr("largest first"), self.tr("nearest first"))):
            self.order.addItem(text, name)
        self.probability, self.area = QDoubleSpinBox(), QDoubleSpinBox()
        self.probability.setRange(0, 1)
        self.probability.setSingleStep(0.05)
        self.area.setRange(0, 1e6)
        self.area.setSuffix(" ha")
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems(["", self.tr("greenhouse"), self.tr("roof"), self.tr("water"),
                              self.tr("bare soil"), self.tr("cloud or shadow")])
        self._lay_out()
        self.order.currentIndexChanged.connect(lambda _: self.rebuild())
        self.probability.valueChanged.connect(lambda _: self.rebuild())
        self.area.valueChanged.connect(lambda _: self.rebuild())

    def _lay_out(self) -> None:
        content = QWidget()
        content.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(content)
        layout.addWidget(self.progress)
        layout.addWidget(self.what)
        grid = QGridLayout()
        actions = ((self.tr("Accept"), "A", lambda: self.decide(schema.ACCEPTED)),
                   (self.tr("Reject"), "R", lambda: self.decide(schema.REJECTED)),
                   (self.tr("Unsure"), "U", lambda: self.decide(schema.UNSURE)),
                   (self.tr("Next"), "N", self.next), (self.tr("Undo"), "Z", self.undo),
                   (self.tr("Blink"), "B", self.blink))
        for number, (text, key, action) in enumerate(actions):
            button = QPushButton(f"{text} ({key})")
            button.clicked.connect(lambda _=False, run=action: run())
            shortcut = QShortcut(QKeySequence(key), content)
            # Keys act only while the dock has the focus: elsewhere they belong to QGIS.
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
            grid.addWidget(button, number // 3, number % 3)
        layout.addLayout(grid)
        form = QFormLayout()
        form.addRow(self.tr("Reason for a rejection"), self.reason)
        form.addRow(self.tr("Order"), self.order)
        form.addRow(self.tr("Hide below probability"), self.probability)
        form.addRow(self.tr("Hide below area"), self.area)
        layout.addLayout(form)
        for text, signal in ((self.tr("Export accepted sites…"), self.export_requested),
                             (self.tr("Copy methods paragraph"), self.methods_requested)):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, s=signal: s.emit())
            layout.addWidget(button)
        layout.addStretch()
        self.setWidget(content)

    def set_register(self, register: Register) -> None:
        """Show a register's sites."""
        self.register = register
        self._sites = {site.attributes["site_id"]: site for site in register.sites()}
        self._passed = []
        self.rebuild()

    def rebuild(self) -> None:
        """Order the queue again and show its head."""
        here = densified_center(self._canvas)
        self._queue = queue.queue(list(self._sites.values()), self.order.currentData(), self.probability.value(), self.area.value(), here)
        ahead = [s for s in self._queue if s.attributes["site_id"] not in self._passed]
        self.show_site(ahead[0] if ahead else None)

    def show_site(self, site: Optional[Site]) -> None:
        """Zoom to a site, flash it and tell what is known."""
        self.current = site
        counts: Dict[str, int] = {}
        for known in self._sites.values():
            counts[known.attributes["status"]] = counts.get(known.attributes["status"], 0) + 1
        self.progress.setText(self.tr("{} to review, {} accepted, {} rejected, {} unsure").format(
            counts.get("", 0), counts.get(schema.ACCEPTED, 0) + counts.get(schema.ADDED, 0), counts.get(schema.REJECTED, 0),
            counts.get(schema.UNSURE, 0)))
        if site is None:
            self.what.setText(self.tr("Nothing left to review."))
            return
        values = site.attributes
        lines = [self.tr("Site {}").format(values["site_id"])]
        if values["p_mean"] is not None:
            lines.append(self.tr("probability {} on average").format(f"{values['p_mean']:.2f}"))
        if values["area_ha"] is not None:
            lines.append(f"{values['area_ha']:.2f} ha")
        self.what.setText(", ".join(lines) + (f"\n{values['why']}" if values["why"] else ""))
        crs = self._canvas.mapSettings().destinationCrs()
        shape = densified(site.geometry, QgsCoordinateReferenceSystem(_WGS84), crs)
        box = site.geometry.boundingBox()
        box.scale(max(_MARGIN, _LEAST_WIDTH / max(box.width(), 1e-9)))
        view = densified_box(box, crs)
        self._canvas.setExtent(view)
        self._canvas.refresh()
        outline = QgsGeometry(shape.constGet().boundary())  # a filled flash would hide the imagery
        self._canvas.flashGeometries([outline], crs, QColor(255, 214, 0, 220), QColor(255, 214, 0, 0))

    def decide(self, status: str) -> None:
        """Append a decision on the current site and go on."""
        if self.current is None or self.register is None:
            return
        site_id = self.current.attributes["site_id"]
        reason = self.reason.currentText() if status == schema.REJECTED else ""
        self.register.decide([site_id], status, reason, settings.get("reviewer"))
        self.current.attributes["status"] = status
        self.decided.emit()
        self.rebuild()

    def next(self) -> None:
        """Put the current site back and show the one after it."""
        if self.current is not None:
            self._passed.append(self.current.attributes["site_id"])
        if len(self._passed) >= len(self._queue):
            self._passed = []
        self.rebuild()

    def undo(self) -> None:
        """Take back the last decision, also one of an earlier session."""
        if self.register is None:
            return
        site_id = self.register.undo(settings.get("reviewer"))
        if site_id is None:
            return
        self._sites = {site.attributes["site_id"]: site for site in self.register.sites()}
        self._passed = []
        self.decided.emit()
        self.rebuild()
        self.show_site(self._sites[site_id])

    def blink(self) -> None:
        """Hide or show the result groups, to see the imagery alone."""
        for group in QgsProject.instance().layerTreeRoot().findGroups():
            if group.customProperty("solargis/run"):
                group.setItemVisibilityChecked(not group.itemVisibilityChecked())


def densified_box(box: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """Return the box of a WGS 84 rectangle in another system."""
    return densified(QgsGeometry.fromRect(box), QgsCoordinateReferenceSystem(_WGS84), crs).boundingBox()


def densified_center(canvas: QgsMapCanvas) -> Optional[QgsPointXY]:
    """Return the middle of the map in WGS 84."""
    point = QgsGeometry.fromPointXY(canvas.center())
    crs = canvas.mapSettings().destinationCrs()
    return densified(point, crs, QgsCoordinateReferenceSystem(_WGS84)).asPoint() if crs.isValid() else None
