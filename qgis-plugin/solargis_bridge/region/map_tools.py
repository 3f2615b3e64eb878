# SPDX-License-Identifier: GPL-2.0-or-later
"""Drawing a region: a rectangle by dragging, a polygon by clicks. The band is an outline, so that the imagery stays visible."""

from __future__ import annotations

from typing import List, Optional

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent


def outline(canvas: QgsMapCanvas) -> QgsRubberBand:
    """Return a rubber band without a fill."""
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(QColor(255, 140, 0))
    band.setSecondaryStrokeColor(QColor(0, 0, 0, 160))
    band.setFillColor(QColor(0, 0, 0, 0))
    band.setWidth(2)
    return band


class RegionTool(QgsMapTool):
    """What both tools share: the band, and the region in the canvas's coordinates."""

    #: The drawn polygon, in the map's CRS.
    drawn = pyqtSignal(QgsGeometry)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Draw on a canvas."""
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._band = outline(canvas)

    def show(self, geometry: Optional[QgsGeometry]) -> None:
        """Show a polygon in progress."""
        if geometry is None:
            self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        else:
            self._band.setToGeometry(geometry, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.reset()
            event.ignore()

    def reset(self) -> None:
        """Forget what was begun."""
        self.show(None)

    def deactivate(self) -> None:
        """Leave nothing on the map."""
        self.reset()
        super().deactivate()


class RectangleTool(RegionTool):
    """A rectangle: press, drag, release."""

    _start: Optional[QgsPointXY] = None

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Begin."""
        self._start = event.mapPoint()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Follow."""
        if self._start is not None:
            self.show(QgsGeometry.fromRect(QgsRectangle(self._start, event.mapPoint())))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """End; a click without a drag draws nothing."""
        if self._start is not None:
            rectangle = QgsRectangle(self._start, event.mapPoint())
            self.reset()
            if not rectangle.isEmpty():
                self.drawn.emit(QgsGeometry.fromRect(rectangle))

    def reset(self) -> None:
        """Forget the first corner."""
        self._start = None
        super().reset()


class PolygonTool(RegionTool):
    """A polygon: a click for each corner, a right click to end."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Begin without corners."""
        super().__init__(canvas)
        self._points: List[QgsPointXY] = []

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a corner, or end."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._points.append(event.mapPoint())
            return
        geometry = QgsGeometry.fromPolygonXY([self._points])
        complete = len(self._points) > 2
        self.reset()
        if complete:
            self.drawn.emit(geometry)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Follow."""
        if self._points:
            self.show(QgsGeometry.fromPolygonXY([[*self._points, event.mapPoint()]]))

    def reset(self) -> None:
        """Forget the corners."""
        self._points = []
        super().reset()
