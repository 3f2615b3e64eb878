# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers like a server where the real one is not built; its results are drawn from the scene's own farms."""

from __future__ import annotations

import hashlib
import json
import os
import threading

import numpy
from google.protobuf.json_format import MessageToDict
from grpc_web_server import Exchange, GrpcWebServer, message
from osgeo import gdal, ogr, osr

import scene


class StandIn:
    """The calls that the desktop test makes."""

    def __init__(self, folder: str) -> None:
        """Prepare the results in a folder and serve."""
        self.folder = folder
        self.submitted = {}
        self.cancelled = set()
        #: Jobs stay running until it is set.
        self.release = threading.Event()
        self._write_results()
        self.server = GrpcWebServer({
            "SystemService/GetInfo": self._info, "SystemService/AllowFolder": self._info, "ModelService/ListModels": self._models,
            "ImageryService/Inspect": lambda e: self._answer(e, message("InspectResponse")()), "AnalysisService/Submit": self._submit,
            "AnalysisService/GetJob": lambda e: self._answer(e, self._job(message("GetJobRequest").FromString(e.payload).job_id)),
            "AnalysisService/WatchJob": self._watch, "AnalysisService/CancelJob": self._cancel,
            "ArtifactService/DownloadArtifact": self._download})

    @staticmethod
    def _answer(exchange: Exchange, value) -> None:
        exchange.send(value)
        exchange.end()

    def _info(self, exchange: Exchange) -> None:
        self._answer(exchange, message("ServerInfo")(version="0.0-test", device="cpu", local_user=True, capabilities=["segmentation"]))

    def _models(self, exchange: Exchange) -> None:
        model = message("Model")(name="stand-in", version="1", halo=28, summary="Answers of the test", sha256="0" * 64, is_default=True)
        self._answer(exchange, message("ListModelsResponse")(models=[model]))

    def _job(self, job_id: str):
        state = 5 if job_id in self.cancelled else 3 if self.release.is_set() else 2
        files = []
        for name, role in (("probability.tif", "probability"), ("candidates.gpkg", "candidates")):
            path = os.path.join(self.folder, name)
            files.append(message("Artifact")(name=name, role=role, size=os.path.getsize(path)))
        return message("Job")(job_id=job_id, state=state, stage="segmenting", fraction=1 if state == 3 else .4, sequence=state,
                              artifacts=files if state == 3 else [], summary_json=json.dumps({"candidates": 3}))

    def _submit(self, exchange: Exchange) -> None:
        request = message("SubmitRequest").FromString(exchange.payload)
        self.submitted[request.job_id] = MessageToDict(request)
        self._answer(exchange, self._job(request.job_id))

    def _watch(self, exchange: Exchange) -> None:
        job_id = message("WatchJobRequest").FromString(exchange.payload).job_id
        while True:
            exchange.send(message("JobEvent")(job=self._job(job_id)))
            if job_id in self.cancelled or self.release.wait(0.3):
                break
        exchange.send(message("JobEvent")(job=self._job(job_id)))
        exchange.end()

    def _cancel(self, exchange: Exchange) -> None:
        job_id = message("CancelJobRequest").FromString(exchange.payload).job_id
        self.cancelled.add(job_id)
        self._answer(exchange, self._job(job_id))

    def _download(self, exchange: Exchange) -> None:
        request = message("DownloadArtifactRequest").FromString(exchange.payload)
        with open(os.path.join(self.folder, request.name), "rb") as file:
            content = file.read()
        exchange.send(message("DownloadArtifactResponse")(offset=request.offset, data=content[request.offset:]))
        exchange.send(message("DownloadArtifactResponse")(offset=len(content), sha256=hashlib.sha256(content).digest()))
        exchange.end()

    def _write_results(self) -> None:
        system = osr.SpatialReference()
        system.ImportFromEPSG(scene.EPSG)
        values = numpy.full((scene.SIZE, scene.SIZE), .05, numpy.float32)
        for column, row, width, height in scene.FARMS:
            values[row:row + height, column:column + width] = .9
        raster = gdal.GetDriverByName("GTiff").Create(os.path.join(self.folder, "probability.tif"), scene.SIZE, scene.SIZE, 1, gdal.GDT_Float32)
        raster.SetGeoTransform((scene.LEFT, 10, 0, scene.TOP, 0, -10))
        raster.SetProjection(system.ExportToWkt())
        raster.GetRasterBand(1).WriteArray(values)
        raster.FlushCache()
        data = ogr.GetDriverByName("GPKG").CreateDataSource(os.path.join(self.folder, "candidates.gpkg"))
        layer = data.CreateLayer("candidates", system, ogr.wkbPolygon)
        for name in ("p_mean", "p_max", "area_ha", "mw_dc"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
        layer.CreateField(ogr.FieldDefn("status", ogr.OFTString))
        for number, (column, row, width, height) in enumerate(scene.FARMS):
            feature = ogr.Feature(layer.GetLayerDefn())
            x, y, w, h = scene.LEFT + column * 10, scene.TOP - row * 10, width * 10, height * 10
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({x} {y},{x + w} {y},{x + w} {y - h},{x} {y - h},{x} {y}))"))
            feature.SetField("p_mean", .9 - .1 * number)
            feature.SetField("area_ha", w * h / 10000)
            layer.CreateFeature(feature)
