# SPDX-License-Identifier: GPL-2.0-or-later
"""Accepted sites as a shapefile, GeoPackage or GeoJSON."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Sequence

from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject

from ..register import schema
from ..register.register import Register, Site

_DRIVERS = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON"}
#: Longest text of a shapefile, in bytes of UTF-8.
_DBF_TEXT = 254


class ExportError(Exception):
    """Nothing was exported; the text is for the analyst."""


def export_accepted(sites: Sequence[Site], path: str, crs: QgsCoordinateReferenceSystem) -> List[str]:
    """Write the accepted and added sites; returns plain sentences about what was left out, repaired or shortened."""
    extension = os.path.splitext(path)[1].lower()
    if extension not in _DRIVERS:
        raise ExportError("Choose a file that ends in .shp, .gpkg or .geojson.")
    chosen = [site for site in sites if site.attributes["status"] in schema.EXPORTED]
    if not chosen:
        raise ExportError("No site is accepted yet; accept some in the review first.")
    driver = ogr.GetDriverByName(_DRIVERS[extension])
    if os.path.exists(path):
        driver.DeleteDataSource(path)
    system = osr.SpatialReference()
    system.ImportFromWkt(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT1_GDAL))
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    data = driver.CreateDataSource(path)
    if data is None:
        raise ExportError(f"{path} cannot be written. Choose another folder, or close the program that uses the file.")
    shapefile = extension == ".shp"
    layer = data.CreateLayer(os.path.splitext(os.path.basename(path))[0], system, ogr.wkbMultiPolygon,
                             ["ENCODING=UTF-8"] if shapefile else [])
    for name, kind in schema.SITE_FIELDS:
        field = ogr.FieldDefn(name, kind)
        if shapefile and kind == schema.TEXT:
            field.SetWidth(_DBF_TEXT)
        elif shapefile and kind == schema.REAL:
            field.SetWidth(18)
            field.SetPrecision(6)
        layer.CreateField(field)
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, QgsProject.instance())
    report: List[str] = []
    for site in chosen:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in _shortened(site.attributes, shapefile, report).items():
            if value is not None:
                feature.SetField(name, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkb(bytes(_geometry(site, transform, report).asWkb())))
        if layer.CreateFeature(feature) != 0:
            raise ExportError(f"{path} could not be written to the end; the disk may be full.")
    left = len(sites) - len(chosen)
    report.insert(0, f"{len(chosen)} sites exported to {crs.authid()}; {left} that are not accepted were left out.")
    return report


def _geometry(site: Site, transform: QgsCoordinateTransform, report: List[str]) -> QgsGeometry:
    geometry = QgsGeometry(site.geometry)
    if not geometry.isGeosValid():
        geometry = geometry.makeValid()
        report.append(f"The outline of site {site.attributes['site_id']} crossed itself and was repaired.")
    geometry.convertToMultiType()
    geometry.transform(transform)
    return geometry


def _shortened(attributes: Dict[str, Any], shapefile: bool, report: List[str]) -> Dict[str, Any]:
    result = dict(attributes)
    for name, value in attributes.items():
        if shapefile and isinstance(value, str) and len(value.encode("utf-8")) > _DBF_TEXT:
            result[name] = value.encode("utf-8")[:_DBF_TEXT].decode("utf-8", "ignore")
            report.append(f"“{name}” of site {attributes['site_id']} was shortened to {_DBF_TEXT} bytes.")
    return result


def methods_paragraph(register: Register) -> str:
    """Return a paragraph for a report: images, models, thresholds, counts by status and reviewer."""
    runs = register.rows("runs")
    sites = register.sites()
    by_status: Dict[str, int] = {}
    by_reviewer: Dict[str, int] = {}
    for site in sites:
        by_status[site.attributes["status"] or "not reviewed"] = by_status.get(site.attributes["status"] or "not reviewed", 0) + 1
    for row in register.rows("decisions"):
        if not row["undo_of"]:
            by_reviewer[row["reviewer"]] = by_reviewer.get(row["reviewer"], 0) + 1
    images = "; ".join(sorted({f"{r['image']} ({r['img_date'] or 'date unknown'})" for r in runs}))
    models = "; ".join(sorted({
        f"{r['model']} (SHA-256 {(r['model_hash'] or 'unknown')[:12]}) at threshold {r['threshold']:g}" for r in runs}))
    return (
        f"Candidate solar farms were segmented in {len(runs)} run(s) on {images} with {models}, and vetted by eye. "
        f"Of {len(sites)} sites, {', '.join(f'{n} are {s}' for s, n in sorted(by_status.items()))}. "
        f"Decisions: {', '.join(f'{n} by {r}' for r, n in sorted(by_reviewer.items())) or 'none'}.")
