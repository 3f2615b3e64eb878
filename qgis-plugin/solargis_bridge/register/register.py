# SPDX-License-Identifier: GPL-2.0-or-later
"""The register of sites across runs, in one GeoPackage."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Optional

from osgeo import ogr, osr
from qgis.core import QgsGeometry

from . import schema
from .matching import match


class Site(NamedTuple):
    """One site: its attributes by name, and its polygon in WGS 84."""

    attributes: Dict[str, Any]
    geometry: QgsGeometry


class RegisterError(Exception):
    """The register cannot be used; the text is for the analyst."""


def now() -> str:
    """Return the time in UTC as ISO 8601."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _wgs84() -> osr.SpatialReference:
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


class Register:
    """Reads and appends; each function is one transaction."""

    def __init__(self, path: str) -> None:
        """Open the register, or create it."""
        self.path = path
        if not os.path.exists(path):
            self._create()

    def _create(self) -> None:
        os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
        data = ogr.GetDriverByName("GPKG").CreateDataSource(self.path)
        if data is None:
            raise RegisterError(f"The register {self.path} cannot be written. Choose another folder in the settings.")
        for name, fields in schema.TABLES.items():
            kind = ogr.wkbMultiPolygon if name == "sites" else ogr.wkbNone
            layer = data.CreateLayer(name, _wgs84() if name == "sites" else None, kind)
            for field, field_type in fields:
                layer.CreateField(ogr.FieldDefn(field, field_type))
        data.ExecuteSQL("CREATE UNIQUE INDEX sites_site_id ON sites (site_id)")
        data.ExecuteSQL("CREATE INDEX decisions_site_id ON decisions (site_id)")

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        data = ogr.Open(self.path, 1)
        if data is None:
            raise RegisterError(f"The register {self.path} cannot be opened.")
        data.StartTransaction()
        try:
            yield data
            data.CommitTransaction()
        except BaseException:
            data.RollbackTransaction()
            raise

    @staticmethod
    def _append(layer: Any, values: Mapping[str, Any], geometry: Optional[QgsGeometry] = None) -> int:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in values.items():
            if value is not None and feature.GetFieldIndex(name) >= 0:
                feature.SetField(name, value)
        if geometry is not None:
            multi = QgsGeometry(geometry)
            multi.convertToMultiType()
            feature.SetGeometry(ogr.CreateGeometryFromWkb(bytes(multi.asWkb())))
        layer.CreateFeature(feature)
        return feature.GetFID()

    def sites(self) -> List[Site]:
        """Return every site."""
        data = ogr.Open(self.path)
        result = []
        for feature in data.GetLayer("sites"):
            geometry = QgsGeometry()
            if feature.GetGeometryRef() is not None:
                geometry.fromWkb(bytes(feature.GetGeometryRef().ExportToIsoWkb()))
            attributes = {name: feature.GetField(name) for name, _ in schema.SITE_FIELDS}
            attributes["status"] = attributes["status"] or schema.OPEN
            result.append(Site(attributes, geometry))
        return result

    def rows(self, table: str) -> List[Dict[str, Any]]:
        """Return a table without geometry, oldest row first; ``id`` is the row's number."""
        data = ogr.Open(self.path)
        names = [name for name, _ in schema.TABLES[table]]
        return [{"id": row.GetFID(), **{name: row.GetField(name) for name in names}} for row in data.GetLayer(table)]

    def add_run(self, run: Mapping[str, Any], candidates: List[Site]) -> Dict[str, int]:
        """Add a run's candidates; sites that are known keep their decisions. Returns counts by relation."""
        known = self.sites()
        matches = match([c.geometry for c in candidates], [s.geometry for s in known])
        counts = {"new": 0, "known": 0, "split": 0, "merged": 0}
        with self._transaction() as data:
            self._append(data.GetLayer("runs"), run)
            for candidate, found in zip(candidates, matches):
                values = {**candidate.attributes, "run_id": run["run_id"]}
                if found.relation == "known":
                    values["site_id"] = known[found.site].attributes["site_id"]
                    self._observe_again(data, values)
                else:
                    values.update(site_id=uuid.uuid4().hex[:12], status=schema.OPEN)
                    self._append(data.GetLayer("sites"), values, candidate.geometry)
                self._append(data.GetLayer("observations"), {**values, "relation": found.relation})
                counts[found.relation] += 1
        return counts

    @staticmethod
    def _observe_again(data: Any, values: Mapping[str, Any]) -> None:
        """Write a run's figures to a known site; its polygon and its status stay as they were vetted."""
        layer = data.GetLayer("sites")
        layer.SetAttributeFilter(f"site_id = '{values['site_id']}'")
        for feature in layer:
            for name in ("p_mean", "p_max", "uncert", "img_date", "model", "run_id", "why", "suspect"):
                if values.get(name) is not None:
                    feature.SetField(name, values[name])
            layer.SetFeature(feature)
        layer.SetAttributeFilter(None)

    def add_site(self, geometry: QgsGeometry, attributes: Mapping[str, Any], reviewer: str) -> str:
        """Add a hand-drawn or imported site with the status ``added``."""
        site_id = uuid.uuid4().hex[:12]
        with self._transaction() as data:
            self._append(data.GetLayer("sites"), {**attributes, "site_id": site_id, "status": schema.OPEN}, geometry)
            self._decide(data, site_id, "", schema.ADDED, "", reviewer, None)
        return site_id

    def decide(self, site_ids: List[str], status: str, reason: str, reviewer: str) -> None:
        """Append a decision for each site."""
        runs = {s.attributes["site_id"]: s.attributes["run_id"] for s in self.sites()} if len(site_ids) > 1 else {}
        with self._transaction() as data:
            for site_id in site_ids:
                self._decide(data, site_id, runs.get(site_id, ""), status, reason, reviewer, None)

    def _decide(self, data: Any, site_id: str, run_id: str, status: str, reason: str, reviewer: str, undo_of: Optional[int]) -> None:
        row = {"site_id": site_id, "run_id": run_id, "status": status, "reason": reason, "reviewer": reviewer, "decided": now(),
               "undo_of": undo_of}
        self._append(data.GetLayer("decisions"), row)
        layer = data.GetLayer("sites")
        layer.SetAttributeFilter(f"site_id = '{site_id}'")
        for feature in layer:
            for name, value in (("status", status), ("reason", reason), ("reviewer", reviewer), ("reviewed", row["decided"])):
                feature.SetField(name, value)
            layer.SetFeature(feature)
        layer.SetAttributeFilter(None)

    def undo(self, reviewer: str) -> Optional[str]:
        """Take back the last decision that stands by appending its inverse; returns its site, None when there is none.

        Works across restarts, because it reads the decisions, not QGIS's undo stack.
        """
        decisions = self.rows("decisions")
        undone = {row["undo_of"] for row in decisions if row["undo_of"]}
        standing = [row for row in decisions if not row["undo_of"] and row["id"] not in undone]
        if not standing:
            return None
        last = standing[-1]
        before = [row for row in standing[:-1] if row["site_id"] == last["site_id"]]
        status, reason = (before[-1]["status"], before[-1]["reason"]) if before else (schema.OPEN, "")
        with self._transaction() as data:
            self._decide(data, last["site_id"], last["run_id"] or "", status or "", reason or "", reviewer, last["id"])
        return last["site_id"]

    def compare(self, old_run: str, new_run: str) -> Dict[str, List[str]]:
        """Return the sites that two runs share, and those that only one saw."""
        seen: Dict[str, set] = {old_run: set(), new_run: set()}
        for row in self.rows("observations"):
            if row["run_id"] in seen:
                seen[row["run_id"]].add(row["site_id"])
        return {"kept": sorted(seen[old_run] & seen[new_run]), "new": sorted(seen[new_run] - seen[old_run]),
                "lost": sorted(seen[old_run] - seen[new_run])}
