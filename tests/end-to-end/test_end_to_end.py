# SPDX-License-Identifier: MIT
"""An analyst's whole way over the contract: inspect, submit, watch, cancel, download, draw again, explain, restart."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Any, Iterator

import grpc
import numpy as np
from osgeo import gdal, ogr

import scene
from contract import Client, compile_contract, reason_of
from server import Server

ogr.UseExceptions()
SUCCEEDED, FAILED, CANCELLED, INTERRUPTED = 3, 4, 5, 6


class EndToEnd(unittest.TestCase):
    """Tests share one server; each has job ids of its own."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="solargis-end-to-end-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.addClassCleanup(shutil.rmtree, compile_contract(), ignore_errors=True)
        from solargis.v1 import analysis_pb2, artifact_pb2, imagery_pb2, model_pb2, system_pb2
        cls.analysis, cls.artifact, cls.imagery, cls.model, cls.system = analysis_pb2, artifact_pb2, imagery_pb2, model_pb2, system_pb2
        images = cls.folder / "images"
        images.mkdir()
        cls.image_path, cls.vast_path = images / "scene.tif", images / "vast.tif"
        scene.write_image(cls.image_path)
        scene.write_vast(cls.vast_path)
        scene.write_model(cls.folder / "data" / "models" / "b11")
        cls.server = Server(cls.folder / "data", images)
        cls.addClassCleanup(lambda: cls.server.stop())
        cls.client = Client(cls.server.ready["grpc"], cls.server.ready["token"])
        cls.addClassCleanup(lambda: cls.client.close())

    def test_the_server_says_what_it_is_and_can_do(self) -> None:
        info = self.client.system.GetInfo(self.system.GetInfoRequest())
        self.assertEqual(info.version, self.server.ready["version"])
        self.assertEqual(list(info.capabilities), ["segmentation", "polygonization", "explanation"])
        self.assertIn(str(self.image_path.parent), info.allowed_folders)
        models = self.client.model.ListModels(self.model.ListModelsRequest()).models
        self.assertIn(("b11", "1.0.0"), [(model.name, model.version) for model in models])
        methods = self.client.analysis.ListMethods(self.analysis.ListMethodsRequest(model="b11")).methods
        self.assertLessEqual({"saliency", "integrated_gradients"}, {method.name for method in methods if method.available})

    def test_no_token_is_no_entry(self) -> None:
        stranger = Client(self.server.ready["grpc"], None)
        self.addCleanup(stranger.close)
        self.assert_refused(grpc.StatusCode.UNAUTHENTICATED, "TOKEN_INVALID",
                            lambda: stranger.system.GetInfo(self.system.GetInfoRequest()))

    def test_an_image_is_inspected_and_a_run_estimated(self) -> None:
        seen = self.client.imagery.Inspect(self.imagery.InspectRequest(image=self.image(), model="b11"))
        self.assertEqual((seen.grid.width, seen.grid.height, seen.grid.epsg), (scene.WIDTH, scene.HEIGHT, scene.EPSG))
        self.assertEqual([band.role for band in seen.bands], scene.ROLES)
        self.assertEqual(list(seen.missing_bands), [])
        estimate = self.client.analysis.Estimate(self.analysis.EstimateRequest(segmentation=self.segmentation()))
        self.assertEqual(estimate.pixels, scene.WIDTH * scene.HEIGHT)
        self.assertAlmostEqual(estimate.area_km2, scene.WIDTH * scene.HEIGHT * 1e-4, delta=0.02)
        self.assertFalse(estimate.blocked)

    def test_a_region_becomes_a_raster_and_polygons_that_match_the_truth(self) -> None:
        request = self.analysis.SubmitRequest(job_id="segment", title="Whole scene", segmentation=self.segmentation())
        first = self.client.analysis.Submit(request)
        self.assertEqual((first.job_id, first.kind), ("segment", "segmentation"))
        told = list(self.watch("segment"))
        job = told[-1]
        self.assertEqual(job.state, SUCCEEDED, job.message)
        sequences = [step.sequence for step in told]
        self.assertEqual(sequences, sorted(sequences))
        self.assertEqual([step.fraction for step in told], sorted(step.fraction for step in told))

        self.assertEqual(self.client.analysis.Submit(request), job)
        request.title = "Another"
        self.assert_refused(grpc.StatusCode.ALREADY_EXISTS, "JOB_EXISTS", lambda: self.client.analysis.Submit(request))
        # Entered again after the number before the last, the watch tells the end alone.
        self.assertEqual([step.state for step in self.watch("segment", job.sequence - 1)], [SUCCEEDED])

        files = {file.role: self.download("segment", file) for file in job.artifacts}
        self.assertLessEqual({"probability", "candidates", "candidates_shapefile", "summary"}, set(files))
        self.assertEqual(json.loads(job.summary_json)["candidates"]["count"], 1)
        self.check_probability(files["probability"])
        candidates = self.polygons(files["candidates"])
        self.assertEqual(len(candidates), 1)
        truth = ogr.CreateGeometryFromWkt(scene.farm_wkt())
        overlap = candidates[0].Intersection(truth).Area() / candidates[0].Union(truth).Area()
        self.assertGreater(overlap, 0.95)

        # At a lower threshold than the ground's, without a model: nearly everything.
        again = self.run_job("again", polygonization=self.analysis.PolygonizationRequest(
            job_id="segment", polygons=self.analysis.PolygonOptions(threshold=0.1)))
        lower = self.polygons(self.download("again", next(file for file in again.artifacts if file.role == "candidates")))
        self.assertGreater(sum(polygon.Area() for polygon in lower), 10 * truth.Area())

    def test_a_polygon_is_explained_by_the_band_that_decides(self) -> None:
        polygon = self.imagery.Polygon(wkb=bytes(ogr.CreateGeometryFromWkt(scene.farm_wkt()).ExportToWkb()), epsg=scene.EPSG)
        job = self.run_job("explain", explanation=self.analysis.ExplanationRequest(
            image=self.image(), model="b11", baseline="zero", subjects=[self.analysis.Subject(name="farm", polygon=polygon)],
            methods=[self.analysis.MethodChoice(name="integrated_gradients")]))
        raster = gdal.Open(str(self.download("explain", next(file for file in job.artifacts if file.role == "attribution"))))
        bands = (raster.GetRasterBand(index) for index in range(1, raster.RasterCount + 1))
        # Not a number: outside of what the model can see from the polygon.
        share = {band.GetDescription(): float(np.nansum(abs(band.ReadAsArray()))) for band in bands}
        self.assertGreater(share["B11"], 0, share)
        for role in set(scene.ROLES) - {"B11"}:
            self.assertLess(share[role], 1e-6 * share["B11"], share)
        certificate = json.loads(self.download("explain", next(file for file in job.artifacts if file.role == "certificate")).read_text())
        self.assertIn("integrated_gradients", json.dumps(certificate))

    def test_pixels_are_sent_by_chunks_and_resumed(self) -> None:
        content = self.image_path.read_bytes()
        begin = self.imagery.BeginUploadRequest(
            upload_id="sent", file_name="scene.tif", size=len(content), sha256=hashlib.sha256(content).digest())
        self.assertEqual(self.client.imagery.BeginUpload(begin).committed, 0)
        chunk = content[:100_000]
        self.assert_refused(grpc.StatusCode.DATA_LOSS, "CHUNK_CORRUPT", lambda: self.client.imagery.WriteChunk(
            self.imagery.WriteChunkRequest(upload_id="sent", data=chunk, crc32c=crc32c(chunk) ^ 1)))
        self.client.imagery.WriteChunk(self.imagery.WriteChunkRequest(upload_id="sent", data=chunk, crc32c=crc32c(chunk)))
        committed = self.client.imagery.BeginUpload(begin).committed
        self.assertEqual(committed, len(chunk))
        while committed < len(content):
            chunk = content[committed:committed + 200_000]
            committed = self.client.imagery.WriteChunk(self.imagery.WriteChunkRequest(
                upload_id="sent", offset=committed, data=chunk, crc32c=crc32c(chunk))).committed
        self.assertTrue(self.client.imagery.FinishUpload(self.imagery.FinishUploadRequest(upload_id="sent")).finished)
        request = self.segmentation()
        request.image.CopyFrom(self.imagery.Image(files=[self.imagery.RasterFile(upload_id="sent")]))
        job = self.run_job("of-upload", segmentation=request)
        self.assertEqual(json.loads(job.summary_json)["candidates"]["count"], 1)

    def test_a_running_job_is_cancelled_and_the_next_one_runs(self) -> None:
        request = self.segmentation()
        request.image.files[0].path = str(self.vast_path)
        self.client.analysis.Submit(self.analysis.SubmitRequest(job_id="vast", segmentation=request))
        for step in self.watch("vast"):
            if step.stage == "segmenting":
                self.client.analysis.CancelJob(self.analysis.CancelJobRequest(job_id="vast"))
                break
        job = list(self.watch("vast"))[-1]
        self.assertEqual((job.state, len(job.artifacts)), (CANCELLED, 0), job.message)
        self.assertEqual(self.run_job("after-cancel", segmentation=self.segmentation()).state, SUCCEEDED)

    def test_input_that_cannot_be_used_is_refused_with_a_reason(self) -> None:
        request = self.segmentation()
        request.image.files[0].path = str(self.image_path.with_name("absent.tif"))
        self.assert_refused(grpc.StatusCode.NOT_FOUND, "RASTER_NOT_FOUND", lambda: self.submit("absent", segmentation=request))
        request.image.files[0].path = "/etc/hostname"
        self.assert_refused(grpc.StatusCode.PERMISSION_DENIED, "PATH_NOT_ALLOWED", lambda: self.submit("outside", segmentation=request))
        self.assert_refused(grpc.StatusCode.NOT_FOUND, "MODEL_UNKNOWN",
                            lambda: self.submit("model", segmentation=self.segmentation("nobody")))
        self.assert_refused(grpc.StatusCode.INVALID_ARGUMENT, "WORK_MISSING", lambda: self.submit("nothing"))
        self.assert_refused(grpc.StatusCode.NOT_FOUND, "JOB_NOT_FOUND", lambda: self.get("model"))

    def test_a_killed_server_keeps_what_was_finished(self) -> None:
        finished = self.run_job("kept", segmentation=self.segmentation())
        request = self.segmentation()
        request.image.files[0].path = str(self.vast_path)
        self.submit("lost", segmentation=request)
        next(step for step in self.watch("lost") if step.stage == "segmenting")
        self.server.kill()
        self.client.close()

        self.server.start()
        type(self).client = Client(self.server.ready["grpc"], self.server.ready["token"])

        self.assertEqual(self.get("kept"), finished)
        for file in finished.artifacts:
            self.download("kept", file)
        lost = self.get("lost")
        self.assertEqual((lost.state, lost.reason), (INTERRUPTED, "SERVER_ENDED"))
        self.client.analysis.DeleteJob(self.analysis.DeleteJobRequest(job_id="kept"))
        self.assert_refused(grpc.StatusCode.NOT_FOUND, "JOB_NOT_FOUND", lambda: self.get("kept"))
        self.assertEqual(self.run_job("after-kill", segmentation=self.segmentation()).state, SUCCEEDED)

    def image(self) -> Any:
        return self.imagery.Image(files=[self.imagery.RasterFile(path=str(self.image_path))])

    def segmentation(self, model: str = "b11") -> Any:
        return self.analysis.SegmentationRequest(image=self.image(), model=model)

    def submit(self, job_id: str, **work: Any) -> Any:
        return self.client.analysis.Submit(self.analysis.SubmitRequest(job_id=job_id, **work))

    def get(self, job_id: str) -> Any:
        return self.client.analysis.GetJob(self.analysis.GetJobRequest(job_id=job_id))

    def watch(self, job_id: str, after: int = 0) -> Iterator[Any]:
        for event in self.client.analysis.WatchJob(self.analysis.WatchJobRequest(job_id=job_id, after_sequence=after)):
            yield event.job

    def run_job(self, job_id: str, **work: Any) -> Any:
        self.submit(job_id, **work)
        job = list(self.watch(job_id))[-1]
        self.assertEqual(job.state, SUCCEEDED, job.message)
        return job

    def download(self, job_id: str, file: Any) -> Path:
        """Fetch a file in two goes, the second from where the first was cut off, and check it against its hash."""
        path = self.folder / "downloads" / job_id / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        content, told = b"", b""
        for cut in (True, False):
            stream = self.client.artifact.DownloadArtifact(
                self.artifact.DownloadArtifactRequest(job_id=job_id, name=file.name, offset=len(content)))
            for message in stream:
                self.assertEqual(message.offset, len(content))
                # The first go keeps a part of its first message only.
                content += message.data[:len(message.data) // 2] if cut else message.data
                told = message.sha256
                if cut:
                    stream.cancel()
                    break
        self.assertEqual((len(content), told), (file.size, file.sha256))
        self.assertEqual(hashlib.sha256(content).digest(), file.sha256)
        path.write_bytes(content)
        return path

    def polygons(self, path: Path) -> list:
        layer = (source := ogr.Open(str(path))).GetLayer(0)
        found = [feature.GetGeometryRef().Clone() for feature in layer]
        del layer, source
        self.assertTrue(all(polygon.IsValid() for polygon in found))
        return found

    def check_probability(self, path: Path) -> None:
        """The raster has the image's grid, and the values that the model's two numbers give."""
        raster = gdal.Open(str(path))
        self.assertEqual((raster.RasterXSize, raster.RasterYSize), (scene.WIDTH, scene.HEIGHT))
        self.assertEqual(raster.GetGeoTransform(), (scene.LEFT, scene.PIXEL, 0, scene.TOP, 0, -scene.PIXEL))
        column, row, width, height = scene.FARM
        farm = raster.GetRasterBand(1).ReadAsArray(column, row, width, height)
        expected = 1 / (1 + math.exp(-(scene.SLOPE * scene.BRIGHT / 10_000 + scene.BIAS)))
        self.assertLess(abs(farm - expected).max(), 1e-5)
        self.assertLess(raster.GetRasterBand(1).ReadAsArray(0, 0, column, scene.HEIGHT).max(), 0.5)

    def assert_refused(self, code: grpc.StatusCode, reason: str, call: Any) -> None:
        """The code, the reason, and one plain sentence."""
        with self.assertRaises(grpc.RpcError) as caught:
            call()
        error = caught.exception
        self.assertEqual((error.code(), reason_of(error)), (code, reason), error.details())
        self.assertRegex(error.details(), r"^[^\n]+[.]$")


def crc32c(data: bytes) -> int:
    """CRC-32C (Castagnoli), one byte at a time."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def _table_entry(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    return value


_TABLE = [_table_entry(value) for value in range(256)]

if __name__ == "__main__":
    unittest.main()
