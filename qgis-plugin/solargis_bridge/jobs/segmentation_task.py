# SPDX-License-Identifier: GPL-2.0-or-later
"""One segmentation from the region to the downloaded results, as a task of QGIS."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any, Dict, List, NamedTuple, Optional

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal

from ..protocol.message import Message
from ..protocol.status import Code, RpcError
from ..region import inputs, window
from ..region.region import RegionError
from ..transport.client import Client
from ..transport.download import download
from ..transport.endpoint import Endpoint
from ..transport.sentences import sentence
from ..transport.upload import upload


class SegmentationJob(NamedTuple):
    """What is asked for."""

    job_id: str
    title: str
    paths: List[str]
    #: The ``Region`` message, and its bounds in the image's CRS.
    region: Dict[str, Any]
    bounds: tuple
    model: str
    polygons: Dict[str, float]
    folder: str
    halo: int
    local_user: bool


def tr(text: str) -> str:
    """Translate a text of this file."""
    return QCoreApplication.translate("SegmentationTask", text)


class SegmentationTask(QgsTask):
    """Submits, watches, cancels and downloads in a worker thread."""

    #: A stage or message for the job list.
    stage = pyqtSignal(str)
    #: Once at the end, in the main thread.
    ended = pyqtSignal()

    def __init__(self, endpoint: Endpoint, job: SegmentationJob, is_submitted: bool = False) -> None:
        """Prepare a task; ``is_submitted`` takes up a job that the server has already."""
        super().__init__(job.title, QgsTask.Flag.CanCancel)
        self.job = job
        self.files: Dict[str, str] = {}
        self.error = ""
        self.state = "STATE_QUEUED"
        self.summary: Dict[str, Any] = {}
        #: Set when QGIS closes or the plugin is unloaded: the server's job then goes on.
        self.detached = False
        self.endpoint = endpoint
        self._is_submitted = is_submitted
        self._client = Client(endpoint, self.isCanceled)

    def run(self) -> bool:
        """Do the work (worker thread)."""
        try:
            if not self._is_submitted:
                self._submit()
            done = self._client.watch(self.job.job_id, self._changed)
            self.state = done["state"]
            if done["state"] != "STATE_SUCCEEDED":
                self.error = done["message"] or tr("The job did not finish.")
                return False
            self.summary = json.loads(done["summary_json"] or "{}")
            self._download(done)
            return True
        except RpcError as error:
            self.error = sentence(error)
            if error.code == Code.CANCELLED and not self.detached:
                self._cancel_on_server()
        except (RegionError, OSError, ValueError) as error:
            self.error = str(error)
        self.state = "STATE_CANCELLED" if self.isCanceled() else "STATE_FAILED"
        return False

    def finished(self, result: bool) -> None:
        """Tell the interface (main thread)."""
        self.ended.emit()

    def _submit(self) -> None:
        image = self._image()
        self.stage.emit(tr("Submitting"))
        self._client.call("AnalysisService/Submit", {
            "job_id": self.job.job_id, "title": self.job.title,
            "segmentation": {"image": image, "region": self.job.region, "model": self.job.model, "polygons": self.job.polygons}})

    def _image(self) -> Dict[str, Any]:
        """Return the image by reference where the server sees the same files, else after sending the pixels."""
        self.stage.emit(tr("Checking the image"))
        try:
            if self.job.local_user:
                for folder in sorted({os.path.dirname(path) for path in self.job.paths}):
                    self._client.call("SystemService/AllowFolder", {"folder": folder})
            image = inputs.image_by_reference(self.job.paths)
            self._inspect(image)
            return image
        except RpcError as error:
            if error.code not in (Code.NOT_FOUND, Code.PERMISSION_DENIED, Code.FAILED_PRECONDITION):
                raise
        self.stage.emit(tr("Sending the pixels"))
        image = {"files": []}
        with tempfile.TemporaryDirectory() as folder:
            for number, path in enumerate(self.job.paths):
                target = os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + ".tif")
                window.cut_window(path, self.job.bounds, self.job.halo, target)
                image["files"].append({"upload_id": upload(self._client, target, lambda f: self.setProgress(10 * f))})
        self._inspect(image)
        return image

    def _inspect(self, image: Dict[str, Any]) -> None:
        found = self._client.call("ImageryService/Inspect", {"image": image, "model": self.job.model})
        if found["missing_bands"]:
            raise RegionError(tr("This model needs {}, which this image does not have. Choose an image with these bands.").format(
                ", ".join(found["missing_bands"])))

    def _changed(self, job: Message) -> None:
        self.state = job["state"]
        self.stage.emit(job["stage"] or job["message"])
        self.setProgress(10 + 80 * job["fraction"])

    def _download(self, job: Message) -> None:
        self.stage.emit(tr("Fetching the results"))
        os.makedirs(self.job.folder, exist_ok=True)
        wanted = [a for a in job["artifacts"] if a["role"] in ("probability", "candidates", "summary")]
        for number, artifact in enumerate(wanted):
            path = download(self._client, self.job.job_id, artifact, self.job.folder,
                            lambda f: self.setProgress(90 + 10 * (number + min(1, f)) / len(wanted)))
            self.files.setdefault(artifact["role"], path)

    def _cancel_on_server(self) -> None:
        try:
            self._client.cancel_job(self.job.job_id)
        except RpcError as error:
            # A job that was not submitted yet is unknown there.
            self.error: Optional[str] = self.error if error.code == Code.NOT_FOUND else sentence(error)
